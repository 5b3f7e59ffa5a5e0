"""The graph of an architecture: components, edges and groups, as the notation says them.

Identity is the folded name (lower case, single spaces). Order is the order of first mention and
decides everything that is otherwise a tie, so the same text always gives the same picture.
"""

from dataclasses import field
from enum import StrEnum

from coach.boards.board import Finding, Row, Span
from coach.frozen import dataclass


class Kind(StrEnum):
    """What a component is; the value is what may be said in brackets."""

    CLIENT = "client"
    DNS = "dns"
    CDN = "cdn"
    LOAD_BALANCER = "load balancer"
    GATEWAY = "gateway"
    SERVICE = "service"
    WORKER = "worker"
    CACHE = "cache"
    DATABASE = "database"
    REPLICA = "replica"
    QUEUE = "queue"
    STREAM = "stream"
    SEARCH_INDEX = "search index"
    BLOB_STORE = "blob store"
    SCHEDULER = "scheduler"
    EXTERNAL = "external"


class EdgeStyle(StrEnum):
    """How two components talk: a call, an asynchronous message, a copy of data."""

    SYNC = "sync"
    ASYNC = "async"
    COPY = "copy"


class Tip(StrEnum):
    """What an edge ends in: an arrowhead, nothing, or Mermaid's circle and cross."""

    ARROW = "arrow"
    NONE = "none"
    CIRCLE = "circle"
    CROSS = "cross"


@dataclass(frozen=True, slots=True)
class Node:
    """A component. `replicas` is 1 for a single box; `said` are the spans that name it.

    `rows` stand under a rule below the name, one line each, left-aligned.
    """

    id: str
    label: str
    kind: Kind = Kind.SERVICE
    replicas: int = 1
    group: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    kind_said: bool = False
    said: tuple[Span, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """A directed edge; `both` has its tip at either end.

    `source_text` and `target_text` stand beside the boxes at its ends where it has no tips: how
    many of one there are for another.

    `source_group` and `target_group` are the frames that it leaves or ends at as a whole; its
    source or target is then a component inside, which stands for the frame.
    """

    source: str
    target: str
    label: str = ""
    style: EdgeStyle = EdgeStyle.SYNC
    both: bool = False
    span: Span | None = None
    tip: Tip = Tip.ARROW
    source_group: str | None = None
    target_group: str | None = None
    source_text: str = ""
    target_text: str = ""

    @property
    def two_way(self) -> bool:
        """Whether it can be followed from either end: it has two tips, or none at all."""
        return self.both or self.tip is Tip.NONE


@dataclass(frozen=True, slots=True)
class Group:
    """A frame around components; `parent` is the group that holds it."""

    id: str
    label: str
    parent: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Graph:
    """An immutable architecture with the findings its reading made."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    groups: tuple[Group, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
    text: str = ""

    def node(self, id: str) -> Node | None:
        """The component with that folded name."""
        return next((n for n in self.nodes if n.id == id), None)


def fold_name(name: str) -> str:
    """The identity of a name: lower case with single spaces."""
    return " ".join(name.casefold().split())


def shape(graph: Graph) -> tuple[object, ...]:
    """All of a graph that a drawing shows, to be compared: nothing of where the text says it."""
    nodes = tuple(
        (n.id, n.label, n.kind, n.replicas, n.group, n.attributes, n.kind_said) for n in graph.nodes
    )
    edges = tuple(
        (e.source, e.target, e.label, e.style, e.both, e.tip, e.source_group, e.target_group)
        for e in graph.edges
    )
    return nodes, edges, tuple((g.id, g.label, g.parent) for g in graph.groups)
