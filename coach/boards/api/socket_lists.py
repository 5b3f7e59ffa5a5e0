"""Messages over a socket listed by direction: below `client sends:`, or each behind an arrow."""

import re

from coach.boards.api.beginnings_of_lines import SOCKET
from coach.boards.api.draft import Draft, ReadingNotes
from coach.boards.api.manuscript import ManuscriptLine
from coach.boards.api.tail import tail
from coach.boards.board import Span

_HEAD = re.compile(
    r"(?P<who>client|server|browser|app|user|backend)s?\s*"
    r"(?:(?:-{1,2}>|→|to)\s*(?:client|server|browser|app|user|backend)s?\s*)?"
    r"(?P<does>sends?|emits?|publishes|pushes|receives?|gets|messages|events|commands)?"
    r"\s*(?:messages|events|commands|frames)?\s*:?\s*\Z",
    re.I,
)
_EVENTS = re.compile(
    r"(?:outgoing\s+|our\s+)?(?:web\s?hooks?|callbacks?|events?)"
    r"(?:\s+(?:we\s+)?(?:send|sent|emit|emitted|publish|published|out))?\s*:?\Z",
    re.I,
)
"""A heading of what is sent to whoever asked for it."""
_POSTED = re.compile(r"(?:POST|PUT)\s+(?:to\s+)?[{<]([^{}<>/\n]{3,40})[}>]\s*")
"""A call to an address that somebody else gave."""
_ARROW = re.compile(r"(?P<way>-{1,2}>|→|>{1,2}(?=\s)|<-{1,2}|←|<{1,2}(?=\s))\s*")
_NAMED = re.compile(r"[\"']?(?P<name>[^\W\d][\w.:/-]*)[\"']?\s*(?=[{(\[:]|\Z|-|–)")
_TYPED = re.compile(
    r"[\"']?(?:type|event|action|op|kind|cmd)[\"']?\s*:\s*[\"']?(?P<name>[^\W\d][\w.:/-]*)[\"']?"
)
_SERVERS = ("server", "backend")


class SocketLists:
    """What direction the messages go that are listed on the next lines."""

    def __init__(self, notes: ReadingNotes) -> None:
        self.notes = notes
        self.method = ""
        self.indent = 0

    def opens(self, line: ManuscriptLine, told: str) -> bool:
        """Whether a line says who sends what stands below it."""
        if _EVENTS.match(told):
            self.method, self.indent = "RECV", line.indent
            return True
        match = _HEAD.match(told)
        if match is None or not (match["does"] or "->" in told or "→" in told):
            return False
        from_server = match["who"].lower() in _SERVERS
        takes = (match["does"] or "").lower() in ("receive", "receives", "gets")
        self.method = "RECV" if from_server is not takes else "SEND"
        self.indent = line.indent
        return True

    def taken(self, line: ManuscriptLine, above: str) -> "tuple[SocketLists | None, Draft | None]":
        """What goes on being listed, and the message that a line says; `above` is the method of
        the call above it. None and None where the line is neither."""
        told = self.notes.text[line.begin : line.end].strip()
        if self.opens(line, told):
            return self, None
        draft = self.listed(line)
        if draft is not None:
            return self, draft
        if above not in SOCKET or re.search(r"\b[1-5]\d\d\b", told):
            return None, None
        return None, self.pointed(line)

    def listed(self, line: ManuscriptLine) -> Draft | None:
        """The message on a line below such a heading, if it is one."""
        posted = _POSTED.fullmatch(self.notes.text, line.begin, line.end)
        if posted and self.method == "RECV":
            name = "_".join(re.findall(r"\w+", posted[1].replace("'", "")))
            whole = Span(line.begin, line.end)
            return Draft("RECV", name, whole, Span(*posted.span(1)), bodied=True)
        if not self.method or (line.indent <= self.indent and not line.bullet):
            return None
        return self._message(self.method, line.begin, line)

    def pointed(self, line: ManuscriptLine) -> Draft | None:
        """The message on a line that an arrow begins, below a socket's address."""
        match = _ARROW.match(self.notes.text, line.begin, line.end)
        if match is None:
            return None
        method = "RECV" if match["way"][0] in "<←" else "SEND"
        return self._message(method, match.end(), line)

    def _message(self, method: str, at: int, line: ManuscriptLine) -> Draft | None:
        text = self.notes.text
        typed = _TYPED.search(text, at, line.end) if text[at : at + 1] == "{" else None
        named = typed or _NAMED.match(text, at, line.end)
        if named is None:
            return None
        span = Span(*named.span("name"))
        draft = Draft(method, named["name"], Span(line.begin, line.end), span, bodied=True)
        begin = at if typed else named.end()
        while begin < line.end and text[begin] in ": ":
            begin += 1
        tail(self.notes, begin, line.end, draft, bodied=True)
        draft.say(line.comment)
        return draft
