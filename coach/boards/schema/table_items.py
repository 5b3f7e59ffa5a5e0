"""One item of a table's list: a column, or a key, a unique group, an index, a reference."""

import re
from functools import lru_cache

from coach.boards.board import Severity, Span
from coach.boards.patterns import lazy
from coach.boards.schema.assembly import Assembly, GrowingTable
from coach.boards.schema.column_tokens import Words
from coach.boards.schema.column_words import column_words
from coach.boards.schema.exclusions import written
from coach.boards.schema.item_shapes import (
    BEHIND,
    BOTH,
    COUNTED,
    DASHED,
    EACH_NAME,
    JOINED,
    KEY_GROUPS,
    KEY_VALUE,
    MARKED_COLUMN,
    NAMED_KEY,
    NULLED,
    POINTS_AT,
    cut_of,
    group_of,
    keyed_together,
    marks_alone,
    pointing_together,
)
from coach.boards.schema.list_pieces import bare, cut, names, unwrapped
from coach.boards.schema.schema_parts import Index, NamedPart, Reference, Spread
from coach.boards.schema.sketch_words import TYPES
from coach.boards.schema.sorting import sort_parts

_MARKS = (
    r"pk|primary\s+key|unique|nullable|optional|not\s+null|index(?:ed)?|(?:fk|references)\b[^,]*"
)
_REMARK = lazy(rf"(?:(?:{_MARKS}|(?:->|→)\s*[\w.]+)[\s,]*)+\Z", re.I)
_PER = lazy(
    r"\bunique\s+(?:per|within|for\s+each|in\s+each|inside|by)\s+(?:(?:an?|one|the|each)\s+)?(\w+)",
    re.I,
)
"""Within what a column is unique."""
_KEY_OF = lazy(r"(?:pk|primary\s+key)\s+(\w+)\Z", re.I)
_KEY_REMARK = lazy(r"(?:pk|primary\s+key|fk\b|->|→)", re.I)


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


def _both(first: Words, second: Words) -> Words:
    """A column with the marks of two readings of it."""
    return second._replace(
        type=second.type or first.type,
        optional=first.optional or second.optional,
        unique=first.unique or second.unique,
        key=first.key or second.key,
        indexed=first.indexed or second.indexed,
        target=second.target or first.target,
        pointing=first.pointing or second.pointing,
    )


def _plainly(start: int, text: str) -> tuple[int, str]:
    """An item without the small words of a sentence, what they mean said as marks."""
    if " " not in text:
        return start, text
    if text[0] in "tTaApPfF" and (lead := JOINED.match(text)):
        start, text = start + lead.end(), text[lead.end() :]
    if text[-3:].lower() in ("key", " pk"):
        text = NAMED_KEY.sub(" pk", text)
    return start, NULLED.sub(" null", text) if " be " in text else text


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
        start, text = (start, text) if composed else _plainly(start, self.assembly.text[start:end])
        if "+" in text and (together := keyed_together(text)):
            self.keyed(start + together[0], start + together[1])
            return True
        both = BOTH.match(text)
        if both and len(self.table.items) > 1:
            count = COUNTED.get((both["count"] or "").lower(), 2)
            self.table.key += [
                NamedPart(words.name, Span(at, at + len(said)))
                for words, at, said in self.table.items[:count]
            ]
            return True
        dash = DASHED.search(text) if not composed else None
        if dash and BOTH.match(text, dash.end()) and self.take(start, start + dash.start()):
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
        if self._said_of_last(start, text):
            return True
        names_column = MARKED_COLUMN.match(text)
        if self.table.items and not composed and not names_column and marks_alone(text):
            last, at, before = self.table.items[-1]
            marked = column_words(f"{before} {text}")
            if (marked is None or marked.more) and (alone := column_words(f"{last.name} {text}")):
                marked = alone._replace(type=last.type)
            if marked and marked.name == last.name and not marked.more:
                self.table.items[-1] = (_both(last, marked), at, before)
                if marked.pointing and marked.target is None:
                    self.assembly.unpointed.append((self.table.name, last.name, Span(start, end)))
                if marked.indexed:
                    self._indexed(marked.name, Span(start, end))
                return True
        if self.open is not None and self.table.has(text):
            self.open.append(NamedPart(text, Span(start, end)))
            return True
        self.open = None
        return self._column(Span(start, end), text, remark, composed)

    def _said_of_last(self, start: int, text: str) -> bool:
        """Takes `unique per project` behind a column, and `PK a` of a column that is there, to
        which a comma may add more."""
        span = Span(start, start + len(text))
        if self.table.items and (per := _PER.match(text)) is not None:
            self.table.apart.append((self.table.items[-1][0].name, per[1], span))
            return True
        key = _KEY_OF.match(text)
        if key is None or not self.table.has(key[1]):
            return False
        self.table.key.append(NamedPart(key[1], span))
        self.open = self.table.key
        return True

    def _column(self, span: Span, text: str, remark: str, composed: bool) -> bool:
        """Takes a column; False where it is none."""
        start, end = span.start, span.end
        words = column_words(text, self.typed_first)
        if words is None:
            return False
        told = _told(remark) if remark else ""
        if told:
            marked = column_words(f"{text} {told}")
            if marked is not None and marked.name == words.name:
                words = marked
        if words.unique and (per := _PER.search(text)) is not None:
            words = words._replace(unique=False)
            self.table.apart.append((words.name, per[1], Span(start, end)))
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

    def pointed_together(self, start: int, text: str) -> bool:
        """Takes columns that point at one table together."""
        match = pointing_together(text)
        if match is None:
            return False
        listed = [name[0] for name in EACH_NAME.finditer(match["names"])]
        for named in EACH_NAME.finditer(text, *match.span("names")):
            self.take(start + named.start(), start + named.end())
        there = names(match["there"]) if match["there"] else [""] * len(listed)
        span = Span(start, start + len(text))
        for name, other in zip(listed, there, strict=False):
            self.table.pointing[name.casefold()] = Reference(match["to"], other, span)
        return True

    def keyed(self, start: int, end: int) -> None:
        """Columns of a list that are the table's key together."""
        places = [match.span() for match in EACH_NAME.finditer(self.assembly.text, start, end)]
        text = self.assembly.text
        for begin, stop in places:
            if not self.table.has(text[begin:stop]):
                self.take(begin, stop)
        self.table.key[:] = [NamedPart(text[a:b], Span(a, b)) for a, b in places]

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
        if word in KEY_GROUPS and not (word == "key" and not group["sep"] and "`" in text):
            return self._key(word, rest, at, bool(group["sep"]))
        if word in ("unique", "uk", "uniq", "unique key", "unique constraint"):
            self.table.uniques.append(tuple(self._parts(rest, at)))
        elif rest.casefold().strip("()") in ("none", "no", "nothing"):
            return False
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
            remark = BEHIND.search(inner, start, stop)
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
        names_read = [match[2] for match in KEY_VALUE.finditer(rest)] or names(
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
        points = POINTS_AT.search(inside[2] or inside[4] or "")
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
