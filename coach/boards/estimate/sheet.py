"""A whole sheet of estimates: text in, one judged and shown result a line out.

`evaluate` never raises on text. What a caller that evaluates again and again gives as `workings`
keeps the lines that stay the same from being worked out anew.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from coach.boards.estimate import units
from coach.boards.estimate.answers import Solved
from coach.boards.estimate.column_titles import (
    SheetColumn,
    SheetHeader,
    has_loads,
    header_of,
    labelled,
    numbered,
)
from coach.boards.estimate.headroom import Headrooms, factor_of
from coach.boards.estimate.line import Line
from coach.boards.estimate.line_names import told_apart
from coach.boards.estimate.names import Name, name_of
from coach.boards.estimate.nearness import Hinted, LineNeighbours, hint
from coach.boards.estimate.note import Note, NoteKind
from coach.boards.estimate.quantity import Quantity
from coach.boards.estimate.refusal import Unsolved
from coach.boards.estimate.show_line import (
    header_line,
    moved_line,
    retitled,
    review_line,
    show_line,
)
from coach.boards.estimate.side_columns import plain_rows
from coach.boards.estimate.solve import Solver
from coach.boards.estimate.values import LOAD
from coach.boards.estimate.workings import LineWork, Workings
from coach.tuples import NamedTuple

if TYPE_CHECKING:
    from coach.boards.board import Known

MOST_LINES: Final = 10_000


class Sheet(NamedTuple):
    """The lines in the order of the text, with the columns and the line that is their header.

    header is -1 where the columns have no titles. left_out is how many lines of the text after the
    first MOST_LINES were not read.
    """

    lines: tuple[Line, ...]
    columns: tuple[SheetColumn, ...] = ()
    header: int = -1
    solver: Solver | None = None
    left_out: int = 0

    @property
    def scenarios(self) -> tuple[str, ...]:
        """The titles of the columns."""
        return tuple(column.title for column in self.columns)

    @property
    def values(self) -> "Mapping[str, Known]":
        """The named values for the other boards, by their name in lower case."""
        from coach.boards.board import Known

        return {
            " ".join(line.name.lower().split()): Known(line.name, line.value, line.unit)
            for line in self.lines
            if line.name and line.value is not None
        }


def evaluate(
    text: str, known: "Mapping[str, Known] | None" = None, workings: Workings | None = None
) -> Sheet:
    """The sheet of a text. known: values of other sheets, used for names this one lacks.

    workings: what the same caller's last sheet came to; it is brought up to date.
    """
    texts = text.split("\n", MOST_LINES)
    left_out = texts.pop().count("\n") + 1 if len(texts) > MOST_LINES else 0
    given = _given(known or {})
    workings = workings or Workings()
    header = header_of(texts)
    works = workings.align(texts, plain_rows(texts, header))
    defined: dict[Name, list[int]] = {}
    for place, work in enumerate(works):
        if place != header.place:
            for name in work.named:
                defined.setdefault(name, []).append(place)
    told_apart(defined, texts)
    if has_loads(header.columns) and LOAD not in defined:
        given[LOAD] = Quantity(Fraction(1))
    workings.plan(defined, given, header)
    columns = header.columns or numbered(max((len(work.plan.columns) for work in works), default=0))
    used = {
        name: kept
        for name, places in defined.items()
        if (kept := [place for place in places if works[place].plan.kind != "none"])
    }
    solver = Solver([work.plan for work in works], used, given, columns)
    solver.run(works)
    lines = _lines(works, solver, header)
    _hint(lines, works)
    _redefined(lines, works, used)
    return Sheet(tuple(lines), columns, header.place, solver, left_out)


def _given(known: "Mapping[str, Known]") -> dict[Name, Quantity]:
    out: dict[Name, Quantity] = {}
    for value in known.values():
        try:
            unit, scale = units.read(value.unit)
        except ValueError:
            continue
        name = name_of(value.name)
        if name:
            out[name] = Quantity(value.value * scale, unit)
    return out


def _lines(works: Sequence[LineWork], solver: Solver, header: SheetHeader) -> list[Line]:
    out: list[Line] = []
    start = 0
    failed, solved_lines = solver.failed, solver.values.solved
    for place, work in enumerate(works):
        if place == header.place:
            out.append(header_line(work.text, start, header.columns))
        elif work.plan.kind == "columns":
            out.append(_second_header(work.text, start, header))
        elif place in failed:
            message = failed[place].message
            fault = isinstance(failed[place], Unsolved)
            out.append(
                Line(
                    work.text,
                    "error",
                    start,
                    work.plan.label,
                    message=message,
                    shown=message,
                    fault=fault,
                )
            )
        elif place in solver.due and work.plan.review is not None:
            said = work.plan.review.said
            out.append(review_line(work.text, start, said, solver.due[place], header.columns))
        elif place in solved_lines:
            out.append(_shown(work, start, solved_lines[place], solver.values.columns))
        else:
            out.append(Line(work.text, "none", start))
        start += len(work.text) + 1
    return out


def _second_header(text: str, start: int, header: SheetHeader) -> Line:
    """A line of titles that is not the sheet's header: an error unless it says the same."""
    if labelled(text) == header.titles:
        return Line(text, "none", start)
    message = f"the columns are on line {header.place + 1}: a sheet has one set of columns"
    return Line(text, "error", start, message=message, shown=message)


def _shown(work: LineWork, start: int, solved: Solved, columns: tuple[SheetColumn, ...]) -> Line:
    """The line of a result, kept with it for the next pass."""
    line = work.line
    if line is not None and work.unshown and work.solved is solved:
        line = moved_line(line, solved, work.unshown)
    elif line is None or work.solved is not solved:
        line = show_line(work, start, solved, columns)
        work.hinted = None
    if line.start != start:
        line = line._replace(start=start)
    titles = tuple(column.title for column in columns)
    if line.cells and tuple(cell.column for cell in line.cells) != titles:
        line = retitled(line, titles)
    work.line, work.unshown = line, frozenset()
    return line


def _hint(lines: list[Line], works: Sequence[LineWork]) -> None:
    """Puts on each line that has a value what it is near to, or what is odd beside the others."""
    valued = [
        (place, _hinted(line, line.quantity, works[place]))
        for place, line in enumerate(lines)
        if line.quantity is not None
    ]
    neighbours = LineNeighbours(valued)
    headrooms = _headrooms(lines)
    for place, hinted in valued:
        said = hint(place, hinted, neighbours) or headrooms.get(place, "")
        hints = (said,) if said else ()
        if lines[place].hints != hints:
            lines[place] = works[place].line = lines[place]._replace(hints=hints)


def _headrooms(lines: Sequence[Line]) -> dict[int, str]:
    """What is odd about the headroom of lines, by their place."""
    headrooms = Headrooms()
    out: dict[int, str] = {}
    for place, line in enumerate(lines):
        factor = factor_of(line.text) if "%" in line.text else None
        if factor is not None:
            out[place] = headrooms.remark(factor)
    return out


def _hinted(line: Line, quantity: Quantity, work: LineWork) -> Hinted:
    if work.hinted is None:
        work.hinted = Hinted(line, work.words, work.plan.needs, quantity)
    return work.hinted


def _redefined(
    lines: list[Line], works: Sequence[LineWork], used: Mapping[Name, Sequence[int]]
) -> None:
    """Says on a line that gives a name another value that from there on it is the one to count.

    Labels ending in a colon recur in the sections of a document: those count once they are used.
    """
    needed = {name for work in works for name in work.plan.needs}
    for name, places in used.items():
        if len(places) < 2:
            continue
        naming = [place for place in places if works[place].plan.name == name]
        for first, place in pairwise(naming):
            line = lines[place]
            if line.quantity is None or lines[first].shown == line.shown:
                continue
            if name not in needed and "=" not in works[place].read.partition(":")[0]:
                continue
            said = (
                f"{line.name} is defined twice: line {place + 1} counts from here, not {first + 1}"
            )
            lines[place] = line._replace(notes=(Note(NoteKind.REDEFINED, said), *line.notes))
