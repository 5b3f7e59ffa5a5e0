"""A whole sheet of estimates: text in, one judged and shown result a line out.

`evaluate` never raises on text. Everything is computed anew each time; parsing is cached by line.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from coach.boards.estimate import units
from coach.boards.estimate.answers import Solved
from coach.boards.estimate.hints import Hinted, headroom, hint
from coach.boards.estimate.layout import anatomy
from coach.boards.estimate.line import Line
from coach.boards.estimate.line_plan import Plan, plan_line
from coach.boards.estimate.names import Name, name_of
from coach.boards.estimate.naming import named, relevant, words_of
from coach.boards.estimate.nodes import computes
from coach.boards.estimate.note import Note, NoteKind
from coach.boards.estimate.quantity import Quantity, to_unit
from coach.boards.estimate.refusal import LONGEST, Unsolved
from coach.boards.estimate.show import capacity, scaled, second, short, spread
from coach.boards.estimate.solve import Solver

if TYPE_CHECKING:
    from coach.boards.board import Known

MOST_LINES = 2000
_MOST_KEPT = 4096
_KEPT: dict[int, tuple[Solved, tuple[str, ...], Line]] = {}


class Sheet(NamedTuple):
    """The lines in the order of the text, with the titles of the scenario columns.

    left_out is how many lines of the text after the first MOST_LINES were not read.
    """

    lines: tuple[Line, ...]
    scenarios: tuple[str, ...] = ()
    solver: Solver | None = None
    left_out: int = 0

    @property
    def values(self) -> "Mapping[str, Known]":
        """The named values for the other boards, by their name in lower case."""
        from coach.boards.board import Known

        return {
            " ".join(line.name.lower().split()): Known(line.name, line.value, line.unit)
            for line in self.lines
            if line.name and line.value is not None
        }


def evaluate(text: str, known: "Mapping[str, Known] | None" = None) -> Sheet:
    """The sheet of a text. known: values of other sheets, used for names this one lacks."""
    texts = text.split("\n", MOST_LINES)
    left_out = texts.pop().count("\n") + 1 if len(texts) > MOST_LINES else 0
    given = _given(known or {})
    defined: dict[Name, list[int]] = {}
    by_word: dict[str, set[Name]] = {}
    for place, line in enumerate(texts):
        for name in named(line) if len(line) <= LONGEST else ():
            defined.setdefault(name, []).append(place)
            for word in name:
                by_word.setdefault(word, set()).add(name)
    for name in given:
        for word in name:
            by_word.setdefault(word, set()).add(name)
    plans = [plan_line(line, relevant(line, by_word) if by_word else frozenset()) for line in texts]
    titles = _titles(texts, plans)
    used = {
        name: [p for p in places if plans[p].kind != "none"] for name, places in defined.items()
    }
    solver = Solver(plans, {n: p for n, p in used.items() if p}, given, len(titles))
    solver.run()
    lines = _twice(_hinted(_lines(texts, plans, solver, titles), plans), plans, used)
    return Sheet(lines, titles, solver, left_out)


def _twice(
    lines: tuple[Line, ...], plans: Sequence[Plan], used: Mapping[Name, Sequence[int]]
) -> tuple[Line, ...]:
    """Says on a line that gives a name another value that from there on it is the one to count.

    Labels ending in a colon recur in the sections of a document: those count once they are used.
    """
    out = list(lines)
    needed = {name for one in plans for name in one.needs}
    for name, places in used.items():
        naming = [place for place in places if plans[place].name == name]
        for first, place in pairwise(naming):
            line = lines[place]
            if line.quantity is None or lines[first].shown == line.shown:
                continue
            if name not in needed and "=" not in line.text.partition(":")[0]:
                continue
            said = (
                f"{line.name} is defined twice: line {place + 1} counts from here, not {first + 1}"
            )
            note = Note(NoteKind.REDEFINED, said)
            out[place] = out[place]._replace(notes=(note, *line.notes))
    return tuple(out)


def _given(known: "Mapping[str, Known]") -> dict[Name, Quantity]:
    out: dict[Name, Quantity] = {}
    for one in known.values():
        try:
            unit, scale = units.read(one.unit)
        except ValueError:
            continue
        name = name_of(one.name)
        if name:
            out[name] = Quantity(one.value * scale, unit)
    return out


def _titles(texts: Sequence[str], plans: Sequence[Plan]) -> tuple[str, ...]:
    for place, one in enumerate(plans):
        if one.kind == "scenarios":
            return one.titles
        after = texts[place + 1] if place + 1 < len(texts) else ""
        if texts[place].lstrip().startswith("|") and set(after.strip()) == set("|-"):
            cells = tuple(c.strip() for c in texts[place].strip().strip("|").split("|")[1:])
            if len(cells) > 1 and all(cells):
                return cells[:8]
    width = max((len(one.columns) for one in plans), default=0)
    return tuple(str(place + 1) for place in range(width))


def _lines(
    texts: Sequence[str], plans: Sequence[Plan], solver: Solver, titles: tuple[str, ...]
) -> tuple[Line, ...]:
    out: list[Line] = []
    at = 0
    for place, text in enumerate(texts):
        start = at
        at += len(text) + 1
        if place in solver.failed:
            label = plans[place].label
            message = solver.failed[place].message
            fault = isinstance(solver.failed[place], Unsolved)
            out.append(
                Line(text, "error", start, label, message=message, shown=message, fault=fault)
            )
        elif place in solver.solved:
            out.append(_shown(text, start, plans[place], solver.solved[place], titles))
        else:
            out.append(Line(text, "none", start))
    return tuple(out)


def _shown(text: str, start: int, one: Plan, solved: Solved, titles: tuple[str, ...]) -> Line:
    """The line of a result, kept with it for the next key."""
    kept = _KEPT.get(id(solved))
    if kept is None or kept[0] is not solved or kept[1] != titles or kept[2].text != text:
        if len(_KEPT) >= _MOST_KEPT:
            _KEPT.clear()
        kept = (solved, titles, _line(text, start, one, solved, titles))
        _KEPT[id(solved)] = kept
    return kept[2] if kept[2].start == start else kept[2]._replace(start=start)


def _line(text: str, start: int, one: Plan, solved: Solved, titles: tuple[str, ...]) -> Line:
    exact = solved.quantity
    shown = scaled(exact)
    name = one.label
    formula = _formula(text, one, solved)
    columns = dict(zip(titles, solved.columns, strict=False))
    if solved.lo is not None and solved.hi is not None:
        top = scaled(solved.hi)
        return Line(
            text,
            "range",
            start,
            name,
            to_unit(exact, top.unit).value,
            units.text(top.unit),
            to_unit(solved.lo, top.unit).value,
            to_unit(solved.hi, top.unit).value,
            spread(solved.lo, solved.hi, exact),
            "",
            "",
            solved.claims,
            solved.notes,
            (),
            columns,
            exact,
            formula,
        )
    return Line(
        text,
        "value",
        start,
        name,
        shown.value,
        units.text(shown.unit),
        None,
        None,
        capacity(exact) or short(exact),
        second(exact),
        "",
        solved.claims,
        solved.notes,
        (),
        columns,
        exact,
        formula,
    )


def _formula(text: str, one: Plan, solved: Solved) -> str:
    node = one.readings[solved.reading].parsed.node if one.readings else None
    if node is None or not computes(node):
        return ""
    parts = anatomy(text).clauses
    return next((part.text for part in parts if part.text), "")


def _hinted(lines: tuple[Line, ...], plans: Sequence[Plan]) -> tuple[Line, ...]:
    known = {
        place: Hinted(line, words_of(line.text), plans[place].needs, line.quantity)
        for place, line in enumerate(lines)
        if line.quantity is not None
    }
    others = list(known.values())
    out = list(lines)
    for place, one in known.items():
        said = hint(one, others) or headroom(lines, place)
        if said:
            out[place] = out[place]._replace(hints=(said,))
    return tuple(out)
