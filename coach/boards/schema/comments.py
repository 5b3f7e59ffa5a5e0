"""Comments of sketches blanked out, the text's length and lines kept; what they said by line."""

import re

from coach.boards.board import Span
from coach.boards.patterns import lazy
from coach.boards.schema.schema_parts import NamedPart
from coach.boards.schema.table_statements import silences

_COMMENT = lazy(
    r"/\*(?P<between>.*?)(?:\*/|\Z)"
    r"|(?:(?<=[\s;,)}\]])|^)(?:--(?=[ \t\n]|\Z)|//|%%)(?P<said>[^\n]*)"
    r"|(?<=[ \t])\#(?=[ \t])(?P<hash>[^\n]*)"
    r"|^\#(?!\w|\#|[ \t]+\w)[^\n]*",
    re.S | re.M,
)
_FULL = lazy(r"^[ \t]*(#+)[ \t]*([^\n]*)", re.M)
_LISTED = lazy(r"\n(?:[ \t]*\n)?[ \t]*(?:\||[-*•+][ \t]+\S|[├└]|\d+[.)][ \t])")
_COLUMNS = lazy(r"\n[ \t]*\w*id\b[^\n:({]*(?:,|->|→)|\n[ \t]*[^\W\d]\w*_id[ \t]*(?:->|→|,)", re.I)
"""Columns in one line, or the first of them, without a name before them."""
_TOLD_ABOVE = lazy(
    r"\n[ \t]*\n[^\n|#][^\n]*\n[ \t]*\n[ \t]*\|[ \t*`]*(?:column|field|attribute|name)\b", re.I
)
"""A sentence between a title and the table of its columns."""
_BORDER = lazy(r"^[ \t]*[+┌╭╔][-─═+┬]{2,}", re.M)


def masked(text: str) -> tuple[str, dict[int, str]]:
    """The text with its comments as spaces, and the comment by the place where its line begins.

    A line with # that is a title above a list or table stays, and so does #name, a mark of keys.
    """
    said: dict[int, str] = {}
    if not any(mark in text for mark in ("--", "//", "/*", "%%", "#")):
        return text, said

    def blank(match: re.Match[str]) -> str:
        if match[0].startswith("--") and _BORDER.match(
            text, text.rfind("\n", 0, match.start()) + 1
        ):
            return match[0]
        words = " ".join((match["said"] or match["hash"] or match["between"] or "").split())
        if words.strip("* "):
            said[text.rfind("\n", 0, match.start()) + 1] = words.strip("* ")
        return re.sub(r"[^\n]", " ", match[0])

    bare = _COMMENT.sub(blank, text)

    def full(match: re.Match[str]) -> str:
        marks, rest = match[1], match[2]
        if len(marks) == 1 and rest and text[match.start(2) - 1] == "#":
            return match[0]
        if (len(marks) > 1 or _COLUMNS.match(bare, match.end())) and 0 < len(rest.split()) <= 4:
            said[text.rfind("\n", 0, match.start(1)) + 1] = rest.strip()
            return match[0]
        listed = _LISTED.match(bare, match.end()) or _TOLD_ABOVE.match(bare, match.end())
        if listed and len(rest.split()) <= 4:
            return match[0]
        said[text.rfind("\n", 0, match.start(1)) + 1] = rest.strip()
        return " " * len(match[0])

    return _FULL.sub(full, bare), said


def noted(said: dict[int, str], masked: str) -> list[NamedPart]:
    """Comments as notes, each where its line begins: all but titles, which are not masked, and
    codes of findings that are waved through."""
    return [
        NamedPart(words, Span(start, start))
        for start, words in sorted(said.items())
        if words not in masked[start : start + len(words) + 20] and not silences(words)
    ]
