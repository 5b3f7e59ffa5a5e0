"""Faults of the program itself: written to a file that a person can send, told in one sentence.

A board, a view, a check or the interviewer may raise; the session goes on. What was raised is
appended to one file a day, at most `MOST` times in a run.
"""

import os
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

MOST = 50
"""So many faults of one run are written down; a fault at every redraw must not fill a disk."""

LINES = 400
"""The longest traceback kept, in lines; deep recursion repeats itself."""


class FaultLog:
    """Where the faults of this run are written. `folder` is made at the first one."""

    def __init__(self, folder: Path, wall: Callable[[], datetime]) -> None:
        self._folder = folder
        self._wall = wall
        self._count = 0
        self.path: Path | None = None

    def write(self, part: str, error: BaseException) -> Path | None:
        """Appends the traceback of a fault in that part; gives the file, None where it cannot be
        written. Never raises."""
        self._count += 1
        if self._count > MOST:
            return self.path
        now = self._wall()
        lines = "".join(traceback.format_exception(error)).splitlines()
        if len(lines) > LINES:
            lines = [*lines[: LINES // 2], "...", *lines[-LINES // 2 :]]
        told = "\n".join((f"{now.isoformat(timespec='seconds')}  {part}", *lines, "", ""))
        path = self._folder / f"{now.date().isoformat()}.txt"
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
            with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8") as file:
                file.write(told.encode("utf-8", "replace").decode("utf-8"))
        except OSError:
            return None
        self.path = path
        return path


def sentence(part: str, path: Path | None, safe: str = "your text is safe") -> str:
    """What the person reads: which part failed, that the text is safe, where the details are:
    a file in the data folder, which `coach paths` tells."""
    where = f" See faults/{path.name} (`coach paths`)." if path else ""
    return f"{part[:1].upper()}{part[1:]} failed; {safe}.{where}"
