"""The four scenarios of a load test with their rates, times and virtual users.

Users follow from Little's law (Little, 1961): rate times p99, and half as much again; the most is
five times that, and what k6 drops beyond it is counted against the generator, not the system.
"""

import math

from coach.boards.plan.document import LoadTest
from coach.frozen import dataclass

PAUSE = 60
"""Seconds between two scenarios: k6 waits 30 s (gracefulStop) for what is under way."""
LEAD, RISE, RECOVERY = 120, 10, 300
"""Seconds before a spike, of its rise and fall, and of watching the recovery."""
SPARE = 1.5
MOST = 5


@dataclass(frozen=True, slots=True)
class Stage:
    """One scenario: requests per second, seconds held, users prepared and at most, its begin."""

    name: str
    rate: float
    hold: int
    users: int
    most: int
    begin: int
    spike: bool


def stages(load: LoadTest) -> tuple[Stage, ...]:
    """Baseline, 2x, 5x and the spike, one after another."""
    out: list[Stage] = []
    begin = 0
    levels = (("baseline", 1.0), ("load_2x", 2.0), ("load_5x", 5.0), ("spike", load.spike))
    for name, times in levels:
        rate = load.rate * times
        spike = name == "spike"
        hold = load.spike_seconds if spike else load.hold(times)
        users = max(1, math.ceil(round(rate * load.p99 * SPARE, 9)))
        out.append(Stage(name, rate, hold, users, users * MOST, begin, spike))
        begin += hold + PAUSE
    return tuple(out)
