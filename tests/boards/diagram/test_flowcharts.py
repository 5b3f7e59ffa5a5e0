"""Flowcharts as people write them: each a kind of text, with what Mermaid itself makes of it."""

from pathlib import Path

import pytest

from coach.boards.board import Context
from coach.boards.diagram import d2, dot, interchange, mermaid
from coach.boards.diagram.diagram_board import BOARD
from coach.boards.diagram.diagram_text import read
from coach.boards.diagram.graph import EdgeStyle, Graph, Kind, Tip

DATA = Path(__file__).parents[2] / "data" / "flowcharts"
SHAFTS = {EdgeStyle.SYNC: "--", EdgeStyle.ASYNC: "..", EdgeStyle.COPY: "=="}
TIPS = {Tip.ARROW: "<>", Tip.NONE: "  ", Tip.CIRCLE: "oo", Tip.CROSS: "xx"}


def told(graph: Graph) -> list[str]:
    """The edges of a graph with the labels of their ends, frames in brackets."""
    labels = {node.id: node.label for node in graph.nodes}
    labels |= {group.id: f"[{group.label}]" for group in graph.groups}
    return [
        f"{labels[e.source_group or e.source]} "
        f"{TIPS[e.tip][0] if e.both else ''}{SHAFTS[e.style]}{TIPS[e.tip][1]}".rstrip()
        + f" {labels[e.target_group or e.target]}"
        + (f": {e.label}" if e.label else "")
        for e in graph.edges
    ]


CASES = {
    "m01-edge-attributes": ["Web --> Cart", "Cart --> Store: writes"],
    "m02-less-than-in-label": ["p99 < 80 ms and hits > 95 % --> ship it"],
    "m03-entity-without-semicolon": ["Cache (memory) --> Disk (slow)"],
    "m04-id-like-a-keyword": [
        "click-collector --> queue",
        "direction-api --> queue",
        "title --> queue",
    ],
    "m05-open-link": ["router -- switch", "switch .. backup", "a1 --o b1", "a2 --x b2"],
    "m06-times-in-label": ["loss = (old - new) / old × 100 --> alarm"],
    "m07-kind-from-first-line": [
        "Worker 2 mails 2, 6, 10… --> L3: Database (source of truth)",
        "Worker 2 mails 2, 6, 10… --> Timeline Cache (update)",
        "Worker 2 mails 2, 6, 10… --> Kafka (event queue)",
    ],
    "m08-link-to-subgraph": ["client --> [Edge tier]", "[Edge tier] --> [Data tier]: sql"],
    "m09-link-continued": ["Reader --> Parser", "Parser --> Writer"],
    "m10-label-over-lines": ["Order service --> uses two lines"],
    "m11-attributes-over-lines": ["Ledger --> b"],
    "m12-id-with-punctuation": ["svc/orders --> db/main", "C++ --> C#"],
    "m13-empty-frame-title": ["a --> b"],
    "m14-semicolon-in-label": ["read; check --> write"],
}


@pytest.mark.parametrize("name", CASES)
def test_a_chart_is_read_as_mermaid_reads_it(name: str) -> None:
    graph = mermaid.read((DATA / f"{name}.mmd").read_text("utf-8"))
    assert told(graph) == CASES[name]
    ends = {end for e in graph.edges for end in (e.source, e.target)}
    assert ends <= {node.id for node in graph.nodes}
    assert all(finding.severity == "hint" for finding in graph.findings)
    if name != "m08-link-to-subgraph":
        assert graph.findings == ()


@pytest.mark.parametrize("name", CASES)
def test_a_chart_is_written_so_that_it_reads_the_same(name: str) -> None:
    graph = mermaid.read((DATA / f"{name}.mmd").read_text("utf-8"))
    back = mermaid.read(mermaid.write(graph))
    assert told(back) == told(graph)
    assert [(n.label, n.kind, n.replicas) for n in back.nodes] == [
        (n.label, n.kind, n.replicas) for n in graph.nodes
    ]
    assert told(interchange.read(interchange.write(graph))) == told(graph)


def kinds(text: str) -> list[Kind]:
    return [node.kind for node in mermaid.read(text).nodes]


def test_the_first_line_of_a_label_tells_the_kind_then_the_whole_then_the_identifier() -> None:
    text = (DATA / "m07-kind-from-first-line.mmd").read_text("utf-8")
    assert kinds(text) == [Kind.WORKER, Kind.DATABASE, Kind.CACHE, Kind.STREAM]
    lines = ["a[Orders<br/>Redis]", "cache[Things<br/>of note]", "b[(Things)]", "redis[Orders db]"]
    assert kinds("flowchart TD\n" + "\n".join(lines)) == [
        Kind.CACHE,
        Kind.CACHE,
        Kind.DATABASE,
        Kind.DATABASE,
    ]
    assert kinds((DATA / "m11-attributes-over-lines.mmd").read_text("utf-8"))[0] is Kind.DATABASE


TIMES = {
    "api ×3": ("api", 3),
    "Order service × 12": ("Order service", 12),
    "old × 100": ("old", 100),
    "a = b × 100": ("a = b × 100", 1),
    "12 × 100": ("12 × 100", 1),
    "(a) × 3": ("(a) × 3", 1),
    "2 × a × 3": ("2 × a × 3", 1),
}


@pytest.mark.parametrize("label", TIMES)
def test_a_number_after_a_name_counts_replicas_and_in_a_formula_it_is_one(label: str) -> None:
    (node,) = mermaid.read(f'flowchart TD\n n["{label}"]').nodes
    assert (node.label, node.replicas) == TIMES[label]
    (back,) = mermaid.read(mermaid.write(mermaid.read(f'flowchart TD\n n["{label}"]'))).nodes
    assert (back.label, back.replicas) == TIMES[label]


LINKS = {
    "a --- b": ["a -- b"],
    "a ==== b": ["a == b"],
    "a -..- b": ["a .. b"],
    "a .-> b": ["a ..> b"],
    "a o--o b x==x c": ["a o--o b", "b x==x c"],
    "a <-.-> b": ["a <..> b"],
    "a -- yes --x b": ["a --x b: yes"],
    "a <-- both --> b": ["a <--> b: both"],
    "a == words === b": ["a == b: words"],
    'a -- "x -- y" --> b': ["a --> b: x -- y"],
    "a -- v1.2 --> b": ["a --> b: v1.2"],
    "a -. v1.2 .- b": ["a .. b: v1.2"],
    'a -->|"two\n  lines"| b': ["a --> b: two lines"],
    "a --\n  over lines\n  --> b": ["a --> b: over lines"],
    "a -->\n\n  b\n  --> c": ["a --> b", "b --> c"],
    "A&B --> R&D": ["A&B --> R&D"],
    "a --> b & c & d": ["a --> b", "a --> c", "a --> d"],
    "a e1@==>|copy| b\ne1@{ curve: linear }": ["a ==> b: copy"],
    "a:::x--->b:::y": ["a --> b"],
    'a@{ shape: cyl, label: "Ledger, one\n**of: two**" }\na --> b': ["Ledger, one of: two --> b"],
    "my-end --> graphic --> default": ["my-end --> graphic", "graphic --> default"],
    "style --> class --> click": ["style --> class", "class --> click"],
    "1st --> v1.2 --> q? --> p%q": ["1st --> v1.2", "v1.2 --> q?", "q? --> p%q"],
    "a; b --> c;; d": ["b --> c"],
    "style a fill:#f9f;\na --> b": ["a --> b"],
    'click a "x.html" "tip; tip"\na --> b': ["a --> b"],
    "a --> b %% why": ["a --> b"],
    "%%{init: {\n'theme': 'dark'}}%%\na --> b": ["a --> b"],
    "accDescr {\n a --> z\n}\na --> b": ["a --> b"],
}


@pytest.mark.parametrize("text", LINKS)
def test_links(text: str) -> None:
    graph = mermaid.read(f"flowchart TD\n    {text}\n")
    assert told(graph) == LINKS[text]
    assert all(finding.severity == "hint" for finding in graph.findings)


ODD = {
    "a -- no--> b": ["a --> b: n"],
    "a-->b\n x-->c": ["a --> b", "b --> c"],
    "a---order": ["a --o rder"],
    "a <--- b": ["a -- b"],
}


@pytest.mark.parametrize("text", ODD)
def test_what_mermaid_reads_otherwise_than_it_looks_is_read_so_and_told(text: str) -> None:
    graph = mermaid.read(f"flowchart TD\n {text}\n")
    assert told(graph) == ODD[text]
    assert [finding.code for finding in graph.findings] == ["tip"]


LABELS = {
    '"p99 < 80 & > 9"': "p99 < 80 & > 9",
    '"List<Item> <b>x</b><i class=a>y</i>"': "List<Item> xy",
    '"a<br>b<br/>c</p>d"': "a b c d",
    '"&#40x&#41; #40;y#41; &lt;b&gt;"': "(x) (y) <b>",
    '"#quot;a#quot; #12 #foo; #35;1"': '"a" #12 #foo; #1',
    '"one\\ntwo"': "one two",
    '"`**a** and *b*\nmore`"': "a and b more",
    '"**a** __init__"': "**a** __init__",
    "/api/users": "/api/users",
    "over\n  lines": "over lines",
    "f(x) [y] z": "f(x) [y] z",
    'say "hi" now': 'say "hi" now',
    "fa:fa-user me": "me",
}


@pytest.mark.parametrize("label", LABELS)
def test_labels(label: str) -> None:
    graph = mermaid.read(f"flowchart TD\n a[{label}] --> b\n")
    assert [node.label for node in graph.nodes] == [LABELS[label], "b"]
    assert graph.findings == ()


FRAMES = {
    "subgraph one": ("one", "one"),
    "subgraph one[The one]": ("one", "The one"),
    'subgraph one ["The <b>one</b> (1)"]': ("one", "The one (1)"),
    'subgraph "The one"': ("the one", "The one"),
    "subgraph The one": ("the one", "The one"),
    'subgraph one[" "]': ("one", ""),
}


@pytest.mark.parametrize("head", FRAMES)
def test_titles_of_frames(head: str) -> None:
    graph = mermaid.read(f"flowchart TD\n {head}\n direction LR\n a --> b\n end\n")
    assert [(group.id, group.label) for group in graph.groups] == [FRAMES[head]]
    assert {node.group for node in graph.nodes} == {FRAMES[head][0]}
    assert graph.findings == ()
    assert mermaid.read(mermaid.write(graph)).groups[0].label == FRAMES[head][1]


def test_a_frame_without_a_title_has_a_whole_border() -> None:
    text = (DATA / "m13-empty-frame-title.mmd").read_text("utf-8")
    top = BOARD.picture(mermaid.read(text), 80).text.split("\n")[0]
    assert top == f"┌{'─' * (len(top) - 2)}┐"


def test_frames_of_one_title_are_two_and_an_inner_link_outward_turns_nothing_inside_out() -> None:
    text = """flowchart TD
    subgraph The tier
        a
    end
    subgraph The tier
        b
    end
    subgraph outer
        subgraph inner
            c --> outer
        end
    end"""
    graph = mermaid.read(text)
    assert [group.label for group in graph.groups] == ["The tier", "The tier", "outer", "inner"]
    assert graph.groups[3].parent == "outer"
    assert {n.id: n.group for n in graph.nodes}["b"] != {n.id: n.group for n in graph.nodes}["a"]


def test_a_linked_frame_without_nodes_is_a_box_and_an_unlinked_one_is_told() -> None:
    graph = mermaid.read("flowchart TD\n subgraph e[Empty]\n end\n a --> e")
    assert told(graph) == ["a --> Empty"]
    assert graph.groups == ()
    (finding,) = mermaid.read("flowchart TD\n a\n subgraph e[Empty]\n end").findings
    assert finding.code == "empty"


def test_what_only_its_style_names_is_drawn_as_mermaid_draws_it() -> None:
    graph = mermaid.read("flowchart TD\n a --> b\n style c fill:#fff")
    assert [node.id for node in graph.nodes] == ["a", "b", "c"]
    assert [finding.code for finding in graph.findings] == ["style"]


def test_attributes_of_what_is_a_link_or_a_frame_may_stand_before_a_link() -> None:
    graph = mermaid.read("flowchart TD\n a e1@--> b\n e1@{ x: y } --> c\n e1@{ animate: true }")
    assert told(graph) == ["a --> b", "e1 --> c"]
    graph = mermaid.read("flowchart TD\n subgraph g\n end\n g@{ view: collapsed } --> c")
    assert told(graph) == ["g --> c"]


def test_a_label_of_many_lines_is_whole_in_the_narrowest_box() -> None:
    words = [f"word{number}" for number in range(28)]
    graph = mermaid.read(f'flowchart LR\n a["{"<br/>".join(words)}"] --> b & c & d & e & f')
    assert graph.findings == ()
    drawn = BOARD.picture(graph, 40).text
    assert all(word in drawn for word in words)


def test_tips_and_frames_are_written_in_every_format() -> None:
    text = """flowchart LR
    a --- b
    b --o c
    c x--x d
    d ==> g
    subgraph g[Tier]
        e
    end"""
    graph = mermaid.read(text)
    written = d2.write(graph)
    assert "a -- b\n" in written
    assert "b -> c: {target-arrowhead.shape: circle}" in written
    assert "c <-> d: {target-arrowhead.shape: cross; source-arrowhead.shape: cross}" in written
    assert "d -> g: {style.stroke-width: 5}" in written
    written = dot.write(graph)
    assert "compound=true" in written
    assert '"a" -> "b" [dir="none"];' in written
    assert '"b" -> "c" [arrowhead="odot"];' in written
    assert '[dir="both", arrowhead="tee", arrowtail="tee"];' in written
    assert '"d" -> "e" [color="black:invis:black", lhead="cluster g"];' in written
    assert "d ==> g\n" in mermaid.write(graph)
    drawn = BOARD.export(graph, "text")
    assert drawn.count("▼") == 1
    assert drawn.count("○") == 1
    assert drawn.count("×") == 2
    svg = BOARD.export(graph, "svg")
    assert svg.count('class="head"') == 1
    assert svg.count('class="ring"') == 1


def test_a_line_without_tips_can_be_followed_from_either_end() -> None:
    text = "flowchart TD\n db --- s[api] --- c[Client]"
    codes = [finding.code for finding in BOARD.findings(read(text), Context())]
    assert "single-point" in codes
    assert "no-path" not in codes
    codes = [f.code for f in BOARD.findings(read(text.replace("---", "-->")), Context())]
    assert "no-path" in codes
