"""Boxes stand for components by name, by kind, and by the place they have."""

import pytest

from coach.catalog.prompt import Prompt
from coach.catalog.shelf import folders, load
from coach.match.components import drawn as matched

SHORTENER = """\
client -> lb -> redirect service
redirect service -> cache -> postgres
lb -> link service -> postgres
redirect service ~> kafka -> click counter -> {last}
"""


@pytest.fixture(scope="module")
def shortener() -> Prompt:
    prompt = load("url-shortener", folders())
    design = prompt.design
    assert design
    parts = tuple(
        part.but(names=(), kinds=()) if part.id == "stats-store" else part
        for part in prompt.components
    )
    return prompt.but(design=design.but(components=parts))


def test_a_box_in_the_place_of_a_component_is_the_component(shortener: Prompt) -> None:
    drawn = matched(shortener, SHORTENER.format(last="clicks db"))
    assert drawn.boxes["stats-store"] == {"clicks db"}
    assert drawn.labels("link-store") == "postgres"


def test_a_product_behind_a_name_says_where_a_part_is_kept_and_not_which() -> None:
    prompt = load("fraud-decision", folders())
    drawn = matched(prompt, "api -> counters redis\napi -> profile store -> things redis\n")
    assert drawn.labels("counter-store") == "counters redis"
    assert "things redis" not in drawn.labels("counter-store")


def test_a_product_before_a_name_says_what_kind_of_part_it_is() -> None:
    drawn = matched(load("ticket-booking", folders()), "map api -> redis seat map\n")
    assert drawn.labels("mapcache") == "redis seat map"
    pictures = matched(load("picture-maker", folders()), "api -> postgres jobs\n")
    assert pictures.labels("job-store") == "postgres jobs"
    chat = matched(load("chat", folders()), "api -> kafka consumer\n")
    assert "kafka consumer" not in chat.labels("message-events")


def test_what_is_kept_in_a_product_is_no_service_of_that_name() -> None:
    drawn = matched(
        load("show-voting", folders()), "vote api -> kafka\ncounter -> postgres votes\n"
    )
    assert drawn.labels("vote-intake") == "vote api"
    assert drawn.labels("vote-stream") == "kafka"


def test_who_calls_from_outside_and_a_bare_gateway_are_no_model() -> None:
    prompt = load("document-assistant", folders())
    text = "employee -> gateway -> chat api -> llm\nkafka ~> chunk embed worker -> opensearch\n"
    drawn = matched(prompt, text)
    assert not drawn.boxes["embedding-model"]
    assert drawn.labels("language-model") == "llm"
    assert drawn.labels("indexer") == "chunk embed worker"
    assert drawn.labels("passage-index") == "opensearch"


@pytest.mark.parametrize("last", ["users db", "mail sender", "clicks cache"])
def test_a_box_of_another_kind_or_name_is_not(shortener: Prompt, last: str) -> None:
    drawn = matched(shortener, SHORTENER.format(last=last))
    assert "stats-store" not in drawn.present


def test_two_boxes_of_one_kind_go_where_they_fit(shortener: Prompt) -> None:
    parts = tuple(
        part.but(names=(), kinds=("database",))
        if part.id in ("stats-store", "link-store")
        else part
        for part in shortener.components
    )
    assert shortener.design
    prompt = shortener.but(design=shortener.design.but(components=parts))
    text = SHORTENER.replace("postgres", "mysql").format(last="postgres")
    drawn = matched(prompt, text)
    assert drawn.labels("link-store") == "mysql"
    assert drawn.labels("stats-store") == "postgres"
