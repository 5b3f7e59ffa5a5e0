"""The board that the other one writes, as the console shows it: the drawing as it stands on their
screen, its text with numbers, their cursor, and where the interviewer points."""

from typing import TYPE_CHECKING

from coach.boards import registry
from coach.boards.board import Row
from coach.boards.diagram.graph import Graph
from coach.boards.diagram.picture import Direction
from coach.boards.diagram.picture_glyphs import ASCII, UNICODE
from coach.boards.diagram.picture_growth import PictureGrowth, ViewSize
from coach.ui.views.numbered import CURSOR, POINTER, numbered_rows
from coach.ui.views.pointing import boxes_of_line, pointed_rows
from coach.ui.widgets.rows import RowsView

if TYPE_CHECKING:
    from coach.ui.screens.console_layout import ConsoleLayout

_YOU = "you point here"


class WatchedBoard:
    """Drawing and text of the console's board; what is drawn already is not drawn again."""

    def __init__(self, screen: "ConsoleLayout") -> None:
        self._screen = screen
        self._drawn: tuple[object, ...] = ()
        self._pointed = -1
        self._growth = PictureGrowth(ViewSize(0))

    def forget(self) -> None:
        """Draws everything anew the next time."""
        self._drawn = ()

    def show(self, where: tuple[str, int] | None, points: bool) -> None:
        """Shows the screen's board; `where` is the board and the place of the other one's cursor,
        `points` whether the pointer is one's own to set."""
        screen = self._screen
        name, pointed = screen.board, screen.pointed
        text = screen.state.boards.get(name, "")
        drawing = screen.query_one("#drawing", RowsView)
        lines = screen.query_one("#text", RowsView)
        grown = screen.state.drawing(name)
        key = (name, text, drawing.size, lines.size, where, pointed, grown)
        if key == self._drawn:
            return
        self._drawn = key
        prose = bool(name) and registry.spec(name).prose
        if drawing.display == prose:  # the talk's pane shrinks or grows with it
            drawing.display = not prose
            talk = screen.query_one("#talk", RowsView)
            screen.call_after_refresh(talk.scroll_end, animate=False)
        if name and not prose:
            self._draw(name, text, drawing, pointed if points else -1)
        cursor = where[1] if where and where[0] == name else None
        rows = numbered_rows(text, cursor, pointed, screen.cells_of(lines))
        lines.show(rows)
        moved, self._pointed = pointed != self._pointed, pointed
        sought = POINTER if moved else CURSOR
        place = next((y for y, row in enumerate(rows) if any(sought in t for t, _ in row)), -1)
        if place >= 0 and (moved or screen.follows):
            lines.reveal(0, place, 1, 1)

    def _draw(self, name: str, text: str, drawing: RowsView, pointed: int) -> None:
        screen = self._screen
        try:
            board = registry.board(name)
            model = board.parse(text)
            if isinstance(model, Graph):
                drawing.show(self._picture(model, drawing, pointed))
                return
            cells = max(10, drawing.size.width - 1)
            drawing.show(board.draw(model, cells, drawing.size.height))
        except Exception as error:  # noqa: BLE001 - a board is not the interview
            screen.coach.fault_log.write(f"drawing the {name} board", error)
            drawing.show(((("This could not be drawn.", "warn"),),))

    def _picture(self, graph: Graph, drawing: RowsView, pointed: int) -> tuple[Row, ...]:
        """The picture laid over the session's landmarks, as the candidate's is."""
        over, direction = self._screen.state.drawing(self._screen.board)
        glyphs = ASCII if getattr(self._screen.app, "plain", False) else UNICODE
        cells = max(10, drawing.size.width - 1)
        size = ViewSize(cells, drawing.size.height, Direction(direction), glyphs)
        if size != self._growth.size:
            self._growth = PictureGrowth(size)
        picture = self._growth.picture(over, graph)
        boxes = boxes_of_line(graph, picture, pointed) if pointed >= 0 else ()
        if boxes:
            box = boxes[-1]
            drawing.call_after_refresh(drawing.reveal, box.x, box.y, box.w, box.h)
        return pointed_rows(picture.rows, boxes, _YOU, cells)
