"""The start page: continue, practise, mock, review, drills, and what happened last."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from coach.errors import CoachError
from coach.ui.commands import of
from coach.ui.front import home_model
from coach.ui.views.help import help_rows
from coach.ui.views.home import first_open, home_rows
from coach.ui.widgets.rows import RowsView

if TYPE_CHECKING:
    from coach.ui.app import CoachApp


class HomeScreen(Screen[None]):
    """The start page; it draws the same rows as the still frame before it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        *(Binding(c.key, c.id, c.title, show=False) for c in of("home")),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.index = 0
        self.message = ""

    @property
    def coach(self) -> "CoachApp":
        """The app with its environment."""
        return cast("CoachApp", self.app)

    def compose(self) -> ComposeResult:
        """One view of rows."""
        yield RowsView(id="home")

    def on_mount(self) -> None:
        """Starts on the first line that can be opened; older sessions are read meanwhile."""
        self.reload()
        self._index()

    @work(thread=True, group="index")
    def _index(self) -> None:
        library = self.coach.environment.library()
        try:
            library.refresh()
        finally:
            library.close()

    def reload(self) -> None:
        """Reads the sessions again and draws."""
        self.model = home_model(self.coach.environment)
        self.index = first_open(self.model)
        self.paint()

    def on_screen_resume(self) -> None:
        """Sessions may have been added or closed meanwhile."""
        self.reload()

    def on_resize(self) -> None:
        """The rows fill the screen exactly."""
        self.paint()

    def paint(self) -> None:
        """Draws the rows."""
        cells, lines = self.app.size
        rows = home_rows(self.model, cells, lines, self.index, self.message)
        self.query_one(RowsView).show(rows)

    def on_key(self, event: events.Key) -> None:
        """A choice's letter opens it."""
        for index, choice in enumerate(self.model.choices):
            if event.key == choice.letter:
                self.index = index
                self.action_choose()
                event.stop()

    def action_move(self, by: int) -> None:
        """Moves the cursor, wrapping around."""
        self.index = (self.index + by) % len(self.model.choices)
        self.message = ""
        self.paint()

    def action_choose(self) -> None:
        """Opens the line under the cursor, or says why it cannot be opened."""
        choice = self.model.choices[self.index]
        self.message = f"{choice.title}: {choice.closed}" if choice.closed else ""
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
            elif id == "practise":
                from coach.ui.screens.picker import PickerScreen

                await self.app.push_screen(PickerScreen())
            elif id == "drills":
                await self._drill()
            elif id == "review":
                from coach.ui.screens.review import ReviewScreen

                await self.app.push_screen(ReviewScreen())
        except CoachError as error:
            self.message = str(error)
            self.paint()

    async def _drill(self) -> None:
        from coach.catalog.shelf import load_workflow
        from coach.ui.screens.modal import ChooseModal
        from coach.ui.screens.picker import PickerScreen

        phases = load_workflow("interview", self.coach.environment.folders).phases
        items = [(one.id, one.title, ((one.title, ""),)) for one in phases]
        phase = await self.app.push_screen_wait(ChooseModal("Drill which phase?", items))
        if phase:
            await self.app.push_screen(PickerScreen(phase))

    def action_help(self) -> None:
        """The keys of this page."""
        from coach.ui.screens.modal import PageModal

        self.app.push_screen(PageModal(help_rows("home", 78)))

    def action_quit(self) -> None:
        """Leaves coach."""
        self.app.exit()
