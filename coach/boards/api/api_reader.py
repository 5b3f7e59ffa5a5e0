"""Reads a text line by line into interfaces, resources and conventions.

A line begins something (a call, a resource, a table row, a function), adds to what stands above
(a body, an answer, a header), or is told to be unread.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from coach.boards.api.address import host
from coach.boards.api.api_model import Api, Conventions, Resource
from coach.boards.api.beginnings_of_lines import BLOCKS, CODE, KEYS, MESSAGES, SETTINGS, begins
from coach.boards.api.call_lines import OpenCall
from coach.boards.api.call_words import accounted
from coach.boards.api.called import called, clean, finding_at
from coach.boards.api.draft import Draft, ReadingNotes, endpoints
from coach.boards.api.manuscript import LONGEST, Manuscript, ManuscriptLine, manuscript
from coach.boards.api.marks import group_auth
from coach.boards.api.path_heads import METHOD, PathHeads, titled
from coach.boards.board import Span

if TYPE_CHECKING:
    from coach.boards.api.conventions import ConventionsRead
    from coach.boards.api.socket_lists import SocketLists

MOST_ENDPOINTS = 2_000
_WORD = re.compile(r"[A-Za-z@$#]+")
_LOOKS = re.compile(r"(?:[A-Z]{2,9}|get|post|put|delete|patch)\s+/\S|[A-Z]{3,7}\s+[\w{]+/", 0)
_BEGINNING = {
    "resource": "resource", "resources": "resource", "crud": "crud", "curl": "curl",
    "class": "model",
}  # fmt: skip
"""What a line of that first word is tried as."""
_STRUCK = re.compile(r"~~.*~~\s*\Z|~[^~]+~\s*\Z")


class Reader:
    """One reading of a text."""

    def __init__(self, source: Manuscript) -> None:
        self.source = source
        self.text = source.text
        self.notes = ReadingNotes(source.text)
        self.drafts: list[Draft] = []
        self.resources: list[Resource] = []
        self.settings: ConventionsRead | None = None
        self.below = OpenCall(self.notes)
        self.group = ""
        """How the callers of a group of calls are known, as its heading says."""
        self.heads = PathHeads(self.notes)
        self.prefix: list[str] = []
        self.frames: SocketLists | None = None
        self.unclosed = 0
        self.index = 0
        self.after_blank = False

    def read(self) -> Api:
        """All lines; never raises."""
        lines = self.source.lines
        while self.index < len(lines) and len(self.drafts) < MOST_ENDPOINTS:
            line = lines[self.index]
            self.index += 1
            if line.begin >= line.end or not self.text[line.begin : line.end].strip():
                self.after_blank = True
                self.unclosed = 0
                if line.comment and line.start == line.begin and not line.indent:
                    self.below.section = ""
                self.below.remark(line.comment)
                continue
            self._line(line)
            self.after_blank = False
        self.notes.limited(lines[self.index].start if self.index < len(lines) else self.source.cut)
        self._resolve()
        if "://" in self.text:
            self._conventions().at({host(self.text, d.path_span.start) for d in self.drafts})
        if self.settings:
            self.settings.spread(self.drafts)
        model = Api(
            endpoints(self.drafts), tuple(self.resources),
            self.settings.final() if self.settings else Conventions(),
            tuple(self.notes.findings), self.source.quiet, self.source.starts,
            tuple(sorted((*self.source.comments, *self.notes.titles))),
        )  # fmt: skip
        return accounted(model, self.text, self.notes.whole)

    def _conventions(self) -> "ConventionsRead":
        from coach.boards.api.conventions import ConventionsRead

        self.settings = self.settings or ConventionsRead()
        return self.settings

    def _resolve(self) -> None:
        """Types that calls take, wherever they are written."""
        if any(draft.takes for draft in self.drafts):
            from coach.boards.api.signatures import resolve

            resolve(self.notes, self.drafts, self.resources)

    def _line(self, line: ManuscriptLine) -> None:
        text = self.text
        if line.unclosed:
            message = "A bracket is not closed, so this is not read."
            self.notes.fault("unclosed", message, line.begin, line.end)
            self.unclosed = line.number
            self.below.close()
            return
        if text.find("\n", line.begin, line.end) < 0 and line.end - line.start >= LONGEST:
            message = f"A line of more than {LONGEST:,} characters is not read: break it."
            self.notes.fault("limit", message, line.begin, line.end)
            return
        if self._framed(line) or self._grouped(line):
            return
        for attempt in self._attempts(line):
            if attempt(line):
                self.unclosed = 0
                return
        self._unread(line)

    def _grouped(self, line: ManuscriptLine) -> bool:
        """A heading that says who may call what stands below it, or the end of a class."""
        told = self.text[line.begin : line.end].strip()
        if told in ("}", "};", "})", "});") or (told == "end" and self.drafts):
            return True
        if told[-1] == ":" and len(told) < 40:
            self.group = group_auth(told)
            if self.group:
                self.notes.whole.append(Span(line.begin, line.end))
            return bool(self.group)
        return False

    def _framed(self, line: ManuscriptLine) -> bool:
        """A message over a socket, where those are listed."""
        below = self.below.draft
        told = self.text[line.begin : line.end]
        if self.frames is None and not begins(told, below.method if below else ""):
            return False
        from coach.boards.api.socket_lists import SocketLists

        frames = self.frames or SocketLists(self.notes)
        self.frames, draft = frames.taken(line, below.method if below else "")
        if draft is not None:
            self._open([draft], line)
        return draft is not None or self.frames is not None

    def _attempts(self, line: ManuscriptLine) -> tuple[Callable[[ManuscriptLine], bool], ...]:
        """What a line may be, likeliest first, told from its first word."""
        text = self.text
        char = text[line.begin]
        if char == "|" or "\t" in text[line.begin : line.end].strip():
            return (self._table, self._call, self._continued)
        if char in "{[" and text[line.begin : line.end].startswith(("{", "[{", "[Http")):
            told = text.startswith("[Http", line.begin)
            return (self._code, self._continued) if told else (self._continued, self._code)
        word = _WORD.match(text, line.begin, line.end)
        low = word[0].lower() if word else ""
        first: list[Callable[[ManuscriptLine], bool]] = []
        if text.startswith("429", line.begin) and not (line.bullet or line.indent):
            first.append(self._setting)
        if low in SETTINGS or low in ("all", "every", "everything"):
            first.append(self._setting)
        elif low in _BEGINNING:
            first.append(getattr(self, f"_{_BEGINNING[low]}"))
        elif low in BLOCKS:
            first.append(self._block)
        elif low in KEYS:
            first.append(self._keyed)
        if low in MESSAGES:
            first.append(self._message)
        if CODE.match(text, line.begin, line.end):
            first.append(self._code)
        if self.heads.deeper(line) and METHOD.match(text, line.begin, line.end):
            first.append(self._under_head)
        return (*first, self._call, self._continued, self._head, self._table, self._function)

    def _told(self, line: ManuscriptLine) -> str:
        return self.text[line.begin : line.end].rstrip()

    def _call(self, line: ManuscriptLine) -> bool:
        if _STRUCK.match(self.text, line.begin, line.end):
            self.notes.unread(line.begin, line.end, "This is crossed out and not read.")
            return True
        made, findings = called(self.text[line.begin : line.end], line.comment)
        if not made:
            return False
        self.heads.paths.clear()
        self.notes.findings += [finding_at(finding, line.begin) for finding in findings]
        self._open([draft.copied(line.begin) for draft in made], line)
        if clean(self.text[line.begin : line.end], line.comment):
            self.notes.whole.append(Span(line.begin, line.end))
        return True

    def _open(self, made: list[Draft], line: ManuscriptLine) -> None:
        for draft in made:
            draft.auth = draft.auth or self.group
        self.drafts += made
        self.below.open(made[-1], line)

    def _continued(self, line: ManuscriptLine) -> bool:
        if self.heads.paths and self._under_head(line):
            return True
        return self.below.take(line, self.after_blank)

    def _head(self, line: ManuscriptLine) -> bool:
        """`/orders` alone with methods below, or methods behind it."""
        heard, draft = self.heads.head(self.source, self.index, line)
        if draft is not None:
            self._open([draft], line)
        elif heard:
            self.below.close()
        return heard

    def _under_head(self, line: ManuscriptLine) -> bool:
        """A line of methods below a path."""
        draft = self.heads.under(line)
        if draft is not None:
            self._open([draft], line)
        return draft is not None

    def _setting(self, line: ManuscriptLine) -> bool:
        told = self._told(line)
        if self.below.wants_setting(line, told, self.after_blank):
            return False
        taken = self._conventions().take(self.notes, line, told)
        if taken:
            self.below.close()
        return taken

    def _resource(self, line: ManuscriptLine) -> bool:
        from coach.boards.api.conventions import resource

        made = resource(self.notes, line, self._told(line))
        self.resources += made
        if made:
            self.below.close()
        return bool(made)

    def _crud(self, line: ManuscriptLine) -> bool:
        from coach.boards.api.conventions import crud

        made = crud(self.notes, line, self._told(line), self.resources)
        self.drafts += made
        if made:
            self.below.close()
        return bool(made)

    def _message(self, line: ManuscriptLine) -> bool:
        from coach.boards.api.messages import message

        draft = message(self.notes, line, self._told(line))
        if draft is not None:
            self._open([draft], line)
        return draft is not None

    def _table(self, line: ManuscriptLine) -> bool:
        from coach.boards.api.grid import rows_of

        made, used = rows_of(self.notes, self.source.lines[self.index - 1 :])
        if not used:
            return False
        self.index += used - 1
        self.drafts += made
        self.below.close()
        return True

    def _keyed(self, line: ManuscriptLine) -> bool:
        from coach.boards.api.keyed_items import keyed_call

        draft, used = keyed_call(self.notes, self.source.lines[self.index - 1 :])
        if draft is None:
            return False
        self.index += used - 1
        self._open([draft], line)
        return True

    def _curl(self, line: ManuscriptLine) -> bool:
        from coach.boards.api.shell import curl

        draft = curl(self.notes, line)
        if draft is None:
            return False
        self._open([draft], line)
        return True

    def _model(self, line: ManuscriptLine) -> bool:
        from coach.boards.api.framework_routes import model

        kind, used = model(self.notes, self.source.lines[self.index - 1 :])
        if kind is None:
            return False
        self.resources.append(kind)
        self.index += used - 1
        self.below.close()
        return True

    def _code(self, line: ManuscriptLine) -> bool:
        from coach.boards.api.framework_routes import routes

        made, used = routes(self.notes, self.source.lines[self.index - 1 :], self.prefix)
        if used:
            self.index += used - 1
            self.drafts += made
            if made:
                self.below.open(made[-1], line)
        return bool(used)

    def _block(self, line: ManuscriptLine) -> bool:
        from coach.boards.api.signatures import block

        drafts_and_resources = block(self.notes, line, self._told(line))
        if drafts_and_resources is None:
            return False
        self.drafts += drafts_and_resources[0]
        self.resources += drafts_and_resources[1]
        if self.after_blank or not self.below.typed(drafts_and_resources[1]):
            self.below.close()
        return True

    def _function(self, line: ManuscriptLine) -> bool:
        from coach.boards.api.signatures import function

        draft = function(self.notes, line, self._told(line))
        if draft is None:
            return False
        self._open([draft], line)
        return True

    def _title(self, line: ManuscriptLine) -> bool:
        """Words above deeper lines, or underlined: they go with the remarks."""
        used = titled(self.source, self.index, line)
        self.index += max(0, used - 1)
        if not used:
            return False
        self.notes.titles.append((line.number, self._told(line).strip(" :")))
        self.notes.whole.append(Span(line.begin, line.end))
        self.below.close()
        return True

    def _unread(self, line: ManuscriptLine) -> None:
        opened = f"This is not read, as a bracket opened on line {self.unclosed} is not closed."
        message = opened if self.unclosed else ""
        if not self.unclosed and self._title(line):
            return
        grave = bool(_LOOKS.match(self.text, line.begin, line.end)) or bool(self.unclosed)
        self.notes.unread(line.begin, line.end, message, grave)


def read(text: str) -> Api:
    """What stands in a text in the board's own notation and its relatives."""
    return Reader(manuscript(text)).read()
