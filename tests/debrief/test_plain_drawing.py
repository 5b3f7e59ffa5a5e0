"""A drawing that any system could have shows how something gets from one box to the next, and
nothing that a box of a telling name would show; and what is only weighed shows nothing."""

import pytest

from coach.authoring.played import Played
from coach.authoring.played_sessions import opening
from coach.catalog.shelf import folders, load, load_workflow
from coach.debrief.detect import shown
from coach.debrief.doubts import PLAIN, WEIGHED, told
from coach.debrief.score import case_from
from coach.match.plain_boxes import named_plainly
from coach.session.decide import EditBoard

INTERVIEW = load_workflow("interview", folders())


def doubts(slug: str, name: str, drawing: str = "", said: str = "") -> set[str] | None:
    """The doubts about a point of a prompt after a drawing and a sentence; None where nothing
    shows it."""
    prompt = load(slug, folders())
    stage = Played(opening(prompt, INTERVIEW))
    for phase in ("clarify", "estimate", "design"):
        stage.enter(phase, after=30)
    if drawing:
        stage.do(EditBoard("diagram", drawing), after=30)
    stage.enter("deep-dive", after=30)
    if said:
        stage.say(said, after=30)
    case = case_from(prompt, INTERVIEW, stage.history)
    observable = next(each for each in prompt.observables if each.id == name)
    evidence = shown(case, observable)
    return {each.doubt for each in evidence} if evidence else None


@pytest.mark.parametrize(
    ("slug", "name", "drawing", "seen"),
    [
        ("leaderboard", "result-path", "app -> backend -> mysql", {PLAIN}),
        ("leaderboard", "result-path", "result api -> result log -> scorer -> board store", {""}),
        ("leaderboard", "result-path", "api -> kafka -> worker -> redis", {""}),
        ("webhook-delivery", "waits-aside", "delivery worker -> database", {PLAIN}),
        ("webhook-delivery", "waits-aside", "delivery worker -> retry store", {""}),
        # the way itself is the point
        ("news-feed", "publish-path", "app -> server -> database", {""}),
        ("job-scheduler", "plan-path", "client -> api -> database", {""}),
        ("parking-garages", "draws-stay-store", "app -> backend -> mysql", {""}),
        # one box is not two stores
        ("object-store", "halves", "client -> api -> database", None),
        ("object-store", "halves", "api -> metadata store\napi -> data node", {""}),
    ],
)
def test_what_any_drawing_has_shows_a_way_alone(
    slug: str, name: str, drawing: str, seen: set[str] | None
) -> None:
    assert doubts(slug, name, drawing) == seen


MATCHED = "batch requests of an area for two seconds and assign them together, longer waiting"


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        (f"One could {MATCHED}, but I would start greedy.", {WEIGHED}),
        (f"We might {MATCHED}.", {WEIGHED}),
        (f"We {MATCHED}, so that nobody could be left out.", {""}),
    ],
)
def test_what_is_only_weighed_shows_nothing(said: str, seen: set[str]) -> None:
    assert doubts("ride-hailing", "matches-together", said=said) == seen


def test_a_prompt_whose_own_names_tell_no_more_asks_for_no_more() -> None:
    shortener = load("url-shortener", folders())
    assert shortener.design
    names = ("api server", "main database")
    parts = tuple(
        part.but(name=name) for part, name in zip(shortener.components, names, strict=False)
    )
    simple = shortener.but(design=shortener.design.but(components=parts))
    path = [part.id for part in parts]
    assert named_plainly(simple, path)
    assert not named_plainly(shortener, path)


@pytest.mark.parametrize("doubt", [PLAIN, WEIGHED])
def test_who_is_asked_is_told_why(doubt: str) -> None:
    assert told(doubt, "Say how.").endswith("Yes only if you meant: Say how.")
