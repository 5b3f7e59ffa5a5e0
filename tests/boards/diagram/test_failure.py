"""What a failure takes with it, in words."""

from coach.boards.diagram.failure import MOST_WALKS, walks, without
from coach.boards.diagram.notation import read
from coach.boards.diagram.reach import callers, lost_without

SHOP = "client -> lb -> api x3 -> redis, orders db\napi ~> kafka -> worker -> s3"


def test_a_lone_database_stops_the_walk_that_ends_there() -> None:
    told = without(read("client -> api -> orders db"), "orders db")
    assert told == ("Every walk stops:", "· client → api → orders db")


def test_walks_that_stop_and_walks_that_go_on_are_told() -> None:
    told = without(read(SHOP), "redis")
    assert told[0] == "1 of 3 walks stop:"
    assert told[1] == "· client → lb → api → redis"
    assert told[-1].startswith("Still walked: client → lb → api → ")


def test_replicas_and_what_is_cut_off_are_told() -> None:
    told = without(read(SHOP), "api")
    assert told[0].startswith("One of api's 3 replicas may fail")
    assert "No client reaches any more: kafka, orders db, redis, s3, worker." in told


def test_six_walks_are_named_and_the_rest_counted() -> None:
    told = without(read("client -> api -> " + ", ".join(f"s{n}" for n in range(9))), "api")
    assert sum(line.startswith("· client → api → s") for line in told) == 6
    assert told[7] == "· and 3 more"


def test_what_no_walk_uses_stops_nothing() -> None:
    graph = read("client -> api -> db\nmetrics -> grafana")
    assert without(graph, "grafana")[0].startswith("No walk from a client goes through grafana")


def test_circles_and_crowds_end() -> None:
    assert walks(read("client -> a -> b -> a")) == (("client", "a", "b"),)
    crowd = "client -> " + " -> ".join(", ".join(f"n{i}{j}" for j in range(5)) for i in range(6))
    assert len(walks(read(crowd))) == MOST_WALKS == 200


def test_without_a_client_requests_come_from_what_calls_and_not_from_a_provider() -> None:
    graph = read("teams -> api -> queue ~> sender\nsender -> stripe")
    assert callers(graph) == ("teams",)
    assert "sender" in lost_without(graph, ["queue"])
