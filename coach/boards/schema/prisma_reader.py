"""Prisma schemas: model and enum; relation fields are not columns, @relation makes references.

As prisma.io/docs (Prisma schema reference) describes them.
"""

import re

from coach.boards.board import Severity, Span
from coach.boards.patterns import lazy
from coach.boards.schema.assembly import Assembly, GrowingTable
from coach.boards.schema.list_pieces import closed, names
from coach.boards.schema.schema_parts import Column, Index, NamedPart, Reference, Relation
from coach.boards.schema.sketch_words import SCALARS
from coach.boards.schema.sorting import sort_parts

HEAD = lazy(r"[ \t]*(model|enum|datasource|generator|type|view)\s+(\w+)\s*\{", re.I)
_FIELD = lazy(r"\s*(\w+)\s+(\w+)(\([^)]*\))?(\[\])?(\?)?(.*)\Z", re.S)
_RELATION = lazy(r"@relation\(([^()]*(?:\([^()]*\)[^()]*)*)\)", re.S)
_LIST = lazy(r"(fields|references)\s*:\s*\[([^\]]*)\]")
_BLOCK = lazy(r"\s*@@(\w+)\s*\(\s*(?:fields\s*:\s*)?(\[.*?\])?", re.S)


class PrismaReader:
    """Reads the blocks of a Prisma schema."""

    def __init__(self, assembly: Assembly, masked: str) -> None:
        self.assembly = assembly
        self.masked = masked
        self.lists = assembly.lists
        self.models = set(re.findall(r"^[ \t]*model\s+(\w+)\s*\{", masked, re.M))

    def block(self, start: int) -> int:
        """Reads the block that begins there; where it ends."""
        head = HEAD.match(self.masked, start)
        if head is None:
            return start
        close = closed(self.masked, head.end() - 1, len(self.masked))
        end = len(self.masked) if close < 0 else close
        if head[1].lower() == "enum":
            values = " ".join(self.masked[head.end() : end].split())
            self.assembly.enums[head[2].casefold()] = values
            self.assembly.whole += [Span(start, head.end(2)), Span(head.end(), end)]
        elif head[1].lower() in ("model", "view"):
            table = self.assembly.begin(head[2], Span(*head.span(2)))
            if close < 0:
                message = "The bracket of this model is not closed."
                self.assembly.report("unclosed", Severity.ERROR, message, table.span)
            for line in re.finditer(r"[^\n]+", self.masked[head.end() : end]):
                if line[0].strip():
                    self._line(table, line[0], head.end() + line.start())
        return min(len(self.masked), end + 1)

    def _line(self, table: GrowingTable, text: str, at: int) -> None:
        span = Span(at + len(text) - len(text.lstrip()), at + len(text.rstrip()))
        block = _BLOCK.match(text)
        if block:
            self._group(table, block[1], block[2] or "", span)
            return
        match = _FIELD.match(text)
        if match is None or text.lstrip().startswith("@@"):
            if not text.lstrip().startswith("@@"):
                message = "This is no field of a model."
                self.assembly.report("unreadable-column", Severity.WARNING, message, span)
            return
        name, kind, more = match[1], match[2], match[6]
        relation = _RELATION.search(more)
        if relation:
            said = {part[1]: names(part[2]) for part in _LIST.finditer(relation[1])}
            there = said.get("references", [])
            for column, other in zip(said.get("fields", []), there, strict=False):
                table.pointing[column.casefold()] = Reference(kind, other, span)
            self._passed(match, at)
            self.assembly.passed.append(
                Span(*(at + match.start(6) + place for place in relation.span()))
            )
            return
        if kind in self.models or (
            match[4]
            and kind.lower() not in SCALARS | self.assembly.enums.keys()
            and kind[0].isupper()
        ):
            self._passed(match, at)
            if match[4] and kind in self.models:
                self._listed(table.name, kind, span)
            return
        native = re.search(r"@db\.(\w+(?:\([^)]*\))?)", more)
        key = bool(re.search(r"@id\b", more))
        said_type = native[1] if native else kind
        if "autoincrement()" in more:
            said_type = "bigserial" if kind == "BigInt" else "serial"
        elif "uuid(" in more:
            said_type = "uuidv7" if "uuid(7)" in more else "uuid"
        table.columns.append(
            Column(
                name, span, said_type + (match[4] or ""), bool(match[5]),
                bool(re.search(r"@unique\b", more)), key,
            )
        )  # fmt: skip

    def _listed(self, name: str, other: str, span: Span) -> None:
        """Many of another model: with many of this one there, it is many to many."""
        self.lists.append((name, other, span))
        if (other, name) in {known[:2] for known in self.lists[:-1]}:
            self.assembly.relations.append(Relation(other, "N", "N", name, span))

    def _passed(self, field: re.Match[str], at: int) -> None:
        """Passes over the name and type of a field that is a relation's other end."""
        self.assembly.passed.append(Span(at + field.start(1), at + field.start(6)))

    def _group(self, table: GrowingTable, word: str, listed: str, span: Span) -> None:
        parts = sort_parts(re.sub(r"\(\s*sort\s*:\s*(\w+)[^)]*\)", r" \1", listed.strip("[] ")))
        named = tuple(NamedPart(part.text, span) for part in parts)
        if word == "id":
            table.key = list(named)
        elif word == "unique":
            table.uniques.append(named)
        elif word == "index":
            self.assembly.indexes.append(Index(table.name, parts, span))
