"""Tables whose rows stand between bars, as in Markdown, or between tabs, as out of a sheet."""

import re
from csv import reader

from coach.boards.board import Span
from coach.boards.patterns import lazy
from coach.boards.schema.assembly import Assembly
from coach.boards.schema.sketch_words import NAME, SECTIONS
from coach.boards.schema.table_rows import (
    BESIDE,
    SINGLE,
    columns_in_rows,
    headed,
    table_in_row,
    tables_in_rows,
    typed,
)
from coach.boards.schema.table_titles import NAMES

_CELL = lazy(r"(?<!\\)\|")
_COMMAS = lazy(r"(?:table|entity|collection),(?:column|field|attribute|col)(?:,|\s*\Z)", re.I)
"""The head of rows between commas, as a sheet is exported."""
_TAB = lazy(r"\t")
_DELIMITER = lazy(r"[ \t]*:?-{2,}:?[ \t]*\|[ \t|:-]*\Z")
_TABBED = lazy(r"(?:table|entity|collection|columns?|fields?|names?)\t+[^\t]", re.I)
"""The head of rows between tabs."""
_TITLE_CELL = lazy(rf"(?:.*\b(?:table|entity)\s*:?\s+)?(?P<name>{NAME})\Z", re.I)


class TablesOfRows:
    """Reads the rows that begin on one line of a text whose comments are blanked."""

    def __init__(self, assembly: Assembly, masked: str, lines: list[tuple[int, int]]) -> None:
        self.assembly = assembly
        self.masked = masked
        self.lines = lines

    def _text(self, number: int) -> str:
        if number >= len(self.lines):
            return ""
        start, end = self.lines[number]
        return self.masked[start:end]

    def begin(self, number: int) -> bool:
        """Whether rows begin on a line, with bars at its edges or between cells, or with tabs."""
        line = self._text(number)
        if line.lstrip().startswith("|") or _TABBED.match(line) or _COMMAS.match(line):
            return True
        return "|" in line and bool(_DELIMITER.match(self._text(number + 1)))

    def take(self, number: int, name: str, span: Span) -> int:
        """Reads a column a row, or a table a row; the number of the line after the rows, `number`
        itself where they are no tables."""
        rows: list[tuple[int, list[str]]] = []
        at = number
        edged = self._text(at).lstrip().startswith("|")
        sign, between = ("\t", _TAB) if _TABBED.match(self._text(at)) else ("|", _CELL)
        commas = bool(_COMMAS.match(self._text(at)))
        sign = "," if commas else sign
        while self._text(at).lstrip().startswith("|") or (not edged and sign in self._text(at)):
            line = self._text(at).strip(" ").strip(sign)
            split = next(reader([line])) if commas else between.split(line)
            cells = [said.strip(" `*") for said in split]
            if not all(re.fullmatch(r":?-*:?", cell) for cell in cells):
                rows.append((at, cells))
            at += 1
        if len(rows) < 2 or (number and self._text(number - 1).lstrip().startswith("|")):
            return number
        titled = _TITLE_CELL.match(rows[0][1][0]) if not name and len(rows) > 2 else None
        if titled and not any(rows[0][1][1:]) and headed([rows[1][1][0].casefold()]):
            name, rows = titled["name"], rows[1:]
        heads = [cell.casefold() for cell in rows[0][1]]
        if not name and heads[0] in SECTIONS and SECTIONS[heads[0]] != "tables":
            return number
        if heads[0] in ("table", "entity", "collection") and len(heads) > 1 and heads[1] in SINGLE:
            places = [(self.lines[row], cells) for row, cells in rows[1:]]
            tables_in_rows(self.assembly, heads, places)
            return at
        if heads[0] in ("table", "entity", "collection") and len(heads) > 1:
            for row, cells in rows[1:]:
                if re.fullmatch(NAMES, cells[0]):
                    table_in_row(self.assembly, self.lines[row], heads, cells)
                else:
                    self.assembly.unread(*self.lines[row], "This row names no table.")
            return at
        body = rows[1:]
        if not name:
            listed = len(heads) > 1 and heads[0] in ("column", "field", "name")
            if listed or not all(head.split(" ")[0] in BESIDE for head in heads[1:]):
                return number
            name = rows[0][1][0]
            start = self.lines[rows[0][0]][0] + self._text(rows[0][0]).index(name)
            span = Span(start, start + len(name))
            heads = ["column", *heads[1:]]
            if not re.fullmatch(NAMES, name):
                return number
        elif not headed(heads):
            body = rows
            if not any(len(cells) > 1 and typed(cells[1]) for _, cells in rows):
                return number
        places = [(self.lines[row], cells) for row, cells in body]
        columns_in_rows(self.assembly, name, span, heads if body is not rows else [], places)
        return at
