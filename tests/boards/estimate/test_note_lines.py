"""Kinds of lines from public capacity notes, in words of their own, and what stands beside them."""

import pytest

from coach.boards.estimate.line import Line
from coach.boards.estimate.sheet import evaluate


def last(text: str) -> Line:
    return evaluate(text).lines[-1]


def shown(text: str) -> tuple[str, list[str]]:
    line = last(text)
    return line.shown, [claim.verdict for claim in line.claims]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("40 req/s * 86400 * 30 days", "~103.7M req"),
        ("3k rps * 20 KB * 60 * 60 * 24 * 7 days", "~36.3 TB"),
        ("2 MB/s × 86,400 × 7 days", "~1.21 TB"),
        ("6 GB/hour * 24 * 30 days", "4.32 TB"),
        ("9 GB/month * 12 * 3 years", "324 GB"),
        ("80M posts/day × 365 × 2 yr", "58.4B posts"),
        ("7 GB/day * 30 * 12 * 2 years", "5.04 TB"),
    ],
)
def test_numbers_that_count_a_rates_time_in_a_longer_one_count_it_once(
    text: str, value: str
) -> None:
    """The 86,400 and the days both stand for time: taken twice they made it 86,400 times more."""
    assert last(text).shown == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("90M * 400 B = 36 GB/day", "36 GB/day"),
        ("3M × 2 KB = 6 GB/s = 48 Gbps", "6 GB/s"),
        ("$0.10 per GB * 40 TB = $4k / month", "$4,000/month"),
        ("6M users x 4 posts = 24M posts per day", "24M posts/day"),
    ],
)
def test_an_answer_says_what_time_a_calculation_without_one_is_per(text: str, value: str) -> None:
    assert last(text).shown == value
    assert all(claim.good for claim in last(text).claims)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r"- $3M \times 2 \text{ MB} = 6 \text{ TB/day}$", "6 TB/day"),
        (r"$reads = (90M \times 8) / 86400 \approx 8,300~\text{RPS}$", "~8,333 req/s"),
        (r"$$ load = 6*10^6*2*10^{-5} \approx 120 $$", "120"),
        (r"\text{Writes/sec} = \frac{2,000,000}{86,400} \approx 23.1", "~23.1 writes/s"),
        ("filter: 2B urls * 8 bits / 8 = 2 GB", "2 GB"),
        ("- 3 mil. / (24 * 3600) = 35 uploads/s", "~34.7 uploads/s"),
        ("40TB x 1.5 (erasure 6+3) = 60TB raw", "60 TB"),
        ("bytes/token = 2 x 30 x 8 x 128 x 2 = 122,880", "~122.9 KB/token"),
        ("Peak QPS = 2 * QPS = 2 * 1900 = ~3800", "3,800 queries/s"),
    ],
)
def test_what_is_set_in_tex_or_shortened(text: str, value: str) -> None:
    assert shown(text)[0] == value
    assert all(claim.good for claim in last(text).claims)


def test_a_numbered_step_is_no_amount() -> None:
    assert last("1-> Request => ask for the users first").kind == "none"


def test_how_long_a_rate_lasts_is_no_wrong_answer() -> None:
    line = last("300,000 requests/day × 2 KB = ~0.6 GB/day → 90 days → 54 GB")
    assert [claim.verdict for claim in line.claims] == ["ok"]


def test_a_later_line_goes_on_with_that_time() -> None:
    text = "stored = 90M * 400 B = 36 GB/day\nstored * 1 year"
    assert last(text).shown == "13.14 TB"


@pytest.mark.parametrize(
    ("text", "value", "verdicts"),
    [
        ("reads = 700M / 24 * 60 * 60 ≈ 8,100", "~8,102 reads", ["ok"]),
        ("reads = 700M / 24 * 60 * 60", "105B reads", []),
    ],
)
def test_a_day_written_out_after_a_division(text: str, value: str, verdicts: list[str]) -> None:
    assert shown(text) == (value, verdicts)
    assert any("24 × 60 × 60" in note.text for note in last(text).notes)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("800M × 365 × 2 KB = 580 TB/yr text + pictures elsewhere", "584 TB/year"),
        ("60GB * 365 * 10 = 219 TB for 10 years", "219 TB"),
        ("40ms * 3 round trips = 120ms for a handshake of 1.2", "120 ms"),
        ("1 - 0.98^50 = 64% of calls meet one slow shard", "~0.636"),
        ("13B * 2 = 26GB - and what the cache takes", "26 GB"),
        ("3 * 5 * 400m = 6b (5 lookups each, 3 letters)", "6B"),
        ("(12 + 20) * 50 + 16 = 1.6 Kb", "1.616 Kb"),
        ("(1 - 0.9995) * 365 * 24 = 4.38 hours per year", "4.38 hours/year"),
    ],
)
def test_an_answer_is_judged_though_the_sentence_goes_on(text: str, value: str) -> None:
    assert shown(text) == (value, ["ok"])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Total 48 bytes", "48 B"),
        ("Average size 300 KB", "300 KB"),
        ("Mutex unlock                   25 ns", "25 ns"),
        ("Overhead = 30 percent(0.3)", "30%"),
        ("5 percent of 8 TB", "400 GB"),
        ("Changes/Day:   90M (30M trips × 3 states)", "90M/day"),
        ("one second has 9,000/86400 trips", "~0.1042 trips"),
        ("- Kept/5 years = 3 PB × 5 = 15 PB", "15 PB"),
        ("Reads = 43.2M/86400 seconds in a day", "500 reads"),
        ("Filed by month = 12 TB warm (half a year)", "12 TB"),
        ("total 3 of 5 nodes must answer", ""),
        ("average user has 3 devices", "3 devices"),
        ("From memory 1 MB     20,000 ns   20 µs   ~40GB/s", "20 us"),
    ],
)
def test_facts_without_a_sign(text: str, value: str) -> None:
    assert last(text).shown == value


@pytest.mark.parametrize("text", ["1 lookup = 50 comparisons", "800K req/s = 80 MB/s"])
def test_what_one_thing_stands_for_is_no_wrong_answer(text: str) -> None:
    assert last(text).claims == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("writes = 2M/day\nwrite qps = writes in 1/s", "~23.1 writes/s"),
        ("writes = 2M/day\nwrite qps = writes per second", "~23.1 writes/s"),
        ("writes = 2M/day\nwrite qps = writes / second", "~23.1 writes/s"),
        ("writes = 2M\nw = writes / second", "2M writes/s"),
        ("writes = 2M\nw = writes per second", "2M writes"),
        ("writes = 2M/day\nw = 3 * writes / second", "~69.4 writes/s"),
        ("hour = 50 req\nwrites = 10\nwrites / hour", "0.2 writes/req"),
        ("writes = 2M/day\nw = twice writes", "4M writes/day"),
        ("req = 100M/day\n1 KB/req * req", "100 GB/day"),
    ],
)
def test_a_name_per_a_time_is_converted_to_it(text: str, value: str) -> None:
    assert last(text).shown == value


@pytest.mark.parametrize("name", ["5 years", "1 year", "5y", "30 days"])
def test_a_time_may_name_a_line_that_calculates_with_a_name(name: str) -> None:
    line = last(f"stored = 1 GB/day\n{name} = stored * 5 years")
    assert (line.shown, line.claims) == ("1.825 TB", ())


def test_a_unit_nobody_knows_is_said() -> None:
    line = last("writes = 2M/day\nx = writes in bananas")
    assert (line.kind, line.message) == (
        "error",
        "bananas is no unit I know: write one like /s, GB or hours",
    )
    assert last("writes = 2M/day\nx = reads in batches").kind == "none"
