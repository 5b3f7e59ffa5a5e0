"""Marks in round brackets beside an interface: who may call it, headers, and what else is there.

`(auth)`, `(public)`, `(Idempotency-Key, JWT)`, `(SSE)`, `(404 if gone)`, `(up to 1000)`.
"""

import re

from coach.boards.api.brackets import pieces
from coach.boards.api.draft import Draft, ReadingNotes, scheme
from coach.boards.api.status_words import status_at

AUTH = re.compile(
    r"(?:(?:needs?|requires?|with|no|without|not)\s+)?(?:an?\s+)?"
    r"(?:(?<=needs )token|(?<=requires )token|(?<=need )token|"
    r"auth(?:n|z|entication|orization|enticated|ed)?|"
    r"jwt|bearer(?:\s+token)?|oauth\s?2?(?:\.0)?|api[ -]?key|access\s+token|basic(?:\s+auth)?|"
    r"cookie|"
    r"session(?:\s+cookie)?|login|logged[ -]in|signed[ -]in|mtls|protected|private|secured?|admin|"
    r"owner|public|anonymous|open|unauthenticated|internal)(?:\s+(?:required|needed|only|token|user|auth))?"
    r"(?:\s*[:=]\s*[\w ,-]+)?\Z",
    re.I,
)
HEADER = re.compile(
    r"[A-Z][A-Za-z0-9]*(?:-[A-Z][A-Za-z0-9]*)+|(?:x|if)(?:-[A-Za-z]+)+|Range|ETag|Cookie"
)
_KNOWN = {
    "etag": "ETag",
    "cursor": "",
}
_IDEMPOTENT = re.compile(r"idem(?:potency|potent|p|pot)?[- ]?key(?:\s+header)?", re.I)
SCOPES = re.compile(
    r"[a-z][\w.-]*:(?:read|write|admin|manage|create|delete|update|all|own|\*)"
    r"(?:[\s,]+[a-z][\w.-]*:(?:read|write|admin|manage|create|delete|update|all|own|\*))*"
)
"""What a caller's token must allow: `orders:read orders:write`."""
_STREAM = re.compile(r"(?:sse|server[- ]sent[- ]events?|event[- ]stream|text/event-stream)\b", re.I)
_SOCKET = re.compile(r"(?:websocket|web\s?socket|wss?|upgrade)\b", re.I)
_NAMES = re.compile(r"[a-z_][\w]*(?:\[\])?\??(?:\s*:\s*\w+(?:\[\])?)?\Z")


def header_name(word: str) -> str:
    """The header a word names, as it is spelled usually; "" where it is none."""
    word = word.strip(" :\"'")
    if _IDEMPOTENT.fullmatch(word):
        return "Idempotency-Key"
    known = _KNOWN.get(word.lower())
    if known:
        return known
    return word if HEADER.fullmatch(word) else ""


def marks(notes: ReadingNotes, start: int, end: int, draft: Draft) -> bool:
    """Takes the marks of text[start:end], the inside of round brackets; whether all were known."""
    spans = list(pieces(notes.text, start, end))
    words = [notes.text[begin:stop] for begin, stop in spans]
    if len(words) > 1 and all(_NAMES.match(word) and not _known(word) for word in words):
        notes.fields(
            start, end, draft.query if draft.method in ("GET", "WS", "SSE") else draft.fields
        )
        return True
    plain = True
    for (begin, stop), word in zip(spans, words, strict=True):
        plain = _mark(notes, begin, stop, word, draft) and plain
    return plain


def _known(word: str) -> bool:
    return bool(
        AUTH.match(word)
        or header_name(word)
        or SCOPES.fullmatch(word)
        or _STREAM.match(word)
        or _SOCKET.match(word)
    )


def _mark(notes: ReadingNotes, start: int, end: int, word: str, draft: Draft) -> bool:
    header = header_name(word.partition(":")[0])
    if header:
        draft.header(header, word.partition(":")[2])
    elif AUTH.match(word):
        draft.auth = scheme(word)
    elif SCOPES.fullmatch(word):
        draft.auth = draft.auth or "yes"
        draft.say(word)
    elif _STREAM.match(word):
        draft.method = "SSE" if draft.method == "GET" else draft.method
    elif _SOCKET.match(word) and draft.method == "GET":
        draft.method = "WS"
    elif status_at(notes.text, start, end):
        from coach.boards.api.replies import replies

        replies(notes, start, end, draft)
    else:
        draft.say(word)
        return False
    return True


_GROUP = re.compile(
    r"(?:(?P<open>public|anonymous|unauthenticated|no\s+auth(?:entication)?)"
    r"|authenticated|private|protected|auth(?:entication)?\s+(?:required|needed)|logged[ -]in"
    r"|requires?\s+(?:auth|login)|needs\s+(?:auth|login))"
    r"(?:\s+(?:endpoints?|routes?|calls?|apis?|only|users?))?\s*:\Z",
    re.I,
)


def group_auth(told: str) -> str:
    """How callers are known below a heading such as `Public:`; "" where it does not say."""
    match = _GROUP.match(told)
    if match is None:
        return ""
    return "none" if match["open"] else "yes"


def is_mark(inside: str) -> bool:
    """Whether square brackets hold a mark as round ones do, and no list."""
    return bool(AUTH.match(inside) or header_name(inside) or SCOPES.fullmatch(inside))
