"""The boxes, frames and texts that an independent reader finds in a box drawing.

Boxes are rectangles with text inside, frames are rectangles with a title on or under their border.
Nothing here knows how the drawing was made.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from wcwidth import wcwidth  # type: ignore[import-untyped, unused-ignore]

Cell = tuple[int, int]
Rect = tuple[int, int, int, int]
Pair = tuple[str, str]

STEP = {"U": (-1, 0), "D": (1, 0), "L": (0, -1), "R": (0, 1)}
OPPOSITE = {"U": "D", "D": "U", "L": "R", "R": "L"}
_SHAPES = {
    "LR": "─━═┄┅┈┉╌╍", "UD": "│┃║┆┇┊┋╎╏", "DR": "┌╭┏╔", "DL": "┐╮┓╗", "UR": "└╰┗╚",
    "UL": "┘╯┛╝", "UDR": "├┣╠╞╟", "UDL": "┤┫╣╡╢", "DLR": "┬┳╦╤╥", "ULR": "┴┻╩╧╨",
    "UDLR": "┼╋╬╪╫", "L": "╴", "U": "╵", "R": "╶", "D": "╷",
}  # fmt: skip
ARMS = {char: frozenset(arms) for arms, chars in _SHAPES.items() for char in chars}
ARROWS = {
    char: way
    for way, chars in {"D": "▼▾↓", "U": "▲▴↑", "R": "►▶→", "L": "◄◀←"}.items()
    for char in chars
}
PLAIN_ARROWS = {"v": "D", "^": "U", ">": "R", "<": "L"}
LEVEL, UPRIGHT = frozenset("LR"), frozenset("UD")


@dataclass
class Verdict:
    """What was recovered. `lost` and `extra` are edges, `dirty` joins that have no tee."""

    nodes_exp: int = 0
    nodes_found: int = 0
    through: int = 0
    overlap: int = 0
    recall: float = 1.0
    precision: float = 1.0
    conn_recall: float = 1.0
    h_recall: float = 1.0
    h_precision: float = 1.0
    lost: list[Pair] = field(default_factory=list)
    extra: list[Pair] = field(default_factory=list)
    amb_nets: int = 0
    dirty: int = 0
    cross: int = 0
    bends: int = 0
    groups_exp: int = 0
    groups_found: int = 0
    groups_ok: int = 0
    labels_exp: int = 0
    labels_found: int = 0
    labels_assoc: int = 0
    boxes: dict[str, Rect] = field(default_factory=dict)

    @property
    def perfect(self) -> bool:
        """Every box undamaged and exactly the edges of the graph."""
        whole = self.nodes_found == self.nodes_exp and not self.through and not self.overlap
        return whole and self.recall == 1.0 == self.precision

    @property
    def complete(self) -> bool:
        """Perfect, with every label beside its own edge and every frame with its own members."""
        frames = self.groups_ok == self.groups_exp
        return self.perfect and frames and self.labels_assoc == self.labels_exp


def squeeze(text: str) -> str:
    """Text without white space and without the second cells of wide characters."""
    return re.sub(r"[\s\0]+", "", text)


def cells_of(line: str) -> list[str]:
    """One entry per terminal cell; the second cell of a wide character is a NUL."""
    cells: list[str] = []
    joined = False
    for char in line:
        cells_taken = wcwidth(char)
        if cells and (cells_taken <= 0 or joined):
            last = max(place for place, cell in enumerate(cells) if cell != "\0")
            cells[last] += char
            joined = char == "\u200d"
            if char == "\ufe0f" and last == len(cells) - 1:
                cells.append("\0")
            continue
        cells += [char] + ["\0"] * (cells_taken - 1)
    return cells


class Grid:
    """A drawing as a rectangle of cells."""

    def __init__(self, text: str) -> None:
        rows = [cells_of(line) for line in text.splitlines()]
        while rows and not "".join(rows[-1]).strip(" \0"):
            rows.pop()
        self.width = max(map(len, rows), default=0)
        self.height = len(rows)
        self.rows = [row + [" "] * (self.width - len(row)) for row in rows]
        self.plain = not any(char in ARMS for row in rows for char in row)
        self.levels = "-=+" if self.plain else ""
        self.uprights = "|+" if self.plain else ""
        corners = ("+", "+", "+", "+") if self.plain else ("┌╭┏╔", "┐╮┓╗", "└╰┗╚", "┘╯┛╝")
        self.top_left, self.top_right, self.low_left, self.low_right = corners

    def at(self, cell: Cell) -> str:
        """The character in a cell, a space outside."""
        y, x = cell
        inside = 0 <= y < self.height and 0 <= x < self.width
        return self.rows[y][x] if inside else " "

    def line(self, char: str) -> bool:
        """Whether a character may be part of a border."""
        known = char in ARMS or char in ARROWS or char in PLAIN_ARROWS
        return known or char == "+" or (self.plain and char in "-|=")

    def cells(self) -> Iterator[Cell]:
        """All cells, row by row."""
        return ((y, x) for y in range(self.height) for x in range(self.width))

    def rectangles(self) -> list[Rect]:
        """Everything with four corners and borders, smallest first, as top, left, bottom, right."""
        found: list[Rect] = []
        for y, x in self.cells():
            if self.rows[y][x] in self.top_left:
                found += self._from_corner(y, x)
        return sorted(found, key=lambda r: (r[2] - r[0]) * (r[3] - r[1]))

    def _from_corner(self, y: int, x: int) -> Iterator[Rect]:
        bottoms: list[int] = []
        for low in range(y + 1, self.height):
            if self.rows[low][x] in self.low_left:
                bottoms.append(low)
            if not self.line(self.rows[low][x]):
                break
        rights: list[int] = []
        blanks = 0
        for right in range(x + 1, self.width):
            char = self.rows[y][right]
            if char in self.top_right:
                rights.append(right)
            blanks = blanks + 1 if char == " " else 0
            if blanks > 3 or not bottoms:
                break
        for low in bottoms:
            for right in rights:
                if low - y >= 2 <= right - x and self._closed(y, x, low, right):
                    yield y, x, low, right

    def _closed(self, y: int, x: int, low: int, right: int) -> bool:
        if self.rows[low][right] not in self.low_right:
            return False
        if not all(self.line(self.rows[k][right]) for k in range(y + 1, low)):
            return False
        lines = sum(self.line(self.rows[low][k]) for k in range(x + 1, right))
        return lines >= 0.3 * (right - x)

    def inner(self, rect: Rect) -> str:
        """The text inside a rectangle."""
        top, left, low, right = rect
        return squeeze(
            "".join("".join(self.rows[y][left + 1 : right]) for y in range(top + 1, low))
        )


def without_lines(text: str) -> str:
    """Text with all drawing characters taken out."""
    return "".join(char for char in text if char not in ARMS and char not in ARROWS)


def _inside(outer: Rect, inner: Rect) -> bool:
    vertical = outer[0] <= inner[0] and inner[2] <= outer[2]
    return vertical and outer[1] <= inner[1] and inner[3] <= outer[3]


class Shapes:
    """The boxes, frames and label texts of a drawing of a known graph."""

    def __init__(self, grid: Grid, graph: Mapping[str, Any], verdict: Verdict) -> None:
        self.grid = grid
        self.graph = graph
        self.verdict = verdict
        self.rects = grid.rectangles()
        self.boxes = verdict.boxes
        self.owner: dict[Cell, str] = {}
        self.border: dict[Cell, str] = {}
        self.frames: set[Cell] = set()
        self.texts: set[Cell] = set()
        self.occurrences: dict[str, list[list[Cell]]] = {}
        self._find_boxes()
        self._find_frames()
        self._find_texts()

    def _find_boxes(self) -> None:
        texts = [(rect, self.grid.inner(rect)) for rect in self.rects]
        damaged: set[str] = set()
        for node in self.graph["nodes"]:
            label = squeeze(node["label"])
            rect = next((r for r, text in texts if text == label), None)
            if rect is None:
                rect = next((r for r, text in texts if without_lines(text) == label), None)
                if rect is not None:
                    damaged.add(node["id"])
            if rect is None:
                rect = self._bracketed(node["label"])
            if rect is not None:
                self.boxes[node["id"]] = rect
        for name, (top, left, low, right) in self.boxes.items():
            for y in range(top, low + 1):
                for x in range(left, right + 1):
                    self.verdict.overlap += (y, x) in self.owner
                    self.owner[y, x] = name
                    if y in (top, low) or x in (left, right):
                        self.border[y, x] = name
        self.verdict.nodes_exp = len(self.graph["nodes"])
        self.verdict.nodes_found = len(self.boxes)
        self.verdict.through = len(damaged)

    def _bracketed(self, label: str) -> Rect | None:
        cells = cells_of(f"[{label}]")
        for y, x in self.grid.cells():
            if self.grid.rows[y][x : x + len(cells)] == cells:
                return y, x, y, x + len(cells) - 1
        return None

    def members(self, group: str) -> set[str]:
        """The nodes of a group and of the groups in it."""
        found = {node["id"] for node in self.graph["nodes"] if node.get("group") == group}
        for inner in self.graph.get("groups", ()):
            if inner.get("parent") == group:
                found |= self.members(inner["id"])
        return found

    def _find_frames(self) -> None:
        groups = self.graph.get("groups", ())
        self.verdict.groups_exp = len(groups)
        for group in groups:
            rect = self._frame(squeeze(group["label"]))
            if rect is None:
                continue
            self.verdict.groups_found += 1
            held = {name for name, box in self.boxes.items() if _inside(rect, box)}
            self.verdict.groups_ok += held == self.members(group["id"])
            top, left, low, right = rect
            self.frames |= {(y, x) for y in (top, low) for x in range(left, right + 1)}
            self.frames |= {(y, x) for x in (left, right) for y in range(top, low + 1)}

    def _frame(self, label: str) -> Rect | None:
        """The smallest rectangle that bears a title and holds a box."""
        taken = set(self.boxes.values())
        for rect in self.rects:
            top, left, low, right = rect
            rows = self.grid.rows
            corners = self.grid.top_left + self.grid.top_right
            feet = self.grid.low_left + self.grid.low_right
            turned = any(rows[top][x] in corners for x in range(left + 1, right))
            turned = turned or any(rows[low][x] in feet for x in range(left + 1, right))
            if rect in taken or turned:
                continue
            for y in {*range(top, min(top + 4, low)), low}:
                free = [rows[y][x] for x in range(left, right + 1) if (y, x) not in self.owner]
                if label in without_lines(squeeze("".join(free))) and any(
                    _inside(rect, box) for box in self.boxes.values()
                ):
                    return rect
        return None

    def _occurrences(self, text: str) -> list[list[Cell]]:
        cells = cells_of(text)
        found: list[list[Cell]] = []
        for y, x in self.grid.cells():
            row = self.grid.rows[y]
            if row[x] == cells[0] and row[x : x + len(cells)] == cells:
                run = [(y, x + k) for k in range(len(cells))]
                beside = self.grid.at((y, x - 1)) + self.grid.at((y, x + len(cells)))
                if not any(char.isalnum() for char in beside) and not any(
                    cell in self.owner for cell in run
                ):
                    found.append(run)
        return found

    def _find_texts(self) -> None:
        labels = {edge["label"] for edge in self.graph["edges"] if edge.get("label")}
        self.occurrences = {label: self._occurrences(label) for label in labels}
        titles = [self._occurrences(group["label"]) for group in self.graph.get("groups", ())]
        for runs in (*self.occurrences.values(), *titles):
            for run in runs:
                self.texts.update(run)
