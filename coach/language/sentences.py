"""What counts as a sentence, and what is a list of words dressed up as one.

A sentence has at least six words, of which some are the small words and verbs that hold a thought
together; a fragment ("owner dies: lease runs out, next one takes over") has three words that carry
meaning, or two and a number. Terms of the prompt strung together by "and" and commas, or set into
the same frame again and again ("we use X and Y"), say nothing, however many there are.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from coach.language.smallwords import (
    BACK,
    EMPTY_VERBS,
    HELPING,
    JOINING,
    VERBS,
)
from coach.language.vocabulary import Vocabulary
from coach.language.wordlists import SMALL
from coach.language.words import Stems, find, stem, tokens

LEAST_WORDS = 6
LONGEST_BARE = 5
"""Words that carry meaning in the longest fragment that nothing but a number holds together."""
LEAST_TELLING = 3
"""Words that carry meaning in the shortest fragment without a number."""
_LONGEST_LIST = 5
_FRAME_LIMIT = 3
_PASTED_TERMS = 12
_PASTED_SHARE = 0.8
_PROSE_SHARE = 0.25
_MANY_NAMES, _NAME_WORDS = 7, 5
_OF = JOINING | {"of", "in", "for", "per"}
"""Small words that stand inside names."""
_SHORT = 16
_BACK_WITHIN = 4

_ABBREVIATED = re.compile(
    r"\b(?:(e\.g|i\.e|vs|approx|resp|incl)\.|(no)\.(?=\s*\d)|(etc)\.(?=\s+(?-i:[^A-Z\s])))", re.I
)
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|;(?=\s)")
_MARK = re.compile(r":(?=\s)|[=→]|->|=>|~>")
_HEADED = re.compile(r"\s*[A-Za-z-]+: ")
_BULLET = re.compile(r"\s*(?:[-*+•>]|\d+[.)]|#+)\s+")


def split(text: str) -> list[str]:
    """The sentences of a text; a line break ends one unless the next line only runs on."""
    parts = []
    for block in _blocks(text):
        guarded = _ABBREVIATED.sub(lambda m: m[0].replace(".", "\0"), block)
        start = 0
        for end in _END.finditer(guarded):
            parts.append(guarded[start : end.end()])
            start = end.end()
        parts.append(guarded[start:])
    return [part.replace("\0", ".").strip() for part in parts if part.strip()]


def _blocks(text: str) -> list[str]:
    """Lines with those that only run on put back together; bullets and headings begin anew."""
    blocks: list[str] = []
    for line in text.split("\n"):
        bullet = _BULLET.match(line)
        bare = line[bullet.end() :].strip() if bullet else line.strip()
        runs_on = (
            bool(blocks and blocks[-1]) and not bullet and bare[:1].islower() and len(line) > 0
        )
        if runs_on and blocks[-1][-1:] not in ".!?:;":
            blocks[-1] += " " + bare
        else:
            blocks.append(bare)
    return [block for block in blocks if block]


def linked(first: str, second: str) -> bool:
    """Whether two sentences in a row are about one thing.

    They are when a semicolon joins them, when both are short, when the second is headed by a word
    and a colon ("Cost: ..."), or when it refers back: by a word such as "it" or "so" among its
    first, or by a word of the first said again.
    """
    before, after = tokens(first), tokens(second)
    if first.rstrip().endswith(";") or max(len(before), len(after)) <= _SHORT:
        return True
    if not BACK.isdisjoint(after[:_BACK_WITHIN]) or _HEADED.match(second):
        return True
    return not _carrying(before).isdisjoint(_carrying(after))


def _carrying(words: Sequence[str]) -> frozenset[str]:
    """The stems of the words that name what a sentence is about."""
    stemmed = (stem(word) for word in words if word not in SMALL and not word.isdigit())
    return frozenset(part for part in stemmed if part not in VERBS)


def sound(words: Sequence[str], joined: bool = False) -> bool:
    """Whether words (as `tokens` gives them) are whole enough for a thought, terse or not.

    What holds a fragment together is a small word or a number; `joined` says that a mark does (see
    `joining`).
    """
    content = sum(telling(word) for word in words)
    numbered = any(word.isdigit() for word in words)
    held = joined or any(word in SMALL and word not in JOINING for word in words)
    held = held or (numbered and content <= LONGEST_BARE)
    return (held and content >= LEAST_TELLING - numbered) or whole_thought(words)


def listed(text: str) -> bool:
    """Whether a sentence only lists names between commas: many, of few words each, with no word
    among them that would tell what one does to another."""
    if joining(text):
        return False
    parts = [tokens(part) for part in text.split(",")]
    return (
        len(parts) >= _MANY_NAMES
        and max(map(len, parts)) <= _NAME_WORDS
        and all(word in _OF or word not in SMALL for part in parts for word in part)
    )


def joining(text: str) -> bool:
    """Whether a mark joins the words of a text to a thought: a colon, an arrow, an equals sign."""
    return bool(_MARK.search(text))


def telling(word: str) -> bool:
    """Whether a word carries meaning: no small word, no number, no letter."""
    return word not in SMALL and not word.isdigit() and len(word) > 1


def whole_thought(words: Sequence[str]) -> bool:
    """Whether words (as `tokens` gives them) are a sentence by their length, small words and
    verbs: no fragment."""
    small = [word for word in words if word in SMALL]
    return (
        len(words) >= LEAST_WORDS
        and len(set(small)) >= 2
        and len(small) * 7 >= len(words)
        and any(word in HELPING or stem(word) in VERBS for word in words)
    )


def strung(words: Sequence[str], terms: Vocabulary) -> bool:
    """Whether the words are terms strung together and hardly anything else.

    In a thought most terms stand apart by prepositions and verbs, not by "and".
    """
    taken = _taken(words, terms)
    links, gaps, longest = _links(words, taken)
    own = _own(words, taken)
    if links * 2 < gaps:
        return False
    if longest >= _LONGEST_LIST:
        return len(own) < longest
    return (links >= 2 and len(own) <= 1) or (links >= 1 and not own)


def pasted(text: str, terms: Vocabulary) -> bool:
    """Whether a text packs so many different terms that it can only be a list of them; one that
    stands inside another ("old" in "old table") is none beside it."""
    words = tokens(text)
    covered, places = terms.covered([stem(word) for word in words])
    telling_terms = [term for term in covered if not small_stems().issuperset(term)]
    longest = [
        term
        for term in telling_terms
        if not any(
            len(other) > len(term) and find(term, other) is not None for other in telling_terms
        )
    ]
    if len(longest) < _PASTED_TERMS:
        return False
    taken = _taken(words, terms)
    own = _own(words, taken)
    within = {place for place in places if not places.isdisjoint((place - 1, place + 1))}
    outside = (word for place, word in enumerate(words) if place not in within)
    small = sum(word in SMALL and word not in JOINING for word in outside)
    dense = len(taken) >= _PASTED_SHARE * (len(taken) + len(own))
    return dense and small < _PROSE_SHARE * len(words)


@cache
def small_stems() -> frozenset[str]:
    """The stems of the small words: terms are known by theirs."""
    return frozenset(map(stem, SMALL))


def frames(sentences: Iterable[str], terms: Vocabulary) -> frozenset[Stems]:
    """The frames that three or more different sentences share once their terms are taken out."""
    different = {tuple(tokens(sentence)) for sentence in sentences}
    counted = Counter(frame(words, terms) for words in different)
    return frozenset(run for run, times in counted.items() if times >= _FRAME_LIMIT)


def frame(words: Sequence[str], terms: Vocabulary) -> Stems:
    """What a sentence is without its terms, the small ones too, and without joining words."""
    _, places = terms.covered([stem(word) for word in words])
    return tuple(word for i, word in enumerate(words) if i not in places and word not in JOINING)


def _taken(words: Sequence[str], terms: Vocabulary) -> frozenset[int]:
    """The places of terms, small words on their own left out."""
    _, places = terms.covered([stem(word) for word in words])
    return frozenset(place for place in places if words[place] not in SMALL)


def _own(words: Sequence[str], taken: frozenset[int]) -> list[str]:
    """The words that carry meaning and are no terms."""
    return [
        word
        for i, word in enumerate(words)
        if i not in taken and word not in SMALL and stem(word) not in EMPTY_VERBS
    ]


def _links(words: Sequence[str], taken: frozenset[int]) -> tuple[int, int, int]:
    """Gaps between terms that hold only joining words, all gaps, and the longest list of terms.

    Commas are no tokens, so terms side by side belong to one list but are no gap; a term that comes
    again makes no list longer.
    """
    links = gaps = longest = 0
    run: set[str] = set()
    last: int | None = None
    for i in sorted(taken):
        between = words[last + 1 : i] if last is not None else ()
        joined = bool(between) and all(word in JOINING for word in between)
        links += joined
        gaps += bool(between)
        if not (joined or (last is not None and not between)):
            run = set()
        run.add(words[i])
        longest = max(longest, len(run))
        last = i
    return links, gaps, longest
