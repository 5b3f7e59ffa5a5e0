"""The profile form: what a running system is measured at, and what follows at 2, 5 and 10 times.

Requests in flight follow from Little's law (L = lambda W; Little, 1961) at the peak. CPU, disk,
network and connections are taken as proportional to load, threads end at threads / in flight;
memory follows users and caches and is never extrapolated.
"""

import re

from coach.boards.plan.document import Measured
from coach.frozen import dataclass

TARGET = 0.7
"""The utilisation that leaves room, of the source document's section 2."""
MULTIPLES = (2, 5, 10)
_HEAD = re.compile(
    r"(?:profile|current load|resource utili[sz]ation|current system|metrics)\s*:?\s*$", re.I
)


def profile_head(body: str) -> bool:
    """Whether a line opens a profile."""
    return bool(_HEAD.match(body))


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of a bottleneck in a layer: its value, the limit it passed, and a sentence."""

    id: str
    layer: str
    value: float
    limit: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a profile comes to: `ends_at` is the multiple of today's peak at which `first` is used
    up, `tight_at` the one at which it reaches the target; None where too little is known."""

    in_flight: float | None
    in_flight_p99: float | None
    loads: tuple[tuple[int, tuple[tuple[str, float], ...]], ...]
    first: str | None
    ends_at: float | None
    tight_at: float | None
    signs: tuple[Sign, ...]


_LIMITS = {
    "web-cpu": ("web servers", 0.7, "cpu"),
    "web-connections": ("web servers", 0.8, "connections"),
    "app-slow": ("application", 1.0, "p99"),
    "app-threads": ("application", 0.8, "threads"),
    "db-slow": ("database", 0.01, "slow queries"),
    "db-locks": ("database", 0.01, "lock waits"),
    "cache-miss": ("cache", 0.8, "hit rate"),
    "cache-memory": ("cache", 0.8, "cache memory"),
    "net-bandwidth": ("network", 0.7, "network"),
    "errors": ("application", 0.01, "errors"),
    "disk-io": ("database", 0.7, "disk"),
}
"""Each sign's layer, its limit, and the measure it looks at, by the document's table of signs."""
SLOW_TIMES = 5.0
"""A p99 of so many times the average is slow whatever it is."""


def outlook(measured: tuple[Measured, ...]) -> Outlook:
    """Little's law at the peak, the loads at 2, 5 and 10 times, what ends first, and the signs; of
    a measure written twice the last counts, as below a form that was left open."""
    values = {
        measurement.name: measurement for measurement in measured if measurement.value is not None
    }
    read = {name: measurement.value for name, measurement in values.items()}
    peak = read.get("peak rps") or read.get("average rps")
    latency, p99 = read.get("latency"), read.get("p99")
    in_flight = peak * latency if peak is not None and latency is not None else None
    in_flight_p99 = peak * p99 if peak is not None and p99 is not None else None
    used = {
        name: share for name in ("cpu", "disk", "network") if (share := read.get(name)) is not None
    }
    connections = _used(values.get("connections"))
    if connections is not None:
        used["connections"] = connections
    threads = read.get("threads")
    if threads and in_flight:
        used["threads"] = in_flight / threads
    loads = tuple(
        (times, tuple((name, share * times) for name, share in used.items())) for times in MULTIPLES
    )
    ends = {name: 1 / share for name, share in used.items() if share > 0}
    first = min(ends, key=lambda name: ends[name]) if ends else None
    end = ends[first] if first else None
    signs = _signs(read, connections, in_flight)
    return Outlook(
        in_flight, in_flight_p99, loads, first, end, end * TARGET if end else None, signs
    )


def _used(measurement: Measured | None) -> float | None:
    """The part of a limit that is used: 870 of 1,000, or a share as it stands."""
    if measurement is None or measurement.value is None:
        return None
    if measurement.limit:
        return measurement.value / measurement.limit
    return measurement.value if measurement.value <= 1 else None


def _signs(
    read: dict[str, float | None], connections: float | None, in_flight: float | None
) -> tuple[Sign, ...]:
    out = []
    threads, latency, p99 = read.get("threads"), read.get("latency"), read.get("p99")
    busy = in_flight / threads if in_flight is not None and threads else None
    seen = {**read, "connections": connections, "threads": busy}
    for id_, (layer, usual, name) in _LIMITS.items():
        limit = read.get(f"limit {name}") or usual
        value = seen.get(name)
        if value is None:
            continue
        over = value < limit if id_ == "cache-miss" else value >= limit
        if id_ == "app-slow" and latency:
            over = over or (p99 is not None and p99 >= SLOW_TIMES * latency)
        if over:
            out.append(Sign(id_, layer, value, limit, _sentence(id_, name, value, limit)))
    if (read.get("evictions") or 0) > 0 and not any(sign.id == "cache-memory" for sign in out):
        value = read["evictions"] or 0.0
        out.append(
            Sign("cache-memory", "cache", value, 0.0, "The cache evicts: its memory is full.")
        )
    return tuple(out)


def _sentence(id_: str, name: str, value: float, limit: float) -> str:
    if id_ == "app-slow":
        return (
            f"p99 is {value:g} s: at {limit:g} s, or {SLOW_TIMES:g} times the average, "
            "requests queue."
        )
    if id_ == "app-threads":
        return f"{value:.0%} of the threads are in flight at the peak; {limit:.0%} leaves room."
    if id_ == "cache-miss":
        return f"{value:.0%} of reads hit the cache; below {limit:.0%} the database pays for it."
    return f"{name}: {value * 100:.4g} %, and {limit * 100:.4g} % is the limit."
