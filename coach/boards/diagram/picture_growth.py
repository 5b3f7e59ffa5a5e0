"""A picture that grows with its text, for one size of view: the same texts always give the same
picture, whoever asks and in whatever order.

The pictures of the earlier texts (a session's landmarks) are laid one on the other; what is shown
for a text is laid on the last of them. Each one costs 5 to 40 ms, so they are kept.
"""

from collections.abc import Sequence

from coach.boards.diagram.diagram_text import read
from coach.boards.diagram.graph import Graph, shape
from coach.boards.diagram.layout import laying
from coach.boards.diagram.lone_drafts import LoneDrafts
from coach.boards.diagram.picture import Direction, Picture
from coach.boards.diagram.picture_glyphs import UNICODE, Glyphs
from coach.boards.diagram.slices import Slices, finished
from coach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class ViewSize:
    """What a picture depends on besides its texts: cells of width, rows (0 where that does not
    matter), the direction that was asked for, and the signs it is drawn with."""

    width: int
    height: int = 0
    direction: Direction = Direction.AUTO
    glyphs: Glyphs = UNICODE


class PictureGrowth:
    """The pictures of one board's texts in one size of view."""

    def __init__(self, size: ViewSize) -> None:
        self.size = size
        self._texts: list[str] = []
        self._pictures: list[tuple[object, Picture]] = []
        self._shown: tuple[object, Picture] | None = None
        self._lone = LoneDrafts()

    def missing(self, texts: Sequence[str]) -> int:
        """How many of the texts' pictures are not laid yet."""
        return len(texts) - self._common(texts)

    def advance(self, texts: Sequence[str]) -> bool:
        """Lays the picture of one text more; False where all of them are laid."""
        return finished(self._advancing(texts))

    def picture(self, texts: Sequence[str], graph: Graph) -> Picture:
        """The picture of a graph after these texts; lays what is missing of them."""
        return finished(self.growing(texts, graph))

    def fresh(self, graph: Graph) -> Picture:
        """The picture of a graph that grew from nothing."""
        return finished(self.beginning(graph))

    def growing(self, texts: Sequence[str], graph: Graph) -> Slices[Picture]:
        """What `picture` gives, laid in slices of a few milliseconds; what is laid of the texts is
        kept though the rest be never asked for."""
        while (yield from self._advancing(texts)):
            pass
        before = self._pictures[len(texts) - 1] if texts else None
        asked = (before, shape(graph))
        if self._shown is None or self._shown[0] != asked:
            self._shown = (asked, (yield from self._laid(graph, before))[1])
        return self._shown[1]

    def beginning(self, graph: Graph) -> Slices[Picture]:
        """What `fresh` gives, in slices."""
        return (yield from self._laid(graph, None))[1]

    def _advancing(self, texts: Sequence[str]) -> Slices[bool]:
        common = self._common(texts)
        if common == len(texts):
            return False
        text = texts[common]
        before = self._pictures[common - 1] if common else None
        laid = yield from self._laid(read(text), before)
        if self._common(texts) == common:  # nobody else has laid it meanwhile
            self._pictures[common:], self._texts[common:] = [laid], [text]
        return True

    def _common(self, texts: Sequence[str]) -> int:
        """How many texts at the beginning are those whose pictures are here."""
        count = min(len(texts), len(self._texts))
        return next((at for at in range(count) if texts[at] != self._texts[at]), count)

    def _laid(
        self, graph: Graph, before: tuple[object, Picture] | None
    ) -> Slices[tuple[object, Picture]]:
        """Shape and picture of a graph, staying close to the picture before it."""
        drawn = shape(graph)
        if before is not None and before[0] == drawn:
            return before
        previous = before[1] if before is not None and before[1].boxes else None
        picture = yield from self._lay(graph, self.size.direction, previous)
        if self.size.direction is Direction.AUTO:
            if previous is None:
                picture = yield from self._flatter(graph, picture)
            elif picture.width > self.size.width and self._may_fit(graph, previous):
                turned = yield from self._fitting(graph, Direction.AUTO)
                picture = turned if turned.boxes else picture
        return drawn, picture

    def _may_fit(self, graph: Graph, previous: Picture) -> bool:
        """Whether a fresh layout is worth a try: where fewer components have not fitted already."""
        return previous.width <= self.size.width or len(graph.nodes) <= len(previous.boxes)

    def _flatter(self, graph: Graph, picture: Picture) -> Slices[Picture]:
        """A picture that is too high for the view, to the right instead where that fits."""
        if not 0 < self.size.height < picture.height:
            return picture
        flat = yield from self._fitting(graph, Direction.RIGHT)
        return flat if flat.boxes and flat.height < picture.height else picture

    def _fitting(self, graph: Graph, direction: Direction) -> Slices[Picture]:
        """A fresh picture no wider than the view, an empty one where there is none."""
        picture = yield from self._lay(graph, direction, None, True)
        return picture if picture.width <= self.size.width else Picture()

    def _lay(
        self, graph: Graph, direction: Direction, previous: Picture | None, fitting: bool = False
    ) -> Slices[Picture]:
        size = self.size
        return laying(
            graph,
            direction=direction,
            width=size.width,
            previous=previous,
            glyphs=size.glyphs,
            fitting=fitting,
            lone=self._lone,
        )
