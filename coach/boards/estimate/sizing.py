"""The words of capacity at the end of a calculation: `N+2`, `at 70% utilization`, `50% headroom`.

N+k rounds up and adds k. A target utilization divides. Headroom multiplies by one and its share,
as the workflow document does it.
"""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Final

from coach.boards.estimate.expressions import ready
from coach.boards.estimate.nodes import FunctionCall, Node, Number, Product, Spare
from coach.boards.estimate.note import Note, NoteKind
from coach.boards.estimate.refusal import LineRefused
from coach.boards.estimate.show import digits
from coach.tuples import NamedTuple

_BEFORE: Final = r"(?:\s*[,;]\s*|\s*\(\s*|\s+)(?:and\s+)?"
_NUMBER: Final = r"[0-9]+(?:\.[0-9]+)?"
_SPARE: Final = (
    rf"{_BEFORE}(?:with\s+|for\s+|at\s+|plus\s+)?N\s*\+\s*(?P<spare>[0-9]+)"
    r"(?:\s+(?:redundancy|redundant|spares?))?\s*\)?\s*$"
)
_BUSY: Final = (
    rf"{_BEFORE}(?:(?:at|with|to|for|@|kept|keeping|running|run)\s+)*(?:an?\s+|@\s*)?"
    rf"(?P<share>{_NUMBER})\s*%\s*(?:target\s+|max(?:imum)?\s+|cpu\s+)*"
    r"(?:utili[sz]ation|utili[sz]ed|target|busy)(?:\s+target)?\s*\)?\s*$"
)
_PLANNED: Final = (
    rf"\s*[,;]\s*(?:and\s+)?(?:plan(?:ned)?|run(?:ning)?|sized?|target(?:ed)?|kee?pt?)\s+"
    rf"(?:them\s+|it\s+|each\s+)?(?:at|to|for|below|under)\s+(?P<share>{_NUMBER})\s*%"
    r"(?:\s*[→⇒]\s*[a-z]+)?\s*$"
)
_ROOM: Final = (
    rf"(?:{_BEFORE}|\s*(?=\+))(?:(?:with|plus|incl(?:uding|\.)?|adding|add|for)\s+|\+\s*)*"
    rf"(?:an?\s+)?(?P<share>{_NUMBER})\s*%\s*(?:of\s+)?head-?room\s*\)?\s*$"
)
_FOLD: Final = (
    rf"{_BEFORE}(?:(?:with|plus|and)\s+)*(?:an?\s+)?(?:[x×]\s*(?P<fold>{_NUMBER})"
    rf"|(?P<folds>{_NUMBER})\s*[x×])\s+(?:of\s+|for\s+)?head-?room\s*\)?\s*$"
)
_UP: Final = rf"{_BEFORE}round(?:ed|ing)?\s+up\s*\)?\s*$"
_OPEN: Final = re.compile(r"(?:[-+*/×^(,=]|\b(?:of|by|per|or|x))\s*$", re.IGNORECASE)
MOST_SPARE: Final = 1000


class Sizing(NamedTuple):
    """One phrase: spare machines to add, a share of use to divide by, headroom to add, or only
    that the result is rounded up."""

    spare: int = 0
    use: Fraction = Fraction(0)
    room: Fraction = Fraction(0)
    up: bool = False


def taken_off(text: str) -> tuple[str, Sizing | LineRefused | None]:
    """A calculation's text without the phrase at its end, and that phrase, or why its number
    cannot be meant."""
    lowered = text.lower()
    for pattern, sign, read in _PHRASES:
        match = ready(pattern).search(text) if sign in lowered else None
        if match is not None and _computes(text[: match.start()]):
            rest = text[: match.start()].rstrip()
            try:
                return rest, read(match)
            except LineRefused as refused:
                return rest, refused
    return text, None


def _computes(rest: str) -> bool:
    closed = rest.count("(") == rest.count(")")
    return bool(rest.strip()) and closed and not _OPEN.search(rest)


def sized(node: Node, sizing: Sizing) -> Node:
    """The calculation with what its phrase says."""
    if sizing.up:
        return FunctionCall("ceil", (node,))
    if sizing.spare:
        return Spare(node, sizing.spare)
    factor = (-1, Number(sizing.use)) if sizing.use else (1, Number(1 + sizing.room))
    before = node.factors if isinstance(node, Product) else ((1, node),)
    return Product((*before, factor))


def remark(sizing: Sizing) -> Note | None:
    """What should be known of headroom: how much of the whole it leaves free."""
    if not sizing.room:
        return None
    factor = digits(1 + sizing.room)[0]
    free = digits(100 * sizing.room / (1 + sizing.room), 2)[0]
    said = f"×{factor} leaves {free}% of the whole free"
    return Note(NoteKind.HEADROOM, said)


def _spare(match: re.Match[str]) -> Sizing | None:
    count = int(match.group("spare")[:9])
    if count > MOST_SPARE:
        raise LineRefused(f"N+{count} is no spare anybody keeps: write at most N+{MOST_SPARE}")
    return Sizing(spare=count) if count else None


def _share(match: re.Match[str]) -> Fraction:
    return Fraction(match.group("share")) / 100


def _busy(match: re.Match[str]) -> Sizing:
    share = _share(match)
    if not 0 < share <= 1:
        said = match.group("share")
        raise LineRefused(f"{said}% utilization cannot be planned for: write 1% to 100%")
    return Sizing(use=share)


def _room(match: re.Match[str]) -> Sizing | None:
    share = _share(match)
    return Sizing(room=share) if share else None


def _fold(match: re.Match[str]) -> Sizing | None:
    by = Fraction(match.group("fold") or match.group("folds"))
    return Sizing(room=by - 1) if by > 1 else None


def _rounded(match: re.Match[str]) -> Sizing:
    return Sizing(up=bool(match.group()))


_PHRASES: Final[tuple[tuple[str, str, Callable[[re.Match[str]], Sizing | None]], ...]] = (
    (_SPARE, "+", _spare),
    (_BUSY, "%", _busy),
    (_PLANNED, "%", _busy),
    (_ROOM, "%", _room),
    (_FOLD, "room", _fold),
    (_UP, "up", _rounded),
)
"""The phrases in the order they are looked for, a sign that a text with one has, and how each is
read."""
