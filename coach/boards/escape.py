"""Text of the user's made safe inside a Markdown document (CommonMark 0.31, GitHub's tables).

Whatever stands in the text, it stays where it was put: it opens no heading, list, table cell,
link, HTML element or fence. Text that is Markdown itself keeps its marks and loses its dangers.
"""

import re

from coach.text import clean

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!$&])")
_INSIDE = re.compile(r"(?<!\\)\\(>|(?<=[^\W_]\\)_(?=[^\W_]))")
_OPENER = re.compile(r"^(\s*)(?:([-+=])|(\d{1,9})([.)])(?=\s|$))")
_BACKTICKS = re.compile(r"`{3,}")
_NAME = re.compile(r"[^\W\d_](?:[\w.-]*[^\W_])?[,:]?")
_ELEMENT = re.compile(r"(?<!\\)((?:\\\\)*)<(?=[A-Za-z/!?])")
_LINK = re.compile(r"\](?=\((?!\s*+(?:<?(?:https?:|mailto:)|[^\s:&\\()<>]*[\s)])))", re.I)
_DEFINITION = re.compile(r"(?<!\\)\[(?=[^\]]*\]:(?!\s*<?(?:https?:|mailto:)))", re.I)


def inline(text: str) -> str:
    """Text as one line of a paragraph, a heading or a table cell, every mark escaped."""
    line = " ".join(clean(text).split())
    return _opener(_SPECIAL.sub(r"\\\1", line))


def code(text: str) -> str:
    """Text as a code span that may stand in a table cell."""
    line = " ".join(clean(text).split()).replace("|", "\\|")
    longest = max((len(run) for run in re.findall("`+", line)), default=0)
    bar = "`" * (longest + 1)
    gap = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{bar}{gap}{line}{gap}{bar}" if line else ""


def named(text: str) -> str:
    """Text as inline() gives it, but for underscores inside names, which are no marks there."""
    words = clean(text).split()
    return " ".join(word if _NAME.fullmatch(word) else inline(word) for word in words)


def harmless(line: str) -> str:
    """A line of Markdown as it is, but for HTML elements and for links that are none to the web.

    Twice is the same as once. Inside code the backslash that stops an element is shown.
    """
    line = _DEFINITION.sub(r"\\[", line)
    return _ELEMENT.sub(r"\1\\<", _LINK.sub(r"]\\", line))


def readable(text: str) -> str:
    """Text as inline() gives it, without a backslash before what is no mark in its place: an
    underscore inside a word, and > inside a line. It may be read as it stands, and copied."""
    line = _INSIDE.sub(r"\1", inline(text))
    return f"\\{line}" if line.startswith(">") else line


def quote(text: str) -> str:
    """Text as a block quote that keeps its lines, every mark escaped."""
    lines = [_opener(_SPECIAL.sub(r"\\\1", line.strip())) for line in clean(text).split("\n")]
    shown = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        hard = "  " if line and following else ""
        shown.append(f"> {line}{hard}" if line else ">")
    return "\n".join(shown)


def fence(text: str, language: str = "text") -> str:
    """Text as a fenced block; the fence is longer than any run of backticks within."""
    body = clean(text).rstrip("\n")
    longest = max((len(run) for run in _BACKTICKS.findall(body)), default=0)
    bar = "`" * max(3, longest + 1)
    return f"{bar}{language}\n{body}\n{bar}"


def _opener(line: str) -> str:
    """A list item, an underline or a number at the beginning of a line, taken for plain text."""
    return _OPENER.sub(
        lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[1]}{m[3]}\\{m[4]}",
        line,
    )
