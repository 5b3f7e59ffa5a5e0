"""Bundles: which edges share a line, so that no false edge can be read.

Whoever follows a shared line from any tail reaches every head, so a bundle must be a complete
bipartite set of edges: an edge joins its source's fan, its target's fan, or a block in which
every source feeds every target (the bicliques of confluent drawing, Dickerson et al. 2003), and
never two of them. Larger bundles are taken first, since they save most lines.
"""

import heapq
from collections.abc import Iterable

from coach.boards.diagram.graph import Edge, EdgeStyle, Tip
from coach.frozen import dataclass

_SMALLEST_BLOCK = 2
_BLOCK_SOURCES = 80


@dataclass(slots=True, eq=False, repr=False)
class Net:
    """Edges drawn as one connected line from upper nodes to lower ones, labels by lower node."""

    tops: list[str]
    bottoms: list[tuple[str, str]]
    style: EdgeStyle
    head_top: bool = False
    head_bottom: bool = True
    tip: Tip = Tip.ARROW
    top_text: str = ""
    bottom_text: str = ""


def bundle(edges: list[Edge], back: set[int]) -> list[Net]:
    """Every edge in exactly one net; `back` are the positions of edges that lead up."""
    nets: list[Net] = []
    free: dict[EdgeStyle, list[Edge]] = {}
    labelled: dict[tuple[EdgeStyle, str], list[tuple[str, str]]] = {}
    risers: dict[tuple[EdgeStyle, str], Net] = {}
    for position, edge in enumerate(edges):
        up = position in back
        if edge.both or edge.tip is not Tip.ARROW:
            nets.append(_alone(edge, up))
        elif up:
            key = (edge.style, edge.target)
            if key not in risers:
                risers[key] = Net([edge.target], [], edge.style, True, False)
                nets.append(risers[key])
            risers[key].bottoms.append((edge.source, edge.label))
        elif edge.label:
            labelled.setdefault((edge.style, edge.source), []).append((edge.target, edge.label))
            free.setdefault(edge.style, [])
        else:
            free.setdefault(edge.style, []).append(edge)
    for style, plain in free.items():
        rest = [(edge.source, edge.target) for edge in plain]
        rest = _take_blocks(rest, style, nets)
        _take_stars(rest, style, labelled, nets)
    return nets


def _alone(edge: Edge, up: bool) -> Net:
    """The net of an edge that shares its line with none: two tips, or another than an arrow."""
    top, bottom = (edge.target, edge.source) if up else (edge.source, edge.target)
    texts = (edge.target_text, edge.source_text) if up else (edge.source_text, edge.target_text)
    if edge.tip is Tip.NONE:
        return Net([top], [(bottom, edge.label)], edge.style, False, False, edge.tip, *texts)
    heads = edge.both or up, edge.both or not up
    return Net([top], [(bottom, edge.label)], edge.style, *heads, edge.tip)


def _take_blocks(
    pairs: list[tuple[str, str]], style: EdgeStyle, nets: list[Net]
) -> list[tuple[str, str]]:
    out: dict[str, set[str]] = {}
    for source, target in pairs:
        out.setdefault(source, set()).add(target)
    places = {name: place for place, name in enumerate(_in_order(pairs))}
    while True:
        wide = [name for name, targets in out.items() if len(targets) >= _SMALLEST_BLOCK]
        best: tuple[int, list[str], set[str]] | None = None
        for place, source in enumerate(wide[:_BLOCK_SOURCES]):
            for other in wide[place + 1 : _BLOCK_SOURCES]:
                shared = out[source] & out[other]
                if len(shared) < _SMALLEST_BLOCK:
                    continue
                sources = [name for name in wide if out[name] >= shared]
                saved = (len(sources) - 1) * (len(shared) - 1)
                if best is None or saved > best[0]:
                    best = (saved, sources, shared)
        if best is None:
            break
        _, sources, shared = best
        bottoms = [(name, "") for name in sorted(shared, key=places.__getitem__)]
        nets.append(Net(sources, bottoms, style))
        for name in sources:
            out[name] -= shared
    return [(source, target) for source, target in pairs if target in out[source]]


def _in_order(pairs: Iterable[tuple[str, str]]) -> dict[str, None]:
    return dict.fromkeys(name for pair in pairs for name in pair)


def _take_stars(
    pairs: list[tuple[str, str]],
    style: EdgeStyle,
    labelled: dict[tuple[EdgeStyle, str], list[tuple[str, str]]],
    nets: list[Net],
) -> None:
    out: dict[str, dict[str, None]] = {}
    into: dict[str, dict[str, None]] = {}
    for source, target in pairs:
        out.setdefault(source, {})[target] = None
        into.setdefault(target, {})[source] = None
    fans = [source for of, source in labelled if of == style]
    heap: list[tuple[int, int, int, str]] = []
    for place, name in enumerate(dict.fromkeys([*out, *into, *fans])):
        tagged = len(labelled.get((style, name), ()))
        if name in out or tagged:
            heap.append((-len(out.get(name, ())) - tagged, 0, place, name))
        if name in into:
            heap.append((-len(into[name]), 1, place, name))
    heapq.heapify(heap)
    while heap:
        size, inward, place, name = heapq.heappop(heap)
        left = into[name] if inward else out.get(name, {})
        tags = [] if inward else labelled.get((style, name), [])
        now = len(left) + len(tags)
        if not now:
            continue
        if now < -size:
            heapq.heappush(heap, (-now, inward, place, name))
            continue
        if inward:
            nets.append(Net(list(left), [(name, "")], style))
            for source in left:
                del out[source][name]
        else:
            nets.append(Net([name], [*((target, "") for target in left), *tags], style))
            for target in left:
                del into[target][name]
            labelled.pop((style, name), None)
        left.clear()
