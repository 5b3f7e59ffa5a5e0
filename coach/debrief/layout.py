"""Rows of a written page: paragraphs folded by words, indented, with a mark in front."""

from coach.boards.board import Row
from coach.text import pad, width


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
    """Columns as wide as their widest cell; the last one is folded to what is left of `cells`."""
    widths = [max(width(row[i]) for row in rows) for i in range(len(rows[0]) - 1)] if rows else []
    taken = width(indent) + sum(widths) + 2 * len(widths)
    shown: list[Row] = []
    for row in rows:
        last = folded(row[-1], max(20, cells - taken)) or [""]
        for i, line in enumerate(last):
            parts = row[:-1] if i == 0 else ("",) * len(widths)
            columns = tuple(
                (pad(part, size) + "  ", role)
                for part, size, role in zip(parts, widths, roles, strict=False)
            )
            shown.append(((indent, ""), *columns, (line, roles[-1])))
    return tuple(shown)


def beside(left: list[str], right: list[str], gap: str = "  │  ") -> tuple[Row, ...]:
    """Two texts next to one another, the left one filled up to its widest line."""
    cells = max((width(line) for line in left), default=0)
    height = max(len(left), len(right))
    left = left + [""] * (height - len(left))
    right = right + [""] * (height - len(right))
    return tuple(
        ((pad(one, cells), ""), (gap, "dim"), (other, ""))
        for one, other in zip(left, right, strict=True)
    )
