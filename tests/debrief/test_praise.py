"""What is praised, weighed, walked without a part, or alike by one word is no credit and no
fault by itself."""

import pytest

from coach.authoring.played import Played
from coach.authoring.played_sessions import opening
from coach.catalog.shelf import folders, load, load_workflow
from coach.debrief.detect import shown
from coach.debrief.doubts import ANOTHER_WAY, PRAISED, WEIGHED, told
from coach.debrief.evidence import Sentence
from coach.debrief.point import Point
from coach.debrief.recognition import in_passing
from coach.debrief.score import case_from, score
from coach.debrief.shown_boards import by_path
from coach.debrief.suspicion import NAMED, suspicion
from coach.debrief.wrongs import wrong_in
from coach.language.denial import praises, weighed
from coach.language.normal import normal_stems
from coach.session.decide import EditBoard

INTERVIEW = load_workflow("interview", folders())


def points(slug: str, phase: str, *said: str) -> dict[str, Point]:
    prompt = load(slug, folders())
    stage = Played(opening(prompt, INTERVIEW, "senior"))
    stage.enter(phase)
    for text in said:
        stage.say(text)
    return {point.id: point for point in score(prompt, INTERVIEW, stage.history, "senior").points}


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("Rate limits are enforced adaptively according to how healthy the endpoint is.", False),
        ("Rate limits are enforced according to how healthy the endpoint is.", True),
    ],
)
def test_praise_in_the_place_of_a_mechanism_makes_no_point(text: str, met: bool) -> None:
    assert praises(text) is not met
    assert points("webhook-delivery", "deep-dive", text)["isolates"].met is met


@pytest.mark.parametrize(
    ("text", "praising"),
    [
        ("If something fails, the system degrades gracefully and self-heals.", True),
        ("It scales seamlessly, by industry best practices.", True),
        ("It degrades gracefully: after 200 ms the old list of 20 is served.", False),
        ("The old list is served while the ranker is away.", False),
    ],
)
def test_a_number_stands_beside_praise(text: str, praising: bool) -> None:
    assert praises(text) is praising


def test_an_alternative_is_weighed() -> None:
    assert weighed("Alternatively we could store prefixes in Redis sorted sets.")
    assert not weighed("We store prefixes in Redis sorted sets.")


def test_a_part_of_an_answer_that_makes_two_points_makes_both() -> None:
    """One sentence of the reference walks the redirect and names the cache as well."""
    shortener = load("url-shortener", folders())
    walks = next(known for known in shortener.observables if known.id == "walks-open")
    text = "on a miss the redirect service reads the links db, fills redis and answers."
    assert not in_passing(shortener, (text,), walks)


def test_one_word_in_common_is_no_reason() -> None:
    logs = load("log-collection", folders())
    text = "Writes them to Elasticsearch because it is good for search."
    said = Sentence(1, "deep-dive", "said", text, normal_stems(text), False)
    assert suspicion(logs, text).chance >= NAMED
    assert wrong_in(logs, said) is None


def test_a_deep_point_is_not_made_by_a_drawing_without_one_of_its_parts() -> None:
    live = load("live-comments", folders())
    stage = Played(opening(live, INTERVIEW, "senior"))
    stage.enter("design")
    drawing = "client -> comment service\ncomment service ~> stream processor -> gateway\n"
    stage.do(EditBoard("diagram", drawing))
    stage.say("The gateways subscribe to the bus themselves: Redis pub/sub fans it out.")
    region = next(known for known in live.observables if known.id == "region")
    drawn = case_from(live, INTERVIEW, stage.history)
    evidence = by_path(drawn, region, region.shows[0])
    assert [show.how for show in evidence] == ["variant", "drew"]
    assert {show.doubt for show in evidence} == {ANOTHER_WAY}
    assert not shown(drawn, region) or shown(drawn, region)[0].doubt


@pytest.mark.parametrize("doubt", [PRAISED, ANOTHER_WAY, WEIGHED])
def test_each_doubt_has_its_words(doubt: str) -> None:
    assert told(doubt, "Say how.").endswith("Yes only if you meant: Say how.")
