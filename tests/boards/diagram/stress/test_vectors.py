"""Published mathematics: waiting in M/M/c, boxes in series and in parallel, k of n."""

import json
from pathlib import Path
from typing import Any

import pytest

from coach.boards.diagram import notation
from coach.boards.diagram.stress.availability import at_least, availability
from coach.boards.diagram.stress.network import network_of
from coach.boards.diagram.stress.waiting import MOST_SERVERS, wait_ms, waiting_share

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parents[3] / "data" / "stress" / "vectors.json").read_text()
)


@pytest.mark.parametrize("vector", VECTORS["mmc"])
def test_a_call_waits_as_long_as_erlang_says(vector: dict[str, float]) -> None:
    servers, erlangs = int(vector["servers"]), vector["erlangs"]
    assert waiting_share(servers, erlangs) == pytest.approx(vector["p_wait"], rel=1e-6)
    capacity = float(servers)
    wait = wait_ms(capacity, 1000.0, servers, erlangs / servers)
    assert wait == pytest.approx(1000 * vector["wait_in_service_times"], rel=1e-6)


def test_many_servers_are_approximated_closely() -> None:
    exact = waiting_share(MOST_SERVERS, 0.98 * MOST_SERVERS)
    approximated = waiting_share(MOST_SERVERS + 1, 0.98 * (MOST_SERVERS + 1))
    assert approximated == pytest.approx(exact, rel=0.03)


@pytest.mark.parametrize("utilisation", [1.0, 1.5])
def test_a_full_box_waits_without_end(utilisation: float) -> None:
    assert wait_ms(100, 10, None, utilisation) is None


@pytest.mark.parametrize("vector", VECTORS["k_of_n"])
def test_at_least_k_of_n_work(vector: dict[str, float]) -> None:
    works = at_least(int(vector["k"]), int(vector["n"]), vector["a"])
    assert works == pytest.approx(vector["up"], abs=1e-8)


@pytest.mark.parametrize("vector", VECTORS["series_parallel"])
def test_series_and_parallel(vector: dict[str, Any]) -> None:
    boxes = [f"b{number} [service, {100 * a}%]" for number, a in enumerate(vector["boxes"])]
    chain = "client -> " + " -> ".join(boxes)
    ends = availability(network_of(notation.read(chain)))
    assert list(ends.values()) == [pytest.approx(vector["series"], abs=1e-8)]
    beside = "\n".join(f"client -> {box} -> end [external, 100%]" for box in boxes)
    ends = availability(network_of(notation.read(beside)))
    assert list(ends.values()) == [pytest.approx(vector["parallel"], abs=1e-8)]


def test_a_bridge_is_neither_series_nor_parallel() -> None:
    text = """
    client -> a [service, 90%], b [service, 90%]
    a -> end [external, 100%]
    b -> end
    a -> m [service, 90%] -> b
    """
    design = network_of(notation.read(text))
    assert availability(design)["end"] == pytest.approx(0.99)
