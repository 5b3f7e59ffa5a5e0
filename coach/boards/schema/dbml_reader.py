"""DBML: Table with columns, settings in brackets, indexes; Ref; Enum. Others are passed over.

As dbdiagram.io documents it (dbml.dbdiagram.io/docs).
"""

import re

from coach.boards.board import Severity, Span
from coach.boards.patterns import lazy
from coach.boards.schema.assembly import Assembly, GrowingTable
from coach.boards.schema.list_pieces import bare, closed, names
from coach.boards.schema.schema_parts import Column, Index, NamedPart, Reference, Relation
from coach.boards.schema.sorting import sort_parts

_QUOTED = r'(?:"[^"\n]+"|`[^`\n]+`|[^\W\d][\w$-]*)'
_HEAD = lazy(
    rf"[ \t]*table\s+(?:{_QUOTED}\.)?({_QUOTED})(?:\s+as\s+({_QUOTED}))?\s*(?:\[[^\]\n]*\]\s*)?\{{",
    re.I,
)
_OTHER = lazy(r"[ \t]*(enum|project|tablegroup|tablepartial|note|ref)\b\s*[^\n{:]*\{", re.I)
_REF = lazy(
    rf"(?:[ \t]*ref\s*[\w\"]*\s*:\s*)?(?:{_QUOTED}\.)??({_QUOTED})\.(\([^)]*\)"
    rf"|{_QUOTED})\s*(<>|<|>|-)\s*(?:{_QUOTED}\.)??({_QUOTED})\.(\([^)]*\)"
    rf"|{_QUOTED})[^\n]*",
    re.I,
)
_COLUMN = lazy(
    rf"\s*({_QUOTED})\s+({_QUOTED}(?:\.\w+)?(?:\([^)]*\))?(?:\[\])*|\"[^\"]+\")\s*(\[.*\])?\s*(?:(?:pk|unique)\s*)?\Z",
    re.I | re.S,
)
_INLINE = lazy(rf"ref\s*:\s*(<>|<|>|-)\s*(?:{_QUOTED}\.)??({_QUOTED})\.({_QUOTED})", re.I)
_INDEX = lazy(r"\s*(\((?:[^()]|\([^()]*\))*\)|`[^`]+`|[\w$\"]+)\s*(\[.*\])?\s*\Z", re.S)
_SAID = lazy(r"note\s*:\s*['\"](?!'')([^'\"\n]+)['\"]", re.I)
_NOTE = lazy(r"note\s*:?", re.I)


class DbmlReader:
    """Reads the blocks of DBML at places of a text whose comments are blanked."""

    def __init__(self, assembly: Assembly, masked: str) -> None:
        self.assembly = assembly
        self.masked = masked
        self.aliases: dict[str, str] = {}
        self.refs: list[tuple[re.Match[str], int]] = []

    def block(self, start: int) -> int:
        """Reads the block that begins there; where it ends, or `start` where there is none."""
        head = _HEAD.match(self.masked, start)
        if head and self._is_dbml(head):
            return self._table(head)
        other = _OTHER.match(self.masked, start)
        if other is None:
            return start
        close = closed(self.masked, other.end() - 1, len(self.masked))
        if close < 0:
            return start
        if other[1].lower() == "enum":
            name = re.search(r"enum\s+(?:\w+\.)?\"?(\w+)", other[0], re.I)
            if name:
                values = " ".join(self.masked[other.end() : close].split())
                self.assembly.enums[name[1].casefold()] = values
                at = other.start() + name.start(1)
                lead = other.start() + other[0].lower().index("enum")
                whole = (
                    Span(lead, lead + 4),
                    Span(at, at + len(name[1])),
                    Span(other.end(), close),
                )
                self.assembly.whole += whole
        elif other[1].lower() == "ref":
            self.reference(other.end(), close)
        return close + 1

    def _is_dbml(self, head: re.Match[str]) -> bool:
        close = closed(self.masked, head.end() - 1, len(self.masked))
        inner = self.masked[head.end() : close if close >= 0 else len(self.masked)]
        first = next((line for line in inner.split("\n") if line.strip()), "")
        return bool(_COLUMN.match(first) or "[" in first) and "," not in re.sub(
            r"\[.*?\]|\(.*?\)", "", first
        )

    def reference(self, start: int, end: int) -> bool:
        """Takes a line `Ref: a.b > c.d`; applied when all tables are known."""
        match = _REF.match(self.masked, start, end)
        if match is None:
            inner = self.masked[start:end]
            match = _REF.match(self.masked, start + len(inner) - len(inner.lstrip()), end)
        if match:
            self.refs.append((match, start))
        return match is not None

    def _table(self, head: re.Match[str]) -> int:
        if (note := _SAID.search(head[0])) is not None:
            at = head.start()
            self.assembly.notes.append(NamedPart(note[1], Span(at, at)))
            self.assembly.whole.append(Span(at + note.start(), at + note.end()))
        close = closed(self.masked, head.end() - 1, len(self.masked))
        table = self.assembly.begin(bare(head[1]), Span(*head.span(1)))
        if head[2]:
            self.assembly.passed.append(Span(*head.span(2)))
            self.aliases[bare(head[2]).casefold()] = table.name
        if close < 0:
            message = "The bracket of this table is not closed."
            self.assembly.report("unclosed", Severity.ERROR, message, table.span)
            close = len(self.masked)
        at = head.end()
        while at < close:
            at = self._line(table, at, close)
        return min(len(self.masked), close + 1)

    def _line(self, table: GrowingTable, at: int, close: int) -> int:
        stop = self.masked.find("\n", at, close)
        stop = close if stop < 0 else stop
        text = self.masked[at:stop]
        bracket = re.search(r"\[[^\]]*\Z", text)
        if bracket:
            end = self.masked.find("]", stop, close)
            stop = stop if end < 0 else end + 1
            text = self.masked[at:stop]
        low = text.strip().lower()
        if not low:
            return stop + 1
        if re.match(r"(?:indexes|checks)\s*\{", low):
            opening = at + text.index("{")
            end = closed(self.masked, opening, close)
            end = close if end < 0 else end
            if low.startswith("indexes"):
                self._indexes(table, opening + 1, end)
            return end + 1
        if _NOTE.match(low):
            if (said := _SAID.search(text)) is not None:
                self.assembly.notes.append(NamedPart(f"{table.name}: {said[1]}", Span(at, stop)))
                self.assembly.whole.append(Span(at, stop))
            if "'''" in low:
                end = self.masked.find("'''", at + text.index("'''") + 3, close)
                return close if end < 0 else end + 3
            if "{" in low:
                end = self.masked.find("}", at, close)
                return close if end < 0 else end + 1
            return stop + 1
        self._column(table, text, at)
        return stop + 1

    def _column(self, table: GrowingTable, text: str, at: int) -> None:
        start = at + len(text) - len(text.lstrip())
        span = Span(start, at + len(text.rstrip()))
        match = _COLUMN.match(text)
        if match is None:
            message = "This is no column's name."
            self.assembly.report("unreadable-column", Severity.WARNING, message, span)
            return
        told = (match[3] or "") + text[match.end(2) :].lower()
        settings = re.sub(r"'[^']*'|`[^`]*`", "", told).lower()
        pointed = _INLINE.search(told)
        name = bare(match[1])
        target = None
        if pointed and pointed[1] in (">", "-"):
            target = Reference(bare(pointed[2]), bare(pointed[3]), span)
        elif pointed and pointed[1] == "<":
            self.assembly.relations.append(Relation(table.name, "1", "N", bare(pointed[2]), span))
        key = bool(re.search(r"\bpk\b|primary\s+key", settings))
        table.columns.append(
            Column(
                name, span, match[2].strip('"`'),
                not key and bool(re.search(r"(?<!not )\bnull\b", settings)),
                bool(re.search(r"\bunique\b", settings)), key, target,
            )
        )  # fmt: skip

    def _indexes(self, table: GrowingTable, start: int, end: int) -> None:
        for line in re.finditer(r"[^\n]+", self.masked[start:end]):
            match = _INDEX.match(line[0])
            if not line[0].strip():
                continue
            span = Span(start + line.start(), start + line.end())
            if match is None:
                self.assembly.unread(span.start, span.end, "This is no index of a table.")
                continue
            settings = re.sub(r"'[^']*'", "", match[2] or "").lower()
            columns = match[1].replace("`", "")
            if re.search(r"\bpk\b", settings):
                table.key = [NamedPart(name, span) for name in names(columns)]
            elif "unique" in settings and all(re.fullmatch(r"\w+", n) for n in names(columns)):
                table.uniques.append(tuple(NamedPart(name, span) for name in names(columns)))
                if called := re.search(r"\bname\s*:\s*['\"]([^'\"]+)", match[2] or ""):
                    said = f"{called[1]} unique {columns}"
                    table.constraints.append(NamedPart(said, span))
            else:
                unique = "unique" in settings
                named = re.search(r"\bname\s*:\s*['\"]([^'\"]+)", match[2] or "")
                parts, name = sort_parts(columns), named[1] if named else ""
                typed = re.search(r"\btype\s*:\s*(\w+)", settings)
                method = typed[1] if typed else "btree"
                made = Index(table.name, parts, span, unique, method=method, name=name)
                self.assembly.indexes.append(made)

    def finish(self) -> None:
        """Applies the references to the tables, wherever they stood."""
        for match, start in self.refs:
            span = Span(start, match.end())
            left, right = (
                (self._table_name(match[1]), match[2]),
                (self._table_name(match[4]), match[5]),
            )
            if match[3] == "<>":
                self.assembly.relations.append(Relation(left[0], "N", "N", right[0], span))
                continue
            if match[3] == "<" or (
                match[3] == "-" and self._is_key(left) and not self._is_key(right)
            ):
                left, right = right, left
            table = self.assembly.named(left[0])
            if table is None:
                message = f"There is no table {left[0]}."
                self.assembly.report("unknown-table", Severity.ERROR, message, span)
                continue
            for name, other in zip(names(left[1]), names(right[1]), strict=False):
                table.pointing[name.casefold()] = Reference(right[0], other, span)

    def _is_key(self, end: tuple[str, str]) -> bool:
        table = self.assembly.named(end[0])
        listed = [name.casefold() for name in names(end[1])]
        return table is not None and any(
            column.key and column.name.casefold() in listed for column in table.columns
        )

    def _table_name(self, name: str) -> str:
        return self.aliases.get(bare(name).casefold(), bare(name))
