"""What must hold for any design: flow is conserved, more machines never hurt, nothing raises."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.boards.diagram import notation
from coach.boards.diagram.stress.analysis import analyse
from coach.boards.diagram.stress.answers_json import as_data
from coach.boards.diagram.stress.availability import availability
from coach.boards.diagram.stress.call_flows import flows_of
from coach.boards.diagram.stress.figure_steps import derivation
from coach.boards.diagram.stress.network import Network, network_of
from coach.boards.diagram.stress.outage import outage, single_points
from coach.boards.diagram.stress.station import Load
from coach.boards.diagram.stress.tables import outage_lines, told

NAMES = ["client", "lb", "gateway", "api", "users", "worker", "redis", "postgres", "kafka", "sqs"]
NAMES += ["s3", "cdn", "dns", "replica", "stripe [external]", "search index", "api 2", "cron"]
FIGURES = ["", " x3", " [500/s]", " [2k rps, 20 ms]", " [99.9%]", " [hit=90%]", " [shards=4]"]
FIGURES += [" [makes=50 writes/s]", " [2k reads/s, 30 writes/s]"]
FIGURES += [" x5 [3k/s total]", " [hot=30%]", " [slots=8, needs=2]", " [reads=70%]", " [0/s]"]
LABELS = ["", ": 90% hit", ": on a miss", ": reads", ": writes", ": 20%", ": 1 in 10", ": x2"]
LABELS += [": fan-out 200", ": batch 50", ": per call", ": writes 10%", ": 70%, x3", ": hello"]

mentions = st.builds(str.__add__, st.sampled_from(NAMES), st.sampled_from(FIGURES))
arrows = st.sampled_from([" -> ", " ~> ", " => ", " <-> ", " <- "])
lines = st.builds(
    lambda first, arrow, second, label: f"{first}{arrow}{second}{label}",
    mentions,
    arrows,
    mentions,
    st.sampled_from(LABELS),
)
texts = st.lists(lines, min_size=1, max_size=9).map("\n".join)


@given(texts, st.floats(0, 1), st.sampled_from([0.0, 1.0, 3600.0, 1e9]))
@settings(max_examples=40, deadline=None)
def test_any_design_is_answered(text: str, reads: float, rps: float) -> None:
    analysis = analyse(notation.read(text), Load(rps, reads))
    data = as_data(analysis)
    assert all(box["reads"] >= 0 and box["writes"] >= 0 for box in data["boxes"])
    assert all(0 <= end["value"] <= 1 + 1e-9 for end in data["availability"])
    assert all(0 < point["lost"] <= 1 + 1e-9 for point in data["spofs"])
    assert told(analysis, 80)
    for box in list(analysis.design.boxes)[:3]:
        gone = outage(analysis.design, (box,))
        assert -1e-9 <= gone.served_reads <= 1 + 1e-9
        assert -1e-9 <= gone.served_writes <= 1 + 1e-9


@pytest.mark.parametrize(
    ("many", "offered"), [(1, ["x2"]), (3, ["x4", "x6"]), (300, ["x330", "x600"])]
)
def test_more_replicas_are_offered_in_amounts_that_change_something(
    many: int, offered: list[str]
) -> None:
    from coach.boards.diagram.stress.remedies import offers

    graph = notation.read(f"client [100k rps] -> rights service x{many}")
    lines = offers(graph, network_of(graph))
    assert [one.line for one in lines] == [f"rights service {told}" for told in offered]


@given(texts, st.text(max_size=40))
@settings(max_examples=40, deadline=None)
def test_any_line_can_be_tried(text: str, line: str) -> None:
    from coach.boards.diagram.stress.remedies import offers, trial

    graph = notation.read(text)
    load = Load(1000.0)
    assert trial(text, line, load).line == line
    first = flows_of(network_of(graph, load)).first()
    for offer in offers(graph, network_of(graph, load), load):
        assert first is not None
        assert offer.multiple is not None
        assert offer.multiple > first[1]


@given(texts, st.integers(2, 9))
@settings(max_examples=40, deadline=None)
def test_more_replicas_never_fill_sooner(text: str, more: int) -> None:
    design = network_of(notation.read(text), Load(1000.0))
    before = dict(flows_of(design).ranked())
    for box in design.boxes.values():
        wider = replace(box, replicas=box.replicas * more)
        after = dict(flows_of(_with(design, wider)).ranked())
        for name, multiple in before.items():
            assert after[name] >= multiple * (1 - 1e-9)


@given(texts, st.floats(1.1, 50))
@settings(max_examples=40, deadline=None)
def test_use_grows_in_proportion_to_the_load(text: str, many: float) -> None:
    design = network_of(notation.read(text), Load(1000.0))
    today, later = flows_of(design), flows_of(design.with_load(many))
    for name, loaded in today.loaded.items():
        if loaded.utilisation is not None:
            assert later.loaded[name].utilisation == pytest.approx(many * loaded.utilisation)


def test_a_router_sends_each_call_to_one_target() -> None:
    text = "client [1k rps] -> gateway\ngateway -> a: 70%\ngateway -> b: 20%\ngateway -> c, d"
    flows = flows_of(network_of(notation.read(text)))
    shares = {name: flows.loaded[name].flow.rps for name in "abcd"}
    assert shares == {
        name: pytest.approx(rate) for name, rate in zip("abcd", (700, 200, 50, 50), strict=True)
    }
    assert sum(shares.values()) == pytest.approx(1000)


def test_a_share_of_all_calls_as_writes_is_taken_from_the_others() -> None:
    text = "client [1k rps, reads=80%] -> gateway\ngateway -> orders: writes 10%\ngateway -> shop"
    flows = flows_of(network_of(notation.read(text)))
    orders, shop = flows.loaded["orders"].flow, flows.loaded["shop"].flow
    assert (orders.reads, orders.writes) == pytest.approx((0, 100))
    assert (shop.reads, shop.writes) == pytest.approx((800, 100))


def test_a_cache_before_its_store_fetches_what_it_misses() -> None:
    text = "client [1k rps, reads=90%] -> api -> redis -> postgres\nredis [hit=80%]"
    design = network_of(notation.read(text))
    postgres = flows_of(design).loaded["postgres"].flow
    assert (postgres.reads, postgres.writes) == pytest.approx((180, 100))
    dead = outage(design, ("redis",))
    assert (dead.served_reads, dead.served_writes) == (1, 1)
    assert dead.flows.loaded["postgres"].flow.reads == pytest.approx(900)
    assert dict(single_points(design)) == {
        "api": pytest.approx(1),
        "postgres": pytest.approx(0.28),
    }


def test_a_cache_that_passes_reads_leaves_the_callers_own_arrow_the_writes() -> None:
    text = (
        "client [1k rps, reads=90%] -> api -> redis -> postgres\napi -> postgres\nredis [hit=80%]"
    )
    flows = flows_of(network_of(notation.read(text)))
    assert flows.loaded["redis"].flow.writes == 0
    assert flows.loaded["postgres"].flow[:2] == pytest.approx((180, 100))


def test_a_worker_drawn_with_an_arrow_to_its_queue_takes_from_it() -> None:
    text = "client [100 rps, reads=0%] -> api ~> sqs\nworker x2 [80/s] -> sqs\nworker -> postgres"
    flows = flows_of(network_of(notation.read(text)))
    assert flows.loaded["worker"].utilisation == pytest.approx(100 / 160)
    assert flows.loaded["postgres"].flow.writes == pytest.approx(100)


def test_a_dead_box_leads_nowhere_in_a_random_graph() -> None:
    text = "client -> a -> b -> d [external]\na -> c -> d\nd -> e [external]"
    design = network_of(notation.read(text), Load(100.0))
    for box, cut in (("a", True), ("b", False), ("c", False), ("d", True)):
        dead = _with(design, replace(design.boxes[box], availability=0.0))
        value = availability(dead)["e"]
        assert (value == 0) is cut


def _with(design: Network, box: object) -> Network:
    from coach.boards.diagram.stress.station import Station

    assert isinstance(box, Station)
    return replace(design, boxes={**design.boxes, box.id: box})


def test_a_queue_without_messages_has_no_backlog() -> None:
    text = "client [1k rps] -> kafka\nkafka -> lb\nsqs -> lb"
    data = as_data(analyse(notation.read(text)))
    assert [waiting["queue"] for waiting in data["spike"]] == ["kafka"]


QUEUED = "client [100 rps, reads=50%] -> api\napi ~> {broker}\n{broker} ~> worker\nworker -> db\n"


@pytest.mark.parametrize("broker", ["sqs", "kafka"])
@pytest.mark.parametrize("dead", ["worker", "db"])
def test_what_is_only_accepted_is_not_told_as_done(broker: str, dead: str) -> None:
    design = network_of(notation.read(QUEUED.format(broker=broker)))
    gone = outage(design, (dead,))
    assert (gone.served_writes, gone.messages_lost) == (1.0, 0.0)
    assert gone.waiting == ((broker, 50.0),)
    told_of = outage_lines(gone, flows_of(design))
    assert told_of[1] == f"50 messages/s are accepted and not done: they wait in {broker}"


def test_nothing_waits_where_another_worker_takes_it_or_the_broker_is_dead() -> None:
    two = QUEUED.format(broker="sqs") + "sqs ~> worker 2\nworker 2 -> db\n"
    design = network_of(notation.read(two))
    assert outage(design, ("worker",)).waiting == ()
    assert outage(design, ("worker", "worker 2")).waiting == (("sqs", 50.0),)
    assert outage(design, ("db",)).waiting == (("sqs", 50.0),)
    assert outage(design, ("sqs",)).waiting == ()


def test_no_box_is_told_to_work_all_the_time() -> None:
    graph = notation.read("client [100 rps] -> api x600 -> db x2\n")
    flows = flows_of(network_of(graph))
    (told_of,) = [line for line in derivation(flows, "api") if "of 600" in line]
    assert told_of.startswith("At least 1 of 600 work more than 99.9999999 % of the time")
    (told_of,) = [line for line in derivation(flows, "db") if "of 2 work" in line]
    assert told_of.startswith("At least 1 of 2 work 99.9975 % of the time")
    assert not any("work" in line for line in derivation(flows, "client"))


def test_the_steps_say_no_more_than_there_is() -> None:
    text = "client [100/s] -> api [80/s] -> db [database] => copy [replica]\nnightly [cron] -> db"
    flows = flows_of(network_of(notation.read(text)))
    (used,) = [line for line in derivation(flows, "api") if line.startswith("Used")]
    assert used == "Used: 80 ÷ 80 + 20 ÷ 80 = 125 %."
    (works,) = [line for line in derivation(flows, "db") if " of the time" in line]
    assert works.startswith("It or its copy works 99.9975 %")
    clock = " ".join(derivation(flows, "nightly"))
    assert "makes=10/s" in clock and "capacity" not in clock and "0 ms" not in clock


def test_the_words_of_every_step_give_its_figures() -> None:
    text = (
        "phone [1,000/s, reads=60%] -> lb -> feed\nlb -> post: writes 10%\n"
        "phone ~> log [stream]: 25%, per call\nlog ~> indexer: 50%\n"
        "post ~> jobs [queue]: 20% ~> worker\nfeed ~> audit [queue] ~> clerk: 5%"
    )
    flows = flows_of(network_of(notation.read(text)))
    steps = {box: derivation(flows, box) for box in flows.loaded}
    told_of = {box: lines[0].partition("writes): ")[2] for box, lines in steps.items()}
    less = ", less 10 % of all calls, which go to post"
    assert told_of["feed"].startswith(f"every call{less}") and told_of["post"] == (
        "10 % of all calls, as writes = 0 reads, 75 writes."
    )
    assert told_of["log"] == "25 % of the calls, as messages = 0 reads, 250 writes."
    assert told_of["indexer"] == "50 % of the messages = 0 reads, 125 writes."
    assert told_of["clerk"].startswith("5 % of the messages = 0 reads, ")


ROUTED = "client [{rps} rps, reads={reads}%] -> lb x2 [10k/s] -> api x3 [500/s] -> db [2k/s]\n"


@pytest.mark.parametrize(
    ("rps", "reads", "dead", "lines"),
    [
        (
            900,
            50,
            "api:1",
            ["all of the calls are answered", "api goes from 60 % to 90 % of what it carries"],
        ),
        (
            1200,
            50,
            "api:1",
            [
                "all of the calls would be answered, but",
                "! api goes from 80 % to 120 % of what it carries",
            ],
        ),
        (900, 0, "db", ["none of the calls are answered", "data nowhere else: db"]),
        (900, 100, "lb:1", ["all of the calls are answered", "lb goes from 4 % to 9 %"]),
    ],
)
def test_a_failure_tells_what_is_answered_and_who_carries_the_rest(
    rps: int, reads: int, dead: str, lines: list[str]
) -> None:
    design = network_of(notation.read(ROUTED.format(rps=rps, reads=reads)))
    told_of = outage_lines(outage(design, (dead,)), flows_of(design))
    assert [line[: len(wanted)] for line, wanted in zip(told_of, lines, strict=True)] == lines


@pytest.mark.parametrize(
    ("label", "more", "waits"),
    [
        (": synchronous", "", True),
        (": sync", "", True),
        (": async", "", False),
        ("", "", False),
        (": synchronous", "db => other\n", False),
    ],
)
def test_who_copies_at_once_waits_for_the_last_copy(label: str, more: str, waits: bool) -> None:
    text = f"client [10 rps] -> api x2 -> db\ndb => standby{label}\n{more}"
    design = network_of(notation.read(text))
    told_of = outage_lines(outage(design, ("standby",)), flows_of(design))
    sentence = "writes to db wait for standby, or go on with no copy: say which"
    assert told_of[0] == "all of the calls are answered"
    assert (sentence in told_of) is waits


def test_of_many_that_carry_more_the_fullest_are_named_and_the_rest_counted() -> None:
    """Eight stores behind one cache: with it dead each gets ten times as much."""
    stores = "".join(f"api -> db {n} [{n}k/s]\n" for n in range(1, 9))
    text = f"client [90 rps, reads=100%] -> api x9 -> redis: 90% hit\n{stores}"
    design = network_of(notation.read(text))
    told_of = outage_lines(outage(design, ("redis",)), flows_of(design))
    assert told_of[1] == "db 1 goes from <1 % to 9 % of what it carries"
    assert len(told_of) == 1 + 6 + 1
    assert told_of[-1] == "2 more boxes carry more than before or are over"


@pytest.mark.parametrize("drawn", ["db => read a, read b\n", ""])
@pytest.mark.parametrize("shares", [("", ""), (": 70%", ": 30%")])
def test_replicas_alone_share_the_reads_and_one_takes_over_from_another(
    drawn: str, shares: tuple[str, str]
) -> None:
    """Whose caller asks no primary, and says no shares, asks each for its part."""
    text = f"client [600 rps, reads=100%] -> api x9\napi -> read a [replica]{shares[0]}\n"
    text += f"api -> read b [replica]{shares[1]}\n{drawn}"
    design = network_of(notation.read(text))
    loaded = flows_of(design).loaded
    wanted = (300, 300) if not shares[0] else (420, 180)
    assert (loaded["read a"].flow.reads, loaded["read b"].flow.reads) == pytest.approx(wanted)
    if shares[0]:
        return
    gone = outage(design, ("read a",))
    assert gone.served_reads == 1.0
    assert gone.flows.loaded["read b"].flow.reads == pytest.approx(600)
    assert outage(design, ("read a", "read b")).served_reads == 0.0
    assert not {"read a", "read b"} & {box for box, _ in single_points(design)}


def test_a_name_that_sounds_managed_is_promised_only_what_somebody_promises() -> None:
    """Of a provider's service without a figure the replicas count, as of any other box."""
    design = network_of(notation.read("client [9 rps] -> lambda x2 [gateway] -> s3"))
    assert availability(design)["s3"] == pytest.approx((1 - 0.005**2) * 0.999, abs=1e-4)
    said = network_of(notation.read("client [9 rps] -> lambda x2 [gateway, 99%] -> s3"))
    assert availability(said)["s3"] == pytest.approx(0.99 * 0.999, abs=1e-4)


def test_a_replica_of_unknown_origin_joins_those_of_the_one_database_that_is_read() -> None:
    text = "client [600 rps, reads=100%] -> api x9 -> read a [replica], read b [replica]\n"
    text += "db => read a, read b\napi -> read c [replica]\n"
    loaded = flows_of(network_of(notation.read(text))).loaded
    assert [loaded[box].flow.reads for box in ("read a", "read b", "read c")] == [
        pytest.approx(200)
    ] * 3
