"""Remarks on how a line was read where it could be read otherwise; each has a kind."""

from enum import Enum, auto
from typing import Final

from coach.tuples import NamedTuple


class NoteKind(Enum):
    """What a note is about; what is done with a note is decided by its kind, not by its words."""

    BILLION = auto()
    """A B after a number was read as bytes or as a billion."""
    PASSED_OVER = auto()
    """A word beside a number says nothing that is known."""
    SPARE = auto()
    """An amount that stands beside a calculation is left out."""
    REDEFINED = auto()
    """A name that another line gave a value has another one from here on."""
    MAGNITUDE = auto()
    """A small m or b was read as a million or a billion."""
    RANGE = auto()
    """A hyphen was read as a range and not as a minus."""
    UNIT = auto()
    """A word that is a name too was read as a unit."""
    NAME = auto()
    """Words were read as a name that is spelled otherwise."""
    TIME = auto()
    """Times that restate each other, or a bare number that is one, were read as a time."""
    PRICE = auto()
    """A price was read as one per GB."""
    SUM = auto()
    """Terms of a sum took another unit, or count different things."""
    LOGARITHM = auto()
    """The base of a logarithm was taken for granted."""
    WHOLE = auto()
    """A rate was left out, because the line counts what is bought whole."""
    CLAIM = auto()
    """The line was read as its answer says."""
    DIVIDED = auto()
    """Only the first number after a division divides."""
    JOINED = auto()
    """Facts beside each other were read as a product."""
    HEADROOM = auto()
    """How much of the whole a headroom leaves free."""
    SPREAD = auto()
    """Which of several ranges makes most of a result's range."""


URGENT: Final = frozenset(
    (
        NoteKind.BILLION,
        NoteKind.PASSED_OVER,
        NoteKind.SPARE,
        NoteKind.REDEFINED,
        NoteKind.DIVIDED,
        NoteKind.JOINED,
    )
)
"""What a person must not miss: the number would be another one."""


class Note(NamedTuple):
    """One remark: what it is about, and its words."""

    kind: NoteKind
    text: str
