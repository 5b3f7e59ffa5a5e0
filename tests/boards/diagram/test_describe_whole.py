"""A whole drawing in sentences."""

from coach.boards.diagram.describe import whole
from coach.boards.diagram.diagram_text import read


def test_every_component_group_and_arrow_is_told_once() -> None:
    text = "user -> lb -> api x3 -> redis: 90% hit\napi ~> kafka\norders db => spare db\nalone\n"
    assert whole(read(text + "group vpc: api, redis\n")) == (
        "8 components, 5 connections.",
        "Group vpc holds api, redis.",
        "user: client; calls lb.",
        "lb: load balancer; calls api.",
        "api: service ×3 in vpc; calls redis (90% hit); sends to kafka.",
        "redis: cache in vpc; leads nowhere on.",
        "kafka: stream; leads nowhere on.",
        "orders db: database; is copied to spare db.",
        "spare db: database; leads nowhere on.",
        "alone: service; is joined with nothing.",
    )
    assert whole(read("")) == ("Nothing is drawn yet.",)
