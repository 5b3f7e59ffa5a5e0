"""The notes board: Markdown as people type it in a hurry, read as sections of lines.

Nothing in notes is wrong, so there are no findings. What is no heading and no list item is a
plain line; Markdown inside a line stays as it is.
"""

import re
from collections.abc import Iterable

from coach.boards.board import Context, Finding, Row, Span
from coach.boards.escape import harmless
from coach.errors import UsageError
from coach.frozen import dataclass
from coach.text import width as cells

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_ITEM = re.compile(r"([ \t]*)([-*+•]|\d{1,3}[.)])(?:[ \t]+(.*))?$")
_TAB = 2


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One line under a heading: `mark` is the item's bullet ("" for plain text), `depth` from 0."""

    text: str
    mark: str
    depth: int
    span: Span


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its level (1-6; 0 for what stands before any heading) and its lines."""

    title: str
    level: int
    lines: tuple[NoteLine, ...]
    span: Span

    @property
    def items(self) -> tuple[NoteLine, ...]:
        """The lines that say something."""
        return tuple(line for line in self.lines if line.text)


@dataclass(frozen=True, slots=True)
class Notes:
    """All sections in the order of the text."""

    sections: tuple[Section, ...]


class NotesBoard:
    """Notes in Markdown."""

    name = "notes"
    title = "Notes"
    formats = ("markdown",)

    def parse(self, text: str) -> Notes:
        """The sections of a text; any text has some reading."""
        sections: list[Section] = []
        title, level, span = "", 0, Span(0, 0)
        lines: list[NoteLine] = []

        def close() -> None:
            if level or lines:
                sections.append(Section(title, level, tuple(lines), span))

        at = 0
        for raw in text.split("\n"):
            heading = _HEADING.match(raw)
            if heading:
                close()
                title, level = heading[2], len(heading[1])
                span, lines = Span(at, at + len(raw)), []
            elif raw.strip():
                lines.append(_line(raw, at))
            at += len(raw) + 1
        close()
        return Notes(tuple(sections))

    def findings(self, model: Notes, context: Context) -> tuple[Finding, ...]:
        """None: notes are the candidate's own."""
        return ()

    def draw(self, model: Notes, width: int, height: int) -> tuple[Row, ...]:
        """Headings, and items wrapped under their bullets, within the width."""
        rows: list[Row] = []
        for section in model.sections:
            if rows and section.level:
                rows.append(())
            if section.level:
                mark = "■ " if section.level == 1 else "▪ "
                rows += _wrapped((mark, "mark"), section.title, "group", 0, width)
            for line in section.lines:
                bullet = "• " if line.mark in ("-", "*", "+", "•") else f"{line.mark} "
                mark = bullet if line.mark else ""
                role = "label" if line.text else "dim"
                rows += _wrapped((mark, "mark"), line.text, role, line.depth * _TAB, width)
        return tuple(rows)

    def export(self, model: Notes, format: str) -> str:
        """Tidy Markdown: one blank line around headings, dashes as bullets."""
        if format != "markdown":
            raise UsageError(f"Notes cannot be written as {format}.", "Formats: markdown.")
        blocks: list[str] = []
        for section in model.sections:
            if section.level:
                blocks.append(f"{'#' * section.level} {harmless(section.title)}".rstrip())
            body = "\n".join(_markdown(section.lines))
            if body:
                blocks.append(body)
        return "\n\n".join(blocks) + "\n" if blocks else ""


BOARD = NotesBoard()


def _line(raw: str, at: int) -> NoteLine:
    match = _ITEM.match(raw)
    span = Span(at, at + len(raw))
    if not match:
        return NoteLine(raw.strip(), "", 0, span)
    depth = len(match[1].replace("\t", "  ")) // _TAB
    return NoteLine((match[3] or "").strip(), match[2], min(depth, 6), span)


def _markdown(lines: Iterable[NoteLine]) -> list[str]:
    written = []
    for line in lines:
        mark = "-" if line.mark in ("-", "*", "+", "•") else line.mark
        text = harmless(line.text)
        written.append(f"{'  ' * line.depth}{mark} {text}".rstrip() if mark else text)
    return written


def _wrapped(
    mark: tuple[str, str], text: str, role: str, indent: int, width: int
) -> list[tuple[tuple[str, str], ...]]:
    """A text broken between words after its mark; what is longer than a row is cut in pieces."""
    lead = " " * indent
    room = max(4, width - indent - cells(mark[0]))
    pieces = _broken(text, room) or [""]
    rows: list[tuple[tuple[str, str], ...]] = []
    for number, piece in enumerate(pieces):
        first = mark if number == 0 else (" " * cells(mark[0]), "dim")
        row = ((lead, "dim"), first, (piece, role))
        rows.append(tuple(cell for cell in row if cell[0]))
    return rows


def _broken(text: str, room: int) -> list[str]:
    rows: list[str] = []
    here = ""
    for word in text.split():
        rest = word
        joined = f"{here} {rest}" if here else rest
        if cells(joined) <= room:
            here = joined
            continue
        if here:
            rows.append(here)
        while cells(rest) > room:
            cut = _fitting(rest, room)
            rows.append(rest[:cut])
            rest = rest[cut:]
        here = rest
    return [*rows, here] if here else rows


def _fitting(word: str, room: int) -> int:
    """How many characters of a word fit into the room, at least one."""
    end = 1
    while end < len(word) and cells(word[: end + 1]) <= room:
        end += 1
    return end
