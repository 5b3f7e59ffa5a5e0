"""Points have evidence, phases matter, levels are fair, and nobody pays for words alone."""

from dataclasses import replace

import pytest

from coach.authoring.played import Played
from coach.authoring.played_sessions import opening
from coach.catalog.observable import Shows
from coach.catalog.prompt import Prompt
from coach.catalog.shelf import folders, load_workflow
from coach.debrief.point import Point
from coach.debrief.score import Debrief, ensure_attempted, score
from coach.errors import Refused
from coach.session import decide as it
from coach.session import scores

INTERVIEW = load_workflow("interview", folders())

SCORING = "First an index gives a shortlist of candidates, and then each one gets a score."
WORDS = "Let me say a few words here about nothing much."


def point(debrief: Debrief, id_: str) -> Point:
    return next(one for one in debrief.points if one.id == id_)


def scored(stage: Played, prompt: Prompt, level: str | None = None) -> Debrief:
    return score(prompt, INTERVIEW, stage.history, level)


def test_a_fact_asked_for_cites_the_question(stage: Played, prompt: Prompt) -> None:
    n = stage.say("How many reports are there on a normal day?")
    stage.do(it.RevealFact("volume", "20,000", n), "interviewer")
    found = point(scored(stage, prompt), "asks")
    assert found.met
    assert [(e.entry, e.how, e.text) for e in found.evidence] == [
        (n, "asked", "How many reports are there on a normal day?")
    ]


def test_words_count_in_their_phase_only(stage: Played, prompt: Prompt) -> None:
    n = stage.say(SCORING)
    early = point(scored(stage, prompt), "scoring")
    assert not early.met
    assert early.elsewhere is not None
    assert (early.elsewhere.entry, early.elsewhere.how) == (n, "clarify")
    stage.enter("deep-dive")
    n = stage.say(SCORING)
    late = point(scored(stage, prompt), "scoring")
    assert late.met
    assert late.evidence[0].entry == n


SHORTLIST = "The index is asked first and gives a shortlist for each lost thing."
RANKED = "Then the workers rank by how alike the photos and the words are."
BESIDE = "A lost umbrella is very common in the autumn months of the year in this rainy city."


@pytest.mark.parametrize(
    ("said", "met"),
    [
        ([f"{SHORTLIST} {RANKED}"], True),
        ([f"{SHORTLIST} {BESIDE} {RANKED}"], False),
        ([SHORTLIST, RANKED], False),
        ([f"{SHORTLIST} {BESIDE} Somebody else would rather rank people from our city."], False),
    ],
)
def test_two_sentences_count_when_side_by_side_in_one_breath(
    said: list[str], met: bool, stage: Played, prompt: Prompt
) -> None:
    stage.enter("deep-dive")
    for text in said:
        stage.say(text)
    assert point(scored(stage, prompt), "scoring").met is met


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("We need no queue since the matcher is quick enough to match at once.", False),
        ("The report can be matched at once without a single queue in between.", False),
        ("We don't need a queue because we can match each report at once.", False),
        ("Without Kafka the report is matched at once while she waits.", False),
        ("There is a queue so she does not wait until we match her report.", True),
        ("She should not wait for the queue that feeds the match workers.", True),
        ("It is not only a queue that keeps match workers busy here.", True),
        ("Not in memory but through a queue the match workers get it.", True),
        ("We need no queue at night, but a queue by day feeds the match workers.", True),
    ],
)
def test_a_part_that_is_denied_is_not_said(
    text: str, met: bool, stage: Played, prompt: Prompt
) -> None:
    stage.enter("design")
    stage.say(text)
    assert point(scored(stage, prompt), "aside").met is met


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("First we drain each node slowly before we turn to the next one.", False),
        ("First we drain each node so that it takes no new sessions at all.", True),
    ],
)
def test_no_word_serves_two_lists(stage: Played, prompt: Prompt, text: str, met: bool) -> None:
    scoring = next(one for one in prompt.observables if one.id == "scoring")
    shows = Shows(said=(("drain", "shift"), ("drain", "no new sessions")))
    changed = prompt.but(observables=(scoring.but(shows=(shows,)),))
    stage.enter("deep-dive")
    stage.say(text)
    assert point(scored(stage, changed), "scoring").met is met


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("We put a cache in front of the store so that reads are faster.", False),
        ("It is 12 thousand reads a second, so a cache has to stand in front.", True),
        ("The whole set is nine terabytes, so a cache holds only a part of it.", True),
    ],
)
def test_what_a_number_decides_takes_a_number(
    stage: Played, prompt: Prompt, text: str, met: bool
) -> None:
    sizes = next(one for one in prompt.observables if one.id == "sizes")
    changed = prompt.but(observables=(sizes.but(shows=(Shows(said=(("cache",), ("so",))),)),))
    stage.enter("estimate")
    stage.say(text)
    assert point(scored(stage, changed), "sizes").met is met


def test_notes_count_in_the_phase_they_were_written_in(stage: Played, prompt: Prompt) -> None:
    stage.enter("deep-dive")
    n = stage.do(it.EditBoard("notes", f"# Deep dive\n- {SCORING}\n"))
    stage.enter("bottlenecks")
    stage.do(it.EditBoard("notes", ""))
    found = point(scored(stage, prompt), "scoring")
    assert found.met
    assert (found.evidence[0].entry, found.evidence[0].how) == (n, "wrote")


def test_repeating_the_interviewer_earns_nothing(stage: Played, prompt: Prompt) -> None:
    stage.enter("deep-dive")
    stage.reply(SCORING, "remark")
    stage.say(SCORING)
    stage.do(it.EditBoard("notes", f"- {SCORING}"))
    assert not point(scored(stage, prompt), "scoring").met


def test_a_path_is_drawn_by_the_edit_that_closes_it(stage: Played, prompt: Prompt) -> None:
    stage.enter("design")
    stage.do(it.EditBoard("diagram", "client -> api ~> job queue\n"))
    closing = stage.do(it.EditBoard("diagram", "client -> api ~> job queue -> match worker\n"))
    stage.do(it.EditBoard("diagram", "client -> api ~> job queue -> match worker -> db\n"))
    found = point(scored(stage, prompt), "aside")
    assert found.met
    assert found.evidence[0].entry == closing
    assert found.evidence[0].text == "job queue -> match worker"


def test_a_worker_that_pulls_is_as_good(stage: Played, prompt: Prompt) -> None:
    stage.enter("design")
    stage.do(it.EditBoard("diagram", "api ~> kafka\nmatch worker -> kafka\n"))
    assert point(scored(stage, prompt), "aside").met


def test_a_path_the_wrong_way_is_none(stage: Played, prompt: Prompt) -> None:
    stage.enter("design")
    stage.do(it.EditBoard("diagram", "matcher [worker]\nmatcher -> api -> db -> x -> y\n"))
    assert not point(scored(stage, prompt), "aside").met


def test_a_variant_excuses_a_component(stage: Played, prompt: Prompt) -> None:
    stage.enter("design")
    stage.do(it.EditBoard("diagram", "api -> db\nmatcher -> db\n"))
    assert not point(scored(stage, prompt), "aside").met
    n = stage.say("A cron starts the matcher every minute, which is soon enough for them.")
    found = point(scored(stage, prompt), "aside")
    assert found.met
    assert found.evidence[0].how == "variant"
    assert found.evidence[0].entry == n


def test_what_is_said_before_anything_is_drawn_means_no_variant(
    stage: Played, prompt: Prompt
) -> None:
    words = "A cron starts the matcher every minute, which is soon enough for them."
    stage.say(words)
    stage.enter("design")
    stage.do(it.EditBoard("diagram", "api -> db\nmatcher -> db\n"))
    assert scored(stage, prompt).comparison.honoured == ()
    assert not point(scored(stage, prompt), "aside").met
    stage.say(words)
    assert point(scored(stage, prompt), "aside").met


def test_a_name_that_looks_like_another_word_is_not_taken_for_it(
    stage: Played, prompt: Prompt
) -> None:
    scoring = next(one for one in prompt.observables if one.id == "scoring")
    changed = prompt.but(observables=(scoring.but(shows=(Shows(said=(("cdn",),)),)),))
    stage.enter("deep-dive")
    stage.say("It should answer fast because people are waiting for it.")
    assert not point(scored(stage, changed), "scoring").met
    stage.say("We put Fastly in front because people are waiting for it.")
    assert point(scored(stage, changed), "scoring").met


def test_endpoints_and_tables_are_found_by_shape(stage: Played, prompt: Prompt) -> None:
    stage.enter("design")
    api = stage.do(it.EditBoard("api", "POST /v1/report {kind} -> 201\n"))
    schema = stage.do(it.EditBoard("schema", "found_items(id pk, place)\nindex items(place)\n"))
    debrief = scored(stage, prompt)
    assert point(debrief, "endpoint").evidence[0].entry == api
    assert point(debrief, "table").evidence[0].entry == schema


def test_what_stands_higher_is_extra_credit_of_half(stage: Played, prompt: Prompt) -> None:
    stage.enter("deep-dive")
    stage.say(SCORING)
    mid, senior = scored(stage, prompt), scored(stage, prompt, "senior")
    assert point(mid, "scoring").extra
    assert point(mid, "scoring").points == pytest.approx(30 * 100 / 60 / 2)
    assert mid.total == 8
    assert not point(senior, "scoring").extra
    assert senior.total == pytest.approx(45 * 100 / (45 + 60 / 2), abs=0.05)
    assert sum(group.worth for group in mid.groups) == pytest.approx(100, abs=0.2)


def test_hints_cost_but_not_without_end(stage: Played, prompt: Prompt) -> None:
    stage.enter("design")
    stage.do(it.EditBoard("diagram", "queue -> matcher\n"))
    stage.do(it.EditBoard("schema", "items(id pk)\n"))
    free = scored(stage, prompt).total
    stage.do(it.GiveHint("design", "async", "nudge", "Must she wait?", 2.0), "interviewer")
    assert scored(stage, prompt).total == pytest.approx(free - 2)
    for _ in range(10):
        stage.do(it.GiveHint("design", "async", "sketch", "???", 5.0), "interviewer")
    dear = scored(stage, prompt)
    assert dear.total == pytest.approx(free - 15)
    assert dear.tally.hint_price_asked == 52


def test_an_overruling_needs_an_entry_of_ones_own(stage: Played, prompt: Prompt) -> None:
    stage.enter("deep-dive")
    theirs = stage.reply("Go on.")
    mine = stage.say("A short list, then points for each.")
    stage.do(scores.Overrule("scoring", True, theirs))
    assert scored(stage, prompt).tally.ignored_overrules == (len(stage.entries),)
    stage.do(scores.Overrule("scoring", True, mine))
    found = point(scored(stage, prompt), "scoring")
    assert found.met
    assert found.self_assessed
    assert found.evidence[0].entry == mine
    stage.do(scores.Overrule("scoring", False, mine))
    assert not point(scored(stage, prompt), "scoring").met


def test_no_hire_without_what_carries_the_design(stage: Played, prompt: Prompt) -> None:
    n = stage.say("How many reports come in on a normal day?")
    stage.do(it.RevealFact("volume", "20,000", n), "interviewer")
    for phase in ("estimate", "design", "deep-dive", "bottlenecks"):
        stage.enter(phase)
        stage.say(WORDS)
        stage.say(SCORING)
    stage.do(it.EditBoard("api", "POST /reports\n"))
    stage.do(it.EditBoard("schema", "items(id)\n"))
    stage.say("We tune the threshold by the precision on returned items, once a week.")
    stage.enter("estimate")
    assert prompt.estimates
    stage.do(it.EditBoard("estimate", prompt.estimates.sheet))
    missing = scored(stage, prompt, "senior")
    assert missing.total >= 70
    assert missing.tally.low.verdict == "lean hire"
    assert "Does aside" in missing.tally.because
    stage.do(it.EditBoard("diagram", "queue -> matcher\n"))
    assert scored(stage, prompt, "senior").tally.low.verdict == "strong hire"


def test_nothing_is_shown_without_an_attempt(stage: Played) -> None:
    stage.say(WORDS)
    stage.enter("design")
    stage.do(it.EditBoard("diagram", "client -> api -> db -> cache -> queue\n"))
    stage.do(it.Close())
    with pytest.raises(Refused, match="three phases"):
        ensure_attempted(stage.entries)


@pytest.mark.parametrize(("phases", "told"), [(1, "of yours."), (2, "two phases."), (5, "three")])
def test_how_much_an_attempt_needs_depends_on_how_many_phases_there_are(
    phases: int, told: str, prompt: Prompt
) -> None:
    opened = opening(prompt, INTERVIEW)
    few = Played(replace(opened, phases=opened.phases[:phases]))
    few.enter("clarify")
    few.do(it.Close())
    with pytest.raises(Refused, match=told):
        ensure_attempted(few.entries)


def test_an_attempt_must_be_closed_or_given_up(stage: Played) -> None:
    for phase in ("clarify", "estimate", "design"):
        stage.enter(phase)
        stage.say(WORDS)
    with pytest.raises(Refused, match="still open"):
        ensure_attempted(stage.entries)
    stage.do(it.Close())
    ensure_attempted(stage.entries)


def test_giving_up_opens_the_debrief(stage: Played) -> None:
    stage.do(it.GiveUp())
    ensure_attempted(stage.entries)


def test_the_shares_add_up_to_the_total(stage: Played, prompt: Prompt) -> None:
    def agree() -> dict[str, float]:
        found = scored(stage, prompt)
        assert sum(found.tally.shares.values()) == pytest.approx(found.total, abs=0.1)
        return found.tally.shares

    stage.do(it.GiveHint("clarify", "x", "nudge", "Ask.", 2.0), "interviewer")
    assert agree()["hints"] == 0
    n = stage.say("How many reports are there on a normal day?")
    stage.do(it.RevealFact("volume", "20,000", n), "interviewer")
    assert agree()["requirements"] == 25
    stage.enter("deep-dive")
    stage.say(SCORING)
    found = agree()
    assert found["extra credit"] == 8
    assert found["hints"] == -2
    assert found["deep-dive"] == 0


@pytest.mark.parametrize(("words", "enough"), [(4, False), (5, True)])
def test_four_words_in_a_phase_are_no_attempt_at_it(
    stage: Played, prompt: Prompt, words: int, enough: bool
) -> None:
    for phase in ("clarify", "estimate", "design"):
        if phase != "clarify":
            stage.enter(phase)
        stage.say(" ".join(["queue"] * (words if phase == "design" else 9)))
    stage.do(it.Close())
    assert (score(prompt, INTERVIEW, stage.history).refusal is None) == enough
