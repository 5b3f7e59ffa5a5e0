"""Times of the estimate board: `python tests/bench/bench_estimate.py`.

Import plus first line in a new interpreter, a key in sheets of 10, 100 and 400 lines and in one of
100 lines and four columns, the worst line of a hostile list, and how a whole sheet and a key in it
grow from 10 to 10,000 lines. Prints the least of several runs, because other programs only ever
add to it.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from coach.boards.estimate.results import results
from coach.boards.estimate.sheet import evaluate
from coach.boards.estimate.workings import Workings

ROOT = Path(__file__).resolve().parents[2]
FIRST = """
import time
begun = time.perf_counter()
from coach.boards.estimate.sheet import evaluate
evaluate("3,600 × 10KB = 36 MB")
print(time.perf_counter() - begun)
"""
FLOOR = """
import time
begun = time.perf_counter()
import collections.abc, fractions, functools, itertools, re, types, typing
print(time.perf_counter() - begun)
"""
KINDS = (
    "DAU{n} = {n}M",
    "requests {n} = 100 req/user/day * DAU{p}",
    "avg {n} = requests {p} in req/s",
    "peak {n} = 3x avg {p}",
    "record {n}: {n}KB",
    "stored {n} = peak {q} * record {p} * 86400 * 365 * 3",
    "size {n} = 3-5 KB * {n}M",
    "- servers {n}: {n}00 / 500 = 8 servers",
    "words that compute nothing, line {n}",
    "all {n} = stored {r} + 5 GB",
)
COLUMN_KINDS = (
    "users {n} = {n}M, +8%/month",
    "active {n} = 20% of users {p}",
    "rate {n} = active {p} * 10 req/user/day in req/s",
    "peak {n} = 3x rate {p}",
    "servers {n} = peak {p} / 500 req/s per server, N+2",
    "stored {n} = {n}00 GB, +40 GB/month",
    "all {n} = 3x stored {p}",
    "price {n} = ${n} | ${p} | ${q} | ${r}",
    "bill {n} = all {q} * $0.02/GB",
    "cores {n} = peak {t} * 50 ms at 70% utilization",
)
HOSTILE = (
    "9^9^9",
    "1e999",
    "(" * 2000,
    "(" * 390,
    "((" * 190 + "1",
    "1" * 100_000,
    "x" * 100_000,
    "a1" * 50_000,
    "1+" * 190,
    "1/" * 190 + "3",
    "-" * 390 + "1",
    "5\0 GB * 3",
    "１０ * 2",
    "٣ * 4",
    "\u202e5 * 3",
    "2^2^2^2^2",
    "9" * 390,
    "1..2*" * 60 + "1",
    " * ".join(["1-2 KB"] * 9),
    "1B*" * 100 + "1B",
    "5 users/" * 40,
    "a=" * 190,
    "=5" * 190,
    "5±" * 190,
    "1|" * 190,
    "(1/3)^1200",
    "1.0000001^2000",
    "5 " * 195,
    "per " * 90,
    "*a" * 190,
)


def sheet(size: int) -> list[str]:
    """Lines that depend on the ones above them, as in a long plan."""
    out: list[str] = []
    for n in range(10, size + 10):
        text = KINDS[n % 10]
        out.append(text.format(n=n, p=n - 1, q=n - 2, r=n - 4))
    return out


def columns(size: int) -> list[str]:
    """A sheet of four columns in which every line varies."""
    out = ["scenarios: now | 6 months | 1 year | 2 years"]
    for n in range(10, size + 9):
        text = COLUMN_KINDS[n % 10]
        out.append(text.format(n=n, p=n - 1, q=n - 2, r=n - 3, t=n - 6))
    return out


def column_key(size: int, line: int, typed: str) -> tuple[float, float]:
    """The least and the median seconds of a key on a line of a sheet of four columns."""
    lines = columns(size)
    workings = Workings()
    rows = results("\n".join(lines), line, workings=workings)
    spent: list[float] = []
    for number in range(40):
        lines[line] = typed.format(number + 11)
        text = "\n".join(lines)
        begun = time.perf_counter()
        rows = results(text, line, rows, workings=workings)
        spent.append(time.perf_counter() - begun)
    return min(spent), sorted(spent)[len(spent) // 2]


def least_of(script: str) -> float:
    """Seconds a script says it took, in new interpreters with compiled files."""
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "PYTHONPYCACHEPREFIX": folder, "PYTHONPATH": str(ROOT)}
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        command = [sys.executable, "-c", script]
        spent = [
            float(subprocess.run(command, env=env, capture_output=True, check=True).stdout)
            for _ in range(12)
        ]
    return min(spent[1:])


def key(size: int) -> tuple[float, float]:
    """The least and the median seconds of a key typed in the middle of a sheet."""
    lines = sheet(size)
    middle = size // 2
    typed = "peak now = 3 * 1234567 req/day + 20% in req/s"
    workings = Workings()
    rows = results("\n".join(lines), middle, workings=workings)
    spent: list[float] = []
    for end in range(1, len(typed) + 1):
        lines[middle] = typed[:end]
        text = "\n".join(lines)
        begun = time.perf_counter()
        rows = results(text, middle, rows, workings=workings)
        spent.append(time.perf_counter() - begun)
    return min(spent), sorted(spent)[len(spent) // 2]


def first_key(size: int) -> tuple[float, float]:
    """The same on a line that many others depend on, whose value changes at each key."""
    lines = sheet(size)
    workings = Workings()
    rows = results("\n".join(lines), 0, workings=workings)
    spent: list[float] = []
    for number in range(40):
        lines[0] = f"DAU10 = {number + 11}M"
        text = "\n".join(lines)
        begun = time.perf_counter()
        rows = results(text, 0, rows, workings=workings)
        spent.append(time.perf_counter() - begun)
    return min(spent), sorted(spent)[len(spent) // 2]


def grown(size: int) -> tuple[float, float]:
    """The seconds of a chain of lines computed whole, and the least of ten keys in its middle."""
    lines = ["step 0 = 5 KB", *(f"step {n} = step {n - 1} + 1 KB" for n in range(1, size))]
    workings = Workings()
    begun = time.perf_counter()
    evaluate("\n".join(lines), workings=workings)
    whole = time.perf_counter() - begun
    spent: list[float] = []
    for number in range(10):
        lines[size // 2] = f"12 * {number} GB"
        text = "\n".join(lines)
        begun = time.perf_counter()
        evaluate(text, workings=workings)
        spent.append(time.perf_counter() - begun)
    return whole, min(spent)


def hostile() -> tuple[float, str]:
    """The slowest line of the list, each timed anew, the least of three."""
    worst = (0.0, "")
    for text in HOSTILE:
        spent: list[float] = []
        for attempt in range(3):
            begun = time.perf_counter()
            results(text + " " * attempt)
            spent.append(time.perf_counter() - begun)
        worst = max(worst, (min(spent), f"{text[:12]!r} of {len(text)} characters"))
    return worst


def main() -> None:
    first, floor = least_of(FIRST), least_of(FLOOR)
    said = f"{floor * 1e3:.2f} of it the standard library's"
    print(f"import and first line  {first * 1e3:8.2f} ms   (30) {said}")
    for size in (10, 100, 400):
        least, median = key(size)
        said = f"median {median * 1e3:.2f} {'(5)' if size == 100 else ''}"
        print(f"a key, {size:3} lines        {least * 1e3:8.2f} ms   {said}")
        least, median = first_key(size)
        print(f"  on the first line    {least * 1e3:8.2f} ms   median {median * 1e3:.2f}")
    for said, line, typed in (
        ("in the middle", 50, "peak now = 3 * {} req/s | 5 req/s | 6 req/s | 7 req/s"),
        ("on a line others use", 1, "users10 = {}M, +8%/month"),
        ("on the header", 0, "scenarios: now | 6 months | 1 year | {} years"),
    ):
        least, median = column_key(100, line, typed)
        print(
            f"4 columns, 100 lines   {least * 1e3:8.2f} ms   median {median * 1e3:.2f} (8) {said}"
        )
    for size in (10, 100, 1000, 10_000):
        whole, least = grown(size)
        said = f"{whole / size * 1e3:.3f} a line; a key {least * 1e3:.2f}"
        print(f"whole, {size:6,} lines    {whole * 1e3:8.1f} ms   {said}")
    spent, text = hostile()
    print(f"worst hostile line     {spent * 1e3:8.2f} ms   (20) {text}")


if __name__ == "__main__":
    main()
