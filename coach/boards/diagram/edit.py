"""Puts a component picked from a list into the text, where the person means it.

The line of the cursor decides between what or after what it goes; the kind decides how: a store
goes beside other stores and behind services, a queue is sent to, a replica is copied to, a client
stands in front. The text stays the only thing that is kept.
"""

import re

from coach.boards.diagram.arrow_lexer import ArrowChain, ArrowStretch, Mention, chain, past_bullet
from coach.boards.diagram.graph import EdgeStyle, Graph, Kind, Node, fold_name
from coach.boards.diagram.kinds import kind_of
from coach.boards.diagram.mermaid import chart_place, is_mermaid
from coach.boards.diagram.mermaid import read as read_flowchart
from coach.boards.diagram.notation import group_members, read
from coach.boards.diagram.reach import PIPES
from coach.boards.diagram.slug import slugs
from coach.boards.diagram.statement_ends import statements
from coach.frozen import dataclass

_KEEPING = frozenset({Kind.DATABASE, Kind.BLOB_STORE, Kind.SEARCH_INDEX, Kind.EXTERNAL})
_STORES = _KEEPING | {Kind.CACHE, Kind.REPLICA}
_COMMENT = re.compile(r"\s+#(?=\s|$)")


@dataclass(frozen=True, slots=True)
class _Edit:
    """The name goes into start..end, with these texts around it."""

    start: int
    end: int
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the text, the components of all lines, and the kind of what is to be put in."""

    text: str
    chain: ArrowChain
    start: int
    end: int
    nodes: dict[str, Node]
    kind: Kind

    @property
    def named(self) -> list[int]:
        """The stretches that name something."""
        return [index for index, stretch in enumerate(self.chain.stretches) if stretch.mentions]

    @property
    def drawn(self) -> bool:
        """Whether it says something of components: a sentence or the name of a group does not."""
        mentions = [mention for stretch in self.chain.stretches for mention in stretch.mentions]
        known = [fold_name(mention.name) in self.nodes for mention in mentions]
        return any(known) if self.chain.arrows else bool(known) and all(known)

    def kind_of(self, mention: Mention) -> Kind:
        node = self.nodes.get(fold_name(mention.name))
        return Kind.SERVICE if node is None else node.kind

    def kinds_of(self, stretch: ArrowStretch) -> set[Kind]:
        return {self.kind_of(mention) for mention in stretch.mentions}

    def below(self, before: str, after: str = "") -> _Edit:
        """On a line of its own under this one, with the same bullet."""
        bullet = self.text[self.start : self.chain.stretches[0].span.start]
        return _Edit(self.end, self.end, f"\n{bullet}{before}", after)

    def again(self, mention: Mention) -> str:
        """The name as it is read as the same component on a line of its own, before an arrow or
        behind one: quoted where it would fall apart, or where a quotation would rename it with
        a colon that ends it and a comma that begins it.
        """
        node = self.nodes.get(fold_name(mention.name))
        quoted = f'"{mention.name}"'
        renames = node is not None and node.label != mention.name
        apart = (f"{mention.name}:", f", {mention.name}:")
        ways = (mention.name, *(apart if renames else (quoted, *apart)))
        return next((way for way in ways if _reads_as(way, mention.name)), quoted)


def insert_component(text: str, cursor_offset: int, kind_or_name: str) -> tuple[str, int]:
    """The text with a new component in the line of the cursor, and the offset after its name.

    A name that is taken gets a number. On an arrow it goes between, behind a name after it (or
    beside it, one store beside another); on an empty line or a comment it starts a line, and in
    a Mermaid flowchart it is always a line of its own.
    """
    cursor = min(max(cursor_offset, 0), len(text))
    if is_mermaid(text):
        return _into_flowchart(text, cursor, str(kind_or_name))
    graph = read(text)
    name = fresh_name(graph, str(kind_or_name))
    edit = _edit(text, cursor, graph, kind_of(name))
    put = f"{edit.before}{name}"
    return text[: edit.start] + put + edit.after + text[edit.end :], edit.start + len(put)


def fresh_name(graph: Graph, name: str) -> str:
    """The name, or the name with the first number that makes it new."""
    taken = {node.id for node in graph.nodes} | {group.id for group in graph.groups}
    taken |= {fold_name(node.label) for node in graph.nodes}
    fresh, count = name, 1
    while fold_name(fresh) in taken:
        count += 1
        fresh = f"{name} {count}"
    return fresh


def _into_flowchart(text: str, cursor: int, name: str) -> tuple[str, int]:
    first, last = chart_place(text)
    cursor = min(max(cursor, first), last)
    end = text.find("\n", cursor)
    end = last if end < 0 else min(end, last)
    if text[:end].endswith("\n"):
        end -= 1
    name = fresh_name(read_flowchart(text), name)
    node = f'\n    {slugs([name])[0]}["{name}"]'
    return text[:end] + node + text[end:], end + len(node)


def _edit(text: str, cursor: int, graph: Graph, kind: Kind) -> _Edit:
    start = text.rfind("\n", 0, cursor) + 1
    end = text.find("\n", cursor)
    start, end = _statement(text, start, len(text) if end < 0 else end, cursor)
    nodes = {node.id: node for node in graph.nodes}
    begin = start + past_bullet(text[start:end])
    line = _Line(text, chain(text[begin:end], begin), start, end, nodes, kind)
    if not text[begin:end].strip():
        return _Edit(begin, end)
    members = group_members(text[start:end])
    if members is not None and not _is_component(line, members):
        return _member(line, start + members, cursor)
    if not line.drawn:
        return line.below("")
    return _in_chain(line, cursor)


def _statement(text: str, start: int, end: int, cursor: int) -> tuple[int, int]:
    """Where what a line says at the cursor begins and ends; a line may say several things."""
    parts = [(start + at, start + at + len(part)) for at, part in statements(text[start:end])]
    before = [part for part in parts if part[0] <= cursor]
    return (before or parts)[-1] if len(parts) > 1 else (start, end)


def _is_component(line: _Line, members: int) -> bool:
    """Whether what may become a group is a component by what other lines say."""
    half = line.start + members == line.end and line.text[line.end - 1] not in ":："
    first = line.chain.stretches[0].mentions[:1]
    return half and any(fold_name(mention.name) in line.nodes for mention in first)


def _member(line: _Line, members: int, cursor: int) -> _Edit:
    """As a member of a group: behind the member at the cursor, else at the end."""
    inside = chain(line.text[members : line.end], members)
    mentions = [mention for stretch in inside.stretches for mention in stretch.mentions]
    if not mentions and line.text[members - 1] not in ":：":
        return _Edit(line.chain.end, line.chain.end, ": ")
    if not mentions:
        comment = line.text[inside.end : line.end]
        ends = not comment.strip() or _COMMENT.match(comment)
        return _Edit(members, inside.end, " ", "" if ends else " # ")
    before = [mention for mention in mentions if mention.span.start <= cursor]
    after = (before or mentions)[-1].span.end
    return _Edit(after, after, ", ")


def _in_chain(line: _Line, cursor: int) -> _Edit:
    stretches = line.chain.stretches
    first = stretches[line.named[0]].mentions[0].span.start
    if line.kind is Kind.CLIENT:
        return _in_front(line)
    if cursor <= first and line.kind not in _STORES | {Kind.SCHEDULER}:
        return _Edit(first, first, "", f" {_sign(line, set())} ")
    here = max((i for i in line.named if _begin(stretches[i]) < cursor), default=line.named[0])
    mention = _mention_at(stretches[here], cursor)
    if line.kind is Kind.SCHEDULER:
        return line.below("", f" -> {line.again(mention)}")
    if line.kind is Kind.REPLICA:
        return _copy(line, mention)
    if here == line.named[-1]:
        return _behind(line, here, mention)
    following = next(index for index in line.named if index > here)
    return _between(line, here, following)


def _in_front(line: _Line) -> _Edit:
    """A client beside the clients of the line, or before everything in it."""
    stretch = line.chain.stretches[line.named[0]]
    clients = [mention for mention in stretch.mentions if line.kind_of(mention) is Kind.CLIENT]
    if clients:
        return _Edit(clients[-1].span.end, clients[-1].span.end, ", ")
    if line.named[0] > 0:
        return _Edit(line.start, line.chain.arrows[0].span.start, "", " ")
    return _Edit(_begin(stretch), _begin(stretch), "", " -> ")


def _copy(line: _Line, mention: Mention) -> _Edit:
    """A replica of the store at the cursor, else of the first database of the line."""
    mentions = [m for index in line.named for m in line.chain.stretches[index].mentions]
    databases = [m for m in mentions if line.kind_of(m) is Kind.DATABASE]
    if line.kind_of(mention) not in _STORES and databases:
        mention = databases[0]
    alone = len(line.chain.stretches[line.named[-1]].mentions) == 1
    if mention is mentions[-1] and alone and line.named[-1] == len(line.chain.arrows):
        return _Edit(mention.span.end, line.chain.end, *_tail(line, mention, "=>"))
    return line.below(f"{line.again(mention)} => ")


def _behind(line: _Line, here: int, mention: Mention) -> _Edit:
    """Behind the last components of a line; one store goes beside another."""
    stretch = line.chain.stretches[here]
    last = stretch.mentions[-1]
    if here < len(line.chain.arrows):
        after = line.chain.arrows[here].span.end
        return _Edit(after, max(after, line.chain.end), " ")
    if mention is not last:
        return line.below(f"{line.again(mention)} {_sign(line, {line.kind_of(mention)})} ")
    if line.text[last.span.end : line.chain.end].strip() == ",":
        return _Edit(last.span.end, line.chain.end, ", ")
    if line.kind in _STORES and line.kinds_of(stretch) & _STORES and here > 0:
        return _Edit(last.span.end, last.span.end, ", ")
    sign = _sign(line, line.kinds_of(stretch))
    return _Edit(last.span.end, line.chain.end, *_tail(line, last, sign))


def _between(line: _Line, here: int, following: int) -> _Edit:
    """Into an arrow; what only keeps data goes behind or beside what the arrow points at."""
    right = line.chain.stretches[following]
    if line.kind in _STORES and line.kinds_of(right) & _STORES:
        return _Edit(_begin(right), _begin(right), "", ", ")
    if line.kind in _KEEPING:
        if following == line.named[-1]:
            return _behind(line, following, right.mentions[-1])
        return line.below(f"{line.again(right.mentions[0])} -> ")
    arrow = line.chain.arrows[following - 1]
    sign = line.text[arrow.span.start : arrow.span.end]
    if line.kind in PIPES and arrow.style is EdgeStyle.SYNC and not arrow.both:
        sign = "<~" if arrow.back else "~>"
    before = "" if line.text[arrow.span.start - 1].isspace() else " "
    after = "" if line.text[arrow.span.end].isspace() else " "
    return _Edit(arrow.span.start, arrow.span.end, f"{before}{sign} ", f" {sign}{after}")


def _tail(line: _Line, last: Mention, sign: str) -> tuple[str]:
    """What stands between the last name and a new one: its label stays, half an arrow goes."""
    tail = line.text[last.span.end : line.chain.end]
    kept = tail.rstrip("-~=<; \t") if ":" in tail or "：" in tail else ""
    return (f"{kept} {sign} ",)


def _sign(line: _Line, left: set[Kind]) -> str:
    """The arrow from components of these kinds to what is put in."""
    return "~>" if line.kind in PIPES or (left and left <= PIPES) else "->"


def _reads_as(written: str, name: str) -> bool:
    """Whether this, at either end of a line with an arrow, names just the component."""
    ends = chain(f"{written} -> {written}").stretches
    alone = all([mention.name for mention in end.mentions] == [name] for end in ends)
    plain = all(not end.label and end.mentions[0].replicas is None for end in ends if alone)
    started = alone and plain and len(ends) == 2
    return started and group_members(f"{written} -> x") is None and not past_bullet(written)


def _begin(stretch: ArrowStretch) -> int:
    return stretch.mentions[0].span.start


def _mention_at(stretch: ArrowStretch, cursor: int) -> Mention:
    return next(
        (m for m in reversed(stretch.mentions) if m.span.start <= cursor), stretch.mentions[0]
    )
