"""The line of tabs: the boards, and below 100 columns the other two parts as well."""

from coach.boards.board import Row
from coach.boards.registry import SPECS
from coach.session.events import Phase
from coach.session.state import State
from coach.text import width
from coach.ui.commands import named

NARROW = 100
"""Columns below which one part of the screen is seen at a time."""


def board_of(phase: Phase | None, state: State) -> str:
    """The board that a phase opens with, of those the session has."""
    names = [name for name in (phase.boards if phase else ()) if name in state.boards]
    return names[0] if names else next(iter(state.boards), "notes")


def _title(name: str) -> str:
    """The board's key and title; the bare name of one that this version does not have."""
    known = next((spec for spec in SPECS if spec.name == name), None)
    return _keyed(f"board_{name}", known.title) if known else name


def _keyed(id: str, title: str) -> str:
    """A tab's title behind the key in force, where it has one."""
    return f"{named(id).shown_key} {title}".strip()


def _tabs(state: State, narrow: bool, unread: int) -> list[tuple[str, str]]:
    """The id of what each tab shows, and its title."""
    shown = [(name, _title(name)) for name in state.boards]
    if narrow or unread:
        shown.append(("talk", _keyed("talk", f"Talk*{unread}" if unread else "Talk")))
    if narrow:
        shown.append(("checklist", _keyed("checklist", "List")))
    return shown


def tabs(state: State, part: str, board: str, narrow: bool, unread: int = 0) -> Row:
    """The tabs, the one in front in brackets; words not read yet are counted at the talk tab."""
    front = {"centre": board, "right": "talk", "left": "checklist"}[part] if narrow else board
    cells: list[tuple[str, str]] = [(" ", "")]
    for name, title in _tabs(state, narrow, unread):
        here = name == front
        role = "current" if here else "warn" if "*" in title else "dim"
        cells.append((f"[{title}]" if here else f" {title} ", role))
    return tuple(cells)


def tab_at(state: State, narrow: bool, unread: int, x: int) -> str:
    """The command of the tab at that column, "" where there is none."""
    left = 1
    for name, title in _tabs(state, narrow, unread):
        right = left + width(title) + 2
        if left <= x < right:
            return name if name in ("talk", "checklist") else f"board_{name}"
        left = right
    return ""
