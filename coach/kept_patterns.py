"""Regular expressions as they were compiled the last time: compiling the three hundred of a start
takes a tenth of it, in Python.

What a module compiles while it is loaded is kept in the cache folder, a line a pattern, under a
checksum; so is what stands as a constant in the code that compiles it, or is a module's own and
made late (`_LATE`). A line that this Python did not write is not read, and what is not there is
compiled as ever. Other patterns made later, of what somebody searches for, are never kept. `re` has
no door for this: its inner `_compiler`, read in Python 3.11 to 3.13, is where what is known is put
in, and `tests/core/test_kept_patterns.py` fails where that moves. Deleting the file loses nothing.
"""

import os
import re
import sys
from _thread import get_ident
from binascii import crc32

from coach.cache_place import cache_folder
from coach.files import read_plain, replace_with

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

FOLDER = "patterns"
_SIZE_LIMIT = 4_000_000
_LEAST_NEW = 3
"""So many new patterns are worth writing the file again."""
_LATE = frozenset(
    (
        ("coach.boards.patterns", "__getattr__"),
        ("coach.boards.estimate.expressions", "ready"),
        ("coach.language.field_words", "finditer"),
    )
)
"""Functions, by their modules, that compile what stands in coach when it is first used."""
_NEAR = 4
"""Frames above `re` among which is the module that is being loaded."""


class KeptPatterns:
    """What is known of patterns, and what is new in this run."""

    def __init__(self, inner: "Any", file: str) -> None:
        self._inner, self._file = inner, file
        self._compile, self._code = inner.compile, inner._code
        self._head = f"{sys.hexversion:x} {inner._sre.MAGIC} {sys.byteorder}"
        self._known = self._read()
        self._new: dict[str, str] = {}
        self._codes: dict[int, list[int]] = {}  # the last one of each thread

    def begin(self) -> None:
        """From now on `re` asks here first."""
        self._inner.compile, self._inner._code = self.compile, self._coded

    def compile(self, pattern: "Any", flags: int = 0) -> "Any":
        """The pattern compiled, from what is kept where it is there."""
        if not isinstance(pattern, str):
            return self._compile(pattern, flags)
        key = f"{int(flags)} {pattern.encode('utf-8', 'surrogatepass').hex()}"
        kept = self._known.pop(key, None)  # asked for once: `re` remembers, or the module does
        if kept is not None:
            try:
                return self._made(pattern, kept)
            except (ValueError, TypeError, RuntimeError, OverflowError, LookupError):
                kept = None
        made = self._compile(pattern, flags)
        code = self._codes.pop(get_ident(), None)
        if code and _of_its_own(pattern):
            self._new[key] = _told(made, code)
        return made

    def keep(self) -> None:
        """Writes what is new beside what was known, where there is a cache folder already."""
        folder = os.path.dirname(self._file)
        if len(self._new) < _LEAST_NEW or not os.path.isdir(os.path.dirname(folder)):
            return
        lines = [f"{key} {told}" for key, told in (self._read() | self._new).items()]
        self._new.clear()
        text = "\n".join([self._head, *lines])
        try:
            os.makedirs(folder, 0o700, exist_ok=True)
            replace_with(self._file, f"{crc32(text.encode()):08x}\n{text}")
        except OSError:
            return

    def _coded(self, parsed: "Any", flags: int) -> list[int]:
        code: list[int] = self._code(parsed, flags)
        self._codes[get_ident()] = code
        return code

    def _made(self, pattern: str, kept: str) -> "Any":
        """ValueError, TypeError, RuntimeError, OverflowError or LookupError where it is not what
        `_told` wrote: the engine looks through a code before it takes it."""
        flags, groups, names, code = kept.split(" ")
        numbers = {}
        by_number: list[str | None] = [None] * (int(groups) + 1)
        for name, _, number in (part.partition(":") for part in names.split(",") if part != "-"):
            numbers[name] = int(number)
            by_number[int(number)] = name
        codes = memoryview(bytes.fromhex(code)).cast("I").tolist()
        return self._inner._sre.compile(
            pattern, int(flags), codes, int(groups), numbers, tuple(by_number)
        )

    def _read(self) -> dict[str, str]:
        """What is kept by flags and pattern; nothing of a file that is damaged or another's."""
        try:
            data = read_plain(self._file, _SIZE_LIMIT)
            told, _, rest = data.partition(b"\n")
            if len(data) > _SIZE_LIMIT or int(told, 16) != crc32(rest):
                return {}
            head, *lines = rest.decode().split("\n")
        except (OSError, ValueError):
            return {}
        if head != self._head:
            return {}
        cut = (line.split(" ", 2) for line in lines)
        return {f"{parts[0]} {parts[1]}": parts[2] for parts in cut if len(parts) == 3}


def _told(made: "re.Pattern[str]", code: list[int]) -> str:
    """What `_made` reads: flags, how many groups, their names, the engine's code."""
    names = ",".join(f"{name}:{number}" for name, number in made.groupindex.items()) or "-"
    words = b"".join(word.to_bytes(4, sys.byteorder) for word in code)
    return f"{made.flags} {made.groups} {names} {words.hex()}"


def _of_its_own(pattern: str) -> bool:
    """Whether the pattern is made by a module that is being loaded, stands in the code that makes
    it, or is one of those made late, and so is of no word of a user's."""
    frame = sys._getframe(2)
    while frame.f_back is not None and frame.f_code.co_filename == re.__file__:
        frame = frame.f_back
    made_by = (frame.f_globals.get("__name__"), frame.f_code.co_name)
    if made_by in _LATE or pattern in frame.f_code.co_consts:
        return True
    for _ in range(_NEAR):
        if frame.f_code.co_name == "<module>":
            return True
        if frame.f_back is None:
            return False
        frame = frame.f_back
    return False


def begin(environ: "Mapping[str, str]", command: str) -> None:
    """Takes from the cache what modules compile from now on; each command has a file of its own,
    the application's is that of no command. A Python whose `re` is built otherwise compiles as
    ever."""
    inner: Any = getattr(re, "_compiler", None)
    parts = ("compile", "_code", "_sre")
    if all(hasattr(inner, part) for part in parts) and _holder() is None:
        file = os.path.join(cache_folder(environ), FOLDER, command or "coach")
        KeptPatterns(inner, file).begin()


def keep() -> None:
    """Writes what this run has compiled beside what was known, where that is worth it."""
    holder = _holder()
    if holder is not None:
        holder.keep()


def _holder() -> "KeptPatterns | None":
    """What `re` asks first, where something was begun."""
    asked = getattr(getattr(re, "_compiler", None), "compile", None)
    holder = getattr(asked, "__self__", None)
    return holder if isinstance(holder, KeptPatterns) else None
