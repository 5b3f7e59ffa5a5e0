"""Steps told in one breath: behind arrows in a line, or first, then, finally in a paragraph."""

import re
from dataclasses import replace
from itertools import zip_longest

from coach.boards.plan.collector import Collector
from coach.boards.plan.durations import DURATION, whole
from coach.boards.plan.proselines import SENTENCES, read_prose, tells_way_back
from coach.boards.plan.rawline import Mark, Outside, outside
from coach.boards.plan.shares import shares
from coach.boards.plan.stepline import StepWords, step_words

_ARROW = re.compile(r"[ ]*(?:->|→|=>|»|-->|>>)[ ]*")
_GREATER = re.compile(r"[ ]+>[ ]+")
"""Between steps that all have a length it is an arrow: `freeze 2m > snapshot 10m > promote 1m`."""
_LEAST = 3
"""So many pieces make a chain of steps, so many sentences a paragraph of them."""
_LONGEST_PIECE = 80
_COUNTS = re.compile(r"(?:(?<=\s)|^)\(?(\d)\)[ ]")
_TURN = re.compile(
    r"(?:(?:we|i) (?:start|begin) (?:by|with)"
    r"|first(?:ly)?|second(?:ly)?|third(?:ly)?|to begin with|to start|then|next|finally|lastly"
    r"|last|after(?:wards?| that| this)|(?:when|once|as soon as) [^,.;]{2,50}?(?:,|(?= we | i ))"
    r"|(?:an?|one|two|three|\d{1,2}) (?:hour|day|week|month)s? later)\b[, ]*(?:we )?",
    re.I,
)
_INNER = re.compile(
    r"(?:we|i|they|the team)(?: will| shall)? (?:first|then|next|finally)[ ,]+", re.I
)
_LATER = re.compile(r"(?<=later).*$", re.I)
_SUBJECT = re.compile(r"(?:we|i)(?: will| shall)? (?=\w)", re.I)
_SENDS = re.compile(r"^(?:the|our) [\w-]+ (send|route|serve|shift|direct|move)s\b", re.I)
_TAKES = re.compile(
    r"[ ]*[,;(–—-]?[ ]*(?:\b(?:which|that|this|it)[ ])?"
    r"\b(?:(?:will|should|usually|normally|typically|probably)[ ]){0,2}(?:takes?|needs?|lasts?"
    r"|expect(?:ed)?(?: to take)?)[ ](?:about |around |roughly |some |up to |~ ?)?"
    rf"(?P<time>{DURATION})[)]?",
    re.I,
)


def read_chain(draft: Collector, line: Outside, number: int) -> bool:
    """Reads a (5m) -> b (30m) -> c as three steps; False where the line is no such chain."""
    if not any(arrow in line.body for arrow in ("->", "→", "=>", "»", ">>", " > ")):
        return False
    pieces = [piece.strip() for piece in _ARROW.split(line.body)]
    if len(pieces) == 1:
        pieces = _GREATER.split(line.body)
        if not all(step_words(piece).trailing or step_words(piece).bracketed for piece in pieces):
            return False
    if len(pieces) < _LEAST or any(not 0 < len(piece) <= _LONGEST_PIECE for piece in pieces):
        return False
    said = [step_words(piece) for piece in pieces]
    timed = sum(words.seconds is not None for words in said)
    if timed * 2 < len(pieces) or any(shares(piece) for piece in pieces):
        return False
    for words in said:
        draft.add_words(words, number, line)
    return True


def read_counted(draft: Collector, line: Outside, number: int) -> bool:
    """Reads (1) a, 10 min; (2) b, 5 min; (3) c as three steps; False where it is no such line."""
    marks = list(_COUNTS.finditer(line.body))
    said = [int(mark[1]) for mark in marks]
    if len(said) < _LEAST or said != list(range(1, len(said) + 1)):
        return False
    ends = [mark.start() for mark in marks[1:]] + [len(line.body)]
    pieces = [
        line.body[mark.end() : end].strip(" ;,.") for mark, end in zip(marks, ends, strict=True)
    ]
    if any(not 0 < len(piece) <= _LONGEST_PIECE for piece in pieces):
        return False
    lead = line.body[: marks[0].start()].strip(" :")
    if lead:
        draft.keep(lead, draft.phase)
    for piece in pieces:
        draft.add_words(step_words(piece.removeprefix("and ").removeprefix("then ")), number, line)
    return True


def read_timed(draft: Collector, line: Outside, number: int) -> bool:
    """Reads `Provision nodes (2 days). Load a snapshot (1 day).` as two steps."""
    sentences = SENTENCES.split(line.body) if line.body.endswith(").") else []
    if len(sentences) < _LEAST - 1 or line.timed:
        return False
    said = [step_words(sentence.rstrip(". ")) for sentence in sentences]
    if any(not words.bracketed or shares(words.name) for words in said):
        return False
    for words in said:
        draft.add_words(words, number, line)
    return True


def read_paragraph(draft: Collector, raws: list[str], number: int) -> int:
    """Reads a paragraph of sentences in turn as steps, and gives its last line's number; 0 where
    it is none."""
    lines: list[Outside] = []
    for raw in raws[number - 1 :]:
        line = outside(raw)
        if not line.body or line.mark is not Mark.NONE or line.timed:
            break
        lines.append(line)
    sentences = SENTENCES.split(_run_on([line.body for line in lines]))
    if len(sentences) < _LEAST:
        return 0
    turns = [bool(_TURN.match(sentence) or _INNER.match(sentence)) for sentence in sentences]
    said = [_sentence(sentence) for sentence in sentences]
    timed = sum(turn and words.seconds is not None for turn, words in zip(turns, said, strict=True))
    if sum(turns) < _LEAST - 1 or not timed:
        return 0
    begun = False
    for sentence, turn, words in zip(sentences, turns, said, strict=True):
        begun = begun or turn
        outer = Outside(Mark.NONE, sentence, lines[0].depth)
        bare = _SENDS.sub(r"\1", _bare(sentence))
        stages = shares(bare) if begun else ()
        goes_on = turn or stages or (begun and words.seconds is not None)
        if tells_way_back(outer, begun) or not goes_on:
            read_prose(draft, outer, number)
            continue
        draft.add_constraint(sentence, number, False)
        if stages:
            draft.add_shares(stages, replace(outer, body=bare), number)
        else:
            draft.add_words(words, number, outer)
    return number + len(lines) - 1


def _run_on(bodies: list[str]) -> str:
    """The lines of a paragraph in one; a line that ends before it must, above one that begins with
    a capital letter, ends its sentence too."""
    margin = max(map(len, bodies), default=0)
    out = ""
    for body, after in zip_longest(bodies, bodies[1:], fillvalue=""):
        room = len(body) + 1 + len(after.partition(" ")[0]) <= margin
        ends = room and after[:1].isupper() and body[-1:] not in ".!?,;:"
        out += f"{body}{'.' if ends else ''} "
    return out.rstrip()


def _sentence(sentence: str) -> StepWords:
    """The step of one sentence, without the words that put it in its turn."""
    bare = _bare(sentence)
    takes = _TAKES.search(bare)
    seconds = whole(takes["time"]) if takes else None
    if takes and seconds is not None:
        return step_words(f"{bare[: takes.start()]}{bare[takes.end() :]} ({takes['time']})")
    return step_words(bare)


def _bare(sentence: str) -> str:
    """A sentence without the words that put it in its turn; when it is later stays."""
    bare = sentence.strip().rstrip(".!")
    later = ""
    for lead in (_TURN, _INNER, _TURN, _SUBJECT):
        led = lead.match(bare)
        if led:
            later = later or _LATER.sub("", led[0]) if "later" in led[0].lower() else later
            bare = bare[led.end() :]
    return f"{later} {bare}".strip()
