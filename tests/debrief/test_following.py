"""How much was followed does not grow with the lists of terms."""

import pytest

from coach.catalog.shelf import folders, load
from coach.debrief.closeness import told_alone
from coach.debrief.ear import MOST
from coach.debrief.following import ASKABLE, KNOWN, MANY, NEAR, RICH, is_enough, is_spoilt
from coach.debrief.likely import Manner
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
    assert 0 < KNOWN < 1


@pytest.mark.parametrize(
    ("known", "rich", "likely", "spoilt", "enough"),
    [
        (0.74, 0.4, 0, False, False),
        (0.75, 0.4, 8, False, True),
        (0.89, 0.4, 9, False, False),
        (0.9, 0.4, 9, False, True),
        (0.74, 0.39, 6, False, True),
        (0.74, 0.4, 5, True, True),
        (0.74, 0.4, 6, True, False),
    ],
)
def test_who_says_much_of_which_little_is_known_was_not_followed(
    known: float, rich: float, likely: int, spoilt: bool, enough: bool
) -> None:
    assert is_enough(known, rich, likely, spoilt) is enough
    assert (KNOWN, RICH, MANY, ASKABLE) == (0.75, 0.4, 6, MOST)


@pytest.mark.parametrize(
    ("wrong", "too_much", "spoilt"), [(0, 0.029, False), (0, 0.03, True), (1, 0.0, True)]
)
def test_who_says_what_is_wrong_or_claims_too_much_need_not_be_right_where_strange(
    wrong: int, too_much: float, spoilt: bool
) -> None:
    before = Manner(0.9, 0.5, frozenset(), 0.5, wrong, too_much, 7.0)
    assert is_spoilt(before) is spoilt
