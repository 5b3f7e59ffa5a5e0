"""What may be wrong is shown as that: no point falls by it, and no praise quotes it."""

from collections.abc import Iterator

import pytest

from coach.authoring.played import Played
from coach.authoring.played_sessions import opening
from coach.catalog.prompt import Prompt
from coach.catalog.shelf import folders, load, load_workflow
from coach.debrief.doubted import MOST
from coach.debrief.doubts import DENIED, IN_PASSING, OVERCLAIMED, SUSPECTED, TORN, told
from coach.debrief.foremost import doubtful
from coach.debrief.score import Debrief, score

INTERVIEW = load_workflow("interview", folders())
DOUBTFUL = (
    "We keep only the current balance of everybody, the past transfers can be deleted after "
    "a month."
)
SOUND = "The debit is one conditional update at the account's own shard."


@pytest.fixture(scope="module")
def wallet() -> Prompt:
    return load("digital-wallet", folders())


def heard(prompt: Prompt, said: tuple[str, ...]) -> Debrief:
    stage = Played(opening(prompt, INTERVIEW, "senior"))
    stage.enter("deep-dive")
    for text in said:
        stage.say(text)
    return score(prompt, INTERVIEW, stage.history, "senior")


def lines(debrief: Debrief) -> Iterator[str]:
    return ("".join(text for text, _ in row) for row in doubtful(debrief, 80))


def test_what_is_very_like_an_error_is_shown_with_its_reason(wallet: Prompt) -> None:
    debrief = heard(wallet, (DOUBTFUL, SOUND))
    assert [row.said.text for row in debrief.doubted] == [DOUBTFUL]
    assert debrief.doubted[0].why
    assert all(point.wrong is None for point in debrief.points)


def test_it_is_few_and_silent_about_what_is_sound(wallet: Prompt) -> None:
    assert heard(wallet, (SOUND,)).doubted == ()
    assert len(heard(wallet, (DOUBTFUL,) * 5).doubted) == MOST == 2
    assert list(lines(heard(wallet, (SOUND,)))) == []


@pytest.mark.parametrize("doubt", [DENIED, OVERCLAIMED, SUSPECTED, IN_PASSING, TORN])
def test_a_question_says_why_it_is_one_and_what_yes_means(doubt: str) -> None:
    text = told(doubt, "Write both in one transaction.")
    assert text.endswith("Yes only if you meant: Write both in one transaction.")
    assert told("", "Write both.") == ""


def test_what_sounds_wrong_and_is_not_asked_about_is_shown_all_the_same() -> None:
    runner = load("ci-runner", folders())
    said = (
        "Any branch may write to the common dependency cache, since the key is the hash of the "
        "lockfile nobody can put something false into it."
    )
    debrief = heard(runner, (said,))
    point = next(point for point in debrief.points if point.id == "trusted-caches")
    assert point.state == "missed"
    assert [row.observable for row in debrief.doubted] == ["trusted-caches"]


@pytest.mark.parametrize(
    ("slug", "text", "why"),
    [
        ("message-queue", "With three copies we lose nothing, even if the leader confirms before "
         "either of the others has got the message.", "Between the confirmation and the copy"),
        ("vector-search", "Old and new vectors can live in one index during the change of model, "
         "as long as both have the same number of dimensions.", "Distances between vectors of two"),
        ("news-feed", "The pusher reads the followers and writes to their lists.", ""),
    ],
)  # fmt: skip
def test_who_errs_in_other_words_is_told_the_reason_of_the_error_that_is_meant(
    slug: str, text: str, why: str
) -> None:
    """Two sentences of a stranger, whose words are few of the error's, and a sound one."""
    debrief = heard(load(slug, folders()), (text,))
    assert [row.why[: len(why)] for row in debrief.doubted] == ([why] if why else [])
