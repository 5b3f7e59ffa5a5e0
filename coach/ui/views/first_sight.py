"""A session's first picture, worked out from its state alone: what stands on the terminal while
the application is still being loaded.

It is what the screen then draws: header, tabs, phases, checklist, words and keys, and a board of
prose as far as its lines need no folding. What is drawn from a text stays blank until it is drawn,
and so do the bars of what has to be scrolled.
"""

from collections.abc import Sequence

from coach.boards.board import Row
from coach.boards.registry import spec
from coach.session.pacing import Pace, pace
from coach.session.state import State
from coach.text import cut, width
from coach.ui.command import Here
from coach.ui.commands import of
from coach.ui.views import rail as views
from coach.ui.views.conversation import conversation
from coach.ui.views.footer import keys_row
from coach.ui.views.tabs import NARROW, board_of, tabs

LEAST = (60, 16)
"""Columns and lines below which a session is asked to be given a larger window."""
_TALK_LINES = 4
"""Rows of the talk line, the rule above it included."""
_PLACEHOLDER = "Think aloud, ask. Enter says it."


def first_sight(
    state: State, now: float, columns: int, lines: int, plain: bool = False
) -> tuple[Row, ...]:
    """The rows of the whole screen, the talk line having the keys; at `now` of its clock."""
    minutes = pace(state, now)
    narrow = columns < NARROW
    board = board_of(state.planned(state.phase), state)
    body = _narrow(state, columns, lines - 3) if narrow else _wide(
        state, minutes, board, columns, lines - 3, plain=plain
    )  # fmt: skip
    ids = [phase.id for phase in state.phases]
    last = state.phase not in ids or state.phase == ids[-1]
    here = Here(state, "right", board, False, last)
    commands = [c for c in of("session") if not c.when(here)]
    if narrow:
        commands = [c for c in commands if c.id not in ("talk", "checklist")]
    return (
        views.header(state, minutes, columns, now),
        tabs(state, "right", board, narrow),
        *body,
        keys_row(commands, columns),
    )


def _narrow(state: State, columns: int, height: int) -> list[Row]:
    """The words alone, over the whole width."""
    return _talk(state, columns, height)


def _wide(
    state: State, minutes: Pace, board: str, columns: int, height: int, *, plain: bool
) -> list[Row]:
    """Phases and checklist, the board, and the words, with rules between them."""
    left = min(56, max(32, columns * 18 // 100))
    right = min(80, max(36, columns * 20 // 100))
    middle = columns - left - right
    bar: Row = (("|" if plain else "│", "rule"),)
    parts = zip(
        _side(state, minutes, left - 2, height, plain),
        _prose(state, board, middle, height),
        _talk(state, right - 1, height),
        strict=True,
    )
    return [
        (*_filled(side, left - 1), *bar, *_filled(text, middle), *bar, *words)
        for side, text, words in parts
    ]


def _side(state: State, minutes: Pace, cells: int, height: int, plain: bool) -> list[Row]:
    """The phases above the checklist."""
    rail = [((" ", ""), *row) for row in views.rail(minutes, max(16, cells - 3), plain)]
    rail = rail[: height * 60 // 100]
    rule: Row = ((("-" if plain else "─") * cells, "rule"),)
    below: list[Row] = []
    phase = state.planned(state.phase)
    group = ""
    for index, item in enumerate(phase.items if phase else ()):
        if item.group != group:
            group = item.group
            below.append(((" ", ""), (group, "heading")))
        if phase is not None:
            rows = views.tick_rows(state, phase, index, max(14, cells - 2))
            below += [((" ", ""), *row) for row in rows]
    return _high([*rail, rule, *below], height)


def _prose(state: State, board: str, cells: int, height: int) -> list[Row]:
    """The lines of a board of prose; nothing of another, nor of one that would be folded."""
    text = state.boards.get(board, "")
    lines = text.split("\n")[:height]
    if not spec(board).prose or any(width(line) > cells - 3 for line in lines) or "\t" in text:
        lines = []
    return _high([((" ", ""), (line, "")) for line in lines], height)


def _talk(state: State, cells: int, height: int) -> list[Row]:
    """The end of what was said, and the talk line with what was left in it below."""
    room = height - _TALK_LINES
    said = [((" ", ""), *row) for row in conversation(state, max(12, cells - 3))]
    draft = state.draft.split("\n")[-1] if state.draft else _PLACEHOLDER
    line: Row = ((" ", ""), (cut(draft, cells - 2), "" if state.draft else "dim"))
    return _high([*_high(said[-room:], room), (("─" * cells, "rule"),), line], height)


def _high(rows: Sequence[Row], height: int) -> list[Row]:
    """Exactly so many rows, cut or filled at the end."""
    return [*rows[:height], *[()] * (height - len(rows))]


def _filled(row: Row, cells: int) -> Row:
    """The row cut or filled to so many cells."""
    room, kept = cells, []
    for text, role in row:
        kept.append((cut(text, room) if width(text) > room else text, role))
        room -= min(room, width(text))
    return (*kept, (" " * room, ""))
