"""What a line asks for, before anything is computed: its name, its calculation and its claims."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from coach.boards.estimate.anatomy import Anatomy, Clause, anatomy, titled
from coach.boards.estimate.clause_readings import (
    ClaimClause,
    ClauseReading,
    names_in,
    needed_names,
    read_claims,
    read_clause,
)
from coach.boards.estimate.implied_unit import counts_things, implied_unit
from coach.boards.estimate.lexer import tokens
from coach.boards.estimate.names import Name, match, name_of
from coach.boards.estimate.naming import cells_of
from coach.boards.estimate.nodes import (
    Conversion,
    Number,
    computes,
)
from coach.boards.estimate.refusal import LONGEST
from coach.boards.estimate.subject import first_fact, joined, only_names
from coach.boards.estimate.units import NONE, Unit

_DASHED: Final = re.compile(r"([^\W\d][^\d=:]{2,40}?) - (~?\$?[0-9][0-9.,]*\s*[A-Za-z%]*)$")
_DIGIT: Final = re.compile("[0-9]")
_FACTORIAL: Final = re.compile(r"(?:[0-9]+|\))!+(?=\s*(?:[-+*/×^)]|$))")
_LONG_WORD: Final = re.compile(r"[^\W\d_]{3}")
_SCENARIOS: Final = frozenset(("scenario", "scenarios", "columns"))
_MOST_COLUMNS: Final = 8


class Plan(NamedTuple):
    """A line to compute. kind: none, line, more (claims on the line above), scenarios, error.

    own are the claims of a line of kind more where it is taken for a calculation of its own.
    """

    kind: str
    label: str = ""
    name: Name = ()
    implied: Unit = NONE
    readings: tuple[ClauseReading, ...] = ()
    columns: tuple[tuple[ClauseReading, ...], ...] = ()
    claims: tuple[ClaimClause, ...] = ()
    message: str = ""
    titles: tuple[str, ...] = ()
    needs: tuple[Name, ...] = ()
    times: int = 1
    own: tuple[ClaimClause, ...] | None = None


NOTHING: Final = Plan("none")


@lru_cache(maxsize=8192)
def plan_line(line: str, names: frozenset[Name]) -> Plan:
    """The plan of one line, given the names that could stand in it; never raises."""
    try:
        return _plan(line, names)
    except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
        kind = type(error).__name__
        return Plan("error", message=f"this line cannot be read ({kind}): write it more simply")


def _plan(line: str, names: frozenset[Name]) -> Plan:
    if len(line) > LONGEST:
        return _too_long(line)
    taken = anatomy(line)
    if taken.kind == "none":
        return NOTHING
    if taken.kind == "several":
        return Plan("error", message="two calculations on a line: give each a line of its own")
    if taken.kind == "table":
        return _row(line, names)
    if taken.kind == "more":
        claims, _ = read_claims(taken.clauses, names)
        times = _times(taken.clauses)
        if not claims:
            return NOTHING
        own = _line(
            Anatomy("line", clauses=(Clause("", taken.clauses[0].text), *taken.clauses[1:])), names
        )
        if own.kind == "line" and _works(own):
            return own._replace(kind="more", own=own.claims, claims=claims, times=times)
        return Plan("more", claims=claims, times=times)
    if name_of(taken.label) and taken.label.lower() in _SCENARIOS:
        titles = tuple(t.strip() for t in taken.clauses[0].text.split("|") if t.strip())
        return Plan("scenarios", taken.label, titles=titles[:_MOST_COLUMNS])
    factorial = _FACTORIAL.search(line)
    if factorial and len(taken.clauses) == 1 and not _LONG_WORD.search(taken.clauses[0].text):
        said = factorial.group().strip()
        message = f"{said} is no sum this sheet does: write the product out, or leave out the !"
        return Plan("error", taken.label, name_of(taken.label), message=message)
    return _line(taken, names)


def _works(plan: Plan) -> bool:
    """Whether a line computes anything itself, and does not only convert."""
    node = plan.readings[0].parsed.node
    return node is not None and computes(node) and not isinstance(node, Conversion)


def _too_long(line: str) -> Plan:
    if not _DIGIT.search(line):
        return NOTHING
    return Plan("error", message=f"the line is longer than {LONGEST} characters: split it in two")


def _line(taken: Anatomy, names: frozenset[Name]) -> Plan:
    clauses = joined(taken.clauses)
    implied = implied_unit(taken.label, taken.bracket) if taken.label else NONE
    counting = bool(taken.label) and counts_things(taken.label)
    labelled = bool(taken.label) or len(clauses) > 1
    name = name_of(taken.label)
    if name in names and not any(_mentions(clause.text, name) for clause in clauses):
        names -= {name}
    if "|" in clauses[0].text:
        return _columns(taken, clauses[0].text.split("|"), names, implied, counting)
    readings = read_clause(clauses[0].text, names, counting, labelled, len(clauses) > 1)
    if readings[0].parsed.error and clauses[0].text == taken.bracket and len(clauses) > 1:
        clauses = clauses[1:]
        readings = read_clause(clauses[0].text, names, counting, labelled, len(clauses) > 1)
    defines = taken.defines
    while len(clauses) > 1:
        told = first_fact(clauses, names, counting) if defines and readings[0].parsed.facts else ()
        if told:
            readings, clauses = told, clauses[:1]
        elif only_names(readings[0].parsed, clauses[1], names):
            defines = defines or readings[0].parsed.node is not None
            clauses = clauses[1:]
            readings = read_clause(clauses[0].text, names, counting, labelled, len(clauses) > 1)
        else:
            break
    first = readings[0].parsed
    if isinstance(first.node, Number) and first.node.times:
        implied = NONE
    dashed = _DASHED.match(clauses[0].text) if first.error and not taken.label else None
    if dashed and name_of(dashed[1]) not in names:
        meant = Anatomy("line", dashed[1], clauses=(Clause("", dashed[2]), *clauses[1:]))
        return _line(meant, names)._replace(name=())
    if first.error:
        return Plan("error", taken.label, name, message=first.error)
    if first.node is None:
        return NOTHING
    needs = needed_names(readings)
    claims, unread = read_claims(() if first.listed else tuple(clauses[1:]), names)
    if unread and isinstance(first.node, Number):
        return Plan("error", taken.label, name, message=unread)
    needs += tuple(name for claim in claims for name in names_in(claim.parsed[0].node))
    return Plan("line", taken.label, name, implied, readings, (), claims, needs=needs)


def _mentions(text: str, name: Name) -> bool:
    """Whether a text says a name in full; in other words a line does not mean its own."""
    line = tokens(text)
    return any(match(line, at, (name,)) is not None for at in range(len(line)))


def _columns(
    taken: Anatomy, texts: list[str], names: frozenset[Name], implied: Unit, counting: bool
) -> Plan:
    texts = [text.strip() for text in texts if text.strip()][:_MOST_COLUMNS]
    columns = tuple(read_clause(text, names, counting, True) for text in texts)
    bad = next((column[0].parsed for column in columns if column[0].parsed.error), None)
    name = name_of(taken.label)
    if bad is not None:
        return Plan("error", taken.label, name, message=bad.error)
    if len(columns) < 2 or any(column[0].parsed.node is None for column in columns):
        return NOTHING
    needs = tuple(name for column in columns for name in needed_names(column))
    return Plan("line", taken.label, name, implied, columns[0], columns, needs=needs)


def _row(line: str, names: frozenset[Name]) -> Plan:
    cells = cells_of(line)
    if len(cells) < 2 or not name_of(cells[0]) or not all(cells[1:]):
        return NOTHING
    if not any("0" <= char <= "9" for cell in cells[1:] for char in cell):
        return NOTHING
    taken = Anatomy("line", cells[0])
    if len(cells) == 2:
        said = anatomy(cells[1])
        if said.kind != "line":
            return NOTHING
        return _line(Anatomy("line", *titled(cells[0]), said.clauses), names)
    made = _columns(
        taken, list(cells[1:]), names, implied_unit(cells[0], ""), counts_things(cells[0])
    )
    return made if made.kind == "line" else NOTHING


def _times(clauses: tuple[Clause, ...]) -> int:
    """`= 3,600 req/sec (peak, 3x)`: the multiple of the line above that is meant."""
    line = tokens(clauses[0].text) if clauses else ()
    opened = next((at for at, token in enumerate(line) if token.text == "("), len(line))
    for at in range(opened, len(line) - 1):
        here, after = line[at], line[at + 1]
        small = here.kind == "num" and here.value.denominator == 1 and 1 < here.value < 100
        if small and after.kind == "word" and after.text in "xX" and after.glued:
            return here.value.numerator
        if here.text == "×" and after.kind == "num" and after.value.denominator == 1:
            return max(1, min(100, after.value.numerator))
    return 1
