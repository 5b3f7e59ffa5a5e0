"""The questions before the verdict: did this say that? One key each, the span moving with it."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from coach.boards.board import Cell, Row
from coach.debrief.asks import Ask
from coach.ui.screens.modal import Dialog
from coach.ui.views.wrap import wrapped
from coach.ui.widgets.rows import RowsView

Standing = tuple[float, float, str]
"""Low and high points, and the verdict in words."""
Answered = Callable[[Ask, bool], str]
"""Keeps an answer; gives what went wrong, "" where nothing did."""


class QuestionsModal(Dialog[int]):
    """Asks one question after another; gives how many were answered.

    `accept` offers a yes to all that are left, for what a witness has quoted. `keep` is called
    with every yes and no at once, so that an answer is never lost; `standing` says what the
    answers so far come to.
    """

    WIDE = 78
    DEFAULT_CSS = """
    QuestionsModal { align: center middle; }
    QuestionsModal > Vertical {
        width: 78; max-width: 96%; height: auto; max-height: 96%;
        border: round $primary; background: $background; padding: 0 1;
    }
    QuestionsModal RowsView { height: auto; max-height: 100%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "say(True)", show=False),
        Binding("n", "say(False)", show=False),
        Binding("s", "skip", show=False),
        Binding("A", "accept", show=False),
        Binding("escape", "give_up", show=False),
    ]
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("y", "Yes, that is what I said: it counts, on your word"),
        ("n", "No, I did not"),
        ("s", "Skip this one; it stays open"),
        ("A", "Yes to all that are left, where a witness has quoted them"),
        ("Esc", "Skips all that are left"),
    )

    def __init__(
        self,
        asks: Sequence[Ask],
        standing: Callable[[Sequence[str], Sequence[str]], Standing],
        keep: Answered,
        lost: str = "",
        accept: bool = False,
    ) -> None:
        super().__init__()
        self.asks = tuple(asks)
        self.standing = standing
        self.keep = keep
        self.lost = lost
        self.accept = accept
        self.at = 0
        self.yes: list[str] = []
        self.no: list[str] = []
        self.trouble = ""

    def compose(self) -> ComposeResult:
        """One page that changes with every answer."""
        with Vertical():
            yield RowsView(id="question", focusable=True)

    def on_mount(self) -> None:
        """Shows the first question; the frame names the keys."""
        self.paint()
        self.query_one(RowsView).focus()
        box = self.query_one(Vertical)
        every = " · A yes to all" if self.accept else ""
        box.border_subtitle = f"y yes · n no · s skip{every} · Esc skip all"

    def paint(self) -> None:
        """The span, the question, and the quotation in its context."""
        if self.at >= len(self.asks):
            return
        ask, room = self.asks[self.at], self.room
        rows: list[Row] = []
        if self.lost and not self.at:
            rows += [*wrapped(self.lost, room, "warn"), ()]
        rows += [self._span(room), ()]
        asked = "a witness quotes this; did it show" if self.accept else "did this show"
        head = f"{self.at + 1} of {len(self.asks)}: {asked} the following?"
        rows += [*wrapped(head, room, "dim"), ()]
        rows += [*wrapped(f"{ask.text} ({ask.worth:.0f} points)", room, "title"), ()]
        if ask.before:
            rows += wrapped(ask.before, room, "dim")
        rows += wrapped(f"#{ask.entry} “{ask.quote}”", room, "good")
        if ask.after:
            rows += wrapped(ask.after, room, "dim")
        if ask.doubt:
            rows += [(), *wrapped(ask.doubt, room, "warn")]
        if self.trouble:
            rows += [(), *wrapped(self.trouble, room, "bad")]
        self.query_one(RowsView).show(rows)

    def _span(self, room: int) -> Row:
        low, high, told = self.standing(self.yes, self.no)
        size = max(10, min(40, room - 34))
        first, last = round(low * size / 100), round(high * size / 100)
        cells: list[Cell] = [("█" * first, "good"), ("?" * (last - first), "warn")]
        cells.append(("·" * (size - last), "dim"))
        points = f"{low:.0f}" if round(low) == round(high) else f"{low:.0f} to {high:.0f}"
        return (*cells, (f"  {points}, {told}", "title"))

    def on_key(self, event: events.Key) -> None:
        """Nothing typed here goes anywhere else."""
        if event.is_printable and event.key not in ("y", "n", "s", "A"):
            event.stop()

    def action_say(self, shown: bool) -> None:
        """Keeps the answer and goes on."""
        if self.at >= len(self.asks):
            return
        ask = self.asks[self.at]
        self.trouble = self.keep(ask, shown)
        if not self.trouble:
            (self.yes if shown else self.no).append(ask.observable)
            self._on()
        self.paint()

    def action_accept(self) -> None:
        """Yes to this one and all that are left, where that is offered."""
        while self.accept and self.at < len(self.asks) and not self.trouble:
            self.action_say(True)

    def action_skip(self) -> None:
        """Leaves this question open."""
        self.trouble = ""
        self._on()
        self.paint()

    def _on(self) -> None:
        self.at += 1
        if self.at >= len(self.asks):
            self.action_give_up()

    def action_give_up(self) -> None:
        """Leaves what is left open."""
        self.answer(len(self.yes) + len(self.no))
