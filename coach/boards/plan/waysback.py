"""Rollbacks in one line: what is done, how long it takes and when, in any order."""

import re
from dataclasses import replace
from functools import lru_cache

from coach.boards.board import Span
from coach.boards.plan.document import Rollback
from coach.boards.plan.durations import DURATION, whole
from coach.boards.plan.triggers import read_trigger

_NONE = re.compile(
    r"(?:no (?:way )?back|point of no return"
    r"|(?:none|no|nothing|not|n/?a|-|—|no rollback)(?:\s+(?:is\s+)?"
    r"(?:needed|necessary|required|applicable|to (?:do|undo|roll back)|possible or needed))?)\W*$",
    re.I,
)
_WHEN = re.compile(
    r"(?:^|[,;(.]\s*|\s)(?=(?:if|when(?:ever)?|in case|should|as soon as|once"
    r"|triggers?(?= ?:| if| when))\b)",
    re.I,
)
_CLAUSE_END = re.compile(
    r"\s+(?=(?:we|then|you|they|abort|revert|roll back|go back|switch back|stop (?:and|the)"
    r"|restart(?: the)?|(?:the |each )?[a-z]+ (?:goes|go|falls|reverts|switches) back)\s)|;"
    r"|[ ]*(?:->|→|=>)|:(?=[ ])"
    r"|,(?=\s)(?!\s*(?:or|and|but|for)\b)|[.)](?=\s|$)"
)
_TAKES = re.compile(
    r"[\s,;(]*(?:(?<!\w)(?:which |this |that |it )?(?:takes?|needs?|within|in|about"
    r"|approx(?:\.|imately)?|~|≈|<"
    rf"|est(?:\.|imated)?:?|(?:time|estimate|duration|eta)[:=]?|max(?:\.|imum)?|under|less than"
    r"|should take|done in)\s*(?:at most |about |under |up to |around "
    rf"|~ ?)?)+(?P<time>{DURATION})\s*\)?",
    re.I,
)
_PIECE = re.compile(
    rf"[\s]*[,;([–—-][\s]*(?:~|≈|about |ca\.? )?(?P<time>{DURATION})\s*(?=[,;.)\]]|$)[)\]]?"
)
_WHOLE = re.compile(rf"^\s*\(?(?P<time>{DURATION})\)?\s*[,;:–—-]?\s*")
_TRAILING = re.compile(rf"\s+\(?(?P<time>{DURATION})\)?\s*\.?$")
_LED = re.compile(r"^(?:[:=–—-]|by\b|to\b(?= )|means\b|is\b|plan\b|:)\s*", re.I)


def needless(text: str) -> bool:
    """Whether a rollback's words are the answer that there is none to be made."""
    return bool(_NONE.match(text.strip()))


@lru_cache(maxsize=2048)
def _split(text: str) -> tuple[str, tuple[str, ...], int | None]:
    """The action, the triggers and the seconds of a rollback's words."""
    rest, triggers = _triggers(text)
    for pattern in (_PIECE, _TAKES, _WHOLE, _TRAILING):
        for match in reversed(list(pattern.finditer(rest))):
            seconds = whole(match["time"])
            if seconds is not None:
                left = f"{rest[: match.start()]} {rest[match.end() :]}"
                return _tidy(left), triggers, seconds
    return _tidy(rest), triggers, None


def _triggers(text: str) -> tuple[str, tuple[str, ...]]:
    rest, said = text, []
    for _ in range(4):
        led = _WHEN.search(rest)
        if led is None:
            break
        closed = _CLAUSE_END.search(rest, led.end())
        end = closed.start() if closed else len(rest)
        clause = rest[led.end() : end]
        if not clause.strip():
            break
        said.append(clause.strip(" ,;()"))
        tail = rest[end:].lstrip(" )")
        head = rest[: led.start()].rstrip(" ,;(")
        rest = f"{head}; {tail.lstrip(' ,;.')}" if tail.strip(" ,;.") and head else head or tail
    return rest, tuple(said)


def _tidy(text: str) -> str:
    if text.count(")") > text.count("("):
        text = text.replace(")", "", text.count(")") - text.count("("))
    text = re.sub(r"\s+([,;.])", r"\1", " ".join(text.split()))
    text = re.sub(r"\(\s*\)|[,;]\s*(?=[,;.])", "", text)
    return text.strip(" ,;:–—-.(>→=")


def read_rollback(text: str, span: Span) -> Rollback:
    """A rollback from the words after its key; words that say none is needed are an answer."""
    bare = _LED.sub("", text.strip())
    if needless(bare):
        return Rollback(bare.strip(" ."), span, needless=True)
    words, clauses, seconds = _split(bare)
    return Rollback(words, span, seconds, tuple(read_trigger(clause, span) for clause in clauses))


def joined(rollback: Rollback | None, more: Rollback) -> Rollback:
    """Two pieces of one rollback as one."""
    if rollback is None:
        return more
    return replace(
        rollback,
        text="; ".join(part for part in (rollback.text, more.text) if part),
        seconds=more.seconds if rollback.seconds is None else rollback.seconds,
        triggers=(*rollback.triggers, *more.triggers),
        steps=(*rollback.steps, *more.steps),
        needless=(rollback.needless or not rollback.words) and more.needless,
    )
