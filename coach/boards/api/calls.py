"""Calls in a line: methods in front of an address, wherever in the line they stand."""

import re

from coach.boards.api.address import Address, address, parameterised
from coach.frozen import dataclass

_M = "GET|POST|PUT|PATCH|DELETE|DEL|HEAD|OPTIONS|QUERY|WSS?|WEBSOCKET|SSE"
_JOIN = r"(?:\s*[,|&+]\s*|/|\s+/\s+|\s+(?:or|and)\s+)"
_CALL = re.compile(
    rf"(?<![\w/{{.\-])[\[(<\"']{{0,2}}({_M})((?:{_JOIN}(?:{_M})\b)*)[\])>\"']{{0,2}}"
    r"(?:\s*(?::|=|-(?=\s)|–|—)\s*|\s+|(?<=[\])\"'])|(?=/))[\[(\"']?(?=/(?!/)|https?://|wss?://)",
    re.I,
)
_SLASHED = re.compile(r"/(GET|POST|PUT|PATCH|DELETE)(?=/)")
_SOCKET = re.compile(r"(?=wss?://[^\s/]+/?)", re.I)
_BARE = re.compile(
    rf"[\[(]?({_M})((?:{_JOIN}(?:{_M})\b)*)[\])]?\s*:?\s+[\"']?(?=([A-Za-z{{<][\w.\-]*[}}>]?(?:/[\w.\-{{}}:<>$]+)*/?)"
    r"(?:\?[\w]|[\"']?\s*(?:\Z|[{(:;#\[|]|-{1,2}>|={1,2}>|→|[-–—]\s)"
    r"|[\"']?\s+(?:with|returns?|responds?|answers?|takes|gives|body)\b))",
    re.I,
)
_AHEAD = re.compile(r"[^\n:{}|/]{1,40}:\s+(?=wss?://)")
_LABELLED = re.compile(r"[^\n:{}|/]{1,60}:\s+(?=(?:GET|POST|PUT|PATCH|DELETE|HEAD|QUERY|WS|SSE)\b)")
"""The name of what a call does, before one without a leading slash: `like: PUT posts/{id}/like`."""
_BEFORE = re.compile(r"/[\w.{}:<>/-]+")
"""A path whose end stands behind the methods: `/me/likes PUT|DELETE /:id`."""
METHOD_LIST = re.compile(rf"[\[(]?({_M})\b((?:(?:{_JOIN}|\s+)(?:{_M})\b)*)[\])]?", re.I)
_EACH = re.compile(rf"\b(?:{_M})\b", re.I)
_LABEL = re.compile(
    r"[^\n{}\[\]|]{1,60}?\s*(?::|-|–|—|=|->|=>|→|\))\s*[\[(\"']?\s*\Z|[\w '/-]{2,40}\s{2,}\Z"
    r"|(?:and|or|then|also|[,;&+])\s*\Z",
    re.I,
)
_DOUBT = re.compile(
    r"\b(?:todo|maybe|perhaps|later|could|might|instead|not|don't|dont|no|without|skip|drop|why|"
    r"should|whether|vs|unlike|never|rather|tbd|wip|if\s+we)\b|\?\?",
    re.I,
)
_DEED = re.compile(r"^\s*(?:unlike|drop|skip)(?:\s*:|\s{2})\s*\Z", re.I)
"""A word of doubt that stands alone as the name of what a call does."""
_MEANT = re.compile(r"\{[^{}/]*[,?][^{}]*\}|->|→|\b[1-5]\d\d\b")
"""What makes a call in a sentence one that is written down: fields, an arrow, a status."""
_EMPTY_WORDS = re.compile(
    r"(?:endpoint|request|client|api|urls?|http|route|path|call|rest|user|app|browser|and|or|then|"
    r"also|method|uri|mobile)[\s\d.]*\Z",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Call:
    """Methods and an address: where the call and its path begin, and what stands before."""

    methods: tuple[str, ...]
    address: Address
    start: int
    path_start: int
    label: str = ""


def calls(text: str, start: int, end: int) -> list[Call]:
    """The calls of a line in order; empty where it holds none or only talks of one."""
    read: list[Call] = []
    at = start
    while at < end:
        match = _next(text, at, end, read)
        if match is None:
            break
        before = text[at if not read else read[-1].address.end : match.start()]
        label = "" if read else _label(before, match, bool(read))
        if not read and label is None:
            return []
        methods = _methods(match)
        where = address(text, match.end(), end)
        if label and _BEFORE.fullmatch(label):
            above = parameterised(label.rstrip("/"))
            where, label = where._replace(path=above + where.path), ""
        call = Call(methods, where, match.start(), match.end(), label or "")
        if where.path == "/" and where.end == match.end():
            break
        read.append(call)
        at = where.end
    return read


def _next(text: str, at: int, end: int, read: list[Call]) -> re.Match[str] | None:
    """The next call from a place on that stands outside of braces."""
    match = _CALL.search(text, at, end)
    if match is None and not read:
        match = _SLASHED.match(text, at, end) or _socket(text, at, end) or _bare(text, at, end)
    while match is not None and match.re is _CALL:
        between = text[at : match.start()]
        if between.count("{") == between.count("}"):
            return match
        match = _CALL.search(text, match.end(), end)
    return match


def _socket(text: str, at: int, end: int) -> re.Match[str] | None:
    """A socket's address, alone or behind what it is for."""
    label = _AHEAD.match(text, at, end)
    return _SOCKET.match(text, label.end() if label else at, end)


def _bare(text: str, at: int, end: int) -> re.Match[str] | None:
    """A call without a leading slash: `GET orders/{id}`; the method in capitals, or a real path."""
    label = _LABELLED.match(text, at, end)
    match = _BARE.match(text, label.end() if label else at, end)
    if match is None:
        return None
    path = match[3]
    if path.startswith("{") or _EACH.fullmatch(path):
        return None
    braced = text[match.end() : end].lstrip()[len(path) :].lstrip().startswith("{")
    return match if match[1].isupper() or "/" in path or braced else None


def _label(before: str, match: re.Match[str], joined: bool) -> str | None:
    """What the words in front of a call say of it; None where they make it mere talk."""
    words = before.strip()
    if not words:
        return ""
    if _DOUBT.search(words) and not _DEED.search(before):
        return None
    told = _LABEL.fullmatch(before)
    if told is None and not (match.re is _CALL and match[1].isupper() and _meant(match)):
        return None
    words = words.strip(" :-–—=>→()[\"',;").strip()
    return "" if _EMPTY_WORDS.fullmatch(words) or len(words) > 60 else words


def _methods(match: re.Match[str]) -> tuple[str, ...]:
    if match.re is _SOCKET:
        return ("WS",)
    return methods_in(match[1] + ((match[2] or "") if match.re is not _SLASHED else ""))


def methods_in(words: str) -> tuple[str, ...]:
    """The methods that words name, in order, each once, as they are spelled in full."""
    spelled = {"DEL": "DELETE", "WSS": "WS", "WEBSOCKET": "WS"}
    named = (word.upper() for word in _EACH.findall(words))
    return tuple(dict.fromkeys(spelled.get(word, word) for word in named))


def _meant(match: re.Match[str]) -> bool:
    """Whether the rest of the line says more than the call."""
    end = match.string.find("\n", match.end())
    return _MEANT.search(match.string, match.end(), end if end >= 0 else match.endpos) is not None
