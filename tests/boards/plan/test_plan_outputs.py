"""What a plan is written as: the chart, the runbook, the load test as k6 and Locust scripts."""

import json
import re
import shutil
import subprocess
import sys
import types
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.boards.board import Context, plain
from coach.boards.escape import readable
from coach.boards.plan.acts import acts
from coach.boards.plan.plan_board import BOARD
from coach.boards.plan.planview import rows
from coach.errors import UsageError
from tests.goldens import check

PLANS = Path(__file__).resolve().parents[2] / "data" / "plans"
MIGRATION = """\
# Users off the shared database
strategy canary
constraints: no downtime, data 4 TB, copy at 200 MB/s, traffic can be split
start 2026-03-02      deadline 2026-04-01
1. Backup, restored on staging (4h) @ana
2. Create the new schema (1d) @ana
   rollback: drop the new tables, 5 min, if the migration job fails
step "Dual writes" 3d
  rollback turn the flag off, 1 min, if write errors > 0.1% for 5 min
  owner @kim
step "Backfill old rows" 5d
  rollback stop the job and truncate, 30 min, if replica lag > 10 s
step "Compare both stores" 2d
  verify zero rows differ
checkpoint 1% -> 10% -> 50% -> 100%, 1 day each
step "Stop writing to the old tables" 1h
  rollback write both again, 1 min, if errors > 1%
step "Drop the old tables" 1h after "Stop writing to the old tables"
step "Remove the flag" 1h
success: zero mismatches for 7 days
"""
LOAD = """\
# Load test of the shop
load test http://localhost:8080
  baseline 600 rps
  GET /products 80%
  POST /orders 20% {"sku": "a-1", "quantity": 1}
  p99 < 400 ms
  errors < 1%
  each 10 min
  spike 10x for 5 min
"""
NIGHT = """\
# Cutover night
strategy big bang
maintenance window 2h
T-1h Announce (15 min)
T+0 Read-only mode on (5 min) downtime
  rollback: read-only off, 1 min, if lag > 30 s
T+5m Final sync and row counts (25 min) downtime
T+30m Switch the pool (10 min) downtime
  rollback: pool back; writes are replayed, 10 min, if errors > 1% for 5 min
"""


LATE = """\
# Accounts into their own database
strategy strangler fig
constraints: no downtime, data 120 GB, copy at 50 MB/s, traffic can be split
step "Dual writes" 5d
  rollback turn the flag off, 1 min, if write errors > 0.1%
checkpoint 1% 1d
checkpoint 100% 7d
step "Move eleven readers to the service" 10d
step "Backup the old table" 2h
step "Drop the old table" 1h after checkpoint 100%
step "Compare both stores" 7d after "Dual writes"
"""
"""Written in another order than it runs, and it drops before it saves."""


@pytest.mark.parametrize(("name", "text"), [("migration", MIGRATION), ("night", NIGHT)])
def test_the_chart_and_the_runbook_look_as_they_should(name: str, text: str) -> None:
    model = BOARD.parse(text)
    check(f"plans/{name}.txt", plain(BOARD.draw(model, 80, 24)) + "\n")
    check(f"plans/{name}.md", BOARD.export(model, "markdown"))


def test_the_runbook_goes_by_the_clock_and_says_at_the_step_what_is_wrong_with_it() -> None:
    text = BOARD.export(BOARD.parse(LATE), "markdown")
    schedule, steps = text.split("## Schedule")[1].split("## Steps")
    assert "which is not the order written" in schedule
    order = ["Dual writes", "1 %", "Compare both", "100 %", "Move eleven", "Drop", "Backup"]
    places = [steps.index(f"**{name}") for name in order]
    assert places == sorted(places)
    boxes = [step for step in steps.split("\n\n") if step.startswith("- [ ]")]
    assert "7d, from T+5d" in next(box for box in boxes if "Compare" in box)
    dropped = next(box for box in boxes if "**Drop" in box)
    assert "decide first: Drop the old table removes what is still in use: Move eleven" in dropped
    saved = next(box for box in boxes if "**Backup" in box)
    assert "comes only after Drop the old table: do it before." in saved


def test_a_circle_keeps_the_order_written() -> None:
    text = BOARD.export(
        BOARD.parse("1. B (1h) after C\n2. C (1h) after B\n3. A (1h)\n"), "markdown"
    )
    steps = text.split("## Steps")[1]
    assert steps.index("**B**") < steps.index("**C**") < steps.index("**A**")
    assert "not the order written" not in text


def test_plain_signs_say_the_same() -> None:
    model = BOARD.parse(MIGRATION)
    drawn = plain(rows(model.plan, model.schedule, 80, True))
    assert drawn.isascii()
    assert "<>" in drawn and "#" in drawn
    night = BOARD.parse(NIGHT)
    assert "!" in plain(rows(night.plan, night.schedule, 80, True))


@pytest.mark.parametrize("cells", [24, 31, 40, 57, 80, 120])
def test_no_row_is_wider_than_it_may_be(cells: int) -> None:
    for text in (MIGRATION, NIGHT, LOAD):
        for line in plain(BOARD.draw(BOARD.parse(text), cells, 24)).splitlines():
            assert len(line) <= cells


def test_names_cannot_break_the_runbook() -> None:
    name = "drop `users` | [x](javascript:1) <b> ** # "
    text = BOARD.export(
        BOARD.parse(f'# a | b\nstep "{name}" 1d\n  rollback: x | y, 1 min\n'), "markdown"
    )
    table = [line for line in text.splitlines() if line.startswith("|")]
    for line in table:
        assert len(re.findall(r"(?<!\\)\|", line)) in (6, 8)
    assert not re.search(r"(?<!\\)(?:<b|\]\()", text)


def load_of(script: str) -> dict[str, Any]:
    """The options of a k6 script, as node sees them, and the requests of 400 iterations."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no node here")
    stub = (
        "const calls=[];const r=m=>(u)=>{calls.push(m+' '+u);return {status:200}};"
        "const http={get:r('GET'),post:r('POST'),put:r('PUT'),patch:r('PATCH'),del:r('DELETE'),"
        "request:(m,u)=>r(m)(u)};const check=()=>true;const __ENV={};"
    )
    body = re.sub(r"^import .*$", "", script, flags=re.M)
    body = body.replace("export const options", "const options")
    body = body.replace("export default function", "function run")
    tail = "for(let i=0;i<400;i++)run();console.log(JSON.stringify({options,calls}));"
    done = subprocess.run(
        [node, "-"],
        input=stub + body + tail,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def test_the_k6_script_runs_with_its_four_scenarios() -> None:
    made = load_of(BOARD.export(BOARD.parse(LOAD), "k6"))
    scenarios = made["options"]["scenarios"]
    assert list(scenarios) == ["baseline", "load_2x", "load_5x", "spike"]
    assert [scenarios[name].get("rate") for name in scenarios] == [600, 1200, 3000, None]
    assert scenarios["spike"]["stages"][2] == {"duration": "5m", "target": 6000}
    assert scenarios["baseline"]["preAllocatedVUs"] == 360
    assert scenarios["load_2x"]["startTime"] == "11m"
    assert made["options"]["thresholds"]["dropped_iterations"] == ["count==0"]
    assert "sleep" not in BOARD.export(BOARD.parse(LOAD), "k6")
    urls = set(made["calls"])
    assert urls == {"GET http://localhost:8080/products", "POST http://localhost:8080/orders"}


def test_fractional_rates_use_a_longer_time_unit() -> None:
    script = BOARD.export(BOARD.parse("load test\n  baseline 0.5 rps\n  GET / 100%\n"), "k6")
    assert "rate: 30, timeUnit: '1m'" in script


def visitor(script: str) -> types.ModuleType:
    """A Locust file, imported against a stand-in of what it uses of Locust."""
    stand_in = types.ModuleType("locust")
    for name in ("HttpUser", "LoadTestShape"):
        setattr(stand_in, name, type(name, (), {}))
    stand_in.__dict__["constant_throughput"] = float
    stand_in.__dict__["task"] = lambda weight: lambda function: (weight, function.__name__)
    module = types.ModuleType("locustfile")
    before = sys.modules.get("locust")
    sys.modules["locust"] = stand_in
    try:
        exec(compile(script, "locustfile.py", "exec"), module.__dict__)
    finally:
        if before is None:
            del sys.modules["locust"]
        else:
            sys.modules["locust"] = before
    return module


def test_the_locust_file_imports_with_the_same_levels() -> None:
    module = visitor(BOARD.export(BOARD.parse(LOAD), "locust"))
    assert module.Visitor.host == "http://localhost:8080"
    assert module.Visitor.get_products == (4, "get_products")
    assert module.Visitor.post_orders == (1, "post_orders")
    levels = module.FourScenarios.levels
    assert [users for _, users, _ in levels] == [600, 600, 1200, 600, 3000, 600, 600, 6000, 600]
    shape = module.FourScenarios()
    shape.get_run_time = lambda: 10**9
    assert shape.tick() is None


HOSTILE = (
    "/a`${x}'\"\\",
    "/é😀",
    "/</script>",
    "/%7B{}",
    "/\\u0041",
    "/'+process.exit(1)+'",
    '/"""',
)


@pytest.mark.parametrize("path", HOSTILE)
def test_a_path_stays_a_path(path: str) -> None:
    text = f"# '; process.exit(1) //\nload test\n  baseline 5 rps\n  GET {path} 100%\n"
    model = BOARD.parse(text)
    calls = set(load_of(BOARD.export(model, "k6"))["calls"])
    assert calls == {f"GET http://localhost:8080{path}"}
    source = BOARD.export(model, "locust")
    assert source.splitlines()[0].startswith("# ")
    visitor(source)
    assert ascii(path) in source


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=6))
def test_a_locust_file_of_any_text_compiles(lines: list[str]) -> None:
    text = "load test\n  baseline 7 rps\n" + "".join(
        f"  POST /{line} 10% {line}\n" for line in lines
    )
    visitor(BOARD.export(BOARD.parse(text), "locust"))


def test_a_target_is_what_the_plan_says_or_this_machine() -> None:
    assert "http://localhost:8080" in BOARD.export(
        BOARD.parse("load test\n  baseline 5 rps\n"), "k6"
    )
    own = "load test https://shop.test\n  baseline 5 rps\n"
    assert "https://shop.test" in BOARD.export(BOARD.parse(own), "locust")


def test_without_a_load_test_a_script_is_refused_with_an_example() -> None:
    with pytest.raises(UsageError, match="no load test"):
        BOARD.export(BOARD.parse(MIGRATION), "k6")
    with pytest.raises(UsageError, match="not written as"):
        BOARD.export(BOARD.parse(MIGRATION), "pdf")


def test_a_step_of_minutes_on_a_later_day_does_not_end_when_it_begins() -> None:
    runbook = BOARD.export(BOARD.parse("1. A (1d 6h)\n2. B (8min) after 1\n"), "markdown")
    assert "| T+1d 6h | T+1d 6h 8min | 8min |" in runbook


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("error rate > 1%", "error rate > 1%"),
        ("> quoted", r"\> quoted"),
        ("pg_is_in_recovery()", "pg_is_in_recovery()"),
        ("_slanted_ and a_", r"\_slanted\_ and a\_"),
        ("<b>a|b", r"\<b>a\|b"),
        (r"a\_b", r"a\\\_b"),
    ],
)
def test_a_runbook_can_be_read_and_copied_as_it_stands(text: str, shown: str) -> None:
    assert readable(text) == shown


@pytest.mark.parametrize("name", ["Retire pg13", "Decommission mysql-a", "Delete the old cluster"])
def test_what_is_retired_is_the_old_system(name: str) -> None:
    text = f"strategy canary\n1. Copy rows (1h)\n2. Switch reads (1h)\n3. {name} (1h)\n"
    assert acts(name).removes_old
    model = BOARD.parse(text)
    codes = {finding.code for finding in BOARD.findings(model, Context())}
    assert "no-decommission" not in codes
