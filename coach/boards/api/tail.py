"""What stands behind an address on its line: fields, marks, query, answers and words."""

import re

from coach.boards.api.address import queried
from coach.boards.api.api_model import ApiField
from coach.boards.api.brackets import closing
from coach.boards.api.draft import Draft, ReadingNotes, scheme
from coach.boards.api.field_list import listed, one_field
from coach.boards.api.marks import AUTH, header_name, is_mark, marks
from coach.boards.api.replies import replies
from coach.boards.api.status_words import status_at

_ARROW = re.compile(r"-{1,2}>|={1,2}>|→")
_ANSWER = re.compile(
    r"(?:returns?|return(?:s|ed)?\s+type|responses?|responds?(?:\s+with)?|resp|res|answers?|gives|"
    r"replies|(?:and\s+)?gets|yields|outputs?|results?)\b(?:\s+(?:type|body|code|with|back|always))?\s*[:=]?",
    re.I,
)
_BODY = re.compile(
    r"(?:(?:request\s+|json\s+|post\s+)?(?:body|payload)|request|req|takes?|accepts?|contains?|with|sending|"
    r"inputs?|json|data|form|params|args|arguments|fields)\b(?:\s+(?:body|contains?|fields?|is|of|"
    r"params|json|with))*\s*[:=]?",
    re.I,
)
_QUERY = re.compile(
    r"(?:query|params|parameters|filters?|qs)(?:[ -](?:params?|parameters|string|args))?\b\s*[:=]?",
    re.I,
)
_HEADERS = re.compile(r"(?:headers?|hdrs?)\b\s*[:=]?", re.I)
_INNER = re.compile(
    r"\s(?=(?:returns?|responds?|respond\s+with|answers?(?=\s+[1-5]\d\d)|gives(?=\s+(?:back\s+)?(?:an?\s+)?\d)|(?:and\s+)?gets(?=\s+[1-5]\d\d)|replies"
    r"|body|request|response|query|headers?)\b)",
    re.I,
)
_NAME = re.compile(r"(?:optional(?:ly)?\s+)?[^\W\d]\w*(?:\[\])?[?!*]?(?:\s*:\s*[\w<>\[\]|]+\??)?")
_DASH = re.compile(r"[-–—]{1,2}(?=\s)")
_VERSION = re.compile(r"HTTP/[\d.]+\b")
_ENDS = re.compile(r"[{(\[|]|-{1,2}>|={1,2}>|→|\s[?&](?=[a-z_])|,\s*[?&](?=[a-z_])", re.I)
_BARE_QUERY = frozenset({"GET", "HEAD", "WS", "SSE", "QUERY"})
_SUSPECT = re.compile(r"[a-z]_[a-z]|[a-z][A-Z]|\[\]|[=<>]|\b[1-5]\d\d\b")


_BODY_TYPE = re.compile(r"[A-Z][a-z]+[A-Z]\w*")
_HEADER = re.compile(r"([\w-]+)\s*:\s*([\w*.\"'<>-]{1,40})\Z")
"""A header with its value, in one word."""
_FIELD = re.compile(r"[a-z]\w*\[\]\??|[a-z]+_[a-z]\w*\??")
"""A word alone that can only be a field."""
_STREAMS = ("sse", "websocket", "stream", "streaming", "text/event-stream")
_LISTED = re.compile(r"\s*(?:,\s*(?:and\s+)?|&|\band\b)\s*(?:(?:an?|the)\s+)?(?:list\s+of\s+)?")
_ARTICLE = re.compile(r"(?:(?:an?|the)\s+)?(?:list\s+of\s+)?")
"""Between the names of a list, in prose too."""
_EDGE = re.compile(
    r"\s*(?:-{1,2}>|={1,2}>|→|\s[-–—]\s|[,;.]?\s(?=(?:which\s+|we\s+)?(?:returns?|responds?|response"
    r"|answers?|gives|replies)\b)|[,;]\s*(?=[1-5]\d\d\b)|\.\s+(?=[A-Z]|[1-5]\d\d\b))"
)
_NUMBERED = re.compile(
    r"\s{2,}(?=[1-5]\d\d\b)|\s+[-–—]\s+(?=[1-5]\d\d\b)|\s(?:is\s+|it\s+is\s+)?always\s+(?:an?\s+)?(?=[1-5]\d\d\b)|[,;]?\s+(?:otherwise|else)\s+(?=[1-5]\d\d\b)|:\s*(?=[1-5]\d\d\b)|,\s*(?=[1-5]\d\d\s*(?:[,|/]|\Z))"
)
_VALUED = re.compile(r"[a-z]\w*\s*(?:<=?|>=?|≤|≥|=)\s*[\w.-]+")
"""A parameter with its default, or with what it keeps to: `radius_km=5`, `limit<=50`."""
_PLAIN = re.compile(r"(?:[a-z]\w*\??\s*,\s*)+[a-z]\w*\??(?=\s*(?:[.;]\s|-{1,2}>|={1,2}>|→|\Z))")
"""Names behind a call's colon, before what is answered: `POST /login: email, password.`"""
_MORE = re.compile(r"\s*,\s*(?=\w)")
_SENT = re.compile(r"body|payload|json", re.I)
_FIELDLIKE = re.compile(r"[_\[?:]|[a-z][A-Z]")


def tail(notes: ReadingNotes, start: int, end: int, draft: Draft, bodied: bool = False) -> None:
    """Reads text[start:end] into a draft; bodied where it was said to be the request's body."""
    Tail(notes, draft, end, bodied).read(start)


def answered(notes: ReadingNotes, start: int, end: int, draft: Draft) -> None:
    """Reads text[start:end] as answers; what is asked there all the same is read as such."""
    for begin, stop in replies(notes, start, end, draft):
        tail(notes, begin, stop, draft)


class Tail:
    """One reading of what stands behind an address, up to `end`."""

    def __init__(self, notes: ReadingNotes, draft: Draft, end: int, bodied: bool) -> None:
        self.notes = notes
        self.draft = draft
        self.end = end
        self.bodied = bodied

    def read(self, start: int) -> None:
        """Reads from a place on; each step says where the next begins, or -1 at the end."""
        text, end = self.notes.text, self.end
        at = start
        while 0 <= at < end:
            char = text[at]
            if char.isspace() or char in ",;|.":
                at += 1
            elif (arrow := _ARROW.match(text, at, end)) is not None:
                answered(self.notes, arrow.end(), end, self.draft)
                return
            elif char in "{[":
                at = self._bracketed(at)
            elif char == "(":
                at = self._round(at)
            elif char in "?&":
                at = self._asked(at)
            elif char == ":":
                at = self._colon(at + 1)
            elif (dash := _DASH.match(text, at, end)) is not None:
                at = self._words(dash.end(), told=True)
            else:
                at = self._words(at)

    def _bag(self) -> dict[str, ApiField]:
        """Where fields belong that stand in braces: the query of a GET, or the body."""
        asked = self.draft.method in _BARE_QUERY and not self.bodied
        return self.draft.query if asked else self.draft.fields

    def _bracketed(self, at: int) -> int:
        text, end = self.notes.text, self.end
        close = closing(text, at, end)
        if close < 0:
            self.notes.stray(at, end)
            return -1
        if text[at] == "[" and text[at + 1 : at + 2] in ("?", "&"):
            return self._asked(at)
        inside = text[at + 1 : close].strip()
        if text[at] == "[" and "{" not in inside and is_mark(inside):
            marks(self.notes, at + 1, close, self.draft)
            return close + 1
        self.draft.bodied = self.draft.bodied or self.bodied
        self.draft.many = self.draft.many or text[at] == "["
        self.notes.fields(at + 1, close, self._bag())
        return close + 1

    def _round(self, at: int) -> int:
        end = self.end
        close = closing(self.notes.text, at, end)
        stop = end if close < 0 else close
        inside = self.notes.text[at + 1 : stop].strip()
        begin = self.notes.text.find(inside, at + 1) if inside else stop
        if status_at(inside, 0, len(inside)) and not _ANSWER.match(inside):
            answered(self.notes, begin, stop, self.draft)
        elif (
            _BODY.match(inside)
            or _QUERY.match(inside)
            or _HEADERS.match(inside)
            or _ANSWER.match(inside)
        ):
            tail(self.notes, begin, stop, self.draft)
        elif not marks(self.notes, at + 1, stop, self.draft) and _SUSPECT.search(inside):
            self.notes.stray(at + 1, stop)
        return stop + 1

    def _asked(self, at: int) -> int:
        end = self.end
        query, stop, unread = queried(self.notes.text, at, end)
        for field in query:
            self.draft.query.setdefault(field.name, field)
        for begin, finish in unread:
            self.notes.stray(begin, finish)
        stop = max(stop, at + 1)
        more = _MORE.match(self.notes.text, stop, end)
        if query and more:
            listed_fields = listed(self.notes.text, more.end(), end)
            if listed_fields.fields and not listed_fields.unread:
                for field in listed_fields.fields:
                    self.draft.query.setdefault(field.name, field)
                return -1
        return stop

    def _colon(self, at: int) -> int:
        text, end = self.notes.text, self.end
        while at < end and text[at].isspace():
            at += 1
        if status_at(text, at, end):
            answered(self.notes, at, end, self.draft)
            return -1
        if self.draft.method in ("POST", "PUT", "PATCH") and (
            listed := _PLAIN.match(text, at, end)
        ):
            self.notes.fields(at, listed.end(), self._bag())
            return listed.end()
        return at if at < end and text[at] in "{[(?-=→" else self._words(at, told=True)

    def _words(self, at: int, told: bool = False) -> int:
        """Reads a run of words; told where a colon or a dash said that they tell what it is for."""
        text, end = self.notes.text, self.end
        while at < end and text[at].isspace():
            at += 1
        if at >= end or text[at] in "{[(":
            return at
        if status_at(text, at, end):
            answered(self.notes, at, end, self.draft)
            return -1
        version = _VERSION.match(text, at, end)
        if version:
            return version.end()
        key = self._keyword(at)
        if key:
            return key
        edge = _ENDS.search(text, at, end)
        inner = _INNER.search(text, at, end)
        stop = min((m.start() for m in (edge, inner) if m), default=end)
        stop = max(stop, at + 1)
        stop += 2 * text.startswith("[]", stop)
        status = _NUMBERED.search(text, at, stop)
        if status:
            stop = status.start()
        if not self._listing(at, stop, told):
            self._said(at, stop, told)
        if status:
            answered(self.notes, status.end(), end, self.draft)
            return -1
        return stop

    def _keyword(self, at: int) -> int:
        """Where reading goes on behind a word such as returns or body; -1 at the end, else 0."""
        text, end = self.notes.text, self.end
        answer = _ANSWER.match(text, at, end)
        if answer:
            answered(self.notes, answer.end(), end, self.draft)
            return -1
        headers = _HEADERS.match(text, at, end)
        if headers:
            self._headers(headers.end())
            return -1
        query = _QUERY.match(text, at, end)
        asked = self.draft.method in _BARE_QUERY or text[at : at + 1] in "qQ"
        if query and asked and (_marked(query) or _names(text, query.end(), end)):
            return self._list_behind(query.end(), self.draft.query)
        body = _BODY.match(text, at, end)
        return self._body(body) if body else 0

    def _headers(self, start: int) -> None:
        for word in self.notes.text[start : self.end].split(","):
            name = header_name(word.partition(":")[0])
            if name or "authorization" in word.lower():
                self.draft.header(name or "Authorization", word.partition(":")[2])
            elif word.strip():
                self.notes.stray(start, self.end)

    def _body(self, word: re.Match[str]) -> int:
        """What follows a word such as body, with, takes; 0 where it was just a word."""
        text, end = self.notes.text, self.end
        at = word.end()
        while at < end and text[at].isspace():
            at += 1
        if text[at : at + 1] in ("{", "["):
            asked = self.draft.method in _BARE_QUERY and not _SENT.search(word[0])
            tail(self.notes, at, end, self.draft, bodied=not asked)
            return -1
        if at >= end or _ENDS.match(text, at, end):
            return word.end()
        article = _ARTICLE.match(text, at, end)
        if article and article.end() > at and _several(text, article.end(), end):
            at = article.end()
        if _marked(word) or "contain" in word[0].lower() or _names(text, at, end):
            self.draft.bodied = True
            return self._list_behind(at, self.draft.fields)
        return 0

    def _list_behind(self, start: int, bag: dict[str, ApiField]) -> int:
        """Takes a list of names up to an arrow or a word that begins something else."""
        text, end = self.notes.text, self.end
        edge = _EDGE.search(text, start, end)
        stop = edge.start() if edge else end
        inner = start
        while inner < stop and text[inner] in " \t(":
            inner += 1
        outer = (
            stop - 1 if text[stop - 1 : stop] == ")" and text[inner - 1 : inner] == "(" else stop
        )
        if text[inner : inner + 1] in "?&":
            inner += 1
            outer_text = text[inner:outer].replace("&", ",")
            for word in outer_text.split(","):
                field = one_field(word.strip())
                if field:
                    bag.setdefault(field.name, field)
            return stop if stop < end else -1
        if text[inner:outer].strip().lower() not in ("", "none", "-", "empty", "nothing", "n/a"):
            at = inner
            for part in _LISTED.split(text[inner:outer]) if " and " in text[inner:outer] else ():
                at = text.index(part, at)
                self.notes.fields(at, at + len(part), bag)
            if at == inner:
                self.notes.fields(inner, outer, bag)
        return stop if stop < end else -1

    def _listing(self, start: int, end: int, told: bool) -> bool:
        """Takes `from, to, step` as fields where each of several pieces is a name."""
        text = self.notes.text[start:end].strip(" ,;")
        names = [part.strip() for part in text.split(",")]
        asked = self.draft.method in _BARE_QUERY
        if len(names) < 2 or not all(
            _NAME.fullmatch(name) or (asked and _VALUED.fullmatch(name)) for name in names
        ):
            return False
        several = len(names) > 2 and all(name.isidentifier() for name in names)
        if told and not (_FIELDLIKE.search(text) or (several and self.draft.method == "POST")):
            return False
        self.notes.fields(start, end, self._bag())
        return True

    def _said(self, start: int, end: int, told: bool) -> None:
        """Takes words that are no list: a mark, a header, or what the call is for."""
        stripped = self.notes.text[start:end].strip(" \t,;.:-–—")
        if AUTH.match(stripped):
            self.draft.auth = scheme(stripped)
        elif header_name(stripped):
            self.draft.header(header_name(stripped))
        elif (named := _HEADER.match(stripped)) and header_name(named[1]):
            self.draft.header(header_name(named[1]), named[2])
        elif stripped.lower() in _STREAMS:
            if self.draft.method == "GET":
                self.draft.method = "WS" if stripped.lower() == "websocket" else "SSE"
        elif _FIELD.fullmatch(stripped) and self.draft.method in ("POST", "PUT", "PATCH"):
            self.notes.fields(start, end, self.draft.fields)
        elif self._takes(stripped):
            self.draft.takes, self.draft.bodied = stripped, True
        elif stripped:
            self.draft.say(stripped)
            if _SUSPECT.search(stripped) or not told:
                self.notes.stray(start, end)

    def _takes(self, word: str) -> bool:
        """Whether a word is the type of the request's body: `POST /rooms CreateRoom -> Room`."""
        asked = self.draft.method in _BARE_QUERY or self.draft.method == "DELETE"
        return not (asked or self.draft.fields or self.draft.takes) and bool(
            _BODY_TYPE.fullmatch(word)
        )


def _names(text: str, start: int, end: int) -> bool:
    """Whether a list of names follows, up to an arrow."""
    edge = _EDGE.search(text, start, end)
    words = text[start : edge.start() if edge else end].strip(" ()")
    return all(_NAME.fullmatch(part.strip(" &?")) for part in _LISTED.split(words))


def _several(text: str, start: int, end: int) -> bool:
    """Whether a list of two names or more follows."""
    edge = _EDGE.search(text, start, end)
    words = text[start : edge.start() if edge else end]
    return len(_LISTED.split(words)) > 1 and _names(text, start, end)


def _marked(word: re.Match[str]) -> bool:
    """Whether a colon or an equals sign stands behind a word."""
    return word[0].rstrip().endswith((":", "="))
