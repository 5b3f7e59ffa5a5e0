"""A schema as a Mermaid entity relationship diagram, as mermaid.js.org describes it."""

import re

from coach.boards.schema.implied import relations
from coach.boards.schema.schema_parts import Column, Schema, Table
from coach.boards.schema.sql_types import postgres_type

_LEFT = {"1": "||", "0..1": "|o", "N": "}o"}
_RIGHT = {"1": "||", "0..1": "o|", "N": "o{"}


def mermaid(schema: Schema) -> str:
    """The diagram's source; "" for an empty schema."""
    lines = [f"    {line}" for line in (*_relations(schema), *_entities(schema))]
    return "\n".join(["erDiagram", *lines]) + "\n" if lines else ""


def _relations(schema: Schema) -> list[str]:
    lines = []
    for relation, implied in relations(schema):
        marks = f"{_LEFT[relation.left_count]}--{_RIGHT[relation.right_count]}"
        label = "refers" if implied else "has"
        lines.append(f"{_name(relation.left)} {marks} {_name(relation.right)} : {label}")
    return lines


def _entities(schema: Schema) -> list[str]:
    lines: list[str] = []
    for table in schema.names.values():
        if not table.columns:
            if table.declared:
                lines.append(_name(table.name))
            continue
        lines.append(f"{_name(table.name)} {{")
        seen: set[str] = set()
        for column in table.columns:
            if column.name.casefold() not in seen:
                seen.add(column.name.casefold())
                lines.append(f"    {_attribute(schema, table, column)}")
        lines.append("}")
    return lines


def _attribute(schema: Schema, table: Table, column: Column) -> str:
    kind = re.sub(r"\W+", "_", postgres_type(schema, table, column)).strip("_")
    name = re.sub(r"\W+", "_", column.name).strip("_") or "column"
    folded = column.name.casefold()
    marks = ["PK"] if folded in {part.casefold() for part in table.key} else []
    marks += ["FK"] if column.reference else []
    marks += ["UK"] if column.unique else []
    return f"{kind} {name}" + (f" {', '.join(marks)}" if marks else "")


def _name(name: str) -> str:
    plain = name.replace('"', "")
    return plain if re.fullmatch(r"[A-Za-z_]\w*", plain) else f'"{plain}"'
