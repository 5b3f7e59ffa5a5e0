"""The course of a session: when each entry was on the interview's own clock, its phases, its
silences, its marks, and the place that somebody names as `14:05` or `#117`.

All times are seconds of the interview's own clock, which stands still in pauses.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from coach.errors import NotFound, UsageError
from coach.frozen import dataclass
from coach.session import events as ev
from coach.session.entry import Entry
from coach.session.fold import step
from coach.session.state import EMPTY
from coach.session.stopwatch import clock as shown

SILENCE = 5.0
"""Seconds without anything happening above which a replay does not sit them out."""
SILENCE_PLAYED = 1.0
"""Seconds that a replay takes for a silence, however long it was."""
_EDGE = 1e-9
_STOPWATCH = re.compile(r"(?:(\d{1,3}):)?(\d{1,4}):([0-5]\d)")
_NUMBER = re.compile(r"#(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the session in one phase."""

    phase: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Silence:
    """A stretch in which nothing happened for longer than `SILENCE`."""

    start: float
    end: float


@dataclass(frozen=True, slots=True)
class CourseMark:
    """Something to jump to: kind is phase, fact, hint, curveball or mark (one's own); `label` is
    what it is about, `n` the entry, `note` what one wrote there oneself."""

    n: int
    clock: float
    kind: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """`clocks` has the time of every entry, in their order; `numbers` their numbers."""

    numbers: tuple[int, ...]
    clocks: tuple[float, ...]
    bands: tuple[Band, ...]
    silences: tuple[Silence, ...]
    marks: tuple[CourseMark, ...]
    played: float

    @property
    def seconds(self) -> float:
        """How long the session was."""
        return self.clocks[-1] if self.clocks else 0.0

    def count_at(self, clock: float) -> int:
        """How many entries there were at that time: up to the last that is not later; at least
        the first one."""
        return max(1, bisect_right(self.clocks, clock + _EDGE))

    def count_of(self, number: int) -> int:
        """How many entries there were with that one, or the last before it."""
        return max(1, bisect_right(self.numbers, number))


def course(entries: Sequence[Entry]) -> Course:
    """The course of a session's entries; in one go over them."""
    state = EMPTY
    clocks: list[float] = []
    bands: list[Band] = []
    silences: list[Silence] = []
    played = last = 0.0
    ended = False
    for entry in entries:
        state = step(state, entry)
        clock = state.elapsed(entry.at)
        clocks.append(clock)
        if isinstance(entry.event, ev.PhaseEntered):
            if bands:
                bands[-1] = Band(bands[-1].phase, bands[-1].start, clock)
            bands.append(Band(entry.event.phase, clock, clock))
        if ended or isinstance(entry.event, ev.ClockNoted | ev.Tagged):
            continue
        gap = clock - last
        if gap > SILENCE:
            silences.append(Silence(last, clock))
        played += SILENCE_PLAYED if gap > SILENCE else gap
        last = clock
        ended = isinstance(entry.event, ev.SessionClosed)
    if bands:
        bands[-1] = Band(bands[-1].phase, bands[-1].start, clocks[-1])
    numbers = tuple(entry.n for entry in entries)
    marks = _marks(entries, dict(zip(numbers, clocks, strict=True)))
    return Course(numbers, tuple(clocks), tuple(bands), tuple(silences), marks, played)


def _marks(entries: Sequence[Entry], clock_of: dict[int, float]) -> tuple[CourseMark, ...]:
    marks: list[CourseMark] = []
    for entry in entries:
        clock = clock_of[entry.n]
        match entry.event:
            case ev.PhaseEntered(phase):
                marks.append(CourseMark(entry.n, clock, "phase", phase))
            case ev.FactRevealed(fact=fact):
                marks.append(CourseMark(entry.n, clock, "fact", fact))
            case ev.HintGiven(ladder=ladder):
                marks.append(CourseMark(entry.n, clock, "hint", ladder))
            case ev.CurveballThrown(curveball=curveball):
                marks.append(CourseMark(entry.n, clock, "curveball", curveball))
            case ev.Tagged(about, tag, note):
                marks.append(CourseMark(about, clock_of.get(about, clock), "mark", tag, note))
            case _:
                pass
    return tuple(sorted(marks, key=lambda mark: (mark.n, mark.kind)))


@dataclass(frozen=True, slots=True)
class CoursePlace:
    """A moment of a session: how many entries there were, and the time on the interview's clock."""

    count: int
    clock: float


def place(text: str, line: Course) -> CoursePlace:
    """The place that somebody names: `14:05`, `1:04:05` on the interview's clock, or `#117`, an
    entry.

    UsageError for what is neither, NotFound for an entry or a time that the session does not have.
    """
    wanted = text.strip()
    if number := _NUMBER.fullmatch(wanted):
        if int(number[1]) not in line.numbers:
            raise NotFound(
                f"There is no entry #{int(number[1])}.", f"They go to #{max(line.numbers)}."
            )
        count = line.count_of(int(number[1]))
        return CoursePlace(count, line.clocks[count - 1])
    if time := _STOPWATCH.fullmatch(wanted):
        hours, minutes, seconds = (int(part or 0) for part in time.groups())
        wished = hours * 3600 + minutes * 60 + seconds
        if wished > line.seconds + 1:
            raise NotFound(
                f"The session has no {shown(wished)}.", f"It ends at {shown(line.seconds)}."
            )
        return CoursePlace(line.count_at(wished), min(float(wished), line.seconds))
    raise UsageError(
        f"{wanted[:40] or 'Nothing'} is no place in a session.",
        "Write a time such as 14:05, or an entry such as #117.",
    )
