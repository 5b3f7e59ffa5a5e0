"""Plain amounts and rates are the same when a name says the time, and never else."""

from math import inf

import pytest

from coach.catalog.board_parts import ReferenceQuantity
from coach.catalog.shelf import folders, load
from coach.match.quantities import in_tolerance, judge, judge_all


def _off(name: str, value: str, sheet: str, *aliases: str) -> float | None:
    quantity = ReferenceQuantity(
        id="it", name=name, value=value, aliases=aliases, decides="Nothing."
    )
    figure = judge(quantity, sheet)
    return None if figure is None else figure.off


@pytest.mark.parametrize(
    "line",
    [
        "storage per day = 500k * 300 MB",
        "storage per day = 150 TB in GB",
        "storage a day = 150 TB",
        "daily storage = 150 TB",
        "storage each day = 150 TB",
        "storage per day = 150 TB/day",
        "storage per year = 54750 TB",
        "upload storage per day = 150 TB",
        "storage per second = 1736 MB",
    ],
)
def test_an_amount_named_for_a_time_is_a_rate(line: str) -> None:
    off = _off("stored", "150 TB/day", line, "storage per day", "storage")
    assert off == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize(
    ("line", "name", "value", "aliases"),
    [
        ("storage = 1.2 TB/day", "yearly storage", "438 TB", ("storage",)),
        ("storage per day = 1.2 TB", "yearly storage", "438 TB", ("storage",)),
        ("storage per year = 438 TB", "yearly storage", "438 TB", ("storage",)),
        ("uploads per day = 100M photos", "upload rate", "1157.4 photos/s", ("uploads",)),
        ("daily uploads = 100M", "upload rate", "1157.4 photos/s", ("uploads",)),
        ("cost per month = 3000 USD", "cost", "36000 USD/year", ()),
        ("upload = 150 TB", "daily upload", "150 TB/day", ()),
        ("peak reads = 36k reads", "peak reads", "36000 redirects/s", ()),
        ("request rate = 36k requests", "request rate", "36000/s", ()),
        ("peak = 2M queries/s", "peak", "2M", ()),
        ("query rate = 2M queries/s", "query rate", "2M", ()),
        ("peak qps = 2M queries/s", "peak", "2M queries", ("peak qps",)),
        ("searches per second = 2M/s", "searches per second", "2M", ()),
        ("searches per second = 172.8B/day", "searches per second", "2M searches", ()),
    ],
)
def test_either_side_may_leave_the_time_to_the_name(
    line: str, name: str, value: str, aliases: tuple[str, ...]
) -> None:
    assert _off(name, value, line, *aliases) == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize(
    ("line", "name", "value", "aliases"),
    [
        ("total storage = 150 TB", "stored", "150 TB/day", ("storage per day", "storage")),
        ("storage in 5 years = 150 TB", "stored", "150 TB/day", ("storage per day", "storage")),
        ("storage per year = 150 TB", "stored", "150 TB/day", ("storage per day", "storage")),
        ("storage per year = 9 TB", "storage", "9 TB", ("storage for 5 years",)),
        ("yearly storage = 9 TB", "storage", "9 TB", ("storage for 5 years",)),
        ("storage = 9 TB/day", "storage", "9 TB", ()),
        ("storage per user = 9 TB", "storage", "9 TB/day", ()),
        ("uploads per day = 150 photos", "upload volume", "150 TB/day", ("uploads per day",)),
        ("uploads = 150", "volume", "150 TB/day", ("uploads per day",)),
        ("peak viewers = 6M viewers/s", "peak viewers", "6M viewers", ()),
        ("connections = 30M/s", "connections", "30M connections", ("peak connections",)),
        ("peak = 30M viewers/s", "peak", "30M viewers", ()),
        ("trees of a week = 9 GB", "trees", "9 GB/week", ()),
        ("searches = 500M/day", "search rate", "5787 searches/s", ("searches per second",)),
        ("daily searches = 500M", "search rate", "5787 searches/s", ("searches per second",)),
        ("source storage = 1.2 TB/day", "yearly storage", "438 TB", ("storage",)),
        ("daily active users = 9M users", "user requests", "9M/day", ("users",)),
    ],
)
def test_different_things_stay_different(
    line: str, name: str, value: str, aliases: tuple[str, ...]
) -> None:
    off = _off(name, value, line, *aliases)
    assert off is None or off > 4


def test_a_value_that_cannot_be_read_compares_to_nothing() -> None:
    assert _off("peak", "quite a lot", "peak = 5/s") == inf


@pytest.mark.parametrize(
    ("sheet", "off"),
    [
        ("made = 10M/day\nopens = 100 * made in req/s", 1.0),
        ("made = 10M/day\n100 * made in req/s", 1.0),
        ("opens = 11574 req/s", None),
        ("made = 10M/day\nopens = 50 * made in req/s", None),
        ("made = 10M\nopens = 1157.4 * 10", None),
    ],
)
def test_a_worked_out_line_of_the_same_value_needs_no_name(sheet: str, off: float | None) -> None:
    found = _off("read rate", "11574 redirects/s", sheet, "reads")
    assert found == (None if off is None else pytest.approx(off, abs=0.01))


def test_a_later_line_of_the_same_name_takes_the_earlier_one_back() -> None:
    quantity = load("news-feed", folders()).quantity("post-rate")
    assert quantity is not None
    right, wrong = "post rate = 100M posts/day in posts/s", "post rate = 10 posts/s"
    assert in_tolerance(quantity, f"{wrong}\n{right}")
    assert not in_tolerance(quantity, f"{right}\n{wrong}")
    assert in_tolerance(quantity, f"{right}\nposts in a burst = 10 posts/s")


def test_a_loosely_named_line_that_is_wrong_leaves_the_place_to_the_very_value() -> None:
    prompt = load("llm-serving", folders())
    sheet = (
        "messages = 200M messages/day\navg = messages in messages/s\n"
        "fleet rate = 8 messages/s * 750\nresponse tokens = 300 tokens/message * 5800 messages/s\n"
    )
    told = {quantity.name: figure for quantity, figure in judge_all(prompt.quantities, sheet)}
    rate = told["request rate"]
    assert rate is not None
    assert rate.line.startswith("avg")


def test_a_line_that_is_right_for_one_quantity_is_no_wrong_answer_to_another() -> None:
    prompt = load("llm-serving", folders())
    sheet = "peak = 5800 messages/s\noutput tokens = peak * 300 tokens/message\n"
    alone = next(one for one in prompt.quantities if one.name == "input tokens")
    taken = judge(alone, sheet)
    assert taken is not None
    assert taken.off > alone.factor
    told = {quantity.name: figure for quantity, figure in judge_all(prompt.quantities, sheet)}
    assert told["output tokens"] is not None
    assert told["input tokens"] is None
