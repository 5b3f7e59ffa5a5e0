"""Identifiers for formats that allow letters, digits and underscores only."""

import re
from collections.abc import Iterable

from coach.boards.diagram.graph import Graph

_OTHER = re.compile(r"[^a-z0-9]+")


def slugs(names: Iterable[str], reserved: frozenset[str] = frozenset()) -> list[str]:
    """An identifier for each name, all different and none of the reserved words."""
    taken: dict[str, None] = {}
    for name in names:
        base = _OTHER.sub("_", name.lower()).strip("_")
        if not base or base[0].isdigit():
            base = f"n{len(taken) + 1}_{base}".rstrip("_")
        if base in reserved:
            base += "_"
        slug, count = base, 1
        while slug in taken:
            count += 1
            slug = f"{base}_{count}"
        taken[slug] = None
    return list(taken)


def graph_slugs(
    graph: Graph, reserved: frozenset[str] = frozenset()
) -> tuple[dict[str, str], dict[str, str]]:
    """Identifiers by id, of the components and of the groups; no two are the same."""
    ids = [node.id for node in graph.nodes] + [group.id for group in graph.groups]
    names = slugs(ids, reserved)
    count = len(graph.nodes)
    nodes = dict(zip(ids[:count], names[:count], strict=True))
    return nodes, dict(zip(ids[count:], names[count:], strict=True))
