"""What holds for every sheet: no exception, exact arithmetic, no dependence on the order."""

import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.boards.estimate import units
from coach.boards.estimate.record import record
from coach.boards.estimate.sheet import evaluate

PIECES = [
    *"0123456789",
    *" +-*/^()%=,.~:$x|#",
    "×",
    "≈",
    "→",
    "±",
    "–",
    "10M",
    "2B",
    "5k",
    "GB",
    "KB/req",
    "req/user/day",
    "ms",
    "per day",
    "users",
    "servers",
    "peak",
    "avg",
    "DAU",
    "in ",
    "of ",
    "to ",
    "ceil(",
    "max(",
    "3x ",
    "scenarios: a | b",
    "scenarios: now | 6 months | 1 year\n",
    "columns: 1x | 5x -> spike\n",
    "|---|---|\n",
    " | ",
    "+8%/month",
    ", N+2",
    " at 70% utilization",
    " with 50% headroom",
    "growing 10 GB/day",
    "doubles every 6 months",
    "review when ",
    " > ",
    "load",
    "___",
    "\n",
    "\0",
    "\u202e",
    "٣",
    "１",
    "é",
    "日",
    "⭐",
]
lines = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
numbers = st.fractions(min_value=-(10**12), max_value=10**12, max_denominator=10**6)


def written(value: Fraction) -> str:
    return f"({value.numerator} / {value.denominator})"


@settings(max_examples=400, deadline=None)
@given(lines)
def test_any_text_gives_an_answer_or_a_message(text: str) -> None:
    sheet = evaluate(text)
    assert len(sheet.lines) == text.count("\n") + 1
    for line in sheet.lines:
        assert line.kind in ("value", "range", "none", "error", "columns")
        assert (line.message != "") == (line.kind == "error")
        open_first = bool(line.cells) or line.formula == line.name
        assert (line.value is not None) == (line.kind in ("value", "range")) or open_first
        record(line)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120))
def test_so_does_any_unicode(text: str) -> None:
    for line in evaluate(text).lines:
        record(line)


@pytest.mark.long
@settings(max_examples=20_000, deadline=None)
@given(lines)
def test_any_text_at_length(text: str) -> None:
    for line in evaluate(text).lines:
        record(line)


@settings(max_examples=100, deadline=None)
@given(numbers, numbers)
def test_adding_and_taking_away_is_exact(a: Fraction, b: Fraction) -> None:
    sheet = evaluate(f"a = {written(a)}\nb = {written(b)}\nc = a + b - b")
    assert sheet.lines[2].value == a


@settings(max_examples=100, deadline=None)
@given(
    st.integers(1, 10**9),
    st.sampled_from(
        [("KB", "GiB"), ("Mbps", "GB/day"), ("req/s", "req/month"), ("ms", "year"), ("min", "week")]
    ),
)
def test_there_and_back_is_the_same(value: int, pair: tuple[str, str]) -> None:
    source, target = pair
    sheet = evaluate(f"there = {value} {source} in {target}\nback = there in {source}")
    assert sheet.lines[1].value == value
    assert units.convert(units.convert(Fraction(value), source, target), target, source) == value


SHEET = """DAU = 20M
requests = 30 req/user/day * DAU
avg = requests in req/s
peak = 2-3x avg
size = 1.5 KB/req
stored = requests * size * 5 years * 3
servers = peak / 800 rps
share = 20% of stored
cost = stored * $0.02/GB/month"""


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_lines_does_not_matter(rng: random.Random) -> None:
    shuffled = SHEET.splitlines()
    rng.shuffle(shuffled)
    answers = {line.text: line.shown for line in evaluate("\n".join(shuffled)).lines}
    assert answers == {line.text: line.shown for line in evaluate(SHEET).lines}


@settings(max_examples=60, deadline=None)
@given(st.lists(lines, min_size=1, max_size=6), st.lists(lines, min_size=1, max_size=6))
def test_what_was_computed_before_does_not_matter(before: list[str], after: list[str]) -> None:
    first = evaluate("\n".join(after)).lines
    evaluate("\n".join(before))
    assert evaluate("\n".join(after)).lines == first


HOSTILE = [
    "9^9^9",
    "1e999",
    "(" * 2000,
    "(" * 390,
    "(" * 100 + "1" + ")" * 100,
    "1" * 100_000,
    "x" * 100_000,
    "1+" * 190,
    "-" * 390 + "1",
    "5\0 GB * 3",
    "１０ * 2",
    "٣ * 4",
    "5 \u202e* 3",
    "2^2^2^2^2",
    "9" * 390,
    "1..2*" * 60 + "1",
    "1B*" * 100 + "1B",
    "a=" * 190,
    "5±" * 190,
    "1|" * 190,
    "(1/3)^1200",
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: f"{text[:8]!r}x{len(text)}")
def test_hostile_text_gives_one_line(text: str) -> None:
    (line,) = evaluate(text).lines
    assert line.kind in ("value", "range", "none", "error")


@pytest.mark.parametrize(
    "text", ["9^9^9", "1e999", "１０ * 2", "٣ * 4", "5\0 GB * 3", "5 \u202e* 3", "9" * 390 + "*9"]
)
def test_what_cannot_be_read_is_an_error_with_a_way_out(text: str) -> None:
    line = evaluate(text).lines[0]
    assert line.kind == "error"
    assert ":" in line.message


def test_a_chain_of_400_lines_and_a_circle() -> None:
    chain = ["n0 = 1", *(f"n{at} = n{at - 1} + 1" for at in range(1, 400))]
    assert evaluate("\n".join(chain)).lines[-1].value == 400
    assert evaluate("\n".join(reversed(chain))).lines[0].value == 400
    circle = evaluate("a = b + 1\nb = c + 1\nc = a + 1").lines
    assert [line.kind for line in circle] == ["error"] * 3
    assert "a -> b -> c -> a" in circle[0].message
