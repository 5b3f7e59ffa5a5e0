"""The board that the other one writes, as the console shows it: the drawing as it stands on their
screen, its text with numbers, their cursor, and where the interviewer points."""

from collections.abc import Callable

from textual.screen import Screen

from coach.boards import registry
from coach.boards.board import Row, Way
from coach.boards.diagram.graph import Graph
from coach.boards.diagram.picture import Direction
from coach.boards.diagram.picture_glyphs import ASCII, UNICODE
from coach.boards.diagram.picture_growth import PictureGrowth, ViewSize
from coach.frozen import dataclass
from coach.session.state import State
from coach.ui.views.numbered import CURSOR, POINTER, numbered_rows
from coach.ui.views.pointing import boxes_of_line, pointed_rows
from coach.ui.widgets.rows import RowsView

_YOU = "you point here"


@dataclass(frozen=True, slots=True)
class Looked:
    """What is looked at: the board's name ("" for none), the line of it that is pointed at (from 0;
    -1: none) and whether the pointer is one's own, the board and place of the other one's cursor,
    whether the view follows it, and the cells of a line of text."""

    board: str
    pointed: int
    mine: bool
    cursor: tuple[str, int] | None
    follows: bool
    cells: int


class WatchedBoard:
    """Drawing and text of the console's board; what is drawn already is not drawn again."""

    def __init__(self, screen: Screen[None], faults: Callable[[str, Exception], object]) -> None:
        self._screen = screen
        self._faults = faults
        self._drawn: tuple[object, ...] = ()
        self._pointed = -1
        self._growth = PictureGrowth(ViewSize(0))

    def forget(self) -> None:
        """Draws everything anew the next time."""
        self._drawn = ()

    def show(self, state: State, looked: Looked) -> None:
        """Shows a board of the session as it stands."""
        name, pointed, where = looked.board, looked.pointed, looked.cursor
        text = state.boards.get(name, "")
        drawing = self._screen.query_one("#drawing", RowsView)
        lines = self._screen.query_one("#text", RowsView)
        key = (looked, text, drawing.size, lines.size, state.drawing(name))
        if key == self._drawn:
            return
        self._drawn = key
        prose = bool(name) and registry.spec(name).prose
        if drawing.display == prose:  # the talk's pane shrinks or grows with it
            drawing.display = not prose
            talk = self._screen.query_one("#talk", RowsView)
            self._screen.call_after_refresh(talk.scroll_end, animate=False)
        if name and not prose:
            self._draw(name, state, drawing, pointed if looked.mine else -1)
        cursor = where[1] if where and where[0] == name else None
        rows = numbered_rows(text, cursor, pointed, looked.cells)
        lines.show(rows)
        moved, self._pointed = pointed != self._pointed, pointed
        sought = POINTER if moved else CURSOR
        place = next((y for y, row in enumerate(rows) if any(sought in t for t, _ in row)), -1)
        if place >= 0 and (moved or looked.follows):
            lines.reveal(0, place, 1, 1)

    def _draw(self, name: str, state: State, drawing: RowsView, pointed: int) -> None:
        try:
            board = registry.board(name)
            model = board.parse(state.boards.get(name, ""))
            if isinstance(model, Graph):
                drawing.show(self._picture(model, state.drawing(name), drawing, pointed))
                return
            cells = max(10, drawing.size.width - 1)
            drawing.show(board.draw(model, cells, drawing.size.height))
        except Exception as error:  # noqa: BLE001 - a board is not the interview
            self._faults(f"drawing the {name} board", error)
            drawing.show(((("This could not be drawn.", "warn"),),))

    def _picture(self, graph: Graph, way: Way, drawing: RowsView, pointed: int) -> tuple[Row, ...]:
        """The picture laid over the session's landmarks, as the candidate's is."""
        over, direction = way
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
