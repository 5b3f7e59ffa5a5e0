"""What is kept from one key to the next never shows: a sheet is what it would be computed anew."""

import random

import pytest

from coach.boards.estimate.line import Line
from coach.boards.estimate.sheet import evaluate
from coach.boards.estimate.workings import Workings
from tests.boards.estimate.plausible import line

TYPED = "0123456789 abkMG=*/:.%"


def edited(lines: list[str], rng: random.Random) -> None:
    """One edit of a sheet: a line more, less, moved, cut, repeated, or a character more."""
    kind, at = rng.randrange(7), rng.randrange(len(lines))
    if kind == 0:
        lines.insert(at, line(rng))
    elif kind == 1 and len(lines) > 1:
        del lines[at]
    elif kind == 2:
        other = rng.randrange(len(lines))
        lines[at], lines[other] = lines[other], lines[at]
    elif kind == 3:
        lines[at] = lines[at][: rng.randrange(len(lines[at]) + 1)]
    elif kind == 4:
        lines[at] = rng.choice(lines)
    else:
        place = rng.randrange(len(lines[at]) + 1)
        lines[at] = lines[at][:place] + rng.choice(TYPED) + lines[at][place:]


def check(seed: int, sheets: int) -> None:
    rng = random.Random(seed)
    for _ in range(sheets):
        workings = Workings()
        lines = ["DAU = 10M", "load: 3-5 KB * DAU", "= 40 GB"]
        lines += [line(rng) for _ in range(rng.randint(1, 8))]
        for _ in range(25):
            edited(lines, rng)
            text = "\n".join(lines)
            kept, anew = evaluate(text, workings=workings), evaluate(text)
            assert kept.lines == anew.lines, text
            assert kept.scenarios == anew.scenarios, text


@pytest.mark.parametrize("seed", range(4))
def test_what_is_kept_is_what_would_be_computed(seed: int) -> None:
    check(seed, 10)


HEADED = (
    "users = 10M, +8%/month", "active = 20% of users", "rate = active * 10 req/user/day in req/s",
    "peak = 3x rate", "servers = peak / 500 req/s per server, N+2", "stored = 40 GB, +5 GB/month",
    "all = 3x stored", "price = $2 | $3 | ? | $4", "bill = all * $0.02/GB + price",
    "busy = 200 req/s * load", "kept = 3-5 KB * users", "half = users / 2 = 5M | 6M | 7M | 8M",
    "odd = users - 10M", "ratio = 1 / (users - 10M)", "nobody * 3", "fixed = 7 * 6",
    "wait = load * 2 ms", "grown = fixed + stored", "review: when peak > 2,000 req/s",
)  # fmt: skip
TITLES = ("now", "6 months", "1 year", "2 years", "3 years", "peak 2x", "spike", "later", "x5 load")


@pytest.mark.parametrize("seed", range(6))
def test_a_heading_that_changes_moves_what_hangs_on_it_alone(seed: int) -> None:
    rng = random.Random(seed)
    workings = Workings()
    titles = list(TITLES[:4])
    lines = list(HEADED)
    rng.shuffle(lines)
    for step in range(40):
        if step % 4 == 3:
            edited(lines, rng)
        else:
            titles[rng.randrange(len(titles))] = rng.choice(TITLES)
        if step % 13 == 12:
            titles = list(rng.choices(TITLES, k=rng.randint(2, 5)))
        text = "\n".join([f"scenarios: {' | '.join(titles)}", *lines])
        assert evaluate(text, workings=workings).lines == evaluate(text).lines, text


def test_a_key_in_the_heading_works_out_one_column_of_each_line() -> None:
    workings = Workings()
    lines = list(HEADED[:7])
    evaluate("\n".join(["scenarios: now | 6 months | 1 year | 2 years", *lines]), workings=workings)
    moved = "\n".join(["scenarios: now | 6 months | 1 year | 3 years", *lines])
    solver = evaluate(moved, workings=workings).solver
    assert solver is not None and solver.values.spent == len(lines)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 110))
def test_what_is_kept_is_what_would_be_computed_in_many_sheets(seed: int) -> None:
    check(seed, 150)


def computed(text: str, workings: Workings) -> tuple[Line, ...]:
    return evaluate(text, workings=workings).lines


def test_a_line_that_stays_is_not_computed_again() -> None:
    workings = Workings()
    before = computed("a = 2 * 3 GB\nb = 5\nc = a * 2", workings)
    after = computed("a = 2 * 3 GB\nb = 6\nc = a * 2", workings)
    assert after[0] is before[0]
    assert after[2] is before[2]
    assert computed("x\na = 2 * 3 GB", workings)[1].claims is before[0].claims


def test_a_line_is_read_anew_once_its_words_are_a_name() -> None:
    workings = Workings()
    assert computed("x = 3 * orders\n", workings)[0].kind == "error"
    assert computed("x = 3 * orders\norders = 5", workings)[0].shown == "15 orders"
    assert computed("x = 3 * orders\norders = 7", workings)[0].shown == "21 orders"
    assert computed("x = 3 * orders\norder = 7", workings)[0].shown == "21 orders"
    assert computed("x = 3 * orders\nother = 7", workings)[0].kind == "error"


def test_two_sheets_keep_nothing_of_each_other() -> None:
    one, other = Workings(), Workings()
    assert computed("a = 1\nb = a + 1", one)[1].value == 2
    assert computed("a = 5\nb = a + 1", other)[1].value == 6
    assert computed("a = 1\nb = a + 1", one)[1].value == 2
