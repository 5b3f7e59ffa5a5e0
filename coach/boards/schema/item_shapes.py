"""The shapes of one item of a table's list: which are groups, marks, keys, several columns."""

import re
from functools import lru_cache

from coach.boards.patterns import lazy
from coach.boards.schema.sketch_words import TYPES

_GROUP = lazy(
    r"""(?:constraint\s+\S+\s+)?
    (?P<word>(?:composite|compound)\s+(?:primary\s+)?key|primary\s+key|pk|unique\s+index
    |unique(?:\s+(?:key|constraint))?|uk|uniq|(?:secondary\s+)?index(?:es)?|idx|fk|foreign\s+key
    |(?:partition|hash|shard|sort|range|clustering)\s+key|clustering(?:\s+(?:columns?|by))?|sk|ck|gsi\d*|lsi\d*
    |attrs?|attributes|columns|cols|fields|sharded\s+by|key|check|exclude)
    (?:\s+[`"]?\w+[`"]?(?=\s*\())?\s*(?P<sep>[:=]|(?=\()|(?<=\s)(?=\w+\s*\+\s*\w)
    |(?<=check\s)(?=[\w.]+\s*[<>=≤≥!]|[\w.]+\s+(?:in|between)\b))\s*(?P<rest>.*)\Z""",
    re.X | re.I | re.S,
)
MARKED_COLUMN = lazy(
    r"(?:pk|fk|uk|unique|primary\s+key|foreign\s+key)\s+(?:\w+_id|\w+Id|\w+ID)\Z", re.I
)
"""A mark before the name of a column, not behind the one before."""
_MARKED = lazy(
    r"(?:(?:pk|primary\s+key|unique|nullable|not\s+null|indexed|fk(?:\s*(?:->|→|:)?\s*(?:to\s+)?\w+(?:\.\w+)?(?:\s*\(\w+\))?)?|foreign\s+key\s[^:]*|references\s[^:]*"
    r"|default\s*[:=]?\s*(?:'[^']*'|\"[^\"]*\"|\S+)|null(?:able)?\s+(?:for|if|when|until|unless|at)\s[^,]*"
    r"|(?:[<>≤≥]=?|=|!=)\s*-?\d[\w.]*"
    r"|check\s*(?:\([^()]*\)|[<>=≤≥!]+\s*\S+)"
    r"|on\s+(?:delete|update)\s+(?:cascade|restrict|set\s+(?:null|default)|no\s+action)"
    r"|max(?:imum)?\s+\d+|min(?:imum)?\s+\d+)\s*)+\Z",
    re.I,
)
_AFTER = lazy(
    r"(?<=[\w)\]?])\s+(?=(?:pk|primary\s+key|unique|index|idx|fk|shard\s+key|partition\s+key)(?:\s*[:=(]|\s+\w+\s*\+\s*\w)"
    r"(?!\s*(?:->|→|[\w.]+\s*\)\s*(?:$|,)|\s*\w+\.\w)))",
    re.I,
)
POINTS_AT = lazy(
    r"(?:->|→|references|refs?:?|=>|to)\s*([\w\"`.]+?)(?:\s*\(([^)]*)\)|\.(\w+))?\s*(?:on\s.*)?\Z",
    re.I | re.S,
)
BOTH = lazy(
    r"(?:(?:composite|compound)\s+)?(?:pk|primary\s+key|key)\s*[:=(]?\s*(?:is\s+|on\s+)?both\s*\)?\Z"
    r"|both\s+(?:are\s+|form\s+)?(?:the\s+)?(?:pk|primary\s+key|key)\Z"
    r"|(?:pk|primary\s+key|key)\s*[:=]?\s*(?:is\s+|are\s+)?(?:the\s+)?first\s+(?P<count>two|three|four)\Z",
    re.I,
)
"""The key of a table between others: its first columns, two where they are not counted."""
BEHIND = lazy(r"(?<=[\w$])\s+\((?!\d+\))[^()]*\)\Z")
"""What is said in brackets of a part of a key: `bucket (10 days)`."""
COUNTED = {"three": 3, "four": 4}
DASHED = lazy(r"\s+[—–-]{1,2}\s+(?=(?:pk|primary\s+key|key)\b)", re.I)
"""Between the last column of a list and what is said of the list."""
_TOGETHER = lazy(
    r"(?P<names>[\w$]+(?:\s*[,+]\s*[\w$]+)+)\s*(?:->|→|=|:|-|–|—)?\s*(?:is\s+|are\s+)?(?:the\s+)?"
    r"(?:(?:composite|compound|joint)\s+(?:pk|primary\s+key|key)|(?:pk|primary\s+key|key)\s+together)\Z"
    r"|\(\s*(?P<inside>[\w$]+(?:\s*[,+]\s*[\w$]+)+)\s*\)\s*(?:is\s+|are\s+|as\s+|form\s+|make\s+(?:up\s+)?"
    r"|->\s*|=\s*|:\s*)?(?:the\s+|a\s+)?(?:(?:composite|compound|joint)\s+)?(?:pk|primary\s+key|key)\s*\.?\Z"
    r"|(?P<summed>[\w$]+(?:\s*\+\s*[\w$]+)+)\s*=\s*(?:the\s+)?(?:pk|primary\s+key|key)\Z",
    re.I,
)
"""Columns that are listed on one line with the word that they are the key together."""
_POINTED = lazy(
    r"(?P<names>[\w$]+(?:\s*[,+]\s*[\w$]+)+)\s+(?:(?:fk|foreign\s+key|together)\s*)?(?:->|→|references)\s*"
    r"(?P<to>[\w$]+)(?:\s*\((?P<there>[^()]*)\))?\Z",
    re.I,
)
EACH_NAME = lazy(r"[\w$]+")
JOINED = lazy(r"(?:then|and|also|plus|finally)\s+(?=[\w$]+)", re.I)
NAMED_KEY = lazy(
    r"\s+(?:is|as|being)\s+(?:the\s+)?(?:primary\s+)?(?:key|pk)\Z|(?<=id)\s+key\Z", re.I
)
NULLED = lazy(r"\s+(?:(?:which|that)\s+)?(?:can|may)\s+be\s+(?:null|empty|missing)\Z", re.I)
"""How a sentence says what a mark says."""
KEY_VALUE = lazy(
    r"(pk|sk|partition\s+key|sort\s+key|hash\s+key|range\s+key)\s*[:=]?\s*([\w#.-]+)", re.I
)
KEY_GROUPS = frozenset(
    ("pk", "primary key", "key", "composite key", "compound key", "composite primary key",
     "compound primary key", "sk", "ck", "sort key", "range key", "hash key", "partition key",
     "clustering", "clustering by", "clustering key", "clustering column", "clustering columns")
)  # fmt: skip


@lru_cache(maxsize=8192)
def group_of(text: str) -> re.Match[str] | None:
    """The key, unique group, index or reference of several columns that a text says, if it does."""
    match = _GROUP.match(text)
    return None if match is None or _is_column(match) else match


def _is_column(group: re.Match[str]) -> bool:
    """`key: text` is a column called key."""
    word, rest = group["word"].lower(), group["rest"].strip()
    if word in ("key", "index", "columns", "fields", "unique") and group["sep"]:
        first = re.match(r"\w+", rest)
        return bool(first and first[0].lower() in TYPES)
    return bool(group["sep"] and rest.lower() in TYPES)


def keyed_together(text: str) -> tuple[int, int] | None:
    """Where the columns stand in a text that says of several that they are the key together."""
    match = _TOGETHER.match(text)
    return None if match is None else match.span(match.lastgroup or "names")


def pointing_together(text: str) -> re.Match[str] | None:
    """Several columns and the one table that they point at together: `a, b FK -> stock`."""
    return _POINTED.match(text) if "," in text else None


@lru_cache(maxsize=8192)
def cut_of(text: str) -> re.Match[str] | None:
    """Where a group follows a column without a comma."""
    return _AFTER.search(text) if len(text) > 6 and " " in text else None


@lru_cache(maxsize=8192)
def marks_alone(text: str) -> bool:
    """Whether an item is marks only, which belong to the column before it."""
    return bool(_MARKED.match(text))
