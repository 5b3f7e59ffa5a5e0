"""One box of a drawn design with its figures: what the drawing says, else what is assumed.

A figure that the drawing does not say is taken from the estimate sheet, or from the references of
the technology or the kind; the latter are assumptions, kept with their source.
"""

import re
from collections.abc import Mapping

from coach.boards.diagram.graph import Kind, Node
from coach.boards.diagram.stress import capacities
from coach.boards.diagram.stress.said import Figures, figures
from coach.frozen import dataclass
from coach.tuples import NamedTuple

ROUTERS = frozenset({Kind.CLIENT, Kind.DNS, Kind.CDN, Kind.LOAD_BALANCER, Kind.GATEWAY})
"""Kinds that send each call to one of their targets; all others call every target."""
STORES = frozenset({Kind.DATABASE, Kind.REPLICA, Kind.SEARCH_INDEX, Kind.BLOB_STORE})
CACHES = frozenset({Kind.CACHE, Kind.CDN})


class Assumption(NamedTuple):
    """A figure that the drawing does not say. `box` is "" where it is about the whole design."""

    box: str
    what: str
    value: str
    source: str
    year: int | None


@dataclass(frozen=True, slots=True)
class Station:
    """A component with its figures: capacities in calls a second of one replica (None: no figure
    worth giving), `base_ms` milliseconds, `availability` of one replica, `hit` of a cache or CDN,
    `load` calls a second that a client, or a box of its own accord, makes, and `load_reads` the
    share of reads among them where it is said."""

    id: str
    label: str
    kind: Kind
    replicas: int
    reads: float | None
    writes: float | None
    base_ms: float | None
    availability: float
    hit: float
    load: float | None
    load_reads: float | None
    shards: int
    hot: float
    slots: int | None
    needs: int
    spread: bool
    managed: bool
    promised: bool

    @property
    def capacity(self) -> float | None:
        """Calls a second of one replica, reads and writes alike; their mean where they differ."""
        if self.reads is None or self.writes is None:
            return None
        return (self.reads + self.writes) / 2

    @property
    def single_writer(self) -> bool:
        """Whether all writes of a shard go to one of its replicas, or to each of them."""
        return self.kind in (Kind.DATABASE, Kind.REPLICA) and not self.spread

    @property
    def router(self) -> bool:
        return self.kind in ROUTERS


@dataclass(frozen=True, slots=True)
class Load:
    """What is asked of a design beside its drawing: calls a second, the share of reads, and the
    peak of an estimate sheet, used where no client says a rate. `capacities` are calls a second
    of one replica by folded name, and `rates` all calls a second by folded name, from the sheet."""

    rps: float | None = None
    reads: float | None = None
    peak: float | None = None
    peak_name: str = ""
    capacities: Mapping[str, float] | None = None
    rates: Mapping[str, float] | None = None


def station_of(
    node: Node, hit: float | None, load: Load, noted: list[Assumption], called: bool
) -> Station:
    said = figures(node.attributes)
    kind = capacities.KINDS[node.kind]
    known = capacities.technology(node)
    reads, writes = _capacity(node, said, load, noted, called)
    base = said.base_ms
    if base is None:
        base = known.base_ms if known and known.base_ms is not None else kind.base_ms
        if base:
            noted.append(
                Assumption(node.id, "base latency", f"{base:g} ms", kind.base_source, _year(kind))
            )
    availability = said.availability
    if availability is None:
        given = known if known and known.availability is not None else kind
        availability = given.availability if given.availability is not None else 1.0
        if availability < 1:
            source, year = given.availability_source, capacities.SERVICE_LEVELS_YEAR
            noted.append(
                Assumption(node.id, "availability", f"{100 * availability:g} %", source, year)
            )
    share = hit if hit is not None else said.hit
    if share is None:
        share = capacities.CDN_HIT if node.kind is Kind.CDN else capacities.CACHE_HIT
        if node.kind in CACHES:
            source = "a common order of magnitude" if share else "nothing is said, so none"
            noted.append(Assumption(node.id, "hit share", f"{100 * share:g} %", source, None))
    return Station(
        node.id,
        node.label,
        node.kind,
        node.replicas,
        reads,
        writes,
        base,
        availability,
        share,
        *_load(said, node.kind),
        said.shards or 1,
        said.hot or 0.0,
        said.slots,
        min(said.needs or 1, node.replicas),
        bool(known and known.spread),
        capacities.managed(node),
        said.availability is not None or bool(known and known.availability is not None),
    )


def _load(said: Figures, kind: Kind) -> tuple[float | None, float | None]:
    """Calls a second that a box makes, and the share of reads among them."""
    rates = (said.makes, said.makes_reads, said.makes_writes)
    if kind is Kind.CLIENT and rates == (None, None, None):
        rates = (said.rate, said.rate_reads, said.rate_writes)
    either, reads, writes = rates
    if reads is None and writes is None:
        return either, None
    total = (reads or 0.0) + (writes or 0.0)
    return total, (reads or 0.0) / total if total else None


def _capacity(
    node: Node, said: Figures, load: Load, noted: list[Assumption], called: bool
) -> tuple[float | None, float | None]:
    """Calls a second of one replica: said, from the sheet, of the technology, of the kind."""
    if node.kind is Kind.CLIENT:
        return None, None
    if said.rate is not None or said.rate_reads is not None or said.rate_writes is not None:
        reads = said.rate_reads or said.rate or said.rate_writes
        writes = said.rate_writes or said.rate or said.rate_reads
        among = node.replicas if said.total else 1
        return (reads or 0) / among or None, (writes or 0) / among or None
    from_sheet = (load.capacities or {}).get(node.id)
    if from_sheet:
        value, source = f"{from_sheet:,.0f}/s", "the estimate sheet"
        noted.append(Assumption(node.id, "capacity", value, source, None))
        return from_sheet, from_sheet
    known = capacities.technology(node)
    reference = known if known and known.gives_capacity else capacities.KINDS[node.kind]
    if reference.per_shard and said.shards is None:
        reference = capacities.CapacityReference()
    reads, writes = reference.reads, reference.writes
    if reads is not None and writes is not None and called:
        value = (
            f"{reads:,.0f}/s" if reads == writes else f"{reads:,.0f} reads, {writes:,.0f} writes/s"
        )
        noted.append(
            Assumption(node.id, "capacity", value, reference.capacity_source, reference.year)
        )
    return reads, writes


def _year(kind: capacities.CapacityReference) -> int | None:
    """The year of a latency, where its source does not say it itself."""
    return None if re.search(r"\b20\d\d\b", kind.base_source) else kind.year
