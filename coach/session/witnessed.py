"""What a witness says of a finished session: any program that was asked to read its transcript.

It is kept beside the session as testimony. The score that the rules give is never changed by it.
"""

from collections.abc import Mapping
from typing import ClassVar

from coach.frozen import dataclass
from coach.session.events import Audience, Event


@dataclass(frozen=True, slots=True)
class WitnessedPoint:
    """A point that a witness holds for shown: the observable's id, the entry and the words that
    show it, and whether they say how it works as well (`full`)."""

    id: str
    entry: int
    quote: str
    full: bool = False


@dataclass(frozen=True, slots=True)
class WitnessedWrong:
    """Words of the candidate's that a witness holds for wrong, and why."""

    entry: int
    quote: str
    why: str


@dataclass(frozen=True, slots=True)
class Testified(Event):
    """One answer of a witness, checked: `command` is the first word of what was run, `dropped`
    what it said besides that did not stand up, `seconds` how long it took."""

    TYPE: ClassVar[str] = "testified"
    AUDIENCE: ClassVar[Audience] = Audience.OWN
    command: str
    points: tuple[WitnessedPoint, ...] = ()
    wrong: tuple[WitnessedWrong, ...] = ()
    dropped: int = 0
    seconds: float = 0.0


WITNESSED: Mapping[str, type[Event]] = {Testified.TYPE: Testified}
