"""Words that mean the same: whoever says Redis has said cache, whoever says "goes down" has said
"fails".

The plain word for a part is widened to its products ("cache", "database", "queue"), never a
product or a longer term: where a prompt asks for Kafka, a queue is not enough. Other words are
widened to their family only where a prompt names two of it, for then it is the family it means.
"""

from collections.abc import Mapping
from functools import cache, lru_cache

from coach.language.wordlists import compiled
from coach.language.words import Stems, stems


@cache
def parts() -> frozenset[Stems]:
    """What can be in a design or not: the plain parts, their products, and their copies."""
    return frozenset(tuple(line.split()) for line in compiled()["parts"])


def _table(section: str) -> Mapping[Stems, frozenset[Stems]]:
    """By a word the words that mean the same; a line holds the words, then what they stand for."""
    table = {}
    for line in compiled()[section]:
        words, _, family = line.partition("|")
        same = frozenset(tuple(word.split()) for word in family.split(","))
        table.update({tuple(word.split()): same for word in words.split(",")})
    return table


@cache
def products() -> Mapping[Stems, frozenset[Stems]]:
    """The products of each plain part."""
    return _table("products")


@cache
def families() -> Mapping[Stems, frozenset[Stems]]:
    """The family of each word that has one."""
    return _table("families")


@lru_cache(maxsize=4096)
def widened(terms: tuple[str, ...]) -> frozenset[Stems]:
    """The stems of terms any one of which will do, with everything that means the same."""
    wide = {stems(text) for text in terms}
    met: list[frozenset[Stems]] = []
    for text in terms:
        wide |= products().get(stems(text), frozenset())
        family = families().get(stems(text))
        if family is not None:
            if family in met:
                wide |= family
            met.append(family)
    return frozenset(wide)
