"""Reads a plan: line by line, each given to what it is about; what is nothing stays a note."""

import re
from dataclasses import replace

from coach.boards.board import Severity
from coach.boards.plan import keyedlines, sectionlines
from coach.boards.plan.barlines import barlines
from coach.boards.plan.blankcolumns import columned
from coach.boards.plan.collector import Collector
from coach.boards.plan.countdowns import counted_down
from coach.boards.plan.dates import doubtful
from coach.boards.plan.document import Plan
from coach.boards.plan.keywords import headed
from coach.boards.plan.listing import barred, chained, keyed_pieces, listed, records
from coach.boards.plan.loadlines import LoadTestDraft, load_head
from coach.boards.plan.measures import measures
from coach.boards.plan.mermaid_gantt import read_gantt
from coach.boards.plan.profile import profile_head
from coach.boards.plan.proselines import entitles, read_prose, tells_way_back
from coach.boards.plan.proserows import (
    read_chain,
    read_counted,
    read_paragraph,
    read_timed,
)
from coach.boards.plan.rawline import Mark, Outside, outside
from coach.boards.plan.shares import seems_share, shares, watch
from coach.boards.plan.steplines import read_heading, read_step
from coach.boards.plan.tablerows import Columns, names_columns, read_row

MOST_LINES = 2_000
LONGEST_LINE = 2_000
"""What is longer is kept as a note unread, and said so."""
MOST_TARGET_WORDS = 4
"""So many words may name a load test's target, as in `load test on staging`."""
_LIMITED = ("p99", "errors", "average rps")
"""What a load test limits or sets, by the names that a profile has for it."""
_FENCE = re.compile(r"[ \t]*(?:```|~~~)[ \t]*([A-Za-z0-9+_-]*)")
_SHARED = re.compile(
    r"^(?:phase|stage|step|wave|ring|day|week|round)[ ]?(?:\d{1,2}|one|two|three|four|five|[a-h]\b)"
    r"[ ]?(?P<bracket>\([^()]{1,40}\))?[ ]?[:.–—-][ ]*",
    re.I,
)
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?])[ ]+")
LONG_PROSE = 120
"""Of a longer line in prose only a sentence that is a chain of shares counts: 1% -> 10% -> 50%."""


def read(text: str) -> Plan:
    """The plan of a text; never raises."""
    raws = text.split("\n")
    starts, at = [], 0
    for raw in raws:
        starts.append(at)
        at += len(raw) + 1
    draft = Collector(text, tuple(starts))
    _Lines(draft, raws).read()
    if draft.steps_left_out:
        told = (
            f"Only the first {len(draft.steps):,} steps are read, "
            f"{draft.steps_left_out:,} more are not: split the plan."
        )
        draft.notice("plan-too-long", Severity.ERROR, told, draft.steps[-1].line)
    return draft.plan()


class _Lines:
    """The lines of one text in turn, and the state between them."""

    def __init__(self, draft: Collector, raws: list[str]) -> None:
        self.draft = draft
        self.raws = raws
        self.blank = True
        self.fresh = True
        self.fence = ""
        self.profile = False
        self.loading = False
        self.columns: Columns | None = None
        self.rows = {
            **counted_down(raws),
            **barlines(raws),
            **columned(raws),
            **records(raws),
            **barred(raws, names_columns),
            **chained(raws),
        }
        self.listed: frozenset[int] | None = None
        self.past = 0

    def read(self) -> None:
        """Reads the text, and says of a load test what it does not do as written."""
        self._lines()
        for line, told in self.draft.load.doubts() if self.draft.load else ():
            self.draft.notice("line-unread", Severity.HINT, told, line)

    def _lines(self) -> None:
        """Reads all lines, up to the limit."""
        for number, raw in enumerate(self.raws, 1):
            if number > MOST_LINES:
                told = (
                    f"Only the first {MOST_LINES:,} lines are read, "
                    f"{len(self.raws) - MOST_LINES:,} more are not: split the plan."
                )
                self.draft.notice("plan-too-long", Severity.ERROR, told, MOST_LINES)
                return
            if len(raw) > LONGEST_LINE:
                told = (
                    f"A line of more than {LONGEST_LINE:,} characters is kept as a note: break it."
                )
                self.draft.notice("line-unread", Severity.HINT, told, number)
                self.draft.keep(raw[:LONGEST_LINE])
                continue
            self._line(number, raw)

    def _line(self, number: int, raw: str) -> None:
        if number <= self.past:
            return
        fence = _FENCE.match(raw)
        if fence:
            self.fence = "" if self.fence else fence[1] or "plain"
            return
        if self.fence and self.fence not in ("plain", "mermaid"):
            self._code(raw)
            return
        if raw.strip() == "gantt":
            self.past = read_gantt(self.draft, self.raws, number)
            return
        line = self._headed(outside(self.rows.get(number, raw)), number)
        if not line.body:
            self.blank = self.draft.parted = True
            self.profile = self.profile and not raw.strip()
            return
        self._dated(line, number)
        for piece in keyed_pieces(line):
            self._given(piece, number)
        self.blank = self.fresh = False

    def _headed(self, line: Outside, number: int) -> Outside:
        """`Fallback` alone on a line above sentences is a heading, with or without its marks."""
        alone = line.mark is Mark.NONE and not line.depth and self.blank and line.body.isalpha()
        if not alone or not self.draft.steps or headed(line.body) is None:
            return line
        below = outside(self.raws[number]) if number < len(self.raws) else line
        told = below.mark is Mark.NONE and len(below.body.split()) > MOST_TARGET_WORDS
        return replace(line, mark=Mark.HEADING, level=2) if told else line

    def _dated(self, line: Outside, number: int) -> None:
        if "/" in line.body:
            date = doubtful(line.body)
            if date is not None:
                self.draft.notice("date-ambiguous", Severity.WARNING, date.doubt, number)

    def _code(self, raw: str) -> None:
        if raw.strip() and self.draft.last is not None:
            self.draft.change(details=(*self.draft.last.details, raw.rstrip()))
        elif raw.strip():
            self.draft.keep(raw.rstrip())

    def _given(self, line: Outside, number: int) -> None:
        """Gives a line to the first that it is about."""
        draft = self.draft
        if line.mark is not Mark.ROW:
            self.columns = None
        if line.mark is Mark.ROW:
            self.columns = read_row(draft, line, number, self.columns)
            return
        if self._block(line, number):
            return
        if line.mark is Mark.HEADING:
            read_heading(draft, line, number)
            return
        if draft.section and sectionlines.ended(draft.section, line, self.blank):
            draft.section = None
        if draft.section and sectionlines.strict(draft.section, line):
            sectionlines.take(draft, line, number)
            return
        trigger = line.body[:7].lower() == "trigger"
        upcoming = keyedlines.following(self.raws, number) if trigger else None
        if keyedlines.take(draft, line, number, upcoming):
            return
        if draft.section and sectionlines.belongs(draft.section, line):
            sectionlines.take(draft, line, number)
            return
        below = bool(draft.marks) and (self.blank or draft.marks[-1] is not Mark.NONE)
        if tells_way_back(line, below and not line.depth and not draft.scaling):
            read_prose(draft, line, number)
            return
        if self._checkpoint(line, number) or self._told(line, number):
            return
        if read_step(draft, line, number, self._in_list(line, number)):
            return
        if self.fresh and not draft.title and entitles(line):
            draft.title = line.body
            return
        read_prose(draft, line, number)

    def _ramp(self, line: Outside, sentences: list[str], number: int) -> bool:
        """A chain of shares in one sentence of several; the others are prose."""
        chains = [shares(sentence) for sentence in sentences]
        if not any(len(chain) > 2 for chain in chains):
            return False
        for sentence, chain in zip(sentences, chains, strict=True):
            if len(chain) > 2:
                self.draft.add_shares(chain, replace(line, body=sentence), number)
            else:
                read_prose(self.draft, replace(line, body=sentence), number)
        return True

    def _told(self, line: Outside, number: int) -> bool:
        """Steps that stand in one line behind arrows, or in a paragraph: first, then, finally."""
        if line.mark not in (Mark.NONE, Mark.BULLET):
            return False
        told = (read_chain, read_counted, read_timed)
        if any(read_line(self.draft, line, number) for read_line in told):
            return True
        if line.mark is Mark.NONE and (self.blank or self.fresh):
            self.past = read_paragraph(self.draft, self.raws, number)
            return bool(self.past >= number)
        return False

    def _in_list(self, line: Outside, number: int) -> bool:
        """Whether a line is a bullet of a list of steps."""
        if line.mark is not Mark.BULLET:
            return False
        if self.listed is None:
            self.listed = listed(self.raws[:MOST_LINES])
        return number in self.listed

    def _block(self, line: Outside, number: int) -> bool:
        """Lines of a load test or of a profile."""
        draft = self.draft
        heading = line.mark is Mark.HEADING
        if self.loading and draft.load is not None and not heading and not _profiles(line):
            inside = line.depth > draft.load.depth or (line.mark is Mark.BULLET and not self.blank)
            took = (inside or not self.blank) and draft.load.take(line.body, number)
            if inside or took:
                if not took:
                    draft.keep(line.body)
                return True
            self.loading = not self.blank and line.mark is Mark.NONE
        plain = line.mark in (Mark.NONE, Mark.HEADING)
        head = load_head(line.body) if plain and draft.load is None else None
        if (
            head is not None
            and (line.mark is Mark.NONE or not draft.title)
            and self._loads(head, number)
        ):
            return self._open_load(head, line, number)
        if plain and profile_head(line.body):
            self.profile = True
            return True
        if line.mark in (Mark.NONE, Mark.BULLET) and not draft.steps:
            said, left = measures(line.body, number, self.profile)
            if said:
                draft.measured += said
                if left:
                    told = f"“{left}” is not read as a measure: write a name and a number, cpu 31%."
                    draft.notice("line-unread", Severity.HINT, told, number)
                draft.section = None
                return True
        return False

    def _loads(self, head: str, number: int) -> bool:
        """Whether `load test` opens a block: a target or nothing after it, or measures below it."""
        below = self.raws[number] if number < len(self.raws) else ""
        if not head or "://" in head:
            return "://" in head or below[:1] in (" ", "\t", "-", "*") or _tells_load(below)
        return len(head.split()) <= MOST_TARGET_WORDS and _tells_load(below)

    def _open_load(self, head: str, line: Outside, number: int) -> bool:
        draft = self.draft
        draft.load = LoadTestDraft(number, line.depth if line.mark is Mark.NONE else -1)
        if not draft.load.take(head, number) and head and not draft.title:
            draft.title = line.body
        self.loading = True
        return True

    def _checkpoint(self, line: Outside, number: int) -> bool:
        draft = self.draft
        part = _SHARED.match(line.body)
        body = line.body[part.end() :] if part else line.body
        if part and part["bracket"] and part[0][:4].lower() == "step":
            part, body = None, line.body
        elif part and part["bracket"]:
            body = f"{body.rstrip('.')} {part['bracket']}"
        last = draft.last
        seconds = watch(body)
        if (
            seconds is not None
            and last is not None
            and last.share is not None
            and last.seconds is None
        ):
            draft.change(seconds=seconds)
            return True
        if line.mark in (Mark.NONE, Mark.BULLET, Mark.BOX, Mark.NUMBER):
            said = shares(body)
            sentences = _BETWEEN_SENTENCES.split(body) if line.mark is Mark.NONE else []
            if (len(sentences) > 1 and not part) or len(body) > LONG_PROSE:
                return self._ramp(line, sentences, number)
            if said:
                draft.add_shares(said, replace(line, body=body), number)
                return True
            if not said and line.mark is Mark.NONE and seems_share(body) and len(body) < 40:
                told = "This line is kept as a note; a checkpoint is: checkpoint 10% 24h."
                draft.notice("line-unread", Severity.HINT, told, number)
        return False


def _profiles(line: Outside) -> bool:
    """Whether a line in a load test tells how the system stands today, and sets no limit."""
    said, left = measures(line.body, 0, False)
    return not left and any(measurement.name not in _LIMITED for measurement in said)


def _tells_load(raw: str) -> bool:
    """Whether a line says something of a load test: a rate, a request, a limit."""
    line = outside(raw)
    return line.mark in (Mark.NONE, Mark.BULLET) and LoadTestDraft(0, 0).take(line.body)
