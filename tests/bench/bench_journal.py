"""Times of the journal and the library: `python tests/bench/bench_journal.py [SESSIONS]`.

Prints the least of several runs, because other programs only ever add to it. The library is made
of SESSIONS (10,000) sessions of 40 entries, about 20 kB of words in every tenth of them.
"""

import json
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from coach.journal.file import create, open_journal, read
from coach.journal.library import Library
from coach.paths import Paths, find
from coach.session import events as ev
from coach.session.entry import Entry, encode
from coach.session.fold import fold

VOWELS, CONSONANTS = "aeiou", "bcdfghklmnprstvw"


def least(times: int, work: Callable[[], object]) -> float:
    """Seconds of the fastest of so many runs."""
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def show(what: str, amount: float, unit: str = "ms", budget: str = "") -> None:
    """One line of the report; the amount is in seconds or bytes."""
    shown = amount * {"ms": 1e3, "us": 1e6, "s": 1, "MB": 1e-6}[unit]
    print(f"{what:<48}{shown:>12.3f} {unit:<3} {budget}", flush=True)


def plan(number: int) -> ev.SessionOpened:
    """The opening of the session of that number."""
    year, day = 2000 + number // 4000, number % 28 + 1
    return ev.SessionOpened(
        session=f"{number * 2654435761 % 2**32:08x}{number:024x}",
        prompt="news-feed",
        title=f"News feed {number}",
        statement="Design a news feed.",
        workflow="interview",
        level="mid",
        pace="45",
        mode="coach",
        wall=f"{year}-{number % 12 + 1:02}-{day:02}T10:{number % 60:02}:00+00:00",
        phases=(ev.Phase("clarify", "Clarify", 180, 300),),
        boards=(ev.BoardStart("notes", ""),),
    )


def dictionary(rng: random.Random, size: int) -> list[str]:
    """Made-up words of two to four syllables."""
    return [
        "".join(rng.choice(CONSONANTS) + rng.choice(VOWELS) for _ in range(rng.randint(2, 4)))
        for _ in range(size)
    ]


def talk(rng: random.Random, words: list[str], entries: int, size: int) -> list[ev.Event]:
    """Things said, of about so many characters each, most of them in common words."""
    said: list[ev.Event] = [ev.PhaseEntered("clarify")]
    for _ in range(entries - 1):
        picked = [words[int(len(words) * rng.random() ** 3)] for _ in range(size // 6)]
        said.append(ev.Said(" ".join(picked)))
    return said


def fill(paths: Paths, sessions: int) -> None:
    """Writes the sessions' files as the journal would, without syncing each."""
    rng = random.Random(1)
    words = dictionary(rng, 20_000)
    for number in range(sessions):
        opened = plan(number)
        events = [opened, *talk(rng, words, 38, 500 if number % 10 == 0 else 30)]
        if number % 50:
            events.append(ev.SessionClosed())
        lines = (encode(Entry(n + 1, n * 20.0, "candidate", e)) for n, e in enumerate(events))
        folder = paths.sessions / opened.wall[:4]
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = f"{opened.wall[:10]}-{opened.prompt}-{opened.session[:8]}.jsonl"
        (folder / name).write_bytes(b"".join(lines))


def bench_journal(paths: Paths) -> None:
    """Append, sync, open and fold."""
    journal = create(paths, plan(1))
    said = ev.Said("Reads outnumber writes a hundred to one, so I would cache the feed.")
    show("append, written", least(2000, lambda: journal.append(said, "candidate", 1.0)), "us")

    def durable() -> None:
        journal.append(said, "candidate", 1.0)
        journal.sync()

    show("append and sync", least(300, durable), "us")
    journal.start_syncing()
    show("append while a thread syncs", least(2000, lambda: journal.append(said, "me", 1)), "us")
    journal.close()

    session = create(paths, plan(2))
    rng = random.Random(2)
    for event in talk(rng, dictionary(rng, 2000), 2999, 120):
        session.append(event, "candidate", session.n)
    session.close()

    def reopen() -> None:
        opened = open_journal(session.path)
        fold(opened.entries)
        if opened.journal:
            opened.journal.close()

    show("open and fold 3,000 entries", least(7, reopen), "ms", "(budget 200)")
    entries = read(session.path).entries
    show("fold, an entry", least(7, lambda: fold(entries)) / len(entries), "us")
    show("read and check, an entry", least(7, lambda: read(session.path)) / len(entries), "us")


def bench_library(paths: Paths, sessions: int) -> None:
    """Building, opening and searching."""
    fill(paths, sessions)

    def build() -> None:
        library = Library(paths)
        library.rebuild()
        library.close()

    files = [path.read_bytes() for path in sorted(paths.sessions.rglob("*.jsonl"))]

    def parse() -> None:
        for data in files:
            for line in data.splitlines():
                json.loads(line)

    plainly, built = least(2, parse), least(2, build)
    show(f"build the index of {sessions:,} sessions", built, "s")
    print(f"{'the same, of json.loads of the same lines':<48}{built / plainly:>12.2f}")
    show("size of the index", paths.index.stat().st_size, "MB")

    def opening() -> None:
        library = Library(paths)
        library.sessions(limit=20)
        library.unfinished(limit=20)
        library.close()

    show(f"open a library of {sessions:,}, newest 20", least(5, opening), "ms", "(budget 300)")

    def listing() -> None:
        library = Library(paths)
        library.sessions()
        library.close()

    show("open it and list all", least(3, listing), "ms")
    library = Library(paths)
    library.refresh()
    rng = random.Random(1)
    words = dictionary(rng, 20_000)
    for what, query in (
        ("search a rare word", words[15_000]),
        ("search the commonest word", words[0]),
        ("search two common words", f"{words[0]} {words[1]}"),
        ("search one letter", "b"),
    ):
        show(what, least(5, lambda q=query: library.search(q)), "ms", "(budget 50)")  # type: ignore[misc]
    wanted = plan(sessions // 2).session[:8]
    show("find by the beginning of an id", least(5, lambda: library.find(wanted)), "ms")
    library.close()


def main() -> None:
    """Runs all in a folder that is thrown away."""
    sessions = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    home = Path(tempfile.mkdtemp(prefix="coach-bench-"))
    try:
        bench_journal(find({"COACH_HOME": str(home / "one")}))
        bench_library(find({"COACH_HOME": str(home / "many")}), sessions)
    finally:
        shutil.rmtree(home)


if __name__ == "__main__":
    main()
