"""A text in another notation on the api and schema boards: told apart from their own lines.

What tells notations apart is loaded only where there is a text.
"""

from typing import TYPE_CHECKING

from coach.boards.board import Finding

if TYPE_CHECKING:
    from coach.boards.foreign import Foreign


def strange(text: str) -> "Foreign | None":
    """The notation of a text that is none of the boards' own lines for certain."""
    found = _foreign(text)
    return None if found is None or found.notation.name in ("MARKDOWN", "DRAWING") else found


def nothing_read(text: str, instead: str) -> tuple[Finding, ...]:
    """The finding on a text of which nothing was read because it is in another notation.

    Fences and frames may stand around a board's own lines; without any of those they are refused.
    """
    found = _foreign(text)
    if found is None:
        return ()
    from coach.boards.foreign import refusal

    return (refusal(found, instead),)


def _foreign(text: str) -> "Foreign | None":
    if not text or text.isspace():
        return None
    from coach.boards.foreign import foreign

    return foreign(text)
