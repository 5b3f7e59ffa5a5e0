"""Plans in the shapes of issues, tickets, runbooks, mails, proposals and charts, written before the
reader had seen them. A block of strange.txt is a name, the plan, and behind %%% what it must come
to, one thing a line:

step NAME | minutes, more than one where two are as good | start | owner | words of its rollback
cp SHARE minutes     all WORDS | minutes     of the way back for all steps
len minutes          con NAME value          strat NAME        title WORDS
has-text, trigger, success WORDS             rbmin STEP | minutes
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from coach.boards.board import Context
from coach.boards.plan.document import Plan
from coach.boards.plan.plan_board import BOARD
from coach.boards.plan.planrecord import record

DATA = Path(__file__).resolve().parents[2] / "data" / "plans" / "strange.txt"


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    wants: tuple[tuple[str, tuple[str, ...]], ...]

    def of(self, *kinds: str) -> list[tuple[str, ...]]:
        return [parts for kind, parts in self.wants if kind in kinds]


def cases() -> list[Case]:
    out = []
    for block in re.split(r"^=== ", DATA.read_text("utf-8"), flags=re.M)[1:]:
        name, rest = block.split("\n", 1)
        text, wanted = rest.split("\n%%%\n", 1)
        wants = []
        for line in wanted.strip().split("\n"):
            kind, _, words = line.partition(" ")
            parts = tuple(part.strip() for part in re.split(r"\s\|(?=\s|$)", words))
            wants.append((kind, parts))
        out.append(Case(name.strip(), f"{text}\n", tuple(wants)))
    return out


CASES = cases()


def squashed(text: str) -> str:
    return re.sub(r"[^\w%]+", " ", text.lower().replace("\\", "")).strip()


def among(value: float | None, said: str) -> bool:
    return any((value or 0) == (0 if way == "-" else float(way)) for way in said.split(","))


@dataclass(frozen=True)
class Read:
    plan: Plan
    told: dict[str, Any]
    runbook: str


def read(case: Case) -> Read:
    model = BOARD.parse(case.text)
    told = record(model.plan, model.schedule, BOARD.findings(model, Context()))
    return Read(model.plan, told, BOARD.export(model, "markdown"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_strange_plan_has_its_steps_in_order_with_times_owners_and_ways_back(case: Case) -> None:
    told = read(case).told
    names = [step["name"] for step in told["steps"]]
    wanted = case.of("step")
    assert len(names) == len(wanted), names
    moments = [part["start"] for part in (*told["steps"], *told["checkpoints"])]
    first = min(moments, default=0)
    for step, want in zip(told["steps"], wanted, strict=True):
        name, minutes, start, owner, back = (*want, "", "", "", "")[:5]
        assert squashed(name) in squashed(step["name"])
        assert minutes in ("*", "") or among(step["minutes"], minutes), (name, step["minutes"])
        assert not start or step["start"] - first == float(start), (name, step["start"])
        assert squashed(owner) in squashed(step["owner"] or ""), name
        assert squashed(back) in squashed((step["rollback"] or {"text": ""})["text"]), name
    shares = [(f"{part['percent']:g}", part["watch_minutes"]) for part in told["checkpoints"]]
    asked = [parts[0].split() for parts in case.of("cp")]
    assert [share for share, _ in shares] == [share for share, _ in asked]
    assert all(among(got, want) for (_, got), (_, want) in zip(shares, asked, strict=True))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_strange_plan_loses_nothing_that_is_said_of_all_of_it(case: Case) -> None:
    made = read(case)
    plan, told, runbook = made.plan, made.told, squashed(made.runbook)
    for words, minutes in case.of("all"):
        backs = [plan.rollback] if plan.rollback else []
        fits = [back for back in backs if squashed(words) in squashed(back.words)]
        assert fits and among((fits[0].seconds or 0) / 60, minutes), words
    for words, minutes in case.of("anyback"):
        backs = [back for back in (plan.rollback, *(s.rollback for s in plan.steps)) if back]
        fits = [back for back in backs if squashed(words) in squashed(back.words)]
        assert any(among((back.seconds or 0) / 60, minutes) for back in fits), words
    for name, minutes in case.of("rbmin"):
        step = next(s for s in told["steps"] if squashed(name) in squashed(s["name"]))
        assert step["rollback"]["minutes"] == float(minutes)
    for (minutes,) in case.of("len"):
        assert told["length_minutes"] == float(minutes)
    for (words,) in case.of("con"):
        name, value = words.split(maxsplit=1)
        assert str(told["constraints"].get(name)) == value
    for (words,) in case.of("strat"):
        assert told["strategy"]["said"] == words
    for (words,) in case.of("title"):
        assert squashed(words) in squashed(told["title"])
    for parts in case.of("has-text", "success"):
        assert squashed(" | ".join(parts)) in runbook
    for parts in case.of("verify"):
        assert squashed(parts[1]) in runbook
    for (words,) in case.of("trigger"):
        backs = [back for back in (plan.rollback, *(s.rollback for s in plan.steps)) if back]
        said = " ".join(trigger.text for back in backs for trigger in back.triggers)
        assert squashed(words) in squashed(said)


def test_a_way_back_behind_the_shares_of_a_line_is_theirs_and_no_other_steps() -> None:
    plan = BOARD.parse(
        "1. Write both (2 d). Rollback: flag off\n"
        "2. Compare reads 1 % then 100 % (1 week). Rollback: none needed, shadow only\n"
        "3. Drop the old table (1 d)\n"
    ).plan
    assert plan.rollback is None
    backs = [step.rollback and step.rollback.words for step in plan.steps]
    assert backs == ["flag off", "none needed, shadow only", "none needed, shadow only", None]


def test_a_word_beside_a_length_is_an_owner_only_where_others_bear_it_out() -> None:
    steps = BOARD.parse("1. Copy data (3d, staging)\n2. Cut over (1h, prod)\n").plan.steps
    assert [(step.name, step.owner) for step in steps] == [
        ("Copy data (staging)", ""),
        ("Cut over (prod)", ""),
    ]


def test_a_line_of_keys_between_bars_of_which_one_is_none_stays_whole() -> None:
    plan = BOARD.parse("1. Copy data (3d)\n   Owner: Ida | in the office\n").plan
    assert [step.owner for step in plan.steps] == ["Ida | in the office"]


def test_a_name_with_a_length_is_no_step_where_no_chain_names_it() -> None:
    text = "a -> b -> c\n\n1. Copy (3d)\n\nRTO: 4 hours, agreed\nRPO: 5 min, agreed\n"
    assert [step.name for step in BOARD.parse(text).plan.steps] == ["Copy"]


def test_hours_at_the_end_of_a_step_are_its_own_and_those_of_a_window_are_not() -> None:
    steps = BOARD.parse("1. Upgrade primary 02:00-04:00\n2. Check (10 min)\n").plan.steps
    assert [(step.name, step.seconds) for step in steps] == [
        ("Upgrade primary", 7200),
        ("Check", 600),
    ]
    window = BOARD.parse("constraints:\n* maintenance window from 23:00 to 00:30\n").plan
    assert not window.steps and window.constraints.downtime == 5400


def test_two_lengths_of_which_the_second_is_larger_are_two() -> None:
    step = BOARD.parse("1. CDC until lag < 5 s, 2d, Ana\n2. Copy, 2 h, 15 min, Ana\n").plan.steps
    assert [(s.seconds, s.owner) for s in step] == [(2 * 86_400, "Ana"), (8100, "Ana")]


def test_what_is_done_when_a_step_fails_is_its_way_back() -> None:
    plan = BOARD.parse(
        "1. Split shard (10 min); if it takes longer abort and keep the old one\n"
    ).plan
    back = plan.steps[0].rollback
    assert back is not None
    assert (back.words, back.triggers[0].text) == (
        "abort and keep the old one",
        "it takes longer",
    )


def test_a_number_that_is_passed_says_when_and_what_is_done() -> None:
    plan = BOARD.parse("1. Ship (1h)\n   abort if p99 > 800 ms: set weight to 0 (30 s)\n").plan
    back = plan.steps[0].rollback
    assert back is not None
    assert (back.words, back.seconds) == ("set weight to 0", 30)
    assert back.triggers[0].value == 0.8


def test_how_long_a_way_back_takes_is_no_watch_of_the_shares_before_it() -> None:
    text = "each: route by gateway 1% -> 20% -> 100%, one day apart; back = old, within 1 min\n"
    steps = BOARD.parse(text).plan.steps
    assert [(step.share, step.seconds) for step in steps] == [
        (1.0, 86_400),
        (20.0, 86_400),
        (100.0, 86_400),
    ]
    assert [step.rollback and step.rollback.seconds for step in steps] == [60, 60, 60]


def test_a_number_in_bold_and_an_hour_of_the_afternoon_are_read() -> None:
    bold = BOARD.parse("**1. Copy** – 1 week – Nora\n**2. Switch** – 30 min – Nora\n").plan.steps
    assert [(step.name, step.number, step.seconds, step.owner) for step in bold] == [
        ("Copy", "1", 604_800, "Nora"),
        ("Switch", "2", 1800, "Nora"),
    ]
    model = BOARD.parse("Mon 9am   export users (Ida), 2h\nTue 5pm   close the login (Ida)\n")
    assert [time.start for time in model.schedule.times] == [0, 32 * 3600]


def test_what_is_removed_in_some_weeks_waits_and_does_not_take_them() -> None:
    steps = BOARD.parse("1. Move (1h)\n2. remove old host in 3 weeks (Eli)\n").plan.steps
    assert (steps[1].lag, steps[1].seconds) == (3 * 604_800, None)
    assert BOARD.parse("1. Move in 3 weeks\n").plan.steps[0].lag == 0


def test_a_bullet_that_says_what_is_done_when_it_is_broken_is_the_way_back() -> None:
    text = (
        "- Stop the app (5 min)\n- Upgrade (1h)\n- If it is broken we restore the backup, 90 min.\n"
    )
    plan = BOARD.parse(text).plan
    assert [step.name for step in plan.steps] == ["Stop the app", "Upgrade"]
    backs = [back for back in (plan.rollback, *(s.rollback for s in plan.steps)) if back]
    assert [(back.words, back.seconds) for back in backs] == [("we restore the backup", 5400)]
