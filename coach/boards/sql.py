"""Tables as SQL that PostgreSQL and SQLite read.

A column without a type gets one by its name (a time for `_at`, text otherwise). How rows are
spread over machines is no standard SQL, so it stands as a comment.
"""

import re
from collections.abc import Sequence

from coach.boards.table import Column, Index, Spread, Table, same

_SIMPLE = re.compile(r"[a-z_][a-z0-9_]*\Z")
_TYPE = re.compile(r"[A-Za-z][A-Za-z0-9_ ]*(?:\(\d+(?:, ?\d+)?\))?\Z")
_RESERVED = frozenset(
    re.findall(
        r"\w+",
        """all alter and any as asc begin between by case check column commit constraint create
        cross default delete desc distinct drop else end exists fetch for foreign
        from full grant group having in index inner insert into is join key left
        like limit not null offset on or order outer primary references right
        rollback row select set table then to transaction trigger union unique
        update user using values view when where window with position value
        timestamp""",
    )
)


def script(
    tables: Sequence[Table], indexes: Sequence[Index] = (), spreads: Sequence[Spread] = ()
) -> str:
    """CREATE statements, referenced tables first where there is no circle.

    Tables without columns are left out: PostgreSQL would take them, SQLite does not.
    """
    known: dict[str, Table] = {}
    for table in tables:
        if table.columns:
            known.setdefault(table.name.casefold(), table)
    ordered = _ordered(known)
    blocks = [_table(table, known, spreads) for table in ordered]
    for number, index in enumerate(indexes, 1):
        target = known.get(index.table.casefold())
        columns = ", ".join(_quoted(one.text) for one in index.columns)
        if target is not None and columns:
            word = "UNIQUE INDEX" if index.unique else "INDEX"
            name = _quoted(f"{target.name}_index_{number}")
            blocks.append(f"CREATE {word} {name} ON {_quoted(target.name)} ({columns});")
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _ordered(known: dict[str, Table]) -> list[Table]:
    """Tables after those they point at; a circle is cut where it was begun."""
    done: dict[str, None] = {}
    for first, table in known.items():
        stack = [(first, iter(_targets(table, known)))]
        begun = {first}
        while stack:
            name, rest = stack[-1]
            below = next((one for one in rest if one not in done and one not in begun), None)
            if below is None:
                done.setdefault(name)
                stack.pop()
            else:
                begun.add(below)
                stack.append((below, iter(_targets(known[below], known))))
    return [known[name] for name in done]


def _targets(table: Table, known: dict[str, Table]) -> list[str]:
    names = [c.reference.table.casefold() for c in table.columns if c.reference]
    return [name for name in names if name in known]


def _table(table: Table, known: dict[str, Table], spreads: Sequence[Spread]) -> str:
    columns: dict[str, Column] = {}
    for column in table.columns:
        columns.setdefault(column.name.casefold(), column)
    lines = [_column(column, known) for column in columns.values()]
    key = [name for name in dict.fromkeys(table.key) if name.casefold() in columns]
    if key:
        lines.append(f"PRIMARY KEY ({', '.join(map(_quoted, key))})")
    for group in table.uniques:
        inside = [name for name in group if name.casefold() in columns]
        if inside:
            lines.append(f"UNIQUE ({', '.join(map(_quoted, inside))})")
    notes = [
        f"-- {spread.kind} by {' '.join(', '.join(c.text for c in spread.columns).split())}\n"
        for spread in spreads
        if same(spread.table, table.name)
    ]
    body = ",\n  ".join(lines)
    return f"{''.join(notes)}CREATE TABLE {_quoted(table.name)} (\n  {body}\n);"


def _column(column: Column, known: dict[str, Table]) -> str:
    words = [_quoted(column.name), _type(column)]
    if not column.optional:
        words.append("NOT NULL")
    if column.unique:
        words.append("UNIQUE")
    reference = column.reference
    target = known.get(reference.table.casefold()) if reference else None
    if reference and target:
        there = reference.column or (target.key[0] if len(target.key) == 1 else "")
        found = target.column(there) if there else None
        if found and (same(found.name, "".join(target.key)) or found.unique):
            words.append(f"REFERENCES {_quoted(target.name)} ({_quoted(found.name)})")
    return " ".join(words)


def _type(column: Column) -> str:
    if column.type and _TYPE.match(column.type):
        return column.type.upper()
    return "TIMESTAMP" if column.name.casefold().endswith("_at") else "TEXT"


def _quoted(name: str) -> str:
    if _SIMPLE.match(name) and name not in _RESERVED:
        return name
    doubled = name.replace('"', '""')
    return f'"{doubled}"'
