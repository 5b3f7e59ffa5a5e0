"""A session's entries together with what is known to be lost of them.

Whatever tells a person or a program about a session (transcript, debrief, export) takes a
`History` and not bare entries, so that no caller can drop what a reader found wrong.
"""

from collections.abc import Iterable

from coach.frozen import dataclass
from coach.session.entry import Entry
from coach.session.events import TextEdited, Unknown
from coach.session.fold import step
from coach.session.state import EMPTY

LOST = "entry_lost"
"""The wire name of what stands in a repaired session for an entry that could not be read."""
_NAMED = 5


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """The entries that can be read, and a sentence about what is wrong with their file ("" where
    nothing is)."""

    entries: tuple[Entry, ...]
    damage: str

    def losses(self) -> tuple[str, ...]:
        """What a reader of the session must be told before anything else, a sentence each; none
        where all that was written is here."""
        told = [self.damage] if self.damage else []
        gaps = [*self.gaps()]
        if gaps:
            named = ", ".join(_stretch(first, last) for first, last in gaps[:_NAMED])
            more = f" and {len(gaps) - _NAMED} more stretches" if len(gaps) > _NAMED else ""
            single = len(gaps) == 1 and gaps[0][0] == gaps[0][1]
            who, are = ("Entry", "is") if single else ("Entries", "are")
            told.append(f"{who} {named}{more} {are} lost.")
        if told and (homeless := self._homeless()):
            edits = "1 edit" if homeless == 1 else f"{homeless} edits"
            told.append(
                f"{edits} made after a loss could not be applied: boards may lack what was written."
            )
        return tuple(told)

    def gaps(self) -> Iterable[tuple[int, int]]:
        """First and last number of each stretch of entries that are missing or stood in for."""
        gone = 0
        last = 0
        for entry in self.entries:
            if isinstance(entry.event, Unknown) and entry.event.type == LOST:
                gone = gone or last + 1
            else:
                gone = gone or (last + 1 if entry.n > last + 1 else 0)
                if gone:
                    yield gone, entry.n - 1
                gone = 0
            last = entry.n
        if gone:
            yield gone, last

    def _homeless(self) -> int:
        """How many edits no longer fit the text that they were made on."""
        state, count = EMPTY, 0
        for entry in self.entries:
            before, state = state, step(state, entry)
            if isinstance(entry.event, TextEdited) and state.unknown > before.unknown:
                count += 1
        return count


def whole(entries: Iterable[Entry]) -> History:
    """The history of entries that did not come from a file: a running or a played session."""
    return History(tuple(entries), "")


def _stretch(first: int, last: int) -> str:
    return str(first) if first == last else f"{first} to {last}"
