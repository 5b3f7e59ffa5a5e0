"""Boxes whose names stand in any drawing: "api", "app server", "postgres" say nothing of what is in
them or what they are for."""

from collections.abc import Iterable

from coach.boards.diagram.graph import Graph, Kind
from coach.boards.diagram.technologies import PASSED_OVER, TECHNOLOGIES
from coach.catalog.prompt import Prompt
from coach.language.words import stem, stems

_KINDS = frozenset((Kind.CLIENT, Kind.GATEWAY, Kind.LOAD_BALANCER, Kind.SERVICE, Kind.DATABASE))
"""What the drawing of any system holds; a cache, a queue, a worker is drawn on purpose."""
_WORDS = frozenset(
    stem(word)
    for word in (
        "api app backend balancer browser client database datastore db frontend gateway lb "
        "load main mobile phone server service sql storage store svc table user web",
        *PASSED_OVER,
        *(names for kind, names in TECHNOLOGIES.items() if kind in _KINDS),
    )
    for word in word.replace(",", " ").split()
)


def plain(name: str) -> bool:
    """Whether a name says nothing of what its box is for."""
    return all(word in _WORDS or word.isdigit() or len(word) == 1 for word in stems(name))


def all_plain(graph: Graph, boxes: Iterable[str]) -> bool:
    """Whether boxes stand in any drawing: by their kind and by their names."""
    wanted = frozenset(boxes)
    nodes = [node for node in graph.nodes if node.id in wanted]
    return bool(nodes) and all(node.kind in _KINDS and plain(node.label) for node in nodes)


def named_plainly(prompt: Prompt, parts: Iterable[str]) -> bool:
    """Whether a prompt itself has no telling names for these parts."""
    named = (prompt.component(part) for part in parts)
    return all(part is None or plain(part.name) for part in named)
