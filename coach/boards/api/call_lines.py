"""Lines below a call that belong to it: body, query, headers, answers, HTTP over the wire."""

import re
from functools import lru_cache

from coach.boards.api.api_model import ApiField, Resource
from coach.boards.api.brackets import closing
from coach.boards.api.draft import Draft, ReadingNotes, scheme
from coach.boards.api.field_list import one_field
from coach.boards.api.manuscript import ManuscriptLine
from coach.boards.api.marks import AUTH, header_name
from coach.boards.api.status_words import PHRASES, status_at
from coach.boards.api.tail import answered, tail
from coach.boards.board import Span

_SEP = r"\s*(?:[:=\-–—]|->|→|\Z)\s*"
_END = r"(?:\s*[:=]|\s*\Z|\s*(?=[{\[]))\s*"
_ASIDE = r"(?:\s*\([^)]*\))?"
_BODY = (
    r"(?:request\s+|json\s+)?(?:body|payload|fields|input)" + _ASIDE
    + r"\s*(?:contains?|with|has)?\s*"
    + r"(?:[:=\-–—]|->|→|\Z|(?<=contains)|(?<=contain)|(?<=contains\s)|(?<=contain\s)|(?=[{\[]))\s*"
    + r"|(?:requests?|req|takes|accepts|sends?|data)(?:\s+(?:body|type|json))?" + _ASIDE + _END
)  # fmt: skip
_QUERY = (
    r"(?:query|url)?[ -]?(?:params?|parameters|query(?:\s+string)?|filters?|qs)" + _ASIDE
    + r"(?:\s*[:=]|\s*\Z|\s+(?=[?&]))\s*"
)  # fmt: skip
_ANSWER = (
    r"(?:success(?:\s+response)?|responses?|resp|res|returns?(?:\s+type)?|answers?|outputs?|result|"
    r"replies|status(?:es)?(?:\s+codes?)?|codes?|ok)" + _ASIDE
    + r"(?:\s+(?=[1-5]\d\d)|\s*[:=]|\s*->|\s*→|\s*\Z|\s*(?=[{\[])|\s+(?=[A-Z\[]))\s*"
)  # fmt: skip
_ERRORS = (
    r"(?:errors?|errs?|failures?|error\s+(?:codes?|responses?))"
    r"(?:\s*[:=]|\s*\Z|\s+(?=[1-5]\d\d))\s*"
)


@lru_cache(maxsize=1)
def _labels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What a line may begin with that says what follows; compiled when first needed."""
    return tuple(
        (name, re.compile(pattern, re.I))
        for name, pattern in (
            ("body", _BODY),
            ("query", _QUERY),
            ("headers", r"(?:request\s+)?headers?(?:\s*[:=]|\s*\Z)\s*"),
            ("answer", _ANSWER),
            ("errors", _ERRORS),
            ("auth", r"auth(?:entication|orization|n|z)?\s*[:=]\s*"),
            ("summary", r"(?:description|summary|purpose|notes?|what|desc)\s*[:=]\s*"),
        )
    )


_ARROWS = re.compile(r"-{1,2}>|={1,2}>|→")
_NAMED_BODY = re.compile(r"[A-Z]\w*\s*(?=\{)")
_WIRE = re.compile(r"HTTP/[\d.]+\s+(?=[1-5]\d\d)", re.I)
_HEADER = re.compile(
    r"([A-Z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*|x(?:-[a-z0-9]+)+|if-[a-z-]+)\s*:\s+(\S.*)\Z"
)
_KNOWN_HEADERS = frozenset(
    {"authorization", "host", "accept", "cookie", "range", "location", "etag", "date", "server"}
    | {"content-type", "content-length", "retry-after", "cache-control"}
)
_REMARKED = re.compile(r"(?:-{1,2}>|={1,2}>|→|returns?\b)?\s*[1-5]\d\d(?=\s*(?:[{\[|,]|or\b|\Z))")
_ARROW = re.compile(r"-{1,2}>|={1,2}>|→|\|(?!\|)")
_OVER_THE_WIRE = re.compile(r"(?:Host|Authorization):\s")
"""Headers directly below a request's line, no conventions."""
_ROW = re.compile(r"\|\s*(?P<status>[1-5]\d\d)\s*\|(?P<told>[^\n|{}]*)")
"""A row of a table of answers: the status, and in the next cell what it says."""
_ROWS_HEAD = re.compile(
    r"\|\s*(?:(?:http\s+)?(?:status|code)s?\b[^\d{}\n]*|:?-{2,}[\s|:-]*)\|\s*\Z", re.I
)
_STEP = re.compile(r"\w[\w -]{0,30}?\s*(?:-{1,2}>|→|=>)\s*\w[\w -]{0,30}?\s*:\s*(?=[1-5]\d\d\b)")
"""What one program answers another."""
_TYPED = re.compile(
    r"[\"']?[^\W\d][\w.$-]*(?:\[\])?\??[\"']?\s*(?::|\s)\s*(?:string|str|text|int|integer|long|number|float|"
    r"double|decimal|bool|boolean|date|datetime|timestamp|uuid|json|object|array|list|enum|url|bytes)\b"
    r"|[^\W\d]\w*\??:\s*(?-i:[A-Z])\w*(?:\[\])?\??\Z",
    re.I,
)
_LISTED = re.compile(
    r"(?:(?P<name>[a-z]\w*\??)(?P<told>\s{2,}\S.*)|[a-z]\w*\??(?:\s*,\s*[a-z]\w*\??)*)\Z"
)
"""Names of fields without types, or one with words in a column of their own behind it."""
_SECTIONS = {name: name for name in ("body", "query", "headers", "answer")} | {"errors": "answer"}
_FOR_ALL = re.compile(
    r"(?:errors|error (?:format|shape|body))\s*[:=]?\s*(?:\{|envelope|problem|rfc)", re.I
)
"""A line about all errors, though a call stands right above it."""


class OpenCall:
    """What is open: the call that lines below add to, and which part of it."""

    def __init__(self, notes: ReadingNotes) -> None:
        self.notes = notes
        self.draft: Draft | None = None
        self.section = ""
        self.indent = 0
        self.call_indent = 0
        self.call_listed = False
        self.sends = False
        """Whether the line above said a field of what the call sends."""
        self.listed_at = -1
        """The indentation of such lines."""

    def open(self, draft: Draft, line: ManuscriptLine) -> None:
        """A call was read; lines below belong to it."""
        self.draft = draft
        self.section = ""
        self.indent = self.call_indent = line.indent
        self.call_listed = line.bullet
        self.sends = False

    def remark(self, said: str) -> None:
        """Takes a comment below a call that says what is answered: `# 200 {"rates": {}}`."""
        if said and self.draft is not None and _REMARKED.match(said):
            answered(ReadingNotes(said), 0, len(said), self.draft)

    def close(self) -> None:
        """Nothing is open."""
        self.draft = None
        self.section = ""

    def typed(self, kinds: list[Resource]) -> bool:
        """Whether a type right below the call is what it sends."""
        draft = self.draft
        if draft is None or len(kinds) != 1 or draft.fields or draft.answers:
            return False
        if draft.method not in ("POST", "PUT", "PATCH"):
            return False
        draft.takes = kinds[0].name
        return True

    def wants_setting(self, line: ManuscriptLine, told: str, after_blank: bool) -> bool:
        """Whether a line that looks like a setting is about the open call instead."""
        if self.draft is None or after_blank:
            return False
        if line.indent > self.call_indent or line.bullet:
            return True
        if _OVER_THE_WIRE.match(told):
            return True
        return told[:4].lower() == "erro" and not _FOR_ALL.match(told)

    def take(self, line: ManuscriptLine, after_blank: bool) -> bool:
        """Takes a line if it belongs to the open call."""
        draft = self.draft
        if draft is None:
            return False
        text = self.notes.text
        at, end = line.begin, line.end
        wire = _WIRE.match(text, at, end)
        if wire:
            answered(self.notes, wire.end(), end, draft)
            self.section = "wire"
            return True
        row = _ROW.match(text, at, end)
        if row:
            self._row(row, draft, end)
        if row or _ROWS_HEAD.match(text, at, end):
            if not row:
                self.notes.whole.append(Span(at, end))
            return True
        arrow = _ARROW.match(text, at, end) or _STEP.match(text, at, end)
        if arrow:
            answered(self.notes, arrow.end(), end, draft)
            self.section, self.indent = "answer", line.indent
            return True
        if text[at] in "{[":
            return self._block(line, draft)
        if self._status(line, draft) or self._labelled(line, draft):
            return True
        if self._header(line, draft):
            return True
        if text[at] in "?&" and text[at + 1 : at + 2].isalpha():
            tail(self.notes, at, end, draft)
            return True
        return self._field(line, draft, after_blank)

    def _row(self, row: re.Match[str], draft: Draft, end: int) -> None:
        """An answer that a row tells: its status, its fields, and the words before them."""
        text = self.notes.text
        while end > row.end() and text[end - 1] in " |":
            end -= 1
        answered(self.notes, *row.span("status"), draft)
        answer, told = draft.answers[-1], row["told"].strip()
        answer.note = f"{answer.note} {told}".strip()
        if row.end() < end and text[row.end()] == "{":
            self.notes.fields(row.end() + 1, max(row.end() + 1, end - 1), answer.fields)
        self.section = "answer"

    def _status(self, line: ManuscriptLine, draft: Draft) -> bool:
        text = self.notes.text
        status = status_at(text, line.begin, line.end)
        if not status or (status.isdecimal() and int(status) not in PHRASES and not line.bullet):
            return False
        answered(self.notes, line.begin, line.end, draft)
        self.section, self.indent = "answer", line.indent
        return True

    def _labelled(self, line: ManuscriptLine, draft: Draft) -> bool:
        text = self.notes.text
        for name, pattern in _labels():
            match = pattern.match(text, line.begin, line.end)
            if match is None:
                continue
            self._labelled_as(name, match.end(), line, draft)
            return True
        return False

    def _labelled_as(self, name: str, at: int, line: ManuscriptLine, draft: Draft) -> None:
        end = line.end
        rest = self.notes.text[at:end].strip()
        self.section, self.indent = _SECTIONS.get(name, ""), line.indent
        if name == "auth":
            draft.auth = scheme(rest)
        elif name == "summary":
            draft.say(rest)
        elif not rest:
            draft.bodied = draft.bodied or name == "body"
        elif name == "body":
            self._listed(at, end, draft, draft.fields)
        elif name == "query":
            bag = draft.query if draft.method not in ("POST", "PUT", "PATCH") else draft.fields
            self._listed(at, end, draft, bag)
        elif name == "headers":
            tail(self.notes, line.begin, end, draft)
        else:
            answered(self.notes, at, end, draft)

    def _listed(self, at: int, end: int, draft: Draft, bag: dict[str, ApiField]) -> None:
        """Fields behind a label; `-> 201` may follow them."""
        text = self.notes.text
        if bag is draft.fields:
            draft.bodied = True
        if text[at] in "{[" or text[at] in "?&":
            tail(self.notes, at, end, draft, bodied=bag is draft.fields)
            return
        named = _NAMED_BODY.match(text, at, end)
        if named:
            tail(self.notes, named.end(), end, draft, bodied=True)
            return
        arrow = _ARROWS.search(text, at, end)
        stop = arrow.start() if arrow else end
        if text[at:stop].strip().lower().strip("-–—.") not in (
            "",
            "none",
            "empty",
            "nothing",
            "n/a",
        ):
            self.notes.fields(at, stop, bag)
        if arrow:
            answered(self.notes, arrow.end(), end, draft)

    def _block(self, line: ManuscriptLine, draft: Draft) -> bool:
        text = self.notes.text
        at, end = line.begin, line.end
        close = closing(text, at, end)
        if close < 0 or (text[at] == "[" and "{" not in text[at:close]):
            return False
        if self.section in ("answer", "wire"):
            answer = draft.answer()
            answer.many = answer.many or text[at] == "["
            self.notes.fields(at + 1, close, answer.fields)
            if text[close + 1 : end].strip():
                answered(self.notes, close + 1, end, draft)
        elif self.section == "query":
            tail(self.notes, at, end, draft)
        elif draft.fields and not self.section:
            return False
        else:
            tail(self.notes, at, end, draft, bodied=True)
        return True

    def _header(self, line: ManuscriptLine, draft: Draft) -> bool:
        told = self.notes.text[line.begin : line.end].rstrip()
        match = _HEADER.match(told)
        if match and (
            "-" in match[1] or match[1].lower() in _KNOWN_HEADERS or self.section == "headers"
        ):
            if self.section not in ("wire", "answer"):
                draft.header(match[1], match[2])
            elif draft.answers:
                draft.answer().says(match[1], told)
            return True
        if "-" in told and (alone := header_name(told)):
            draft.header(alone)
            return True
        if self.section == "headers":
            name = header_name(told.partition(":")[0])
            if name or told.lower().startswith("authorization"):
                draft.header(name or "Authorization", told.partition(":")[2])
                return True
        if AUTH.match(told) and (line.bullet or line.indent > self.call_indent):
            draft.auth = scheme(told)
            return True
        return False

    def _field(self, line: ManuscriptLine, draft: Draft, after_blank: bool) -> bool:
        """A field on a line of its own, in a section or indented with its type."""
        text = self.notes.text
        outside = line.indent < self.call_indent
        inner = line.indent > self.indent or (line.bullet and not outside)
        told = text[line.begin : line.end].strip().rstrip(",;")
        if not inner or after_blank or not told:
            return False
        bag = self._bag(draft) if self.section else None
        if bag is None:
            if not _TYPED.match(told):
                told = self._sent(told, draft, line.indent == self.listed_at)
                if not told:
                    return False
            bag = draft.query if draft.method in ("GET", "HEAD") else draft.fields
        parts = [one_field(part.strip()) for part in told.split(",")] if "(" not in told else []
        names = parts if parts and all(parts) else [one_field(told)]
        if not all(names):
            return False
        for field in names:
            if field is not None:
                bag.setdefault(field.name, field)
        self.sends = bag is draft.fields
        self.listed_at = line.indent if self.sends else self.listed_at
        return True

    def _sent(self, told: str, draft: Draft, as_before: bool) -> str:
        """The names on a line below a call that sends something, before its answers; "" for none.

        A name alone counts only among others, or where fields of a call above were listed so:
        `idempotent` says something of the call.
        """
        listed = _LISTED.match(told)
        if not listed or draft.answers or draft.method not in ("POST", "PUT", "PATCH"):
            return ""
        among = self.sends or as_before or "_" in (listed["name"] or told)
        said = f"{listed['name']} - {listed['told'].strip()}" if listed["name"] else told
        return said if among or ("," in told and not listed["name"]) else ""

    def _bag(self, draft: Draft) -> dict[str, ApiField] | None:
        if self.section == "body":
            draft.bodied = True
            return draft.fields
        if self.section == "query":
            return draft.query
        if self.section in ("answer", "wire"):
            return draft.answer().fields
        return None
