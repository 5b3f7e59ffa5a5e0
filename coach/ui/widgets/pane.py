"""A board on the session screen: its editor, its live view, and one line for what it noticed."""

import time
from collections.abc import Callable
from typing import ClassVar

from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.message import Message
from textual.widgets.text_area import Selection

from coach.boards.board import AFRESH, AnyBoard, Context, Finding, Judging, Row, Severity, Way
from coach.boards.registry import board as find_board
from coach.boards.registry import spec
from coach.session.merging import rebased
from coach.text import cut
from coach.ui.internals import Sturdy
from coach.ui.views.whereabouts import row_about
from coach.ui.views.wrap import wrap
from coach.ui.widgets.blanks import first_blank
from coach.ui.widgets.editor import BoardEditor
from coach.ui.widgets.rows import RowsView


class BoardPane(Sturdy, Container):
    """One board: its text is the user's; everything else in it is drawn from the text.

    A board that raises costs its picture and its findings, never the text: the view says so and
    `Failed` tells the screen.
    """

    class Failed(Message):
        """The board or its view raised."""

        def __init__(self, pane: "BoardPane", error: Exception) -> None:
            super().__init__()
            self.pane = pane
            self.error = error

    class Turned(Message):
        """The board's picture is to be laid out afresh, in a direction."""

        def __init__(self, pane: "BoardPane", direction: str) -> None:
            super().__init__()
            self.pane = pane
            self.direction = direction

    DEFAULT_CSS = """
    BoardPane { layout: vertical; height: 1fr; }
    BoardPane RowsView.view { height: 2fr; border-top: solid $rule; }
    BoardPane.beside { layout: horizontal; }
    BoardPane.beside BoardEditor { width: 2fr; height: 100%; }
    BoardPane.beside RowsView.view {
        width: 3fr; height: 100%; border-top: none; border-left: solid $rule;
    }
    BoardPane.alone BoardEditor { display: none; }
    BoardPane.alone RowsView.view { width: 1fr; height: 1fr; border: none; }
    BoardPane RowsView.finding {
        height: auto; max-height: 2; dock: bottom; overflow: hidden hidden;
    }
    """

    def __init__(self, name: str, text: str, context: Callable[[], Context], checked: bool) -> None:
        super().__init__(id=f"pane-{name}")
        self.board_name = name
        self.spec = spec(name)
        self.board: AnyBoard = find_board(name)
        self.checked = checked
        self.known = context
        self.agreed = text
        self.cost = 0.0
        self.grown: Callable[[], Way] = lambda: AFRESH
        self.editor = BoardEditor(text, id=f"edit-{name}", placeholder=self.spec.placeholder)
        self.view = self.make_view()
        self.finding = RowsView(classes="finding")
        self.findings: tuple[Finding, ...] = ()

    def show_alone(self, alone: bool) -> bool:
        """Gives the view the whole pane, or takes it back; False where there is no view."""
        if not self.view.display:
            return False
        self.set_class(alone, "alone")
        (self.view if alone else self.editor).focus()
        return True

    def make_view(self) -> RowsView:
        """The live view beside the text."""
        view = RowsView(classes="view", focusable=True)
        view.display = not self.spec.prose
        return view

    def on_mount(self) -> None:
        """The cursor stands where one begins to write: on the first blank, replaced by typing."""
        start, end = first_blank(self.text)
        self.editor.put_cursor(end)
        if end > start:
            row, column = self.editor.cursor_location
            self.editor.selection = Selection((row, column - (end - start)), (row, column))
        self.editor.lists = self.spec.prose

    def compose(self) -> ComposeResult:
        """Editor, view, and the line for findings."""
        yield self.editor
        yield self.view
        yield self.finding

    def on_resize(self) -> None:
        """Wide panes put the view beside the text, narrow ones below it; then all is drawn."""
        self.set_class(self.size.width >= 110, "beside")
        self.call_after_refresh(self.draw)

    def guarded(self, work: Callable[[], None]) -> None:
        """Does the work; where it raises, the view says so and the screen hears of it."""
        try:
            work()
        except Exception as error:  # noqa: BLE001 - a board's fault must not end the session
            self.findings = ()
            self.editor.annotate(())
            told = "This could not be drawn; your text is safe."
            self.view.show(((("  " + told, "warn"),),))
            self.finding.show(self.remark("✗", "warn", told))
            self.post_message(self.Failed(self, error))

    def on_board_editor_incomplete(self, event: BoardEditor.Incomplete) -> None:
        """A completion failed; the text goes on without."""
        self.post_message(self.Failed(self, event.error))

    @property
    def text(self) -> str:
        """What the candidate has typed, with plain line ends."""
        return self.editor.text

    def show_text(self, text: str, cursor: int | None = None) -> None:
        """Shows the session's text, whatever stood here; it is what both agree on then."""
        self.agreed = text
        if text != self.text:
            self.editor.take(text)
            if cursor is not None:
                self.editor.put_cursor(cursor)
            self.draw()

    def listen(self, text: str) -> None:
        """The session's text may be another one: what was typed here meanwhile is kept in it."""
        if text != self.agreed:
            mine, base = self.text, self.agreed
            self.show_text(text)
            if mine not in (base, text):
                self.editor.replace_text(rebased(base, mine, text), self.editor.offset_in_text)

    @property
    def read_only(self) -> bool:
        """Whether the text can only be read."""
        return self.editor.read_only

    def only_show(self, locked: bool = True) -> None:
        """Lets the text only be read, or be typed in again."""
        self.editor.read_only = locked

    def draw(self) -> None:
        """Draws the view and the findings from the text; `cost` is how long that took.

        What goes on from the word at the cursor may be known only now.
        """
        begun = time.perf_counter()
        self.guarded(self.redraw)
        self.cost = time.perf_counter() - begun
        self.editor.update_suggestion()

    def redraw(self) -> None:
        """What `draw` does, unguarded."""
        model = self.board.parse(self.text)
        if self.view.display:
            cells = max(10, self.view.size.width - 1)
            if isinstance(self.board, Judging) and not self.checked:
                self.view.show(self.board.draw_unjudged(model, cells, self.view.size.height))
            else:
                self.view.show(self.board.draw(model, cells, self.view.size.height))
        self.findings = self.board.findings(model, self.known()) if self.checked else ()
        self.show_finding()
        self.follow_line()

    def follow_line(self) -> None:
        """Scrolls the view to what it shows of the line being typed, where that is not in sight,
        once what is remarked below has taken its room."""
        longer = len(self.view.rows) > self.view.size.height
        if longer and self.view.display and self.editor.has_focus:
            self.call_after_refresh(self.guarded, self._reveal_line)

    def _reveal_line(self) -> None:
        row = self.editor.cursor_location[0]
        lines = self.text.split("\n")[max(0, row - 1) : row + 1]
        said = next((line for line in reversed(lines) if line.strip()), "")
        place = row_about(said, self.view.rows)
        if place is not None:
            self.view.reveal(0, max(0, place - 1), 1, 3)

    def cursor_moved(self) -> None:
        """The finding at the cursor comes first."""
        self.guarded(self.follow_cursor)

    def follow_cursor(self) -> None:
        """What `cursor_moved` does, unguarded."""
        if self.findings:
            self.show_finding()
        self.follow_line()

    def show_finding(self) -> None:
        """At most two lines: the finding at the cursor, else the gravest, and how many more."""
        self.finding.show(self._finding_rows() if self.findings else ())

    def _finding_rows(self) -> tuple[Row, ...]:
        here = self.editor.offset_in_text
        at_cursor = [
            f for f in self.findings if f.span is not None and f.span.start <= here <= f.span.end
        ]
        order = list(Severity)
        shown = min(at_cursor or self.findings, key=lambda f: order.index(f.severity))
        where = ""
        if shown.span is not None and shown not in at_cursor:
            where = f"line {self.text.count(chr(10), 0, shown.span.start) + 1}: "
        more = f" (+{len(self.findings) - 1})" if len(self.findings) > 1 else ""
        sign = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.HINT: "·"}[shown.severity]
        return self.remark(sign, shown.severity.value, where + shown.message + more)

    def remark(self, sign: str, role: str, text: str) -> tuple[Row, ...]:
        """A remark folded to two lines under the pane."""
        lines = wrap(text, max(10, self.size.width - 4))
        if len(lines) > 2:
            lines = [lines[0], cut(f"{lines[1]} {lines[2]}", max(10, self.size.width - 4))]
        first: Row = ((f" {sign} ", role), (lines[0], "dim"))
        return (first, *((("   " + line, "dim"),) for line in lines[1:]))

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "look_back", show=False)]

    def action_look_back(self) -> None:
        """From the view back to the text."""
        if self.view.has_focus:
            self.remove_class("alone")
            self.editor.focus()
        else:
            raise SkipAction

    def look(self) -> str:
        """What "look closer" does on this board: to the view, from there back to the text.
        Gives a sentence, or ""."""
        if self.view.has_focus:
            self.action_look_back()
            return ""
        if self.view.display:
            self.view.focus()
            return ""
        return "This board has no view of its own."
