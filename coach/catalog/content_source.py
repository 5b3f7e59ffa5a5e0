"""A content file as text: read with care, parsed, cleaned, and its lines found again for messages.

Files come from other people: size, kind, encoding and where links lead are looked at before
anything is parsed, and every text in a file passes the cleaner.
"""

import os
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from coach.catalog.syntax import plainly
from coach.files import read_plain
from coach.text import clean, clean_line

FILE_LIMIT = 300_000
"""Bytes of a prompt's file: five times the longest one shipped. The parser takes a second for a
megabyte that was made to be slow, and a list reads every file."""
_DEPTH_LIMIT = 12
_AT_LINE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")

_PAIRS = {"[": "]", "{": "}"}
_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"""|"""'
    r"|'''.*?'''|'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'|#[^\n]*|[\[\]{}]",
    re.S,
)
"""Texts, comments and brackets of TOML; three quotes alone are a text that does not end."""
_BEGINNING = re.compile(r"\s*(?:[\w.\"'-]+\s*=|\[\[?[\w.-]+\]\]?\s*(?:#|$))")


_DEEP = re.compile(
    r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+)"""
    f"{{{2 * _DEPTH_LIMIT}}}"
)
"""A name of so many parts that the parser, whose work grows with their square, would not end."""


class Flaw(Exception):
    """Why a file cannot be used, and on which line (0: not known). Never leaves the catalog."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line

    @property
    def flaws(self) -> "tuple[Flaw, ...]":
        """All that is wrong with the file."""
        return (self,)


class Flaws(Flaw):
    """Several things that are wrong with a file; the first speaks for them."""

    def __init__(self, flaws: Sequence[Flaw]) -> None:
        self._flaws = tuple(sorted(flaws, key=lambda flaw: (flaw.line == 0, flaw.line)))
        super().__init__(self._flaws[0].reason, self._flaws[0].line)

    @property
    def flaws(self) -> tuple[Flaw, ...]:
        """All that is wrong with the file, in the order of its lines."""
        return self._flaws


def read(path: Path, root: Path | None = None) -> str:
    """The file's text; Flaw where it is no plain file within `root`, too big or not UTF-8."""
    try:
        if root is not None and not _within(path, root):
            raise Flaw("it is a link to elsewhere; put the file itself here.")
        raw = read_plain(path, FILE_LIMIT)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is none"
        raise Flaw(f"it cannot be read: {reason}.") from None
    if len(raw) > FILE_LIMIT:
        raise Flaw("it is bigger than 300 kB; a prompt is a few tens of kilobytes.")
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Flaw("it is not UTF-8 text; save it as UTF-8.", line) from None


def _within(path: Path, root: Path) -> bool:
    real, home = os.path.realpath(path), os.path.realpath(root)
    return os.path.commonpath((real, home)) == home


def parse(text: str) -> dict[str, Any]:
    """The TOML of a text; Flaw with the line where it is none."""
    if deep := _DEEP.search(text):
        line = text.count("\n", 0, deep.start()) + 1
        raise Flaw("not valid TOML: a name has too many parts.", line)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        match = _AT_LINE.search(message)
        line = int(match[1]) if match and match[1] else text.count("\n") + 1 if match else 0
        if match and not match[1] and message.startswith("Expected"):
            line = text.count("\n", 0, text.rfind("'")) + 1
        column = int(match[2]) if match and match[2] else 0
        shown = text.split("\n")[line - 1] if column else ""
        reason = clean_line(plainly(_AT_LINE.sub("", message), shown, column), 200)
        sign, opened = _unclosed(text, line, at_end=match is not None and not match[1])
        if opened:
            reason, line = f"the {sign} opened here is not closed", opened
        raise Flaw(f"not valid TOML: {reason}.", line) from None
    except RecursionError:
        raise Flaw("not valid TOML: it is nested too deep.") from None
    except (ValueError, ArithmeticError):
        raise Flaw("not valid TOML: a number or a time in it is beyond all bounds.") from None


def _unclosed(text: str, line: int, at_end: bool) -> tuple[str, int]:
    """What was opened before the line at which reading broke off, is still open there and cannot
    be meant to be: its sign and its line; ("", 0) where there is none.

    It cannot be meant to where a new key or table begins on that line, or where the text ends.
    """
    lines = text.split("\n")
    if not at_end and not (0 < line <= len(lines) and _BEGINNING.match(lines[line - 1])):
        return "", 0
    stop = len(text) if at_end else sum(len(line) + 1 for line in lines[: line - 1])
    opened: list[tuple[str, int]] = []
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if token.start() >= stop:
            break
        if sign in _PAIRS:
            opened.append((sign, token.start()))
        elif sign in ('"""', "'''"):
            opened[:] = [(sign, token.start())]
            break
        elif opened and sign == _PAIRS[opened[-1][0]]:
            opened.pop()
    if not opened:
        return "", 0
    sign, start = opened[0]
    return sign, text.count("\n", 0, start) + 1


def cleaned(value: Any, depth: int = 0) -> Any:
    """The value with every text in it made harmless for a terminal."""
    if depth > _DEPTH_LIMIT:
        raise Flaw("it is nested too deep.")
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [cleaned(part, depth + 1) for part in value]
    if isinstance(value, dict):
        return {clean_line(key): cleaned(part, depth + 1) for key, part in value.items()}
    return value


def content(text: str) -> dict[str, Any]:
    """What a content file says: its TOML with texts made harmless and stripped of white space at
    their ends, and each part of a prompt that is written as a text alone as a table."""
    data: dict[str, Any] = _stripped(cleaned(parse(text)))
    for part in ("api", "schema"):
        if isinstance(board := data.get(part), str):
            del data[part]
            data |= {part: {"board": board}} if board else {}
    return data


def _stripped(value: Any) -> Any:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return [_stripped(inner) for inner in value]
    if isinstance(value, dict):
        return {key: _stripped(inner) for key, inner in value.items()}
    return value


def line_of(text: str, where: Sequence[int | str]) -> int:
    """The line on which a field stands, counted from 1; that of its table, or 0, if not found.

    `where` is a path of names and places: ("facts", 2, "answer") is `answer` in the third
    [[facts]].
    """
    lines = text.split("\n")
    table, start = "", 0
    for index, part in enumerate(where):
        if isinstance(part, int):
            continue
        name = f"{table}.{part}" if table else part
        after = where[index + 1] if index + 1 < len(where) else None
        line = _table_line(lines, name, after if isinstance(after, int) else 0, start)
        if line is None:
            return _key_line(lines, part, start) or start
        table, start = name, line
    return start


def _table_line(lines: list[str], name: str, nth: int, start: int) -> int | None:
    heads = (f"[[{name}]]", f"[{name}]")
    for number, line in enumerate(lines[start:], start + 1):
        if line.strip().startswith(heads):
            if nth == 0:
                return number
            nth -= 1
    return None


def _key_line(lines: list[str], key: str, start: int) -> int:
    for number, line in enumerate(lines[start:], start + 1):
        if line.startswith("["):
            break
        if key in line and re.match(rf"\s*{re.escape(key)}\s*=", line):
            return number
    return 0
