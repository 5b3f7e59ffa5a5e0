"""Sentences that may be wrong and were not called so: what means nearly an error that the prompt
knows, with what would be wrong about it if it was meant so. It is no finding and costs no point."""

from collections.abc import Iterable, Iterator

from coach.debrief.case import Case
from coach.debrief.doubts import SUSPECTED
from coach.debrief.evidence import Evidence, quoted
from coach.debrief.likely import cited, single
from coach.debrief.meant_errors import nearest_error
from coach.debrief.point import Point
from coach.debrief.suspicion import suspicion
from coach.frozen import dataclass

TOGETHER, MEANT = 1.35, 0.55
"""How much the chance of being wrong and the likeness in sense to an error are at least together,
and the likeness by itself: of 256 wrong sentences of strangers, in rounds that the fit had not
seen, 133 are shown, and 17 of 1,838 that were right or that nobody called wrong. Likeness of words
at a chance of three quarters showed as many of these, and 110 of those."""
MOST, MOST_ERRING = 2, 5
"""Such sentences of one debrief, and of somebody who said as many things wrongly: of twenty wrong
sentences of a stranger, run once, eight were called wrong and eight more had a chance of three
quarters."""


@dataclass(frozen=True, slots=True)
class Doubted:
    """A sentence, the point whose error it is like, why it would fail, and what is right."""

    said: Evidence
    observable: str
    why: str
    right: str


def doubted(case: Case, points: Iterable[Point]) -> tuple[Doubted, ...]:
    """The likeliest sentences that are no evidence of any point, wrong about none and not asked
    about for their doubt, in the order in which they were said."""
    by_id = {point.id: point for point in points}
    settled = set(_settled(by_id.values()))
    rows: list[tuple[float, Doubted]] = []
    for sentence in single(case):
        said = cited(sentence)
        if case.workflow.listens(sentence.phase) or (said.entry, quoted(said.text)) in settled:
            continue
        hunch = suspicion(case.prompt, sentence.text)
        if hunch.chance < TOGETHER - 1 or "?" in sentence.text:
            continue
        near = nearest_error(case.prompt, sentence.text)
        if near.written is None or near.likeness < max(MEANT, TOGETHER - hunch.chance):
            continue
        point = by_id.get(near.written.observable)
        if point is not None and not point.met:
            row = Doubted(said, point.id, near.written.why, point.missed)
            rows.append((hunch.chance, row))
    erring = sum(point.wrong is not None for point in by_id.values())
    best = sorted(rows, key=lambda row: -row[0])[: max(MOST, min(erring, MOST_ERRING))]
    return tuple(sorted((row for _, row in best), key=lambda row: row.said.entry))


def _settled(points: Iterable[Point]) -> Iterator[tuple[int, str]]:
    """The sentences that something is said of already."""
    for point in points:
        yield from ((each.entry, each.text) for each in point.evidence)
        if point.wrong:
            yield point.wrong.said.entry, quoted(point.wrong.said.text)
        if point.state == "unsure" and point.nearest and point.nearest.doubt == SUSPECTED:
            yield point.nearest.entry, point.nearest.text
