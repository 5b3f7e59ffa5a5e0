"""The libraries of `tests/data/reviewing` unpacked, and what must be printed about them."""

import io
import json
import lzma
import sys
import tarfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from coach.cli import main

DATA = Path(__file__).resolve().parents[1] / "data" / "reviewing"
SEEDS = (7, 11, 23)


def unpack(seed: int, home: Path) -> None:
    """Puts the library of that seed under a home."""
    folder = home / "data" / "sessions"
    folder.mkdir(parents=True, mode=0o700)
    with tarfile.open(DATA / f"seed-{seed}.tar.xz") as library:
        if sys.version_info >= (3, 12):
            library.extractall(folder, filter="data")
        else:
            library.extractall(folder)


def answers(seed: int) -> dict[str, Any]:
    """What must be printed about that library, by command."""
    found: dict[str, Any] = json.loads(
        lzma.decompress((DATA / f"seed-{seed}.answers.json.xz").read_bytes())
    )
    return found


def printed(*words: str) -> str:
    """Standard output of a command; what it exits with does not matter here."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(io.StringIO()):
        main(list(words))
    return out.getvalue()


def lines(*words: str) -> list[Any]:
    """The JSON objects that a command prints, one a line."""
    return [json.loads(line) for line in printed(*words).splitlines()]


def holds(got: Any, wanted: Any) -> bool:
    """Whether a value is the wanted one; objects may have more keys, numbers may differ by what
    rounding does."""
    if isinstance(wanted, dict):
        return isinstance(got, dict) and all(
            key in got and holds(got[key], value) for key, value in wanted.items()
        )
    if isinstance(wanted, list):
        same = isinstance(got, list) and len(got) == len(wanted)
        return same and all(map(holds, got, wanted))
    if isinstance(wanted, float) and isinstance(got, int | float):
        return abs(got - wanted) < 1e-6
    return bool(got == wanted)
