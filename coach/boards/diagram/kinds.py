"""What a component is: the kind of a name, the mark a kind is drawn with, the list to pick from.

A kind is read off a name the way an English noun phrase is read: its last words decide ("kafka
consumer" is a worker, "user cache" a cache, "cache warming" neither), but for words that only say
how or where a thing runs ("db primary"). Names of products tell the kind wherever they stand
("redis sessions"). What nothing is known of is a service.
"""

import re
from functools import lru_cache

from coach.boards.diagram.graph import Kind
from coach.boards.diagram.technologies import ENDINGS, MANAGED, PASSED_OVER, PHRASES, PRODUCTS

_MARKS: dict[Kind, tuple[str, str]] = {
    Kind.CLIENT: ("○", "C"),
    Kind.DNS: ("§", "N"),
    Kind.CDN: ("☼", "E"),
    Kind.LOAD_BALANCER: ("Ψ", "L"),
    Kind.GATEWAY: ("∩", "G"),
    Kind.SERVICE: ("", ""),
    Kind.WORKER: ("¤", "W"),
    Kind.CACHE: ("$", "M"),
    Kind.DATABASE: ("≡", "D"),
    Kind.REPLICA: ("″", "R"),
    Kind.QUEUE: ("»", "Q"),
    Kind.STREAM: ("≈", "S"),
    Kind.SEARCH_INDEX: ("?", "I"),
    Kind.BLOB_STORE: ("●", "B"),
    Kind.SCHEDULER: ("◷", "T"),
    Kind.EXTERNAL: ("◊", "X"),
}

COMPONENTS: tuple[tuple[str, str], ...] = (
    ("Client", "client"),
    ("DNS", "dns"),
    ("CDN", "cdn"),
    ("Load balancer", "load balancer"),
    ("API gateway", "gateway"),
    ("Service", "service"),
    ("Worker", "worker"),
    ("Cache", "cache"),
    ("Database", "database"),
    ("Database replica", "replica"),
    ("Message queue", "queue"),
    ("Event stream", "stream"),
    ("Search index", "search index"),
    ("Blob store", "blob store"),
    ("Scheduler", "scheduler"),
    ("External service", "external"),
)
"""What the picker offers, in this order: a title and the name a fresh component gets."""

_WORD = re.compile(r"[^\W_]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NUMBERED = re.compile(r"(?<=\D)\d+$")
_LONGEST = max(phrase.count(" ") for phrase in PHRASES) + 1


def mark(kind: Kind, ascii: bool = False) -> str:
    """One cell that stands for the kind in a box; a plain service has none ("")."""
    return _MARKS[kind][1 if ascii else 0]


def said_kind(word: str) -> Kind | None:
    """The kind that a word in brackets names ("load balancer", "db"), or None."""
    return PHRASES.get(_phrase(word))


@lru_cache(maxsize=4096)
def kind_of(name: str) -> Kind:
    """The kind that a name suggests; `Kind.SERVICE` for what is not known."""
    for split in (words(name), words(_HUMP.sub(" ", name))):
        kind = _last_known(split)
        if kind is not None:
            return kind
    return Kind.SERVICE


def is_managed(*names: str) -> bool:
    """Whether a name is that of a service whose provider runs it more than once ("S3", "SQS")."""
    for name in names:
        split = words(name)
        for start in range(len(split)):
            if any(" ".join(split[start : start + size]) in MANAGED for size in (1, 2, 3)):
                return True
    return False


def _phrase(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def words(name: str) -> list[str]:
    """The words of a name in lower case, split at what is no letter and no digit."""
    return _WORD.findall(name.casefold()[:400])


def _last_known(words: list[str]) -> Kind | None:
    head = True
    for end in range(len(words), 0, -1):
        for start in range(max(0, end - _LONGEST), end):
            phrase = " ".join(words[start:end])
            kind = _known(phrase)
            if kind is not None and (head or phrase in PRODUCTS):
                return kind
        head = head and _tells_apart(words[end - 1])
    return None


def _tells_apart(word: str) -> bool:
    """Whether a word behind a kind only says which of several it is: "lb b", "db 2", "api eu"."""
    return word in PASSED_OVER or word.isdigit() or (len(word) == 1 and word.isalpha())


def _known(phrase: str) -> Kind | None:
    stem = _NUMBERED.sub("", phrase)
    for form in (phrase, stem, stem.removesuffix("s"), stem.removesuffix("es")):
        if form in PHRASES:
            return PHRASES[form]
    if " " not in stem:
        for ending, kind in ENDINGS:
            if len(stem) > len(ending) and stem.endswith(ending):
                return kind
    return None
