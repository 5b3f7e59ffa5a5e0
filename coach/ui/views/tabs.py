"""The line of tabs: the boards, and below 100 columns the other two parts as well."""

from coach.boards.board import Row
from coach.session.state import State

TITLES = {
    "notes": "F2 Notes",
    "estimate": "F3 Estimate",
    "diagram": "F4 Diagram",
    "api": "F5 API",
    "schema": "F6 Schema",
}


def tabs(state: State, part: str, board: str, narrow: bool) -> Row:
    """The tabs, the one in front in brackets."""
    cells: list[tuple[str, str]] = [(" ", "")]
    shown = [
        (TITLES.get(name, name), name == board and (part == "centre" or not narrow))
        for name in state.boards
    ]
    if narrow:
        shown.append(("F7 Talk", part == "right"))
        shown.append(("F8 List", part == "left"))
    for title, here in shown:
        cells.append((f"[{title}]" if here else f" {title} ", "current" if here else "dim"))
    return tuple(cells)
