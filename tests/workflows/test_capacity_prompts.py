"""The capacity prompts: the reference earns it all, half some, pasted words next to nothing."""

import pytest

from coach.authoring.played_sessions import (
    PASTES,
    Paste,
    buzzword_entries,
    half_entries,
    reference_entries,
)
from coach.catalog import shelf
from coach.debrief.score import score
from coach.session.history import whole

FOLDERS = shelf.folders()
WORKFLOW = shelf.load_workflow("capacity-planning", FOLDERS)
SLUGS = [one.slug for one in shelf.headers(FOLDERS)[0] if one.workflow == WORKFLOW.id]


def test_there_are_prompts() -> None:
    assert {"photo-holiday", "launch-spike", "camera-storage"} <= set(SLUGS)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_reference_earns_it_all_and_half_of_it_some(slug: str) -> None:
    prompt = shelf.load(slug, FOLDERS, WORKFLOW.id)
    whole_answer = score(prompt, WORKFLOW, whole(reference_entries(prompt, WORKFLOW, "staff")))
    assert whole_answer.total >= 95, [p.id for p in whole_answer.points if not p.met]
    half = score(prompt, WORKFLOW, whole(half_entries(prompt, WORKFLOW, "senior")))
    assert 25 <= half.total < 90, [p.id for p in half.points if p.met]


@pytest.mark.parametrize("paste", PASTES)
@pytest.mark.parametrize("slug", SLUGS)
def test_pasted_words_earn_next_to_nothing(slug: str, paste: Paste) -> None:
    prompt = shelf.load(slug, FOLDERS, WORKFLOW.id)
    debrief = score(prompt, WORKFLOW, whole(buzzword_entries(prompt, WORKFLOW, paste)))
    assert debrief.total < 25, [p.id for p in debrief.points if p.met]
