"""A session in progress: the partner may join late and misses nothing."""

import os
from dataclasses import replace
from typing import Any

import pytest

from coach.live.live import HEARTBEAT
from coach.live.opening import begin, meet, reopen
from coach.session import events as ev
from coach.session.decide import EditBoard, Intent, Say
from coach.session.entry import Entry
from coach.session.state import State


def test_a_question_asked_before_the_interviewer_is_there_is_answered(stage: Any) -> None:
    sitting = begin(stage.environment, "url-shortener", "mid", "45", "coach")
    live = sitting.live
    live.do(Say("How many links are created every day?"))
    assert not live.state.facts
    met = meet(sitting, stage.environment)
    assert met.partner is not None
    assert (met.prompt is None, met.workflow is None, met.why) == (False, False, "")
    live.join(met.partner)
    sitting.journal.close()
    kinds = [u.kind for u in live.state.conversation]
    assert kinds[0] == ""
    assert "statement" in kinds
    assert "announcement" in kinds
    assert [fact.question for fact in live.state.facts] == [3]


def test_a_pause_of_the_machine_is_time_away_and_not_the_phases(stage: Any) -> None:
    sitting = begin(stage.environment, "url-shortener", "mid", "45", "coach")
    stage.clock.seconds += 5
    sitting.live.tick(0.0)
    stage.clock.seconds += 3600
    sitting.live.tick(0.0)
    sitting.journal.close()
    state = sitting.live.state
    assert state.away_total > 3590
    assert state.seconds("clarify", sitting.live.now()) < 10
    assert any(isinstance(entry.event, ev.WasAway) for entry in sitting.live.entries)


@pytest.mark.parametrize(("days", "told"), [(3, 3), (400, 30)])
def test_going_on_after_months_counts_no_more_than_a_month_as_away(
    stage: Any, days: int, told: int
) -> None:
    sitting = begin(stage.environment, "url-shortener", "mid", "45", "coach")
    sitting.journal.close()
    left = stage.environment.wall().timestamp() - days * 86400
    os.utime(sitting.journal.path, (left, left))
    again = reopen(stage.environment, sitting.journal.path)
    again.journal.close()
    (away,) = [e.event for e in again.live.entries if isinstance(e.event, ev.WasAway)]
    assert away == ev.WasAway(told * 86400.0, "closed")
    assert again.live.state.away_total == told * 86400.0


def test_the_clock_leaves_a_sign_of_life_while_nobody_types(stage: Any) -> None:
    sitting = begin(stage.environment, "url-shortener", "mid", "45", "coach")
    for _ in range(20):
        stage.clock.seconds += 1
        sitting.live.tick(0.0)
    sitting.journal.close()
    noted = [e for e in sitting.live.entries if isinstance(e.event, ev.ClockNoted)]
    assert len(noted) == 1


class Talkative:
    """A partner that says something at every tick and nothing else."""

    def on_entry(self, state: State, entry: Entry) -> tuple[Intent, ...]:
        """Nothing."""
        return ()

    def on_tick(self, state: State, now: float, idle_seconds: float) -> tuple[Intent, ...]:
        """One remark."""
        return (Say("Go on.", "remark"),)

    def hint(self, state: State) -> Intent:
        """A remark too."""
        return Say("Go on.", "remark")

    curveball = hint

    def before_closing(self, state: State) -> tuple[Intent, ...]:
        """Nothing."""
        return ()


def test_no_sign_of_life_is_written_beside_another_entry(stage: Any) -> None:
    sitting = begin(stage.environment, "url-shortener", "mid", "45", "coach")
    sitting.live.partner = Talkative()
    for _ in range(int(HEARTBEAT) + 1):
        stage.clock.seconds += 1
        sitting.live.now()
    made = sitting.live.tick(0.0)
    sitting.journal.close()
    assert [type(entry.event) for entry in made] == [ev.Said]


def test_what_is_typed_and_noted_carries_its_author(stage: Any) -> None:
    sitting = begin(stage.environment, "url-shortener", "mid", "45", "coach")
    seats = (ev.Seat("p2", ev.CANDIDATE), ev.Seat("p1", ev.INTERVIEWER))
    opened = sitting.live.state.opened
    assert opened is not None
    sitting.live.state = replace(sitting.live.state, opened=replace(opened, roles=seats))
    sitting.live.me = "p2"
    made = (
        *sitting.live.edit(EditBoard("notes", "mine")),
        sitting.live.note(ev.ClockNoted()),
        *sitting.live.do(Say("hello")),
    )
    sitting.journal.close()
    assert {entry.by for entry in made} == {"p2"}
