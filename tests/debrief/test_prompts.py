"""Every shipped prompt: its own answer earns it all, half of it some, pasted words next to nothing.

No technique of pasting is known to the scoring by name; each is only a way of saying nothing.
"""

import pytest

from coach.authoring.played_sessions import (
    PASTES,
    Paste,
    buzzword_entries,
    empty_entries,
    half_entries,
    reference_entries,
)
from coach.catalog.content_model import Level
from coach.catalog.prompt import Prompt
from coach.catalog.shelf import folders, headers, load, load_workflow
from coach.catalog.workflow import Workflow
from coach.debrief.levels import LEVELS
from coach.debrief.score import score
from coach.live.environment import WARM_UP
from coach.session.history import whole

HEADERS = [header for header in headers(folders())[0] if header.workflow != WARM_UP]
NAMES = [f"{header.workflow}/{header.slug}" for header in HEADERS]
SAMPLE = sorted({*NAMES[::11], *(f"interview/{slug}" for slug in ("url-shortener", "pastebin"))})
"""Some of every workflow's; the long tests take all of them."""
each = pytest.mark.parametrize("name", NAMES)
some = pytest.mark.parametrize("name", SAMPLE)


def of(name: str) -> tuple[Prompt, Workflow]:
    workflow, _, slug = name.partition("/")
    return load(slug, folders(), workflow), load_workflow(workflow, folders())


def earns_it_all(name: str, level: Level) -> None:
    prompt, workflow = of(name)
    debrief = score(prompt, workflow, whole(reference_entries(prompt, workflow, level)))
    missed = [point.id for point in debrief.points if not point.met]
    assert debrief.total >= 95, missed
    assert debrief.verdict == "strong hire", debrief.tally.because


def earns_next_to_nothing(name: str, paste: Paste) -> None:
    prompt, workflow = of(name)
    debrief = score(prompt, workflow, whole(buzzword_entries(prompt, workflow, paste)))
    assert debrief.total < 25, [point.id for point in debrief.points if point.met]
    assert debrief.tally.low.verdict == "no hire"


@some
def test_the_reference_earns_it_all(name: str) -> None:
    earns_it_all(name, "staff")


@pytest.mark.long
@pytest.mark.parametrize("level", LEVELS)
@each
def test_the_reference_earns_it_at_each_level(name: str, level: Level) -> None:
    earns_it_all(name, level)


@some
def test_half_an_answer_lands_between(name: str) -> None:
    half_lands_between(name)


@pytest.mark.long
@each
def test_half_of_any_answer_lands_between(name: str) -> None:
    half_lands_between(name)


def half_lands_between(name: str) -> None:
    prompt, workflow = of(name)
    debrief = score(prompt, workflow, whole(half_entries(prompt, workflow, "senior")))
    assert 25 <= debrief.total < 90, [point.id for point in debrief.points if point.met]


@pytest.mark.parametrize("place", range(len(SAMPLE)), ids=SAMPLE)
def test_pasted_words_earn_next_to_nothing(place: int) -> None:
    earns_next_to_nothing(SAMPLE[place], PASTES[place % len(PASTES)])


@pytest.mark.parametrize("paste", PASTES)
def test_each_way_of_pasting_earns_next_to_nothing(paste: Paste) -> None:
    earns_next_to_nothing("interview/url-shortener", paste)


@pytest.mark.long
@pytest.mark.parametrize("paste", PASTES)
@each
def test_no_way_of_pasting_pays_anywhere(name: str, paste: Paste) -> None:
    earns_next_to_nothing(name, paste)


@some
def test_nothing_earns_nothing(name: str) -> None:
    nothing_earns_nothing(name)


@pytest.mark.long
@each
def test_nothing_earns_nothing_anywhere(name: str) -> None:
    nothing_earns_nothing(name)


def nothing_earns_nothing(name: str) -> None:
    prompt, workflow = of(name)
    assert score(prompt, workflow, whole(empty_entries(prompt, workflow))).total == 0
