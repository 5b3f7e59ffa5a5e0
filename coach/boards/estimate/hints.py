"""What a number is near to: one dimmed remark a line at most, each with its source.

Requests against what one server, database, cache or queue carries; bytes per second against links;
bytes against one machine; times against the latency ladder; and remarks across lines.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.names import Name, name_of
from coach.boards.estimate.nouns import REQUESTS
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
    (Fraction(2_000_000), "more than a Kafka cluster of three took (2 M/s, Kreps 2014)"),
    (Fraction(400_000), "a Kafka cluster of three took 2 M records/s (Kreps 2014)"),
    (Fraction(100_000), "one Redis does about 100K/s, PostgreSQL 400K reads/s (docs 2012, 2016)"),
    (Fraction(5_000), "one Redis does about 100K/s (Redis docs 2012)"),
    (Fraction(1_000), "all of Stack Overflow was 2,424 req/s on 11 web servers (Craver 2016)"),
)
_LINKS: Final = (
    (Fraction(25 * 10**9, 8), "more than one 25 Gbps link (IEEE 802.3by, 2016)"),
    (Fraction(10 * 10**9, 8), "more than 10 Gbps, within one of 25 (IEEE 802.3by, 2016)"),
    (Fraction(10**9, 8), "more than 1 Gbps, within one of 10 (IEEE 802.3an, 2006)"),
    (Fraction(10**8, 8), "within one link of 1 Gbps (IEEE 802.3ab, 1999)"),
)
_SIZES: Final = (
    (Fraction(18 * 10**12), "more than one 18 TB disk (Seagate Exos X18, 2020)"),
    (Fraction(512 * 2**30), "fits a disk, not a common machine's 512 GiB of memory (AWS 2021)"),
    (Fraction(10**10), "fits one machine's memory, 512 GiB (AWS m6i.32xlarge, 2021)"),
)
_LADDER: Final = (
    (Fraction(1, 10), "about a round trip California-Netherlands, 150 ms (Dean 2009)"),
    (Fraction(8, 1000), "about a disk seek, 10 ms (Dean 2009)"),
    (Fraction(3, 10000), "about a round trip in a data centre, 500 us (Dean 2009)"),
    (Fraction(1, 10000), "about a random SSD read, 150 us (Bonér 2012)"),
    (Fraction(5, 10**8), "about a reference to main memory, 100 ns (Dean 2009)"),
)
_LONGEST_LATENCY: Final = Fraction(3, 10)


class Hinted:
    """What the hints need of one line: its words, its value, and the words of what it uses."""

    __slots__ = ("formula", "name", "quantity", "uses")

    def __init__(self, name: str, quantity: Quantity, uses: Sequence[Name], formula: str) -> None:
        self.name = frozenset(name_of(name))
        self.quantity = quantity
        self.uses = uses
        self.formula = formula


def hint(line: Hinted, others: Sequence[Hinted]) -> str:
    """The remark on one line, "" where there is none; what is wrong comes before what is near."""
    return _wrong(line, others) or (_near(line) if line.formula else "")


def _wrong(line: Hinted, others: Sequence[Hinted]) -> str:
    quantity = line.quantity
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
    return _crowded(line, others)


def _same(one: Quantity, other: Quantity) -> bool:
    return units.dimension(one.unit) == units.dimension(other.unit)


def _averaged(line: Hinted) -> bool:
    average = any(set(name) & {"average", "avg"} for name in line.uses)
    return average and not any(char in line.formula for char in "×x*+")


def _crowded(line: Hinted, others: Sequence[Hinted]) -> str:
    """Requests a server times CPU time a request needs more cores than a machine has."""
    if not (line.name >= {"per", "server"} or line.name >= {"rps", "server"}):
        return ""
    quantity = line.quantity
    rate = quantity.base if units.dimension(quantity.unit) == _RATE else quantity.value
    if units.dimension(quantity.unit) not in (_RATE, BARE):
        return ""
    for other in others:
        busy = units.dimension(other.quantity.unit) == _TIME and other.name & {"cpu"}
        if busy and rate * other.quantity.base > _cores(others):
            cores = short(Quantity(rate * other.quantity.base))
            return f"{digits(rate)[0]}/s at {short(other.quantity)} of CPU each needs {cores} cores"
    return ""


def _cores(others: Sequence[Hinted]) -> Fraction:
    found = [o.quantity.value for o in others if o.name >= {"core", "per"}]
    return found[0] if found else Fraction(8)


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
