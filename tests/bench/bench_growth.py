"""How times grow with what is drawn, reckoned and kept: `python3 tests/bench/bench_growth.py`.

Three tables, in milliseconds of processor time, the least of a few runs. Boxes: a fresh layout for
100 columns, the layout of one box more grown on it, and the same graph asked for again. Lines of a
sheet: reckoned whole, and after a key in its last line. Entries of a session: folded, and told as
a transcript. What has a limit says where it lies: beyond 240 boxes or 10,000 lines the first ones
are taken, and a finding says so.
"""

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from coach.boards.diagram.diagram_text import read
from coach.boards.diagram.picture_growth import PictureGrowth, ViewSize
from coach.boards.estimate.sheet import evaluate
from coach.boards.estimate.workings import Workings
from coach.export.transcript import markdown
from coach.session import events as ev
from coach.session.entry import Entry
from coach.session.fold import fold
from coach.session.history import whole

BOXES = (10, 30, 100, 300, 1000)
LINES = (10, 100, 1000, 10_000)
ENTRIES = (300, 3000, 30_000)
SLOW = 300.0
"""Milliseconds above which once is enough."""
WORDS = (
    "cache",
    "queue",
    "api",
    "replica",
    "shard",
    "write",
    "read",
    "balancer",
    "token",
    "bucket",
)


def least(work: Callable[[], object], runs: int = 3) -> float:
    """Milliseconds of processor time of the quickest of so many runs; slow work is done once."""
    best = float("inf")
    for _ in range(runs):
        begun = time.process_time()
        work()
        best = min(best, (time.process_time() - begun) * 1000)
        if best > SLOW:
            break
    return best


def design(boxes: int) -> str:
    """An architecture in words: every box is fed by one of the few before it."""
    chance = random.Random(7)
    lines = ["box0"]
    for number in range(1, boxes):
        source = chance.randrange(max(0, (number - 1) // 3 - 2), max(1, number // 2))
        lines.append(f"box{source} -> box{number}")
    return "\n".join(lines) + "\n"


def sheet(lines: int) -> str:
    """A chain of amounts, each worked out from one of the ten before it; no line of it stands in
    a chain of another length, so that nothing is known of it from there."""
    chance = random.Random(7)
    rows = ["users = 10M"]
    for number in range(1, lines):
        before = chance.randrange(max(0, number - 10), number)
        named = f"amount {lines} {before}" if before else "users"
        rows.append(f"amount {lines} {number} = {named} + 1")
    return "\n".join(rows)


def session(entries: int) -> list[Entry]:
    """A session in which three boards are written on and something is said now and then."""
    chance = random.Random(7)
    boards = ("notes", "estimate", "diagram")
    opened = ev.SessionOpened(
        session="growth",
        prompt="url-shortener",
        title="URL shortener",
        statement="Design it.",
        workflow="interview",
        level="mid",
        pace="45",
        mode="coach",
        wall="2026-03-14T09:30:00+00:00",
        phases=(ev.Phase("clarify", "Clarify", 180, 300),),
        boards=tuple(ev.BoardStart(name) for name in boards),
    )
    made = [
        Entry(1, 0.0, "candidate", opened),
        Entry(2, 0.1, "candidate", ev.PhaseEntered("clarify")),
    ]
    sizes, board = dict.fromkeys(boards, 0), "notes"
    while len(made) < entries:
        event: ev.Event
        if chance.random() < 0.1:
            event = ev.Said(" ".join(chance.choices(WORDS, k=12)))
        else:
            board = chance.choice(boards) if chance.random() < 0.02 else board
            word = chance.choice(WORDS) + chance.choice(" \n   ")
            at = sizes[board] if chance.random() < 0.9 else chance.randrange(sizes[board] + 1)
            sizes[board] += len(word)
            event = ev.TextEdited(board, at, "", word)
        made.append(Entry(len(made) + 1, len(made) * 0.4, "candidate", event))
    return made


def table(title: str, names: tuple[str, ...], sizes: tuple[int, ...],
          row: Callable[[int], tuple[float, ...]]) -> None:  # fmt: skip
    """Prints a table, a row a size."""
    print(f"{title:>10}" + "".join(f"{name:>16}" for name in names))
    for size in sizes:
        print(f"{size:>10,}" + "".join(f"{ms:>16.1f}" for ms in row(size)), flush=True)


def drawn(boxes: int) -> tuple[float, ...]:
    """Milliseconds of a fresh layout, of one box more, and of the same again."""
    text = design(boxes)
    graph, more = read(text), read(f"{text}box0 -> one more\n")
    fresh = least(lambda: PictureGrowth(ViewSize(100)).fresh(graph))
    growth = PictureGrowth(ViewSize(100))
    growth.picture([text], graph)
    begun = time.process_time()
    growth.picture([text], more)
    grown = (time.process_time() - begun) * 1000
    return fresh, grown, least(lambda: growth.picture([text], more))


def reckoned(lines: int) -> tuple[float, ...]:
    """Milliseconds of a sheet from nothing, and after a key in its last line."""
    text = sheet(lines)
    kept = Workings()
    whole_sheet = least(lambda: evaluate(text, workings=kept), 1)
    keys = iter("0123456789")
    return (
        whole_sheet,
        least(lambda: evaluate(text + next(keys), workings=kept)),
    )


def told(entries: int) -> tuple[float, ...]:
    """Milliseconds of folding a session, and of its transcript."""
    made = session(entries)
    return least(lambda: fold(made)), least(lambda: markdown(whole(made)))


def main() -> None:
    """Prints the three tables."""
    table("boxes", ("fresh", "one more", "again"), BOXES, drawn)
    table("lines", ("whole", "a key"), LINES, reckoned)
    table("entries", ("fold", "transcript"), ENTRIES, told)


if __name__ == "__main__":
    main()
