"""The first screen of a debrief: what it comes to at a glance, before it is prose.

A bar a group with what was heard, unsure, wrong and missed, each by its own sign; the strip of the
phases, planned against used; and the span of the points. Whole numbers only.
"""

from collections.abc import Iterator, Sequence

from coach.boards.board import Cell, Row
from coach.debrief.point import Point
from coach.debrief.tally import Tally
from coach.session.pacing import PhasePace, clock
from coach.text import cut, pad, width

SIGNS = {
    "heard": ("█", "good"),
    "unsure": ("?", "warn"),
    "wrong": ("×", "bad"),
    "missed": ("·", "dim"),
}
"""The sign and the role of each state of a point."""
_NAMED = ("▌", "good")
"""The sign of what was named only: half of its points."""
_NAMES = 24
_LEAST, _MOST = 10, 40


def overview(tally: Tally, phases: Sequence[PhasePace], cells: int) -> tuple[Row, ...]:
    """The picture at a width of so many cells, at most 16 rows for six groups and five phases."""
    return (
        *_span(tally, cells),
        (),
        *_groups(tally, cells),
        _legend(cells),
        (),
        *_phases(phases, cells),
    )


def _span(tally: Tally, cells: int) -> Iterator[Row]:
    """A scale of 100 points: what is heard, what may be, and where hire and strong hire begin."""
    room = max(20, min(50, cells - 30))
    low, high = (round(end.total * room / 100) for end in (tally.low, tally.high))
    bar: list[Cell] = [("  0 ", "dim"), ("█" * low, "good"), ("?" * (high - low), "warn")]
    yield (*bar, ("·" * (room - high), "dim"), (" 100", "dim"), ("   " + span(tally), "title"))


def span(tally: Tally) -> str:
    """The points in words: "58", or "58, up to 74"."""
    low, high = round(tally.low.total), round(tally.high.total)
    return f"{low} points" if low == high else f"{low}, up to {high}"


def _groups(tally: Tally, cells: int) -> Iterator[Row]:
    heaviest = max((group.worth for group in tally.groups), default=1.0) or 1.0
    room = max(_LEAST, min(_MOST, cells - _NAMES - 14))
    for group in tally.groups:
        mine = [p for p in tally.points if p.group == group.group and not p.extra]
        length = max(1, round(room * group.worth / heaviest))
        name = pad(cut(group.title, _NAMES - 1), _NAMES)
        told = f"  {round(group.points)} of {round(group.worth)}"
        yield (("  " + name, ""), *_bar(mine, length), (" " * (room - length), ""), (told, ""))


def _bar(points: Sequence[Point], length: int) -> list[Cell]:
    """A bar of so many cells, shared by worth in the order of the states."""
    worth = sum(point.worth for point in points) or 1.0
    shares = dict.fromkeys(("heard", "named", "unsure", "wrong", "missed"), 0.0)
    for point in points:
        if point.state == "heard":
            shares["heard"] += point.points
            shares["named"] += point.worth - point.points
        else:
            shares[point.state] += point.worth
    cells: list[Cell] = []
    done = 0.0
    for name, share in shares.items():
        sign, role = _NAMED if name == "named" else SIGNS[name]
        count = round((done + share) * length / worth) - round(done * length / worth)
        done += share
        cells.append((sign * count, role))
    return [cell for cell in cells if cell[0]]


def _legend(cells: int) -> Row:
    """What the signs mean, below the bars where there is room, else from the margin on."""
    parts: list[Cell] = []
    for name, (sign, role) in SIGNS.items():
        parts += [(sign, role), (f" {name}  ", "dim")]
    parts += [_NAMED, (" part of it", "dim")]
    taken = sum(width(text) for text, _ in parts)
    return ((" " * max(2, min(2 + _NAMES, cells - taken)), ""), *parts)


def _phases(phases: Sequence[PhasePace], cells: int) -> Iterator[Row]:
    """A row a phase: the minutes used as a bar, the window it should lie in as a frame."""
    if not any(phase.most for phase in phases):
        return
    longest = max(max(phase.used, phase.most) for phase in phases) or 1.0
    room = max(_LEAST, min(_MOST, cells - _NAMES - 26))
    for phase in phases:
        used, least, most = (
            min(room, round(room * value / longest))
            for value in (phase.used, phase.least, phase.most)
        )
        over = phase.used > phase.most
        bar = [("█" * min(used, most), "good" if phase.used >= phase.least else "warn")]
        bar += [("█" * max(0, used - most), "bad")]
        bar += [
            ("─" * max(0, least - used), "warn"),
            ("·" * max(0, most - max(least, used)), "dim"),
        ]
        size = sum(width(text) for text, _ in bar)
        told = f"  {clock(phase.used)} of {clock(phase.least)}-{clock(phase.most)}"
        name = pad(cut(phase.title, _NAMES - 1), _NAMES)
        yield (
            ("  " + name, ""),
            *((text, role) for text, role in bar if text),
            (" " * (room - size), ""),
            (told, "bad" if over else ""),
        )
