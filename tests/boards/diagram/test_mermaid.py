"""Mermaid flowcharts: what is read, what is written, and that nothing is lost on the round."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.boards.diagram import mermaid
from coach.boards.diagram.graph import EdgeStyle, Graph, Kind
from coach.boards.diagram.notation import read as read_notation
from coach.boards.diagram.picture import Direction

SIGNS = {EdgeStyle.SYNC: "->", EdgeStyle.ASYNC: "~>", EdgeStyle.COPY: "=>"}


def edges(graph: Graph) -> list[str]:
    return [
        f"{e.source} {'<' if e.both else ''}{SIGNS[e.style]} {e.target}"
        + (f": {e.label}" if e.label else "")
        for e in graph.edges
    ]


@pytest.mark.parametrize(
    ("line", "drawn"),
    [
        ("A-->B", ["a -> b"]),
        ("A --> B --> C", ["a -> b", "b -> c"]),
        ("A & B --> C & D", ["a -> c", "a -> d", "b -> c", "b -> d"]),
        ("A-.->B==>C", ["a ~> b", "b => c"]),
        ("A ----> B -..-> C ===> D", ["a -> b", "b ~> c", "c => d"]),
        ("A <--> B <-.-> C", ["a <-> b", "b <~> c"]),
        ("A --- B", ["a -> b"]),
        ("A --o B --x C", ["a -> b", "b -> c"]),
        ("A ~~~ B", []),
        ("A -->|text here| B", ["a -> b: text here"]),
        ('A -->|"a | b"| B', ["a -> b: a | b"]),
        ("A -- text here --> B", ["a -> b: text here"]),
        ('A -- "quoted" --- B', ["a -> b: quoted"]),
        ("A -. later .-> B", ["a ~> b: later"]),
        ("A == copy ==> B", ["a => b: copy"]),
        ("A e1@--> B", ["a -> b"]),
        ("A-->B; B-->C;", ["a -> b", "b -> c"]),
        ("A --> A", ["a -> a"]),
        ("us-east --> eu_west.1", ["us-east -> eu_west.1"]),
        ("a[/x\\] --> b[/y/] --> c[\\z\\]", ["a -> b", "b -> c"]),
        ("a:::db-->b:::load-balancer-.->c", ["a -> b", "b ~> c"]),
        ("a --> b -->|again| a --> b -->a", ["a -> b", "b -> a: again", "b -> a"]),
    ],
)
def test_links(line: str, drawn: list[str]) -> None:
    graph = mermaid.read(f"flowchart TD\n    {line}\n")
    assert edges(graph) == drawn
    assert graph.findings == ()


SHAPES = """[x] (x) ([x]) [[x]] [(x)] ((x)) (((x))) >x] {x} {{x}} [/x/] [\\x\\] [/x\\] [\\x/]
    ["x"] ("x") [("x")] [["x"]] @{label:"x"}"""


@pytest.mark.parametrize("shape", SHAPES.split())
def test_shapes(shape: str) -> None:
    graph = mermaid.read(f"flowchart TD\n a{shape} --> b")
    assert [node.label for node in graph.nodes] == ["x", "b"]
    assert graph.findings == ()


def test_labels_are_freed_of_markup() -> None:
    text = (
        'flowchart TD\n a["Load<br/>#quot;Balancer#quot; #35;1 &amp; `co`"] --> b["`fa:fa-x *B*`"]'
    )
    assert [n.label for n in mermaid.read(text).nodes] == ['Load "Balancer" #1 & `co`', "B"]


def test_kinds_come_from_label_identifier_shape_and_class() -> None:
    text = """flowchart TD
        a[Redis] --> db[Orders] --> c[(Things)] --> d:::load-balancer
        e[Thing] --> f[Users db]
        class e queue
        classDef queue fill:#eee
        style f fill:#fff
    """
    graph = mermaid.read(text)
    assert [n.kind for n in graph.nodes] == [
        Kind.CACHE,
        Kind.DATABASE,
        Kind.DATABASE,
        Kind.LOAD_BALANCER,
        Kind.QUEUE,
        Kind.DATABASE,
    ]
    assert graph.findings == ()


def test_subgraphs_nest_and_the_inner_one_keeps_its_nodes() -> None:
    text = """---
title: Regions
---
%%{init: {"theme": "dark"}}%%
graph LR
    subgraph vpc [The VPC]
        direction TB
        lb --> api
        subgraph "us east"
            api --> db
        end
    end
    client --> lb
"""
    graph = mermaid.read(text)
    assert [(g.id, g.label, g.parent) for g in graph.groups] == [
        ("vpc", "The VPC", None),
        ("us east", "us east", "vpc"),
    ]
    held = {n.id: n.group for n in graph.nodes}
    assert held == {"lb": "vpc", "api": "us east", "db": "us east", "client": None}
    assert mermaid.direction(text) is Direction.RIGHT
    assert mermaid.is_mermaid(text)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("flowchart TD\na --> b\n)( --> c", ")( --> c"),
        ("flowchart TD\na --> b -->", ""),
        ("flowchart TD\nsubgraph s\na\nend\nb --> s", "b --> s"),
        ("a --> b", ""),
        ("sequenceDiagram\nA->>B: hi", "sequenceDiagram"),
    ],
)
def test_what_cannot_be_read_is_a_finding(text: str, about: str) -> None:
    (finding,) = mermaid.read(text).findings
    assert finding.span is not None
    assert text[finding.span.start : finding.span.end] == about


def test_the_notation_is_no_mermaid() -> None:
    assert not mermaid.is_mermaid("client -> api")
    assert not mermaid.is_mermaid("graph store -> api")
    assert mermaid.is_mermaid("```mermaid\nflowchart TD\n")
    assert mermaid.is_mermaid("graph TD; a-->b")


def test_written_charts_keep_what_the_notation_said() -> None:
    text = """client -> cdn, lb
lb -> api x3 -> redis, thing [database]
api ~> kafka: order "placed" | #1
thing => standby
ws <-> chat
group us: lb, api, end
group all: us, redis
"""
    graph = read_notation(text)
    assert graph.findings == ()
    written = mermaid.write(graph, Direction.RIGHT)
    assert (
        written
        == """flowchart LR
    client(["client"])
    cdn["cdn"]
    thing[("thing")]
    kafka["kafka"]
    standby[("standby")]
    ws["ws"]
    chat["chat"]
    subgraph all["all"]
        redis["redis"]
        subgraph us["us"]
            lb["lb"]
            api["api ×3"]
            end_["end"]
        end
    end
    client --> cdn
    client --> lb
    lb --> api
    api --> redis
    api --> thing
    api -.->|"order placed #124; #35;1"| kafka
    thing ==> standby
    ws <--> chat
"""
    )


SIGNS_OF_CHARTS = """--> --- -.-> ==> -- -. == @{ :::db ~~~ #quot; %% end x o A b"""
PIECES = st.sampled_from([*SIGNS_OF_CHARTS.split(), *'|"[](){}&;<> \n', "subgraph s"])


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)), st.booleans())
@settings(deadline=None)
def test_any_text_gives_a_consistent_graph(text: str, headed: bool) -> None:
    text = ("flowchart TD\n" if headed else "") + text
    graph = mermaid.read(text)
    ids = {n.id for n in graph.nodes}
    assert all(e.source in ids and e.target in ids for e in graph.edges)
    groups = {g.id for g in graph.groups}
    assert not ids & groups
    assert all(n.group is None or n.group in groups for n in graph.nodes)
    spans = [s for n in graph.nodes for s in n.said] + [f.span for f in graph.findings if f.span]
    assert all(0 <= s.start <= s.end <= len(text) for s in spans)


HOSTILE = {
    "lines": "flowchart TD\n" + "a --> b\n" * 10_000,
    "nodes": "flowchart TD\n" + "\n".join(f"n{i} --> n{i + 1}" for i in range(5_000)),
    "fan": "flowchart TD\n" + " & ".join(f"a{i}" for i in range(900)) + " --> b & c & d",
    "depth": "flowchart TD\n" + "\n".join(f"subgraph s{i}" for i in range(1_500)) + "\nx",
    "name": "flowchart TD\na[" + "x" * 100_000 + "] --> b",
    "brackets": "flowchart TD\n" + "a[" * 30_000,
    "dashes": "flowchart TD\na " + "-" * 50_000,
    "semicolons": "flowchart TD\n" + "a;" * 30_000,
    "pipes": "flowchart TD\n" + "a-->|" * 12_000,
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_text_ends_soon_with_a_finding(case: str) -> None:
    start = time.process_time()
    graph = mermaid.read(HOSTILE[case])
    assert time.process_time() - start < 10
    assert graph.findings != () or case == "semicolons"
    assert len(graph.nodes) <= 240
