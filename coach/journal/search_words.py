"""The words a session can be found by: what a word is, and in which column which words stand.

A column is a kind of moment (said by oneself, said by others, fact, hint, curveball), a board, or
the head: title, prompt and labels. Announcements and the statement are nobody's words.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import filterfalse
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
        text = "".join(filterfalse(combining, normalize("NFKD", text)))
    return tuple(_WORD.findall(text.casefold()))


def column_of(kind: str, ref: str, own: bool) -> str:
    """The column in which the words of a moment of that kind and reference stand, "" for one that
    is not searched; `own` where its author is the one whose words are one's own."""
    if kind == "edit":
        return ref if ref in BOARDS else REST
    if kind == "said":
        if ref in UNSEARCHED:
            return ""
        return MINE if own else THEIRS
    return kind if kind in GIVEN else ""


def searchable(moments: "Iterable[Moment]", me: str) -> Mapping[str, str]:
    """The words of a session's moments by column; `me` is the author whose words are one's own."""
    return by_column(
        (column_of(moment.kind, moment.ref, moment.by == me), moment.text) for moment in moments
    )


def by_column(told: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Texts in their order, joined by the column in which they stand ("" for none): of their words
    only, except that ASCII stands as it was written, since FTS5 takes the same words from it."""
    texts_by_place: dict[str, list[str]] = {}
    left = TEXT_LIMIT
    for place, whole in told:
        if place and left > 0:
            text = whole[:left]
            left -= len(text)
            text = text if text.isascii() else " ".join(words_of(text))
            texts_by_place.setdefault(place, []).append(text)
    return {place: f" {BREAK} ".join(texts) for place, texts in texts_by_place.items()}


def column_words(text: str) -> list[str]:
    """The words of a column's text (`by_column`), with BREAK between those of two moments."""
    words: list[str] = []
    for part in text.split(BREAK):
        words += (BREAK, *words_of(part))
    return words[1:]
