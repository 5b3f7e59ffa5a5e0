"""Choosing a prompt without spoilers, and how to sit it."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Input

from coach import config
from coach.boards.board import Row
from coach.catalog.header import Header
from coach.catalog.shelf import headers
from coach.errors import CoachError
from coach.live.opening import begin
from coach.text import pad
from coach.ui.commands import Command
from coach.ui.screens.modal import CleanInput, Dialog
from coach.ui.views.wrap import wrapped
from coach.ui.widgets.choices import Choices, Item
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


class StartModal(Dialog["config.Settings | None"]):
    """Level, pace and mode; left and right change, Enter starts, Esc goes back."""

    DEFAULT_CSS = """
    StartModal { align: center middle; }
    StartModal > Vertical {
        width: 70; max-width: 96%; height: auto; max-height: 90%;
        border: round $primary; background: $background; padding: 0 1;
    }
    StartModal RowsView { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("left", "change(-1)", show=False),
        Binding("right,space", "change(1)", show=False),
        Binding("enter", "start", show=False),
        Binding("escape", "give_up", show=False),
    ]
    _ROWS = (
        ("level", "Level", config.LEVELS, "what the debrief expects of you"),
        ("pace", "Minutes", config.PACES, "the whole interview; each phase gets its share"),
        ("mode", "Mode", config.MODES, "coach: checks and hints; pressure: none, no pause"),
    )

    def __init__(self, header: Header, settings: config.Settings) -> None:
        super().__init__()
        self.header = header
        self.settings = settings
        self.row = 0

    def compose(self) -> ComposeResult:
        """One view of rows in a frame."""
        with Vertical():
            yield RowsView(id="setup")

    def on_mount(self) -> None:
        """Draws."""
        self.paint()

    def paint(self) -> None:
        """The statement, the three settings, the keys."""
        rows: list[Row] = [((self.header.title, "heading"),), ()]
        rows.extend(wrapped(self.header.statement, 64))
        rows.append(())
        for index, (name, title, allowed, about) in enumerate(self._ROWS):
            value = getattr(self.settings, name)
            here = index == self.row
            marked = [
                (
                    f" {one} ",
                    "selected" if one == value and here else "title" if one == value else "dim",
                )
                for one in allowed
            ]
            shown = [
                (f"[{text.strip()}]" if role != "dim" else text, role) for text, role in marked
            ]
            rows.append((("› " if here else "  ", "accent"), (pad(title, 9), ""), *shown))
            if here:
                rows.append(((f"           {about}", "hint"),))
        rows.extend(
            (
                (),
                (
                    ("Enter", "key"),
                    (" start   ", "dim"),
                    ("←→", "key"),
                    (" change   ", "dim"),
                    ("Esc", "key"),
                    (" back", "dim"),
                ),
            )
        )
        self.query_one(RowsView).show(rows)

    def action_move(self, by: int) -> None:
        """To another setting."""
        self.row = (self.row + by) % len(self._ROWS)
        self.paint()

    def action_change(self, by: int) -> None:
        """To another value."""
        name, _, allowed, _ = self._ROWS[self.row]
        at = allowed.index(getattr(self.settings, name))
        chosen = allowed[(at + by) % len(allowed)]
        self.settings = replace(self.settings, **{name: chosen})
        self.paint()

    def action_start(self) -> None:
        """These settings."""
        self.answer(self.settings)

    def action_give_up(self) -> None:
        """Another prompt, perhaps."""
        self.answer(None)


class PickerScreen(Screen[None]):
    """All prompts, filtered as one types, with the statement of the one under the cursor."""

    DEFAULT_CSS = """
    PickerScreen #top { height: 1; }
    PickerScreen Choices { width: 3fr; height: 1fr; }
    PickerScreen #about { width: 2fr; height: 1fr; padding: 0 1; border-left: solid $panel; }
    PickerScreen.narrow Horizontal { layout: vertical; }
    PickerScreen.narrow Choices { width: 100%; }
    PickerScreen.narrow #about {
        width: 100%; height: 7; border-left: none; border-top: solid $panel;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", show=False)]

    def __init__(self, only: str = "") -> None:
        super().__init__()
        self.only = only

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
        """Reads the headers and shows them all."""
        found, broken = headers(self.coach.environment.folders)
        self.headers = {one.slug: one for one in found}
        title = f" {'Drill one phase' if self.only else 'Practise'}: choose a prompt"
        if broken:
            title += f", {len(broken)} unusable (`coach prompts check` says why)"
        self.query_one("#top", RowsView).show((((title, "heading"),),))
        self.query_one(KeysLine).offer(_KEYS)
        self._offer("")
        self.query_one(Input).focus()

    def on_resize(self) -> None:
        """Below 100 columns the description stands under the list."""
        self.set_class(self.size.width < 100, "narrow")
        self.call_after_refresh(self._describe)

    def _offer(self, words: str) -> None:
        wanted = words.casefold().split()
        items = [
            Item(one.slug, (_line(one),))
            for one in self.headers.values()
            if all(word in _haystack(one) for word in wanted)
        ]
        if not items:
            items = [Item("", ((("  No prompt by that name.", "dim"),),))]
        self.query_one(Choices).offer(items)
        self._describe()

    def _describe(self) -> None:
        about = self.query_one("#about", RowsView)
        header = self.headers.get(self.query_one(Choices).chosen)
        if header is None:
            about.show(())
            return
        cells = max(20, about.size.width - 3)
        rows: list[Row] = [((header.title, "title"),)]
        rows.extend(wrapped(header.statement, cells))
        rows.append(())
        facts = f"{header.difficulty}, {header.minutes} minutes, for {', '.join(header.levels)}"
        rows.extend(wrapped(facts, cells, "dim"))
        if header.own:
            rows.append((("your own prompt", "accent"),))
        about.show(rows)

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
            StartModal(self.headers[slug], environment.settings)
        )
        if settings is None:
            return
        try:
            if settings != environment.settings:
                config.save(environment.paths.config, settings)
                self.coach.environment = environment = replace(environment, settings=settings)
            sitting = begin(
                environment, slug, settings.level, settings.pace, settings.mode, only=self.only
            )
        except CoachError as error:
            self.query_one(KeysLine).say(str(error), "bad")
            return
        self.app.switch_screen(SessionScreen(sitting))

    def action_back(self) -> None:
        """To the start page."""
        self.dismiss(None)


def _haystack(header: Header) -> str:
    words = (header.slug, header.title, header.difficulty, *header.tags)
    return " ".join(words).casefold()


def _line(header: Header) -> Row:
    own = "*" if header.own else " "
    tags = ", ".join(header.tags[:3])
    return (
        (pad(header.title, 30), "title"),
        (f"{own} {header.difficulty:<7}", "dim"),
        (f" {tags}", "dim"),
    )
