"""The estimate's pane: results at the right of the lines as one types."""

from functools import cached_property

from textual.app import ComposeResult

from coach.boards.board import Cell, Context, Row, Severity
from coach.boards.estimate.column_table import ColumnTable, heading, table_of, whole_table
from coach.boards.estimate.estimate_completion import complete
from coach.boards.estimate.results import rows
from coach.boards.estimate.sheet import Sheet, evaluate
from coach.boards.estimate.workings import Workings
from coach.text import width
from coach.ui.widgets.pane import BoardPane
from coach.ui.widgets.rows import RowsView

_JUDGING = frozenset({"claim-ok", "claim-off", "hint"})
LEAST_MARGIN, MOST_MARGIN = 18, 46
LEAST_TEXT = 26
"""What is left of the width for the text beside a table of columns."""


class EstimatePane(BoardPane):
    """One text area; each line's result stands beside it, errors once the cursor has left."""

    DEFAULT_CSS = """
    EstimatePane BoardEditor { width: 100%; height: 1fr; }
    EstimatePane RowsView.heading { dock: top; height: 1; display: none; }
    EstimatePane.columned RowsView.heading { display: block; }
    EstimatePane RowsView.view { height: auto; max-height: 50%; }
    """

    _last: tuple[tuple[Cell, ...], ...] = ()
    sheet: Sheet = evaluate("")
    table: ColumnTable | None = None

    def make_view(self) -> RowsView:
        """The results stand in the editor itself, but for columns that do not fit there."""
        view = super().make_view()
        view.display = False
        return view

    @cached_property
    def workings(self) -> Workings:
        """What the sheet's lines came to at the last key, for the next one."""
        return Workings()

    def compose(self) -> ComposeResult:
        """The titles of the columns stay on top, however far the text is scrolled."""
        yield self.heading
        yield from super().compose()

    @cached_property
    def heading(self) -> RowsView:
        """The titles over the values of a sheet with columns."""
        return RowsView(classes="heading")

    def on_mount(self) -> None:
        """Completes units, nouns and names as ghost text."""
        super().on_mount()
        self.editor.completer = self._complete

    def _complete(self, line: str, column: int) -> str:
        return complete(line, column, tuple(known.name for known in self.sheet.values.values()))

    def redraw(self) -> None:
        """Works the sheet out anew and shows what changed."""
        self.sheet = evaluate(self.text, workings=self.workings)
        self._make_room()
        self._annotate()
        self._find()

    def _make_room(self) -> None:
        """Keeps so much of the width for the results as they need; titles stand over columns.

        Columns that do not fit beside the text stand below it, with their names.
        """
        share = self.size.width * 2 // 5
        margin = max(LEAST_MARGIN, min(MOST_MARGIN, share))
        table = table_of(self.sheet, max(margin, self.size.width - LEAST_TEXT) - 1)
        beside = table is not None and table.fits
        if table is not None and table.fits:
            margin = max(margin, table.sizes.total + 2)
            self.heading.show(self._titles(table))
        elif table is not None:
            margin = LEAST_MARGIN
        self.table = table
        self.editor.reserve(margin)
        self.set_class(beside, "columned")
        self.view.display = table is not None and not beside
        if self.view.display:
            self.view.show(whole_table(self.sheet, max(20, self.size.width - 2), self.checked))

    def _titles(self, table: ColumnTable) -> tuple[Row, ...]:
        """The heading, its titles over the values that the editor shows at its right edge."""
        row = heading(self.sheet, table.sizes)
        left = self.editor.results_end - sum(width(text) for text, _ in row)
        return (((" " * max(0, left), "dim"), *row),)

    def follow_cursor(self) -> None:
        """Errors of the line that was left are shown now."""
        self._annotate()
        self._find()

    def _find(self) -> None:
        """Remarks for the line below the sheet; none of an error on the line being typed."""
        if not self.checked:
            return
        row = self.editor.cursor_location[0]
        typed = self.sheet.lines[row].span if row < len(self.sheet.lines) else None
        findings = self.board.findings(self.sheet, Context())
        held = (Severity.ERROR, typed)
        self.findings = tuple(f for f in findings if (f.severity, f.span) != held)
        self.show_finding()

    def show_finding(self) -> None:
        """The remark stands under the line being typed where that is the text's last; above
        other lines it would hide them, and stands at the bottom."""
        super().show_finding()
        editor = self.editor
        row = editor.wrapped_document.location_to_offset(editor.cursor_location).y
        below = row - int(editor.scroll_offset.y) + 1
        free = editor.size.height - below
        last = row == editor.wrapped_document.height - 1
        self._lift(-free if last and free > 0 and self.finding.rows else 0)

    _lifted = 0

    def _lift(self, rows: int) -> None:
        if rows != self._lifted:
            self._lifted = rows
            self.finding.styles.offset = (0, rows)

    def _annotate(self) -> None:
        cursor = self.editor.cursor_location[0]
        self._last = rows(self.sheet, cursor, self._last, self.table)
        shown = self._last if self.checked else tuple(map(self._unjudged, range(len(self._last))))
        self.editor.annotate(shown)

    def _unjudged(self, index: int) -> tuple[Cell, ...]:
        """The result without a verdict on claims and without remarks, for pressure mode."""
        line = self.sheet.lines[index]
        if line.cells:
            return tuple(
                (" " * width(cell[0]), "dim") if cell[1] in _JUDGING else cell
                for cell in self._last[index]
            )
        kept = tuple(cell for cell in self._last[index] if cell[1] not in _JUDGING)
        return kept if kept or not line.shown else ((line.shown, line.kind),)
