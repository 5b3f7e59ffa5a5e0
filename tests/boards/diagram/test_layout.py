"""Every drawing is complete: no lost or false edge, no damaged box, no wrong frame or label."""

import os
import subprocess
import sys
from collections.abc import Callable
from itertools import islice
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.boards.board import plain
from coach.boards.diagram.graph import Edge, EdgeStyle, Graph, Group, Kind, Node
from coach.boards.diagram.kinds import mark
from coach.boards.diagram.layout import ASCII, EDGE_LIMIT, NODE_LIMIT, lay_out
from coach.boards.diagram.picture import Direction, Picture
from coach.text import width

Plain = dict[str, Any]
Reader = Callable[[str, Plain], Any]
Maker = Callable[[Plain], Graph]

DIRECTIONS = (Direction.DOWN, Direction.RIGHT)
LABELS = ("db", "read", "write order", "HTTPS", "発行", "events 📦", "a", "retry with backoff")
STEMS = ("N", "Service ", "API Gateway ", "客户端", "支付💳", "Recommendation engine node ")


@st.composite
def plain_graphs(draw: st.DrawFn, most: int = 60) -> Plain:
    """A graph of the corpus' form with all that the notation allows in it."""
    count = draw(st.sampled_from([n for n in (2, 3, 4, 6, 8, 12, 18, 30, most) if n <= most]))
    stems = draw(st.lists(st.sampled_from(STEMS), min_size=count, max_size=count))
    nodes: list[dict[str, str]] = [
        {"id": f"i{place}", "label": f"{stem}{place}"} for place, stem in enumerate(stems)
    ]
    groups: list[dict[str, str]] = []
    for number in range(draw(st.sampled_from((0, 0, 1, 2, 4)))):
        group = {
            "id": f"g{number}",
            "label": f"Zone-{number}z" + draw(st.sampled_from(("", " of the east"))),
        }
        nested = draw(st.booleans())
        if groups and nested:
            group["parent"] = draw(st.sampled_from(groups))["id"]
        groups.append(group)
    for node in nodes:
        if groups and draw(st.integers(0, 4)) > 1:
            node["group"] = draw(st.sampled_from(groups))["id"]
    near = draw(st.booleans())
    pairs: dict[tuple[int, int], str] = {}
    for _ in range(int(count * draw(st.sampled_from((0.5, 1.0, 1.3, 1.8, 2.2))))):
        source = draw(st.integers(0, count - 1))
        target = (
            min(count - 1, source + draw(st.integers(0, 4)))
            if near
            else draw(st.integers(0, count - 1))
        )
        pairs[source, target] = draw(st.sampled_from(("", "", "", *LABELS)))
    if draw(st.integers(0, 6)) == 0:
        pairs |= {(a, b): "" for a in range(0, count, 3) for b in range(1, count, 3)}
    edges = [
        {"from": f"i{a}", "to": f"i{b}"} | ({"label": label} if label else {})
        for (a, b), label in islice(pairs.items(), EDGE_LIMIT)
    ]
    graph: Plain = {"nodes": nodes, "edges": edges}
    used = _used(nodes, groups)
    if used:
        graph["groups"] = used
    return graph


def _used(nodes: list[dict[str, str]], groups: list[dict[str, str]]) -> list[dict[str, str]]:
    """The groups that hold a node, themselves or by a group in them."""
    parents = {group["id"]: group.get("parent") for group in groups}
    held: set[str] = set()
    for node in nodes:
        name = node.get("group")
        while name is not None:
            held.add(name)
            name = parents[name]
    return [group for group in groups if group["id"] in held]


def check(graph: Plain, judge: Reader, graph_of: Maker) -> None:
    """Hold a graph's drawings in both directions to the bar."""
    for direction in DIRECTIONS:
        picture = lay_out(graph_of(graph), direction=direction, width=80, marks=False)
        verdict = judge(picture.text, graph)
        facts = verdict.lost, verdict.extra, verdict.groups_ok, verdict.labels_assoc
        assert verdict.complete, f"{facts}\n{picture.text}"
        assert verdict.h_precision == 1.0, picture.text


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(graph=plain_graphs(30))
def test_random_graphs_are_drawn_completely(graph: Plain, judge: Reader, graph_of: Maker) -> None:
    check(graph, judge, graph_of)


@pytest.mark.long
@settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
@given(graph=plain_graphs())
def test_a_thousand_random_graphs_are_drawn_completely(
    graph: Plain, judge: Reader, graph_of: Maker
) -> None:
    check(graph, judge, graph_of)


@pytest.mark.parametrize("direction", list(Direction))
@pytest.mark.parametrize("cells", [80, 120])
def test_the_corpus_is_drawn_completely(
    corpus: dict[str, Plain], judge: Reader, graph_of: Maker, direction: Direction, cells: int
) -> None:
    for name, graph in corpus.items():
        picture = lay_out(graph_of(graph), direction=direction, width=cells, marks=False)
        assert judge(picture.text, graph).complete, f"{name}\n{picture.text}"


def test_the_corpus_fits_the_page_with_few_crossings(
    corpus: dict[str, Plain], judge: Reader, graph_of: Maker
) -> None:
    wide: list[str] = []
    crossings: dict[str, int] = {}
    for name, graph in corpus.items():
        picture = lay_out(graph_of(graph), width=80, marks=False)
        crossings[name] = judge(picture.text, graph).cross
        if picture.width > 80:
            wide.append(name)
    assert 6 * len(wide) <= len(corpus), wide
    assert sum(crossings.values()) * 24 <= 55 * len(corpus), crossings


def test_every_source_feeding_every_target_is_one_bus(
    corpus: dict[str, Plain], judge: Reader, graph_of: Maker
) -> None:
    for direction in DIRECTIONS:
        graph = corpus["19_dense_k44"]
        verdict = judge(lay_out(graph_of(graph), direction=direction, marks=False).text, graph)
        assert (verdict.perfect, verdict.cross, verdict.amb_nets) == (True, 0, 1)


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(graph=plain_graphs(18), direction=st.sampled_from(DIRECTIONS))
def test_a_picture_agrees_with_itself(graph: Plain, direction: Direction, graph_of: Maker) -> None:
    picture = lay_out(graph_of(graph), direction=direction)
    assert picture.direction == direction
    assert picture.text == plain(picture.rows)
    lines = picture.text.split("\n")
    assert max(map(width, lines)) == picture.width
    assert len(lines) == picture.height
    assert {box.id for box in picture.boxes} == {node["id"] for node in graph["nodes"]}
    for box in picture.boxes:
        assert 0 <= box.x < box.x + box.w <= picture.width
        assert 0 <= box.y < box.y + box.h <= picture.height
    for stroke in picture.strokes:
        assert stroke.x1 == stroke.x2 or stroke.y1 == stroke.y2


def _shop() -> Graph:
    return Graph(
        nodes=(
            Node("client", "client", Kind.CLIENT),
            Node("api", "api", replicas=3),
            Node("redis", "redis", Kind.CACHE, group="data"),
            Node("postgres", "postgres", Kind.DATABASE, group="data"),
            Node("kafka", "kafka", Kind.STREAM),
            Node("standby", "standby", Kind.REPLICA),
        ),
        edges=(
            Edge("client", "api", both=True),
            Edge("api", "redis"),
            Edge("api", "postgres", "SQL"),
            Edge("api", "kafka", "order placed", EdgeStyle.ASYNC),
            Edge("postgres", "standby", "", EdgeStyle.COPY),
        ),
        groups=(Group("data", "Data"),),
    )


def test_marks_badges_and_styles_are_drawn() -> None:
    picture = lay_out(_shop(), direction=Direction.DOWN)
    roles = {role for row in picture.rows for _, role in row}
    assert {"box", "label", "mark", "badge", "edge", "edge-async", "edge-copy"} <= roles
    assert {"arrow", "edge-label", "frame", "frame-title"} <= roles
    assert "×3" in picture.text
    assert "║" in picture.text
    assert picture.text.count("▲") == 1
    api = picture.box("api")
    assert api is not None
    assert api.stacked
    assert "×" not in lay_out(_shop(), marks=False).text


def test_styles_differ_without_colour_in_ascii_too() -> None:
    picture = lay_out(_shop(), direction=Direction.DOWN, glyphs=ASCII)
    assert picture.text.isascii()
    assert "#" in picture.text
    assert ":" in picture.text
    assert "x3" in picture.text


def test_the_same_graph_gives_the_same_picture_in_every_process() -> None:
    program = (
        "from coach.boards.diagram.graph import *\n"
        "from coach.boards.diagram.layout import lay_out\n"
        "nodes = tuple(Node(f'n{i}', f'n{i}', group=f'g{i % 3}') for i in range(20))\n"
        "edges = tuple(Edge(f'n{i}', f'n{(i * 7 + k) % 20}') for i in range(20) for k in (1, 3))\n"
        "groups = tuple(Group(f'g{i}', f'Zone {i}') for i in range(3))\n"
        "print(lay_out(Graph(nodes, edges, groups), width=80).text)\n"
    )
    texts = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "12345")
    }
    assert len(texts) == 1


def test_a_graph_beyond_the_limits_is_drawn_in_part() -> None:
    nodes = tuple(Node(f"n{i}", f"node {i}") for i in range(5000))
    edges = tuple(Edge(f"n{i}", f"n{i + 1}") for i in range(4999))
    picture = lay_out(Graph(nodes, edges))
    assert picture.clipped
    assert len(picture.boxes) == NODE_LIMIT
    crowd = tuple(Edge(f"n{i % 90}", f"n{i * 31 % 97}") for i in range(EDGE_LIMIT * 40))
    assert lay_out(Graph(nodes[:100], crowd)).clipped


@pytest.mark.parametrize(
    "graph",
    [
        Graph(),
        Graph(nodes=(Node("", ""),)),
        Graph(nodes=(Node("a", "x" * 100_000),)),
        Graph(nodes=(Node("a", "a", group="nowhere"),), edges=(Edge("a", "b"), Edge("c", "a"))),
        Graph(
            nodes=(Node("a", "a", group="g0"),),
            groups=(Group("g0", "zero", "g1"), Group("g1", "one", "g0")),
        ),
        Graph(
            nodes=(Node("a", "a", group="g499"), Node("b", "b")),
            edges=(Edge("a", "b", "y" * 5000), Edge("a", "a", "z" * 5000)),
            groups=tuple(Group(f"g{i}", f"{i}", f"g{i - 1}" if i else None) for i in range(500)),
        ),
        Graph(nodes=(Node("a", "a"), Node("a", "again")), edges=(Edge("a", "a"), Edge("a", "a"))),
    ],
)
def test_strange_graphs_are_drawn_too(graph: Graph) -> None:
    for direction in Direction:
        picture = lay_out(graph, direction=direction, width=40)
        assert isinstance(picture, Picture)
        assert len(picture.boxes) == len({node.id for node in graph.nodes})


@st.composite
def styled_graphs(draw: st.DrawFn) -> tuple[Graph, Plain]:
    """A graph with kinds, styles and edges both ways, and what its drawing should read as."""
    shape = draw(plain_graphs(12))
    nodes: list[Node] = []
    labels: list[dict[str, str]] = []
    for node in shape["nodes"]:
        kind = draw(st.sampled_from(list(Kind)))
        nodes.append(Node(node["id"], node["label"], kind, group=node.get("group")))
        labels.append({**node, "label": f"{mark(kind)} {node['label']}"})
    edges: list[Edge] = []
    read: list[dict[str, str]] = []
    pairs = {(edge["from"], edge["to"]) for edge in shape["edges"]}
    for edge in shape["edges"]:
        style = draw(st.sampled_from(list(EdgeStyle)))
        back = (edge["to"], edge["from"])
        both = draw(st.booleans()) and back not in pairs and not edge.get("label")
        edges.append(Edge(edge["from"], edge["to"], edge.get("label", ""), style, both))
        read.append(edge)
        if both:
            read.append({"from": back[0], "to": back[1]})
    groups = shape.get("groups", [])
    graph = Graph(
        tuple(nodes),
        tuple(edges),
        tuple(Group(g["id"], g["label"], g.get("parent")) for g in groups),
    )
    return graph, {"nodes": labels, "edges": read, "groups": groups}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=styled_graphs(), direction=st.sampled_from(DIRECTIONS))
def test_styles_marks_and_both_ways_read_as_they_were_said(
    made: tuple[Graph, Plain], direction: Direction, judge: Reader
) -> None:
    graph, expected = made
    picture = lay_out(graph, direction=direction, width=80)
    assert judge(picture.text, expected).complete, picture.text
