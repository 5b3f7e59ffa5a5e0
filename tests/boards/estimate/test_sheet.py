"""Claims, ranges, scenarios, names, hints and the way numbers are shown."""

from fractions import Fraction

import pytest

from coach.boards.estimate import units
from coach.boards.estimate.line import Line
from coach.boards.estimate.note import URGENT, Note, NoteKind
from coach.boards.estimate.quantity import Quantity
from coach.boards.estimate.results import cells
from coach.boards.estimate.sheet import evaluate
from coach.boards.estimate.show import in_column


def one(text: str) -> Line:
    return evaluate(text).lines[-1]


def notes(line: Line) -> tuple[str, ...]:
    """The words of a line's notes."""
    return tuple(note.text for note in line.notes)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1157.4074", "~1,157"),
        ("3472.2222", "~3,472"),
        ("9999", "9,999"),
        ("12500", "12.5K"),
        ("999999999", "~1B"),
        ("100M req/day", "100M req/day"),
        ("0.5 s", "500 ms"),
        ("1000 GB", "1 TB"),
        ("1500 KiB", "~1.465 MiB"),
        ("$0.023/GB/month", "$0.023/GB/month"),
        ("$5k", "$5,000"),
        ("99.95%", "99.95%"),
        ("1/3", "~0.333"),
        ("1 GB in MB", "1,000 MB"),
        ("100 GB/day", "100 GB/day"),
        ("7.2 servers", "7.2 -> 8 servers"),
        ("20-50 GB", "20-50 GB (mid 35)"),
        ("-5 * 3", "-15"),
        ("2 queries", "2 queries"),
        ("0", "0"),
    ],
)
def test_a_number_is_shown_as_people_write_it(text: str, shown: str) -> None:
    assert one(text).shown == shown


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("100M req/day", "~1,160 req/s"),
        ("100 GB/day", "36.5 TB/year"),
        ("288 Mbps", "36 MB/s"),
        ("99.99%", "~52.6 min/year missing"),
        ("5 GB", ""),
        ("86400 s", "1 day"),
    ],
)
def test_a_second_reading_where_it_helps(text: str, second: str) -> None:
    assert one(text).second == second


@pytest.mark.parametrize(
    ("text", "verdicts", "part"),
    [
        ("3,600 / 500 = 8 servers", ["ok-rounded-up"], "7.2 -> 8 servers ✓"),
        ("257 = 32 × 8", ["short"], "✗ 256, short by 1"),
        ("1 GB / 1 Gbps = 1 s", ["off"], "÷8: bits for bytes?"),
        ("2M * 200KB = 400 MB", ["off"], "÷1,000: a factor of 1000"),
        ("2M * 200KB = 4 TB", ["off"], "×10: a factor of ten"),
        ("64 GiB = 64 GB", ["off"], "1024 for 1000?"),
        ("100 * 10 = 900", ["off"], "-10 %"),
        ("100 * 10 ≈ 900", ["ok"], "✓"),
        ("100 * 10 = ~850", ["ok"], "✓"),
        ("2 * 3 = 6 = 7", ["ok", "off"], "✓ 6"),
        ("12 TB / 5 TB = 2 nodes", ["short"], "short by 1"),
        ("7.2 s = 8 s", ["off"], "✗"),
        ("100 GB/day = 100 GB/s", ["off"], "✗"),
        ("10 s = 10/s", ["off"], "✗"),
        ("5 GB = 5 s", ["off"], "✗"),
    ],
)
def test_a_claim_is_judged(text: str, verdicts: list[str], part: str) -> None:
    line = one(text)
    assert [claim.verdict for claim in line.claims] == verdicts
    assert part in " ".join(claim.shown for claim in line.claims)


@pytest.mark.parametrize(
    ("text", "first", "second", "fix"),
    [
        ("5 GB + 3 hours", "5 GB", "3 hours", "a line of its own"),
        ("1 GB/s + 5 TB", "1 GB/s", "5 TB", "multiply 1 GB/s by a time"),
        ("5 GB + 3", "5 GB", "3", "write 3 GB"),
        ("1 TB in seconds", "1 TB", "s", "convert to a unit like GB"),
        ("10 GB * 5 GB", "10 GB", "5 GB", "bare number"),
        ("5 s * 3 hours", "5 s", "3 hours", "bare number"),
        ("max(1 GB, 5 s)", "1 GB", "5 s", "one kind"),
        ("1M0000", "1M0000", "M0000", "not a unit"),
        ("3 + * 4", "+", "×", "write a number between"),
        ("12,34 GB", "12,34", "12.34", "write"),
        ("10 / 0", "zero", "0", "below"),
        ("foo * 2", "foo", "foo = …", "write"),
        ("5m * 2", "5M", "5 min", "write"),
        ("2(3+4)", "(", "×", "write"),
        ("(2 + 3", "bracket", ")", "write"),
    ],
)
def test_a_refusal_names_the_two_things_and_the_fix(
    text: str, first: str, second: str, fix: str
) -> None:
    line = one(text)
    assert line.kind == "error"
    assert first in line.message
    assert second in line.message
    assert fix in line.message


def test_an_error_is_said_in_its_dependants() -> None:
    lines = evaluate("storage = 5 GB + 3 s\ntotal = storage * 3\nmore = total * 2").lines
    assert lines[1].message == "storage (line 1) has an error of its own: mend it first"
    assert lines[2].message == lines[1].message
    assert [line.fault for line in lines] == [False, True, True]


def test_a_name_is_found_in_another_case_and_with_a_word_more() -> None:
    sheet = "Peak RPS: 3,600\npeak rps * 2\nPEAK * 2\nthe peak rps / 500"
    assert [line.value for line in evaluate(sheet).lines[1:]] == [7200, 7200, Fraction(36, 5)]


def test_an_average_is_not_taken_for_a_peak() -> None:
    line = one("avg qps = 100/s\npeak qps * 2")
    assert line.kind == "error"


def test_two_names_that_fit_are_refused() -> None:
    line = one("read qps = 5\nwrite qps = 7\nqps * 2")
    assert line.kind == "error"
    assert "read qps or write qps" in line.message


def test_the_last_definition_above_counts() -> None:
    lines = evaluate("x = 1\na1 = x\nx = 2\na2 = x").lines
    assert lines[1].value == 1
    assert lines[3].value == 2


def test_a_glued_noun_is_a_unit_even_where_a_variable_has_its_name() -> None:
    assert one("req = 7\n1 KB/req * 1000").shown == "1 MB/req"


def test_w_minus_w_is_nothing() -> None:
    line = one("w = 4..6\nv = w * 2\nv - w - w")
    assert line.kind == "range"
    assert line.lo == line.hi == 0


def test_corners_of_ranges_are_exact() -> None:
    line = one("a = 2-4 GB\nb = 3-5x\nc = 10..20\nc * a / b")
    assert line.lo == 4
    assert line.hi == Fraction(80, 3)


def test_many_ranges_still_give_bounds() -> None:
    line = one(" * ".join(["1-2x"] * 9))
    assert line.lo == 1
    assert line.hi == 512


def test_scenarios_are_columns() -> None:
    sheet = evaluate(
        "scenarios: now | 6 months | 1 year\nMAU = 10M | 15M | 25M\nDAU = 10% of MAU\n"
        "rps = DAU * 100 req/user/day in req/s\nfixed = 5"
    )
    assert sheet.scenarios == ("now", "6 months", "1 year")
    assert {title: in_column(value) for title, value in sheet.lines[2].columns.items()} == {
        "now": "1M users",
        "6 months": "1.5M users",
        "1 year": "2.5M users",
    }
    rates = list(map(in_column, sheet.lines[3].columns.values()))
    assert rates == ["~1,157 req/s", "~1,736 req/s", "~2,894 req/s"]
    assert sheet.lines[2].columns["1 year"] == Quantity(Fraction(2_500_000), (("user", 1),))
    assert sheet.lines[4].columns == {}


def test_a_table_of_growth_is_scenarios_too() -> None:
    sheet = evaluate(
        "| Metric | Current | 6 months | 1 year |\n|---|---|---|---|\n"
        "| Monthly active users | 10M | 15M | 25M |\nx = MAU * 2"
    )
    assert sheet.scenarios == ("Current", "6 months", "1 year")
    counts = list(map(in_column, sheet.lines[3].columns.values()))
    assert counts == ["20M users", "30M users", "50M users"]


def test_a_column_that_cannot_be_computed_is_none_and_shown_as_a_question() -> None:
    line = one("n = 4 | 0 | 2\nx = 8 / n")
    assert [value and value.value for value in line.columns.values()] == [2, None, 4]
    assert cells(line)[0] == ("2 | ? | 4", "value")


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("20 GB/day * 365 * 7", "365 read as days"),
        ("12 months × 5 years", "12 months"),
        ("50 TB * $.09", "per GB"),
        ("100M req/day / 86400", "86,400 read as seconds in a day"),
        ("100-200", "read as a range"),
        ("5m users", "million"),
    ],
)
def test_a_reading_is_said(text: str, note: str) -> None:
    assert note in " ".join(notes(one(text)))


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("x = 2 * 100k req/s", "Redis"),
        ("x = 2 * 1 GB/s", "25"),
        ("x = 2 * 1 TB", "18 TB disk|512 GiB"),
        ("x = 3 * 50 ms", "150 ms"),
        ("hit rate = 120%", "above 100 %"),
        ("MAU = 1M\nDAU = 2M", "more daily than monthly"),
        ("avg rps = 100/s\npeak rps = avg rps", "peak"),
        ("storage = 2 TB/day * 1 year\ntotal storage = storage * 2", "replication"),
        ("5 servers\n500 rps / 10 rps = 50 servers", "10 times apart"),
    ],
)
def test_a_hint_says_what_a_number_is_near_to(text: str, hint: str) -> None:
    said = " ".join(one(text).hints)
    assert any(part in said for part in hint.split("|"))
    assert len(one(text).hints) == 1


def test_units_convert_exactly() -> None:
    assert units.convert(Fraction(1), "Gbps", "MB/s") == 125
    assert units.convert(Fraction(20), "GB/day", "TB/year") == Fraction(73, 10)
    assert units.same_dimension("req/s", "1/day")
    assert not units.same_dimension("GB", "GB/s")
    with pytest.raises(ValueError, match="cannot become"):
        units.convert(Fraction(1), "GB", "s")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("transfers = 200M transfers/day\nrate = transfers in transfers/s", "~2,315 transfers/s"),
        ("submissions = 5M submissions/day\nsubmissions to submissions/s", "~57.9 submissions/s"),
        ("x = 100M handshakes/day\nx in handshakes per second", "~1,157 handshakes/s"),
        ("30M checks/day in checks/s", "~347 checks/s"),
        ("20M zaps/day\n20M zaps/day in zaps/hour", "~833K zaps/hour"),
    ],
)
def test_a_conversion_takes_any_noun_per_time(text: str, shown: str) -> None:
    assert one(text).shown == shown


def test_a_name_defined_twice_says_which_line_counts() -> None:
    sheet = evaluate("DAU = 10M\nDAU = 20M\nx = DAU * 2")
    assert notes(sheet.lines[1]) == ("DAU is defined twice: line 2 counts from here, not 1",)
    assert sheet.lines[2].shown == "40M users"
    again = evaluate("Total: 5 GB\n\nTotal: 7 GB").lines[2]
    assert notes(again) == ()


def test_what_is_left_out_of_a_count_is_said_in_a_sentence() -> None:
    assert notes(one("servers = 3600 rps / 500")) == (
        "the result counts servers: per second is left out",
    )


@pytest.mark.parametrize("line", ["1 KB/transfer", "1 transfer / 5 ms"])
def test_one_of_a_thing_is_a_unit_even_where_its_plural_has_a_value(line: str) -> None:
    alone = one(line)
    below = one(f"transfers = 200M transfers/day\n{line}")
    assert (below.value, below.unit) == (alone.value, alone.unit)
    assert notes(below) == ("transfer is the unit here, not the value of that name",)


def test_a_value_below_the_line_stays_a_value() -> None:
    assert one("rate = 5 MB/s\n10 GB/rate in s").shown == "2,000 s"
    assert one("node_size = 2 GB\n10 GB / node_size").shown == "5"


@pytest.mark.parametrize(
    ("text", "shown", "note"),
    [
        ("address records = 50M * 100 B/url", "5 GB/url", ""),
        ("records = 100B", "100B records", "100B read as billion"),
        ("20% of 1B", "200M", "1B read as billion"),
        ("1B users", "1B users", "1B read as billion"),
        ("1B", "1 B", "1B read as bytes: for a billion write 1 bn"),
        ("2B * 3", "6 B", "2B read as bytes: for a billion write 2 bn"),
        ("5B/url", "5 B/url", ""),
    ],
)
def test_a_b_is_said_to_be_bytes_or_a_billion(text: str, shown: str, note: str) -> None:
    line = one(text)
    assert line.shown == shown
    assert notes(line) == ((note,) if note else ())
    assert not note or note in "".join(part for part, _ in cells(line))


def test_a_name_that_ends_in_b_is_no_reading_of_a_billion() -> None:
    line = one("app db = 5 TB\nx = 1000 * DB")
    assert line.notes == (Note(NoteKind.NAME, "DB read as app db"),)
    assert "18 TB disk" in cells(line)[-1][0]
    assert not URGENT & {note.kind for note in line.notes}
    assert "B read as bytes" in cells(one("x = 2B * 10000"))[-1][0]


@pytest.mark.parametrize("word", ["l", "KM", "Xy", "Widgets"])
def test_an_unknown_word_after_a_number_is_not_silently_dropped(word: str) -> None:
    assert notes(one(f"x = 3 {word}")) == (f"{word} passed over: it is no unit I know",)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("5!", "5! is no sum"),
        ("x = 2 * 5!", "5! is no sum"),
        ("5! * 2", "5! is no sum"),
        ("3 l * 2", "l is not a unit"),
        ("5 q + 3", "q is not a unit"),
        ("x = 5 @", "@ after a number"),
        ("5@home", "@ after a number"),
        ("5&", "& after a number"),
    ],
)
def test_a_sign_or_a_word_that_means_nothing_is_refused(text: str, part: str) -> None:
    line = one(text)
    assert line.kind == "error"
    assert part in line.message


def test_an_exclamation_is_no_factorial() -> None:
    assert one("That makes 100 GB * 10 = 1 TB!").claims[0].good
    assert one("3 km / 30 km/h").shown == "6 min"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("uploads: 400 hours of film / minute", "400 hours/min"),
        ("app boxes @ 2k rps: 40k / 2k", "20 boxes"),
        ("2 bytes/sample (packed) * 100k samples/s", "200 KB/s"),
        ("3 req in flight", "3 req"),
    ],
)
def test_words_around_a_number_do_not_change_what_it_is(text: str, shown: str) -> None:
    assert one(text).shown.startswith(shown)


def test_a_unit_in_the_brackets_of_a_name_is_the_one_its_claim_counts() -> None:
    line = one("Ingest (GB/day) = 4 MB/s * 86400 s / 1 day ≈ 346")
    assert [claim.verdict for claim in line.claims] == ["ok"]


def test_a_second_calculation_after_a_comma_is_refused() -> None:
    line = one("leaves = 300M / 100 = 3M, inner = 3M / 4 = 0.75M")
    assert line.message == "two calculations on a line: give each a line of its own"


def test_a_letter_after_a_number_stays_a_unit_where_it_has_a_value_too() -> None:
    assert one("a = 500M users\nb = 100 B per user\na * b").shown == "50 GB"
    assert one("d = 5\n3 d").shown == "3 days"


@pytest.mark.parametrize(
    ("text", "shown"),
    [("1TB x3", "3 TB"), ("1TB x3 rep", "3 TB"), ("x2 = 4\n5 + x2", "9"), ("1 TB * 2 x3", "6 TB")],
)
def test_an_x_before_a_number_multiplies_what_stands_before_it(text: str, shown: str) -> None:
    assert one(text).shown == shown


@pytest.mark.parametrize(
    "line",
    [
        "3M req/s * 1",
        "500K req/s * 1",
        "150K req/s * 1",
        "6K req/s * 1",
        "4 GB/s * 1",
        "2 GB/s * 1",
        "200 MB/s * 1",
        "20 TB * 1",
        "1 TB * 1",
        "20 GB * 1",
        "120 ms * 1",
        "600 us * 1",
    ],
)
def test_a_hint_is_short(line: str) -> None:
    (hint,) = one(line).hints
    assert len(hint) <= 60


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("growth = 1.04 ^ 1.5", 1.0605960588276),
        ("side = 2^-0.5", 0.70710678118655),
        ("root = 9 ^ 0.5", 3.0),
        ("x = 0 ^ 0.5", None),
        ("x = (0-2) ^ 0.5", None),
        ("x = 5 GB ^ 1.5", None),
        ("x = 10 ^ 4000.5", None),
    ],
)
def test_an_exponent_need_not_be_whole(text: str, wanted: float | None) -> None:
    line = evaluate(text).lines[0]
    if wanted is None:
        assert line.kind == "error"
    else:
        assert line.value is not None
        assert float(line.value) == pytest.approx(wanted, abs=1e-12)
