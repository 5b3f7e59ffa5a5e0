"""What a line asks for, before anything is computed: its name, its calculation and its claims."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from coach.boards.estimate import units
from coach.boards.estimate.billions import in_doubt, readings
from coach.boards.estimate.layout import Anatomy, Part, anatomy, titled
from coach.boards.estimate.lending import counts, lent
from coach.boards.estimate.lexer import tokens
from coach.boards.estimate.names import Name, match, name_of
from coach.boards.estimate.naming import cells_of
from coach.boards.estimate.nodes import (
    Conversion,
    Node,
    Number,
    Reference,
    computes,
    literals,
    references,
)
from coach.boards.estimate.part import Parsed, parse
from coach.boards.estimate.refusal import LONGEST
from coach.boards.estimate.units import NONE, Unit

_DASHED: Final = re.compile(r"([^\W\d][^\d=:]{2,40}?) - (~?\$?[0-9][0-9.,]*\s*[A-Za-z%]*)$")
_DIGIT: Final = re.compile("[0-9]")
_FACTORIAL: Final = re.compile(r"(?:[0-9]+|\))!+(?=\s*(?:[-+*/×^)]|$))")
_LONG_WORD: Final = re.compile(r"[^\W\d_]{3}")
_SCENARIOS: Final = frozenset(("scenario", "scenarios", "columns"))
_MOST_COLUMNS: Final = 8


class Asked(NamedTuple):
    """One reading of a part: its calculation or error, and where its Bs are billions."""

    parsed: Parsed
    billions: frozenset[int]


class ClaimPart(NamedTuple):
    sign: str
    parsed: tuple[Parsed, ...]


class Plan(NamedTuple):
    """A line to compute. kind: none, line, more (claims on the line above), scenarios, error.

    own are the claims of a line of kind more where it is taken for a calculation of its own.
    """

    kind: str
    label: str = ""
    name: Name = ()
    lends: Unit = NONE
    asked: tuple[Asked, ...] = ()
    columns: tuple[tuple[Asked, ...], ...] = ()
    claims: tuple[ClaimPart, ...] = ()
    message: str = ""
    titles: tuple[str, ...] = ()
    needs: tuple[Name, ...] = ()
    times: int = 1
    own: tuple[ClaimPart, ...] | None = None


NOTHING: Final = Plan("none")


@lru_cache(maxsize=8192)
def plan(line: str, names: frozenset[Name]) -> Plan:
    """The plan of one line, given the names that could stand in it; never raises."""
    try:
        return _plan(line, names)
    except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
        kind = type(error).__name__
        return Plan("error", message=f"this line cannot be read ({kind}): write it more simply")


def _plan(line: str, names: frozenset[Name]) -> Plan:
    if len(line) > LONGEST:
        return _too_long(line)
    found = anatomy(line)
    if found.kind == "none":
        return NOTHING
    if found.kind == "several":
        return Plan("error", message="two calculations on a line: give each a line of its own")
    if found.kind == "table":
        return _row(line, names)
    if found.kind == "more":
        claims, _ = _claims(found.parts, names)
        times = _times(found.parts)
        if not claims:
            return NOTHING
        own = _line(Anatomy("line", parts=(Part("", found.parts[0].text), *found.parts[1:])), names)
        if own.kind == "line" and _works(own):
            return own._replace(kind="more", own=own.claims, claims=claims, times=times)
        return Plan("more", claims=claims, times=times)
    if name_of(found.label) and found.label.lower() in _SCENARIOS:
        titles = tuple(t.strip() for t in found.parts[0].text.split("|") if t.strip())
        return Plan("scenarios", found.label, titles=titles[:_MOST_COLUMNS])
    factorial = _FACTORIAL.search(line)
    if factorial and len(found.parts) == 1 and not _LONG_WORD.search(found.parts[0].text):
        said = factorial.group().strip()
        message = f"{said} is no sum this sheet does: write the product out, or leave out the !"
        return Plan("error", found.label, name_of(found.label), message=message)
    return _line(found, names)


def _works(plan: Plan) -> bool:
    """Whether a line computes anything itself, and does not only convert."""
    node = plan.asked[0].parsed.node
    return node is not None and computes(node) and not isinstance(node, Conversion)


def _too_long(line: str) -> Plan:
    if not _DIGIT.search(line):
        return NOTHING
    return Plan("error", message=f"the line is longer than {LONGEST} characters: split it in two")


def _joined(parts: tuple[Part, ...]) -> list[Part]:
    """A part after an arrow that has no number is what the part before is converted to."""
    out: list[Part] = []
    for part in parts:
        if out and part.sign in "→⇒" and part.text and not any(c.isdigit() for c in part.text):
            out[-1] = Part(out[-1].sign, f"{out[-1].text} → {part.text}")
        else:
            out.append(part)
    return out


def _line(found: Anatomy, names: frozenset[Name]) -> Plan:
    parts = _joined(found.parts)
    lends = lent(found.label, found.bracket) if found.label else NONE
    counting = bool(found.label) and counts(found.label)
    labelled = bool(found.label) or len(parts) > 1
    name = name_of(found.label)
    if name in names and not any(_mentions(part.text, name) for part in parts):
        names -= {name}
    if "|" in parts[0].text:
        return _columns(found, parts[0].text.split("|"), names, lends, counting)
    asked = _asked(parts[0].text, names, counting, labelled, len(parts) > 1)
    if asked[0].parsed.error and parts[0].text == found.bracket and len(parts) > 1:
        parts = parts[1:]
        asked = _asked(parts[0].text, names, counting, labelled, len(parts) > 1)
    defines = found.defines
    while len(parts) > 1:
        told = _first_fact(parts, names, counting) if defines and asked[0].parsed.facts else ()
        if told:
            asked, parts = told, parts[:1]
        elif _passes(asked[0].parsed, parts[1], names):
            defines = defines or asked[0].parsed.node is not None
            parts = parts[1:]
            asked = _asked(parts[0].text, names, counting, labelled, len(parts) > 1)
        else:
            break
    first = asked[0].parsed
    if isinstance(first.node, Number) and first.node.times:
        lends = NONE
    dashed = _DASHED.match(parts[0].text) if first.error and not found.label else None
    if dashed and name_of(dashed[1]) not in names:
        meant = Anatomy("line", dashed[1], parts=(Part("", dashed[2]), *parts[1:]))
        return _line(meant, names)._replace(name=())
    if first.error:
        return Plan("error", found.label, name, message=first.error)
    if first.node is None:
        return NOTHING
    needs = _needs(asked)
    claims, unread = _claims(() if first.listed else tuple(parts[1:]), names)
    if unread and isinstance(first.node, Number):
        return Plan("error", found.label, name, message=unread)
    needs += tuple(one for claim in claims for one in _names_in(claim.parsed[0].node))
    return Plan("line", found.label, name, lends, asked, (), claims, needs=needs)


def _mentions(text: str, name: Name) -> bool:
    """Whether a text says a name in full; in other words a line does not mean its own."""
    line = tokens(text)
    return any(match(line, at, (name,)) is not None for at in range(len(line)))


def _first_fact(parts: list[Part], names: frozenset[Name], counting: bool) -> tuple[Asked, ...]:
    """The 50M of `DAU = 50M, 10 req each = 500M req`: what follows is about something else.

    Empty where a calculation follows, which is what the line is about.
    """
    head = parts[0].text.partition(", ")[0]
    tried = _asked(head, names, counting, True)
    if not isinstance(tried[0].parsed.node, Number) or not any(c.isdigit() for c in head):
        return ()
    after = parse(parts[1].text, names, frozenset(), True).node
    return () if after is not None and computes(after) else tried


def _passes(first: Parsed, after: Part, names: frozenset[Name]) -> bool:
    """Whether a part only names what the next one says.

    Prose; a time before something else ("1 day of photos", "5 years => 56 TB"); a share of
    something in words; a bare multiple ("2x -> 2400").
    """
    if first.node is None:
        return not first.error and not first.several
    if not isinstance(first.node, Number):
        return False
    node = parse(_before_comma(after.text), names, frozenset(), True).node
    if node is None:
        return False
    single = first.node.value == 1 and units.nouns_of(first.node.unit)
    if single and units.dimension(first.node.unit) == units.BARE:
        return _sized(node)
    if first.node.times or (first.node.percent and first.trailing):
        return True
    if first.node.percent and isinstance(node, Number):
        return _sized(node)
    counted = units.nouns_of(first.node.unit) or (first.trailing and not first.node.unit)
    if counted and isinstance(node, Number) and units.dimension(first.node.unit) == units.BARE:
        return _sized(node)
    if units.dimension(first.node.unit) != (0, 1, 0):
        return False
    if computes(node):
        return first.trailing > 0 or _measures_else(node)
    unit = node.unit if isinstance(node, Number) else NONE
    return bool(unit) and units.dimension(unit)[units.TIME] == 0


def _measures_else(node: Node) -> bool:
    """Whether a calculation has a size or money in it: `5 years = 14 GB × 365 × 5`."""
    sizes = [units.dimension(one.unit) for one in literals(node)]
    return any(size[units.DATA] or size[units.MONEY] for size in sizes)


def _sized(node: Node) -> bool:
    """Whether any amount of a calculation has a hard unit: `1 tweet = 140 chars × 2 bytes`."""
    return any(units.dimension(one.unit) != units.BARE for one in literals(node))


def _asked(
    text: str,
    names: frozenset[Name],
    counting: bool,
    labelled: bool,
    claimed: bool = False,
) -> tuple[Asked, ...]:
    """The readings of a part. claimed: an answer stands after it that tells which one holds."""
    line = tokens(text)
    out: list[Asked] = []
    for billions in readings(line, counting):
        parsed = parse(text, names, billions, labelled)
        if billions and parsed.node is not None:
            said = " and ".join(f"{line[at - 1].text}B" for at in sorted(billions))
            parsed = parsed._replace(notes=(*parsed.notes, f"{said} read as billion"))
        doubted = in_doubt(line, billions) if parsed.node is not None and not claimed else []
        if doubted:
            note = f"{doubted[0]}B read as bytes: for a billion write {doubted[0]} bn"
            parsed = parsed._replace(notes=(*parsed.notes, note))
        out.append(Asked(parsed, billions))
        if parsed.several:
            return tuple(out[:1])
    good = [one for one in out if one.parsed.node is not None]
    return tuple(good or out[:1])


def _columns(
    found: Anatomy, texts: list[str], names: frozenset[Name], lends: Unit, counting: bool
) -> Plan:
    texts = [text.strip() for text in texts if text.strip()][:_MOST_COLUMNS]
    columns = tuple(_asked(text, names, counting, True) for text in texts)
    bad = next((column[0].parsed for column in columns if column[0].parsed.error), None)
    name = name_of(found.label)
    if bad is not None:
        return Plan("error", found.label, name, message=bad.error)
    if len(columns) < 2 or any(column[0].parsed.node is None for column in columns):
        return NOTHING
    needs = tuple(one for column in columns for one in _needs(column))
    return Plan("line", found.label, name, lends, columns[0], columns, needs=needs)


def _row(line: str, names: frozenset[Name]) -> Plan:
    cells = cells_of(line)
    if len(cells) < 2 or not name_of(cells[0]) or not all(cells[1:]):
        return NOTHING
    if not any("0" <= char <= "9" for cell in cells[1:] for char in cell):
        return NOTHING
    found = Anatomy("line", cells[0])
    if len(cells) == 2:
        said = anatomy(cells[1])
        if said.kind != "line":
            return NOTHING
        return _line(Anatomy("line", *titled(cells[0]), said.parts), names)
    made = _columns(found, list(cells[1:]), names, lent(cells[0], ""), counts(cells[0]))
    return made if made.kind == "line" else NOTHING


def _claims(parts: tuple[Part, ...], names: frozenset[Name]) -> tuple[tuple[ClaimPart, ...], str]:
    """The claims that can be read, and why the first of the others cannot."""
    out: list[ClaimPart] = []
    unread = ""
    enough = False
    for part in parts:
        if not part.text or enough:
            continue
        head = _before_comma(part.text)
        listed = head != part.text
        tried = _asked(head, names, False, True)
        good = tuple(one.parsed for one in tried if one.parsed.node is not None)
        if good and good[0].mixed:
            break
        if good:
            out.append(ClaimPart(part.sign, good))
            enough = listed or good[0].listed
        else:
            unread = unread or tried[0].parsed.error
    return tuple(out), unread


def _before_comma(text: str) -> str:
    """An answer without the facts listed after it: `500 GB/day, 180 TB/year`."""
    head, comma, rest = text.partition(", ")
    listed = bool(comma) and any(char.isdigit() for char in rest) and "(" not in head
    return head if listed else text


def _times(parts: tuple[Part, ...]) -> int:
    """`= 3,600 req/sec (peak, 3x)`: the multiple of the line above that is meant."""
    line = tokens(parts[0].text) if parts else ()
    opened = next((at for at, token in enumerate(line) if token.text == "("), len(line))
    for at in range(opened, len(line) - 1):
        here, after = line[at], line[at + 1]
        small = here.kind == "num" and here.value.denominator == 1 and 1 < here.value < 100
        if small and after.kind == "word" and after.text in "xX" and after.glued:
            return here.value.numerator
        if here.text == "×" and after.kind == "num" and after.value.denominator == 1:
            return max(1, min(100, after.value.numerator))
    return 1


def _names_in(node: Node | None) -> tuple[Name, ...]:
    return () if node is None else tuple(one.name for one in references(node))


def _needs(asked: tuple[Asked, ...]) -> tuple[Name, ...]:
    return _names_in(asked[0].parsed.node)


def said(plan: Plan) -> tuple[Reference, ...]:
    """The references of a plan's calculation."""
    node = plan.asked[0].parsed.node if plan.asked else None
    return references(node) if node is not None else ()
