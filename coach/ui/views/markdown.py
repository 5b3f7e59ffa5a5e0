"""A transcript's Markdown as a page: headings, quotations, lists, tables and fences as a person
would set them, folded to a width. Reads what `coach.export.transcript` writes."""

import re
from collections.abc import Iterator, Sequence

from coach.boards.board import Row
from coach.text import pad, width
from coach.ui.views.wrap import wrap

_ESCAPED = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_BOLD = re.compile(r"(?<!\\)\*\*(.+?)(?<!\\)\*\*|(?<!\\)\*(.+?)(?<!\\)\*")
_CELL = re.compile(r"(?<!\\)\|")
_BOXES = re.compile("[\u2500-\u257f]")
_LEAST_COLUMN = 8


def page(text: str, cells: int) -> tuple[Row, ...]:
    """The rows of a page at most so many cells wide; only drawings are left as they are."""
    rows: list[Row] = []
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.startswith("```"):
            bar = line[: len(line) - len(line.lstrip("`"))]
            end = next((i for i in range(at + 1, len(lines)) if lines[i] == bar), len(lines))
            rows.extend(_fenced(lines[at + 1 : end], line.endswith("diff"), cells))
            at = end + 1
        elif line.startswith("|"):
            end = next((i for i in range(at, len(lines)) if not lines[i].startswith("|")), at + 1)
            rows.extend(_table(lines[at:end], cells))
            at = end
        else:
            rows.extend(_line(line, cells))
            at += 1
    return tuple(rows)


def plain(text: str) -> str:
    """Text without its marks and escapes."""
    return _ESCAPED.sub("", _BOLD.sub(lambda m: m[1] or m[2], text))


def _line(line: str, cells: int) -> Iterator[Row]:
    if line.startswith("#"):
        for folded in wrap(plain(line.lstrip("#").strip()), cells):
            yield ((folded, "heading"),)
    elif line.startswith(">"):
        for folded in wrap(plain(line[1:].strip()), cells - 4):
            yield (("    " + folded, ""),)
    elif line.startswith("- "):
        first, *more = wrap(plain(line[2:]), cells - 4)
        yield (("  · ", "dim"), (first, ""))
        for folded in more:
            yield (("    " + folded, ""),)
    else:
        role = "dim" if re.match(r"\d+:\d\d", line) else ""
        for folded in wrap(plain(line), cells):
            yield ((folded, role),)


def _fenced(lines: Sequence[str], compared: bool, cells: int) -> Iterator[Row]:
    """A fence's lines: those of a drawing as they are, those of a text folded."""
    roles = {"+": "good", "-": "bad"} if compared else {}
    drawing = any(_BOXES.search(line) for line in lines)
    for line in lines:
        role = roles.get(line[:1], "")
        for folded in [line] if drawing else wrap(line, cells - 4, "  "):
            yield (("    " + folded, role),)


def _table(lines: Sequence[str], cells: int) -> Iterator[Row]:
    """Columns as wide as their widest cell, all of them narrowed where that is too much."""
    kept = [line for line in lines if not re.fullmatch(r"[|:\s-]+", line)]
    grid = [[plain(cell).strip() for cell in _CELL.split(line)[1:-1]] for line in kept]
    count = max(map(len, grid))
    grid = [row + [""] * (count - len(row)) for row in grid]
    sizes = [max(width(row[i]) for row in grid) for i in range(count)]
    while sum(sizes) + 2 * count > cells and max(sizes) > _LEAST_COLUMN:
        sizes[sizes.index(max(sizes))] -= 1
    for number, row in enumerate(grid):
        folded = [wrap(cell, size) for cell, size in zip(row, sizes, strict=True)]
        for at in range(max(map(len, folded))):
            parts = [part[at] if at < len(part) else "" for part in folded]
            text = "  ".join(pad(part, size) for part, size in zip(parts, sizes, strict=True))
            yield (("  " + text.rstrip(), "dim" if number == 0 else ""),)
