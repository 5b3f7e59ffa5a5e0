"""After both forms are open: side by side, the biggest differences first, and what is given now."""

from functools import partial
from typing import cast

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from coach.boards.board import Row
from coach.errors import CoachError, Refused
from coach.live.closing import write_transcript
from coach.mock.debriefing import record
from coach.mock.forms import (
    CandidateForm,
    InterviewerForm,
    differences,
    read_candidate,
    read_interviewer,
    spoken,
)
from coach.mock.points_told import points_told
from coach.mock.remote import RemoteLive
from coach.session import events as ev
from coach.session.admit import SHARED_MOST
from coach.session.together import Shared
from coach.text import pad
from coach.ui.commands import named, of
from coach.ui.faces import Program
from coach.ui.internals import Sturdy
from coach.ui.mocking import MockSitting
from coach.ui.screens.modal import PageModal
from coach.ui.views.wrap import wrap, wrapped
from coach.ui.widgets.keys import KeysLine
from coach.ui.widgets.rows import RowsView


class TalkOverScreen(Sturdy, Screen[None]):
    """Both forms open, and a list of what to talk over."""

    DEFAULT_CSS = "TalkOverScreen #page { height: 1fr; padding: 0 1; overflow-x: hidden; }"

    def __init__(self, sitting: MockSitting, live: RemoteLive) -> None:
        super().__init__()
        self.sitting = sitting
        self.live = live
        self.texts: dict[str, str] = {}
        self.met: dict[str, bool] = {}
        self.why_no_texts = ""

    @property
    def coach(self) -> Program:
        """The app with its environment."""
        return cast(Program, self.app)

    def compose(self) -> ComposeResult:
        """A page and the keys."""
        yield RowsView(id="page", focusable=True)
        yield KeysLine(id="keys")

    def on_mount(self) -> None:
        """Reads the prompt now that the interview is over, where it may be."""
        self.sitting.on_change = self.paint
        self._read_prompt()
        self.call_after_refresh(self._keep)
        self.query_one("#page", RowsView).focus()
        self.query_one(KeysLine).offer(of("talkover"))
        self.paint()

    def _read_prompt(self) -> None:
        told = points_told(self.coach.environment, self.live)
        self.texts, self.met, self.why_no_texts = told.texts, told.met, told.why_none

    def _keep(self) -> None:
        """The candidate's score and everybody's transcript, once the pages stand."""
        live = self.live
        try:
            if live.me == ev.CANDIDATE and not self.why_no_texts and live.state.score is None:
                record(self.coach.environment, live)
                self.paint()
            else:
                live.record.sync()
                write_transcript(live.record.path, live.entries)
        except CoachError as error:
            self.say(str(error))

    def on_resize(self) -> None:
        """Folded anew."""
        self.paint()

    def paint(self) -> None:
        """Draws both forms."""
        if self.is_mounted:
            cells = max(40, (self.size.width or 80) - 3)
            self.query_one("#page", RowsView).show(self.rows(cells))

    def rows(self, cells: int) -> list[Row]:
        """The differences, then both forms, then what was shared."""
        state = self.live.state
        desk = {form.role: form for form in state.forms.values()}
        theirs, hers = desk.get(ev.INTERVIEWER), desk.get(ev.CANDIDATE)
        mine = read_interviewer(theirs.text) if theirs and theirs.text else None
        candidate = read_candidate(hers.text) if hers and hers.text else None
        rows: list[Row] = [(("Talk it over", "heading"),), ()]
        apart = differences(mine, candidate, self.texts, self.met)
        for n, difference in enumerate(apart[:7], 1):
            rows += [((f"{f'{n}.' if k == 0 else '  '} {line}", "warn" if k == 0 else ""),)
                     for k, line in enumerate(wrap(difference.sentence, cells - 4))]  # fmt: skip
        if not apart:
            rows.append((("The forms and the checks agree.", "good"),))
        told = "Two strengths, one thing to work on, one for next time. Then swap: W."
        rows += [(), *wrapped(told, cells, "hint"), ()]
        rows += self._candidate(candidate, hers.waived if hers else False, cells)
        rows += self._interviewer(mine, theirs.waived if theirs else False, cells)
        if state.shared:
            rows += [(), (("Shared", "heading"),)]
            for part in state.shared:
                rows += wrapped(part.text, cells, indent="  ")
        for notice in self.live.notices:
            rows += wrapped(notice, cells, "bad")
        return rows

    def _candidate(self, form: CandidateForm | None, waived: bool, cells: int) -> list[Row]:
        rows: list[Row] = [(("The candidate's form", "heading"),)]
        if form is None:
            return [*rows, (("  none was filed" if waived else "  not open yet", "dim"),), ()]
        score = self.live.state.score
        given = f", {score.total:g} by the debrief" if score else ""
        points = f"{form.predicted} points" if form.predicted else "no points named"
        rows.append(((f"  expected {points}{given}; {spoken(form.verdict)}", ""),))
        for title, text in (("went well", form.went_well), ("otherwise", form.would_change)):
            rows += _said(title, text, cells)
        told = (("clear", form.clear), ("fair", form.fair), ("helpful", form.helpful))
        if marks := ", ".join(f"{name} {mark} of 5" for name, mark in told if mark):
            rows.append(((f"  the interviewer: {marks}", ""),))
        return [*rows, *_said("to the interviewer", form.note, cells), ()]

    def _interviewer(self, form: InterviewerForm | None, waived: bool, cells: int) -> list[Row]:
        rows: list[Row] = [(("The interviewer's form", "heading"),)]
        if form is None:
            return [*rows, (("  none was filed" if waived else "  not open yet", "dim"),), ()]
        rows.append(((f"  {spoken(form.verdict)}", "title"),))
        for title, text in (
            ("best", form.strength), ("work on", form.work_on), ("next time", form.next),
        ):  # fmt: skip
            rows += _said(title, text, cells)
        if self.why_no_texts:
            rows += wrapped(self.why_no_texts, cells, "hint")
        for name, given_mark in form.observables.items():
            text = self.texts.get(name, name if not self.why_no_texts else "")
            if not text or (given_mark.mark == "unseen" and not given_mark.note):
                continue
            met = self.met.get(name)
            checks = "" if met is None else "checks: yes" if met else "checks: no"
            look = {"yes": "good", "no": "bad", "partly": "warn"}.get(given_mark.mark, "dim")
            lines = wrap(text, max(20, cells - 26))
            rows.append(
                (
                    (f"  {pad(given_mark.mark, 8)}", look),
                    (pad(lines[0], max(20, cells - 26)), ""),
                    (f" {checks}", "dim"),
                )
            )
            rows += [((" " * 10 + line, ""),) for line in lines[1:]]
            if given_mark.note:
                rows += _said("", given_mark.note, cells)
        return rows

    def on_key(self, event: events.Key) -> None:
        """A command's key does it."""
        self.query_one(KeysLine).quiet()
        for command in of("talkover"):
            if command.key in (event.key, event.character or ""):
                event.stop()
                try:
                    function = named(command.id).function()
                    if function is not None:
                        function(self)
                except CoachError as error:
                    self.say(str(error))
                self.paint()
                return

    def say(self, told: str, role: str = "warn") -> None:
        """One sentence at the bottom."""
        if self.is_mounted:
            self.query_one(KeysLine).say(told, role)

    how_to_leave = "Esc goes back to the room."


def _said(title: str, text: str, cells: int) -> list[Row]:
    if not text.strip():
        return []
    lead = f"  {title}: " if title else "          "
    lines = wrap(text, max(20, cells - len(lead)))
    return [
        ((lead, "dim"), (lines[0], "")),
        *(((" " * len(lead) + line, ""),) for line in lines[1:]),
    ]


def give(screen: TalkOverScreen) -> None:
    """Gives one's notes and marks to everybody in the room."""
    live = screen.live
    if live.me == ev.CANDIDATE:
        raise Refused("The candidate has no notes here to give.")
    lines = [f"{tag.tag} {tag.note}" for tag in live.state.tags if tag.note]
    lines += [
        f"{grade.mark}: {screen.texts.get(grade.observable, grade.observable)} {grade.note}".strip()
        for grade in live.state.grades
    ]
    if not lines:
        raise Refused("You have made no notes.")
    _share(live, "notes", "\n".join(lines))
    screen.say("Given.", "good")


def give_prompt(screen: TalkOverScreen) -> None:
    """Gives the prompt's file, where it is one's own."""
    from coach.catalog import shelf

    live, opened = screen.live, screen.live.state.opened
    if live.me == ev.CANDIDATE or opened is None:
        raise Refused("The interviewer gives the prompt.")
    path, own = shelf.find(opened.prompt, screen.coach.environment.folders, opened.workflow)
    if not own:
        raise Refused("This prompt is shipped with coach; the other one has it.", "D scores it.")
    _share(live, "prompt", path.read_text("utf-8"))
    screen.say("Given.", "good")


def _share(live: RemoteLive, what: str, text: str) -> None:
    parts = [text[i : i + SHARED_MOST] for i in range(0, len(text), SHARED_MOST)]
    for number, part in enumerate(parts, 1):
        live.make(Shared(what, number, len(parts), part))


def debrief(screen: TalkOverScreen) -> None:
    """The candidate's own debrief, by the checks, from their copy of the prompt."""
    live = screen.live
    if live.me != ev.CANDIDATE:
        raise Refused("The debrief is in the candidate's file.")
    if screen.why_no_texts:
        raise Refused(screen.why_no_texts)
    if live.state.score is None:
        record(screen.coach.environment, live)
    from coach.ui.app import CoachApp

    cast(CoachApp, screen.app).open_debrief_of(live.record.path)


def swap(screen: TalkOverScreen) -> None:
    """Asks to change roles, and goes back to the room."""
    screen.sitting.swap(True)
    screen.sitting.back_to_lobby()


def back(screen: TalkOverScreen) -> None:
    """Back to the room."""
    screen.sitting.back_to_lobby()


def tell_shared(screen: TalkOverScreen) -> None:
    """What was shared, on a page of its own."""
    texts = [part.text for part in screen.live.state.shared] or ["Nothing was shared."]
    screen.app.push_screen(PageModal(partial(_page, texts)))


def _page(texts: list[str], cells: int) -> list[Row]:
    return [row for text in texts for line in text.split("\n") for row in wrapped(line, cells)]
