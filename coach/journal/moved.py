"""Where sessions went that were saved elsewhere, so that every road leads to the new file.

One line of JSON a move, `{"from": ..., "to": ...}`, in `moved.jsonl` in the first of the data,
configuration and cache folders that takes it: a session is saved elsewhere because the first
refuses. All three are read; a later move of the same file counts.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from coach.errors import CoachError
from coach.paths import Paths, prepare

NAME = "moved.jsonl"
READ_LIMIT = 1 << 20
"""Bytes of one such file that are read, the last ones."""
HOPS = 20


def record(paths: Paths, old: Path, new: Path) -> bool:
    """Notes that the session of the file `old` goes on in `new`; False where no folder takes it."""
    line = json.dumps({"from": str(old.absolute()), "to": str(new.absolute())}) + "\n"
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
    for folder in (paths.data, paths.config, paths.cache):
        try:
            prepare(folder)
            fd = os.open(folder / NAME, flags, 0o600)
            try:
                whole = os.write(fd, line.encode()) == len(line.encode())
                os.fsync(fd)
            finally:
                os.close(fd)
        except (OSError, CoachError):
            continue
        if whole:
            return True
    return False


def moves(paths: Paths) -> Mapping[Path, Path]:
    """Every file that was left, and where its session went in the end."""
    steps: dict[Path, Path] = {}
    for folder in (paths.cache, paths.config, paths.data):
        for line in _lines(folder / NAME):
            try:
                move = json.loads(line)
                steps[Path(move["from"])] = Path(move["to"])
            except (ValueError, KeyError, TypeError, RecursionError):
                continue
    return {old: _end(steps, new) for old, new in steps.items()}


def _end(steps: Mapping[Path, Path], path: Path) -> Path:
    for _ in range(HOPS):
        if path not in steps:
            return path
        path = steps[path]
    return path


def _lines(path: Path) -> list[bytes]:
    flags = os.O_RDONLY | os.O_NONBLOCK | getattr(os, "O_NOFOLLOW", 0)
    try:
        fd = os.open(path, flags)
    except OSError:
        return []
    try:
        size = os.fstat(fd).st_size
        os.lseek(fd, max(0, size - READ_LIMIT), os.SEEK_SET)
        return os.read(fd, READ_LIMIT).split(b"\n")
    except OSError:
        return []
    finally:
        os.close(fd)
