"""CREATE INDEX for what was said and what is advised; what would not run stands as a comment."""

import re
from collections.abc import Sequence

from coach.boards.patterns import lazy
from coach.boards.schema.advised import QueryAdvice
from coach.boards.schema.column_names import words
from coach.boards.schema.conditions import conditions
from coach.boards.schema.identifiers import line_of_words, quoted, unique_name
from coach.boards.schema.schema_parts import Condition, Index, Schema, SortPart, Table
from coach.boards.schema.sorting import sort_parts
from coach.boards.schema.sql_types import family, postgres_type

_CALL = lazy(r"(lower|upper)\(\s*(?:\w+\.)?(\w+)\s*\)\Z", re.I)
_NO_ORDER = ("jsonb", "point", "tsvector")
_TRIGRAMS = "CREATE EXTENSION IF NOT EXISTS pg_trgm;"


class IndexWriter:
    """Writes indexes of the tables that are there; `extensions` are what they need first."""

    def __init__(
        self, schema: Schema, tables: dict[str, Table], postgres: bool, taken: set[str]
    ) -> None:
        self.schema = schema
        self.tables = tables
        self.postgres = postgres
        self.taken = taken
        self.extensions: list[str] = []

    def written(self) -> list[str]:
        """The indexes that were said."""
        return [self._index(index) for index in self.schema.indexes if self._known(index.table)]

    def advised(self, answers: Sequence[QueryAdvice], real: bool) -> list[str]:
        """The indexes that are advised, as statements or as comments."""
        statements: dict[str, None] = {}
        for answer in answers:
            for statement in answer.proposals:
                parts = tuple(part for column in statement.columns for part in sort_parts(column))
                index = Index(
                    answer.query.table,
                    parts,
                    answer.query.span,
                    False,
                    statement.where,
                    statement.include,
                    statement.method,
                )
                if self._known(index.table):
                    statements.setdefault(self._statement(index, "") or f"-- {index.said}")
        listed = []
        for said in statements:
            if real and not said.startswith("--"):
                name = unique_name(re.sub(r"[^\w]+", "_", said[16:60]), self.taken)
                listed.append(said.replace("INDEX", f"INDEX {quoted(name)}", 1))
            else:
                listed.append(f"-- advised: {line_of_words(said.removeprefix('-- '))}")
        if any(
            "gin_trgm_ops" in statement for statement in listed if not statement.startswith("--")
        ):
            self._needs(_TRIGRAMS)
        return listed

    def _known(self, name: str) -> bool:
        table = self.tables.get(name.casefold())
        return table is not None and bool(table.columns)

    def _needs(self, statement: str) -> None:
        if statement not in self.extensions:
            self.extensions.append(statement)

    def _index(self, index: Index) -> str:
        columns = "_".join("_".join(words(re.sub(r"\W+", " ", p.text))) for p in index.parts)
        statement = self._statement(index, "")
        if not statement:
            unique = "unique " if index.unique else ""
            where = f" where {index.where}" if index.where else ""
            return f"-- {line_of_words(f'{unique}index {index.table}({index.said}){where}')}"
        name = unique_name(f"{index.table}_{columns}_idx", self.taken)
        if "gin_trgm_ops" in statement:
            self._needs(_TRIGRAMS)
        return statement.replace("INDEX", f"INDEX {quoted(name)}", 1)

    def _statement(self, index: Index, name: str) -> str:
        """CREATE INDEX without a name; "" where the database would refuse it."""
        table = self.tables[index.table.casefold()]
        method = index.method
        if method not in ("btree", "hash", "gin", "gist", "brin") or (
            method != "btree" and not self.postgres
        ):
            return ""
        parts = [self._part(table, part, method) for part in index.parts]
        where = self._where(table, index.where) if index.where else ""
        if not parts or None in parts or where is None:
            return ""
        if index.unique and self.postgres and not self._holds_partition(table, index):
            return ""
        word = "UNIQUE INDEX" if index.unique and method == "btree" else "INDEX"
        using = f" USING {method}" if method != "btree" else ""
        said = ", ".join(part for part in parts if part)
        include = [table.column(column) for column in index.include]
        carried = ", ".join(quoted(column.name) for column in include if column)
        more = f" INCLUDE ({carried})" if carried and self.postgres and method == "btree" else ""
        more += f" WHERE {where}" if where else ""
        return f"CREATE {word} ON {quoted(table.name)}{using} ({said}){more};"

    def _holds_partition(self, table: Table, index: Index) -> bool:
        spreads = [s for s in self.schema.partitions if s.table.casefold() == table.name.casefold()]
        names = {part.text.casefold() for part in index.parts}
        return not spreads or {name.casefold() for name in spreads[0].columns} <= names

    def _part(self, table: Table, part: SortPart, method: str) -> str | None:
        call = _CALL.match(part.text)
        column = table.column(call[2] if call else part.text)
        if column is None:
            return None
        kind = postgres_type(self.schema, table, column)
        if not self._fits(kind, part, method, bool(call)):
            return None
        said = f"{call[1].lower()}({quoted(column.name)})" if call else quoted(column.name)
        if part.opclass and self.postgres:
            said += f" {part.opclass}"
        return said + (" DESC" if part.descending and method == "btree" else "")

    def _fits(self, kind: str, part: SortPart, method: str, call: bool) -> bool:
        """Whether PostgreSQL has an operator class for it."""
        if not self.postgres:
            return True
        text = family(kind) == "text"
        if part.opclass or call:
            return (
                text
                and part.opclass in ("", "gin_trgm_ops", "text_pattern_ops", "varchar_pattern_ops")
                and ((part.opclass == "gin_trgm_ops") == (method == "gin"))
            )
        if method == "gin":
            return kind.endswith("[]") or kind in ("jsonb", "tsvector")
        if method == "gist":
            return kind in ("point", "inet", "tsvector") or kind.endswith("range")
        return kind not in _NO_ORDER and not (kind.endswith("[]") and method != "btree")

    def _where(self, table: Table, where: str) -> str | None:
        """A condition that the database takes; None where that is not certain."""
        known = conditions(where)
        if known is None or known[1] or not known[0]:
            return None
        said = [self._condition(table, condition) for condition in known[0]]
        return None if None in said else " AND ".join(condition for condition in said if condition)

    def _condition(self, table: Table, condition: Condition) -> str | None:
        column = table.column(condition.column)
        if column is None or condition.kind not in ("constant", "null"):
            return None
        name, rest = quoted(column.name), condition.text[len(condition.column) :].strip()
        if condition.kind == "null":
            return f"{name} {rest.upper()}"
        kind = family(postgres_type(self.schema, table, column))
        value = rest.removeprefix("=").strip()
        fits = (
            (value.startswith("'") and kind == "text")
            or (value.lower() in ("true", "false") and kind == "boolean")
            or (
                re.fullmatch(r"-?\d+(?:\.\d+)?", value)
                and kind in ("integer", "numeric", "double precision")
            )
        )
        if not self.postgres and value.lower() in ("true", "false"):
            value = "1" if value.lower() == "true" else "0"
        return f"{name} = {value}" if fits else None
