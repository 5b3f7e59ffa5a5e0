"""What stands behind an arrow or the word returns: statuses, types and fields of answers."""

import re

from coach.boards.api.brackets import closing, pieces
from coach.boards.api.draft import Draft, DraftResponse, ReadingNotes
from coach.boards.api.field_list import TYPES
from coach.boards.api.status_words import phrase, status_at, worded
from coach.boards.api.wordset import wordset

_LEAD = re.compile(
    r"\s*(?:HTTP(?:/[\d.]+)?\s+|status(?:\s+code)?\s*[:=]?\s*|code\s*[:=]\s*|[-–—•:=]\s*)*", re.I
)
_BETWEEN = re.compile(r"\s*(?:[:=]|[-–—](?!>)|,|->|=>|→)?\s*")
_TYPE = re.compile(
    r"(?:(?:a|an|the|list\s+of|array\s+of|stream\s+of|page\s+of|stream)\s+)*"
    r"(?:(?:List|Array|Page|Set|Promise|Future|Stream|Flux|Optional)\s*<\s*)?(\[\s*\])?\[?"
    r"([^\W\d][\w.]*)(\[\s*\]|>|\]|!|\?)*\s*\Z",
    re.I,
)
_MANY = re.compile(r"\[|\blist\s+of\b|\barray\s+of\b|\bstream\b|List\s*<|Array\s*<|Set\s*<", re.I)
_NOT_TYPES = wordset(
    """ok created accepted conflict gone found forbidden done success successful error errors
    fail failure failed none nothing empty yes no true t f ack queued pending status code
    body response redirect redirects invalid missing taken duplicate exists expired limited
    later full unknown json html unauthorized denied throttled retry timeout closed html"""
)
VERBS = wordset(
    """list create get fetch read add update edit delete remove replace search find show insert
    upsert cancel start stop join leave send post upload download subscribe publish"""
)
"""What an operation does, where a word behind an arrow is no answer ("POST -> create {text}")."""
_AND = r"\s*(?:,\s*(?:and\s+)?|\band\b|\bplus\b|[&+])\s*"
_WITH = re.compile(
    r"\s*(?:with|containing|including|and|plus)\s+"
    rf"(?P<names>(?:an?\s+|the\s+)?\w+(?:{_AND}(?!then\b)(?:an?\s+|the\s+)?\w+)*)"
    r"(?P<more>\s*[,;]\s*(?:and\s+)?(?:then|so|which|where|after|to)\b.*)?\s*[.,)]?\s*\Z",
    re.I,
)
_NAMED = re.compile(rf"(?:an?\s+|the\s+)?(\w+)(?:{_AND}|\Z)", re.I)
"""The fields of an answer in words: `201 with id, status`."""
_FIELD = r"[a-z]\w*(?:\[\d*\])?\??"
_LISTED = re.compile(
    rf"(?:\+\s*{_FIELD}|{_FIELD}(?:\s*(?:,|\+|\band\b|&)\s*{_FIELD})+|(?=\w*[a-z]_[a-z]){_FIELD})"
    r"\s*(?:\([^()]*\))?\Z"
)
"""Names of fields without braces: `201 upload_id, part_size`, `201 + link`."""
_LATER = re.compile(r"(?P<when>[^{}|;]{2,60}?)\s*(?:-{1,2}>|={1,2}>|→)\s*(?=[1-5]\d\d\b)")
"""A status behind what leads to it: `same id again -> 200`."""
_GIVEN = re.compile(r"\s*[:,;–—-]\s+|[ \t]{2,}|[ \t](?=[A-Z][a-z]\w*(?:\[\])?\Z)|[ \t](?=with\b)")
"""Between the phrase of a status and what is answered: `201 Created   Payment`."""
_OF = re.compile(r"(?:list|array|page|set|stream)\s+of\s", re.I)
_PATH_LIKE = re.compile(r"[/?&]")


def replies(notes: ReadingNotes, start: int, end: int, draft: Draft) -> list[tuple[int, int]]:
    """Reads the answers of text[start:end] into a draft.

    Gives the places of what turned out to be asked rather than answered (`-> create {text}`).
    """
    asked = []
    for number, (begin, stop) in enumerate(_alternatives(notes.text, start, end)):
        left = _reply(notes, begin, stop, draft, number == 0)
        if left is not None:
            asked.append(left)
    return asked


def _alternatives(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The pieces between bars; commas, slashes and `or` part where a status or type follows."""
    spans: list[tuple[int, int]] = []
    for begin, stop in pieces(text, start, end, r"|"):
        for at, until in _split(text, begin, stop):
            spans.append((at, until))
    return spans


_OR = re.compile(
    r"\s*(?:[,;/]|\bor\b|\band\b)\s*|[{}\[\]()]"
    r"|\.\s+(?:it\s+)?(?:(?:returns?|responds?|answers?|replies|gives)\s+(?:with\s+)?(?:an?\s+)?)?",
    re.I,
)


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    begun = start
    depth = 0
    for cut in _OR.finditer(text, start, end):
        if cut[0] in "{[(":
            depth += 1
        elif cut[0] in "}])":
            depth -= 1
        elif depth <= 0:
            after = cut.end()
            later = cut[0].strip() == ";" and _LATER.match(text, after, end)
            if status_at(text, after, end) or worded(text, after, end)[0] or later:
                spans.append((begun, cut.start()))
                begun = after
    return [*spans, (begun, end)]


def _reply(
    notes: ReadingNotes, start: int, end: int, draft: Draft, first: bool
) -> tuple[int, int] | None:
    text = notes.text
    lead = _LEAD.match(text, start, end)
    at = lead.end() if lead else start
    status = status_at(text, at, end)
    if status:
        at += len(status)
        between = _BETWEEN.match(text, at, end)
        at = between.end() if between else at
    else:
        status, at = worded(text, at, end)
    later = _LATER.match(text, at, end) if not status else None
    when = ""
    if later:
        when, at = later["when"].strip(" ,;"), later.end()
        status = status_at(text, at, end)
        at += len(status)
    answer = _target(draft, status, first)
    answer.note = f"{answer.note} {when}".strip()
    opening = next((i for i in range(at, end) if text[i] in "{["), end)
    if opening < end and text[opening] == "[" and not _holds_fields(text, opening, end):
        opening = end
    words = text[at:opening].strip(" \t,.;:")
    if not status and _verb(words, opening < end):
        asked = next((i for i in range(at, opening) if text[i] in "?&("), opening)
        draft.say(text[at:asked])
        if not (answer.status or answer.type or answer.fields) and answer in draft.answers:
            draft.answers.remove(answer)
        return asked, end
    listed_with = _WITH.match(text, at, opening) if status else None
    if listed_with and opening == end:
        for name in _NAMED.finditer(text, *listed_with.span("names")):
            notes.fields(*name.span(1), answer.fields)
        answer.note = f"{answer.note} {(listed_with['more'] or '').strip(' ,;.')}".strip()
        return None
    _typed(notes, words, at, opening, answer)
    if opening < end:
        _fields(notes, opening, end, answer)
    if not (answer.status or answer.type or answer.fields):
        draft.answers.remove(answer)
        draft.say(answer.note)
    return None


def _target(draft: Draft, status: str, first: bool) -> DraftResponse:
    """The answer a piece is about: a new one for each status, or the one that has none yet.

    The first piece of several may go on where the line above ended.
    """
    last = draft.answers[-1] if draft.answers else None
    if (
        first
        and last is not None
        and not status
        and not last.fields
        and not last.type
        and last.status
    ):
        return last
    for answer in draft.answers:
        if status and answer.status == status:
            return answer
    if first and last is not None and status and not last.status:
        last.status = status
        return last
    draft.answers.append(DraftResponse(status))
    return draft.answers[-1]


def _holds_fields(text: str, opening: int, end: int) -> bool:
    """Whether a square bracket holds objects or several names, rather than marking a type."""
    close = closing(text, opening, end)
    inside = text[opening + 1 : close] if close >= 0 else ""
    return "{" in inside or "," in inside


def _verb(words: str, braced: bool) -> bool:
    if _OF.match(words):
        return False
    first = words.split(" ", maxsplit=1)[0].lower().rstrip(",:")
    return first in VERBS and (braced or " " in words or "," in words or words == first)


def _typed(notes: ReadingNotes, words: str, start: int, end: int, answer: DraftResponse) -> None:
    """Takes words before an answer's fields as its type where they are one, else as a note."""
    if not words:
        return
    meaning = phrase(answer.status).lower() if answer.status else ""
    rest = words[len(meaning) :]
    if meaning and words.lower().startswith(meaning) and (given := _GIVEN.match(rest)):
        at = notes.text.find(words, start) + len(meaning) + given.end()
        _typed(notes, words[len(meaning) + given.end() :], at, end, answer)
        return
    listed = _LISTED.match(words)
    if listed and (answer.status or not words.isidentifier()):
        notes.fields(start + _led(notes.text, start, words), end, answer.fields)
        return
    match = _TYPE.match(words)
    name = match[2] if match else ""
    plain = name.lower() in _NOT_TYPES or worded(words, 0, len(words))[1] == len(words)
    if match and not plain and (_looks_typed(words, name) or not answer.status):
        answer.type = answer.type or name
        answer.many = answer.many or bool(_MANY.search(words))
        return
    first, _, rest = words.partition(" ")
    head = _TYPE.match(first)
    if head and rest.startswith(("(", "-", "–", "with ")) and _looks_typed(first, head[2]):
        answer.type, answer.many = answer.type or head[2], bool(_MANY.search(first))
        words = rest
    answer.note = f"{answer.note} {words}".strip().removesuffix("with").strip()
    if _half_read(words):
        notes.stray(start, end)


def _led(text: str, start: int, words: str) -> int:
    """How far behind a place the words begin that stand there."""
    return max(0, text.find(words.lstrip("+ "), start) - start)


def _looks_typed(words: str, name: str) -> bool:
    """Whether a word behind a status is a type: a capital, an underscore, brackets, a known one."""
    return (
        name[0].isupper()
        or "_" in name
        or any(char.isupper() for char in name)
        or bool(_MANY.search(words))
        or name.lower() in TYPES
    )


def _half_read(words: str) -> bool:
    """Whether words hold what may have been meant as a field or a type."""
    return bool(re.search(r"[a-z]_[a-z]|[a-z][A-Z]|\[\]|=", words))


def _fields(notes: ReadingNotes, opening: int, end: int, answer: DraftResponse) -> None:
    text = notes.text
    close = closing(text, opening, end)
    stop = end if close < 0 else close
    answer.many = answer.many or text[opening] == "["
    notes.fields(opening + 1, stop, answer.fields)
    rest = text[stop + 1 : end].strip(" \t\n,.;")
    if rest.startswith(("{", "[")):
        notes.stray(stop + 1, end)
    elif rest:
        answer.note = f"{answer.note} {' '.join(rest.split())}".strip()
