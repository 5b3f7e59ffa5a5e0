"""Where a router sends what it receives: each call to one of its targets, by said shares first.

Of a dead target the share goes to its likes: same kind, same stem of the name, an arrow that is
not for reads or writes alone.
"""

import re

from coach.boards.diagram.graph import Kind
from coach.boards.diagram.reach import PIPES
from coach.boards.diagram.stress import capacities
from coach.boards.diagram.stress.arc import (
    Arc,
    copy_arc,
    counted,
    hit_share,
    message_arc,
    promoted,
    shares,
)
from coach.boards.diagram.stress.network import Network
from coach.boards.diagram.stress.station import Station
from coach.boards.diagram.stress.stressed_arrow import StressedArrow
from coach.tuples import NamedTuple


def routed(
    design: Network, box: Station, lines: tuple[StressedArrow, ...], dead: frozenset[str]
) -> list[Arc]:
    """A router's arcs: said shares first, the rest equally among those that take the type."""
    arcs: list[Arc] = []
    chosen: list[StressedArrow] = []
    for line in lines:
        target = design.boxes[line.target]
        if line.copies:
            arcs.append(copy_arc(line, dead))
        elif line.message and target.kind not in PIPES:
            arcs.append(message_arc(design, line, dead))
        elif target.kind is Kind.DNS and not design.out[target.id]:
            share = capacities.DNS_LOOKUP_SHARE
            arcs.append(Arc(target.id, share, 0.0, share, f"{100 * share:g} % look the name up"))
        else:
            chosen.append(line)
    missed = 1 - hit_share(box, dead) if box.kind is Kind.CDN else 1.0
    reads = shares([line for line in chosen if _takes_reads(line)])
    writes = shares([line for line in chosen if line.terms.typed != "reads"])
    for line in chosen:
        arcs += _choice(
            design, line, _Part(reads.get(line, 0.0), writes.get(line, 0.0), missed), dead
        )
    for line in chosen:
        if line.terms.of_all and line.terms.share:
            arcs = _taken(design, arcs, line)
    return arcs


def _takes_reads(line: StressedArrow) -> bool:
    if line.message:
        return line.terms.per_call
    return line.terms.typed != "writes"


class _Part(NamedTuple):
    """A target's shares of a router's reads and writes, and what the router leaves of its reads."""

    reads: float
    writes: float
    missed: float

    def told(self) -> str:
        """Both shares in words, with what is left of the reads where some are answered."""
        if self.missed == 1 or not self.reads:
            return _share_told(self.reads, self.writes)
        parted = f"{100 * self.reads:.4g} % of the reads that it misses ({self.missed:.4g} of all)"
        reads = parted if self.reads < 1 else f"the reads that it misses ({self.missed:.4g} of all)"
        return f"{reads}, {100 * self.writes:.4g} % of the writes"


def _choice(design: Network, line: StressedArrow, part: _Part, dead: frozenset[str]) -> list[Arc]:
    """The arcs of one of a router's lines; of a dead target, those to its living likes."""
    reads, writes = part.reads * part.missed, part.writes
    terms = line.terms
    many = terms.many
    why = part.told()
    turned = 0.0
    if terms.of_all and terms.share is not None:
        if terms.typed == "writes":
            reads, turned, writes = 0.0, terms.share, terms.share
        else:
            reads, writes = terms.share, 0.0
        kind = "all calls, as writes" if terms.typed == "writes" else "the reads"
        why = f"{100 * terms.share:g} % of {kind}"
    elif line.message:
        turned, reads = reads, 0.0
        why += ", as messages"
    need_reads, need_writes = reads + turned, writes
    why = counted(why, terms)

    def arc(target: str, part: float, lost: bool, why: str) -> Arc:
        return Arc(
            target,
            reads * many * part,
            turned * many * part,
            writes * many * part,
            why,
            terms.fan,
            need_reads * part,
            need_writes * part,
            call=True,
            lost=lost,
        )

    if line.target not in dead:
        return [arc(line.target, 1.0, False, why)]
    living = likes(design, line, dead)
    if not living:
        copy = promoted(design, line.target, dead)
        if copy is not None:
            return [arc(copy, 1.0, False, f"{why}; promoted")]
        return [arc(line.target, 1.0, True, why)]
    dead_label = design.boxes[line.target].label
    return [
        arc(like, part, False, f"{100 * part:g} % of what {dead_label} had")
        for like, part in living
    ]


def _taken(design: Network, arcs: list[Arc], line: StressedArrow) -> list[Arc]:
    """The arcs with what one line takes of all calls taken off the others' share of that type."""
    share = line.terms.share or 0.0
    others = [arc for arc in arcs if arc.call and arc.target != line.target]
    writes = sum(arc.writes for arc in others)
    if line.terms.typed != "writes" or not writes:
        return arcs
    where = design.boxes[line.target].label

    def less(arc: Arc) -> Arc:
        part = share * arc.writes / writes
        why = f"{arc.why}, less {100 * part:.4g} % of all calls, which go to {where}"
        return arc._replace(
            turned=arc.turned - part, writes=arc.writes - part, why=why if part else arc.why
        )

    return [less(arc) if arc in others else arc for arc in arcs]


def likes(design: Network, line: StressedArrow, dead: frozenset[str]) -> list[tuple[str, float]]:
    """Living targets of the same router that can take a dead one's place, with their parts."""
    gone = design.boxes[line.target]
    stem = _stem(gone.id)
    same = [
        other
        for other in design.out[line.source]
        if other.target not in dead
        and not other.copies
        and not other.terms.typed
        and design.boxes[other.target].kind is gone.kind
        and _stem(other.target) == stem
    ]
    parts = shares([other for other in design.out[line.source] if not other.copies])
    total = sum(parts.get(other, 0.0) for other in same)
    if not same or line.terms.typed:
        return []
    return [(other.target, parts[other] / total if total else 1 / len(same)) for other in same]


_PLACE_WORDS = """us eu ap sa af me asia europe america africa east west north south central
    northeast southeast northwest southwest region zone az dc datacenter local remote home away
    red blue green black white yellow canary stable
    primary secondary main backup standby spare active passive master slave leader follower
    replica left right first second third"""
_PLACES = frozenset(_PLACE_WORDS.split())
_PARTS = re.compile(r"[^\W\d_]+")


def _stem(name: str) -> str:
    """A name without numbers, single letters and words of region, colour and role."""
    parts = [part for part in _PARTS.findall(name) if len(part) > 1 and part not in _PLACES]
    return " ".join(parts)


def _share_told(reads: float, writes: float) -> str:
    if reads == writes:
        return "every call" if reads == 1 else f"{100 * reads:.4g} % of the calls"
    return f"{100 * reads:.4g} % of the reads, {100 * writes:.4g} % of the writes"
