"""Sentences that hold the right words and may mean the opposite or nothing: denials, claims too
good, praise, and what is only weighed.

Neither is proof of anything. One in three denials near a term denies something else, so what is
found here makes a point unsure and never void.
"""

import re
from functools import lru_cache
from itertools import pairwise

from coach.language.normal import normal
from coach.language.smallwords import NEGATIONS
from coach.language.wordlists import stemmed
from coach.language.words import Stems, tokens

WITHIN = 3
"""Words before a term in which it may be denied; the same bound as for parts of a design."""
_AFTER = 4
"""Words behind a term in which "is not needed" may begin."""
_MORE_NEGATIONS = NEGATIONS | stemmed("nothing")
_NEED = stemmed("needing")
_TURNING = stemmed("turning")
_UNWANTED = stemmed("unwanted")
"""What no design is for: who denies it ("is not counted twice") promises it, and denies no part."""
_CLAUSE = re.compile(r"[;:,()]|\.(?=\s)| - ")
_CLAIM = re.compile(
    r"\b(?:is|are|be) not (?:needed|required|necessary)|\bno need (?:for|of|to)\b"
    r"|\bdo(?:es)? not need (?:any|an?|to)?\b"
    r"|\bnever (?:los(?:es?|t)|fails?|falls? behind|goes? down|crash\w*)\b"
    r"|\b(?:is|are) impossible\b|\bcan not (?:happen|be lost|fail|get lost)\b"
    r"|\bguarantees? (?:exactly|that|the)\b|\bgives? exactly once\b|\bsimply (?:retry|repeat)\b"
    r"|\bwithout any (?:loss|delay)\b|\b(?:synchronously|all) in 1 transaction\b"
    r"|\bbecause .{0,40}\bnever\b",
    re.I,
)

_WEIGHED = re.compile(
    r"(?:^|[,;:.(] ?|\b(?:but|and|also|maybe|perhaps|here|then|alternatively) )"
    r"(?:(?:so|also|here|maybe) )?"
    r"(?:we|i|1|one|you) (?:could|might)\b|\bsomehow\b|\bin some way\b",
    re.I,
)
_BOAST = re.compile(
    r"\b(?:so|hence|thus|therefore|then|(?:that|this) way|like this|which means)\b[^.;:]{0,70}"
    r"\b(?:never|nothing|nobody|no 1|no one|none|no \w+ can|can not)\b"
    r"|\b(?:no|nothing|nobody|not|never|no one)\b[^.;,]{0,30}\bever\b"
    r"|\bno (?:\w+ ){1,3}(?:is |are )?(?:needed|necessary|required)\b|\bneeds? no\b"
    r"|\bnothing (?:needs|extra|else|can|will|gets|is lost)\b|\bno need\b"
    r"|\b(?:always|surely|for sure|guarantee[sd]?|impossible|perfect(?:ly)?|mathematically)\b"
    r"|\b(?:because|since|as|they are|it is|both|these are) (?:\w+ ){0,4}so (?:fast|quick|close)\b"
    r"|\b(?:will|can|does) (?:never|not) (?:collide|happen|get lost|be lost|fail|double)\b",
    re.I,
)
_PRAISE = re.compile(
    r"\b(?:best practices?|industry|state of the art|cutting edge|world class|enterprise|proven"
    r"|battle tested|self heal\w*|intelligent\w*|smartly|seamless\w*|adaptive\w*|appropriate\w*"
    r"|optimi[sz]ed|efficient\w*|graceful\w*|robust\w*|holistic\w*)\b",
    re.I,
)
_FOLLOWS = re.compile(
    r"(?<=\w)[,;:]?\s+(?:and\s+)?"
    r"\b(?:so|hence|thus|therefore|which means|(?:this|that) way)\b[^.,;:]*",
    re.I,
)
_LEAST = 5
"""Words of a deed that can be judged without what follows from it."""
_BREAK = re.compile(
    r"\s*(?:[,;:]|\b(?:so|hence|thus|therefore|because|since|which|and|as)\b)\s*", re.I
)


def negative(words: Stems) -> bool:
    """Whether stems deny anything."""
    return not _MORE_NEGATIONS.isdisjoint(words)


def denied_at(text: str, words: Stems, places: frozenset[int]) -> bool:
    """Whether what stands at these places of a sentence is denied in its clause.

    `words` are the stems of the normal text. "never blocked by the queue" denies the queue;
    "fails, not before the queue" does not, for a comma stands between; "the queue is not needed"
    does. "Nothing is counted twice" denies no part.
    """
    first, last = min(places), max(places)
    if not _MORE_NEGATIONS.isdisjoint(words[at] for at in places):
        return False
    if all(words[at] in _UNWANTED for at in places):
        return False
    clauses = _clauses(text)
    low = max(0, first - WITHIN)
    if len(clauses) == len(words):
        while low < first and clauses[low] != clauses[first]:
            low += 1
    for word in reversed(words[low:first]):
        if word in _TURNING:
            break
        if word in _MORE_NEGATIONS:
            return True
    after = words[last + 1 : last + 1 + _AFTER]
    return any(a in _MORE_NEGATIONS and b in _NEED for a, b in pairwise(after))


@lru_cache(maxsize=4096)
def overclaims(text: str) -> bool:
    """Whether a sentence claims what is mostly wrong: "never loses", "guarantees exactly once"."""
    return bool(_CLAIM.search(normal(text)))


@lru_cache(maxsize=4096)
def weighed(text: str) -> bool:
    """Whether a sentence says what could be done, or that it is done somehow, and so decides
    nothing: of eighteen such ones of strangers none but one in passing made a point."""
    return bool(_WEIGHED.search(normal(text)))


@lru_cache(maxsize=4096)
def praises(text: str) -> bool:
    """Whether a sentence praises how a thing is done ("gracefully", "by best practices") and has
    no number: praise stands where the mechanism should. Of what strangers said, 634 sentences that
    make a point hold no such word."""
    whole = normal(text).replace("-", " ")
    return bool(_PRAISE.search(whole)) and not any(letter.isdigit() for letter in whole)


@lru_cache(maxsize=4096)
def boasts(text: str) -> bool:
    """Whether a sentence praises its own outcome: "so nothing can get lost", "that never doubles",
    "no timer is needed". Of 82 wrong sentences that strangers wrote two in three do so, of 222
    right ones one in five: a hint, and proof of nothing."""
    return bool(_BOAST.search(normal(text)))


@lru_cache(maxsize=4096)
def claimed(text: str) -> str:
    """What a boasting sentence says is done, without the clauses that praise the outcome; the
    text itself where it does not boast, or does nothing else."""
    if not boasts(text):
        return text
    whole = normal(text)
    kept, last = [], 0
    for end in [*_BREAK.finditer(whole), None]:
        clause = whole[last : end.start() if end else len(whole)]
        if not _BOAST.search(f"so {clause}"):
            kept.append(clause)
        last = end.end() if end else last
    return ", ".join(part for part in kept if part.strip(" .")) or text


@lru_cache(maxsize=4096)
def deed(text: str) -> str:
    """What a sentence says is done, without what it says follows ("so everyone sees the same"):
    right and wrong mechanisms promise alike. The text itself where little else is said."""
    kept = _FOLLOWS.sub("", text).strip()
    return kept if len(tokens(kept)) >= _LEAST else text


@lru_cache(maxsize=4096)
def _clauses(text: str) -> tuple[int, ...]:
    """The number of the clause that each word of the normal text stands in."""
    parts = _CLAUSE.split(normal(text))
    return tuple(number for number, part in enumerate(parts) for _ in tokens(part))
