"""From a file's bytes to its entries, and what is wrong with it where something is.

Nothing here touches the disk. A file is sound, or its end is torn (one broken record and nothing
after it, as a crash leaves it), or it is broken in another way; only a torn end may be cut off.
"""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from coach.errors import JournalError
from coach.frozen import dataclass
from coach.session.entry import Entry, checksum_holds, decode
from coach.session.events import FORMAT, SessionOpened, Unknown
from coach.text import scrub

_MARK = b',"crc":"'
_ESCAPE = re.compile(rb"\\[ubfr]")
_UNSEEN = re.compile(
    rb"\xc2[\x80-\x9f\xad]|\xd8\x9c|\xe1\xa0\x8e|\xe2\x80[\x8b-\x8f\xa8-\xae]"
    rb"|\xe2\x81[\xa0-\xa9]|\xef\xbb\xbf|\xef\xbf[\xb9-\xbb]|\xf3\xa0"
)

_ASCII = bytes(range(128))
"""Left out before `_UNSEEN` is looked for: it begins with a byte that only begins a character."""


class Harm(StrEnum):
    """What happened to a file. TAIL and NEWLINE are mended on opening, the rest never unasked."""

    TAIL = "tail"
    NEWLINE = "newline"
    BROKEN = "broken"
    EMPTY = "empty"
    NEWER = "newer"
    UNWRITABLE = "unwritable"


@dataclass(frozen=True, slots=True)
class Damage:
    """What is wrong with a session's file, in a sentence, with a way out.

    `copy` is where a torn end was kept, when it was cut off.
    """

    harm: Harm
    message: str
    hint: str = ""
    copy: Path | None = None

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".rstrip()


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that is no entry, or no entry that can stand there; lines count from 1."""

    line: int
    why: str
    torn: bool


@dataclass(frozen=True, slots=True)
class EntryReading:
    """All that can be read: the entries, their lines as they stand, and the faults.

    `good` is the number of bytes up to the end of the last entry before anything is wrong,
    `rest` the bytes after it.
    """

    entries: tuple[Entry, ...]
    lines: tuple[bytes, ...]
    faults: tuple[Fault, ...]
    good: int
    rest: bytes
    damage: Damage | None

    @property
    def opening(self) -> bool:
        """Whether the first entry is there and opens a session."""
        return bool(self.entries) and isinstance(self.entries[0].event, SessionOpened)


def read_bytes(data: bytes) -> EntryReading:
    """The entries of a journal's bytes and what is wrong with them; never raises."""
    entries: list[Entry] = []
    lines: list[bytes] = []
    faults: list[Fault] = []
    good = start = last = number = 0
    while start < len(data):
        number += 1
        end = data.find(b"\n", start)
        line = data[start:end] if end >= 0 else data[start:]
        after = end + 1 if end >= 0 else len(data)
        entry, fault = _line(number, line, last)
        if fault:
            faults.append(fault)
        if entry:
            entries.append(entry)
            lines.append(line + b"\n")
            last = entry.n
            if not faults:
                good = after
        start = after
    ended = data.endswith(b"\n")
    damage = _damage(entries, faults, number, ended)
    return EntryReading(tuple(entries), tuple(lines), tuple(faults), good, data[good:], damage)


def _line(number: int, line: bytes, last: int) -> tuple[Entry | None, Fault | None]:
    """A line's entry, made harmless, if it can follow entry `last`; a fault where it cannot."""
    try:
        entry = decode(line)
    except JournalError as error:
        torn = not checksum_holds(line) and line.count(_MARK) < 2
        return None, Fault(number, error.message, torn)
    if suspect(line):
        entry = replace(entry, by=scrub(entry.by), event=_harmless(entry.event))
    if entry.n <= last:
        return None, Fault(number, f"Entry {entry.n} stands after entry {last}.", False)
    if entry.n > last + 1:
        first, final = last + 1, entry.n - 1
        lost = f"Entry {first} is" if first == final else f"Entries {first} to {final} are"
        return entry, Fault(number, f"{lost} missing.", False)
    return entry, None


def suspect(line: bytes) -> bool:
    """Whether the line may hold text a terminal would obey; quick, and rather yes than no."""
    if b"\\" in line and _ESCAPE.search(line):
        return True
    return b"\x7f" in line or (
        not line.isascii() and _UNSEEN.search(line.translate(None, _ASCII)) is not None
    )


def _damage(entries: list[Entry], faults: list[Fault], number: int, ended: bool) -> Damage | None:
    if not entries:
        if number == 0:
            return Damage(Harm.EMPTY, "The session's file is empty.", "Nothing was saved in it.")
        return Damage(Harm.BROKEN, "Nothing in the file can be read as a session.")
    opened = entries[0].event
    if newer := _newer(opened):
        return newer
    if not isinstance(opened, SessionOpened):
        return Damage(Harm.BROKEN, "The session's opening cannot be read.", "The rest is shown.")
    if not faults:
        if ended:
            return None
        return Damage(Harm.NEWLINE, "The last line had no end; nothing is missing.")
    if len(faults) == 1 and faults[0].torn and faults[0].line == number:
        kept = "1 entry is" if len(entries) == 1 else f"{len(entries)} entries are"
        return Damage(Harm.TAIL, f"The last entry was not written to its end; {kept} safe.")
    first = faults[0]
    more = f" So it is with {len(faults)} lines." if len(faults) > 1 else ""
    return Damage(
        Harm.BROKEN,
        f"The session's file is damaged at line {first.line}: {first.why}{more}",
        "It is opened for reading only. Repairing makes a mended copy and keeps this file.",
    )


def _newer(opened: object) -> Damage | None:
    told = "The session was made by a newer version of coach."
    hint = "Update coach to continue it; it is opened for reading only."
    if isinstance(opened, Unknown) and opened.type == SessionOpened.TYPE:
        return Damage(Harm.NEWER, told, hint)
    if isinstance(opened, SessionOpened) and opened.format > FORMAT:
        return Damage(Harm.NEWER, told, hint)
    return None


def _harmless(value: Any) -> Any:
    """The value with every text in it scrubbed: same length, nothing a terminal would obey."""
    if isinstance(value, str):
        return scrub(value)
    if isinstance(value, tuple | list):
        return type(value)(_harmless(part) for part in value)
    if isinstance(value, Mapping):
        return {scrub(name): _harmless(part) for name, part in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _harmless(getattr(value, f.name)) for f in fields(value)})
    return value
