"""The notation of the diagram board: text in, graph out.

    client -> lb -> api x3 -> redis, postgres     chains, commas on either side, replicas
    api ~> kafka: order placed                    asynchronous; after the last colon the label
    postgres => standby                           replication; <-> goes both ways, <- backwards
    group us-east: lb, api, redis                 a frame; a member may be a group
    group chat [service] -> redis                 without the colon a component of that name
    api "Checkout API" [service, 2k rps]          display name, kind, capacity, key=value
    web -> api; api -> db                         a semicolon divides what one line says
    [web] -> (Orders DB)                          a shape around a name only adorns it

What cannot be read is a finding with a span and a sentence that says what to write; the rest of
the line is still drawn. A line that is only half typed gets at most a hint.
"""

import re

from coach.boards.board import Severity, Span
from coach.boards.diagram.arrow_lexer import (
    Arrow,
    ArrowChain,
    ArrowStretch,
    Heading,
    Mention,
    chain,
    heading,
    past_bullet,
)
from coach.boards.diagram.builder import LINE_LIMIT, NODE_LIMIT, TEXT_LIMIT, Builder
from coach.boards.diagram.comma_pieces import pieces
from coach.boards.diagram.graph import Edge, Graph, Kind, fold_name
from coach.boards.diagram.kinds import said_kind
from coach.boards.diagram.statement_ends import statements
from coach.boards.diagram.technologies import PRODUCTS
from coach.tuples import NamedTuple

_CAPACITY = re.compile(r"[~≈<>≤≥]?\s*\d")
_REPLICAS = re.compile(
    r"(?:[x×]|replicas\s?=)\s?(\d{1,9})|(\d{1,9})\s?(?:[x×]|replicas?|instances?)", re.I
)
_SENTENCE_WORDS = 9
_ATTRIBUTE_LIMIT = 20


class _Line(NamedTuple):
    text: str
    start: int
    group: Heading | None


def read(text: str, most: int = NODE_LIMIT) -> Graph:
    """The graph of a text in the notation, of at most so many components; never raises, time in
    proportion to the text."""
    builder = Builder(most)
    lines = _lines(text, builder)
    for line in lines:
        if line.group:
            _declare_group(builder, line)
    for line in lines:
        if line.group:
            _fill_group(builder, line)
        elif not _read_line(builder, line):
            break
    for line in lines:
        if line.group and not line.group.colon:
            _read_half_group(builder, line)
    return builder.graph(text)


def group_members(line: str) -> int | None:
    """Where the members of a line that declares a group begin; None for any other line.

    Where the colon is still missing it is the line's length.
    """
    group = heading(line)
    return None if group is None else group.members


def _lines(text: str, builder: Builder) -> list[_Line]:
    end = len(text)
    if end > TEXT_LIMIT:
        message = f"Only the first {TEXT_LIMIT:,} characters are read."
        builder.limit("text", message, Span(TEXT_LIMIT, end))
        end = TEXT_LIMIT
    lines: list[_Line] = []
    start = 0
    while start <= end:
        if len(lines) >= LINE_LIMIT:
            message = f"Only the first {LINE_LIMIT:,} lines are read."
            builder.limit("lines", message, Span(start, end))
            break
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        for begin, line in statements(text[start:stop]):
            lines.append(_Line(line, start + begin, heading(line)))
        start = stop + 1
    return lines


def _declare_group(builder: Builder, line: _Line) -> None:
    span = Span(line.start, line.start + len(line.text.rstrip()))
    assert line.group is not None
    named = line.group.named
    if not line.group.colon:
        return
    if named is None:
        message = "A group needs a name before the colon: group us-east: lb, api."
        builder.find("group", Severity.WARNING, message, span)
    else:
        group = _group_id(builder, line, named)
        if builder.group(group, builder.line(named.name, span), span) and named.display:
            builder.relabel(group, builder.line(named.display, span))


def _read_half_group(builder: Builder, line: _Line) -> None:
    """A group without its colon; it describes the component if other lines have one so named."""
    skipped = past_bullet(line.text)
    mentions = chain(line.text[skipped:], line.start + skipped).stretches[0].mentions
    if mentions and builder.has(_id(builder, mentions[0])):
        _read_line(builder, line)
        return
    message = "A group needs a colon and its members: group us-east: lb, api."
    span = Span(line.start, line.start + len(line.text.rstrip()))
    builder.find("group", Severity.HINT, message, span)


def _group_id(builder: Builder, line: _Line, named: Mention) -> str:
    """The folded name; of a group that holds a component of its own name, another."""
    name = _id(builder, named)
    members = chain(_members(line)).stretches
    if any(_id(builder, mention) == name for stretch in members for mention in stretch.mentions):
        return f"group {name}"
    return name


def _members(line: _Line) -> str:
    assert line.group is not None
    return line.text[line.group.members :]


def _fill_group(builder: Builder, line: _Line) -> None:
    assert line.group is not None
    named = line.group.named
    if named is None or not line.group.colon:
        return
    group = _group_id(builder, line, named)
    members = chain(_members(line), line.start + line.group.members)
    if members.arrows:
        message = "Members of a group are divided by commas; write arrows on a line of their own."
        builder.find("group", Severity.WARNING, message, members.arrows[0].span)
    for stretch in members.stretches:
        for mention in stretch.mentions:
            member = _id(builder, mention)
            if builder.has_group(member):
                builder.nest(member, group, mention.span)
            elif _mention(builder, mention):
                builder.put(member, group, mention.span)


def _read_line(builder: Builder, line: _Line) -> bool:
    """Adds what a line says; False when there is room for nothing more."""
    skipped = past_bullet(line.text)
    read = chain(line.text[skipped:], line.start + skipped)
    _find_faults(builder, read)
    if not read.arrows and _is_sentence(builder, read):
        return True
    room = True
    for stretch in read.stretches:
        for mention in stretch.mentions:
            if not builder.has_group(_id(builder, mention)):
                room = _mention(builder, mention) and room
            elif not read.arrows:
                _describe_group(builder, mention)
    for index, arrow in enumerate(read.arrows):
        if not arrow.wrong:
            before, after = read.stretches[index], read.stretches[index + 1]
            room = _connect(builder, before, arrow, after) and room
    return room


def _find_faults(builder: Builder, read: ArrowChain) -> None:
    for span in (arrow.span for arrow in read.arrows if arrow.wrong):
        message = "This is no arrow: write -> for a call, ~> for a message, => for a copy."
        builder.find("arrow", Severity.WARNING, message, span)
    for span in read.unclosed:
        message = "This is not closed yet: a name ends with a quotation mark, a remark with ]."
        builder.find("unclosed", Severity.HINT, message, span)
    if not any(stretch.mentions for stretch in read.stretches):
        if read.stretches[0].text or read.arrows:
            message = "Nothing here names a component: write names and arrows, client -> api."
            span = Span(read.stretches[0].span.start, read.stretches[-1].span.end)
            builder.find("unread", Severity.ERROR, message, span)
        return
    last = len(read.stretches) - 1
    for index, stretch in enumerate(read.stretches):
        if stretch.mentions or not read.arrows:
            continue
        if index == last:
            message = "The arrow leads nowhere yet: write the name of a component after it."
            builder.find("arrow", Severity.HINT, message, read.arrows[-1].span)
        else:
            message = "A name is missing before the arrow: client -> api."
            builder.find("arrow", Severity.WARNING, message, read.arrows[index].span)
    first = read.stretches[0]
    if first.label and first.mentions:
        message = f"A label needs an arrow before it: {first.mentions[0].name[:30]} -> api: "
        message += f"{first.label[:30]}."
        builder.find("label", Severity.WARNING, message, first.label_span)


def _is_sentence(builder: Builder, read: ArrowChain) -> bool:
    mentions = read.stretches[0].mentions
    if not any(len(m.name.split()) >= _SENTENCE_WORDS for m in mentions):
        return False
    message = "This reads as a sentence: put # before a comment, or write client -> api."
    builder.find("unread", Severity.ERROR, message, read.stretches[0].span)
    return True


def _id(builder: Builder, mention: Mention) -> str:
    return fold_name(builder.line(mention.name, mention.span))


def _mention(builder: Builder, mention: Mention) -> bool:
    name = builder.line(mention.name, mention.span)
    if not name:
        return True
    said = _brackets(builder, mention)
    return builder.node(
        fold_name(name),
        name,
        label=builder.line(mention.display, mention.span),
        kind=said.kind,
        replicas=mention.replicas if mention.replicas is not None else said.replicas,
        attributes=said.attributes,
        span=mention.span,
    )


def _describe_group(builder: Builder, mention: Mention) -> None:
    if mention.display:
        builder.relabel(_id(builder, mention), builder.line(mention.display, mention.span))


def _connect(builder: Builder, before: ArrowStretch, arrow: Arrow, after: ArrowStretch) -> bool:
    sources, targets = _ends(builder, before), _ends(builder, after)
    if arrow.back:
        sources, targets = targets, sources
    label = builder.line(after.label, after.label_span)
    for source, at in sources:
        for target, to in targets:
            first, last = (at, to) if at.start <= to.start else (to, at)
            span = Span(first.start, last.end)
            if not builder.edge(Edge(source, target, label, arrow.style, arrow.both, span)):
                return False
    return True


def _ends(builder: Builder, stretch: ArrowStretch) -> list[tuple[str, Span]]:
    ends: list[tuple[str, Span]] = []
    for mention in stretch.mentions:
        end = _id(builder, mention)
        if builder.has(end):
            ends.append((end, mention.span))
        elif builder.has_group(end):
            message = f"{mention.name} is a group, and arrows join components: name a member of it."
            builder.find("group", Severity.WARNING, message, mention.span)
    return ends


class _Said(NamedTuple):
    kind: Kind | None = None
    replicas: int | None = None
    attributes: tuple[tuple[str, str], ...] = ()


def _brackets(builder: Builder, mention: Mention) -> _Said:
    """What stands in brackets: a kind, replicas, a capacity ("2k rps"), key=value, a remark."""
    if not mention.brackets:
        return _Said()
    kind: Kind | None = None
    replicas: int | None = None
    attributes: dict[str, str] = {}
    for part in pieces(mention.brackets)[:_ATTRIBUTE_LIMIT]:
        item = builder.line(part, mention.span)
        key, equals, value = (piece.strip() for piece in item.partition("="))
        count = _REPLICAS.fullmatch(item)
        known = said_kind(value if key == "kind" else item) if key == "kind" or not equals else None
        if count:
            replicas = int(count[1] or count[2])
        elif _CAPACITY.match(item):
            held = attributes.get("capacity")
            attributes["capacity"] = f"{held}, {item}" if held else item
        elif known:
            kind = known
            if fold_name(item) in PRODUCTS:
                attributes["technology"] = item
        elif equals and key:
            attributes[key] = value
        elif item:
            attributes[item] = ""
    return _Said(kind, replicas, tuple(attributes.items()))
