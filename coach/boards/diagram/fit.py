"""Fit: the direction and manner that suit a graph and a width, and its parts on one page.

Sizes are estimated from ranks first, so that usually only one drawing is made; a manner that cannot
fit is given up as soon as its items, packed as tight as they go, are too wide.
"""

from collections.abc import Iterator
from dataclasses import replace

from coach.boards.diagram.captions import WIDEST_NAME
from coach.boards.diagram.drafting import Draft
from coach.boards.diagram.picture import Direction
from coach.boards.diagram.sketch import Sketch
from coach.boards.diagram.stage import Manner, Stage

_PART_GAP = 3
_TALL = 40
_LEVEL_PRICE = 1.25
_NARROW = 16
_NARROWEST = 11
_EFFORT = 600


def fit(sketches: list[Sketch], direction: Direction, room: int | None) -> tuple[Draft, Direction]:
    """The drawing of all parts in the first manner that fits the room, and its direction."""
    if not sketches:
        return Draft(), direction
    closest: tuple[int, list[Stage]] | None = None
    arranged = 0
    for manner in _manners(sketches, direction, room):
        stages = [Stage(sketch, manner) for sketch in sketches]
        cells = max(stage.cells for stage in stages)
        if room is None or (cells <= room and arranged < _EFFORT):
            arranged += sum(len(items) for stage in stages for items in stage.layers.ranks)
            for stage in stages:
                stage.arrange()
            cells = max(stage.cells for stage in stages)
            if room is None or cells <= room:
                page = _page(stages, room)
                if room is None or page.width <= room:
                    return page, _direction(manner)
                cells = page.width
                stages = [Stage(sketch, manner) for sketch in sketches]
        if closest is None or cells < closest[0]:
            closest = cells, stages
    assert closest is not None
    page = pack([stage.finish(None) for stage in closest[1]], room)
    return page, _direction(closest[1][0].manner)


def _page(stages: list[Stage], room: int | None) -> Draft:
    return pack([stage.finish(room) for stage in stages], room)


def _direction(manner: Manner) -> Direction:
    return Direction.DOWN if manner.down else Direction.RIGHT


def _manners(sketches: list[Sketch], direction: Direction, room: int | None) -> Iterator[Manner]:
    """The manners to try, most wanted first."""
    natural = [
        Manner(down, WIDEST_NAME)
        for down in (True, False)
        if direction in (Direction.AUTO, Direction.DOWN if down else Direction.RIGHT)
    ]
    if len(natural) == 2:
        natural.sort(key=lambda manner: _price(sketches, manner.down, room))
    yield from natural
    if room is None:
        return
    if direction != Direction.RIGHT:
        yield Manner(True, WIDEST_NAME, room)
        yield Manner(True, _NARROW, room)
        yield Manner(True, _NARROW, room * 4 // 5)
        yield Manner(True, _NARROWEST, room)
    if direction != Direction.DOWN:
        yield Manner(False, _NARROW)
        yield Manner(False, _NARROWEST)


def _price(sketches: list[Sketch], down: bool, room: int | None) -> tuple[bool, float]:
    """How unwanted a direction is: too wide, then large, with a price for reading sideways."""
    width = height = 0
    for sketch in sketches:
        wide, tall = sketch.estimate(down)
        width = max(width, wide)
        height += tall
    price = width * (height + max(0, height - _TALL))
    return (room is not None and width > room, price if down else price * _LEVEL_PRICE)


def pack(drafts: list[Draft], room: int | None) -> Draft:
    """Parts side by side on shelves of at most that many cells, in order."""
    if len(drafts) == 1:
        return drafts[0]
    whole = Draft()
    x = y = shelf = 0
    for draft in drafts:
        if x and room is not None and x + draft.width > room:
            x, y, shelf = 0, y + shelf + 1, 0
        move(draft, x, y, whole)
        x += draft.width + _PART_GAP
        shelf = max(shelf, draft.height)
    return whole


def move(draft: Draft, x: int, y: int, whole: Draft) -> None:
    """Add a draft to a page, its corner at a cell."""
    whole.boxes += [replace(box, x=box.x + x, y=box.y + y) for box in draft.boxes]
    whole.frames += [replace(frame, x=frame.x + x, y=frame.y + y) for frame in draft.frames]
    whole.heads += [replace(head, x=head.x + x, y=head.y + y) for head in draft.heads]
    whole.labels += [replace(label, x=label.x + x, y=label.y + y) for label in draft.labels]
    whole.strokes += [
        replace(s, x1=s.x1 + x, x2=s.x2 + x, y1=s.y1 + y, y2=s.y2 + y) for s in draft.strokes
    ]
    whole.width = max(whole.width, x + draft.width)
    whole.height = max(whole.height, y + draft.height)
