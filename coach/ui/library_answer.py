"""What the library answers to the search line: a screenful at first, more as one goes on."""

from coach.frozen import dataclass
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
class LibraryAnswer:
    """What the library said to a query: the first sessions, whether there are `more`, those among
    which the attempts before are looked for, how many there are in all and how many not sound."""

    query: SessionQuery
    sessions: tuple[Summary, ...]
    every: tuple[Summary, ...]
    note: str = ""
    more: bool = False
    counts: tuple[int, int] = (0, 0)


def answered(library: Library, text: str, wanted: int, basis: LibraryAnswer) -> LibraryAnswer:
    """The answer to what stands in the search line, with so many sessions; what does not depend on
    the line is that of `basis`, which may not know it yet."""
    query = parse(text)
    if query.everything:
        held = basis.every or library.sessions(wanted + 1)
    else:
        held = library.search(text, wanted + 1)
    note = query.complaints[0] if query.complaints else ""
    hidden = library.hidden() if not held else ()
    note = note or (hidden[0] if hidden else "")
    return LibraryAnswer(query, held[:wanted], basis.every, note, len(held) > wanted, basis.counts)


def compared(library: Library) -> tuple[tuple[Summary, ...], tuple[int, int]]:
    """The sessions among which the attempt before one is looked for; how many sessions there are
    in all, and how many not sound."""
    return library.sessions(COMPARED), library.counts()
