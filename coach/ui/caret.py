"""Where the terminal's own cursor stands: at the place where one types, or at the line chosen.

Screen readers and magnifiers follow that cursor, and people choose its shape and size in their
terminal; so it takes the place of a painted one.
"""

from typing import Any

from textual.geometry import Offset
from textual.screen import Screen

HIDE, SHOW = "\x1b[?25l", "\x1b[?25h"


def place(screen: "Screen[Any]") -> Offset | None:
    """The cell of the screen at which the cursor stands; None where there is no such place.

    The part that has the focus says it by `caret` (rows where a line is chosen, a line of input)
    or `cursor_screen_offset` (a text); where it does not, the first part of the screen that has a
    chosen line does.
    """
    focused = screen.focused
    for name in ("caret", "cursor_screen_offset"):
        own = getattr(focused, name, None)
        if isinstance(own, Offset):
            return _within(own, screen)
    for part in screen.walk_children():
        chosen = getattr(part, "caret", None) if part.is_on_screen else None
        if isinstance(chosen, Offset):
            return _within(chosen, screen)
    return focused.region.offset if focused is not None else None


def _within(cell: Offset, screen: "Screen[Any]") -> Offset | None:
    """The cell where it is one of the screen's."""
    return cell if screen.region.contains(*cell) else None
