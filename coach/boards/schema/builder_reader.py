"""Tables built by calls: migrations of Rails, Laravel, Knex and Ecto, tables of Drizzle, schemas of
Mongoose. Each column is a line; what a line says is read from the words of its calls."""

import re

from coach.boards.board import Severity, Span
from coach.boards.patterns import lazy
from coach.boards.schema.assembly import Assembly, GrowingTable
from coach.boards.schema.index_words import in_order
from coach.boards.schema.list_pieces import closed
from coach.boards.schema.schema_parts import Column, Index, NamedPart, Reference
from coach.boards.schema.sorting import sort_parts

_NAME = r"[:\"'](?P<name>\w+)[\"']?"
_HEADS = tuple(
    lazy(pattern)
    for pattern in (
        rf"create_table\s*\(?\s*{_NAME}(?P<more>[^\n|]*)\|\w+\|",
        rf"create\s+table\s*\(\s*{_NAME}(?P<more>[^\n]*)\bdo\b",
        rf"Schema::create\s*\(\s*{_NAME}(?P<more>[^\n]*)\{{",
        rf"[^(\n]{{0,60}}\bcreateTable\s*\(\s*{_NAME}(?P<more>[^\n]*)\{{",
        rf"(?:(?:export\s+)?(?:const|let)\s+\w+\s*=\s*)?\w+\.define\s*\(\s*{_NAME}(?P<more>)\s*,\s*\{{",
        rf"(?:export\s+)?(?:const|let)\s+\w+\s*=\s*\w*[tT]able\s*\(\s*{_NAME}(?P<more>)\s*,\s*\{{",
        r"(?:export\s+)?(?:const|let|var)\s+(?P<name>\w+?)(?:Schema)?\s*=\s*"
        r"(?:new\s+)?(?:mongoose\.)?Schema\s*\(\s*\{(?P<more>)",
    )
)
_CALLED = lazy(r"\w+[ \t]*=[ \t]*(?:\w+\.)?Table\(")
"""A table of SQLAlchemy that no class stands for."""
_KEYLESS = (2, 3, 4, 5)
"""The heads above whose tables have no key of their own accord."""
_DOCUMENT = 6
_INDEXED = lazy(
    r"(?:add_index\s*\(?|create\s+(?:unique_)?index\s*\()\s*[:\"'](?P<table>\w+)[\"']?\s*,\s*"
    r"(?P<columns>\[[^\]]*\]|[:\"']\w+[\"']?)(?P<more>[^\n]*)"
)
_ORDERED = lazy(
    r"(?:db\.)?(?P<table>\w+?)(?:Schema)?\.(?:index|createIndex|ensureIndex)\s*\(\s*\{(?P<columns>[^{}]*)\}"
    r"(?P<more>.*)\Z"
)
"""An index of a document store: the columns, each with its direction."""
_COLLECTION = lazy(r"db\.createCollection\(\s*[\"'](\w+)[\"']\s*\)?")
_CLOSES = lazy(r"\)\s*;?[ \t]*(?=\n[ \t]*\n|\n(?=\S)|\s*\Z)")
"""The end of a call, where a line ends that nothing deeper follows."""
_GROUPS = lazy(
    r"(?:(?P<kind>primaryKey|uniqueIndex|unique|index)\s*\((?:[^()\[\]]|\([^()]*\))*?(?:columns:\s*\[|\)\s*\.on\()"
    r"|fields:\s*\[)(?P<columns>[^\[\]()]*)[\])]"
)
_STAMPS = lazy(r"\}\s*,\s*\{[^{}]*\btimestamps\s*:\s*true\b")
_LISTED = lazy(r"(?:\w+\.)?[\"']?(\w+)[\"']?")
_METHOD = lazy(r"(?:\w+\.|\$\w+->)(?P<kind>\w+)[!?]?\s*\(?\s*(?P<args>.*)\Z", re.S)
_ADDED = lazy(r"add\s*\(?\s*:(?P<name>\w+)\s*,\s*(?P<args>.*)\Z", re.S)
_KEYED = lazy(r"[\"']?(?P<key>\w+)[\"']?\s*:\s*(?P<args>.+?),?\Z", re.S)
_FIRST = lazy(r"[:\"'](\w+)[\"']?")
_WORDS = lazy(r"[:\"'](\w+)[\"']?")
_POINTS = tuple(
    lazy(pattern)
    for pattern in (
        r"references\(\s*\(\)\s*(?::\s*\w+\s*)?=>\s*(?P<table>\w+)\.(?P<column>\w+)",
        r"references\(\s*[\"'](?P<column>\w+)[\"']\s*\)\s*(?:\.|->)(?:inTable|on)\(\s*[\"'](?P<table>\w+)",
        r"references\(\s*[:\"'](?P<table>\w+)(?:\.(?P<column>\w+))?",
        r"constrained\(\s*[\"'](?P<table>\w+)(?P<column>)",
        r"references:\s*\{\s*model:\s*[\"'](?P<table>\w+)[\"'](?:\s*,\s*key:\s*[\"'](?P<column>\w+))?",
        r"\bref:\s*[\"'](?P<table>\w+)(?P<column>)",
        r"\bto_table:\s*[:\"'](?P<table>\w+)(?P<column>)",
    )
)
_KINDS = {
    "string": "varchar", "integer": "int", "biginteger": "bigint", "unsignedbiginteger": "bigint",
    "bigint": "bigint", "foreignid": "bigint", "references": "bigint", "belongs_to": "bigint",
    "increments": "serial", "bigincrements": "bigserial", "id": "bigserial",
    "datetime": "timestamp", "datetimetz": "timestamptz", "timestamptz": "timestamptz",
    "utc_datetime": "timestamptz",
    "naive_datetime": "timestamp", "varchar": "varchar", "tinyinteger": "smallint",
    "number": "numeric", "objectid": "objectid", "binary_id": "uuid", "foreignuuid": "uuid",
}  # fmt: skip
_LISTS = ("primary", "unique", "index")
_PLURAL = (("y", "ies"), ("s", "ses"), ("x", "xes"), ("ch", "ches"))


class BuilderReader:
    """Reads the table that a call builds, and indexes that calls add."""

    def __init__(self, assembly: Assembly, masked: str) -> None:
        self.assembly = assembly
        self.masked = masked
        self.names: dict[str, str] = {}
        """Columns by the names that code has for them."""

    def block(self, start: int, inner: str) -> int:
        """Reads what begins at `start` with the line `inner`; where it ends, `start` if nothing."""
        if _CALLED.match(inner):
            from coach.boards.schema.class_reader import ClassReader

            return ClassReader(self.assembly, self.masked).called(start)
        added = _INDEXED.match(inner)
        if added:
            span = Span(start, start + len(inner))
            unique = "unique" in added["more"] or "unique_index" in inner
            self._index(added["table"], added["columns"], span, unique)
            return start + len(inner)
        if collection := _COLLECTION.match(inner):
            place = start + collection.start(1)
            table = self.assembly.begin(collection[1], Span(place, place + len(collection[1])))
            table.columns.append(Column("_id", table.span, "objectid", key=True))
            self.assembly.whole.append(Span(start, start + collection.end()))
            return start + len(inner)
        ordered = _ORDERED.match(inner)
        if ordered and (known := self.assembly.named(ordered["table"])) is not None:
            span = Span(start, start + len(inner))
            parts = sort_parts(in_order(ordered["columns"]))
            unique = bool(re.search(r"unique\s*:\s*true", ordered["more"]))
            self.assembly.indexes.append(Index(known.name, parts, span, unique))
            return start + len(inner)
        for number, head in enumerate(_HEADS):
            match = head.match(inner)
            if match is not None:
                return self._table(number, match, start)
        return start

    def _table(self, number: int, head: re.Match[str], start: int) -> int:
        body = start + head.end()
        end = self._end(head, start)
        place = start + head.start("name")
        table = self.assembly.begin(head["name"], Span(place, place + len(head["name"])))
        self.assembly.passed.append(Span(start, start + head.start("more")))
        more = head["more"]
        own = re.search(r"primary_key:\s*\[([^\]]*)\]", more)
        if own:
            table.key = [NamedPart(name, table.span) for name in _WORDS.findall(own[1])]
        elif number not in _KEYLESS and not re.search(r"id:\s*false|primary_key:\s*false", more):
            name = "_id" if number == _DOCUMENT else "id"
            kind = "objectid" if number == _DOCUMENT else "bigserial"
            table.columns.append(Column(name, table.span, kind, key=True))
        at = body
        for said in self._lines(body, end):
            text = said.strip()
            at = self.masked.index(said, at)
            begin = at + len(said) - len(said.lstrip())
            at += len(said)
            if text.strip("{}();,") in ("", "end", "change", "do"):
                continue
            span = Span(begin, begin + len(text))
            if not self._column(table, text.rstrip(";,"), span):
                message = "This is no column."
                self.assembly.report("unreadable-column", Severity.WARNING, message, span)
        if number == _DOCUMENT:
            self._stamped(table, end)
        return self._behind(table, end)

    def _stamped(self, table: GrowingTable, end: int) -> None:
        """The times that a document's options add: `{ timestamps: true }`."""
        said = _STAMPS.match(self.masked, end)
        for name in ("createdAt", "updatedAt") if said else ():
            if said and not table.has(name):
                table.columns.append(Column(name, Span(*said.span()), "date"))

    def _behind(self, table: GrowingTable, end: int) -> int:
        """Keys and indexes that a call has behind its columns; where its last line ends."""
        opened = self.masked[end : end + 1] == "}"
        close = _CLOSES.search(self.masked, end) if opened else None
        for said in _GROUPS.finditer(self.masked, end, close.end() if close else end):
            columns = [self.names.get(name, name) for name in _LISTED.findall(said["columns"])]
            span = Span(*said.span())
            parts = tuple(NamedPart(name, span) for name in columns)
            kind = (said["kind"] or "").lower()
            if kind == "primarykey":
                table.key = list(parts)
            elif kind in ("unique", "uniqueindex"):
                table.uniques.append(parts)
            else:
                ordered = tuple(part for name in columns for part in sort_parts(name))
                self.assembly.indexes.append(Index(table.name, ordered, span))
        stop = self.masked.find("\n", close.end() if close else end)
        return stop if stop >= 0 else len(self.masked)

    def _end(self, head: re.Match[str], start: int) -> int:
        """Where the block ends: at its bracket, or at the line `end`."""
        if head[0].endswith("{"):
            close = closed(self.masked, start + head.end() - 1, len(self.masked))
            return close if close >= 0 else len(self.masked)
        end = re.compile(r"^[ \t]*end\b", re.M).search(self.masked, start)
        return end.start() if end else len(self.masked)

    def _lines(self, start: int, end: int) -> list[str]:
        """The lines of a block; one goes on while its brackets are open or a chain follows."""
        lines: list[str] = []
        for line in self.masked[start:end].split("\n"):
            if not line.strip():
                continue
            open_before = lines and sum(map(lines[-1].count, "({[")) > sum(
                map(lines[-1].count, ")}]")
            )
            if open_before or (lines and line.lstrip().startswith((".", "->"))):
                lines[-1] += "\n" + line
            else:
                lines.append(line)
        return lines

    def _column(self, table: GrowingTable, text: str, span: Span) -> bool:
        if re.search(r"\bsoftDeletes(?:Tz)?\(", text):
            table.columns.append(Column("deleted_at", span, "timestamptz", True))
            return True
        if re.search(r"\btimestamps\b", text):
            for name in ("created_at", "updated_at"):
                table.columns.append(Column(name, span, "timestamptz"))
            return True
        added, method, keyed = _ADDED.match(text), _METHOD.match(text), _KEYED.match(text)
        if added:
            kind = _FIRST.match(added["args"])
            word = kind[1] if kind else "bigint"
            self._said(table, added["name"], word, added["args"], span)
        elif keyed and not method:
            self._of_key(table, keyed["key"], keyed["args"], span)
        elif method:
            return self._of_method(table, method["kind"], method["args"], span)
        return bool(added or keyed)

    def _of_key(self, table: GrowingTable, key: str, args: str, span: Span) -> None:
        """`authorId: integer("author_id").references(...)`, `email: { type: String }`."""
        call = re.match(r"(\w+)\s*\(\s*(?:[\"'](\w+)[\"'])?", args)
        typed = re.search(r"\btype:\s*\[?\s*(?:\w+\.)*(\w+)", args) or re.match(
            r"\[?\s*(?:\w+\.)*(\w+)", args
        )
        kind = call[1] if call else typed[1] if typed else ""
        name = (call[2] if call else None) or key
        self.names[key] = name
        self._said(table, name, kind, args, span)

    def _of_method(self, table: GrowingTable, kind: str, args: str, span: Span) -> bool:
        """`t.string :name, null: false`, `$table->unique(['a', 'b'])`."""
        low = kind.lower()
        listed = re.match(r"\[[^\]]*\]|[:\"']\w+[\"']?", args)
        if low in _LISTS and listed:
            names = _WORDS.findall(listed[0])
            if low == "primary":
                table.key = [NamedPart(name, span) for name in names]
            elif low == "unique":
                table.uniques.append(tuple(NamedPart(name, span) for name in names))
            else:
                self._index(table.name, listed[0], span, "unique" in args)
            return True
        names = []
        for word in re.finditer(r"\s*[:\"'](\w+)[\"']?\s*(?:,|\)|\Z|\s|(?=;))", args):
            if word.start() != (names[-1][1] if names else 0):
                break
            names.append((word[1], word.end()))
        if low in ("id", "increments", "bigincrements") and not names:
            names = [("id", 0)]
        if low in ("references", "belongs_to"):
            for name, _ in names:
                to = re.search(r"to_table:\s*[:\"'](\w+)", args)
                target = to[1] if to else _plural(name)
                optional = "null: true" in args
                column = Column(f"{name}_id", span, "bigint", optional)
                table.columns.append(column)
                table.pointing[column.name.casefold()] = Reference(target, "id", span)
            return bool(names)
        for name, _ in names:
            self._said(table, name, kind, args, span)
        return bool(names)

    def _said(self, table: GrowingTable, name: str, kind: str, args: str, span: Span) -> None:
        """One column with the marks its words say."""
        low = kind.lower()
        key = bool(re.search(r"\.primary\w*\(|->primary\(|primary_key:\s*true|primaryKey", args))
        key = key or low in ("id", "increments", "bigincrements")
        unique = bool(re.search(r"\bunique(?:\(\)|:\s*(?:true|\{))", args))
        optional = bool(re.search(r"\bnullable\(|\bnull:\s*true", args))
        told = _KINDS.get(low.replace("_", ""), _KINDS.get(low, low))
        if told == "timestamp" and "withTimezone: true" in args:
            told = "timestamptz"
        target = next((m for points in _POINTS if (m := points.search(args))), None)
        reference = None
        if target is not None:
            reference = Reference(target["table"], target["column"] or "", span)
        elif "constrained(" in args:
            reference = Reference(_plural(name.removesuffix("_id")), "id", span)
        table.columns.append(Column(name, span, told, optional, unique, key, reference))
        if re.search(r"\bindex(?:\(\)|:\s*true)", args):
            self.assembly.indexes.append(Index(table.name, sort_parts(name), span))

    def _index(self, table: str, columns: str, span: Span, unique: bool) -> None:
        parts = tuple(part for name in _WORDS.findall(columns) for part in sort_parts(name))
        self.assembly.indexes.append(Index(table, parts, span, unique))


def _plural(name: str) -> str:
    """The name of the table that a column of one of its rows is called after."""
    for ending, instead in _PLURAL:
        if name.endswith(ending):
            return name[: -len(ending)] + instead
    return f"{name}s"
