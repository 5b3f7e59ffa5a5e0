"""One column in a sketcher's words: its name, type and marks, in whatever order they stand.

`email text unique`, `int id PK`, `PK x: int`, `user_id (FK -> users.id)`, `*id`,
`total: numeric(12,2) not null`, `created at`: all are columns. What is no column is None; nothing
is guessed from prose.
"""

import re
from functools import lru_cache

from coach.boards.patterns import lazy
from coach.boards.schema.column_tokens import (
    ACTION,
    BOUND,
    EMPHASIS,
    NOUNS,
    SIZE,
    TOKEN,
    TYPED,
    Target,
    Words,
    name_alone,
    told_by,
    values_of,
)
from coach.boards.schema.sketch_words import (
    INDEX_MARKS,
    KEY_MARKS,
    NULL_MARKS,
    PASSED,
    POINTING,
    REQUIRED_MARKS,
    TAILS,
    TYPES,
    UNIQUE_MARKS,
    bag,
    recognised,
)

_PREFIXES = bag("pk fk uk primary unique 🔑 🔗")
_LEADING = bag("to : = fk key")
_LONGEST = 2000
_CALLED = lazy(r"\(\s*[\"`]?([^\W\d][\w$ -]*?)[\"`]?\s*\)\Z")


@lru_cache(maxsize=8192)
def column_words(text: str, typed_first: bool = False) -> Words | None:
    """The column that the text of one item says, or None; `typed_first` where types come first."""
    alone = name_alone(text)
    if alone is not None:
        return alone
    if len(text) > _LONGEST:
        return None
    return _Reader(text, typed_first).read()


class _Reader:
    """Walks the tokens of one item once."""

    def __init__(self, text: str, typed_first: bool) -> None:
        self.typed_first = typed_first
        self.starred = text.startswith(("*", "#", "+", "<u>")) and not text.startswith("**")
        emphasis = EMPHASIS.match(text)
        if emphasis:
            self.starred = False
            blank = " " * len(emphasis[1])
            text = blank + emphasis[2] + blank + text[emphasis.end() :]
        elif self.starred:
            lead = 3 if text.startswith("<u>") else 1
            text = " " * lead + text[lead:].replace("</u>", "    ")
        self.text = text
        self.tokens = [
            (match.lastgroup or "", match[0], match.start())
            for match in TOKEN.finditer(text)
            if match.lastgroup != "space"
        ]
        self.at = 0
        self.name = ""
        self.start = self.end = 0
        self.types: list[str] = []
        self.flags: set[str] = {"key", "sure"} if self.starred else set()
        self.target: Target | None = None
        self.unknown: list[str] = []
        self.adjacent = True
        self.colon = False
        self.junk = False

    def read(self) -> Words | None:
        self._before()
        if not self.name:
            return None
        while self.at < len(self.tokens) and not self.junk:
            kind, token, start = self.tokens[self.at]
            self.at += 1
            getattr(self, f"_{kind}")(token, start)
        return None if self.junk else self._result()

    def _next(self, ahead: int = 0) -> tuple[str, str]:
        place = self.at + ahead
        return self.tokens[place][:2] if place < len(self.tokens) else ("", "")

    def _before(self) -> None:
        """Marks and types that stand before the name, and the name."""
        while self.at < len(self.tokens):
            kind, token, start = self.tokens[self.at]
            low = token.lower()
            follows, after = self._next(1)
            low = "" if after == "SK" else low.rpartition(".")[2] if follows == "word" else low
            if kind == "group" and self._marks(token[1:-1]):
                self.at += 1
            elif kind == "word" and low in _PREFIXES and follows in ("word", "quoted"):
                self._flag(low)
                self.at += 2 if low == "primary" and after.lower() == "key" else 1
            elif kind == "word" and low in _PREFIXES and after in (":", "=") and self._next(2)[0]:
                self._flag(low)
                self.at += 2
            elif kind == "word" and self._type_first(low, follows, after):
                self.types.append(token)
                self.at += 1
                self.flags.add("sure")
                if follows == "group":
                    self.types[-1] += after
                    self.at += 1
            elif kind in ("word", "quoted"):
                self.name = token[1:-1].strip() if kind == "quoted" else token
                if "." in self.name and kind == "word":
                    self.name = self.name.rpartition(".")[2]
                inner = token.rfind(self.name)
                self.start, self.end = start + inner, start + inner + len(self.name)
                self.at += 1
                return
            else:
                return

    def _type_first(self, low: str, follows: str, after: str) -> bool:
        if self.types:
            named = after.lower() not in TYPES and recognised(after.lower())
            return low in TAILS or (low in TYPES and follows in ("word", "quoted") and not named)
        if self.typed_first:
            return follows in ("word", "quoted") or follows == "group"
        if low not in TYPES or low in NOUNS:
            return False
        place = 1
        if follows == "group" and after[0] in "(<[":
            place = 2
        kind, word = self._next(place)
        return kind == "word" and not recognised(word.lower())

    def _flag(self, low: str) -> bool:
        """Notes a mark of one word; whether it was one."""
        for words, flag in (
            (KEY_MARKS, "key"), (UNIQUE_MARKS, "unique"), (INDEX_MARKS, "indexed"),
            (NULL_MARKS, "optional"), (REQUIRED_MARKS, "required"), (POINTING, "foreign"),
            (PASSED, "passed"),
        ):  # fmt: skip
            if low in words:
                self.flags |= {flag, "sure"}
                return True
        return False

    def _word(self, token: str, start: int) -> None:
        low = token.lower()
        follows, after = self._next()
        if self.typed_first and not self.types:
            self.flags.add("typed")
        if low in KEY_MARKS:
            self._flag(low)
            self.at += low == "primary" and after.lower() == "key"
        elif (
            low in ("partition", "hash", "shard", "sort", "range", "clustering") and after == "key"
        ):
            self.flags |= {"key", "sure"} | ({"spread"} if low in ("partition", "shard") else set())
            self.at += 1
        elif low in UNIQUE_MARKS:
            self._flag(low)
            self.at += after.lower() in ("key", "index", "constraint")
        elif low == "not" and after.lower() == "null":
            self.flags |= {"required", "sure"}
            self.at += 1
        elif low in POINTING or (low == "foreign" and after.lower() == "key"):
            self.at += low == "foreign"
            self._pointing()
        elif low == "points" and after.lower() == "to":
            self._pointing()
        elif low == "on" and (action := ACTION.match(self.text, start + 2)):
            while self.at < len(self.tokens) and self.tokens[self.at][2] < action.end():
                self.at += 1
        elif low in ("default", "collate", "comment", "constraint", "as", "using"):
            self.flags.add("sure")
            self._value()
        elif low == "check" and follows == "group":
            self.at += 1
        elif self._flag(low):
            pass
        elif low in TYPES or (low in TAILS and self.types):
            self.types.append(token)
            self.flags.add("sure")
        else:
            self._stray(token)

    def _stray(self, token: str) -> None:
        known = self.types or self.flags & {"sure"} or self.colon
        self.adjacent = self.adjacent and not known
        self.unknown.append(token)

    def _value(self) -> None:
        """Passes over one value: a word, a number, a text, a call."""
        if self._next()[1] in ("-", "+"):
            self.at += 1
        kind, _ = self._next()
        self.at += kind in ("word", "number", "quoted", "group")
        if kind == "word" and self._next()[0] == "group":
            self.at += 1
        while self._next()[1] == ":":
            self.at += 1
            self.at += self._next()[0] == "word"

    def _arrow(self, token: str, start: int) -> None:
        self._pointing()

    def _pointing(self) -> None:
        """After an arrow, fk or references: the table and column pointed at, where one is named."""
        self.flags |= {"foreign", "sure"}
        while self._next()[0] == "arrow" or self._next()[1].lower() in _LEADING:
            self.at += 1
        kind, token = self._next()
        if kind not in ("word", "quoted", "group"):
            return
        start = self.tokens[self.at][2]
        inner = token
        if kind == "group":
            inner = token[1:-1].strip()
            start += token.find(inner) if inner else 0
            inner = re.sub(
                r"^(?:fk|references|refs?)?\s*(?:->|→|to\b|:)?\s*", "", inner, flags=re.I
            )
            start = self.tokens[self.at][2] + token.find(inner)
        elif kind == "quoted":
            inner = token[1:-1]
        elif recognised(token.lower()) and "." not in token and self._next(1)[0] != "group":
            return
        match = re.match(
            r"([^\W\d][\w$-]*(?:\.[^\W\d][\w$-]*)*)(?:\s*\(\s*([^()]+?)\s*\))?\s*\Z", inner
        )
        if match is None or self.target is not None:
            return
        self.at += 1
        table, column, end = match[1], match[2] or "", start + len(inner)
        if kind != "group":
            follows, after = self._next()
            call = _CALLED.match(after) if follows == "group" else None
            if call and self._marks(after[1:-1], apply=False) is False:
                column, end = call[1], self.tokens[self.at][2] + len(after)
                self.at += 1
        if not column and "." in table:
            table, _, column = table.rpartition(".")
            table = table.rpartition(".")[2]
        self.target = Target(table, column.strip('"`'), start, end)

    def _group(self, token: str, start: int) -> None:
        content = token[1:-1].strip()
        if named := "object" if token[0] == "{" else "" if self.types else values_of(content):
            self.types.append(named)
            return
        if SIZE.fullmatch(content):
            self.flags.add("sure")
            return
        if token[0] == "[" and (not content or "{" in content):
            self.types.append("[]" if not content else "list")
            self.flags.add("sure")
            return
        after_type = self.types and self.text[:start].rstrip().endswith(self.types[-1])
        if after_type and (
            token[0] == "<"
            or re.fullmatch(r"[\d\s,.]*|max", content)
            or TYPED.match(self.types[-1])
        ):
            self.types[-1] += token
        elif not self._marks(content) and len(content.split()) > 12:
            self.junk = True

    def _marks(self, content: str, apply: bool = True) -> bool:
        """Takes marks in brackets: `PK`, `FK -> users.id`, `not null, unique`. Whether any was."""
        marked = False
        for part in re.split(r"[,;]", content):
            words = column_words(f"x {part.strip()}") if part.strip() else None
            if words is None or words.more or not words.sure:
                continue
            marked = True
            if not apply:
                continue
            self.flags.add("sure")
            for flag in ("optional", "unique", "key", "indexed", "spread"):
                if getattr(words, flag):
                    self.flags.add(flag)
            if re.search(r"not\s+null|required", part, re.I):
                self.flags.add("required")
            if words.type and not self.types:
                self.types.append(words.type)
            if words.pointing:
                self.flags.add("foreign")
            if words.target and self.target is None:
                self.target = words.target._replace(start=self.start, end=self.end)
        return marked

    def _quoted(self, token: str, start: int) -> None:
        if self.colon:
            self._marks(token[1:-1])

    def _number(self, token: str, start: int) -> None:
        if SIZE.fullmatch(token):
            self.flags.add("sure")

    def _mark(self, token: str, start: int) -> None:
        if token == "?":
            self.flags.add("optional")
        elif token in ":-–—":
            self.colon = True
        elif token == "=":
            self._value()
        elif self.name and (bound := BOUND.match(self.text, start)):
            self.flags.add("sure")
            while self.at < len(self.tokens) and self.tokens[self.at][2] < bound.end():
                self.at += 1
        elif token in "!~≈…/;*|.'" and self.name:
            self.junk = self.junk or token in "!*"
        else:
            self.junk = True

    def _result(self) -> Words | None:
        flags = self.flags
        more = ""
        if self.unknown:
            if not self.adjacent or self.colon:
                if len(self.unknown) > 4 and self.types != ["enum"]:
                    return None
                open_type = self.colon and self.types in ([], ["enum"])
                told = told_by(self.unknown, self.text) if open_type else ""
                self.types = [told] if told else self.types
            elif len(self.unknown) > 2:
                return None
            else:
                more = " ".join(self.unknown)
        kind = " ".join(self.types).replace(" []", "[]").replace(" <", "<")
        return Words(
            self.name, self.start, self.end, kind,
            "optional" in flags and "required" not in flags,
            "unique" in flags, "key" in flags, "indexed" in flags, self.target, more,
            False, "sure" in flags, "spread" in flags, "foreign" in flags,
        )  # fmt: skip
