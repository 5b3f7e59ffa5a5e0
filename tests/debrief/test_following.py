"""How much was followed does not grow with the lists of terms."""

from coach.catalog.shelf import folders, load
from coach.debrief.closeness import told_alone
from coach.debrief.following import NEAR, SHARE
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
