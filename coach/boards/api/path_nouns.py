"""Plurals and singulars of the nouns in paths, and the words a name is made of."""

import re
from functools import lru_cache

from coach.boards.api.wordset import wordset

_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
IRREGULAR = {
    "people": "person", "children": "child", "men": "man", "women": "woman", "data": "datum",
    "indices": "index", "vertices": "vertex", "statuses": "status", "buses": "bus",
    "analyses": "analysis", "criteria": "criterion", "addresses": "address", "heroes": "hero",
    "leaves": "leaf", "movies": "movie", "cookies": "cookie", "matrices": "matrix",
    "aliases": "alias", "caches": "cache", "responses": "response", "databases": "database",
    "purchases": "purchase", "invoices": "invoice", "prices": "price", "devices": "device",
    "archives": "archive", "waves": "wave", "ties": "tie", "quizzes": "quiz", "canvases": "canvas",
    "menus": "menu", "bonuses": "bonus", "viruses": "virus", "lives": "life", "shelves": "shelf",
}  # fmt: skip
_UNCOUNTED = wordset(
    """me cart basket feed profile news media series species health status settings search
    login logout metadata inventory history data info information content equipment
    analytics statistics stats metrics traffic presence balance timeline home self current
    session inbox outbox account wallet config configuration session dashboard access
    progress chess address"""
)


@lru_cache(maxsize=4096)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in snake_case, kebab-case or camelCase, in lower case."""
    return tuple(word.lower() for word in _WORDS.findall(name))


@lru_cache(maxsize=2048)
def singular(noun: str) -> str:
    """One of what a noun names: "orders" gives "order", "categories" "category"."""
    low = noun.lower()
    if low in IRREGULAR:
        return IRREGULAR[low]
    if low in _UNCOUNTED or len(low) < 3 or low.endswith(("ss", "us", "is")):
        return low
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zes")):
        return low[:-2]
    return low[:-1] if low.endswith("s") else low


def plural(noun: str) -> bool:
    """Whether a noun names many."""
    low = noun.lower()
    return low in IRREGULAR or (singular(low) != low)


def last_word(name: str) -> str:
    """The last word of a name, which says what it names."""
    words = words_of(name)
    return words[-1] if words else name.lower()


@lru_cache(maxsize=2048)
def _key(name: str) -> str:
    words = words_of(name) or (name.lower(),)
    return " ".join([*words[:-1], singular(words[-1])])


def same_noun(noun: str, other: str) -> bool:
    """Whether two names name the same thing, plural or singular, whatever their spelling."""
    return _key(noun) == _key(other)


def type_name(noun: str) -> str:
    """A noun of a path as a type: "order-items" gives "OrderItem"."""
    words = words_of(noun) or (noun,)
    return "".join(word.capitalize() for word in [*words[:-1], singular(words[-1])])
