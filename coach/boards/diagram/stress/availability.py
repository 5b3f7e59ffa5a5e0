"""How likely working boxes connect the entry of a design with an end of it: exact, and no promise.

Boxes fail independently of each other. A box works while at least as many of its replicas do as it
needs (a binomial sum); a database with copies fails only with all of them. Between entry and end
the probability is found by factoring: a box on a way that is still open is taken as working, then
as dead, and both are weighed (Moskowitz, 1958).
"""

from collections.abc import Iterable, Mapping
from functools import cache
from math import comb

from coach.boards.diagram.graph import Kind
from coach.boards.diagram.reach import PIPES
from coach.boards.diagram.stress.network import Network
from coach.boards.diagram.stress.station import STORES, Station

MOST_STEPS = 20_000
"""Ways of failing that are weighed; a design that needs more gets no figure."""

_DATA = (Kind.DATABASE, Kind.REPLICA)


def at_least(needs: int, replicas: int, each: float) -> float:
    """The probability that at least `needs` of `replicas` work, each with probability `each`."""
    if needs <= 1:
        return 1 - (1 - each) ** replicas
    if replicas > 1000:
        return each if needs >= replicas else 1.0
    return sum(
        comb(replicas, up) * each**up * (1 - each) ** (replicas - up)
        for up in range(needs, replicas + 1)
    )


def working(design: Network, box: Station) -> float:
    """The probability that a box works, its copies counted in."""
    alone = _alone(box)
    if box.kind is not Kind.DATABASE:
        return alone
    dead = 1 - alone
    for copy in design.copies[box.id]:
        if design.boxes[copy].kind in _DATA:
            dead *= 1 - _alone(design.boxes[copy])
    return 1 - dead


def _alone(box: Station) -> float:
    if box.kind is Kind.CLIENT or (box.managed and box.promised):
        return box.availability
    return at_least(box.needs, box.replicas, box.availability)


def ends(design: Network) -> tuple[str, ...]:
    """What calls end at: stores, externals, services that call nothing, brokers, and a cache that
    is the store; in the order of the text, only what calls reach."""
    links = _links(design)
    reached = _reach(links, design.entries)
    return tuple(
        box_id
        for box_id, box in design.boxes.items()
        if box_id in reached and box_id not in design.entries and _is_end(design, box)
    )


def _is_end(design: Network, box: Station) -> bool:
    if box.kind in STORES or box.kind in PIPES or box.kind is Kind.EXTERNAL:
        return True
    calls = any(not line.copies and not line.message for line in design.out[box.id])
    if box.kind is Kind.CACHE:
        return not calls and not _is_beside_a_store(design, box.id)
    return box.kind in (Kind.SERVICE, Kind.WORKER) and not calls


def _is_beside_a_store(design: Network, cache: str) -> bool:
    for lines in design.out.values():
        calls = [line for line in lines if not line.copies and not line.message]
        if any(line.target == cache for line in calls) and any(
            line.terms.miss or design.boxes[line.target].kind in STORES for line in calls
        ):
            return True
    return False


def availability(design: Network) -> dict[str, float | None]:
    """For each end, the probability that calls get there; None where it takes too long to say."""
    links = _links(design)
    chances = {box_id: working(design, box) for box_id, box in design.boxes.items()}
    return {end: _connected(links, chances, tuple(design.entries), end) for end in ends(design)}


def _links(design: Network) -> dict[str, tuple[str, ...]]:
    """Where calls go on from a box: along calls, and along messages into a broker, their end."""
    links: dict[str, tuple[str, ...]] = {}
    for box_id, box in design.boxes.items():
        lines = () if box.kind in PIPES else design.out[box_id]
        links[box_id] = tuple(
            line.target
            for line in lines
            if not line.copies and (not line.message or design.boxes[line.target].kind in PIPES)
        )
    return links


def _reach(links: Mapping[str, tuple[str, ...]], starts: Iterable[str]) -> set[str]:
    seen = set(starts)
    waiting = list(seen)
    while waiting:
        for target in links[waiting.pop()]:
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen


def _connected(
    links: Mapping[str, tuple[str, ...]],
    chances: Mapping[str, float],
    starts: tuple[str, ...],
    end: str,
) -> float | None:
    """The probability that working boxes lead from any start to the end."""
    back: dict[str, list[str]] = {box_id: [] for box_id in links}
    for box_id, targets in links.items():
        for target in targets:
            back[target].append(box_id)
    between = _reach(links, starts) & _reach(
        {box_id: tuple(some) for box_id, some in back.items()}, [end]
    )
    sure = frozenset(box_id for box_id in between if chances[box_id] >= 1)
    steps = 0

    @cache
    def chance(open_boxes: frozenset[str], up: frozenset[str]) -> float:
        nonlocal steps
        steps += 1
        if steps > MOST_STEPS:
            raise _TooManyError
        way = _way(links, open_boxes, starts, end, up)
        if way is None:
            return 0.0
        doubtful = next((box_id for box_id in way if box_id not in up), None)
        if doubtful is None:
            return 1.0
        here = chances[doubtful]
        works = chance(open_boxes, up | {doubtful})
        left = _useful(links, back, open_boxes - {doubtful}, starts, end)
        fails = chance(left, up & left) if left else 0.0
        return here * works + (1 - here) * fails

    try:
        return chance(frozenset(between), sure)
    except (_TooManyError, RecursionError):
        return None


class _TooManyError(Exception):
    """More ways of failing than are weighed."""


def _way(
    links: Mapping[str, tuple[str, ...]],
    open_boxes: frozenset[str],
    starts: tuple[str, ...],
    end: str,
    up: frozenset[str],
) -> list[str] | None:
    """A way from a start to the end through open boxes, with as few doubtful ones as breadth
    finds; None where there is none."""
    came: dict[str, str | None] = {box_id: None for box_id in starts if box_id in open_boxes}
    waiting = list(came)
    for here in waiting:
        if here == end:
            way: list[str] = []
            step: str | None = here
            while step is not None:
                way.append(step)
                step = came[step]
            return way[::-1]
        for target in links[here]:
            if target in open_boxes and target not in came:
                came[target] = here
                waiting.append(target)
    return None


def _useful(
    links: Mapping[str, tuple[str, ...]],
    back: Mapping[str, list[str]],
    open_boxes: frozenset[str],
    starts: tuple[str, ...],
    end: str,
) -> frozenset[str]:
    """Open boxes that still lie on some way from a start to the end."""
    if end not in open_boxes:
        return frozenset()
    forward = _within(links, open_boxes, [box_id for box_id in starts if box_id in open_boxes])
    return frozenset(forward & _within(back, open_boxes, [end]))


def _within(
    links: Mapping[str, Iterable[str]], open_boxes: frozenset[str], starts: Iterable[str]
) -> set[str]:
    seen = set(starts)
    waiting = list(seen)
    while waiting:
        for target in links[waiting.pop()]:
            if target in open_boxes and target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen
