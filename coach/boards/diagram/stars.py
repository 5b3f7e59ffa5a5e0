"""Stars: a fan whose middle branch goes straight on leaves its box by three ports, not one.

A line that branched to both sides and also went straight on would meet in a four-armed junction,
which reads as a crossing. With a port of its own for the straight branch and one for either side
the fan stays symmetric and every junction has three arms.
"""

from coach.boards.diagram.distances import Clearances
from coach.boards.diagram.layers import BOX, DrawnWire, Layers, Pin


def part_stars(layers: Layers, number: int, taken: set[int], measures: Clearances) -> None:
    """Part the fans of one channel where their boxes have free ports; `taken` columns are not."""
    wires = layers.wires[number]
    used = taken | {pin.at for wire in wires for pin in (*wire.tops, *wire.bottoms)}
    parted: list[DrawnWire] = []
    for wire in wires:
        parted += _part(wire, used, measures)
    layers.wires[number] = parted


def _part(wire: DrawnWire, used: set[int], measures: Clearances) -> list[DrawnWire]:
    if len(wire.tops) + len(wire.bottoms) < 4 or len(wire.tops) > 1 < len(wire.bottoms):
        return [wire]
    upper = len(wire.tops) == 1
    root, leaves = (wire.tops[0], wire.bottoms) if upper else (wire.bottoms[0], wire.tops)
    at = root.at
    near = [leaf for leaf in leaves if leaf.at < at]
    far = [leaf for leaf in leaves if leaf.at > at]
    if root.item.form != BOX or root.elbow or not (near and far):
        return [wire]
    if len(near) + len(far) == len(leaves):
        return [wire]
    step = measures.port_step
    offs = (root.off - step, root.off + step)
    if not all(_free(root, off, used, step) for off in offs):
        return [wire]
    middle = [leaf for leaf in leaves if leaf.at == at]
    used.update(root.item.x + off for off in offs)
    result = [_branch(wire, root, root.off, middle)]
    for off, side in zip(offs, (near, far), strict=True):
        result.append(_branch(wire, root, off, side))
    (root.item.down if upper else root.item.up).remove(root)
    wire.tops, wire.bottoms = [], []
    return result


def _free(root: Pin, off: int, used: set[int], step: int) -> bool:
    item = root.item
    if not 1 <= off <= item.size - 2 or item.x + off in used:
        return False
    others = item.down if root.upper else item.up
    return all(pin is root or pin.elbow or abs(pin.off - off) >= step for pin in others)


def _branch(wire: DrawnWire, root: Pin, off: int, leaves: list[Pin]) -> DrawnWire:
    """A wire from a port of its own to some of the leaves."""
    branch = DrawnWire(wire.style, wire.rises, wire.tip)
    port = Pin(root.item, branch, root.upper, root.head)
    port.text = root.text
    port.off = off
    (root.item.down if root.upper else root.item.up).append(port)
    if root.upper:
        branch.tops, branch.bottoms = [port], leaves
    else:
        branch.tops, branch.bottoms = leaves, [port]
    for leaf in leaves:
        leaf.wire = branch
    return branch
