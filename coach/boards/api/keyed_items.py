"""Calls whose parts stand under keys on lines of their own: `method: GET`, `path: /orders`."""

import re
from collections.abc import Sequence

from coach.boards.api.address import address
from coach.boards.api.calls import METHOD_LIST, methods_in
from coach.boards.api.draft import Draft, ReadingNotes, scheme
from coach.boards.api.manuscript import ManuscriptLine
from coach.boards.api.tail import answered, tail
from coach.boards.board import Span

KEYED = re.compile(
    r"(?P<key>name|title|summary|description|method|verb|path|url|uri|endpoint|route|query|params"
    r"|parameters|body|request|payload|headers?|auth|returns?|responses?|answers?|errors?|status)"
    r"\s*:(?=\s|\Z)\s*(?P<rest>.*)\Z",
    re.I | re.S,
)
_METHOD = ("method", "verb")
_PATH = ("path", "url", "uri", "endpoint", "route")
_MOST = 14


def keyed_call(notes: ReadingNotes, lines: Sequence[ManuscriptLine]) -> tuple[Draft | None, int]:
    """The call that the lines from lines[0] on say, and how many they are; None where none."""
    parts: list[tuple[str, int, int]] = []
    for number, line in enumerate(lines[:_MOST]):
        match = KEYED.match(notes.text[line.begin : line.end].rstrip())
        deeper = line.indent >= lines[0].indent and not line.bullet
        if match is None or (number and not deeper):
            break
        parts.append((match["key"].lower(), line.begin + match.start("rest"), line.end))
    by_key = {key: (start, end) for key, start, end in parts}
    method = next((by_key[key] for key in _METHOD if key in by_key), None)
    path = next((by_key[key] for key in _PATH if key in by_key), None)
    if method is None or path is None:
        return None, 0
    named = METHOD_LIST.match(notes.text, *method)
    where = address(notes.text, *path)
    if named is None or not where.path:
        return None, 0
    first, *others = methods_in(named[0])
    draft = Draft(
        first, where.path, Span(lines[0].begin, lines[len(parts) - 1].end),
        Span(path[0], where.path_end), {field.name: field for field in where.query},
        twins=tuple(others),
    )  # fmt: skip
    for key, start, end in parts:
        _take(notes, key, start, end, draft)
    return draft, len(parts)


def _take(notes: ReadingNotes, key: str, start: int, end: int, draft: Draft) -> None:
    """One part of the call behind its key."""
    text = notes.text
    said = text[start:end].strip()
    if not said or key in _METHOD or key in _PATH:
        return
    if key in ("name", "title", "summary", "description"):
        draft.say(said)
    elif key == "auth":
        draft.auth = scheme(said)
    elif key in ("query", "params", "parameters"):
        asked = key == "query" or draft.method in ("GET", "HEAD", "DELETE")
        _fields(notes, start, end, draft, asked)
    elif key in ("body", "request", "payload"):
        _fields(notes, start, end, draft, False)
    elif key.startswith("header"):
        for name in said.strip("[]{}").split(","):
            draft.header(name.partition(":")[0].strip(" \"'"), name.partition(":")[2])
    else:
        answered(notes, start, end, draft)


def _fields(notes: ReadingNotes, start: int, end: int, draft: Draft, asked: bool) -> None:
    text = notes.text
    if text[start] in "{?&":
        tail(notes, start, end, draft, bodied=not asked)
        return
    stripped = text[start:end].rstrip()
    inner = 1 if stripped[:1] == "[" and stripped[-1:] == "]" else 0
    notes.fields(
        start + inner, start + len(stripped) - inner, draft.query if asked else draft.fields
    )
