"""What the next lines of a light prompt would buy."""

from dataclasses import replace

from coach.authoring.next_lines import LINES, purchases
from coach.catalog import shelf, strict
from coach.catalog.light import LightPrompt
from coach.catalog.light_prompt import whole
from coach.catalog.prompt_text import light_places

LIGHT = strict.model(
    (shelf.shipped_folder() / "template-light.toml").read_text("utf-8"), LightPrompt
)
PLACES = light_places(LIGHT.workflow)


def told(light: LightPrompt) -> str:
    return "\n".join(one.told for one in purchases(whole(light, PLACES)))


def test_it_names_what_is_worth_most_for_its_lines_and_no_more_than_planned() -> None:
    found = purchases(whole(LIGHT, PLACES))
    assert 0 < sum(one.lines for one in found) <= LINES
    rates = [one.worth / one.lines for one in found]
    assert rates == sorted(rates, reverse=True)
    assert "a second way to decide that holds" in told(LIGHT)


def test_a_point_without_lists_comes_first() -> None:
    dive = LIGHT.deep_dives[0]
    bare = replace(dive, probes=tuple(replace(one, heard=()) for one in dive.probes))
    first = purchases(whole(replace(LIGHT, deep_dives=(bare, *LIGHT.deep_dives[1:])), PLACES))[0]
    assert first.lines == 1 and "lists of words (heard)" in first.told


def test_what_is_there_is_not_offered_and_a_whole_prompt_gets_no_advice() -> None:
    decision = LIGHT.decision
    more = replace(decision, options=(*decision.options, replace(decision.options[1], name="x")))
    assert "a second way" not in told(replace(LIGHT, decision=more))
    assert purchases(shelf.load("url-shortener", shelf.folders())) == ()
