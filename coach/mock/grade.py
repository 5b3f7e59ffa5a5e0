"""A grade: what one person made of a finished session, as a small file of its own.

It names the session it is about by a fingerprint of what was public in it, and holds an
interviewer's form. Once sealed it is not changed any more: SHA-256 of salt, fingerprint and form
stands beside them. Reading is careful: a grade comes by mail.
"""

from collections.abc import Iterable
from dataclasses import field, replace
from hashlib import sha256
from typing import Any

from coach.errors import JournalError
from coach.frozen import dataclass
from coach.mock.forms import InterviewerForm, interviewer_text, read_interviewer
from coach.mock.strict_json import BadFrame, read, write
from coach.session import events as ev
from coach.session.admit import opens, seal
from coach.session.entry import Entry
from coach.session.together import Sealed, Shared, Unsealed, Waived
from coach.session.wire import to_data
from coach.text import clean_line

SUFFIX = ".grade.json"
JUDGED = (Sealed, Waived, Unsealed, Shared)
"""What others said of the candidate, or is theirs to give."""
FILE_MOST = 200_000
"""Bytes of a file of a grade, or of an opened form, that are read."""


@dataclass(frozen=True, slots=True)
class GradeFile:
    """Who graded which session, and how. `journal` is the session's fingerprint, `digest` and
    `salt` (hexadecimal digits) the seal: "" while the grade is a draft."""

    session: str
    workflow: str
    prompt: str
    level: str
    journal: str
    grader: str
    form: InterviewerForm = field(default_factory=InterviewerForm)
    salt: str = ""
    digest: str = ""

    @property
    def sealed(self) -> bool:
        """Whether it is not to be changed any more."""
        return bool(self.digest)


def public(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The same entries for somebody else's eyes: of what is the candidate's own (marks, guesses,
    scores, notes to oneself), and of a mock's forms and what was given after it, a bare sign that
    time went on stands at its number. Whoever grades is to see no other judgement."""
    return tuple(
        replace(entry, event=ev.ClockNoted())
        if entry.event.AUDIENCE is ev.Audience.OWN or isinstance(entry.event, JUDGED)
        else entry
        for entry in entries
    )


def fingerprint(entries: Iterable[Entry]) -> str:
    """SHA-256 (hexadecimal digits) of what was said, written and done in a session, without what
    is private in it and without seals, so that it is the same for everybody who has the file."""
    mixed = sha256(b"coach grade 1")
    for entry in public(entries):
        if isinstance(entry.event, ev.ClockNoted):
            continue
        name, version, data = to_data(entry.event)
        line = write({"n": entry.n, "by": entry.by, "type": name, "v": version, "data": data})
        mixed.update(f"\n{line}".encode("utf-8", "surrogatepass"))
    return mixed.hexdigest()


def sealed(grade: GradeFile, salt: bytes) -> GradeFile:
    """The grade with its seal under 16 random bytes."""
    return replace(grade, salt=salt.hex(), digest=seal(_sealed_text(grade), salt))


def _sealed_text(grade: GradeFile) -> str:
    return f"{grade.journal}\n{interviewer_text(grade.form)}"


def written(grade: GradeFile) -> str:
    """The grade as its file's text."""
    told: dict[str, Any] = {"coach": "grade", "v": 1}
    for name in ("session", "workflow", "prompt", "level", "journal", "grader", "salt", "digest"):
        told[name] = getattr(grade, name)
    return write({**told, "form": interviewer_text(grade.form)}) + "\n"


def understood(text: str, name: str) -> GradeFile:
    """The grade of a file called `name`; JournalError where it is none, or its seal is broken."""
    try:
        told = read(text.strip())
    except BadFrame as error:
        raise JournalError(f"{clean_line(name)} is no grade: {error}") from None
    if told.get("coach") != "grade":
        raise JournalError(f"{clean_line(name)} is no grade.", "`coach grade SESSION` writes one.")
    if told.get("v") != 1:
        raise JournalError(f"{clean_line(name)} was made by a newer version of coach.")
    form = told.get("form")
    parsed = read_interviewer(form) if isinstance(form, str) else None
    if parsed is None:
        raise JournalError(f"{clean_line(name)} holds no form that can be read.")
    fields = {
        key: _line(told.get(key))
        for key in ("session", "workflow", "prompt", "level", "journal", "grader", "salt", "digest")
    }
    grade = GradeFile(form=parsed, **fields)
    if grade.digest and not opens(grade.digest, f"{grade.journal}\n{form}", grade.salt):
        raise JournalError(
            f"{clean_line(name)} was changed after it was sealed.", "Ask for the file once more."
        )
    return grade


def _line(value: Any) -> str:
    return clean_line(value, 200) if isinstance(value, str) else ""
