"""Python classes as tables: Django models, SQLAlchemy mappings, dataclasses with plain types."""

import re

from coach.boards.board import Severity, Span
from coach.boards.patterns import lazy
from coach.boards.schema.assembly import Assembly, GrowingTable
from coach.boards.schema.list_pieces import closed, cut
from coach.boards.schema.schema_parts import Column, Index, NamedPart, Reference, Relation
from coach.boards.schema.sorting import sort_parts

HEAD = lazy(r"[ \t]*class\s+(\w+)\s*(?:\(([^)]*)\))?\s*:?[ \t]*(?:\n|\Z)")
_FIELD = lazy(r"(\w+)\s*(?::\s*([^=\n]+?))?\s*(?:=\s*(.*))?\Z", re.S)
_CALL = lazy(r"(?:(\w+)\.)?(\w+)\s*\((.*)\)\s*\Z", re.S)
_STRINGS = lazy(r"""["'](-?\w+)["']""")
_KINDS = {
    "autofield": "serial", "bigautofield": "bigserial", "charfield": "varchar", "textfield": "text",
    "emailfield": "varchar", "slugfield": "varchar", "urlfield": "text", "integerfield": "int",
    "positiveintegerfield": "int", "bigintegerfield": "bigint", "decimalfield": "numeric",
    "floatfield": "float", "booleanfield": "boolean", "datetimefield": "timestamptz",
    "datefield": "date", "timefield": "time", "uuidfield": "uuid", "jsonfield": "jsonb",
    "smallintegerfield": "smallint", "positivesmallintegerfield": "smallint",
    "integer": "int", "biginteger": "bigint", "string": "varchar", "unicode": "varchar",
    "datetime": "timestamp", "str": "text", "int": "int", "float": "float", "bool": "boolean",
    "decimal": "numeric", "date": "date", "uuid": "uuid", "dict": "jsonb", "largebinary": "bytea",
}  # fmt: skip
_NOTED = lazy(r"\(([^()\n]*)\)\s*\Z")
"""Words in brackets behind an annotation: `user_id: UUID (FK -> users.id)`."""
_NOTED_KEY = lazy(r"(?:\bfk|\bref\w*|\bforeign key)\s*(?:->|→|=>|:|to)?\s*([\w.]+)", re.I)
_OTHER = lazy(r"\s*(?:to\s*=\s*)?[\"']?([A-Za-z][\w.]*)[\"']?\s*(?:,|\Z)(?!\s*=)")
_LISTED_CLASS = lazy(r"[\[\"'](\w+)[\"']?\]")
_THROUGH = lazy(r"(?:through|secondary)\s*=\s*[\"']?([\w.]+)")
_POINTING = ("foreignkey", "onetoonefield")
_CALLED = lazy(r"\w+[ \t]*=[ \t]*(?:\w+\.)?Table\(\s*[\"'](\w+)[\"']\s*,")
_ITEM = lazy(r"(?:\w+\.)?Column\(\s*[\"'](\w+)[\"']")
_GROUPED = lazy(r"(?:\w+\.)?(?:UniqueConstraint|Index|PrimaryKeyConstraint)\(")


class ClassReader:
    """Reads a class that begins on a line; its body is what is indented below it."""

    def __init__(self, assembly: Assembly, masked: str) -> None:
        self.assembly = assembly
        self.masked = masked

    def block(self, start: int) -> int:
        """Reads the class that begins there; where its body ends."""
        head = HEAD.match(self.masked, start)
        if head is None:
            from coach.boards.schema.record_classes import record_class

            return record_class(self.assembly, self.masked, start)
        at = head.end()
        indent = len(self.masked[start:]) - len(self.masked[start:].lstrip(" \t"))
        django = "models.Model" in (head[2] or "") or (head[2] or "").endswith("Model")
        table = self.assembly.begin(head[1], Span(*head.span(1)))
        self.assembly.passed.append(Span(*head.span()))
        body = _Body(self.assembly, table, django)
        while at < len(self.masked):
            stop = self.masked.find("\n", at)
            stop = len(self.masked) if stop < 0 else stop
            line = self.masked[at:stop]
            if line.strip() and len(line) - len(line.lstrip(" \t")) <= indent:
                break
            opened = line.find("(")
            if opened >= 0:
                close = closed(self.masked, at + opened, len(self.masked))
                if close > stop:
                    stop = self.masked.find("\n", close)
                    stop = len(self.masked) if stop < 0 else stop
            body.line(self.masked[at:stop], at)
            at = stop + 1
        body.finish()
        return min(at, len(self.masked))

    def called(self, start: int) -> int:
        """Reads the table that a call of SQLAlchemy's `Table` makes; where the call ends."""
        head = _CALLED.match(self.masked, start)
        opened = self.masked.find("(", start)
        close = closed(self.masked, opened, len(self.masked)) if head else -1
        if head is None or close < 0:
            return start
        table = self.assembly.begin(head[1], Span(*head.span(1)))
        self.assembly.passed.append(Span(*head.span()))
        body = _Body(self.assembly, table, False)
        for number, (begin, stop) in enumerate(cut(self.masked, head.end(), close, ",")):
            said, span = self.masked[begin:stop], Span(begin, stop)
            if column := _ITEM.match(said):
                body.field(column[1], "", said, span)
            elif _GROUPED.match(said):
                body.groups(said, span)
            elif number:
                self.assembly.unread(begin, stop, "This is no column of a table.")
            else:
                self.assembly.whole.append(span)
        return close + 1


class _Body:
    """The lines of a class, its Meta and __table_args__ among them."""

    def __init__(self, assembly: Assembly, table: GrowingTable, django: bool) -> None:
        self.assembly = assembly
        self.table = table
        self.django = django
        self.own_key = False

    def line(self, text: str, at: int) -> None:
        bare = text.strip()
        if not bare or bare.startswith(
            ('"""', "'''", "@", "class ", "def ", "return", "pass", "...")
        ):
            return
        span = Span(at + len(text) - len(text.lstrip()), at + len(text.rstrip()))
        named = re.match(r"__tablename__\s*=\s*[\"'](\w+)[\"']", bare) or re.match(
            r"db_table\s*=\s*[\"'](\w+)[\"']", bare
        )
        if named:
            self.table.name = named[1]
        elif bare.startswith("__table_args__") or re.match(
            r"(?:constraints|indexes|unique_together|index_together)\s*=", bare
        ):
            self.groups(bare, span)
        elif re.match(r"(?:ordering|verbose_name\w*|abstract|app_label|objects)\s*=", bare):
            return
        else:
            match = _FIELD.match(bare)
            if match is None or not (match[2] or match[3]):
                if " " in bare and not bare.endswith((")", ",", "]")):
                    message = "This is no column of a class."
                    self.assembly.report("unreadable-column", Severity.WARNING, message, span)
                return
            if not self.field(match[1], match[2] or "", match[3] or "", span):
                self.assembly.passed.append(span)

    def field(self, name: str, annotation: str, value: str, span: Span) -> bool:
        """A column; False for the other end of another table's reference."""
        call = _CALL.match(value.strip())
        word = call[2].lower() if call else ""
        inside = call[3] if call else ""
        if word == "manytomanyfield" or (word == "relationship" and "secondary" in inside):
            return self._many(annotation, inside, span)
        if word in ("relationship", "backref", "genericforeignkey"):
            return False
        mapped = re.match(r"Mapped\[\s*(?:Optional\[)?[\"']?([\w.]+)", annotation)
        plain = re.match(r"(?:Optional\[)?([\w.]+)", annotation) if annotation else None
        pointed = re.search(r"(?:ForeignKey\(|foreign_key\s*=)\s*[\"']?([\w.]+)[\"']?", inside)
        django = word in _POINTING
        target = None
        if django:
            points = re.match(r"\s*(?:to\s*=\s*)?[\"']?([\w.]+)", inside)
            to = points[1].rpartition(".")[2] if points else ""
            to = self.table.name if to == "self" else to
            target = Reference(to, "", span) if to else None
            name = name if name.endswith("_id") else f"{name}_id"
        elif pointed:
            table, _, column = pointed[1].rpartition(".")
            target = Reference((table or column).rpartition(".")[2], column if table else "", span)
        noted = _NOTED.search(annotation)
        said = noted[1] if noted else ""
        told = _NOTED_KEY.search(said)
        if told and target is None:
            table, _, column = told[1].rpartition(".")
            target = Reference(table or column, column if table else "", span)
        key = bool(re.search(r"primary_key\s*=\s*True", inside) or re.search(r"(?i)\bpk\b", said))
        self.own_key = self.own_key or key
        kind = "bigint" if django else self._kind(word, inside, mapped or plain)
        optional = (
            bool(re.search(r"(?:null|nullable)\s*=\s*True", inside))
            or "None" in annotation
            or "Optional" in annotation
            or (word == "column" and not (annotation or key) and "nullable" not in inside)
        )
        unique = bool(re.search(r"\bunique\s*=\s*True", inside)) or word == "onetoonefield"
        unique = unique or bool(re.search(r"(?i)\bunique\b", said))
        column = Column(name, span, kind, optional and not key, unique, key, target)
        self.table.columns.append(column)
        if re.search(r"\b(?:index|db_index)\s*=\s*True", inside):
            self.assembly.indexes.append(Index(self.table.name, sort_parts(name), span))
        return True

    def _many(self, annotation: str, inside: str, span: Span) -> bool:
        """Many of another class for many of this, through the table that is named."""
        other = _OTHER.match(inside) or _LISTED_CLASS.search(annotation)
        if other is None:
            return False
        to = self.table.name if other[1] == "self" else other[1].rpartition(".")[2]
        through = _THROUGH.search(inside)
        label = f"through {through[1]}" if through else ""
        self.assembly.relations.append(Relation(self.table.name, "N", "N", to, span, label))
        return False

    @staticmethod
    def _kind(word: str, inside: str, mapped: re.Match[str] | None) -> str:
        if word in ("column", "mapped_column", "field"):
            first = re.match(
                r"\s*(?:[\"']\w+[\"']\s*,\s*)?(?:\w+\.)?(\w+)(\(\s*\d+[\d, ]*\))?", inside
            )
            known = _KINDS.get(first[1].lower(), "") if first else ""
            if first and known:
                return known + (first[2] or "")
            return _KINDS.get(mapped[1].lower(), "") if mapped else ""
        if word in _KINDS:
            size = re.search(r"max_length\s*=\s*(\d+)", inside)
            return (
                f"{_KINDS[word]}({size[1]})" if size and _KINDS[word] == "varchar" else _KINDS[word]
            )
        return _KINDS.get(mapped[1].rpartition(".")[2].lower(), "") if mapped else ""

    def groups(self, text: str, span: Span) -> None:
        """Keys, unique groups and indexes that calls in a text make."""
        for match in re.finditer(
            r"(UniqueConstraint|Index|PrimaryKeyConstraint)\s*\(((?:[^()]|\([^()]*\))*)\)", text
        ):
            fields = re.search(r"fields\s*=\s*[\[(]([^\])]*)", match[2])
            listed = _STRINGS.findall(
                fields[1] if fields else re.sub(r"name\s*=\s*[\"'][^\"']*[\"']", "", match[2])
            )
            if match[1] == "Index" and not fields and listed:
                listed = listed[1:]
            self._group(match[1].lower(), [self._column_name(name) for name in listed], span)
        together = re.match(r"(unique_together|index_together)\s*=", text)
        if together:
            for inner in re.finditer(r"[\[(]((?:\s*[\"']\w+[\"']\s*,?)+)\s*[\])]", text):
                listed = [self._column_name(name) for name in _STRINGS.findall(inner[1])]
                self._group("index" if together[1][0] == "i" else "uniqueconstraint", listed, span)

    def _column_name(self, name: str) -> str:
        known = self.table.has(name.lstrip("-")) or not self.table.has(f"{name.lstrip('-')}_id")
        return name if known else f"{name}_id"

    def _group(self, word: str, listed: list[str], span: Span) -> None:
        parts = tuple(NamedPart(name, span) for name in listed)
        if word == "primarykeyconstraint":
            self.table.key = list(parts)
            self.own_key = True
        elif word == "uniqueconstraint" and parts:
            self.table.uniques.append(parts)
        elif word == "index" and parts:
            columns = tuple(part for name in listed for part in sort_parts(name))
            self.assembly.indexes.append(Index(self.table.name, columns, span))

    def finish(self) -> None:
        """Django gives a table without a key the column id."""
        if self.django and not self.own_key and not self.table.has("id"):
            first = Column("id", self.table.span, "bigserial", key=True)
            self.table.columns.insert(0, first)
