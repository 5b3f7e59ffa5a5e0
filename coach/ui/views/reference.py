"""The reference numbers as a page: what, how much, who said so and when."""

from coach.boards.board import Row
from coach.boards.estimate.references import REFERENCES
from coach.text import pad, width
from coach.ui.views.wrap import wrap


def reference_rows(cells: int) -> tuple[Row, ...]:
    """All numbers by group; a source is given once for what follows from it."""
    rows: list[Row] = []
    group = source = ""
    room = max(width(reference.what) for reference in REFERENCES) + 2
    for reference in REFERENCES:
        if reference.group != group:
            group, source = reference.group, ""
            rows.extend(((), ((group, "heading"),)))
        said = f"{reference.source}, {reference.year}"
        if said != source:
            source = said
            rows.extend(((f"  {line}", "dim"),) for line in wrap(said, cells - 4))
        lines = wrap(reference.value, max(12, cells - room - 4))
        rows.append(((f"    {pad(reference.what, room)}", ""), (lines[0], "value")))
        rows.extend(((" " * (room + 4) + line, "value"),) for line in lines[1:])
    return tuple(rows[1:])
