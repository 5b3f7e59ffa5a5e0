"""Which clause of a line the line is about: those before it only name what it says."""

from functools import lru_cache
from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.anatomy import Clause
from coach.boards.estimate.clause import Parsed, parse_clause
from coach.boards.estimate.clause_readings import ClauseReading, before_comma, read_clause
from coach.boards.estimate.expressions import ready
from coach.boards.estimate.names import Name
from coach.boards.estimate.nodes import Node, Number, computes, literals, references
from coach.boards.estimate.note import Note, NoteKind
from coach.boards.estimate.nouns import words
from coach.boards.estimate.units import NONE

_TIME_ALONE: Final = r"[0-9]+ ?(?:d|days?|w|weeks?|mo|months?|y|yrs?|years?)"
_LASTING: Final = words(
    "retention ttl duration window timeout horizon lifetime interval latency delay deadline expiry"
)


def joined(clauses: tuple[Clause, ...]) -> list[Clause]:
    """The clauses, one after an arrow without a number (`→ GB`) made part of the one before it."""
    out: list[Clause] = []
    for clause in clauses:
        text = clause.text
        if out and clause.sign in "→⇒" and text and not any(char.isdigit() for char in text):
            out[-1] = Clause(out[-1].sign, f"{out[-1].text} → {text}")
        elif len(out) == 1 and clause.sign in "→⇒" and _stays(out[0].text, text, clauses):
            out[-1] = Clause(out[-1].sign, f"{out[-1].text}, {text}")
        else:
            out.append(clause)
    return out


def _stays(rate: str, text: str, clauses: tuple[Clause, ...]) -> bool:
    """Whether an arrow says how long a rate is kept: `15 GB/day logs → 14 days = 210 GB`."""
    if len(clauses) < 3 or ready(_TIME_ALONE).fullmatch(text) is None:
        return False
    return "/" in rate or " per " in rate or " a " in rate


def first_fact(
    clauses: list[Clause], names: frozenset[Name], counting: bool
) -> tuple[ClauseReading, ...]:
    """The 50M of `DAU = 50M, 10 req each = 500M req`: what follows is about something else.

    Empty where a calculation follows, which is what the line is about.
    """
    head = clauses[0].text.partition(", ")[0]
    tried = read_clause(head, names, counting, True)
    if not isinstance(tried[0].parsed.node, Number) or not any(c.isdigit() for c in head):
        return ()
    after = parse_clause(clauses[1].text, names, frozenset(), True).node
    return () if after is not None and computes(after) else tried


def first_listed(text: str, names: frozenset[Name], counting: bool) -> tuple[ClauseReading, ...]:
    """The 1K of `writes: 1K QPS, uploads 200/s`: what follows the comma is another amount.

    Empty where the words before the comma are no amount alone.
    """
    head, comma, _ = text.partition(", ")
    tried = read_clause(head, names, counting, True) if comma else ()
    if not tried or not isinstance(tried[0].parsed.node, Number):
        return ()
    beside = parse_clause(text, names, frozenset(), False).notes
    said = next((note.text for note in beside if note.kind is NoteKind.JOINED), "")
    if not said:
        return tried
    alone = f"{head.strip()} alone; {said.removeprefix('read as ')} needs its signs written"
    return tuple(_noted(reading, Note(NoteKind.PASSED_OVER, alone)) for reading in tried)


def _noted(reading: ClauseReading, note: Note) -> ClauseReading:
    parsed = reading.parsed
    return reading._replace(parsed=parsed._replace(notes=(*parsed.notes, note)))


def beside(text: str, names: frozenset[Name]) -> tuple[ClauseReading, ...]:
    """The product of facts before an answer: `300 B per row, 2B rows = 600 GB`; empty where the
    facts make none."""
    tried = read_clause(text, names, False, False)
    parsed = tried[0].parsed
    return tried if any(note.kind is NoteKind.JOINED for note in parsed.notes) else ()


def only_names(first: Parsed, after: Clause, names: frozenset[Name]) -> bool:
    """Whether a clause only names what the next one says.

    Prose; a time before something else ("1 day of photos", "5 years => 56 TB"); a share of
    something in words; a bare multiple ("2x -> 2400").
    """
    if first.node is None:
        return not first.error and not first.several
    if not isinstance(first.node, Number):
        return False
    node = read_clause(before_comma(after.text), names, False, True, claimed=True)[0].parsed.node
    if node is None:
        return False
    single = first.node.value == 1 and units.nouns_of(first.node.unit)
    if single and units.dimension(first.node.unit) == units.BARE:
        return _sized(node)
    machines = first.trailing and not first.listed and units.dimension(first.node.unit) == (1, 0, 0)
    if _priced(first.node, node) or (machines and isinstance(node, Number) and not node.unit):
        return True
    if first.node.times or (first.node.percent and first.trailing):
        return True
    if first.node.percent and isinstance(node, Number):
        return _sized(node) or bool(units.nouns_of(node.unit))
    counted = units.nouns_of(first.node.unit) or (first.trailing and not first.node.unit)
    if counted and isinstance(node, Number) and units.dimension(first.node.unit) == units.BARE:
        return _sized(node)
    if units.dimension(first.node.unit) != (0, 1, 0):
        return False
    if computes(node):
        return first.trailing > 0 or _measures_else(node) or bool(references(node))
    unit = node.unit if isinstance(node, Number) else NONE
    return bool(unit) and units.dimension(unit)[units.TIME] == 0


_RATIO: Final = r"~?[0-9][0-9.,]* ?: ?[0-9]+(?: [a-z]+){0,3}"


def ratio_leads(text: str, after: Clause, names: frozenset[Name]) -> bool:
    """Whether a ratio only leads to the rate after it: `reads 20:1 → 2.8k/s`."""
    if ready(_RATIO).fullmatch(text.strip()) is None:
        return False
    node = parse_clause(before_comma(after.text), names, frozenset(), True).node
    return isinstance(node, Number) and units.dimension(node.unit)[units.TIME] == -1


def _priced(each: Number, after: Node) -> bool:
    """Whether a price of one stands before money for all: `$0.25 per click → $9M/day`."""
    if not isinstance(after, Number) or not units.dimension(each.unit)[units.MONEY]:
        return False
    below = {symbol for symbol, power in each.unit if power < 0 and not units.is_hard(symbol)}
    paid = units.dimension(after.unit)[units.MONEY] > 0
    return paid and bool(below - {symbol for symbol, power in after.unit if power < 0})


@lru_cache(maxsize=1024)
def lasting(label: str) -> bool:
    """Whether a name is of a time itself: `retention = 90 days → 180 GB` is about the days."""
    return any(word in _LASTING for word in label.lower().split())


def read_in_numbers(text: str, names: frozenset[Name]) -> tuple[ClauseReading, ...]:
    """The 2 * 2300 of `peak = 2 * QPS = 2 * 2300 = 4600`, which says what QPS stands for here.

    Empty where the clause calculates nothing, or with names.
    """
    tried = read_clause(text, names, False, True, claimed=True)
    node = tried[0].parsed.node
    return tried if node is not None and computes(node) and not references(node) else ()


def as_answered(
    clauses: list[Clause], names: frozenset[Name], error: str
) -> tuple[ClauseReading, ...]:
    """The 800 of `peak = 2 × QPS = 800` where nobody said what QPS is: taken as it stands there,
    unchecked, and told so. Empty where the answer is no amount alone."""
    tried = read_clause(clauses[1].text, names, False, True)
    if len(clauses) > 2 or not isinstance(tried[0].parsed.node, Number):
        return ()
    unchecked = Note(NoteKind.PASSED_OVER, f"taken as you write it: {error.partition(':')[0]}")
    return tuple(_noted(reading, unchecked) for reading in tried)


def measured(text: str, names: frozenset[Name]) -> bool:
    """Whether a clause is one amount, so that after several others it is but one more of them."""
    return isinstance(parse_clause(text, names, frozenset(), True).node, Number)


def _measures_else(node: Node) -> bool:
    """Whether a calculation has a size or money in it: `5 years = 14 GB × 365 × 5`."""
    sizes = [units.dimension(number.unit) for number in literals(node)]
    return any(size[units.DATA] or size[units.MONEY] for size in sizes)


def _sized(node: Node) -> bool:
    """Whether any amount of a calculation has a hard unit: `1 tweet = 140 chars × 2 bytes`."""
    return any(units.dimension(number.unit) != units.BARE for number in literals(node))
