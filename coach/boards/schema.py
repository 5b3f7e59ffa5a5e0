"""The schema board: tables with keys and references, checked, drawn as boxes, exported.

orders(order_id pk, buyer_id -> users.user_id, placed_at, note?)
index orders(buyer_id, placed_at)
shard orders by buyer_id
users 1:N orders
"""

from dataclasses import dataclass

from coach.boards.board import Cell, Context, Finding, Row, Severity
from coach.boards.columns import extent, folded
from coach.boards.escape import code, named
from coach.boards.table import Column, Index, Reading, Relation, Spread, Table, read, same
from coach.errors import UsageError
from coach.text import cut, width

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}
_GAP = 2
_INSTEAD = "A table is written name(column pk, column, column -> other.column), or as CREATE TABLE."


@dataclass(frozen=True, slots=True)
class Schema:
    """The statements of a text in order, and what the reading noticed."""

    tables: tuple[Table, ...]
    indexes: tuple[Index, ...]
    spreads: tuple[Spread, ...]
    relations: tuple[Relation, ...]
    findings: tuple[Finding, ...]

    def table(self, name: str) -> Table | None:
        """The table of that name, whatever its case."""
        return next((one for one in self.tables if same(one.name, name)), None)


class SchemaBoard:
    """Tables in the notation above."""

    name = "schema"
    title = "Schema"
    formats = ("markdown", "sql")

    def parse(self, text: str) -> Schema:
        """The tables of a text; what cannot be read is a finding, #, // and -- begin comments.

        CREATE TABLE statements are read too; a text in another notation is one finding.
        """
        found = _read(text)
        return Schema(
            tuple(found.tables),
            tuple(found.indexes),
            tuple(found.spreads),
            tuple(found.relations),
            tuple(found.findings),
        )

    def findings(self, model: Schema, context: Context) -> tuple[Finding, ...]:
        """What is wrong with the tables, errors first."""
        from coach.boards.faults import faults

        found = (*model.findings, *faults(model))
        return tuple(
            sorted(found, key=lambda one: (_ORDER[one.severity], one.span.start if one.span else 0))
        )

    def draw(self, model: Schema, width: int, height: int) -> tuple[Row, ...]:
        """A box for each table, as many side by side as fit, and the relations below."""
        boxes = [_box(_content(model, table), width) for table in model.tables]
        rows = _packed(boxes, width)
        pairs = relations(model)
        if pairs:
            rows.append(())
            for left, count, right in pairs:
                line: Row = ((left, "label"), (f" {count} ", "edge"), (right, "label"))
                rows += folded(line, width, 2)
        return tuple(rows)

    def export(self, model: Schema, format: str) -> str:
        """Markdown, or SQL as PostgreSQL and SQLite read it."""
        if format == "markdown":
            return _markdown(model)
        if format == "sql":
            from coach.boards.sql import script

            return script(model.tables, model.indexes, model.spreads)
        known = ", ".join(self.formats)
        raise UsageError(f"A schema cannot be written as {format}.", f"Formats: {known}.")


BOARD = SchemaBoard()


def _read(text: str) -> Reading:
    from coach.boards.guard import nothing_read, strange

    other = strange(text)
    if other is None or other.notation.name == "SQL":
        found = _sql(text) if other is not None else read(text)
        if found.tables or not found.findings:
            return found
    told = nothing_read(text, _INSTEAD)
    return Reading(findings=list(told)) if told else read(text)


def _sql(text: str) -> Reading:
    from coach.boards import ddl

    found = ddl.read(text)
    if not found.tables:
        return read(text)
    others = ddl.beside(text)
    if others.strip():
        mine = read(others)
        found.tables += mine.tables
        found.indexes += mine.indexes
        found.spreads += mine.spreads
        found.relations += mine.relations
        found.findings += mine.findings
    return found


def relations(model: Schema) -> tuple[tuple[str, str, str], ...]:
    """The relations said, then those that references imply, each once: (left, count, right)."""
    found: dict[tuple[str, str], str] = {}
    for relation in model.relations:
        found.setdefault((relation.left, relation.right), relation.count)
    for table in model.tables:
        for column in table.columns:
            if column.reference and model.table(column.reference.table):
                alone = column.unique or table.key == (column.name,)
                pair = (column.reference.table, table.name)
                if pair[::-1] not in found:
                    found.setdefault(pair, "1:1" if alone else "1:N")
    return tuple((left, count, right) for (left, right), count in found.items())


def _content(model: Schema, table: Table) -> list[Row]:
    """The rows of a table's box: its name first."""
    rows: list[Row] = [((table.name, "label"),)]
    size = max((width(_name(column)) for column in table.columns), default=0)
    for column in table.columns:
        rows.append(_column(column, table, size))
    if len(table.key) > 1:
        rows.append((("key ", "mark"), (", ".join(table.key), "text")))
    for group in table.uniques:
        rows.append((("unique ", "mark"), (", ".join(group), "text")))
    for index in model.indexes:
        if same(index.table, table.name):
            word = "unique index " if index.unique else "index "
            rows.append(((word, "mark"), (", ".join(c.text for c in index.columns), "text")))
    for spread in model.spreads:
        if same(spread.table, table.name):
            columns = ", ".join(c.text for c in spread.columns)
            rows.append(((f"{spread.kind} by ", "mark"), (columns, "text")))
    return rows


def _name(column: Column) -> str:
    return column.name + ("?" if column.optional else "")


def _column(column: Column, table: Table, size: int) -> Row:
    name = _name(column)
    cells: list[Cell] = [(name, "text")]
    notes: list[Cell] = []
    if any(same(column.name, part) for part in table.key):
        notes.append(("pk", "mark"))
    if column.unique:
        notes.append(("unique", "mark"))
    if column.type:
        notes.append((column.type, "dim"))
    if column.reference:
        target = column.reference.table
        target += f".{column.reference.column}" if column.reference.column else ""
        notes.append((f"→ {target}", "edge"))
    if notes:
        cells.append((" " * (size - width(name) + 1), "dim"))
    for number, note in enumerate(notes):
        cells += [(" ", "dim"), note] if number else [note]
    return tuple(cells)


def _box(content: list[Row], room: int) -> list[Row]:
    """A frame around rows, not wider than the room where that can be."""
    inner = max(1, min(max(extent(row) for row in content), room - 4))
    rows: list[Row] = [(("┌" + "─" * (inner + 2) + "┐", "box"),)]
    for number, row in enumerate(content):
        for part in folded(row, inner, 2):
            fill = " " * (inner - extent(part))
            rows.append((("│ ", "box"), *part, (f"{fill} │", "box")))
        if number == 0 and len(content) > 1:
            rows.append((("├" + "─" * (inner + 2) + "┤", "box"),))
    rows.append((("└" + "─" * (inner + 2) + "┘", "box"),))
    return rows


def _packed(boxes: list[list[Row]], room: int) -> list[Row]:
    """Boxes side by side in shelves, in their order."""
    rows: list[Row] = []
    shelf: list[list[Row]] = []
    used = 0
    for box in boxes:
        size = extent(box[0])
        if shelf and used + _GAP + size > room:
            rows += _joined(shelf)
            shelf, used = [], 0
        used += size + (_GAP if shelf else 0)
        shelf.append(box)
    return rows + (_joined(shelf) if shelf else [])


def _joined(shelf: list[list[Row]]) -> list[Row]:
    rows: list[Row] = []
    for number in range(max(len(box) for box in shelf)):
        cells: list[Cell] = []
        pending = 0
        for box in shelf:
            if number < len(box):
                if pending:
                    cells.append((" " * pending, "dim"))
                cells += box[number]
                pending = _GAP
            else:
                pending += extent(box[0]) + _GAP
        rows.append(tuple(cells))
    return rows


def _markdown(model: Schema) -> str:
    blocks = []
    for table in model.tables:
        lines = [f"### {named(table.name)}", "", "| Column | Notes |", "|---|---|"]
        for column in table.columns:
            notes = "".join(text for text, _ in _column(column, table, 0)[2:])
            lines.append(f"| {code(_name(column))} | {named(cut(notes, 200))} |")
        rest = _content(model, table)[1 + len(table.columns) :]
        lines += (
            ["", *("- " + named("".join(text for text, _ in row)) for row in rest)] if rest else []
        )
        blocks.append("\n".join(lines))
    pairs = relations(model)
    if pairs:
        blocks.append("\n".join(f"- {named(' '.join(pair))}" for pair in pairs))
    return "\n\n".join(blocks) + "\n" if blocks else ""
