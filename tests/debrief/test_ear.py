"""Four states, the span between them, and no verdict where the candidate was not followed."""

from dataclasses import replace

import pytest

from coach.authoring.played import Played
from coach.catalog.observable import Observable, WrittenError
from coach.catalog.prompt import Prompt
from coach.catalog.shelf import folders, load_workflow
from coach.debrief.ear import ASKED_FROM, MOST, MOST_LOST
from coach.debrief.following import FAMILIAR, RICH
from coach.debrief.overview import overview
from coach.debrief.point import Point
from coach.debrief.report import as_text
from coach.debrief.score import Debrief, score
from coach.session import decide as it
from coach.session import scores
from coach.text import width

INTERVIEW = load_workflow("interview", folders())
SCORING = "First an index gives a shortlist of candidates, and then each one gets a score."
ERROR = "We score every item against all candidates without an index first."


def point(debrief: Debrief, id_: str) -> Point:
    return next(one for one in debrief.points if one.id == id_)


@pytest.fixture
def erring(prompt: Prompt) -> Prompt:
    """The prompt with a written error of the point `scoring`."""
    why = "Comparing with everything does not end before the next report comes."

    def with_error(one: Observable) -> Observable:
        if one.id != "scoring":
            return one
        return one.but(errors=(WrittenError(says=(ERROR,), why=why),))

    return prompt.but(observables=tuple(map(with_error, prompt.observables)))


def test_a_written_error_is_wrong_and_says_why(stage: Played, erring: Prompt) -> None:
    stage.enter("deep-dive")
    n = stage.say("I score every item against all of the candidates without any index at first.")
    found = point(score(erring, INTERVIEW, stage.history, "senior"), "scoring")
    assert (found.state, found.points) == ("wrong", 0)
    assert found.wrong
    assert found.wrong.said.entry == n
    assert found.wrong.why.startswith("Comparing")


def test_what_is_put_right_later_is_heard_with_both_entries(stage: Played, erring: Prompt) -> None:
    stage.enter("deep-dive")
    wrong = stage.say(ERROR)
    right = stage.say(SCORING)
    found = point(score(erring, INTERVIEW, stage.history, "senior"), "scoring")
    assert found.state == "heard"
    assert found.wrong
    assert (found.wrong.said.entry, found.evidence[0].entry) == (wrong, right)


def test_a_right_sentence_taken_back_by_a_wrong_one_is_not_credited(
    stage: Played, erring: Prompt
) -> None:
    stage.enter("deep-dive")
    stage.say(SCORING)
    stage.say(ERROR)
    found = point(score(erring, INTERVIEW, stage.history, "senior"), "scoring")
    assert not found.met
    assert found.wrong


@pytest.mark.parametrize(
    "right",
    [
        "We do not score every item against all candidates, first comes an index.",
        "An index comes first, so that we score only a shortlist of the candidates.",
        SCORING,
    ],
)
def test_a_right_sentence_is_never_called_wrong(stage: Played, erring: Prompt, right: str) -> None:
    stage.enter("deep-dive")
    stage.say(right)
    assert point(score(erring, INTERVIEW, stage.history, "senior"), "scoring").wrong is None


def test_a_wrong_sentence_earns_no_other_point(stage: Played, prompt: Prompt) -> None:
    said = "The asynchronous queue scores each match against every candidate without an index."

    def score_with(errors: tuple[WrittenError, ...]) -> Point:
        changed = [
            one.but(errors=errors) if one.id == "scoring" else one for one in prompt.observables
        ]
        debrief = score(prompt.but(observables=tuple(changed)), INTERVIEW, stage.history, "senior")
        return point(debrief, "aside")

    stage.enter("design")
    stage.say(said)
    assert score_with(()).met
    assert not score_with((WrittenError(says=(said,), why="It does not end."),)).met


def test_who_says_why_the_error_fails_is_not_called_wrong(stage: Played, erring: Prompt) -> None:
    said = (
        "Scoring every item against all candidates without an index first takes an hour a report."
    )

    def known(why: str) -> Prompt:
        changed = [
            one.but(errors=(WrittenError(says=(ERROR,), why=why),)) if one.id == "scoring" else one
            for one in erring.observables
        ]
        return erring.but(observables=tuple(changed))

    stage.enter("deep-dive")
    stage.say(said)
    reason = "To score every item against all candidates takes an hour for each report."
    for why, wrong in (("It does not end.", True), (reason, False)):
        found = point(score(known(why), INTERVIEW, stage.history, "senior"), "scoring")
        assert bool(found.wrong) is wrong, why


def test_a_denied_term_is_no_credit(stage: Played, prompt: Prompt) -> None:
    stage.enter("deep-dive")
    stage.say("A shortlist is not needed, each item simply gets a score.")
    assert not point(score(prompt, INTERVIEW, stage.history, "senior"), "scoring").met


def test_the_span_ends_where_everything_unsure_is_confirmed(stage: Played, prompt: Prompt) -> None:
    _own_words(stage)
    debrief = score(prompt, INTERVIEW, stage.history, "senior")
    tally = debrief.tally
    assert tally.unsure
    asked = sum(one.worth for one in tally.unsure if not one.extra)
    assert tally.low.earned + asked == pytest.approx(tally.high.earned, abs=0.2)
    for one in tally.unsure:
        assert one.chance >= ASKED_FROM
        assert one.nearest
        assert one.points == 0
        stage.do(scores.Overrule(one.id, True, one.nearest.entry))
    settled = score(prompt, INTERVIEW, stage.history, "senior").tally
    assert settled.low.total == pytest.approx(tally.high.total, abs=0.2)
    assert len(settled.unsure) <= max(0, MOST_LOST - len(tally.unsure))


def test_an_answer_of_no_settles_too(stage: Played, prompt: Prompt) -> None:
    _own_words(stage)
    unsure = score(prompt, INTERVIEW, stage.history, "senior").tally.unsure
    for one in unsure:
        assert one.nearest
        stage.do(scores.Overrule(one.id, False, one.nearest.entry))
    after = score(prompt, INTERVIEW, stage.history, "senior").tally
    assert {one.id for one in unsure}.isdisjoint(one.id for one in after.unsure)
    assert all(point.state == "missed" for point in after.points if point.self_assessed)


def test_whoever_was_not_followed_gets_no_verdict_and_no_advice(
    stage: Played, prompt: Prompt
) -> None:
    _own_words(stage)
    debrief = score(prompt, INTERVIEW, stage.history, "senior")
    assert debrief.tally.following.share < FAMILIAR
    assert not debrief.tally.following.enough
    assert debrief.verdict == "open"
    assert not debrief.practice.first
    assert debrief.practice.drill is None
    stage.do(it.GiveUp())
    page = as_text(score(prompt, INTERVIEW, stage.history, "senior"))
    assert "I followed about" in page
    assert "HIRE" not in page


def test_whoever_answered_all_is_told_what_the_verdict_rests_on(
    stage: Played, prompt: Prompt
) -> None:
    _own_words(stage)
    while unsure := score(prompt, INTERVIEW, stage.history, "senior").tally.unsure:
        for asked in unsure:
            assert asked.nearest
            stage.do(scores.Overrule(asked.id, True, asked.nearest.entry))
    stage.do(it.GiveUp())
    debrief = score(prompt, INTERVIEW, stage.history, "senior")
    assert debrief.verdict == "open"
    assert "Claim what you said (o)" in _in_one_line(debrief)
    assert sum(point.on_word for point in debrief.points) == 1
    told = _in_one_line(replace(debrief, tally=replace(debrief.tally, verdict="hire")))
    assert "rests on your own word for one point" in told
    assert "so there is no verdict" not in told
    assert "questions below" not in told


def _in_one_line(debrief: Debrief) -> str:
    return " ".join(as_text(debrief).split())


def test_few_words_are_no_reason_not_to_follow(stage: Played, prompt: Prompt) -> None:
    stage.enter("design")
    stage.say("Well, let me think about what we might possibly build around here.")
    assert score(prompt, INTERVIEW, stage.history, "senior").tally.following.enough
    assert MOST < MOST_LOST
    assert RICH > 0


@pytest.mark.parametrize("cells", [80, 120])
def test_the_picture_fits_the_first_screen(stage: Played, prompt: Prompt, cells: int) -> None:
    debrief = score(prompt, INTERVIEW, stage.history, "senior")
    rows = overview(debrief.tally, debrief.comparison.pace, cells)
    assert len(rows) <= 17
    assert max(width("".join(text for text, _ in row)) for row in rows) <= cells


def _own_words(stage: Played) -> None:
    """A design in words and numbers that nothing in the prompt knows."""
    stage.enter("design")
    for n in range(2, 30):
        stage.say(f"Heaps {n}: brass tokens wander through {n * 7} sleepy hamlets by {n * 3} noon.")
    stage.enter("deep-dive")
    stage.say("A coarse index by colour leaves 40 candidates, which then get points for likeness.")
    stage.say("Points: 3 for each trait, and the best 5 are shown at the counter.")


def test_what_shows_a_point_and_is_alike_to_its_error_is_asked_and_not_called_wrong(
    stage: Played, erring: Prompt
) -> None:
    stage.enter("deep-dive")
    n = stage.say("The candidates of an index get a score, as every item against all is too much.")
    heard = point(score(erring, INTERVIEW, stage.history, "senior"), "scoring")
    assert heard.state == "heard"
    assert heard.evidence[0].entry == n
    stage.say("For each item I score all candidates one by one, and an index is without use.")
    torn = point(score(erring, INTERVIEW, stage.history, "senior"), "scoring")
    assert torn.state != "wrong"


def test_a_pair_of_sentences_of_which_one_is_wrong_earns_nothing(
    stage: Played, erring: Prompt
) -> None:
    stage.enter("deep-dive")
    stage.say(f"{ERROR} {SCORING}")
    heard = point(score(erring, INTERVIEW, stage.history, "senior"), "scoring")
    assert heard.wrong
    assert not any(ERROR[:40] in shown.text for shown in heard.evidence)
