"""Remarks on designs and what failures cut off: each is made where it must, and only there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.boards.board import Severity
from coach.boards.diagram.advice import advise
from coach.boards.diagram.notation import read
from coach.boards.diagram.reach import lost_without


def remarks(text: str) -> list[str]:
    return [
        f"{f.code} {text[f.span.start : f.span.end]}" if f.span else f.code
        for f in advise(read(text))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("browser -> postgres\nbrowser -> api x2 -> postgres", ["browser -> postgres"]),
        ("mysql <-> app client\napp client -> api x2 -> mysql", ["mysql <-> app client"]),
        ("browser -> api x2 -> postgres", []),
        ("browser -> s3\nbrowser -> api x2 -> s3", []),
    ],
)
def test_a_client_wired_to_a_database(text: str, expected: list[str]) -> None:
    assert [r for r in remarks(text) if r.startswith("client-to-database")] == [
        f"client-to-database {place}" for place in expected
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("client -> lb -> api -> db", True),
        ("client -> lb -> api x2 -> db", False),
        ("client -> lb -> api, web", False),
        ("client -> lb\napi -> db", True),
        ("client -> lb -> api <-> lb", True),
    ],
)
def test_a_load_balancer_with_one_backend(text: str, found: bool) -> None:
    assert ("one-backend lb" in remarks(text)) is found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("client -> api ~> kafka", ["no-consumer kafka"]),
        ("client -> api ~> kafka ~> worker", []),
        ("client -> api ~> orders queue\nworker -> orders queue", []),
        ("client -> worker ~> orders queue\nclient -> api", ["no-consumer orders queue"]),
        ("client -> api\nsqs -> worker", ["no-producer sqs"]),
        ("client -> api <-> kafka", []),
        ("client -> api\nkafka", []),
    ],
)
def test_pipes_want_a_consumer_and_a_producer(text: str, expected: list[str]) -> None:
    assert [r for r in remarks(text) if r.startswith("no-")] == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("client -> api -> redis", True),
        ("client -> api -> redis, postgres", False),
        ("client -> api -> redis -> postgres", False),
        ("client -> api -> redis\napi -> users service", False),
        ("client -> api -> redis\npostgres ~> redis", False),
        ("client -> api -> redis, memcached", True),
    ],
)
def test_a_cache_sits_beside_a_source_of_truth(text: str, found: bool) -> None:
    assert ("cache-without-truth redis" in remarks(text)) is found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("client -> api -> db\nmetrics -> grafana -> users", ["unreached metrics"]),
        ("client -> api -> db\na -> b -> a", ["unreached a"]),
        ("client -> api -> db\nlonely", ["unreached lonely"]),
        ("client -> api -> postgres => standby", []),
        ("cron -> report -> db", []),
        ("client -> api\nstripe -> hook -> db\nclient -> hook", []),
        ("client -> api\nbatch -> postgres", ["unreached batch", "no-path postgres"]),
        ("client -> api -> cart\npostgres", ["no-path postgres"]),
        ("client -> api -> db\nkafka -> x -> y", []),
        ("a -> b\nc -> d", []),
        ("teams -> api -> queue ~> sender\nsender -> stripe", []),
        ("teams -> api -> stripe\ncleanup worker -> log", ["unreached cleanup worker"]),
    ],
)
def test_what_nothing_reaches(text: str, expected: list[str]) -> None:
    found = [r for r in remarks(text) if r.startswith(("unreached", "no-path"))]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("client -> lb -> api x3 -> postgres", ["lb"]),
        ("client -> lb x2 -> api -> postgres", ["api"]),
        ("client -> lb x2 -> api x3 -> postgres", []),
        ("client -> a, b -> postgres", []),
        ("client -> a, b -> c -> postgres", ["c"]),
        ("client -> cdn -> lb x2 -> api x2 -> s3", []),
        ("client -> nlb -> api x2 ~> SQS ~> worker x2 -> s3", []),
        ("client -> api x2 -> postgres => standby", []),
        ("api -> postgres -> x", []),
        ("client -> api x2 -> redis -> postgres", ["redis"]),
        ("client -> api x2 -> postgres ~> worker x2 -> s3", ["postgres"]),
        ("client -> api x2 -> postgres ~> worker x2 -> s3\npostgres => standby", []),
    ],
)
def test_single_points_of_failure(text: str, expected: list[str]) -> None:
    found = [r.split()[1] for r in remarks(text) if r.startswith("single-point")]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("client -> lb x2 -> api x2 -> db\ngroup us: lb, api, db", ["group us: lb, api, db"]),
        ("client -> a, b\na -> db\nb -> db 2\ngroup us: a, db\ngroup eu: b, db 2", []),
        (
            "client -> lb x2 -> api x2 -> db\ngroup us: api, db\ngroup all: us, lb",
            ["group us: api, db"],
        ),
        ("client -> api x2 -> db\ngroup tier: db", []),
        ("client -> api -> db\ngroup all: client, api, db", []),
    ],
)
def test_a_group_that_takes_everything_with_it(text: str, expected: list[str]) -> None:
    assert [r[11:] for r in remarks(text) if r.startswith("group-loss")] == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "client",
        "client -> api",
        "client -> postgres",
        "lb\napi\nclient",
        "client -> lb x2 -> api x3 -> redis, postgres\npostgres => standby",
        "client -> cdn -> api gateway x2 -> api x3\napi ~> kafka x3 ~> worker x2 -> dynamodb\n"
        "api -> dynamodb\ncron -> worker",
    ],
)
def test_unfinished_and_sound_designs_are_left_alone(text: str) -> None:
    assert remarks(text) == []


def test_a_worker_that_nothing_sets_off_is_only_a_hint() -> None:
    text = "client -> api x2 -> db\nsweeper job -> db"
    (found,) = advise(read(text))
    assert found.severity is Severity.HINT
    assert "Nothing sets sweeper job off" in found.message


def test_each_remark_is_one_sentence_in_the_order_of_the_text() -> None:
    text = "client -> lb -> api -> redis\napi ~> kafka\nclient -> db\nfoo -> sqs\n"
    found = advise(read(text))
    assert len(found) == 5
    assert all(f.message.endswith(".") and ". " not in f.message for f in found)
    starts = [f.span.start for f in found if f.span]
    assert len(starts) == len(found)
    assert starts == sorted(starts)


SITE = """client -> lb -> api 1, api 2 -> postgres
api 1 ~> kafka ~> worker -> s3
postgres => standby
lonely -> db
group us: api 1, kafka
group all: us, lb
"""


@pytest.mark.parametrize(
    ("failed", "lost"),
    [
        ([], set()),
        (["lb"], {"api 1", "api 2", "postgres", "kafka", "worker", "s3"}),
        (["api 1"], {"kafka", "worker", "s3"}),
        (["api 1", "api 2"], {"postgres", "kafka", "worker", "s3"}),
        (["us"], {"worker", "s3"}),
        (["all"], {"api 2", "postgres", "worker", "s3"}),
        (["postgres"], set()),
        (["no such thing", "lonely"], set()),
    ],
)
def test_what_is_lost_when_something_fails(failed: list[str], lost: set[str]) -> None:
    assert lost_without(read(SITE), failed) == lost


def test_without_a_client_requests_enter_where_no_arrow_points() -> None:
    assert lost_without(read("a -> b -> c\nd -> c"), ["b"]) == set()
    assert lost_without(read("a -> b -> c"), ["b"]) == {"c"}


NAMES = ["client", "lb", "api", "api2", "redis", "postgres", "kafka", "worker", "cron", "cdn"]


@given(
    st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=14),
    st.sets(st.sampled_from(NAMES), max_size=3),
)
def test_a_failure_only_takes_away(pairs: list[tuple[str, str]], failed: set[str]) -> None:
    text = "\n".join(f"{a} -> {b}" for a, b in pairs)
    graph = read(text)
    ids = {n.id for n in graph.nodes}
    lost = lost_without(graph, failed)
    assert lost <= ids - failed
    assert lost <= lost_without(graph, failed | lost) | lost
    for more in ids:
        assert lost <= lost_without(graph, failed | {more}) | {more}
    assert advise(graph) == advise(read(text))
