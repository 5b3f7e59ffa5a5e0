"""Whether a session is enough to judge by: time and words in its phases, or over the whole."""

import pytest

from coach.authoring.played import Played
from coach.catalog.prompt import Prompt
from coach.catalog.workflow import Workflow
from coach.debrief.evidence import attempted, gather, work
from coach.debrief.score import tallied
from coach.language.vocabulary import Vocabulary
from coach.session.decide import Close, EnterPhase

SENTENCE = "the writes go through a queue so that a slow disk holds nobody up at all"


def _sort(stage: Played, prompt: Prompt, workflow: Workflow) -> str:
    stage.do(Close())
    return tallied(prompt, workflow, stage.history, "mid").sort


@pytest.mark.parametrize(("minutes", "expected"), [(40, "whole"), (4, "short")])
def test_who_works_all_of_it_in_one_phase_is_judged_by_the_whole(
    stage: Played, prompt: Prompt, workflow: Workflow, minutes: int, expected: str
) -> None:
    for number in range(20):
        stage.say(f"{SENTENCE}, {number}", after=minutes * 3)
    assert attempted(stage.entries) is (expected == "whole")
    assert _sort(stage, prompt, workflow) == expected


@pytest.mark.parametrize(("share", "expected"), [(0.45, "short"), (0.55, "whole")])
def test_half_of_a_phases_least_minutes_show_something(
    stage: Played, prompt: Prompt, workflow: Workflow, share: float, expected: str
) -> None:
    for phase in stage.state.phases:
        if stage.state.phase != phase.id:
            stage.do(EnterPhase(phase.id))
        for number in range(4):
            stage.say(f"{SENTENCE}, {number}", after=phase.least * share / 4)
    assert _sort(stage, prompt, workflow) == expected


def test_names_between_commas_are_no_evidence(stage: Played) -> None:
    names = (
        "Single point of failure, failover, circuit breaker, autoscaling, monitoring with Grafana, "
        "alerting, canary deployment, feature flags."
    )
    stage.say(names)
    stage.say("The standby takes over when the primary fails, within half a minute.")
    texts = [sentence.text for sentence in gather(stage.entries, Vocabulary({})).sentences]
    assert texts == ["The standby takes over when the primary fails, within half a minute."]
    assert work(stage.entries).sentences == ()
    assert work(stage.entries).worked == gather(stage.entries, Vocabulary({})).worked
