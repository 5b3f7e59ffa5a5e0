"""The schema board: reads tables however they are sketched, judges, advises, draws, exports them.

User  (id bigint pk, email unique, org_id? -> Org)
User 1:N Order
index Order(user_id, created_at desc) where status = 'new'
query Order by user_id, status sorted created_at desc limit 20   5k/s
partition Event by range at     shard Order by user_id     rows Order 200M     ok missing-index
"""

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from coach.boards.blank_runs import shortened
from coach.boards.board import Context, Finding, Row
from coach.boards.fences import in_fences
from coach.boards.schema.schema_parts import Schema
from coach.errors import UsageError

if TYPE_CHECKING:
    from coach.boards.schema.advised import QueryAdvice

FORMATS = ("markdown", "postgres", "sqlite", "mermaid", "dbml", "sql")


class SchemaBoard:
    """Tables in the notation above, in SQL, DBML, Mermaid, Prisma, or as Python classes."""

    name = "schema"
    title = "Schema"
    formats = FORMATS

    def parse(self, text: str) -> Schema:
        """The schema of a text; what cannot be read is a finding."""
        return _read(text)

    def findings(self, model: Schema, context: Context) -> tuple[Finding, ...]:
        """What is wrong with the tables, errors first; each names its rule's source."""
        from coach.boards.schema.examination import examined

        return examined(model, self.advice(model))

    def advice(self, model: Schema) -> "tuple[QueryAdvice, ...]":
        """Which index serves each query, or is missing."""
        if not model.queries:
            return ()
        from coach.boards.schema.index_advice import advise

        return advise(model)

    def draw(self, model: Schema, width: int, height: int) -> tuple[Row, ...]:
        """The entity diagram, and below it queries with their indexes, partitions, shards."""
        from coach.boards.schema.entity_drawing import drawing

        return drawing(model, self.advice(model), width, height)

    def export(self, model: Schema, format: str, advice: bool = False) -> str:
        """The schema in one of `formats`, or as JSON; `sql` is PostgreSQL's.

        With `advice` the advised indexes are statements and not comments.
        """
        if format == "markdown":
            from coach.boards.schema.schema_markdown import markdown

            return markdown(model, self.advice(model))
        if format in ("postgres", "sqlite", "sql"):
            from coach.boards.schema.ddl_writer import Dialect, script

            return script(model, self.advice(model), Dialect(format != "sqlite", advice))
        if format == "mermaid":
            from coach.boards.schema.er_writer import mermaid

            return mermaid(model)
        if format == "dbml":
            from coach.boards.schema.dbml_writer import dbml

            return dbml(model)
        if format == "json":
            from coach.boards.schema.printed import as_json

            return as_json(model, self.advice(model), self.findings(model, Context()))
        known = ", ".join(self.formats)
        raise UsageError(f"A schema cannot be written as {format}.", f"Formats: {known}.")


BOARD = SchemaBoard()


_NO_TABLES: Final = frozenset(("DOT", "FLOWCHART", "SEQUENCE", "C4", "STRUCTURIZR", "OPENAPI"))
"""Notations in which what looks like a table is none."""


_ELSEWHERE: Final = frozenset(("json", "yaml", "yml", "http", "bash", "sh", "shell", "console"))


def _of_tables(language: str, block: str) -> bool:
    """Whether a fenced block may hold tables."""
    if language == "mermaid":
        return block.lstrip().startswith("erDiagram")
    return language not in _ELSEWHERE


def _says(schema: Schema) -> bool:
    """Whether anything was read."""
    return bool(schema.tables or schema.relations or schema.indexes or schema.queries)


@lru_cache(maxsize=16)
def _read(text: str) -> Schema:
    if not text or text.isspace():
        return Schema()
    short = shortened(text)
    if short is not None:
        schema: Schema = short[1](_read(short[0]))
        return replace(schema, breaks=tuple(match.start() for match in re.finditer("\n", text)))
    from coach.boards.schema.written import read

    schema = read(text)
    if not schema.findings and "{" not in text:
        return schema
    from coach.boards.foreign import Notation, foreign, refusal

    strange = foreign(text)
    if strange is not None and strange.notation is Notation.MARKDOWN:
        fenced = read(in_fences(text, _of_tables))
        blocks = in_fences(text, lambda _language, _block: True)
        outside = "".join(
            a if a == "\n" or b == " " else " " for a, b in zip(text, blocks, strict=True)
        )
        return fenced if fenced.tables and not _says(read(outside)) else schema
    readable = strange is None or strange.notation.name in ("DRAWING", "SQL")
    if strange is None or readable or (schema.tables and strange.notation.name not in _NO_TABLES):
        return schema
    instead = (
        "A table is written name(column pk, column, column -> other.column), or as CREATE TABLE."
    )
    return Schema(findings=(refusal(strange, instead),), breaks=schema.breaks)
