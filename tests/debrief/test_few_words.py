"""A prompt that hears with few words holds no verdict back for what it did not hear."""

from coach.authoring.played_sessions import reference_entries
from coach.authoring.swaps import exchanged
from coach.catalog.observable import Shows
from coach.catalog.prompt import Answer, Prompt
from coach.catalog.shelf import folders, load, load_workflow
from coach.debrief.report import FEW_WORDS, as_text
from coach.debrief.score import score, tallied
from coach.debrief.verdicts import LEAN, VERDICTS
from coach.session.history import History, whole

INTERVIEW = load_workflow("interview", folders())
GARAGES = load("parking-garages", folders())


def _played(prompt: Prompt, answer: Answer) -> History:
    return whole(reference_entries(prompt.but(answer=answer), INTERVIEW))


def _said_instead(says: str) -> Answer:
    """The reference answer with other words in the place of those that carry the design."""
    decision = GARAGES.decisions[0]
    return exchanged(GARAGES, decision, decision.options[0].but(says=says))


def _deaf(prompt: Prompt) -> Prompt:
    """The prompt that hears nothing of what carries its design."""
    never = (Shows(table="nothing_of_the_kind"),)
    told = tuple(one.but(shows=never) if one.load_bearing else one for one in prompt.observables)
    return prompt.but(observables=told)


def test_what_is_missing_caps_no_verdict_of_a_light_prompt() -> None:
    deaf = _deaf(GARAGES)
    light = tallied(deaf, INTERVIEW, _played(deaf, deaf.answer), "senior")
    decides = next(point for point in light.points if point.load_bearing)
    assert decides.state in ("missed", "unsure")
    assert VERDICTS.index(light.low.verdict) < LEAN
    whole_one = deaf.but(tier="whole")
    strict = tallied(whole_one, INTERVIEW, _played(whole_one, deaf.answer), "senior")
    assert VERDICTS.index(strict.low.verdict) >= LEAN


def test_what_is_said_wrongly_still_does() -> None:
    naive = next(one.says for one in GARAGES.decisions[0].options if one.grade == "naive")
    told = tallied(GARAGES, INTERVIEW, _played(GARAGES, _said_instead(naive)), "senior")
    assert VERDICTS.index(told.low.verdict) >= LEAN
    assert "said wrongly" in told.because


def test_the_page_says_that_it_heard_with_few_words() -> None:
    page = score(GARAGES, INTERVIEW, _played(GARAGES, GARAGES.answer))
    assert FEW_WORDS[:40] in " ".join(as_text(page).split())
    other = load("url-shortener", folders())
    long = score(other, INTERVIEW, whole(reference_entries(other, INTERVIEW)))
    assert FEW_WORDS[:40] not in " ".join(as_text(long).split())
