"""What the selection view says of a component."""

from coach.boards.diagram.describe import about
from coach.boards.diagram.notation import read

TEXT = """client -> lb
lb -> api x3 -> redis, postgres: reads
api ~> kafka: orders
api -> api: retry
postgres => standby
api <-> chat
group us: api, redis
group all: us
api "Checkout API" [2k rps, stateless]
"""


def test_a_component_is_told_by_kind_neighbours_and_lines() -> None:
    assert about(read(TEXT), "api") == (
        "Checkout API: service ×3 in us in all",
        "capacity 2k rps, stateless",
        "called by lb",
        "calls redis (reads), postgres (reads), itself (retry)",
        "sends to kafka (orders)",
        "goes both ways with chat",
        "lines 2, 3, 4, 6, 7, 9",
    )


def test_either_end_of_a_message_and_of_a_copy() -> None:
    graph = read(TEXT)
    assert "receives from Checkout API (orders)" in about(graph, "kafka")
    assert "is copied to standby" in about(graph, "postgres")
    assert about(graph, "standby") == ("standby: replica", "is a copy of postgres", "line 5")


def test_many_lines_are_cut_and_an_unknown_id_has_nothing() -> None:
    graph = read("\n".join(f"a -> b{i}" for i in range(12)))
    assert about(graph, "a")[-1] == "lines 1, 2, 3, 4, 5, 6, 7, 8, …"
    assert about(graph, "nobody") == ()
