"""An independent reader of box drawings: what a person who does not know the graph recovers.

Lines are followed by the arms of their characters: a crossing goes straight on, a line drawn under
a perpendicular one too, a tee makes a shared trunk. Everything joined is one net, and every tail
of a net is read as reaching every head of it, so a bus that merges unrelated edges costs precision.
Frame borders are transparent to lines, and so is text on a line.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

# At run time the fixtures load both readers by their bare names.
if TYPE_CHECKING:
    from tests.boards.diagram.judge_shapes import (
        ARMS,
        ARROWS,
        LEVEL,
        OPPOSITE,
        PLAIN_ARROWS,
        STEP,
        UPRIGHT,
        Cell,
        Grid,
        Pair,
        Shapes,
        Verdict,
    )
else:
    from judge_shapes import (
        ARMS,
        ARROWS,
        LEVEL,
        OPPOSITE,
        PLAIN_ARROWS,
        STEP,
        UPRIGHT,
        Cell,
        Grid,
        Pair,
        Shapes,
        Verdict,
    )

Key = tuple[Cell, str]
Net = tuple[set[str], set[str]]


def edges_of(net: Net) -> set[Pair]:
    """The edges a person reads off a net of tails and heads."""
    tails, heads = net
    if not tails:
        return {(a, b) for a in heads for b in heads if a != b}
    return {
        (a, b)
        for a in tails
        for b in heads
        if a != b or (len(tails) == 1 and (len(heads) == 1 or a in heads))
    }


class Lines:
    """All lines of a drawing, joined into nets."""

    def __init__(self, grid: Grid, shapes: Shapes) -> None:
        self.grid = grid
        self.shapes = shapes
        self.arms: dict[Cell, frozenset[str]] = {}
        self.arrows: dict[Cell, str] = {}
        self.parent: dict[Key, Key] = {}
        self.under: set[Cell] = set()
        self.dirty: set[Cell] = set()
        self.attached: list[tuple[Key, str, bool]] = []
        for cell in grid.cells():
            if cell not in shapes.owner and cell not in shapes.texts:
                self._read(cell)
        self._tidy_pluses()
        self.border_arrows = {
            cell: ARROWS.get(grid.at(cell)) or PLAIN_ARROWS[grid.at(cell)]
            for cell, name in shapes.border.items()
            if grid.at(cell) in ARROWS
            or (grid.at(cell) in "<>^" and shapes.boxes[name][0] != shapes.boxes[name][2])
        }
        for cell, arms in self.arms.items():
            for way in sorted(arms):
                self._walk(cell, way, self.key(cell, way), False)
        for cell, way in self.arrows.items():
            self._walk(cell, way, (cell, ""), True)
            self._walk(cell, OPPOSITE[way], (cell, ""), False)
        self.nets: dict[Key, Net] = {}
        for key, name, head in self.attached:
            net = self.nets.setdefault(self.find(key), (set(), set()))
            net[head].add(name)

    def _read(self, cell: Cell) -> None:
        char = self.grid.at(cell)
        if char in ARROWS:
            self.arrows[cell] = ARROWS[char]
        elif cell in self.shapes.frames:
            return
        elif char in PLAIN_ARROWS:
            if self._is_arrow(cell, char):
                self.arrows[cell] = PLAIN_ARROWS[char]
        elif char in ARMS:
            self.arms[cell] = ARMS[char]
        elif char == "+":
            self.arms[cell] = frozenset("UDLR")
        elif self.grid.plain and char in "-|":
            self.arms[cell] = LEVEL if char == "-" else UPRIGHT

    def _raw(self, cell: Cell) -> bool:
        char = self.grid.at(cell)
        return char in ARMS or char == "+" or (self.grid.plain and char in "-|")

    def _is_arrow(self, cell: Cell, char: str) -> bool:
        """Whether a letter or sign of ASCII stands at a line's end and not in a word."""
        y, x = cell
        sides = [self.grid.at((y, x - 1)), self.grid.at((y, x + 1))]
        if char == "v" and any(side.isalpha() and side != "v" for side in sides):
            return False
        dy, dx = STEP[PLAIN_ARROWS[char]]
        ahead = [(y + dy, x + dx), (y + 2 * dy, x + 2 * dx)]
        if self._raw((y - dy, x - dx)) or any(at in self.shapes.border for at in ahead):
            return True
        return char in "v^" and (self._raw((y, x - 1)) or self._raw((y, x + 1)))

    def _tidy_pluses(self) -> None:
        """Leave a plus sign only the arms that its neighbours return."""
        for cell in list(self.arms):
            if self.grid.at(cell) != "+":
                continue
            kept = set()
            for way, (dy, dx) in STEP.items():
                near = cell[0] + dy, cell[1] + dx
                back = OPPOSITE[way] in self.arms.get(near, ())
                if near in self.shapes.border or near in self.arrows or back:
                    kept.add(way)
            self.arms[cell] = frozenset(kept)

    def find(self, key: Key) -> Key:
        """The representative of a net."""
        self.parent.setdefault(key, key)
        while self.parent[key] != key:
            self.parent[key] = self.parent[self.parent[key]]
            key = self.parent[key]
        return key

    def join(self, one: Key, other: Key) -> None:
        """Make one net of two."""
        self.parent[self.find(one)] = self.find(other)

    def key(self, cell: Cell, way: str) -> Key:
        """The line in a cell that has an arm that way; a crossing has two lines."""
        if cell not in self.arrows and len(self.arms[cell]) == 4:
            return cell, "level" if way in "LR" else "upright"
        return cell, ""

    def _walk(self, start: Cell, way: str, source: Key, head: bool) -> None:
        """Follow an arm to what it joins: another line, an arrow or a box."""
        dy, dx = STEP[way]
        cell = start
        blanks = letters = 0
        passed: Cell | None = None
        for _ in range(80):
            before, cell = cell, (cell[0] + dy, cell[1] + dx)
            outside = not (0 <= cell[0] < self.grid.height and 0 <= cell[1] < self.grid.width)
            if outside:
                break
            if cell in self.shapes.border:
                pointed = self.border_arrows.get(cell) == way
                self.attached.append((source, self.shapes.border[cell], head or pointed))
                return
            if cell in self.shapes.owner:
                return
            if cell in self.shapes.frames and cell not in self.arrows:
                blanks = 0
                continue
            if cell in self.arms:
                if blanks or letters:
                    if OPPOSITE[way] in self.arms[cell]:
                        self.join(source, self.key(cell, OPPOSITE[way]))
                    return
                if not self._meet(cell, way, source, head):
                    passed = cell if cell in self.under else passed
                    if passed == cell:
                        continue
                    break
                return
            if cell in self.arrows:
                self._meet_arrow(cell, way, source, blanks)
                return
            if self.grid.at(cell) != " ":
                letters, blanks = letters + 1, 0
                if way in "UD" and letters > 4:
                    break
                continue
            blanks += 1
            if passed == before:
                break
            if blanks > 1:
                return
        self._stop(passed, (cell[0] - dy, cell[1] - dx), source)

    def _meet(self, cell: Cell, way: str, source: Key, head: bool) -> bool:
        """Join the line in a cell, or go under it; whether the walk ends well here."""
        arms = self.arms[cell]
        if OPPOSITE[way] in arms:
            self.join(source, self.key(cell, OPPOSITE[way]))
            return True
        if way in arms:
            self.dirty.add(cell)
            self.join(source, self.key(cell, way))
            return True
        if arms and arms <= (UPRIGHT if way in "LR" else LEVEL):
            if head:
                self.dirty.add(cell)
                self.join(source, self.key(cell, min(arms)))
                return True
            self.under.add(cell)
        return False

    def _meet_arrow(self, cell: Cell, way: str, source: Key, blanks: int) -> None:
        if self.arrows[cell] == OPPOSITE[way]:
            if not blanks:
                self.join(source, (cell, ""))
                self.dirty.add(cell)
        elif self.arrows[cell] == way or not blanks:
            self.join(source, (cell, ""))

    def _stop(self, passed: Cell | None, last: Cell, source: Key) -> None:
        """A line that ends dead on a perpendicular one is a join drawn without a tee."""
        if passed is not None and passed == last:
            self.dirty.add(passed)
            self.under.discard(passed)
            self.join(source, self.key(passed, "U" if "U" in self.arms[passed] else "L"))

    def loose_nets(self) -> list[Net]:
        """The nets as an inclined person reads them: one without an end is joined at crossings."""
        root: dict[Key, Key] = {}

        def find(key: Key) -> Key:
            while root.get(key, key) != key:
                key = root[key]
            return key

        def whole(key: Key) -> Net:
            members = [net for own, net in self.nets.items() if find(own) == key]
            tails = set().union(*(net[0] for net in members))
            return tails, set().union(*(net[1] for net in members))

        crossings = [
            (self.find((cell, "level")), self.find((cell, "upright")))
            for cell, arms in self.arms.items()
            if len(arms) == 4
        ]
        changed = True
        while changed:
            changed = False
            for level, upright in crossings:
                one, other = find(level), find(upright)
                if one != other and not all(all(whole(key)) for key in (one, other)):
                    root[one if not all(whole(one)) else other] = (
                        other if not all(whole(one)) else one
                    )
                    changed = True
        return [whole(key) for key in dict.fromkeys(find(own) for own in self.nets)]

    def beside(self, run: list[Cell]) -> set[Pair]:
        """The edges of the lines nearest to a text, at most two cells away."""
        for distance in (1, 2):
            near: set[Key] = set()
            for y, x in run:
                for dy, dx in STEP.values():
                    cell = y + dy * distance, x + dx * distance
                    if cell in self.arrows:
                        near.add(self.find((cell, "")))
                    elif cell in self.arms:
                        near |= {self.find(self.key(cell, way)) for way in self.arms[cell]}
            if near:
                return set().union(*(edges_of(self.nets.get(key, (set(), set()))) for key in near))
        return set()


def judge(text: str, graph: Mapping[str, Any]) -> Verdict:
    """What can be read from a drawing of a graph (`nodes`, `edges`, `groups`)."""
    verdict = Verdict()
    grid = Grid(text)
    shapes = Shapes(grid, graph, verdict)
    lines = Lines(grid, shapes)
    expected = {(edge["from"], edge["to"]) for edge in graph["edges"]}
    found = set().union(*map(edges_of, lines.nets.values()))
    loose = set().union(*map(edges_of, lines.loose_nets()))
    linked = {pair for net in lines.nets.values() for pair in _linked(net)}
    verdict.recall, verdict.precision = _rates(expected, found)
    verdict.h_recall, verdict.h_precision = _rates(expected, loose)
    verdict.conn_recall, _ = _rates(expected, linked)
    verdict.lost, verdict.extra = sorted(expected - found), sorted(found - expected)
    verdict.amb_nets = sum(len(tails) > 1 < len(heads) for tails, heads in lines.nets.values())
    verdict.dirty = len(lines.dirty)
    verdict.cross = len(lines.under) + sum(len(arms) == 4 for arms in lines.arms.values())
    verdict.bends = sum(
        len(arms) == 2 and arms not in (LEVEL, UPRIGHT) for arms in lines.arms.values()
    )
    _judge_labels(graph, shapes, lines, verdict)
    return verdict


def _linked(net: Net) -> set[Pair]:
    """The pairs that a net joins in any direction."""
    both = net[0] | net[1]
    return {(a, b) for a in both for b in both if a != b or a in net[0] & net[1]}


def _rates(expected: set[Pair], found: set[Pair]) -> tuple[float, float]:
    """Recall and precision, rounded to a thousandth."""
    right = len(expected & found)
    recall = round(right / len(expected), 3) if expected else 1.0
    precision = round(right / len(found), 3) if found else float(not expected)
    return recall, precision


def _judge_labels(graph: Mapping[str, Any], shapes: Shapes, lines: Lines, verdict: Verdict) -> None:
    labelled = [edge for edge in graph["edges"] if edge.get("label")]
    verdict.labels_exp = len(labelled)
    for edge in labelled:
        runs = shapes.occurrences[edge["label"]]
        same = sum(other["label"] == edge["label"] for other in labelled)
        pair = (edge["from"], edge["to"])
        verdict.labels_found += len(runs) >= same
        verdict.labels_assoc += any(pair in lines.beside(run) for run in runs)
