"""Words as the interviewer hears them: tokens, stems, and words too common to mean a topic."""

import re
import unicodedata
from functools import lru_cache

_TOKEN = re.compile(r"[a-z]+\d*|\d+(?:[.,]\d+)*")
_APOSTROPHE = re.compile(r"[’'`]")
_VOWEL = re.compile(r"[aeiouy]")
_LONGEST = 4000


def tokens(text: str) -> list[str]:
    """The words of a text in lower case without accents; "what's" is what, "don't" is dont."""
    text = unicodedata.normalize("NFKD", text[:_LONGEST]).casefold()
    text = re.sub(r"[’'`](s|re|ll|d|ve|m)\b", " ", text)
    text = _APOSTROPHE.sub("", text)
    return _TOKEN.findall(text)


def stems(text: str) -> list[str]:
    """The stems of a text's words, in order."""
    return [stem(token) for token in tokens(text)]


_ENDINGS: tuple[tuple[str, str, int], ...] = (
    ("ization", "ize", 3),
    ("isation", "ize", 3),
    ("ability", "able", 3),
    ("ibility", "ible", 3),
    ("iveness", "ive", 3),
    ("fulness", "ful", 3),
    ("ational", "ate", 3),
    ("ation", "ate", 3),
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
    ("sion", "d", 4),
    ("tion", "t", 3),
)
"""Suffix, what takes its place, and the fewest letters that must stand before it."""


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of an English word in lower case.

    A shortened form of M. F. Porter's suffix stripping (1980): plurals and -ed/-ing first, then
    one derived ending, then a last e, y or doubled consonant.
    """
    if len(word) <= 3 or not word.isalpha():
        return word
    word = _inflected(word)
    for ending, instead, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            word = word[: -len(ending)] + instead
            break
    return _ended(word)


def _inflected(word: str) -> str:
    """Without the plural's s and without -ed or -ing."""
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        word = word[:-2]
    elif word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ingly", "edly", "ing", "ied", "ed"):
        before = word[: -len(ending)]
        if word.endswith(ending) and len(before) >= 2 and _VOWEL.search(before):
            return before + "y" if ending == "ied" else before
    return word


def _ended(word: str) -> str:
    """One spelling for what endings leave over: no final e, y as i, no doubled consonant."""
    if word.endswith("e") and len(word) > 3:
        word = word[:-1]
    if word.endswith("y") and len(word) > 3 and word[-2] not in "aeiou":
        word = word[:-1] + "i"
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiou":
        word = word[:-1]
    return word


_PLAIN = """a about actually after again ahead all also always am an and any anyone anything are
as at back be because been before being between both but by came can cannot cant come could couldnt
did didnt do does doesnt doing done dont each either else etc even ever every everyone exactly
example far few first for from further get gets getting give given go goes going gonna good got
guess had has have havent having hello hey hi how however i if im in into is isnt it its itself
just kind know lets like likely lot lots make making many may maybe me mean might mind more most
much must my need needed needs no not now of off often ok okay on once one only or other others our
out over part particular please point possible possibly probably quite rather really right roughly
said same say see seem shall she should shouldnt so some somebody someone something sort still
such sure take talk tell than thank thanks that the their them then there these they thing things
think this those through thus to together too two under until up upon us use used uses using usually
very want was wasnt way we well were what whatever whats when where whether which while who whom
whose why will with within without wonder wont would wouldnt yes yet you your
"""

PLAIN = frozenset(stem(word) for word in _PLAIN.split())
"""Stems that carry no topic."""


def topics(text: str) -> frozenset[str]:
    """The stems of a text that may carry a topic."""
    return frozenset(stems(text)) - PLAIN


def says(text_stems: list[str], term: str) -> bool:
    """Whether a term's stems stand one after the other in a text's stems."""
    wanted = stems(term)
    if not wanted:
        return False
    return any(
        text_stems[start : start + len(wanted)] == wanted
        for start in range(len(text_stems) - len(wanted) + 1)
    )
