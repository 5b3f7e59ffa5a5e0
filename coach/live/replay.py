"""A session looked at again: its entries and a movable end. Knows no screen and no clock; whoever
plays it says how many seconds have passed."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence

from coach.session import events as ev
from coach.session.course import SILENCE, SILENCE_PLAYED, Course, CourseMark, CoursePlace, course
from coach.session.entry import Entry
from coach.session.fold import fold
from coach.session.state import State

SPEEDS = (1, 2, 3, 4, 6, 8, 10, 12, 16)
"""How many times as fast the keys 1 to 9 play."""


class Replay:
    """The first `count` of a session's entries, and the interview's clock somewhere behind the
    last of them. The same entries and end always give the same state."""

    trouble = False
    writable = False
    caption = "REPLAY"

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)
        self.line: Course = course(self.entries)
        self.count = len(self.entries)
        self.clock = self.line.seconds
        self.speed = 1
        self._state: State | None = None
        self._knots = _knots(self.entries, self.line)
        self.to(min(1, len(self.entries)))

    @property
    def state(self) -> State:
        """The state after the entries up to the end that is set."""
        if self._state is None:
            self._state = fold(self.entries[: self.count])
        return self._state

    @property
    def ended(self) -> bool:
        """Whether the end stands behind the last entry."""
        return self.count >= len(self.entries)

    @property
    def entry(self) -> Entry:
        """The last entry before the end."""
        return self.entries[self.count - 1]

    def now(self) -> float:
        """Seconds since the session opened, at the end that is set."""
        if not self.count:
            return 0.0
        return self.entry.at + max(0.0, self.clock - self.line.clocks[self.count - 1])

    def to(self, count: int) -> None:
        """Sets the end behind so many entries; at least the first one, at most all."""
        count = max(min(1, len(self.entries)), min(len(self.entries), count))
        if count != self.count:
            self._state = None
        self.count = count
        self.clock = self.line.clocks[count - 1] if count else 0.0

    def at(self, clock: float) -> None:
        """Sets the end to a time of the interview's clock, in seconds."""
        clock = max(0.0, min(self.line.seconds, clock))
        self.to(self.line.count_at(clock))
        self.clock = max(self.clock, clock)

    def go(self, where: CoursePlace) -> None:
        """Sets the end to a place: behind its entries, at its time."""
        self.to(where.count)
        self.clock = max(self.clock, where.clock)

    def step(self, by: int) -> None:
        """So many entries on or back; those that show nothing are no steps."""
        direction = 1 if by > 0 else -1
        count = self.count
        for _ in range(abs(by)):
            count += direction
            while 1 < count < len(self.entries) and _silent(self.entries[count - 1]):
                count += direction
        self.to(count)

    def phase(self, by: int) -> None:
        """To the beginning of the next phase, or of this one and then of the one before."""
        begins = [mark.n for mark in self.line.marks if mark.kind == "phase"]
        counts = [self.line.count_of(n) for n in begins]
        if by > 0:
            later = [count for count in counts if count > self.count]
            self.to(later[0] if later else len(self.entries))
        else:
            earlier = [count for count in counts if count < self.count]
            self.to(earlier[-1] if earlier else 1)

    def mark(self, by: int, kinds: Collection[str] = ()) -> CourseMark | None:
        """To the next mark of these kinds (of any but phases where none are given), or the one
        before; gives it, None where there is none."""
        wanted = [
            mark
            for mark in self.line.marks
            if (mark.kind in kinds if kinds else mark.kind != "phase")
        ]
        places = [(self.line.count_of(mark.n), mark) for mark in wanted]
        if by > 0:
            place = next((pair for pair in places if pair[0] > self.count), None)
        else:
            place = next((pair for pair in reversed(places) if pair[0] < self.count), None)
        if place is None:
            return None
        self.to(place[0])
        return place[1]

    def play(self, seconds: float) -> bool:
        """Goes on for so many seconds of the one who watches, silences cut short; False at the
        end."""
        played, clocks = self._knots
        here = _between(self.clock, clocks, played)
        clock = _between(here + seconds * self.speed, played, clocks)
        count = max(self.count, bisect_right(self.line.clocks, clock))
        if count >= len(self.entries):
            self.to(len(self.entries))
            return False
        if count != self.count:
            self.to(count)
        self.clock = max(self.clock, clock)
        return True

    def more(self, entries: Sequence[Entry]) -> None:
        """The same session with entries that were added to it since: notes and marks."""
        count, clock = self.count, self.clock
        self.entries = tuple(entries)
        self.line = course(self.entries)
        self._knots = _knots(self.entries, self.line)
        self.to(count)
        self.clock = clock


def _silent(entry: Entry) -> bool:
    return isinstance(entry.event, ev.ClockNoted | ev.Tagged | ev.DraftEdited)


def _knots(entries: Sequence[Entry], line: Course) -> tuple[list[float], list[float]]:
    """Seconds of playing and of the interview's clock, side by side, between which both run
    evenly: at each entry that ends a silence or none."""
    played, clocks = [0.0], [0.0]
    for entry, clock in zip(entries, line.clocks, strict=True):
        gap = clock - clocks[-1]
        if isinstance(entry.event, ev.ClockNoted | ev.Tagged) or gap <= 0:
            continue
        played.append(played[-1] + (SILENCE_PLAYED if gap > SILENCE else gap))
        clocks.append(clock)
    return played, clocks


def _between(value: float, scale: Sequence[float], other: Sequence[float]) -> float:
    """The place on the other scale of a value of this one, both rising side by side."""
    if value >= scale[-1]:
        return other[-1]
    at = max(1, bisect_left(scale, value))
    low, high = scale[at - 1], scale[at]
    part = (value - low) / (high - low) if high > low else 0.0
    return other[at - 1] + part * (other[at] - other[at - 1])
