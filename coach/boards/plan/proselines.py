"""Lines that are sentences: constraints, a strategy or a way back may stand in them."""

import re
from dataclasses import replace

from coach.boards.board import Span
from coach.boards.plan.collector import Collector
from coach.boards.plan.dates import read_date
from coach.boards.plan.document import PointInTime
from coach.boards.plan.keywords import Key
from coach.boards.plan.rawline import Mark, Outside
from coach.boards.plan.strategies import strategy_named
from coach.boards.plan.waysback import read_rollback

_BACK = re.compile(
    r"\b(?:roll(?:ing|s)?[ -]?back|revert|back(?:ing)? ?out|fall(?:ing)? ?back|way back"
    r"|(?:switch|go|flip|point|route|fail|move|cut|turn|change|put)(?:ing|es"
    r"|s)?\b[^.;]{0,80}?\b(?:back|again|old)\b"
    r"|undo|restor(?:es?|ed|ing)\b[^.;]{0,40}\b(?:backup|snapshot|dump)"
    r"|(?:run|start|deploy|do|enable|use)\w*\b[^.;]{0,60}\bagain\b"
    r"|(?:re)?start\w*\b[^.;]{0,40}\bold\b"
    r"|re-?install\w*\b|going back\b"
    r"|redeploy\w*\b[^.;]{0,30}\b(?:previous|old|last))\b",
    re.I,
)
_CASE = re.compile(
    r"^(?:(?:until|before|after) (?:then|that),? )?(?:going back\b"
    r"|if|should|when|in case|in the event|on (?:any )?failure|worst case|otherwise"
    r"|to (?:roll back|undo|revert|go back)|reverting|undoing"
    r"|(?:the )?roll ?back\b|rolling back|we (?:can |could |will )?(?:roll|go|switch"
    r"|revert|fall)|our way back|the way back"
    r"|as a (?:fallback|last resort))\b",
    re.I,
)
TITLE_WORDS = 10
_SAYS = re.compile(
    r"\b(?:we|i|is|are|was|were|will|must|can|cannot|may|should|have|has|no|not)\b|[;:%?!]|\.(?!\d)",
    re.I,
)
"""What stands in a sentence or in a constraint and in no title."""
SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z`\"'(])")
_LED = re.compile(
    r"^(?:the )?roll(?:ing)? ?back(?:\s+(?:plan|is|means|would be|consists of|goes"
    r"|works by|:))*(?:\s+to)?\s+"
    r"|^to (?:roll back|undo|revert|go back),?\s+|^(?:the "
    r"|our )?way back is(?: to)?\s+|^worst case:?,?\s+|^otherwise,?\s+",
    re.I,
)


_BY = re.compile(
    r"\b(?:must|have to|has to|need to|needs to|want to|should|plan to)\b[^.;]{0,60}"
    r"\b(?:by|before|no later than)[ ](?=\d|[A-Z][a-z]{2})"
)


def tells_way_back(line: Outside, planned: bool = False) -> bool:
    """Whether a line is a sentence that says how to go back, whatever length stands in it.
    `planned`: steps stand above it, so that what is done when a number is passed is a way back."""
    body = line.body
    if line.mark not in (Mark.NONE, Mark.BULLET) or not _CASE.match(body):
        return False
    if line.mark is Mark.BULLET and body[:2].lower() not in ("if", "sh", "in"):
        return False
    return bool(_BACK.search(body)) or (planned and _unlucky(body))


def _unlucky(sentence: str) -> bool:
    """Whether a sentence begins with a case that is measured and then says what is done."""
    back = read_rollback(sentence, Span(0, 0))
    return bool(back.text and back.triggers and back.triggers[0].op)


def entitles(line: Outside) -> bool:
    """Whether a line of words, first in a text, can be its title: short, and no whole sentence."""
    words = line.body.split()
    plain = line.mark is Mark.NONE and line.body[-1:].isalnum() and "," not in line.body
    named = plain and 2 <= len(words) <= TITLE_WORDS and not strategy_named(line.body)
    return named and not _SAYS.search(line.body)


def read_prose(draft: Collector, line: Outside, number: int) -> None:
    """Reads a line of sentences for what a plan needs; all of it stays a note."""
    below = draft.last is not None and line.depth > draft.depths[-1]
    listed = draft.section is not None and draft.section.key is Key.CONSTRAINTS
    for sentence in SENTENCES.split(line.body):
        draft.add_constraint(sentence, number, listed)
        if line.mark in (Mark.NONE, Mark.BULLET):
            _strategy(draft, sentence, number)
        _deadline(draft, sentence, number)
        planned = bool(draft.steps) and not draft.scaling
        if tells_way_back(replace(line, body=sentence), planned):
            draft.add_rollback(_LED.sub("", sentence), number, not below)
    draft.keep(line.body, draft.phase)


def _deadline(draft: Collector, sentence: str, number: int) -> None:
    """`We want to leave the old host by 2026-09-30`."""
    said = _BY.search(sentence) if draft.deadline is None else None
    date = read_date(sentence[said.end() :]) if said is not None else None
    if date is not None and not date.start and not date.doubt:
        span = draft.span(number)
        draft.deadline = PointInTime(date.moment, date.timed, number, span)


def _strategy(draft: Collector, sentence: str, number: int) -> None:
    if not draft.strategy:
        named = strategy_named(sentence)
        if named:
            draft.strategy, draft.strategy_words = named, sentence
            draft.strategy_line = number
