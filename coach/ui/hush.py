"""The terminal under a still frame: it takes keys without showing them, and is given back as it was
where the application never started. Loads nothing heavy: it runs before everything else."""

import sys
import termios

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def unpaint() -> str:
    """The codes that leave the alternate screen, for when the app never started."""
    return "\x1b[0m\x1b[?7h\x1b[?1049l\x1b[?25h"


class Hush:
    """A terminal that takes keys without showing them or changing them, line by line or not, until
    it is given back: what is typed over a still frame reaches the application as it was typed."""

    def __init__(self) -> None:
        self._before: list[Any] | None = None

    def begin(self) -> None:
        """From now on; nothing happens where standard input is no terminal. Twice is once."""
        if self._before is not None:
            return
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
