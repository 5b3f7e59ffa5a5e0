"""Tables whose columns stand on lines below a title: plain, bulleted, indented, as trees, in
Markdown's tables, in drawn boxes.

A title needs columns below it to be one: what looks like prose is left alone.
"""

import re

from coach.boards.board import Severity, Span
from coach.boards.patterns import lazy
from coach.boards.schema.assembly import Assembly
from coach.boards.schema.column_words import column_words
from coach.boards.schema.item_shapes import (
    group_of,
    keyed_together,
    marks_alone,
    pointing_together,
)
from coach.boards.schema.list_pieces import cut
from coach.boards.schema.sketch_words import PROSE, SECTIONS, stated
from coach.boards.schema.table_items import Items
from coach.boards.schema.table_of_rows import TablesOfRows
from coach.boards.schema.table_rows import indent
from coach.boards.schema.table_statements import size_line, spread_line
from coach.boards.schema.table_titles import KEPT, STRONG, WEAK

_LAYOUT = lazy(r"(?:shard|partition)(?:ed)?\s+(?:by|key)\b", re.I)
_RULE = lazy(r"\s*(?:[-=~─_*]{3,})\s*\Z")
_TREE = lazy(r"[ \t]*(?:[│|][ \t]*)*(?:[├└|`+][─—-]{1,3}|[├└])[ \t]*")
_BULLET = lazy(r"[ \t]*(?:[-*•+▪◦–·→]|\d{1,3}[.)]|[\U0001F300-\U0001FAFF](?<![🔑🔗])\ufe0f?)[ \t]+")
_ID = lazy(r"(?:\w+_)?id\Z|\w+Id\Z|uuid\Z|(?:\w+_)?key\Z|\w+_at\Z", re.I)
_STATEMENT = lazy(
    r"(?:query|queries|get|list|find|shard|partition|rows|grow|values|share|update|unique\s+index|index\s+(?:on\s+)?\w+\s*[(:]|ok\s+\w+-|select|create|alter|ttl\s+(?:on|is|of|=))\b",
    re.I,
)
_KEYS = lazy(r"pk|primary|partition|hash", re.I)
_WORDS_BETWEEN = 5
"""Lines that may stand between a heading and the table below it."""
_REMARK = lazy(r"\s*(?:\((?P<inside>[^()]*)\)|[ \t][-–—][ \t](?P<told>.+))\s*(?=:?\Z)")
"""What a title says of its table behind its name."""
_IN_COLUMNS = lazy(r"[\w`\"]+[ ]{2,}[^\s,]")
"""A line whose column has its type apart, so that what follows a comma is said of it."""
_FRAMED = lazy(r"[#\[`]|\*(?!\*)")
_BOX = lazy(r"[+┌╭╔][-─═+┬╌]{2,}[+┐╮╗]")


class Blocks:
    """Reads the block that begins on one line of a text whose comments are blanked."""

    def __init__(
        self,
        assembly: Assembly,
        masked: str,
        remarks: dict[int, str],
        lines: list[tuple[int, int]],
        typed_first: bool,
    ) -> None:
        self.assembly = assembly
        self.masked = masked
        self.remarks = remarks
        self.lines = lines
        self.typed_first = typed_first
        self.rows = TablesOfRows(assembly, masked, lines)

    def _text(self, number: int) -> str:
        if number >= len(self.lines):
            return ""
        start, end = self.lines[number]
        return self.masked[start:end]

    def take(self, number: int) -> int:
        """The number of the line after the block; `number` itself where there is none."""
        line = self._text(number)
        if _BOX.search(line):
            from coach.boards.schema.drawn_boxes import drawn

            return drawn(self.assembly, self.masked, self.lines, number)
        if self.rows.begin(number):
            return self.rows.take(number, *self._heading_above(number))
        titled = self._title(number)
        if titled is None:
            return number
        name, strong, span = titled
        below = number + 1
        if _RULE.match(self._text(below)) and self._text(below).strip():
            below += 1
            strong = True
        if strong and not self._text(below).strip() and self._listed(self._text(below + 1)):
            below += 1
        if self.rows.begin(below):
            after = self.rows.take(below, name, span)
            return after if after > below else number
        return self._columns(number, below, name, strong, span)

    def _heading_above(self, number: int) -> tuple[str, Span]:
        """The name of the table whose columns a table of Markdown lists: a heading at most so many
        lines above it, with words between; "" where there is none."""
        for above in range(number - 1, max(-1, number - _WORDS_BETWEEN - 1), -1):
            line = self._text(above)
            if line.lstrip().startswith("|"):
                break
            titled = self._title(above) if line.lstrip().startswith("#") else None
            if titled is not None:
                return titled[0], titled[2]
        return "", Span(*self.lines[number])

    @staticmethod
    def _listed(line: str) -> bool:
        return bool(_BULLET.match(line) or _TREE.match(line) or line.lstrip().startswith("|"))

    def _title(self, number: int) -> tuple[str, bool, Span] | None:
        start, _ = self.lines[number]
        line = self._text(number)
        bullet = _BULLET.match(line)
        lead = bullet.end() if bullet else len(line) - len(line.lstrip())
        inner = line[lead:].rstrip()
        if (
            (remark := _REMARK.search(inner))
            and not _FRAMED.match(inner)
            and self._stands_above(number)
        ):
            inner = inner[: remark.start()]
        keyed = group_of(self._text(number + 1).strip())
        shapes = (*STRONG, KEPT, WEAK) if keyed and _KEYS.match(keyed["word"]) else None
        for shape in shapes or (*STRONG, WEAK):
            match = shape.match(inner)
            if match is None:
                continue
            name = " ".join(match["name"].strip('"`').split())
            folded = name.casefold()
            if not name or folded in SECTIONS or (" " in name and stated(name)):
                return None
            if folded.split()[0] in PROSE and not self._by_id(number + 1):
                return None
            at = start + lead + match.start("name")
            strong = shape is not WEAK
            deeper = indent(self._text(number + 1)) > indent(line)
            if bullet and not deeper:
                return None
            return name, strong or (bool(bullet) and deeper), Span(at, at + len(match["name"]))
        return None

    def _by_id(self, number: int) -> bool:
        """Whether a line says a column that is a key, as the first of a table's does."""
        line = self._text(number)
        lead = _TREE.match(line) or _BULLET.match(line)
        words = column_words(line[lead.end() if lead else 0 :].strip())
        return words is not None and bool(words.key or _ID.match(words.name))

    def _stands_above(self, number: int) -> bool:
        """Whether the line below is deeper, or in a list that this line is not in."""
        line, below = self._text(number), self._text(number + 1)
        listed = self._listed(below) and not self._listed(line)
        listed = listed or bool(_RULE.match(below))
        return bool(below.strip()) and (listed or indent(below) > indent(line))

    def _columns(self, title: int, below: int, name: str, strong: bool, span: Span) -> int:
        outer = indent(self._text(title))
        items: list[tuple[int, int, str]] = []
        at = below
        marked = 0
        deeper = False
        level, last = -1, below
        ruled = below > title + 1 and bool(_RULE.match(self._text(title + 1)))
        skipped: list[int] = []
        while at < len(self.lines):
            line = self._text(at)
            start, end = self.lines[at]
            if not line.strip():
                if (
                    start in self.remarks
                    and at + 1 < len(self.lines)
                    and self._text(at + 1).strip()
                ):
                    at += 1
                    continue
                break
            tree, bullet = _TREE.match(line), _BULLET.match(line)
            lead = len(line) - len(line.lstrip())
            lead = tree.end() if tree else bullet.end() if bullet else lead
            inner = line[lead:].rstrip()
            deep = indent(line) > outer
            if items and deeper and not deep:
                break
            deeper = deeper or (not items and deep)
            framed = bool(tree or bullet or deep)
            statement = _STATEMENT.match(inner) and not group_of(inner)
            if statement and not (framed and column_words(inner)):
                break
            if (marked and not framed) or not self._below(inner, framed, strong):
                if items and (deep or ruled) and not statement and indent(line) == level:
                    skipped.append(at)
                    at += 1
                    continue
                break
            level, last = indent(line), at + 1
            marked += framed
            items.append((start + lead, start + lead + len(inner), self.remarks.get(start, "")))
            at += 1
        if not items or not self._enough(items, strong, marked):
            return title
        table = self.assembly.begin(name, span)
        self._said_of(span, name)
        reader = Items(self.assembly, table, self.typed_first)
        for start, end, remark in items:
            self._item(reader, start, end, remark)
        for number in skipped:
            if number < last:
                self.assembly.unread(*self.lines[number], "This is no column's name.")
        return last

    def _said_of(self, span: Span, name: str) -> None:
        """How a table is laid out and how long it is, where its title says so in brackets."""
        stop = self.masked.find("\n", span.end)
        remark = _REMARK.search(self.masked[span.end : stop])
        said = (remark["inside"] or remark["told"] or "").strip() if remark else ""
        if said and not spread_line(self.assembly, span.end, said, name):
            size_line(self.assembly, span.end, f"{name} {said}")

    def _item(self, reader: Items, start: int, end: int, remark: str) -> None:
        text = self.masked[start:end].rstrip(",;")
        name = reader.table.name
        if spread_line(self.assembly, start, text, name) or (
            text[:1] in "~≈0123456789" and size_line(self.assembly, start, f"{name} {text}")
        ):
            return
        if together := keyed_together(text):
            reader.keyed(start + together[0], start + together[1])
            return
        if reader.pointed_together(start, text):
            return
        pieces = [(start, start + len(text))]
        if not group_of(text):
            pieces = list(cut(self.masked, start, start + len(text), ",;"))
        if len(pieces) > 1 and self._apart(text):
            others = [(at, self.masked[at:stop]) for at, stop in pieces[1:]]
            pieces[1:] = [(at, at + len(said)) for at, said in others if _says_more(said)]
        for begin, stop in pieces:
            if together := keyed_together(self.masked[begin:stop]):
                reader.keyed(begin + together[0], begin + together[1])
            elif not reader.take(begin, stop, remark):
                message = "This is no column's name."
                self.assembly.report(
                    "unreadable-column", Severity.WARNING, message, Span(begin, stop)
                )

    def _below(self, inner: str, framed: bool, strong: bool) -> bool:
        """Whether a line below a title is part of its table."""
        if group_of(inner) or pointing_together(inner) or _LAYOUT.match(inner):
            return True
        pieces = [inner[a:b] for a, b in cut(inner, 0, len(inner), ",;")]
        pieces = [piece for n, piece in enumerate(pieces) if not (n and marks_alone(piece))]
        pieces = [piece for piece in pieces if not keyed_together(piece)]
        pieces = pieces[:1] if self._apart(inner) else pieces
        words = [column_words(piece) for piece in pieces]
        if not pieces:
            return True
        if any(known is None for known in words):
            return False
        clear = sum(1 for known in words if known and (known.bare or known.sure))
        wordy = any(known and known.more and _ID.match(known.more.split()[-1]) for known in words)
        if len(pieces) > 1:
            return clear * 2 >= len(pieces)
        return bool(clear or wordy or framed)

    @staticmethod
    def _apart(inner: str) -> bool:
        """Whether a line says one column, with its type in a column of the page's own."""
        words = column_words(next(iter(inner.split(",")))) if _IN_COLUMNS.match(inner) else None
        return words is not None and words.sure

    def _first(self, start: int, end: int) -> str:
        """An item without the marks that follow it behind commas: `id: int, PK`."""
        text = self.masked[start:end].rstrip(",;")
        first, *others = (
            (text[a:b] for a, b in cut(text, 0, len(text), ",")) if "," in text else (text,)
        )
        return first if others and (self._apart(text) or all(map(marks_alone, others))) else text

    def _enough(self, items: list[tuple[int, int, str]], strong: bool, marked: int) -> bool:
        """Whether the lines below make the title a table's name."""
        words = [column_words(self._first(start, end)) for start, end, _ in items]
        said = [group_of(self.masked[start:end]) for start, end, _ in items]
        sure = sum(1 for known in words if known and (known.sure or _ID.match(known.name)))
        sure += sum(1 for group in said if group and _KEYS.match(group["word"]))
        groups = sum(1 for group in said if group)
        groups += sum(
            any(keyed_together(self.masked[a:b]) for a, b in cut(self.masked, start, end, ",;"))
            for start, end, _ in items
        )
        texts = sum(1 for start, end, _ in items if "," in self.masked[start:end])
        clear = sum(1 for known in words if known and (known.bare or known.sure))
        if strong:
            return bool(clear or groups or texts)
        if marked == len(items):
            return clear * 2 >= len(items) or bool(groups)
        return len(items) >= 2 and bool(sure) and clear == len(items) - groups


def _says_more(said: str) -> bool:
    """Whether what follows a comma is a mark, a group, or a column with its type."""
    if marks_alone(said) or group_of(said) or keyed_together(said):
        return True
    words = column_words(said)
    return words is not None and words.sure and bool(words.type)
