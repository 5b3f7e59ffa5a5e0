"""Texts made of what people write: arrows, names, kinds, shapes and statements, put together badly.

Each is read without an error into a sound graph, drawn, written in every format and read back.
"""

import random
from collections.abc import Callable

import pytest

from coach.boards.board import Context
from coach.boards.diagram import interchange, mermaid
from coach.boards.diagram.diagram_board import BOARD
from coach.boards.diagram.graph import Graph, Tip
from coach.boards.foreign import CODE

Maker = Callable[[random.Random], str]

QUICK, LONG = 60, 2_000

_IDS = """a b api web-1 svc/orders C++ 1st end1 style click x o A&B a:b q? v1.2 größe 客户端 g1 g2
e1 subgraph graph end db_main cache"""
_LABELS = """Order service|p99 < 80 ms|"x"|"two
  lines"|`md **b**`|"`md **b**`"|a<br/>b|#35;1|&#40x&#41|api ×3|a × 100|f(x)|[y]|fa:fa-user me|
50 %|"say "hi""|\u0301\u0302a|支付 💳|a\u200d👩|{z}|"a;b"|c;d|"|(|""| |line\\nnext"""
_SHAPES = "[] () ([]) [[]] [()] (()) ((())) >] {} {{}} [//] [\\\\] [/\\] (--)"
_LINKS = """--> --- -.-> -.- ==> === --o --x <--> o--o x==x ~~~ ----> <-- -- x--> o-- .-> e1@--> ==
-. -->|l| -->|"l|m"| --l--> -- -->-- & | --- ---|"""
_STATEMENTS = """style a fill:#f9f;|classDef db fill:#fff|class a,b db|click a "x"|linkStyle 0 x:y|
%% note|%%{init: {}}%%|direction LR|accTitle: x|end|subgraph g1|subgraph g2 ["A b"]|
subgraph Loose title|subgraph|e1@{ animate: true }|e1@{ animate: true } --> a|
a@{ shape: cyl, label: "L, m" }|g1@{ x: y }|g1@{ x: y } --> a|a@{
 label: Two
}|style z,y fill:#fff|```|```mermaid|---|flowchart TD|title x|a:::db"""
_WORDS = """client|lb|api|redis|postgres|kafka|worker|->|=>|~>|<->|<-|-->|--|=|,|:|x3|[service]|
[2k rps]|"Name"|group|group us:|#|-|*|"|[|→|客户端|\u0301|and then|x 2|[cache, x2]|http://x:80"""
IDS, SHAPES, LINKS = _IDS.split(), _SHAPES.split(), _LINKS.split()
LABELS, STATEMENTS = _LABELS.split("|"), [line.strip("\n") for line in _STATEMENTS.split("|")]
WORDS = [*(word.strip("\n") for word in _WORDS.split("|")), "\n", "\n", "\n"]


def chart(chance: random.Random) -> str:
    """A flowchart, or nearly one."""
    ids = chance.sample(IDS, 5)

    def node() -> str:
        if chance.random() < 0.5:
            return chance.choice(ids)
        shape = chance.choice(SHAPES)
        middle = len(shape) // 2
        return f"{chance.choice(ids)}{shape[:middle]}{chance.choice(LABELS)}{shape[middle:]}"

    lines = [chance.choice(["flowchart TD", "graph LR;", "flowchart", "---\nt: x\n---\ngraph TB"])]
    for _ in range(chance.randrange(1, 12)):
        if chance.random() < 0.4:
            lines.append(chance.choice(STATEMENTS))
            continue
        parts = [node()]
        for _ in range(chance.randrange(0, 4)):
            gap = chance.choice([" ", " ", "", "\n  "])
            parts += [gap, chance.choice(LINKS), chance.choice([" ", gap]), node()]
        lines.append("".join(parts))
    return chance.choice(["\n", "\n    ", ";\n"]).join(lines)


def words(chance: random.Random) -> str:
    """A text in the notation, or nearly one."""
    return " ".join(chance.choice(WORDS) for _ in range(chance.randrange(1, 30)))


def check(text: str) -> None:
    """Reads, judges, draws and writes a text, and reads it back."""
    graph = BOARD.parse(text)
    _is_sound(graph, text)
    BOARD.findings(graph, Context())
    picture = BOARD.picture(graph, 60)
    assert len(picture.boxes) == len(graph.nodes)
    for wanted in BOARD.formats:
        BOARD.export(graph, wanted)
    assert _told(interchange.read(interchange.write(graph))) == _told(graph)
    back = mermaid.read(mermaid.write(graph))
    assert _told(back) == _told(graph)


def _is_sound(graph: Graph, text: str) -> None:
    ids, groups = {node.id for node in graph.nodes}, {group.id for group in graph.groups}
    assert not ids & groups
    for edge in graph.edges:
        assert {edge.source, edge.target} <= ids
        assert {edge.source_group, edge.target_group} <= groups | {None}
        assert edge.tip is not Tip.NONE or not edge.both
    assert {node.group for node in graph.nodes} <= groups | {None}
    spans = [span for node in graph.nodes for span in node.said]
    spans += [finding.span for finding in graph.findings if finding.span is not None]
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)
    assert graph.nodes == () or all(finding.code != CODE for finding in graph.findings)


def _told(graph: Graph) -> tuple[list[object], ...]:
    """What a graph says, without its ids: components, edges by their places, frames."""
    places = {node.id: node.label for node in graph.nodes}
    frames = {group.id: group.label for group in graph.groups}
    nodes = [(n.label, n.kind, n.replicas, frames.get(n.group or "")) for n in graph.nodes]
    edges = [
        (
            frames[e.source_group] if e.source_group else places[e.source],
            frames[e.target_group] if e.target_group else places[e.target],
            *(e.label, e.style, e.both, e.tip),
        )
        for e in graph.edges
    ]
    return sorted(nodes, key=repr), sorted(edges, key=repr), sorted(frames.values(), key=repr)


@pytest.mark.parametrize("make", [chart, words])
def test_plausible_texts(make: Maker) -> None:
    for seed in range(QUICK):
        check(make(random.Random(seed)))


@pytest.mark.long
@pytest.mark.parametrize("make", [chart, words])
def test_many_plausible_texts(make: Maker) -> None:
    for seed in range(QUICK, QUICK + LONG):
        check(make(random.Random(seed)))
