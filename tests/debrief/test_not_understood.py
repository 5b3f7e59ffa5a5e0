"""A question that was not placed is listed as not understood, never as not asked."""

from collections.abc import Sequence

from coach.authoring.played import Played
from coach.authoring.played_sessions import opening
from coach.boards.board import plain
from coach.catalog import shelf
from coach.debrief.beside import questions
from coach.debrief.not_understood import left_open, not_understood
from coach.debrief.score import Debrief, score
from coach.interviewer.interviewer import Interviewer
from coach.session.decide import decide
from coach.session.events import INTERVIEWER

FOLDERS = shelf.folders()
PROMPT = shelf.load("url-shortener", FOLDERS)
WORKFLOW = shelf.load_workflow("interview", FOLDERS)
STRANGE = "how mad does it get on a busy day?"


def played(lines: Sequence[str]) -> Played:
    stage = Played(opening(PROMPT, WORKFLOW))
    interviewer = Interviewer(PROMPT, WORKFLOW)
    stage.enter("clarify")
    for line in lines:
        stage.say(line, after=5)
        for intent in interviewer.on_entry(stage.state, stage.entries[-1]):
            for event in decide(stage.state, intent, INTERVIEWER):
                stage.append(event, INTERVIEWER)
    return stage


def scored(stage: Played) -> Debrief:
    """The debrief, for somebody who went on with some words in each phase."""
    for phase in stage.state.phases[1:]:
        stage.enter(phase.id, after=60)
        stage.say("The service writes the link to the store and answers with its code.", after=20)
    return score(PROMPT, WORKFLOW, stage.history)


def test_what_was_asked_back_in_vain_is_listed_with_its_entry() -> None:
    stage = played([STRANGE, "neither"])
    (found,) = not_understood(PROMPT, stage.state)
    assert stage.entries[found.entry - 1].event == stage.entries[2].event
    text = plain(tuple(questions(scored(stage), 80)))
    assert f"I did not understand #{found.entry}" in text
    if found.nearest is not None:
        asked = text.partition("What you did not ask")[2]
        assert found.nearest.asks[0][1:] not in asked


def test_what_was_settled_counts_as_asked_and_is_not_listed() -> None:
    stage = played([STRANGE, "the first"])
    assert not_understood(PROMPT, stage.state) == ()
    (fact,) = stage.state.facts
    comparison = scored(stage).comparison
    assert comparison.asked == 1
    assert fact.fact not in {one.id for one in comparison.unasked}


def test_what_was_put_in_other_words_at_once_is_not_listed() -> None:
    stage = played([STRANGE, "neither", "What availability do we need?"])
    assert not_understood(PROMPT, stage.state) == ()


def test_what_was_declined_is_not_listed() -> None:
    assert not_understood(PROMPT, played(["Should I use SQL or NoSQL?"]).state) == ()


def test_what_was_offered_and_left_open_is_asked_about_before_the_verdict() -> None:
    stage = played([STRANGE])
    open_ = left_open(stage.state)
    assert open_ and {one.text for one in open_.values()} == {STRANGE}
    points = {point.id: point for point in scored(stage).points}
    asking = [
        one.id
        for one in PROMPT.observables
        if any(fact in open_ for show in one.shows for fact in show.facts)
    ]
    assert asking
    assert {points[name].state for name in asking} == {"unsure"}
    quoted = [near.text for name in asking if (near := points[name].nearest)]
    assert quoted == [STRANGE] * len(asking)


def test_what_was_refused_is_not_asked_about_again() -> None:
    assert left_open(played([STRANGE, "neither"]).state) == {}
