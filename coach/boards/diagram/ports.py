"""Ports: where on a box's side each line leaves or enters.

Lines take ports in the order of what they lead to, spread about the middle of the side. A line
that leads back up leaves by the flank of its box and turns there, so that feedback is seen to run
beside the flow and every other head still points along it.
"""

from coach.boards.diagram.distances import Clearances
from coach.boards.diagram.layers import BOX, LayerItem, Layers, Pin

ELBOW = 2


def set_ports(layers: Layers, measures: Clearances) -> None:
    """Give every pin its offset, growing boxes with many ports; items must be in order."""
    for rank in layers.ranks:
        for item in rank:
            if item.form != BOX:
                middle = item.size // 2
                for pin in item.up:
                    pin.off = middle
                for pin in item.down:
                    pin.off = middle
                continue
            _turn(item)
            sides = [[pin for pin in side if not pin.elbow] for side in (item.up, item.down)]
            for side in sides:
                if len(side) > 1:
                    side.sort(key=_lead)
            most = max(len(sides[0]), len(sides[1]))
            text = max([len(pin.text) for side in sides for pin in side], default=0)
            step = (
                max(measures.port_step, text + 1) if text and measures.down else measures.port_step
            )
            if most > 1:
                room = most if measures.down or most % 2 else most + 1
                item.size = max(item.size, (room - 1) * step + max(3, text + 2))
                if not measures.down and item.size % 2 == 0:
                    item.size += 1
            for side in sides:
                _spread(item, side, measures, step)
            for pin in (*item.up, *item.down):
                if pin.elbow:
                    pin.off = item.size - 1 + ELBOW if pin.elbow > 0 else -ELBOW


def _others(pin: Pin) -> list[Pin]:
    return pin.wire.bottoms if pin.upper else pin.wire.tops


def _lead(pin: Pin) -> float:
    others = _others(pin)
    return sum([other.item.share for other in others]) / len(others)


def _turn(item: LayerItem) -> None:
    """Let risers leave by the flanks, one at each side, near sides first."""
    risers = [pin for pin in (*item.down, *item.up) if pin.wire.rises]
    if not risers:
        return
    free = [side for side in (1, -1) if not (side == 1 and item.high)]
    for pin in sorted(risers, key=lambda pin: -abs(_lead(pin) - item.share)):
        if not free:
            return
        wanted = 1 if _lead(pin) >= item.share else -1
        pin.elbow = wanted if wanted in free else free[0]
        free.remove(pin.elbow)
        if pin.elbow > 0:
            item.high += ELBOW
        else:
            item.low += ELBOW


def _spread(item: LayerItem, side: list[Pin], measures: Clearances, step: int) -> None:
    count = len(side)
    middle = item.size // 2
    if measures.down or count % 2:
        start = middle - ((count - 1) * step) // 2
        for place, pin in enumerate(side):
            pin.off = start + place * step
        return
    for place, pin in enumerate(side):
        pin.off = middle - count // 2 + place + (place >= count // 2)
