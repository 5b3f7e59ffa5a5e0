"""Arrows that lead back to a box still being followed, where their label says what they carry.

A retry or a push to whoever called comes on top of what reaches its target: "5%", "fan-out 40".
What comes back is counted where it arrives and not followed from there, since a reply ends and a
second round of retries is small. Without a share or a count such an arrow is taken for a reply.
"""

from coach.boards.diagram.reach import PIPES
from coach.boards.diagram.stress.arc import Arc, counted
from coach.boards.diagram.stress.network import Network
from coach.boards.diagram.stress.stressed_arrow import StressedArrow


def returning(design: Network, dead: frozenset[str]) -> tuple[tuple[str, Arc], ...]:
    """The sources and arcs of the arrows that lead back and say how much, between living boxes."""
    return tuple(
        (line.source, _arc(design, line))
        for line in design.back
        if line.terms.says_how_much and not {line.source, line.target} & dead
    )


def _arc(design: Network, line: StressedArrow) -> Arc:
    terms = line.terms
    share = 1.0 if terms.share is None else terms.share
    amount = share * terms.many
    reads, turned, writes = amount, 0.0, amount
    if line.message:
        every = terms.per_call or design.boxes[line.source].kind in PIPES
        reads, turned = 0.0, amount if every else 0.0
    elif terms.typed == "reads":
        writes = 0.0
    elif terms.typed == "writes":
        reads, turned = 0.0, amount if terms.of_all else 0.0
    part = "every call" if terms.share is None else f"{100 * share:.4g} % of it"
    why = counted(f"{part}, led back and not followed on", terms)
    return Arc(line.target, reads, turned, writes, why, terms.fan, call=not line.message)
