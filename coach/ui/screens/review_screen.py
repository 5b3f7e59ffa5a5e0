"""All sessions: listed at once from what is remembered, searched as one types, looked back at."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input

from coach.errors import CoachError
from coach.journal.query import SessionQuery, parse
from coach.journal.summary import Summary
from coach.live.faults import sentence
from coach.ui import library_keys as doing
from coach.ui.commands import keyed, named, of
from coach.ui.key_profiles import rekeyed
from coach.ui.library_answer import PAGE, SHOWN, LibraryAnswer, answered, compared
from coach.ui.screens.modal import CleanInput, PageModal
from coach.ui.views import library_rows as views
from coach.ui.views.help import help_rows
from coach.ui.widgets.choices import ChoiceItem, Choices
from coach.ui.widgets.keys import KeysLine
from coach.ui.widgets.rows import RowsView

if TYPE_CHECKING:
    from coach.journal.searching import Found
    from coach.ui.app import CoachApp

NEAR = 20
"""Sessions before the last one at which more are asked for: two presses of PgDn."""


class ReviewScreen(Screen[None]):
    """Sessions newest first above, the one in front below: what was found in it, or its points."""

    DEFAULT_CSS = """
    ReviewScreen #top, ReviewScreen #columns { height: 1; overflow: hidden hidden; }
    ReviewScreen #sessions { height: 1fr; }
    ReviewScreen #about { height: 1; border-top: none; overflow: hidden hidden; }
    ReviewScreen #matches { height: 4; }
    ReviewScreen.tall #matches { height: 8; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(c.usual, f"command('{c.id}')", c.title, show=False, priority=True, id=c.id)
        for c in keyed("review")
        if c.id not in ("open_session",)
    ]

    def __init__(self) -> None:
        super().__init__()
        self.answer = LibraryAnswer(SessionQuery(), (), ())
        self.differences: dict[Path, float] = {}
        self.trashed: list[str] = []
        self._asked = 0
        self._wanted = PAGE
        self._turn = Lock()
        self._looked = 0
        self._round = Lock()
        self.returning = ""

    @property
    def coach(self) -> "CoachApp":
        """The app with its environment."""
        return cast("CoachApp", self.app)

    @property
    def chosen(self) -> Summary | None:
        """The session under the cursor."""
        wanted = self.query_one("#sessions", Choices).chosen
        return next(
            (session for session in self.answer.sessions if str(session.path) == wanted), None
        )

    @property
    def every(self) -> tuple[Summary, ...]:
        """The sessions among which the attempt before one is looked for."""
        return self.answer.every

    def compose(self) -> ComposeResult:
        """Title, search, columns, list, the one in front, what was found in it, keys."""
        yield RowsView(id="top")
        yield CleanInput(
            placeholder=rekeyed("search: cache replica in:said  (F1: fields)"), id="filter"
        )
        yield RowsView(id="columns")
        yield Choices(id="sessions", always=True)
        yield RowsView(id="about")
        yield Choices(id="matches")
        yield KeysLine(id="keys")

    def on_mount(self) -> None:
        """Shows what is remembered, then looks at the files meanwhile."""
        self.library = self.coach.environment.library()
        self.query_one(KeysLine).offer(of("review"))
        self.query_one(Input).focus()
        try:
            self.show(LibraryAnswer(SessionQuery(), self.library.remembered(PAGE), ()))
        except CoachError as error:
            self.say(str(error))
        self.look_again()

    def on_unmount(self) -> None:
        """Lets go of the index."""
        self.library.close()

    @work(thread=True, group="library", exit_on_error=False)
    def look_again(self) -> None:
        """Looks at the files, then at what their sessions are compared with, then asks again what
        was asked; what is typed meanwhile is answered meanwhile."""
        for step in (self.library.refresh, self._compare):
            try:
                step()
            except CoachError as error:
                self.app.call_from_thread(self.say, str(error))
            except Exception as error:  # noqa: BLE001 - a fault of the library ends no screen
                path = self.coach.fault_log.write("the library", error)
                self.app.call_from_thread(self.say, sentence("the library", path))
        self.app.call_from_thread(self.ask)
        self._reckon()

    def _compare(self) -> None:
        """Gathers, in a thread, what an answer holds whatever is asked."""
        self.app.call_from_thread(self._compared, *compared(self.library))

    def _compared(self, every: tuple[Summary, ...], counts: tuple[int, int]) -> None:
        self.answer = replace(self.answer, every=every, counts=counts)
        self.differences = dict(views.differences(every))

    def _reckon(self) -> None:
        """Scores what no debrief has scored yet, one such round at a time, and shows what came of
        it."""
        from coach.live.reckoning import reckon

        if not self._round.acquire(blocking=False):
            return
        try:
            if reckon(self.library, self.coach.environment.folders, lambda: self.is_mounted):
                self._compare()
                self.app.call_from_thread(self.ask)
        except Exception as error:  # noqa: BLE001 - a session that cannot be scored ends no screen
            self.coach.fault_log.write("scoring past sessions", error)
        finally:
            self._round.release()

    def ask(self) -> None:
        """Asks the library what stands in the search line."""
        self._asked += 1
        text = self.query_one("#filter", Input).value
        self._search(self._asked, text, self._wanted, self.answer)

    @work(thread=True, group="search", exit_on_error=False)
    def _search(self, number: int, text: str, wanted: int, basis: LibraryAnswer) -> None:
        """One search after the other, so that each has the processor to itself; what was asked
        before the last is not looked for any more."""
        with self._turn:
            if number != self._asked:
                return
            try:
                answer = answered(self.library, text, wanted, basis)
            except CoachError as error:
                answer = LibraryAnswer(parse(text), (), (), str(error))
            except Exception as error:  # noqa: BLE001 - a fault of the library ends no screen
                path = self.coach.fault_log.write("the library", error)
                answer = LibraryAnswer(parse(text), (), (), sentence("the library", path))
        self.app.call_from_thread(self._answered, number, answer)

    def _answered(self, number: int, answer: LibraryAnswer) -> None:
        """Shows an answer unless something else was asked since."""
        if number == self._asked and self.is_mounted:
            self.show(answer)

    def show(self, answer: LibraryAnswer) -> None:
        """Draws the list."""
        self.answer = answer
        cells = (self.size.width or 80) - 2
        plain = self.coach.plain
        since = self.differences
        items = [
            ChoiceItem(
                str(session.path),
                (views.session_row(session, since.get(session.path), cells, plain),),
            )
            for session in answer.sessions
        ]
        empty = "No session holds this." if not answer.query.everything else "No sessions yet."
        choices = self.query_one("#sessions", Choices)
        choices.offer(items or [ChoiceItem("", (((f"  {answer.note or empty}", "dim"),),))])
        if choices.stand_on(self.returning):
            self.returning = ""
        self.query_one("#columns", RowsView).show((views.head_row(cells),))
        self._show_top()
        if answer.note and items:
            self.say(answer.note)
        self.look_at_chosen()

    def _show_top(self) -> None:
        shown, (every, bad) = len(self.answer.sessions), self.answer.counts
        count = f"{every:,} sessions" if every != 1 else "1 session"
        if not self.answer.query.everything:
            count = f"{'more than ' if self.answer.more else ''}{shown} of {every:,}"
        look = f", {bad} {'needs' if bad == 1 else 'need'} a look" if bad else ""
        title = " Review"
        told = f"{count}{look}" if every else ""
        gap = max(1, (self.size.width or 80) - len(title) - len(told) - 1)
        self.query_one("#top", RowsView).show(
            (((title, "heading"), (" " * gap, ""), (told, "dim")),)
        )

    def step_off(self) -> None:
        """Off the session in front, which is to go."""
        self.query_one("#sessions", Choices).step_off()

    def look_at_chosen(self) -> None:
        """Tells about the session under the cursor; what was found in it comes from its file."""
        summary = self.chosen
        self._looked += 1
        about, matches = self.query_one("#about", RowsView), self.query_one("#matches", Choices)
        if summary is None:
            about.show(())
            matches.offer(())
            return
        cells = self.size.width or 80
        if self.answer.query.terms:
            about.show((views.about_row(summary, None, cells),))
            self._look(self._looked, self.answer.query, summary)
            return
        about.show((views.about_row(summary, None, cells),))
        before = views.attempt_before(summary, self.answer.every)
        rows = views.group_rows(summary, before, cells, self.coach.plain)
        matches.offer([ChoiceItem("", (row,)) for row in rows])

    @work(thread=True, group="look", exit_on_error=False)
    def _look(self, number: int, query: SessionQuery, summary: Summary) -> None:
        from coach.journal.searching import asked_moments

        try:
            moments_found = asked_moments(query, summary)
        except Exception as error:  # noqa: BLE001 - a session that cannot be searched ends no screen
            path = self.coach.fault_log.write("looking for words", error)
            self.app.call_from_thread(self.say, sentence("looking for words", path))
            return
        self.app.call_from_thread(self._seen, number, query, moments_found)

    def _seen(self, number: int, query: SessionQuery, moments_found: "Found") -> None:
        if number != self._looked or not self.is_mounted:
            return
        cells = self.size.width or 80
        about = views.about_row(moments_found.summary, len(moments_found.moments), cells)
        self.query_one("#about", RowsView).show((about,))
        items = [
            ChoiceItem(str(moment.n), (views.match_row(moment, query, cells - 2),))
            for moment in moments_found.moments
        ]
        self.query_one("#matches", Choices).offer(items, keep=False)

    def on_resize(self) -> None:
        """Lines are cut to the width; a tall screen shows more of what was found."""
        self.set_class(self.app.size.height >= 30, "tall")
        self.show(self.answer)

    @on(Input.Changed, "#filter")
    def _typed(self) -> None:
        self._wanted = PAGE
        self.ask()

    @on(Input.Submitted, "#filter")
    def _entered(self) -> None:
        self.query_one("#sessions", Choices).action_choose()

    def on_key(self, event: events.Key) -> None:
        """The list moves while the search has the focus."""
        self.query_one(KeysLine).quiet()
        steps = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10}
        matches = self.query_one("#matches", Choices)
        if event.key in steps and not matches.has_focus:
            self.query_one("#sessions", Choices).action_move(steps[event.key])
            event.stop()
            event.prevent_default()

    @on(Choices.Moved, "#sessions")
    def _moved(self) -> None:
        self.look_at_chosen()
        left = len(self.answer.sessions) - self.query_one("#sessions", Choices).index
        if self.answer.more and left <= NEAR and self._wanted < SHOWN:
            self._wanted = min(SHOWN, 2 * self._wanted)
            self.ask()
        elif self.answer.more and left == 1:
            self.say(f"The first {SHOWN} are listed: type words to find others.")

    @on(Choices.Chosen, "#sessions")
    def _chosen(self) -> None:
        doing.menu(self)

    @on(Choices.Chosen, "#matches")
    def _match(self, event: Choices.Chosen) -> None:
        doing.replay(self, int(event.id))

    def action_command(self, id: str) -> None:
        """Does what a command does; what it cannot do is said."""
        self.query_one(KeysLine).quiet()
        command = named(id)
        try:
            function = command.function()
            if function is not None:
                function(self)
            else:
                getattr(self, f"action_{id}")()
        except CoachError as error:
            self.say(str(error))
        except Exception as error:  # noqa: BLE001 - what a key calls never ends the program
            path = self.coach.fault_log.write(command.title.lower(), error)
            self.say(sentence(command.title.lower(), path, "nothing was changed"))

    def action_to_matches(self) -> None:
        """To the places found, and back to the search."""
        matches = self.query_one("#matches", Choices)
        if matches.has_focus or not matches.chosen:
            self.query_one("#filter", Input).focus()
            if not matches.chosen:
                self.say("Nothing to go to: type words to find.")
        else:
            matches.focus()

    how_to_leave = "Esc goes back, ^Q leaves coach."

    def say(self, told: str) -> None:
        """One sentence at the bottom until the next key."""
        self.query_one(KeysLine).say(told)

    def action_help(self) -> None:
        """The keys of this screen."""
        self.app.push_screen(PageModal(partial(help_rows, "review")))

    def action_leave_review(self) -> None:
        """From the places found to the search, from there to the start page."""
        if self.query_one("#matches", Choices).has_focus:
            self.query_one("#filter", Input).focus()
        else:
            self.dismiss(None)

    def on_screen_resume(self) -> None:
        """Sessions may have changed meanwhile."""
        if self.is_mounted and self._asked:
            self.look_again()
