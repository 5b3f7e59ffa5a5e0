"""Reads one line to what it asks for, given the names and the columns of its sheet."""

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache, partial
from typing import Final

from coach.boards.estimate.anatomy import Anatomy, Clause, anatomy, titled
from coach.boards.estimate.answered_facts import answered
from coach.boards.estimate.cells import OPEN
from coach.boards.estimate.clause_readings import (
    ClaimClause,
    ClauseReading,
    names_in,
    needed_names,
    read_claims,
)
from coach.boards.estimate.column_titles import labelled
from coach.boards.estimate.concluded_lines import concluded
from coach.boards.estimate.folds import fold, times_above
from coach.boards.estimate.implied_unit import counts_things, implied_unit
from coach.boards.estimate.line_names import cells_of
from coach.boards.estimate.line_plan import NOTHING, LinePlan
from coach.boards.estimate.names import Name, name_of
from coach.boards.estimate.nodes import Conversion, Number, computes, grows
from coach.boards.estimate.references_to_self import without_own
from coach.boards.estimate.refusal import LONGEST, LineRefused
from coach.boards.estimate.reviews import read_review
from coach.boards.estimate.row_cells import (
    RowRead,
    arrowed,
    filled_by_growth,
    read_cells,
    read_tailed,
)
from coach.boards.estimate.shortened_sums import in_full
from coach.boards.estimate.spoken_line import spoken
from coach.boards.estimate.subject import (
    as_answered,
    beside,
    first_fact,
    first_listed,
    joined,
    lasting,
    measured,
    only_names,
    ratio_leads,
    read_in_numbers,
)
from coach.boards.estimate.told_rows import is_amount, told_row, worked_cell
from coach.boards.estimate.units import NONE, Unit
from coach.tuples import NamedTuple

_DASHED: Final = re.compile(r"([^\W\d][^\d=:]{2,40}?) - (~?\$?[0-9][0-9.,]*\s*[A-Za-z%]*)$")
_DIGIT: Final = re.compile("[0-9]")
_FACTORIAL: Final = re.compile(r"(?:[0-9]+|\))!+(?=\s*(?:[-+*/×^)]|$))")
_LONG_WORD: Final = re.compile(r"[^\W\d_]{3}")
_ASKED: Final = re.compile(r"(.+?) (?:in|as) ([^\W\d_][\w/]*)")
_OWN_COLUMNS: Final = (
    "this table has columns of its own: a sheet has one set of columns, write it in another one"
)


class Given(NamedTuple):
    """What a line is read with: names that could stand in it, how many columns the sheet's header
    has, and whether the line is in a table with a heading of its own."""

    names: frozenset[Name]
    width: int = 0
    other: bool = False


@lru_cache(maxsize=8192)
def plan_line(line: str, names: frozenset[Name], width: int = 0, other: bool = False) -> LinePlan:
    """The plan of one line, given the names that could stand in it; never raises.

    width: how many columns the sheet's header has; other: the line is in a table with a heading
    of its own.
    """
    given = Given(names, width, other)
    try:
        try:
            plan = _plan(line, given)
        except LineRefused as refused:
            plan = LinePlan("error", message=refused.message)
        if width or other:
            return plan
        return concluded(line, plan, partial(_alone, given=given)) or spoken(line, plan)
    except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
        kind = type(error).__name__
        return LinePlan("error", message=f"this line cannot be read ({kind}): write it more simply")


def _alone(text: str, given: Given) -> LinePlan:
    """The plan of a part of a line, by its signs or in words."""
    try:
        return spoken(text, _plan(text, given))
    except LineRefused as refused:
        return LinePlan("error", message=refused.message)


def _plan(line: str, given: Given) -> LinePlan:
    names = given.names
    if len(line) > LONGEST:
        return _too_long(line)
    if labelled(line):
        return LinePlan("columns")
    taken = anatomy(line)
    if taken.kind == "none":
        return NOTHING
    if taken.kind == "several":
        return LinePlan("error", message="two calculations on a line: give each a line of its own")
    if taken.kind == "table":
        return _row(line, given)
    if taken.kind == "more":
        return _more(taken, given)
    review = read_review(taken, names)
    if review is not None:
        return LinePlan("review", review=review, needs=review.needs)
    factorial = _FACTORIAL.search(line)
    if factorial and len(taken.clauses) == 1 and not _LONG_WORD.search(taken.clauses[0].text):
        said = factorial.group().strip()
        message = f"{said} is no sum this sheet does: write the product out, or leave out the !"
        return LinePlan("error", taken.label, name_of(taken.label), message=message)
    return _line(taken, given)


def _more(taken: Anatomy, given: Given) -> LinePlan:
    """A line that begins with a sign: claims on the line above, or a calculation of its own."""
    claims, _ = read_claims(taken.clauses, given.names)
    times = times_above(taken.clauses)
    if not claims:
        return NOTHING
    first = Clause("", taken.clauses[0].text)
    if "|" not in first.text:
        own = _line(Anatomy("line", clauses=(first, *taken.clauses[1:])), given)
        if own.kind == "line":
            alone = not _works(own)
            return own._replace(
                kind="more", own=own.claims, claims=claims, times=times, alone=alone
            )
    return LinePlan("more", claims=claims, times=times)


def _works(plan: LinePlan) -> bool:
    """Whether a line computes anything itself, and does not only convert."""
    node = plan.readings[0].parsed.node
    return node is not None and computes(node) and not isinstance(node, Conversion)


def _too_long(line: str) -> LinePlan:
    if not _DIGIT.search(line):
        return NOTHING
    return LinePlan(
        "error", message=f"the line is longer than {LONGEST} characters: split it in two"
    )


def _joined(taken: Anatomy) -> list[Clause]:
    """The clauses of a line, the blanks of a form that growth fills left away."""
    first, *others = in_full(joined(taken.clauses))
    alone = filled_by_growth(first.text.split("|")) if "|" in first.text else None
    return [first if alone is None else first._replace(text=alone), *others]


def _line(taken: Anatomy, given: Given) -> LinePlan:
    names = given.names
    clauses = _joined(taken)
    implied = implied_unit(taken.label, taken.bracket) if taken.label else NONE
    counting = bool(taken.label) and counts_things(taken.label)
    labelled = bool(taken.label) or len(clauses) > 1
    name = name_of(taken.label)
    names = without_own(name, names, [clause.text for clause in clauses])
    if "|" in clauses[0].text:
        if _is_named_row(taken, clauses, given.width):
            return _row(clauses[0].text, given)
        return _barred(taken, clauses, names, counting, given.width)
    if given.width != 1 and len(clauses) > 1 and taken.label:
        arrows = arrowed(clauses, names, counting, taken.bracket, given.width)
        if arrows is not None:
            return _cells_plan(taken, arrows, clauses[:1], names)

    def read() -> tuple[ClauseReading, ...]:
        grown = labelled or given.width > 0
        text, claimed = clauses[0].text, len(clauses) > 1
        return read_tailed(text, names, counting, labelled, claimed=claimed, grown=grown)

    readings = read()
    if readings[0].parsed.error and clauses[0].text == taken.bracket and len(clauses) > 1:
        clauses = clauses[1:]
        readings = read()
    if not taken.label and len(clauses) > 1 and readings[0].parsed.facts:
        readings = beside(clauses[0].text, names) or readings
    readings = readings if taken.defines else answered(readings, clauses)
    defines, times = taken.defines, Fraction(1)
    while len(clauses) > 1:
        fact = first_fact(clauses, names, counting) if defines and readings[0].parsed.facts else ()
        if fact:
            readings, clauses = fact, clauses[:1]
        elif _listed(taken, readings[0], clauses[1], names):
            return NOTHING
        elif ratio_leads(clauses[0].text, clauses[1], names) or (
            only_names(readings[0].parsed, clauses[1], names) and not lasting(taken.label)
        ):
            defines |= readings[0].parsed.node is not None
            times *= fold(clauses[0].text)
            clauses = clauses[1:]
            readings = read()
        else:
            break
    if readings[0].parsed.error.endswith("on a line of its own") and len(clauses) > 1:
        taken_so = read_in_numbers(clauses[1].text, names)
        taken_so = taken_so or as_answered(clauses, names, readings[0].parsed.error)
        readings, clauses = (taken_so, clauses[1:]) if taken_so else (readings, clauses)
    if taken.label and len(clauses) == 1 and readings[0].parsed.facts:
        readings = first_listed(clauses[0].text, names, counting) or readings
    first = readings[0].parsed
    folds = isinstance(first.node, Number) and first.node.times
    dashed = _DASHED.match(clauses[0].text) if first.error and not taken.label else None
    if dashed and name_of(dashed[1]) not in names:
        meant = Anatomy("line", dashed[1], clauses=(Clause("", dashed[2]), *clauses[1:]))
        return _line(meant, given)._replace(name=())
    if first.error:
        return LinePlan("error", taken.label, name, message=first.error)
    if first.node is None:
        return _without_value(taken, clauses[0].text, names)
    lent = NONE if folds else implied
    return _calculated(taken, readings, lent, clauses[1:], names)._replace(times=times)


def _without_value(taken: Anatomy, text: str, names: frozenset[Name]) -> LinePlan:
    """The plan of a line of prose; a word that is no unit is refused where the line defines."""
    unit = _unknown_unit(text, names) if taken.defines else ""
    if not unit:
        return NOTHING
    message = f"{unit} is no unit I know: write one like /s, GB or hours"
    return LinePlan("error", taken.label, name_of(taken.label), message=message)


def _unknown_unit(text: str, names: frozenset[Name]) -> str:
    """The word that a known name is to be shown in and that is no unit: `writes in bananas`."""
    asked = _ASKED.fullmatch(text.strip())
    return asked[2] if asked is not None and name_of(asked[1]) in names else ""


def _listed(taken: Anatomy, first: ClauseReading, after: Clause, names: frozenset[Name]) -> bool:
    """Whether an amount after a tilde is only one more of several: `1 KB   300 ns   ~3 GB/s`."""
    told = first.parsed.facts and not taken.label and after.sign == "≈"
    return told and measured(after.text, names)


def _is_named_row(taken: Anatomy, clauses: Sequence[Clause], width: int) -> bool:
    """Whether a line with bars is a row whose first cell names it, however much that looks like a
    sum ("With 70% target / 8 | 10 | 20"): words, then one cell for each column of the header."""
    if not width or taken.label or len(clauses) > 1:
        return False
    head, *cells = clauses[0].text.strip().removesuffix("|").split("|")
    return len(cells) == width and _LONG_WORD.search(head) is not None


def _barred(
    taken: Anatomy, clauses: Sequence[Clause], names: frozenset[Name], counting: bool, width: int
) -> LinePlan:
    """The plan of a line whose amount has bars; a cell that is no amount is refused where the line
    defines a name for as many cells as there are columns."""
    texts = clauses[0].text.split("|")
    cells = read_cells(texts, names, counting, taken.bracket, width)
    if cells.strange and len(texts) == width and taken.defines and _counted(texts):
        message = f"{cells.strange} is no amount: write a number, or ? where it is open"
        return LinePlan("error", taken.label, name_of(taken.label), message=message)
    return _cells_plan(taken, cells, clauses, names)


def _counted(texts: Sequence[str]) -> bool:
    """Whether any cell has a digit in it."""
    return any(char.isdigit() for text in texts for char in text)


def _calculated(
    taken: Anatomy,
    readings: tuple[ClauseReading, ...],
    implied: Unit,
    answers: Sequence[Clause],
    names: frozenset[Name],
) -> LinePlan:
    """The plan of a line that calculates, with the answers that stand after it."""
    name, first = name_of(taken.label), readings[0].parsed
    claims, unread = read_claims(() if first.listed else tuple(answers), names)
    if unread and isinstance(first.node, Number):
        return LinePlan("error", taken.label, name, message=unread)
    needs = needed_names(readings) + _claimed_names(claims)
    varies = first.node is not None and grows(first.node)
    return LinePlan(
        "line", taken.label, name, implied, readings, (), claims, needs=needs, varies=varies
    )


def _claimed_names(claims: tuple[ClaimClause, ...]) -> tuple[Name, ...]:
    read = [parsed for claim in claims for parsed in (claim.cells or (claim.parsed,))]
    return tuple(name for parsed in read if parsed for name in names_in(parsed[0].node))


def _cells_plan(
    taken: Anatomy, row: RowRead, clauses: Sequence[Clause], names: frozenset[Name]
) -> LinePlan:
    """The plan of a line of cells."""
    name = name_of(taken.label)
    if row.fault:
        return LinePlan("error", taken.label, name, message=row.fault)
    if not row.cells:
        return NOTHING
    claims, unread = read_claims(tuple(clauses[1:]), names)
    if unread:
        return LinePlan("error", taken.label, name, message=unread)
    needs = tuple(name for cell in row.cells for name in needed_names(cell))
    needs += _claimed_names(claims)
    implied = implied_unit(taken.label, taken.bracket) if taken.label else NONE
    first = next((cell for cell in row.cells if cell is not OPEN), OPEN)
    return LinePlan(
        "line", taken.label, name, implied, first, row.cells, claims, needs=needs, varies=True
    )


def _row(line: str, given: Given) -> LinePlan:
    """A row of a Markdown table; one whose cells are prose is none."""
    cells = cells_of(line)
    label, bracket = titled(cells[0])
    if len(cells) < 2 or not name_of(label):
        return NOTHING
    alone = cells[1] if len(cells) == 2 else filled_by_growth(cells[1:])
    if alone is not None:
        said = anatomy(alone)
        if said.kind != "line":
            return NOTHING
        return _line(Anatomy("line", label, bracket, said.clauses), given)
    if not given.width or given.other:
        told = None if is_amount(label) else told_row(label, bracket, cells[1:], given.names)
        told = told or (worked_cell(cells[1:]) if is_amount(label) or len(cells) > 3 else None)
        if told is not None or is_amount(label):
            return _line(told, given) if told is not None else NOTHING
    row = read_cells(cells[1:], given.names, counts_things(label), bracket, given.width)
    fault = _OWN_COLUMNS if given.other and row.cells and not row.fault else row.fault
    if not row.cells or (fault and not given.width) or (row.fault and given.other):
        return NOTHING
    if fault:
        return LinePlan("error", label, name_of(label), message=fault)
    taken = Anatomy("line", label, bracket)
    return _cells_plan(taken, row, (Clause("", ""),), given.names)
