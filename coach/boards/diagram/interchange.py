"""JSON: an architecture as nodes, edges and groups, and a drawing as placed boxes.

{"nodes": [{"id", "label", "group"?, "kind"?, "replicas"?, "attributes"?}],
 "edges": [{"from", "to", "label"?, "style"?, "both"?, "tip"?, "from_group"?, "to_group"?}],
 "groups": [{"id", "label", "parent"?}]}
{"boxes": [{"id", "x", "y", "w", "h"}], "width", "height", "text"}

A written drawing holds both, so that it is read as its graph too. `from` and `to` name components,
or groups where no component is called so.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from coach.boards.board import Severity
from coach.boards.diagram.builder import NODE_LIMIT, Builder
from coach.boards.diagram.graph import Edge, EdgeStyle, Graph, Kind, Tip
from coach.boards.diagram.picture import Box, Picture
from coach.errors import UsageError
from coach.text import clean

_GRAPH_HINT = 'Write {"nodes": [{"id": "a", "label": "API"}], "edges": [{"from": "a", "to": "b"}]}.'
_PLACED_HINT = "Give what `coach draw --format json` wrote."


def write(graph: Graph) -> str:
    """The graph as JSON; what is plain (a single sync edge, one replica) is left out."""
    return _dump(_plain(graph))


def _plain(graph: Graph) -> dict[str, Any]:
    nodes: list[dict[str, Any]] = []
    for node in graph.nodes:
        row: dict[str, Any] = {"id": node.id, "label": node.label, "kind": node.kind.value}
        if node.group is not None:
            row["group"] = node.group
        if node.replicas != 1:
            row["replicas"] = node.replicas
        if node.attributes:
            row["attributes"] = dict(node.attributes)
        nodes.append(row)
    edges: list[dict[str, Any]] = []
    for edge in graph.edges:
        row = {"from": edge.source, "to": edge.target}
        if edge.label:
            row["label"] = edge.label
        if edge.style is not EdgeStyle.SYNC:
            row["style"] = edge.style.value
        if edge.both:
            row["both"] = True
        if edge.tip is not Tip.ARROW:
            row["tip"] = edge.tip.value
        if edge.source_group is not None:
            row["from_group"] = edge.source_group
        if edge.target_group is not None:
            row["to_group"] = edge.target_group
        edges.append(row)
    groups: list[dict[str, Any]] = []
    for group in graph.groups:
        row = {"id": group.id, "label": group.label}
        if group.parent is not None:
            row["parent"] = group.parent
        groups.append(row)
    return {"nodes": nodes, "edges": edges, "groups": groups}


def read(text: str, most: int = NODE_LIMIT) -> Graph:
    """The graph of such a JSON text, of at most so many components; what does not fit raises
    UsageError with the place."""
    data = _load(text, _GRAPH_HINT)
    if not data.keys() & {"nodes", "edges", "groups"}:
        message = "This JSON has no nodes"
        raise UsageError(
            f"{message}: it is a drawing without its graph." if "boxes" in data else f"{message}.",
            _GRAPH_HINT,
        )
    builder = Builder(most)
    rows = {key: _rows(data, key, _GRAPH_HINT) for key in ("nodes", "edges", "groups")}
    ids = {_text(row, "id", f"nodes[{index}]") for index, row in enumerate(rows["nodes"])}
    held = {_text(row, "id", f"groups[{index}]") for index, row in enumerate(rows["groups"])}
    for row in rows["groups"]:
        label = row.get("label")
        builder.group(row["id"], builder.line(label if isinstance(label, str) else row["id"]))
    for index, row in enumerate(rows["groups"]):
        parent = _known(row, "parent", held, f"groups[{index}]")
        if parent is not None:
            builder.nest(row["id"], parent)
    for index, row in enumerate(rows["nodes"]):
        _read_node(builder, row, held, f"nodes[{index}]")
    for index, row in enumerate(rows["edges"]):
        _read_edge(builder, row, ids, held, f"edges[{index}]")
    return builder.graph()


def write_placed(picture: Picture, graph: Graph) -> str:
    """The placed boxes of a picture as JSON, with the graph that it shows."""
    boxes = [{"id": b.id, "x": b.x, "y": b.y, "w": b.w, "h": b.h} for b in picture.boxes]
    size = {"width": picture.width, "height": picture.height}
    return _dump({"boxes": boxes, **size, "text": picture.text, **_plain(graph)})


def read_placed(text: str) -> Picture:
    """A picture with what `write_placed` keeps; anything else raises UsageError."""
    data = _load(text, _PLACED_HINT)
    boxes: list[Box] = []
    for index, row in enumerate(_rows(data, "boxes", _PLACED_HINT)):
        place = f"boxes[{index}]"
        x, y, w, h = (_number(row, key, place) for key in ("x", "y", "w", "h"))
        boxes.append(Box(_text(row, "id", place), x, y, w, h))
    drawn = data.get("text", "")
    width, height = _number(data, "width", "The drawing"), _number(data, "height", "The drawing")
    return Picture(tuple(boxes), width, height, drawn if isinstance(drawn, str) else "")


def _read_node(builder: Builder, row: Mapping[str, Any], groups: set[str], place: str) -> None:
    kind, replicas = _word(row, "kind", Kind, place), row.get("replicas", 1)
    if not isinstance(replicas, int):
        raise UsageError(f"{place} has replicas that are no whole number.", _GRAPH_HINT)
    attributes = row.get("attributes", {})
    if not isinstance(attributes, dict):
        raise UsageError(f"{place} has attributes that are no object.", _GRAPH_HINT)
    builder.node(
        row["id"],
        builder.line(_label(row)) or row["id"],
        kind=None if kind is None else Kind(kind),
        replicas=replicas,
        attributes=[(builder.line(key), builder.line(str(attributes[key]))) for key in attributes],
    )
    group = _known(row, "group", groups, place)
    if group is not None:
        builder.put(row["id"], group)


def _read_edge(
    builder: Builder, row: Mapping[str, Any], ids: set[str], groups: set[str], place: str
) -> None:
    source, target = (_known(row, key, ids | groups, place) for key in ("from", "to"))
    if source is None or target is None:
        raise UsageError(f"{place} needs both from and to.", _GRAPH_HINT)
    style = _word(row, "style", EdgeStyle, place) or EdgeStyle.SYNC
    tip = _word(row, "tip", Tip, place) or Tip.ARROW
    leaves, enters = (_known(row, key, groups, place) for key in ("from_group", "to_group"))
    first: str | None = source
    last: str | None = target
    if source not in ids:
        first, leaves = builder.stand_in(source, target), source
    if target not in ids:
        last, enters = builder.stand_in(target, source), target
    if first is None or last is None:
        message = f"{place} is left out: the group that it ends at is empty."
        builder.find("frame", Severity.WARNING, message)
        return
    label = builder.line(str(row.get("label") or ""))
    both = bool(row.get("both"))
    edge = Edge(first, last, label, EdgeStyle(style), both, None, Tip(tip), leaves, enters)
    builder.edge(edge, merge=False)


def _word(row: Mapping[str, Any], key: str, words: Iterable[str], place: str) -> str | None:
    """One of the words, or None where the row says nothing of it."""
    value, known = row.get(key), list(words)
    if value is not None and value not in known:
        raise UsageError(f"{place} has an unknown {key}.", f"Known: {', '.join(known)}.")
    return value


def _load(text: str, hint: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except ValueError as error:
        raise UsageError(f"This is no JSON: {error}.", hint) from error
    except RecursionError as error:
        raise UsageError("This JSON is nested too deep.", hint) from error
    if not isinstance(data, dict):
        raise UsageError("This JSON is no object.", hint)
    return data


def _rows(data: Mapping[str, Any], key: str, hint: str) -> list[dict[str, Any]]:
    rows = data.get(key) or []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise UsageError(f"{key} is no list of objects.", hint)
    return rows


def _text(row: Mapping[str, Any], key: str, place: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value:
        raise UsageError(f"{place} needs {key}, a text.", _GRAPH_HINT)
    if clean(value) != value or "\n" in value:
        raise UsageError(f"{place} has control characters in {key}.", _GRAPH_HINT)
    return value


def _label(row: Mapping[str, Any]) -> str:
    label = row.get("label")
    return label if isinstance(label, str) and label else str(row["id"])


def _known(row: Mapping[str, Any], key: str, ids: set[str], place: str) -> str | None:
    value = row.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or value not in ids:
        raise UsageError(f"{place} names an unknown {key}: {str(value)[:40]}.", _GRAPH_HINT)
    return value


def _number(row: Mapping[str, Any], key: str, place: str) -> int:
    value = row.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > 1_000_000:
        raise UsageError(f"{place} needs {key}, a whole number.", _PLACED_HINT)
    return value


def _dump(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
