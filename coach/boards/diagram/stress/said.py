"""The figures that stand in the brackets of a box and the terms behind the colon of an arrow.

    api x3 [500/s, 20 ms, 99.5%]      capacity, base latency and availability of ONE replica
    postgres [8k/s total, shards=4]   capacity of all replicas; other keys: hit, hot, needs, slots
    client [35k reads/s, 400 writes/s]   on a client: the load it makes, in calls or by their type
    planner [makes=2k writes/s]       load that any other box makes by itself
    api -> redis: 90% hit             terms are divided by commas; any other text is a label only

A rate is calls a second, a time milliseconds, a share a number from 0 to 1.
"""

import re
from dataclasses import fields
from functools import lru_cache

from coach.boards.diagram.comma_pieces import pieces
from coach.boards.patterns import lazy
from coach.frozen import dataclass

_NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d{1,9})?)"
_SCALES = {"": 1, "k": 1e3, "m": 1e6, "b": 1e9, "g": 1e9}
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_PERIOD = r"(?P<period>s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?|d(?:ays?)?)"
_RATE = lazy(
    rf"[~≈<>≤≥]?\s*{_NUMBER}\s?(?P<scale>[kKmMbBgG]?)\s*"
    rf"(?:(?P<fixed>rps|qps|tps|ops|iops|mps|rpm)|(?P<noun>[a-z]{{2,20}})?\s*(?:/|\bper\b)\s*{_PERIOD})"
    r"(?:\s+(?P<total>total|in total|in all|of all)|\s+(?:each|a replica|per \w{1,20}))?",
    re.I,
)
_TIME = lazy(
    rf"[~≈<>≤≥]?\s*{_NUMBER}\s?(?P<unit>us|µs|μs|ms|milliseconds?|s|sec|seconds?|min|minutes?)",
    re.I,
)
_PERCENT = lazy(r"[~≈]?\s*(?P<number>\d{1,3}(?:\.\d{1,12})?)\s?%")
_COUNT = lazy(r"(?P<number>\d{1,3}(?:,\d{3})+|\d{1,9})")
_HIT = lazy(r"(?P<a>\d{1,3}(?:\.\d+)?)\s?%\s*hits?(?: rate| ratio)?", re.I)
_HIT_TURNED = lazy(r"hits?(?: rate| ratio)?\s*=?\s*(?P<a>\d{1,3}(?:\.\d+)?)\s?%", re.I)
_TYPED = lazy(r"(?P<a>\d{1,3}(?:\.\d+)?)\s?%\s*(?P<type>reads?|writes?)", re.I)
_TYPED_TURNED = lazy(r"(?P<type>reads?|writes?)\s*=?\s*(?P<a>\d{1,3}(?:\.\d+)?)\s?%", re.I)
_SHARE = lazy(
    r"(?P<a>\d{1,3}(?:\.\d+)?)\s?%(?: of (?:the |all )?(?:calls|requests|traffic))?", re.I
)
_ONE_IN = lazy(r"(?:1|one) in (?P<a>\d{1,9})", re.I)
_MISS = lazy(r"(?:only )?(?:on )?(?:a )?(?:cache )?miss(?:es)?(?: only)?", re.I)
_MANY = r"(?P<a>\d{1,3}(?:,\d{3})+|\d{1,9}(?:\.\d{1,6})?)"
_TIMES = lazy(r"[x×]\s?(?P<a>\d{1,7}(?:\.\d{1,6})?)", re.I)
_FAN = lazy(rf"fan[- ]?out(?: to| of| by|:)?\s*[x×]?\s?{_MANY}", re.I)
_BATCH = lazy(rf"batch(?:es)?(?: of| by|:)?\s*[x×]?\s?{_MANY}", re.I)
_PER_CALL = lazy(r"(?:1 |one )?per (?:call|request)", re.I)


@dataclass(frozen=True, slots=True)
class Figures:
    """What the brackets of one box say; None where they say nothing.

    `rate`, `rate_reads` and `rate_writes` are calls a second, of all replicas where `total`;
    `makes`, `makes_reads` and `makes_writes` those that a box sends without being asked;
    `base_ms` milliseconds; `availability`, `reads`, `hit` and `hot` shares from 0 to 1; `slots`,
    `shards` and `needs` counts.
    """

    rate: float | None = None
    rate_reads: float | None = None
    rate_writes: float | None = None
    total: bool = False
    makes: float | None = None
    makes_reads: float | None = None
    makes_writes: float | None = None
    base_ms: float | None = None
    availability: float | None = None
    reads: float | None = None
    hit: float | None = None
    hot: float | None = None
    slots: int | None = None
    shards: int | None = None
    needs: int | None = None


@dataclass(frozen=True, slots=True)
class ArrowTerms:
    """What the label of one arrow says of the calls along it.

    `share` of the source's calls; `typed` is "reads", "writes" or ""; `of_all` turns the share
    into one of all calls, sent as that type; `miss`: only reads that a cache has missed; `times`
    calls one after another, `fan` at once; `batch` messages make one, all three on average
    ("fan-out 1.4"); `per_call`: a message for reads too, and a call whatever a cache beside it
    answers; `hit` of the cache or CDN at either end.
    """

    share: float | None = None
    typed: str = ""
    of_all: bool = False
    miss: bool = False
    times: float = 1
    fan: float = 1
    batch: float = 1
    per_call: bool = False
    hit: float | None = None

    @property
    def says_how_much(self) -> bool:
        """Whether a share or a count is said, so that the arrow need not be taken for a reply."""
        counts = (self.times, self.fan, self.batch)
        return self.share is not None or self.per_call or counts != (1, 1, 1)

    @property
    def many(self) -> float:
        """What goes along the arrow for each call that it takes."""
        return self.times * self.fan / self.batch


@lru_cache(maxsize=2048)
def figures(attributes: tuple[tuple[str, str], ...]) -> Figures:
    """The figures among the attributes of a component; what is none of them is passed over."""
    said: dict[str, float | int | bool] = {}
    for key, value in attributes:
        if key == "capacity":
            for piece in pieces(value):
                said.update(_figure(piece))
        elif key == "makes":
            for piece in pieces(value):
                figure = _figure(piece)
                said.update({f"makes{name[4:]}": figure[name] for name in _RATES if name in figure})
        elif key in ("reads", "hit", "hot"):
            share = share_of(value)
            if share is not None:
                said[key] = share
        elif key in ("slots", "shards", "needs"):
            count = _COUNT.fullmatch(value)
            if count and _int(count["number"]):
                said[key] = _int(count["number"])
    known = {field.name for field in fields(Figures)}
    return Figures(**{key: value for key, value in said.items() if key in known})  # type: ignore[arg-type]


_RATES = ("rate", "rate_reads", "rate_writes")


def rate_of(text: str) -> float | None:
    """Calls a second that a text like "3.6k rps" or "30,000/min" names, or None."""
    match = _RATE.fullmatch(text.strip())
    return None if match is None else _rate(match)


def seconds_of(text: str) -> float | None:
    """Seconds that a text like "300 s" or "5 min" names, or None."""
    match = _TIME.fullmatch(text.strip())
    return None if match is None else _milliseconds(match) / 1000


@lru_cache(maxsize=2048)
def terms(label: str) -> ArrowTerms:
    """The terms among the comma-divided pieces of an arrow's label."""
    said: dict[str, object] = {}
    for piece in pieces(label):
        said.update(_term(piece))
    return ArrowTerms(**said)  # type: ignore[arg-type]


def _figure(piece: str) -> dict[str, float | int | bool]:
    """What one piece in brackets says, by the names of `Figures`."""
    rate = _RATE.fullmatch(piece)
    if rate is not None:
        noun = (rate["noun"] or "").lower().rstrip("s")
        name = {"read": "rate_reads", "write": "rate_writes"}.get(noun, "rate")
        return {name: _rate(rate), "total": bool(rate["total"])}
    time = _TIME.fullmatch(piece)
    if time is not None:
        return {"base_ms": _milliseconds(time)}
    percent = _PERCENT.fullmatch(piece)
    if percent is not None and float(percent["number"]) <= 100:
        return {"availability": float(percent["number"]) / 100}
    hit = _HIT.fullmatch(piece)
    if hit is not None and float(hit["a"]) <= 100:
        return {"hit": float(hit["a"]) / 100}
    typed = _TYPED.fullmatch(piece)
    if typed is not None and float(typed["a"]) <= 100:
        reads = float(typed["a"]) / 100
        return {"reads": reads if typed["type"].lower().startswith("r") else 1 - reads}
    return {}


def _term(piece: str) -> dict[str, object]:
    """What one piece of a label says, by the names of `ArrowTerms`."""
    word = piece.lower()
    if word in ("read", "reads", "writes", "write", "reads only", "writes only"):
        return {"typed": "reads" if word.startswith("r") else "writes"}
    for pattern in (_HIT, _HIT_TURNED):
        if (match := pattern.fullmatch(piece)) and (share := _percent(match["a"])) is not None:
            return {"hit": share}
    for pattern in (_TYPED, _TYPED_TURNED):
        if (match := pattern.fullmatch(piece)) and (share := _percent(match["a"])) is not None:
            typed = "reads" if match["type"].lower().startswith("r") else "writes"
            return {"share": share, "typed": typed, "of_all": True}
    if (match := _SHARE.fullmatch(piece)) and (share := _percent(match["a"])) is not None:
        return {"share": share}
    if (match := _ONE_IN.fullmatch(piece)) and _int(match["a"]):
        return {"share": 1 / _int(match["a"])}
    if _MISS.fullmatch(piece):
        return {"miss": True}
    for name, pattern in (("times", _TIMES), ("fan", _FAN), ("batch", _BATCH)):
        if (match := pattern.fullmatch(piece)) and (many := _many(match["a"])):
            return {name: many}
    return {"per_call": True} if _PER_CALL.fullmatch(piece) else {}


def _rate(match: re.Match[str]) -> float:
    value = float(match["number"].replace(",", "")) * _SCALES[match["scale"].lower()]
    if match["fixed"]:
        return value / (60 if match["fixed"].lower() == "rpm" else 1)
    return value / _SECONDS[match["period"][0].lower()]


def _milliseconds(match: re.Match[str]) -> float:
    value = float(match["number"].replace(",", ""))
    unit = match["unit"].lower()
    if unit in ("us", "µs", "μs"):
        return value / 1000
    if unit in ("ms", "millisecond", "milliseconds"):
        return value
    return value * (60_000 if unit.startswith("min") else 1000)


def share_of(text: str) -> float | None:
    """A share said as "90%" or "0.9"."""
    percent = _PERCENT.fullmatch(text)
    if percent is not None:
        return _percent(percent["number"])
    plain = re.fullmatch(r"(?:0?\.\d{1,9}|[01](?:\.0{1,9})?)", text)
    return None if plain is None else float(plain[0])


def _percent(number: str) -> float | None:
    share = float(number) / 100
    return share if share <= 1 else None


def _many(digits: str) -> float:
    return float(digits.replace(",", ""))


def _int(digits: str) -> int:
    return int(digits.replace(",", ""))
