"""The tokens of one column's words, and what they come to."""

import re

from coach.boards.patterns import lazy
from coach.boards.schema.sketch_words import bag
from coach.tuples import NamedTuple

TOKEN = lazy(
    r"""(?P<space>\s+)
    |(?P<quoted>"[^"\n]*"|`[^`\n]*`|'[^'\n]*')
    |(?P<arrow>-{1,2}>|→|⟶|⇒|=>|▶|►)
    |(?P<group>\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\]|<[^<>]*>|\{[^{}]*\})
    |(?P<word>[^\W\d][\w$]*(?:[.-][^\W\d][\w$]*|\.\d+(?!\.))*|🔑|🔗)
    |(?P<number>\d[\w.%]*)
    |(?P<mark>.)""",
    re.X | re.S,
)
EMPHASIS = lazy(r"(\*\*|__|\*|_|`)(?=\S)([^*`]+?)(?<=\S)\1(?!\w)")
NOUNS = bag(
    """list set map counter number date time year point object any array interval vector geo
    money text instant"""
)
"""Types that are also the last or first word of names: start date, list price."""
ACTION = lazy(
    r"\s+(?:delete|update)\s+(?:cascade|restrict|set\s+(?:null|default)|no\s+action)", re.I
)
BOUND = lazy(r"(?:[<>≤≥]=?|[±+-])\s*[-+]?\d[\w.]*(?:\s*(?:/|\.\.|–|to)\s*[-+]?\d[\w.]*)?")
"""What a column's values keep to: `>= 0`, `-1/+1`."""
TYPED = lazy(r"enum|set|list|map|tuple|frozen|array|vector", re.I)
_WORD = r"[^\W\d][\w-]*"
_VALUES = lazy(rf"{_WORD}(?:\s*\|\s*{_WORD})+\Z")
_PLAIN = lazy(r"([^\W\d][\w$]*)(\?)?\Z")
UNDERLINED = lazy(r"_([^\W_]\w*?[^\W_]|[^\W_])_\Z")
"""The name of a key as a text without underlines marks it: `_isbn_`."""
SIZE = lazy(r"[~≈]?\d+(?:\.\d+)?\s*(?:[KMG]?i?B|bytes?|chars?|characters)")
"""How much room a column takes: 8B, 256 bytes, 20 chars."""


class Target(NamedTuple):
    """What a column points at: a table and its column ("" where none is named), and where."""

    table: str
    column: str
    start: int
    end: int


class Words(NamedTuple):
    """A column as read; places are offsets in the item's text.

    `more` are words after the name that may belong to it (`created at`) or be its type; `bare`
    says that the item is its name alone, `sure` that a type or mark was recognised.
    """

    name: str
    start: int
    end: int
    type: str = ""
    optional: bool = False
    unique: bool = False
    key: bool = False
    indexed: bool = False
    target: Target | None = None
    more: str = ""
    bare: bool = False
    sure: bool = False
    spread: bool = False
    """Whether it was called the partition key."""
    pointing: bool = False
    """Whether it was called a foreign key."""


def looks_typed(more: str) -> bool:
    """Whether a word that is no known type was written like one: order_state, Money, VARCHAR2."""
    return bool(re.fullmatch(r"\w*[_A-Z0-9]\w*", more))


def values_of(content: str) -> str:
    """The type of a column whose values stand in brackets between bars: `[free|held|sold]`."""
    if "|" not in content or not _VALUES.match(content):
        return ""
    return "|".join(re.findall(_WORD, content))


def told_by(words: list[str], text: str) -> str:
    """The type that words behind a colon are: one word, or all of them as values."""
    if len(words) == 1:
        return words[0]
    said = text.partition(":")[2].strip()
    if said.count("/") > 1 and "|" not in said:
        said = said.replace("/", "|")
    return values_of(said)


def name_alone(text: str) -> Words | None:
    """A column that is said by its name alone, which may be underlined or optional."""
    plain = _PLAIN.match(text)
    if plain is None:
        return None
    underlined = UNDERLINED.match(text)
    if underlined:
        return Words(underlined[1], 1, underlined.end(1), key=True, sure=True)
    return Words(plain[1], 0, plain.end(1), optional=bool(plain[2]), bare=True)
