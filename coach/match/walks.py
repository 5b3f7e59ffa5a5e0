"""Whether a drawing lets a request walk along components, one after another."""

from collections.abc import Collection, Sequence

from coach.boards.diagram.graph import Graph, Kind
from coach.boards.diagram.reach import ReachPaths
from coach.match.components import Drawn

HOPS = 3
"""The most arrows from one component of a walk to the next: up to two other boxes between."""


def wanted(path: Sequence[str], present: Collection[str], spared: Collection[str]) -> list[str]:
    """A walk without those of the `spared` components that are not drawn: they are stepped over."""
    return [part for part in path if part in present or part not in spared]


def broken_at(drawn: Drawn, path: Sequence[str], hops: int = HOPS) -> int | None:
    """Where a walk breaks: the index of the first component that cannot be reached from the one
    before it (0 when the first is not drawn); None when the drawing leads all the way.

    A worker or a scheduler drawn with its arrow to a queue may put into it or pull from it, so
    that arrow is walked both ways; so is what is copied. A walk that begins at somebody else's
    system may do so at whoever asks it: what comes from there is its answer.
    """
    if not path:
        return None
    paths = ReachPaths(drawn.graph, copies=True, either_way=True)
    here = drawn.boxes.get(path[0], frozenset())
    if not here:
        return 0
    asking = _asking(drawn.graph, here)
    for index, part in enumerate(path[1:], 1):
        reached = paths.onward(here | asking, hops) | asking
        here, asking = drawn.boxes.get(part, frozenset()) & reached, frozenset()
        if not here:
            return index
    return None


def _asking(graph: Graph, boxes: frozenset[str]) -> frozenset[str]:
    """Who calls those of the boxes that are external, unless they call somebody themselves."""
    kinds = {node.id: node.kind for node in graph.nodes}
    sources = {edge.source for edge in graph.edges}
    asked = {box for box in boxes if kinds[box] is Kind.EXTERNAL and box not in sources}
    return frozenset(edge.source for edge in graph.edges if edge.target in asked)
