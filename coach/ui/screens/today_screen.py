"""What to practise today: one proposal under the other with its reasons, begun by one key, put
off, exchanged or refused by another."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from coach.errors import CoachError, NotFound
from coach.live.faults import sentence
from coach.progress.agenda import Agenda, agenda
from coach.progress.declined import Declined
from coach.progress.declining import NAME, declined_in, keep_declined
from coach.progress.proposal import Proposal
from coach.progress.today import declined_rows, head_rows, later_rows, proposal_rows
from coach.ui.commands import keyed, named, of
from coach.ui.screens.modal import PageModal
from coach.ui.views.help import help_rows
from coach.ui.widgets.choices import ChoiceItem, Choices
from coach.ui.widgets.keys import KeysLine
from coach.ui.widgets.rows import RowsView

if TYPE_CHECKING:
    from coach.journal.library import Library
    from coach.ui.app import CoachApp


class TodayScreen(Screen[None]):
    """The day above, its proposals below, then what is not due and what was declined."""

    DEFAULT_CSS = """
    TodayScreen #top { height: auto; }
    TodayScreen #proposals { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(c.usual, f"command('{c.id}')", c.title, show=False, id=c.id)
        for c in keyed("today")
        if c.id != "begin_proposal"
    ]

    def __init__(self, library: "Library") -> None:
        super().__init__()
        self.library = library
        self.agenda: Agenda | None = None
        self.reasons = True
        self._asked = 0

    @property
    def coach(self) -> "CoachApp":
        """The app with its environment."""
        return cast("CoachApp", self.app)

    @property
    def declined(self) -> Declined:
        """What is not wanted, as it stands today."""
        return declined_in(self.coach.environment.paths).on(self._day)

    @property
    def chosen(self) -> Proposal:
        """The proposal under the cursor; NotFound where there is none."""
        wanted = self.query_one(Choices).chosen
        if self.agenda is None or not wanted:
            raise NotFound("Nothing is proposed here.")
        return self.agenda.offered[int(wanted)]

    def compose(self) -> ComposeResult:
        """Head, proposals, keys."""
        yield RowsView(id="top")
        yield Choices(id="proposals", always=True)
        yield KeysLine(id="keys")

    def on_mount(self) -> None:
        """Reckons the day."""
        self._day = self.coach.environment.wall().date()
        self.query_one(KeysLine).offer(of("today"))
        self.query_one(Choices).focus()
        self.reckon()

    def reckon(self, anew: bool = False) -> None:
        """The day's proposals again, without what is declined; `anew` where sessions may have
        come meanwhile. Of many sessions that takes its time: it is done in a thread."""
        self._asked += 1
        self._gather(self._asked, self.declined, anew)

    @work(thread=True, group="agenda", exit_on_error=False)
    def _gather(self, number: int, declined: Declined, anew: bool) -> None:
        """Reckons the agenda; says why where there is none."""
        environment = self.coach.environment
        try:
            if anew:
                self.library.refresh()
            made = agenda(self.library.sessions(), environment.folders, self._day, declined)
        except CoachError as error:
            self.app.call_from_thread(self.say, str(error))
            return
        except Exception as error:  # noqa: BLE001 - a fault of the library ends no screen
            path = self.coach.fault_log.write("what to practise today", error)
            self.app.call_from_thread(self.say, sentence("what to practise today", path))
            return
        self.app.call_from_thread(self._reckoned, number, made)

    def _reckoned(self, number: int, made: Agenda) -> None:
        """Shows the agenda unless something was declined since."""
        if number == self._asked and self.is_mounted:
            self.agenda = made
            self.paint()

    def paint(self) -> None:
        """Draws the page at the screen's width."""
        agenda = self.agenda
        if agenda is None:
            return
        cells = max(20, self.app.size.width - 3)
        self.query_one("#top", RowsView).show(
            head_rows(agenda.proposals, agenda.cards, self._day, agenda.coming)
        )
        items = [
            ChoiceItem(str(at), proposal_rows(at + 1, proposal, agenda.titles, cells, self.reasons))
            for at, proposal in enumerate(agenda.offered)
        ]
        below = (
            *later_rows(agenda.cards, agenda.titles, cells),
            *declined_rows(self.declined, agenda.titles, cells),
        )
        self.query_one(Choices).offer([*items, ChoiceItem("", ((), *below))] if below else items)

    def on_resize(self) -> None:
        """Another width folds the reasons differently."""
        self.paint()

    def on_key(self, event: events.Key) -> None:
        """A number begins its proposal; a sentence at the bottom has been read."""
        self.query_one(KeysLine).quiet()
        count = len(self.agenda.offered) if self.agenda else 0
        if event.key.isdigit() and 1 <= int(event.key) <= count:
            event.stop()
            self._begin(int(event.key) - 1)

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Begins the proposal under the cursor."""
        self._begin(int(event.id))

    @work(exclusive=True, group="open")
    async def _begin(self, at: int) -> None:
        from coach.ui.proposing import begun

        if self.agenda is None:
            return
        wanted = self.agenda.offered[at]
        try:
            session = begun(self.coach.environment, wanted.prompt, wanted.phase)
        except CoachError as error:
            self.say(str(error))
            return
        await self.app.push_screen(session)

    def action_command(self, id: str) -> None:
        """Does what a command does; what it cannot do is said."""
        self.query_one(KeysLine).quiet()
        try:
            getattr(self, f"action_{named(id).id}")()
        except CoachError as error:
            self.say(str(error))

    def action_reasons(self) -> None:
        """Shows the reasons, or hides them."""
        self.reasons = not self.reasons
        self.paint()

    def action_something_else(self) -> None:
        """The same skill on another prompt; of a whole session another one."""
        self._decline(self.declined.other_than(self.chosen.prompt), "")

    def action_not_today(self) -> None:
        """Leaves it until tomorrow."""
        self._decline(self.declined.not_today(self.chosen.card), "It is asked again tomorrow.")

    def action_never(self) -> None:
        """Does not propose the prompt again."""
        told = f"It is not proposed again; a brings it back ({NAME} in the data folder)."
        self._decline(self.declined.never_more(self.chosen.prompt), told)

    def action_all_again(self) -> None:
        """Takes back everything that was declined."""
        self._decline(self.declined.again(), "All prompts are proposed again.")

    def _decline(self, declined: Declined, told: str) -> None:
        keep_declined(self.coach.environment.paths, declined)
        self.reckon()
        if told:
            self.say(told)

    how_to_leave = "Esc goes back, ^Q leaves coach."

    def say(self, told: str) -> None:
        """One sentence at the bottom until the next key."""
        self.query_one(KeysLine).say(told)

    def action_help(self) -> None:
        """The keys of this page."""
        self.app.push_screen(PageModal(partial(help_rows, "today")))

    def action_leave_today(self) -> None:
        """Back."""
        self.dismiss(None)

    def on_screen_resume(self) -> None:
        """A drill may have been done meanwhile."""
        if self.agenda is not None:
            self.reckon(anew=True)
