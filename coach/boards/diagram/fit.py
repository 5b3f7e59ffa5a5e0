"""Fit: the direction and manner that suit a graph and a width, and its parts on one page.

Sizes are estimated from ranks first, so that usually only one drawing is made; a manner that cannot
fit is given up as soon as its items, packed as tight as they go, are too wide.
"""

from collections.abc import Iterator
from dataclasses import replace

from coach.boards.diagram.captions import WIDEST_NAME
from coach.boards.diagram.drafting import PlacedParts
from coach.boards.diagram.lone_drafts import LoneDrafts
from coach.boards.diagram.picture import Direction
from coach.boards.diagram.sketch import Sketch
from coach.boards.diagram.slices import Slices
from coach.boards.diagram.stability import EarlierPlaces
from coach.boards.diagram.stage import DrawingManner, PartStage
from coach.text import width

_PART_GAP = 3
_TALL = 40
_LEVEL_PRICE = 1.25
_NARROW = 16
_NARROWEST = 11
_FEW = 16
_SQUEEZABLE = 48
_FREE_CROSSINGS = 3
_HOPELESS = 4
_CROSSING_PRICES = (0, 8, 3, 25)
_CROSSING_WEIGHT = 3
_LEFTMOST = 64
"""Columns before the first that are told apart; nothing is drawn further out."""


def fit(
    sketches: list[Sketch], direction: Direction, room: int | None, fitting: bool = False
) -> Slices[tuple[PlacedParts, Direction]]:
    """The drawing of all parts in a manner that fits the room if there is one, and its direction.

    A drawing squeezed into the room must not cost many crossings; else it stays too wide, or is
    not made where only a `fitting` one is wanted.
    """
    if not sketches:
        return PlacedParts(), direction
    naturals: list[_Set] = []
    for manner in _naturals(sketches, direction, room):
        candidate = _Set(sketches, manner)
        naturals.append(candidate)
        if room is None or candidate.cells <= room:
            candidate.arrange()
        yield
        if room is None or candidate.cells <= room:
            page = yield from candidate.page(room, room)
            if room is None or page.width <= room:
                return page, candidate.direction
            candidate.cells = page.width
    assert room is not None
    closest = min(naturals, key=lambda candidate: candidate.cells)
    nodes = sum(len(sketch.drawn.nodes) for sketch in sketches)
    if closest.cells < _HOPELESS * room and nodes <= _SQUEEZABLE:
        squeezed = yield from _squeeze(sketches, naturals, room)
        if squeezed is not None:
            return (yield from squeezed.page(room, room)), squeezed.direction
    if fitting:
        return PlacedParts(), closest.direction
    page = yield from _Set(sketches, closest.manner).page(None, room)
    return page, closest.direction


class _Set:
    """All parts staged in one manner."""

    def __init__(self, sketches: list[Sketch], manner: DrawingManner) -> None:
        self.manner = manner
        self.direction = _direction(manner)
        self.stages = [PartStage(sketch, manner) for sketch in sketches]
        self.cells = max(stage.cells for stage in self.stages)
        self.arranged = False

    def arrange(self) -> None:
        """Order and pack all parts; `cells` is exact downwards then."""
        if not self.arranged:
            self.arranged = True
            for stage in self.stages:
                stage.arrange()
            self.cells = max(stage.cells for stage in self.stages)

    @property
    def crossings(self) -> int:
        """The crossings of an arranged set."""
        return sum(stage.crossings for stage in self.stages)

    def page(self, room: int | None, shelf: int | None) -> Slices[PlacedParts]:
        """The parts drawn, and put side by side on shelves so many cells wide."""
        drafts = []
        for stage in self.stages:
            drafts.append((yield from stage.finish(room)))
        return pack(drafts, shelf)


def _squeeze(sketches: list[Sketch], naturals: list[_Set], room: int) -> Slices[_Set | None]:
    """The best of the narrow manners that fit, if it does not cost too many crossings."""
    nodes = sum(len(sketch.drawn.nodes) for sketch in sketches)
    most = _FREE_CROSSINGS
    if nodes > _FEW:
        naturals[0].arrange()
        most += naturals[0].crossings
    best: tuple[int, _Set] | None = None
    for manner in _narrow(naturals[0].manner.down or len(naturals) > 1, len(naturals) > 1, room):
        candidate = _Set(sketches, manner)
        yield
        if candidate.cells > room:
            continue
        if not manner.down:
            page = yield from candidate.page(None, room)
            if page.width <= room:
                candidate = _Set(sketches, manner)
                candidate.arrange()
                best = best or (0, candidate)
            continue
        candidate.arrange()
        yield
        if candidate.cells > room or (nodes > _FEW and candidate.crossings > most):
            continue
        price = candidate.crossings + max(0, candidate.cells - room * 7 // 8)
        if best is None or price < best[0]:
            best = (price, candidate)
        if price <= most - _FREE_CROSSINGS + 1:
            break
    return best[1] if best is not None else None


def _narrow(down: bool, level: bool, room: int) -> Iterator[DrawingManner]:
    """Manners that take less room than the natural ones."""
    if down:
        yield DrawingManner(True, _NARROW)
        yield DrawingManner(True, _NARROWEST)
        yield DrawingManner(True, WIDEST_NAME, room)
        yield DrawingManner(True, _NARROW, room * 4 // 5)
        yield DrawingManner(True, _NARROWEST, room)
    if level or not down:
        yield DrawingManner(False, _NARROW)
        yield DrawingManner(False, _NARROWEST)


def grow(
    sketches: list[Sketch], memory: EarlierPlaces, lone: LoneDrafts
) -> Slices[tuple[PlacedParts, Direction]]:
    """The drawing of all parts, old boxes where they were and new parts where there is room."""
    manner = DrawingManner(memory.down, _name_cells(sketches, memory))
    whole = PlacedParts()
    taken: dict[int, int] = {}
    old = [sketch for sketch in sketches if sketch.memory is not None]
    new = [sketch for sketch in sketches if sketch.memory is None]
    for sketch in old:
        asked, kept = lone.known(sketch, manner, memory)
        draft = kept or (yield from _steadiest(sketch, manner, memory))
        yield
        if asked is not None and kept is None:
            lone.keep(asked, draft)
        if len(old) == 1:
            move(draft, 0, 0, whole)
            break
        rows = _covered(draft)
        down = 0
        while any(taken.get(y + down, 0) & row for y, row in rows.items()):
            down += 1
        for y, row in rows.items():
            taken[y + down] = taken.get(y + down, 0) | row
        move(draft, 0, down, whole)
    for sketch in new:
        draft = yield from PartStage(sketch, manner).finish(None)
        beside = whole.width + _PART_GAP
        if beside + draft.width <= memory.room:
            move(draft, beside, 0, whole)
        else:
            move(draft, 0, whole.height + 1, whole)
    return whole, _direction(manner)


def _steadiest(sketch: Sketch, manner: DrawingManner, memory: EarlierPlaces) -> Slices[PlacedParts]:
    """Of several drawings the one that moves few boxes and has few crossings. One that has too many
    of them, or the order of an earlier one, cannot win and is not drawn."""
    best: tuple[int, PlacedParts] | None = None
    orders: set[object] = set()
    for crossing in _CROSSING_PRICES:
        stage = PartStage(sketch, manner._replace(crossing=crossing))
        stage.arrange()
        yield
        if stage.order in orders:
            continue
        orders.add(stage.order)
        if best is not None and _CROSSING_WEIGHT * stage.crossings >= best[0]:
            continue
        draft = yield from stage.finish(None)
        moved = 0
        for box in draft.boxes:
            place = (box.x, box.y) if memory.down else (box.y, box.x)
            old = (memory.cross.get(box.id), memory.start.get(box.id))
            moved += old[0] is not None and old != place
        price = moved + _CROSSING_WEIGHT * stage.crossings
        if best is None or price < best[0]:
            best = (price, draft)
        if not moved:
            break
    assert best is not None
    return best[1]


def _covered(draft: PlacedParts) -> dict[int, int]:
    """All cells a draft draws in, and those beside them: by row the bits of its columns."""
    rows: dict[int, int] = {}

    def cover(left: int, end: int, top: int, bottom: int) -> None:
        left = max(left, -_LEFTMOST)
        row = ((1 << max(0, end - left)) - 1) << (left + _LEFTMOST)
        for y in range(top, bottom):
            rows[y] = rows.get(y, 0) | row

    for box in draft.boxes:
        cover(box.x - 1, box.x + box.w + 1, box.y - 1, box.y + box.h + 1)
    for frame in draft.frames:
        cover(frame.x - 1, frame.x + frame.w + 1, frame.y - 1, frame.y + frame.h + 1)
    for s in draft.strokes:
        top, bottom = min(s.y1, s.y2), max(s.y1, s.y2) + 1
        cover(min(s.x1, s.x2), max(s.x1, s.x2) + 1, top, bottom)
    for label in draft.labels:
        cover(label.x - 2, label.x + width(label.text) + 2, label.y - 1, label.y + 2)
    return rows


def _name_cells(sketches: list[Sketch], memory: EarlierPlaces) -> int:
    """The wrapping of names under which most old boxes have the size they had."""

    tall = memory.depth if memory.down else memory.size

    def kept(cells: int) -> int:
        return sum(
            caption.tall + 2 == tall.get(name)
            for sketch in sketches
            for name, caption in sketch.captions(cells).items()
        )

    return max((WIDEST_NAME, _NARROW, _NARROWEST), key=kept)


def _direction(manner: DrawingManner) -> Direction:
    return Direction.DOWN if manner.down else Direction.RIGHT


def _naturals(
    sketches: list[Sketch], direction: Direction, room: int | None
) -> list[DrawingManner]:
    """The unconstrained manners of a direction, the more wanted first."""
    natural = [
        DrawingManner(down, WIDEST_NAME)
        for down in (True, False)
        if direction in (Direction.AUTO, Direction.DOWN if down else Direction.RIGHT)
    ]
    return sorted(natural, key=lambda manner: _price(sketches, manner.down, room))


def _price(sketches: list[Sketch], down: bool, room: int | None) -> tuple[bool, float]:
    """How unwanted a direction is: too wide, then large, with a price for reading sideways."""
    width = height = 0
    for sketch in sketches:
        wide, tall = sketch.estimate(down)
        width = max(width, wide)
        height += tall
    price = width * (height + max(0, height - _TALL))
    return (room is not None and width > room, price if down else price * _LEVEL_PRICE)


def pack(drafts: list[PlacedParts], room: int | None) -> PlacedParts:
    """Parts side by side on shelves of at most that many cells, in order."""
    if len(drafts) == 1:
        return drafts[0]
    whole = PlacedParts()
    x = y = shelf = 0
    for draft in drafts:
        if x and room is not None and x + draft.width > room:
            x, y, shelf = 0, y + shelf + 1, 0
        move(draft, x, y, whole)
        x += draft.width + _PART_GAP
        shelf = max(shelf, draft.height)
    return whole


def move(draft: PlacedParts, x: int, y: int, whole: PlacedParts) -> None:
    """Add a draft to a page, its corner at a cell."""
    whole.boxes += [replace(box, x=box.x + x, y=box.y + y) for box in draft.boxes]
    whole.frames += [frame._replace(x=frame.x + x, y=frame.y + y) for frame in draft.frames]
    whole.heads += [head._replace(x=head.x + x, y=head.y + y) for head in draft.heads]
    whole.labels += [label._replace(x=label.x + x, y=label.y + y) for label in draft.labels]
    whole.strokes += [
        s._replace(x1=s.x1 + x, x2=s.x2 + x, y1=s.y1 + y, y2=s.y2 + y) for s in draft.strokes
    ]
    whole.width = max(whole.width, x + draft.width)
    whole.height = max(whole.height, y + draft.height)
