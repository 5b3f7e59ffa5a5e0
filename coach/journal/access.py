"""Opening files safely: no links, no pipes, nobody else's files, no folder open to everybody.

A file is opened relative to its folder's descriptor, and looked at after it is open, so that
nothing can be swapped between the look and the use.
"""

import errno
import os
import stat
from pathlib import Path

from coach.errors import JournalError, NotFound
from coach.frozen import dataclass
from coach.journal.disk import Disk, reason

SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes of the largest file that is read; an hour's session has about two million."""


@dataclass(frozen=True, slots=True)
class ReadBounds:
    """How much of a file is worth reading: so many bytes, and so many characters that its edits
    may move (`coach.session.fold.effort`)."""

    size: int
    effort: int


WHOLE = ReadBounds(SIZE_LIMIT, 10_000_000_000)
"""For one session that is asked for: 50,000 edits of the longest board there can be."""
LISTED = ReadBounds(8 * 1024 * 1024, 1_000_000_000)
"""For a list, so that none keeps the others waiting; an hour's session moves some ten million."""
_PIECE = 1024 * 1024
_COPY = "Copy it into a folder of your own and try again."


def open_folder(disk: Disk, folder: Path) -> int:
    """A descriptor of the folder, for opening files in it and for fsync.

    JournalError when it is a link, someone else's, or writable by everybody without the sticky
    bit; NotFound when it is not there.
    """
    try:
        fd = disk.open(str(folder), os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except FileNotFoundError:
        raise NotFound(f"There is no folder {folder}.") from None
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENOTDIR):
            raise JournalError(f"{folder} is a link or not a folder.", _COPY) from None
        raise JournalError(f"{folder} cannot be opened: {reason(error)}.") from None
    try:
        status = disk.fstat(fd)
        if status.st_uid not in (os.geteuid(), 0):
            raise JournalError(f"The folder {folder} belongs to someone else.", _COPY)
        if status.st_mode & stat.S_IWOTH and not status.st_mode & stat.S_ISVTX:
            raise JournalError(
                f"Everybody may write to the folder {folder}.", f"Run: chmod go-w {folder}"
            )
    except OSError as error:
        disk.close(fd)
        raise JournalError(f"{folder} cannot be looked at: {reason(error)}.") from None
    except JournalError:
        disk.close(fd)
        raise
    return fd


def open_file(disk: Disk, folder: int, path: Path, flags: int, limit: int = SIZE_LIMIT) -> int:
    """A descriptor of a plain file of one's own with one name.

    JournalError for anything else, NotFound when it is not there, OSError when the operating
    system refuses (no rights, read-only disk, failing disk): the caller knows what that means.
    """
    try:
        fd = disk.open(path.name, flags | os.O_NOFOLLOW | os.O_NONBLOCK, 0o600, folder)
    except FileNotFoundError:
        raise NotFound(f"There is no file {path}.") from None
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise JournalError(f"{path} is a link; links are not followed.", _COPY) from None
        if error.errno in (errno.ENXIO, errno.EISDIR):
            raise JournalError(f"{path} is not a plain file.") from None
        raise
    try:
        status = disk.fstat(fd)
        if not stat.S_ISREG(status.st_mode):
            raise JournalError(f"{path} is not a plain file.")
        if status.st_nlink > 1:
            raise JournalError(f"{path} has a second name (a hard link).", _COPY)
        if status.st_uid != os.geteuid():
            raise JournalError(f"{path} belongs to someone else.", _COPY)
        if status.st_size > limit:
            raise _too_large(path, status.st_size, limit)
    except (OSError, JournalError):
        disk.close(fd)
        raise
    return fd


def _too_large(path: Path, size: int, limit: int) -> JournalError:
    megabytes = f"{size / 1e6:,.0f} MB"
    if size <= SIZE_LIMIT:
        return JournalError(
            f"{path} has {megabytes}, which is too much for a list.", "Ask for it by its id."
        )
    return JournalError(
        f"{path} is too large to be a session: {megabytes} of at most {SIZE_LIMIT / 1e6:,.0f}.",
        "`jq` and `less` read it; each line is an entry.",
    )


def read_all(disk: Disk, fd: int) -> bytes:
    """The file's bytes from the descriptor's place to the end; OSError as the disk says."""
    pieces = []
    total = 0
    at_once = min(_PIECE, disk.fstat(fd).st_size + 1)
    while piece := disk.read(fd, at_once):
        pieces.append(piece)
        total += len(piece)
        if total > SIZE_LIMIT:
            raise JournalError("The file is too large to be a session.")
    return b"".join(pieces)


def write_all(disk: Disk, fd: int, data: bytes) -> None:
    """Writes every byte, however few the disk takes at a time; OSError when it takes no more."""
    view = data
    while view:
        taken = disk.write(fd, view)
        if taken <= 0:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        view = view[taken:]


def create_beside(disk: Disk, folder: int, names: tuple[str, ...]) -> tuple[int, str]:
    """A new file under the first of the names that is free, and that name; OSError otherwise."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_NOFOLLOW
    for name in names[:-1]:
        try:
            return disk.open(name, flags, 0o600, folder), name
        except FileExistsError:
            continue
    return disk.open(names[-1], flags, 0o600, folder), names[-1]
