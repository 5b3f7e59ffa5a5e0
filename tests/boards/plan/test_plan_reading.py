"""The notation of plans, as it is written: durations, dates, markers, orders, ways back, limits."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.boards.board import Context, Span, plain
from coach.boards.plan.dates import civil, date_told, doubtful, moment, read_date, time_of_day
from coach.boards.plan.durations import DAY, HOUR, MINUTE, WEEK, in_words, lengths, told, whole
from coach.boards.plan.limits import constraints
from coach.boards.plan.plan_board import BOARD
from coach.boards.plan.planreader import read
from coach.boards.plan.shares import shares, watch
from coach.boards.plan.stepline import step_words
from coach.boards.plan.triggers import read_trigger
from coach.boards.plan.volumes import rate, size
from coach.boards.plan.waysback import read_rollback
from coach.text import width

NOWHERE = Span(0, 0)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("3d", 3 * DAY), ("2 weeks", 2 * WEEK), ("30 min", 30 * MINUTE), ("24h", DAY),
        ("2h 15min", 2 * HOUR + 15 * MINUTE), ("1h30", 90 * MINUTE), ("1h30m", 90 * MINUTE),
        ("1d 4h", 28 * HOUR), ("half an hour", 30 * MINUTE), ("a week", WEEK),
        ("1.5 h", 90 * MINUTE),
        ("1,5 h", 90 * MINUTE), ("2-3 days", 3 * DAY), ("30–45 min", 45 * MINUTE),
        ("2 hours and 15 minutes", 135 * MINUTE), ("90 secs", 90), ("3 business days", 3 * DAY),
    ],
)  # fmt: skip
def test_lengths_of_time(text: str, seconds: int) -> None:
    assert whole(text) == seconds


@pytest.mark.parametrize(
    "text", ["500ms", "p99", "24/7", "200 MB/s", "v2.3", "10 M rows", "3x", "1%", "mind", "2 teams"]
)
def test_what_is_no_length_of_time(text: str) -> None:
    assert lengths(text) == ()


@given(st.integers(1, 50 * DAY))
def test_a_length_told_is_read_again_to_its_second_unit(seconds: int) -> None:
    again = whole(told(seconds))
    assert again is not None
    assert 0 <= seconds - again < max(1, seconds // 23)
    assert in_words(seconds)


@given(st.integers(1, 9999), st.integers(1, 12), st.integers(1, 28))
def test_a_day_told_is_that_day(year: int, month: int, day: int) -> None:
    at = moment(year, month, day)
    assert at is not None
    assert civil(at) == (year, month, day)


def test_dates() -> None:
    assert date_told(moment(2026, 5, 11) or 0) == "Mon 2026-05-11"
    assert moment(2026, 2, 29) is None
    assert moment(2024, 2, 29) is not None
    for text in ("2026-03-02", "2 March 2026", "Mar 2, 2026", "02.03.2026", "2nd of March 2026"):
        date = read_date(f"on {text}, perhaps")
        assert date is not None and civil(date.moment) == (2026, 3, 2) and not date.doubt, text
    timed = read_date("2026-03-02 02:30")
    assert timed is not None and timed.timed and timed.moment % DAY == 150 * MINUTE
    assert doubtful("03/04/2026") and not doubtful("13/04/2026") and not doubtful("03/03/2026")
    assert time_of_day("8:00pm") == 20 * HOUR and time_of_day("12 am") == 0


@pytest.mark.parametrize(
    ("text", "name", "seconds"),
    [
        ('step "Dual writes" 3d after "Create schema", backup', "Dual writes", 3 * DAY),
        ("Step: Copy data (2h)", "Copy data", 2 * HOUR),
        ("Copy data, 30 min", "Copy data", 30 * MINUTE),
        ("Watch for 3 days (3d)", "Watch for 3 days", 3 * DAY),
        ("Watch for a week", "Watch for a week", WEEK),
        ("Backfill in batches of 1,000 (6h)", "Backfill in batches of 1,000", 6 * HOUR),
        ("Lower the TTL to 5 min", "Lower the TTL to 5 min", None),
        ("Copy (2 weeks, @kim)", "Copy", 2 * WEEK),
        ("Copy (est. 30 min)", "Copy", 30 * MINUTE),
        ("Copy (all of it, 1h)", "Copy (all of it)", HOUR),
        ("Stop writes 2 min [downtime]", "Stop writes", 2 * MINUTE),
        ("Stop writes, 5 min, downtime", "Stop writes", 5 * MINUTE),
        ("Step 3: Extract the service (6 weeks)", "Extract the service", 6 * WEEK),
        ("Maintenance page on, writes stopped", "Maintenance page on, writes stopped", None),
    ],
)  # fmt: skip
def test_a_step_s_name_is_what_remains(text: str, name: str, seconds: int | None) -> None:
    words = step_words(text)
    assert (words.name, words.seconds) == (name, seconds)


def test_marks_of_a_step() -> None:
    words = step_words('A "Provision" 3d after B, C and "D, with comma" @kim')
    assert words.handle == "A"
    assert [one.name for one in words.after] == ["B", "C", "D, with comma"]
    assert words.owner == "@kim"
    assert (
        step_words("Switch (5 min) — rollback: switch back, 1 min").rollback == "switch back, 1 min"
    )
    assert step_words("Train support 2d in parallel").beside == ""
    assert step_words("Switch 5 min downtime").downtime
    assert not step_words("Switch with no downtime").downtime
    assert step_words("Check counts after copy").name == "Check counts after copy"


@pytest.mark.parametrize(
    ("text", "action", "seconds", "when"),
    [
        ("switch back, 1 min, if p99 > 1 s for 1 h", "switch back", 60, ["p99 > 1 s for 1 h"]),
        ("if errors > 1%, switch back, 1 min", "switch back", 60, ["errors > 1%"]),
        ("1 min: switch back if p99 > 1 s", "switch back", 60, ["p99 > 1 s"]),
        ("switch back (takes 10 minutes)", "switch back", 600, []),
        ("DNS back, 10 min, if it fails; sync back", "DNS back; sync back", 600, ["it fails"]),
        ("flag off; dual writes stay, 1 min", "flag off; dual writes stay", 60, []),
    ],
)  # fmt: skip
def test_a_rollback_in_any_order(text: str, action: str, seconds: int, when: list[str]) -> None:
    back = read_rollback(text, NOWHERE)
    assert (back.text, back.seconds) == (action, seconds)
    assert [trigger.text.removeprefix("if ") for trigger in back.triggers] == when


def test_none_needed_is_an_answer() -> None:
    for text in ("none needed", "none", "n/a", "not needed", "None is required."):
        assert read_rollback(text, NOWHERE).needless
    assert not read_rollback("no switch, the old one serves", NOWHERE).needless


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("When average CPU > 70% for 15 minutes", ("average CPU", ">", 0.7, 900)),
        ("p99 is above 500 ms", ("p99", ">", 0.5, None)),
        ("replica lag > 10 s for 5 min", ("replica lag", ">", 10, 300)),
        ("queue exceeds 10,000 for 10 min", ("queue", ">", 10_000, 600)),
        ("hit rate drops below 80%", ("hit rate", "<", 0.8, None)),
        ("requests >= 5k", ("requests", ">=", 5_000, None)),
    ],
)
def test_what_can_be_measured(text: str, want: tuple[str, str, float, int | None]) -> None:
    trigger = read_trigger(text, NOWHERE)
    assert (trigger.metric, trigger.op, trigger.value, trigger.seconds) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("no downtime", {"downtime": 0}),
        ("max 30 min", {"downtime": 1800}),
        ("maintenance window of 3 hours", {"downtime": 3 * HOUR}),
        ("maintenance window 02:00-04:00", {"downtime": 2 * HOUR}),
        ("maintenance window from 23:00 to 00:30", {"downtime": 90 * MINUTE}),
        ("downtime of 2 hours is fine", {"downtime": 2 * HOUR}),
        ("no more than 15 minutes of downtime", {"downtime": 15 * MINUTE}),
        ("data 4 TB, copy at 200 MB/s", {"data_bytes": 4 * 10**12, "copy_rate": 2e8}),
        ("8 Gbit/s to copy", {"copy_rate": 1e9}),
        ("large system", {"size": "large"}), ("monolith", {"size": "large"}),
        ("7 teams", {"size": "large"}), ("4 teams", {}), ("no team for it", {}),
        ("traffic cannot be split", {"split": False}), ("traffic can be split", {"split": True}),
        ("two environments fit", {"double": True}),
        ("cannot run two environments", {"double": False}),
        ("piece by piece", {"piecewise": True}),
        ("cannot be moved in pieces", {"piecewise": False}),
        ("stateless, must be reversible", {"stateless": True, "reversible": True}),
        ("schema change only", {"schema_only": True}),
    ],
)  # fmt: skip
def test_constraints(text: str, want: dict[str, object]) -> None:
    assert dict(constraints(text, True)) == want


def test_shorthand_means_nothing_in_prose() -> None:
    assert constraints("We wait max 30 min for the bus.", False) == ()
    assert constraints("The monolith.", False) == ()
    assert dict(constraints("We may be down for at most 30 min.", False)) == {"downtime": 1800}


def test_amounts() -> None:
    assert size("4 TB of data") == 4 * 10**12
    assert size("200 MB/s") is None
    assert (
        rate("200 MB/s") == 2e8
        and rate("100 Mbps") == 12.5e6
        and rate("1 GB per hour") == 1e9 / 3600
    )


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("checkpoint 1% 24h", ((1, DAY),)),
        ("ramp 1, 10, 50, 100% 1 day each", ((1, DAY), (10, DAY), (50, DAY), (100, DAY))),
        ("1% -> 10% -> 100%, 1 day each", ((1, DAY), (10, DAY), (100, DAY))),
        ("Migrate small percentage (1%)", ((1, None),)),
        ("Increase to 10%", ((10, None),)),
        ("Serve 50%, watch 24h", ((50, DAY),)),
        ("Complete migration (100%)", ((100, None),)),
        ("10% of reads, watch 2 days", ((10, 2 * DAY),)),
        ("Retire old system when 100% migrated, 3d", ()),
        ("Alert if errors > 1%", ()),
        ("Add headroom of 20%", ()),
        ("canary deployment of v2", ()),
    ],
)  # fmt: skip
def test_shares(text: str, want: tuple[tuple[float, int | None], ...]) -> None:
    assert shares(text) == want


def test_a_watch() -> None:
    assert watch("Monitor for 24 hours") == DAY
    assert watch("Monitor the dashboards") is None


WILD = """\
# Ledger to the new cluster

> Strategy: **Big Bang**
Maintenance window: 02:00-04:00

| # | Task | Duration | Owner | Rollback |
|---|------|----------|-------|----------|
| 1 | Take backup | 45 min | @ana | none needed |

* [x] Restore it on staging (1h 30min)
1. Stop writes (2 min) [downtime]
1. Copy the rows (40 min) [downtime]
   - [ ] compare the counts (5 min)
   ```sql
   SELECT 1; -- step "not me" 3d
   ```
1. Switch DNS (5 min) [downtime]

Should the counts differ we point DNS back at the old cluster, 10 minutes.
"""


def test_wild_shapes_are_read_and_nothing_is_dropped() -> None:
    plan = BOARD.parse(WILD).plan
    assert plan.title == "Ledger to the new cluster"
    assert plan.strategy == "big-bang"
    assert plan.constraints.downtime == 2 * HOUR
    names = [step.name for step in plan.steps]
    assert names == [
        "Take backup", "Restore it on staging", "Stop writes", "Copy the rows",
        "compare the counts",
        "Switch DNS",
    ]  # fmt: skip
    assert plan.steps[1].done and plan.steps[0].owner == "@ana"
    assert plan.rollback is not None and plan.rollback.seconds == 600
    assert plan.steps[4].details == ('   SELECT 1; -- step "not me" 3d',)


@pytest.mark.parametrize(
    "text",
    [
        "| id | when | fix |\n|---|---|---|\n| verb-in-path | a path has a verb | name it |\n",
        "# Findings\n\n| finding | when |\n|---|---|\n| no-backup | nothing is saved |\n",
        "client -> balancer -> app -> database\n",
        "The limits are 80% of CPU, 70% of memory and 60% of disk.\n",
        "Each stage has a gate. Reverting is a change of a setting (2 minutes).\n",
    ],
)
def test_what_is_no_plan_has_no_steps(text: str) -> None:
    assert BOARD.parse(text).plan.steps == ()


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("1. Stop (5 min) (Kim)\n2. Copy (1h) (Kim)\n", ["Kim", "Kim"]),
        ("1. Upgrade cache (Redis)\n2. Warm up Redis (Redis)\n", ["", ""]),
        ("1. Upgrade cache (Redis)\n2. Upgrade queue (Kafka)\n", ["", ""]),
        ("- [ ] @mona freeze (1h)\n- [ ] @dee copy (1h)\n", ["@mona", "@dee"]),
        ("1. Copy (1h) - Amé\n2. Check (1h) - Amé\n3. Open (1h) - Bo\n", ["Amé", "Amé", "Bo"]),
    ],
)
def test_a_name_in_brackets_is_an_owner_where_the_plan_bears_it_out(
    text: str, owners: list[str]
) -> None:
    assert [step.owner for step in BOARD.parse(text).plan.steps] == owners


def test_an_index_built_concurrently_is_a_step_of_its_own() -> None:
    assert step_words("Create index concurrently").beside is None
    assert step_words("Train support concurrently").beside == ""


def test_what_is_done_when_a_number_is_passed_is_the_way_back_of_the_list_above() -> None:
    text = "1. Deploy (5 min)\n2. Watch (5 min)\nif p95 > 800ms: redeploy v6 (10 min)\n"
    plan = BOARD.parse(text).plan
    assert len(plan.steps) == 2 and plan.rollback is not None
    assert plan.rollback.text == "redeploy v6" and plan.rollback.seconds == 600


def test_a_rollback_at_the_margin_is_the_step_s_above_or_apart_from_all_of_them() -> None:
    under = "1. Deploy (1h)\n2. Switch (1h)\nrollback: back, 1 min\n3. Watch (1h)\n"
    plan = BOARD.parse(under).plan
    assert plan.steps[1].rollback is not None and plan.rollback is None
    apart = "1. Deploy (1h)\n2. Switch (1h)\n3. Watch (1h)\n\nRollback: back, 1 min\n"
    plan = BOARD.parse(apart).plan
    assert plan.rollback is not None and all(step.rollback is None for step in plan.steps)


def test_a_section_about_going_back_may_say_its_time_and_trigger_in_a_line() -> None:
    text = "1. Switch (1h)\n\n## Rollback plan\n1. Switch back\nTakes 10 minutes, if errors > 1%.\n"
    back = BOARD.parse(text).plan.rollback
    assert back is not None and back.steps == ("Switch back",)
    assert back.seconds == 600 and [one.text for one in back.triggers] == ["errors > 1%"]


TOKENS = st.lists(
    st.sampled_from(
        [
            "step ", '"', "1. ", "- [ ] ", "* [x] ", "(2h)", "3d", " after ", "Copy data",
            ", ", "\n",
            "  ", "rollback: ", "if errors > 1% for 5 min", "checkpoint 10% 24h",
            "1% -> 10%", "T-1h ",
            "02:00-04:00 ", "| a | b |\n", "|---|---|\n", "| Step | Duration |\n",
            "# ", "Trigger: ",
            "Action:\n", "load test\n  ", "GET /a 50%", "baseline 5 rps", "profile\n", "CPU: 55%",
            "strategy canary", "constraints: ", "no downtime", "start 2026-03-02",
            "```", "\t", "é", "😀",
            "[downtime]", "in parallel", "**", "after 1", "Rollback steps:\n",
            "review when ", "> ", "",
        ]
    ),
    max_size=60,
).map("".join)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(TOKENS, st.text(max_size=300)))
def test_any_text_is_read_checked_drawn_and_exported(text: str) -> None:
    model = BOARD.parse(text)
    for one in BOARD.findings(model, Context()):
        assert one.span is None or 0 <= one.span.start <= one.span.end <= len(text)
    for row in BOARD.draw(model, 80, 24):
        assert sum(width(cell) for cell, _ in row) <= 80, plain((row,))
    BOARD.export(model, "json")
    BOARD.export(model, "markdown")


@pytest.mark.parametrize(
    "line", ["1. Copy {n} (1h) after step 1", "- note {n}", "x" * 900, "1d " * 300]
)
def test_long_texts_end_soon_and_say_so(line: str) -> None:
    text = "\n".join(line.replace("{n}", str(number)) for number in range(10_000))
    began = time.process_time()
    model = BOARD.parse(text[:1_000_000])
    found = BOARD.findings(model, Context())
    assert time.process_time() - began < 8
    codes = {one.code for one in found}
    assert ("plan-too-long" in codes) == (text[:1_000_000].count("\n") >= 2_000)


def test_a_line_of_todays_numbers_in_a_load_test_belongs_to_the_profile() -> None:
    plan = read("load test\n  baseline 700 rps\n  p99 < 800ms\n  peak 700 rps, p99 1.6s, cpu 45%\n")
    assert plan.loadtest is not None
    assert plan.loadtest.p99 == 0.8
    assert {one.name: one.value for one in plan.profile} == {
        "peak rps": 700, "p99": 1.6, "cpu": 0.45,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("Users off the shared db", "Users off the shared db"),
        ("orders to the new cluster", "orders to the new cluster"),
        ("We cannot stop the shop.", ""),
        ("no downtime, large system", ""),
        ("strangler fig", ""),
        ("backup", ""),
    ],
)
def test_the_first_words_of_a_plan_are_its_title(first: str, title: str) -> None:
    assert read(f"{first}\n1. Backup, 1h\n2. Copy the rows, 2h\n").title == title


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (
            "checkpoint 1% 24h; 10% 24h; 50% 48h; 100%, 48h",
            [(1, 24), (10, 24), (50, 48), (100, 48)],
        ),
        ("checkpoint 1%, 24h; then 50%, 2d", [(1, 24), (50, 48)]),
        ("canary 5% 1h; if errors > 1% roll back", [(5, 1)]),
    ],
)
def test_shares_behind_semicolons_are_shares(line: str, wanted: list[tuple[float, int]]) -> None:
    steps = [step for step in read(line).steps if step.share is not None]
    assert [(step.share, (step.seconds or 0) // 3600) for step in steps] == wanted


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rough plan:\n- Upgrade a replica\n- Switch the primary\n", 2),
        ("## High Level Plan\n\n* back up the staging server\n* turn off the old server\n", 2),
        ("## Cutover checklist\n\n- Log in\n- Only then move DNS\n", 2),
        ("## Communication plan\n\n- Tell the staff\n- Tell the users\n", 0),
        ("## Capacity plan\n\n- ten servers\n", 0),
        ("Rollback order:\n\n1. Restore the snapshot\n2. Restore the deployment\n", 0),
        ("Rollback immediately when:\n\n- counts differ\n- sign-in fails\n", 0),
        ("8:00pm - 9:30pm, should be quicker\n", 0),
        ("20:00-21:30 Switch the primary\n", 1),
        (
            "| Stage | What ships | Rollback |\n|---|---|---|\n| Seams | flags | turn them off |\n",
            1,
        ),
    ],
)
def test_what_a_heading_says_of_the_list_below_it(text: str, names: int) -> None:
    assert len(read(text).steps) == names


def test_a_chain_of_shares_in_a_long_sentence_is_read() -> None:
    text = (
        "Deploy the new entry point behind a flag that can be turned off at once by everybody. "
        "Run canary traffic progression: 1% → 10% → 50% → 100% with hold points. Then look back.\n"
    )
    assert [step.share for step in read(text).steps] == [1, 10, 50, 100]


def test_a_stage_with_a_share_is_told_once() -> None:
    text = "**Stage A: Canary: 1% of users**\n- watch 24h\n\n**Stage B: 25% of users**\n"
    text += "- [ ] enable the toggle for 25% of users\n"
    assert [step.share for step in read(text).steps if step.share] == [1, 25]
