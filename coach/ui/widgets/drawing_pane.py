"""The diagram's pane: the drawing grows with the text, and its boxes can be walked."""

import asyncio
import time
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.message import Message

from coach.boards.board import Way, plain
from coach.boards.diagram.describe import about
from coach.boards.diagram.diagram_completion import complete
from coach.boards.diagram.graph import Graph
from coach.boards.diagram.picture import Box, Direction, Picture
from coach.boards.diagram.picture_glyphs import ASCII, UNICODE
from coach.boards.diagram.picture_growth import PictureGrowth, ViewSize
from coach.boards.diagram.slices import Slices, finished
from coach.session.turning import DIRECTIONS
from coach.ui.internals import FrugalApp
from coach.ui.views.highlight import highlight
from coach.ui.views.pointing import boxes_of_line, pointed_rows
from coach.ui.widgets.pane import BoardPane
from coach.ui.widgets.rows import RowsView

AT_ONCE = 2
"""So many lines that are not laid yet are not worth a picture that grew from nothing first."""
FEW = 8
"""A picture of so many boxes is laid in 2 to 4 ms, and so at once."""
SLICE = 0.004
"""Seconds for which pictures are laid before a key has its turn."""
CALM = 0.09
"""Seconds after a key in which nothing is laid: it is still on its way to the screen, or the next
one of fast typing, 20 to 70 ms later."""
DONE: Final = object()


class DrawingView(RowsView):
    """A picture one can walk through: arrows move between boxes, t tidies, d turns it."""

    walkable = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "walk(-1, 0)", show=False),
        Binding("right", "walk(1, 0)", show=False),
        Binding("up", "walk(0, -1)", show=False),
        Binding("down", "walk(0, 1)", show=False),
        Binding("t", "tidy", show=False),
        Binding("d", "turn", show=False),
        Binding("y", "copy_drawing", show=False),
        Binding("b", "screen.command('break_it')", show=False),
    ]

    class Selected(Message):
        """Another box, "" for none."""

        def __init__(self, id: str) -> None:
            super().__init__()
            self.id = id

    class Wanted(Message):
        """A fresh layout (tidy), or one in another direction."""

        def __init__(self, turn: bool) -> None:
            super().__init__()
            self.turn = turn

    class Copied(Message):
        """The drawing went to the clipboard."""

    def __init__(self) -> None:
        super().__init__(classes="view", focusable=True)
        self.picture = Picture()
        self.selected = ""
        self.pointed: tuple[Box, ...] = ()
        self.pointing = ""

    def draw(self, picture: Picture) -> None:
        """Shows a picture; the selected box stays selected while it is there."""
        self.picture = picture
        self._paint()

    def point(self, boxes: tuple[Box, ...], words: str) -> None:
        """Marks boxes that somebody else points at, with words beside them; none: no longer."""
        if (boxes, words) == (self.pointed, self.pointing):
            return
        new = boxes != self.pointed
        self.pointed, self.pointing = boxes, words
        self._paint()
        if boxes and new:
            self.reveal(boxes[-1].x, boxes[-1].y, boxes[-1].w, boxes[-1].h)

    def _paint(self) -> None:
        box = self.picture.box(self.selected) if self.has_focus else None
        rows = self.picture.rows
        if self.pointed:
            rows = pointed_rows(rows, self.pointed, self.pointing, self.size.width - 1)
        if box is not None:
            rows = highlight(rows, box.x, box.y, box.w, box.h)
        self.show(rows)
        if box is not None:
            self.reveal(box.x, box.y, box.w, box.h)

    def on_focus(self) -> None:
        """Something is always selected while the keys go here."""
        if self.picture.box(self.selected) is None and self.picture.boxes:
            self.selected = self.picture.boxes[0].id
        self._paint()
        self.call_after_refresh(self._paint)
        self.post_message(self.Selected(self.selected))

    def on_blur(self) -> None:
        """And nothing when they do not."""
        self._paint()
        self.post_message(self.Selected(""))

    def action_walk(self, dx: int, dy: int) -> None:
        """To the nearest box in that direction; where there is none, scrolls."""
        here = self.picture.box(self.selected)
        box = _nearest(here, self.picture.boxes, dx, dy) if here else None
        if box is None:
            self.scroll_relative(x=dx * 4, y=dy, animate=False)
            return
        self.selected = box.id
        self._paint()
        self.post_message(self.Selected(box.id))

    def action_copy_drawing(self) -> None:
        """The drawing as text, to the terminal's clipboard."""
        self.app.copy_to_clipboard(plain(self.picture.rows))
        self.post_message(self.Copied())

    def action_tidy(self) -> None:
        """Lays the drawing out afresh."""
        self.post_message(self.Wanted(False))

    def action_turn(self) -> None:
        """Downwards, to the right, or as it fits."""
        self.post_message(self.Wanted(True))


def _nearest(here: Box, boxes: tuple[Box, ...], dx: int, dy: int) -> Box | None:
    """The box ahead whose middle is least off the way; rows count twice, cells are narrow."""

    def cost(box: Box) -> float | None:
        along = (_mid_x(box) - _mid_x(here)) * dx + 2 * (_mid_y(box) - _mid_y(here)) * dy
        off = abs((_mid_x(box) - _mid_x(here)) * dy) + 2 * abs((_mid_y(box) - _mid_y(here)) * dx)
        return along + 2 * off if along > 0 else None

    costs = [(c, box.id, box) for box in boxes if (c := cost(box)) is not None]
    return min(costs)[2] if costs else None


def _mid_x(box: Box) -> float:
    return box.x + box.w / 2


def _mid_y(box: Box) -> float:
    return box.y + box.h / 2


class DiagramPane(BoardPane):
    """The diagram: words at the top or left, the drawing below or beside them."""

    def make_view(self) -> RowsView:
        """The drawing."""
        self.drawing = DrawingView()
        self.model = Graph()
        self.growth = PictureGrowth(ViewSize(0))
        self._own: Way | None = None
        self._slices: Slices[None] | None = None
        self._spent = self._whole = 0.0
        self._next: asyncio.TimerHandle | None = None
        return self.drawing

    def on_mount(self) -> None:
        """Completes names of what is drawn and of technologies as ghost text."""
        super().on_mount()
        self.editor.completer = self._complete

    def _complete(self, line: str, column: int) -> str:
        row = self.editor.cursor_location[0]
        elsewhere = (
            node.label
            for node in self.model.nodes
            if any(self.model.text.count("\n", 0, span.start) != row for span in node.said)
        )
        return complete(line, column, elsewhere)

    def draw(self) -> None:
        """Draws; `cost` is what the last whole picture took, in however many slices."""
        self._spent = 0.0
        super().draw()
        self.cost = max(self.cost, self._whole)

    def redraw(self) -> None:
        """Draws from the text what has grown over its lines. A layout that takes its time is made
        in slices, and what was drawn before stands until it is there; where many lines are not laid
        yet, as in a session that was just opened or at another width, one that grew from nothing
        stands first."""
        glyphs = ASCII if getattr(self.app, "plain", False) else UNICODE
        cells = max(10, self.view.size.width - 1)
        over, direction = self._own or self.grown()
        size = ViewSize(cells, self.view.size.height, Direction(direction), glyphs)
        if size != self.growth.size:
            self.growth = PictureGrowth(size)
        self.model = self.board.parse(self.text)
        self._slices = self._drawn(over)
        if len(self.model.nodes) <= FEW and self.growth.missing(over) <= AT_ONCE:
            finished(self._slices)
        self._go_on()
        self._look_for_findings()

    def _drawn(self, over: tuple[str, ...]) -> Slices[None]:
        """Lays and shows the pictures."""
        growth, model = self.growth, self.model
        if growth.missing(over) > AT_ONCE:
            self._show((yield from growth.beginning(model)))
            yield
        self._show((yield from growth.growing(over, model)))

    def point(self, line: int, words: str) -> None:
        """Marks what a line of the text names, because somebody else points at it; `line` counts
        from 0, -1 is nowhere. Gives the marks again where the picture has changed."""
        boxes = boxes_of_line(self.model, self.drawing.picture, line) if line >= 0 else ()
        self.drawing.point(boxes, words)

    def _show(self, picture: Picture) -> None:
        self.drawing.draw(picture)
        self._follow()

    @property
    def laying(self) -> bool:
        """Whether the picture of the text is still being laid."""
        return self._slices is not None

    def _go_on(self) -> None:
        """Lays for a few milliseconds, and goes on when no key is on its way."""
        begun = time.perf_counter()
        slices, self._slices = self._slices, None
        while slices is not None and time.perf_counter() - begun < SLICE:
            if next(slices, DONE) is DONE:
                slices = None
        self._slices = slices
        self._spent += time.perf_counter() - begun
        if slices is None:
            self._whole = self._spent
        if self._slices is not None and self._next is None:
            self._next = asyncio.get_running_loop().call_later(self._until_calm(), self._come_back)

    def _come_back(self) -> None:
        self._next = None
        if not self.is_mounted:
            self._slices = None
        elif wait := self._until_calm():
            self._next = asyncio.get_running_loop().call_later(wait, self._come_back)
        else:
            self.guarded(self._go_on)

    def _until_calm(self) -> float:
        """Seconds until the last key and one that may follow it are out of the way."""
        quiet = self.app.quiet_for() if isinstance(self.app, FrugalApp) else CALM
        return max(0.0, CALM - quiet)

    def _look_for_findings(self) -> None:
        self.findings = self.board.findings(self.model, self.known()) if self.checked else ()
        self.show_finding()

    def _follow(self) -> None:
        """Keeps in sight what the editor's cursor is about."""
        if self.drawing.has_focus:
            return
        at = self.editor.offset_in_text
        row = self.text.count("\n", 0, at)
        near = [
            (abs(at - span.end), node.id)
            for node in self.model.nodes
            for span in node.said
            if self.text.count("\n", 0, span.start) == row
        ]
        box = self.drawing.picture.box(min(near)[1]) if near else None
        if box is not None:
            self.call_after_refresh(self.drawing.reveal, box.x, box.y, box.w, box.h)

    def follow_cursor(self) -> None:
        """The drawing follows to the line's components."""
        self._follow()
        super().follow_cursor()

    def on_drawing_view_wanted(self, event: DrawingView.Wanted) -> None:
        """A fresh layout, perhaps in the next direction; it grows on from there. Who only reads
        turns it for themselves, as long as they look."""
        direction = (self._own or self.grown())[1]
        if event.turn:
            direction = DIRECTIONS[(DIRECTIONS.index(direction) + 1) % len(DIRECTIONS)]
        if self.read_only:
            self._own = (), direction
            self.draw()
        else:
            self.post_message(self.Turned(self, direction))

    def on_drawing_view_copied(self) -> None:
        """Says so."""
        self.finding.show(self.remark("›", "dim", "The drawing was copied."))

    def on_drawing_view_selected(self, event: DrawingView.Selected) -> None:
        """Says what the selected box is instead of the findings."""
        if not event.id:
            self.show_finding()
            return
        told = " · ".join(about(self.model, event.id))
        self.finding.show(self.remark("›", "accent", told))


def picture_of(pane: BoardPane | None) -> Picture | None:
    """The picture that a diagram's pane shows, None where it shows none."""
    shown = pane.drawing.picture if isinstance(pane, DiagramPane) else None
    return shown if shown is not None and shown.boxes else None
