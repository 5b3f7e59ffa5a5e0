"""The part of YAML that API documents are written in: nested mappings, lists, plain and quoted
words, flow collections, block text. Anchors, tags and several documents are not read.

After YAML 1.2.2; only the core schema's true, false, null and numbers are told from text.
"""

import json
import re
from typing import Any

_KEY = re.compile(
    r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#\-\[\]{},&*!|>'"%@`][^#\n]*?|-[^\s#][^#\n]*?)\s*:(?=\s|\Z)\s*(.*)\Z"""
)
_BLOCK = re.compile(r"[|>][+-]?\d?\s*(?:#.*)?\Z")
_NUMBER = re.compile(r"[-+]?\d+\Z")
_FRACTION = re.compile(r"[-+]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][-+]?\d+)?\Z")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_MOST_LINES = 50_000
_DEEPEST = 60

Line = tuple[int, str]


class _Unread(Exception):
    """The text is in a part of YAML that is not read."""


def load(text: str) -> Any:
    """The value of a document; None where it is not read."""
    raw = text.split("\n")
    if len(raw) > _MOST_LINES:
        return None
    try:
        return _Loader(raw).document()
    except _Unread:
        return None


class _Loader:
    """Reads lines by their indentation."""

    def __init__(self, raw: list[str]) -> None:
        self.raw = raw
        self.at = 0

    def document(self) -> Any:
        return self._value(0, 0)

    def _peek(self) -> Line | None:
        """The indentation and content of the next line that says something."""
        while self.at < len(self.raw):
            line = self.raw[self.at]
            content = line.strip()
            if content and not content.startswith("#") and content != "---":
                if "\t" in line[: len(line) - len(line.lstrip())]:
                    raise _Unread
                return len(line) - len(line.lstrip(" ")), content
            self.at += 1
        return None

    def _value(self, least: int, depth: int) -> Any:
        """The collection that begins on the next line, indented by `least` at least."""
        line = self._peek()
        if line is None or line[0] < least or depth > _DEEPEST:
            return None
        indent, content = line
        if content == "-" or content.startswith("- "):
            return self._list(indent, depth)
        if _KEY.match(content):
            return self._mapping(indent, depth)
        self.at += 1
        return self._scalar(content)

    def _list(self, indent: int, depth: int) -> list[Any]:
        items: list[Any] = []
        while (
            (line := self._peek()) is not None
            and line[0] == indent
            and (line[1] + " ").startswith("- ")
        ):
            rest = line[1][1:].lstrip()
            if not rest or rest.startswith("#"):
                self.at += 1
                items.append(self._value(indent + 1, depth + 1))
            elif _KEY.match(rest) and rest[0] not in "{[":
                inner = indent + len(line[1]) - len(rest)
                self.raw[self.at] = " " * inner + rest
                items.append(self._mapping(inner, depth + 1))
            else:
                self.at += 1
                items.append(self._scalar(rest))
        return items

    def _mapping(self, indent: int, depth: int) -> dict[str, Any]:
        pairs: dict[str, Any] = {}
        while (line := self._peek()) is not None and line[0] == indent:
            match = _KEY.match(line[1])
            if match is None:
                raise _Unread
            self.at += 1
            key = str(self._scalar(match[1])) if match[1][0] in "\"'" else match[1]
            pairs[key] = self._member(match[2].strip(), indent, depth)
        return pairs

    def _member(self, rest: str, indent: int, depth: int) -> Any:
        if _BLOCK.match(rest):
            return self._block(indent, rest[0] == "|")
        if rest and not rest.startswith("#"):
            return self._scalar(self._flow(rest))
        line = self._peek()
        if line is not None and line[0] == indent and (line[1] + " ").startswith("- "):
            return self._list(indent, depth + 1)
        return self._value(indent + 1, depth + 1)

    def _flow(self, rest: str) -> str:
        """A flow collection with the lines it goes on over; text with the lines it is folded on."""
        if rest[0] in "{[":
            while rest.count("{") + rest.count("[") > rest.count("}") + rest.count("]"):
                if self.at >= len(self.raw):
                    raise _Unread
                rest += " " + self.raw[self.at].strip()
                self.at += 1
        return rest

    def _block(self, indent: int, literal: bool) -> str:
        lines = []
        while self.at < len(self.raw):
            line = self.raw[self.at]
            if line.strip() and len(line) - len(line.lstrip(" ")) <= indent:
                break
            lines.append(line.strip())
            self.at += 1
        return ("\n" if literal else " ").join(lines).strip()

    def _scalar(self, word: str) -> Any:
        if word[0] in "&*!":
            raise _Unread
        if word[0] == '"':
            close = re.match(r'"(?:[^"\\]|\\.)*"', word)
            try:
                return json.loads(close[0]) if close else word
            except ValueError:
                return word
        if word[0] == "'":
            close = re.match(r"'((?:[^']|'')*)'", word)
            return close[1].replace("''", "'") if close else word
        if word[0] in "{[":
            return _flowed(word, 0)[0]
        return plain(re.sub(r"\s+#.*", "", word))


def plain(word: str) -> Any:
    """A word without quotes as the core schema has it."""
    low = word.lower()
    if low in _WORDS:
        return _WORDS[low]
    if _NUMBER.match(word) and len(word) < 30:
        return int(word)
    return float(word) if _FRACTION.match(word) and len(word) < 30 else word


_FLOW_TOKEN = re.compile(
    r"""\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[{}\[\],]|:(?=[\s,\]}])|[^{}\[\],:\s"'](?:[^{}\[\],:]|\[\]|:(?!\s))*)"""
)


def _flowed(text: str, at: int, depth: int = 0) -> tuple[Any, int]:
    """The flow collection or word that begins at a place, and where it ends."""
    match = _FLOW_TOKEN.match(text, at)
    if match is None or depth > _DEEPEST:
        raise _Unread
    token = match[1].strip()
    if token == "[":
        return _flow_list(text, match.end(), depth)
    if token == "{":
        return _flow_mapping(text, match.end(), depth)
    if token[0] in "\"'":
        return token[1:-1], match.end()
    return plain(token), match.end()


def _flow_list(text: str, at: int, depth: int) -> tuple[list[Any], int]:
    items: list[Any] = []
    while True:
        match = _FLOW_TOKEN.match(text, at)
        if match is None:
            raise _Unread
        if match[1] == "]":
            return items, match.end()
        if match[1] == ",":
            at = match.end()
            continue
        item, at = _flowed(text, at, depth + 1)
        items.append(item)


def _flow_mapping(text: str, at: int, depth: int) -> tuple[dict[str, Any], int]:
    pairs: dict[str, Any] = {}
    while True:
        match = _FLOW_TOKEN.match(text, at)
        if match is None:
            raise _Unread
        if match[1] == "}":
            return pairs, match.end()
        if match[1] == ",":
            at = match.end()
            continue
        key, at = _flowed(text, at, depth + 1)
        colon = _FLOW_TOKEN.match(text, at)
        value: Any = None
        if colon is not None and colon[1] == ":":
            value, at = _flowed(text, colon.end(), depth + 1)
        pairs[str(key)] = value
