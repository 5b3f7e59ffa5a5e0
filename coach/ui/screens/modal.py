"""Dialogs: a list with a filter, a question with a few answers, a page to read.

Nothing typed into a modal reaches the session behind: Textual looks no further than the modal for
what a key does.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Offset
from textual.screen import ModalScreen
from textual.widgets import Input

from coach.boards.board import Row
from coach.text import clean_line, pad, width
from coach.ui.internals import Sturdy
from coach.ui.own_keys import acted
from coach.ui.views.wrap import Page, at_width, wrap, wrapped
from coach.ui.widgets.choices import ChoiceItem, Choices
from coach.ui.widgets.rows import RowsView

PASTE_LIMIT = 5000
"""The longest paste into one line of input: longer than the longest path of a system."""

_BOX = """
    {name} {{ align: center middle; }}
    {name} > Vertical {{
        width: {width}; max-width: 96%; height: auto; max-height: 90%;
        border: round $primary; background: $background; padding: 0 1;
    }}
    {name} RowsView {{ height: auto; max-height: 100%; }}
"""


AnswerT = TypeVar("AnswerT")


class Dialog(Sturdy, ModalScreen[AnswerT]):
    """A dialog that takes one answer: a second key before it has gone changes nothing.

    `WIDE` is the width of its frame where the terminal has room; what it says is folded to
    `room` anew at every size, in `paint`.
    """

    WIDE: ClassVar[int] = 64
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1", "explain", show=False, id="help")]
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("↑ ↓", "Move"),
        ("Enter", "Takes what stands under the cursor"),
        ("Esc", "Goes back, nothing is changed"),
    )
    _answered = False

    @property
    def room(self) -> int:
        """Cells for text inside frame, padding and scrollbar."""
        return max(16, min(self.WIDE, self.app.size.width * 96 // 100) - 5)

    def paint(self) -> None:
        """Shows what the dialog says, folded to `room`."""

    def on_resize(self) -> None:
        """Another width folds differently."""
        self.paint()

    def action_explain(self) -> None:
        """The keys of this dialog."""
        rows: list[Row] = [(("Keys", "heading"),), ()]
        rows.extend(((pad(key, 10), "key"), (does, "dim")) for key, does in self.KEYS)
        self.app.push_screen(PageModal(rows))

    def answer(self, answer: AnswerT) -> None:
        """Gives the answer and goes; the first one counts."""
        if not self._answered:
            self._answered = True
            self.dismiss(answer)


class CleanInput(Input):
    """One line of input, without a frame, that takes pastes as clean text."""

    DEFAULT_CSS = """
    CleanInput, CleanInput:focus {
        border: none; height: 1; padding: 0 1; background: $panel; color: $foreground;
    }
    CleanInput > .input--placeholder, CleanInput > .input--suggestion { color: $quiet; }
    CleanInput > .input--cursor {
        background: $panel; color: $foreground; text-style: none;  /* the terminal's own */
    }
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.cursor_blink = False

    @property
    def caret(self) -> Offset:
        """The cell of the screen at which the next letter comes."""
        before = width(self.value[: self.cursor_position])
        return self.content_region.offset + Offset(before - int(self.scroll_offset.x), 0)

    async def _on_key(self, event: events.Key) -> None:
        if not await acted(self, event):
            await super()._on_key(event)

    def on_paste(self, event: events.Paste) -> None:
        """Cleans and folds what is pasted into one line."""
        event.text = clean_line(event.text, PASTE_LIMIT)


class ChooseModal(Dialog[str]):
    """Choose one of many: typing filters, Enter takes, Esc gives up (an empty answer)."""

    WIDE = 76
    DEFAULT_CSS = (
        _BOX.format(name="ChooseModal", width=76)
        + """
    ChooseModal Choices { height: auto; max-height: 20; }
    """
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", show=False)]

    def __init__(self, title: str, items: Sequence[tuple[str, str, Row]]) -> None:
        super().__init__()
        self.heading = title
        self.offered = tuple(items)

    def compose(self) -> ComposeResult:
        """Title, filter, list."""
        with Vertical():
            yield RowsView(id="heading")
            yield CleanInput(
                placeholder="type to filter, ↑↓ move, Enter take, Esc back", id="filter"
            )
            yield Choices(id="list", always=True)

    def paint(self) -> None:
        """The title, folded."""
        self.query_one("#heading", RowsView).show(wrapped(self.heading, self.room, "heading"))

    def on_mount(self) -> None:
        """Shows everything at first."""
        self.paint()
        self._offer("")
        self.query_one(Input).focus()

    def _offer(self, words: str) -> None:
        typed = words.casefold().strip()
        wanted = typed.split()
        ranked = [
            (not haystack.casefold().startswith(typed), place, ChoiceItem(id_, self._folded(row)))
            for place, (id_, haystack, row) in enumerate(self.offered)
            if all(word in haystack.casefold() for word in wanted)
        ]
        fitting = [item for _, _, item in sorted(ranked, key=lambda rank: rank[:2])]
        self.query_one(Choices).offer(
            fitting or [ChoiceItem("", ((("Nothing by that name.", "dim"),),))]
        )

    def _folded(self, row: Row) -> tuple[Row, ...]:
        """The row, its last cell folded where it is too long for the dialog."""
        *lead, (text, role) = row
        indent = sum(width(cell) for cell, _ in lead)
        first, *more = wrap(text, max(16, self.room - 1 - indent)) or [""]
        return ((*lead, (first, role)), *(((" " * indent + line, role),) for line in more))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filters by every word typed."""
        self._offer(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter takes what stands under the cursor."""
        self.query_one(Choices).action_choose()

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """The answer."""
        self.answer(event.id)

    def on_key(self, event: events.Key) -> None:
        """The list moves while the filter has the focus."""
        steps = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10}
        if event.key in steps:
            self.query_one(Choices).action_move(steps[event.key])
            event.prevent_default()
            event.stop()

    def action_give_up(self) -> None:
        """No choice."""
        self.answer("")


class AskModal(Dialog[str]):
    """A question with a few answers, each with its letter; Esc gives the empty answer."""

    DEFAULT_CSS = _BOX.format(name="AskModal", width=64)
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", show=False)]

    def __init__(
        self,
        question: str,
        answers: Sequence[tuple[str, str]],
        also: "Mapping[str, str] | None" = None,
    ) -> None:
        super().__init__()
        self.question = question
        self.answers = tuple(answers)
        self.keys = {**{letter: letter for letter, _ in self.answers}, **(also or {})}

    def compose(self) -> ComposeResult:
        """Question and answers."""
        with Vertical():
            yield RowsView(id="question")
            yield Choices(id="answers", always=True)

    def paint(self) -> None:
        """The question folded and the answers with their letters."""
        question = [*wrapped(self.question, self.room, "title"), ()]
        self.query_one("#question", RowsView).show(question)
        self.query_one(Choices).offer([self._answer(*answer) for answer in self.answers])

    def _answer(self, letter: str, text: str) -> ChoiceItem:
        first, *more = wrap(text, self.room - 4)
        rows: list[Row] = [((f"{letter}  ", "key"), (first, ""))]
        return ChoiceItem(letter, (*rows, *((("   " + line, ""),) for line in more)))

    def on_mount(self) -> None:
        """Shows it; the keys go to the answers."""
        self.paint()
        self.query_one(Choices).focus()

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """The answer's letter."""
        self.answer(event.id)

    def on_key(self, event: events.Key) -> None:
        """A letter answers at once."""
        if event.key in self.keys:
            event.stop()
            self.answer(self.keys[event.key])

    def action_give_up(self) -> None:
        """No answer."""
        self.answer("")


class LineModal(Dialog[str]):
    """A question answered by one line of text; Esc gives the empty answer."""

    DEFAULT_CSS = (
        _BOX.format(name="LineModal", width=64)
        + """
    """
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", show=False)]

    def __init__(self, question: str, check: Callable[[str], str], start: str = "") -> None:
        super().__init__()
        self.question = question
        self.start = start
        self.check = check

    def compose(self) -> ComposeResult:
        """Question, line, and what is wrong with it."""
        with Vertical():
            yield RowsView(id="question")
            yield CleanInput(self.start, id="line")
            yield RowsView(id="wrong")

    def paint(self) -> None:
        """The question folded."""
        question = [*wrapped(self.question, self.room, "title"), ()]
        self.query_one("#question", RowsView).show(question)

    def on_mount(self) -> None:
        """Shows the question; the keys go to the line."""
        self.paint()
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Takes the line unless the check has something to say."""
        wrong = self.check(event.value)
        if wrong:
            self.query_one("#wrong", RowsView).show(wrapped(wrong, self.room, "warn"))
        else:
            self.answer(event.value)

    def action_give_up(self) -> None:
        """No answer."""
        self.answer("")


class PageModal(Dialog[None]):
    """A page to read over the screen, folded to its width; Esc, Enter or q closes it."""

    WIDE = 84
    DEFAULT_CSS = """
    PageModal { align: center middle; }
    PageModal > Vertical {
        width: 84; max-width: 96%; height: auto; max-height: 94%;
        border: round $primary; background: $background; padding: 0 1;
    }
    PageModal RowsView { height: auto; max-height: 100%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "give_up", show=False),
        Binding("up,k", "roll(-1)", show=False),
        Binding("down,j", "roll(1)", show=False),
        Binding("home,ctrl+home", "roll(-100000)", show=False),
        Binding("end,ctrl+end", "roll(100000)", show=False),
        Binding("pageup", "roll(-15)", show=False),
        Binding("pagedown,space", "roll(15)", show=False),
    ]

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page

    def compose(self) -> ComposeResult:
        """The page in its frame."""
        with Vertical():
            yield RowsView(id="page", focusable=True)

    def on_mount(self) -> None:
        """Shows the rows; the frame says how to leave."""
        self.paint()
        self.query_one(RowsView).focus()
        box = self.query_one(Vertical)
        box.border_subtitle = "Esc back · ↑↓ scroll"

    def paint(self) -> None:
        """The page, folded where it can be."""
        self.query_one(RowsView).show(at_width(self.page, self.room))

    def action_roll(self, by: int) -> None:
        """Scrolls by so many rows."""
        self.query_one(RowsView).scroll_relative(y=by, animate=False)

    def action_explain(self) -> None:
        """The keys of a page stand in its frame; F1 closes it again."""
        self.answer(None)

    def action_give_up(self) -> None:
        """Closes the page."""
        self.answer(None)
