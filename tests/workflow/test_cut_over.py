"""A workflow that no rule has heard of is interviewed, scored, told and drilled."""

from dataclasses import replace

import pytest

from coach.authoring.played import Played
from coach.authoring.played_sessions import empty_entries, opening, reference_entries
from coach.authoring.proof import prove
from coach.catalog.board_parts import ApiPart, SchemaPart
from coach.catalog.prompt import Prompt
from coach.catalog.workflow import Workflow
from coach.debrief.as_json import as_json
from coach.debrief.exercises import exercise
from coach.debrief.report import as_text
from coach.debrief.score import score
from coach.errors import Refused
from coach.interviewer.interviewer import Interviewer
from coach.session import events as ev
from coach.session.decide import Close, EditBoard, GiveUp
from coach.session.history import whole


@pytest.fixture
def played(prompt: Prompt, workflow: Workflow) -> Played:
    """An opened session in the first phase."""
    stage = Played(opening(prompt, workflow))
    stage.enter("situation")
    return stage


def heard(stage: Played, interviewer: Interviewer, text: str) -> list[str]:
    """What the interviewer does about something said: the names of the intents."""
    stage.say(text)
    intents = interviewer.on_entry(stage.state, stage.entries[-1])
    for intent in intents:
        stage.do(intent, ev.INTERVIEWER)
    return [type(intent).__name__ for intent in intents]


def test_the_reference_answer_scores_full_marks_and_silence_nothing(
    prompt: Prompt, workflow: Workflow
) -> None:
    debrief = score(prompt, workflow, whole(reference_entries(prompt, workflow)), "staff")
    assert debrief.total == 100
    assert [(one.group, one.title) for one in debrief.groups] == [
        ("situation", "The situation"),
        ("moving", "Moving"),
        ("safety", "Safety"),
    ]
    assert sum(one.worth for one in debrief.groups) == pytest.approx(100, abs=0.2)
    assert score(prompt, workflow, whole(empty_entries(prompt, workflow))).total == 0
    assert [str(one) for one in prove(prompt, workflow) if one.weight == "error"] == []


def test_the_bare_name_of_a_thing_asks_only_where_the_phase_listens(
    played: Played, prompt: Prompt, workflow: Workflow
) -> None:
    interviewer = Interviewer(prompt, workflow)
    assert "RevealFact" in heard(played, interviewer, "downtime")
    played.enter("path")
    assert heard(played, interviewer, "the writers") == []
    assert "RevealFact" in heard(played, interviewer, "Who writes to the user tables today?")


def test_hints_lead_to_facts_where_it_listens_and_to_parts_where_it_draws(
    played: Played, prompt: Prompt, workflow: Workflow
) -> None:
    interviewer = Interviewer(prompt, workflow)
    assert interviewer.hint(played.state).ladder == "writers-hint"
    played.enter("path")
    assert interviewer.hint(played.state).ladder == "service-hint"
    played.enter("retreat")
    with pytest.raises(Refused):
        interviewer.hint(played.state)


def test_probes_and_the_change_of_requirements_come_in_the_phase_that_probes(
    played: Played, prompt: Prompt, workflow: Workflow
) -> None:
    interviewer = Interviewer(prompt, workflow)
    kinds: dict[str, set[str]] = {}
    for phase in workflow.phases:
        if played.state.phase != phase.id:
            played.enter(phase.id)
        played.say("First a backfill, then a dual write to both.")
        for _ in range(90):
            played.wait(10)
            for intent in interviewer.on_tick(played.state, played.at, 20):
                kind = getattr(intent, "kind", "")
                if kind == "probe" or getattr(intent, "ref", "").startswith("offer:"):
                    kinds.setdefault(phase.id, set()).add(kind)
                played.do(intent, ev.INTERVIEWER)
    assert kinds == {"path": {"probe", "remark"}}


def test_a_curveball_that_names_a_phase_comes_there(
    played: Played, prompt: Prompt, workflow: Workflow
) -> None:
    balls = tuple(ball.but(phase="retreat") for ball in prompt.curveballs)
    interviewer = Interviewer(prompt.but(curveballs=balls), workflow)
    for phase, seconds, offered in (("path", 100, False), ("retreat", 200, True)):
        played.enter(phase)
        played.wait(seconds)
        told = interviewer.on_tick(played.state, played.at, 20)
        assert any(getattr(one, "ref", "").startswith("offer:") for one in told) == offered


def test_an_empty_board_that_a_phase_is_there_for_bounds_the_verdict(
    prompt: Prompt, workflow: Workflow
) -> None:
    entries = reference_entries(prompt, workflow)
    kept = [entry for entry in entries if getattr(entry.event, "board", "") != "diagram"]
    kept = [replace(entry, n=number) for number, entry in enumerate(kept, 1)]
    debrief = score(prompt.but(observables=prompt.observables[:1]), workflow, whole(kept))
    assert (debrief.total, debrief.verdict) == (100, "lean hire")
    assert "no drawing at the end" in debrief.tally.because
    notes = workflow.but(
        phases=tuple(
            phase.but(draws="notes") if phase.id == "path" else phase for phase in workflow.phases
        )
    )
    debrief = score(prompt.but(observables=prompt.observables[:1]), notes, whole(kept))
    assert debrief.verdict == "strong hire"


def test_the_debrief_of_a_prompt_without_an_estimate_or_a_design_is_told(
    played: Played, prompt: Prompt, workflow: Workflow
) -> None:
    bare = prompt.but(design=None, deep_dives=(), observables=prompt.observables[2:])
    for phase in ("path", "retreat"):
        played.say("We compare both stores and go back within two minutes if they differ.")
        played.enter(phase)
    played.do(EditBoard("diagram", "writers -> store\n"))
    played.do(GiveUp())
    debrief = score(bare, workflow, played.history)
    page = as_text(debrief)
    assert "The situation" not in page
    assert "Your numbers" not in page
    assert "Your design" not in page
    assert as_json(debrief)


def test_a_drill_of_one_phase_is_scored_by_that_phase_alone(
    prompt: Prompt, workflow: Workflow
) -> None:
    opened = opening(prompt, workflow)
    stage = Played(replace(opened, phases=opened.phases[2:]))
    stage.enter("retreat")
    stage.say("We go back within 30 seconds as soon as two percent of reads differ.")
    stage.do(Close())
    debrief = score(prompt, workflow, stage.history)
    assert [(one.title, one.points, one.worth) for one in debrief.groups] == [("Safety", 100, 100)]
    assert [point.id for point in debrief.points] == ["goes-back"]
    assert debrief.refusal is None


def test_boards_of_a_prompt_that_is_not_drawn_stand_beside_the_reference(
    prompt: Prompt, workflow: Workflow
) -> None:
    listing = workflow.but(boards=("notes", "diagram", "api", "schema"))
    bare = prompt.but(
        design=None,
        api=ApiPart(board="GET /users/{id} -> 200 {name}"),
        schema=SchemaPart(board="users(user_id pk, name)"),
    )
    stage = Played(opening(bare, listing))
    stage.enter("situation")
    stage.do(EditBoard("api", "POST /users -> 201\n"))
    stage.do(GiveUp())
    page = as_text(score(bare, listing, stage.history))
    assert "Your API beside the reference" in page
    assert "/users/{id}" in page
    tables = page[page.index("Your Schema beside the reference") :]
    assert "(nothing written)" in tables
    assert "user_id" in tables
    whole = as_text(score(bare.but(design=prompt.design), listing, stage.history))
    assert "Your API beside" not in whole


def test_each_phase_has_its_exercise(prompt: Prompt, workflow: Workflow) -> None:
    told = {phase.id: exercise(prompt, workflow, phase.id, ()) for phase in workflow.phases}
    assert "write ten questions" in told["situation"]
    assert "keeping both stores alike" in told["path"]
    assert told["retreat"].startswith("Take every step of your plan in turn")
    plain = workflow.but(
        phases=tuple(phase.but(drills="numbers", exercise="") for phase in workflow.phases)
    )
    assert "“Path” of “User service” once more" in exercise(prompt, plain, "path", ())
    assert "“User service” once more" in exercise(prompt, workflow, "gone", ())
