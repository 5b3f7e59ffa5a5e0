"""The session's clock: seconds that count, and seconds away that do not.

The source should keep counting while the machine sleeps (CLOCK_BOOTTIME on Linux), so that a
sleep shows as a gap between two readings. The clock is read about once a second while a session
is open; a gap longer than `GAP` was time away: the program was suspended or the machine slept.
"""

from collections.abc import Callable

GAP = 8.0


class SessionClock:
    """Reads seconds since the session opened, continuing from `base`, leaving out time away."""

    def __init__(self, source: Callable[[], float], base: float = 0.0) -> None:
        self._source = source
        self._offset = base - source()
        self._last = source()
        self._away = 0.0

    def read(self) -> float:
        """The session's seconds now; never less than at an earlier reading."""
        now = self._source()
        gap = now - self._last
        if gap > GAP:
            away = gap - 1.0
            self._away += away
            self._offset -= away
        elif gap < 0:
            self._offset -= gap
        self._last = now
        return now + self._offset

    def take_away(self) -> float:
        """Seconds of absence noticed since the last call."""
        away, self._away = self._away, 0.0
        return away
