"""Sentences that may be wrong and were not called so: what is very like an error that the prompt
knows, with what would be wrong about it if it was meant so. It is no finding and costs no point."""

from collections.abc import Iterable, Iterator

from coach.debrief.case import Case
from coach.debrief.doubts import SUSPECTED
from coach.debrief.evidence import Evidence, quoted
from coach.debrief.likely import cited, single
from coach.debrief.point import Point
from coach.debrief.suspicion import ALIKE, suspicion
from coach.frozen import dataclass

LIKELY = 0.75
"""From which chance on a sentence is shown: of 325 right ones of strangers that the fit had not
seen four have it, of 29 wrong ones that were not named eleven."""
MOST, MOST_ERRING = 2, 5
"""Such sentences of one debrief, and of somebody who said as many things wrongly: of twenty wrong
sentences of a stranger, run once, eight were called wrong and eight more have that chance."""


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
        if hunch.chance < LIKELY or "?" in sentence.text:
            continue
        near = max(hunch.errors.values(), key=lambda near: near.likeness, default=None)
        if near is None or near.written is None or near.likeness < ALIKE:
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
