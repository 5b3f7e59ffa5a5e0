"""Putting a picked component into the text: `|` is the cursor before and after."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coach.boards.diagram.edit import insert_component
from coach.boards.diagram.graph import Kind
from coach.boards.diagram.kinds import COMPONENTS
from coach.boards.diagram.notation import read


def put(text: str, what: str) -> str:
    cursor = text.index("|")
    new, at = insert_component(text.replace("|", ""), cursor, what)
    return f"{new[:at]}|{new[at:]}"


@pytest.mark.parametrize(
    ("text", "what", "expected"),
    [
        ("|", "load balancer", "load balancer|"),
        ("client -> api\n|", "cache", "client -> api\ncache|"),
        ("client -> |api", "load balancer", "client -> load balancer| -> api"),
        ("client| -> api", "load balancer", "client -> load balancer| -> api"),
        ("client -|> api", "load balancer", "client -> load balancer| -> api"),
        ("cli|ent -> api", "cdn", "client -> cdn| -> api"),
        ("client->|api", "cdn", "client -> cdn| -> api"),
        ("client -> api|", "cache", "client -> api -> cache|"),
        ("client -> api  |", "cache", "client -> api -> cache|"),
        ("client|", "load balancer", "client -> load balancer|"),
        ("|api -> db", "gateway", "gateway| -> api -> db"),
        ("client -> |", "service", "client -> service|"),
        ("client ->|", "service", "client -> service|"),
        ("client -|", "service", "client -> service|"),
        ("lb -> api,|", "service", "lb -> api, service|"),
        ("a ~> b|", "worker", "a ~> b -> worker|"),
        ("a| ~> b", "gateway", "a ~> gateway| ~> b"),
        ("a| <- b", "gateway", "a <- gateway| <- b"),
        ("a| <-> b", "gateway", "a <-> gateway| <-> b"),
        ("a| -> b -> c", "gateway", "a -> gateway| -> b -> c"),
        ("a -> b| -> c", "gateway", "a -> b -> gateway| -> c"),
        ("lb -> a, b|", "gateway", "lb -> a, b -> gateway|"),
        ("lb -> a|, b", "gateway", "lb -> a, b\na -> gateway|"),
        ("a -> b: reads|", "service", "a -> b: reads -> service|"),
        ("a -> b|  # why", "service", "a -> b -> service|  # why"),
        ("# only |a remark\nx", "service", "# only a remark\nservice|\nx"),
        ('api "The API" [service]|', "gateway", 'api "The API" [service] -> gateway|'),
        ("x -> y\nclient -> api|\nz", "service", "x -> y\nclient -> api -> service|\nz"),
    ],
)
def test_it_goes_between_or_behind_what_the_line_names(text: str, what: str, expected: str) -> None:
    assert put(text, what) == expected


@pytest.mark.parametrize(
    ("text", "what", "expected"),
    [
        ("api -> postgres|", "replica", "api -> postgres => replica|"),
        ("api| -> postgres", "replica", "api -> postgres => replica|"),
        ("api -> postgres| -> x", "replica", "api -> postgres -> x\npostgres => replica|"),
        ("api -> redis, postgres|", "replica", "api -> redis, postgres\npostgres => replica|"),
        ("api -> postgres: sql|", "replica", "api -> postgres: sql => replica|"),
        ("api|", "queue", "api ~> queue|"),
        ("api| -> worker", "queue", "api ~> queue| ~> worker"),
        ("worker |<- api", "queue", "worker <~ queue| <~ api"),
        ("api ~> kafka|", "worker", "api ~> kafka ~> worker|"),
        ("api -> postgres|", "cache", "api -> postgres, cache|"),
        ("api| -> postgres", "cache", "api -> cache|, postgres"),
        ("api -> postgres: sql|", "cache", "api -> postgres, cache|: sql"),
        ("client| -> api", "cache", "client -> cache| -> api"),
        ("client| -> api", "database", "client -> api -> database|"),
        ("client| -> api -> redis", "database", "client -> api -> redis\napi -> database|"),
        ("api -> redis|", "blob store", "api -> redis, blob store|"),
        ("api -> postgres|", "client", "client| -> api -> postgres"),
        ("browser -> api|", "client", "browser, client| -> api"),
        ("-> api|", "client", "client| -> api"),
        ("client -> report|", "scheduler", "client -> report\nscheduler| -> report"),
        ("|report", "scheduler", "report\nscheduler| -> report"),
        ("postgres|", "replica", "postgres => replica|"),
        ("postgres|", "cache", "postgres -> cache|"),
    ],
)
def test_the_kind_decides_how(text: str, what: str, expected: str) -> None:
    assert put(text, what) == expected


@pytest.mark.parametrize(
    ("text", "what", "expected"),
    [
        ("group us: lb, api|", "cache", "group us: lb, api, cache|"),
        ("group us: lb|, api", "cache", "group us: lb, cache|, api"),
        ("group us:|", "cache", "group us: cache|"),
        ("group us: |", "cache", "group us: cache|"),
        ("group us|", "cache", "group us: cache|"),
        ("gr|oup us: lb", "cache", "group us: lb, cache|"),
    ],
)
def test_in_the_line_of_a_group_it_becomes_a_member(text: str, what: str, expected: str) -> None:
    assert put(text, what) == expected


def test_a_taken_name_gets_the_first_free_number() -> None:
    assert put("api -> Cache|", "cache") == "api -> Cache, cache 2|"
    assert put("cache -> cache 2\n|", "cache") == "cache -> cache 2\ncache 3|"
    assert put("group cache: a\n|", "cache") == "group cache: a\ncache 2|"


def test_a_kind_is_as_good_as_a_name() -> None:
    assert put("client|", Kind.LOAD_BALANCER) == "client -> load balancer|"
    assert put("client|", "nginx") == "client -> nginx|"


def test_in_a_flowchart_it_is_a_line_of_its_own() -> None:
    text = 'flowchart TD\n    a["Cache"] --> b|\n    b --> c\n'
    expected = 'flowchart TD\n    a["Cache"] --> b\n    cache_2["cache 2"]|\n    b --> c\n'
    assert put(text, "cache") == expected


@pytest.mark.parametrize(
    ("text", "what", "expected"),
    [
        ("a -> host:443|: tls", "scheduler", 'a -> host:443: tls\nscheduler| -> "host:443"'),
        ('a -> "b, c"|, d', "worker", 'a -> "b, c", d\n"b, c" -> worker|'),
        ("a -> #tag|, d", "worker", 'a -> #tag, d\n"#tag" -> worker|'),
        ("a -> - b|, d", "worker", 'a -> - b, d\n"- b" -> worker|'),
        (
            'a -> host:443 "Mail"|: tls',
            "scheduler",
            'a -> host:443 "Mail": tls\nscheduler| -> host:443:',
        ),
        (
            'a -> #1:2 "Mail"|, d: tls',
            "worker",
            'a -> #1:2 "Mail", d: tls\n, #1:2: -> worker|',
        ),
    ],
)
def test_a_name_that_would_fall_apart_is_written_so_that_it_does_not(
    text: str, what: str, expected: str
) -> None:
    assert put(text, what) == expected
    known = {node.id: node.label for node in read(text.replace("|", "")).nodes}
    now = {node.id: node.label for node in read(expected.replace("|", "")).nodes}
    assert now == known | {what: what}


@pytest.mark.parametrize(
    ("text", "what", "expected"),
    [
        ("- api|", "client", "- client| -> api"),
        ("|- api", "gateway", "- gateway| -> api"),
        ("- a -> b|, c", "worker", "- a -> b, c\n- b -> worker|"),
        ("- |", "cache", "- cache|"),
        ("- group us: lb|", "cache", "- group us: lb, cache|"),
    ],
)
def test_a_bullet_stays_in_front(text: str, what: str, expected: str) -> None:
    assert put(text, what) == expected


@pytest.mark.parametrize(
    ("text", "what", "expected"),
    [
        ("group chat [service]|", "cache", "group chat [service] -> cache|"),
        ("a -> group chat\ngroup chat|", "cache", "a -> group chat\ngroup chat -> cache|"),
        ("a -> lb\ngroup us, lb|", "cache", "a -> lb\ngroup us, lb: cache|"),
        ("group us: |# why", "cache", "group us: cache| # why"),
        ("group us: |//why", "cache", "group us: cache| #  //why"),
        ('a -> b\ngroup us: b\nus "East"|', "cache", 'a -> b\ngroup us: b\nus "East"\ncache|'),
        (
            "The client| talks to the balancer and that talks to it",
            "cache",
            "The client talks to the balancer and that talks to it\ncache|",
        ),
    ],
)
def test_groups_components_named_like_them_and_sentences_are_told_apart(
    text: str, what: str, expected: str
) -> None:
    assert put(text, what) == expected


PLAIN = ["client", "api", "postgres", "kafka", "redis x2", "mysql: sql", "b # c"]
ODD = ["host:443: tls", '"a, b"', '"pg -> x"', "#tag", "- dash", 'pg:1 "Main"', "//q"]
GROUPS = ["group g", "group db [mysql]", "group us, api"]
SIGNS = [" -> ", "~>", " => ", " <- ", ", ", "\n", " ->\n", "\n- ", "group g: "]
TEXTS = st.lists(
    st.tuples(st.sampled_from(SIGNS), st.sampled_from(PLAIN + ODD + GROUPS)), max_size=6
).map(lambda pairs: "".join(map("".join, pairs)))


@given(TEXTS, st.sampled_from([name for _, name in COMPONENTS]), st.integers(0, 150))
@example(" -> clientgroup g: clientgroup g: client", "scheduler", 0)
@example("group g: //q", "service", 12)
@example(" ->\n- dash", "client", 10)
def test_one_component_more_and_nothing_else_is_lost(text: str, name: str, cursor: int) -> None:
    known = {node.id: (node.replicas, node.group) for node in read(text).nodes}
    new, at = insert_component(text, cursor, name)
    now = {node.id: (node.replicas, node.group) for node in read(new).nodes}
    assert {node: now.get(node) for node in known} == known
    (added,) = now.keys() - known.keys()
    assert new[:at].endswith(added)


@given(st.text('ab -,#[]"|\n:x3~=<>→', max_size=20), st.data())
def test_no_text_is_too_odd_to_put_something_in(text: str, data: st.DataObject) -> None:
    cursor = data.draw(st.integers(-1, len(text) + 1))
    new, at = insert_component(text, cursor, "cache")
    assert new[:at].endswith("cache")
