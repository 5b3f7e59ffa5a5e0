"""The endpoint table: a block a resource, a row an endpoint, and what the page still lacks."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from coach.boards.api.api_findings import findings
from coach.boards.api.api_model import Api, ApiField, Endpoint, Response
from coach.boards.api.checklist import checklist
from coach.boards.api.field_list import kind_written
from coach.boards.api.resource_blocks import Block, blocks
from coach.boards.board import Cell, Row, Severity
from coach.boards.columns import extent, folded
from coach.text import width as cells_of

_MARK = {
    Severity.ERROR: ("✗", "bad"),
    Severity.WARNING: ("!", "warn"),
    Severity.HINT: ("·", "hint"),
}
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}
_INDENT = 4
_GAP = 2

Columns = tuple[Row, ...]


def drawing(model: Api, room: int, judged: bool = True) -> tuple[Row, ...]:
    """All blocks and the foot within `room` cells; what does not fit beside goes below. Not
    `judged`, nothing says what is wrong or missing: for a session without help."""
    if not model.endpoints and not model.resources:
        return ()
    marks = _marks(model) if judged else {}
    table = [
        (
            block,
            [
                _columns(block, endpoint, _mark(model, marks, endpoint))
                for endpoint in block.endpoints
            ],
        )
        for block in blocks(model)
    ]
    sizes = _sizes([columns for _, rows in table for columns in rows])
    beside = sum(sizes) + _GAP * (len(sizes) - 1) <= room
    lengths = [extent(columns[1]) for _, rows in table for columns in rows]
    paths = max((length for length in lengths if length <= room * 2 // 5), default=0)
    rows: list[Row] = []
    for number, (block, lines) in enumerate(table):
        rows += [()] if number else []
        rows += _title(block, room)
        for columns in lines:
            rows += (_side_by_side(columns, sizes),) if beside else _stacked(columns, room, paths)
    return (*rows, (), *_foot(model, room)) if judged else tuple(rows)


def _mark(model: Api, marks: dict[int, Severity], endpoint: Endpoint) -> Severity | str:
    """The gravest finding on an endpoint; of the five that crud makes only the POST has any."""
    if endpoint.made and endpoint.method != "POST":
        return ""
    return marks.get(model.line(endpoint.span.start), "")


def _marks(model: Api) -> dict[int, Severity]:
    """The gravest finding of each line."""
    marks: dict[int, Severity] = {}
    for finding in findings(model):
        if finding.span is not None:
            line = model.line(finding.span.start)
            known = marks.get(line)
            if known is None or _RANK[finding.severity] < _RANK[known]:
                marks[line] = finding.severity
    return marks


def _title(block: Block, room: int) -> Sequence[Row]:
    cells: list[Cell] = [(block.title, "heading")]
    if block.resource is not None and block.resource.fields:
        cells.append(("  ", "dim"))
        cells += _fields(block.resource.fields)
    return folded(_broken(cells), room, _INDENT)


def _columns(block: Block, endpoint: Endpoint, severity: Severity | str) -> Columns:
    """An endpoint's columns: its mark and method, path, what it takes, what it answers, marks."""
    mark = _MARK[severity] if isinstance(severity, Severity) else (" ", "dim")
    method: Row = (mark, (" ", "dim"), (endpoint.method, "mark"))
    path: list[Cell] = list(_path(block.inner(endpoint)))
    for number, field in enumerate(endpoint.query):
        path.append((("&" if number else "?") + field.name + "[]" * field.many, "dim"))
    takes: list[Cell] = []
    for header in endpoint.headers:
        takes += [(" ", "dim")] if takes else []
        takes.append((header, "accent"))
    if endpoint.fields:
        takes += [(" ", "dim")] if takes else []
        brackets = ("[{", "}]") if endpoint.many else ("{", "}")
        takes += [(brackets[0], "dim"), *_fields(endpoint.fields), (brackets[1], "dim")]
    answers: list[Cell] = []
    for number, response in enumerate(endpoint.responses):
        answers += [(" | ", "dim")] if number else [("→ ", "arrow")]
        answers += _answer(response)
    return method, tuple(path), tuple(takes), tuple(answers), _badges(endpoint)


def _path(path: str) -> Iterable[Cell]:
    """A path in cells that may be parted, so that a long one goes on below."""
    parts = path.split("/")
    if not path.startswith("/"):
        return [(path, "label")]
    return [("/" + part, "label") for part in parts[1:]]


def _badges(endpoint: Endpoint) -> Row:
    """What is said of an endpoint as a whole."""
    cells: list[Cell] = []
    if endpoint.auth:
        cells.append(
            (
                "open" if endpoint.auth == "none" else f"auth {endpoint.auth}".replace(" yes", ""),
                "good",
            )
        )
    if any("idempot" in name for name in endpoint.names()):
        cells.append(("once", "good"))
    if endpoint.method in ("WS", "SSE"):
        cells.append(("stream", "accent"))
    if endpoint.summary:
        cells += [(word, "dim") for word in endpoint.summary.split()]
    spaced: list[Cell] = []
    for cell in cells:
        spaced += [(" ", "dim"), cell] if spaced else [cell]
    return tuple(spaced)


def _answer(response: Response) -> list[Cell]:
    bad = response.status.startswith(("4", "5"))
    cells: list[Cell] = (
        [(response.status, "warning" if bad else "value")] if response.status else []
    )
    if response.type:
        cells.append(
            (f"{' ' if cells else ''}{response.type}{'[]' if response.many else ''}", "text")
        )
    if response.fields:
        brackets = ("[{", "}]") if response.many and not response.type else ("{", "}")
        cells += [(f"{' ' if cells else ''}{brackets[0]}", "dim"), *_fields(response.fields)]
        cells.append((brackets[1], "dim"))
    if response.note:
        cells += [
            (f"{' ' if cells or n else ''}{word}", "dim")
            for n, word in enumerate(response.note.split())
        ]
    return cells


def _fields(fields: Iterable[ApiField]) -> list[Cell]:
    cells: list[Cell] = []
    for field in fields:
        cells += [(", ", "dim")] if cells else []
        cells.append((_written(field), "text"))
    return cells


def _written(field: ApiField) -> str:
    marks = "[]" * field.many + "?" * field.optional
    return field.name + (marks if marks != "?" else "?") + kind_written(field)


def _sizes(table: Sequence[Columns]) -> list[int]:
    count = max((len(columns) for columns in table), default=0)
    sizes = [max(extent(columns[i]) for columns in table) for i in range(count)]
    while sizes and not sizes[-1]:
        sizes.pop()
    return sizes


def _side_by_side(columns: Columns, sizes: Sequence[int]) -> Row:
    cells: list[Cell] = []
    gap = 0
    for column, size in zip(columns, sizes, strict=False):
        if column:
            cells += [(" " * gap, "dim")] if gap else []
            cells += column
            gap = 0
        gap += (size - extent(column)) + _GAP if size else 0
    return tuple(cells)


@lru_cache(maxsize=1024)
def _stacked(columns: Columns, room: int, path_room: int) -> tuple[Row, ...]:
    """The columns one behind the other where they fit, else on rows below, indented.

    What follows the path begins in one column, `path_room` cells behind the path's beginning,
    where there is room for it.
    """
    method, *rest = columns
    here: list[Cell] = [*method, (" " * max(1, 9 - extent(method)), "dim")]
    rows: list[Row] = []
    indent: Cell = (" " * min(_INDENT, room // 4), "dim")
    for number, column in enumerate(rest):
        gap = _GAP if number else 0
        if number == 1 or (number > 1 and not rest[1]):
            wanted = 9 + path_room + _GAP - extent(tuple(here))
            if gap < wanted and extent(tuple(here)) + wanted + extent(column) <= room:
                gap = wanted
        if not column:
            continue
        if number and extent(tuple(here)) + gap + extent(column) > room:
            rows += folded(_broken(here), room, _INDENT + 2)
            here, gap = [indent], 0
        here += [(" " * gap, "dim")] if gap else []
        here += column
    return (*rows, *folded(_broken(here), room, _INDENT + 2))


def _broken(cells: Iterable[Cell]) -> Row:
    """Cells with long ones parted into pieces, so that nothing is cut at the edge: at spaces, and
    within a word only where it is long."""
    out: list[Cell] = []
    for text, role in cells:
        for word in _WORD.findall(text) if cells_of(text) > _LONG else (text,):
            if cells_of(word) <= _LONG:
                out.append((word, role))
            else:
                out += [(word[at : at + 8], role) for at in range(0, len(word), 8)]
    return tuple(out)


_LONG = 16
_WORD = re.compile(r"\S+ *| +")


def _foot(model: Api, room: int) -> Sequence[Row]:
    """The document's six items, ticked or missing."""
    cells: list[Cell] = []
    for item in checklist(model):
        said = f" {item.said}" if item.done and item.said else ""
        words = f"{'✓' if item.done else '✗'} {item.name}{said}"
        cells += [("   ", "dim")] if cells else []
        cells.append((words, "good" if item.done else "warn"))
    rows: list[Row] = []
    here: list[Cell] = []
    used = 0
    for text, role in cells:
        size = cells_of(text)
        if here and used + size > room:
            rows.append(tuple(here))
            here, used = [], 0
        if not here and not text.strip():
            continue
        here.append((text, role))
        used += size
    return [row for full in (*rows, tuple(here)) for row in folded(_broken(full), room, 2)]
