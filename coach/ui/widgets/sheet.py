"""The estimate's pane: results at the right of the lines as one types."""

from coach.boards.board import Cell
from coach.boards.estimate.board import results
from coach.boards.estimate.complete import complete
from coach.boards.estimate.sheet import evaluate
from coach.ui.widgets.pane import BoardPane
from coach.ui.widgets.rows import RowsView

LEAST_MARGIN, MOST_MARGIN = 18, 46


class EstimatePane(BoardPane):
    """One text area; each line's result stands beside it, errors once the cursor has left."""

    DEFAULT_CSS = """
    EstimatePane BoardEditor { width: 100%; height: 1fr; }
    """

    _last: tuple[tuple[Cell, ...], ...] = ()

    def make_view(self) -> RowsView:
        """The results stand in the editor itself."""
        view = super().make_view()
        view.display = False
        return view

    def on_mount(self) -> None:
        """Completes units, nouns and names as ghost text."""
        self.editor.completer = self._complete

    def _complete(self, line: str, column: int) -> str:
        return complete(line, column, tuple(evaluate(self.text).values))

    def draw(self) -> None:
        """Works the sheet out anew and shows what changed."""
        share = self.size.width * 2 // 5
        self.editor.set_margin(max(LEAST_MARGIN, min(MOST_MARGIN, share)))
        self._last = results(self.text, self.editor.cursor_location[0], self._last)
        self.editor.annotate(self._last)
        super().draw()

    def cursor_moved(self) -> None:
        """Errors of the line that was left are shown now."""
        self._last = results(self.text, self.editor.cursor_location[0], self._last)
        self.editor.annotate(self._last)
        super().cursor_moved()
