"""Cards and proposals: ratings, days, and what today asks for."""

from datetime import date, timedelta

import pytest

from coach.progress.due import EASY, GOOD, HARD, WEIGHTS, Card, Rating, cards, reviews
from coach.progress.proposal import DRILLS_A_DAY, coming, last_drilled, outcome, proposals
from coach.progress.today import outcome_line, today_rows
from tests.progress.summaries import drill, session

TODAY = date(2026, 4, 1)
PROMPTS = ("chat", "pastebin", "typeahead", "web-crawler")


@pytest.mark.parametrize(
    ("share", "hinted", "rating"),
    [
        (HARD - 0.01, False, 1),
        (HARD, False, 2),
        (GOOD - 0.01, False, 2),
        (GOOD, False, 3),
        (EASY - 0.01, False, 3),
        (EASY, False, 4),
        (1.0, True, 3),
        (0.0, True, 1),
    ],
)
def test_a_share_becomes_a_rating_and_a_hint_is_never_easy(
    share: float, hinted: bool, rating: int
) -> None:
    assert Rating("skill:estimate", share, hinted).rating == rating


def test_a_session_reviews_its_prompt_and_its_skills_and_a_drill_its_skills_alone() -> None:
    whole = session("2026-03-01", hints=("estimate",))
    assert list(reviews(whole)) == [
        Rating("prompt:chat", 0.6, hinted=True),
        Rating("skill:estimate", 0.6, hinted=True),
    ]
    elsewhere = session("2026-03-01", hints=("design",))
    assert [review.hinted for review in reviews(elsewhere)] == [True, False]
    assert [review.card for review in reviews(drill("2026-03-01", "estimate"))] == [
        "skill:estimate"
    ]
    gave_up = session("2026-03-01", state="gave up", score=None)
    assert list(reviews(gave_up)) == [Rating("prompt:chat", 0.0, hinted=False)]


def test_the_weights_are_the_schedulers_own_defaults() -> None:
    scheduler = pytest.importorskip("fsrs.scheduler")
    assert WEIGHTS == scheduler.DEFAULT_PARAMETERS


def test_the_first_review_of_a_day_counts_and_foreign_sessions_do_not() -> None:
    pytest.importorskip("fsrs")
    first = session("2026-03-01", groups={"estimate": 9.5})
    again = session("2026-03-01", wall="2026-03-01T20:00:00+00:00", groups={"estimate": 0.0})
    theirs = session("2026-03-02", mine=False, groups={"estimate": 0.0})
    (skill,) = [
        card for card in cards((theirs, again, first), TODAY) if card.card == "skill:estimate"
    ]
    assert (skill.reviews, skill.rating, skill.share) == (1, 4, 95.0)


def card(name: str, overdue: int, share: float = 40.0) -> Card:
    due = TODAY - timedelta(days=overdue)
    return Card(name, due, date(2026, 3, 20), "0a", 1, 1, share, overdue)


CARDS = (card("skill:estimate", 9), card("skill:failure", 5), card("prompt:chat", 3))


def test_the_most_overdue_skill_comes_first_on_a_prompt_never_seen() -> None:
    first, second, whole = proposals(CARDS, (session("2026-03-20"),), PROMPTS, TODAY)
    assert (first.card, first.prompt, first.phase) == ("skill:estimate", "pastebin", "estimate")
    assert (second.card, second.prompt) == ("skill:failure", "typeahead")
    assert (whole.card, whole.prompt, whole.phase) == ("prompt:chat", "chat", "")
    assert "40 % of its points on 2026-03-20 (session 0a)" in first.why[0]


def test_a_skill_of_another_exercise_is_not_proposed_on_an_interview() -> None:
    due = (card("skill:formats", 9), card("skill:estimate", 2))
    assert [one.card for one in proposals(due, (), PROMPTS, TODAY)] == ["skill:estimate"]


def test_a_prompt_of_the_last_two_sessions_is_not_taken() -> None:
    seen = [session(f"2026-03-{n}", prompt=slug) for n, slug in ((20, "chat"), (19, "pastebin"))]
    (drilled,) = proposals(CARDS[:1], seen, ("chat", "pastebin", "typeahead"), TODAY)
    assert drilled.prompt == "typeahead"
    older = [*seen, session("2026-03-10", prompt="typeahead")]
    (drilled,) = proposals(CARDS[:1], older, ("chat", "pastebin", "typeahead"), TODAY)
    assert drilled.prompt == "typeahead"
    assert "last two sessions" in drilled.why[-1]
    assert proposals(CARDS[:1], seen, ("chat", "pastebin"), TODAY) == ()


def test_no_skill_comes_twice_in_a_row() -> None:
    before = (drill("2026-03-30", "estimate"), session("2026-03-20"))
    assert last_drilled(before) == {"estimate"}
    assert [one.card for one in proposals(CARDS, before, PROMPTS, TODAY)] == [
        "skill:failure",
        "prompt:chat",
    ]


def test_a_day_has_an_end() -> None:
    today = TODAY.isoformat()
    first, *_ = drills = [drill(today, "design") for _ in range(2)]
    offered = [one.card for one in proposals(CARDS, [first], PROMPTS, TODAY)]
    assert sum(name.startswith("skill:") for name in offered) == 1
    assert [one.card for one in proposals(CARDS, drills, PROMPTS, TODAY)] == ["prompt:chat"]
    assert proposals(CARDS, [*drills, session(today)], PROMPTS, TODAY) == ()


def test_what_is_not_due_is_not_proposed() -> None:
    assert (
        proposals((card("skill:estimate", -1), card("prompt:chat", -3)), (), PROMPTS, TODAY) == ()
    )


def test_of_skills_due_alike_the_weakest_lately_comes_first_and_says_so() -> None:
    worth = {"estimate": 10.0, "failure": 10.0}
    seen = [
        session(f"2026-03-{day}", worth=worth, groups={"estimate": 8.0, "failure": got})
        for day, got in ((20, 3.0), (19, 4.0))
    ]
    alike = (card("skill:estimate", 4), card("skill:failure", 4))
    first, second = proposals(alike, seen, PROMPTS, TODAY)
    assert (first.card, second.card) == ("skill:failure", "skill:estimate")
    assert first.why[1] == "In the last 2 sessions it earned 35 %, less than any other group."
    assert second.why[1] == "In the last 2 sessions it earned 80 %."


def test_where_a_day_asks_for_nothing_more_it_says_what_comes_next() -> None:
    later = (card("skill:estimate", -3), card("skill:failure", -1), card("prompt:chat", -1))
    seen = (session("2026-03-20"),)
    assert proposals(later, seen, PROMPTS, TODAY) == ()
    following = coming(later, seen, PROMPTS, TODAY)
    assert following is not None
    assert (following.day, following.proposal.card) == (date(2026, 4, 2), "skill:failure")
    assert "is due on 2026-04-02" in following.proposal.why[0]
    rows = today_rows((), later, {}, TODAY, coming=following)
    told = "\n".join("".join(text for text, _ in row) for row in rows)
    assert "Next, on 2026-04-02, or now if you like:\n 1 Drill: failure" in told


def test_what_waits_for_a_full_day_comes_the_day_after() -> None:
    drills = [drill(TODAY.isoformat(), "design") for _ in range(DRILLS_A_DAY)]
    following = coming(CARDS[:2], drills, PROMPTS, TODAY)
    assert following is not None
    assert (following.day, following.proposal.card) == (date(2026, 4, 2), "skill:estimate")
    assert coming((), drills, PROMPTS, TODAY) is None


def test_what_came_of_the_last_drill_is_its_skill_before_and_after() -> None:
    done = drill("2026-03-30", "estimate", groups={"estimate": 9.0})
    found = outcome((done, session("2026-03-20")))
    assert found is not None
    assert (found.card, found.before, found.after) == ("skill:estimate", 60.0, 90.0)
    assert outcome_line(found) == "Estimate: 60 % before, 90 % in the drill"
    assert outcome((session("2026-03-20"),)) is None
    assert outcome((done,)) is None


def test_the_page_gives_reasons_and_never_counts_a_backlog() -> None:
    many = (*CARDS, *(card(f"prompt:p{n}", n) for n in range(40, 80)))
    wanted = proposals(many, (session("2026-03-20"),), PROMPTS, TODAY)
    rows = today_rows(wanted, many, {"pastebin": "Pastebin"}, TODAY)
    told = "\n".join("".join(text for text, _ in row) for row in rows)
    assert "Drill: estimate, on “Pastebin”, 5 minutes" in told
    assert "43" not in told
    assert "about 13 minutes" in told
    assert "Nothing is due" in "".join(text for text, _ in today_rows((), (), {}, TODAY)[1])


def test_nothing_stays_away_for_longer_than_forty_five_days() -> None:
    pytest.importorskip("fsrs")
    done = [session(f"2026-0{month}-01", groups={"estimate": 10.0}) for month in (5, 4, 3, 2, 1)]
    (skill,) = [made for made in cards(done, date(2026, 5, 1)) if made.card == "skill:estimate"]
    assert skill.due == date(2026, 5, 1) + timedelta(days=45)


def test_what_came_of_a_drill_is_told_of_the_skill_that_it_was_for() -> None:
    worth = {"communication": 27.0, "failure": 73.0, "requirements": 80.0}
    done = drill("2026-03-30", "bottlenecks", worth=worth,
                 groups={"communication": 27.0, "failure": 36.5})  # fmt: skip
    before = session("2026-03-20", worth=worth, groups={"communication": 27.0, "failure": 0.0})
    told = outcome((done, before))
    assert told is not None
    assert (told.card, told.before, told.after) == ("skill:failure", 0.0, 50.0)
