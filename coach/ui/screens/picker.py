"""Choosing a prompt of a workflow without spoilers, and how to sit it."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Input

from coach import config
from coach.boards.board import Row
from coach.catalog.header import INTERVIEW, Header
from coach.catalog.shelf import headers, outline
from coach.catalog.workflow_outline import Outline
from coach.errors import CoachError
from coach.journal.summary import Past, pasts
from coach.live.opening import begin, drill_ending
from coach.ui.commands import Command
from coach.ui.screens.modal import CleanInput, PageModal
from coach.ui.screens.start_screen import StartModal
from coach.ui.views.help import help_rows
from coach.ui.views.prompt_rows import about, line
from coach.ui.views.wrap import wrapped
from coach.ui.widgets.choices import ChoiceItem, Choices
from coach.ui.widgets.keys import KeysLine
from coach.ui.widgets.rows import RowsView

if TYPE_CHECKING:
    from coach.ui.app import CoachApp

_KEYS = (
    Command("move", "↑↓", "", "", (), "move"),
    Command("take", "enter", "", "", (), "take it"),
    Command("type", "a-z", "", "", (), "filter"),
    Command("back", "escape", "", "", (), "back"),
)


class PickerScreen(Screen[None]):
    """All prompts of a workflow, filtered as one types, with the statement of the one under the
    cursor; `only` is the phase that is to be drilled alone."""

    DEFAULT_CSS = """
    PickerScreen #top { height: 1; }
    PickerScreen Choices { width: 3fr; height: 1fr; }
    PickerScreen #about {
        width: 2fr; max-width: 90; height: 1fr; padding: 0 1; border-left: solid $rule;
    }
    PickerScreen.narrow Horizontal { layout: vertical; }
    PickerScreen.narrow Choices { width: 100%; }
    PickerScreen.narrow #about {
        width: 100%; max-width: 100%; height: 7; border-left: none; border-top: solid $rule;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("f1", "help", show=False, id="help"),
    ]

    def __init__(self, only: str = "", workflow: str = INTERVIEW) -> None:
        super().__init__()
        self.only = only
        self.workflow = workflow
        self.outline: Outline | None = None
        self.headers: dict[str, Header] = {}
        self.past: Mapping[str, Past] = {}

    @property
    def coach(self) -> "CoachApp":
        """The app with its environment."""
        return cast("CoachApp", self.app)

    def compose(self) -> ComposeResult:
        """Filter, list, what the prompt is about, keys."""
        yield RowsView(id="top")
        yield CleanInput(placeholder="type to filter by name or topic", id="filter")
        with Horizontal():
            yield Choices(id="prompts", always=True)
            yield RowsView(id="about")
        yield KeysLine(id="keys")

    def on_mount(self) -> None:
        """Reads the headers and shows them all; what was done before comes a little later."""
        folders = self.coach.environment.folders
        offered, broken = headers(folders)
        offered = tuple(header for header in offered if header.workflow == self.workflow)
        try:
            self.outline = outline(self.workflow, folders)
        except CoachError as error:
            self.call_after_refresh(self.say, str(error))
        self.headers = {
            header.slug: header
            for header in sorted(offered, key=lambda header: _order(header.title))
        }
        title = f" {self._title()}: choose a prompt"
        if broken:
            title += f", {len(broken)} unusable (`coach prompts check` says why)"
        self.query_one("#top", RowsView).show((((title, "heading"),),))
        self.query_one(KeysLine).offer(_KEYS)
        self._offer("")
        self.query_one(Input).focus()
        self._look_back()

    def _title(self) -> str:
        """What is done here: a phase drilled, an interview, or another workflow."""
        if self.only:
            return "Drill one phase"
        if self.workflow == INTERVIEW or self.outline is None:
            return "Practise"
        return self.outline.title

    @work(thread=True, group="past")
    def _look_back(self) -> None:
        """What was done before, from the library; without an answer the list stands as it is."""
        environment = self.coach.environment
        library = environment.library()
        try:
            done = pasts(library.sessions())
            ending = drill_ending(self.workflow, self.only, environment.folders)
        except CoachError as error:
            self.app.call_from_thread(self.say, str(error))
            return
        finally:
            library.close()
        places = (
            (self.workflow, header.slug, header.title + ending) for header in self.headers.values()
        )
        past = {place[1]: done[place] for place in places if place in done}
        self.app.call_from_thread(self._remember, past)

    def _remember(self, past: Mapping[str, Past]) -> None:
        self.past = past
        if past and self.is_attached:
            self._offer(self.query_one(Input).value)

    def on_resize(self) -> None:
        """Below 100 columns the description stands under the list; lines are cut to the width."""
        self.set_class(self.size.width < 100, "narrow")
        self.call_after_refresh(self._refit)

    def _refit(self) -> None:
        self._offer(self.query_one(Input).value)

    def _offer(self, words: str) -> None:
        wanted = words.casefold().split()
        offered = [
            header
            for header in self.headers.values()
            if all(word in _haystack(header) for word in wanted)
        ]
        cells = self.query_one(Choices).size.width - 2 or self.size.width
        items = [ChoiceItem(header.slug, (line(header, self.past, cells),)) for header in offered]
        if not items:
            items = [ChoiceItem("", self._nothing(cells))]
        self.query_one(Choices).offer(items)
        self._describe()

    def _nothing(self, cells: int) -> tuple[Row, ...]:
        """Why the list is empty: no name is like what was typed, or there are no prompts at all."""
        if self.headers:
            return ((("  No prompt by that name.", "dim"),),)
        begin = f"`coach prompts new NAME --workflow {self.workflow}` begins one of your own."
        return tuple(wrapped(f"There are no prompts of this kind yet. {begin}", cells, "dim"))

    def _describe(self) -> None:
        box = self.query_one("#about", RowsView)
        header = self.headers.get(self.query_one(Choices).chosen)
        cells = max(20, box.size.width - 3)
        past = self.past.get(header.slug) if header else None
        box.show(about(header, past, cells, self.outline) if header else ())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filters by every word typed."""
        self._offer(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter takes what stands under the cursor."""
        self.query_one(Choices).action_choose()

    def on_choices_moved(self, event: Choices.Moved) -> None:
        """Another prompt is described."""
        self._describe()

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """How to sit it, then the session."""
        self._start(event.id)

    def on_key(self, event: events.Key) -> None:
        """The list moves while the filter has the focus."""
        self.query_one(KeysLine).quiet()
        steps = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10}
        if event.key in steps:
            self.query_one(Choices).action_move(steps[event.key])
            event.stop()
            event.prevent_default()

    @work(exclusive=True, group="start")
    async def _start(self, slug: str) -> None:
        from coach.ui.screens.session import SessionScreen

        environment = self.coach.environment
        settings = await self.app.push_screen_wait(
            StartModal(self.headers[slug], environment.settings, self.outline)
        )
        if settings is None:
            return
        try:
            if settings != environment.settings:
                config.save(environment.paths.config, settings)
                self.coach.environment = environment = replace(environment, settings=settings)
            sitting = begin(
                environment,
                slug,
                settings.level,
                settings.pace,
                settings.mode,
                only=self.only,
                workflow=self.workflow,
            )
        except CoachError as error:
            self.query_one(KeysLine).say(str(error), "bad")
            return
        self.app.switch_screen(SessionScreen(sitting))

    how_to_leave = "Esc goes back, ^Q leaves coach."

    def say(self, sentence: str) -> None:
        """One sentence at the bottom until the next key."""
        self.query_one(KeysLine).say(sentence)

    def action_help(self) -> None:
        """The keys of this screen."""
        self.app.push_screen(PageModal(partial(help_rows, "picker")))

    def action_back(self) -> None:
        """To the start page."""
        self.dismiss(None)


def _order(title: str) -> tuple[str, str]:
    """Titles in the order of the alphabet, whatever their case."""
    return (title.casefold(), title)


def _haystack(header: Header) -> str:
    words = (header.slug, header.title, header.difficulty, *header.tags)
    return " ".join(words).casefold()
