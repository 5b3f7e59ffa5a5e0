"""The candidate's drawing held against the prompt's components: by name, by other names, by kind.

A box counts for a component when its name is the component's or one of its other names ("stats
db" is a "stats store"), or ends in one ("redis cache" is a cache), or shares a telling last word
with it alone ("id allocator", "number allocator"); else when its kind is one that counts and the
box plays no better part. One box may play two named parts (an "api" that serves reads and writes)
but stands for one component only where the kind alone speaks for it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from coach.boards.diagram.graph import Graph, Kind, Node
from coach.boards.diagram.notation import read
from coach.boards.diagram.technologies import PASSED_OVER
from coach.catalog.prompt import Component, Prompt
from coach.debrief.words import Stems, find, stem, stems

_HOPS = 3
_CONSUMERS = frozenset({Kind.WORKER, Kind.SCHEDULER})
_SOURCES = frozenset({Kind.QUEUE, Kind.STREAM})
_PASSED = frozenset(stem(word) for word in PASSED_OVER)
_EXACT, _ENDING, _LAST = 3, 2, 1
_SAME = {
    stem(word): stem(same)
    for same, words in {
        "store": "db database datastore storage table",
        "service": "server svc api app backend",
        "worker": "consumer processor job",
        "queue": "mq topic",
        "user": "client",
    }.items()
    for word in words.split()
}
_COMMON = frozenset(_SAME) | frozenset(_SAME.values()) | frozenset(map(stem, ("cache", "stream")))


@dataclass(frozen=True, slots=True)
class Drawn:
    """Which boxes may stand for which component; `present` are the components that are drawn."""

    graph: Graph
    boxes: Mapping[str, frozenset[str]]
    present: frozenset[str]

    def labels(self, component: str) -> str:
        """The names of the boxes that stand for a component, as the candidate wrote them."""
        found = self.boxes.get(component, frozenset())
        return ", ".join(node.label for node in self.graph.nodes if node.id in found)


@lru_cache(maxsize=256)
def graph_of(text: str) -> Graph:
    """The graph of a diagram's text."""
    return read(text)


def match(prompt: Prompt, text: str) -> Drawn:
    """The drawing of a diagram's text, matched with the prompt's components."""
    graph = graph_of(text)
    parts = prompt.design.components
    heads = _heads(parts)
    grades = {
        (part.id, node.id): _named(part, node, heads) for part in parts for node in graph.nodes
    }
    best = {
        node.id: max((grades[part.id, node.id] for part in parts), default=0)
        for node in graph.nodes
    }
    boxes: dict[str, frozenset[str]] = {}
    for part in parts:
        boxes[part.id] = frozenset(
            node.id
            for node in graph.nodes
            if grades[part.id, node.id] and grades[part.id, node.id] == best[node.id]
        )
    present = {part.id for part in parts if boxes[part.id]}
    by_kind = {
        part.id: tuple(
            node.id for node in graph.nodes if not best[node.id] and node.kind.value in part.kinds
        )
        for part in parts
        if not boxes[part.id]
    }
    present |= _assigned(by_kind)
    for id_, nodes in by_kind.items():
        boxes[id_] = frozenset(nodes) if id_ in present else frozenset()
    return Drawn(graph, boxes, frozenset(present))


def _named(part: Component, node: Node, heads: Mapping[str, int]) -> int:
    """How well a box's name is the component's: 3 the same, 2 ends in it, 1 shares the last word,
    0 not at all."""
    wanted = _names(part)
    names = {stems(node.label), stems(node.id)}
    if {_canonical(name) for name in names} & {_canonical(one) for one in wanted}:
        return _EXACT
    for name in names:
        for one in wanted:
            place = find(one, name)
            if place and all(_passed(word) for word in name[place[1] :]):
                return _ENDING
    lasts = {name[-1] for name in names if name} & {one[-1] for one in wanted if one}
    return _LAST if any(heads[last] == 1 for last in lasts - _COMMON) else 0


def _canonical(name: Stems) -> Stems:
    return tuple(_SAME.get(word, word) for word in name)


def _heads(parts: Sequence[Component]) -> Counter[str]:
    """In how many components' names each last word stands."""
    return Counter(last for part in parts for last in {one[-1] for one in _names(part) if one})


def _passed(word: str) -> bool:
    return word in _PASSED or word.isdigit() or len(word) == 1


@lru_cache(maxsize=4096)
def _names(part: Component) -> frozenset[Stems]:
    return frozenset(stems(name) for name in (part.name, part.id, *part.names))


def _assigned(wanted: Mapping[str, Sequence[str]]) -> set[str]:
    """The components that get a box of their own: a largest matching (Kuhn 1955), in order."""
    holder: dict[str, str] = {}

    def place(part: str, seen: set[str]) -> bool:
        for box in wanted[part]:
            if box in seen:
                continue
            seen.add(box)
            if box not in holder or place(holder[box], seen):
                holder[box] = part
                return True
        return False

    for part in wanted:
        place(part, set())
    return set(holder.values())


def broken_at(drawn: Drawn, path: Sequence[str]) -> int | None:
    """Where a walk breaks: the index of the first component that cannot be reached from the one
    before it (0 when the first is not drawn); None when the drawing leads all the way.

    Up to two other boxes may stand between two components. A worker drawn with its arrow to the
    queue pulls from it, so that arrow is walked both ways.
    """
    if not path:
        return None
    onward = _onward(drawn.graph)
    here = drawn.boxes.get(path[0], frozenset())
    if not here:
        return 0
    for index, part in enumerate(path[1:], 1):
        here = drawn.boxes.get(part, frozenset()) & _reach(onward, here)
        if not here:
            return index
    return None


def _onward(graph: Graph) -> dict[str, list[str]]:
    kinds = {node.id: node.kind for node in graph.nodes}
    onward: dict[str, list[str]] = {}
    for edge in graph.edges:
        ends = [(edge.source, edge.target)]
        pulls = kinds.get(edge.source) in _CONSUMERS and kinds.get(edge.target) in _SOURCES
        if edge.both or pulls:
            ends.append((edge.target, edge.source))
        for source, target in ends:
            onward.setdefault(source, []).append(target)
    return onward


def _reach(onward: Mapping[str, Sequence[str]], start: Iterable[str]) -> frozenset[str]:
    """The boxes within three arrows."""
    reached: set[str] = set()
    edge = set(start)
    for _ in range(_HOPS):
        edge = {target for box in edge for target in onward.get(box, ())} - reached
        reached |= edge
    return frozenset(reached)
