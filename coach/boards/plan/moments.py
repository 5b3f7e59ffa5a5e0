"""When a step begins that a date, a weekday, a time of day, a quarter or +3 months stands before.

All are counted from the first of their kind, or from the plan's own start where it says one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from coach.boards.plan.document import PointInTime, Step
from coach.boards.plan.durations import DAY, WEEK
from coach.boards.plan.rawline import Outside
from coach.tuples import NamedTuple

QUARTER = 91 * DAY
"""A quarter of a year, in whole weeks."""
_QUARTERS = 4
_FIRST_DAY = 3
"""The first of January 1970 was a Thursday; Monday is 0."""


class Begin(NamedTuple):
    """A start that a line fixes, one before which its step does not begin, and a length that its
    times say; None what is unsaid."""

    pinned: int | None = None
    earliest: int | None = None
    seconds: int | None = None


@dataclass(slots=True)
class Moments:
    """What each kind of moment is counted from; `steps` are the plan's so far."""

    steps: Sequence[Step]
    start: PointInTime | None = None
    clock_zero: int | None = None
    date_zero: int | None = None
    weekday_zero: tuple[int, int] | None = None
    quarter_zero: int | None = None
    count_zero: int | None = None

    def begin(self, outer: Outside, seconds: int | None) -> Begin:
        """The start and the length of a line whose words say a length in seconds, or none."""
        pinned, earliest = outer.pinned, outer.earliest
        if outer.weekday is not None:
            pinned = self._since_weekday(outer.weekday, outer.clock or 0)
        elif outer.clock is not None:
            pinned = self.since_zero(outer.clock)
        elif outer.spanned is not None:
            return self._within(*outer.spanned)
        elif outer.date is not None:
            pinned = self.since_day(outer.date)
        elif outer.quarter is not None:
            earliest = self._since_quarter(outer.quarter)
        if outer.seconds is not None:
            return Begin(pinned, earliest, outer.seconds)
        return Begin(pinned, earliest, outer.usual if seconds is None else seconds)

    def since_day(self, at: int) -> int:
        """Seconds of a date after the plan's start, or after the first date of all."""
        if self.date_zero is None:
            self.date_zero = at
        return at - (self.start.at if self.start is not None else self.date_zero)

    def since_count(self, at: int) -> int:
        """Seconds of a week or a day that is numbered after the first one so numbered."""
        if self.count_zero is None:
            self.count_zero = at
        return at - self.count_zero

    def since_zero(self, clock: int) -> int | None:
        """Seconds of a time of day after the plan's first one; the clock may pass midnight."""
        if self.clock_zero is None:
            self.clock_zero = clock
            return None
        before = self._before()
        at = (clock - self.clock_zero) % DAY
        while at < before:
            at += DAY
        return at

    def _before(self) -> int:
        """The last start that a line fixed."""
        return next((step.pinned for step in reversed(self.steps) if step.pinned is not None), 0)

    def _since_weekday(self, day: int, clock: int) -> int:
        """Seconds of a day of the week after the plan's first one; the week may end. A day from 7
        on is the next of its name: not one within six days of the last start."""
        if self.start is not None:
            return self._after_start(self.start, day, clock)
        if self.weekday_zero is None:
            self.weekday_zero = (day % 7, clock)
        first, began = self.weekday_zero
        before = self._before()
        at = (day - first) % 7 * DAY + clock - began
        while at + DAY <= before or (day >= 7 and self.steps and at < before + 6 * DAY):
            at += WEEK
        return at

    def _after_start(self, start: PointInTime, day: int, clock: int) -> int:
        """Seconds from the plan's start to the first such day on which the steps before it are
        done: a time of day is not before that, a day may be the same."""
        self.weekday_zero = self.weekday_zero or (day % 7, clock)
        since = start.at // DAY + _FIRST_DAY
        at = (day - since) % 7 * DAY + clock - start.at % DAY
        done = max(self._before(), self._done())
        while at + (0 if clock else DAY - 1) < done or (day >= 7 and at < self._before() + 6 * DAY):
            at += WEEK
        return at

    def _done(self) -> int:
        """When the steps so far are done that come one after the other."""
        end = begun = 0
        for step in self.steps:
            start = step.pinned if step.pinned is not None else begun if step.beside else end
            begun, end = start, max(end, start + step.lag + (step.seconds or 0))
        return end

    def _since_quarter(self, quarter: int) -> int:
        if self.quarter_zero is None:
            self.quarter_zero = quarter
        dated = min(quarter, self.quarter_zero) > _QUARTERS
        away = quarter - self.quarter_zero
        return (away if dated else away % _QUARTERS) * QUARTER

    def _within(self, begin: int, end: int) -> Begin:
        """The start and the length of 5-15 min where it goes on from 0 or the step before; else
        it is a length, of which the longer counts."""
        last = self.steps[-1] if self.steps else None
        known = last is not None and last.pinned is not None
        goes_on = last is not None and known and (last.pinned or 0) + (last.seconds or 0) == begin
        if begin == 0 or goes_on:
            return Begin(begin, None, end - begin)
        return Begin(seconds=end)
