"""What is asked of the library: words, words side by side, words that must not occur, and fields.

    cache replica "hot key" -zebra level:senior score:60..80 in:said by:me phase:deep-dive

Words count as beginnings, without case or accents; all of them must occur, in whatever moments.
`in:`, `by:` and `phase:` narrow which moments are looked at; the other fields choose sessions.
What is no known field is words.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from coach.frozen import dataclass
from coach.journal.search_words import (
    BOARDS,
    COLUMNS,
    GIVEN,
    MINE,
    REST,
    THEIRS,
    column_words,
    words_of,
)
from coach.session.authors import CANDIDATE, INTERVIEWER
from coach.text import clean_line, cut, width

if TYPE_CHECKING:
    from coach.journal.summary import Summary
    from coach.session.timeline import Moment

QUERY_LIMIT = 500
NARROWING = ("in", "by", "phase")
CHOOSING = ("prompt", "level", "mode", "label", "is", "score", "since", "until")
STANDINGS = ("unfinished", "damaged", "theirs", "drill", "mock")
_PART = re.compile(r'-?[a-z]+:"[^"]*"|-?[a-z]+:\S+|-?"[^"]*"|\S+')
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_SCORE = re.compile(r"(\d+(?:\.\d+)?)?(\.\.)?(\d+(?:\.\d+)?)?")
SEARCHED = ("said", "edit", *GIVEN)
"""The kinds of moments that are looked at."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand side by side; the last one counts as a beginning where `open`."""

    words: tuple[str, ...]
    open: bool = True

    def stands_in(self, bag: Sequence[str]) -> bool:
        """Whether the words occur so in a sequence of words."""
        size = len(self.words)
        if self.open:
            return any(word.startswith(self.words[0]) for word in bag)
        return any(tuple(bag[at : at + size]) == self.words for at in range(len(bag) - size + 1))


@dataclass(frozen=True, slots=True)
class SessionQuery:
    """`terms` must all occur and none of `without`; `fields` are (name, value) of those known,
    `complaints` a sentence for each value that no field can have."""

    terms: tuple[Term, ...] = ()
    without: tuple[Term, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    complaints: tuple[str, ...] = ()

    @property
    def narrowed(self) -> bool:
        """Whether only some moments are looked at, and the head of the session is not."""
        return any(name in NARROWING for name, _ in self.fields)

    @property
    def everything(self) -> bool:
        """Whether nothing is asked."""
        return not (self.terms or self.without or self.fields)

    def values(self, name: str) -> tuple[str, ...]:
        """The values of a field, in the order they were given."""
        return tuple(value for given, value in self.fields if given == name)

    def columns(self) -> tuple[str, ...]:
        """The columns that are looked at."""
        chosen: tuple[str, ...] = COLUMNS if not self.narrowed else COLUMNS[1:]
        for value in self.values("in"):
            known = value if value in (*GIVEN, *BOARDS) else REST
            allowed = (MINE, THEIRS) if value == "said" else (known,)
            chosen = tuple(place for place in chosen if place in allowed)
        for value in self.values("by"):
            places = {"me": (MINE, *BOARDS, REST), INTERVIEWER: (THEIRS, *GIVEN)}
            own = places.get(value, COLUMNS)
            chosen = tuple(place for place in chosen if place in own)
        return chosen

    def answered_by_columns(self, summary: "Summary") -> bool:
        """Whether the columns alone say if the session holds what is asked; else its moments must
        be looked at one by one."""
        if not self.narrowed:
            return True
        places = ("said", *GIVEN, *BOARDS)
        known = all(value in places for value in self.values("in"))
        authors = all(value in ("me", INTERVIEWER) for value in self.values("by"))
        mock = bool(self.values("by")) and summary.kind == "mock"
        return known and authors and not mock and not self.values("phase")

    def chooses(self, summary: "Summary") -> bool:
        """Whether the session is one of those that the fields are about."""
        return all(_CHOICES[name](summary, value) for name, value in self.fields
                   if name in _CHOICES)  # fmt: skip

    def looks_at(self, moment: "Moment") -> bool:
        """Whether the moment is one of those that are looked at."""
        if moment.kind not in SEARCHED or moment.ref in ("announcement", "statement"):
            return False
        return all(_NARROWS[name](moment, value) for name, value in self.fields
                   if name in _NARROWS)  # fmt: skip

    def hits(self, head: str, moments: "Sequence[Moment]") -> "tuple[Moment, ...] | None":
        """The moments in which any of the words occur, None where the session does not hold what
        is asked; `head` is its title, prompt and labels."""
        looked = [(moment, words_of(moment.text)) for moment in moments if self.looks_at(moment)]
        bags = [bag for _, bag in looked]
        if not self.narrowed:
            bags.append(words_of(head))
        if any(term.stands_in(bag) for term in self.without for bag in bags):
            return None
        if not all(any(term.stands_in(bag) for bag in bags) for term in self.terms):
            return None
        return tuple(
            moment for moment, bag in looked if any(term.stands_in(bag) for term in self.terms)
        )

    def line(self, text: str) -> str:
        """The first line of a moment's text in which any of the words occur, else its first."""
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        for line in lines:
            if any(term.stands_in(words_of(line)) for term in self.terms):
                return line
        return lines[0] if lines else ""

    def finds(self, word: str) -> bool:
        """Whether a word as it stands in a text is one that is looked for."""
        return any(
            part.startswith(term.words[0]) if term.open else part in term.words
            for part in words_of(word)
            for term in self.terms
        )

    def begin(self, words: Sequence[str], room: int) -> int:
        """From which word on a line is shown in so many cells, that the first found is among them:
        about a third of them stand before it."""
        start = next((at for at, word in enumerate(words) if self.finds(word)), 0)
        taken = len(words[start]) if words else 0
        while start > 0 and taken + len(words[start - 1]) + 1 <= room // 3:
            start -= 1
            taken += len(words[start]) + 1
        return start

    def excerpt(self, text: str, room: int) -> str:
        """The line of a moment's text that was found, cut to so many cells around the word."""
        line = self.line(text)
        if width(line) <= room:
            return line
        words = line.split()
        start = self.begin(words, room)
        return cut(("…" if start else "") + " ".join(words[start:]), room)

    def holds(self, columns: Mapping[str, str]) -> bool:
        """The same answer from the words of a session by column (`coach.journal.search_words`)."""
        bags = [column_words(columns[place]) for place in self.columns() if place in columns]
        return not any(term.stands_in(bag) for term in self.without for bag in bags) and all(
            any(term.stands_in(bag) for bag in bags) for term in self.terms
        )


def parse(text: str) -> SessionQuery:
    """The query that somebody typed; never raises."""
    terms: list[Term] = []
    without: list[Term] = []
    fields: list[tuple[str, str]] = []
    complaints: list[str] = []
    for part in _PART.findall(clean_line(text, QUERY_LIMIT)):
        name, colon, value = part.partition(":")
        if colon and name in (*NARROWING, *CHOOSING):
            value = value.strip('"')
            why = _wrong(name, value)
            if why:
                complaints.append(why)
            else:
                fields.append((name, value))
        elif part.startswith("-") and len(part) > 1:
            if words := words_of(part[1:]):
                without.append(Term(words, open=False))
        elif part.startswith('"'):
            if words := words_of(part):
                terms.append(Term(words, open=False))
        else:
            terms.extend(Term((word,)) for word in words_of(part))
    return SessionQuery(tuple(terms), tuple(without), tuple(fields), tuple(complaints))


def _wrong(name: str, value: str) -> str:
    """What is wrong with a field's value, "" where nothing is."""
    if name == "is" and value not in STANDINGS:
        return f"is: takes {', '.join(STANDINGS)}."
    if name in ("since", "until") and not _DAY.fullmatch(value):
        return f"{name}: takes a year, a month or a day: 2026, 2026-04 or 2026-04-30."
    if name == "score" and not (_SCORE.fullmatch(value) and any(c.isdigit() for c in value)):
        return "score: takes a number or a range: 80, 60..80, 60.. or ..80."
    return ""


def score_range(value: str) -> tuple[float, float]:
    """Least and most of a `score:` value that was found right."""
    least, dots, most = value.partition("..")
    return float(least or 0), float((most if dots else least) or 100)


def _scored(summary: "Summary", value: str) -> bool:
    least, most = score_range(value)
    return summary.score is not None and least <= summary.score <= most


def _stands(summary: "Summary", value: str) -> bool:
    return {
        "unfinished": summary.state == "unfinished",
        "damaged": bool(summary.damage),
        "theirs": not summary.mine,
        "drill": summary.kind == "drill",
        "mock": summary.kind == "mock",
    }[value]


_CHOICES: "Mapping[str, Callable[[Summary, str], bool]]" = {
    "prompt": lambda summary, value: summary.prompt == value,
    "level": lambda summary, value: summary.level == value,
    "mode": lambda summary, value: summary.mode == value,
    "label": lambda summary, value: value in summary.labels,
    "is": _stands,
    "score": _scored,
    "since": lambda summary, value: summary.wall[: len(value)] >= value,
    "until": lambda summary, value: summary.wall[: len(value)] <= value,
}
_NARROWS: "Mapping[str, Callable[[Moment, str], bool]]" = {
    "in": lambda moment, value: value == (moment.ref if moment.kind == "edit" else moment.kind),
    "by": lambda moment, value: moment.by == (CANDIDATE if value == "me" else value),
    "phase": lambda moment, value: moment.phase == value,
}
