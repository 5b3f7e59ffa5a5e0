"""Nothing of a plan is lost without a word: what a line says is in the schedule, or it is told."""

import json
import re
from pathlib import Path

import pytest

from coach.boards.board import Context, Severity
from coach.boards.plan.keywords import Key, headed
from coach.boards.plan.leftovers import texts
from coach.boards.plan.plan_board import BOARD, Planned

DATA = Path(__file__).resolve().parents[2] / "data" / "plans"
DAY = 86_400
SEVENTEEN = 17 * DAY
STRANGE = (
    "zebra quagga 17d @okapi",
    "- zebra quagga by next Friday 14:07",
    "if it lags, roll the zebra quagga back within 17 min",
    "zebra quagga blocked by okapi + 17d",
    "  zebra quagga (17d, Okapi)",
    "17. zebra quagga (after 17 days)",
    "zebra quagga | 17d | okapi",
)


def plans() -> list[str]:
    out = [plan["text"] for name in ("labelled", "wild") for plan in loaded(name)]
    blocks = re.split(r"^=== .*\n", (DATA / "strange.txt").read_text("utf-8"), flags=re.M)[1:]
    return out + [block.split("\n%%%\n")[0] for block in blocks]


def loaded(name: str) -> list[dict[str, str]]:
    made: list[dict[str, str]] = json.loads((DATA / f"{name}.json").read_text("utf-8"))
    return made


def told(model: Planned, line: int) -> list[str]:
    findings = BOARD.findings(model, Context())
    span = model.plan.line_span(line)
    return [
        finding.message
        for finding in findings
        if finding.span == span and finding.code == "line-unread"
    ]


def is_kept(model: Planned, strange: str, line: int) -> str:
    """What of a strange line is neither in the schedule nor told, "" where all of it is."""
    plan = model.plan
    words = " ".join(texts(plan)).lower()
    if "zebra" not in words or "quagga" not in words:
        return "words"
    backs = [back for back in (plan.rollback, *(step.rollback for step in plan.steps)) if back]
    aside = [
        *plan.constraints.words,
        *(text for rule in plan.scaling for text in (*rule.actions, *rule.rollback)),
    ]
    for title, said in plan.sections:
        key = headed(title)
        aside += said if key is not None and key[0] is Key.ASIDE else ()
    aside += [trigger.text for back in backs for trigger in back.triggers]
    aside += [back.words for back in backs]
    if told(model, line) or any("zebra" in text for text in aside):
        return ""
    if "17d" in strange or "17 days" in strange:
        held = {*(step.seconds for step in plan.steps), *(step.lag for step in plan.steps)}
        return "" if SEVENTEEN in held else "a length"
    return "a moment" if "14:07" in strange else ""


@pytest.mark.parametrize("strange", STRANGE)
def test_a_strange_line_anywhere_in_any_plan_is_in_the_schedule_or_told(strange: str) -> None:
    for at, text in enumerate(plans()):
        lines = text.rstrip("\n").split("\n")
        if "gantt" in text or "```" in text:
            continue
        place = (at * 7 + len(strange)) % (len(lines) + 1)
        made = BOARD.parse("\n".join([*lines[:place], strange, *lines[place:], ""]))
        assert not is_kept(made, strange, place + 1), (lines, place)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("MIG-9 close the old queue 14d before the audit @ops", ["14d", "@ops"]),
        ("The freeze begins next Tuesday.", ["next Tuesday"]),
        ("April-May: install and test", ["April"]),
        ("2. Repoint DNS (Ana), verify at 06:05 (5 min)", ["06:05"]),
        ("2. Drop the table, only after the audit (1h)", ["only after the audit"]),
        ("2. Copy (1h)\n   check rows for 10 min", ["10 min"]),
    ],
)
def test_what_stays_words_is_named_in_a_hint(line: str, parts: list[str]) -> None:
    text = f"1. Copy data (3d)\n\n{line}\n"
    model = BOARD.parse(text)
    said = told(model, text.count("\n"))
    assert len(said) == 1
    assert all(f"“{part}”" in said[0] for part in parts), said
    severities = {f.severity for f in BOARD.findings(model, Context()) if f.code == "line-unread"}
    assert severities == {Severity.HINT}


@pytest.mark.parametrize(
    "text",
    [
        "1. Copy data (3d)\n   owner: Ida\n   rollback: flag off, 5 min, if lag > 30 s for 9 min\n",
        "## Background\nIt took 3 hours last time.\n\n1. Copy data (3d)\n",
        "1. Copy data, alert at 30 s lag (3d)\n2. Watch for rows older than 7 days (1h)\n",
        "1. Copy data (3d)\n\nIf errors exceed 2% we switch back to the old one, 5 minutes.\n",
        "We can afford at most 15 minutes of downtime.\n1. Copy data (3d)\n",
    ],
)
def test_what_is_read_or_plainly_aside_is_not_told(text: str) -> None:
    model = BOARD.parse(text)
    assert not any(told(model, line) for line in range(1, text.count("\n") + 1))


WAITS = [
    ("after A + 14d", 14),
    ("(1d, after 14 days)", 14),
    ("(after 14 days)", 14),
    ("after two weeks", 14),
    ("(1d), 14 days later", 14),
    ("1d blocked by A + 14d", 14),
]


@pytest.mark.parametrize(("said", "days"), WAITS)
def test_a_step_waits_so_long_after_the_one_before_it(said: str, days: int) -> None:
    model = BOARD.parse(f"1. A (2d)\n2. Drop the old table {said}\n")
    step, time = model.plan.steps[1], model.schedule.times[1]
    assert step.name == "Drop the old table"
    assert (step.lag, time.start) == (days * DAY, (2 + days) * DAY)
    assert step.seconds == (DAY if "1d" in said else None)
    assert "wait 14 days after A" in BOARD.export(model, "markdown")


def test_a_step_before_a_wait_is_critical_and_the_wait_is_no_slack() -> None:
    model = BOARD.parse("1. A (2d)\n2. B 1d after A + 3d\n3. C 1d after A\n4. D 1d after B, C\n")
    assert [time.critical for time in model.schedule.times] == [True, True, False, True]


def test_a_step_begins_no_earlier_than_its_quarter_its_offset_or_the_next_weekday() -> None:
    model = BOARD.parse("Q1: A (2 weeks)\nQ1: B (1 week)\nQ2: C (20 weeks)\nQ3: D (1 week)\n")
    starts = [(time.start or 0) // DAY for time in model.schedule.times]
    assert starts == [0, 14, 91, 231]
    away = BOARD.parse("now: A (2 weeks)\n+3 mo: B (1 day)\n")
    assert [time.start for time in away.schedule.times] == [0, 90 * DAY]
    week = BOARD.parse("Fri: move (1h)\nNext Fri: delete the old one (1h)\n")
    assert [time.start for time in week.schedule.times] == [0, 7 * DAY]
    assert BOARD.parse("Fri: move (1h)\nFri: check (1h)\n").schedule.times[1].start == 0


def test_a_week_later_in_a_paragraph_is_a_wait() -> None:
    text = (
        "First we copy the rows, which takes 2 days. Then we switch reads (1 hour). "
        "A week later we drop the old table, which takes 1 hour.\n"
    )
    model = BOARD.parse(text)
    assert [(step.name, step.lag) for step in model.plan.steps][-1] == (
        "drop the old table",
        7 * DAY,
    )
    assert model.schedule.times[-1].start == 9 * DAY + 3600


def test_a_bracket_that_loses_its_last_part_is_closed() -> None:
    model = BOARD.parse("## Step 3: Cutover (writes off, 15 minutes, downtime)\n")
    step = model.plan.steps[0]
    assert (step.name, step.seconds, step.downtime) == ("Cutover (writes off)", 900, True)


PROFILE = """avg 250 rps, peak 700
latency 220ms avg, p99 {p99}
threads 160

load test on staging
baseline 350 rps for 10 min
p99 < 1s, errors < 1%
spike 10x for 3 min
"""


@pytest.mark.parametrize("p99", ["1.6s", "1.5 s", "900ms", "2s"])
def test_times_of_a_profile_and_of_a_load_test_are_in_the_plan(p99: str) -> None:
    model = BOARD.parse(PROFILE.format(p99=p99))
    assert "line-unread" not in {finding.code for finding in BOARD.findings(model, Context())}
