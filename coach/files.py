"""Reading and replacing a file in whose place somebody may have put anything: it never waits and
never goes on for ever.

A plain file is read up to a limit. A folder, a socket, a pipe or a device in its place is refused,
or, where the caller takes those, read for as long as something comes. This module imports nothing
heavy: the first picture needs it.
"""

import errno
import os
import stat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 10.0
"""Seconds without a byte after which a pipe counts as silent."""
_PIECE = 1 << 16


def read_plain(path: "str | Path", limit: int) -> bytes:
    """At most `limit` + 1 bytes of a plain file, so that a longer one can be told; OSError where
    it cannot be read or is no plain file."""
    fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    try:
        kind = os.fstat(fd).st_mode
        if stat.S_ISDIR(kind):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(kind):
            raise OSError(errno.EINVAL, "it is not a plain file", str(path))
        return _all_of(fd, limit, PATIENCE)
    finally:
        os.close(fd)


def read_anything(path: "str | Path", limit: int, patience: float = PATIENCE) -> bytes:
    """At most `limit` + 1 bytes of a file, or of a pipe or device that somebody writes to; OSError
    where it cannot be read, nobody writes to it, or nothing comes within `patience` seconds."""
    fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    try:
        kind = os.fstat(fd).st_mode
        if stat.S_ISDIR(kind):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        data = _all_of(fd, limit, patience)
        if not data and stat.S_ISFIFO(kind):
            raise OSError(errno.EPIPE, "it is a pipe that nobody writes to", str(path))
        return data
    finally:
        os.close(fd)


def replace_with(path: str, text: str) -> None:
    """Puts a file of this text in the place of that path, whole or not at all; OSError where that
    is refused. It is written beside it first."""
    fresh = f"{path}.new"
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC
    with open(os.open(fresh, flags, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(fresh, path)


def _all_of(fd: int, limit: int, patience: float) -> bytes:
    from select import select

    pieces = []
    left = limit + 1
    while left > 0:
        try:
            piece = os.read(fd, min(_PIECE, left))
        except BlockingIOError:
            if not select([fd], [], [], patience)[0]:
                raise OSError(errno.ETIMEDOUT, "nothing comes from it") from None
            continue
        if not piece:
            break
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)
