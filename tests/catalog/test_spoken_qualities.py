"""What a board shows can be said as well: a workflow's own words for it, and a prompt's."""

from dataclasses import replace
from pathlib import Path

import pytest

from coach.authoring.examples import examples
from coach.catalog import shelf
from coach.catalog.content_source import Flaw
from coach.catalog.observable import Shows
from coach.catalog.prompt import Prompt
from coach.catalog.prompt_text import checked_prompt, shipped_prompt
from coach.catalog.spoken_qualities import with_spoken
from coach.catalog.strict import model
from coach.catalog.workflow import SpokenQuality, Workflow
from coach.language.hearing import shows_all
from coach.language.normal import normal_stems

FOLDERS = shelf.folders()
SHIPPED = [
    path
    for path in sorted(shelf.shipped_folder().glob("*/*.toml"))
    if path.name not in shelf.NOT_PROMPTS and path.parent.name != "warm-up"
]
RESTORE = SpokenQuality(of=("step restore",), said=(("restore",), ("backup",)), phases=("target",))


def prompt_of(path: Path) -> Prompt:
    return shipped_prompt(path.read_text("utf-8"))


def invoices() -> Prompt:
    return shelf.load("invoices-off-monolith", FOLDERS)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_point_is_shown_by_a_board_alone(path: Path) -> None:
    """A number that is said counts as one on the sheet does, so an estimate has its words."""
    mute = [
        observable.id
        for observable in prompt_of(path).observables
        if not any(
            show.said or show.facts or show.pace or show.estimate for show in observable.shows
        )
    ]
    assert mute == []


@pytest.mark.parametrize("name", ["api-design", "migration-planning", "scalability-assessment"])
def test_shared_words_show_what_their_examples_say_and_are_used(name: str) -> None:
    workflow = shelf.load_workflow(name, FOLDERS)
    prompts = [prompt_of(path) for path in SHIPPED if path.parent.name == name]
    ways = [show.said for p in prompts for point in p.observables for show in point.shows]
    assert workflow.spoken
    for quality in workflow.spoken:
        assert quality.said in ways, quality.of
        assert len(quality.examples) >= 2 and quality.counterexamples
        for text in quality.examples:
            assert shows_all(normal_stems(text), quality.said), text
        for text in quality.counterexamples:
            assert not shows_all(normal_stems(text), quality.said), text
    assert [problem for p in prompts for problem in examples(p) if not problem.rule] == []


def test_a_point_with_words_of_its_own_keeps_to_them() -> None:
    prompt = invoices()
    point = next(point for point in prompt.observables if point.id == "backup-restored")
    own = Shows(said=(("dump",),))
    worded = replace(point, shows=(Shows(plan="step restore"), own))
    bare = replace(point, shows=(Shows(plan="step restore"),))
    both = replace(point, shows=(Shows(plan="step restore", components=("booking",)),))
    for given, wanted in ((worded, worded.shows), (both, both.shows)):
        assert with_spoken(prompt.but(observables=(given,)), (RESTORE,)).observables[0].shows == (
            wanted
        )
    heard = with_spoken(prompt.but(observables=(bare,)), (RESTORE,)).observables[0].shows
    assert heard == (*bare.shows, Shows(said=RESTORE.said, phases=RESTORE.phases))


def test_qualities_asked_for_together_have_words_of_their_own() -> None:
    prompt = invoices()
    point = replace(prompt.observables[0], shows=(Shows(sound=("no-auth", "no-version")),))
    prompt = prompt.but(observables=(point,))
    token = SpokenQuality(of=("no-auth",), said=(("token",),))
    pair = SpokenQuality(of=("no-version", "no-auth"), said=(("token",), ("version",)))
    assert with_spoken(prompt, (token,)) == prompt
    assert with_spoken(prompt, (token, pair)).observables[0].shows[1].said == pair.said


def test_both_readers_listen_for_the_same() -> None:
    path = next(path for path in SHIPPED if path.stem == "second-region")
    text = path.read_text("utf-8")
    assert shipped_prompt(text) == checked_prompt(text)


def test_a_prompt_of_no_workflow_is_read_as_it_stands() -> None:
    path = next(path for path in SHIPPED if path.stem == "second-region")
    text = path.read_text("utf-8").replace('workflow = "migration-planning"', 'workflow = "none"')
    assert all(
        not (show.said and show.plan)
        for point in checked_prompt(text).observables
        for show in point.shows
    )


def test_words_of_a_phase_that_there_is_not_are_refused() -> None:
    path = shelf.shipped_folder() / "migration-planning" / "workflow.toml"
    text = path.read_text("utf-8").replace('phases = ["strategy", "rollback"', 'phases = ["dawn"')
    with pytest.raises(Flaw, match="a phase that there is not"):
        model(text, Workflow)
