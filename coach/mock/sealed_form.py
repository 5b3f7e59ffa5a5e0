"""A mock over mail: the candidate's session goes out as a file with the seal of their form in it,
an interviewer's grade comes back, and both forms open together. Pure.

The candidate's form stays in a file of its own until then; what was sealed cannot be changed, since
SHA-256 of salt and form travels with the session.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from coach.errors import JournalError
from coach.frozen import dataclass
from coach.mock.forms import CandidateForm, candidate_text, differences, read_candidate, spoken
from coach.mock.grade import GradeFile, public
from coach.mock.strict_json import BadFrame, read, write
from coach.session.admit import opens, seal
from coach.session.entry import Entry, encode
from coach.session.events import CANDIDATE
from coach.session.together import Sealed
from coach.text import clean_line

MOST = 5
"""So many of the biggest differences are told."""


@dataclass(frozen=True, slots=True)
class HeldForm:
    """The candidate's form with its seal: `journal` is the session's fingerprint, `salt` and
    `digest` are hexadecimal digits."""

    session: str
    journal: str
    form: CandidateForm
    salt: str
    digest: str


def held(session: str, journal: str, form: CandidateForm, salt: bytes) -> HeldForm:
    """The form, sealed under 16 random bytes."""
    digest = seal(candidate_text(form), salt)
    return HeldForm(session, journal, form, salt.hex(), digest)


def packed(entries: Sequence[Entry], digest: str) -> str:
    """The session as it is sent: what was public in it, and the seal of the candidate's form."""
    told = public(entries)
    last = told[-1]
    sealed = Entry(last.n + 1, last.at, CANDIDATE, Sealed(digest))
    return b"".join(map(encode, (*told, sealed))).decode()


def seal_in(entries: Sequence[Entry]) -> str:
    """The seal that travelled with a session, "" where none did."""
    digests = [entry.event.digest for entry in entries if isinstance(entry.event, Sealed)]
    return digests[-1] if digests else ""


def written(form: HeldForm) -> str:
    """The form as its file's text."""
    told: dict[str, Any] = {"coach": "handoff", "v": 1}
    told |= {name: getattr(form, name) for name in ("session", "journal", "salt", "digest")}
    return write({**told, "form": candidate_text(form.form)}) + "\n"


def understood(text: str, name: str) -> HeldForm:
    """The form of a file called `name`; JournalError where it is none, or not what was sealed."""
    try:
        told = read(text.strip())
    except BadFrame as error:
        raise JournalError(f"{clean_line(name)} is no form: {error}") from None
    form, parsed = told.get("form"), None
    if told.get("coach") == "handoff" and told.get("v") == 1 and isinstance(form, str):
        parsed = read_candidate(form)
    if parsed is None or not isinstance(form, str):
        raise JournalError(
            f"{clean_line(name)} is no form of a hand-off.", "`coach handoff ID` writes one."
        )
    session, journal, salt, digest = (
        clean_line(value, 200) if isinstance(value := told.get(key), str) else ""
        for key in ("session", "journal", "salt", "digest")
    )
    if not opens(digest, form, salt):
        raise JournalError(f"{clean_line(name)} was changed after it was sealed.")
    return HeldForm(session, journal, parsed, salt, digest)


def opened(
    grade: GradeFile,
    mine: HeldForm,
    texts: Mapping[str, str],
    met: Mapping[str, bool],
    points: float,
) -> Iterator[str]:
    """Both forms beside each other, in sentences. `texts` are the points by id, `met` what the
    checks say of each, `points` what they came to."""
    form, own = grade.form, mine.form
    yield f"Verdict: {spoken(form.verdict)} by {grade.grader}; {spoken(own.verdict)} expected."
    yield f"Points: {own.predicted} guessed; the checks came to {points:.0f}."
    for head, words in (
        ("Strength", form.strength),
        ("Work on", form.work_on),
        ("Next", form.next),
        ("The candidate: went well", own.went_well),
        ("The candidate: would change", own.would_change),
        ("The candidate on the interviewer", own.note),
    ):
        if words:
            yield f"{head}: {' '.join(words.split())}"
    told = differences(form, own, texts, met)[:MOST]
    if told:
        yield "Most worth talking over:"
        yield from (f"  {difference.sentence}" for difference in told)
    yield "Marks:"
    for name, given_mark in form.observables.items():
        cited = "".join(f" #{n}" for n in given_mark.entries)
        note = f": {given_mark.note}" if given_mark.note else ""
        checks = "" if name not in met else f" (checks: {'yes' if met[name] else 'no'})"
        yield f"  {given_mark.mark}{checks}{cited}  {texts.get(name, name)}{note}"
