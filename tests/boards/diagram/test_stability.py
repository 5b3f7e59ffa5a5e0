"""A drawing that grows leaves what is there where it is."""

from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.boards.diagram.graph import Edge, Graph, Node
from coach.boards.diagram.layout import lay_out
from coach.boards.diagram.picture import Box, Direction, Picture

Plain = dict[str, Any]
Reader = Callable[[str, Plain], Any]
Maker = Callable[[Plain], Graph]
Places = dict[str, tuple[int, int]]


def beginning(graph: Plain, count: int) -> Plain:
    """The first components of a graph with what is among them."""
    nodes = graph["nodes"][:count]
    names = {node["id"] for node in nodes}
    edges = [edge for edge in graph["edges"] if {edge["from"], edge["to"]} <= names]
    parents = {group["id"]: group.get("parent") for group in graph.get("groups", ())}
    held: set[str] = set()
    for node in nodes:
        name = node.get("group")
        while name is not None:
            held.add(name)
            name = parents[name]
    groups = [group for group in graph.get("groups", ()) if group["id"] in held]
    return {"nodes": nodes, "edges": edges, "groups": groups}


def rebuilt(picture: Picture) -> Picture:
    """What is left of a picture that was written down and read again."""
    boxes = tuple(Box(box.id, box.x, box.y, box.w, box.h) for box in picture.boxes)
    return Picture(boxes, picture.width, picture.height, picture.text)


def places(picture: Picture) -> Places:
    return {box.id: (box.x, box.y) for box in picture.boxes}


def flips(before: Places, after: Places) -> tuple[int, int]:
    """How many pairs of old boxes changed sides, and how many there are, along both axes."""
    flipped = pairs = 0
    for one, other in combinations(before, 2):
        for axis in (0, 1):
            was = before[one][axis] - before[other][axis]
            now = after[one][axis] - after[other][axis]
            flipped += was * now < 0
            pairs += 1
    return flipped, pairs


class Growth:
    """The sums over all steps of a drawing to which components are added one at a time."""

    def __init__(self) -> None:
        self.boxes = self.kept = self.flipped = self.pairs = 0
        self.crossings = self.fresh = 0

    def run(
        self, graph: Plain, start: int, direction: Direction, tools: tuple[Reader, Maker]
    ) -> None:
        judge, graph_of = tools
        picture = lay_out(
            graph_of(beginning(graph, start)), direction=direction, width=80, marks=False
        )
        for count in range(start + 1, len(graph["nodes"]) + 1):
            now = beginning(graph, count)
            grown = lay_out(graph_of(now), width=80, previous=rebuilt(picture), marks=False)
            assert grown.direction == direction
            assert judge(grown.text, now).complete, grown.text
            before, after = places(picture), places(grown)
            self.boxes += len(before)
            self.kept += sum(after[name] == place for name, place in before.items())
            flipped, pairs = flips(before, after)
            self.flipped += flipped
            self.pairs += pairs
            picture = grown
        self.crossings += judge(picture.text, graph).cross
        fresh = lay_out(graph_of(graph), direction=direction, width=80, marks=False)
        self.fresh += judge(fresh.text, graph).cross


def test_additions_leave_most_boxes_unmoved(
    corpus: dict[str, Plain], judge: Reader, graph_of: Maker
) -> None:
    growth = Growth()
    for graph in corpus.values():
        if 8 <= len(graph["nodes"]) <= 30:
            for direction in (Direction.DOWN, Direction.RIGHT):
                growth.run(graph, 2 * len(graph["nodes"]) // 3, direction, (judge, graph_of))
    assert growth.kept >= 0.85 * growth.boxes
    assert growth.flipped < 0.01 * growth.pairs


def test_twenty_additions_cost_few_crossings(
    corpus: dict[str, Plain], judge: Reader, graph_of: Maker
) -> None:
    growth = Growth()
    growth.run(corpus["23_micro30"], 10, Direction.DOWN, (judge, graph_of))
    assert growth.kept >= 0.85 * growth.boxes
    assert growth.crossings <= 1.5 * growth.fresh


@pytest.mark.parametrize("direction", [Direction.DOWN, Direction.RIGHT])
def test_drawing_the_same_graph_again_moves_little(
    corpus: dict[str, Plain], judge: Reader, graph_of: Maker, direction: Direction
) -> None:
    boxes = kept = 0
    for graph in corpus.values():
        first = lay_out(graph_of(graph), direction=direction, width=80, marks=False)
        again = lay_out(graph_of(graph), width=80, previous=rebuilt(first), marks=False)
        assert judge(again.text, graph).complete
        after = places(again)
        boxes += len(after)
        kept += sum(after[name] == place for name, place in places(first).items())
    assert kept >= 0.85 * boxes


def test_taking_a_component_away_moves_nothing_else() -> None:
    nodes = tuple(Node(name, name) for name in ("client", "api", "redis", "postgres"))
    edges = (Edge("client", "api"), Edge("api", "redis"), Edge("api", "postgres"))
    first = lay_out(Graph(nodes, edges), direction=Direction.DOWN)
    fewer = lay_out(Graph(nodes[:3], edges[:2]), previous=first)
    assert places(fewer) == {name: at for name, at in places(first).items() if name != "postgres"}


def test_a_new_part_does_not_touch_the_old_one() -> None:
    nodes = tuple(Node(name, name) for name in ("client", "api", "cron", "batch"))
    edges = (Edge("client", "api"), Edge("cron", "batch"))
    first = lay_out(Graph(nodes[:2], edges[:1]), direction=Direction.DOWN)
    both = lay_out(Graph(nodes, edges), previous=first, width=80)
    assert places(first).items() <= places(both).items()


def test_another_direction_is_laid_out_afresh() -> None:
    graph = Graph((Node("a", "a"), Node("b", "b")), (Edge("a", "b"),))
    first = lay_out(graph, direction=Direction.DOWN)
    turned = lay_out(graph, direction=Direction.RIGHT, previous=first)
    assert turned == lay_out(graph, direction=Direction.RIGHT)


@st.composite
def growing_graphs(draw: st.DrawFn) -> Plain:
    """A small graph of any edges, some of them labelled."""
    count = draw(st.integers(4, 14))
    ends = st.integers(0, count - 1)
    pairs = draw(st.lists(st.tuples(ends, ends), min_size=3, max_size=24, unique=True))
    labelled = draw(st.sets(st.sampled_from(pairs), max_size=4))
    return {
        "nodes": [{"id": f"n{place}", "label": f"Service {place}"} for place in range(count)],
        "edges": [
            {"from": f"n{a}", "to": f"n{b}"} | ({"label": "reads"} if (a, b) in labelled else {})
            for a, b in pairs
        ],
    }


@settings(max_examples=40, deadline=None)
@given(graph=growing_graphs(), direction=st.sampled_from([Direction.DOWN, Direction.RIGHT]))
def test_what_has_grown_is_still_drawn_completely(
    graph: Plain, direction: Direction, judge: Reader, graph_of: Maker
) -> None:
    picture = lay_out(graph_of(beginning(graph, 3)), direction=direction, marks=False)
    for size in range(4, len(graph["nodes"]) + 1):
        now = beginning(graph, size)
        picture = lay_out(graph_of(now), previous=rebuilt(picture), marks=False)
        assert judge(picture.text, now).complete, picture.text
