"""What a figure's name says of time: "storage per day", "daily uploads", "peak qps".

The period is the unit the name divides by, as the sheet spells it. Words such as "rate" and "peak"
say that there is one without saying which; words such as "total" and "in five years" say that
there is none. It tells names apart that one and the same number may have; whether a sheet takes the
time of a name into the value, `boards.estimate.implied_time` says, by the same words.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from coach.boards.estimate.time_words import ADVERBS, PERIODS
from coach.frozen import dataclass
from coach.language.words import Stems, stems, tokens

_PER = re.compile(
    rf"(?:/\s*|\bper\s+|(?<!\bof )(?<!\bfor )(?<!\bin )(?<!\bover )(?<!\bwithin )(?<!\bafter )"
    rf"\b(?:an?|each|every)\s+)({'|'.join(PERIODS)})\b"
)
_ADVERB = re.compile(rf"\b({'|'.join(ADVERBS)})\b(?!\s+(?:active|users?|visitors?|customers?)\b)")
_SECONDS = frozenset(["qps", "rps", "tps", "wps", "iops", "eps"])
_RATES = frozenset(["rate", "throughput", "qps", "rps", "tps", "wps", "iops", "eps", "load"])
_TOPS = frozenset(["peak", "peaks"])
_STANDING = frozenset(
    stems(
        "viewer connection user people person concurrent concurrency open held flight session "
        "online inside active buffer socket server machine node"
    )
)
_WHOLE = frozenset(
    ["total", "overall", "all", "kept", "stored", "lifetime", "retention", "retained", "archive"]
)
_SPANS = frozenset(["days", "weeks", "months", "years", "decade", "decades"])


@dataclass(frozen=True, slots=True)
class FigureName:
    """A figure's name without its period, and the period's unit: "" where it names none.

    `rate` is set when it must be a rate of some sort, `top` when it speaks of a peak, `standing`
    when it counts what is there at one moment, `whole` when it is a sum over a longer time.
    """

    words: Stems
    period: str
    rate: bool
    top: bool
    standing: bool
    whole: bool


@lru_cache(maxsize=4096)
def named(text: str) -> FigureName:
    """What a name says: "storage a day" is storage with the period day."""
    low = " ".join(text.casefold().split())
    periods = {PERIODS[unit] for unit in _PER.findall(low)}
    periods |= {ADVERBS[adverb] for adverb in _ADVERB.findall(low)}
    said = frozenset(tokens(low))
    bare = _ADVERB.sub(" ", _PER.sub(" ", low))
    if not periods and said & _SECONDS:
        periods = {"s"}
    if len(periods) != 1 or not stems(bare):
        bare = low
    return FigureName(
        stems(bare),
        periods.pop() if len(periods) == 1 else "",
        bool(said & _RATES),
        bool(said & _TOPS),
        not _STANDING.isdisjoint(stems(low)),
        bool(said & (_WHOLE | _SPANS)),
    )


def common(first: Iterable[FigureName], others: Iterable[FigureName]) -> str:
    """The period that a quantity's own names give, else the one its other names agree on.

    A quantity with an other name such as "storage for 5 years" is a sum, whatever the rest say.
    """
    own = {name.period for name in first if name.period}
    if own:
        return own.pop() if len(own) == 1 else ""
    rest = tuple(others)
    periods = {name.period for name in rest if name.period}
    if len(periods) != 1 or any(name.whole and not name.period for name in rest):
        return ""
    return periods.pop()
