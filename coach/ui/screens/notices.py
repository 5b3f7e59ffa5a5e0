"""What a person bent over a board would miss: the interviewer's words, and a window's last minute.

The unread words are marked on the talk tab and said in one line at the bottom; a bell rings, by
the setting `bell`, when the interviewer breaks in and a minute before a phase's window ends.
"""

from coach.session.pacing import Pace
from coach.session.state import State
from coach.ui.faces import SessionFace
from coach.ui.views.conversation import speaker

WARNED = 60
"""Seconds before the end of a phase's window at which the person is told."""

HELD = 8.0
"""Seconds for which such a line stands although keys are pressed."""


class Notices:
    """Keeps count of what one screen has not shown yet."""

    def __init__(self, screen: SessionFace) -> None:
        self._screen = screen
        self._heard = len(screen.state.conversation)
        self._warned: set[tuple[str, int]] = set()
        self._minute: tuple[str, tuple[str, int]] | None = None
        self._quoted = ""
        self.unread = 0

    def listen(self, state: State, tells: bool = True) -> None:
        """After every change: what was said is read where the conversation is in sight. `tells`
        says it at the bottom, where no other line does."""
        fresh = state.conversation[self._heard :]
        self._heard = len(state.conversation)
        others = [words for words in fresh if words.by != self._screen.live.me]
        if any(words.kind == "interruption" for words in others):
            self._ring()
        self.unread += len(others)
        if others and not self.seen() and tells:
            last = others[-1]
            first = " ".join(last.text.split())
            self._quoted = f"{speaker(last, state.role(last.by))}: {first}"
            self._screen.say(self._quoted, "interviewer", HELD)

    def seen(self) -> bool:
        """Whether the conversation is in sight; all of it is read then, and the line at the
        bottom that began to say it gives way to the keys."""
        if self._screen.talk_in_sight():
            self.unread = 0
            if self._quoted:
                self._screen.unsay(self._quoted)
                self._quoted = ""
            return True
        return False

    def watch(self, state: State, pace: Pace) -> None:
        """Once a second: whether the last minute of the phase's window has begun."""
        phase = pace.current
        if phase is None or state.paused or state.closed or phase.most <= WARNED:
            self._over()
            return
        visit = (phase.id, state.entered.get(phase.id, 0))
        left = phase.most - phase.used
        if self._minute is not None and (left <= 0 or self._minute[1] != visit):
            self._over()
        if visit in self._warned or left > WARNED:
            return
        self._warned.add(visit)
        if left > WARNED - 5:
            self._ring()
            if self._screen.coach.environment.settings.bell == "bell and line":
                told = f"One minute left of the window of {phase.title}."
                self._minute = told, visit
                self._screen.say(told, "warn", HELD)

    def _over(self) -> None:
        """The last minute is over, or stands still: its line gives way to the keys."""
        if self._minute is not None:
            self._screen.unsay(self._minute[0])
            self._minute = None

    def _ring(self) -> None:
        if self._screen.coach.environment.settings.bell != "none":
            self._screen.app.bell()
