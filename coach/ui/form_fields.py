"""The lines of a form after a mock, and the form's text made of what was written in them."""

from collections.abc import Mapping, Sequence

from coach.frozen import dataclass
from coach.mock.forms import (
    CandidateForm,
    InterviewerForm,
    Marked,
    candidate_text,
    interviewer_text,
    read_candidate,
    read_interviewer,
)


@dataclass(frozen=True, slots=True)
class Field:
    """One line of the form: its id, title, and kind (mark, text, verdict, number or grade)."""

    id: str
    title: str
    kind: str
    phase: str = ""


CANDIDATES = (
    Field("predicted", "Points of 100 you expect", "number"),
    Field("verdict", "The verdict you expect", "verdict"),
    Field("went_well", "What went well", "text"),
    Field("would_change", "What you would do otherwise", "text"),
    Field("clear", "The interviewer was clear (1-5)", "grade"),
    Field("fair", "The interviewer was fair (1-5)", "grade"),
    Field("helpful", "The interviewer helped (1-5)", "grade"),
    Field("note", "A sentence for the interviewer", "text"),
)
LAST = (
    Field("strength", "They did best", "text"),
    Field("work_on", "Work on", "text"),
    Field("next", "Next time", "text"),
    Field("verdict", "Verdict", "verdict"),
)


def text_of_candidate(values: Mapping[str, str]) -> str:
    """The candidate's form as the text that is sealed."""
    number = {
        field: int(values.get(field) or 0) for field in ("predicted", "clear", "fair", "helpful")
    }
    form = CandidateForm(
        predicted=number["predicted"],
        verdict=values.get("verdict", ""),
        went_well=values.get("went_well", ""),
        would_change=values.get("would_change", ""),
        clear=number["clear"],
        fair=number["fair"],
        helpful=number["helpful"],
        note=values.get("note", ""),
    )
    return candidate_text(form)


def text_of_interviewer(
    fields: Sequence[Field], values: Mapping[str, str], notes: Mapping[str, str]
) -> str:
    """The interviewer's form as the text that is sealed."""
    marked = {
        field.id: Marked(values.get(field.id) or "unseen", notes.get(field.id, ""))
        for field in fields
        if field.kind == "mark"
    }
    rest = {field.id: values.get(field.id, "") for field in LAST}
    return interviewer_text(
        InterviewerForm(rest["verdict"], marked, rest["strength"], rest["work_on"], rest["next"])
    )


def written(text: str, candidates: bool) -> tuple[dict[str, str], dict[str, str]]:
    """What was written in a form of before: values and notes by field."""
    values: dict[str, str] = {}
    notes: dict[str, str] = {}
    if candidates:
        form = read_candidate(text)
        for field in CANDIDATES if form else ():
            value = getattr(form, field.id)
            values[field.id] = str(value) if value else ""
        return values, notes
    filed = read_interviewer(text)
    if filed is not None:
        for name, given_mark in filed.observables.items():
            values[name], notes[name] = given_mark.mark, given_mark.note
        for field in LAST:
            values[field.id] = getattr(filed, field.id)
    return values, notes
