"""Reading a debrief: questions first, lines that lead to entries, points that can be claimed."""

from collections.abc import Sequence
from pathlib import Path
from threading import Event
from typing import ClassVar, cast

from textual.binding import Binding, BindingType

from coach.debrief.asks import Ask, asks, point_at, standing_at
from coach.debrief.beside_ears import recorded
from coach.debrief.evidence import Evidence
from coach.debrief.point import Point
from coach.debrief.report import STARTS
from coach.errors import CoachError
from coach.live.closing import overrule, record_again
from coach.ui.commands import keyed
from coach.ui.faces import Program
from coach.ui.screens.modal import ChooseModal
from coach.ui.screens.page_reader import ReaderScreen
from coach.ui.screens.verdict_questions import QuestionsModal, Standing
from coach.ui.session_pages import DebriefPage, boards_of, debrief_page
from coach.ui.widgets.choices import Choices
from coach.ui.widgets.keys import KeysLine


class DebriefScreen(ReaderScreen):
    """A reader that asks what it is not sure of, and takes a claim of the point under the cursor.

    `fresh` is its page right after a session: then the questions come before it is read.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(c.usual, c.id, c.title, show=False, id=c.id) for c in keyed("debrief")),
        Binding("shift+tab", "last_heading", show=False),
    ]

    def __init__(self, path: Path, coach: Program, fresh: "DebriefPage | None" = None) -> None:
        self.path = path
        self.fresh = fresh is not None
        self.asking: Event | None = None
        self.read: DebriefPage = fresh or debrief_page(path, coach.environment)
        super().__init__(self.read.title, self.read.page, self.read.entries)

    def on_mount(self) -> None:
        """Shows the page; after a session the questions stand before it."""
        super().on_mount()
        if self.fresh and asks(self.read.debrief):
            self.call_after_refresh(self.action_answer)

    def on_unmount(self) -> None:
        """Sends a witness away that is still reading."""
        if self.asking is not None:
            self.asking.set()

    @property
    def coach(self) -> Program:
        """The app with its environment."""
        return cast(Program, self.app)

    def offered(self) -> tuple[str, ...]:
        """The screens whose commands work here."""
        return ("debrief", "reader")

    def action_answer(self) -> None:
        """Asks what is unsure, one key each; the page follows."""
        open_ones = asks(self.read.debrief)
        if not open_ones:
            self.say("Nothing is left to ask.")
            return
        self.put(open_ones)

    def put(self, questions: Sequence[Ask], accept: bool = False) -> None:
        """Puts questions to the candidate; `accept` where one key may say yes to all of them."""
        debrief = self.read.debrief

        def done(answered: int | None) -> None:
            if answered:
                self._settle()

        def keep(ask: Ask, shown: bool) -> str:
            return self._kept(ask.observable, ask.entry, shown)

        def standing(yes: Sequence[str], no: Sequence[str]) -> Standing:
            return standing_at(debrief, yes, no)

        following = debrief.tally.following
        lost = "" if following.enough else f"{following.told}."
        self.app.push_screen(QuestionsModal(questions, standing, keep, lost, accept), done)

    def action_practise(self) -> None:
        """Starts what is proposed at once."""
        from coach.ui.proposing import practise

        practise(self)

    def action_witness(self) -> None:
        """Goes through what a witness said, or asks one."""
        from coach.ui.witnessing import witness

        witness(self)

    def action_rescore(self) -> None:
        """Records today's score of a session that carries one by other rules."""
        if recorded(self.read.debrief) is None:
            self.say("The session carries today's score already.")
            return
        self._settle()
        self.say(f"Recorded: {self.read.debrief.total:.0f} points, {self.read.debrief.tally.told}.")

    def action_next_heading(self) -> None:
        """To the next heading, from the last one to the first."""
        self._to_heading(1)

    def action_last_heading(self) -> None:
        """To the heading before."""
        self._to_heading(-1)

    def _to_heading(self, way: int) -> None:
        choices = self.query_one(Choices)
        heads = [at for at, row in enumerate(self.page) if row and row[0][1] == "heading"]
        after = [at for at in heads if at * way > choices.index * way]
        if heads:
            ahead = after or heads
            choices.action_move((ahead[0] if way > 0 else ahead[-1]) - choices.index)

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Starts what the line proposes, or opens the entry that it cites."""
        line = "".join(text for text, _ in self.page[int(event.id)])
        if line.startswith(STARTS):
            event.prevent_default()
            self.action_practise()

    def action_break_drawing(self) -> None:
        """The session's drawing under load, and without what fails."""
        from coach.boards.diagram.diagram_text import read
        from coach.boards.diagram.picture import Direction
        from coach.boards.diagram.picture_growth import PictureGrowth, ViewSize
        from coach.match.sheets import sheet
        from coach.ui.screens.breaking import BreakScreen

        drawn, reckoned, (over, direction) = boards_of(self.path)
        if not read(drawn).nodes:
            self.query_one(KeysLine).say("Nothing was drawn in this session.", "dim")
            return
        size = ViewSize(max(10, self.app.size.width - 1), direction=Direction(direction))
        standing = PictureGrowth(size).picture(over, read(drawn))
        self.app.push_screen(BreakScreen(drawn, sheet(reckoned).values, standing=standing))

    def action_overrule(self) -> None:
        """Claims the point under the cursor by one of the candidate's own sentences."""
        point = point_at(self.read.debrief.tally.every, self.page, self.query_one(Choices).index)
        if point is not None and not point.met:
            self._choose_sentence(point)
            return
        missed = {point.id: point for point in self.read.debrief.tally.every if not point.met}
        if not missed:
            self.query_one(KeysLine).say("No point was missed.", "good")
            return
        items = [(point.id, point.text, ((point.text, ""),)) for point in missed.values()]

        def chosen(observable: str | None) -> None:
            if observable:
                self._choose_sentence(missed[observable])

        self.app.push_screen(ChooseModal("Which point did you earn all the same?", items), chosen)

    def _choose_sentence(self, point: Point) -> None:
        own = self.read.debrief.own
        items = [(str(at), _told(evidence), (_row(evidence))) for at, evidence in enumerate(own)]

        def chosen(at: str | None) -> None:
            if at and not self._kept(point.id, own[int(at)].entry, True):
                self._settle()
                self._count_from_now(point, own[int(at)])

        title = f"Which sentence of yours shows it? {point.text}"
        self.app.push_screen(ChooseModal(title, items), chosen)

    def _count_from_now(self, point: Point, said: Evidence) -> None:
        """Offers to write a claimed sentence into the prompt, where that is one's own."""
        from coach.ui import counting

        environment, opened = self.coach.environment, self.read.debrief.state.opened
        path = opened and counting.own_file(environment, opened.prompt, opened.workflow)
        mine = point.id in {observable.id for observable in self.read.debrief.prompt.observables}
        if not path or not mine:
            return

        def chosen(answer: str | None) -> None:
            if answer == counting.YES:
                counting.write(environment, path, point, said, self.say)

        self.app.push_screen(ChooseModal(counting.TITLE, counting.offer(point, said)), chosen)

    def _kept(self, observable: str, entry: int, shown: bool) -> str:
        """Writes an answer into the session; gives what went wrong."""
        try:
            mended = overrule(self.path, observable, entry, shown)
        except CoachError as error:
            self.query_one(KeysLine).say(str(error), "bad")
            return str(error)
        if mended:
            self.query_one(KeysLine).say(mended, "warn")
        return ""

    def _settle(self) -> None:
        """Scores what was answered and shows the page anew."""
        carried = recorded(self.read.debrief)
        try:
            self.read = debrief_page(self.path, self.coach.environment)
            record_again(self.path, self.read.debrief)
            self.read = debrief_page(self.path, self.coach.environment, self.read.debrief)
        except CoachError as error:
            self.query_one(KeysLine).say(str(error), "bad")
            return
        if carried is not None:
            self.say(f"Scored by today's rules; before it was {carried.total:.0f}.")
        self.turn_to(self.read.page, self.read.entries)

    def renew(self) -> None:
        """Reads the session anew and shows its page; nothing is recorded."""
        try:
            self.read = debrief_page(self.path, self.coach.environment)
        except CoachError as error:
            self.say(str(error))
            return
        self.turn_to(self.read.page, self.read.entries)


def _told(evidence: Evidence) -> str:
    return f"#{evidence.entry} {evidence.text}"


def _row(evidence: Evidence) -> tuple[tuple[str, str], ...]:
    return ((f"#{evidence.entry} ", "key"), (evidence.text, ""))
