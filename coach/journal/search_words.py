"""The words a session can be found by: what a word is, and in which column which words stand.

A column is a kind of moment (said by oneself, said by others, fact, hint, curveball), a board, or
the head: title, prompt and labels. Announcements and the statement are nobody's words.
"""

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

if TYPE_CHECKING:
    from coach.session.timeline import Moment

HEAD = "head"
MINE = "mine"
THEIRS = "others"
GIVEN = ("fact", "hint", "curveball")
BOARDS = ("notes", "estimate", "diagram", "api", "schema", "plan")
REST = "rest"
"""Boards that have no column of their own share this one."""
COLUMNS = (HEAD, MINE, THEIRS, *GIVEN, *BOARDS, REST)
BREAK = "\ue000"
"""Stands between moments, so that no two words of different ones are side by side; no word can
hold it."""
UNSEARCHED = frozenset({"announcement", "statement"})
TEXT_LIMIT = 1_000_000
"""Characters of one session that can be found again."""

_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, in small letters without accents, so that they can be compared."""
    if not text.isascii():
        text = "".join(c for c in normalize("NFKD", text) if not combining(c))
    return tuple(_WORD.findall(text.casefold()))


def column(moment: "Moment", me: str) -> str:
    """The column in which a moment's words stand, "" for one that is not searched; `me` is the
    author whose words are one's own."""
    if moment.kind == "edit":
        return moment.ref if moment.ref in BOARDS else REST
    if moment.kind == "said":
        if moment.ref in UNSEARCHED:
            return ""
        return MINE if moment.by == me else THEIRS
    return moment.kind if moment.kind in GIVEN else ""


def searchable(moments: "Iterable[Moment]", me: str) -> Mapping[str, str]:
    """The words of a session's moments by column."""
    words_by_place: dict[str, list[str]] = {}
    left = TEXT_LIMIT
    for moment in moments:
        place = column(moment, me)
        if place and left > 0:
            text = moment.text[:left]
            left -= len(text)
            words_by_place.setdefault(place, []).append(" ".join(words_of(text)))
    return {place: f" {BREAK} ".join(texts) for place, texts in words_by_place.items()}
