"""Lines that go on from the ones above them, and what only adorns a line."""

import pytest

from coach.boards.estimate.sheet import evaluate
from coach.boards.estimate.workings import Workings


def shown(text: str) -> list[str]:
    return [line.shown for line in evaluate(text).lines]


def test_a_heading_names_the_calculation_under_it() -> None:
    sheet = evaluate("Uploads a day (peak):\n= 300K × 4\n= 1.2M\nhalf = uploads a day / 2")
    assert [line.name for line in sheet.lines[1:2]] == ["Uploads a day"]
    assert sheet.lines[2].claims[0].verdict == "ok"
    assert sheet.lines[3].shown == "600K uploads/day"


def test_a_heading_lends_the_rate_in_its_words() -> None:
    assert shown("Upload QPS:\n= 432K / 86,400")[1] == "5 queries/s"


@pytest.mark.parametrize("between", ["= people × posts each\n", ""])
def test_the_first_line_with_a_number_is_the_headings(between: str) -> None:
    assert shown(f"**Posts:**\n{between}= 3M × 4\nkept = posts × 2")[-1] == "24M posts"


@pytest.mark.parametrize("heading", ["Posts", "Posts: 5", "How many:?", "12:", "# Posts:"])
def test_what_is_no_heading_names_nothing(heading: str) -> None:
    assert evaluate(f"{heading}\n= 3M × 4").lines[1].name == ""


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("× 365", "1.095 PB"),
        ("x 3 replicas = 9 TB", "9 TB"),
        ("÷ 86,400 s = 34.7 MB/s", "~34.7 MB/s"),
        ("/ 30", "100 GB"),
    ],
)
def test_a_line_that_begins_with_an_operator_goes_on_from_the_line_above(
    line: str, value: str
) -> None:
    assert shown(f"daily = 3 TB\n{line}")[1] == value
    assert shown(f"1.5 TB × 2\n{line}")[1] == value


def test_each_such_line_goes_on_from_the_last() -> None:
    assert shown("2 GB × 10\nx 30 days\nx 3 copies = 1.8 TB")[1:] == ["600 GB", "1.8 TB"]
    assert shown("2 GB/day\n× 30 days\n× 3 = 180 GB")[1:] == ["60 GB", "180 GB"]


def test_without_a_line_above_its_answer_is_what_it_says() -> None:
    assert shown("× 365 = ~15 PB/year") == ["15 PB/year"]
    assert shown("≈ 5 PB") == ["5 PB"]


def test_a_line_going_on_follows_what_it_goes_on_from() -> None:
    workings = Workings()
    assert evaluate("a = 3 TB\n× 2", workings=workings).lines[1].shown == "6 TB"
    assert evaluate("a = 4 TB\n× 2", workings=workings).lines[1].shown == "8 TB"
    assert evaluate("Reads:\n= 3 × 2", workings=workings).lines[1].name == "Reads"
    assert evaluate("Writes:\n= 3 × 2", workings=workings).lines[1].name == "Writes"


def test_an_answer_on_a_line_of_its_own_lends_its_time() -> None:
    assert shown("= 2 PB / 86,400\n= 23 GB/s")[1] == "~23.1 GB/s"
    assert shown("kept = 4 GB/day × 5 years\n= 7.3 TB/year")[1] == "7.3 TB"


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("├── 2 million requests/second", "2M req/s"),
        ("│   └── Size: 20B × 400 bytes = 8 TB", "8 TB"),
        ("╰─ 3 × 4 GB", "12 GB"),
        ("║ reads: 20K/s ║", "20K reads/s"),
        ("👉 40 × 5 GB", "200 GB"),
        ("400 TB+/yr", "400 TB/year"),
        ("kept: 400 TB+", "400 TB"),
        ("300+ servers", "300 servers"),
        ("80%+", "80%"),
        ("5M+ users × 2 KB", "10 GB"),
        ("2 + 3", "5"),
        ("reads = 4\n5+ reads", "9 reads"),
        ("peak 3x - 4x (e.g. 24,000)", "3-4 (mid 3.5)"),
        ("links: 3,000 × 1 KB × 8 = 24 Mbps", "24 Mbps"),
        ("2,000 RPS × 1 KB × 30 days ≈ 5.18 TB/month", "~5.18 TB"),
        ("259200s(=3 days) / 60 = 4320", "4,320 s"),
        ("box: 2 TB RAM (indexes + queues)", "2 TB"),
        ("Read QPS (avg/peak)     300 / 900", ""),
        ("Reads/writes: 300/30", "10 reads/write"),
    ],
)
def test_what_adorns_or_explains_an_amount_is_left_aside(line: str, value: str) -> None:
    assert shown(line)[-1] == value


def test_a_time_after_a_size_is_what_it_is_per_whatever_is_called_so() -> None:
    daily = "daily = 7 PB\n"
    assert shown(f"{daily}20 GB daily")[1] == "20 GB/day"
    assert shown(f"{daily}500 000 MB daily / 86 400 seconds = 5.8 MB/s")[1] == "~5.79 MB/s"
    assert shown(f"{daily}kept = 3 × daily")[1] == "21 PB"
