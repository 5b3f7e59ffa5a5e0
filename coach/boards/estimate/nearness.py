"""What a number is near to: one dimmed remark a line at most, each with its source.

Requests against what one server, database, cache or queue carries; bytes per second against links;
bytes against one machine; times against the latency ladder; and remarks across lines.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.line import Line
from coach.boards.estimate.names import Name, name_of
from coach.boards.estimate.nouns import REQUESTS, words
from coach.boards.estimate.quantity import Quantity
from coach.boards.estimate.show import digits, short
from coach.boards.estimate.units import BARE, Dimension

_RATE: Final = (0, -1, 0)
_FLOW: Final = (1, -1, 0)
_SIZE: Final = (1, 0, 0)
_TIME: Final = (0, 1, 0)
_SHARES: Final = frozenset(("hit", "utilisation", "utilization", "availability", "uptime"))
_STORES: Final = frozenset(("storage", "database", "db", "stored", "retention"))
_COPIES: Final = frozenset(("replication", "replica", "replicated", "copy"))
_RATES: Final = (
    (Fraction(2_000_000), "more than three Kafka brokers took, 2 M/s (Kreps 2014)"),
    (Fraction(400_000), "three Kafka brokers took 2 M records/s (Kreps 2014)"),
    (Fraction(100_000), "one Redis does 100K/s (2012), PostgreSQL 400K reads/s (2016)"),
    (Fraction(5_000), "one Redis does about 100K/s (Redis docs 2012)"),
    (Fraction(1_000), "all of Stack Overflow was 2,424 req/s on 11 web servers (Craver 2016)"),
)
_LINKS: Final = (
    (Fraction(25 * 10**9, 8), "more than one link of 25 Gbps (IEEE 2016)"),
    (Fraction(10 * 10**9, 8), "above 10 Gbps, within one link of 25 (IEEE 2016)"),
    (Fraction(10**9, 8), "above 1 Gbps, within one link of 10 (IEEE 2006)"),
    (Fraction(10**8, 8), "within one link of 1 Gbps (IEEE 1999)"),
)
_SIZES: Final = (
    (Fraction(18 * 10**12), "more than one 18 TB disk (Seagate Exos X18, 2020)"),
    (Fraction(512 * 2**30), "fits a disk, not the 512 GiB of one memory (AWS 2021)"),
    (Fraction(10**10), "fits one machine's memory, 512 GiB (AWS 2021)"),
)
_LADDER: Final = (
    (Fraction(1, 10), "a round trip California-Netherlands is 150 ms (Dean 2009)"),
    (Fraction(8, 1000), "about a disk seek, 10 ms (Dean 2009)"),
    (Fraction(3, 10000), "about a data centre's round trip, 500 us (Dean 2009)"),
    (Fraction(1, 10000), "about a random SSD read, 150 us (Bonér 2012)"),
    (Fraction(5, 10**8), "about a reference to main memory, 100 ns (Dean 2009)"),
)
_CPU: Final = frozenset(("cpu", "core"))
_COMMON_CORES: Final = Fraction(8)
"""The cores of a machine where the sheet does not say: the source document's own number."""
_MACHINES: Final = tuple(((name, 1),) for name in ("server", "machine", "instance", "box", "host"))
_CARRIERS: Final = frozenset(("bandwidth", "outbound", "inbound", "egress", "ingress", "network"))
_AVERAGES: Final = frozenset(("average", "avg"))
_COUNTED: Final = re.compile(r"[=≈]\s*~?([0-9][0-9,]*)\s+(?:servers|machines|instances)\b")
_GENERIC: Final = words(
    "server machine instance box host number total need needed required with redundancy headroom n"
    " 1 2 final count cpu core app"
)
_MUCH_STORED: Final = 10**12
"""From a terabyte on a store without copies is worth a remark: a house rule."""
_AVERAGED: Final = "an average stands where the name says peak: multiply it, 2x to 3x is usual"
_LONGEST_LATENCY: Final = Fraction(3, 10)
"""Twice the longest round trip of the ladder; longer times are no latencies."""


class Hinted:
    """What the hints need of one line: its name and words, its value, and what it uses.

    crossing: other lines decide on its remark; alone is the remark that needs no other line.
    """

    __slots__ = (
        "alone", "base", "crossing", "formula", "kinds", "label", "name", "quantity", "servers",
        "size", "uses", "words",
    )  # fmt: skip

    def __init__(
        self, line: Line, words: frozenset[str], uses: Sequence[Name], quantity: Quantity
    ) -> None:
        self.label = line.name
        self.name = frozenset(name_of(line.name))
        self.words = words | self.name
        self.quantity = quantity
        self.size = units.dimension(quantity.unit)
        self.base = quantity.base
        self.uses = uses
        self.formula = line.formula
        self.servers = _servers(line, quantity)
        self.kinds = _kinds(self)
        self.crossing = bool(self.kinds & _CROSSING)
        self.alone = _mistaken(self) or _near(self)


_MONTHLY, _BUSY, _CORES, _COUNTED_SERVERS, _COPIED, _DAILY, _STORED, _PER_SERVER = (
    1 << bit for bit in range(8)
)
_CROSSING: Final = _DAILY | _STORED | _PER_SERVER | _COUNTED_SERVERS
_RATIOS: Final = frozenset(("per", "ratio"))


def _kinds(line: Hinted) -> int:
    """What a line is to the hints of other lines, and which of those it needs, as bits."""
    name = line.name
    out = 0
    if not name & _RATIOS:
        out |= _MONTHLY if "mau" in name else 0
        out |= _DAILY if "dau" in name else 0
    out |= _BUSY if line.size == _TIME and line.words & _CPU else 0
    out |= _CORES if name >= {"core", "per"} else 0
    out |= _PER_SERVER if name >= {"per", "server"} and line.size in (_RATE, BARE) else 0
    out |= _COUNTED_SERVERS if line.servers and not name - _GENERIC else 0
    out |= _COPIED if name & _COPIES else 0
    if name & _STORES and line.uses and line.size == _SIZE and line.base >= _MUCH_STORED:
        out |= _STORED
    return out


class LineNeighbours:
    """The lines of a sheet that the remarks on other lines look at, in their order."""

    def __init__(self, lines: Iterable[tuple[int, Hinted]]) -> None:
        self.copied = False
        self.cores: Fraction | None = None
        self._least_monthly: dict[Dimension, Fraction] = {}
        self._busiest: list[Hinted] = []
        self._servers: list[Hinted] = []
        self._places: list[int] = []
        for place, line in lines:
            if line.kinds:
                self._add(place, line)

    def _add(self, place: int, line: Hinted) -> None:
        if line.kinds & _MONTHLY:
            least = self._least_monthly.get(line.size, line.base)
            self._least_monthly[line.size] = min(least, line.base)
        if line.kinds & _BUSY and (not self._busiest or line.base > self._busiest[-1].base):
            self._busiest.append(line)
        if line.kinds & _CORES and self.cores is None:
            self.cores = line.quantity.value
        if line.kinds & _COUNTED_SERVERS:
            self._servers.append(line)
            self._places.append(place)
        self.copied = self.copied or bool(line.kinds & _COPIED)

    def monthly(self, size: Dimension) -> Fraction | None:
        """The least number of monthly users that is counted in this dimension."""
        return self._least_monthly.get(size)

    def busier(self, most: Fraction) -> Hinted | None:
        """The first line whose CPU time is longer than so many seconds."""
        at = bisect_right(self._busiest, most, key=lambda line: line.base)
        return self._busiest[at] if at < len(self._busiest) else None

    def servers_above(self, place: int) -> Hinted | None:
        """The last line above a place that counts servers."""
        at = bisect_left(self._places, place)
        return self._servers[at - 1] if at else None


def hint(place: int, line: Hinted, others: LineNeighbours) -> str:
    """The remark on the line at a place, "" where there is none; what is wrong comes first."""
    if not line.crossing:
        return line.alone
    return _wrong(place, line, others) or _near(line)


def _wrong(place: int, line: Hinted, others: LineNeighbours) -> str:
    said = _misnamed(line)
    if said:
        return said
    if line.kinds & _DAILY:
        least = others.monthly(line.size)
        if least is not None and least < line.base:
            return "more daily than monthly active users: one of the two is wrong"
    if _averaged(line):
        return _AVERAGED
    if line.kinds & _STORED and not others.copied:
        words = {word for name in line.uses for word in name} | set(name_of(line.formula))
        if not (words | line.name) & _COPIES:
            return "without replication: HDFS keeps three copies (Hadoop docs 2017)"
    return _carried(line) or _crowded(place, line, others)


def _mistaken(line: Hinted) -> str:
    """What is wrong on a line by itself."""
    return _misnamed(line) or (_AVERAGED if _averaged(line) else _carried(line))


def _misnamed(line: Hinted) -> str:
    if len(line.name) == 1 and units.lookup(line.label) is not None:
        return f"{line.label} is a unit too: after a number it stays the unit"
    quantity = line.quantity
    share = line.name & _SHARES and (quantity.percent or not quantity.unit)
    if share and line.size == BARE and quantity.value > 1:
        return "a share above 100 %: percentages end at 100"
    return ""


def _averaged(line: Hinted) -> bool:
    """Whether an average stands as it is where the name says peak."""
    if "peak" not in line.name or not line.uses:
        return False
    average = any(set(name) & _AVERAGES for name in line.uses)
    return average and not any(char in line.formula for char in "×x*+")


def _carried(line: Hinted) -> str:
    if line.name & _CARRIERS and line.words & _AVERAGES and line.size == _FLOW:
        return "the average, not the peak: a link is sized for the peak"
    return ""


def _crowded(place: int, line: Hinted, others: LineNeighbours) -> str:
    """Requests a server times CPU time a request, in cores; servers counted two ways."""
    rate = line.base
    if line.kinds & _PER_SERVER and rate > 0:
        most = _COMMON_CORES if others.cores is None else others.cores
        other = others.busier(most / rate)
        if other is not None:
            cores = short(Quantity(rate * other.base))
            each = short(other.quantity)
            return f"{digits(rate)[0]}/s at {each} of CPU each needs {cores} cores a machine"
    return _contradicted(place, line, others)


def _servers(line: Line, quantity: Quantity) -> Fraction | None:
    """How many servers a line comes to, or how many its last claim says."""
    counts = _COUNTED.findall(line.text) if line.claims else []
    if counts:
        return Fraction(counts[-1].replace(",", ""))
    return Fraction(quantity.value.__ceil__()) if quantity.unit in _MACHINES else None


def _contradicted(place: int, line: Hinted, others: LineNeighbours) -> str:
    mine = line.servers
    if not line.kinds & _COUNTED_SERVERS or mine is None or mine < 1:
        return ""
    other = others.servers_above(place)
    if other is None or not other.servers:
        return ""
    theirs = other.servers
    ratio = max(mine, theirs) / min(mine, theirs)
    if ratio < 2 or any(set(name) <= other.name for name in line.uses):
        return ""
    times = digits(ratio, 2)[0]
    return f"{digits(mine)[0]} servers here and {digits(theirs)[0]} above: {times} times apart"


def _near(line: Hinted) -> str:
    """What the result of a calculation is near to; "" for an assumption."""
    if not line.formula:
        return ""
    quantity, size = line.quantity, line.size
    if size == _RATE:
        nouns = units.nouns_of(quantity.unit)
        per_second = (("s", -1)) in quantity.unit
        counted = per_second and nouns and nouns[0] in REQUESTS
        return _first(_RATES, quantity.base) if counted else ""
    if size == _FLOW and any(s in ("s", "min") for s, p in quantity.unit if p < 0):
        return _first(_LINKS, quantity.base)
    if size == _SIZE and len(quantity.unit) == 1:
        return _first(_SIZES, quantity.base)
    if size == _TIME and quantity.base <= _LONGEST_LATENCY and len(quantity.unit) == 1:
        return _first(_LADDER, quantity.base)
    return ""


def _first(table: Sequence[tuple[Fraction, str]], value: Fraction) -> str:
    return next((said for least, said in table if value >= least), "")
