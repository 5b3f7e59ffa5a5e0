"""A picture whose boxes have grown: each where it stood, with the room that it needs now."""

from collections.abc import Mapping
from itertools import pairwise

from coach.boards.diagram.picture import Box, Direction, Picture


def roomier(standing: Picture, sizes: Mapping[str, Box]) -> Picture:
    """The places of a picture's boxes for boxes of other `sizes`, by id: the boxes alone and no
    line of it, for a drawing to be laid on it. Boxes of one rank stay in their order and as far
    apart as they were or further, and middles that stood under each other still do."""
    down = standing.direction != Direction.RIGHT
    ranks: dict[int, list[Box]] = {}
    for box in standing.boxes:
        if box.id in sizes:
            ranks.setdefault(box.y if down else box.x, []).append(box)
    if not ranks:
        return Picture()
    for boxes in ranks.values():
        boxes.sort(key=lambda box: _middle(box, down))
    pairs = [pair for boxes in ranks.values() for pair in pairwise(boxes)]
    wider = max([1.0, *(_apart(left, right, sizes, down) for left, right in pairs)])
    starts = {
        box.id: round(_middle(box, down) * wider) - _across(sizes[box.id], down) // 2
        for boxes in ranks.values()
        for box in boxes
    }
    least = min(starts.values())
    placed: list[Box] = []
    along, end = 0, min(ranks)
    for rank in sorted(ranks):
        along += max(0, rank - end)
        for box in ranks[rank]:
            across, size = starts[box.id] - least, sizes[box.id]
            x, y = (across, along) if down else (along, across)
            placed.append(Box(box.id, x, y, size.w, size.h))
        along += max(_along(sizes[box.id], down) for box in ranks[rank])
        end = rank + max(_along(box, down) for box in ranks[rank])
    width = max(box.x + box.w for box in placed)
    height = max(box.y + box.h for box in placed)
    way = Direction.DOWN if down else Direction.RIGHT
    return Picture(boxes=tuple(placed), width=width, height=height, direction=way)


def _apart(left: Box, right: Box, sizes: Mapping[str, Box], down: bool) -> float:
    """How many times further from each other two neighbours' middles must be, for the gap between
    them to stay."""
    before = _middle(right, down) - _middle(left, down)
    gap = before - (_across(left, down) - _across(left, down) // 2) - _across(right, down) // 2
    new_left, new_right = _across(sizes[left.id], down), _across(sizes[right.id], down)
    return (new_left - new_left // 2 + max(1, gap) + new_right // 2) / max(1, before)


def _middle(box: Box, down: bool) -> int:
    return box.x + box.w // 2 if down else box.y + box.h // 2


def _across(box: Box, down: bool) -> int:
    return box.w if down else box.h


def _along(box: Box, down: bool) -> int:
    return box.h if down else box.w
