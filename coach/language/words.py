"""Words in any inflection: tokens, stems, and terms found in a run of stems.

Two words are the same when their stems are; a stem need not be a word. The stemmer shortens M. F.
Porter's suffix stripping (1980): plurals, then -ed and -ing, then one derived ending, then what
endings leave over. Letters and digits are parted ("base62" is "base 62"), as are the halves of a
hyphenated word.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

from coach.language.wordlists import FORMS, ORDINARY, WHOLE, stemmed

Stems: TypeAlias = tuple[str, ...]

PLAIN = stemmed("plain")
"""Stems of words that carry no topic."""

_WORD = re.compile(r"[^\W\d_]+(?:['’`][^\W\d_]+)?|\d+(?:[.,]\d+)*")
_POINTING = frozenset(("that", "it", "there", "here", "what", "who", "he", "she", "this"))
"""Words after which "'s" is a verb: "that's" is "that is"."""
_SHORTENED = re.compile(r"['’`](?:s|re|ve|ll|d|m|t)$")
_DENIED = re.compile(r"n['’`]t$")
_VOWEL = re.compile(r"[aeiouy]")
LONGEST = 60
"""Letters of a word that are looked at; what is longer is no word."""
_AT_LEAST = 4
"""Letters that must stay for -ate, -ation and -ator to be the verb's own ending."""
_UNDOUBLED = 6
"""From so many letters on a doubled l, s or z is an ending's work (cancelled), not the word's."""
_ENDINGS: tuple[tuple[str, str, int], ...] = (
    ("ization", "ize", 3),
    ("isation", "ize", 3),
    ("ability", "able", 3),
    ("ibility", "ible", 3),
    ("iveness", "ive", 3),
    ("fulness", "ful", 3),
    ("ational", "", _AT_LEAST),
    ("ation", "", _AT_LEAST),
    ("ator", "", _AT_LEAST),
    ("ate", "", _AT_LEAST),
    ("ition", "ite", 3),
    ("ising", "ize", 3),
    ("ised", "ize", 3),
    ("ises", "ize", 3),
    ("ise", "ize", 3),
    ("ency", "ent", 3),
    ("ence", "ent", 3),
    ("ancy", "ant", 3),
    ("ance", "ant", 4),
    ("ically", "ic", 3),
    ("ical", "ic", 3),
    ("ally", "al", 3),
    ("ility", "ile", 3),
    ("ivity", "ive", 3),
    ("ness", "", 4),
    ("ment", "", 4),
    ("ful", "", 4),
    ("ly", "", 4),
    ("ssion", "ss", 3),
    ("sion", "d", 4),
    ("tion", "t", 3),
)
"""Suffix, what takes its place, and the fewest letters that must stand before it."""
_PRONOUNS = frozenset({"them", "then", "than", "her", "his", "our", "the"})
"""What no other word may be shortened to: a theme is not them."""


def tokens(text: str) -> list[str]:
    """The words and numbers of a text in lower case without accents, in order.

    "what's" is what is, "don't" is dont, "user's" is user; commas within numbers are dropped.
    """
    if not text.isascii():
        text = _unaccented(text)
    parts: list[str] = []
    for word in _WORD.findall(text.casefold()):
        if word.isalpha() and len(word) <= LONGEST:
            parts.append(word)
        else:
            parts += _bare(word[:LONGEST])
    return parts


def _unaccented(text: str) -> str:
    parted = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in parted if not unicodedata.combining(letter))


def _bare(word: str) -> tuple[str, ...]:
    if word.isalpha():
        return (word,)
    if word[0].isdigit():
        return (word.replace(",", ""),)
    if _DENIED.search(word):
        return (word[:-3] + "nt",)
    bare = _SHORTENED.sub("", word)
    if bare != word and bare in _POINTING:
        return bare, "is"
    return (re.sub("['’`]", "", bare),)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """What is left of a lower-case word without its endings."""
    word = FORMS.get(word, word)
    if len(word) <= 3 or word in WHOLE or not word.isalpha():
        return word
    word = _tense(_plural(word))
    for ending, instead, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            shorter = word[: -len(ending)] + instead
            word = word if shorter in ORDINARY else shorter
            break
    ended = _ended(word)
    return word if ended in _PRONOUNS else ended


def _plural(word: str) -> str:
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _tense(word: str) -> str:
    """A verb without -ed or -ing; the e of -ate comes back, so that its own ending is seen."""
    for ending in ("ingly", "edly", "ing", "ied", "ed"):
        before = word[: -len(ending)]
        if word.endswith(ending) and len(before) >= 2 and _VOWEL.search(before):
            if ending == "ied":
                return before + "y"
            return before + "e" if before.endswith("at") and len(before) > _AT_LEAST else before
    return word


def _ended(word: str) -> str:
    """One spelling for what endings leave over: no final e, y as i, no doubled consonant."""
    if word.endswith("e") and len(word) > 3:
        word = word[:-1]
    if word.endswith("y") and len(word) > 3 and word[-2] not in "aeiou":
        word = word[:-1] + "i"
    doubled = len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiou"
    if doubled and (word[-1] not in "lsz" or len(word) >= _UNDOUBLED):
        word = word[:-1]
    return word


@lru_cache(maxsize=32_768)
def stems(text: str) -> Stems:
    """The stems of a text's words, in order."""
    return tuple(map(stem, tokens(text)))


def find(term: Stems, words: Sequence[str]) -> tuple[int, int] | None:
    """Where a term's stems stand side by side among stems: start and end, None where not."""
    if not term:
        return None
    for start in range(len(words) - len(term) + 1):
        if all(words[start + i] == part for i, part in enumerate(term)):
            return start, start + len(term)
    return None


def within(term: Stems, words: Sequence[str]) -> bool:
    """Whether the term stands among the words, its own words side by side."""
    return find(term, words) is not None


@lru_cache(maxsize=4096)
def topics(text: str) -> frozenset[str]:
    """The stems of a text that may carry a topic."""
    return frozenset(stems(text)) - PLAIN
