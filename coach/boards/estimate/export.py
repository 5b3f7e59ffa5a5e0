"""A sheet for others to read: plain text, Markdown tables, JSON."""

from collections.abc import Sequence
from typing import Final

from coach.boards.board import Row, plain
from coach.boards.escape import code, inline
from coach.boards.estimate.anatomy import anatomy
from coach.boards.estimate.lexer import normalise
from coach.boards.estimate.line import Line, is_trigger
from coach.boards.estimate.record import records
from coach.boards.estimate.sheet import Sheet
from coach.boards.patterns import lazy


def plain_text(rows: tuple[Row, ...]) -> str:
    """Rows as text, ending in a line break."""
    return plain(rows) + "\n"


def to_json(sheet: Sheet) -> str:
    """The records of a sheet as a JSON list, each object on a line of its own."""
    import json

    made = [json.dumps(record, ensure_ascii=False) for record in records(sheet)]
    return "[\n" + ",\n".join(made) + "\n]\n"


def markdown(sheet: Sheet) -> str:
    """Assumptions, then formulas with their results and checks; scenarios as columns."""
    valued = [line for line in sheet.lines if _valued(line) and not line.cells]
    assumed = [line for line in valued if not line.formula]
    triggers = [line for line in valued if is_trigger(line)]
    worked = [line for line in valued if line.formula and not is_trigger(line)]
    refused = [line for line in sheet.lines if line.kind == "error"]
    blocks: list[str] = []
    if assumed:
        rows = [(name_of_line(line), _value(line)) for line in assumed]
        blocks.append(table("Assumptions", ("Assumption", "Value"), rows))
    if worked:
        made = [
            (name_of_line(line), code(line.formula), _value(line), _checks(line)) for line in worked
        ]
        blocks.append(table("Results", ("What", "Formula", "Result", "Check"), made))
    blocks += _scenarios(sheet)
    if triggers:
        due = [(name_of_line(line), inline(line.shown)) for line in triggers]
        blocks.append(table("Review triggers", ("When", "Due"), due))
    if refused:
        wrong = [(code(line.text.strip()), inline(line.message)) for line in refused]
        blocks.append(table("Not computed", ("Line", "Why"), wrong))
    text = "\n\n".join(block for block in blocks if block)
    return f"{text}\n" if text else "Nothing was estimated.\n"


def _scenarios(sheet: Sheet) -> list[str]:
    """The table of the lines with a value a column, in the order of the text; none without."""
    lines = [line for line in sheet.lines if line.kind == "value" and line.cells]
    if not lines:
        return []
    checked = any(line.claims for line in lines)
    head = ("What", "Formula", *map(inline, sheet.scenarios), *(("Check",) if checked else ()))
    grid = [
        (
            name_of_line(line),
            code(line.formula),
            *(inline(cell.shown) for cell in line.cells),
            *((column_checks(line),) if checked else ()),
        )
        for line in lines
    ]
    return [table("Scenarios", head, grid)]


def column_checks(line: Line) -> str:
    """The verdicts on a row's answers, each with its column."""
    return inline(", ".join(f"{claim.column}: {claim.shown}" for claim in line.claims))


def _valued(line: Line) -> bool:
    return line.kind in ("value", "range")


def name_of_line(line: Line) -> str:
    """What a line is called in a table, as Markdown."""
    if line.name:
        return inline(line.name)
    parts = anatomy(line.text).clauses
    if not line.formula:
        return inline(parts[0].text) if parts else ""
    led = _LED_TO.match(normalise(line.text).strip())
    return inline(led[1]) if led is not None else ""


_LED_TO: Final = lazy(r"(?:[-*•] )?([^\W\d][^→⇒=≈×*/+()]{2,60}?)\s*[→⇒]\s*[~$(0-9]")
"""The words before an arrow to a calculation, which have named nothing."""


def _value(line: Line) -> str:
    return inline(f"{line.shown} ({line.second})" if line.second else line.shown)


def _checks(line: Line) -> str:
    return inline(", ".join(claim.shown for claim in line.claims))


def table(title: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A Markdown table under a heading, "" for none; the cells are Markdown already."""
    lines = [*([f"## {title}", ""] if title else []), _row(head), _row(tuple("---" for _ in head))]
    lines.extend(_row(row) for row in rows)
    return "\n".join(lines)


def _row(row: tuple[str, ...]) -> str:
    return "| " + " | ".join(row) + " |"
