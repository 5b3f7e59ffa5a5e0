"""All sessions: what can be read of them, found by words."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input

from coach.boards.board import Row
from coach.errors import CoachError
from coach.journal.summary import Summary
from coach.session.pacing import clock
from coach.text import cut, pad
from coach.ui.commands import Command
from coach.ui.screens.modal import AskModal, CleanInput, PageModal
from coach.ui.views.help import help_rows
from coach.ui.widgets.choices import Choices, Item
from coach.ui.widgets.keys import KeysLine
from coach.ui.widgets.rows import RowsView

if TYPE_CHECKING:
    from coach.ui.app import CoachApp

SHOWN = 500
_KEYS = (
    Command("move", "↑↓", "", "", (), "move"),
    Command("take", "enter", "", "", (), "open"),
    Command("type", "a-z", "", "", (), "search words said or written"),
    Command("back", "escape", "", "", (), "back"),
)


class ReviewScreen(Screen[None]):
    """Sessions newest first; Enter asks whether transcript or debrief."""

    DEFAULT_CSS = """
    ReviewScreen #top { height: 1; }
    ReviewScreen Choices { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("f1", "help", show=False),
    ]

    @property
    def coach(self) -> "CoachApp":
        """The app with its environment."""
        return cast("CoachApp", self.app)

    def compose(self) -> ComposeResult:
        """Title, search, list, keys."""
        yield RowsView(id="top")
        yield CleanInput(placeholder="search in what was said and written", id="filter")
        yield Choices(id="sessions", always=True)
        yield KeysLine(id="keys")

    def on_mount(self) -> None:
        """Shows the newest sessions."""
        self.library = self.coach.environment.library()
        self.query_one("#top", RowsView).show((((" Review", "heading"),),))
        self.query_one(KeysLine).offer(_KEYS)
        self._offer("")
        self.query_one(Input).focus()

    def on_unmount(self) -> None:
        """Lets go of the index."""
        self.library.close()

    def _offer(self, words: str) -> None:
        found = self.library.search(words) if words.strip() else self.library.sessions(SHOWN)
        self.found = {str(one.path): one for one in found}
        items = [
            Item(path, (_line(one, self.size.width or 80),)) for path, one in self.found.items()
        ]
        empty = "No session holds these words." if words.strip() else "No sessions yet."
        if not items and (hidden := self.library.hidden()):
            empty = hidden[0]
        self.query_one(Choices).offer(items or [Item("", (((f"  {empty}", "dim"),),))])

    def on_resize(self) -> None:
        """Lines are cut to the width."""
        self._offer(self.query_one(Input).value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Searches as one types."""
        self._offer(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter opens what stands under the cursor."""
        self.query_one(Choices).action_choose()

    def on_key(self, event: events.Key) -> None:
        """The list moves while the search has the focus."""
        self.query_one(KeysLine).quiet()
        steps = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10}
        if event.key in steps:
            self.query_one(Choices).action_move(steps[event.key])
            event.stop()
            event.prevent_default()

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Transcript, debrief, or going on."""
        one = self.found[event.id]
        answers = [("t", "Transcript")]
        if one.closed:
            answers.append(("d", "Debrief"))
        elif not one.broken:
            answers.append(("c", "Continue it"))

        def answered(answer: str | None) -> None:
            try:
                if answer == "t":
                    self.coach.open_transcript(one.path)
                elif answer == "d":
                    self.coach.open_debrief_of(one.path)
                elif answer == "c":
                    self.coach.resume(one.path)
            except CoachError as error:
                self.query_one(KeysLine).say(str(error), "bad")

        self.app.push_screen(AskModal(one.title, answers), answered)

    how_to_leave = "Esc goes back, ^Q leaves coach."

    def say(self, sentence: str) -> None:
        """One sentence at the bottom until the next key."""
        self.query_one(KeysLine).say(sentence)

    def action_help(self) -> None:
        """The keys of this screen."""
        self.app.push_screen(PageModal(partial(help_rows, "review")))

    def action_back(self) -> None:
        """To the start page."""
        self.dismiss(None)


def _line(one: Summary, cells: int) -> Row:
    day = one.wall[:16].replace("T", " ")
    status = "no debrief yet" if one.closed else f"unfinished, in {one.phase}"
    if one.score is not None:
        status = f"{one.score:.0f} points, {one.verdict}"
    status = one.broken or "; ".join(filter(None, (one.torn, status)))
    return (
        (f"{day:<16}  ", "dim"),
        (pad(one.title, 24), "title"),
        (f" {one.level:<6} {clock(one.elapsed):>7}  ", "dim"),
        (cut(status, max(8, cells - 62)), ""),
    )
