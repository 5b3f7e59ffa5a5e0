"""Plans told in prose and in columns: what is a length, a stage, an old system put away, and what
is said of it afterwards."""

import pytest

from coach.boards.board import Context
from coach.boards.plan.durations import lengths
from coach.boards.plan.plan_board import BOARD

DAY = 86_400
TOLD = """We can't have downtime. Traffic can be split.

First we stand up the new service next to it (1 week).
Then the proxy sends 1% of logins there, watch 24h.
Increase to 10%, monitor for 24 hours.
Increase to 50%
Complete migration (100%)
Finally decommission the old one (3 days).

Rollback at any point: set the proxy weight to 0, takes about 2 minutes.
"""


def told(text: str, code: str) -> list[str]:
    findings = BOARD.findings(BOARD.parse(text), Context())
    return [finding.message for finding in findings if finding.code == code]


def test_sentences_in_turn_have_stages_and_end_where_their_lines_do() -> None:
    plan = BOARD.parse(TOLD).plan
    assert [(step.share, step.seconds) for step in plan.steps] == [
        (None, 7 * DAY), (1, DAY), (10, DAY), (50, None), (100, None), (None, 3 * DAY)
    ]  # fmt: skip
    assert plan.steps[-1].name == "decommission the old one"
    assert plan.constraints.downtime == 0


def test_a_line_that_was_broken_at_its_margin_goes_on() -> None:
    text = (
        "First we stand up the new service, next to what runs on\n"
        "Postgres now (1 week). Then we copy the data (2 days). Finally\n"
        "we switch over (1 hour).\n"
    )
    names = [step.name for step in BOARD.parse(text).plan.steps]
    assert names[0] == "stand up the new service, next to what runs on Postgres now"
    assert len(names) == 3


@pytest.mark.parametrize("words", ["before the switch", "ahead of the switch", "in advance"])
def test_a_place_in_time_is_no_length_and_is_told(words: str) -> None:
    text = f"[ ] Lower TTL to 60s   2 days {words}\n[ ] Switch DNS (1h)\n"
    assert [step.seconds for step in BOARD.parse(text).plan.steps] == [None, 3600]
    assert "2 days" in told(text, "line-unread")[0]


def test_what_grows_from_one_length_to_the_next_is_two() -> None:
    assert [size.seconds for size in lengths("60s 2 days")] == [60, 2 * DAY]
    assert [size.seconds for size in lengths("2h 15min")] == [8100]


@pytest.mark.parametrize(
    "text",
    [TOLD, "09:30 backup (took 35 min last time)\n10:15 stop consumers\n10:20 migrate (25 min)\n"],
)
def test_what_was_read_is_not_called_unread(text: str) -> None:
    assert told(text, "line-unread") == []


@pytest.mark.parametrize(
    ("title", "last", "removed"),
    [
        ("sessions from Memcached to Redis", "Turn Memcached off", True),
        ("search: Solr -> OpenSearch", "Shut down Solr", True),
        ("sessions from Memcached to Redis", "Turn Varnish off", False),
        ("new provider", "Close old account", True),
    ],
)
def test_what_the_title_leaves_is_the_old_system(title: str, last: str, removed: bool) -> None:
    text = f"Migration: {title}\n\n- [ ] Switch reads (1h)\n- [ ] {last} (1h)\n"
    assert (told(text, "no-decommission") == []) is removed
