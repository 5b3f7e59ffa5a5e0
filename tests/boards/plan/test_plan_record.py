"""A plan as JSON holds all that was read of the text, and the figures of its load test."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from coach.boards.plan.document import After
from coach.boards.plan.leftovers import texts
from coach.boards.plan.plan_board import BOARD

DATA = Path(__file__).resolve().parents[2] / "data" / "plans"


def plans() -> list[str]:
    out = [
        plan["text"]
        for name in ("labelled", "wild")
        for plan in json.loads((DATA / f"{name}.json").read_text("utf-8"))
    ]
    blocks = re.split(r"^=== .*\n", (DATA / "strange.txt").read_text("utf-8"), flags=re.M)[1:]
    return out + [block.split("\n%%%\n")[0] for block in blocks]


def made(text: str) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(BOARD.export(BOARD.parse(text), "json"))
    return record


def strings(value: object) -> set[str]:
    if isinstance(value, dict):
        keys = {key for key in value if isinstance(key, str)}
        return keys.union(*(strings(part) for part in value.values()))
    if isinstance(value, list):
        return set().union(*(strings(part) for part in value))
    return {value} if isinstance(value, str) else set()


def test_no_word_that_a_plan_holds_is_missing_from_its_json() -> None:
    for text in plans():
        plan, record = BOARD.parse(text).plan, made(text)
        record.pop("findings")
        said = "\n".join(strings(record))
        kept = set(texts(plan)) - {name for step in plan.steps for name in _called(step.after)}
        kept -= {name for name, _ in plan.constraints.lines} | {step.beside for step in plan.steps}
        kept -= {back.unit for rule in plan.scaling if (back := rule.trigger)}
        kept -= {word for back in _backs(text) for word in back}
        assert not {words for words in kept if words.strip() and words not in said}, text


def _called(after: tuple[After, ...]) -> list[str]:
    return [waited.name for waited in after]


def _backs(text: str) -> list[tuple[str, str, str]]:
    """The parts into which a trigger's words were divided; its words are kept whole."""
    plan = BOARD.parse(text).plan
    backs = [back for back in (plan.rollback, *(step.rollback for step in plan.steps)) if back]
    return [(said.metric, said.op, said.unit) for back in backs for said in back.triggers]


def test_dates_limits_goals_and_checks_are_in_it() -> None:
    record = made(
        "start 2026-05-04 09:30\ndeadline 2026-05-15\n1. Copy rows (1d)\n   verify no row differs\n"
        "rollback for all: old one back, 5 min, if errors > 1%\nsuccess: quiet for 48 hours\n"
        "when disk > 80% for 1 hour -> grow volume; rollback: none needed\nmax 8 replicas\n"
    )
    assert (record["start"], record["deadline"]) == ("2026-05-04T09:30", "2026-05-15")
    assert record["steps"][0]["verify"] == ["no row differs"]
    assert record["success"] == ["quiet for 48 hours"]
    assert record["limits"] == ["max 8 replicas"]
    back = {"text": "old one back", "minutes": 5, "triggers": ["errors > 1%"]}
    assert record["rollback_for_all"] == back
    assert record["scaling"][0]["trigger"]["text"] == "disk > 80% for 1 hour"


LEVELS = [
    "baseline 200 rps 10 min, 2x 10 min, 5x 5 min, spike 10x 2 min",
    "baseline 200 rps 10 min\n2x 10 min\n5x 5 min\nspike 10x 2 min",
    "  baseline 200/s for 10 min -> 2x for 10 min -> 5x for 5 min -> spike 10x for 2 min",
    "baseline 200 rps 10 min; 2x 400 rps 10 min; 5x 1,000 rps 5 min; spike 10x 2 min",
]


@pytest.mark.parametrize("levels", LEVELS)
def test_each_level_of_a_load_test_is_held_as_long_as_it_says(levels: str) -> None:
    record = made(f"Load test for the sale\ntarget http://localhost:8080\n{levels}\nGET /a 50%\n")
    load = record["load_test"]
    held = [(stage["name"], stage["rate"], stage["minutes"]) for stage in load["scenarios"]]
    wanted = [("baseline", 200, 10), ("load_2x", 400, 10), ("load_5x", 1000, 5)]
    assert held == [*wanted, ("spike", 2000, 2)]
    assert record["title"] == "Load test for the sale"
    assert not [told for told in record["findings"] if told["id"] == "line-unread"]


def test_a_level_that_is_not_tested_is_told() -> None:
    record = made("load test\nbaseline 100 rps 5 min, 3x 10 min\nGET /a\n")
    assert "There is no scenario of 3x" in record["findings"][0]["message"]


def test_a_quoted_name_with_a_length_is_a_step_and_a_letter_before_it_its_handle() -> None:
    record = made(
        'a "Facade" 3d\nb "Catalogue, read only" 2w after a\nc "Move writes" 1w after b\n'
    )
    steps = [
        (step["name"], step["number"], step["start"], step["after"]) for step in record["steps"]
    ]
    assert steps == [
        ("Facade", "a", 0, []),
        ("Catalogue, read only", "b", 4320, ["Facade"]),
        ("Move writes", "c", 24_480, ["Catalogue, read only"]),
    ]


def test_a_length_before_a_person_in_brackets_is_the_steps_own() -> None:
    record = made(
        "Phase 1: reads\n  - shadow reads 1 week (Mo)\n  - compare answers 3 days (Lena)\n"
        "Phase 2: writes\n  - dual writes 1 week (Mo)   rollback: flag off, 1 min\n"
        "  - drop users 1 day (Lena), 2 weeks later\n"
    )
    steps = [(step["name"], step["minutes"], step["owner"]) for step in record["steps"]]
    assert steps == [
        ("shadow reads", 10_080, "Mo"),
        ("compare answers", 4_320, "Lena"),
        ("dual writes", 10_080, "Mo"),
        ("drop users", 1_440, "Lena"),
    ]
    assert record["steps"][-1]["wait_minutes"] == 20_160


def test_times_of_day_stay_what_they_are() -> None:
    text = "22:30 stop writers\n23:00 copy rows, 2h\n01:30 start writers\n"
    assert made(text)["clock"] == "22:30"
    book = BOARD.export(BOARD.parse(text), "markdown")
    assert "| 23:00 | 01:00 (+1d) |" in book and "| 01:30 (+1d) |" in book
    dated = "start 2026-03-02\n" + text
    assert (made(dated)["start"], made(dated)["clock"]) == ("2026-03-02T22:30", None)
    assert "Tue 2026-03-03 01:30" in BOARD.export(BOARD.parse(dated), "markdown")


@pytest.mark.parametrize(
    "title", ["Kafka 2.8 -> 3.9 rolling upgrade", "Orders out of the monolith", "PostgreSQL 16.2"]
)
def test_a_version_in_the_first_line_does_not_make_it_a_sentence(title: str) -> None:
    assert made(f"{title}\n\n1. Copy rows (1h)\n")["title"] == title


def steps_of(text: str) -> list[tuple[str, int]]:
    return [(step["name"], step["minutes"]) for step in made(text)["steps"]]


def test_a_trigger_behind_the_way_back_of_all_is_its_own() -> None:
    text = (
        "1. Copy (1h)\n2. Flip DNS (5m)\n\nRollback: flip back, 5 min. Trigger: 5xx > 3% for 5 min"
    )
    record = made(text)
    assert record["rollback_for_all"]["triggers"] == ["5xx > 3% for 5 min"]
    assert record["steps"][1]["triggers"] == ["5xx > 3% for 5 min"]


def test_a_time_of_day_in_a_trigger_does_not_end_it() -> None:
    text = (
        "02:00-02:10 Stop writers\n02:10-03:40 Copy rows\n\n"
        "Roll back if the copy is not done by 03:30: drop the copy, start writers, 10 min\n"
    )
    back = made(text)["rollback_for_all"]
    assert back == {
        "text": "drop the copy, start writers",
        "minutes": 10,
        "triggers": ["the copy is not done by 03:30"],
    }


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("- [ ] Upgrade nodes (12 nodes, 10 min each)\n", [("Upgrade nodes (12 nodes)", 120)]),
        ("1) advance sequences [1 min, downtime]\n", [("advance sequences", 1)]),
        ("1) repoint pgbouncer [2 min] // rollback: repoint, 2 min\n", [("repoint pgbouncer", 2)]),
        (
            "step Copy 1h\nstep Cut over 30 min downtime after Copy\n",
            [("Copy", 60), ("Cut over", 30)],
        ),
        (
            "Phase 0 (1 week)\n  * inventory, 2 days\nPhase 1 (2 weeks)\n  * mirror, 3 days\n",
            [("inventory", 2_880), ("mirror", 4_320)],
        ),
        (
            'name,duration,rollback\nResize,15 min,"resize back, 15 min"\nWatch,1 h,none needed\n',
            [("Resize", 15), ("Watch", 60)],
        ),
        (
            "□ upgrade (Wed 01:00-03:00)\n□ post-checks (Wed 03:00-03:30)\n",
            [("upgrade", 120), ("post-checks", 30)],
        ),
    ],
)
def test_steps_as_tickets_and_lists_have_them(text: str, steps: list[tuple[str, int]]) -> None:
    assert steps_of(text) == steps


def test_an_owner_at_the_margin_below_the_last_step_has_all_of_them() -> None:
    text = "canary 1% 2h\ncanary 10% 12h\ncanary 100% 1d\nowner @oncall\n"
    assert [share["owner"] for share in made(text)["checkpoints"]] == ["@oncall"] * 3
    below = "1. Copy (1h)\n2. Switch (5m)\n   owner @kim\n"
    assert [step["owner"] for step in made(below)["steps"]] == [None, "@kim"]


def test_a_sentence_says_until_when() -> None:
    record = made("We want to leave the old host by 2026-09-30.\n\n1. Copy (1h)\n")
    assert record["deadline"] == "2026-09-30"
    assert made("It was planned by 2026-09-30 in a hurry.\n\n1. Copy (1h)\n")["deadline"] is None


def test_an_order_in_a_name_is_told() -> None:
    record = made("1. Ramp (1d)\n2. before: replicate data (4 days)\n")
    assert any("before:" in told["message"] for told in record["findings"])
