"""Reads Mermaid flowcharts: common shapes, links with labels either way, `&`, subgraphs.

What only styles a chart is passed over; a class called like a kind ("database") gives the kind.
What cannot be read is a finding with a span, and the rest is still drawn.
"""

import re
from dataclasses import dataclass, field

from coach.boards.board import Severity, Span
from coach.boards.diagram.builder import EDGE_LIMIT, LINE_LIMIT, TEXT_LIMIT, Builder
from coach.boards.diagram.graph import Edge, Graph, Kind, fold_name
from coach.boards.diagram.kinds import kind_of, said_kind
from coach.boards.diagram.mermaid.line import Link, Point, line, plain
from coach.boards.diagram.picture import Direction

_HEADER = re.compile(r"\s*(?:graph|flowchart(?:-elk)?)(?:\s+(TB|TD|BT|RL|LR|>|<|v|\^))?\s*$")
_OTHER = re.compile(
    r"\s*(sequenceDiagram|classDiagram|stateDiagram\S*|erDiagram|gantt|pie|C4\w+)\b"
)
_PASSED_OVER = re.compile(
    r"\s*(?:(?:style|classDef|linkStyle|click|accTitle|accDescr|title|direction)\b|%%|```|$)"
)
_CLASS = re.compile(r"\s*class\s+([\w,.-]+(?:\s*,\s*[\w.-]+)*)\s+([\w-]+)\s*$")
_SUBGRAPH = re.compile(r"\s*subgraph\b\s*(.*?)\s*$")
_END = re.compile(r"\s*end\s*$")
_TITLED = re.compile(r'([\w.-]+)\s*\[\s*"?(.*?)"?\s*\]$')
_REPLICAS = re.compile(r"(.*\S)\s*×\s?(\d{1,6})", re.DOTALL)
_ENTITY_END = re.compile(r"[#&]#?\w{1,8}$")


@dataclass(slots=True)
class _Seen:
    """A node as the chart tells it bit by bit."""

    id: str
    label: str = ""
    kind: Kind | None = None
    group: str | None = None
    spans: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class _Subgraph:
    id: str
    label: str
    span: Span
    parent: str | None = None
    mentioned: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True)
class _Chart:
    builder: Builder = field(default_factory=Builder)
    nodes: dict[str, _Seen] = field(default_factory=dict)
    edges: dict[Edge, None] = field(default_factory=dict)
    groups: dict[str, _Subgraph] = field(default_factory=dict)
    open: list[_Subgraph] = field(default_factory=list)


def is_mermaid(text: str) -> bool:
    """Whether the first line that says something is the header of a flowchart."""
    return _header(text) is not None


def direction(text: str) -> Direction:
    """The direction a flowchart asks for; upward and leftward charts are turned round."""
    header = _header(text)
    if header is None or header[1] is None:
        return Direction.AUTO
    return Direction.RIGHT if header[1] in ("LR", "RL", ">", "<") else Direction.DOWN


def read(text: str) -> Graph:
    """The graph of a flowchart; never raises, time in proportion to the text."""
    chart = _Chart()
    if len(text) > TEXT_LIMIT:
        message = f"Only the first {TEXT_LIMIT:,} characters are read."
        chart.builder.limit("text", message, Span(TEXT_LIMIT, len(text)))
    headed = False
    for statement, start in _statements(text[:TEXT_LIMIT], chart.builder):
        span = Span(start, start + len(statement))
        if _HEADER.match(statement):
            headed = True
        elif not headed and _OTHER.match(statement):
            message = "Only flowcharts are read: begin with flowchart TD or flowchart LR."
            chart.builder.find("mermaid", Severity.ERROR, message, span)
            break
        elif not _structure(chart, statement, span):
            _links(chart, statement, span)
    if not headed and chart.nodes:
        message = "A flowchart begins with flowchart TD or flowchart LR."
        chart.builder.find("mermaid", Severity.WARNING, message, Span(0, 0))
    while chart.open:
        _close(chart)
    return _build(chart, text)


def _header(text: str) -> re.Match[str] | None:
    lines = text[:4000].split("\n")
    if lines[0].strip() == "---":
        end = next((i for i, row in enumerate(lines[1:], 1) if row.strip() == "---"), 0)
        lines = lines[end + 1 :]
    said = (row for row in lines if row.strip() and not row.lstrip().startswith(("%%", "```")))
    return _HEADER.match(next(said, "").split(";")[0])


def _statements(text: str, builder: Builder) -> list[tuple[str, int]]:
    """The lines of a chart without its front matter, cut at semicolons, and where each begins."""
    found: list[tuple[str, int]] = []
    start = 0
    matter = text.startswith("---\n")
    for count, row in enumerate(text.split("\n")):
        if count >= LINE_LIMIT:
            message = f"Only the first {LINE_LIMIT:,} lines are read."
            builder.limit("lines", message, Span(start, len(text)))
            break
        if matter:
            matter = count == 0 or row.strip() != "---"
        else:
            found.extend(_parts(row, start))
        start += len(row) + 1
    return found


def _parts(row: str, start: int) -> list[tuple[str, int]]:
    """A line at its semicolons, but for those in quotes, in comments and of entities."""
    if ";" not in row or row.lstrip().startswith("%%"):
        return [(row, start)]
    parts: list[tuple[str, int]] = []
    begin = 0
    quoted = False
    for index, char in enumerate(row):
        quoted ^= char == '"'
        if (
            char == ";"
            and not quoted
            and not _ENTITY_END.search(row[max(begin, index - 10) : index])
        ):
            parts.append((row[begin:index], start + begin))
            begin = index + 1
    return [*parts, (row[begin:], start + begin)]


def _structure(chart: _Chart, statement: str, span: Span) -> bool:
    """Takes a statement that is no link: subgraphs, classes and what is passed over."""
    if _PASSED_OVER.match(statement):
        return True
    if _END.match(statement):
        if chart.open:
            _close(chart)
        return True
    if classes := _CLASS.match(statement):
        for name in classes[1].split(","):
            if name.strip() in chart.nodes:
                _classify(chart.nodes[name.strip()], classes[2])
        return True
    subgraph = _SUBGRAPH.match(statement)
    if not subgraph:
        return False
    titled = _TITLED.match(subgraph[1])
    title = subgraph[1].strip('"') or f"group {len(chart.groups) + 1}"
    name, label = (titled[1], titled[2]) if titled else (title, title)
    group = chart.groups.setdefault(name, _Subgraph(name, plain(label), span))
    if chart.open and group.parent is None and group not in chart.open:
        group.parent = chart.open[-1].id
    chart.open.append(group)
    return True


def _close(chart: _Chart) -> None:
    """Ends a subgraph: it keeps the nodes it mentioned that no other has."""
    group = chart.open.pop()
    for name in group.mentioned:
        chart.nodes[name].group = chart.nodes[name].group or group.id
    if chart.open:
        chart.open[-1].mentioned.update(group.mentioned)


def _links(chart: _Chart, statement: str, span: Span) -> None:
    parsed = line(statement, span.start)
    for stretch in parsed.stretches:
        for point in stretch:
            _see(chart, point)
    for link, sources, targets in zip(
        parsed.links, parsed.stretches, parsed.stretches[1:], strict=False
    ):
        if link.style is None:
            continue
        ends = (targets, sources) if link.back else (sources, targets)
        _join(chart, link, *ends)
    if parsed.rest is not None:
        message = "This is no line of a flowchart: write a --> b, or a[Name] --> b."
        fault = Span(span.start + parsed.rest, span.end)
        chart.builder.find("mermaid", Severity.ERROR, message, fault)


def _join(
    chart: _Chart, link: Link, sources: tuple[Point, ...], targets: tuple[Point, ...]
) -> None:
    assert link.style is not None
    for source in {point.id: point for point in sources}.values():
        for target in {point.id: point for point in targets}.values():
            if len(chart.edges) > 2 * EDGE_LIMIT:
                return
            first, last = sorted((source.span, target.span), key=lambda span: span.start)
            span = Span(first.start, last.end)
            edge = Edge(source.id, target.id, link.label, link.style, link.both, span)
            chart.edges[edge] = None


def _see(chart: _Chart, point: Point) -> None:
    node = chart.nodes.setdefault(point.id, _Seen(point.id))
    node.label = point.label or node.label
    node.spans.append(point.span)
    if point.cylinder and kind_of(node.label or node.id) is Kind.SERVICE:
        node.kind = node.kind or Kind.DATABASE
    for name in point.classes:
        _classify(node, name)
    if chart.open:
        chart.open[-1].mentioned[point.id] = None


def _classify(node: _Seen, name: str) -> None:
    node.kind = said_kind(name) or node.kind


def _build(chart: _Chart, text: str) -> Graph:
    builder = chart.builder
    groups = _folded(list(chart.groups), set())
    nodes = _folded([name for name in chart.nodes if name not in groups], set(groups.values()))
    for name, group in chart.groups.items():
        builder.group(groups[name], builder.line(group.label, group.span), group.span)
    for name, group in chart.groups.items():
        if group.parent is not None:
            builder.nest(groups[name], groups[group.parent], group.span)
    for name in nodes:
        _build_node(builder, nodes[name], chart.nodes[name])
        held = chart.nodes[name].group
        if held is not None:
            builder.put(nodes[name], groups[held])
    for edge in chart.edges:
        if edge.source in groups or edge.target in groups:
            message = "Links to a subgraph are not drawn: name one of its nodes."
            builder.find("group", Severity.WARNING, message, edge.span)
            continue
        label = builder.line(edge.label, edge.span)
        source, target = nodes[edge.source], nodes[edge.target]
        drawn = Edge(source, target, label, edge.style, edge.both, edge.span)
        if not builder.edge(drawn, merge=False):
            break
    return builder.graph(text)


def _build_node(builder: Builder, id: str, node: _Seen) -> None:
    label, replicas = node.label or node.id, None
    match = _REPLICAS.fullmatch(label)
    if match:
        label, replicas = match[1], int(match[2])
    kind = node.kind
    if kind is None and kind_of(label) is Kind.SERVICE and kind_of(node.id) is not Kind.SERVICE:
        kind = kind_of(node.id)
    name = builder.line(label, node.spans[0])
    builder.node(id, name or id, kind=kind, replicas=replicas, span=node.spans[0])
    for span in node.spans[1:]:
        builder.node(id, name or id, span=span)


def _folded(names: list[str], taken: set[str]) -> dict[str, str]:
    """Ids of the graph for ids of the chart, in which case tells ids apart."""
    found: dict[str, str] = {}
    for name in names:
        base = free = fold_name(name)
        count = 1
        while free in taken:
            count += 1
            free = f"{base} {count}"
        taken.add(free)
        found[name] = free
    return found
