"""What the library answers to the search line: a screenful at first, more as one goes on."""

from dataclasses import dataclass

from coach.journal.library import Library
from coach.journal.query import SessionQuery, parse
from coach.journal.summary import Summary

SHOWN = 500
"""Sessions that a list has at most; searching finds the others."""
PAGE = 60
"""Sessions that an answer brings at first; more come as the cursor nears the last of them."""
COMPARED = 5_000
"""Sessions among which the attempt before one is looked for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the library said to a query: the first sessions, whether there are `more`, those among
    which the attempts before are looked for, how many there are in all and how many not sound."""

    query: SessionQuery
    sessions: tuple[Summary, ...]
    every: tuple[Summary, ...]
    note: str = ""
    more: bool = False
    counts: tuple[int, int] = (0, 0)


def answered(library: Library, text: str, wanted: int, known: Answer | None) -> Answer:
    """The answer to what stands in the search line, with so many sessions; of an answer `known`
    to stand for the same files what does not depend on the line is taken."""
    query = parse(text)
    if known is not None and known.every:
        every, counts = known.every, known.counts
    else:
        every, counts = library.sessions(COMPARED), library.counts()
    held = every if query.everything else library.search(text, wanted + 1)
    note = query.complaints[0] if query.complaints else ""
    hidden = library.hidden() if not held else ()
    note = note or (hidden[0] if hidden else "")
    return Answer(query, held[:wanted], every, note, len(held) > wanted, counts)
