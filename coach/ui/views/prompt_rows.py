"""A prompt in the list to choose from, and what is told of the one under the cursor."""

from collections.abc import Mapping

from coach.boards.board import Row
from coach.catalog.header import INTERVIEW, Header
from coach.catalog.workflow_outline import Outline
from coach.journal.summary import Past
from coach.text import cut, pad
from coach.ui.views.wrap import wrapped

_TITLE = 31
_TITLE_WIDE = 40
_WIDE = 100
"""Cells from which on a line has room for long titles and every tag."""
_RESULT = 15
_TAGS = 3


def line(header: Header, past: Mapping[str, Past], cells: int) -> Row:
    """One line of the list: title, own or not, difficulty, the best result, tags."""
    wide = cells >= _WIDE
    own = "*" if header.own else " "
    room = _TITLE_WIDE if wide else _TITLE
    parts: list[tuple[str, str]] = [
        (pad(header.title, room), "title"),
        (f"{own} {header.difficulty:<7}", "dim"),
    ]
    rest = cells - room - 9
    if past:
        done = past.get(header.slug)
        parts.append((f" {pad(_result(done) if done else '', _RESULT)}", "good" if done else ""))
        rest -= _RESULT + 1
    tags = ", ".join(header.tags if wide else header.tags[:_TAGS])
    parts.append((f" {cut(tags, max(0, rest - 1))}", "dim"))
    return tuple(parts)


def about(
    header: Header, past: Past | None, cells: int, outline: Outline | None = None
) -> tuple[Row, ...]:
    """Title and slug, statement, the phases with their minutes where it is no interview, what
    it asks of whom, and what was done with it before."""
    rows: list[Row] = [((header.title, "title"), (f"  {header.slug}", "dim"))]
    rows.extend(wrapped(header.statement, cells))
    rows.append(())
    if outline is not None and outline.id != INTERVIEW:
        phases = (f"{phase.title} {phase.minutes}" for phase in outline.phases)
        rows.extend(wrapped(" · ".join(phases), cells))
    facts = f"{header.difficulty}, {header.minutes} minutes, for {', '.join(header.levels)}"
    rows.extend(wrapped(facts, cells, "dim"))
    if past is not None:
        rows.extend(wrapped(_before(past), cells, "good"))
    if header.pack:
        rows.append(((f"from the pack {header.pack}", "accent"),))
    elif header.own:
        rows.append((("your own prompt", "accent"),))
    return tuple(rows)


def _result(past: Past) -> str:
    if past.score is not None:
        return f"{past.score:.0f} {past.verdict}"
    return "no debrief yet" if past.finished else "unfinished"


def _before(past: Past) -> str:
    told = []
    if past.finished:
        told.append(f"finished {_times(past.finished)}")
    if past.score is not None:
        told.append(f"best {past.score:.0f} points, {past.verdict} ({past.day})")
    if past.unfinished:
        told.append(f"{past.unfinished} not finished")
    return "; ".join(told)


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
