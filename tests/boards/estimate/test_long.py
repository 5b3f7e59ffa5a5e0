"""Long sheets: what a pass may cost grows with its lines, and names are found among many."""

import random

from coach.boards.estimate.bounds import AT_LEAST, EACH_LINE, MOST_SOURCES
from coach.boards.estimate.headroom import Headrooms, factor_of
from coach.boards.estimate.lexer import tokens
from coach.boards.estimate.line_names import numbers_of, words_of
from coach.boards.estimate.name_index import MANY, NameIndex
from coach.boards.estimate.names import Name, loose, match, name_of
from coach.boards.estimate.parse_operand import unknown
from coach.boards.estimate.refusal import LineRefused
from coach.boards.estimate.sheet import evaluate

WORDS = (
    "peak", "average", "daily", "total", "server", "storage", "read", "write", "photo", "cache",
    "rate", "cost", "shard", "orders", "wing", "north", "alpha", "beta", "per", "user",
)  # fmt: skip


def test_ranges_that_pile_up_are_refused_with_a_sentence() -> None:
    lines = ["a0 = 3-5 KB", *(f"a{n} = a{n - 1} + 3-5 KB" for n in range(1, 200))]
    made = evaluate("\n".join(lines))
    assert made.lines[MOST_SOURCES - 1].kind == "range"
    assert made.lines[MOST_SOURCES].message.startswith(f"more than {MOST_SOURCES} ranges lead here")
    assert made.lines[-1].kind == "error"


def test_what_ranges_cost_grows_with_the_lines() -> None:
    ranges = [f"r{n} = 3-5 KB" for n in range(60)]
    total = "total = " + " + ".join(f"r{n}" for n in range(60))
    lines = [*ranges, total, *(f"s{n} = total * {n + 2}" for n in range(600))]
    made = evaluate("\n".join(lines))
    assert made.solver is not None
    most = max(AT_LEAST, EACH_LINE * len(lines))
    assert most <= made.solver.values.spent <= most + 2 * MOST_SOURCES + 2
    assert "too many lines depend on ranges" in made.lines[-1].message
    assert made.lines[61].kind == "range"


def test_a_long_chain_is_computed_from_either_end() -> None:
    up = [f"step {n} = step {n - 1} + 1" for n in range(1, 1200)]
    assert evaluate("\n".join(["step 0 = 5", *up])).lines[-1].value == 1204
    assert evaluate("\n".join([*up[::-1], "step 0 = 5"])).lines[0].value == 1204


def test_a_circle_beside_another_names_only_its_own_lines() -> None:
    made = evaluate("s = a + t\na = b\nb = a\nt = a + 1").lines
    assert [line.message for line in made[1:3]] == [made[1].message] * 2
    assert made[1].message == "a -> b -> a goes in a circle: give one of them a number"
    assert "a -> b -> a" in made[0].message
    assert "a -> b -> a" in made[3].message


def test_two_safety_factors_are_told_by_the_first_that_differs() -> None:
    headrooms = Headrooms()
    said = [
        headrooms.remark(factor)
        for text in ("headroom 30%", "headroom 31%", "headroom 50%", "headroom 30%")
        if (factor := factor_of(text)) is not None
    ]
    assert said == [
        "",
        "",
        "headroom is ×1.5 here and ×1.3 above: use one of the two",
        "headroom is ×1.3 here and ×1.5 above: use one of the two",
    ]


def meant(text: str, names: frozenset[Name]) -> tuple[Name, int] | Name | str | None:
    """What the first words of a line refer to: a name as it stands, or one a word off."""
    line = tokens(text)
    exact = match(line, 0, names)
    if exact is not None:
        return exact
    try:
        return loose([token.text for token in line], names)
    except LineRefused as refused:
        return refused.message


def test_among_many_names_a_line_is_offered_all_it_can_mean() -> None:
    rng = random.Random(11)
    said_names = (
        f"{' '.join(rng.sample(WORDS, rng.randint(1, 3)))} {rng.choice('123')}"
        for _ in range(4 * MANY)
    )
    names = frozenset(filter(None, map(name_of, said_names)))
    assert len(names) > MANY
    index = NameIndex(names)
    found = 0
    for _ in range(600):
        said = [*rng.sample(WORDS, rng.randint(1, 3)), rng.choice("123")]
        if rng.random() < 0.3:
            said.pop()
        text = " ".join(said)
        few = index.relevant(words_of(text) | numbers_of(text))
        assert meant(text, few) == meant(text, names), text
        found += meant(text, names) is not None
    assert found > 60


def test_names_of_one_kind_are_not_offered_to_every_line() -> None:
    index = NameIndex([name_of(f"b{n}") for n in range(5000)])
    assert index.relevant(words_of("x = b17 - b16 + 1")) == {("b", "17"), ("b", "16")}
    made = evaluate("\n".join(f"b{n} = b{n - 1} + 1" if n else "b0 = 1" for n in range(2 * MANY)))
    assert made.lines[-1].value == 2 * MANY


def test_of_several_names_alike_the_first_in_order_is_offered() -> None:
    names = {("orders", "two"), ("orders", "one"), ("orders", "won")}
    said = unknown("ordinary", names)
    assert said == "ordinary is not defined: did you mean orders one?"
    assert unknown("ordinary", set()) == (
        "ordinary is not defined: write ordinary = … on a line of its own"
    )
