"""The few calls a journal makes to the operating system, as one object that can be replaced."""

import errno
import fcntl
import os
import sys
from typing import Protocol


class Disk(Protocol):
    """What journals ask of the operating system; every call may raise OSError."""

    def open(self, path: str, flags: int, mode: int = 0o600, folder: int | None = None) -> int:
        """A descriptor of the path, which is relative to the descriptor `folder` if given."""
        ...

    def read(self, fd: int, size: int) -> bytes:
        """At most `size` bytes, none at the end of the file."""
        ...

    def write(self, fd: int, data: bytes) -> int:
        """How many of the bytes were taken."""
        ...

    def fdatasync(self, fd: int) -> None:
        """Returns when the file's bytes and its size are on the medium."""
        ...

    def fsync(self, fd: int) -> None:
        """The same for all there is to know about the file or folder."""
        ...

    def ftruncate(self, fd: int, size: int) -> None:
        """Cuts the file to `size` bytes."""
        ...

    def flock(self, fd: int) -> None:
        """Takes the file's exclusive lock without waiting; BlockingIOError when it is taken."""
        ...

    def fstat(self, fd: int) -> os.stat_result:
        """What the file is: type, owner, rights, links, size."""
        ...

    def unlink(self, name: str, folder: int) -> None:
        """Removes the name from the folder of that descriptor."""
        ...

    def close(self, fd: int) -> None:
        """Gives the descriptor back, and its lock."""
        ...


class OsDisk:
    """The operating system itself."""

    def open(self, path: str, flags: int, mode: int = 0o600, folder: int | None = None) -> int:
        return os.open(path, flags | os.O_CLOEXEC, mode, dir_fd=folder)

    def read(self, fd: int, size: int) -> bytes:
        return os.read(fd, size)

    def write(self, fd: int, data: bytes) -> int:
        return os.write(fd, data)

    def fdatasync(self, fd: int) -> None:
        if sys.platform == "darwin":
            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
        else:
            os.fdatasync(fd)

    def fsync(self, fd: int) -> None:
        os.fsync(fd)

    def ftruncate(self, fd: int, size: int) -> None:
        os.ftruncate(fd, size)

    def flock(self, fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def fstat(self, fd: int) -> os.stat_result:
        return os.fstat(fd)

    def unlink(self, name: str, folder: int) -> None:
        os.unlink(name, dir_fd=folder)

    def close(self, fd: int) -> None:
        os.close(fd)


OS_DISK = OsDisk()

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EIO: "the disk reports an error",
    errno.EROFS: "the disk can only be read",
    errno.EACCES: "you have no right to",
    errno.EPERM: "you have no right to",
    errno.ENOENT: "there is no such file or folder",
    errno.EMFILE: "too many files are open",
}


def reason(error: OSError) -> str:
    """Why a call failed, as the end of a sentence without its full stop."""
    words = _REASONS.get(error.errno or 0) or error.strerror or str(error)
    return words[:1].lower() + words[1:]
