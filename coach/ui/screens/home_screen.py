"""The start page: continue, practise, mock, review, drills, and what happened last."""

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from coach.errors import CoachError
from coach.live.environment import FIRST, WARM_UP
from coach.ui.commands import keyed
from coach.ui.front import home_model
from coach.ui.views.help import help_rows
from coach.ui.views.home import HomeModel, choice_at, home_rows, moved, next_open
from coach.ui.widgets.rows import RowsView

if TYPE_CHECKING:
    from coach.ui.app import CoachApp


class HomeScreen(Screen[None]):
    """The start page; it draws the same rows as the still frame before it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        *(Binding(c.usual, c.id, c.title, show=False, id=c.id) for c in keyed("home")),
    ]

    def __init__(self, workflow: str = "") -> None:
        """With a `workflow` its prompts are offered at once."""
        super().__init__()
        self.workflow = workflow
        self.model = HomeModel(())
        self.index = 0
        self.message = ""

    @property
    def coach(self) -> "CoachApp":
        """The app with its environment."""
        return cast("CoachApp", self.app)

    def compose(self) -> ComposeResult:
        """One view of rows."""
        yield RowsView(id="home")

    async def on_mount(self) -> None:
        """Starts on the first line that can be opened; older sessions are read meanwhile."""
        await self.reload()
        if self.workflow:
            from coach.ui.screens.picker import PickerScreen

            self.app.push_screen(PickerScreen(workflow=self.workflow))

    @work(thread=True, group="index", exclusive=True)
    def _index(self) -> None:
        library = self.coach.environment.library()
        try:
            library.refresh()
        finally:
            library.close()
        self._propose()

    def _propose(self) -> None:
        """Reckons what to practise today where that is not known yet; runs in a thread."""
        from coach.ui.proposed import propose

        if self.model.last and not any(choice.id == "today" for choice in self.model.choices):
            try:
                proposed = propose(self.coach.environment)
            except CoachError:
                return
            except Exception as error:  # noqa: BLE001 - the page stands without a proposal
                self.coach.fault_log.write("the proposal for today", error)
                return
            if proposed.line or proposed.outcome:
                self.app.call_from_thread(self.call_later, self.reload)

    async def reload(self) -> None:
        """Reads the sessions again, off the event loop, and draws."""
        model = await asyncio.to_thread(home_model, self.coach.environment)
        before, self.model = self.model, model
        if _places(before) != _places(self.model):
            self.index = moved(before, self.model, self.index)
        self.paint()

    async def on_screen_resume(self) -> None:
        """Sessions may have been added or closed meanwhile, and another practice be due."""
        await self.reload()
        self._index()

    def on_resize(self) -> None:
        """The rows fill the screen exactly."""
        self.paint()

    def paint(self) -> None:
        """Draws the rows."""
        cells, lines = self.app.size
        rows = home_rows(self.model, cells, lines, self.index, self.message)
        self.query_one(RowsView).show(rows)

    def on_key(self, event: events.Key) -> None:
        """A choice's letter opens it, or says why it cannot be opened."""
        for index, choice in enumerate(self.model.choices):
            if event.key == choice.letter:
                self._take(index)
                event.stop()

    how_to_leave = "q leaves coach."

    def say(self, sentence: str) -> None:
        """One sentence at the bottom until the next move."""
        self.message = sentence
        self.paint()

    def on_click(self, event: events.Click) -> None:
        """A click does what the letter of the choice under it does."""
        cells, lines = self.app.size
        index = choice_at(self.model, cells, lines, int(event.screen_x), int(event.screen_y))
        if index is not None:
            self._take(index)

    def action_move(self, by: int) -> None:
        """Moves the cursor to what can be opened, wrapping around."""
        self.index = next_open(self.model, self.index, by)
        self.message = ""
        self.paint()

    def action_choose(self) -> None:
        """Opens the line under the cursor."""
        self._take(self.index)

    def _take(self, index: int) -> None:
        """Opens a choice and leaves the cursor on it; of one that is closed only says why."""
        choice = self.model.choices[index]
        self.message = f"{choice.title}: {choice.closed}" if choice.closed else ""
        if not choice.closed:
            self.index = index
        self.paint()
        if not choice.closed:
            self._open(choice.id, choice.target)

    @work(exclusive=True, group="open")
    async def _open(self, id: str, target: str) -> None:
        try:
            if id == "continue":
                from pathlib import Path

                from coach.live.opening import reopen
                from coach.ui.screens.session import SessionScreen

                await self.app.push_screen(
                    SessionScreen(reopen(self.coach.environment, Path(target)))
                )
            elif id in ("first", "warm-up"):
                await self._begin(FIRST if id == "first" else WARM_UP)
            elif id == "today":
                slug, _, phase = target.partition(" ")
                await self._begin(slug, phase)
            elif id == "settings":
                await self._settings()
            elif id == "practise":
                from coach.ui.screens.picker import PickerScreen

                await self.app.push_screen(PickerScreen())
            elif id == "mock":
                from coach.ui.mockhome import open_mock

                await open_mock(self.coach)
            elif id == "back":
                from coach.ui.mockhome import go_back

                await go_back(self.coach, target)
            elif id == "drills":
                await self._drill()
            elif id == "review":
                from coach.ui.screens.review_screen import ReviewScreen

                await self.app.push_screen(ReviewScreen())
        except CoachError as error:
            self.message = str(error)
            self.paint()

    async def _drill(self) -> None:
        from coach.ui.drills import DrillRow, drills
        from coach.ui.screens.modal import ChooseModal
        from coach.ui.screens.picker import PickerScreen

        known, unusable = drills(self.coach.environment.folders)
        offered = {drill.id: drill for drill in known}
        items = [(drill.id, drill.title, drill.row) for drill in known]
        question = "What will you drill?"
        if unusable:
            question += f" ({unusable} more cannot be used: `coach prompts check` says why)"
        told = "Words: what you described in your sessions, to be called by its name"
        items.append(("words", told, ((told, ""),)))
        chosen = await self.app.push_screen_wait(ChooseModal(question, items))
        if chosen == "words":
            await self._name_words()
        drill: DrillRow | None = offered.get(chosen or "")
        if drill is None:
            return
        if drill.workflow == WARM_UP:
            await self._begin(WARM_UP)
        else:
            await self.app.push_screen(PickerScreen(drill.phase, drill.workflow))

    async def _name_words(self) -> None:
        """The drill of one's own words; its sessions are read off the event loop."""
        from coach.progress.own_words import WordAsked, words_asked
        from coach.ui.naming_round import NONE_ASKED, naming_round

        def look() -> tuple[WordAsked, ...]:
            library = self.coach.environment.library()
            try:
                return words_asked(library)
            finally:
                library.close()

        asked = await asyncio.to_thread(look)
        if asked:
            await naming_round(self.app, asked)
        else:
            self.message = NONE_ASKED
            self.paint()

    async def _begin(self, slug: str, phase: str = "") -> None:
        """Straight into a session, or a drill of one phase, with the settings as they are; the
        warm-up has its own."""
        from coach.config import Settings
        from coach.ui.proposing import begun

        chosen = Settings() if slug == WARM_UP else None
        await self.app.push_screen(begun(self.coach.environment, slug, phase, settings=chosen))

    async def _settings(self) -> None:
        from coach.ui.screens.settings import SettingsModal

        environment = self.coach.environment
        await self.app.push_screen_wait(SettingsModal(environment.settings, environment.folders))
        await self.reload()

    def action_help(self) -> None:
        """The keys of this page."""
        from coach.ui.screens.modal import PageModal

        self.app.push_screen(PageModal(partial(help_rows, "home")))

    def action_quit(self) -> None:
        """Leaves coach."""
        self.app.exit()


def _places(model: HomeModel) -> list[tuple[str, str]]:
    """What stands on each line; the cursor stays where it is while this is the same."""
    return [(choice.id, choice.target) for choice in model.choices]
