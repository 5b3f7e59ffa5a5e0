"""Plays a written candidate against the real interviewer, on a clock that waits for nobody."""

from typing import Protocol

from coach.authoring.script import Act, Script
from coach.errors import CoachError, ContentError
from coach.session.decide import Close, EnterPhase, Intent
from coach.session.state import State

STEP = 5.0
"""Seconds from one tick to the next."""
TYPED = 6.0
"""Characters that are typed in a second."""
BUSY = 0.8
"""The most of an act's time that is spent typing; the rest is silence before it."""


class ScriptStage(Protocol):
    """Where a session is played: what `coach.live.live.Live` offers."""

    state: State

    def do(self, intent: Intent, by: str = "") -> object:
        """Carries an intent of the candidate's out."""
        ...

    def tick(self, idle_seconds: float) -> object:
        """Lets the interviewer see that time has passed."""
        ...


class ScriptTime:
    """The seconds of a played session; calling it reads them."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        """The seconds now."""
        return self.seconds


def play(script: Script, stage: ScriptStage, time: ScriptTime, name: str = "the script") -> None:
    """Plays all phases and closes the session; ContentError names the line that is refused."""
    for stretch in script.stretches:
        _do(stage, EnterPhase(stretch.phase), name, stretch.line)
        end = time.seconds + stretch.seconds
        each = stretch.seconds / (len(stretch.acts) + 1)
        for act in stretch.acts:
            _wait(act, each, stage, time)
            _do(stage, act.intent(stage.state), name, act.line)
        if end > time.seconds:
            _pass(end - time.seconds, stage, time, 0.0, 1.0)
    _do(stage, Close(), name, script.stretches[-1].line)


def _wait(act: Act, seconds: float, stage: ScriptStage, time: ScriptTime) -> None:
    """Lets the time of an act pass: silence first, then typing."""
    typing = min(seconds * BUSY, len(act.text) / TYPED)
    idle = _pass(seconds - typing, stage, time, 0.0, 1.0)
    _pass(typing, stage, time, idle, 0.0)


def _pass(
    seconds: float, stage: ScriptStage, time: ScriptTime, idle: float, idling: float
) -> float:
    """Ticks through so many seconds; gives how long nothing was typed at their end."""
    left = seconds
    idle *= idling
    while left > 0:
        step = min(STEP, left)
        time.seconds += step
        left -= step
        idle += step * idling
        stage.tick(idle)
    return idle


def _do(stage: ScriptStage, intent: Intent, name: str, line: int) -> None:
    try:
        stage.do(intent)
    except CoachError as error:
        raise ContentError(f"{name}, line {line}: {error.message}", error.hint) from None
