"""Wishes and what comes of them: events, nothing, or a refusal that is a sentence."""

import dataclasses
from collections.abc import Callable
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import NotFound, Refused
from coach.session import decide as it
from coach.session import events as ev
from coach.session import naming, scores
from coach.session.entry import Entry
from coach.session.fold import fold
from coach.session.state import EMPTY, State
from coach.session.turning import DrawingTurned, TurnDrawing
from coach.text import clean

EVERY: tuple[it.Intent, ...] = (
    it.EnterPhase("design"),
    it.Pause(),
    it.Resume(),
    it.EditBoard("notes", "new"),
    it.EditDraft("not said yet"),
    TurnDrawing("diagram", "lr"),
    it.TickItem("clarify", "scale"),
    it.Say("Hello."),
    it.RevealFact("users", "Ten million.", 1),
    it.GiveHint("design", "reads", "nudge", "What is read most?", 2.0),
    it.ThrowCurveball("geo", "Now it is for all continents."),
    it.TagEntry(1, "+", "good"),
    scores.PredictScore(70),
    scores.Overrule("names-db", True, 1, "said it"),
    scores.RecordScore(61.5, "hire", {"clarify": 10.0}),
    it.GiveUp(),
    naming.LabelSession("before-acme"),
    naming.RenameSession("The one with the queue"),
    it.Close(),
)


def wished(state: State, intent: it.Intent) -> tuple[ev.Event, ...]:
    """What comes of an intent of somebody who may have it."""
    may = it.MAY[type(intent)]
    return it.decide(state, intent, ev.CANDIDATE if ev.CANDIDATE in may else ev.INTERVIEWER)


def test_every_intent_stands_in_the_list() -> None:
    assert {type(intent) for intent in EVERY} == set(get_args(it.Intent))


def test_nothing_happens_before_the_opening() -> None:
    for intent in EVERY:
        with pytest.raises(Refused):
            wished(EMPTY, intent)


def test_after_the_end_only_looking_back_is_allowed(after: Callable[..., State]) -> None:
    closed = after((0, ev.PhaseEntered("clarify")), (9, ev.SessionClosed()))
    allowed = set()
    for intent in EVERY:
        try:
            assert wished(closed, intent)
        except Refused as refusal:
            assert refusal.hint
        else:
            allowed.add(type(intent))
    expected = {it.TagEntry, scores.PredictScore, scores.Overrule, scores.RecordScore, it.GiveUp}
    expected |= {naming.LabelSession, naming.RenameSession}
    assert allowed == expected


def test_each_wish_becomes_its_event(after: Callable[..., State]) -> None:
    state = after((0, ev.PhaseEntered("clarify")))
    expected: dict[type, tuple[ev.Event, ...]] = {
        it.EnterPhase: (ev.PhaseEntered("design"),),
        it.Pause: (ev.Paused(),),
        it.Resume: (),
        it.EditBoard: (ev.TextEdited("notes", 0, "# Notes\n", "new"),),
        it.EditDraft: (ev.DraftEdited(0, "", "not said yet"),),
        TurnDrawing: (DrawingTurned("diagram", "lr"),),
        it.TickItem: (ev.ItemTicked("clarify", "scale", on=True),),
        it.Say: (ev.Said("Hello."),),
        it.RevealFact: (ev.FactRevealed("users", "Ten million.", 1),),
        it.GiveHint: (ev.HintGiven("design", "reads", "nudge", "What is read most?", 2.0),),
        it.ThrowCurveball: (ev.CurveballThrown("geo", "Now it is for all continents."),),
        it.TagEntry: (ev.Tagged(1, "+", "good"),),
        scores.PredictScore: (ev.ScorePredicted(70),),
        scores.Overrule: (ev.Overruled("names-db", True, 1, "said it"),),
        scores.RecordScore: (ev.Scored(61.5, "hire", {"clarify": 10.0}),),
        it.GiveUp: (ev.GaveUp(),),
        naming.LabelSession: (ev.Labelled("before-acme", on=True),),
        naming.RenameSession: (ev.Renamed("The one with the queue"),),
        it.Close: (ev.SessionClosed("finished"),),
    }
    assert {type(intent): wished(state, intent) for intent in EVERY} == expected


def test_a_phase_may_be_entered_in_any_order_but_must_exist(after: Callable[..., State]) -> None:
    state = after((0, ev.PhaseEntered("deep")))
    assert wished(state, it.EnterPhase("clarify")) == (ev.PhaseEntered("clarify"),)
    assert wished(state, it.EnterPhase("deep")) == ()
    with pytest.raises(NotFound, match="no phase lunch") as told:
        wished(state, it.EnterPhase("lunch"))
    assert "clarify, estimate" in told.value.hint


def test_entering_a_phase_ends_a_pause(after: Callable[..., State]) -> None:
    state = after((0, ev.PhaseEntered("clarify")), (1, ev.Paused()))
    assert wished(state, it.EnterPhase("design")) == (ev.Resumed(), ev.PhaseEntered("design"))
    assert wished(state, it.Pause()) == ()
    assert wished(state, it.Resume()) == (ev.Resumed(),)


def test_pressure_mode_has_no_pause_and_no_hints(
    after: Callable[..., State], opened: ev.SessionOpened
) -> None:
    state = after((0, dataclasses.replace(opened, mode="pressure")))
    for intent in (it.Pause(), next(i for i in EVERY if isinstance(i, it.GiveHint))):
        with pytest.raises(Refused, match="Pressure mode"):
            wished(state, intent)


def test_an_edit_is_cleaned_and_held_to_its_limit(after: Callable[..., State]) -> None:
    state = after()
    (edit,) = wished(state, it.EditBoard("diagram", "a\x1b[31m\r\nb\u202e"))
    assert edit == ev.TextEdited("diagram", 0, "", "a␛[31m\nb")
    assert wished(state, it.EditBoard("notes", "# Notes\n")) == ()
    with pytest.raises(NotFound):
        wished(state, it.EditBoard("api", ""))
    assert wished(state, it.EditBoard("diagram", "x" * it.TEXT_LIMIT))
    with pytest.raises(Refused, match="200,000"):
        wished(state, it.EditBoard("diagram", "x" * (it.TEXT_LIMIT + 1)))


def test_a_tick_turns_over_or_is_set(after: Callable[..., State]) -> None:
    ticked = after((0, ev.ItemTicked("clarify", "scale", on=True)))
    assert wished(ticked, it.TickItem("clarify", "scale")) == (
        ev.ItemTicked("clarify", "scale", on=False),
    )
    assert wished(ticked, it.TickItem("clarify", "scale", on=True)) == ()
    for phase, item in (("clarify", "cache"), ("nowhere", "scale")):
        with pytest.raises(NotFound):
            wished(ticked, it.TickItem(phase, item))


def test_saying_nothing_is_nothing_and_too_much_is_refused(after: Callable[..., State]) -> None:
    state = after()
    assert wished(state, it.Say(" \n\x00 ")) == ()
    assert wished(state, it.Say("  \x1bhm ")) == (ev.Said("␛hm"),)
    with pytest.raises(Refused):
        wished(state, it.Say("x" * (it.SAY_LIMIT + 1)))


def test_what_points_at_an_entry_points_at_one_that_is_there(after: Callable[..., State]) -> None:
    state = after((0, ev.Said("a")))
    for entry in (0, -1, 3):
        for intent in (it.TagEntry(entry, "+"), scores.Overrule("x", True, entry)):
            with pytest.raises(NotFound, match="no entry"):
                wished(state, intent)
    assert wished(state, it.TagEntry(2, "quote"))


def test_a_prediction_comes_before_the_score(after: Callable[..., State]) -> None:
    for score in (-1, 101):
        with pytest.raises(Refused):
            wished(after(), scores.PredictScore(score))
    scored = after((0, ev.Scored(50.0, "no hire", {})))
    with pytest.raises(Refused, match="before"):
        wished(scored, scores.PredictScore(50))
    assert wished(scored, scores.RecordScore(50.0, "no hire", {})) == ()
    assert wished(scored, scores.RecordScore(55.0, "no hire", {})) != ()


def test_giving_up_is_once(after: Callable[..., State]) -> None:
    assert wished(after((0, ev.GaveUp())), it.GiveUp()) == ()


@given(st.lists(st.text(max_size=80), max_size=8))
def test_a_board_edited_by_wishes_always_holds_the_cleaned_text(
    opened: ev.SessionOpened, texts: list[str]
) -> None:
    entries = [Entry(1, 0.0, "coach", opened)]
    for text in texts:
        for event in wished(fold(entries), it.EditBoard("notes", text)):
            entries.append(Entry(len(entries) + 1, 0.0, "candidate", event))
        assert fold(entries).boards["notes"] == clean(text)
    assert fold(entries).unknown == 0


@pytest.mark.parametrize("by", [ev.CANDIDATE, ev.INTERVIEWER, ev.OBSERVER, "p7", ""])
def test_nobody_does_what_is_for_another_role(
    by: str, after: Callable[..., State], opened: ev.SessionOpened
) -> None:
    shared = dataclasses.replace(opened, clock="both")
    state = after((0, shared), (0, ev.PhaseEntered("clarify")))
    role = by if by in (ev.CANDIDATE, ev.INTERVIEWER) else ev.OBSERVER
    for intent in EVERY:
        if role in it.MAY[type(intent)]:
            it.decide(state, intent, by)
        else:
            with pytest.raises(Refused, match="That is for the"):
                it.decide(state, intent, by)


def test_the_table_of_roles_is_as_people_expect() -> None:
    assert set(it.MAY) == set(get_args(it.Intent))
    only = {
        role: {i for i, may in it.MAY.items() if may == {role}}
        for role in (ev.CANDIDATE, ev.INTERVIEWER)
    }
    assert only[ev.INTERVIEWER] == {it.RevealFact, it.GiveHint, it.ThrowCurveball}
    assert {it.EditBoard, it.TickItem, scores.RecordScore} < only[ev.CANDIDATE]
    assert [i for i, may in it.MAY.items() if ev.OBSERVER in may] == [it.TagEntry]


def test_authors_have_the_roles_that_the_opening_gave_them(opened: ev.SessionOpened) -> None:
    seats = (ev.Seat("p1", ev.INTERVIEWER), ev.Seat("p2", ev.CANDIDATE))
    state = fold([Entry(1, 0.0, "p1", dataclasses.replace(opened, roles=seats))])
    assert [state.role(by) for by in ("p1", "p2", "o1", ev.CANDIDATE)] == [
        ev.INTERVIEWER,
        ev.CANDIDATE,
        ev.OBSERVER,
        ev.OBSERVER,
    ]
    assert it.decide(state, it.EditBoard("notes", "mine"), "p2")
    with pytest.raises(Refused):
        it.decide(state, it.EditBoard("notes", "mine"), "p1")
