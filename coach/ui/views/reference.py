"""The reference numbers as a page: what, how much, who said so and when."""

from coach.boards.board import Row
from coach.boards.estimate.references import REFERENCES
from coach.text import pad, width
from coach.ui.views.wrap import wrap


def reference_rows(cells: int) -> tuple[Row, ...]:
    """All numbers by group; a source is given once for what follows from it."""
    rows: list[Row] = []
    group = source = ""
    room = max(width(one.what) for one in REFERENCES) + 2
    for one in REFERENCES:
        if one.group != group:
            group, source = one.group, ""
            rows.extend(((), ((group, "heading"),)))
        said = f"{one.source}, {one.year}"
        if said != source:
            source = said
            rows.extend(((f"  {line}", "dim"),) for line in wrap(said, cells - 4))
        lines = wrap(one.value, max(12, cells - room - 4))
        rows.append(((f"    {pad(one.what, room)}", ""), (lines[0], "value")))
        rows.extend(((" " * (room + 4) + line, "value"),) for line in lines[1:])
    return tuple(rows[1:])
