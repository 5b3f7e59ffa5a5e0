"""Semicolons between what one line says, and those that are text."""

import pytest

from coach.boards.diagram.diagram_text import read
from coach.boards.diagram.edit import insert_component
from coach.boards.diagram.statement_ends import statements


def arrows(text: str) -> list[tuple[str, str, str]]:
    graph = read(text)
    labels = {node.id: node.label for node in graph.nodes}
    return [(labels[e.source], labels[e.target], e.label) for e in graph.edges]


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("app -> x; api -> y", [("app", "x", ""), ("api", "y", "")]),
        ("web -> api;", [("web", "api", "")]),
        ("web -> api: hot; api -> q: cold", [("web", "api", "hot"), ("api", "q", "cold")]),
        ("web -> api: reads; caches", [("web", "api", "reads; caches")]),
        ('"a; b" -> c', [("a; b", "c", "")]),
        ("api [hot; cold] -> db", [("api", "db", "")]),
        ("R &amp; D -> c", [("R &amp; D", "c", "")]),
        ("web -> api # one; web -> two", [("web", "api", "")]),
    ],
)
def test_a_semicolon_divides_what_a_line_says(text: str, drawn: list[tuple[str, str, str]]) -> None:
    assert arrows(text) == drawn


def test_what_stands_after_an_arrow_may_be_a_component_or_a_group() -> None:
    graph = read("group core: api, db; web -> api; cache")
    assert [node.label for node in graph.nodes] == ["api", "db", "web", "cache"]
    assert [group.label for group in graph.groups] == ["core"]


def test_the_spans_are_those_of_the_text() -> None:
    text = "web -> api; api -> db"
    span = read(text).edges[1].span
    assert span is not None
    assert text[span.start : span.end] == "api -> db"


@pytest.mark.parametrize("text", ["", ";", ";;", " ; ", "a;b;c", "a -> b;;c -> d", ";a -> b"])
def test_the_parts_stand_where_they_say(text: str) -> None:
    assert all(text[at : at + len(part)] == part for at, part in statements(text))


def test_a_component_is_put_into_the_part_at_the_cursor() -> None:
    text, _ = insert_component("web -> api; store -> disk", 20, "cache")
    assert ("web", "api", "") in arrows(text)
    assert {node.label for node in read(text).nodes} == {"web", "api", "store", "disk", "cache"}
