"""Whether the examples of a prompt's ways of showing do what they are there for."""

from collections.abc import Iterator

from coach.authoring.problem import Problem, error, warning
from coach.catalog.observable import Observable, Shows
from coach.catalog.prompt import Prompt
from coach.language.hearing import shows_all
from coach.language.normal import normal_stems
from coach.language.sentences import joining, sound
from coach.language.words import tokens


def examples(prompt: Prompt) -> Iterator[Problem]:
    """Examples that do not show what they should, and counterexamples that do; of a prompt that
    has any, ways by words without."""
    ways = [
        (observable, show)
        for observable in prompt.observables
        for show in (*observable.shows, *observable.how)
        if show.said
    ]
    carried = any(show.examples for _, show in ways)
    for observable, show in ways:
        where = f"observables.{observable.id}"
        for text in show.examples:
            if why := _unheard(text, show):
                yield error(where, f"the example “{text}” does not show it: {why}.")
        for text in show.counterexamples:
            if not _unheard(text, show):
                yield error(where, f"the counterexample “{text}” shows it.")
        if carried and not (show.examples and show.counterexamples):
            yield warning(where, f"{_named(observable, show)} has no examples of both sorts.")


def _unheard(text: str, show: Shows) -> str:
    """Why a sentence does not show it this way; "" where it does."""
    words = normal_stems(text)
    if not sound(tokens(text), joining(text)):
        return "it is no whole thought; say more, or join its words by a colon or an arrow"
    return "" if shows_all(words, show.said) else "it has not a word of each list"


def _named(observable: Observable, show: Shows) -> str:
    sort = "how" if show in observable.how else "shows"
    ways = observable.how if sort == "how" else observable.shows
    return f"way {ways.index(show) + 1} of {sort}"
