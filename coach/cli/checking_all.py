"""Checking many prompts: in several processes, each that did not change remembered, progress told.

What checking a file gave is kept in the cache folder under a digest of all that it follows from:
the file, its workflow, coach's own code and data, and how it was asked for. The cache may be
deleted at any time; one that cannot be read is as good as none.
"""

import io
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from coach.files import read_plain, replace_with
from coach.frozen import dataclass
from coach.text import clean, cut

if TYPE_CHECKING:
    from coach.catalog.shelf import Folders

Told = tuple[int, str]
"""The exit code of a check and what it prints."""

KEPT = 400
"""The most checks that are remembered, the newest."""
_LIMIT = 4_000_000
_FILE = "checks.json"
_CODE = ("boards", "session", "language", "catalog", "match", "interviewer", "debrief", "authoring")
"""The packages that what a check says follows from."""


@dataclass(frozen=True, slots=True)
class Job:
    """One file to check: whether it is a shipped one, the folders it is read in, and whether all
    of its warnings are printed."""

    path: Path
    shipped: bool
    folders: "Folders"
    whole: bool


def check_all(jobs: Sequence[Job], cache: Path, stdout: TextIO, stderr: TextIO) -> int:
    """Checks files and prints what is wrong with each, in their order; 1 where anything is an
    error. Progress is told on `stderr` where that is a terminal."""
    code = code_digest()
    keys = [_digest(job, code) for job in jobs]
    known = remembered(cache)
    fresh = [at for at, key in enumerate(keys) if key not in known]
    results = _checked([jobs[at] for at in fresh])
    told: dict[str, Told] = {}
    worst = done = 0
    try:
        for at, job in enumerate(jobs):
            _progress(stderr, f"checking {at + 1} of {len(jobs)}: {cut(job.path.stem, 40)}")
            if keys[at] in known:
                result = known[keys[at]]
            else:
                result = next(results)
                done += 1
            if keys[at]:
                told[keys[at]] = result
            _progress(stderr, "")
            stdout.write(result[1])
            stdout.flush()
            worst = max(worst, result[0])
    finally:
        if done:
            _remember(cache, {**known, **told})
    return worst


def code_digest() -> bytes:
    """A digest of the modules and data files that a check follows from."""
    root = Path(__file__).resolve().parent.parent
    hashed = blake2b(digest_size=16)
    places = [place for name in _CODE for place in (root / name).rglob("*")]
    for place in sorted((*places, root / "text.py", root / "cli" / "proofs.py")):
        if place.is_file() and place.suffix != ".pyc":
            hashed.update(str(place.relative_to(root)).encode() + b"\0" + place.read_bytes())
    return hashed.digest()


def _digest(job: Job, code: bytes) -> str:
    """What a check of a file follows from; "" where that cannot be read, which is no key."""
    from coach.catalog.content_source import FILE_LIMIT

    hashed = blake2b(code, digest_size=16)
    hashed.update(f"{job.path}\0{job.shipped}{job.whole}\0{job.folders}\0".encode())
    roots = (job.folders.shipped, job.folders.own)
    for place in (
        job.path,
        *sorted(path for root in roots if root for path in root.glob("*/workflow.toml")),
    ):
        try:
            hashed.update(read_plain(place, FILE_LIMIT) + b"\0")
        except (OSError, ValueError):
            return ""
    return hashed.hexdigest()


def _checked(jobs: Sequence[Job]) -> Iterator[Told]:
    """The checks of these files in their order, over as many processes as there are cores."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    workers = min(len(jobs), cores or 1)
    if workers < 2:
        yield from map(_check, jobs)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    at = 0
    try:
        with ProcessPoolExecutor(workers, get_context("spawn"), end_with_parent) as pool:
            for result in pool.map(_check, jobs):
                yield result
                at += 1
    except (BrokenProcessPool, OSError):
        yield from map(_check, jobs[at:])


def end_with_parent() -> None:
    """Has this process end when the one that began it does, also where that was killed: a worker
    holds both ends of its queue, and would wait for work for ever."""
    from multiprocessing import parent_process
    from threading import Thread

    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=watch, name="parent", daemon=True).start()


def _check(job: Job) -> Told:
    from coach.cli.proofs import check

    printed = io.StringIO()
    code = check(job.path, job.shipped, job.folders, job.whole, printed)
    return code, printed.getvalue()


def _progress(stderr: TextIO, told: str) -> None:
    """One line that is written over; "" takes it away."""
    if stderr.isatty():
        stderr.write(f"\r\x1b[K{told}")
        stderr.flush()


def remembered(cache: Path) -> Mapping[str, Told]:
    """The checks that the cache folder holds, by digest; none where it cannot be read."""
    try:
        raw = read_plain(cache / _FILE, _LIMIT)
        data = json.loads(raw) if len(raw) <= _LIMIT else {}
        rows = data.items()
        return {
            str(key): (int(code), clean(str(text))) for key, (code, text) in rows if code in (0, 1)
        }
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}


def _remember(cache: Path, told: Mapping[str, Told]) -> None:
    """Keeps the newest checks; where that cannot be done nothing is lost but time."""
    newest = dict(list(told.items())[-KEPT:])
    with suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True, mode=0o700)
        replace_with(str(cache / _FILE), json.dumps(newest, ensure_ascii=False))
