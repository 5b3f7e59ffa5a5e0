"""How far people agree who graded the same sessions. Pure.

Marks are on a scale (no, partly, yes), so a disagreement of two steps weighs twice one of one
step: kappa is Cohen's weighted one (1968) with linear weights; of more than two people it is the
mean over all pairs of them (Light 1971). Marks of "unseen" are left out with their pairs.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations

from coach.frozen import dataclass

VALUE = {"no": 0.0, "partly": 0.5, "yes": 1.0}
"""Marks as shares of a point."""
_SCALE = tuple(VALUE)
_LEAST = 2
"""Lines below which there is nothing to reckon chance from."""
WORDS = ((0.8, "nearly the same"), (0.6, "good"), (0.4, "moderate"), (0.2, "fair"), (0.0, "slight"))
"""How such a kappa is commonly called (after Landis and Koch 1977), from each least value on."""

Item = tuple[str, str]
"""A session's fingerprint, and an observable of it."""
Marks = Mapping[Item, str]
"""One person's marks."""


@dataclass(frozen=True, slots=True)
class Lenience:
    """By how much of a point a person marks above (or below) the others on the same lines, and on
    how many lines that rests."""

    grader: str
    above: float
    lines: int


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One observable over all sessions: in how many pairs of marks people agree, of how many; and
    its kappa, None where there is too little to reckon one from."""

    observable: str
    agreed: int
    pairs: int
    kappa: float | None


@dataclass(frozen=True, slots=True)
class Dispute:
    """A line on which marks differ: who said what, and how far apart they lie on the whole."""

    item: Item
    marks: Mapping[str, str]
    spread: float


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Weighted kappa of pairs of marks by two people: 1 is agreement, 0 what chance would give.
    None where chance alone would agree always, or there are fewer than two pairs."""
    count = len(pairs)
    if count < _LEAST:
        return None
    first = [sum(a == mark for a, _ in pairs) / count for mark in _SCALE]
    second = [sum(b == mark for _, b in pairs) / count for mark in _SCALE]
    seen = sum(_apart(a, b) for a, b in pairs) / count
    chance = sum(
        first[i] * second[j] * _apart(a, b)
        for i, a in enumerate(_SCALE)
        for j, b in enumerate(_SCALE)
    )
    return None if chance < 1e-12 else 1 - seen / chance


def _apart(a: str, b: str) -> float:
    return abs(VALUE[a] - VALUE[b])


def among(graders: Mapping[str, Marks], observable: str = "") -> float | None:
    """The mean kappa over all pairs of people, over all lines or one observable's; None where no
    pair has one."""
    agreements = [
        agreement
        for a, b in combinations(sorted(graders), 2)
        if (agreement := kappa(_both(graders[a], graders[b], observable))) is not None
    ]
    return sum(agreements) / len(agreements) if agreements else None


def _both(a: Marks, b: Marks, observable: str = "") -> list[tuple[str, str]]:
    """The pairs of marks of two people on lines that both marked."""
    return [
        (mark, b[item])
        for item, mark in sorted(a.items())
        if mark in VALUE and b.get(item) in VALUE and (not observable or item[1] == observable)
    ]


def lines(graders: Mapping[str, Marks]) -> tuple[AgreementLine, ...]:
    """Every observable that two people marked at least once, the least agreed on first."""
    told = []
    for name in sorted({item[1] for marks in graders.values() for item in marks}):
        pairs = [
            pair
            for a, b in combinations(sorted(graders), 2)
            for pair in _both(graders[a], graders[b], name)
        ]
        if pairs:
            agreed = sum(a == b for a, b in pairs)
            told.append(AgreementLine(name, agreed, len(pairs), among(graders, name)))
    return tuple(sorted(told, key=lambda line: (line.agreed / line.pairs, -line.pairs)))


def lenience(graders: Mapping[str, Marks]) -> tuple[Lenience, ...]:
    """Everybody against the mean of the others on the same lines, the most lenient first."""
    told = []
    for name, marks in sorted(graders.items()):
        gaps = []
        for item, mark in marks.items():
            others = [
                VALUE[theirs[item]]
                for other, theirs in graders.items()
                if other != name and theirs.get(item) in VALUE
            ]
            if mark in VALUE and others:
                gaps.append(VALUE[mark] - sum(others) / len(others))
        if gaps:
            told.append(Lenience(name, sum(gaps) / len(gaps), len(gaps)))
    return tuple(sorted(told, key=lambda lenience: -lenience.above))


def disputes(graders: Mapping[str, Marks], most: int = 3) -> tuple[Dispute, ...]:
    """The lines most disagreed on: by the mean distance between two people's marks, then by how
    many marked the line."""
    disputed = []
    for item in sorted({item for marks in graders.values() for item in marks}):
        marks = {
            name: theirs[item]
            for name, theirs in sorted(graders.items())
            if theirs.get(item) in VALUE
        }
        apart = [_apart(a, b) for a, b in combinations(marks.values(), 2)]
        if apart and max(apart) > 0:
            disputed.append(Dispute(item, marks, sum(apart) / len(apart)))
    return tuple(sorted(disputed, key=lambda dispute: (-dispute.spread, -len(dispute.marks))))[
        :most
    ]


def called(value: float | None) -> str:
    """A kappa with the word for it."""
    if value is None:
        return "no kappa: the marks do not differ enough to tell agreement from chance"
    word = next((word for least, word in WORDS if value >= least), "worse than chance")
    return f"kappa {value:.2f}, {word}"
