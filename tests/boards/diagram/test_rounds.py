"""What is written in a format and read back is the same architecture."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.boards.diagram import interchange, mermaid, wording
from coach.boards.diagram.builder import Builder
from coach.boards.diagram.graph import Edge, EdgeStyle, Graph, Kind, Node, Tip
from coach.boards.diagram.notation import read

LABELS = st.one_of(
    st.sampled_from(
        [
            "api",
            "Redis",
            "db ×3",
            "end",
            "o",
            "subgraph x",
            "%%{init}",
            "#37;",
            "客户端",
            "支付 💳",
            "a-b.c",
        ]
    ),
    st.text(min_size=1, max_size=12),
)


@st.composite
def graphs(draw: st.DrawFn, plain: bool = False) -> Graph:
    """Graphs of all that can be said, or of `plain` arrows between components."""
    builder = Builder()
    labels = [clean for raw in draw(st.lists(LABELS, max_size=8)) if (clean := builder.line(raw))]
    groups = draw(st.integers(0, 3))
    for index in range(groups):
        builder.group(f"g{index}", builder.line(draw(LABELS)) or "group")
        if index and draw(st.booleans()):
            builder.nest(f"g{index}", f"g{draw(st.integers(0, index - 1))}")
    for index, label in enumerate(labels):
        kind = draw(st.none() | st.sampled_from(Kind))
        builder.node(f"n{index}", label, kind=kind, replicas=draw(st.integers(1, 4)))
        if groups and draw(st.booleans()):
            builder.put(f"n{index}", f"g{draw(st.integers(0, groups - 1))}")
    ends = st.integers(0, max(0, len(labels) - 1)).map(lambda index: f"n{index}")
    for _ in range(draw(st.integers(0, 10)) if labels else 0):
        label = builder.line(draw(st.just("") | LABELS))
        style = draw(st.sampled_from(EdgeStyle))
        tip = Tip.ARROW if plain else draw(st.sampled_from(Tip))
        source, target, frame = draw(ends), draw(ends), None
        if groups and not plain and draw(st.booleans()):
            frame = f"g{draw(st.integers(0, groups - 1))}"
            held = builder.stand_in(frame, target)
            source, frame = (source, None) if held is None else (held, frame)
        both = draw(st.booleans()) and tip is not Tip.NONE
        builder.edge(Edge(source, target, label, style, both, None, tip, frame))
    return builder.graph()


def shape(graph: Graph) -> tuple[list[object], ...]:
    """A graph without its identifiers and without order, told by labels and positions."""
    groups = {g.id: g for g in graph.groups}

    def path(group: str | None) -> tuple[str, ...]:
        return () if group is None else (*path(groups[group].parent), groups[group].label)

    nodes = {n.id: (n.label, n.kind, n.replicas, path(n.group)) for n in graph.nodes}
    drawn = [
        (
            path(e.source_group) if e.source_group else nodes[e.source],
            nodes[e.target],
            *(e.label, e.style, e.both, e.tip),
        )
        for e in graph.edges
    ]
    return (
        sorted(nodes.values(), key=repr),
        sorted(drawn, key=repr),
        sorted((path(g.id) for g in graph.groups), key=repr),
    )


@given(graphs())
@settings(deadline=None, max_examples=60)
def test_mermaid(graph: Graph) -> None:
    back = mermaid.read(mermaid.write(graph))
    assert {finding.code for finding in back.findings} <= {"empty", "limit"}
    assert all(finding.severity == "hint" for finding in back.findings)
    assert shape(back) == shape(graph)


@given(graphs())
@settings(deadline=None, max_examples=60)
def test_json(graph: Graph) -> None:
    back = interchange.read(interchange.write(graph))
    assert back.findings == ()
    assert shape(back) == shape(graph)


@given(graphs(plain=True))
@settings(deadline=None, max_examples=60)
def test_words(graph: Graph) -> None:
    def unquoted(text: str) -> str:
        return text.replace('"', "'").strip()

    graph = replace(
        graph,
        nodes=tuple(replace(n, label=unquoted(n.label)) for n in graph.nodes),
        edges=tuple(replace(e, label=unquoted(e.label)) for e in graph.edges),
        groups=tuple(replace(g, label=unquoted(g.label)) for g in graph.groups),
    )
    back = read(wording.write(graph))
    assert back.findings == ()
    assert shape(back) == shape(graph)


CHART = """flowchart TD
    c[Client] --> cdn & lb[Load Balancer]
    lb --> api["Checkout API ×3"]
    api --> r[(Redis)] & pg[Postgres]
    api -.->|"order: placed"| k[Kafka]
    pg ==> s[Standby]
    x["a -> b"] <--> c
    subgraph us [US East]
        lb
        api
        subgraph data
            r
        end
    end
"""
WORDS = """Client -> cdn, Load Balancer
Load Balancer -> Checkout API
Checkout API -> Redis, Postgres
Checkout API ~> Kafka: "order: placed"
Postgres => Standby
x <-> Client
Checkout API x3
x "a -> b"
group US East: data, Load Balancer, Checkout API
group data: Redis
"""


def test_a_flowchart_becomes_words_as_a_person_would_write_them() -> None:
    graph = mermaid.read(CHART)
    assert wording.write(graph) == WORDS
    assert shape(read(wording.write(graph))) == shape(graph)


@pytest.mark.parametrize(
    ("attributes", "read_as"),
    [
        ((("capacity", "2k rps, 5 GB"),), None),
        ((("capacity", "lots"), ("queue", ""), ("x2", "")), None),
        ((("a,b", "[c]"), ("stateless", "")), (("a;b", "(c)"), ("stateless", ""))),
    ],
)
def test_attributes_in_words(
    attributes: tuple[tuple[str, str], ...], read_as: tuple[tuple[str, str], ...] | None
) -> None:
    graph = Graph((Node("a", "a", attributes=attributes),))
    (node,) = read(wording.write(graph)).nodes
    assert node.attributes == (read_as or attributes)
    assert (node.kind, node.replicas) == (Kind.SERVICE, 1)


def test_what_has_no_words_is_told() -> None:
    text = "flowchart TD\n a --- b --x c\n c --> g\n subgraph g\n d\n end"
    messages = [finding.message for finding in wording.losses(mermaid.read(text))]
    assert [message.split()[1] for message in messages] == ["line", "arrow"]
    assert wording.losses(mermaid.read("flowchart TD\n a --> b")) == ()
