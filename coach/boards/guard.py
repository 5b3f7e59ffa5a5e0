"""A text in another notation on the api and schema boards: told apart from their own lines."""

from coach.boards.board import Finding
from coach.boards.foreign import Foreign, Notation, foreign, refusal

_AROUND = frozenset({Notation.MARKDOWN, Notation.DRAWING})
"""What may stand around a board's own lines; it is refused only where none of those is read."""


def strange(text: str) -> Foreign | None:
    """The notation of a text that is none of the boards' own lines for certain."""
    found = foreign(text)
    return None if found is None or found.notation in _AROUND else found


def nothing_read(text: str, instead: str) -> tuple[Finding, ...]:
    """The finding on a text of which nothing was read because it is in another notation."""
    found = foreign(text)
    return (refusal(found, instead),) if found is not None else ()
