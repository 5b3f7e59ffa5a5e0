"""Examples do what they are there for; a design is judged by its mechanism, not by its words."""

from dataclasses import replace

import pytest

from coach.authoring.examples import examples
from coach.authoring.swaps import carried, exchanged, swaps
from coach.catalog.observable import Observable, Shows
from coach.catalog.prompt import Decision, Option, Prompt
from coach.catalog.shelf import folders, load, load_workflow

INTERVIEW = load_workflow("interview", folders())
CARRIED = ("url-shortener", "pastebin")


@pytest.fixture(scope="module")
def shortener() -> Prompt:
    return load("url-shortener", folders())


@pytest.mark.parametrize("slug", CARRIED)
def test_the_carried_prompts_hold_both_ways(slug: str) -> None:
    prompt = load(slug, folders())
    assert not [*examples(prompt)]
    assert not [*swaps(prompt, INTERVIEW)]
    assert all(fact.name for fact in prompt.facts)
    decisive = next(one for one in prompt.decisions if one.load_bearing)
    assert all(option.says for option in decisive.options)
    carrying = [one for one in prompt.observables if one.load_bearing]
    assert all(one.errors for one in carrying)


def test_the_options_words_stand_where_those_that_carry_it_stood(shortener: Prompt) -> None:
    answer = exchanged(shortener, _decisive(shortener), _naive(shortener))
    told = " ".join(saying.text for saying in answer.says)
    assert "hash the long URL with MD5" in told
    assert "takes a block of a million numbers" not in told
    assert "A custom alias is written with a conditional insert" in told


def test_of_two_points_that_carry_the_design_the_one_that_is_not_decided_stays(
    shortener: Prompt,
) -> None:
    def bearing(point: Observable) -> Observable:
        return replace(point, load_bearing=True) if point.id == "alias-race" else point

    both = shortener.but(observables=tuple(map(bearing, shortener.observables)))
    assert [point.id for point in carried(both, _decisive(both))] == ["unique-codes"]
    said = " ".join(s.text for s in exchanged(both, _decisive(both), _naive(both)).says)
    assert "takes a block of a million numbers" not in said
    assert "A custom alias is written with a conditional insert" in said


def test_a_mechanism_that_fails_must_not_pass(shortener: Prompt) -> None:
    right = next(o for o in _decisive(shortener).options if o.grade == "great")
    told = _with(shortener, _naive(shortener), says=right.says)
    problems = [str(problem) for problem in swaps(told, INTERVIEW)]
    assert any("it stays a" in problem for problem in problems)
    assert any("none of its sentences is named as wrong" in problem for problem in problems)


def test_a_right_mechanism_in_words_nobody_hears_is_told(shortener: Prompt) -> None:
    right = next(o for o in _decisive(shortener).options if o.grade == "great")
    told = _with(shortener, right, says="Everybody brings a pot of tokens and stirs it well.")
    problems = [str(problem) for problem in swaps(told, INTERVIEW)]
    assert any("it falls to" in problem and "unique-codes" in problem for problem in problems)


def test_examples_are_held_to_their_way(shortener: Prompt) -> None:
    def swapped(one: Observable) -> Observable:
        if one.id != "alias-race":
            return one
        show: Shows = one.shows[0]
        turned = replace(show, examples=show.counterexamples, counterexamples=show.examples)
        return replace(one, shows=(turned,))

    prompt = shortener.but(observables=tuple(map(swapped, shortener.observables)))
    problems = [str(problem) for problem in examples(prompt)]
    assert sum("does not show it" in problem for problem in problems) == 1
    assert sum("shows it." in problem for problem in problems) == 2


def _decisive(prompt: Prompt) -> Decision:
    return next(one for one in prompt.decisions if one.load_bearing)


def _naive(prompt: Prompt) -> Option:
    return next(one for one in _decisive(prompt).options if one.grade == "naive")


def _with(prompt: Prompt, option: Option, says: str) -> Prompt:
    decision = _decisive(prompt)
    options = tuple(
        replace(one, says=says) if one.name == option.name else one for one in decision.options
    )
    changed = replace(decision, options=options)
    decisions = tuple(changed if one.id == decision.id else one for one in prompt.decisions)
    return prompt.but(decisions=decisions)
