"""The candidate's form after a mock over plain lines: asked line by line, sealed with a yes, and
both forms told when they are open."""

from collections.abc import Callable, Iterator

from coach.mock.forms import differences, read_candidate, read_interviewer, spoken
from coach.mock.points_told import PointsTold
from coach.mock.remote import RemoteLive
from coach.session.events import CANDIDATE, INTERVIEWER
from coach.session.filed import VERDICTS
from coach.session.together import FormDrafted, Waived
from coach.text import clean_line
from coach.ui.form_fields import CANDIDATES, Field, text_of_candidate, written

DIFFERENCES = 7
"""So many of the biggest differences are told."""
OPEN = "-"
"""What leaves a line of the form open."""


class FormLines:
    """Asks for the form. `salt` gives 16 random bytes; `tell` puts a sentence out; `over` says
    that it was sealed or waived."""

    def __init__(
        self, live: RemoteLive, tell: Callable[[str], None], salt: Callable[[], bytes]
    ) -> None:
        self.live = live
        self.tell = tell
        self.over = False
        self._salt = salt
        self._values, _ = written(live.state.form_draft, True)
        self._at = 0

    def begin(self) -> None:
        """Says what comes, and asks the first line that is not written yet."""
        self.tell(
            "The interview is over. Your form has 8 lines; neither of you hears the other's until "
            f"both are in. {OPEN} leaves a line open; /waive files none."
        )
        self._at = next(
            (n for n, field in enumerate(CANDIDATES) if not self._values.get(field.id)), 0
        )
        self._ask()

    def take(self, line: str) -> None:
        """An answer; Refused where the form cannot be sealed."""
        words = line.strip()
        if words == "/waive":
            self.live.make(Waived())
            self.over = True
            self.tell("Waived: you file no form.")
        elif self._at < len(CANDIDATES):
            self._write(CANDIDATES[self._at], words)
        elif words.isdecimal() and 1 <= int(words[:3]) <= len(CANDIDATES):
            self._at = int(words[:3]) - 1
            self._ask()
        elif words.lower() in ("y", "yes"):
            self.live.file_form(text_of_candidate(self._values), self._salt())
            self.over = True
            self.tell("Sealed and filed. It opens when the interviewer's is in too.")
        else:
            self._ask()

    def _write(self, field: Field, words: str) -> None:
        value = "" if words == OPEN else _value(field, words)
        if value is None:
            self.tell(f"That does not fit. {_asked(field)}")
            return
        self._values[field.id] = value
        self.live.make(FormDrafted(text_of_candidate(self._values)))
        self._at += 1
        self._ask()

    def _ask(self) -> None:
        if self._at < len(CANDIDATES):
            field = CANDIDATES[self._at]
            before = self._values.get(field.id)
            kept = f" So far: {before}." if before else ""
            self.tell(f"Line {self._at + 1}: {_asked(field)}{kept}")
        else:
            self.tell("Seal it? yes, or the number of a line to write anew, 1 to 8.")


def _asked(field: Field) -> str:
    """What a line of the form wants."""
    ending = {
        "number": " 0 to 100.",
        "verdict": f" One of: {', '.join(spoken(verdict) for verdict in VERDICTS)}.",
    }
    return f"{field.title}.{ending.get(field.kind, '')}"


def _value(field: Field, words: str) -> str | None:
    """What was answered as the form holds it, None where it does not fit."""
    digits = int(words[:4]) if words.isascii() and words.isdecimal() else -1
    if field.kind == "number":
        return str(digits) if 0 <= digits <= 100 else None
    if field.kind == "grade":
        return str(digits) if 1 <= digits <= 5 else None
    if field.kind == "verdict":
        verdict = "_".join(words.lower().replace("_", " ").split())
        return verdict if verdict in VERDICTS else None
    return clean_line(words, 1000)


def opened(live: RemoteLive, points: PointsTold) -> Iterator[str]:
    """Both forms in sentences: what to talk over, then what each of them says."""
    desk = {form.role: form for form in live.state.forms.values()}
    theirs, hers = desk.get(INTERVIEWER), desk.get(CANDIDATE)
    mine = read_interviewer(theirs.text) if theirs and theirs.text else None
    candidate = read_candidate(hers.text) if hers and hers.text else None
    apart = differences(mine, candidate, points.texts, points.met)[:DIFFERENCES]
    yield "Both forms are open. Talk it over:" if apart else "Both forms are open; they agree."
    for number, difference in enumerate(apart, 1):
        yield f"{number}. {difference.sentence}"
    if candidate is not None:
        yield f"You expected {candidate.predicted} points; {spoken(candidate.verdict)}."
    score = live.state.score
    if score is not None:
        yield f"The debrief comes to {score.total:.0f} points; {spoken(score.verdict)}."
    if mine is None:
        yield "The interviewer filed no form."
        return
    yield f"The interviewer's verdict: {spoken(mine.verdict)}."
    for head, words in (
        ("Best", mine.strength), ("Work on", mine.work_on), ("Next time", mine.next)
    ):  # fmt: skip
        if words:
            yield f"{head}: {' '.join(words.split())}"
    if points.why_none:
        yield points.why_none
    for name, given in mine.observables.items():
        if name in points.texts and (given.mark != "unseen" or given.note):
            checks = "yes" if points.met.get(name) else "no"
            note = f" {given.note}" if given.note else ""
            yield f"{given.mark}, the checks {checks}: {points.texts[name]}{note}"
