"""Load said by type, load that boxes make by themselves, and shares that the sheet's rates tell."""

import pytest

from coach.boards.board import Known
from coach.boards.diagram import diagram_text
from coach.boards.diagram.stress.analysis import analyse
from coach.boards.diagram.stress.call_flows import Flows, flows_of
from coach.boards.diagram.stress.figure_steps import derivation
from coach.boards.diagram.stress.from_sheet import load_of
from coach.boards.diagram.stress.network import network_of
from coach.boards.diagram.stress.outage import outage
from coach.boards.diagram.stress.sheet_shares import WHAT
from coach.boards.diagram.stress.station import Load
from coach.boards.diagram.stress.tables import entering, told
from coach.boards.estimate.sheet import evaluate


def loaded(text: str, sheet: str = "") -> Flows:
    values: dict[str, Known] = dict(evaluate(sheet).values)
    return flows_of(network_of(diagram_text.read(text), load_of(values)))


def test_each_client_says_its_own_reads_and_writes() -> None:
    flows = loaded(
        "users [client, 900 reads/s, 100 writes/s] -> api [service]\n"
        "loader [client, 500 writes/s] -> api\n"
    )
    flow = flows.loaded["api"].flow
    assert (flow.reads, flow.writes) == pytest.approx((900, 600))
    assert flows.design.rps == pytest.approx(1500)
    assert flows.design.reads_share == pytest.approx(0.6)
    assert not [one for one in flows.design.assumptions if one.what == "share of reads"]


def test_other_calls_asked_for_go_before_the_clients_own() -> None:
    graph = diagram_text.read("users [client, 900 reads/s, 100 writes/s] -> api [service]\n")
    flow = flows_of(network_of(graph, Load(rps=10, reads=0.5))).loaded["api"].flow
    assert (flow.reads, flow.writes) == pytest.approx((5, 5))


def test_a_box_makes_load_by_itself() -> None:
    text = "planner [scheduler, makes=2k writes/s] -> queue\nqueue -> fetcher x40 [service]\n"
    flows = loaded(text)
    assert flows.loaded["fetcher"].flow.writes == pytest.approx(2000)
    assert flows.design.loaded
    assert flows.response_ms() is None
    assert derivation(flows, "planner")[0].startswith("It makes by itself: 2,000/s")


def test_made_load_grows_with_the_load_and_ends_with_its_box() -> None:
    text = "user [client, 100/s] -> api\nsweeper [worker, makes=50 reads/s] -> api\n"
    flows = loaded(text)
    twice = flows_of(flows.design.with_load(2))
    assert twice.loaded["api"].flow.rps == pytest.approx(300)
    without = outage(flows.design, ("sweeper",)).flows
    assert without.loaded["api"].flow.rps == pytest.approx(100)


def test_a_call_is_as_long_with_load_that_nobody_waits_for() -> None:
    text = "user [client, 100/s] -> api x9 [10 ms] -> db [1 ms]\n"
    alone = loaded(text).response_ms()
    beside = loaded(f"{text}sweeper [worker, makes=1/s] -> db\n").response_ms()
    assert alone == pytest.approx(beside, rel=0.01)


def test_what_fills_a_cache_arrives_there() -> None:
    text = (
        "post [client, 10 writes/s] -> fan-out worker [service]\n"
        "fan-out worker -> follower db [database]: reads\n"
        "fan-out worker -> feed cache [cache]: writes, fan-out 200\n"
    )
    assert loaded(text).loaded["feed cache"].flow.writes == pytest.approx(2000)


def test_a_cache_that_is_only_filled_spares_the_store_nothing() -> None:
    text = (
        "user [client, 100 reads/s] -> loader [service]\n"
        "loader -> db [database]\n"
        "loader -> warm cache [cache]: writes\n"
    )
    assert loaded(text).loaded["db"].flow.reads == pytest.approx(100)


SHARED = "user [client] -> gateway -> redirect service, link service\n"


def test_a_sheets_rates_weigh_what_no_arrow_says() -> None:
    flows = loaded(SHARED, "peak redirects = 35k req/s\npeak new links = 350 req/s\npeak = 35350/s")
    redirects = flows.loaded["redirect service"].flow.rps
    links = flows.loaded["link service"].flow.rps
    assert links / (redirects + links) == pytest.approx(350 / 35_350)
    told = next(one for one in flows.design.assumptions if one.what == WHAT)
    assert told.box == "gateway"
    assert "peak redirects" in told.source
    assert "link service 0.99 %" in told.value


def test_a_target_that_the_sheet_does_not_name_gets_what_is_left() -> None:
    flows = loaded(SHARED, "peak qps = 1000 req/s\npeak redirects = 900 req/s")
    assert flows.loaded["link service"].flow.rps == pytest.approx(100)


def test_without_a_rate_the_parts_are_even_and_said_to_be() -> None:
    flows = loaded(SHARED, "peak qps = 1000 req/s")
    assert flows.loaded["link service"].flow.rps == pytest.approx(500)
    told = next(one for one in flows.design.assumptions if one.what == WHAT)
    assert told.value == "50 % to each of 2"
    assert "no arrow says a share" in told.source


def test_copies_of_one_service_need_no_shares() -> None:
    flows = loaded("user [client, 100/s] -> lb -> api 1, api 2\n")
    assert not [one for one in flows.design.assumptions if one.what == WHAT]


def test_a_share_on_the_arrow_goes_before_the_sheet() -> None:
    text = "user [client, 100/s] -> gateway\n"
    text += "gateway -> redirect service: 60%\ngateway -> link service: 40%\n"
    flows = loaded(text, "peak redirects = 35k req/s\npeak new links = 350 req/s")
    assert flows.loaded["link service"].flow.rps == pytest.approx(40)


def test_a_call_for_every_call_is_not_spared_by_a_cache_beside_it() -> None:
    text = (
        "user [client, 100 reads/s] -> search [service]\n"
        "search -> cards [cache]: 90% hit\n"
        "search -> geo index [search index]: per call\n"
        "search -> card db [database]\n"
    )
    flows = loaded(text)
    assert flows.loaded["geo index"].flow.reads == pytest.approx(100)
    assert flows.loaded["card db"].flow.reads == pytest.approx(10)


def test_a_consumer_asks_a_cache_beside_a_store_where_its_arrow_says_so() -> None:
    text = (
        "loader [client, 50 writes/s] -> queue\n"
        "queue -> fetcher [worker]\n"
        "fetcher -> names [cache]: per call, fan-out 3\n"
        "fetcher -> pages [blob store]\n"
    )
    assert loaded(text).loaded["names"].flow.rps == pytest.approx(150)


def test_a_cache_that_is_asked_for_a_share_spares_the_store_that_share() -> None:
    text = (
        "user [client, 100 reads/s] -> api [service]\n"
        "api -> hot keys [cache]: 10%, 50% hit\n"
        "api -> db [database]\n"
    )
    assert loaded(text).loaded["db"].flow.reads == pytest.approx(95)


def test_a_client_that_says_its_load_asks_even_where_something_is_pushed_to_it() -> None:
    text = (
        "phone [client, 100 writes/s] -> api [service]\n"
        "api ~> pusher [worker] -> phone\n"
        "limits [cache] -> api\n"
    )
    flows = loaded(text)
    assert flows.design.rps == pytest.approx(100)
    assert flows.loaded["api"].flow.writes == pytest.approx(100)


def test_the_table_of_loads_stays_a_table_where_much_is_over() -> None:
    services = ", ".join(f"catalogue service {letter}" for letter in "abcdefgh")
    graph = diagram_text.read(f"user [client, 900/s] -> api x3\napi -> {services}\n")
    lines = told(analyse(graph), 80).splitlines()
    head = next(at for at, line in enumerate(lines) if line.startswith("load"))
    column = lines[head].index("over")
    table = lines[head : lines.index("", head)]
    assert len(table) > 6
    assert all(line[column - 1] == " " and line[column] != " " for line in table)
    assert max(map(len, table)) <= 80


def test_a_step_behind_a_cdn_says_what_of_the_reads_it_leaves() -> None:
    text = "client [20k/s, reads=90%] -> cdn: 90% hit\ncdn -> pages: 60%\ncdn -> shop"
    steps = derivation(analyse(diagram_text.read(text)).flows, "shop")
    assert steps[0] == (
        "From cdn (18,000 reads, 2,000 writes): 40 % of the reads that it misses (0.1 of all), "
        "40 % of the writes = 720 reads, 800 writes."
    )


@pytest.mark.parametrize(
    ("client", "told"),
    [
        ("400k reads/s, 10 writes/s", "400k calls/s enter, almost all of them reads"),
        ("400k reads/s", "400k calls/s enter, 100 % of them reads"),
        ("90 reads/s, 10 writes/s", "100 calls/s enter, 90 % of them reads"),
    ],
)
def test_a_few_writes_among_many_reads_are_not_told_as_none(client: str, told: str) -> None:
    assert entering(network_of(diagram_text.read(f"user [client, {client}] -> api"))) == told
