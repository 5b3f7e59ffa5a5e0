"""What an estimate sheet says of a drawing's load, by the names of its lines.

peak qps = 12k req/s             the calls that enter; with "peak reads" and "peak writes"
peak writes = 2k req/s           their sum, and the share of reads
api capacity = 500 req/s         what ONE replica of the box called api carries
"""

import re
from collections.abc import Mapping
from fractions import Fraction

from coach.boards.board import Known
from coach.boards.diagram.graph import fold_name
from coach.boards.diagram.stress.station import Load

_PERIODS = {"s": 1, "sec": 1, "second": 1, "min": 60, "minute": 60, "h": 3600, "hour": 3600}
_PERIODS |= {"day": 86_400, "d": 86_400}
_BYTES = re.compile(r"\b[kKMGTP]?i?[bB](?:its?|ytes?)?\b")
_READS = frozenset(["read", "reads", "get", "gets", "query", "queries", "redirects", "views"])
_WRITES = frozenset(["write", "writes", "put", "puts", "posts", "inserts", "uploads"])
_OF = re.compile(r"(?:capacity|limit) of (?:(?:one|an?|each|the) )?(?P<box>.+)")
_MOST = Fraction(10) ** 15


def load_of(
    values: Mapping[str, Known], rps: float | None = None, reads: float | None = None
) -> Load:
    """The load that the named values of a sheet tell; `rps` and `reads` go before them.

    Only rates of things count, no bytes. Among several peaks the one without "read" or "write" in
    its name is all calls, else the reads and writes together, else the greatest.
    """
    rates = {
        fold_name(known.name): rate
        for known in values.values()
        if (rate := _per_second(known)) is not None
    }
    peaks = {name: rate for name, rate in rates.items() if "peak" in re.findall(r"\w+", name)}
    reading = _greatest(peaks, _READS)
    writing = _greatest(peaks, _WRITES)
    plain = {name: rate for name, rate in peaks.items() if not _words(name) & (_READS | _WRITES)}
    total, named = max(((rate, name) for name, rate in plain.items()), default=(None, ""))
    if reading is not None and writing is not None and reading + writing > 0:
        if reads is None:
            reads = reading / (reading + writing)
        if total is None:
            total, named = reading + writing, "peak reads and peak writes"
    elif total is None and peaks:
        total, named = max((rate, name) for name, rate in peaks.items())
    return Load(rps, reads, total, named, _capacities(rates), rates)


def _capacities(rates: Mapping[str, float]) -> dict[str, float]:
    """Calls a second of one replica by the folded name of its box."""
    capacities: dict[str, float] = {}
    for name, rate in rates.items():
        of = _OF.fullmatch(name)
        if of is not None:
            capacities[of["box"]] = rate
        for ending in (" capacity", " limit"):
            if name.endswith(ending):
                capacities[name.removesuffix(ending)] = rate
    return capacities


def _greatest(peaks: Mapping[str, float], words: frozenset[str]) -> float | None:
    return max((rate for name, rate in peaks.items() if _words(name) & words), default=None)


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name))


def _per_second(known: Known) -> float | None:
    """A value as things a second; None for what is no rate, and for bytes."""
    counted, slash, period = known.unit.rpartition("/")
    seconds = _PERIODS.get(period.strip())
    if not slash or seconds is None or _BYTES.search(counted):
        return None
    if not 0 < known.value <= _MOST:
        return None
    return float(known.value / seconds)
