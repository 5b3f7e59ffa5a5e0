"""Drawings of boxes that stand alone, kept from one picture of a growth to the next.

What is joined to nothing and framed by nothing is drawn in the same way wherever the rest of the
picture goes: its place and its caption are all that its drawing depends on.
"""

from coach.boards.diagram.drafting import PlacedParts
from coach.boards.diagram.sketch import Sketch
from coach.boards.diagram.stability import EarlierPlaces
from coach.boards.diagram.stage import DrawingManner

MOST_KEPT = 1000
"""Drawings that are kept at most; when there are more, all of them are forgotten."""


class LoneDrafts:
    """The drawings of boxes alone by what they depend on. Nobody may change one."""

    def __init__(self) -> None:
        self._kept: dict[object, PlacedParts] = {}

    def known(
        self, sketch: Sketch, manner: DrawingManner, memory: EarlierPlaces
    ) -> tuple[object, PlacedParts | None]:
        """What a part's drawing depends on, None for one that is no box alone, and the drawing."""
        drawn = sketch.drawn
        if len(drawn.nodes) > 1 or drawn.loops or drawn.titles:
            return None, None
        (name,) = drawn.nodes
        caption = sketch.captions(manner.name_cells)[name]
        place = memory.cross[name], memory.start[name]
        asked = (name, caption, manner, place, memory.room)
        return asked, self._kept.get(asked)

    def keep(self, asked: object, draft: PlacedParts) -> None:
        """Keeps a drawing for what it depends on."""
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
        self._kept[asked] = draft
