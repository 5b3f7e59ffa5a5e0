"""The still frame: a screen on the alternate screen before anything heavy is imported.

Textual then enters the alternate screen again, which terminals ignore, and draws the same
picture. Keys typed meanwhile stay in the terminal's queue and arrive.
"""

import sys
import termios
from collections.abc import Mapping
from typing import Any

from coach.boards.board import Row
from coach.ui.theme import sgr


def color_depth(environ: Mapping[str, str], palette: str) -> int:
    """24 for terminals that say so, 4 for the ANSI palette, 0 where colour is unwanted."""
    if environ.get("NO_COLOR") is not None:
        return 0
    if palette == "ansi":
        return 4
    return 24 if environ.get("COLORTERM") in ("truecolor", "24bit") else 0


def paint(rows: tuple[Row, ...], palette: str, depth: int, banner: int = 0) -> str:
    """The codes and text that put these rows on the alternate screen, the cursor hidden; so many
    of the first ones stand on the ground of a panel."""
    parts = ["\x1b[?1049h\x1b[?25l\x1b[?7l"]
    for index, row in enumerate(rows, 1):
        parts.append(f"\x1b[{index};1H")
        for text, role in row:
            parts.append(sgr(palette, role, depth, "panel" if index <= banner else "back"))
            parts.append(text)
    parts.append("\x1b[0m")
    return "".join(parts)


def unpaint() -> str:
    """The codes that leave the alternate screen, for when the app never started."""
    return "\x1b[0m\x1b[?7h\x1b[?1049l\x1b[?25h"


class Hush:
    """A terminal that takes keys without showing them or changing them, line by line or not, until
    it is given back: what is typed over a still frame reaches the application as it was typed."""

    def __init__(self) -> None:
        self._before: list[Any] | None = None

    def begin(self) -> None:
        """From now on; nothing happens where standard input is no terminal."""
        try:
            before = termios.tcgetattr(sys.stdin.fileno())
            quiet = [*before]
            quiet[0] &= ~(termios.ICRNL | termios.IXON)
            quiet[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, quiet)
        except (termios.error, OSError, ValueError):
            return
        self._before = before

    def end(self) -> None:
        """The terminal is as it was; twice is the same as once."""
        before, self._before = self._before, None
        if before is not None:
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, before)


HUSH = Hush()
"""The one of this process's terminal."""
