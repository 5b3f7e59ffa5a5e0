"""What the candidate called the bottleneck, beside the arithmetic of their own drawing and sheet.

The arithmetic rests on assumed capacities, so it speaks in orders of magnitude.
"""

from collections.abc import Iterator

from coach.debrief.case import Case
from coach.debrief.evidence import Sentence
from coach.debrief.likely import single
from coach.frozen import dataclass
from coach.language.wordlists import SMALL
from coach.language.words import stem, stems

MAGNITUDES = (
    (0.8, "is over its limit at your own peak"),
    (1.5, "is full at about your own peak"),
    (3.5, "is full at two or three times your peak"),
    (7.0, "is full at about five times your peak"),
    (20.0, "is full at about ten times your peak"),
    (60.0, "is full at some tens of times your peak"),
    (200.0, "is full at about a hundred times your peak"),
)
"""Up to which multiple of the load each sentence holds."""
BEYOND = "is full at hundreds of times your peak, if ever"
ALIKE = 3.0
"""Boxes that fill within such a factor of one another cannot be told apart by assumed figures."""
_SMALL = frozenset(map(stem, SMALL))
_BREAKING = frozenset(
    stem(word)
    for word in (
        "first", "break", "bottleneck", "saturate", "limit", "fill", "overload", "ceiling",
        "hottest", "give", "fall", "melt", "exhaust", "max",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stressed:
    """The box that fills first and when (a multiple of the peak), and the box that was named:
    "" and None for none, with the entry that names it."""

    first: str
    multiple: float
    named: str = ""
    lasts: float | None = None
    entry: int = 0


def magnitude(multiple: float) -> str:
    """When a box fills, in words of order of magnitude."""
    return next((told for most, told in MAGNITUDES if multiple < most), BEYOND)


def stressed(case: Case) -> Stressed | None:
    """The comparison; None where the sheet names no rate, nothing is drawn or nothing fills.

    What holds no data and is drawn without a count is left out: one adds more of it, and nobody
    draws how many.
    """
    from coach.boards.diagram.reach import PIPES
    from coach.boards.diagram.stress.call_flows import flows_of
    from coach.boards.diagram.stress.from_sheet import load_of
    from coach.boards.diagram.stress.network import network_of
    from coach.boards.diagram.stress.station import CACHES, STORES
    from coach.match.sheets import sheet

    graph = case.drawn.graph
    load = load_of(sheet(case.record.text("estimate")).values)
    if load.peak is None:
        return None
    design = network_of(graph, load)
    ranked = [
        (box, many)
        for box, many in flows_of(design).ranked()
        if design.boxes[box].replicas > 1 or design.boxes[box].kind in STORES | CACHES | PIPES
    ]
    if not ranked:
        return None
    labels = {node.id: node.label for node in graph.nodes}
    box, multiple = ranked[0]
    stressed = Stressed(labels.get(box, box), multiple)
    for sentence in _answers(case):
        for other, lasts in ranked:
            if _names(sentence, labels.get(other, other)):
                return Stressed(stressed.first, multiple, labels[other], lasts, sentence.entry)
    return stressed


def _answers(case: Case) -> Iterator[Sentence]:
    """What the candidate said about what breaks, in the phases that are about failure."""
    about = {phase.id for phase in case.workflow.phases if phase.drills == "failure"}
    for sentence in single(case):
        if sentence.phase in about and not _BREAKING.isdisjoint(sentence.words):
            yield sentence


def _names(sentence: Sentence, label: str) -> bool:
    """Whether a sentence names a box by every telling word of its label."""
    telling = [word for word in stems(label) if word not in _SMALL and not word.isdigit()]
    return bool(telling) and set(telling) <= set(sentence.words)


def told(stressed: Stressed) -> str:
    """The comparison in words."""
    text = f"By your own drawing and numbers “{stressed.first}” {magnitude(stressed.multiple)}."
    if not stressed.named:
        return f"{text} You named no box of your drawing as the first to give in."
    if stressed.named == stressed.first:
        return f"{text} You named it, too (#{stressed.entry})."
    lasts = stressed.lasts or stressed.multiple
    if lasts <= stressed.multiple * ALIKE:
        return (
            f"{text} You named “{stressed.named}” (#{stressed.entry}), which fills about as soon."
        )
    return (
        f"{text} You named “{stressed.named}” (#{stressed.entry}), which by the same reckoning "
        f"{magnitude(lasts)}."
    )
