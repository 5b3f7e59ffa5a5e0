"""Reading a debrief: its lines lead to entries, and a missed point may be claimed with one."""

from pathlib import Path
from typing import ClassVar, cast

from textual.binding import Binding, BindingType

from coach.errors import CoachError
from coach.live.closing import overrule
from coach.ui.commands import of
from coach.ui.faces import Program
from coach.ui.reading import boards_of, debrief_page
from coach.ui.screens.modal import ChooseModal, LineModal
from coach.ui.screens.reader import ReaderScreen
from coach.ui.widgets.keys import KeysLine


class DebriefScreen(ReaderScreen):
    """A reader that can overrule: which point, and which entry shows it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(c.key, c.id, c.title, show=False) for c in of("debrief")
    ]

    def __init__(self, path: Path, coach: Program) -> None:
        self.path = path
        page = debrief_page(path, coach.environment)
        self.missed = page.missed
        super().__init__(page.title, page.page, page.entries)

    def offered(self) -> tuple[str, ...]:
        """The screens whose commands work here."""
        return ("debrief", "reader")

    def action_overrule(self) -> None:
        """Claims a missed point, citing the entry that shows it."""
        items = [(id_, text, ((text, ""),)) for id_, text in self.missed]
        if not items:
            self.query_one(KeysLine).say("No point was missed.", "good")
            return

        def chosen(observable: str | None) -> None:
            if observable:
                question = "Which entry shows it? Its number, as #17 in the transcript."
                modal = LineModal(question, self._wrong)
                self.app.push_screen(modal, lambda answer: self._claim(observable, answer))

        self.app.push_screen(ChooseModal("Which point did you earn all the same?", items), chosen)

    def action_break_drawing(self) -> None:
        """The session's drawing under load, and without what fails."""
        from coach.boards.diagram.reading import read
        from coach.match.sheets import sheet
        from coach.ui.screens.breaking import BreakScreen

        drawn, reckoned = boards_of(self.path)
        if not read(drawn).nodes:
            self.query_one(KeysLine).say("Nothing was drawn in this session.", "dim")
            return
        self.app.push_screen(BreakScreen(drawn, sheet(reckoned).values))

    def _wrong(self, text: str) -> str:
        number = text.strip().removeprefix("#")
        known = number.isascii() and number.isdigit() and int(number) in self.entries
        return "" if known else "There is no such entry; the numbers stand in the transcript."

    def _claim(self, observable: str, answer: str | None) -> None:
        if not answer:
            return
        coach = cast(Program, self.app)
        try:
            mended = overrule(self.path, observable, int(answer.strip().removeprefix("#")))
            page = debrief_page(self.path, coach.environment)
        except CoachError as error:
            self.query_one(KeysLine).say(str(error), "bad")
            return
        self.missed = page.missed
        self.turn_to(page.page, page.entries)
        if mended:
            self.query_one(KeysLine).say(mended, "warn")
        if observable in dict(page.missed):
            self.query_one(KeysLine).say("That entry is not yours, so it proves nothing.", "warn")
