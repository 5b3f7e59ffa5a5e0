"""One line of the notation as arrows and the stretches of components between them.

Nothing here knows other lines. Every pattern looks a bounded way ahead or takes what it saw, so
a line of any length is read in time proportional to it.
"""

import re
from functools import lru_cache

from coach.boards.board import Span
from coach.boards.diagram.graph import EdgeStyle
from coach.tuples import NamedTuple

_SHAFT = r"(?:-{1,20}|~{1,20}|={1,20})"
ARROW = rf"<{_SHAFT}>|<?-\.{{1,20}}->|{_SHAFT}>|<{_SHAFT}|[→←↔⟶⟵⟷➜➔⇒⇐⇔⇢⇠⇝↝]"
"""What an arrow of the notation looks like."""
_SPECIAL = re.compile(
    r"(?P<comment>^\s*(?:\#|//|%%).*|(?<=\s)\#(?=\s|$).*)"
    rf'|(?P<quote>"[^"]*"|"(?:(?!{ARROW}).)*)'
    rf"|(?P<bracket>\[[^\[\]]*\]|\[(?:(?!{ARROW}).)*)"
    rf"|(?P<arrow>{ARROW})"
    r"|(?P<wrong>(?<=\s)(?:-{2,20}|={2,20}|~{2,20}|>{1,3})(?=\s))"
    r"|(?P<comma>[,，、])"
    r"|(?P<colon>[:：](?!//)(?!(?<=\d:)\d\d\b))"
)
_BULLET = re.compile(r"\s*[-*•]\s+")
_HEADING = re.compile(
    r"\s*group(?:\s+|$)"
    rf'(?P<name>(?>(?:"[^"]*"|\[[^\[\]]*\]|\[(?:(?!{ARROW}).)*'
    rf"|(?!{ARROW}|(?<=\s)\#(?=\s|$))(?:[^:：]|[:：](?=//)))*))"
    rf"(?:(?P<colon>[:：])|(?P<arrow>{ARROW}))?",
    re.I | re.DOTALL,
)
_LONG = 300
_TRAILING = "-~=<; \t\r"
_REPLICAS = re.compile(
    r"^(?P<name>.*\S)(?:(?:\s+[xX]\s?|\s*×\s*)(?P<count>\d{1,9})"
    r"|\s*\((?:[xX×]\s?(?P<after>\d{1,9})|(?P<before>\d{1,9})\s?[xX×])\))$",
    re.DOTALL,
)
_SHAPED = re.compile(
    r"\(\(([^()]+)\)\)|\(([^()]+)\)|\{([^{}]+)\}|<([^<>]+)>|`([^`]+)`|\*\*([^*]+)\*\*|'([^']+)'"
)
"""A name in the shape that some draw around it: `(Orders DB)`, `{api}`, `` `redis` ``."""
_NAMING = re.compile(r"[A-Za-z0-9]")
_ASYNC = frozenset("~.⇢⇠⇝↝")
_COPY = frozenset("=⇒⇐⇔")
_BACK = frozenset("←⟵⇐⇠")
_BOTH = frozenset("↔⟷⇔")


class Arrow(NamedTuple):
    """What an arrow says; `back` points at what stands before it.

    `wrong` is what only looks like an arrow: it divides, but joins nothing.
    """

    style: EdgeStyle
    back: bool
    both: bool
    span: Span
    wrong: bool


class Mention(NamedTuple):
    """A component as one line names it. `brackets` is what stood between [ and ]."""

    name: str
    display: str
    brackets: str
    replicas: int | None
    span: Span


class ArrowStretch(NamedTuple):
    """What stands between two arrows: components divided by commas, and a label.

    `text` is false where there is nothing, or only what may become an arrow.
    """

    mentions: tuple[Mention, ...]
    label: str
    label_span: Span
    span: Span
    text: bool


class ArrowChain(NamedTuple):
    """A line: one stretch more than arrows.

    `unclosed` are quotes and brackets without an end; `end` is where a comment begins, with the
    white space before it, or the end of the line.
    """

    stretches: tuple[ArrowStretch, ...]
    arrows: tuple[Arrow, ...]
    unclosed: tuple[Span, ...]
    end: int


class Heading(NamedTuple):
    """How a line that declares a group begins; `members` is where they begin in the line.

    While there is no colon it names nothing yet, and its members begin at the line's end.
    """

    named: Mention | None
    members: int
    colon: bool


class _Token(NamedTuple):
    sort: str
    text: str
    start: int
    end: int


def chain(line: str, offset: int = 0) -> ArrowChain:
    """Reads a line without its newline; spans count from `offset` at the line's first character.

    Lines that were read lately are remembered, for a person types in one line of many.
    """
    return _read(line, offset) if len(line) > _LONG else _remembered(line, offset)


def _read(line: str, offset: int) -> ArrowChain:
    stretches: list[ArrowStretch] = []
    arrows: list[Arrow] = []
    here: list[_Token] = []
    start = offset
    tokens, end = _tokens(line, offset)
    for token in tokens:
        if token.sort not in ("arrow", "wrong"):
            here.append(token)
            continue
        stretches.append(_stretch(here, start, token.start))
        here, start = [], token.end
        arrows.append(_arrow(token))
    stretches.append(_stretch(here, start, max(start, offset + len(line))))
    return ArrowChain(tuple(stretches), tuple(arrows), _unclosed(tokens), end)


_remembered = lru_cache(maxsize=1024)(_read)


def past_bullet(line: str) -> int:
    """Where a line begins behind the bullet that it may have."""
    bullet = _BULLET.match(line)
    return bullet.end() if bullet else 0


def heading(line: str) -> Heading | None:
    """The beginning of a line that declares a group, or None for any other line.

    Its colon tells a group from a component whose name begins with that word. Without a colon it
    is a group half typed, unless an arrow follows or a remark or a number of replicas, which only
    components have.
    """
    bullet = past_bullet(line)
    match = _HEADING.match(line, bullet)
    if match is None or match["arrow"]:
        return None
    if not match["colon"]:
        first = chain(line[bullet:]).stretches[0].mentions[:1]
        if any(mention.brackets or mention.replicas is not None for mention in first):
            return None
        return Heading(None, len(line), False)
    named = chain(match["name"]).stretches[0].mentions[:1]
    return Heading(named[0] if named else None, match.end(), True)


def _tokens(line: str, offset: int) -> tuple[list[_Token], int]:
    """What a line consists of, and where its comment or else the line ends."""
    tokens: list[_Token] = []
    at = 0
    end = len(line)
    for match in _SPECIAL.finditer(line):
        if match.start() > at:
            tokens.append(_Token("text", line[at : match.start()], offset + at, 0))
        at = match.end()
        if match.lastgroup == "comment":
            end = match.start()
            break
        sort = match.lastgroup or ""
        tokens.append(_Token(sort, match.group(), offset + match.start(), offset + at))
    if at < end:
        text = line[at:end].rstrip(_TRAILING)
        tokens.append(_Token("text", text, offset + at, 0))
    said = line if end == len(line) else line[:end].rstrip()
    return tokens, offset + len(said)


def _arrow(token: _Token) -> Arrow:
    text = token.text
    chars = set(text)
    style = EdgeStyle.SYNC
    if chars & _ASYNC:
        style = EdgeStyle.ASYNC
    elif chars & _COPY:
        style = EdgeStyle.COPY
    both = bool(chars & _BOTH) or {"<", ">"} <= chars
    back = not both and ("<" in chars or bool(chars & _BACK))
    return Arrow(style, back, both, Span(token.start, token.end), token.sort == "wrong")


def _stretch(tokens: list[_Token], start: int, end: int) -> ArrowStretch:
    text = any(token.text.strip() for token in tokens)
    colons = [index for index, token in enumerate(tokens) if token.sort == "colon"]
    label, label_span = "", Span(end, end)
    if colons:
        after = tokens[colons[-1] + 1 :]
        label = "".join(t.text.strip('"') if t.sort == "quote" else t.text for t in after).strip()
        label_span = Span(tokens[colons[-1]].start, end)
        tokens = tokens[: colons[-1]]
    mentions: list[Mention] = []
    part: list[_Token] = []
    for token in [*tokens, _Token("comma", "", end, end)]:
        if token.sort == "comma":
            mention = _mention(part)
            if mention is not None:
                mentions.append(mention)
            part = []
        else:
            part.append(token)
    return ArrowStretch(tuple(mentions), label, label_span, Span(start, end), text)


def _mention(tokens: list[_Token]) -> Mention | None:
    names: list[str] = []
    display = brackets = ""
    spans: list[tuple[int, int]] = []
    for token in tokens:
        if token.sort == "quote":
            display = token.text.strip('"').strip()
        elif token.sort == "bracket":
            brackets = token.text.strip("[]").strip()
        else:
            names.append(token.text)
            text = token.text.strip()
            if not text:
                continue
            lead = token.start + len(token.text) - len(token.text.lstrip())
            spans.append((lead, lead + len(text)))
            continue
        spans.append((token.start, token.end))
    name, replicas = _counted(" ".join("".join(names).split()))
    closed = any(token.sort == "bracket" and token.text.endswith("]") for token in tokens)
    if closed and not name and not display and not set(",=") & set(brackets):
        name, brackets = " ".join(brackets.split()), ""
    if name.count("(") != name.count(")"):
        name = (name.removeprefix("(") if ")" not in name else name.removesuffix(")")).strip()
    shaped = _SHAPED.fullmatch(name)
    if shaped is not None:
        name, within = _counted(next(part for part in shaped.groups() if part).strip())
        replicas = within if replicas is None else replicas
    name = name or display
    if name.isascii() and not _NAMING.search(name):
        return None
    return Mention(name, display, brackets, replicas, Span(spans[0][0], spans[-1][1]))


def _counted(name: str) -> tuple[str, int | None]:
    """A name without the number of replicas at its end."""
    match = _REPLICAS.match(name)
    if match is None:
        return name, None
    return match["name"], int(match["count"] or match["after"] or match["before"])


def _unclosed(tokens: list[_Token]) -> tuple[Span, ...]:
    return tuple(
        Span(token.start, token.end)
        for token in tokens
        if (token.sort == "bracket" and not token.text.endswith("]"))
        or (token.sort == "quote" and (len(token.text) < 2 or not token.text.endswith('"')))
    )
