"""One observable of a session: what it could earn, what it did, and what shows it."""

from coach.catalog.content_model import Level
from coach.debrief.doubts import told
from coach.debrief.ear import HeardAs
from coach.debrief.evidence import Evidence
from coach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Misstatement:
    """A wrong sentence of the candidate's about a point, and why it fails; `anywhere` where it
    fails in every system, so that what is right about the point need not answer it."""

    said: Evidence
    why: str
    anywhere: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One observable of the session.

    `worth` is what it can earn here, `points` what it did; `extra` marks one above the level.
    `nearest` is what comes closest to it where it was not heard: of an unsure point what is asked
    about. `wrong` is what was said wrongly about it, also where that was corrected later.
    `elsewhere` is a sentence that would have earned it in another phase. `chance` is how likely it
    was made where it was not heard; `says_how` is False for a point that was only named;
    `prompted` is the entry with which the interviewer brought it up first. `brings` is what a point
    comes to once it is confirmed by what is quoted: less than its worth where that only names it.
    """

    id: str
    group: str
    phase: str
    level: Level
    text: str
    missed: str
    worth: float
    points: float
    state: HeardAs
    extra: bool
    load_bearing: bool
    self_assessed: bool
    note: str
    evidence: tuple[Evidence, ...]
    nearest: Evidence | None = None
    wrong: Misstatement | None = None
    elsewhere: Evidence | None = None
    chance: float = 0.0
    says_how: bool = True
    prompted: int | None = None
    brings: float = 0.0

    @property
    def met(self) -> bool:
        """Whether it is credited."""
        return self.state == "heard"

    @property
    def doubt(self) -> str:
        """What speaks against the sentence that is asked about, and what it had to mean; "" where
        nothing does."""
        return told(self.nearest.doubt, self.missed) if self.nearest else ""

    @property
    def on_word(self) -> bool:
        """Whether it is credited on the candidate's own word."""
        return self.self_assessed and self.met
