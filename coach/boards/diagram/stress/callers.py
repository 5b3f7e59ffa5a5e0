"""Where a box sends what it receives that calls all of its targets: stores behind caches get what
these miss, databases with replicas the writes, every other target every call.
"""

from coach.boards.diagram.graph import Kind
from coach.boards.diagram.stress.arc import (
    Arc,
    counted,
    hit_share,
    is_call,
    passes_through,
    promoted,
)
from coach.boards.diagram.stress.network import Network
from coach.boards.diagram.stress.station import STORES, Station
from coach.boards.diagram.stress.stressed_arrow import StressedArrow
from coach.tuples import NamedTuple


def called(
    design: Network, box: Station, lines: list[StressedArrow], dead: frozenset[str]
) -> list[Arc]:
    """The calls of a box that calls all of its targets."""
    targets = {line.target for line in lines}
    aside = [line for line in lines if _is_aside(design, line, lines)]
    missed = 1.0
    for line in aside:
        asked = 1.0 if line.terms.share is None or line.terms.of_all else line.terms.share
        missed *= 1 - asked * hit_share(design.boxes[line.target], dead)
    if box.kind is Kind.CACHE:
        missed = 1 - hit_share(box, dead)
    behind = {
        line.target
        for cache in targets
        if passes_through(design, cache)
        for line in design.out[cache]
        if is_call(line)
    }
    siblings = _siblings(design, lines)
    reading = _reading(design, lines, siblings, dead)
    caller = _Caller(box, lines, missed, behind, reading, list(siblings.values()), bool(aside))
    arcs: list[Arc] = []
    for line in lines:
        arcs += _call(design, line, caller, dead)
    return arcs


class _Caller(NamedTuple):
    """What the calls of one box have in common: the share of reads its caches miss, the stores
    that a cache reaches for it, by database the living replicas that it reads from, and the
    replicas, dead ones too, that it reads equally without calling their database."""

    box: Station
    lines: list[StressedArrow]
    missed: float
    behind: set[str]
    reading: dict[str, list[str]]
    siblings: list[list[str]]
    aside: bool


def _is_aside(design: Network, line: StressedArrow, lines: list[StressedArrow]) -> bool:
    """Whether a cache stands beside the caller's stores, which are asked for what it misses; one
    that the caller only fills (its arrow says writes) or asks for all else (per call) does not."""
    if design.boxes[line.target].kind is not Kind.CACHE or passes_through(design, line.target):
        return False
    if line.terms.per_call or (line.terms.typed == "writes" and not line.terms.of_all):
        return False
    return any(
        other.terms.miss or design.boxes[other.target].kind in STORES
        for other in lines
        if other is not line
    )


def _reading(
    design: Network,
    lines: list[StressedArrow],
    siblings: dict[str, list[str]],
    dead: frozenset[str],
) -> dict[str, list[str]]:
    """By store, the replicas that the caller reads instead; a replica of unknown origin stands
    for every database that is called. Where the caller reaches none of the databases, its
    replicas of one database are one store's, and so are those of unknown origin, which join
    those of the one database that is known."""
    targets = [line.target for line in lines]
    databases = [box_id for box_id in targets if design.boxes[box_id].kind is Kind.DATABASE]
    copied = {copy for box_id in design.boxes for copy in design.copies[box_id]}
    reading: dict[str, list[str]] = {}
    for box_id in databases:
        if any(box_id in design.copies[other] for other in databases):
            continue
        own = [copy for copy in design.copies[box_id] if copy in targets]
        strays = [
            target
            for target in targets
            if design.boxes[target].kind is Kind.REPLICA and target not in copied
        ]
        living = [target for target in dict.fromkeys([*own, *strays]) if target not in dead]
        if living:
            reading[box_id] = living
    for source, replicas in siblings.items():
        living = [target for target in replicas if target not in dead]
        if living:
            reading[source] = living
    return reading


def _siblings(design: Network, lines: list[StressedArrow]) -> dict[str, list[str]]:
    """The replicas of one database that a caller reads equally, by that database ("" where none
    is drawn): two and more, where it reaches neither that database nor says their shares."""
    said = {line.target for line in lines if line.terms.share is not None}
    replicas = [
        target
        for target in dict.fromkeys(line.target for line in lines)
        if design.boxes[target].kind is Kind.REPLICA and target not in said
    ]
    if any(design.boxes[line.target].kind is Kind.DATABASE for line in lines):
        return {}
    source = {copy: box_id for box_id, copies in design.copies.items() for copy in copies}
    groups: dict[str, list[str]] = {}
    for target in replicas:
        groups.setdefault(source.get(target, ""), []).append(target)
    if "" in groups and len(groups) == 2:
        strays = groups.pop("")
        next(iter(groups.values())).extend(strays)
    return {box_id: group for box_id, group in groups.items() if len(group) > 1}


def _call(design: Network, line: StressedArrow, caller: _Caller, dead: frozenset[str]) -> list[Arc]:
    target = design.boxes[line.target]
    reads, writes, why = _called_for(design, target, line, caller)
    terms = line.terms
    turned = 0.0
    if terms.of_all and terms.share is not None:
        if terms.typed == "writes":
            reads, turned, writes = 0.0, terms.share, terms.share
        else:
            reads, writes = terms.share, 0.0
        kind = "all calls, as writes" if terms.typed == "writes" else "the reads"
        why = f"{100 * terms.share:g} % of {kind}"
    elif terms.share is not None:
        reads, writes = reads * terms.share, writes * terms.share
        why = f"{why}, {100 * terms.share:g} % of the calls"
    why, many = counted(why, terms), terms.many
    spared = target.kind is Kind.CACHE and (
        passes_through(design, target.id) or _is_aside(design, line, caller.lines)
    )
    arc = Arc(
        target.id,
        reads * many,
        turned * many,
        writes * many,
        why,
        terms.fan,
        0.0 if spared and target.id in dead else reads + turned,
        0.0 if spared and target.id in dead else writes,
        call=True,
    )
    if target.id not in dead:
        return [arc]
    if spared:
        return [arc] if passes_through(design, target.id) else []
    if _stands_for(design, target, caller, dead):
        return []
    copy = promoted(design, target.id, dead)
    if copy is not None:
        return [arc._replace(target=copy, why=f"{why}; {target.label} is dead, its copy promoted")]
    return [arc._replace(lost=True)]


def _stands_for(design: Network, target: Station, caller: _Caller, dead: frozenset[str]) -> bool:
    """Whether a dead target is a replica whose reads others of the caller's stores take over."""
    if any(target.id in group for group in caller.siblings):
        return any(target.id in group for group in caller.siblings if set(group) - dead)
    databases = [
        line.target
        for line in caller.lines
        if line.target != target.id and design.boxes[line.target].kind is Kind.DATABASE
    ]
    if target.kind is Kind.REPLICA and databases:
        return True
    return any(target.id in design.copies[box_id] for box_id in databases)


def _called_for(
    design: Network, target: Station, line: StressedArrow, caller: _Caller
) -> tuple[float, float, str]:
    """Shares of reads and writes that the kind of target and the caller's other arrows give."""
    reads, writes, why = 1.0, 1.0, "every call"
    if line.terms.per_call:
        return reads, writes, "every call, as the arrow says"
    if target.kind is Kind.CACHE:
        if passes_through(design, target.id):
            direct = any(
                other.target in {call.target for call in design.out[target.id] if is_call(call)}
                for other in caller.lines
            )
            reads, writes, why = (1.0, 0.0, "reads") if direct else (1.0, 1.0, "every call")
        elif _is_aside(design, line, caller.lines):
            reads, writes, why = (
                1.0,
                0.0,
                "reads; the stores beside it are asked for what it misses",
            )
        else:
            why = "every call: no store is beside it, so it is the store"
        if caller.box.kind is Kind.CACHE:
            reads, why = reads * caller.missed, f"{why}, of what was missed"
    elif target.kind in STORES or line.terms.miss or caller.box.kind is Kind.CACHE:
        reads = caller.missed
        if caller.missed < 1:
            why = f"reads × {caller.missed:.4g} missed, and writes"
        reads, writes, why = _replicated(target, reads, writes, why, caller)
    if target.id in caller.behind:
        reads, why = 0.0, "writes; the cache before it fetches what it misses"
    if line.terms.miss:
        reads, writes, why = caller.missed, 0.0, f"missed reads: reads × {caller.missed:.4g}"
    if line.terms.typed and not line.terms.of_all:
        if line.terms.typed == "reads":
            writes, why = 0.0, "reads" if reads == 1 else why.removesuffix(", and writes")
        else:
            reads, why = 0.0, "writes"
    return reads, writes, why


def _replicated(
    target: Station, reads: float, writes: float, why: str, caller: _Caller
) -> tuple[float, float, str]:
    """A caller that has replicas sends its reads there, equally, and the writes to the database."""
    if target.id in caller.reading:
        return 0.0, writes, "writes; the reads go to its replicas"
    replicas = [group for group in caller.reading.values() if target.id in group]
    if replicas:
        share = reads / len(replicas[0])
        told = f"reads ÷ {len(replicas[0])}" if len(replicas[0]) > 1 else "reads"
        if any(target.id in group for group in caller.siblings):
            return (
                share,
                writes,
                f"{told}, and writes" if reads == 1 else f"{told} × {reads:.4g} missed, and writes",
            )
        return share, 0.0, told if reads == 1 else f"{told} × {reads:.4g} missed"
    return reads, writes, why
