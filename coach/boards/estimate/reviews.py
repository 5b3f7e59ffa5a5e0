"""Review triggers: `review when storage > 2 TB`, and when that will be.

The time comes from the named line's own growth, exactly where it is linear; else from the first
column whose value is beyond the limit, which is then all that can be said.
"""

import re
from fractions import Fraction
from math import log
from typing import Final

from coach.boards.estimate.anatomy import Anatomy
from coach.boards.estimate.clause import parse_clause
from coach.boards.estimate.expressions import ready
from coach.boards.estimate.names import Name
from coach.boards.estimate.nodes import Node, references
from coach.tuples import NamedTuple

_WORDS: Final = (
    r"(?:re-?view|re-?visit|re-?evaluate|re-?plan|re-?assess|re-?consider|re-?size|order|buy|add|scale"
    r"|upgrade|alert|warn|shard|split|provision|procure|expand|extend|replace|archive|migrate|move"
    r"|trigger|page|plan|start|switch)"
)
_TRIGGER: Final = (
    rf"^(?P<what>{_WORDS}\b[^<>≤≥=|]{{0,60}}?)[\s,:]+(?:when(?:ever)?|once|if|as soon as)\s+"
    r"(?P<subject>[^<>≤≥=|]+?)\s*"
    r"(?P<sign>[<>≤≥]|\b(?:exceeds|passes|(?:is|gets|goes|rises|grows)\s+(?:over|above|past|beyond)"
    r"|over|above|reaches|hits|(?:is|gets|goes|falls|drops)\s+(?:under|below)|under|below)\b)\s*"
    r"(?P<limit>[^<>≤≥=|]+)$"
)
_REVIEWS: Final = re.compile(r"^re-?(?:view|visit|evaluate|plan|assess|consider)", re.IGNORECASE)
_FALLS: Final = ("<", "≤")


class ReviewTrigger(NamedTuple):
    """A trigger: what is said, the line it watches, whether it waits for more, and the limit."""

    said: str
    subject: Node
    more: bool
    limit: Node
    inclusive: bool = False

    @property
    def needs(self) -> tuple[Name, ...]:
        """The names the trigger looks at."""
        read = (*references(self.subject), *references(self.limit))
        return tuple(reference.name for reference in read)


class Due(NamedTuple):
    """When a trigger is due: months from today, or the column in which it is first; neither where
    no column is beyond the limit. never: the growth itself leads away from it or takes more than
    a thousand years. rough: the months are no exact fraction."""

    months: Fraction | None = None
    column: str = ""
    rough: bool = False
    never: bool = False


def read_review(taken: Anatomy, names: frozenset[Name]) -> ReviewTrigger | None:
    """The trigger on a line; None where it is none that can be read."""
    if taken.label or len(taken.clauses) != 1:
        return None
    text = taken.clauses[0].text
    lowered = text.lower()
    told = any(word in lowered for word in ("when", "once", "if", "as soon as"))
    match = ready(_TRIGGER).match(text) if told else None
    if match is None:
        return None
    subject = parse_clause(match.group("subject"), names, frozenset(), True)
    limit = parse_clause(match.group("limit"), names, frozenset(), True)
    if subject.node is None or limit.node is None:
        return None
    if not references(subject.node):
        return None
    sign = match.group("sign").lower()
    falls = sign in _FALLS or "under" in sign or "below" in sign
    inclusive = sign in ("≤", "≥", "reaches", "hits")
    return ReviewTrigger(text, subject.node, not falls, limit.node, inclusive)


def beyond(value: Fraction, limit: Fraction, review: ReviewTrigger) -> bool:
    """Whether a value is past the limit of a trigger."""
    if value == limit:
        return review.inclusive
    return value > limit if review.more else value < limit


def linear_months(base: Fraction, step: Fraction, limit: Fraction) -> Fraction | None:
    """Periods until base + step × periods is the limit; None where it moves away from it."""
    if not step or (limit - base) / step < 0:
        return None
    return (limit - base) / step


def compound_periods(base: Fraction, factor: Fraction, limit: Fraction) -> Fraction | None:
    """Periods until base × factor ^ periods is the limit; None where it never is."""
    if base <= 0 or limit <= 0 or factor <= 0 or factor == 1:
        return None
    periods = log(limit / base) / log(factor)
    return Fraction(periods) if periods >= 0 else None
