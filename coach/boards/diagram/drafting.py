"""Drafting: one laid-out part turned into placed boxes, frames, strokes, heads and labels."""

from collections.abc import Mapping
from dataclasses import field
from itertools import pairwise

from coach.boards.diagram.captions import Caption
from coach.boards.diagram.channels import Channel
from coach.boards.diagram.distances import Clearances
from coach.boards.diagram.drawn_parts import GraphOutline
from coach.boards.diagram.flow import FlowCells
from coach.boards.diagram.frames import Rows
from coach.boards.diagram.graph import Edge, EdgeStyle, Tip
from coach.boards.diagram.layers import BEND, BOX, TEXT, DrawnWire, LayerItem, Layers, Pin
from coach.boards.diagram.picture import Box, Frame, Head, Label, Pointing, Stroke
from coach.frozen import dataclass
from coach.text import width


@dataclass(slots=True, eq=False, repr=False)
class PlacedParts:
    """The parts of a picture, in cells from 0, 0; `width` and `height` enclose them."""

    boxes: list[Box] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    width: int = 0
    height: int = 0


@dataclass(slots=True, eq=False, repr=False)
class Loop:
    """The self-loops of one look at a node, drawn as one line with their labels beside it."""

    style: EdgeStyle
    tip: Tip
    labels: list[str]

    @property
    def rows(self) -> int:
        """Cells the loop takes along the side it is drawn on."""
        return max(2, len(self.labels))


def loops_of(edges: list[Edge], texts: Mapping[str, str]) -> list[Loop]:
    """The loops to draw for a node's self-edges; `texts` are labels as they are written."""
    loops: dict[tuple[EdgeStyle, Tip], Loop] = {}
    for edge in edges:
        loop = loops.setdefault((edge.style, edge.tip), Loop(edge.style, edge.tip, []))
        if edge.label:
            loop.labels.append(texts[edge.label])
    return list(loops.values())


class Drafting:
    """Draws one part: abstract coordinates in, cells of the page out."""

    def __init__(
        self,
        *,
        drawn: GraphOutline,
        layers: Layers,
        rows: Rows,
        flow: FlowCells,
        captions: Mapping[str, Caption],
        loops: Mapping[str, list[Loop]],
        texts: Mapping[str, str],
        measures: Clearances,
    ) -> None:
        self.drawn = drawn
        self.layers = layers
        self.rows = rows
        self.flow = flow
        self.captions = captions
        self.loops = loops
        self.texts = texts
        self.down = measures.down
        self.draft = PlacedParts()

    def run(self, channels: list[Channel]) -> PlacedParts:
        """The finished draft."""
        for number, channel in enumerate(channels[: len(self.layers.ranks) - 1]):
            self._channel(number, channel)
        for rank in self.layers.ranks:
            for item in rank:
                if item.form == BOX:
                    self._box(item)
                elif item.form == TEXT:
                    self._text(item)
        for group in self.rows.walls:
            self._frame(group)
        self._measure()
        return self.draft

    def _line(self, cross1: int, flow1: int, cross2: int, flow2: int, style: EdgeStyle) -> None:
        if self.down:
            self.draft.strokes.append(Stroke(cross1, flow1, cross2, flow2, style))
        else:
            self.draft.strokes.append(Stroke(flow1, cross1, flow2, cross2, style))

    def _head(self, pin: Pin, flow: int, forward: bool) -> None:
        cross, wire = pin.at, pin.wire
        if pin.text:
            cells = len(pin.text)
            x, y = (cross - (cells - 1) // 2, flow) if self.down else (flow, cross)
            if forward and not self.down:
                x -= cells - 1
            self.draft.labels.append(Label(x, y, pin.text, "edge-label"))
        elif self.down:
            heading = Pointing.DOWN if forward else Pointing.UP
            self.draft.heads.append(Head(cross, flow, heading, wire.style, wire.tip))
        else:
            heading = Pointing.RIGHT if forward else Pointing.LEFT
            self.draft.heads.append(Head(flow, cross, heading, wire.style, wire.tip))

    def _elbow(self, pin: Pin) -> int:
        """Draw the turn of a line at a box's flank; the flow where it turns."""
        item, style = pin.item, pin.wire.style
        middle = self.flow.starts[item.rank] + (item.depth - self.down) // 2
        border = item.x + item.size - 1 if pin.elbow > 0 else item.x
        self._line(border, middle, pin.at, middle, style)
        if pin.head:
            beside = border + pin.elbow
            if self.down:
                heading = Pointing.LEFT if pin.elbow > 0 else Pointing.RIGHT
                self.draft.heads.append(Head(beside, middle, heading, style, pin.wire.tip))
            else:
                heading = Pointing.UP if pin.elbow > 0 else Pointing.DOWN
                self.draft.heads.append(Head(middle, beside, heading, style, pin.wire.tip))
        return middle

    def _top(self, pin: Pin) -> int:
        """Where along flow a wire begins below its upper item; draws what is there."""
        if pin.elbow:
            return self._elbow(pin)
        item = pin.item
        start = self.flow.starts[item.rank]
        if item.form == BEND:
            return start
        end = start + item.depth - 1
        if pin.head:
            self._head(pin, end + 1, False)
        return end

    def _bottom(self, pin: Pin) -> int:
        """Where along flow a wire ends above its lower item; draws what is there."""
        if pin.elbow:
            return self._elbow(pin)
        start = self.flow.starts[pin.item.rank]
        if pin.head:
            self._head(pin, start - 1, True)
        return start

    def _channel(self, number: int, channel: Channel) -> None:
        base = self.flow.tracks[number]
        for wire in channel.straight:
            at = wire.tops[0].at
            self._line(at, self._top(wire.tops[0]), at, self._bottom(wire.bottoms[0]), wire.style)
        ends: dict[DrawnWire, tuple[dict[int, list[int]], dict[int, list[int]]]] = {}
        for bar in channel.bars:
            row = base + bar.row
            self._line(bar.lo, row, bar.hi, row, bar.wire.style)
            above, below = ends.setdefault(bar.wire, ({}, {}))
            for column in bar.tops:
                above.setdefault(column, []).append(row)
            for column in bar.bottoms:
                below.setdefault(column, []).append(row)
        for column, upper, lower in channel.joints:
            self._line(column, base + upper.row, column, base + lower.row, upper.wire.style)
        for wire, (above, below) in ends.items():
            through = {pin.at: pin for pin in wire.bottoms} if len(wire.tops) == 1 else {}
            if len(wire.bottoms) == 1:
                through = {wire.bottoms[0].at: wire.bottoms[0]}
            for pin in wire.tops:
                at = pin.at
                if at in through:
                    other = through.pop(at)
                    self._line(at, self._top(pin), at, self._bottom(other), wire.style)
                    below.pop(at, None)
                else:
                    self._line(at, self._top(pin), at, max(above[at]), wire.style)
            for pin in wire.bottoms:
                if pin.at in below:
                    self._line(pin.at, min(below[pin.at]), pin.at, self._bottom(pin), wire.style)

    def _place(self, item: LayerItem) -> tuple[int, int, int, int]:
        start = self.flow.starts[item.rank]
        if self.down:
            return item.x, start, item.size, item.depth
        return start, item.x, item.depth, item.size

    def _box(self, item: LayerItem) -> None:
        x, y, w, h = self._place(item)
        caption = self.captions[item.name]
        stacked = bool(caption.badge)
        lines = caption.lines
        rule = caption.tall - len(caption.rows) if caption.rows else 0
        self.draft.boxes.append(Box(item.name, x, y, w, h, stacked, rule))
        inner = w - 2 - stacked
        top = y + 1 + (0 if rule else (h - 2 - caption.tall) // 2)
        self._rows(caption, item.name, x + 2, y + rule + 1)
        for number, line in enumerate(lines):
            mark = caption.mark if not number else ""
            badge = caption.badge if number == len(lines) - 1 else ""
            cells = width(line)
            whole = cells + (width(mark) + 1 if mark else 0) + (width(badge) + 1 if badge else 0)
            at = x + 1 + (inner - whole) // 2
            if mark:
                self.draft.labels.append(Label(at, top + number, mark, "mark", item.name))
                at += width(mark) + 1
            self.draft.labels.append(Label(at, top + number, line, "label", item.name))
            if badge:
                self.draft.labels.append(
                    Label(at + cells + 1, top + number, badge, "badge", item.name)
                )
        for number, note in enumerate(caption.notes, len(lines)):
            at = x + 1 + (inner - width(note.text)) // 2
            self.draft.labels.append(Label(at, top + number, note.text, note.role, item.name))
        if item.name in self.loops:
            (self._loops_beside if self.down else self._loops_below)(item, x, y + rule, w, h - rule)

    def _rows(self, caption: Caption, name: str, x: int, y: int) -> None:
        for number, row in enumerate(caption.rows):
            at = x
            for text, role in row:
                if text.strip():
                    self.draft.labels.append(Label(at, y + number, text, role, name))
                at += width(text)

    def _loops_beside(self, item: LayerItem, x: int, y: int, w: int, h: int) -> None:
        row = y + 1
        right = x + w - 1
        for loop in self.loops[item.name]:
            end = row + loop.rows - 1
            self._loop(
                [(right, row), (right + 2, row), (right + 2, end), (right, end)],
                Head(right + 1, end, Pointing.LEFT, loop.style, loop.tip),
            )
            for number, text in enumerate(loop.labels):
                self.draft.labels.append(Label(right + 4, row + number, text, "edge-label"))
            row = end + 1

    def _loops_below(self, item: LayerItem, x: int, y: int, w: int, h: int) -> None:
        column = x + 1
        bottom = y + h - 1
        for loop in self.loops[item.name]:
            end = bottom + loop.rows
            self._loop(
                [(column, bottom), (column, end), (column + 2, end), (column + 2, bottom)],
                Head(column + 2, bottom + 1, Pointing.UP, loop.style, loop.tip),
            )
            first = end - len(loop.labels) + 1
            for number, text in enumerate(loop.labels):
                self.draft.labels.append(Label(column + 4, first + number, text, "edge-label"))
            column += loop_cells(loop) + 1

    def _loop(self, path: list[tuple[int, int]], head: Head) -> None:
        for (x1, y1), (x2, y2) in pairwise(path):
            self.draft.strokes.append(Stroke(x1, y1, x2, y2, head.style))
        if head.tip is not Tip.NONE:
            self.draft.heads.append(head)

    def _text(self, item: LayerItem) -> None:
        x, y, _, _ = self._place(item)
        text = self.texts[item.name]
        if not self.down:
            text = f" {text} "
        self.draft.labels.append(Label(x, y, text, "edge-label"))

    def _frame(self, group: str) -> None:
        near, far = (wall.x for wall in self.rows.walls[group])
        start, end = self.flow.borders[group]
        if self.down:
            frame = Frame(group, near, start, far - near + 1, end - start + 1)
        else:
            frame = Frame(group, start, near, end - start + 1, far - near + 1)
        self.draft.frames.append(frame)

    def _measure(self) -> None:
        draft = self.draft
        draft.width = max(
            [box.x + box.w for box in draft.boxes]
            + [frame.x + frame.w for frame in draft.frames]
            + [max(stroke.x1, stroke.x2) + 1 for stroke in draft.strokes]
            + [label.x + width(label.text) for label in draft.labels],
            default=0,
        )
        draft.height = max(
            [box.y + box.h for box in draft.boxes]
            + [frame.y + frame.h for frame in draft.frames]
            + [max(stroke.y1, stroke.y2) + 1 for stroke in draft.strokes]
            + [label.y + 1 for label in draft.labels],
            default=0,
        )


def loop_cells(loop: Loop) -> int:
    """Cells along the flow that a loop below a box takes."""
    return 3 + (1 + max(map(width, loop.labels)) if loop.labels else 0)


def titled(draft: PlacedParts, titles: Mapping[str, str]) -> None:
    """Write every frame's title on a border, where no line crosses it if there is such a place."""
    upright: dict[int, list[int]] = {}
    for stroke in draft.strokes:
        if stroke.x1 == stroke.x2:
            for y in range(min(stroke.y1, stroke.y2), max(stroke.y1, stroke.y2) + 1):
                upright.setdefault(y, []).append(stroke.x1)
    for frame in draft.frames:
        if not titles[frame.id].strip():
            continue
        text = f" {titles[frame.id]} "
        cells = width(text)
        best: tuple[int, int, int] | None = None
        for y in (frame.y, frame.y + frame.h - 1):
            if y != frame.y and cells + 2 > 0.6 * frame.w:
                continue
            crossed = upright.get(y, [])
            for x in range(frame.x + 1, frame.x + frame.w - cells):
                hits = sum(x <= at < x + cells for at in crossed)
                if best is None or hits < best[0]:
                    best = (hits, x, y)
                    if not hits:
                        break
            if best is not None and not best[0]:
                break
        if best is not None:
            draft.labels.append(Label(best[1], best[2], text, "frame-title", frame.id))
