"""The reader itself is held to account by pictures drawn by hand."""

from collections.abc import Callable
from typing import Any

import pytest

Plain = dict[str, Any]


def plain_graph(
    nodes: list[str], edges: list[str], groups: list[tuple[str, str]] | None = None
) -> Plain:
    """A graph from "name@group" and "from>to:label"."""
    graph: Plain = {"nodes": [], "edges": []}
    for text in nodes:
        label, _, group = text.partition("@")
        graph["nodes"].append({"id": label, "label": label} | ({"group": group} if group else {}))
    for text in edges:
        ends, _, label = text.partition(":")
        source, target = ends.split(">")
        edge = {"from": source, "to": target}
        graph["edges"].append(edge | ({"label": label} if label else {}))
    if groups:
        graph["groups"] = [{"id": name, "label": label} for name, label in groups]
    return graph


PICTURES: dict[str, tuple[str, Plain, dict[str, Any]]] = {
    "simple": (
        """\
┌───┐   ┌───┐
│ A ├──►│ B │
└───┘   └───┘""",
        plain_graph(["A", "B"], ["A>B"]),
        {"recall": 1, "precision": 1, "cross": 0, "bends": 0, "perfect": True},
    ),
    "adjacent arrow only": (
        """\
┌───┐ ┌───┐
│ A ├►│ B │
└───┘ └───┘""",
        plain_graph(["A", "B"], ["A>B"]),
        {"recall": 1, "precision": 1},
    ),
    "crossing straight": (
        """\
┌───┐   ┌───┐
│ A │   │ B │
└─┬─┘   └─┬─┘
  └───┐   │
  ┌───┼───┘
  │   └───┐
  ▼       ▼
┌───┐   ┌───┐
│ C │   │ D │
└───┘   └───┘""",
        plain_graph(["A", "B", "C", "D"], ["A>D", "B>C"]),
        {"recall": 1, "precision": 1, "cross": 1, "bends": 6},
    ),
    "shared trunk K22": (
        """\
┌───┐   ┌───┐
│ A │   │ B │
└─┬─┘   └─┬─┘
  ├───────┤
  ▼       ▼
┌───┐   ┌───┐
│ C │   │ D │
└───┘   └───┘""",
        plain_graph(["A", "B", "C", "D"], ["A>C", "B>D"]),
        {"recall": 1, "precision": 0.5, "amb_nets": 1, "h_recall": 1, "h_precision": 0.5},
    ),
    "under-crossing": (
        """\
┌───┐  ┌───┐
│ A │  │ B │
└───┘  └───┘
  │      │
  │      │   ┌───┐
  └──────│──▶│ D │
         │   └───┘
         ▼
       ┌───┐
       │ C │
       └───┘""",
        plain_graph(["A", "B", "C", "D"], ["A>D", "B>C"]),
        {"recall": 1, "precision": 1, "cross": 1},
    ),
    "inline label": (
        """\
┌───┐           ┌───┐
│ A ├─ read db ►│ B │
└───┘           └───┘""",
        plain_graph(["A", "B"], ["A>B:read db"]),
        {"recall": 1, "precision": 1, "labels_found": 1, "labels_assoc": 1},
    ),
    "vertical label": (
        """\
┌───┐
│ A │
└─┬─┘
  │
HTTPS
  │
  ▼
┌───┐
│ B │
└───┘""",
        plain_graph(["A", "B"], ["A>B:HTTPS"]),
        {"recall": 1, "precision": 1, "labels_found": 1, "labels_assoc": 1},
    ),
    "bidirectional": (
        """\
┌───┐    ┌───┐
│ A │◄──►│ B │
└───┘    └───┘""",
        plain_graph(["A", "B"], ["A>B", "B>A"]),
        {"recall": 1, "precision": 1},
    ),
    "self loop": (
        """\
┌───┐
│ A ├─┐
└───┘ │
  ▲   │
  └───┘""",
        plain_graph(["A"], ["A>A"]),
        {"recall": 1, "precision": 1, "bends": 3},
    ),
    "gap style (graph-easy)": (
        """\
┌───┐  x   ┌───┐
│ A │ ───> │ B │
└───┘      └───┘""",
        plain_graph(["A", "B"], ["A>B:x"]),
        {"recall": 1, "precision": 1, "labels_found": 1, "labels_assoc": 1},
    ),
    "ascii": (
        """\
+---+     +---+
| A |---->| B |
+---+     +---+
  |         |
  +----+----+
       v
     +---+
     | C |
     +---+""",
        plain_graph(["A", "B", "C"], ["A>B", "A>C", "B>C"]),
        {"recall": 1, "precision": 1},
    ),
    "ascii crossing": (
        """\
+---+     +---+
| A |     | B |
+---+     +---+
  |         |
  |  +---+  |
  +--| D |  |
     +---+  |
            |
     +---+  |
     | C |<-+
     +---+""",
        plain_graph(["A", "B", "C", "D"], ["B>C"]),
        {"recall": 1},
    ),
    "group crossing": (
        """\
         ┌─ Zone ──┐
┌───┐    │ ┌───┐   │
│ A ├────┼►│ B │   │
└───┘    │ └─┬─┘   │
         └───┼─────┘
             ▼
           ┌───┐
           │ C │
           └───┘""",
        plain_graph(["A", "B@z", "C"], ["A>B", "B>C"], [("z", "Zone")]),
        {"recall": 1, "precision": 1, "groups_found": 1, "groups_ok": 1, "cross": 0},
    ),
    "group overdrawn border": (
        """\
         ┌─────────┐
         │  Zone   │
┌───┐    │ ┌───┐   │
│ A │─────▶│ B │   │
└───┘    │ └───┘   │
         └───│─────┘
             ▼
           ┌───┐
           │ C │
           └───┘""",
        plain_graph(["A", "B@z", "C"], ["A>B", "B>C"], [("z", "Zone")]),
        {"recall": 1, "precision": 1, "groups_ok": 1},
    ),
    "line through box": (
        """\
┌───┐  ┌─────┐   ┌───┐
│ A ├──┼─B───┼──►│ C │
└───┘  └─────┘   └───┘""",
        plain_graph(["A", "B", "C"], ["A>C"]),
        {"through": 1},
    ),
    "missing node": (
        """\
┌───┐
│ A │
└───┘""",
        plain_graph(["A", "B"], ["A>B"]),
        {"nodes_found": 1, "recall": 0},
    ),
    "wide chars": (
        """\
┌────────┐     ┌──────┐
│ 客户端 ├────►│ 网关 │
└────────┘     └──────┘""",
        plain_graph(["客户端", "网关"], ["客户端>网关"]),
        {"recall": 1, "precision": 1, "nodes_found": 2},
    ),
    "misaligned wide box is broken": (
        """\
┌─────┐     ┌────┐
│ 客户端 ├────►│ 网关 │
└─────┘     └────┘""",
        plain_graph(["客户端", "网关"], ["客户端>网关"]),
        {"nodes_found": 0},
    ),
    "wrapped label box": (
        """\
┌───────────┐
│   Load    │
│ Balancer  │
└───────────┘""",
        plain_graph(["Load Balancer"], []),
        {"nodes_found": 1},
    ),
    "arrow into side of trunk (side fed)": (
        """\
┌───┐
│ A ├───┐
└───┘   ▼
      ┌───┐
      │ B │
      └───┘""",
        plain_graph(["A", "B"], ["A>B"]),
        {"recall": 1, "precision": 1},
    ),
    "arrow replaces corner": (
        """\
┌───┐
│ A ├───▼
└───┘ ┌───┐
      │ B │
      └───┘""",
        plain_graph(["A", "B"], ["A>B"]),
        {"recall": 1, "precision": 1},
    ),
    "brackets": (
        """\
[A]───→[B]
 ↓
[C]""",
        plain_graph(["A", "B", "C"], ["A>B", "A>C"]),
        {"recall": 1, "precision": 1},
    ),
    "dirty tee": (
        """\
┌───┐  ┌───┐
│ A │  │ B │
└─┬─┘  └─┬─┘
  └──────└──┐
            ▼
          ┌───┐
          │ C │
          └───┘""",
        plain_graph(["A", "B", "C"], ["A>C", "B>C"]),
        {"recall": 1, "precision": 1, "dirty": 1},
    ),
    "no arrow": (
        """\
┌───┐   ┌───┐
│ A ├───┤ B │
└───┘   └───┘""",
        plain_graph(["A", "B"], ["A>B"]),
        {"recall": 0, "conn_recall": 1},
    ),
    "fan out + crossing of another edge over the trunk": (
        """\
      ┌───┐
      │ A │
      └─┬─┘
  ┌─────┼─────┐
  ▼     ▼     ▼
┌───┐ ┌───┐ ┌───┐
│ B │ │ C │ │ D │
└───┘ └───┘ └───┘""",
        plain_graph(["A", "B", "C", "D"], ["A>B", "A>C", "A>D"]),
        {"recall": 0.333, "h_recall": 1, "h_precision": 1},
    ),
    "join without a tee": (
        """\
┌───┐  ┌───┐
│ A │  │ B │
└───┘  └───┘
  │      │
  └──────│
         │
         ▼
       ┌───┐
       │ C │
       └───┘""",
        plain_graph(["A", "B", "C"], ["A>C", "B>C"]),
        {"recall": 1, "precision": 1, "cross": 0},
    ),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_read_as_a_person_reads_it(
    name: str, judge: Callable[[str, Plain], Any]
) -> None:
    text, graph, expected = PICTURES[name]
    verdict = judge(text, graph)
    assert {key: getattr(verdict, key) for key in expected} == expected


def test_there_is_a_picture_for_every_rule_of_reading() -> None:
    assert len(PICTURES) == 26
