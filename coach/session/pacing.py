"""How the minutes stand: each phase against its window, and what an overrun eats.

Windows are [least, most]. A pace stretches the workflow's windows so that their `most` add up to
the interview's length: 35, 45 or 60 minutes. Untimed sessions have windows of 0.
"""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from coach.frozen import dataclass
from coach.session.state import State
from coach.session.stopwatch import clock

__all__ = ["PACES", "Pace", "PhasePace", "Standing", "by_the_minute", "clock", "pace", "windows"]

PACES = ("35", "45", "60", "untimed")
_STEP = 15
_MINUTE = 60


class Standing(StrEnum):
    """Where a phase's used minutes stand against its window."""

    AHEAD = "ahead"
    BEFORE = "before the least"
    INSIDE = "inside"
    OVER = "over"
    UNTIMED = "untimed"


@dataclass(frozen=True, slots=True)
class PhasePace:
    """One phase: seconds used, its window, how it stands, and how many seconds it has lost."""

    id: str
    title: str
    used: float
    least: int
    most: int
    standing: Standing
    current: bool
    lost: float

    @property
    def over(self) -> float:
        """Seconds beyond the window."""
        return max(0.0, self.used - self.most) if self.most else 0.0


@dataclass(frozen=True, slots=True)
class Pace:
    """The whole session's minutes at one moment, in seconds.

    `left` may be negative: then the interview's time is over. `eating` is the phase whose
    minutes the current overrun is using, "" when it still lives on minutes saved earlier.
    """

    phases: tuple[PhasePace, ...]
    total: int
    elapsed: float
    left: float
    eating: str
    sentence: str

    @property
    def current(self) -> PhasePace | None:
        """The phase the session is in."""
        return next((p for p in self.phases if p.current), None)


def windows(planned: Sequence[tuple[float, float]], pace: str) -> tuple[tuple[int, int], ...]:
    """The workflow's windows in minutes, as seconds for a pace, in steps of 15 seconds.

    The `most` add up to exactly the pace's minutes: what rounding leaves over goes to the
    longest window.
    """
    if pace == "untimed":
        return tuple((0, 0) for _ in planned)
    total = int(pace) * 60
    scale = total / (60 * sum(most for _, most in planned))
    scaled = [
        [_round(least * 60 * scale), max(_STEP, _round(most * 60 * scale))]
        for least, most in planned
    ]
    longest = max(range(len(scaled)), key=lambda i: scaled[i][1])
    scaled[longest][1] += total - sum(most for _, most in scaled)
    return tuple((min(least, most), most) for least, most in scaled)


def _round(seconds: float) -> int:
    return int(seconds / _STEP + 0.5) * _STEP


def _standing(used: float, least: int, most: int, entered: bool) -> Standing:
    if not most:
        return Standing.UNTIMED
    if not entered:
        return Standing.AHEAD
    if used > most:
        return Standing.OVER
    return Standing.INSIDE if used >= least else Standing.BEFORE


def pace(state: State, now: float) -> Pace:
    """How the minutes stand at `now` (seconds of the session's clock)."""
    plan = state.phases
    order = [phase.id for phase in plan]
    here = order.index(state.phase) if state.phase in order else -1
    total = sum(phase.most for phase in plan)
    elapsed = state.elapsed(now)
    left = total - elapsed
    used = {phase.id: state.seconds(phase.id, now) for phase in plan}
    lost = _lost(state, used, here, left) if total else {}
    phases = tuple(
        PhasePace(
            p.id,
            p.title,
            used[p.id],
            p.least,
            p.most,
            _standing(used[p.id], p.least, p.most, p.id in state.entered),
            index == here,
            lost.get(p.id, 0.0),
        )
        for index, p in enumerate(plan)
    )
    current = phases[here] if here >= 0 else None
    eating = ""
    if current and current.standing is Standing.OVER:
        eating = next((p.id for p in phases[here + 1 :] if p.lost > 0), "")
    return Pace(phases, total, elapsed, left, eating, _sentence(phases, here, left, eating, total))


def by_the_minute(told: Pace) -> Pace:
    """The same minutes for a clock without seconds: what was used in whole minutes, rounded down,
    and what follows from it; how a phase stands is not rounded."""
    phases = tuple(
        replace(phase, used=whole_minutes(phase.used), lost=whole_minutes(phase.lost))
        for phase in told.phases
    )
    here = next((at for at, phase_pace in enumerate(phases) if phase_pace.current), -1)
    elapsed = whole_minutes(told.elapsed)
    left = told.total - elapsed
    sentence = _sentence(phases, here, left, told.eating, told.total)
    return Pace(phases, told.total, elapsed, left, told.eating, sentence)


def whole_minutes(seconds: float) -> float:
    """So many seconds without those of a minute that is not over."""
    return float(seconds // _MINUTE * _MINUTE)


def _lost(state: State, used: dict[str, float], here: int, left: float) -> dict[str, float]:
    """Seconds the later phases can no longer have, taken from the next one first."""
    rest = {p.id: max(0.0, p.most - used[p.id]) for p in state.phases[max(here, 0) :]}
    short = sum(rest.values()) - max(0.0, left)
    lost: dict[str, float] = {}
    for phase in state.phases[here + 1 :]:
        if short <= 0:
            break
        lost[phase.id] = min(short, rest[phase.id])
        short -= lost[phase.id]
    return lost


def _sentence(
    phases: tuple[PhasePace, ...], here: int, left: float, eating: str, total: int
) -> str:
    if here < 0 or not total:
        return ""
    current = phases[here]
    if left < 0:
        return f"The interview's time ended {clock(-left)} ago."
    if current.standing is Standing.BEFORE:
        return f"{clock(current.least - current.used)} to the least this phase should take."
    if current.standing is Standing.INSIDE:
        return f"Inside the window, {clock(current.most - current.used)} of it left."
    if eating:
        owner = next(p for p in phases if p.id == eating)
        return f"You are using the {owner.title.lower()}'s minutes: {clock(owner.lost)} so far."
    if here == len(phases) - 1:
        return f"Over this phase's window; {clock(left)} left in all."
    return "Over the window, on minutes you saved earlier."
