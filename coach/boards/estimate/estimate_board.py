"""The estimate board: a sheet of back-of-envelope arithmetic with its results beside it."""

from typing import Final

from coach.boards.board import Context, Finding, Row, Severity, Span
from coach.boards.estimate.column_table import has_table, table_rows, widths
from coach.boards.estimate.column_titles import is_ruler
from coach.boards.estimate.export import markdown, plain_text, to_json
from coach.boards.estimate.results import cells, results
from coach.boards.estimate.sheet import Sheet, evaluate
from coach.errors import UsageError
from coach.text import cut
from coach.text import width as cells_of

__all__ = ["BOARD", "EstimateBoard", "results"]
_ORDER: Final = (Severity.ERROR, Severity.WARNING, Severity.HINT)


def left_out(sheet: Sheet) -> str:
    """What a sheet that is too long leaves out, as a sentence; "" where it is whole."""
    if not sheet.left_out:
        return ""
    read = len(sheet.lines)
    return (
        f"only the first {read:,} of {read + sheet.left_out:,} lines are computed: split the sheet"
    )


class EstimateBoard:
    """The contract of a board over `evaluate`."""

    name = "estimate"
    title = "Estimate"
    formats = ("text", "markdown", "json")

    def parse(self, text: str) -> Sheet:
        """The evaluated sheet; never raises."""
        return evaluate(text)

    def findings(self, model: Sheet, context: Context) -> tuple[Finding, ...]:
        """Errors, claims that do not hold, then hints; each in the order of the text."""
        findings: list[Finding] = []
        if model.left_out:
            end = model.lines[-1].span.end
            findings.append(Finding("cut-off", Severity.ERROR, left_out(model), Span(end, end)))
        if context.values:
            model = evaluate("\n".join(line.text for line in model.lines), context.values)
        for line in model.lines:
            if line.kind == "error":
                findings.append(Finding("cannot-compute", Severity.ERROR, line.message, line.span))
            for claim in line.claims:
                if not claim.good:
                    code = f"claim-{claim.verdict}"
                    findings.append(Finding(code, Severity.WARNING, claim.shown, line.span))
            for hint in line.hints:
                findings.append(Finding("estimate-hint", Severity.HINT, hint, line.span))
        return tuple(sorted(findings, key=lambda finding: _ORDER.index(finding.severity)))

    def draw(self, model: Sheet, width: int, height: int) -> tuple[Row, ...]:
        """Each line with its result at the right edge; a result that does not fit goes below.

        Lines with a value a column stand as a table, each with its name at the left.
        """
        sizes = widths(model) if has_table(model) else None
        out: list[Row] = []
        headed = model.header >= 0
        for place, line in enumerate(model.lines):
            if place == model.header + 1 and is_ruler(line.text):
                continue
            if sizes is not None and line.kind in ("value", "columns") and line.cells:
                if not headed:
                    head = line._replace(kind="columns", claims=())
                    out.extend(table_rows(model, head, sizes, width))
                    headed = True
                out.extend(table_rows(model, line, sizes, width))
                continue
            out.extend(_beside(line.text, cells(line), width))
        return tuple(out)

    def export(self, model: Sheet, format: str) -> str:
        """text: lines with right-aligned results; markdown: tables; json: one object a line."""
        if format == "text":
            return plain_text(self.draw(model, 100, 0))
        if format == "markdown":
            return markdown(model)
        if format == "json":
            return to_json(model)
        said = ", ".join(self.formats)
        raise UsageError(f"The estimate board has no format {format}.", f"Formats: {said}.")


def _beside(text: str, row: Row, room: int) -> list[Row]:
    left = text.expandtabs(4)
    used = cells_of(left)
    total = sum(cells_of(cell) for cell, _ in row)
    if not row:
        return [((cut(left, room), "label"),)] if left else [()]
    if total > room - 2:
        row = _cut(row, room - 2)
        total = sum(cells_of(cell) for cell, _ in row)
    if used + 2 + total <= room:
        gap = " " * (room - used - total)
        return [((left, "label"), (gap, "dim"), *row)]
    below: Row = ((" " * (room - total), "dim"), *row)
    return [((cut(left, room), "label"),), below]


def _cut(row: Row, room: int) -> Row:
    out: list[tuple[str, str]] = []
    left = room
    for text, role in row:
        if left <= 0:
            break
        kept = cut(text, left)
        out.append((kept, role))
        left -= cells_of(kept)
    return tuple(out)


BOARD = EstimateBoard()
