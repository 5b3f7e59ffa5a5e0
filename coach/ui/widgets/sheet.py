"""The estimate's pane: results at the right of the lines as one types."""

from functools import cached_property

from coach.boards.board import Cell, Context, Severity
from coach.boards.estimate.complete import complete
from coach.boards.estimate.results import rows
from coach.boards.estimate.sheet import Sheet, evaluate
from coach.boards.estimate.workings import Workings
from coach.ui.widgets.pane import BoardPane
from coach.ui.widgets.rows import RowsView

_JUDGING = frozenset({"claim-ok", "claim-off", "hint"})
LEAST_MARGIN, MOST_MARGIN = 18, 46


class EstimatePane(BoardPane):
    """One text area; each line's result stands beside it, errors once the cursor has left."""

    DEFAULT_CSS = """
    EstimatePane BoardEditor { width: 100%; height: 1fr; }
    """

    _last: tuple[tuple[Cell, ...], ...] = ()
    sheet: Sheet = evaluate("")

    def make_view(self) -> RowsView:
        """The results stand in the editor itself."""
        view = super().make_view()
        view.display = False
        return view

    @cached_property
    def workings(self) -> Workings:
        """What the sheet's lines came to at the last key, for the next one."""
        return Workings()

    def on_mount(self) -> None:
        """Completes units, nouns and names as ghost text."""
        super().on_mount()
        self.editor.completer = self._complete

    def _complete(self, line: str, column: int) -> str:
        return complete(line, column, tuple(self.sheet.values))

    def redraw(self) -> None:
        """Works the sheet out anew and shows what changed."""
        share = self.size.width * 2 // 5
        self.editor.reserve(max(LEAST_MARGIN, min(MOST_MARGIN, share)))
        self.sheet = evaluate(self.text, workings=self.workings)
        self._annotate()
        self._find()

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
        found = self.board.findings(self.sheet, Context())
        held = (Severity.ERROR, typed)
        self.findings = tuple(f for f in found if (f.severity, f.span) != held)
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
        self._last = rows(self.sheet, self.editor.cursor_location[0], self._last)
        shown = self._last if self.checked else tuple(map(self._unjudged, range(len(self._last))))
        self.editor.annotate(shown)

    def _unjudged(self, index: int) -> tuple[Cell, ...]:
        """The result without a verdict on claims and without remarks, for pressure mode."""
        kept = tuple(cell for cell in self._last[index] if cell[1] not in _JUDGING)
        line = self.sheet.lines[index]
        return kept if kept or not line.shown else ((line.shown, line.kind),)
