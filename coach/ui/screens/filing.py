"""The form after an interview: written alone, kept at each change, sealed when it is done."""

from collections.abc import Callable
from typing import cast

from textual import events, work
from textual.app import ComposeResult
from textual.screen import Screen

from coach.boards.board import Row
from coach.errors import CoachError
from coach.mock.dossier import Dossier, open_dossier
from coach.mock.forms import spoken
from coach.mock.listening import Seen, cited, look_closely, of_level
from coach.mock.remote import RemoteLive
from coach.session import events as ev
from coach.session.filed import VERDICTS
from coach.session.stopwatch import clock
from coach.session.together import FormDrafted
from coach.text import clean_line, cut, pad
from coach.ui.commands import named, of
from coach.ui.faces import Program
from coach.ui.form_fields import (
    CANDIDATES,
    LAST,
    Field,
    text_of_candidate,
    text_of_interviewer,
    written,
)
from coach.ui.internals import Sturdy
from coach.ui.mocking import MockSitting
from coach.ui.screens.modal import LineModal
from coach.ui.views.wrap import wrap
from coach.ui.widgets.choices import ChoiceItem, Choices
from coach.ui.widgets.keys import KeysLine
from coach.ui.widgets.rows import RowsView

MINUTES = 300.0
"""Seconds a form should take."""
GRADES = ("1", "2", "3", "4", "5")
MARKED = {"y": "yes", "p": "partly", "n": "no", "u": "unseen"}


class FilingScreen(Sturdy, Screen[None]):
    """One person's form. What is written is kept in their file at each change."""

    DEFAULT_CSS = """
    FilingScreen #head { height: 2; }
    FilingScreen Choices { height: 1fr; padding: 0 1; }
    FilingScreen #foot { height: auto; max-height: 4; padding: 0 1; }
    """

    def __init__(
        self, sitting: MockSitting, live: RemoteLive, leads_on: Callable[[], None]
    ) -> None:
        super().__init__()
        self.sitting = sitting
        self.live = live
        self.leads_on = leads_on
        self.dossier: Dossier | None = None
        self.seen = Seen()
        self.values: dict[str, str] = {}
        self.notes: dict[str, str] = {}
        self.begun = live.now()
        self._peeked: set[str] = set()
        self._gone = False

    @property
    def coach(self) -> Program:
        """The app with its environment."""
        return cast(Program, self.app)

    @property
    def candidates(self) -> bool:
        """Whether this is the candidate's form."""
        return self.live.me == ev.CANDIDATE

    def compose(self) -> ComposeResult:
        """Head, lines, foot, keys."""
        yield RowsView(id="head")
        yield Choices(id="lines", always=True)
        yield RowsView(id="foot")
        yield KeysLine(id="keys")

    def on_mount(self) -> None:
        """Takes up what was written before."""
        self.sitting.on_change = self.room_changed
        self.set_interval(1.0, self.show_all)
        for grade in self.live.state.grades:
            self.values[grade.observable] = grade.mark
            if grade.note:
                self.notes[grade.observable] = grade.note
        values, notes = written(self.live.state.form_draft, self.candidates)
        self.values.update(values)
        self.notes.update(notes)
        if not self.candidates:
            self._open_pack()
        self.query_one(Choices).focus()
        self.show_all()
        self.room_changed()

    @work(thread=True, group="pack")
    def _open_pack(self) -> None:
        try:
            dossier = open_dossier(self.coach.environment, self.live.state)
            seen = look_closely(dossier, tuple(self.live.entries))
        except CoachError as error:
            self.app.call_from_thread(self.say, f"No list of points: {error}")
            return
        self.app.call_from_thread(self._have_pack, dossier, seen)

    def _have_pack(self, dossier: Dossier, seen: Seen) -> None:
        self.dossier, self.seen = dossier, seen
        choices = self.query_one(Choices)
        if choices.chosen == next((item.id for item in choices.items if item.id), ""):
            choices.offer((), keep=False)  # nobody has moved: the points come above what stood here
        self.show_all()

    def room_changed(self) -> None:
        """Somebody filed; when all forms are open the next screen comes."""
        if not self.is_mounted or self._gone:
            return
        mine = self.live.state.forms.get(self.live.seat)
        desk = [f for f in self.live.state.forms.values() if f.role != ev.OBSERVER]
        done = len(desk) >= 2 and all(form.waived or form.text for form in desk)
        if mine is not None and mine.filed and done:
            self._gone = True
            self.leads_on()
            return
        self.show_all()

    def fields(self) -> tuple[Field, ...]:
        """The lines of this form."""
        if self.candidates:
            return CANDIDATES
        rows: list[Field] = []
        if self.dossier is not None:
            for observable in of_level(self.live.state, self.dossier):
                rows.append(Field(observable.id, observable.text, "mark", observable.phase))
        return (*rows, *LAST)

    # drawing

    def show_all(self) -> None:
        """Draws the form as it stands."""
        if not self.is_mounted:
            return
        cells = self.size.width or 80
        name = self.sitting.other_name(self.live)
        used = self.live.now() - self.begun
        left = sum(1 for f in self.fields() if f.kind == "mark" and not self.values.get(f.id))
        others = [f for f in self.live.state.forms.values() if f.p != self.live.seat and f.filed
                  and f.role != ev.OBSERVER]  # fmt: skip
        theirs = f" · {name}'s is in" if others else ""
        about = f"{left} left · " if left else ""
        right = f"{about}{clock(used)} of {clock(MINUTES)}{theirs}"
        title = "Your form on the interview" if self.candidates else f"Your form on {name}"
        head: Row = ((pad(f" {title}", cells - len(right) - 1), "heading"), (right, "dim"))
        self.query_one("#head", RowsView).show((head, (("─" * cells, "rule"),)))
        self.query_one(Choices).offer(self._items(cells - 4))
        mine = self.live.state.forms.get(self.live.seat)
        told = (
            f"Filed. It opens when {name}'s is in too; ^Q goes on, coach join comes back."
            if mine is not None and mine.filed
            else "Filing seals it: neither of you sees the other's until both are in."
        )
        self.query_one("#foot", RowsView).show(
            [((line, "hint"),) for line in wrap(told, cells - 3)]
        )
        keys = [
            command for command in of("form") if not (self.candidates and command.id == "form_peek")
        ]
        self.query_one(KeysLine).offer(keys)

    def _items(self, cells: int) -> list[ChoiceItem]:
        items: list[ChoiceItem] = []
        phase = None
        for number, field in enumerate(self.fields(), 1):
            if field.kind == "mark" and field.phase != phase:
                phase = field.phase
                plan = self.live.state.planned(phase)
                items.append(ChoiceItem("", (((plan.title if plan else phase, "heading"),),)))
            items.append(ChoiceItem(field.id, tuple(self._rows(number, field, cells))))
        return items

    def _rows(self, number: int, field: Field, cells: int) -> list[Row]:
        value = self.values.get(field.id, "")
        if field.kind != "mark":
            shown = spoken(value) if field.kind == "verdict" and value else value or "-"
            rows: list[Row] = []
            for n, line in enumerate(wrap(shown, max(20, cells - 34))):
                rows.append(((pad(field.title if n == 0 else "", 34), "title"), (line, "")))
            return rows
        look = {"yes": "good", "no": "bad", "partly": "warn"}.get(value, "dim")
        aside = ""
        if value or field.id in self._peeked:
            evidence = (self.seen.evidence or {}).get(field.id)
            when = f" {clock(self.live.clock_of(evidence))}" if evidence else ""
            aside = "checks: no" if evidence is None else f"checks: yes{when}"
        lines = wrap(field.title, max(20, cells - 12 - 18))
        first: Row = (
            (f"{number:2} ", "dim"),
            (pad({"unseen": "-"}.get(value, value) or "?", 8), look),
            (pad(lines[0], max(20, cells - 12 - 18)), ""),
            (f" {aside}", "dim"),
        )
        rows = [first, *(((" " * 11 + line, ""),) for line in lines[1:])]
        if note := self.notes.get(field.id):
            rows.append(((cut(" " * 11 + note, cells), "hint"),))
        if aside and field.id == self.query_one(Choices).chosen:
            rows += self._evidence(field, cells)
        return rows

    def _evidence(self, field: Field, cells: int) -> list[Row]:
        """The words that the checks go by, under the line that was marked or looked at."""
        n = (self.seen.evidence or {}).get(field.id, 0)
        words = cited(self.live.entries[n - 1].event) if n else ""
        quoted = words if words.startswith("(") else f'"{words}"'
        told = wrap(quoted, max(20, cells - 12)) if words else []
        return [((" " * 11 + line, "hint"),) for line in told[:3]]

    # keys

    def on_key(self, event: events.Key) -> None:
        """Letters mark the line under the cursor, digits grade it; commands do what they say. The
        cursor is moved here, in the order of the keys, and not by a binding that comes later."""
        self.query_one(KeysLine).quiet()
        if event.key in ("up", "down"):
            event.stop()
            self.query_one(Choices).action_move(1 if event.key == "down" else -1)
            return
        field = self._here()
        if field is not None and field.kind == "grade" and event.key in GRADES:
            event.stop()
            self._set(field.id, event.key)
            return
        if field is not None and field.kind == "mark" and event.key in MARKED:
            event.stop()
            self._set(field.id, MARKED[event.key])
            self.query_one(Choices).action_move(1)
            return
        if (
            field is not None
            and field.kind in ("verdict", "grade")
            and event.key in ("left", "right")
        ):
            event.stop()
            self._turn(field, 1 if event.key == "right" else -1)
            return
        for command in of("form"):
            if command.key in (event.key, event.character or ""):
                event.stop()
                try:
                    function = named(command.id).function()
                    if function is not None:
                        function(self)
                except CoachError as error:
                    self.say(str(error))
                return

    def _here(self) -> Field | None:
        chosen = self.query_one(Choices).chosen
        return next((field for field in self.fields() if field.id == chosen), None)

    def _turn(self, field: Field, step: int) -> None:
        allowed = VERDICTS if field.kind == "verdict" else GRADES
        value = self.values.get(field.id, "")
        at = allowed.index(value) + step if value in allowed else 0
        self._set(field.id, allowed[at % len(allowed)])

    def _set(self, name: str, value: str) -> None:
        self.values[name] = value
        self.keep()

    def keep(self) -> None:
        """The form as it stands goes into one's own file."""
        mine = self.live.state.forms.get(self.live.seat)
        if mine is None or not mine.filed:
            self.live.make(FormDrafted(self.text()))
        self.show_all()

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Enter: words for the line under the cursor."""
        field = self._here()
        if field is None:
            return
        if field.kind in ("verdict", "grade"):
            self._turn(field, 1)
            return
        mark = field.kind == "mark"
        start = (self.notes if mark else self.values).get(field.id, "")

        def wrong(text: str) -> str:
            if field.kind != "number":
                return ""
            fits = text.strip().isascii() and text.strip().isdigit() and int(text) <= 100
            return "" if fits else "A whole number from 0 to 100, please."

        def answered(text: str | None) -> None:
            if text:
                where = self.notes if mark else self.values
                where[field.id] = clean_line(text, 1000)
                self.keep()
                if not mark:
                    self.query_one(Choices).action_move(1)

        self.app.push_screen(LineModal(field.title, wrong, start), answered)

    def text(self) -> str:
        """The form as the text that is sealed."""
        if self.candidates:
            return text_of_candidate(self.values)
        return text_of_interviewer(self.fields(), self.values, self.notes)

    def peek(self) -> None:
        """Shows what the checks say of the line under the cursor."""
        chosen = self.query_one(Choices).chosen
        self._peeked.add(chosen)
        self.show_all()

    def say(self, told: str, role: str = "warn") -> None:
        """One sentence at the bottom."""
        if self.is_mounted:
            self.query_one(KeysLine).say(told, role)

    how_to_leave = "^Q leaves it for later; what you wrote is kept."
