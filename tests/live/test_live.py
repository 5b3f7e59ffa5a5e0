"""A session in progress: the partner may join late and misses nothing."""

from typing import Any

from coach.live.opening import begin, meet
from coach.session import events as ev
from coach.session.decide import Say


def test_a_question_asked_before_the_interviewer_is_there_is_answered(stage: Any) -> None:
    sitting = begin(stage.environment, "url-shortener", "mid", "45", "coach")
    live = sitting.live
    live.do(Say("How many links are created every day?"))
    assert not live.state.facts
    partner, prompt, why = meet(sitting, stage.environment)
    assert partner is not None
    assert prompt is not None
    assert why == ""
    live.join(partner)
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


def test_the_clock_leaves_a_sign_of_life_while_nobody_types(stage: Any) -> None:
    sitting = begin(stage.environment, "url-shortener", "mid", "45", "coach")
    for _ in range(20):
        stage.clock.seconds += 1
        sitting.live.tick(0.0)
    sitting.journal.close()
    noted = [e for e in sitting.live.entries if isinstance(e.event, ev.ClockNoted)]
    assert len(noted) == 1
