"""What a line that a person typed wants: to be said, to call a command, to go to a board."""

import re
from collections.abc import Collection
from typing import TypeAlias

from coach.errors import NotFound
from coach.frozen import dataclass
from coach.ui.line_commands import Called, called, spoken_text

_TO_BOARD = re.compile(
    r"\s*([A-Za-z]+)(?:\s+(?:line\s+)?(\d{1,6})(\+?))?\s*:(?!//)\s?(.*)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class TypedSpeech:
    """Words for the interviewer."""

    text: str


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A line for a board: at its end; as the text of line `number`, counted from 1; or below that
    line where `below` says so. An empty text in the place of a line takes it out."""

    board: str
    text: str
    number: int | None = None
    below: bool = False


Typed: TypeAlias = TypedSpeech | Called | BoardLine


def typed(line: str, boards: Collection[str]) -> Typed:
    """What the line wants in a session with these boards."""
    call = called(line)
    if call is not None:
        return call
    match = _TO_BOARD.fullmatch(line)
    if match is not None and match[1].lower() in boards:
        number = int(match[2]) if match[2] else None
        return BoardLine(match[1].lower(), match[4].rstrip(), number, bool(match[3]))
    return TypedSpeech(spoken_text(line))


def edited(text: str, wanted: BoardLine) -> tuple[str, int]:
    """The board's text after the line, and the line's number in it, counted from 1: that of the
    line now in its place where it was taken out. NotFound where there is no such line."""
    lines = text.split("\n")
    if wanted.number is None:
        while lines and not lines[-1].strip():
            lines.pop()
        lines.append(wanted.text)
        return "\n".join(lines) + "\n", len(lines)
    count = len(lines) - (not lines[-1])
    if wanted.number > count or (wanted.number < 1 and not wanted.below):
        raise NotFound(
            f"The {wanted.board} board has no line {wanted.number}.",
            f"/read {wanted.board} reads them with their numbers.",
        )
    at = wanted.number
    if wanted.below:
        lines.insert(at, wanted.text)
        return "\n".join(lines), at + 1
    lines[at - 1 : at] = [wanted.text] * bool(wanted.text)
    return "\n".join(lines), at
