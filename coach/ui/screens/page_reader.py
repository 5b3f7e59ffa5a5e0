"""Reading: a long page with a cursor line, search, and jumps to the entries that lines cite."""

import re
from collections.abc import Mapping
from functools import partial
from textwrap import dedent
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from coach.boards.board import Row, plain
from coach.ui.commands import keyed, of
from coach.ui.screens.modal import LineModal, PageModal
from coach.ui.views.help import help_rows
from coach.ui.views.wrap import Page, at_width
from coach.ui.widgets.choices import ChoiceItem, Choices
from coach.ui.widgets.keys import KeysLine
from coach.ui.widgets.rows import RowsView

_CITED = re.compile(r"#(\d+)")


class ReaderScreen(Screen[None]):
    """A page of rows; Enter on a line that cites an entry (#17) opens the entries there."""

    DEFAULT_CSS = """
    ReaderScreen #top { height: 1; background: $panel; overflow: hidden hidden; }
    ReaderScreen Choices { height: 1fr; overflow-x: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(c.usual, c.id, c.title, show=False, id=c.id)
            for c in keyed("reader")
            if c.id != "jump"
        ),
        Binding("q", "close", show=False),
        Binding("left", "slide(-8)", show=False),
        Binding("right", "slide(8)", show=False),
    ]

    def __init__(self, title: str, page: Page, entries: "Mapping[int, Page] | None" = None) -> None:
        super().__init__()
        self.heading = title
        self.content = page
        self.page: tuple[Row, ...] = ()
        self.entries = entries or {}
        self.wanted = ""

    def compose(self) -> ComposeResult:
        """Title, page, keys."""
        yield RowsView(id="top")
        yield Choices(id="page", always=True)
        yield KeysLine(id="keys")

    def on_mount(self) -> None:
        """Shows the page from its beginning."""
        self.query_one("#top", RowsView).show((((f" {self.heading}", "title"),),))
        self.turn_to(self.content, self.entries)
        keep = [c for where in self.offered() for c in of(where) if c.id != "jump" or self.entries]
        self.query_one(KeysLine).offer(keep)
        self.query_one(Choices).focus()

    def offered(self) -> tuple[str, ...]:
        """The screens whose commands work here."""
        return ("reader",)

    def turn_to(self, page: Page, entries: "Mapping[int, Page]") -> None:
        """Shows another page, with the entries it may cite."""
        self.content = page
        self.entries = entries
        self.paint()

    def paint(self) -> None:
        """Folds the page to the width: a cell for the cursor's sign, one for the scrollbar."""
        self.page = at_width(self.content, max(20, self.app.size.width - 3))
        self.query_one(Choices).offer(
            [ChoiceItem(str(n), (row,)) for n, row in enumerate(self.page)]
        )

    def on_resize(self) -> None:
        """Another width folds differently; the cursor stays on its line's number."""
        self.paint()

    def action_slide(self, by: int) -> None:
        """To the sides, where a drawing is wider than the screen."""
        self.query_one(Choices).scroll_relative(x=by, animate=False)

    def on_key(self, event: events.Key) -> None:
        """A sentence at the bottom has been read."""
        self.query_one(KeysLine).quiet()

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Opens the first entry that the line cites."""
        at = int(event.id)
        text = "".join(text for row in self.page[at : at + 3] for text, _ in row)
        cited = [int(n) for n in _CITED.findall(text) if int(n) in self.entries]
        if not cited:
            self.query_one(KeysLine).say("This line cites no entry.", "dim")
            return
        self.app.push_screen(PageModal(self.entries[cited[0]]))

    def action_search(self) -> None:
        """Asks for words and goes to the next line that has them."""

        def found(answer: str | None) -> None:
            if answer:
                self.wanted = answer.casefold()
                self.action_again(0)

        self.app.push_screen(LineModal("Search for", lambda text: "", self.wanted), found)

    def action_again(self, start: int = 1) -> None:
        """The next line with the words, from the top again at the end."""
        if not self.wanted:
            return
        choices = self.query_one(Choices)
        count = len(self.page)
        for step in range(start, count + start):
            index = (choices.index + step) % count
            text = "".join(text for text, _ in self.page[index])
            if self.wanted in text.casefold():
                choices.action_move(index - choices.index)
                return
        self.query_one(KeysLine).say(f"Nothing says “{self.wanted}”.", "dim")

    def action_copy_passage(self) -> None:
        """The lines around the cursor, up to an empty one on either side."""
        at = self.query_one(Choices).index
        lines = [plain((row,)).rstrip() for row in self.page]
        if not lines:
            return
        first = last = at
        while first > 0 and lines[at] and lines[first - 1]:
            first -= 1
        while last + 1 < len(lines) and lines[at] and lines[last + 1]:
            last += 1
        self._copy(dedent("\n".join(lines[first : last + 1])), "What stands here")

    def action_copy_page(self) -> None:
        """The whole page."""
        self._copy("\n".join(plain((row,)).rstrip() for row in self.page), "The page")

    def _copy(self, text: str, what: str) -> None:
        self.app.copy_to_clipboard(text)
        self.say(f"{what} was copied.")

    def action_help(self) -> None:
        """The keys of this page."""
        self.app.push_screen(PageModal(partial(help_rows, self.offered())))

    how_to_leave = "Esc goes back, ^Q leaves coach."

    def say(self, sentence: str) -> None:
        """One sentence at the bottom until the next key."""
        self.query_one(KeysLine).say(sentence)

    def action_close(self) -> None:
        """Back."""
        if len(self.app.screen_stack) > 2:
            self.dismiss(None)
        else:
            self.app.exit()
