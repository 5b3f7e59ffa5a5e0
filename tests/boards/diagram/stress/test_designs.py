"""Designs whose figures an independent program worked out: flows, waits, availability, failures.

Corrected by hand: of five replicas that carry 3,000 a second together, four carry 2,400, so 2,000
are 0.83 of them; a database of which nothing is said carries 10,000 a second, so that of
`defaults-only` is used half as much, as that of `warehouse-stock`; of no reads all are answered.
Those of `designs_later.json` give some of the figures, by programs written from the rules alone.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from coach.boards.diagram import notation
from coach.boards.diagram.stress.analysis import Questions, analyse, parse_spike
from coach.boards.diagram.stress.answers_json import as_data
from coach.boards.diagram.stress.station import Load

DATA = Path(__file__).parents[3] / "data" / "stress"
DESIGNS: list[dict[str, Any]] = [
    design
    for file in ("designs.json", "designs_later.json")
    for design in json.loads((DATA / file).read_text("utf-8"))
]


def answers(design: dict[str, Any]) -> dict[str, Any]:
    expected = design["expect"]
    spike = parse_spike(design["args"]["spike"])
    assert spike is not None
    asked = Questions(
        spike=spike,
        fails=tuple(tuple(one["fail"]) for one in expected["failures"]),
        tries=tuple(one["try"] for one in expected["tries"]),
    )
    load = Load(design["args"].get("rps"), design["args"].get("reads"))
    return as_data(analyse(notation.read(design["text"]), load, asked))


def near(value: float | None) -> Any:
    return None if value is None else pytest.approx(value, rel=0.005, abs=1e-6)


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design["id"])
def test_flows_waits_and_what_is_full_first(design: dict[str, Any]) -> None:
    expected, got = design["expect"], answers(design)
    assert got["entry_rps"] == near(expected["entry_rps"])
    boxes = {box["id"]: box for box in got["boxes"]}
    for name, wanted in expected["boxes"].items():
        box = boxes[name]
        assert (box["reads"], box["writes"]) == (near(wanted["reads"]), near(wanted["writes"]))
        assert box["utilisation"] == near(wanted["utilisation"])
        if wanted["wait_ms"] is not None:
            assert box["wait_ms"] == pytest.approx(wanted["wait_ms"], rel=0.02, abs=1e-6)
        if wanted["endless"]:
            assert (box["state"], box["wait_ms"]) == ("over", None)
    first = got["first"] or {"box": None, "multiple": None}
    assert (first["box"], first["multiple"]) == (expected["first"], near(expected["multiple"]))
    assert got["response_ms"] == near(expected["response_ms"])
    over = {f"{load['load']:g}": sorted(load["over"]) for load in got["loads"]}
    whole = design.get("split") != "later"
    assert {load: over[load] for load in (over if whole else expected["over"])} == expected["over"]


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design["id"])
def test_availability_failures_spikes_and_lines_tried(design: dict[str, Any]) -> None:
    expected, got = design["expect"], answers(design)
    ends = {end["to"]: end["value"] for end in got["availability"]}
    wanted_ends = {name: near(value) for name, value in expected["availability"].items()}
    whole = design.get("split") != "later"
    assert {name: ends[name] for name in (ends if whole else wanted_ends)} == wanted_ends
    assert {one["box"]: one["lost"] for one in got["spofs"]} == {
        name: near(lost) for name, lost in expected["spofs"]
    }
    for wanted, failure in zip(expected["failures"], got["failures"], strict=True):
        served = (failure["served_reads"], failure["served_writes"])
        assert served == (near(wanted["served_reads"]), near(wanted["served_writes"]))
        used = {box["id"]: box["utilisation"] for box in failure["boxes"]}
        assert {name: used[name] for name in wanted["utilisation"]} == {
            name: near(value) for name, value in wanted["utilisation"].items()
        }
        assert sorted(failure["over"]) == wanted["over"]
    for wanted, tried in zip(expected["tries"], got["tries"], strict=True):
        assert tried["multiple"] == near(wanted["multiple"])
    waiting = {(one["queue"], one["consumer"]): one for one in got["spike"]}
    for wanted in expected.get("spike", []):
        found = waiting[wanted["queue"], wanted["consumer"]]
        for key in ("in_rps", "drain_rps", "backlog", "oldest_s", "drain_s"):
            assert found[key] == near(wanted[key])
