"""What fails in every system, whatever the problem: claims that designers hold for true, by which
words a mechanism of that kind is known, and why it fails. They are beside a prompt's own errors,
which know its facts."""

import pkgutil
import re
from collections.abc import Sequence
from functools import cache

from coach.frozen import dataclass
from coach.language.denial import boasts, claimed, denied_at, negative, overclaims
from coach.language.normal import normal_stems
from coach.language.wordlists import stemmed
from coach.language.words import Stems, stems

GAP = 14
"""Words that may stand between two steps of one mechanism."""
_SUPPOSING = stemmed("weighing") | stemmed("supposing")
"""Stems of a sentence that speaks of what could be done, and does not say that it is."""
_SAFE = re.compile(r"\bno (?:race|danger|problem|risk)\b", re.I)
"""What is said not to be, by whoever has not seen it."""
_ASKED = re.compile(r"\?|\bno\W*$|\b(?:simpler|easier|cheaper|faster|nicer)\b.*\bbut\b", re.I)
"""What is asked, asked and answered with no, or praised before the reason why not."""


@dataclass(frozen=True, slots=True)
class Fallacy:
    """One claim that fails, as somebody makes it, and why."""

    claim: str
    why: str


@dataclass(frozen=True, slots=True, eq=False)
class FailingKind:
    """A kind of mechanism that fails: why, the claims, the words by which it is known (ways of
    steps; words that nobody says who falls into it), whether only praise of the outcome tells it
    from a short word about a sound one, and what is right. The words stand between commas; they
    are stemmed when a sentence comes near them, for there are thousands."""

    why: str
    claims: tuple[str, ...]
    ways: tuple[tuple[str, ...], ...]
    unless: str
    boasting: bool
    right: tuple[str, ...]


@cache
def fallacies() -> tuple[Fallacy, ...]:
    """All claims of `data/fallacies.txt`: the lines under each reason, which stands behind "="."""
    return tuple(Fallacy(claim, kind.why) for kind in kinds() for claim in kind.claims)


@cache
def kinds() -> tuple[FailingKind, ...]:
    """All kinds of `data/fallacies.txt`, in its order."""
    data = pkgutil.get_data("coach.debrief", "data/fallacies.txt")
    assert data is not None, "the package's loader gives no data"
    lines = [line for line in data.decode("utf-8").splitlines() if not line.startswith("#")]
    starts = [at for at, line in enumerate(lines) if line.startswith("= ")]
    ends = [*starts[1:], len(lines)]
    return tuple(_kind(lines[start:end]) for start, end in zip(starts, ends, strict=True))


def _kind(lines: Sequence[str]) -> FailingKind:
    """One kind from its lines, the reason first."""
    claims: list[str] = []
    ways: list[tuple[str, ...]] = []
    unless: list[str] = []
    right: list[str] = []
    for line in lines[1:]:
        name, _, rest = line.partition(": ")
        if name == "if":
            ways.append(tuple(rest.split(">")))
        elif name == "unless":
            unless.append(rest)
        elif name == "right":
            right.append(rest)
        elif line and line != "boasting":
            claims.append(line)
    return FailingKind(
        lines[0].removeprefix("= "),
        tuple(claims),
        tuple(ways),
        ",".join(unless),
        "boasting" in lines,
        tuple(right),
    )


@cache
def _runs(words: str) -> tuple[Stems, ...]:
    """The stems of the words between commas, each once; they are written in the normal form, for
    there are many."""
    every = (_run(word) for word in words.split(","))
    return tuple(dict.fromkeys(run for run in every if run))


@cache
def _run(word: str) -> Stems:
    return stems(word)


def questioned(text: str) -> bool:
    """Whether a sentence asks, or weighs what it does not take, and so claims nothing."""
    return bool(_ASKED.search(text))


def failing(text: str) -> FailingKind | None:
    """The kind of mechanism that fails and that a sentence claims; None where it claims none, or
    asks, denies, weighs, or says what mends it."""
    words = normal_stems(text)
    if questioned(text) or not _SUPPOSING.isdisjoint(normal_stems(_SAFE.sub("", text))):
        return None
    said = frozenset(words)
    praised: bool | None = None
    for kind in kinds():
        if not any(_may(way, said) for way in kind.ways):
            continue
        if kind.boasting and praised is None:
            praised = boasts(text) or overclaims(text)
        if (not kind.boasting or praised) and _claims(kind, text, words, said):
            return kind
    return None


def _may(way: Sequence[str], said: frozenset[str]) -> bool:
    """Whether each step of a way may stand among these stems."""
    return all(not _firsts(step).isdisjoint(said) for step in way)


@cache
def _firsts(step: str) -> frozenset[str]:
    """The stems with which the words of a step begin."""
    return frozenset(run[0] for run in _runs(step))


def _claims(kind: FailingKind, text: str, words: Stems, said: frozenset[str]) -> bool:
    """Whether a sentence claims a mechanism of a kind, nothing of it denied, nothing mended."""
    for way in kind.ways:
        places = _placed(words, way, 0, len(words)) if _may(way, said) else None
        if places is None or _mends(kind, text, words, said):
            continue
        if not any(_denied(text, words, place) for place in places):
            return True
    return False


def _mends(kind: FailingKind, text: str, words: Stems, said: frozenset[str]) -> bool:
    """Whether a sentence has words that nobody says who falls into it. A bare denial that only
    praises the outcome ("so it can not be lost") mends nothing."""
    runs = [run for run in _runs(kind.unless) if run[0] in said and _stands(words, run)]
    if all(len(run) == 1 and negative(run) for run in runs):
        plain = frozenset(normal_stems(claimed(text)))
        return any(run[0] in plain for run in runs)
    return True


def _denied(text: str, words: Stems, place: frozenset[int]) -> bool:
    """Whether what stands at a place is denied, where it is no denial itself."""
    return not negative(tuple(words[at] for at in place)) and denied_at(text, words, place)


def _placed(
    words: Stems, steps: Sequence[str], start: int, end: int
) -> tuple[frozenset[int], ...] | None:
    """The places at which the steps stand one after the other, each at most `GAP` words behind the
    last; None where they do not."""
    if not steps:
        return ()
    for at in range(start, min(end, len(words))):
        for run in _runs(steps[0]):
            after = at + len(run)
            if words[at:after] == run:
                rest = _placed(words, steps[1:], after, after + GAP)
                if rest is not None:
                    return (frozenset(range(at, after)), *rest)
    return None


def _stands(words: Stems, run: Stems) -> bool:
    """Whether a run of stems stands in a sentence's."""
    return any(words[at : at + len(run)] == run for at in range(len(words) - len(run) + 1))
