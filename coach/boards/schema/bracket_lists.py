"""Tables whose columns stand in one list: `name(a, b)`, `name { a; b }`, `name: a, b`."""

import re
from functools import lru_cache

from coach.boards.board import Severity, Span
from coach.boards.patterns import lazy
from coach.boards.schema.assembly import Assembly
from coach.boards.schema.beside_lists import beside
from coach.boards.schema.column_tokens import Words
from coach.boards.schema.column_words import column_words
from coach.boards.schema.item_shapes import cut_of, group_of, keyed_together, marks_alone
from coach.boards.schema.list_pieces import between_bars, closed, cut, names
from coach.boards.schema.sketch_words import NAME, PROSE, SECTIONS, TYPES, bag, stated
from coach.boards.schema.table_items import Items
from coach.boards.schema.told_items import like_prose, told

_QUOTED = rf'(?:"[^"\n]+"|`[^`\n]+`|\*\*[^*\n]+\*\*|{NAME})'
_SORTS = (
    r"(?:(?:table|entity|collection|type|struct|interface|object|record|relation)\s+"
    r"|(?P<typed>(?-i:message)\s+(?=\w+\s*\{)))?"
)
"""What a table is called before its name; the fields of a message have their type first."""
_OPENS = lazy(
    rf"{_SORTS}(?:[A-Za-z]\w*\.)?(?P<name>{_QUOTED}(?:[ ]{_QUOTED}){{0,2}}?)["
    rf" \t]*(?:\[[\"'`\w ]+\][ \t]*)?(?:(?:table|collection|entity)[ \t]*)?(?:(?:::?="
    rf"|:|=)[ \t]*)?(?:\n[ \t]*(?=\{{))?(?:\[[ \t]*(?=\{{))?(?P<open>[({{\[])",
    re.I,
)
_COLON = lazy(
    rf"{_SORTS}(?P<name>{_QUOTED}(?:[ ]{_QUOTED}){{0,2}}?)["
    rf" \t]*(?:\(?table\)?[ \t]*)?(?P<sep>:|=|[ \t](?:[-–—/|→]|->|=>)["
    rf" \t]|[–—])[ \t]*(?P<rest>\S.*)\Z",
    re.I | re.S,
)
_TOLD = lazy(
    rf"(?P<name>{NAME})\s+(?:table|collection)\b[^.:\n]{{0,60}}(?P<sep>[.:])\s+(?P<rest>\S.*)\Z",
    re.I,
)
"""A sentence about a table, and its columns behind it: `Events table, by time. id, at, body`."""
_BOXED = lazy(rf"\[\s*(?P<name>{NAME})\s*(?P<sep>\])\s+(?P<rest>\w[^\[\]{{}}]*,.*)\Z")
"""A name in a box, and its columns behind it: `[ user ] id, email`."""
_SPACED = lazy(
    rf"(?P<name>{NAME})(?P<sep>[ ]{{2,}}|\t+)(?P<rest>(?:\w*id\b|\w+[ ]pk\b|pk[ ]\w+)[^:]*,.*)\Z",
    re.I,
)
_NEAR = lazy(rf"(?P<name>{NAME})(?P<sep>[ ])(?P<rest>\w[^:]*,.*)\Z")
"""A name, and its columns in a column of their own: `employee   id, name, dept_id`."""
_PARTS = bag("columns fields attributes properties indexes constraints")
"""What in braces holds parts of a table, and is none."""
_ID = lazy(r"(?:.*[_ ])?(?:id|uuid|key|at|name)\Z|.*Id\Z|email\Z", re.I)
_BY_ID = lazy(r"(?:\w+_)?(?:id|uuid)\b[^,]*,", re.I)
"""A list that begins with a key is one of columns whatever its name: `note: id, body`."""
_LISTS = lazy(r"[:=]\s*\(\Z")
_LEAD = lazy(r"(?:[-•▪◦][ \t]+|\|[ \t]*|[├└│─|`]+[ \t]*)+")
_BY_NAME = lazy(r"(?:\w+_)?(?:id|uuid)\Z|\w+Id\Z")
_MOST_LINES = 400
_GOES_ON = lazy(r"(?:of|in|is|are|for|to|from|with|on|as|means|says)\s+\w+\s+\w+", re.I)
"""How a sentence goes on behind what it has in brackets."""
_RULED = lazy(r"[ \t]*[-=─━~]{3,}[ \t]*")
_DEEPER = lazy(r"(?:[ \t]+|[ \t]*(?:[-*•+▪◦]|[├└])[─—-]*[ \t]*)[^\W\d]")
"""The beginning of a line that stands below another: indented or with a bullet."""


class BracketLists:
    """Reads such tables out of a text whose comments are blanked."""

    def __init__(self, assembly: Assembly, masked: str, remarks: dict[int, str]) -> None:
        self.assembly = assembly
        self.masked = masked
        self.remarks = remarks
        self.column = 0
        """Where on its line a list began that stands behind blanks."""
        self.unclosed: Span | None = None
        """From the last bracket that is not closed to where its paragraph ends."""

    def take(self, at: int, end: int, inner: str, typed_first: bool) -> int | None:
        """Reads the table that begins at `at`; where it ends, None where there is none."""
        head = _OPENS.match(inner)
        if head and not (head["open"] == "[" and inner[head.end() :].startswith("]")):
            after = self._bracket(head, at, end, typed_first)
            if after is not None:
                return after
        return self._colon(at, inner)

    def _bracket(self, head: re.Match[str], at: int, end: int, typed_first: bool) -> int | None:
        opening = at + head.end() - 1
        name = _bare(head["name"])
        if stated(name) or (head["open"] == "{" and name.casefold() in _PARTS):
            return None
        bound = self._bound(opening, head["open"])
        close = closed(self.masked, opening, bound)
        inside = close
        if close < 0:
            inside = self._unfinished(opening, end)
        items = list(self._items(opening + 1, inside, head["open"] == "["))
        if head["open"] == "(" and close >= 0 and self._remarked(items, close):
            return None
        titled = " " in name or self.masked[close + 1 : close + 2] == ":"
        if titled and self._heads(at, close, items):
            return None
        if not self._plausible(head, items, inside, close):
            return None
        span = Span(at + head.start("name"), at + head.end("name"))
        if head["name"][0] in '"`*':
            lead = len(head["name"]) - len(head["name"].lstrip('"`*'))
            span = Span(span.start + lead, span.start + lead + len(name))
        table = self.assembly.begin(name, span)
        typed = (typed_first and head["open"] == "{") or bool(head["typed"])
        reader = Items(self.assembly, table, typed)
        for begin, stop in items:
            if not reader.take(begin, stop, self._remark(begin, stop, inside)):
                message = "This is no column's name."
                self.assembly.report(
                    "unreadable-column", Severity.WARNING, message, Span(begin, stop)
                )
        if close < 0:
            self.assembly.report(
                "unclosed", Severity.ERROR, "The bracket is not closed.", Span(opening, end)
            )
            paragraph = self.masked.find("\n\n", opening)
            self.unclosed = Span(opening, len(self.masked) if paragraph < 0 else paragraph)
            return max(inside, at + 1)
        stop = self.masked.find("\n", close)
        stop = len(self.masked) if stop < 0 else stop
        if not (_LISTS.search(head[0]) and self._listed_on(reader, close + 1, stop)):
            beside(reader, self.masked, close + 1, stop)
            self._keyed_behind(reader, close + 1)
        return stop

    def _listed_on(self, reader: Items, start: int, stop: int) -> bool:
        """Columns that go on behind a bracket: `runs: (shard, minute), job_id, state`."""
        items = list(self._items(start, stop))
        if self.masked[start:stop].lstrip()[:1] != "," or not all(
            self._columnar(*item) for item in items
        ):
            return False
        return all(reader.take(*item) for item in items)

    def _remarked(self, items: list[tuple[int, int]], close: int) -> bool:
        """Whether a bracket only says something of a table whose columns stand below it."""
        stop = self.masked.find("\n", close)
        if stop < 0 or len(items) != 1 or self.masked[close + 1 : stop].strip(" :"):
            return False
        words = column_words(self.masked[slice(*items[0])])
        if words is not None and (words.key or _ID.match(words.name)):
            return False
        below = self.masked[stop + 1 : self.masked.find("\n", stop + 1)]
        return bool(_DEEPER.match(below) or _RULED.fullmatch(below))

    def _heads(self, at: int, close: int, items: list[tuple[int, int]]) -> bool:
        """Whether words with more in brackets, alone on the first line, are the text's title: no
        column in the brackets has a type, a mark or the name of a key."""
        if close < 0 or self.masked[:at].strip():
            return False
        stop = self.masked.find("\n", close)
        stop = len(self.masked) if stop < 0 else stop
        below = self.masked[stop + 1 :].partition("\n")[0]
        if self.masked[close + 1 : stop].strip(" :.") or below.strip():
            return False
        said = [column_words(self.masked[begin:end]) for begin, end in items]
        return "\n" not in self.masked[at:close] and not any(
            words and (words.sure or words.key or _ID.match(words.name)) for words in said
        )

    def _bound(self, opening: int, bracket: str) -> int:
        """How far a bracket may reach: its paragraph, or for braces what is indented below it."""
        text = self.assembly.text
        blank = text.find("\n\n", opening)
        if blank < 0:
            return len(text)
        if bracket != "{":
            return blank
        for number, line in enumerate(re.finditer(r"[^\n]*", text[opening : opening + 40_000])):
            if number > _MOST_LINES * 2:
                break
            if line.start() and line[0] and not line[0][0].isspace():
                return opening + line.end() if line[0][0] in "}])" else opening + line.start()
        return len(text)

    def _unfinished(self, opening: int, end: int) -> int:
        """Where a list without its bracket ends: with its line, or with what is indented below."""
        if self.masked[opening + 1 : end].strip():
            return end
        at = end
        while at < len(self.masked):
            stop = self.masked.find("\n", at + 1)
            stop = len(self.masked) if stop < 0 else stop
            line = self.masked[at + 1 : stop]
            if not line.strip() or not line[0].isspace() or stop <= at + 1:
                break
            at = stop
        return at

    def _items(self, start: int, end: int, square: bool = False) -> "list[tuple[int, int]]":
        spans = []
        inner = self.masked[start:end]
        pieces = cut(self.masked, start, end)
        if square and " | " in inner and "," not in inner:
            pieces = between_bars(self.masked, start, end)
        for begin, stop in pieces:
            lead = _LEAD.match(self.masked, begin, stop)
            first = lead.end() if lead else begin
            if first < stop:
                spans.append((first, stop))
        return spans

    def _remark(self, begin: int, stop: int, inside: int) -> str:
        """The comment behind the last item of a line."""
        if not self.remarks:
            return ""
        newline = self.masked.find("\n", stop)
        newline = len(self.masked) if newline < 0 else newline
        if self.masked[stop : min(newline, inside)].strip(" \t,;"):
            return ""
        return self.remarks.get(self.masked.rfind("\n", 0, begin) + 1, "")

    def _plausible(
        self, head: re.Match[str], items: list[tuple[int, int]], inside: int, close: int
    ) -> bool:
        """Whether it is a table for certain: one word before the bracket, or columns in it."""
        read = [self._columnar(begin, stop) for begin, stop in items]
        good = sum(read)
        words = _bare(head["name"]).split()
        if words[0].casefold() in PROSE and good < 2:
            return False
        behind = self.masked.find("\n", close) if close >= 0 else -1
        rest = (
            self.masked[close + 1 : behind if behind >= 0 else len(self.masked)].strip()
            if close >= 0
            else ""
        )
        if len(words) == 1 and head["open"] == "(":
            sure = any((w := column_words(self.masked[a:b])) and w.sure for a, b in items)
            if _GOES_ON.match(rest) and not sure:
                return False
            return not (rest and good < 2 and " " in rest and not sure) and not (
                items and not good and head[0][-2:-1] == " "
            )
        wanted = 1 if head["open"] == "{" and len(words) == 1 else 2
        return (
            good >= wanted and good * 2 >= len(read) and not (len(words) > 1 and like_prose(rest))
        )

    def _columnar(self, begin: int, stop: int) -> bool:
        text = self.masked[begin:stop]
        return columnar(text)

    def _colon(self, at: int, inner: str) -> int | None:
        match = _COLON.match(inner) or _TOLD.match(inner) or _BOXED.match(inner)
        match = match or self._aligned(at, inner)
        if match is None or group_of(inner):
            return None
        name = _bare(match["name"])
        folded = name.casefold()
        if folded in SECTIONS or folded.split()[0] in ("pk", "sk", "fk", "gsi"):
            return None
        if folded.split()[0] in PROSE and not _BY_ID.match(match["rest"]):
            return None
        start = at + match.start("rest")
        stop = at + len(inner.rstrip())
        while self.masked[stop - 1] == "," and stop < len(self.masked):
            newline = self.masked.find("\n", stop + 1)
            newline = len(self.masked) if newline < 0 else newline
            more = self.masked[stop:newline]
            if not more.strip() or _COLON.match(more.strip()):
                break
            stop += len(more.rstrip())
        items = list(self._items(start, stop))
        known = self.assembly.named(name)
        if known and items and all(group_of(self.masked[a:b]) for a, b in items):
            reader = Items(self.assembly, known)
            return stop if all(reader.take(a, b) for a, b in items) else None
        good = [self._columnar(begin, end) for begin, end in items]
        said = [column_words(self.masked[begin:end]) for begin, end in items]
        clear = sum(1 for words in said if words and (words.bare or words.sure))
        clear += sum(1 for words in said if words and words.more and _ID.match(words.more))
        alone = len(items) == 1 and not (said[0] and (_ID.match(said[0].name) or said[0].key))
        typed = said[0] is not None and said[0].name in TYPES if said else False
        alone = alone or (typed and all(marks_alone(self.masked[a:b]) for a, b in items[1:]))
        if not items or not all(good) or alone or clear * 2 < len(items) or like_prose(name):
            return None
        known_by = any(words and (words.key or _BY_NAME.match(words.name)) for words in said)
        if not known_by and any(told(self.masked[begin:end]) for begin, end in items):
            return None
        sep = match["sep"].strip()
        sep = ":" if sep in ".]" or not sep else sep
        if sep != ":" and len(items) < 2:
            return None
        if sep in "/|→=>->" and sep != "=" and not any(w and _ID.match(w.name) for w in said):
            return None
        table = self.assembly.begin(
            name, Span(at + match.start("name"), at + match.start("name") + len(name))
        )
        reader = Items(self.assembly, table)
        for number, (begin, end) in enumerate(items):
            if number and told(said_so := self.masked[begin:end]):
                message = f"Of this line “{said_so[:60]}” is not taken."
                span = Span(begin, end)
                self.assembly.report("stray-words", Severity.HINT, message, span)
            else:
                reader.take(begin, end, self._remark(begin, end, stop))
        self._keyed_behind(reader, stop)
        return stop

    def _aligned(self, at: int, inner: str) -> re.Match[str] | None:
        """A name, and its columns where those of the line above begin, or two blanks behind it."""
        begun = self.masked.rfind("\n", 0, at) + 1
        match = _SPACED.match(inner)
        if match is not None:
            self.column = at + match.start("rest") - begun
            return match
        near = _NEAR.match(inner) if self.column else None
        return near if near and at + near.start("rest") - begun == self.column else None

    def _keyed_behind(self, reader: Items, stop: int) -> None:
        """A key or unique group in the comment behind a list: `a, b -- pk(a, b)`."""
        newline = self.masked.find("\n", stop)
        newline = len(self.masked) if newline < 0 else newline
        remark = self.remarks.get(self.masked.rfind("\n", 0, stop) + 1, "")
        group = group_of(remark) if remark and not self.masked[stop:newline].strip() else None
        if group is None or group["word"].lower() not in ("pk", "primary key", "unique", "key"):
            return
        place = self.assembly.text.find(remark, stop, newline)
        inside = re.match(r"\(([^()]*)\)\s*\Z", group["rest"])
        if inside and place >= 0 and all(reader.table.has(name) for name in names(inside[1])):
            reader.take(place, place + len(remark))


@lru_cache(maxsize=8192)
def columnar(text: str) -> bool:
    """Whether an item is a column or a group of a table."""
    if group_of(text) or ("+" in text and keyed_together(text)):
        return True
    behind = cut_of(text)
    words = column_words(text[: behind.start()] if behind else text)
    return words is not None and _clear(words)


def _clear(words: Words) -> bool:
    return words.bare or words.sure or len(words.more.split()) <= 2


def _bare(name: str) -> str:
    return " ".join(name.strip().strip('"`*').split())
