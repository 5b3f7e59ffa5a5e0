"""How people say amounts: shares with a slash, spelled counts, gigs and cents, pasted rows."""

import pytest

from coach.boards.estimate.anatomy import anatomy
from coach.boards.estimate.lexer import tokens
from coach.boards.estimate.line import Line
from coach.boards.estimate.sheet import MOST_LINES, evaluate


def last(text: str) -> Line:
    return evaluate(text).lines[-1]


@pytest.mark.parametrize(
    "text", ["no, it is more like 90/10", "the split is 80/20", "see pages 12/13", "we run 24/7"]
)
def test_two_parts_that_a_sentence_sets_beside_each_other_are_no_quotient(text: str) -> None:
    assert last(text).kind == "none"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("90/10", "9"),
        ("Read/write split: 80/20", "4 reads/write"),
        ("so we need 3600/500", "7.2"),
        ("so that is 90/10 = 9", "9"),
        ("so 60 / 5 GB", "12/GB"),
    ],
)
def test_a_quotient_that_is_asked_for_is_one(text: str, value: str) -> None:
    assert last(text).shown == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Original 2.5 MB + three thumbnails (40 KB each)", "2.62 MB"),
        ("2.5 MB + three 40 KB thumbnails", "2.62 MB"),
        ("Row: name (20 B) + two ids (8 B each) + five tags (10 B each)", "86 B"),
        ("we need two 16 GB nodes", "32 GB"),
        ("Storage: four 2 TB disks", "8 TB"),
    ],
)
def test_a_count_that_is_spelled_out_counts(text: str, value: str) -> None:
    assert last(text).shown == value


def test_a_spelled_count_before_a_size_that_may_be_the_sum_is_asked_about() -> None:
    line = last("Row: name (20 B) + two ids (16 B)")
    assert line.kind == "error"
    assert "each or in all" in line.message


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("16 gigs x 20", "320 GB"),
        ("64gigs / 2 megs", "32K"),
        ("10 gig NIC / 2 MB", "625/s"),
        ("1.5M × 0.7¢", "$10.5K"),
        ("40 TB * 5¢/GB", "$2,000"),
        ("10 * 15 Mbytes/s", "150 MB/s"),
    ],
)
def test_units_as_they_are_spoken(text: str, value: str) -> None:
    assert last(text).shown == value


def test_an_answer_in_spelled_bytes_is_told_from_bits() -> None:
    (claim,) = last("10k/s * 1.5 Kb = 15 Mbytes/s").claims
    assert "bits for bytes" in claim.shown


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Daily active users\t12,000,000\tusers", "12M users"),
        ("Sessions per user\t3\tper day", "3/day"),
        ("Row size\t1.5\tKB\tper row, estimated", "1.5 KB"),
        ("Price\t$0.02\tper GB", "$0.02/GB"),
        ("Disk\t4 TB\tas of the audit in spring", "4 TB"),
        ("Volume\t=12,000*25\t300,000", "300K"),
        ("Volume\t=12,000*25\t290,000", "300K"),
    ],
)
def test_a_row_pasted_from_a_spreadsheet(text: str, value: str) -> None:
    assert last(text).shown == value


def test_the_result_of_a_pasted_formula_is_judged() -> None:
    assert [claim.verdict for claim in last("Volume\t=12,000*25\t300,000").claims] == ["ok"]
    assert [claim.verdict for claim in last("Volume\t=12,000*25\t200,000").claims] == ["off"]


@pytest.mark.parametrize("text", ["Metric\tValue\tUnit", "Users\t10M\t15M\t20M", "\t12\t4"])
def test_rows_of_titles_or_of_several_columns_are_not_guessed_at(text: str) -> None:
    assert last(text).kind == "none"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("15 mins * 60 * 1000 = 900,000 msec", "900 s"),
        ("3 GB * 1024 = 3072 MB", "~3.07 GB"),
        ("2048 KB / 1024 = 2 MB", "2 MB"),
        ("2 years * 365 * 24 = 17,520 hours", "17.52K hours"),
    ],
)
def test_numbers_that_lead_to_the_unit_of_the_answer_convert(text: str, value: str) -> None:
    line = last(text)
    assert line.shown == value
    assert [claim.verdict for claim in line.claims] == ["ok"]


def test_a_number_that_does_not_lead_to_the_unit_of_the_answer_multiplies() -> None:
    line = last("15 mins * 60 * 100 = 90,000 msec")
    assert [claim.verdict for claim in line.claims] == ["off"]


def test_a_sheet_of_the_most_lines_takes_no_line_apart_twice() -> None:
    """Smaller caches made a long sheet cost twice as much a line as a short one."""
    assert (anatomy.cache_parameters()["maxsize"] or 0) > MOST_LINES
    assert (tokens.cache_parameters()["maxsize"] or 0) > 2 * MOST_LINES


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.5 hr × $120", "$180"),
        ("12 months * $400 = $4,800", "$4,800"),
        ("40 TB × $0.09 × 12 months", "$43.2K"),
        ("3 years * $5,000/year", "$15K"),
    ],
)
def test_a_price_times_a_time_is_per_that_time(text: str, value: str) -> None:
    assert last(text).shown == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("100 Mb/s / 8", "12.5 MB/s"),
        ("90 min × 4.5 Mbps / 8 = 3 GB", "~3.04 GB"),
        ("10 Gb / 8 = 1.25 Gb", "1.25 Gb"),
        ("1 Gbps / 8 servers", "125 Mb/s/server"),
    ],
)
def test_bits_divided_by_eight_are_bytes(text: str, value: str) -> None:
    line = last(text)
    assert line.shown == value
    assert all(claim.good for claim in line.claims)


def test_a_word_like_a_unit_of_size_is_not_passed_over() -> None:
    line = last("1.2 Gbs * 60 sec / 8")
    assert line.kind == "error"
    assert line.message.startswith("Gbs is not a unit I know")


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("1B / 86,400 = 11.6k tok/s → 9 GPUs", ["ok"]),
        ("20 TB * 3 = 60 TB → 15 disks", ["ok"]),
        ("20 TB * 3 = 60 TB → 70 TB", ["ok", "off"]),
        ("3,600 / 500 = 7.2 → 6 servers", ["ok", "short"]),
    ],
)
def test_what_is_bought_for_an_answer_is_no_wrong_answer(text: str, verdicts: list[str]) -> None:
    assert [claim.verdict for claim in last(text).claims] == verdicts
