"""Words that another program hears: `coach hear` hands them to the running session by a file beside
its journal, which the session reads once a second and takes away when it begins anew.

The session alone writes its journal; what is handed over is no more than said.
"""

import fcntl
import json
import os
import re
from contextlib import suppress
from pathlib import Path

from coach.errors import NotSaved
from coach.text import clean_line

ENDING = ".heard"
AT_ONCE = 65_536
"""Bytes that are read at one look."""
LINE_MOST = 4_000
"""Characters of one utterance; what goes on longer is cut."""
_TIMES = re.compile(
    r"^\s*\[?\s*(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
    r"(?:\s*-+>\s*(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?)?\s*\]?\s*"
)
_NOISE = re.compile(r"^[\[(][^\])]*[\])]$|^\d+$|^WEBVTT\b.*$")


def utterance(line: str) -> str:
    """What a transcriber's line says: without its times; "" for numbers, noises and headings."""
    text = clean_line(_TIMES.sub("", line), LINE_MOST).strip()
    return "" if _NOISE.match(text) else text


def hand_over(journal: Path, text: str) -> None:
    """Hands an utterance to the session of that journal; NotSaved where its folder refuses."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
    try:
        fd = os.open(journal.with_suffix(ENDING), flags, 0o600)
        with os.fdopen(fd, "wb") as file:
            file.write(json.dumps(text).encode() + b"\n")
    except OSError as reason:
        raise NotSaved(f"The session does not hear that: {reason.strerror}.") from None


def is_running(journal: Path) -> bool:
    """Whether a program holds that session open."""
    try:
        fd = os.open(journal, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(fd)
    return False


class Overheard:
    """What was handed over to one session since it was opened here."""

    def __init__(self, journal: Path) -> None:
        self._path = journal.with_suffix(ENDING)
        self._read = 0
        with suppress(OSError):
            self._path.unlink()

    def fresh(self) -> tuple[str, ...]:
        """The utterances since the last look, whole lines only; none where nobody listens."""
        try:
            fd = os.open(self._path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        except OSError:
            return ()
        with os.fdopen(fd, "rb") as file:
            file.seek(self._read)
            block = file.read(AT_ONCE)
        whole = block[: block.rfind(b"\n") + 1] or (block if len(block) == AT_ONCE else b"")
        self._read += len(whole)
        return tuple(text for line in whole.split(b"\n") if (text := _told(line)))


def _told(line: bytes) -> str:
    try:
        text = json.loads(line)
    except ValueError:
        return ""
    return utterance(text) if isinstance(text, str) else ""
