"""What a number is near to: one dimmed remark a line at most, each with its source.

Requests against what one server, database, cache or queue carries; bytes per second against links;
bytes against one machine; times against the latency ladder; and remarks across lines.
"""

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.line import Line
from coach.boards.estimate.names import Name, name_of
from coach.boards.estimate.nouns import REQUESTS, words
from coach.boards.estimate.quantity import Quantity
from coach.boards.estimate.show import digits, short
from coach.boards.estimate.units import BARE

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
_MACHINES: Final = tuple(((name, 1),) for name in ("server", "machine", "instance", "box", "host"))
_CARRIERS: Final = frozenset(("bandwidth", "outbound", "inbound", "egress", "ingress", "network"))
_AVERAGES: Final = frozenset(("average", "avg"))
_COUNTED: Final = re.compile(r"[=≈]\s*~?([0-9][0-9,]*)\s+(?:servers|machines|instances)\b")
_GENERIC: Final = words(
    "server machine instance box host number total need needed required with redundancy headroom n"
    " 1 2 final count cpu core app"
)
_SHARE: Final = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,3})?)\s*%")
_LONGEST_LATENCY: Final = Fraction(3, 10)


class Hinted:
    """What the hints need of one line: its name and words, its value, and what it uses."""

    __slots__ = ("formula", "line", "name", "quantity", "servers", "uses", "words")

    def __init__(
        self, line: Line, words: frozenset[str], uses: Sequence[Name], quantity: Quantity
    ) -> None:
        self.line = line
        self.name = frozenset(name_of(line.name))
        self.words = words | self.name
        self.quantity = quantity
        self.uses = uses
        self.formula = line.formula
        self.servers = _servers(line, quantity)


def hint(line: Hinted, others: Sequence[Hinted]) -> str:
    """The remark on one line, "" where there is none; what is wrong comes before what is near."""
    return _wrong(line, others) or (_near(line) if line.formula else "")


def _wrong(line: Hinted, others: Sequence[Hinted]) -> str:
    quantity = line.quantity
    if len(line.name) == 1 and _shadows(line.line.name):
        return f"{line.line.name} is a unit too: after a number it stays the unit"
    share = line.name & _SHARES and (quantity.percent or not quantity.unit)
    if share and units.dimension(quantity.unit) == BARE and quantity.value > 1:
        return "a share above 100 %: percentages end at 100"
    if "dau" in line.name and not line.name & {"per", "ratio"}:
        monthly = [o for o in others if "mau" in o.name and not o.name & {"per", "ratio"}]
        if any(_same(o.quantity, quantity) and o.quantity.base < quantity.base for o in monthly):
            return "more daily than monthly active users: one of the two is wrong"
    if "peak" in line.name and line.uses and _averaged(line):
        return "an average stands where the name says peak: multiply it, 2x to 3x is usual"
    if line.name & _STORES and line.uses and units.dimension(quantity.unit) == _SIZE:
        said = {word for o in others for word in o.name} | {w for n in line.uses for w in n}
        words = set(name_of(line.formula)) | line.name
        if quantity.base >= 10**12 and not (words | said) & _COPIES:
            return "without replication: HDFS keeps three copies (Hadoop docs 2017)"
    if line.name & _CARRIERS and line.words & _AVERAGES and units.dimension(quantity.unit) == _FLOW:
        return "the average, not the peak: a link is sized for the peak"
    return _crowded(line, others)


def _shadows(name: str) -> bool:
    return units.lookup(name) is not None


def _same(one: Quantity, other: Quantity) -> bool:
    return units.dimension(one.unit) == units.dimension(other.unit)


def _averaged(line: Hinted) -> bool:
    average = any(set(name) & {"average", "avg"} for name in line.uses)
    return average and not any(char in line.formula for char in "×x*+")


def _crowded(line: Hinted, others: Sequence[Hinted]) -> str:
    """Requests a server times CPU time a request, in cores; one counted two ways."""
    quantity = line.quantity
    if line.name >= {"per", "server"} and units.dimension(quantity.unit) in (_RATE, BARE):
        rate = quantity.base
        for other in others:
            busy = units.dimension(other.quantity.unit) == _TIME and other.words & _CPU
            if busy and rate * other.quantity.base > _cores(others):
                cores = short(Quantity(rate * other.quantity.base))
                each = short(other.quantity)
                return f"{digits(rate)[0]}/s at {each} of CPU each needs {cores} cores a machine"
    return _contradicted(line, others)


def _cores(others: Sequence[Hinted]) -> Fraction:
    found = [o.quantity.value for o in others if o.name >= {"core", "per"}]
    return found[0] if found else _COMMON_CORES


def _servers(line: Line, quantity: Quantity) -> Fraction | None:
    """How many servers a line comes to, or how many its last claim says."""
    match = _COUNTED.findall(line.text) if line.claims else []
    if match:
        return Fraction(match[-1].replace(",", ""))
    return Fraction(quantity.value.__ceil__()) if quantity.unit in _MACHINES else None


def _contradicted(line: Hinted, others: Sequence[Hinted]) -> str:
    mine = line.servers
    if mine is None or mine < 1 or line.name - _GENERIC:
        return ""
    here = line.line.start
    before = (
        o for o in reversed(others) if o.servers and o.line.start < here and not o.name - _GENERIC
    )
    other = next(before, None)
    if other is None or not other.servers:
        return ""
    theirs = other.servers
    ratio = max(mine, theirs) / min(mine, theirs)
    if ratio < 2 or (line.uses and any(set(n) <= other.name for n in line.uses)):
        return ""
    times = digits(ratio, 2)[0]
    return f"{digits(mine)[0]} servers here and {digits(theirs)[0]} above: {times} times apart"


def headroom(lines: Sequence[Line], place: int) -> str:
    """Headroom as ×1.5 on one line and ÷0.7 on another: two different safety factors."""
    mine = _factor(lines[place].text)
    if mine is None:
        return ""
    for line in lines[:place]:
        theirs = _factor(line.text)
        if theirs is not None and abs(theirs[0] - mine[0]) > Fraction(2, 100):
            return f"headroom is {mine[1]} here and {theirs[1]} above: use one of the two"
    return ""


def _factor(text: str) -> tuple[Fraction, str] | None:
    """What a line's headroom multiplies by, and how it says so."""
    low = text.lower()
    share = _SHARE.search(text)
    if "headroom" not in low or share is None:
        return None
    part = Fraction(share.group(1)) / 100
    if not part:
        return None
    if "utili" in low or "target" in low:
        return 1 / part, f"÷{digits(part)[0]}"
    return 1 + part, f"×{digits(1 + part)[0]}"


def _near(line: Hinted) -> str:
    quantity = line.quantity
    size = units.dimension(quantity.unit)
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
