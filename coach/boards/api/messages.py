"""Messages over a socket and webhooks: SEND to the server, RECV from it; CALL of a function."""

import re

from coach.boards.api.draft import Draft, ReadingNotes
from coach.boards.api.manuscript import ManuscriptLine
from coach.boards.api.tail import tail
from coach.boards.board import Span

_SERVER = r"(?:server|srv|s|service|backend|api)\b"
_CLIENT = r"(?:clients?|c|browser|app|user|them|partners?|merchants?|subscribers?)\b"
_GOES = r"\s*(?:-{1,2}>|={1,2}>|→|to)\s*"
_NAME = r"[\"']?([^\W\d][\w.:/-]*)[\"']?"
_FORMS = (
    ("CALL", re.compile(rf"CALL\s+{_NAME}(?=\s*[{{(\[]|\s*\Z|\s*->|\s*→)")),
    ("SEND", re.compile(rf"{_CLIENT}{_GOES}{_SERVER}\s*[:-]?\s*{_NAME}", re.I)),
    ("RECV", re.compile(rf"{_SERVER}{_GOES}{_CLIENT}\s*[:-]?\s*{_NAME}", re.I)),
    (
        "RECV",
        re.compile(
            rf"(?:web\s?hooks?|events?|callback|push|(?:kafka\s+)?topic|queue|publish(?:es)?|emits)\s*[:-]?\s+{_NAME}(?=\s*[{{(\[]|\s*\Z|\s*->|\s*→)",
            re.I,
        ),
    ),
    (
        "SEND",
        re.compile(rf"(?:SEND|EMIT|emit|send)\s*[:(]?\s*{_NAME}(?=[\s,)]*[{{(\[]|\s*\)?\s*\Z)"),
    ),
    (
        "RECV",
        re.compile(
            rf"(?:RECV|RECEIVE|recv|on|ON|receive)\s*[:(]?\s*{_NAME}(?=[\s,)]*[{{(\[]|\s*\)?\s*\Z)"
        ),
    ),
)
_AWAY = re.compile(
    r"\s*(?:-{1,2}>|→|to)\s*(?:their|the|a|customer|client|merchant|partner|subscriber|your|its)\b[^{}]*\Z",
    re.I,
)


def message(notes: ReadingNotes, line: ManuscriptLine, told: str) -> Draft | None:
    """The message a line describes, if it does."""
    for method, form in _FORMS:
        match = form.match(told)
        if match is None:
            continue
        at = line.begin + match.end()
        draft = Draft(
            method,
            match[1].rstrip(":"),
            Span(line.begin, line.end),
            Span(line.begin + match.start(1), line.begin + match.end(1)),
            bodied=True,
        )
        away = _AWAY.search(notes.text, at, line.end)
        while at < line.end and notes.text[at] in " ,):":
            at += 1
        tail(notes, at, away.start() if away else line.end, draft, bodied=True)
        draft.say(away[0].strip(" ->→") if away else "")
        return draft
    return None
