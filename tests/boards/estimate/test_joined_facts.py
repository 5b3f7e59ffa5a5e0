"""Facts beside each other that make one amount, and those that stay facts."""

import pytest

from coach.boards.estimate.line import Line
from coach.boards.estimate.note import NoteKind
from coach.boards.estimate.sheet import evaluate


def one(text: str) -> Line:
    return evaluate(text).lines[-1]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("300 B per row, 2B rows", "600 GB"),
        ("2B rows, 300 B each", "600 GB"),
        ("2B rows of 300 B", "600 GB"),
        ("10M DAU, 20 req/user/day, 2 KB per request", "400 GB/day"),
        ("500k orders/day, $30 per order", "$15M/day"),
        ("52 TB/day, 30 days retention, 2 copies", "3.12 PB"),
        ("3 replicas of 1.3 TB/day for 15 days", "58.5 TB"),
        ("10 KB * 1M pastes a day, one year", "3.65 TB"),
        ("10 GB/day for two years", "7.3 TB"),
        ("RTT 85 ms, 3 round trips", "255 ms"),
        ("drivers 1.5M, ping every 4s", "375K/s"),
        ("backlog 18M msgs, net drain 5k/s", "3,600 s"),
        ("12k rps avg, peak x2.5", "30K req/s"),
        ("400k orders/day, 10x in sale", "4M orders/day"),
        ("20M sms/day at 1 cent, 30 days", "$6M"),
        ("139 cores busy, plan at 70% => cores", "198.6 -> 199 cores"),
    ],
)
def test_facts_whose_units_say_so_make_one_amount(text: str, shown: str) -> None:
    assert one(text).shown == shown


def test_what_was_joined_is_told_in_signs() -> None:
    notes = one("300 B per row, 2B rows").notes
    assert "read as 300 B/row × 2B rows" in [n.text for n in notes if n.kind is NoteKind.JOINED]


@pytest.mark.parametrize(
    "text",
    [
        "10M DAU, 200M MAU",
        "1 KB   300 ns   3 GB/s",
        "10k rps, 200 ms p99",
        "100 MB/s link, 10 min timeout",
        "12k rps, 3x more than last year",
        "6 MB/s down, 8x compression",
        "500 GB, 10x smaller",
        "2B rows, 3 servers",
        "5 GB, 40% compressed",
    ],
)
def test_facts_that_only_stand_beside_each_other_stay_facts(text: str) -> None:
    assert one(text).kind == "none"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("10M links/day, per sec", "~115.7 links/s"),
        ("writes: 10M links/day, per sec?", "~115.7 links/s"),
        ("1.5 GB/s, in TB/day", "129.6 TB/day"),
        ("6M photos/day * 2 s / 86400", "~138.9 photos"),
        ("6M photos/day * 2 s / 24 / 3600", "~138.9 photos"),
        ("0.25 zl/min * 12M min/day", "3M zls/day"),
        ("0.25 ct/min * 12M min/day", "$30K/day"),
        ("1 in 200 of 400k/day", "2,000/day"),
        ("20 boxes at $140/month", "$2,800/month"),
    ],
)
def test_a_unit_asked_for_and_units_in_words(text: str, shown: str) -> None:
    assert one(text).shown == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("120 TB now, doubling every year, in 3 years", "960 TB"),
        ("120 TB doubling every year for 3 years", "960 TB"),
        ("100 GB growing 10 GB/day for 30 days", "400 GB"),
        ("1M users, +10%/month, after 2 months", "1.21M users"),
    ],
)
def test_growth_up_to_a_time_the_line_names_needs_no_columns(text: str, shown: str) -> None:
    assert one(text).shown == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("99.95% per month (30d) downtime", "21.6 min"),
        ("99.99 % of a year, downtime in minutes", "~52.6 min"),
        ("99.9% SLA downtime per day in s", "86.4 s"),
        ("two 99.9% in series", "99.8001%"),
        ("two 99% in parallel", "99.99%"),
    ],
)
def test_availability_as_it_is_spoken_of(text: str, shown: str) -> None:
    assert one(text).shown == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("12 MB/s per day", "~1.037 TB/day"),
        ("12 MB/s -> per day", "~1.037 TB/day"),
        ("log volume 40k lines/s * 300 B per day", "~1.037 TB/day"),
        ("1200 cams * 4 Mbps per day in TB", "~51.8 TB/day"),
        ("500k rps per minute", "30M req/min"),
        ("5 req/s per user", "5 req/s/user"),
        ("$0.10/GB per month", "$0.1/GB/month"),
    ],
)
def test_a_rate_per_another_time_is_asked_for_and_no_rate_of_a_rate(text: str, shown: str) -> None:
    assert one(text).shown == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("35 GB/day, keep 1 yr, RF=3", "~38.3 TB"),
        ("800 GB in 4 h", "200 GB/hour"),
        ("10 min of buffer at 67k/s", "40.2M"),
        ("need 10x => 32k rps / 400 = 80 boxes", "80 boxes"),
        ("300 B per row, 2B rows = 600 GB", "600 GB"),
        ("~15 GB/day logs -> 14 days = 210 GB", "210 GB"),
        ("120 GB over 24 h", "5 GB/hour"),
        ("10 GB/day over 30 days", "300 GB"),
        ("vacuum: 200 GB table at 50 MB/s", "4,000 s"),
        ("1000 tokens out at 50 tok/s", "20 s"),
        ("3B events/day at 400 bytes each", "1.2 TB/day"),
        ("500k players, 20 updates a second each", "10M updates/s"),
        ("70k rps / 500 per box", "140 boxes"),
        ("460 MB/s / 100 per node", "4.6 -> 5 nodes"),
        ("orders = 1.2M/day\npeak hour = 15% of orders\nx = peak hour / 3600", "50 orders/s"),
    ],
)
def test_copies_windows_and_the_busiest_hour(text: str, shown: str) -> None:
    assert one(text).shown == shown


def test_facts_that_join_behind_a_label_are_joined_and_it_is_told() -> None:
    line = one("kafka: 80 MB/s in, 7 d retention, RF 3")
    assert line.shown == "~145.2 TB"
    told = [note.text for note in line.notes if note.kind is NoteKind.JOINED]
    assert told == ["read as 80 MB/s × 7 d × 3"]


def test_columns_come_to_what_each_of_them_does_alone() -> None:
    lines = (
        "orders = {} per day",
        "peak hour = 15% of orders",
        "per sec = peak hour in /s",
        "flow = orders * 2 KB per hour",
        "boxes = per sec / 5 per box",
        "three = orders, 3x at peak",
    )
    amounts = ("1.2M", "2.4M", "6M")
    sheet = [line.format(" | ".join(amounts)) for line in lines]
    whole = evaluate("\n".join(["scenarios: now | sale | holiday", *sheet])).lines[1:]
    for at, amount in enumerate(amounts):
        alone = evaluate("\n".join(line.format(amount) for line in lines)).lines
        for column, single in zip(whole, alone, strict=True):
            cell = column.cells[at] if column.cells else column
            assert (cell.value, cell.unit) == (single.value, single.unit), column.message


def test_an_answer_to_facts_that_join_is_judged() -> None:
    assert one("300 B per row, 2B rows = 600 GB").claims[0].good
    assert one("60k iops / 16k per volume = 4 volumes").claims[0].good


def test_a_count_is_no_ratio_to_itself_and_a_version_no_quotient() -> None:
    assert one("12 pods -> conns per pod").kind == "error"
    assert one("12 pods -> pods").shown == "12 pods"
    assert one("version 2.5 / 3.0").kind == "none"


def test_a_currency_that_is_not_known_is_never_dropped() -> None:
    assert one("10 k€ / month").kind == "error"
    assert one("10M € a year").kind == "error"
