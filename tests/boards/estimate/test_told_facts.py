"""What notes say without a sign, per a time, in tables and with names nobody defined."""

import pytest

from coach.boards.estimate.line import Line
from coach.boards.estimate.sheet import evaluate


def last(text: str) -> Line:
    return evaluate(text).lines[-1]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Storage per day = 3M * 4 MB", "12 TB/day"),
        ("Daily uploads: 3M * 4 MB", "12 TB/day"),
        ("Clips/day: 80K × 30 min × 64 kbps", "~9.22 Tb/day"),
        ("Cost per month: $4 * 30", "$120"),
        ("Monthly orders: 7M", "7M orders/month"),
        ("likes / user / day = 12", "12 likes/user/day"),
        ("Per minute: 40 hours × 2 GB = 80 GB/minute", "80 GB/min"),
        ("Daily active users: 7M", "7M users"),
        ("Storage/3 years: 7 TB", "7 TB"),
        ("storage per day for 3 years: 7 TB", "7 TB"),
        ("Average daily photo size: 3 MB", "3 MB"),
        ("yearly = 3 GB/day * 1 year", "1.095 TB"),
        ("bill per month ≈ 200 GB × $0.03/GB = $6", "$6"),
    ],
)
def test_a_name_says_what_time_its_value_is_per(text: str, value: str) -> None:
    assert last(text).shown == value


def test_a_name_per_day_lasts_as_long_as_a_later_line_says() -> None:
    """Without the day in its unit the first line times a time came to the first again, per year."""
    assert last("storage per day = 3M * 4 MB\nstorage per day * 2 years").shown == "8.76 PB"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("30 GB/day × 365 = ~11 TB/year", "10.95 TB/year"),
        ("(200M * 5%) * 3 MB = 10 million * 3 MB = 30 TB / day", "30 TB/day"),
        ("3 billion pages x 200k = 600 TB a month", "600 TB/month"),
        ("0.2 MB / token × 50,000 = 10 GB", "10 GB"),
        ("$3M \\times 2 \\text{ MB} = 6 \\text{ TB/day}$ – 2,190 TB/year", "6 TB/day"),
        ("7,000 rps × 2 KB × 86,400 sec ≈ 1.2 TB/day", "~1.21 TB"),
        ("40K QPS = 40K × 5ms each", "200 queries"),
    ],
)
def test_an_answer_says_what_was_left_unsaid(text: str, value: str) -> None:
    assert last(text).shown == value
    assert all(claim.good for claim in last(text).claims)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Peak QPS = 3 * QPS = 900", "900 queries/s"),
        ("Busy hour at 8× average ≈ 4,100 jobs/second", "4,100 jobs/s"),
    ],
)
def test_an_answer_stands_unchecked_where_a_name_is_not_defined(text: str, value: str) -> None:
    line = last(text)
    assert line.shown == value
    assert any(note.text.startswith("taken as you write it") for note in line.notes)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2B hours watched", "2B hours"),
        ("Reads: 30 B page-reads per day", "30B reads/day"),
        ("a 13B model", ""),
        ("13B model × 2 bytes", "26 GB"),
        ("7B x 2 bytes", "14 GB"),
        ("8B id + 4B size", "12 B"),
    ],
)
def test_what_a_capital_b_stands_for(text: str, value: str) -> None:
    assert last(text).shown == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Retention = 60 days → 120 GB in all", "60 days"),
        ("3 years → 9 TB", "9 TB"),
        ("500,000 hours of clips kept every day", "500K hours/day"),
        ("Likes = 6M * 3 / 86 400 ~= 20 RPS", "~208 req/s"),
        ("3M songs / din -> 2 * 10^6 / 86400 ~ 23 plays / sec · plays >> likes", "~23.1 plays/s"),
        ("40 girls × 25 items (4MB avg) = 4GB", "4 GB"),
        ("Cars/day ≈ 900 roads × 200 cars/h (24 h average) × 24", "4.32M cars/day"),
        ("[reads]  tile views         40/s", "40 views/s"),
        ("- Largest page: `e.g., 3 MB`", "3 MB"),
        ("Record: ~80 bytes or so, with its id, its owner and the map of children", "80 B"),
        ("40M / 86.400s", "~463/s"),
    ],
)
def test_more_of_what_notes_say(text: str, value: str) -> None:
    assert last(text).shown == value


def test_a_row_with_a_rate_and_a_remark_is_no_heading() -> None:
    line = evaluate("| Yearly logs | 3 PB/day × 365 | ~1.1 EB/year (kept after 30 days) |").lines[0]
    assert line.shown == "1.095 EB/year"


@pytest.mark.parametrize(
    ("row", "value"),
    [
        ("| Tile reads | 3B × 4 / 86,400 | ~139K |", "~138.9K reads"),
        ("| Spans | 6M spans/sec | 750K × 8 spans |", "6M spans/s"),
        ("| Feed cache | 40 GB | fits one machine |", "40 GB"),
        ("| 2M | 10 | ~230 | ~700 |", ""),
        ("| 300 | 900 | 5 | per node 300/5 * 4 = 240 MB/s |", "240 MB/s"),
        ("| Export | import, render answered 200/201 | G12 |", ""),
    ],
)
def test_a_row_of_a_table_with_a_heading_of_its_own(row: str, value: str) -> None:
    assert last(row).shown == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Archive tier $0.004 / GB-month", "$0.004/GB/month"),
        ("Cache TTL 5 min", "5 min"),
        ("one broker holds roughly 4k open sockets", "4,000 sockets"),
        ("the p99 of search should be < 80ms", "80 ms"),
        ("Write path: supports 3-5K writes/s", "3,000-5,000 writes/s (mid 4,000)"),
        ("Disk seek          9,000,000 ns   9 ms", "9 ms"),
        ("we keep 3 TB there", ""),
        ("within 5 minutes", ""),
        ("if a node takes 5 ms, two take 10 ms", ""),
        ("stereo 96 kbps (music) / 48 kbps (voice)", ""),
        ("these numbers may well double - 30M\\*2", "60M"),
        ("Worth a try: ~3 PB of disk. With ~2 TB per broker it is many", ""),
        ("80M riders per day x 3 trips per day per rider x 2 KB", "480 GB/day"),
        ("threads * 900/t", ""),
    ],
)
def test_facts_in_few_words(text: str, value: str) -> None:
    line = last(text)
    assert (line.shown if line.kind in ("value", "range") else "") == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("row = 300 B\nrows = 4M\nrow * rows", "1.2 GB"),
        ("servers = 30\nserver = $50/month\nservers * server", "$1,500/month"),
        ("rows = 4M\nrow * 2", "8M rows"),
        ("posting % = 5%\nusers = 40M\nusers * posting %", "2M users"),
        ("hit %: 90%\n(1 - hit %) * 20k rps", "2,000 req/s"),
        ("% active = 25%\nDAU = 40M * % active", "10M users"),
        ("samples = 400K\nsamples * 1.5 B * 1 day", "600T samples"),
        ("9M / (7k - 4k)/s", "3,000 s"),
        ("1 GB/s * 3 RF * 24h", "~259 TB"),
    ],
)
def test_names_of_one_and_of_many_and_of_shares(text: str, value: str) -> None:
    assert last(text).shown == value


def test_a_name_spelled_alike_is_still_defined_twice() -> None:
    assert any("defined twice" in note.text for note in last("rows = 4M\nrows = 5M").notes)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("retry_wait_seconds: 90", "90 s"),
        ("HeaderBytes = 24", "24 B"),
        ("participant-minutes: 40", "40"),
        ("Per hour: 2 GB × 3600 = 7.2 TB of data per hour", "7.2 TB/hour"),
        ("Peak views: 40K VPS", "40K views/s"),
        ("in all => 2B favourites", "2B favourites"),
        ("on average (2 000 000 ÷ 86 400 ≈ 23 QPS)", "~23.1 queries/s"),
        ("- 20 million * 30 MB *  = 600 TB", "600 TB"),
        ("20 GB egress $1.80", "$1.8"),
        ("rds 3x $1.10/hr", "$3.3/hour"),
        ("so this amounts to 7GB", "7 GB"),
        ("That means 3 petabytes of clips every day", "3 PB/day"),
        (
            "Photos: 1 photo size = 300KB. 1 day = 2M x 300KB = 600 GB. 2 years = 600G x 24 = 9TB",
            "",
        ),
        ('1 year = ~31.5M seconds   → "a year ≈ 3 * 10^7"', "1 year"),
    ],
)
def test_what_lists_and_sentences_come_to(text: str, value: str) -> None:
    line = last(text)
    assert (line.shown if line.kind == "value" else "") == value
    assert all(claim.good for claim in line.claims)


def test_a_time_alone_is_a_name_where_a_sign_defines_it() -> None:
    assert last("per day = 3 Gbps * 1 day in TB\nkept = per day * 30").shown == "972 TB"
