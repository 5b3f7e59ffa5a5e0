"""Standard input, output and error as commands meet them: there or closed, and always harmless.

A program may be started with any of the three closed. The numbers 0, 1 and 2 are taken then, so
that no file opened later gets them, and what was closed says so when it is used.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from io import TextIOBase
from typing import Any, BinaryIO, TextIO, cast

from coach.errors import UsageError
from coach.text import UNSAFE, clean

_CHUNK = 65_536
_NAMES = {0: "input", 1: "output"}


class Closed(TextIOBase):
    """A standard stream that was closed before the program began."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number

    def _refuse(self) -> UsageError:
        return UsageError(f"Standard {_NAMES[self._number]} is closed.", "Leave it open.")

    def isatty(self) -> bool:
        """It is no terminal."""
        return False

    def read(self, size: int | None = -1, /) -> str:
        """UsageError."""
        raise self._refuse()

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]
        """UsageError."""
        raise self._refuse()

    def write(self, text: str, /) -> int:
        """UsageError."""
        raise self._refuse()


class Cleaned(TextIOBase):
    """Writes to another stream what is left of a text after cleaning: no name of a file, a folder
    or a session moves the cursor of the terminal it is listed on."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self._stream = stream

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """The other stream's encoding."""
        return self._stream.encoding

    def isatty(self) -> bool:
        """Whether the other stream is a terminal."""
        return self._stream.isatty()

    def fileno(self) -> int:
        """The other stream's descriptor."""
        return self._stream.fileno()

    def write(self, text: str, /) -> int:
        """Writes the text, made harmless."""
        self._stream.write(clean(text))
        return len(text)

    def flush(self) -> None:
        """Has the other stream written out."""
        self._stream.flush()

    def close(self) -> None:
        """Nothing: the other stream is not this one's to close."""


def occupy() -> None:
    """Takes what is free of the descriptors 0 to 2, and puts something in place of each stream
    that is not there."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stdin is None:
        sys.stdin = cast(TextIO, Closed(0))
    if sys.stdout is None:
        sys.stdout = cast(TextIO, Closed(1))
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115


def cleaned(stream: TextIO) -> TextIO:
    """The stream behind a cleaner."""
    return cast(TextIO, Cleaned(stream))


def json_line(value: Any) -> str:
    """The value as one line of JSON in which every text is exact and harmless: what a cleaner
    would take away stands as an escape."""
    import json

    plain = json.dumps(value, ensure_ascii=False)
    return UNSAFE.sub(lambda match: json.dumps(match[0])[1:-1], plain) + "\n"


def say(*lines: str) -> None:
    """Lines on standard error, as far as it takes any."""
    try:
        sys.stderr.write("".join(f"{clean(line)}\n" for line in lines if line.strip()))
        sys.stderr.flush()
    except (OSError, ValueError):
        silence(sys.stderr)


def raw_lines(source: BinaryIO, most: int) -> Iterator[bytes]:
    """The lines of an input without their ends, for a thread that may still wait for one when the
    program ends: nothing is held that the end would need. A longer line than `most` bytes comes
    cut to one more."""
    try:
        number = source.fileno()
    except (OSError, ValueError, AttributeError):
        number = -1

    def more() -> bytes:
        return source.read(_CHUNK) if number < 0 else os.read(number, _CHUNK)

    begun, cut = b"", False
    while piece := more():
        *whole, rest = piece.split(b"\n")
        for line in whole:
            yield begun if cut else (begun + line)[: most + 1]
            begun, cut = b"", False
        begun = begun if cut else begun + rest
        if len(begun) > most:
            begun, cut = begun[: most + 1], True
    if begun:
        yield begun


def silence(stream: TextIO) -> None:
    """Drops what a stream could not take, so that it is not tried again at the end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
