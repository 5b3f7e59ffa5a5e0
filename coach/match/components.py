"""The candidate's drawing held against the prompt's components: by name, by other names, by kind.

A box counts for a component when its name is the component's or one of its other names ("stats
db" is a "stats store", and so is "stats postgres"), or ends in one ("redis cache" is a cache), or
shares a telling last word with it alone ("id allocator", "number allocator"). Else it counts when
it plays no better part and its kind is one that counts, or it has the reference's kind and stands
in the reference's place ("clicks db" behind the click counter). One box may play two named parts
(an "api" that serves reads and writes) but stands for one component only where the kind alone
speaks for it.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from coach.boards.diagram.diagram_text import read
from coach.boards.diagram.graph import Graph, Kind, Node
from coach.boards.diagram.states import last
from coach.boards.diagram.technologies import PASSED_OVER, TECHNOLOGIES
from coach.catalog.board_parts import Component, Design
from coach.catalog.prompt import Prompt
from coach.frozen import dataclass
from coach.language.normal import normal_stems
from coach.language.words import Stems, find, stem, stems, tokens

_PRODUCTS = frozenset(
    word for names in TECHNOLOGIES.values() for name in names.split(",") for word in stems(name)
)
_STORES = {
    name[0]: stem(kind.value)
    for kind, names in TECHNOLOGIES.items()
    if kind in (Kind.DATABASE, Kind.CACHE, Kind.QUEUE, Kind.STREAM)
    for name in map(stems, names.split(","))
    if len(name) == 1
}
"""Products in which something is kept, and their kinds: "counters redis" are the counters, and so
is "redis counters", a cache of them."""
_PASSED = frozenset(stem(word) for word in PASSED_OVER)
_EXACT, _ENDING, _LAST = 3, 2, 1
_IN_PLACE = 2
"""Neighbours and words in common that make a box of the same kind the component in its place."""
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
_IN_FRONT = frozenset({Kind.SERVICE, Kind.GATEWAY, Kind.LOAD_BALANCER, Kind.CDN, Kind.DNS})
_MACHINES = frozenset(map(stem, ("service", "server", "svc", "api", "backend")))
"""Last words of names that say themselves that it is a part of the system."""
_PLAIN = frozenset(_SAME) | frozenset(_SAME.values())
_SAYING = _PLAIN - frozenset(map(stem, ("job", "user", "client")))
"""Last words that say themselves what a box is, and not what is kept in it."""
_KEPT_AS = {
    stem(kind): tuple(map(stem, words.split()))
    for kind, words in {
        "database": "store",
        "cache": "cache store",
        "queue": "queue stream",
        "stream": "stream queue",
    }.items()
}
"""The plain last words of what is kept in a product of each kind."""
_COMMON = _PLAIN | frozenset(map(stem, ("cache", "stream")))


@dataclass(frozen=True, slots=True)
class Drawn:
    """Which boxes may stand for which component; `present` are the components that are drawn."""

    graph: Graph
    boxes: Mapping[str, frozenset[str]]
    present: frozenset[str]

    def labels(self, component: str) -> str:
        """The names of the boxes that stand for a component, as the candidate wrote them."""
        ids = self.boxes.get(component, frozenset())
        return ", ".join(node.label for node in self.graph.nodes if node.id in ids)


@lru_cache(maxsize=256)
def graph_of(text: str) -> Graph:
    """The graph of a diagram's text; of several states the last."""
    return read(last(text))


def callers(graph: Graph) -> frozenset[str]:
    """Ids of the boxes that stand for whoever uses the system, whatever they are called: a single
    service, its kind not said, that nothing leads to and that calls services or what stands in
    front of them, and nothing else."""
    kinds = {node.id: node.kind for node in graph.nodes}
    reached = {edge.target for edge in graph.edges}
    reached |= {edge.source for edge in graph.edges if edge.two_way}
    calls: dict[str, set[Kind]] = {}
    for edge in graph.edges:
        calls.setdefault(edge.source, set()).add(kinds[edge.target])
    return frozenset(
        node.id
        for node in graph.nodes
        if node.kind is Kind.SERVICE
        and not node.kind_said
        and node.replicas == 1
        and node.id not in reached
        and node.id in calls
        and calls[node.id] <= _IN_FRONT
        and stem((tokens(node.label) or ("",))[-1]) not in _MACHINES
    )


def drawn(prompt: Prompt, text: str) -> Drawn:
    """The drawing of a diagram's text, matched with the prompt's components."""
    return _drawn(prompt.design, text) if prompt.design else Drawn(graph_of(text), {}, frozenset())


@lru_cache(maxsize=64)
def _drawn(design: Design, text: str) -> Drawn:
    graph = graph_of(text)
    parts = design.components
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
    fit = _fit(design, graph, boxes)
    kinds = reference_kinds(design)
    outside = callers(graph)
    by_kind = {
        part.id: tuple(
            node.id
            for node in graph.nodes
            if not best[node.id]
            and node.id not in outside
            and (
                node.kind.value in part.kinds
                or (node.kind is kinds.get(part.id) and fit(part.id, node.id) >= _IN_PLACE)
            )
        )
        for part in parts
        if not boxes[part.id]
    }
    held = _assigned(by_kind, fit)
    present |= set(held)
    taken = frozenset(held.values())
    for id_, nodes in by_kind.items():
        boxes[id_] = (
            frozenset({held[id_], *nodes} - (taken - {held[id_]})) if id_ in held else (frozenset())
        )
    return Drawn(graph, boxes, frozenset(present))


def reference_kinds(design: Design) -> dict[str, Kind]:
    """The kind that each component has in the reference drawing."""
    ids = {stems(part.name): part.id for part in design.components}
    nodes = graph_of(design.reference).nodes
    return {ids[name]: node.kind for node in nodes if (name := stems(node.label)) in ids}


def _fit(
    design: Design, graph: Graph, boxes: Mapping[str, frozenset[str]]
) -> Callable[[str, str], int]:
    """How well a box's place and name fit a component: a point for each neighbour of the
    component in the reference that is the box's neighbour too, and for each word in common with
    the component's or its neighbours' names."""
    parts = {part.id: part for part in design.components}
    reference = graph_of(design.reference)
    ids = {stems(part.name): part.id for part in parts.values()}
    named = {node.id: ids.get(stems(node.label), "") for node in reference.nodes}
    beside: dict[str, set[str]] = {id_: set() for id_ in parts}
    for edge in reference.edges:
        ends = named.get(edge.source, ""), named.get(edge.target, "")
        if all(ends):
            beside[ends[0]].add(ends[1])
            beside[ends[1]].add(ends[0])
    near: dict[str, set[str]] = {}
    for edge in graph.edges:
        near.setdefault(edge.source, set()).add(edge.target)
        near.setdefault(edge.target, set()).add(edge.source)
    labels = {node.id: stems(node.label) for node in graph.nodes}

    def fit(part: str, box: str) -> int:
        around = near.get(box, set())
        places = sum(not around.isdisjoint(boxes.get(other, ())) for other in beside[part])
        words = {
            word for id_ in (part, *beside[part]) for name in _names(parts[id_]) for word in name
        }
        return places + len(words.intersection(labels[box]) - _COMMON)

    return fit


def _named(part: Component, node: Node, heads: Mapping[str, int]) -> int:
    """How well a box's name is the component's: 3 the same, 2 ends in it, 1 shares the last word,
    0 not at all."""
    wanted = _names(part)
    names = {stems(node.label), stems(node.id), normal_stems(node.label)}
    names |= {name[:-1] for name in names if len(name) > 1 and name[-1] in _STORES}
    names |= {
        (*name[1:], _STORES[name[0]])
        for name in names
        if len(name) > 1 and name[0] in _STORES and name[-1] not in _SAYING
    }
    if {_canonical(name) for name in names} & {_canonical(other) for other in wanted}:
        return _EXACT
    for name in names:
        for other in wanted:
            place = find(other, name)
            if place and all(_passed(word) for word in name[place[1] :]):
                if place[0] and _COMMON.issuperset(other) and not _known(name[: place[0]]):
                    continue
                return _ENDING
    lasts = {name[-1] for name in names if name} & {other[-1] for other in wanted if other}
    if not part.kinds or node.kind.value in part.kinds:
        bare = frozenset[str]()
    else:
        bare = frozenset(stems(node.label)) & frozenset(stems(node.kind.value))
    if any(heads[last] == 1 for last in lasts - _COMMON - bare):
        return _LAST
    return _LAST if _telling_in(normal_stems(node.label), wanted) else 0


def _telling_in(label: Stems, names: frozenset[Stems]) -> bool:
    """Whether a label has the telling words of one of the names, and all its words or at most one
    more of its own. A common word that is not the name's says that it is another part, and so does
    a product in which something is kept: "postgres votes" are no service for votes."""
    mine = {_SAME.get(word, word) for word in label if not _passed(word)}
    kept = {word for product in mine & _STORES.keys() for word in _KEPT_AS[_STORES[product]]}
    mine -= _PRODUCTS - _SAYING
    for name in names:
        theirs = {_SAME.get(word, word) for word in name}
        special = theirs - _COMMON
        plain = theirs & _COMMON
        if not (mine - theirs).isdisjoint(_COMMON) or (kept and plain and plain.isdisjoint(kept)):
            continue
        if special and special <= mine and (theirs <= mine or len(mine - theirs) <= 1):
            return True
    return False


def _known(words: Stems) -> bool:
    """Whether words before a common one ("store") say nothing of what is in it: a product's name,
    a number, or the like."""
    return all(_passed(word) or word in _PRODUCTS for word in words)


def _canonical(name: Stems) -> Stems:
    return tuple(_SAME.get(word, word) for word in name)


def _heads(parts: Sequence[Component]) -> Counter[str]:
    """In how many components' names each last word stands."""
    return Counter(last for part in parts for last in {name[-1] for name in _names(part) if name})


def _passed(word: str) -> bool:
    return word in _PASSED or word.isdigit() or len(word) == 1


@lru_cache(maxsize=4096)
def _names(part: Component) -> frozenset[Stems]:
    return frozenset(stems(name) for name in (part.name, part.id, *part.names))


def _assigned(
    wanted: Mapping[str, Sequence[str]], fit: Callable[[str, str], int]
) -> dict[str, str]:
    """The box that each component gets for its own: the pairs that fit best first, then a largest
    matching (Kuhn 1955)."""
    pairs = [(part, box) for part, boxes in wanted.items() for box in boxes]
    holder: dict[str, str] = {}
    for part, box in sorted(pairs, key=lambda pair: -fit(*pair)):
        if box not in holder and part not in holder.values():
            holder[box] = part

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
        if part not in holder.values():
            place(part, set())
    return {part: box for box, part in holder.items()}
