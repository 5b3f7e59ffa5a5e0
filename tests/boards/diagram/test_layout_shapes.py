"""What the usual shapes of an architecture look like, picture by picture."""

from collections.abc import Callable
from textwrap import dedent

import pytest

from coach.boards.diagram.graph import Edge, Graph, Group, Node
from coach.boards.diagram.layout import lay_out
from coach.boards.diagram.picture import Direction


def drawn(edges: str, direction: Direction = Direction.DOWN, group: str = "") -> str:
    """The drawing of edges like "a>b c>d:label", members of the one group listed."""
    pairs: list[Edge] = []
    for text in edges.split():
        ends, _, label = text.partition(":")
        source, target = ends.split(">")
        pairs.append(Edge(source, target, label))
    names = dict.fromkeys(name for edge in pairs for name in (edge.source, edge.target))
    held = group.split()
    nodes = tuple(Node(name, name, group="g" if name in held else None) for name in names)
    groups = (Group("g", "Zone"),) if held else ()
    picture = lay_out(Graph(nodes, tuple(pairs), groups), direction=direction, marks=False)
    return picture.text


SHAPES: dict[str, tuple[Callable[[], str], str]] = {
    "a chain to the right": (
        lambda: drawn("client>api api>store", Direction.RIGHT),
        """\
        ┌────────┐   ┌─────┐   ┌───────┐
        │ client ├──►│ api ├──►│ store │
        └────────┘   └─────┘   └───────┘""",
    ),
    "a fan of three leaves by three ports": (
        lambda: drawn("router>one router>two router>six"),
        """\
                ┌────────┐
                │ router │
                └──┬─┬─┬─┘
           ┌───────┘ │ └───────┐
           ▼         ▼         ▼
        ┌─────┐   ┌─────┐   ┌─────┐
        │ one │   │ two │   │ six │
        └─────┘   └─────┘   └─────┘""",
    ),
    "three into one arrive by three ports": (
        lambda: drawn("one>router two>router six>router"),
        """\
        ┌─────┐   ┌─────┐   ┌─────┐
        │ one │   │ two │   │ six │
        └──┬──┘   └──┬──┘   └──┬──┘
           └───────┐ │ ┌───────┘
                   ▼ ▼ ▼
                ┌────────┐
                │ router │
                └────────┘""",
    ),
    "all to all is one bus": (
        lambda: drawn("ab>xy ab>zz cd>xy cd>zz"),
        """\
        ┌────┐   ┌────┐
        │ ab │   │ cd │
        └──┬─┘   └──┬─┘
           └───┬────┘
           ┌───┴────┐
           ▼        ▼
        ┌────┐   ┌────┐
        │ xy │   │ zz │
        └────┘   └────┘""",
    ),
    "feedback runs beside the flow": (
        lambda: drawn("api>queue queue>api:retry queue>queue"),
        """\
             ┌─────┐
          ┌─►│ api │
          │  └──┬──┘
        retry   │
          │     ▼
          │ ┌───────┐
          └─┤ queue ├─┐
            │       │◄┘
            └───────┘""",
    ),
    "a ring closes beside the chain": (
        lambda: drawn("a>b b>c c>a"),
        """\
        ┌───┐
        │ a │◄─┐
        └─┬─┘  │
          │    │
          ▼    │
        ┌───┐  │
        │ b │  │
        └─┬─┘  │
          │    │
          ▼    │
        ┌───┐  │
        │ c ├──┘
        └───┘""",
    ),
    "a label stands in its line": (
        lambda: drawn("api>store:SQL"),
        """\
         ┌─────┐
         │ api │
         └──┬──┘
           SQL
            ▼
        ┌───────┐
        │ store │
        └───────┘""",
    ),
    "a frame holds its members": (
        lambda: drawn("lb>api api>db", Direction.DOWN, "api db"),
        """\
            ┌────┐
            │ lb │
            └──┬─┘
        ┌ Zone ┼────┐
        │      ▼    │
        │   ┌─────┐ │
        │   │ api │ │
        │   └──┬──┘ │
        │      │    │
        │      ▼    │
        │   ┌────┐  │
        │   │ db │  │
        │   └────┘  │
        └───────────┘""",
    ),
    "a loop to the right hangs below": (
        lambda: drawn("a>a:tick a>b", Direction.RIGHT),
        """\
        ┌───┐        ┌───┐
        │ a ├───────►│ b │
        └┬──┘        └───┘
         │ ▲
         └─┘ tick""",
    ),
}


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_is_drawn_like_this(name: str) -> None:
    draw, expected = SHAPES[name]
    assert draw() == dedent(expected)
