"""Questions for what one machine carries ("how much does one Postgres box do?").

They are known by their form and not by likeness, since almost every question for a number is like
them: one machine of a kind, or a product by name, together with what is asked of it. What is said
of such machines is one dated table for all workflows, `Workflow.capacities`; a prompt whose own
fact tells its machines answers itself.
"""

import re
from functools import lru_cache

from coach.catalog.prompt import Prompt
from coach.catalog.workflow import Capacity
from coach.interviewer.plain_topics import COMMON
from coach.interviewer.questions import is_question

_ONE = r"(?:one|a|an|each|every|single|per)"
_BETWEEN = 2
"""Words that may stand between "one" and the machine: "one large Postgres box"."""
_CARRIES = re.compile(
    r"\b(?:handle|take|carry|carries|sustain|manage|serve|cope|hold|support|process|keep up)s?\b"
    r"|\b(?:capacity|throughput|bandwidth|qps|tps|iops|rps|ops)\b"
)
_COUNTED = re.compile(r"\bhow (?:much|many|often|fast|quick(?:ly)?|high)\b")
_DOES = re.compile(
    r"\b(?:do|does|done|change[sd]?|update[sd]?|write|writes|written|read|reads|send|sends|have|has"
    r"|get|per|is|be)\b"
)
_ELSE = re.compile(
    r"\b(?:costs?|price[ds]?|pay|paid|dollars?|euros?|budget|cheap|expensive|happens?|fails?|dies?"
    r"|crash(?:es)?|lost|lose|down|why|should|bytes|big|large is|store[ds]?|retention)\b"
)
"""Words of a question about something else than what a machine carries."""


def capacity_asked(
    prompt: Prompt, capacities: tuple[Capacity, ...], question: str
) -> Capacity | None:
    """The row of the table that a question asks for; None for every other question, for what only
    tells ("no single database takes that"), and where a fact of the prompt's own stands in its
    place."""
    row = _row(capacities, question)
    if row is None or not is_question(question, listening=True):
        return None
    return None if row.id in _told_itself(prompt, capacities) else row


@lru_cache(maxsize=8)
def _told_itself(prompt: Prompt, capacities: tuple[Capacity, ...]) -> frozenset[str]:
    """The rows in whose place a fact of the prompt's own stands, by its id or by its askings."""
    ids = {fact.id for fact in prompt.facts}
    by_id = {row.id for row in capacities if not ids.isdisjoint(row.stands)}
    rows = (_row(capacities, ask) for fact in prompt.facts for ask in fact.asks)
    return frozenset(by_id | {row.id for row in rows if row is not None})


def _row(capacities: tuple[Capacity, ...], question: str) -> Capacity | None:
    text = " ".join(question.lower().split())
    counted = bool(_COUNTED.search(text))
    if _ELSE.search(text) or not (_CARRIES.search(text) or (counted and _DOES.search(text))):
        return None
    return next((row for row in capacities if _names(row, text, counted)), None)


def fact_of(row: Capacity) -> str:
    """The id under which such an answer is a fact of the session."""
    return COMMON + row.id


def _names(row: Capacity, text: str, counted: bool) -> bool:
    if row.of and not _any(row.of).search(text):
        return False
    if row.products and _any(row.products).search(text):
        return counted or bool(re.search(rf"\b{_ONE}\b|\bcapacity\b|\bthroughput\b", text))
    return bool(_one_of(row.machines).search(text))


@lru_cache(maxsize=64)
def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")


@lru_cache(maxsize=64)
def _one_of(words: tuple[str, ...]) -> re.Pattern[str]:
    between = rf"(?:[\w-]+ ){{0,{_BETWEEN}}}?"
    return re.compile(rf"\b{_ONE} {between}(?:{'|'.join(map(re.escape, words))})\b")
