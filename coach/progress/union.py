"""One drawing of two: what is in both plain, what came with +, what went with – and dotted."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from coach.boards.board import Row
from coach.boards.diagram.graph import Edge, Graph, Node
from coach.boards.diagram.layout import ASCII, UNICODE, lay_out
from coach.boards.diagram.picture import Box
from coach.progress.attempts import Change, change, edge_names, node_names

CAME, WENT = "+", "–"
_DOTTED = {**dict.fromkeys("─━-", "┄"), **dict.fromkeys("│┃|", "┆")}
_DOTTED_PLAIN = {**dict.fromkeys("─━-", "."), **dict.fromkeys("│┃|", ":")}
_NAMED = 4
"""Boxes that the sentence names; of more it tells the number."""


def union(first: Graph, second: Graph) -> Graph:
    """Both graphs as one; labels begin with the sign of what came and what went."""
    nodes = change(node_names(first), node_names(second))
    edges = change(edge_names(first), edge_names(second))
    merged = [_signed(node, nodes) for node in second.nodes]
    merged += [_signed(node, nodes) for node in first.nodes if node.id in nodes.dropped]
    drawn: dict[str, Edge] = {}
    for edge in (*second.edges, *first.edges):
        drawn.setdefault(f"{edge.source} -> {edge.target}", _signed_edge(edge, edges))
    return Graph(tuple(merged), tuple(drawn.values()))


def _signed(node: Node, nodes: Change) -> Node:
    sign = CAME if node.id in nodes.added else WENT if node.id in nodes.dropped else ""
    return replace(node, label=f"{sign} {node.label}".strip(), group=None, said=())


def _signed_edge(edge: Edge, edges: Change) -> Edge:
    name = f"{edge.source} -> {edge.target}"
    sign = CAME if name in edges.added else WENT if name in edges.dropped else ""
    return Edge(edge.source, edge.target, sign, edge.style, edge.both, tip=edge.tip)


def drawing(first: Graph, second: Graph, cells: int, plain: bool = False) -> tuple[Row, ...]:
    """The rows of the one drawing, at most `cells` wide where that can be done."""
    graph = union(first, second)
    picture = lay_out(graph, width=cells, glyphs=ASCII if plain else UNICODE)
    went = {node.id for node in graph.nodes if node.label.startswith(WENT)}
    boxes = [box for box in picture.boxes if box.id in went]
    return _dotted(picture.rows, boxes, _DOTTED_PLAIN if plain else _DOTTED)


def _dotted(rows: Sequence[Row], boxes: Sequence[Box], dots: Mapping[str, str]) -> tuple[Row, ...]:
    """The rows with the frames of these boxes dotted."""
    frames: dict[int, set[int]] = {}
    for box in boxes:
        for y in range(box.y, box.y + box.h):
            edge = y in (box.y, box.y + box.h - 1)
            cells = range(box.x, box.x + box.w) if edge else (box.x, box.x + box.w - 1)
            frames.setdefault(y, set()).update(cells)
    return tuple(
        _dotted_row(row, frames[y], dots) if y in frames else row for y, row in enumerate(rows)
    )


def _dotted_row(row: Row, places: set[int], dots: Mapping[str, str]) -> Row:
    from coach.text import width

    at = 0
    cells = []
    for text, role in row:
        changed = []
        for char in text:
            changed.append(dots.get(char, char) if at in places else char)
            at += width(char)
        cells.append(("".join(changed), role))
    return tuple(cells)


def in_words(nodes: Change, edges: Change) -> str:
    """The same for the ear: what came, what went, what stayed."""
    boxes = [
        _counted(len(nodes.added), "box", "boxes", "came", nodes.added),
        _counted(len(nodes.dropped), "box", "boxes", "went", nodes.dropped),
        f"{len(nodes.kept)} kept",
    ]
    arrows = [
        _counted(len(edges.added), "arrow", "arrows", "came", ()),
        _counted(len(edges.dropped), "arrow", "arrows", "went", ()),
    ]
    told = [", ".join(filter(None, boxes)), ", ".join(filter(None, arrows))]
    return "; ".join(filter(None, told)) + "."


def _counted(count: int, thing: str, things: str, did: str, names: Sequence[str]) -> str:
    if not count:
        return ""
    named = f" ({', '.join(names)})" if names and count <= _NAMED else ""
    return f"{count} {thing if count == 1 else things} {did}{named}"
