"""Plans as people write them, with what each must come to: findings, schedule, strategy, limits.

labelled.json and profiles.json are the specification's public halves, wild.json was written before
the reader had seen it (two of its labels were set right afterwards: a fixed start holds the step
before it, and a unique beginning of a name is a name).
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from coach.boards.board import Context
from coach.boards.plan.plan_board import BOARD
from coach.boards.plan.planrecord import record

DATA = Path(__file__).resolve().parents[2] / "data" / "plans"


def corpus(name: str) -> list[dict[str, Any]]:
    plans: list[dict[str, Any]] = json.loads((DATA / name).read_text("utf-8"))
    return plans


PLANS = [*corpus("labelled.json"), *corpus("wild.json")]


def read(text: str) -> dict[str, Any]:
    model = BOARD.parse(text if text.endswith("\n") else f"{text}\n")
    return record(model.plan, model.schedule, BOARD.findings(model, Context()))


def squashed(name: str) -> str:
    return re.sub(r"[^a-z0-9%]+", " ", name.lower()).strip()


@pytest.mark.parametrize("case", PLANS, ids=[plan["id"] for plan in PLANS])
def test_a_plan_comes_to_what_its_label_says(case: dict[str, Any]) -> None:
    made = read(case["text"])
    found = {one["id"]: one["severity"] for one in made["findings"]}
    assert set(case["expect"]) <= set(found)
    loud = {id_ for id_, severity in found.items() if severity != "hint"}
    assert loud <= {*case["expect"], *case["may"]}
    for one in made["findings"]:
        assert one["message"] and one["why"] and one["source"] and one["line"] >= 1
    if "strategy" in case:
        assert made["strategy"]["said"] == case["strategy"]
    if "recommended" in case:
        assert (made["strategy"]["recommended"] or "none") == case["recommended"]
    for name, value in case.get("constraints", {}).items():
        assert made["constraints"].get(name) == value
    if "checkpoints" in case:
        shares = [[one["percent"], one["watch_minutes"]] for one in made["checkpoints"]]
        assert shares == case["checkpoints"]
    if "length" in case:
        assert made["length_minutes"] == case["length"]


@pytest.mark.parametrize("case", PLANS, ids=[plan["id"] for plan in PLANS])
def test_the_schedule_is_exact(case: dict[str, Any]) -> None:
    made = read(case["text"])
    steps = {squashed(step["name"]): step for step in made["steps"]}
    steps |= {f"{share['percent']:g}%": share for share in made["checkpoints"]}
    for wanted in case.get("steps", []):
        step = steps[squashed(wanted["name"])]
        timed = (step["start"], step["end"], step["critical"])
        assert timed == (wanted["start"], wanted["end"], wanted["critical"]), wanted["name"]
    if case.get("steps") == []:
        assert made["steps"] == []


@pytest.mark.parametrize(
    "case", [plan for plan in PLANS if "scaling" in plan], ids=lambda plan: str(plan["id"])
)
def test_rules_of_scaling(case: dict[str, Any]) -> None:
    made = read(case["text"])["scaling"]
    assert len(made) == len(case["scaling"])
    for rule, wanted in zip(made, case["scaling"], strict=True):
        assert len(rule["actions"]) == wanted["actions"]
        assert bool(rule["rollback"]) == bool(wanted["rollback"])
        if wanted["trigger"] is None:
            assert rule["trigger"] is None
            continue
        assert squashed(rule["trigger"]["metric"]) == squashed(wanted["trigger"]["metric"])
        for name in ("op", "value", "for_minutes"):
            assert rule["trigger"][name] == pytest.approx(wanted["trigger"][name])


@pytest.mark.parametrize("case", corpus("profiles.json"), ids=lambda case: str(case["id"]))
def test_a_profile_comes_to_what_its_label_says(case: dict[str, Any]) -> None:
    made, wanted = read(case["text"])["profile"], case["expect"]
    for name in ("in_flight", "in_flight_p99", "ends_at", "tight_at"):
        assert made[name] == pytest.approx(wanted[name])
    assert made["first"] == wanted["first"]
    assert sorted(sign["id"] for sign in made["signs"]) == wanted["signs"]
    for times, loads in wanted["loads"].items():
        for name, share in loads.items():
            assert made["loads"][times][name] == pytest.approx(share)
