"""Kinds of lines that public notes hold, each with what stands beside it and how it is judged."""

from pathlib import Path

import pytest

from coach.boards.board import Context, Severity
from coach.boards.estimate.estimate_board import BOARD
from coach.boards.estimate.line import Line
from coach.boards.estimate.sheet import evaluate

CASES = Path(__file__).parents[2] / "data" / "estimate" / "cases"


def last(text: str) -> Line:
    return evaluate(text).lines[-1]


def case(name: str) -> tuple[Line, ...]:
    (found,) = CASES.glob(f"{name}-*.txt")
    return evaluate(found.read_text("utf-8").rstrip("\n")).lines


def verdicts(line: Line) -> list[str]:
    return [claim.verdict for claim in line.claims]


def test_a_count_over_a_rate_is_a_time_for_each() -> None:
    first, second, third = case("e00")
    assert (first.shown, first.second) == ("20K s/req", "~5.56 hours/req")
    assert (second.shown, second.second) == ("2.4M s/page", "~27.8 days/page")
    assert (third.shown, third.second) == ("50 hours/user", "~2.08 days/user")


def test_a_line_that_begins_with_a_sign_and_calculates_is_its_own() -> None:
    upload, own = case("e01")
    assert (upload.shown, own.shown, own.claims) == ("1 GB/s", "1 req", ())


@pytest.mark.parametrize(
    ("text", "shown", "judged"),
    [
        ("250 * 4 = 1000\n= 1000 * 3 = 3,000", "3,000", ["ok"]),
        ("250 * 4\n= 1000", "1,000", ["ok"]),
        ("9 GB * 4\n= 6 GB * 6", "36 GB", ["ok"]),
        ("cores = 40 * 6.4\n= 32 servers × 8 cores/server", "256 cores", ["ok"]),
        ("cores = 41 * 6.4\n= 32 servers × 8 cores/server", "262.4 -> 263 cores", ["short"]),
        ("≈ 6 * 7", "42", []),
    ],
)
def test_such_a_line_answers_the_one_above_where_it_fits(
    text: str, shown: str, judged: list[str]
) -> None:
    assert last(text).shown == shown
    assert verdicts(last(text)) == judged


def test_per_thousand_divides() -> None:
    (line,) = case("e02")
    assert (line.shown, verdicts(line)) == ("$0.06", ["ok"])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("7M calls * $0.30 per million", "$2.1"),
        ("7M calls * $0.30 per million calls", "$2.1"),
        ("7M * $0.30/M", "$2.1"),
        ("40k * $2/1000", "$80"),
        ("40k messages at $2 per 1k", "$80"),
        ("$2 per 1k * 40k", "$80"),
        ("12 ms per 1000 rows * 3M rows", "36 s"),
        ("9 (calls/minute) * 5 (minutes)", "45 calls"),
        ("900 (calls) * 0.002 (USD/call)", "$1.8"),
        ("900 (calls) * 0.5 (USD/million calls)", "$0.00045"),
        ("$300/month in $/year", "$3,600/year"),
        ("$0.02/GB in $/TB", "$20/TB"),
        ("2.5x headroom * 6k rps", "15K req/s"),
        ("3x replication × 7 TB × 1.5x overhead", "31.5 TB"),
        ("1 h 30 min", "90 min"),
        ("1h30m", "90 min"),
        ("2 d 12 h * 2", "120 hours"),
        ("9 min 30 s in s", "570 s"),
        ("2.000.000 * 3 KB", "6 GB"),
        ("10.000.000 req/day", "10M req/day"),
        ("1.500.000,5", "~1.5M"),
        ("9kk users", "9M users"),
        ("ceil(log(1000000) / log(62))", "4"),
        ("log(81, 3)", "4"),
        ("log₂(4096)", "12"),
        ("ln(20) * 1000", "~2,996"),
        ("8 KB * 3M (2) = 24 GB", "24 GB"),
        ("8 MB (2) * 3", "24 MB"),
        ("3M users [4] * 5", "15M users"),
        ("3M[^1] * 5", "15M"),
        ("4xx errors = 30/s\nbad = 4xx errors * 3", "90/s"),
        ("99th percentile = 200 ms", "200 ms"),
        ("2nd attempt: 30 ms * 2", "60 ms"),
        ("day = 86,400 s\n20M / day", "~231/s"),
        ("20M keys * (40 B + 60 B)", "2 GB"),
        ("samples = 200k/s\nsamples * 1.5 B * 1 day", "~25.9 GB"),
        ("1.7 B * 5000 * 86400", "~734 MB"),
        ("1.5B users", "1.5B users"),
        ("1.5 B * 500 B", "750 GB"),
        ("62^6 = 57B", "~56.8B"),
        ("read_qps = 900", "900 reads/s"),
        ("6 \\* 7", "42"),
    ],
)
def test_an_amount_is_read_as_people_write_it(text: str, shown: str) -> None:
    line = last(text)
    assert (line.shown or line.kind) == shown


def test_a_backslash_before_a_mark_is_markdown() -> None:
    (line,) = case("e03")
    assert (line.shown, verdicts(line)) == ("48 GB", ["ok"])


def test_a_version_and_an_address_are_no_numbers() -> None:
    for text in ("1.2.3", "10.0.0.1", "192.168.100.200", "1.000.000.5"):
        assert last(text).kind in ("none", "error"), text


def test_a_time_is_the_answer_of_a_bare_quotient() -> None:
    first, second = case("e04")
    assert (first.shown, verdicts(first)) == ("2.4M s/page", ["ok"])
    assert (second.shown, verdicts(second)) == ("~27.8 days", ["ok"])
    assert any("read as seconds" in note.text for note in second.notes)
    assert verdicts(last("900 / 10 = 3 min")) == ["off"]
    assert verdicts(last("10 GB / 100 = 5 min")) == ["off"]


def test_a_dash_between_facts_is_no_minus() -> None:
    (line,) = case("e05")
    assert (line.kind, line.value) == ("none", None)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("30M writes per day - 2B reads per day", "none"),
        ("half the members send 1 photo per week - 90K photos/week", "none"),
        ("10 GB - 2 GB", "8 GB"),
        ("9M users - 2M members", "7M"),
        ("20k req/s - 5k hits/s", "15K req/s"),
        ("DAU = 30M, 20 req per user = 600M req/day", "30M users"),
        ("page = 3MB, 50 pages/min => 150 MB/min", "3 MB"),
        ("1 user = 5 KB, 10M users = 50 GB", "5 KB"),
        ("20M tweets = 6 GB", "6 GB"),
        ("msgs: 2B/day, 1KB → 2TB/day", "2 TB/day"),
        ("view to upload ratio: 300 : 1", "300"),
        ("| Reads | 2M users × 20 views/day / 86400 ≈ 463 views/s |", "~463 views/s"),
        ("│ boxes = 9,000 / 1,000 = 9 boxes │", "9 boxes"),
        ("| 1 week | 604800 seconds ≈ 6×10⁵ s |", "~605K s"),
    ],
)
def test_facts_beside_each_other_are_not_run_together(text: str, shown: str) -> None:
    line = last(text)
    assert (line.shown or line.kind) == shown
    assert all(claim.good for claim in line.claims)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2000 QPS/server → 3 servers", "2,000 queries/s/server"),
        ("40,000 RPS → 40 servers", "40K req/s"),
        ("20 TB → 20 nodes", "20 TB"),
        ("2B/day → 40 nodes", "2B/day"),
        ("20M users -> 5 KB each -> 100 GB", "5 KB"),
        ("700M / 2M MB per broker / 0.7 = 500 brokers", "500 brokers"),
    ],
)
def test_an_arrow_to_another_thing_is_no_answer(text: str, shown: str) -> None:
    line = last(text)
    assert line.shown == shown
    assert all(claim.good for claim in line.claims)


def test_an_arrow_to_the_same_in_another_unit_is_an_answer() -> None:
    assert verdicts(last("200 GB/day → 73 TB/year")) == ["ok"]
    assert verdicts(last("200 GB/day → 7 TB/year")) == ["off"]
    assert verdicts(last("2M × 5 KB → 1 GB")) == ["off"]


@pytest.mark.parametrize(
    "text",
    ["50 x orders", "50 * orders", "orders x 50", "load = 50 x orders", "50 x order rate + 5"],
)
def test_a_name_nobody_defined_is_said(text: str) -> None:
    line = last(text)
    assert line.kind == "error"
    assert "is not defined" in line.message
    assert last(f"orders = 6\norder rate = 6\n{text}").kind == "value"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("target: 400 MB/s (4000 msgs/s × 100 KB/msg)", "400 MB/s"),
        ("- 3M posts/day × 200 bytes (text + links) = 600 MB/day of text", "600 MB/day"),
        ("2 GB/s × 604800 = 1.2 PB", "~1.21 PB"),
        ("100M links/month = 40 links/sec", "100M links/month"),
        ("30k uploads/day × 200 MB = 6 TB raw; assuming 3 sizes + audio → 18 TB/day", "6 TB/day"),
        ("- Content: 400 bytes average (text)", "400 B"),
        ("- Threads: 24 (4 io + 16 workers + 4/2 spare)", "24 threads"),
        ("total per year = 3 * 365 = 1095 TB/year, without copies", "1.095 PB/year"),
        ("stored per year = 2,000,000*125 = 250 MB", "250 MB"),
        ("20M DAU, each doing ~10 looks per day = 200M looks/day", "200M looks/day"),
        ("- Reserved: -40% = $600/month", "$600/month"),
        ("Expiry stamp - 8bytes", "8 B"),
        ("- Size: 2 GB fixed (does not grow)", "2 GB"),
        ("| Audio (25 tokens/s × 600s) | ~15,000 |", "15K"),
        ("30M views / 86,400 seconds/day = 347 views/s", "~347 views/s"),
        ("1 hour film/second / (6 minutes film/video)", "600 videos/min"),
        ("4M/day (10× during the rush)", "4M/day"),
        ("5 years = 12 GB × 365 × 5 ≈ 22 TB", "21.9 TB"),
        ("2 photos/user/day → 90M uploads/day", "2 photos/user/day"),
        ("Peak (3× average) ≈ 21,000 writes/sec", "21K writes/s"),
        ("saved: 12,000 ÷ 3,000 QPS/server = 4 servers", "4 servers"),
        ("- Simple: 80ms p95 ✓", "80 ms"),
        ("latency 30 ms p50 / 300 ms p99", "error"),
    ],
)
def test_remarks_beside_a_calculation_are_left_aside(text: str, shown: str) -> None:
    line = last(text)
    assert (line.shown if line.kind == "value" else line.kind) == shown
    assert all(claim.good for claim in line.claims)


def test_a_sheet_that_is_too_long_says_how_much_is_left_out() -> None:
    whole = evaluate("1\n" * 9999 + "1")
    assert (len(whole.lines), whole.left_out) == (10_000, 0)
    cut = evaluate("1\n" * 10_499 + "1")
    assert (len(cut.lines), cut.left_out) == (10_000, 500)
    (found,) = BOARD.findings(cut, Context())
    assert found.severity is Severity.ERROR
    assert "first 10,000 of 10,500 lines" in found.message


def test_words_that_compare_are_no_names() -> None:
    assert last("10 x faster").kind != "error"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("4m * 20 KB = 80 GB", "80 GB"),
        ("4m visits / 40 = 100k", "100K visits"),
        ("5m * 12 = 1 hour", "5m could be million or minutes: write 5M or 5 min"),
        ("5m * 12", "5m could be million or minutes: write 5M or 5 min"),
        ("4.2b * 5 = 21 GB", "21 GB"),
        ("4.2b / day", "4.2B/day"),
        ("64b * 10M = 80 MB", "640 Mb"),
        ("3M / (24h * 3600) = 35", "~34.7/s"),
        ("3M / (24h * 60 * 60)", "~34.7/s"),
        ("20 days * 86400 = 1.7M", "1.728M s"),
        ("24 h * 365", "8,760 hours"),
        ("Number of nodes (9M / 300 = 30k nodes)", "30K nodes"),
        ("Inbound - video (raw) [70 rps * 3 MB = 210 MB/s]", "210 MB/s"),
        ("read / write = 40:1", "40 reads/write"),
        ("visits: 7K QPS, uploads 300/s", "7,000 queries/s"),
    ],
)
def test_short_letters_brackets_and_ratios_are_read_as_they_are_meant(
    text: str, shown: str
) -> None:
    line = last(text)
    assert (line.message or line.shown.partition(" · ")[0]) == shown or line.second == shown


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("1,500 / 86,400 = 0.02", "ok"),
        ("1,500 / 86,400 = 0.03", "off"),
        ("1,500 / 86,400 = 0.017", "ok"),
        ("1,500 / 86,400 = 0.015", "off"),
        ("150,000 / 86,400 = 3", "off"),
    ],
)
def test_a_decimal_below_one_may_be_rounded_as_it_is_written(text: str, verdict: str) -> None:
    (claim,) = last(text).claims
    assert claim.verdict == verdict
