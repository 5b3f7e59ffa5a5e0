"""Reads Mermaid flowcharts into a graph: nodes, links, subgraphs and what classes tell.

What cannot be read is a finding with a span, and the rest is still drawn. A class called like a
kind ("database") gives the kind.
"""

from dataclasses import dataclass, field

from coach.boards.board import Severity, Span
from coach.boards.diagram.builder import NODE_LIMIT, Builder
from coach.boards.diagram.graph import Edge, Graph, Kind, fold_name
from coach.boards.diagram.kinds import kind_of, said_kind
from coach.boards.diagram.mermaid.flowchart_source import FlowchartSource, find, is_cut
from coach.boards.diagram.mermaid.labels import numbered
from coach.boards.diagram.mermaid.links import MermaidLink
from coach.boards.diagram.mermaid.points import MermaidLine, MermaidNode
from coach.boards.diagram.mermaid.statements import Named, OpenSubgraph, statements
from coach.boards.diagram.picture import Direction
from coach.boards.foreign import foreign, refusal

ONLY = "Only flowcharts are read: begin with flowchart TD or flowchart LR."


@dataclass(slots=True)
class _Seen:
    """A node as the chart tells it bit by bit."""

    id: str
    label: str = ""
    kind: Kind | None = None
    cylinder: bool = False
    spans: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class _Subgraph:
    """A group that is open."""

    id: str
    label: str
    span: Span
    mentioned: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True)
class _Chart:
    """What was read so far; `owner` is the subgraph of a node or a subgraph, first come first."""

    builder: Builder = field(default_factory=Builder)
    nodes: dict[str, _Seen] = field(default_factory=dict)
    edges: dict[Edge, None] = field(default_factory=dict)
    links: set[str] = field(default_factory=set)
    groups: dict[str, _Subgraph] = field(default_factory=dict)
    open: list[_Subgraph] = field(default_factory=list)
    owner: dict[str, str] = field(default_factory=dict)
    styled: dict[str, Span] = field(default_factory=dict)


def is_mermaid(text: str) -> bool:
    """Whether the text is a flowchart, or Markdown with one in a fenced block."""
    return find(text).headed


def chart_place(text: str) -> tuple[int, int]:
    """Where the statements of the flowchart in a text begin and end."""
    source = find(text)
    return source.start, source.end


def direction(text: str) -> Direction:
    """The direction a flowchart asks for; upward and leftward charts are turned round."""
    source = find(text)
    if not source.headed or not source.wanted:
        return Direction.AUTO
    return Direction.RIGHT if source.wanted in ("LR", "RL", ">", "<") else Direction.DOWN


def read(text: str, most: int = NODE_LIMIT) -> Graph:
    """The graph of a flowchart, of at most so many components; never raises, time in proportion to
    the text."""
    chart = _Chart(Builder(most))
    source = find(text)
    other = None if source.headed else foreign(source.text[: source.end])
    if other is not None:
        finding = refusal(other, ONLY)
        chart.builder.find(finding.code, finding.severity, finding.message, finding.span)
        return chart.builder.graph(text)
    _find_bounds(chart.builder, text, source)
    for statement in statements(source.text, source.start):
        _take(chart, statement.said, statement.span)
    if not source.headed and chart.nodes:
        message = "A flowchart begins with flowchart TD or flowchart LR."
        chart.builder.find("mermaid", Severity.WARNING, message, Span(0, 0))
    if chart.open:
        message = "This subgraph has no end: write end on a line of its own."
        chart.builder.find("group", Severity.HINT, message, chart.open[-1].span)
    while chart.open:
        _close(chart)
    return _build(chart, text)


def _find_bounds(builder: Builder, text: str, source: FlowchartSource) -> None:
    cut = is_cut(text)
    if cut is not None:
        message = f"Only the first {cut:,} characters are read."
        builder.limit("text", message, Span(cut, len(text)))
    if source.blocks > 1:
        message = f"The first flowchart is drawn; there are {source.blocks} blocks of Mermaid."
        builder.find("blocks", Severity.HINT, message, Span(source.start, source.start))


def _take(chart: _Chart, said: MermaidLine | OpenSubgraph | Named | None, span: Span) -> None:
    match said:
        case None:
            if chart.open:
                _close(chart)
            else:
                message = "There is no subgraph to end here."
                chart.builder.find("group", Severity.WARNING, message, span)
        case OpenSubgraph():
            _open(chart, said, span)
        case Named():
            _name(chart, said, span)
        case MermaidLine():
            _links(chart, said, span)


def _open(chart: _Chart, frame: OpenSubgraph, span: Span) -> None:
    name, count = frame.id or frame.title or "group", 1
    while not frame.id and name in chart.groups:
        count += 1
        name = f"{frame.title} {count}".strip()
    group = chart.groups.setdefault(name, _Subgraph(name, frame.title, span))
    chart.open.append(group)


def _close(chart: _Chart) -> None:
    """Ends a subgraph: it keeps what it mentioned that no other has, and is in the one around."""
    around = {group.id for group in chart.open}
    group = chart.open.pop()
    for name in group.mentioned:
        if name not in around:
            chart.owner.setdefault(name, group.id)
    if chart.open:
        chart.open[-1].mentioned[group.id] = None


def _name(chart: _Chart, named: Named, span: Span) -> None:
    for name in named.ids:
        if not named.kind:
            chart.styled.setdefault(name, span)
        elif name in chart.nodes:
            _classify(chart.nodes[name], named.kind)


def _links(chart: _Chart, read: MermaidLine, span: Span) -> None:
    for link in read.links:
        if link.id:
            chart.links.add(link.id)
    for stretch in read.stretches:
        for point in stretch:
            if not point.alone or read.links or not _is_known(chart, point.id):
                _see(chart, point)
    for link, sources, targets in zip(read.links, read.stretches, read.stretches[1:], strict=False):
        if link.odd:
            at = Span(sources[0].span.start, targets[-1].span.end)
            chart.builder.find("tip", Severity.HINT, link.odd, at)
        if link.style is not None:
            ends = (targets, sources) if link.back else (sources, targets)
            _join(chart, link, *ends)
    if read.fault is not None:
        message = "This is no line of a flowchart: write a --> b, or a[Name] --> b."
        fault = Span(min(read.fault, max(span.end, span.start)), max(span.end, span.start))
        chart.builder.find("mermaid", Severity.ERROR, message, fault)


def _is_known(chart: _Chart, name: str) -> bool:
    """Whether a name is that of a link or a subgraph."""
    return name in chart.links or name in chart.groups


def _join(
    chart: _Chart,
    link: MermaidLink,
    sources: tuple[MermaidNode, ...],
    targets: tuple[MermaidNode, ...],
) -> None:
    assert link.style is not None
    label = " ".join(link.label.split("\n"))
    for source in {point.id: point for point in sources}.values():
        for target in {point.id: point for point in targets}.values():
            if len(chart.edges) > 4 * chart.builder.most:
                return
            first, last = sorted((source.span, target.span), key=lambda span: span.start)
            span = Span(first.start, last.end)
            edge = Edge(source.id, target.id, label, link.style, link.both, span, link.tip)
            chart.edges[edge] = None


def _see(chart: _Chart, point: MermaidNode) -> None:
    node = chart.nodes.setdefault(point.id, _Seen(point.id))
    node.label = point.label or node.label
    node.spans.append(point.span)
    node.cylinder = node.cylinder or point.cylinder
    for name in point.classes:
        _classify(node, name)
    if chart.open:
        chart.open[-1].mentioned[point.id] = None


def _classify(node: _Seen, name: str) -> None:
    node.kind = said_kind(name) or node.kind


def _build(chart: _Chart, text: str) -> Graph:
    builder = chart.builder
    _add_styled(chart)
    _turn_empty(chart)
    groups = _folded(list(chart.groups), set())
    nodes = _folded([name for name in chart.nodes if name not in groups], set(groups.values()))
    for name, group in chart.groups.items():
        label = builder.line(" ".join(group.label.split("\n")), group.span)
        builder.group(groups[name], label, group.span)
    for name, group in chart.groups.items():
        if name in chart.owner:
            builder.nest(groups[name], groups[chart.owner[name]], group.span)
    for name in nodes:
        _build_node(builder, nodes[name], chart.nodes[name])
        if name in chart.owner:
            builder.put(nodes[name], groups[chart.owner[name]])
    ends = {**nodes, **groups}
    for edge in chart.edges:
        drawn = _ended(builder, edge, ends[edge.source], ends[edge.target])
        if drawn is not None and not builder.edge(drawn, merge=False):
            break
    return builder.graph(text)


def _add_styled(chart: _Chart) -> None:
    """What is styled and else never named: Mermaid draws a box for it."""
    for name, span in chart.styled.items():
        if name in chart.nodes or name in chart.groups or name in chart.links:
            continue
        if "," in name:
            message = "Mermaid styles one node a line, and draws a box for names with a comma."
            chart.builder.find("style", Severity.WARNING, message, span)
            continue
        message = f"Nothing but its style names {name[:30]}: a box is drawn for it, as in Mermaid."
        chart.builder.find("style", Severity.HINT, message, span)
        chart.nodes[name] = _Seen(name, spans=[span])


def _turn_empty(chart: _Chart) -> None:
    """A subgraph without anything in it is a box if links name it, else it is not drawn."""
    held = set(chart.owner.values())
    linked = {end for edge in chart.edges for end in (edge.source, edge.target)}
    for name, group in list(chart.groups.items()):
        if name in held:
            continue
        if name in linked:
            node = chart.nodes[name]
            node.label = group.label or node.label
            del chart.groups[name]
        else:
            message = "A subgraph without nodes is not drawn."
            chart.builder.find("empty", Severity.HINT, message, group.span)


def _ended(builder: Builder, edge: Edge, source: str, target: str) -> Edge | None:
    """The edge between components that stand for its ends; None where there is no such."""
    frames = [end if builder.has_group(end) else None for end in (source, target)]
    ends = [source, target]
    if any(frames):
        message = "A link to a subgraph is drawn to the first component in it."
        builder.limit("frame", message, edge.span, Severity.HINT)
    for index, frame in enumerate(frames):
        if frame is not None:
            other = builder.stand_in(frame, ends[1 - index])
            if other is None:
                return None
            ends[index] = other
    label = builder.line(edge.label, edge.span) if edge.label else ""
    looks = (label, edge.style, edge.both, edge.span, edge.tip)
    return Edge(ends[0], ends[1], *looks, frames[0], frames[1])


def _build_node(builder: Builder, id: str, node: _Seen) -> None:
    lines = node.label or node.id
    label, replicas = numbered(" ".join(lines.split("\n")))
    name = builder.line(label, node.spans[0])
    guessed = _kind(lines.split("\n")[0], label, node)
    kind = node.kind or (None if guessed is kind_of(name or id) else guessed)
    builder.node(id, name or id, kind=kind, replicas=replicas, span=node.spans[0])
    for span in node.spans[1:]:
        builder.node(id, name or id, span=span)


def _kind(first: str, label: str, node: _Seen) -> Kind:
    """What a label's first line says the node is, else the whole, the shape, the identifier."""
    for name in (first, label):
        if kind_of(name) is not Kind.SERVICE:
            return kind_of(name)
    return Kind.DATABASE if node.cylinder else kind_of(node.id)


def _folded(names: list[str], taken: set[str]) -> dict[str, str]:
    """Ids of the graph for ids of the chart, in which case tells ids apart."""
    folded_ids: dict[str, str] = {}
    for name in names:
        base = free = fold_name(name)
        count = 1
        while free in taken:
            count += 1
            free = f"{base} {count}"
        taken.add(free)
        folded_ids[name] = free
    return folded_ids
