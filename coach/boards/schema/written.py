"""The reading of a schema board's text: each line goes to the reader of the notation it is in."""

import re
from typing import TYPE_CHECKING

from coach.boards.board import Span
from coach.boards.schema.accounting import accounted
from coach.boards.schema.assembly import UNREAD, Assembly
from coach.boards.schema.bracket_lists import BracketLists
from coach.boards.schema.cardinality import relation_line
from coach.boards.schema.comments import masked, noted
from coach.boards.schema.exclusions import exclusion_line
from coach.boards.schema.first_words import (
    AMOUNTS,
    ANNOTATION,
    ASKS,
    BUILT,
    BULLET,
    DECLARES,
    INDEXES,
    MARKED,
    SPOKEN,
    SQL,
    STORE,
    TITLE,
    WORD,
    section_of,
    titles,
)
from coach.boards.schema.other_notations import levelled
from coach.boards.schema.reference_lines import point, reference_line, remarked
from coach.boards.schema.resolution import resolved
from coach.boards.schema.schema_parts import Schema
from coach.boards.schema.sketch_words import BELOW, SECTIONS
from coach.boards.schema.table_statements import silences, size_line, spread_line

if TYPE_CHECKING:
    from coach.boards.schema.dbml_reader import DbmlReader
    from coach.boards.schema.sql_reader import SqlReader


class WrittenLines:
    """Walks the lines of a text once; `at` is the number of the line that comes next."""

    def __init__(self, text: str) -> None:
        text = levelled(text)
        self.text = text
        self.assembly = Assembly(text)
        self.masked, self.remarks = masked(text)
        ends = [*self.assembly.breaks, len(text)]
        self.lines = list(zip([0, *(end + 1 for end in ends)], ends, strict=False))
        self.at = 0
        self.section = ""
        self.mermaid = False
        self.named_above = ""
        """How an annotation calls the table of the class that comes next."""
        self.lists = BracketLists(self.assembly, self.masked, self.remarks)
        self._sql_reader: SqlReader | None = None
        self._dbml_reader: DbmlReader | None = None

    def read(self) -> Schema:
        """The schema of the whole text."""
        while self.at < len(self.lines):
            start, end = self.lines[self.at]
            line = self.masked[start:end]
            if said := self.remarks.get(start):
                self._silence(said, start, bool(line.strip()))
            if not line.strip():
                if not self.text[start:end].strip():
                    self.section = ""
                self.at += 1
                continue
            self._line(start, end, line)
        for reader in (self._sql_reader, self._dbml_reader):
            if reader is not None:
                reader.finish()
        point(self.assembly)
        self.assembly.notes += noted(self.remarks, self.masked)
        return accounted(resolved(self.assembly), self.masked, self.assembly)

    def _silence(self, said: str, start: int, beside: bool) -> None:
        line = self.assembly.line(start)
        if not beside:
            remarked(self.assembly, start, said)
        for code in silences(said):
            self.assembly.silenced.add((line, code))
            if not beside:
                self.assembly.silenced.add((line + 1, code))

    def _line(self, start: int, end: int, line: str) -> None:
        offset = lead.end() if (lead := BULLET.match(line)) else 0
        if line[offset : offset + 1] == "#" and MARKED.match(line, offset):
            offset += 1
        if spoken := SPOKEN.match(line, offset):
            self.assembly.whole.append(Span(start + offset, start + spoken.end()))
            offset = spoken.end()
        inner = line[offset:].rstrip()
        at = start + offset
        if not inner:
            self.at += 1
            return
        low = word[0].lower() if (word := WORD.match(inner)) else ""
        if STORE.match(inner):
            from coach.boards.schema.item_stores import item_lines

            if taken := item_lines(self.assembly, self.masked, self.lines, self.at, at):
                self.at += taken
                return
        following = inner[len(low) :].lstrip()[:1]
        if BUILT.match(inner) and self._built(at, inner):
            return
        if low in SQL and self._sql(start, inner):
            return
        if self.section and self._in_section(at, inner):
            return
        if section := section_of(inner, self.masked, self.lines[self.at + 1 :][:1]):
            self.section = section
            self.at += 1
            return
        unique = inner.rstrip(" .").endswith(("unique", "unique together")) and "(" not in inner
        unique = (
            unique
            or inner[0] in "~≈"
            or (inner[0] == "(" and inner.rstrip(" .").endswith(("key", "pk", "PK")))
        )
        if (unique or low in BELOW) and self.assembly.tables and self._below(at, inner):
            return
        if following == "(" and low not in INDEXES:
            if self._list(at, end, inner):
                return
        elif self._known(low, at, end, inner, following):
            return
        if self._rest(start, end, at, inner, low):
            return
        self._unread(start, end)

    def _built(self, at: int, inner: str) -> bool:
        """A table that a migration's calls build."""
        from coach.boards.schema.builder_reader import BuilderReader

        return self._jump(at, BuilderReader(self.assembly, self.masked).block(at, inner))

    def _below(self, at: int, inner: str) -> bool:
        """A line about the table above it that does not name it."""
        from coach.boards.schema.below_tables import below_line

        taken = below_line(self.assembly, at, inner)
        self.at += taken
        return taken

    def _known(self, low: str, at: int, end: int, inner: str, following: str) -> bool:
        """Lines that a word at their beginning gives away."""
        taken = False
        if low in INDEXES:
            from coach.boards.schema.index_words import index_line

            taken = index_line(self.assembly, at, self._whole(at, inner))
        elif low in ASKS:
            from coach.boards.schema.worded_queries import query_line

            taken = query_line(self.assembly, at, inner.rstrip(";"))
        elif low in AMOUNTS:
            taken = size_line(self.assembly, at, inner)
        elif low in ("shard", "partition", "sharded", "partitioned", "sharding"):
            taken = spread_line(self.assembly, at, inner.rstrip(" ;."))
        elif low == "ok" and (codes := silences(inner)):
            self.assembly.silenced |= {(0, code) for code in codes}
            self.assembly.whole.append(Span(at, end))
            taken = True
        if taken:
            self.at += 1
            return True
        return self._block_of_notation(low, at, inner)

    def _whole(self, at: int, inner: str) -> str:
        """A statement whose bracket goes on over the next lines."""
        from coach.boards.schema.list_pieces import unbroken

        whole = unbroken(self.masked, at, inner)
        self.at += whole.count("\n")
        return whole

    def _block_of_notation(self, low: str, at: int, inner: str) -> bool:
        """Blocks of DBML, Mermaid, Prisma, and classes."""
        if low == "erdiagram":
            self.mermaid = True
            self.at += 1
            return True
        if low in ("model", "datasource", "generator", "view") and "{" in inner:
            from coach.boards.schema.prisma_reader import PrismaReader

            return self._jump(at, PrismaReader(self.assembly, self.masked).block(at))
        if low in DECLARES and self._declared(at, inner):
            return True
        if low == "class":
            from coach.boards.schema.class_reader import ClassReader

            return self._jump(at, ClassReader(self.assembly, self.masked).block(at))
        if low in ("table", "enum", "project", "tablegroup", "ref", "note") and not self.mermaid:
            if low == "ref" and self._dbml().reference(at, at + len(inner)):
                self.at += 1
                return True
            if "{" in inner:
                return self._jump(at, self._dbml().block(at))
        if inner[0] == "@" and (above := ANNOTATION.match(inner)):
            self.named_above = above["name"] or above["said"] or self.named_above
            places = above.span("name" if above["name"] else "said")
            self.assembly.whole += [Span(at + places[0], at + places[1])] if places[0] > 0 else []
            self.at += 1
            return True
        if low in ("from", "import", "direction", "title") and (self.mermaid or "import" in inner):
            self.at += 1
            return True
        return False

    def _declared(self, at: int, inner: str) -> bool:
        """A class of a language with brackets."""
        from coach.boards.schema.decorated_reader import HEAD, DecoratedReader

        head = HEAD.match(self.masked, at)
        if head is None or (inner.startswith("class") and inner.rstrip()[-1:] != "{"):
            return False
        if (
            head.end() > at + len(inner)
            and self.masked[at + len(inner) : head.end()].strip() != "{"
        ):
            return False
        named, self.named_above = self.named_above, ""
        return self._jump(at, DecoratedReader(self.assembly, self.masked, named).block(at))

    def _dbml(self) -> "DbmlReader":
        if self._dbml_reader is None:
            from coach.boards.schema.dbml_reader import DbmlReader

            self._dbml_reader = DbmlReader(self.assembly, self.masked)
        return self._dbml_reader

    def _sql(self, start: int, inner: str) -> bool:
        from coach.boards.schema.sql_reader import BEGINS, SqlReader

        if not BEGINS.match(inner):
            return False
        if self._sql_reader is None:
            self._sql_reader = SqlReader(self.assembly, self.masked)
        return self._jump(start, self._sql_reader.statement(start))

    def _jump(self, start: int, end: int) -> bool:
        """Goes on at the line after a block that was read up to `end`; False where it is empty."""
        if end <= start:
            return False
        line = self.assembly.line(max(start, end - 1))
        begin, stop = self.lines[line - 1]
        rest = self.masked[end:stop].strip(" ;\t") if end <= stop else ""
        self.at = line
        if rest and end > begin:
            from coach.boards.schema.sql_reader import BEGINS

            if BEGINS.match(rest):
                place = self.masked.index(rest, end)
                self._sql(place, rest)
            else:
                self.assembly.unread(end, stop, "This is not read.")
        return True

    def _in_section(self, at: int, inner: str) -> bool:
        """Lines under a title that says what they are."""
        from coach.boards.schema.index_words import index_line
        from coach.boards.schema.worded_queries import query_line

        taken = False
        if self.section == "queries":
            taken = query_line(self.assembly, at, inner.rstrip(";"), listed=True)
        elif self.section == "indexes" and not re.match(r"[\w ]+:\s*[-*]*$", inner):
            taken = index_line(self.assembly, at, inner, listed=True)
        elif self.section in ("shards", "partitions"):
            verb = "" if re.search("shard|partition", inner, re.I) else self.section[:-1]
            taken = spread_line(self.assembly, at, inner.rstrip(" ;."), verb)
        if taken:
            self.at += 1
        return taken

    def _list(self, at: int, end: int, inner: str) -> bool:
        below = self.lines[self.at + 1] if self.at + 1 < len(self.lines) else None
        if below and self.masked[slice(*below)].lstrip()[:1] == "{" and "{" not in inner:
            inner = self.masked[at : below[1]].rstrip()
        after = self.lists.take(at, end, inner, self.mermaid)
        return after is not None and self._jump(at, after)

    def _rest(self, start: int, end: int, at: int, inner: str, low: str) -> bool:
        """Relations, lists behind colons and in brackets, blocks below a title, statements."""
        if "overlap" in inner and exclusion_line(self.assembly, inner, at):
            self.assembly.whole.append(Span(at, end))
            self.at += 1
            return True
        if relation_line(self.assembly, at, inner):
            self.at += 1
            return True
        if reference_line(self.assembly, at, inner):
            self.at += 1
            return True
        if self._list(at, end, inner):
            return True
        if (" " in inner and spread_line(self.assembly, at, inner.rstrip(" ;."))) or (
            ("row" in inner or "/d" in inner or " grows " in inner)
            and size_line(self.assembly, at, inner)
        ):
            self.at += 1
            return True
        title = TITLE.match(inner)
        if (
            title
            and (section := SECTIONS.get(title["title"].strip().lower()))
            and titles(title, self.masked, self.lines[self.at + 1 :][:1])
        ):
            self.section = section
            self.at += 1
            return True
        from coach.boards.schema.table_blocks import Blocks

        blocks = Blocks(self.assembly, self.masked, self.remarks, self.lines, self.mermaid)
        after = blocks.take(self.at)
        if after > self.at or inner[0] == "#":
            self.at = max(after, self.at + 1)
            return True
        if self.mermaid and re.fullmatch(r"[\w-]+", inner):
            self.assembly.begin(inner, Span(at, at + len(inner)))
            self.at += 1
            return True
        return False

    def _unread(self, start: int, end: int) -> None:
        message, opened = UNREAD, self.lists.unclosed
        if opened is None or start >= opened.end:
            from coach.boards.schema.line_parts import parts_read

            if parts_read(self.assembly, self.masked, start, end):
                self.at += 1
                return
        if opened is not None and start < opened.end:
            line = self.assembly.line(opened.start)
            message = f"This is not read, as the bracket opened on line {line} is not closed."
        self.assembly.unread(start, end, message)
        self.at += 1


def read(text: str) -> Schema:
    """The schema that a text says; what cannot be read is a finding. Never raises."""
    return WrittenLines(text).read()
