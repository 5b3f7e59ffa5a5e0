"""Every shipped prompt: its own answer earns it all, half of it some, pasted words next to nothing.

No technique of pasting is known to the scoring by name; each is only a way of saying nothing.
"""

import pytest

from coach.authoring.rehearse import (
    PASTES,
    Paste,
    buzzword_entries,
    empty_entries,
    half_entries,
    reference_entries,
)
from coach.catalog.shelf import folders, headers, load
from coach.catalog.workflow import Level, Workflow
from coach.debrief.levels import LEVELS
from coach.debrief.score import score
from coach.session.history import whole

SLUGS = [one.slug for one in headers(folders())[0] if one.workflow == "interview"]


def earns_it_all(slug: str, level: Level, workflow: Workflow) -> None:
    prompt = load(slug, folders())
    debrief = score(prompt, workflow, whole(reference_entries(prompt, workflow, level)))
    missed = [point.id for point in debrief.points if not point.met]
    assert debrief.total >= 95, missed
    assert debrief.verdict == "strong hire", debrief.tally.because


def earns_next_to_nothing(slug: str, paste: Paste, workflow: Workflow) -> None:
    prompt = load(slug, folders())
    debrief = score(prompt, workflow, whole(buzzword_entries(prompt, workflow, paste)))
    assert debrief.total < 25, [point.id for point in debrief.points if point.met]
    assert debrief.tally.low.verdict == "no hire"


@pytest.mark.parametrize("slug", SLUGS)
def test_the_reference_earns_it_all(slug: str, workflow: Workflow) -> None:
    earns_it_all(slug, "staff", workflow)


@pytest.mark.long
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("slug", SLUGS)
def test_the_reference_earns_it_at_each_level(slug: str, level: Level, workflow: Workflow) -> None:
    earns_it_all(slug, level, workflow)


@pytest.mark.parametrize("slug", SLUGS)
def test_half_an_answer_lands_between(slug: str, workflow: Workflow) -> None:
    prompt = load(slug, folders())
    debrief = score(prompt, workflow, whole(half_entries(prompt, workflow, "senior")))
    assert 25 <= debrief.total < 90, [point.id for point in debrief.points if point.met]


@pytest.mark.parametrize("place", range(len(SLUGS)), ids=SLUGS)
def test_pasted_words_earn_next_to_nothing(place: int, workflow: Workflow) -> None:
    earns_next_to_nothing(SLUGS[place], PASTES[place % len(PASTES)], workflow)


@pytest.mark.parametrize("paste", PASTES)
def test_each_way_of_pasting_earns_next_to_nothing(paste: Paste, workflow: Workflow) -> None:
    earns_next_to_nothing("url-shortener", paste, workflow)


@pytest.mark.long
@pytest.mark.parametrize("paste", PASTES)
@pytest.mark.parametrize("slug", SLUGS)
def test_no_way_of_pasting_pays_anywhere(slug: str, paste: Paste, workflow: Workflow) -> None:
    earns_next_to_nothing(slug, paste, workflow)


@pytest.mark.parametrize("slug", SLUGS)
def test_nothing_earns_nothing(slug: str, workflow: Workflow) -> None:
    prompt = load(slug, folders())
    assert score(prompt, workflow, whole(empty_entries(prompt, workflow))).total == 0
