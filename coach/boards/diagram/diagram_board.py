"""The diagram board: text in the notation, or a pasted Mermaid flowchart, drawn as boxes."""

from dataclasses import replace

from coach.boards.board import (
    AFRESH,
    PAGE_COLUMNS,
    PAGE_ROWS,
    Context,
    Finding,
    Row,
    Severity,
    Span,
    Way,
)
from coach.boards.diagram import diagram_text, states
from coach.boards.diagram.graph import Graph
from coach.boards.diagram.picture import Direction, Picture
from coach.errors import UsageError
from coach.text import cut

_SIGNS = {"": "group", "+": "value", "-": "error", "~": "mark"}
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


class DiagramBoard:
    """The four functions of a board; a picture grows over earlier texts, each on the one before."""

    name = "diagram"
    title = "Diagram"
    formats = ("text", "ascii", "mermaid", "d2", "dot", "svg", "json", "markdown")

    def parse(self, text: str) -> Graph:
        """The graph of the notation, or of a flowchart where the text is one or holds one."""
        return diagram_text.read(text)

    def findings(self, model: Graph, context: Context) -> tuple[Finding, ...]:
        """What could not be read and what is remarkable in the design; nothing blocks drawing."""
        from coach.boards.diagram.captions import shortened

        findings = [*model.findings, *shortened(model), *_advised(model)]
        end = len(model.text)
        return tuple(
            sorted(findings, key=lambda f: (_ORDER[f.severity], f.span.start if f.span else end))
        )

    def draw(
        self,
        model: Graph,
        width: int,
        height: int,
        way: Way = AFRESH,
    ) -> tuple[Row, ...]:
        """The rows of the picture, wider than `width` only where it cannot be done otherwise."""
        rows = self.picture(model, width, height, way).rows
        if not states.parts(model.text):
            return rows
        changes = states.told(model.text, diagram_text.read_state)
        told = (((f"{sign} {words}" if sign else words, _SIGNS[sign]),) for sign, words in changes)
        return (*rows, (), *(((cut(text, width), role),) for ((text, role),) in told))

    def picture(
        self,
        model: Graph,
        width: int,
        height: int = 0,
        way: Way = AFRESH,
        ascii: bool = False,
    ) -> Picture:
        """The placed picture; what stood in those of the texts before moves as little as it can."""
        from coach.boards.diagram.picture_glyphs import ASCII, UNICODE
        from coach.boards.diagram.picture_growth import PictureGrowth, ViewSize

        over, direction = way
        size = ViewSize(width, height, Direction(direction), ASCII if ascii else UNICODE)
        return PictureGrowth(size).picture(over, model)

    def export(self, model: Graph, format: str, way: Way = AFRESH) -> str:
        """The graph in one of `formats`; pictures are laid out for a page."""
        if format in ("text", "ascii", "svg", "markdown"):
            return self._drawn(model, format, way)
        if format == "mermaid":
            from coach.boards.diagram import mermaid

            return mermaid.write(model)
        if format == "d2":
            from coach.boards.diagram import d2

            return d2.write(model)
        if format == "dot":
            from coach.boards.diagram import dot

            return dot.write(model)
        if format == "json":
            from coach.boards.diagram import interchange

            return interchange.write(model)
        message = f"A diagram is not written as {format}."
        raise UsageError(message, f"Formats: {', '.join(self.formats)}.")

    def _drawn(self, model: Graph, format: str, way: Way) -> str:
        picture = self.picture(model, PAGE_COLUMNS, PAGE_ROWS, way, ascii=format == "ascii")
        if format == "svg":
            from coach.boards.diagram import svg

            return svg.write(picture)
        if format == "markdown":
            from coach.boards.diagram import diagram_markdown

            return diagram_markdown.write(model, picture.text, self.findings(model, Context()))
        return f"{picture.text}\n" if picture.text else ""


def _advised(model: Graph) -> list[Finding]:
    """Advice about the design, of several states about the last one that says anything."""
    from coach.boards.diagram.advice import advise

    said = [part for part in states.parts(model.text) if part.text.strip()]
    if not said:
        return list(advise(model))
    by = said[-1].start
    findings = advise(diagram_text.read_state(said[-1].text))
    return [replace(f, span=f.span and Span(f.span.start + by, f.span.end + by)) for f in findings]


BOARD = DiagramBoard()
