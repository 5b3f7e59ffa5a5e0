"""A session played without a screen: intents go through `decide` onto a clock of its own."""

from coach.session.decide import EnterPhase, Intent, Say, decide
from coach.session.entry import Entry
from coach.session.events import CANDIDATE, INTERVIEWER, Event, SessionOpened
from coach.session.fold import step
from coach.session.history import History, whole
from coach.session.state import EMPTY, State


class Played:
    """Collects the entries of a played session; `at` is its clock in seconds."""

    def __init__(self, opened: SessionOpened) -> None:
        self.entries: list[Entry] = []
        self.state: State = EMPTY
        self.at = 0.0
        self.append(opened, "coach")

    @property
    def history(self) -> History:
        """All that was played so far."""
        return whole(self.entries)

    def append(self, event: Event, by: str = CANDIDATE) -> int:
        """Appends an event as it is; gives its entry's number."""
        entry = Entry(len(self.entries) + 1, round(self.at, 3), by, event)
        self.entries.append(entry)
        self.state = step(self.state, entry)
        return entry.n

    def wait(self, seconds: float) -> None:
        """Lets the clock run."""
        self.at += seconds

    def do(self, intent: Intent, by: str = CANDIDATE, after: float = 0.0) -> int:
        """Carries an intent out after so many seconds; gives the number of the last entry."""
        self.wait(after)
        for event in decide(self.state, intent, by):
            self.append(event, by)
        return len(self.entries)

    def enter(self, phase: str, after: float = 0.0) -> int:
        """Enters a phase."""
        return self.do(EnterPhase(phase), after=after)

    def say(self, text: str, after: float = 0.0) -> int:
        """The candidate says something."""
        return self.do(Say(text), CANDIDATE, after)

    def reply(self, text: str, kind: str = "answer", after: float = 0.0) -> int:
        """The interviewer says something."""
        return self.do(Say(text, kind), INTERVIEWER, after)
