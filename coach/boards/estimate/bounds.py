"""The bounds of lines that depend on ranges, and what drives them.

Ranges are followed by evaluating at the corners of the range literals a line depends on, which is
exact for monotone formulas and keeps w - w at 0; beyond eight literals, or when the pass has spent
its budget, one literal is moved at a time and the two extreme corners are taken.
"""

from collections.abc import Sequence
from itertools import product as combinations
from typing import Final

from coach.boards.estimate.answers import Solved, Source
from coach.boards.estimate.nodes import Node, literals
from coach.boards.estimate.note import Note, NoteKind
from coach.boards.estimate.quantity import Quantity
from coach.boards.estimate.refusal import LineRefused
from coach.boards.estimate.values import Corner, Values

MOST_CORNERS: Final = 8
BUDGET: Final = 1500
"""How many values a pass works out before it no longer tries all corners of several ranges."""
MOST_SOURCES: Final = 64
"""How many ranges one line may depend on: each costs two values on each line below it."""
EACH_LINE: Final = 16
"""How many values a pass may work out for each of its lines, so that its time grows with them."""
AT_LEAST: Final = 6000
"""How many values any pass may work out: about a tenth of a second on the machine measured."""


class Bounds:
    """Fills in bounds over the values of a pass."""

    def __init__(self, values: Values) -> None:
        self.values = values
        self._lead = 0
        self.most = max(AT_LEAST, EACH_LINE * len(values.dependencies.plans))

    def fill_bounds(self, line: int, solved: Solved) -> None:
        """Fills in the line's bounds and what drives them; Refused where that is too much work."""
        values, dependencies = self.values, self.values.dependencies
        node = dependencies.plans[line].readings[solved.reading].parsed.node
        own = [(line, place) for place in range(_places(node))] if node is not None else []
        used = [values.solved[p] for p in dependencies.needed(line) if p in values.solved]
        sources = tuple(dict.fromkeys(own + [s for other in used for s in other.sources]))
        if not sources:
            return
        if len(sources) > MOST_SOURCES:
            raise LineRefused(
                f"more than {MOST_SOURCES} ranges lead here: give some of them one number"
            )
        if values.spent > self.most:
            raise LineRefused("too many lines depend on ranges: give some of the ranges one number")
        solved.sources = sources
        self._lead = solved.lead
        self._bound(line, solved)

    def _bound(self, line: int, solved: Solved) -> None:
        middle = solved.quantity
        values: list[Quantity] = [middle]
        widest = middle.value * 0
        low: list[tuple[Source, int]] = []
        high: list[tuple[Source, int]] = []
        for source in solved.sources:
            down = self.values.computed(line, self._lead, ((source, -1),))
            up = self.values.computed(line, self._lead, ((source, 1),))
            values += [down, up]
            if abs(up.base - down.base) > widest:
                widest, solved.driver = abs(up.base - down.base), source
            rises = up.base >= down.base
            low.append((source, -1 if rises else 1))
            high.append((source, 1 if rises else -1))
        if len(solved.sources) > 1:
            values += self._corners(line, solved.sources, tuple(low), tuple(high))
            self._note_driver(line, solved)
        solved.lo = min(values, key=lambda value: value.base)
        solved.hi = max(values, key=lambda value: value.base)

    def _corners(
        self, line: int, sources: Sequence[Source], low: Corner, high: Corner
    ) -> list[Quantity]:
        all_ends = 2 ** len(sources)
        if len(sources) > MOST_CORNERS or self.values.spent + all_ends > BUDGET:
            return [self.values.computed(line, self._lead, corner) for corner in (low, high)]
        return [
            self.values.computed(line, self._lead, tuple(zip(sources, ends, strict=True)))
            for ends in combinations((-1, 1), repeat=len(sources))
        ]

    def _note_driver(self, line: int, solved: Solved) -> None:
        """Notes which of several ranges makes most of the spread."""
        where = solved.driver[0] if solved.driver else line
        label = self.values.dependencies.plans[where].label
        if where != line and label:
            note = Note(NoteKind.SPREAD, f"{label} drives most of the spread")
            solved.notes = (*solved.notes, note)


def _places(node: Node) -> int:
    """How many range literals a calculation has."""
    return sum(number.place >= 0 for number in literals(node))
