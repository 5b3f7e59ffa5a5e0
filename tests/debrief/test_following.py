"""How much was followed does not grow with the lists of terms."""

import pytest

from coach.catalog.shelf import folders, load
from coach.debrief.closeness import told_alone
from coach.debrief.following import NEAR, SHARE, is_enough
from coach.language.normal import normal_stems

SHORTENER = load("url-shortener", folders())
STRANGE = "Every tenant owns a paddock of saplings that the warden trims at dusk."


def test_a_longer_list_of_terms_makes_no_strange_sentence_familiar() -> None:
    widened = tuple(
        one.but(
            shows=tuple(
                show.but(said=tuple((*terms, *STRANGE.lower().split()) for terms in show.said))
                for show in one.shows
            )
        )
        for one in SHORTENER.observables
    )
    words = normal_stems(STRANGE)
    before = told_alone(SHORTENER).scores(words)
    after = told_alone(SHORTENER.but(observables=widened, title="Another")).scores(words)
    assert max(before.values()) < NEAR
    assert max(after.values()) < NEAR


def test_the_prompts_own_sentences_are_near() -> None:
    close = told_alone(SHORTENER)
    for one in SHORTENER.observables:
        assert close.score(one.id, normal_stems(one.text)) > 0
    assert 0 < SHARE < 1


@pytest.mark.parametrize(
    ("share", "rich", "spoilt", "enough"),
    [
        (0.55, 0.45, False, False),
        (0.55, 0.45, True, True),
        (0.62, 0.9, False, True),
        (0.45, 0.9, True, False),
        (0.45, 0.45, True, True),
        (0.1, 0.3, False, True),
    ],
)
def test_more_must_be_followed_of_whom_nothing_was_wrong(
    share: float, rich: float, spoilt: bool, enough: bool
) -> None:
    assert is_enough(share, rich, spoilt) is enough
