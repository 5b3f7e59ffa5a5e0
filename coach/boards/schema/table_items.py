"""One item of a table's list: a column, or a key, a unique group, an index, a reference."""

import re
from functools import lru_cache

from coach.boards.board import Severity, Span
from coach.boards.patterns import lazy
from coach.boards.schema.assembly import Assembly, GrowingTable
from coach.boards.schema.column_tokens import Words
from coach.boards.schema.column_words import column_words
from coach.boards.schema.exclusions import written
from coach.boards.schema.list_pieces import bare, cut, names, unwrapped
from coach.boards.schema.schema_parts import Index, NamedPart, Reference, Spread
from coach.boards.schema.sketch_words import TYPES
from coach.boards.schema.sorting import sort_parts

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
_MARKS = (
    r"pk|primary\s+key|unique|nullable|optional|not\s+null|index(?:ed)?|(?:fk|references)\b[^,]*"
)
_REMARK = lazy(rf"(?:(?:{_MARKS}|(?:->|→)\s*[\w.]+)[\s,]*)+\Z", re.I)
_KEY_REMARK = lazy(r"(?:pk|primary\s+key|fk\b|->|→)", re.I)
_MARKED_COLUMN = lazy(
    r"(?:pk|fk|uk|unique|primary\s+key|foreign\s+key)\s+(?:\w+_id|\w+Id|\w+ID)\Z", re.I
)
"""A mark before the name of a column, not behind the one before."""
_MARKED = lazy(
    r"(?:(?:pk|primary\s+key|unique|nullable|not\s+null|indexed|fk(?:\s*(?:->|→|:)?\s*(?:to\s+)?\w+(?:\.\w+)?(?:\s*\(\w+\))?)?|foreign\s+key\s[^:]*|references\s[^:]*)\s*)+\Z",
    re.I,
)
_AFTER = lazy(
    r"(?<=[\w)\]?])\s+(?=(?:pk|primary\s+key|unique|index|idx|fk|shard\s+key|partition\s+key)(?:\s*[:=(]|\s+\w+\s*\+\s*\w)"
    r"(?!\s*(?:->|→|[\w.]+\s*\)\s*(?:$|,)|\s*\w+\.\w)))",
    re.I,
)
_POINTS = lazy(
    r"(?:->|→|references|refs?:?|=>|to)\s*([\w\"`.]+?)(?:\s*\(([^)]*)\)|\.(\w+))?\s*(?:on\s.*)?\Z",
    re.I | re.S,
)
_BOTH = lazy(
    r"(?:(?:composite|compound)\s+)?(?:pk|primary\s+key|key)\s*[:=(]?\s*(?:is\s+|on\s+)?both\s*\)?\Z"
    r"|both\s+(?:are\s+|form\s+)?(?:the\s+)?(?:pk|primary\s+key|key)\Z"
    r"|(?:pk|primary\s+key|key)\s*[:=]?\s*(?:is\s+|are\s+)?(?:the\s+)?first\s+(?P<count>two|three|four)\Z",
    re.I,
)
"""The key of a table between others: its first columns, two where they are not counted."""
_BEHIND = lazy(r"(?<=[\w$])\s+\((?!\d+\))[^()]*\)\Z")
"""What is said in brackets of a part of a key: `bucket (10 days)`."""
_COUNTS = {"three": 3, "four": 4}
_DASHED = lazy(r"\s+[—–-]{1,2}\s+(?=(?:pk|primary\s+key|key)\b)", re.I)
"""Between the last column of a list and what is said of the list."""
_TOGETHER = lazy(
    r"(?P<names>[\w$]+(?:\s*[,+]\s*[\w$]+)+)\s*(?:->|→|=|:|-|–|—)?\s*(?:is\s+|are\s+)?(?:the\s+)?"
    r"(?:(?:composite|compound|joint)\s+(?:pk|primary\s+key|key)|(?:pk|primary\s+key|key)\s+together)\Z"
    r"|\(\s*(?P<inside>[\w$]+(?:\s*[,+]\s*[\w$]+)+)\s*\)\s*(?:pk|primary\s+key|key)\Z",
    re.I,
)
"""Columns that are listed on one line with the word that they are the key together."""
_KEYED = lazy(
    r"(pk|sk|partition\s+key|sort\s+key|hash\s+key|range\s+key)\s*[:=]?\s*([\w#.-]+)", re.I
)
_KEYS = frozenset(
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
    return None if match is None else match.span("names" if match["names"] else "inside")


@lru_cache(maxsize=8192)
def cut_of(text: str) -> re.Match[str] | None:
    """Where a group follows a column without a comma."""
    return _AFTER.search(text) if len(text) > 6 and " " in text else None


@lru_cache(maxsize=8192)
def marks_alone(text: str) -> bool:
    """Whether an item is marks only, which belong to the column before it."""
    return bool(_MARKED.match(text))


@lru_cache(maxsize=1024)
def _told(remark: str) -> str:
    """The marks and type that a comment behind a column says, "" where it says anything else.

    Keys count also among other words: `// pk, never changes`.
    """
    parts = [part.strip() for part in re.split(r"[,;]", remark) if part.strip()]
    marks = [part for part in parts if _REMARK.match(part) or part.lower() in TYPES]
    if len(marks) < len(parts):
        marks = [part for part in marks if _KEY_REMARK.match(part)]
    return " ".join(marks)


class Items:
    """Takes the items of one table in order."""

    def __init__(self, assembly: Assembly, table: GrowingTable, typed_first: bool = False) -> None:
        self.assembly = assembly
        self.table = table
        self.typed_first = typed_first
        self.open: list[NamedPart] | None = None
        """The group without brackets that a comma may go on with."""
        self.behind = False
        """Whether a list is over, and what comes is said of its columns."""

    def take(self, start: int, end: int, remark: str = "", text: str = "") -> bool:
        """Reads the item text[start:end]; False, and nothing noted, where it is none."""
        composed = bool(text)
        text = text or self.assembly.text[start:end]
        both = _BOTH.match(text)
        if both and len(self.table.items) > 1:
            count = _COUNTS.get((both["count"] or "").lower(), 2)
            self.table.key += [
                NamedPart(words.name, Span(at, at + len(said)))
                for words, at, said in self.table.items[:count]
            ]
            return True
        dash = _DASHED.search(text) if not composed else None
        if dash and _BOTH.match(text, dash.end()) and self.take(start, start + dash.start()):
            self.behind = True
            return self.take(start + dash.end(), end)
        if text[:7].lower() in ("exclude", "constra") and (exclusion := written(text)) is not None:
            self.table.exclusions.append(exclusion)
            return True
        cuts = cut_of(text)
        if cuts and column_words(text[: cuts.start()]):
            first = self.take(start, start + cuts.start(), remark, text[: cuts.start()])
            return first and self.take(start + cuts.end(), end, "", text[cuts.end() :])
        group = group_of(text)
        if group:
            return self._group(group, start, end, text)
        names_column = _MARKED_COLUMN.match(text)
        if self.table.items and not composed and not names_column and marks_alone(text):
            last, at, before = self.table.items[-1]
            marked = column_words(f"{before} {text}")
            if marked and marked.name == last.name and not marked.more:
                self.table.items[-1] = (marked, at, before)
                if marked.pointing and marked.target is None:
                    self.assembly.unpointed.append((self.table.name, last.name, Span(start, end)))
                if marked.indexed:
                    self._indexed(marked.name, Span(start, end))
                return True
        if self.open is not None and self.table.has(text):
            self.open.append(NamedPart(text, Span(start, end)))
            return True
        self.open = None
        words = column_words(text, self.typed_first)
        if words is None:
            return False
        told = _told(remark) if remark else ""
        if told:
            marked = column_words(f"{text} {told}")
            if marked is not None and marked.name == words.name:
                words = marked
        if composed and words.target:
            words = words._replace(target=words.target._replace(start=0, end=end - start))
        if words.indexed:
            self._indexed(words.name, Span(start, end))
        if words.spread:
            self._spread([words.name], Span(start, end))
        if words.pointing and words.target is None:
            self.assembly.unpointed.append((self.table.name, words.name, Span(start, end)))
        if self.behind and self._amended(words, start, text):
            return True
        self.table.items.append((words, start, text))
        return True

    def _amended(self, words: Words, start: int, text: str) -> bool:
        """What is said, behind a list, of a column that the list names bare."""
        for place, (known, _, said) in enumerate(self.table.items):
            if known.name == words.name == said:
                self.table.items[place] = (words, start, text)
                return True
        return False

    def key_of_last(self, listed: str, span: Span) -> None:
        """The columns of a list as the table's key."""
        self.table.key[:] = [NamedPart(name, span) for name in names(listed)]

    def _indexed(self, name: str, span: Span) -> None:
        self.assembly.indexes.append(Index(self.table.name, sort_parts(name), span))

    def take_all(self, start: int, end: int, stops: str = ",;\n") -> None:
        """Reads a list; what is no item is said to be unread."""
        for begin, stop in cut(self.assembly.text, start, end, stops):
            if not self.take(begin, stop):
                message = "This is no column's name."
                self.assembly.report(
                    "unreadable-column", Severity.WARNING, message, Span(begin, stop)
                )

    def _group(self, group: re.Match[str], start: int, end: int, text: str) -> bool:
        word = " ".join(group["word"].lower().split())
        rest = group["rest"].strip()
        if not rest and word not in ("check", "exclude"):
            return False
        if word == "check" and rest:
            said = " ".join(unwrapped(rest).split())
            self.table.checks.append(NamedPart(said, Span(start, end)))
            return True
        span = Span(start, end)
        at = start + group.start("rest")
        self.open = None
        if word in _KEYS and not (word == "key" and not group["sep"] and "`" in text):
            return self._key(word, rest, at, bool(group["sep"]))
        if word in ("unique", "uk", "uniq", "unique key", "unique constraint"):
            self.table.uniques.append(tuple(self._parts(rest, at)))
        elif "index" in word or word in ("idx", "key"):
            self._index(word, rest, span)
        elif word.startswith(("gsi", "lsi")):
            return self._keyed(rest, span)
        elif word in ("fk", "foreign key"):
            return self._foreign(rest, at)
        elif word in ("shard key", "sharded by"):
            self._spread(names(rest), span)
        elif word.startswith(("attr", "columns", "cols", "fields")):
            inner = unwrapped(rest)
            offset = at + rest.find(inner)
            self.take_all(offset, offset + len(inner), ",;")
        return True

    def _parts(self, rest: str, at: int) -> list[NamedPart]:
        inner = unwrapped(rest)
        offset = at + rest.find(inner)
        text = self.assembly.text
        parts = []
        for start, stop in cut(inner.replace("+", ","), 0, len(inner)):
            remark = _BEHIND.search(inner, start, stop)
            end = remark.start() if remark else stop
            for name in (
                names(inner[start:end]) if inner[start] == "(" else [bare(inner[start:end])]
            ):
                parts.append(NamedPart(name, Span(offset + start, min(len(text), offset + end))))
        return parts

    def _key(self, word: str, rest: str, at: int, said: bool) -> bool:
        parts = self._parts(re.sub(r"\)\s*using\s.*\Z", ")", rest, flags=re.I | re.S), at)
        if not parts or any(not re.fullmatch(r"[^\W\d][\w$ #-]*", p.name) for p in parts):
            return False
        if (said and not rest.startswith("(")) or not self.table.items:
            for part in parts:
                self.table.make(part.name, part.span)
            self.open = self.table.key if not rest.startswith("(") else None
        if word in ("pk", "primary key") and self.table.key and not said:
            self.table.key.clear()
        self.table.key += parts
        nested = re.match(r"\(\s*\(([^()]*)\)\s*,", rest)
        if nested:
            self._spread(names(nested[1]), parts[0].span)
        if word.startswith(("clustering", "ck")) and len(self.table.key) > len(parts):
            first = self.table.key[: len(self.table.key) - len(parts)]
            self._spread([part.name for part in first], parts[0].span)
        return True

    def _index(self, word: str, rest: str, span: Span) -> None:
        from coach.boards.schema.index_words import index_of

        self.assembly.indexes.append(
            index_of(self.table.name, rest, span, word.startswith("unique"))
        )

    def _keyed(self, rest: str, span: Span) -> bool:
        """A secondary index of a key-value store: `PK = a, SK = b`, or `(a, b)`."""
        names_read = [match[2] for match in _KEYED.finditer(rest)] or names(
            re.sub(r"\A\w+\s*(?=\()", "", rest)
        )
        parts = tuple(part for name in names_read for part in sort_parts(name))
        self.assembly.indexes.append(Index(self.table.name, parts, span))
        return bool(parts)

    def _foreign(self, rest: str, at: int) -> bool:
        inside = re.match(
            r"\(([^)]*)\)\s*(.*)\Z|([\w, ]+?)\s*((?:->|→|references)\s*.*)\Z", rest, re.S | re.I
        )
        if inside is None:
            return False
        columns = names(inside[1] if inside[1] is not None else inside[3])
        points = _POINTS.search(inside[2] or inside[4] or "")
        if points is None:
            return False
        target = bare(points[1].rpartition(".")[2])
        there = names(points[2]) if points[2] else [points[3] or ""]
        for column, other in zip(
            columns, there * len(columns) if len(there) == 1 else there, strict=False
        ):
            pointed = Reference(target, bare(other), Span(at, at + len(rest)))
            self.table.pointing[column.casefold()] = pointed
        return bool(columns)

    def _spread(self, columns: list[str], span: Span) -> None:
        self.assembly.spreads.append(Spread("shard", self.table.name, tuple(columns), span))
