"""D2, DOT and JSON: golden texts of one architecture, quoting, and JSON both ways."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.boards.diagram import d2, dot, interchange, mermaid
from coach.boards.diagram.graph import Edge, EdgeStyle, Graph, Group, Kind, Node, Tip
from coach.boards.diagram.notation import read
from coach.boards.diagram.picture import Box, Direction, Picture
from coach.errors import UsageError
from tests import goldens

GOLDEN = goldens.GOLDEN / "diagram"
WRITERS = {"d2": d2.write, "dot": dot.write, "mmd": mermaid.write}


@pytest.mark.parametrize("ending", WRITERS)
def test_the_shop_is_written_as_it_always_was(ending: str) -> None:
    graph = read((GOLDEN / "shop.txt").read_text("utf-8"))
    assert graph.findings == ()
    goldens.check(f"diagram/shop.{ending}", WRITERS[ending](graph))


def test_the_shop_as_json_is_written_as_it_always_was_and_read_back() -> None:
    graph = read((GOLDEN / "shop.txt").read_text("utf-8"))
    written = interchange.write(graph)
    goldens.check("diagram/shop.json", written)
    back = interchange.read(written)
    assert interchange.write(back) == written


def test_direction_is_written() -> None:
    graph = read("a -> b")
    assert d2.write(graph, Direction.RIGHT).startswith("direction: right\n")
    assert "rankdir=LR" in dot.write(graph, Direction.RIGHT)
    assert mermaid.write(graph, Direction.RIGHT).startswith("flowchart LR\n")


TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1)


@given(TEXTS)
def test_a_label_of_d2_stays_within_its_quotes(label: str) -> None:
    line = d2.write(Graph((Node("a", label),))).splitlines()[1]
    match = re.fullmatch(r"a: '((?:[^']|'')*)'", line)
    assert match
    assert match[1].replace("''", "'") == label


@given(TEXTS)
def test_a_label_of_dot_stays_within_its_quotes(label: str) -> None:
    line = dot.write(Graph((Node("a", label),))).split("\n")[4]
    match = re.fullmatch(r'  "a" \[label="((?:[^"\\]|\\.)*)"\];', line)
    assert match
    assert re.sub(r"\\(.)", r"\1", match[1]) == label


def test_identifiers_of_d2_are_no_words_of_the_language_and_all_differ() -> None:
    names = ["shape", "label", "a b", "a-b", "客户端", "支付", "1st"]
    written = d2.write(Graph(tuple(Node(name, name) for name in names)))
    keys = [line.split(":")[0] for line in written.splitlines()[1:]]
    assert keys == ["shape_", "label_", "a_b", "a_b_2", "n5", "n6", "n7_1st"]


def test_a_tooltip_of_d2_is_no_markup() -> None:
    graph = Graph((Node("a", "a", attributes=(("p99", "<b> & c"),)),))
    assert "tooltip: 'p99: &lt;b&gt; &amp; c'" in d2.write(graph)


def test_json_keeps_everything_of_a_graph() -> None:
    graph = Graph(
        (
            Node("A", "Api", Kind.WORKER, 3, "g", (("capacity", "2k"),), True),
            Node("a", "x", kind_said=True),
        ),
        (
            Edge("A", "a", "l", EdgeStyle.COPY, True),
            Edge("A", "a"),
            Edge("a", "a"),
            Edge("A", "a", tip=Tip.NONE),
            Edge("A", "a", "l", both=True, tip=Tip.CROSS),
            Edge("a", "A", target_group="g"),
            Edge("A", "a", source_group="h", tip=Tip.CIRCLE),
        ),
        (Group("h", "H"), Group("g", "G", "h")),
    )
    assert interchange.read(interchange.write(graph)) == graph


def test_json_of_before_there_were_tips_is_read_and_ends_may_be_groups() -> None:
    text = """{"nodes": [{"id": "a"}, {"id": "b", "group": "g"}], "groups": [{"id": "g"}],
        "edges": [{"from": "a", "to": "b", "both": true},
            {"from": "g", "to": "a", "tip": "none"}]}"""
    assert interchange.read(text).edges == (
        Edge("a", "b", both=True),
        Edge("b", "a", tip=Tip.NONE, source_group="g"),
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{}", "has no nodes"),
        ('{"nodes": [{"id": "x", "kind": []}]}', "unknown kind"),
        ('{"nodes": [{"id": "x"}], "edges": [{"from": "x", "to": "x", "style": {}}]}', "style"),
        ('{"nodes": [{"id": "x"}], "edges": [{"from": "x", "to": "x", "tip": []}]}', "tip"),
        ('{"boxes": [], "width": 1, "height": 1, "text": ""}', "without its graph"),
        ('{"nodes": [{"id": "x"}], "edges": [{"from": "x", "to": "x", "tip": "y"}]}', "tip"),
        ("{", "no JSON"),
        ("[1]", "no object"),
        ("[" * 100_000, "nested too deep"),
        ('{"nodes": 3}', "nodes is no list"),
        ('{"nodes": [{"label": "x"}]}', "nodes[0] needs id"),
        ('{"nodes": [{"id": "\\u001b"}]}', "control characters"),
        ('{"nodes": [{"id": "x", "kind": "cat"}]}', "unknown kind"),
        ('{"nodes": [{"id": "x", "group": "g"}]}', "unknown group"),
        ('{"nodes": [{"id": "x", "replicas": "3"}]}', "whole number"),
        ('{"nodes": [{"id": "x"}], "edges": [{"from": "x", "to": "y"}]}', "edges[0] names an"),
        ('{"nodes": [{"id": "x"}], "edges": [{"from": "x"}]}', "both from and to"),
        ('{"nodes": [{"id": "x"}], "edges": [{"from": "x", "to": "x", "style": 1}]}', "style"),
        ('{"groups": [{"id": "g", "parent": "h"}]}', "unknown parent"),
    ],
)
def test_json_that_does_not_fit_is_an_error_with_its_place(text: str, says: str) -> None:
    with pytest.raises(UsageError, match=re.escape(says)):
        interchange.read(text)


def test_placed_boxes_are_written_and_read() -> None:
    picture = Picture((Box("a", 1, 2, 9, 3), Box("客", 0, 8, 7, 3)), 20, 11, "text\nof it")
    written = interchange.write_placed(picture, Graph((Node("a", "A"),)))
    assert json.loads(written) == {
        "nodes": [{"id": "a", "label": "A", "kind": "service"}],
        "edges": [],
        "groups": [],
        "boxes": [
            {"id": "a", "x": 1, "y": 2, "w": 9, "h": 3},
            {"id": "客", "x": 0, "y": 8, "w": 7, "h": 3},
        ],
        "width": 20,
        "height": 11,
        "text": "text\nof it",
    }
    assert interchange.read_placed(written) == picture


UNPLACED = """x
{}
{"boxes": []}
{"boxes": [{"id": "a", "x": 1}], "width": 1, "height": 1}
{"boxes": [], "width": true, "height": 1}
{"boxes": [], "width": 1e3, "height": 1}"""


@pytest.mark.parametrize("text", UNPLACED.splitlines())
def test_placed_boxes_that_do_not_fit_are_an_error(text: str) -> None:
    with pytest.raises(UsageError):
        interchange.read_placed(text)
