"""The still frame: a screen on the alternate screen before anything heavy is imported.

Textual then enters the alternate screen again, which terminals ignore, and draws the same
picture. Keys typed meanwhile stay in the terminal's queue and arrive.
"""

from collections.abc import Mapping

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
