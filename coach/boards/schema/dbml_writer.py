"""A schema as DBML (dbml.dbdiagram.io/docs)."""

from coach.boards.schema.foreign_keys import foreign_keys
from coach.boards.schema.identifiers import line_of_words
from coach.boards.schema.schema_parts import Column, Index, Schema, Table
from coach.boards.schema.sql_types import postgres_type
from coach.boards.schema.supposed import supposed


def dbml(schema: Schema) -> str:
    """The tables with their indexes, then the references; "" for an empty schema.

    Comments name what was supposed, and relations that no column holds.
    """
    schema, notes, unheld = supposed(schema)
    tables = [table for table in schema.names.values() if table.columns]
    blocks = []
    for table in tables:
        told = [f"// {note}" for note in notes.get(table.name.casefold(), ())]
        blocks.append("\n".join([*told, _table(schema, table)]))
    for table in tables:
        for foreign_key in foreign_keys(schema, table):
            own = _columns(foreign_key.columns)
            others = _columns(foreign_key.others)
            blocks.append(
                f"Ref: {_name(table.name)}.{own} > {_name(foreign_key.target.name)}.{others}"
            )
    blocks += ["\n".join(f"// {said}" for said in unheld)] if unheld else []
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _columns(columns: tuple[Column, ...]) -> str:
    names = ", ".join(_name(column.name) for column in columns)
    return f"({names})" if len(columns) > 1 else names


def _table(schema: Schema, table: Table) -> str:
    known: dict[str, Column] = {}
    for column in table.columns:
        known.setdefault(column.name.casefold(), column)
    lines = [f"Table {_name(table.name)} {{"]
    lines += [f"  {_column(schema, table, column)}" for column in known.values()]
    groups = []
    key = [known[name.casefold()].name for name in table.key if name.casefold() in known]
    if len(key) > 1:
        groups.append(f"    {_group(key)} [pk]")
    for group in table.uniques:
        names = [known[name.casefold()].name for name in group if name.casefold() in known]
        if names:
            groups.append(f"    {_group(names)} [unique]")
    for index in schema.indexes_of(table.name):
        if index.table.casefold() == table.name.casefold():
            groups += [f"    {said}" for said in [_index(index, known)] if said]
    if groups:
        lines += ["", "  indexes {", *groups, "  }"]
    return "\n".join([*lines, "}"])


def _column(schema: Schema, table: Table, column: Column) -> str:
    settings = []
    alone = tuple(name.casefold() for name in table.key) == (column.name.casefold(),)
    if alone:
        settings.append("pk")
    elif not column.optional:
        settings.append("not null")
    if column.unique:
        settings.append("unique")
    kind = postgres_type(schema, table, column)
    kind = kind if kind.replace("_", "").isalnum() else f'"{kind}"'
    told = f" [{', '.join(settings)}]" if settings else ""
    return f"{_name(column.name)} {kind}{told}"


def _index(index: Index, known: dict[str, Column]) -> str:
    parts = []
    for part in index.parts:
        column = known.get(part.text.casefold())
        if column is not None:
            parts.append(_name(column.name))
        elif "`" not in part.text:
            parts.append(f"`{line_of_words(part.text)}`")
    if not parts:
        return ""
    settings = ["unique"] if index.unique and not index.where else []
    settings += (
        [f"type: {index.method}"]
        if index.method in ("btree", "hash") and index.method != "btree"
        else []
    )
    if index.where:
        where = line_of_words(index.where).replace("\\", "").replace("'", "\\'")
        settings.append(f"note: 'where {where}'")
    return f"({', '.join(parts)})" + (f" [{', '.join(settings)}]" if settings else "")


def _group(names: list[str]) -> str:
    return f"({', '.join(_name(name) for name in names)})"


def _name(name: str) -> str:
    plain = name.replace('"', "'")
    return f'"{plain}"'
