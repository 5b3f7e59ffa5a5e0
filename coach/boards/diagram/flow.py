"""Flow: how far along the drawing every rank, track and frame border lies.

A channel holds, from the upper rank to the lower: the heads of edges that end above, the borders of
the frames that end, the tracks, the borders of the frames that begin, and the heads that end below.
"""

from collections.abc import Mapping
from dataclasses import field

from coach.boards.diagram.channels import Channel
from coach.boards.diagram.distances import Clearances
from coach.boards.diagram.frames import Rows
from coach.boards.diagram.layers import BOX, TEXT, DrawnWire, LayerItem, Layers
from coach.frozen import dataclass

_SLACK = 2


@dataclass(slots=True, eq=False, repr=False)
class FlowCells:
    """Flow coordinates: `starts` of ranks, first `tracks` of channels, `borders` of groups."""

    starts: list[int] = field(default_factory=list)
    bands: list[int] = field(default_factory=list)
    tracks: list[int] = field(default_factory=list)
    borders: dict[str, tuple[int, int]] = field(default_factory=dict)
    length: int = 0


def flow(
    layers: Layers,
    channels: list[Channel],
    rows: Rows,
    titles: dict[str, int],
    *,
    measures: Clearances,
    held: Mapping[int, int],
) -> FlowCells:
    """Positions for every rank and border; `titles` are the cells that frame titles take.

    `held` are the least starts of ranks that stood somewhere before; above the first of them new
    ranks may have come, which move all the others alike.
    """
    spare = [0] * len(layers.ranks)
    while True:
        result = _lay(layers, channels, rows, spare, measures=measures, held=held)
        if measures.down:
            return result
        short = 0
        for group in sorted(rows.chains, key=lambda group: -len(rows.chains[group])):
            near, far = result.borders[group]
            short = titles[group] + 4 - (far - near)
            if short > 0:
                spare[rows.spans[group][1]] += short
                break
        if short <= 0:
            return result


class _Hold:
    """Keeps ranks that stood somewhere before from starting earlier than they did.

    Where a channel has to grow it grows by some slack, so that the next line finds room.
    """

    def __init__(self, held: Mapping[int, int]) -> None:
        self.held = held
        self.first = min(held, default=0)
        self.moved = 0

    def start(self, number: int, at: int) -> int:
        """Where a rank starts that could start at a place."""
        if number not in self.held:
            return at
        if number == self.first:
            self.moved = max(0, at - self.held[number])
        least = self.held[number] + self.moved
        if at > least:
            at += _SLACK
            self.moved += at - least
        return max(at, least)


def _lay(
    layers: Layers,
    channels: list[Channel],
    rows: Rows,
    spare: list[int],
    *,
    measures: Clearances,
    held: Mapping[int, int],
) -> FlowCells:
    result = FlowCells()
    hold = _Hold(held)
    count = len(layers.ranks)
    opening = _nesting(rows, 0, count)
    closing = _nesting(rows, 1, count)
    near: dict[str, int] = {}
    at = max(opening[0].values(), default=0)
    at += measures.pad if at else 0
    at = max(at, held.get(0, 0))
    for group, depth in opening[0].items():
        near[group] = at - measures.pad - depth
    for number, rank in enumerate(layers.ranks):
        band = max([item.deep for item in rank], default=1) + spare[number]
        result.starts.append(at)
        result.bands.append(band)
        at += band
        wires = layers.wires[number]
        at += _heads(wires, True, measures)
        for group, depth in closing[number].items():
            result.borders[group] = (near[group], at + depth * (measures.pad + 1) - 1)
        at += max(closing[number].values(), default=0) * (measures.pad + 1)
        if number + 1 == count:
            break
        tracks = channels[number].tracks
        lead = measures.lead if tracks or _leave(wires) else 0
        if not tracks and opening[number + 1] and any(item.form == TEXT for item in rank):
            lead = 1
        result.tracks.append(at + lead)
        heads = _heads(wires, False, measures)
        heads = measures.arrow + heads - 1 if heads else 0
        opened = opening[number + 1]
        into = heads or (measures.pad if opened else 0)
        gap = lead + tracks + max(opened.values(), default=0) + into
        at += max(gap, _least(rank, layers.ranks[number + 1], wires, measures))
        at = hold.start(number + 1, at)
        for group, depth in opened.items():
            near[group] = at - into - depth
    result.length = at
    return result


def _heads(wires: list[DrawnWire], upper: bool, measures: Clearances) -> int:
    """The cells that heads take below the upper rank, or above the lower one: 1, or a text's."""
    return max(
        [
            1 if measures.down else max(1, len(pin.text))
            for wire in wires
            for pin in (wire.tops if upper else wire.bottoms)
            if pin.head and not pin.elbow
        ],
        default=0,
    )


def _leave(wires: list[DrawnWire]) -> bool:
    return any(pin.item.form == BOX for wire in wires for pin in wire.tops)


def _least(
    upper: list[LayerItem], lower: list[LayerItem], wires: list[DrawnWire], measures: Clearances
) -> int:
    """The free cells that two ranks need between them whatever runs there."""
    for wire in wires:
        ends = (*wire.tops, *wire.bottoms)
        if all(pin.item.form == BOX for pin in ends) and any(
            pin.head and not pin.elbow for pin in ends
        ):
            return measures.arrow + 1
    boxes = all(any(item.form == BOX for item in rank) for rank in (upper, lower))
    return measures.pad + 1 if boxes else 0


def _nesting(rows: Rows, end: int, count: int) -> list[dict[str, int]]:
    """For every rank the groups that begin (end 0) or end (1) there, with 1 for the innermost."""
    result: list[dict[str, int]] = [{} for _ in range(count)]
    for group in sorted(rows.chains, key=lambda group: -len(rows.chains[group])):
        rank = rows.spans[group][end]
        inner = [
            depth
            for other, depth in result[rank].items()
            if rows.chains[other][: len(rows.chains[group])] == rows.chains[group]
        ]
        result[rank][group] = 1 + max(inner, default=0)
    return result
