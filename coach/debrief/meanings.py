"""Words that mean the same: whoever says Redis has said cache, whoever says "goes down" has said
"fails".

The plain word for a part is widened to its products ("cache", "database", "queue"), never a
product or a longer term: where a prompt asks for Kafka, a queue is not enough. Other words are
widened to their family only where a prompt names two of it, for then it is the family it means.
"""

from functools import lru_cache

from coach.boards.diagram.graph import Kind
from coach.boards.diagram.technologies import TECHNOLOGIES
from coach.debrief.words import Stems, stems

_FAMILIES: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    ("cache, in memory cache", (Kind.CACHE,)),
    ("database, db, datastore, data store, store", (Kind.DATABASE,)),
    ("queue, message queue, stream, event stream, broker", (Kind.QUEUE, Kind.STREAM)),
    ("cdn, content delivery network, content network", (Kind.CDN,)),
    ("load balancer, balancer, lb", (Kind.LOAD_BALANCER,)),
    ("blob store, object store, object storage, blob storage", (Kind.BLOB_STORE,)),
    ("search index", (Kind.SEARCH_INDEX,)),
)

_KIN: tuple[str, ...] = (
    """down, die, dead, fail, failure, crash, lost, gone, outage, unavailable, unreachable, broken,
    goes away""",
    """cost, price, pay, expensive, trade off, tradeoff, at the expense, downside, drawback, in
    exchange, give up, sacrifice""",
    """to sum up, sum up, summing up, in summary, to summarise, to summarize, overall, in short, to
    conclude, in conclusion, all in all""",
    """asynchronous, async, in the background, background, not wait, never wait, without waiting,
    doesn't wait""",
    """duplicate, dedupe, deduplicate, dedup, idempotent, idempotency key, exactly once, twice""",
    """viral, hot key, hot spot, hotspot, hot partition, hot shard, celebrity, popular key""",
    """retry, try again, resend, send again, repeat""",
    """replica, copy, standby, failover, fail over, take over, promote, secondary, follower""",
    """time to live, ttl, expire, evict, lifetime""",
    """limit, cap, throttle, quota, rate limit""",
    """filter, drop, discard, skip, leave out""",
    """register again, re-register, rebuild, recover, restore, reload""",
)


def _split(text: str) -> list[str]:
    return [" ".join(name.split()) for name in text.split(",")]


def _table() -> dict[Stems, frozenset[str]]:
    table = {}
    for words, kinds in _FAMILIES:
        plain = _split(words)
        products = [name for kind in kinds for name in _split(TECHNOLOGIES.get(kind, ""))]
        family = frozenset(name for name in (*plain, *products) if name)
        for word in plain:
            table[stems(word)] = family
    return table


_TABLE = _table()
PARTS: frozenset[Stems] = frozenset(
    stems(name) for family in (*_TABLE.values(), _split("replica, read replica")) for name in family
)
"""What can be in a design or not: the plain parts, their products, and their copies."""

_FAMILY_OF: dict[Stems, frozenset[str]] = {
    stems(word): frozenset(_split(text)) for text in _KIN for word in _split(text)
}


@lru_cache(maxsize=4096)
def widened(terms: tuple[str, ...]) -> frozenset[str]:
    """Terms any one of which will do, with everything that means the same."""
    found = set(terms)
    kin: list[frozenset[str]] = []
    for term in terms:
        found |= _TABLE.get(stems(term), frozenset())
        family = _FAMILY_OF.get(stems(term))
        if family is not None:
            if family in kin:
                found |= family
            kin.append(family)
    return frozenset(found)


@lru_cache(maxsize=4096)
def wanted(terms: tuple[str, ...]) -> tuple[frozenset[str], tuple[Stems, ...]]:
    """The stems that show one of the terms: single words, and runs of several."""
    every = {stems(term) for term in widened(terms)}
    single = frozenset(one[0] for one in every if len(one) == 1)
    return single, tuple(sorted(one for one in every if len(one) > 1))
