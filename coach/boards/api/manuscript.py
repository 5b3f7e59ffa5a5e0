"""A text as the reader goes through it: of the same length, markup and comments turned to spaces.

As nothing moves, every place in it is a place in the text as written.
"""

import re
from dataclasses import replace
from itertools import accumulate

from coach.boards.api.api_model import Quiet
from coach.boards.api.brackets import balance
from coach.boards.api.comment_calls import uncommented
from coach.frozen import dataclass

MOST_LINES = 5_000
"""Lines that are read; what comes after is told to be left out."""
LONGEST = 4_000
"""Characters of a line that are read."""
_JOINED = 300
_SAME = {
    "\N{LEFT DOUBLE QUOTATION MARK}": '"',
    "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
    "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{NO-BREAK SPACE}": " ",
    "\N{NARROW NO-BREAK SPACE}": " ",
    "\N{IDEOGRAPHIC SPACE}": " ",
    "`": " ",
    "⇒": "→",
    "⟶": "→",
    "➜": "→",
    "➔": "→",
}
_ODD = re.compile(f"[{''.join(_SAME)}]")
_FENCE = re.compile(r"^[ \t]*(?:```|~~~)[^\n]*$", re.M)
_COMMENT = re.compile(r"(?:(?<=\s)|^)(?:#|//)[ \t]*(.*)\Z")
_NUMBERS = re.compile(r"\|\s*#\s*\|")
"""The head of a column that counts the rows of a table."""
_HEADING = re.compile(r"[ \t]*#{2,6}(?=[ \t])")
_OK = re.compile(
    r"[ \t]*(?:#|//)?[ \t]*ok[ \t]+([a-z0-9]+(?:-[a-z0-9]+)*(?:[ \t,]+[a-z0-9-]+)*)[ \t]*\Z"
)
_MARK = re.compile(
    r"[ \t]*(?:(?:[-*+•·▪◦‣●○–—]|\(?\d{1,3}[.)]|\(?[a-z][.)])(?=\s)[ \t]*"
    r"|\[[ xX]\][ \t]+|[<>](?=\s|$)[ \t]*)*"
)
_PICTURE = re.compile(r"(?:[^\w\s\x00-\x7f→←“”‘’|…]|\ufe0f)+[ \t]*")
_CLASS = re.compile(
    r"[ \t]*(?:(?:export|default|abstract|public)\s+)*class\s[^{}()]*\{[ \t]*\Z"
    r"|[ \t]*(?:Route::|\w+[.:])(?:[^{}]|\{\w+\})*\b(?:[gG]roup|Route)\("
    r"(?:[^{}]|\{\w+\})*\{[ \t]*\Z"
)
"""A class or a group whose members are read one by one."""
_HEAD = re.compile(r"[ \t]*(?:(?:export|default|abstract|public|sealed)\s+)*class\s[^{}()]*\Z")
_BEGINS = re.compile(
    r"[ \t]*(?:[-*+•>][ \t]+|\d+[.)][ \t]+|\[)?"
    r"(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|WS|SSE)\]?:?[ \t]+/",
    re.I,
)


@dataclass(frozen=True, slots=True)
class ManuscriptLine:
    """A line, or more where a bracket goes on: its number (from 1), the places of its first and
    last character and of its content behind bullets, its indentation in columns, the comment at
    its end, whether it had a bullet, whether a bracket stays open."""

    number: int
    start: int
    begin: int
    end: int
    indent: int
    comment: str = ""
    bullet: bool = False
    unclosed: bool = False


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The smoothed text with its lines, where lines begin, and what is to be silenced."""

    text: str
    lines: tuple[ManuscriptLine, ...]
    starts: tuple[int, ...]
    quiet: Quiet
    comments: tuple[tuple[int, str], ...] = ()
    """What comments say, by the number of their line, those that silence left out."""
    cut: int = 0
    """Where reading ended because there are too many lines; 0 where all were read."""


def manuscript(text: str) -> Manuscript:
    """The text made ready; time is bounded by its length."""
    raw = text.split("\n")
    starts = tuple(accumulate((len(line) + 1 for line in raw), initial=0))[:-1]
    cut = starts[MOST_LINES] if len(raw) > MOST_LINES else 0
    smooth = text
    if "`" in smooth or "~~~" in smooth:
        smooth = _FENCE.sub(lambda m: " " * len(m[0]), smooth).replace("`", " ")
    if not smooth.isascii():
        smooth = _ODD.sub(lambda m: _SAME[m[0]], smooth)
    smooth = uncommented(smooth.replace("**", "  "))
    sources = smooth.split("\n")[:MOST_LINES]
    comments: dict[int, str] = {}
    headings = {index for index, line in enumerate(sources) if _HEADING.match(line)}
    for index, line in enumerate(sources):
        if "#" in line or "//" in line:
            sources[index] = _without_comment(line, index, comments)
    quiet = _quiet(raw[:MOST_LINES], sources, comments)
    smooth = "\n".join(sources)
    said = tuple((index + 1, comment) for index, comment in sorted(comments.items()) if comment)
    lines = tuple(
        replace(line, indent=0) if line.number - 1 in headings else line
        for line in _joined(smooth, sources, starts, comments)
    )
    return Manuscript(smooth, lines, starts, quiet, said, cut)


def _without_comment(line: str, index: int, comments: dict[int, str]) -> str:
    heading = _HEADING.match(line)
    if heading:
        return " " * heading.end() + line[heading.end() :]
    if line.lstrip().startswith("|") and _NUMBERS.search(line):
        return line
    match = _COMMENT.search(line)
    while match and line.count('"', 0, match.start()) % 2:
        match = _COMMENT.search(line, match.start() + 1)
    if match is None:
        return line
    comments[index] = match[1].strip()
    return line[: match.start()] + " " * (len(line) - match.start())


def _quiet(raw: list[str], sources: list[str], comments: dict[int, str]) -> Quiet:
    """What is silenced: by a comment at a line's end or above it, or by a line `ok CODE`."""
    by_line: list[tuple[int, str]] = []
    board: set[str] = set()
    for index, comment in comments.items():
        told = _OK.match(comment) if comment.startswith("ok") else None
        if told:
            codes = re.findall(r"[a-z0-9-]+", told[1])
            about = index + 1 if sources[index].strip() else index + 2
            by_line += [(about, code) for code in codes]
            comments[index] = ""
    for index, line in enumerate(raw):
        if line.lstrip().startswith("ok ") and index not in comments:
            told = _OK.match(line)
            if told:
                board.update(re.findall(r"[a-z0-9-]+", told[1]))
                sources[index] = " " * len(line)
    return Quiet(tuple(by_line), frozenset(board))


def _joined(
    smooth: str, sources: list[str], starts: tuple[int, ...], comments: dict[int, str]
) -> tuple[ManuscriptLine, ...]:
    lines = []
    weights = [
        balance(line, 0, min(len(line), LONGEST))
        if "{" in line or "}" in line or "[" in line or "]" in line
        else 0
        for line in sources
    ]
    index = 0
    for number, line in enumerate(sources):
        alone = line.strip() == "{" and number and _HEAD.match(sources[number - 1])
        if weights[number] > 0 and (alone or _CLASS.match(line)):
            weights[number] = 0
    while index < len(sources):
        line = sources[index]
        last, unclosed = _last(sources, weights, index) if weights[index] > 0 else (index, False)
        slash = line.rstrip()
        while slash.endswith("\\") and last + 1 < len(sources):
            last += 1
            slash = sources[last].rstrip()
        if last > index and weights[index] <= 0 and (opened := sum(weights[index : last + 1])) > 0:
            last, unclosed = _last(sources, weights, last, opened)
        mark = _MARK.match(line)
        at = mark.end() if mark else 0
        picture = _PICTURE.match(line, at)
        at = picture.end() if picture else at
        start = starts[index]
        end = start + len(line) if last == index else starts[last] + len(sources[last])
        end = min(end, start + LONGEST * (last - index + 1))
        indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        bullet = bool(mark and mark[0].strip()) or bool(picture)
        lines.append(
            ManuscriptLine(
                index + 1, start, start + at, end, indent, comments.get(index, ""), bullet, unclosed
            )
        )
        index = last + 1
    return tuple(lines)


def _last(sources: list[str], weights: list[int], first: int, opened: int = 0) -> tuple[int, bool]:
    """The index of the line that closes the brackets of a line, and whether they stay open.

    opened: how many are open at the line's end, where lines before it count too.
    """
    opened = opened or weights[first]
    at = first
    while opened > 0:
        at += 1
        if at >= len(sources) or at - first > _JOINED or _BEGINS.match(sources[at]):
            return first, True
        opened += weights[at]
    return at, False
