"""One way to write what can be written in several: numbers, contractions, arrows, short forms.

"100k", "100,000" and "hundred thousand" are one number, "don't" is "do not", "2x" is "twice",
"a -> b" is "a then b", "msgs" are messages. What is looked for is brought into the same form as
what is said, so that the two meet whatever hand wrote them.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from coach.language.database_statements import VERBS, aloud
from coach.language.wordlists import entries
from coach.language.words import Stems, stems

_NUMERALS: Mapping[str, int] = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "sixteen": 16, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90, "hundred": 100,
}  # fmt: skip
"""Numbers in words; "one" stays, for it is seldom a number."""
_SCALES: Mapping[str, float] = {
    "k": 1e3, "thousand": 1e3, "m": 1e6, "mio": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9,
}  # fmt: skip
_TIMES: Mapping[str, str] = {"s": "seconds", "min": "minutes", "h": "hours", "d": "days"}

_NOT = re.compile(r"\b(\w+)n['’`]t\b", re.I)
_CANNOT = re.compile(r"\b(?:can['’`]t|cannot)\b", re.I)
_WONT = re.compile(r"\bwon['’`]t\b", re.I)
_TWICE = re.compile(r"\b(?:two|2) times\b|\b2x\b", re.I)
_ARROW = re.compile(r"\s*(?:-+>|→|=>|~>)\s*")
_AND = re.compile(r"(?<=\s)&(?=\s)")
_MORE = re.compile(r"(?:^|(?<=\s))>=?\s*(?=\d)")
_LESS = re.compile(r"(?:^|(?<=\s))<=?\s*(?=\d)")
_PERCENT = re.compile(r"(\d)\s*%")
_NUMERAL = re.compile(rf"\b({'|'.join(_NUMERALS)})\b", re.I)
_A_HUNDRED = re.compile(r"\b(?:an?|1) (?=100\b)", re.I)
_A_MILLION = re.compile(r"\ban? (?=(?:thousand|million|billion)\b)", re.I)
_SCALED = re.compile(r"(?<![\w.])(\d[\d,]*(?:\.\d+)?)\s?(k|K|M|bn|mio|thousand|million|billion)\b")
_LONG = re.compile(r"(?<![\w.])(\d{1,3}(?:,\d{3})+|\d{4,15})(?![\w.]*\w)")
_TIME = re.compile(r"(\d)\s?(s|min|h|d)\b(?!\w)")
_TOUCHED = re.compile(r"[\d'’`&<>%→]|->|=>|~>")
_MARKED = re.compile(r"[\d'`&<>%/-]")
_WORDS = re.compile(r"\w+")


@cache
def _short_forms() -> Mapping[str, str]:
    """Short forms by what stands for each."""
    return {short: whole for whole, shorts in entries("short") for short in shorts.split()}


@cache
def _turned() -> frozenset[str]:
    """The words by which a text may be written in another way; beside `_MARKED`, nothing is."""
    return frozenset((*_NUMERALS, *_SCALES, *VERBS, *_short_forms(), "cannot"))


@lru_cache(maxsize=32_768)
def normal(text: str) -> str:
    """The text with numbers, contractions, arrows and short forms written out in one way, and with
    what a statement of a database does said behind it."""
    if text.isascii() and not _MARKED.search(text):
        words = _WORDS.findall(text.lower())
        if _turned().isdisjoint(words):  # so it is with half of what people say
            return " ".join(text.split())
    return _written_out(text)


def _written_out(text: str) -> str:
    """`normal` of any text."""
    text = _TWICE.sub("twice", _CANNOT.sub("can not", aloud(text)))
    if _TOUCHED.search(text):
        text = _NOT.sub(r"\1 not", _WONT.sub("will not", text))
        text = _AND.sub("and", _ARROW.sub(" then ", text))
        text = _LESS.sub("less than ", _MORE.sub("more than ", text))
        text = _PERCENT.sub(r"\1 percent", text)
    text = _NUMERAL.sub(lambda match: str(_NUMERALS[match[1].lower()]), text)
    if any(letter.isdigit() for letter in text):
        text = _A_HUNDRED.sub("", text)
    text = _A_MILLION.sub("1 ", text)
    text = _SCALED.sub(lambda match: _counted(match[1], _SCALES[match[2].lower()]), text)
    text = _LONG.sub(lambda match: _counted(match[1], 1.0), text)
    text = _TIME.sub(lambda match: f"{match[1]} {_TIMES[match[2]]}", text)
    return " ".join(written_out(word) for word in text.split())


def normal_stems(text: str) -> Stems:
    """The stems of the normal text."""
    return stems(normal(text))


def _counted(digits: str, scale: float) -> str:
    """A number as people say it: 100 thousand, 2.5 million."""
    value = float(digits.replace(",", "")) * scale
    for size, name in ((1e9, "billion"), (1e6, "million"), (1e3, "thousand")):
        if value >= size and (size > 1e3 or value % size == 0 or value >= 10 * size):
            return f"{value / size:g} {name}"
    return f"{value:g}"


def written_out(word: str) -> str:
    """A word without its short form; marks around it are kept."""
    bare = word.lower().strip(",.;:()!?")
    whole = _short_forms().get(bare)
    if whole is None:
        return word
    at = word.lower().index(bare)
    return word[:at] + whole + word[at + len(bare) :]
