"""Words that mean the same kind of part: whoever says Redis has said cache.

Only the plain word is widened ("cache", "database", "queue"), never a product or a longer term:
where a prompt asks for Kafka, a queue is not enough.
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


@lru_cache(maxsize=16384)
def alike(term: str) -> frozenset[str]:
    """The term with everything that means the same part."""
    return _TABLE.get(stems(term), frozenset()) | {term}


@lru_cache(maxsize=4096)
def wanted(terms: tuple[str, ...]) -> tuple[frozenset[str], tuple[Stems, ...]]:
    """The stems that show one of the terms: single words, and runs of several."""
    every = {stems(other) for term in terms for other in alike(term)}
    single = frozenset(one[0] for one in every if len(one) == 1)
    return single, tuple(sorted(one for one in every if len(one) > 1))
