"""A schema as a page of Markdown: tables, relations, queries with what serves them, layout."""

from collections.abc import Sequence

from coach.boards.escape import code, named
from coach.boards.schema.advised import QueryAdvice
from coach.boards.schema.implied import relations
from coach.boards.schema.schema_parts import Column, Schema, Table
from coach.text import cut


def markdown(schema: Schema, answers: Sequence[QueryAdvice]) -> str:
    """The page; "" for an empty schema."""
    blocks = [_table(schema, table) for table in schema.tables if table.declared]
    pairs = relations(schema)
    if pairs:
        lines = [f"- {named(f'{r.left} {r.count} {r.right}')}" for r, _ in pairs]
        blocks.append("\n".join(["### Relationships", "", *lines]))
    said = dict.fromkeys(note.name for note in schema.notes)
    listed = "\n".join(["### Notes", "", *(f"- {named(cut(note, 300))}" for note in said)])
    blocks += [block for block in (_queries(answers), _volumes(schema)) if block]
    blocks += [listed] if said and blocks else []
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _queries(answers: Sequence[QueryAdvice]) -> str:
    """What is asked, how often where it was said, and what serves it."""
    rated = any(answer.query.rate for answer in answers)
    lines = ["### Queries", "", "| Query | A second | Index |" if rated else "| Query | Index |"]
    lines.append("|---|---|---|" if rated else "|---|---|")
    for answer in answers:
        cells = [named(cut(asked(answer), 200)), named(cut(index_of(answer), 200))]
        if rated:
            cells.insert(1, f"{answer.query.rate:,.12g}" if answer.query.rate else "")
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) if answers else ""


def _volumes(schema: Schema) -> str:
    """How many rows the tables have, and how many come a day, where either was said."""
    sizes = schema.sizes
    rows = [
        (table.name, sizes.rows.get(name), sizes.growth.get(name))
        for table in schema.tables
        if (name := table.name.casefold()) in sizes.rows or name in sizes.growth
    ]
    if not rows:
        return ""
    lines = ["### Volumes", "", "| Table | Rows | New a day |", "|---|---|---|"]
    lines += [
        f"| {named(name)} | {_count(count)} | {_count(growth)} |" for name, count, growth in rows
    ]
    return "\n".join(lines)


def _count(count: float | None) -> str:
    return "" if count is None else f"{count:,.12g}"


def asked(answer: QueryAdvice) -> str:
    """A query in one line: what of which table by what, in which order."""
    query = answer.query
    said = [query.table]
    conditions = [
        *(
            c.text if c.kind in ("constant", "null") else _condition(c.column, c.kind)
            for c in query.conditions
        )
    ]
    conditions += [" or ".join(c.column for c in query.either)] if query.either else []
    if conditions:
        said.append("by " + ", ".join(conditions))
    if query.sort:
        said.append("sorted " + ", ".join(part.said for part in query.sort))
    if query.limit is not None:
        said.append(f"limit {query.limit}")
    return " ".join(said)


def _condition(column: str, kind: str) -> str:
    words = {
        "range": f"{column} range",
        "many": f"{column} in (…)",
        "keyset": f"({column}, …) < cursor",
    }
    return words.get(kind, column if kind in ("equal", "expression") else f"{column} {kind}")


def index_of(answer: QueryAdvice) -> str:
    """What serves a query: an index, the key, one to be made, or why none."""
    if answer.served_by:
        return "the key" if answer.served_by == "pk" else answer.served_by
    if answer.proposals:
        return "needs " + " and ".join(proposal.said for proposal in answer.proposals)
    return answer.reason


def _table(schema: Schema, table: Table) -> str:
    lines = [f"### {named(table.name)}", "", "| Column | Notes |", "|---|---|"]
    for column in table.columns:
        mark = "?" if column.optional else ""
        lines.append(f"| {code(column.name + mark)} | {named(cut(notes(table, column), 200))} |")
    rest = list(below(schema, table))
    if rest:
        lines += ["", *("- " + named(f"{word} {text}") for word, text in rest)]
    return "\n".join(lines)


def notes(table: Table, column: Column) -> str:
    """What is said of a column beside its name: key, unique, type, where it points."""
    said = []
    if column.name.casefold() in {part.casefold() for part in table.key}:
        said.append("pk")
    if column.unique:
        said.append("unique")
    if column.type:
        said.append(column.type)
    if column.reference:
        there = f".{column.reference.column}" if column.reference.column else ""
        said.append(f"→ {column.reference.table}{there}")
    if column.note:
        said.append(f"({column.note})" if said else column.note)
    return " ".join(said)


def below(schema: Schema, table: Table) -> list[tuple[str, str]]:
    """Keys of several columns, unique groups, indexes, layout: a word and what it is of."""
    folded = table.name.casefold()
    rows = [("key", ", ".join(table.key))] if len(table.key) > 1 else []
    rows += [("unique", ", ".join(group)) for group in table.uniques]
    rows += [("check", check.name) for check in table.checks]
    rows += [("exclude", exclusion.said) for exclusion in table.exclusions]
    for index in schema.indexes_of(table.name):
        if index.table.casefold() == folded:
            where = f" where {index.where}" if index.where else ""
            include = f" include ({', '.join(index.include)})" if index.include else ""
            using = f" using {index.method}" if index.method != "btree" else ""
            word = "unique index" if index.unique else "index"
            rows.append((word, f"{index.said}{include}{using}{where}"))
    for spread in (*schema.partitions, *schema.shards):
        if spread.table.casefold() == folded:
            kind = "shard by" if spread.kind == "shard" else f"partition by {spread.kind} of"
            step = f", a {spread.unit} each" if spread.unit else ""
            rows.append((kind, ", ".join(spread.columns) + step))
    return rows
