"""Kinds of lines that public notes hold, each with what stands beside it and how it is judged."""

from pathlib import Path

import pytest

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
        ("40k messages at $2 per 1k", "none"),
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
