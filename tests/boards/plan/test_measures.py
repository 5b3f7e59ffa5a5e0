"""Measures as people type them: below a form, into its blanks, the name before or after."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.boards.board import Context, plain
from coach.boards.plan.acts import acts
from coach.boards.plan.measures import measures
from coach.boards.plan.plan_board import BOARD
from coach.boards.plan.profile import outlook

FORM = """Current load:
- Average requests/sec: ___
- Peak requests/sec: ___
- Average latency: ___ ms
- P99 latency: ___ ms
- Error rate: ___%

Resource utilization:
- CPU: ___%
- Memory: ___%
- Disk I/O: ___%
- Network: ___%
"""


def said(line: str, inside: bool = True) -> dict[str, float | None]:
    return {each.name: each.value for each in measures(line, 1, inside)[0]}


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("avg 250 rps, peak 700", {"average rps": 250, "peak rps": 700}),
        ("latency 220ms avg, p99 1.6s", {"latency": 0.22, "p99": 1.6}),
        ("cpu 31, mem 50%, disk 12%, net 18%",
         {"cpu": 0.31, "memory": 0.5, "disk": 0.12, "network": 0.18}),
        ("cpu 31% mem 50% net 18%", {"cpu": 0.31, "memory": 0.5, "network": 0.18}),
        ("2k rps peak", {"peak rps": 2000}),
        ("peak requests/sec: 30,000/min", {"peak rps": 500}),
        ("p99 latency: 340", {"p99": 0.34}),
        ("cpu 0.31", {"cpu": 0.31}),
        ("errors 0.3", {"errors": 0.003}),
        ("160 threads", {"threads": 160}),
        ("Average latency: 220___ ms", {"latency": 0.22}),
        ("Average latency: ___220 ms", {"latency": 0.22}),
        ("Average latency: ___ ms", {"latency": None}),
        ("peak 1.6 s", {}),
    ],
)  # fmt: skip
def test_a_line_of_measures(line: str, wanted: dict[str, float | None]) -> None:
    assert said(line) == {
        name: None if value is None else pytest.approx(value) for name, value in wanted.items()
    }


def test_a_line_that_is_more_than_measures_is_none_outside_a_profile() -> None:
    assert said("cpu 31%, then we look", inside=False) == {}
    assert measures("cpu 31%, then we look", 1, True)[1] == "then we look"


def test_what_is_written_below_the_open_form_counts() -> None:
    text = FORM + "peak 700 rps, latency 220 ms\nthreads 160\ncpu 31%\n"
    seen = outlook(BOARD.parse(text).plan.profile)
    assert seen.in_flight == pytest.approx(154)
    assert seen.first == "threads"


def test_a_part_of_a_line_that_is_no_measure_is_told() -> None:
    model = BOARD.parse(FORM + "cpu 31%, gpu hot\n")
    told = [f.message for f in BOARD.findings(model, Context())]
    assert any("gpu hot" in message for message in told)


def test_an_open_form_says_what_would_follow() -> None:
    drawn = plain(BOARD.draw(BOARD.parse(FORM), 80, 24))
    assert "still open" in drawn
    assert "still open" not in plain(
        BOARD.draw(BOARD.parse("profile\npeak 700 rps, latency 220 ms, cpu 31%"), 80, 24)
    )


@given(st.text(max_size=200))
def test_any_line_is_read_without_an_exception(line: str) -> None:
    measures(line, 1, True)


@pytest.mark.parametrize(
    "head", ["load test", "load test on staging", "load test:", "load test of the shop"]
)
def test_a_load_test_is_read_without_indents(head: str) -> None:
    text = (
        f"{head}\nbaseline 350 rps\n"
        "60% GET /products, 30% POST /cart, 10% POST /orders {\"a\": 1, \"b\": 2}\n"
        "p99 < 1s, errors < 1%\n2x 5x 10x spike 5 min\n\n1. Deploy (1h)\n"
    )  # fmt: skip
    plan = BOARD.parse(text).plan
    test = plan.loadtest
    assert test is not None
    assert (test.rate, test.p99, test.errors) == (350, 1, 0.01)
    assert (test.spike, test.spike_seconds) == (10, 300)
    assert [(r.method, r.path) for r in test.requests] == [
        ("GET", "/products"), ("POST", "/cart"), ("POST", "/orders"),
    ]  # fmt: skip
    assert [r.share for r in test.requests] == pytest.approx([0.6, 0.3, 0.1])
    assert [step.name for step in plan.steps] == ["Deploy"]


def test_a_sentence_about_a_load_test_opens_none() -> None:
    assert BOARD.parse("load test the new cluster\nand then we deploy\n").plan.loadtest is None


def codes(text: str) -> set[str]:
    return {finding.code for finding in BOARD.findings(BOARD.parse(text), Context())}


def test_the_largest_size_counts_wherever_the_rule_says_it() -> None:
    rule = "when cpu > 70% for 5 min -> add 2 servers, check health; rollback: drain them"
    assert "scaling-no-limit" in codes(rule)
    assert "scaling-no-limit" not in codes(rule + ". max 12 servers")


def test_what_is_dropped_after_weeks_is_kept_long_enough() -> None:
    plan = "checkpoint 100% 0h\nDrop old table{} (1h)\n"
    soaking = [code for code in codes(plan.format("")) if "old" in code or "soak" in code]
    assert soaking
    assert not set(soaking) & codes(plan.format(" after 2 weeks"))


def test_a_service_in_front_of_the_old_tables_is_a_facade() -> None:
    plan = "strategy strangler fig\nconstraints: large system\n1. {} (1w)\n2. Move orders (1w)\n"
    assert "no-facade" in codes(plan.format("New service"))
    assert "no-facade" not in codes(plan.format("Service with an API in front of old tables"))


@pytest.mark.parametrize("step", ["Capture changes of the old tables", "Captures the changes"])
def test_capturing_changes_is_what_the_findings_call_it(step: str) -> None:
    assert acts(step).captures


@pytest.mark.parametrize(
    ("lines", "rate", "said"),
    [
        ("2x 500/s", 250.0, ()),
        ("2x: 1400 rps for 15 min", 700.0, ()),
        ("baseline 700/s\n5x load: 3,500 rps\n2x load at 1.4k/s", 700.0, ()),
        ("baseline 333 rps\n2x 670/s", 333.0, ()),
        ("2x 500/s\nbaseline 700 rps", 700.0, ("2x of the baseline of 700/s is 1,400/s",)),
        ("baseline 100 rps\n3x 300 rps", 100.0, ("There is no scenario of 3x",)),
        ("baseline 100 rps\nspike 8x\n8x 800 rps", 100.0, ()),
    ],
)
def test_a_scenario_with_its_rate_tells_the_baseline(
    lines: str, rate: float, said: tuple[str, ...]
) -> None:
    plan = BOARD.parse(f"load test http://localhost:8080\n{lines}\nGET / 100%\n").plan
    assert plan.loadtest is not None
    assert plan.loadtest.rate == rate
    assert "baseline" not in plan.loadtest.defaults
    assert plan.notes == ()
    told = [finding.message for finding in plan.findings]
    assert len(told) == len(said)
    assert all(words in message for words, message in zip(said, told, strict=True))


def test_the_time_of_a_scenario_holds_for_each() -> None:
    plan = BOARD.parse("load test http://localhost:8080\n2x: 1400 rps for 15 min\n").plan
    assert plan.loadtest is not None
    assert plan.loadtest.each == 900
