"""Rows of a written page: paragraphs folded by words, indented, with a mark in front."""

from coach.boards.board import Row
from coach.text import pad, width

_LAST_COLUMN = 20
_LEAST_COLUMN = 10


def heading(text: str) -> Row:
    """A section's heading."""
    return ((text, "heading"),)


def folded(text: str, cells: int) -> list[str]:
    """Lines of at most so many cells, broken between words; a longer word stands alone."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        if line and width(line) + 1 + width(word) > cells:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line] if line else lines


def paragraph(
    text: str, cells: int, role: str = "", lead: str = "", lead_role: str = ""
) -> tuple[Row, ...]:
    """Text folded to so many cells behind a lead ("  + "); later lines are indented as far."""
    indent = " " * width(lead)
    room = max(20, cells - width(lead))
    return tuple(
        ((lead if i == 0 else indent, lead_role), (line, role))
        for i, line in enumerate(folded(text, room))
    )


def table(
    rows: list[tuple[str, ...]], roles: tuple[str, ...], cells: int, indent: str = "  "
) -> tuple[Row, ...]:
    """Columns as wide as their widest cell, the widest narrowed until the last one, folded to
    what is left of `cells`, has at least 20."""
    widths = [max(width(row[i]) for row in rows) for i in range(len(rows[0]) - 1)] if rows else []
    room = cells - width(indent) - 2 * len(widths)
    while widths and room - sum(widths) < _LAST_COLUMN and max(widths) > _LEAST_COLUMN:
        widths[widths.index(max(widths))] -= 1
    sizes = [*widths, max(_LAST_COLUMN, room - sum(widths))]
    shown: list[Row] = []
    for row in rows:
        columns = [folded(cell, size) or [""] for cell, size in zip(row, sizes, strict=True)]
        for i in range(max(map(len, columns))):
            parts = [lines[i] if i < len(lines) else "" for lines in columns]
            padded = [pad(part, size) + "  " for part, size in zip(parts, widths, strict=False)]
            shown.append(((indent, ""), *zip([*padded, parts[-1]], roles, strict=False)))
    return tuple(shown)


def beside(left: list[str], right: list[str], gap: str = "  │  ") -> tuple[Row, ...]:
    """Two texts next to one another, the left one filled up to its widest line."""
    cells = max((width(line) for line in left), default=0)
    height = max(len(left), len(right))
    left = left + [""] * (height - len(left))
    right = right + [""] * (height - len(right))
    return tuple(
        ((pad(mine, cells), ""), (gap, "dim"), (other, ""))
        for mine, other in zip(left, right, strict=True)
    )
