"""A schema as SQL that runs: CREATE statements of PostgreSQL 15 or SQLite.

What a database does not know stands as a comment: shards, indexes of other kinds, what could not
be true (a key without its partition's column). Advised indexes are comments unless asked for.
"""

from collections.abc import Iterator, Sequence

from coach.boards.schema.advised import QueryAdvice
from coach.boards.schema.assembly import singular
from coach.boards.schema.column_names import words
from coach.boards.schema.foreign_keys import ForeignKey, foreign_keys
from coach.boards.schema.identifiers import line_of_words, quoted, unique_name
from coach.boards.schema.index_writer import IndexWriter
from coach.boards.schema.schema_parts import POINTS, Column, Exclusion, Schema, Spread, Table
from coach.boards.schema.sql_types import family, lite_type, postgres_type
from coach.boards.schema.supposed import supposed
from coach.frozen import dataclass

_IDENTITY = ("serial", "bigserial", "smallserial", "identity", "autoincrement", "auto_increment")
_HASHED = 4
"""Partitions of a table that is spread by a hash, in the script."""
_FIRST_DAY, _NEXT_MONTH = "2026-01-01", "2026-02-01"


@dataclass(frozen=True, slots=True)
class Dialect:
    """What differs: `postgres` or SQLite; `advice` writes advised indexes as statements."""

    postgres: bool
    advice: bool = False


def script(schema: Schema, answers: Sequence[QueryAdvice], dialect: Dialect) -> str:
    """The whole schema as a script; "" where there is nothing to write."""
    schema, supposings, unheld = supposed(schema)
    tables = {folded: table for folded, table in schema.names.items() if table.columns}
    if not tables:
        return ""
    writer = _Writer(schema, tables, dialect, supposings)
    blocks = [writer.table(table) for table in writer.ordered()]
    blocks += writer.later()
    blocks += ["\n".join(f"-- {said}" for said in unheld)] if unheld else []
    indexes = IndexWriter(schema, tables, dialect.postgres, writer.taken)
    blocks += indexes.written()
    blocks += indexes.advised(answers, dialect.advice)
    extensions = dict.fromkeys((*sorted(writer.extensions), *indexes.extensions))
    return "\n\n".join([*extensions, *blocks]) + "\n"


class _Writer:
    """Writes the tables; foreign keys that lead to later tables follow as ALTER TABLE."""

    def __init__(
        self,
        schema: Schema,
        tables: dict[str, Table],
        dialect: Dialect,
        supposings: dict[str, list[str]],
    ) -> None:
        self.schema = schema
        self.supposings = supposings
        self.tables = tables
        self.postgres = dialect.postgres
        self.taken: set[str] = set(tables)
        self.done: set[str] = set()
        self.waiting: list[str] = []
        self.extensions: set[str] = set()
        self.partitioned = {
            spread.table.casefold(): spread for spread in reversed(schema.partitions)
        }

    def ordered(self) -> list[Table]:
        """Tables after those they point at; a circle is cut where it was begun."""
        done: dict[str, None] = {}
        for first in self.tables:
            stack = [(first, iter(self._targets(first)))]
            begun = {first}
            while stack:
                name, rest = stack[-1]
                below = next(
                    (name for name in rest if name not in done and name not in begun), None
                )
                if below is None:
                    done.setdefault(name)
                    stack.pop()
                else:
                    begun.add(below)
                    stack.append((below, iter(self._targets(below))))
        return [self.tables[name] for name in done]

    def _targets(self, name: str) -> list[str]:
        columns = self.tables[name].columns
        targets = [c.reference.table.casefold() for c in columns if c.reference]
        return [target for target in targets if target in self.tables]

    def later(self) -> list[str]:
        """The foreign keys that had to wait for their tables."""
        return self.waiting

    def table(self, table: Table) -> str:
        """CREATE TABLE with what stands around it."""
        folded = table.name.casefold()
        self.done.add(folded)
        columns: dict[str, Column] = {}
        for column in table.columns:
            columns.setdefault(column.name.casefold(), column)
        spread = self.partitioned.get(folded)
        needed = self._needed(spread, columns) if self.postgres else []
        notes = [f"-- {said}" for said in self._notes(table, spread if not needed else None)]
        key = [name for name in dict.fromkeys(n.casefold() for n in table.key) if name in columns]
        missing = [name for name in needed if key and name not in key]
        if missing:
            notes.append(f"-- the key must hold {', '.join(missing)}: added")
        lines = [self._column(table, column, key) for column in columns.values()]
        lines += self._checks(table, columns, notes)
        if key and not (len(key) == 1 and self._inline_key(table, columns[key[0]])):
            names = ", ".join(quoted(columns[name].name) for name in (*key, *missing))
            lines.append(f"PRIMARY KEY ({names})")
        for group in self._unique_groups(table, columns):
            said = ", ".join(quoted(columns[name].name) for name in group)
            if set(needed) <= set(group):
                lines.append(f"UNIQUE ({said})")
            else:
                notes.append(f"-- unique ({line_of_words(said)}): not over partitions")
        for exclusion in table.exclusions:
            known = all(name.casefold() in columns for name, _ in exclusion.parts)
            if self.postgres and known and not needed:
                lines.append(self._exclusion(exclusion, columns))
            else:
                why = "not over partitions" if known else "a column is not there"
                why = why if self.postgres else "PostgreSQL alone"
                notes.append(f"-- exclude ({line_of_words(exclusion.said)}): {why}")
        lines += self._foreign(table, notes)
        tail = ""
        if needed and spread:
            parts = ", ".join(quoted(columns[name].name) for name in needed)
            tail = f" PARTITION BY {spread.kind.upper()} ({parts})"
        text = "\n".join([*notes, self._create(table, lines, tail)])
        return text + (
            f"\n{self._example(table, columns, spread, needed)}" if tail and spread else ""
        )

    def _checks(self, table: Table, columns: dict[str, Column], notes: list[str]) -> Iterator[str]:
        """The conditions of the rows; what is none for certain stands as a comment."""
        if not (table.checks or any(column.note for column in columns.values())):
            return
        from coach.boards.schema.conditions_in_sql import check_of, said_beside

        def kind(column: Column) -> str:
            return self._type(table.name, column)

        for column in columns.values():
            if column.note:
                _, checks, left = said_beside(column, kind, self.postgres)
                yield from (f"CHECK ({check})" for check in checks)
                if left and not left.startswith(POINTS):
                    notes.append(f"-- {line_of_words(f'{column.name}: {left}')}")
        for said in (check.name for check in table.checks):
            if check := check_of(said, columns, kind):
                yield f"CHECK ({check})"
            else:
                notes.append(f"-- {line_of_words(f'check {said}')}")

    def _default(self, table: Table, column: Column) -> str:
        if not column.note:
            return ""
        from coach.boards.schema.conditions_in_sql import said_beside

        return said_beside(column, lambda c: self._type(table.name, c), self.postgres)[0]

    def _exclusion(self, exclusion: Exclusion, columns: dict[str, Column]) -> str:
        """The constraint; what a B-tree compares needs an extension in GiST."""
        if exclusion.method == "gist" and any(operator == "=" for _, operator in exclusion.parts):
            self.extensions.add("CREATE EXTENSION IF NOT EXISTS btree_gist;")
        parts = ", ".join(
            f"{quoted(columns[name.casefold()].name)} WITH {operator}"
            for name, operator in exclusion.parts
        )
        return f"EXCLUDE USING {exclusion.method} ({parts})"

    def _needed(self, spread: Spread | None, columns: dict[str, Column]) -> list[str]:
        """The columns a table is partitioned by; none where one of them is not there."""
        if spread is None:
            return []
        names = [name.casefold() for name in spread.columns]
        known = all(name in columns for name in names)
        plain = (
            all(
                family(self._type(spread.table, columns[name])) not in ("jsonb", "point")
                for name in names
            )
            if known
            else False
        )
        return names if known and plain and not (spread.kind == "list" and len(names) > 1) else []

    def _type(self, table: str, column: Column) -> str:
        return postgres_type(self.schema, self.tables[table.casefold()], column)

    def _notes(self, table: Table, unwritten: Spread | None) -> Iterator[str]:
        folded = table.name.casefold()
        yield from self.supposings.get(folded, ())
        for spread in self.schema.shards:
            if spread.table.casefold() == folded:
                yield f"shard by {line_of_words(', '.join(spread.columns))}"
        for spread in self.schema.partitions:
            if spread.table.casefold() == folded and (
                not self.postgres or spread is unwritten or spread is not self.partitioned[folded]
            ):
                yield f"partition by {spread.kind} {line_of_words(', '.join(spread.columns))}"

    def _create(self, table: Table, lines: list[str], tail: str) -> str:
        body = ",\n  ".join(lines)
        return f"CREATE TABLE {quoted(table.name)} (\n  {body}\n){tail};"

    def _key_type(self, kind: str) -> str:
        if self.postgres:
            return f"{kind} GENERATED ALWAYS AS IDENTITY PRIMARY KEY"
        return "INTEGER PRIMARY KEY"

    def _counted(self, table: Table, column: Column) -> bool:
        """Whether a key is counted up by the database."""
        if column.type:
            return column.type.casefold().endswith(_IDENTITY)
        own = ("id",), (*words(singular(table.name.casefold())), "id")
        return (
            column.reference is None
            and words(column.name) in own
            and self._type(table.name, column) == "bigint"
        )

    def _inline_key(self, table: Table, column: Column) -> bool:
        if not self.postgres:
            return len(table.key) == 1 and family(self._type(table.name, column)) == "integer"
        return (
            len(table.key) == 1
            and self._counted(table, column)
            and (table.name.casefold() not in self.partitioned or not self.postgres)
        )

    def _column(self, table: Table, column: Column, key: list[str]) -> str:
        kind = self._type(table.name, column)
        folded = column.name.casefold()
        alone = key == [folded]
        if alone and self._inline_key(table, column):
            return (
                f"{quoted(column.name)} {self._key_type('bigint' if kind != 'integer' else kind)}"
            )
        said = [quoted(column.name), kind if self.postgres else lite_type(kind)]
        if not column.optional or folded in key:
            said.append("NOT NULL")
        if (
            alone
            and kind == "uuid"
            and self.postgres
            and "v7" not in column.type.casefold()
            and column.reference is None
        ):
            said.append("DEFAULT gen_random_uuid()")
        elif default := self._default(table, column):
            said.append(f"DEFAULT {default}")
        return " ".join(said)

    def _unique_groups(self, table: Table, columns: dict[str, Column]) -> Iterator[list[str]]:
        seen: set[tuple[str, ...]] = {tuple(name.casefold() for name in table.key)}
        groups = [(c.name,) for c in columns.values() if c.unique]
        for group in (*groups, *table.uniques):
            names = [n for n in dict.fromkeys(name.casefold() for name in group) if n in columns]
            if names and tuple(names) not in seen:
                seen.add(tuple(names))
                yield names

    def _foreign(self, table: Table, notes: list[str]) -> list[str]:
        """The foreign keys of a table; what the database does not take is a note."""
        lines = []
        for foreign_key in foreign_keys(self.schema, table):
            why = self._impossible(table, foreign_key)
            if why:
                own = line_of_words(", ".join(column.name for column in foreign_key.columns))
                target = line_of_words(foreign_key.target.name)
                notes.append(f"-- {own} points at {target}: no foreign key, as {why}")
                continue
            said = _said(foreign_key)
            if self.postgres and foreign_key.target.name.casefold() not in self.done:
                self.waiting.append(f"ALTER TABLE {quoted(table.name)} ADD {said};")
            else:
                lines.append(said)
        return lines

    def _impossible(self, table: Table, foreign_key: ForeignKey) -> str:
        """Why the database does not take it, "" where it does: the types have to fit, and the
        target's key has to be as it was said."""
        target = foreign_key.target
        if target.name.casefold() not in self.tables:
            return "there is no such table"
        if self.postgres and target.name.casefold() in self.partitioned:
            spread = self.partitioned[target.name.casefold()]
            known = {c.name.casefold(): c for c in target.columns}
            if not set(self._needed(spread, known)) <= {
                c.name.casefold() for c in foreign_key.others
            }:
                return "its key holds the partition's column too"
        fits = all(
            family(self._type(table.name, own)) == family(self._type(target.name, other))
            for own, other in zip(foreign_key.columns, foreign_key.others, strict=True)
        )
        return "" if fits else "the types differ"

    def _example(
        self, table: Table, columns: dict[str, Column], spread: Spread, needed: list[str]
    ) -> str:
        """The partitions in which rows find a place: all of a hash, the first month of a time."""
        kinds = [self._type(table.name, columns[name]) for name in needed]
        if spread.kind == "hash":
            parts = range(_HASHED)
            said = [
                (f"WITH (MODULUS {_HASHED}, REMAINDER {n})", f"{n}_of_{_HASHED}") for n in parts
            ]
            return "\n".join(self._partition(table, *part) for part in said)
        if spread.kind == "range" and all(k.startswith(("timestamp", "date")) for k in kinds):
            first = ", ".join(f"'{_FIRST_DAY}'" for _ in kinds)
            after = ", ".join(f"'{_NEXT_MONTH}'" for _ in kinds)
            part = self._partition(table, f"FROM ({first}) TO ({after})", "2026_01")
            return f"-- the first month; a job makes the next ones ahead of time\n{part}"
        name = unique_name(f"{table.name}_rest", self.taken)
        return f"CREATE TABLE {quoted(name)} PARTITION OF {quoted(table.name)} DEFAULT;"

    def _partition(self, table: Table, bounds: str, label: str) -> str:
        name = unique_name(f"{table.name}_{label}", self.taken)
        return f"CREATE TABLE {quoted(name)} PARTITION OF {quoted(table.name)} FOR VALUES {bounds};"


def _said(foreign_key: ForeignKey) -> str:
    own = ", ".join(quoted(column.name) for column in foreign_key.columns)
    there = ", ".join(quoted(column.name) for column in foreign_key.others)
    return f"FOREIGN KEY ({own}) REFERENCES {quoted(foreign_key.target.name)} ({there})"
