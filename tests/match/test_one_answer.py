"""Interviewer, hints, debrief and authors' checks see the same drawing, sheet and boards."""

import importlib.util
from pathlib import Path

import pytest

from coach.authoring.played import Played
from coach.authoring.played_sessions import opening
from coach.catalog.prompt import Prompt
from coach.catalog.shelf import folders, headers, load, load_workflow
from coach.catalog.workflow import Workflow
from coach.debrief.score import score
from coach.interviewer.hint_goals import needs_words
from coach.interviewer.hint_ladders import parts_of, reached
from coach.interviewer.wild_estimates import wild
from coach.match.boards_seen import present
from coach.match.quantities import in_tolerance
from coach.session.decide import EditBoard
from tests.sampled import sampled

INTERVIEW = load_workflow("interview", folders())

_SPEC = importlib.util.spec_from_file_location(
    "paraphrases", Path(__file__).with_name("paraphrases.py")
)
assert _SPEC and _SPEC.loader
paraphrases = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(paraphrases)
INTERVIEWS = [one.slug for one in headers(folders())[0] if one.workflow == "interview"]
SLUGS = sampled(INTERVIEWS)


@pytest.fixture(scope="module")
def workflow() -> Workflow:
    return load_workflow("interview", folders())


def drawn(prompt: Prompt, workflow: Workflow, **boards: str) -> Played:
    stage = Played(opening(prompt, workflow))
    stage.enter("design")
    for name, text in boards.items():
        stage.do(EditBoard(name, text), after=5)
    return stage


@pytest.mark.parametrize("slug", SLUGS)
def test_interviewer_and_debrief_see_the_same_components(slug: str, workflow: Workflow) -> None:
    prompt = load(slug, folders())
    for text in paraphrases.drawings(prompt):
        stage = drawn(prompt, workflow, diagram=text)
        seen = present(stage.state, prompt)
        missing = score(prompt, workflow, stage.history).comparison.missing
        assert {part.id for part in prompt.components} - seen == {p.id for p in missing}


@pytest.mark.parametrize("slug", SLUGS)
def test_no_hint_is_sold_for_what_stands_drawn(slug: str, workflow: Workflow) -> None:
    """A hint on how something works is for who drew it and has not said how."""
    prompt = load(slug, folders())
    for text in paraphrases.drawings(prompt):
        state = drawn(prompt, workflow, diagram=text).state
        for ladder in prompt.hints:
            parts = parts_of(prompt, ladder)
            if ladder.phase not in ("design", "deep-dive") or not parts:
                continue
            silent = ladder.phase == "deep-dive" and needs_words(prompt, ladder)
            enough = parts <= present(state, prompt) and not silent
            assert reached(state, prompt, INTERVIEW, ladder) == enough


@pytest.mark.parametrize("slug", sampled(INTERVIEWS, 30))
def test_the_interviewer_doubts_no_estimate_that_the_debrief_counts(
    slug: str, workflow: Workflow
) -> None:
    prompt = load(slug, folders())
    for quantity in prompt.quantities:
        for line in paraphrases.lines(quantity):
            state = drawn(prompt, workflow, estimate=line).state
            doubted = {one.id for one, _ in wild(state, prompt)}
            assert not (quantity.id in doubted and in_tolerance(quantity, line)), line


def test_a_wild_estimate_is_doubted_by_the_line_it_stands_on(workflow: Workflow) -> None:
    prompt = load("url-shortener", folders())
    quantity = prompt.quantities[0]
    state = drawn(prompt, workflow, estimate=f"{quantity.name} = 70 * {quantity.value}").state
    assert [one.id for one, _ in wild(state, prompt)] == [quantity.id]
    assert wild(state, prompt)[0][1].line.startswith(quantity.name)


def test_a_line_that_may_be_meant_for_two_quantities_is_not_doubted(workflow: Workflow) -> None:
    prompt = load("url-shortener", folders())
    line = "write rate = 300 * 115.74 links/s"
    peak = prompt.quantity("peak-reads")
    assert peak is not None and in_tolerance(peak, line)
    assert wild(drawn(prompt, workflow, estimate=line).state, prompt) == ()


def test_a_bare_number_is_not_doubted_where_the_quantity_has_a_unit(workflow: Workflow) -> None:
    prompt = load("url-shortener", folders())
    assert wild(drawn(prompt, workflow, estimate="write rate = 3").state, prompt) == ()
