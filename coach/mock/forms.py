"""Forms of both sides: as JSON text that is sealed, read with care when it is opened, and held
against the checks and each other. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any

from coach.frozen import dataclass
from coach.mock.strict_json import BadFrame, read, write
from coach.session.filed import VERDICTS
from coach.text import clean

MARKS = ("yes", "partly", "no", "unseen")
FORM_MOST = 20_000
"""Characters of a form's text."""
_TEXT = 2000
_OBSERVABLES = 200


@dataclass(frozen=True, slots=True)
class Marked:
    """One observable in an interviewer's form."""

    mark: str = "unseen"
    note: str = ""
    entries: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class InterviewerForm:
    """What the interviewer (or an observer) files."""

    verdict: str = ""
    observables: Mapping[str, Marked] = field(default_factory=dict)
    strength: str = ""
    work_on: str = ""
    next: str = ""


@dataclass(frozen=True, slots=True)
class CandidateForm:
    """What the candidate files: a guess at the result, and a word for the interviewer."""

    predicted: int = 0
    verdict: str = ""
    went_well: str = ""
    would_change: str = ""
    clear: int = 0
    fair: int = 0
    helpful: int = 0
    note: str = ""


def interviewer_text(form: InterviewerForm) -> str:
    """The form as the text that is sealed."""
    return write(
        {
            "form": 1,
            "verdict": form.verdict,
            "observables": {
                name: {
                    "mark": given_mark.mark,
                    "note": given_mark.note,
                    "entries": list(given_mark.entries),
                }
                for name, given_mark in form.observables.items()
            },
            "strength": form.strength,
            "work_on": form.work_on,
            "next": form.next,
        }
    )


def candidate_text(form: CandidateForm) -> str:
    """The form as the text that is sealed."""
    return write(
        {
            "form": 1,
            "predicted": form.predicted,
            "verdict": form.verdict,
            "went_well": form.went_well,
            "would_change": form.would_change,
            "interviewer": {
                "clear": form.clear, "fair": form.fair, "helpful": form.helpful, "note": form.note,
            },
        }
    )  # fmt: skip


def read_interviewer(text: str) -> InterviewerForm | None:
    """The form of a text that somebody else wrote; None where it is none."""
    told = _object(text)
    if told is None:
        return None
    marked = told.get("observables")
    rows = list(marked.items())[:_OBSERVABLES] if isinstance(marked, dict) else []
    return InterviewerForm(
        _one_of(told.get("verdict"), VERDICTS),
        {_words(name)[:80]: _marked(mark) for name, mark in rows if isinstance(mark, dict)},
        _words(told.get("strength")),
        _words(told.get("work_on")),
        _words(told.get("next")),
    )


def read_candidate(text: str) -> CandidateForm | None:
    """The form of a text that somebody else wrote; None where it is none."""
    told = _object(text)
    if told is None:
        return None
    marks = told.get("interviewer")
    marks = marks if isinstance(marks, dict) else {}
    return CandidateForm(
        predicted=_number(told.get("predicted"), 100),
        verdict=_one_of(told.get("verdict"), VERDICTS),
        went_well=_words(told.get("went_well")),
        would_change=_words(told.get("would_change")),
        clear=_number(marks.get("clear"), 5),
        fair=_number(marks.get("fair"), 5),
        helpful=_number(marks.get("helpful"), 5),
        note=_words(marks.get("note")),
    )


def _object(text: str) -> dict[str, Any] | None:
    try:
        return read(text[:FORM_MOST])
    except BadFrame:
        return None


def _marked(told: Mapping[str, Any]) -> Marked:
    entries = told.get("entries")
    numbers = [n for n in entries if type(n) is int and n > 0] if isinstance(entries, list) else []
    mark = _one_of(told.get("mark"), MARKS) or "unseen"
    return Marked(mark, _words(told.get("note")), tuple(numbers[:20]))


def _words(value: Any) -> str:
    return clean(value)[:_TEXT] if isinstance(value, str) else ""


def _one_of(value: Any, allowed: Sequence[str]) -> str:
    return value if isinstance(value, str) and value in allowed else ""


def _number(value: Any, most: int) -> int:
    return value if type(value) is int and 0 <= value <= most else 0


def spoken(verdict: str) -> str:
    """A verdict as people say it."""
    return verdict.replace("_", " ") or "no verdict"


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the interviewer and the checks (or the candidate) do not agree: how much, 0 to 3, and
    a sentence."""

    size: float
    sentence: str


def differences(
    mine: InterviewerForm | None,
    hers: CandidateForm | None,
    texts: Mapping[str, str],
    met: Mapping[str, bool],
) -> tuple[Difference, ...]:
    """The biggest differences first: marks against the checks, verdicts against each other.

    `texts` are the observables by id, `met` what the checks say of each.
    """
    rows = []
    if mine is not None and hers is not None and mine.verdict and hers.verdict:
        steps = abs(VERDICTS.index(mine.verdict) - VERDICTS.index(hers.verdict))
        if steps:
            told = f"Verdict: {spoken(mine.verdict)} given, {spoken(hers.verdict)} expected."
            rows.append(Difference(steps + 0.5, told))
    for name, given_mark in (mine.observables if mine else {}).items():
        if name not in met or given_mark.mark == "unseen":
            continue
        gap = {"yes": 1.0, "partly": 0.5, "no": 0.0}[given_mark.mark] - float(met[name])
        if abs(gap) >= 0.5:
            checks = "the checks see it" if met[name] else "the checks do not see it"
            note = f" ({given_mark.note})" if given_mark.note else ""
            text = texts.get(name, name)
            rows.append(Difference(abs(gap) * 1.5, f"{text}: {given_mark.mark}{note}; {checks}."))
    return tuple(sorted(rows, key=lambda difference: -difference.size))
