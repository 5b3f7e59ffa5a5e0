"""Paint: a picture's boxes, frames, strokes, heads and labels as rows of characters."""

from coach.boards.board import Row
from coach.boards.diagram.drafting import PlacedParts
from coach.boards.diagram.graph import EdgeStyle
from coach.boards.diagram.picture import Box, Frame, Label, Stroke
from coach.boards.diagram.picture_glyphs import DOWN, LEFT, RIGHT, UP, Glyphs
from coach.text import width

_EDGE_ROLES = {
    EdgeStyle.SYNC: "edge",
    EdgeStyle.ASYNC: "edge-async",
    EdgeStyle.COPY: "edge-copy",
}
Cells = dict[int, dict[int, tuple[str, str]]]


class Canvas:
    """Characters with roles by row and column; later ones cover earlier ones."""

    def __init__(self, glyphs: Glyphs) -> None:
        self.glyphs = glyphs
        self.cells: Cells = {}
        self.arms: dict[tuple[int, int], int] = {}
        self.upright: dict[tuple[int, int], EdgeStyle] = {}
        self.level: dict[tuple[int, int], EdgeStyle] = {}

    def put(self, x: int, y: int, char: str, role: str) -> None:
        """Write one character, or a cell's worth of them."""
        self.cells.setdefault(y, {})[x] = (char, role)

    def write(self, label: Label) -> None:
        """Write a run of text; a wide character takes two cells.

        A mark without a character before it to stand on is left out: it would land on a neighbour.
        """
        x = label.x
        row = self.cells.setdefault(label.y, {})
        if label.text.isascii():
            for char in label.text:
                row[x] = (char, label.role)
                x += 1
            return
        start = x
        text = ""
        for char in label.text:
            now = width(text + char)
            if not now:
                continue
            if now == width(text):
                last = max(column for column in row if start <= column < start + now)
                while last > start and row[last][0] == "":
                    last -= 1
                row[last] = (row[last][0] + char, label.role)
            else:
                at = start + width(text)
                row[at] = (char, label.role)
                for more in range(at + 1, start + now):
                    row[more] = ("", label.role)
            text += char

    def stroke(self, stroke: Stroke) -> None:
        """Add a stroke's arms to the cells it passes."""
        arms = self.arms
        if stroke.x1 == stroke.x2:
            x, top, end = stroke.x1, min(stroke.y1, stroke.y2), max(stroke.y1, stroke.y2)
            for y in range(top, end + 1):
                mask = (DOWN if y < end else 0) | (UP if y > top else 0)
                if mask:
                    arms[x, y] = arms.get((x, y), 0) | mask
                    self.upright[x, y] = stroke.style
            return
        y, near, end = stroke.y1, min(stroke.x1, stroke.x2), max(stroke.x1, stroke.x2)
        for x in range(near, end + 1):
            mask = (RIGHT if x < end else 0) | (LEFT if x > near else 0)
            arms[x, y] = arms.get((x, y), 0) | mask
            self.level[x, y] = stroke.style

    def lines(self) -> None:
        """Write the character of every cell that strokes pass."""
        glyphs = self.glyphs
        for (x, y), mask in self.arms.items():
            upright = self.upright.get((x, y))
            level = self.level.get((x, y))
            style = upright or level or EdgeStyle.SYNC
            if mask == UP | DOWN | LEFT | RIGHT and upright != level:
                char = glyphs.lines[EdgeStyle.SYNC][mask]
                if upright == EdgeStyle.COPY:
                    char = glyphs.copy_crossings[0]
                elif level == EdgeStyle.COPY:
                    char = glyphs.copy_crossings[1]
            else:
                char = glyphs.lines[style][mask]
            self.put(x, y, char, _EDGE_ROLES[style])

    def frame(self, frame: Frame) -> None:
        """Draw a frame, crossed where strokes pass through it."""
        lines = self.glyphs.lines[EdgeStyle.SYNC]
        right, bottom = frame.x + frame.w - 1, frame.y + frame.h - 1
        border: dict[tuple[int, int], int] = {}
        for x in range(frame.x, right + 1):
            mask = (RIGHT if x < right else 0) | (LEFT if x > frame.x else 0)
            border[x, frame.y] = border[x, bottom] = mask
        for y in range(frame.y, bottom + 1):
            mask = (DOWN if y < bottom else 0) | (UP if y > frame.y else 0)
            for x in (frame.x, right):
                border[x, y] = border.get((x, y), 0) | mask
        for (x, y), mask in border.items():
            arms = self.arms.get((x, y), 0)
            char = lines[mask]
            if arms:
                char = lines[mask | arms]
                if self.upright.get((x, y)) == EdgeStyle.COPY:
                    char = self.glyphs.copy_crossings[0]
                elif self.level.get((x, y)) == EdgeStyle.COPY:
                    char = self.glyphs.copy_crossings[1]
            self.put(x, y, char, "frame")

    def box(self, box: Box, heads: set[tuple[int, int]]) -> None:
        """Draw a box, with a port wherever a line leaves it."""
        lines = self.glyphs.lines[EdgeStyle.SYNC]
        right, bottom = box.x + box.w - 1, box.y + box.h - 1
        front = right - 1 if box.stacked else right
        for y in range(box.y, bottom + 1):
            row = self.cells.setdefault(y, {})
            edge = y in (box.y, bottom)
            fill = (lines[LEFT | RIGHT], "box") if edge else (" ", "box")
            side = lines[UP | DOWN]
            for x in range(box.x + 1, front):
                row[x] = fill
            if edge:
                down = DOWN if y == box.y else UP
                row[box.x] = (lines[down | RIGHT], "box")
                row[front] = row[right] = (lines[down | LEFT], "box")
            else:
                row[box.x] = row[front] = row[right] = (side, "box")
        if box.rule:
            self._rule(box, right)
        for x in range(box.x + 1, right):
            for y, arm, step in ((box.y, UP, -1), (bottom, DOWN, 1)):
                if self.arms.get((x, y), 0) & arm and (x, y + step) not in heads:
                    self._port(x, y, arm, self.upright[x, y])
        for y in range(box.y + 1, bottom):
            for x, arm, step in ((box.x, LEFT, -1), (right, RIGHT, 1)):
                if self.arms.get((x, y), 0) & arm and (x + step, y) not in heads:
                    self._port(x, y, arm, self.level[x, y])

    def _rule(self, box: Box, right: int) -> None:
        """The line between a box's name and its rows."""
        lines = self.glyphs.lines[EdgeStyle.SYNC]
        row = self.cells[box.y + box.rule]
        for x in range(box.x, right + 1):
            mask = (LEFT if x > box.x else 0) | (RIGHT if x < right else 0)
            mask |= UP | DOWN if x in (box.x, right) else 0
            row[x] = (lines[mask], "box")

    def _port(self, x: int, y: int, arm: int, style: EdgeStyle) -> None:
        self.put(x, y, self.glyphs.ports[style][arm], "box")

    def rows(self, height: int) -> tuple[Row, ...]:
        """The cells as rows, neighbours of one role joined and gaps filled with spaces."""
        result: list[Row] = []
        for y in range(height):
            cells = self.cells.get(y)
            if not cells:
                result.append(())
                continue
            row: list[tuple[str, str]] = []
            text = ""
            role = ""
            at = 0
            for x in sorted(cells):
                char, kind = cells[x]
                if x > at:
                    if text:
                        row.append((text, role))
                    text, role = " " * (x - at), ""
                if kind != role:
                    if text:
                        row.append((text, role))
                    text, role = char, kind
                else:
                    text += char
                at = x + 1
            row.append((text, role))
            result.append(tuple(row))
        return tuple(result)


def paint(draft: PlacedParts, glyphs: Glyphs) -> tuple[Row, ...]:
    """Rows of a draft: frames and lines under boxes under text."""
    canvas = Canvas(glyphs)
    tips = {(head.x, head.y) for head in draft.heads}
    for stroke in draft.strokes:
        canvas.stroke(stroke)
    canvas.lines()
    for frame in draft.frames:
        canvas.frame(frame)
    for head in draft.heads:
        char = glyphs.tips.get(head.tip) or glyphs.heads[head.heading]
        canvas.put(head.x, head.y, char, "arrow")
    for box in draft.boxes:
        canvas.box(box, tips)
    for label in draft.labels:
        canvas.write(label)
    return canvas.rows(draft.height)
