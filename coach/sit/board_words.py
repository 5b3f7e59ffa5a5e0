"""What a board holds, told in sentences: no boxes, no columns, each line whole."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from coach.boards.board import Finding
from coach.boards.estimate.results import cells
from coach.boards.registry import board, spec
from coach.match.sheets import sheet


def board_words(name: str, text: str) -> tuple[str, ...]:
    """The board in sentences; what it is that it holds, not how it was typed. A text that none
    can be made of is told line by line."""
    if not text.strip():
        return (f"The {title(name)} board is empty.",)
    tell = _TELLERS.get(name, _lines)
    return tuple(tell(text))


def title(name: str) -> str:
    """A board's title as it stands in a sentence: diagram, API."""
    told = spec(name).title
    return told if told.isupper() else told.lower()


def numbered(text: str) -> tuple[str, ...]:
    """The lines as they were typed, each after its number; empty ones are left out."""
    return tuple(f"{n}: {line}" for n, line in enumerate(text.split("\n"), 1) if line.strip())


def remark(finding: Finding, text: str) -> str:
    """A finding as a sentence with the line that it is about."""
    if finding.span is None:
        return finding.message
    return f"Line {text.count(chr(10), 0, finding.span.start) + 1}: {finding.message}"


def _lines(text: str) -> Iterator[str]:
    yield from (line.strip() for line in text.split("\n") if line.strip())


def _diagram(text: str) -> Iterator[str]:
    from coach.boards.diagram.describe import whole
    from coach.boards.diagram.diagram_text import read

    yield from whole(read(text))


def _estimate(text: str) -> Iterator[str]:
    for number, line in enumerate(sheet(text).lines, 1):
        if not line.text.strip():
            continue
        result = "".join(cell for cell, _ in cells(line)).replace("  ", ", ").strip()
        if line.cells:
            result = "; ".join(f"{cell.column}: {cell.error or cell.shown}" for cell in line.cells)
        told = f"{number}: {line.text.strip()}"
        yield f"{told}, that is {result}" if result else told


def _api(text: str) -> Iterator[str]:
    told = _data("api", text)
    for endpoint in told.get("endpoints", ()):
        parts = [f"{endpoint['method']} {endpoint['path']}"]
        if endpoint["query"]:
            parts.append("query " + ", ".join(map(_field, endpoint["query"])))
        if endpoint["fields"]:
            parts.append("takes " + ", ".join(map(_field, endpoint["fields"])))
        answers = [_answer(answer) for answer in endpoint["answers"]]
        if answers:
            parts.append("answers " + "; ".join(answers))
        yield ", ".join(parts) + "."
    settings = told.get("settings", {})
    yield from (f"{key}: {value}." for key, value in settings.items())


def _field(field: Mapping[str, Any] | str) -> str:
    if isinstance(field, str):
        return field
    return f"{field['name']}{' (may be missing)' if field.get('optional') else ''}"


def _answer(answer: Mapping[str, Any]) -> str:
    what = answer["type"] or ", ".join(map(_field, answer["fields"]))
    return f"{answer['status']} with {what}" if what else str(answer["status"])


def _data(name: str, text: str) -> Mapping[str, Any]:
    made = board(name)
    told: Mapping[str, Any] = json.loads(made.export(made.parse(text), "json"))
    return told


_TELLERS: Mapping[str, Callable[[str], Iterator[str]]] = {
    "diagram": _diagram,
    "estimate": _estimate,
    "api": _api,
}
"""Boards that are told otherwise than line by line."""
