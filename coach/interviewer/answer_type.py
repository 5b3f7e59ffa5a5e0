"""What kind of thing a question asks for, and whether an answer holds such a thing.

"How soon" wants a time and "how many" a number; a fact without one cannot be what is asked for.
Answer types are an old means of question answering (Li and Roth 2002); here there are four.
"""

import re
from functools import lru_cache

_TIME = re.compile(
    r"\bhow (?:fast|quick|quickly|soon|late|recent|old|fresh|stale|slow|much time|"
    r"far (?:ahead|in advance|back))\b"
    r"|\bhow long (?:do|does|may|must|should|can|will|would|until|before|after|to)\b"
    r"(?!.{0,40}\bbe\W*$)"
    r"|\bhow long (?:is|are) .{0,40}(?:kept|held|valid|stored|retained)\b"
    r"|\b(?:response time|latency|retention period)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\bhow (?:many|often|frequently|numerous)\b|\b(?:number of|qps|rps|tps|dau|mau)\b"
    r"|\bhow much (?:traffic|load)\b",
    re.IGNORECASE,
)
_SIZE = re.compile(
    r"\bhow (?:big|large|heavy|small)\b|\b(?:average|maximum|max|typical) (?:\w+ )?size\b"
    r"|\bhow much (?:data|space|storage|memory|disk)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"\b(?:ratio|percentage|fraction|proportion|share of|per ?cent)\b", re.IGNORECASE
)

_DIGIT = (
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|"
    r"forty|fifty|sixty|ninety|dozens?|hundreds?|thousands?|millions?|billions?|half|third|quarter|"
    r"tenth|fifth|once|twice|none|no|never|every|few|many|most|any)\b"
)
_KINDS = (
    (
        _TIME,
        re.compile(
            r"\b(?:(?:milli|micro|nano)?seconds?|minutes?|hours?|days?|weeks?|months?|years?|nights?|"
            r"ms|s|us|min|h|at once|immediately|right away|ever|forever|never|next|real time|"
            r"until|daily|hourly|midnight|soon|instant\w*|always|slow\w*|late\w*|morning|moment)\b"
            r"|\d ?(?:ms|s|us)\b",
            re.IGNORECASE,
        ),
    ),
    (_NUMBER, re.compile(_DIGIT, re.IGNORECASE)),
    (_SIZE, re.compile(rf"{_DIGIT}|\b(?:bytes?|bits?|[kmgtp]b|characters?)\b", re.IGNORECASE)),
    (_SHARE, re.compile(_DIGIT + "|%", re.IGNORECASE)),
)


@lru_cache(maxsize=256)
def _wanted(question: str) -> frozenset[int]:
    return frozenset(at for at, (asks, _) in enumerate(_KINDS) if asks.search(question))


@lru_cache(maxsize=1024)
def _held(answer: str) -> frozenset[int]:
    return frozenset(at for at, (_, holds) in enumerate(_KINDS) if holds.search(answer))


def fits(question: str, answer: str) -> bool:
    """Whether an answer holds what a question asks for, so far as one can tell from its form."""
    return _wanted(question) <= _held(answer)


def agreement(question: str, answer: str) -> float:
    """1 where the answer holds the time or number that is asked for, -1 where it lacks it, and 0
    where the question asks for neither."""
    if not _wanted(question):
        return 0.0
    return 1.0 if fits(question, answer) else -1.0
