"""The notation: what a person may type, half-typed lines, faults, limits."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.boards.board import Severity
from coach.boards.diagram import builder
from coach.boards.diagram.graph import EdgeStyle, Graph, Kind
from coach.boards.diagram.notation import read

EXAMPLE = """# a comment
client -> cdn, lb                    commas
lb -> api x3 -> redis, postgres
"""


def edges(text: str) -> list[str]:
    signs = {EdgeStyle.SYNC: "->", EdgeStyle.ASYNC: "~>", EdgeStyle.COPY: "=>"}
    return [
        f"{e.source} {'<' if e.both else ''}{signs[e.style]} {e.target}"
        + (f": {e.label}" if e.label else "")
        for e in read(text).edges
    ]


def names(graph: Graph) -> list[str]:
    return [node.id for node in graph.nodes]


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("a -> b -> c", ["a -> b", "b -> c"]),
        ("a -> b, c", ["a -> b", "a -> c"]),
        ("a, b -> c, d", ["a -> c", "a -> d", "b -> c", "b -> d"]),
        ("api ~> kafka: order placed", ["api ~> kafka: order placed"]),
        ("postgres => standby", ["postgres => standby"]),
        ("ws <-> chat", ["ws <-> chat"]),
        ("ws <~> chat", ["ws <~> chat"]),
        ("a <- b <~ c", ["b -> a", "c ~> b"]),
        ("a->b-->c==>d", ["a -> b", "b -> c", "c => d"]),
        ("a→b ⇢ c ↔ d", ["a -> b", "b ~> c", "c <-> d"]),
        ("a -.-> b", ["a ~> b"]),
        ("a -> b: http -> c: sql", ["a -> b: http", "b -> c: sql"]),
        ("a -> b, c: reads, writes", ["a -> b: reads, writes", "a -> c: reads, writes"]),
        ("a -> host:443: tls", ["a -> host:443: tls"]),
        ("a -> b: GET http://x/y", ["a -> b: GET http://x/y"]),
        ("cron -> job: at 10:30", ["cron -> job: at 10:30"]),
        ('a -> b: "x -> y"', ["a -> b: x -> y"]),
        ("load balancer -> api  server", ["load balancer -> api server"]),
        ("us-east-1 -> eu-west-1", ["us-east-1 -> eu-west-1"]),
        ("api -> api: retry", ["api -> api: retry"]),
        ("a -> b\na -> b", ["a -> b"]),
        ("a -> b\na -> b: hi", ["a -> b: hi"]),
        ("a -> b: get\na -> b: put", ["a -> b: get", "a -> b: put"]),
        ("a -> b\na ~> b\nb -> a", ["a -> b", "a ~> b", "b -> a"]),
        ("客户端 -> 支付 💳", ["客户端 -> 支付 💳"]),
        ("- a -> b;", ["a -> b"]),
        ("a -> b  # why", ["a -> b"]),
        ("issue #5 -> b", ["issue #5 -> b"]),
        ("group chat -> db", ["group chat -> db"]),
    ],
)
def test_lines_and_their_edges(text: str, drawn: list[str]) -> None:
    assert edges(text) == drawn
    assert read(text).findings == ()


@pytest.mark.parametrize(
    ("text", "drawn", "worst"),
    [
        ("client -> ", ["client"], Severity.HINT),
        ("client ->", ["client"], Severity.HINT),
        ("client -", ["client"], None),
        ("client ~", ["client"], None),
        ("client <", ["client"], None),
        ("lb ->, api", ["lb", "api"], None),
        ("lb -> api,", ["lb", "api"], None),
        ("lb -> api:", ["lb", "api"], None),
        ("lb -> api x", ["lb", "api x"], None),
        ('api "Check', ["api"], Severity.HINT),
        ("api [cache, 2k", ["api"], Severity.HINT),
        ("group", [], Severity.HINT),
        ("group us-e", [], Severity.HINT),
        ("group us-east:", [], None),
        ("group us-east: lb,", ["lb"], None),
        ('group us "US East"', [], Severity.HINT),
        ("group us, lb", [], Severity.HINT),
        ("group us # why: this", [], Severity.HINT),
        ("group chat [", [], Severity.HINT),
        ("group chat [serv", ["group chat"], Severity.HINT),
        ("-> api", ["api"], Severity.WARNING),
        ("a -> -> b", ["a", "b"], Severity.WARNING),
        ("#", [], None),
        ("// a remark", [], None),
        ("%% a remark", [], None),
        ("-----", [], None),
        ("", [], None),
    ],
)
def test_half_typed_lines_draw_what_is_there(
    text: str, drawn: list[str], worst: Severity | None
) -> None:
    graph = read(text)
    assert names(graph) == drawn
    assert [f.severity for f in graph.findings] == ([worst] if worst else [])


@pytest.mark.parametrize(
    ("text", "about", "says"),
    [
        ("a > b", ">", "write ->"),
        ("a -- b", "--", "write ->"),
        ("api: fast", ": fast", "api -> api: fast"),
        ("x -> y\n???", "???", "client -> api"),
        ("a x0", "a x0", "1 to 999,999"),
        ("group : a", "group : a", "before the colon"),
        ("group g: a -> b", "->", "commas"),
        ("client -> us\ngroup us: api", "us", "a member"),
        ("group a: x\ngroup b: x", "x", "one group"),
        ("group a: b\ngroup b: c, a", "a", "inside itself"),
        (
            "The client talks to the balancer and that talks to it.",
            "The client talks to the balancer and that talks to it.",
            "sentence",
        ),
    ],
)
def test_what_cannot_be_read_is_a_finding_that_says_what_to_write(
    text: str, about: str, says: str
) -> None:
    (finding,) = read(text).findings
    assert finding.span is not None
    assert text[finding.span.start : finding.span.end].strip() == about
    assert says in finding.message


def test_the_rest_of_a_faulty_text_is_drawn() -> None:
    graph = read("client -> lb\n???\nlb -> api -> -> db\n")
    assert names(graph) == ["client", "lb", "api", "db"]
    assert edges("client -> lb\n???\nlb -> api") == ["client -> lb", "lb -> api"]


def test_display_name_kind_capacity_and_attributes() -> None:
    text = 'api "Checkout API" [service, 2k rps, region=eu, stateless] x3 -> store [redis]'
    api, store = read(text).nodes
    assert (api.id, api.label, api.kind, api.kind_said) == (
        "api",
        "Checkout API",
        Kind.SERVICE,
        True,
    )
    assert api.replicas == 3
    assert api.attributes == (("capacity", "2k rps"), ("region", "eu"), ("stateless", ""))
    assert (store.kind, store.attributes) == (Kind.CACHE, (("technology", "redis"),))


@pytest.mark.parametrize(
    ("brackets", "kind", "replicas", "attributes"),
    [
        ("kind=cache", Kind.CACHE, 1, ()),
        ("Load Balancer", Kind.LOAD_BALANCER, 1, ()),
        ("db, x2", Kind.DATABASE, 2, ()),
        ("3 replicas", Kind.SERVICE, 3, ()),
        ("replicas=4", Kind.SERVICE, 4, ()),
        ("2k rps, 5 GB", Kind.SERVICE, 1, (("capacity", "2k rps, 5 GB"),)),
        ("~100 MB/s, p99 = 20 ms", Kind.SERVICE, 1, (("capacity", "~100 MB/s"), ("p99", "20 ms"))),
        ("owner=a=b,,  ", Kind.SERVICE, 1, (("owner", "a=b"),)),
        ("", Kind.SERVICE, 1, ()),
    ],
)
def test_brackets(
    brackets: str, kind: Kind, replicas: int, attributes: tuple[tuple[str, str], ...]
) -> None:
    graph = read(f"thing [{brackets}] -> other")
    assert graph.findings == ()
    thing = graph.nodes[0]
    assert (thing.kind, thing.replicas, thing.attributes) == (kind, replicas, attributes)


def test_one_component_whatever_the_case_and_every_mention_is_known() -> None:
    text = "Redis -> api\napi -> REDIS x2\n"
    graph = read(text)
    assert [n.label for n in graph.nodes] == ["Redis", "api"]
    assert graph.nodes[0].replicas == 2
    said = [text[s.start : s.end] for s in graph.nodes[0].said]
    assert said == ["Redis", "REDIS x2"]


def test_the_kind_is_read_off_the_name_then_off_the_display_name() -> None:
    graph = read('pg1 "Orders database"\nthing "Redis"\nmain db "Ledger"')
    assert [n.kind for n in graph.nodes] == [Kind.DATABASE, Kind.CACHE, Kind.DATABASE]
    assert not any(n.kind_said for n in graph.nodes)


def test_groups_nest_in_any_order() -> None:
    graph = read("group vpc: us-east, nat\nlb -> api\ngroup us-east: lb, API x2\n")
    assert {g.id: g.parent for g in graph.groups} == {"vpc": None, "us-east": "vpc"}
    assert {n.id: n.group for n in graph.nodes} == {"nat": "vpc", "lb": "us-east", "api": "us-east"}
    assert graph.node("api") is not None
    assert graph.findings == ()


def test_a_group_may_hold_a_component_of_its_own_name() -> None:
    graph = read("api -> kafka\ngroup kafka: kafka x3, zookeeper\n")
    assert [(g.id, g.label) for g in graph.groups] == [("group kafka", "kafka")]
    assert [(n.id, n.group) for n in graph.nodes[1:]] == [
        ("kafka", "group kafka"),
        ("zookeeper", "group kafka"),
    ]
    assert graph.findings == ()
    assert len(graph.edges) == 1


def test_a_group_has_a_display_name() -> None:
    assert read('group us "US East": a').groups[0].label == "US East"
    assert read('group us: a\nus "US East"').groups[0].label == "US East"


@pytest.mark.parametrize(
    "text",
    [
        "group store [database]",
        "Group  Store [ kind=database ]",
        "group store x1 [database]",
        "- group store [database]",
        "group store [database, at: night] -> api",
        'group store "Store: all" [database] <- api: reads',
        "client -> group store\ngroup store\ngroup store [database]",
    ],
)
def test_a_component_may_have_a_name_that_begins_with_group(text: str) -> None:
    graph = read(text)
    store = graph.node("group store")
    assert store is not None
    assert store.kind is Kind.DATABASE
    assert (graph.groups, graph.findings) == ((), ())


def test_a_name_that_other_lines_use_is_described_and_no_half_typed_group() -> None:
    for text in ('a -> group chat\ngroup chat "Chat"', 'group chat "Chat"\na -> group chat'):
        graph = read(text)
        assert [(node.id, node.label) for node in graph.nodes] == [
            ("a", "a"),
            ("group chat", "Chat"),
        ]
        assert graph.findings == ()


@pytest.mark.parametrize(
    "text",
    [
        "group us: a, b",
        "- group us: a, b",
        "GROUP us [region]: a, b",
        'group us "x -> y: z": a, b',
        "group us [kind: region]: a, b",
        "group us x2: a, b",
        "group us:a,b # c -> d",
    ],
)
def test_the_colon_makes_a_group(text: str) -> None:
    graph = read(text)
    assert [group.id for group in graph.groups] == ["us"]
    assert [(node.id, node.group) for node in graph.nodes] == [("a", "us"), ("b", "us")]
    assert graph.findings == ()


def test_spans_of_edges_reach_from_end_to_end() -> None:
    text = "client -> cdn, lb x2: asks"
    spans = [e.span for e in read(text).edges]
    assert [text[s.start : s.end] for s in spans if s] == ["client -> cdn", "client -> cdn, lb x2"]


SOON = 10.0
"""Seconds of processor time that nothing here comes near; time that grows with the square of the
text would take minutes."""

HOSTILE = {
    "lines": ("\n".join(f"a{i % 9}" for i in range(10_000)), "lines"),
    "chain": (" -> ".join(f"n{i}" for i in range(5_000)), "components"),
    "fan": (", ".join(map(str, range(150))) + " -> " + ", ".join(map(str, range(80))), "edges"),
    "depth": ("\n".join(f"group g{i}: g{i + 1}" for i in range(5_000)), "deep"),
    "depth from inside": ("\n".join(f"group g{i}: g{i + 1}" for i in range(50, 0, -1)), "deep"),
    "name": ("x" * 100_000 + " -> b", "200 characters"),
    "text": ("a -> b\n" * 40_000, "60,000 characters"),
    "faults": ("-> ??? >> :\n" * 500, "remarks"),
    "groups": ("\n".join(f"group g{i}: a{i}" for i in range(100)), "groups"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_text_ends_soon_with_a_finding_that_names_the_limit(case: str) -> None:
    text, limit = HOSTILE[case]
    start = time.process_time()
    graph = read(text)
    assert time.process_time() - start < SOON
    assert any(limit in f.message for f in graph.findings if f.code == "limit")
    assert len(graph.nodes) <= builder.NODE_LIMIT
    assert len(graph.edges) <= builder.EDGE_LIMIT
    assert max((len(n.label) for n in graph.nodes), default=0) <= builder.NAME_LIMIT
    assert len(graph.findings) <= builder.FINDING_LIMIT + 8


@pytest.mark.parametrize(
    "piece", ["-", '"', "[", "<", "-.", ":", ",", " x1", "×", " --", '"->', "="]
)
@pytest.mark.parametrize("first", ["a ", "group "])
def test_no_line_takes_more_than_proportional_time(first: str, piece: str) -> None:
    start = time.process_time()
    read(first + piece * (builder.TEXT_LIMIT // len(piece)) + "b")
    assert time.process_time() - start < SOON


SIGNS = ["->", "~>", "=>", "<->", "<-", " -> ", "//", "x3", " ×2", "\n"]
PIECES = st.sampled_from(
    [*'ab:,#"[]→-~=<>\t\r\x1b|;客 ', "redis", "api", "group g:", "group", *SIGNS]
)


@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join), st.lists(PIECES).map("".join)))
def test_any_text_gives_a_consistent_graph(text: str) -> None:
    graph = read(text)
    ids = {n.id for n in graph.nodes}
    groups = {g.id for g in graph.groups}
    assert len(ids) == len(graph.nodes)
    assert not ids & groups
    assert all(e.source in ids and e.target in ids for e in graph.edges)
    assert all(n.group is None or n.group in groups for n in graph.nodes)
    assert all(g.parent is None or g.parent in groups for g in graph.groups)
    spans = [s for n in graph.nodes for s in n.said]
    spans += [f.span for f in graph.findings if f.span] + [e.span for e in graph.edges if e.span]
    assert all(0 <= s.start <= s.end <= len(text) for s in spans)
    assert not any(
        unicodedata.category(char) in ("Cc", "Cs") for n in graph.nodes for char in n.label
    )
    assert read(text) == graph
