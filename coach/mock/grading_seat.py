"""Grading a session over plain lines: marks point by point, blind to the checks' score and to what
anybody else gave. Lines go in by `take`, sentences come out by `tell`; every change is kept."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from coach.catalog.prompt import Prompt
from coach.frozen import dataclass
from coach.mock.forms import MARKS, InterviewerForm, Marked, spoken
from coach.mock.grade import GradeFile, public
from coach.session.entry import Entry
from coach.session.filed import VERDICTS
from coach.text import clean, clean_line

ORDERS = (
    "points: what is looked for, with your marks; 3: that one whole.",
    "read: the session; read 40: from entry 40 on; Enter reads on.",
    "3 yes, 3 partly, 3 no, 3 unseen: a mark; then entries and a word: 3 partly #41 only named.",
    "verdict hire (no hire, lean hire, hire, strong hire).",
    "strength: WORDS, work on: WORDS, next: WORDS for whom you graded.",
    "seal: it is done, and not changed any more; stop: goes on another time.",
)
PAGE = 30
"""Rows of the session read out at once."""
_MARK = re.compile(r"(\d{1,3})\s+(yes|partly|no|unseen)\b(.*)", re.S | re.I)
_CITED = re.compile(r"#(\d{1,7})")
_TEXTS = {"strength": "strength", "work on": "work_on", "next": "next"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """One point that is looked for: its id, what it is, from which level on."""

    id: str
    text: str
    level: str


def wanted(prompt: Prompt) -> tuple[Wanted, ...]:
    """The points of a prompt, in its order."""
    return tuple(Wanted(point.id, point.text, point.level) for point in prompt.observables)


class GradingSeat:
    """One person grading one session. `keep` writes the grade down whenever it changes; `finish`
    gives it with its seal. `rows` are the session as it is read, with the entry each is at."""

    def __init__(
        self,
        grade: GradeFile,
        points: Sequence[Wanted],
        rows: Sequence[tuple[int, str]],
        *,
        tell: Callable[[str], None],
        keep: Callable[[GradeFile], None],
        finish: Callable[[GradeFile], GradeFile],
    ) -> None:
        self.grade = grade
        self.points = tuple(points)
        self.rows = tuple(rows)
        self.tell = tell
        self.over = False
        self._keep = keep
        self._finish = finish
        self._read = 0

    def begin(self, title: str) -> None:
        """Tells what is graded, and how."""
        self.tell(f"{title}, level {self.grade.level}, graded by {self.grade.grader}.")
        self.tell("Blind: neither the checks' points nor anybody else's marks are shown.")
        done = sum(point.mark != "unseen" for point in self.grade.form.observables.values())
        self.tell(f"{len(self.points)} points to look for, {done} marked. / lists what to type.")

    def take(self, line: str) -> None:
        """Does what one line wants."""
        text = clean(line).strip()
        word = text.lower().removeprefix("/")
        match = _MARK.fullmatch(text)
        if not word:
            self._say_rows(self._read)
        elif word == "points":
            for at in range(1, len(self.points) + 1):
                self.tell(self._point(at))
        elif word.isdecimal() and 1 <= int(word[:6]) <= len(self.points):
            self._whole(int(word[:6]))
        elif word == "read" or re.fullmatch(r"read #?\d{1,7}", word):
            wish = int(word.split("#")[-1].split()[-1]) if word != "read" else 0
            self._say_rows(next((at for at, (n, _) in enumerate(self.rows) if n >= wish), 0))
        elif match:
            self._mark(int(match[1]), match[2].lower(), match[3])
        elif word.startswith("verdict"):
            self._verdict(word.removeprefix("verdict").strip(" :"))
        elif ":" in text and text.split(":")[0].strip().lower() in _TEXTS:
            head, _, words = text.partition(":")
            self._change(**{_TEXTS[head.strip().lower()]: words.strip()})
            self.tell("Noted.")
        elif word == "seal":
            self._seal()
        elif word in ("stop", "leave", "quit"):
            self.tell("Kept as a draft; the same command goes on.")
            self.over = True
        else:
            for order in ORDERS:
                self.tell(order)

    def _point(self, at: int) -> str:
        point = self.points[at - 1]
        mark = self.grade.form.observables.get(point.id, Marked())
        cited = "".join(f" #{n}" for n in mark.entries)
        note = f" ({mark.note})" if mark.note else ""
        return f"{at}, {mark.mark}{cited}: {point.text}{note}"

    def _whole(self, at: int) -> None:
        self.tell(self._point(at))
        self.tell(f"From {self.points[at - 1].level} level on.")

    def _say_rows(self, start: int) -> None:
        page = self.rows[start : start + PAGE]
        for _, row in page:
            self.tell(row)
        self._read = start + len(page)
        left = len(self.rows) - self._read
        self.tell(f"{left} rows more: Enter reads on." if left else "That was the end.")

    def _mark(self, at: int, mark: str, rest: str) -> None:
        if not 1 <= at <= len(self.points):
            self.tell(f"Points have numbers from 1 to {len(self.points)}.")
            return
        assert mark in MARKS
        last = self.rows[-1][0] if self.rows else 0
        cited = tuple(n for n in map(int, _CITED.findall(rest)) if 0 < n <= last)
        note = clean_line(_CITED.sub("", rest).strip(" :,.;"))
        marked = dict(self.grade.form.observables)
        marked[self.points[at - 1].id] = Marked(mark, note, cited)
        self._change(observables=marked)
        self.tell(self._point(at))

    def _verdict(self, words: str) -> None:
        verdict = words.replace(" ", "_")
        if verdict not in VERDICTS:
            self.tell(f"A verdict is {', '.join(map(spoken, VERDICTS))}.")
            return
        self._change(verdict=verdict)
        self.tell(f"Verdict: {words}.")

    def _change(self, **changes: object) -> None:
        form: InterviewerForm = replace(self.grade.form, **changes)  # type: ignore[arg-type]
        self.grade = replace(self.grade, form=form)
        self._keep(self.grade)

    def _seal(self) -> None:
        unmarked = [
            str(at)
            for at, point in enumerate(self.points, 1)
            if point.id not in self.grade.form.observables
        ]
        if unmarked:
            some = ", ".join(unmarked[:12]) + (" …" if len(unmarked) > 12 else "")
            self.tell(f"Not marked yet: {some}. Mark them; unseen is a mark too.")
            return
        if not self.grade.form.verdict:
            self.tell("There is no verdict yet: verdict hire.")
            return
        self.grade = self._finish(self.grade)
        self._keep(self.grade)
        self.over = True


def transcript_rows(entries: Sequence[Entry]) -> tuple[tuple[int, str], ...]:
    """What was public of a session as rows to read, each with the number of its entry."""
    from coach.export.transcript import markdown
    from coach.session.history import whole

    return tuple(_rows(markdown(whole(public(entries)))))


def _rows(text: str) -> Iterator[tuple[int, str]]:
    """The transcript's rows, each with the number of the entry that it belongs to."""
    at = 0
    for row in text.splitlines():
        head = row.split("#", 1)[-1] if " #" in row[:12] else ""
        digits = head[: len(head) - len(head.lstrip("0123456789"))]
        at = int(digits) if digits and row[:1].isdigit() else at
        if row.strip():
            yield at, row
