"""The calls of one line, read once for each line of that wording.

While somebody types, all lines but one are those of a moment ago: what was read of them is kept
with places that count from the line's beginning, and copied to where the line stands now.
"""

import re
from dataclasses import replace
from functools import lru_cache

from coach.boards.api.call_notation import NOTATION
from coach.boards.api.call_words import of_call
from coach.boards.api.calls import Call, calls
from coach.boards.api.draft import Draft, ReadingNotes
from coach.boards.api.tail import tail
from coach.boards.board import Finding, Span
from coach.boards.remainder import lost, words_in

_CHOICE = re.compile(
    r"(?<=/)(?:\{(\w[\w-]*(?:,\w[\w-]*)+)\}|\((\w[\w-]*(?:\|\w[\w-]*)+)\))(?=[/?\s:]|\Z)"
)
"""One segment of a path or another."""
_JOINT = re.compile(
    r"(?:\s|[,;|])+(?:or|and|then|,|;|\|)?\s*\Z|\.\s+(?P<said>[^.{}]{2,60})\s\Z", re.I
)
"""Between two calls of a line: a small word, or the beginning of the next one's sentence."""


@lru_cache(maxsize=2048)
def called(told: str, comment: str) -> tuple[tuple[Draft, ...], tuple[Finding, ...]]:
    """The calls in a line and what was noticed, places counted from its beginning.

    The drafts are not to be changed: take `Draft.copied`.
    """
    choice = _CHOICE.search(told) if "/{" in told or "/(" in told else None
    if choice is not None:
        return _each(told, comment, choice)
    every = calls(told, 0, len(told))
    notes = ReadingNotes(told)
    made: list[Draft] = []
    said = ""
    either: list[bool] = []
    for number, call in enumerate(every):
        stop = every[number + 1].start if number + 1 < len(every) else len(told)
        joint = _JOINT.search(told, call.address.end, stop) if stop < len(told) else None
        made.append(_made(notes, call, joint.start() if joint else stop, number == 0))
        made[-1].say(said)
        said = (joint["said"] or "") if joint else ""
        either.append(joint is not None and joint[0].strip().lower() == "or")
    for at in range(len(made) - 2, -1, -1):
        if either[at] and _bare(made[at]):
            following = made[at + 1]
            made[at].auth = following.auth
            made[at].answers = [replace(a, fields=dict(a.fields)) for a in following.answers]
    if made:
        made[0].say(comment)
    return tuple(made), tuple(notes.findings)


def _bare(draft: Draft) -> bool:
    """Whether nothing is said of a call, so that what is said of the one behind "or" holds."""
    return not (draft.auth or draft.answers or draft.fields or draft.summary)


def _each(
    told: str, comment: str, choice: re.Match[str]
) -> tuple[tuple[Draft, ...], tuple[Finding, ...]]:
    """The calls of a line whose path has alternatives, `/users/{id}/{followers,following}`."""
    made: list[Draft] = []
    findings: tuple[Finding, ...] = ()
    for word in re.split("[,|]", choice[1] or choice[2]):
        drafts, findings = called(told[: choice.start()] + word + told[choice.end() :], comment)
        made += drafts
    return tuple(made), findings


def _made(notes: ReadingNotes, call: Call, stop: int, first: bool) -> Draft:
    begin = 0 if first else call.start
    draft = Draft(
        call.methods[0],
        call.address.path,
        Span(begin, max(begin, stop)),
        Span(call.path_start, call.address.path_end),
        {field.name: field for field in call.address.query},
        twins=call.methods[1:],
    )
    draft.say(call.label)
    for at, until in call.address.unread:
        notes.stray(at, until)
    tail(notes, call.address.end, stop, draft)
    return draft


def finding_at(finding: Finding, by: int) -> Finding:
    """A finding whose place is counted from `by` characters before."""
    span = finding.span
    return replace(finding, span=Span(span.start + by, span.end + by)) if span else finding


@lru_cache(maxsize=2048)
def clean(told: str, comment: str) -> bool:
    """Whether each word of such a line is in its calls, or says how they are written."""
    made, _ = called(told, comment)
    words = words_in(word for draft in made for word in of_call(draft.final()[0])) | NOTATION
    return bool(made) and next(lost(told, words, (), _unknown), None) is None


def _unknown(_word: str, _at: int) -> bool:
    return False
