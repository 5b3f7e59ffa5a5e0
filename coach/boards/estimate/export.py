"""A sheet for others to read: plain text, Markdown tables, JSON."""

import json
from collections.abc import Sequence

from coach.boards.board import Row, plain
from coach.boards.escape import code, inline
from coach.boards.estimate.anatomy import anatomy
from coach.boards.estimate.line import Line
from coach.boards.estimate.record import records
from coach.boards.estimate.sheet import Sheet
from coach.boards.estimate.show import in_column


def plain_text(rows: tuple[Row, ...]) -> str:
    """Rows as text, ending in a line break."""
    return plain(rows) + "\n"


def to_json(sheet: Sheet) -> str:
    """The records of a sheet as a JSON list, each object on a line of its own."""
    made = [json.dumps(record, ensure_ascii=False) for record in records(sheet)]
    return "[\n" + ",\n".join(made) + "\n]\n"


def markdown(sheet: Sheet) -> str:
    """Assumptions, then formulas with their results and checks; scenarios as columns."""
    assumed = [line for line in sheet.lines if _valued(line) and not line.formula]
    worked = [line for line in sheet.lines if _valued(line) and line.formula]
    refused = [line for line in sheet.lines if line.kind == "error"]
    blocks: list[str] = []
    scenarios = [line for line in assumed + worked if line.columns]
    if assumed:
        rows = [(_name(line), _value(line)) for line in assumed if not line.columns]
        blocks.append(_table("Assumptions", ("Assumption", "Value"), rows) if rows else "")
    if worked:
        made = [
            (_name(line), code(line.formula), _value(line), _checks(line))
            for line in worked
            if not line.columns
        ]
        head = ("What", "Formula", "Result", "Check")
        blocks.append(_table("Results", head, made) if made else "")
    if scenarios:
        titles = sheet.scenarios
        grid = [
            (_name(line), code(line.formula), *(_column(line, t) for t in titles))
            for line in scenarios
        ]
        blocks.append(_table("Scenarios", ("What", "Formula", *map(inline, titles)), grid))
    if refused:
        wrong = [(code(line.text.strip()), inline(line.message)) for line in refused]
        blocks.append(_table("Not computed", ("Line", "Why"), wrong))
    text = "\n\n".join(block for block in blocks if block)
    return f"{text}\n" if text else "Nothing was estimated.\n"


def _valued(line: Line) -> bool:
    return line.kind in ("value", "range")


def _name(line: Line) -> str:
    if line.name:
        return inline(line.name)
    parts = anatomy(line.text).clauses
    return inline(parts[0].text) if parts and not line.formula else ""


def _value(line: Line) -> str:
    return inline(f"{line.shown} ({line.second})" if line.second else line.shown)


def _column(line: Line, title: str) -> str:
    return inline(in_column(line.columns[title])) if title in line.columns else ""


def _checks(line: Line) -> str:
    return inline(", ".join(claim.shown for claim in line.claims))


def _table(title: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [f"## {title}", "", _row(head), _row(tuple("---" for _ in head))]
    lines.extend(_row(row) for row in rows)
    return "\n".join(lines)


def _row(row: tuple[str, ...]) -> str:
    return "| " + " | ".join(row) + " |"
