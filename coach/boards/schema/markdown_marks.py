"""What Markdown puts around a sketch of tables, made plain, each character in its place.

Nothing changes its length, so that every span still points into what was typed.
"""

import re

from coach.boards.patterns import lazy

_FENCE = lazy(r"^[ \t]*(?:```|~~~)[ \t]*\w*[ \t]*$", re.M)
_LISTED = lazy(r"(:[ \t]*)`([^`\n]*\w,[^`\n]*)`(?=[ \t]*$)", re.M)
_ABOUT_TABLES = lazy(
    r"^(?:#{1,6}[ \t]*|\*\*)(?:[\w-]+[ ]){0,2}(?:tables|models|entities|collections)(?:\*\*)?[ \t]*"
    r"(?:\([^)\n]*\))?[ \t]*:?(?:\*\*)?[ \t]*$",
    re.M | re.I,
)
"""`### Core Tables`: a heading over tables, which is none itself."""
_TOLD = lazy(r"^([ \t]*#{1,6}[ \t]*)`([\w.]+)`([ \t]*[-–—:][ \t]*[^\n]+)$", re.M)
"""A heading whose name stands in back quotes, with words about it."""
_KIND_SAID = lazy(r"^([ \t]*[-*•][ \t]+)`(\w+)`([ \t]+[^\s:`(]+)(?=[ \t]*:)", re.M)
_NAMED_KIND = lazy(
    r"^([ \t]*\w+[ \t]+)\(([\w -]{0,30}?)(table|collection|entity)\)[ \t]*$", re.M | re.I
)
_SLANTED = lazy(r"(:[ \t]+)([*_])(\w[\w ()]*?)\2(?!\w)")
"""A type in italics."""
_MUST = lazy(
    r"\b(?:must|should|has to|have to|needs to) be (unique|indexed|set|given|present)\b", re.I
)
"""How a sentence says a mark of a column."""
_TRUTH = lazy(r"(?<=[\w)?:] )(?:yes ?/ ?no|true/false)(?![\w/])", re.I)
"""What a column says that is true or false."""
_MARK_SLANTED = lazy(
    r"(?<=[\w)\]:] )([*_]{1,2})((?:primary |foreign )?\w+(?: key| null)?)\1"
    r"(?=[ \t]*(?:[,;)]|$))",
    re.M,
)
"""A mark behind a column in italics: `email *unique*`."""
_AND_SO_ON = lazy(
    r",[ \t]*(?:etc\b\.?|\.{3}|…|\w+[ ]relation(?:ship)?s?)(?=[ \t]*(?:[),]|$))", re.M | re.I
)


def plain(text: str) -> str:
    """The text without fences, headings over tables, back quotes about lists and `etc.`."""
    if "```" in text or "~~~" in text:
        text = _FENCE.sub(_blank, text)
    if "#" in text or "**" in text:
        text = _ABOUT_TABLES.sub(_blank, text)
    if "`" in text:
        text = _LISTED.sub(r"\1 \2 ", text)
        text = _TOLD.sub(lambda m: f"{m[1]} {m[2]} {' ' * len(m[3])}", text)
        text = _KIND_SAID.sub(lambda m: f"{m[1]} {m[2]} {' ' * len(m[3])}", text)
    if ": *" in text or ": _" in text:
        text = _SLANTED.sub(r"\1 \3 ", text)
    if " *" in text or " _" in text:
        text = _MARK_SLANTED.sub(lambda m: m[2].center(len(m[0])), text)
    if " be " in text:
        text = _MUST.sub(lambda m: f"{m[1].rjust(len(m[0]))}", text)
    if "/" in text:
        text = _TRUTH.sub(lambda m: "boolean".ljust(len(m[0])), text)
    text = _NAMED_KIND.sub(_kind, text)
    return _AND_SO_ON.sub(lambda m: " " * len(m[0]), text)


def _kind(match: re.Match[str]) -> str:
    said = match[1] + " " * (len(match[2]) + 1) + match[3]
    return said.ljust(len(match[0]))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
