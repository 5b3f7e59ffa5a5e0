"""The scripted interviewer in whole sessions: what it says, when, and when it is silent."""

from itertools import pairwise
from typing import Any

import pytest

from coach.errors import Refused
from coach.interviewer import curveballs
from coach.interviewer.board_remarks import _box
from coach.interviewer.matcher import matcher
from coach.interviewer.probes import probe
from coach.interviewer.procedure import TAKEN_UP
from coach.session.decide import Close, Pause
from coach.session.fold import fold
from coach.session.pacing import clock

DESIGN = "client -> load balancer -> api -> postgres\napi -> redis"


def test_it_greets_with_the_statement_and_leads_into_each_phase_once(stages: Any) -> None:
    stage = stages.open()
    assert stage.heard("statement")[0].endswith(stages.prompt.statement)
    stage.enter("clarify")
    stage.enter("estimate")
    stage.enter("clarify")
    assert stage.heard("announcement") == [
        stages.workflow.phases[0].says,
        stages.workflow.phases[1].says,
    ]


def test_a_question_reveals_its_fact_with_the_entry_that_asked(stages: Any) -> None:
    stage = stages.open()
    stage.enter("clarify")
    stage.say("How many links are created per day?")
    (fact,) = stage.state.facts
    assert fact.fact == "new-links"
    assert stage.entries[fact.question - 1].event.text == "How many links are created per day?"


def test_what_the_first_question_needs_is_worked_out_before_it(stages: Any) -> None:
    stage = stages.open()
    stage.enter("clarify")
    stage.interviewer.prepare()
    before = matcher.cache_info().misses
    stage.say("How many links are created every day?")
    assert matcher.cache_info().misses == before


def test_two_facts_in_one_question_are_both_revealed(stages: Any) -> None:
    stage = stages.open()
    stage.enter("clarify")
    stage.say("How many links are created per day, and what availability do we need?")
    assert {one.fact for one in stage.state.facts} == {"new-links", "availability"}


def test_a_repeated_question_is_answered_again_but_not_revealed_twice(stages: Any) -> None:
    stage = stages.open()
    stage.enter("clarify")
    stage.say("What availability do we need?")
    stage.say("What availability do we need?")
    assert len(stage.state.facts) == 1
    assert stage.heard("answer")[0].startswith("As I said: Redirects 99.99 %")


def test_a_known_and_a_fresh_fact_in_one_question_are_both_told(stages: Any) -> None:
    stage = stages.open()
    stage.enter("clarify")
    stage.say("What availability do we need?")
    stage.say("What availability do we need? How many links are created per day?")
    assert [one.fact for one in stage.state.facts] == ["availability", "new-links"]
    assert stage.heard("answer")[0].startswith("As I said")


def test_thinking_aloud_gets_silence(stages: Any) -> None:
    stage = stages.open()
    stage.enter("design")
    before = len(stage.entries)
    stage.say("I put a cache in front, because most links are opened again soon.")
    assert len(stage.entries) == before + 1


def test_open_questions_get_different_words_each_time(stages: Any) -> None:
    stage = stages.open()
    stage.enter("clarify")
    for colour in ("blue", "red", "green"):
        stage.say(f"Is the mascot {colour}?")
    assert len(set(stage.heard("answer"))) == 3
    assert not stage.state.facts


def test_an_overrun_is_interrupted_once_with_the_time_left_and_what_is_next(stages: Any) -> None:
    stage = stages.open()
    stage.enter("clarify")
    most = stage.state.phases[0].most
    stage.wait(most - 1)
    assert stage.heard("interruption") == []
    stage.wait(120)
    (said,) = stage.heard("interruption")
    total = sum(phase.most for phase in stage.state.phases)
    assert clock(total - most - 1) in said
    assert said.endswith(stages.workflow.phases[0].late)


def test_it_is_silent_while_the_candidate_types(stages: Any) -> None:
    stage = stages.open("pressure")
    stage.enter("clarify")
    stage.wait(900, typing=True)
    assert stage.heard("interruption") == []
    assert stage.state.curveballs == ()
    stage.wait(5)
    assert len(stage.heard("interruption")) == 1


def test_without_a_clock_nothing_is_interrupted(stages: Any) -> None:
    stage = stages.open(pace="untimed")
    stage.enter("clarify")
    stage.wait(4000)
    assert stage.heard("interruption") == []


def test_it_waits_through_a_pause_and_says_nothing_after_the_end(stages: Any) -> None:
    stage = stages.open()
    stage.enter("clarify")
    stage.do(Pause())
    stage.wait(2000)
    assert stage.heard("interruption") == []
    stage = stages.open()
    stage.enter("clarify")
    stage.do(Close())
    before = len(stage.entries)
    stage.wait(2000)
    assert len(stage.entries) == before


@pytest.mark.parametrize("id_", ["a", "b", "c", "d", "e"])
def test_in_pressure_mode_one_curveball_comes_for_certain(stages: Any, id_: str) -> None:
    stage = stages.open("pressure", id_=id_)
    for phase in stage.state.phases:
        stage.enter(phase.id)
        stage.wait(phase.most * 0.9)
    (ball,) = stage.state.curveballs
    known = {one.id: one for one in stages.prompt.curveballs}
    assert ball.text == known[ball.curveball].change


def test_a_hurried_candidate_meets_the_curveball_at_the_last_door(stages: Any) -> None:
    early = {one.id for one in stages.prompt.curveballs if one.phase != "bottlenecks"}
    met = 0
    for id_ in "abcdefgh":
        stage = stages.open("pressure", id_=id_)
        if stage.interviewer.curveball(stage.state).curveball in early:
            met += 1
            for phase in stage.state.phases:
                stage.enter(phase.id)
            assert len(stage.state.curveballs) == 1
    assert met > 0


def test_whoever_would_finish_without_the_curveball_meets_it_then(stages: Any) -> None:
    stage = stages.open("pressure")
    stage.enter("clarify")
    (intent,) = stage.interviewer.before_closing(stage.state)
    stage.do(intent)
    assert len(stage.state.curveballs) == 1
    assert stage.interviewer.before_closing(stage.state) == ()
    assert stages.open("coach").interviewer.before_closing(stage.state) == ()


def test_sessions_differ_in_their_curveballs_and_one_keeps_its_own(stages: Any) -> None:
    def ball(id_: str) -> str:
        return str(
            stages.open("pressure", id_=id_).interviewer.curveball(
                stages.open("pressure", id_=id_).state
            )
        )

    assert ball("a") == ball("a")
    assert len({ball(str(number)) for number in range(20)}) == len(stages.prompt.curveballs)


def test_in_coach_mode_it_is_offered_and_thrown_on_a_yes(stages: Any) -> None:
    stage = stages.open()
    for phase in stage.state.phases:
        stage.enter(phase.id)
        stage.wait(phase.most * 0.9)
    offers = [ref for ref in stage.refs("remark") if ref.startswith("offer:")]
    assert len(offers) == 1
    assert stage.state.curveballs == ()
    stage = stages.open()
    stage.enter("design")
    stage.enter("deep-dive")
    while not stage.refs("remark"):
        stage.wait(1)
    stage.say("Yes, go ahead")
    assert len(stage.state.curveballs) == 1
    with pytest.raises(Refused):
        stage.interviewer.curveball(stage.state)


def test_a_short_yes_is_heard_also_after_other_words(stages: Any) -> None:
    stage = stages.open()
    stage.enter("deep-dive")
    while not any(ref.startswith("offer:") for ref in stage.refs("remark")):
        stage.wait(1)
    stage.say("First the cache: it holds what is read most, so the store is spared.")
    stage.say("Please note that the store is sharded by the code, because each read has it.")
    assert stage.state.curveballs == ()
    stage.say("Yes please, go ahead.")
    assert len(stage.state.curveballs) == 1


def test_a_no_leaves_the_requirements_as_they_are(stages: Any) -> None:
    stage = stages.open()
    stage.enter("deep-dive")
    while not any(ref.startswith("offer:") for ref in stage.refs("remark")):
        stage.wait(1)
    stage.say("No, not now please")
    assert stage.state.curveballs == ()


def test_probes_follow_what_was_brought_up_each_once_and_apart(stages: Any) -> None:
    stage = stages.open()
    stage.enter("deep-dive")
    dive = stages.prompt.deep_dives[-1]
    stage.say(f"Let me go into the {dive.terms[0]} now.")
    for _ in range(12):
        stage.wait(60)
        stage.say("That is how I would do it, because it is cheap.")
    refs = stage.refs("probe")
    assert refs[0] == f"{dive.id}:0"
    assert len(refs) == len(set(refs)) >= 3
    times = [u.at for u in stage.state.conversation if u.kind == "probe"]
    assert all(b - a >= 100 for a, b in pairwise(times))


def test_a_probe_waits_until_the_last_one_was_answered(stages: Any) -> None:
    stage = stages.without(curveballs=()).open(pace="untimed")
    stage.enter("deep-dive")
    stage.wait(3000)
    assert len(stage.refs("probe")) == 1


def test_a_silent_box_is_remarked_upon_in_coach_mode_only(stages: Any) -> None:
    def session(mode: str, said: str) -> list[str]:
        stage = stages.open(mode)
        stage.enter("design")
        stage.edit("diagram", DESIGN)
        stage.say(said)
        stage.wait(300)
        return [ref for ref in stage.refs("remark") if ref.startswith("component:")]

    everything = "The load balancer spreads calls over the api, which reads redis, then postgres."
    assert session("coach", "The api behind the load balancer reads postgres.") == [
        "component:redis"
    ]
    assert session("coach", everything) == []
    assert session("pressure", "Nothing about boxes here.") == []


def test_a_box_is_left_a_minute_of_the_phase_to_be_spoken_of(stages: Any) -> None:
    stage = stages.without(curveballs=(), deep_dives=()).open()
    stage.enter("design")
    stage.edit("diagram", DESIGN)
    begun = stage.state.at
    assert _box(stage.state, stages.workflow, begun + 59.9) == ()
    assert len(_box(stage.state, stages.workflow, begun + 60.1)) == 1


def test_the_interviewer_does_not_nag_about_silent_boxes(stages: Any) -> None:
    stage = stages.without(curveballs=(), deep_dives=()).open(pace="untimed")
    stage.enter("design")
    stage.edit("diagram", "client -> billing -> audit -> mailer -> ranker -> search -> quota")
    stage.wait(3000)
    refs = [ref for ref in stage.refs("remark") if ref.startswith("component:")]
    assert refs == [f"component:{name}" for name in ("billing", "audit", "mailer", "ranker")]


def test_an_estimate_ten_times_off_is_remarked_upon_once_in_coach_mode_only(stages: Any) -> None:
    def session(mode: str, sheet: str) -> list[str]:
        stage = stages.open(mode)
        stage.enter("estimate")
        stage.edit("estimate", sheet)
        stage.wait(140)
        return [text for text in stage.heard("remark") if "Are you sure" in text]

    assert len(session("coach", "storage = 200 TB")) == 1
    assert "“storage = 200 TB”" in session("coach", "storage = 200 TB")[0]
    assert session("coach", "storage = 12 TB") == []
    assert session("coach", "storage = 200 TB\ntotal storage = 9 TB") == []
    assert session("coach", "storage = 3 users") == []
    assert session("pressure", "storage = 200 TB") == []


def test_an_assumption_is_asked_for_its_source_and_what_rests_on_it_is_not_doubted_again(
    stages: Any,
) -> None:
    def doubts(sheet: str) -> list[str]:
        stage = stages.open("coach")
        stage.enter("estimate")
        stage.edit("estimate", sheet)
        stage.wait(300)
        return [text for text in stage.heard("remark") if "Are you sure" in text]

    (given,) = doubts("storage = 200 TB")
    assert "take that number from" in given
    (worked,) = doubts("links = 4k TB\nstorage = links / 20")
    assert "“storage = links / 20”" in worked
    assert "units" in worked
    (root,) = doubts("links kept = 4000B links\nrecord = 500 B/link\nstorage = links kept * record")
    assert "“links kept = 4000B links”" in root


@pytest.mark.parametrize("text", ["maybe a cache?", "the db?", "just redis or so?", "a queue?"])
def test_a_means_put_forward_with_hesitation_is_handed_back_and_no_question_for_facts(
    stages: Any, text: str
) -> None:
    stage = stages.open("coach")
    stage.enter("design")
    stage.say(text)
    assert stage.heard("answer")[-1] in TAKEN_UP
    assert not stage.heard("asked_back")


@pytest.mark.parametrize("text", ["not sure what to do now", "um, i dont know", "i am stuck"])
def test_who_does_not_know_further_is_told_of_the_hint(stages: Any, text: str) -> None:
    stage = stages.open("coach")
    stage.enter("design")
    stage.say(text)
    assert "/hint takes it" in stage.heard("answer")[-1]


def test_who_thinks_aloud_of_what_is_not_known_is_left_alone(stages: Any) -> None:
    stage = stages.open("coach")
    stage.enter("design")
    stage.say("I don't know the code of a link until the store has answered.")
    assert stage.heard("answer") == []


def test_hints_climb_the_ladder_at_rising_prices(stages: Any) -> None:
    stage = stages.open()
    stage.enter("design")
    prices = []
    for _ in range(3):
        hint = stage.interviewer.hint(stage.state)
        prices.append((hint.rung, hint.price))
        stage.do(hint)
    assert prices == [("nudge", 1.0), ("prescribe", 2.0), ("sketch", 4.0)]
    assert len({one.ladder for one in stage.state.hints}) == 1


def test_a_ladder_that_leads_to_what_is_drawn_is_passed_over(stages: Any) -> None:
    stage = stages.open()
    stage.enter("design")
    first, second = (one.id for one in stages.prompt.hints if one.phase == "design")
    assert stage.interviewer.hint(stage.state).ladder == first
    stage.edit("diagram", "client -> load balancer -> redirect service -> link store")
    assert stage.interviewer.hint(stage.state).ladder == second
    stage.edit("diagram", "client -> load balancer -> redirect service")
    assert stage.interviewer.hint(stage.state).ladder == first


def test_hints_run_out_and_pressure_mode_has_none(stages: Any) -> None:
    stage = stages.open()
    stage.enter("clarify")
    for _ in range(3 * sum(one.phase == "clarify" for one in stages.prompt.hints)):
        stage.do(stage.interviewer.hint(stage.state))
    with pytest.raises(Refused, match="no further hint"):
        stage.interviewer.hint(stage.state)
    stage = stages.open("pressure")
    stage.enter("clarify")
    with pytest.raises(Refused, match="Pressure mode"):
        stage.interviewer.hint(stage.state)


def test_who_asks_for_a_hint_in_words_hears_how_to_take_it_and_its_price(stages: Any) -> None:
    stage = stages.open()
    stage.enter("clarify")
    stage.say("hint please?")
    assert "/hint takes it, for 1 point." in stage.heard("answer")[-1]
    assert stage.state.hints == ()
    stage.do(stage.interviewer.hint(stage.state))
    stage.say("Can you help me?")
    assert "for 2 points." in stage.heard("answer")[-1]
    stage = stages.open("pressure")
    stage.enter("clarify")
    stage.say("Can you give me a hint?")
    assert stage.heard("answer")[-1].startswith("Pressure mode has no hints.")


def test_a_clarify_hint_about_what_was_asked_is_passed_over(stages: Any) -> None:
    stage = stages.open()
    stage.enter("clarify")
    ladders = [one for one in stages.prompt.hints if one.phase == "clarify"]
    assert stage.interviewer.hint(stage.state).ladder in {one.id for one in ladders}
    for fact in stages.prompt.facts:
        stage.say(fact.asks[0])
    assert len(stage.state.facts) == len(stages.prompt.facts)
    with pytest.raises(Refused, match="heard already"):
        stage.interviewer.hint(stage.state)


def test_a_resumed_session_goes_on_as_if_it_had_never_stopped(stages: Any) -> None:
    stage = stages.open()
    stage.enter("clarify")
    stage.say("What availability do we need?")
    stage.wait(400)
    stage.enter("design")
    stage.edit("diagram", DESIGN)
    stage.wait(200)
    again = fold(stage.entries)
    for later in range(0, 900, 10):
        now = stage.at + later
        assert stage.interviewer.on_tick(again, now, 20.0) == stage.interviewer.on_tick(
            stage.state, now, 20.0
        )


def test_nothing_is_ever_said_twice(stages: Any) -> None:
    stage = stages.open()
    for phase in stage.state.phases:
        stage.enter(phase.id)
        stage.edit("diagram", DESIGN)
        for _ in range(8):
            stage.wait(60)
            stage.say("So far this holds, and it costs little.")
    said = stage.heard()
    assert len(said) == len(set(said))
    assert len(said) > 8


def test_the_bare_name_of_a_thing_gets_its_fact_while_clarifying_alone(stages: Any) -> None:
    stage = stages.open()
    stage.enter("clarify")
    stage.say("click statistics")
    assert [fact.fact for fact in stage.state.facts] == ["analytics"]
    stage.enter("design")
    stage.say("the retention period")
    assert [fact.fact for fact in stage.state.facts] == ["analytics"]


def test_a_curveball_of_a_later_phase_waits_until_the_session_is_nearly_over(stages: Any) -> None:
    later = tuple(ball.but(phase="bottlenecks") for ball in stages.prompt.curveballs)
    stage = stages.without(curveballs=later).open("pressure")
    stage.enter("clarify")
    total = sum(phase.most for phase in stage.state.phases)
    stage.wait(total * 0.7)
    assert stage.state.curveballs == ()
    stage.wait(total * 0.15)
    assert len(stage.state.curveballs) == 1


def test_a_curveball_of_a_phase_that_is_past_lets_the_next_one_settle_first(stages: Any) -> None:
    early = tuple(ball.but(phase="clarify") for ball in stages.prompt.curveballs)
    stage = stages.without(curveballs=early).open("pressure")
    stage.enter("clarify")
    stage.wait(10)
    stage.enter("estimate")
    stage.wait(15)
    assert stage.state.curveballs == ()
    stage.wait(10)
    assert len(stage.state.curveballs) == 1


def test_a_probe_leaves_a_minute_to_choose_and_breaks_no_sentence(stages: Any) -> None:
    stage = stages.open()
    stage.enter("deep-dive")
    begun = stage.at
    stage.at += 1
    stage.say(f"Let me go into the {stages.prompt.deep_dives[-1].terms[0]} now.")

    def asks(spent: float, idle: float) -> bool:
        now = begun + spent
        return bool(probe(stage.state, stages.prompt, stages.workflow, now, idle))

    assert not asks(59, 30)
    assert asks(61, 30)
    assert not asks(90, 7.9)
    assert asks(90, 8)


def test_what_nobody_brought_up_is_asked_about_after_two_and_a_half_minutes(stages: Any) -> None:
    stage = stages.open()
    stage.enter("deep-dive")
    begun = stage.at
    assert not probe(stage.state, stages.prompt, stages.workflow, begun + 149, 30)
    assert probe(stage.state, stages.prompt, stages.workflow, begun + 150, 30)


@pytest.mark.parametrize("mode", ["coach", "pressure"])
def test_a_change_of_requirements_breaks_no_sentence(stages: Any, mode: str) -> None:
    stage = stages.open(mode)
    ball = curveballs.chosen(stage.state, stages.prompt)
    assert ball is not None
    stage.enter(ball.phase)
    most = stage.state.planned(ball.phase).most
    times = [stage.at + second for second in range(most)]
    ripe = [now for now in times if curveballs.due(stage.state, stages.prompt, now, 60)]
    assert ripe
    assert not curveballs.due(stage.state, stages.prompt, ripe[0], 2.9)
    assert curveballs.due(stage.state, stages.prompt, ripe[0], 3)


@pytest.mark.parametrize("session", ["one", "two", "three"])
def test_without_a_clock_a_change_comes_as_in_a_phase_of_ten_minutes(
    stages: Any, session: str
) -> None:
    stage = stages.open("pressure", "untimed", session)
    ball = curveballs.chosen(stage.state, stages.prompt)
    assert ball is not None
    stage.enter(ball.phase)
    times = [stage.at + second for second in range(600)]
    ripe = [now for now in times if curveballs.due(stage.state, stages.prompt, now, 60)]
    assert 0.35 * 600 <= ripe[0] - stage.at <= 0.65 * 600 + 1
