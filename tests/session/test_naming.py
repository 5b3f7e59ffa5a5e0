"""Labels and titles of one's own: what they may be, and that they outlast the end."""

from collections.abc import Callable

import pytest

from coach.errors import Refused
from coach.session import events as ev
from coach.session.decide import decide
from coach.session.fold import LABELS_MOST
from coach.session.naming import LABEL_LIMIT, TITLE_LIMIT, LabelSession, RenameSession
from coach.session.state import State


def test_a_label_goes_on_once_and_comes_off_once(after: Callable[..., State]) -> None:
    state = after((0, ev.Labelled("acme", on=True)))
    assert state.labels == {"acme"}
    assert decide(state, LabelSession("acme"), ev.CANDIDATE) == ()
    assert decide(state, LabelSession("acme", on=False), ev.CANDIDATE) == (
        ev.Labelled("acme", on=False),
    )
    assert after((0, ev.Labelled("acme", on=True)), (1, ev.Labelled("acme", on=False))).labels == (
        frozenset()
    )


@pytest.mark.parametrize("label", ["", "  ", "two words", "x" * (LABEL_LIMIT + 1)])
def test_a_label_is_one_word(after: Callable[..., State], label: str) -> None:
    with pytest.raises(Refused, match="one word"):
        decide(after(), LabelSession(label), ev.CANDIDATE)


def test_there_is_an_end_to_labels(after: Callable[..., State]) -> None:
    state = after(*((0, ev.Labelled(f"l{n}", on=True)) for n in range(LABELS_MOST)))
    with pytest.raises(Refused, match="at most"):
        decide(state, LabelSession("more"), ev.CANDIDATE)
    beyond = after(*((0, ev.Labelled(f"l{n}", on=True)) for n in range(LABELS_MOST + 3)))
    assert (len(beyond.labels), beyond.unknown) == (LABELS_MOST, 3)


def test_a_title_of_ones_own_takes_the_prompts_place_until_it_is_given_up(
    after: Callable[..., State],
) -> None:
    state = after((0, ev.Renamed("The queue")))
    assert state.title == "The queue"
    assert decide(state, RenameSession(" The queue "), ev.CANDIDATE) == ()
    assert decide(state, RenameSession(""), ev.CANDIDATE) == (ev.Renamed(""),)
    assert state.opened is not None
    assert after((0, ev.Renamed("The queue")), (1, ev.Renamed(""))).title == state.opened.title
    with pytest.raises(Refused, match="at most"):
        decide(state, RenameSession("x" * (TITLE_LIMIT + 1)), ev.CANDIDATE)


def test_a_title_is_one_harmless_line(after: Callable[..., State]) -> None:
    assert decide(after(), RenameSession("a\nb\x1b[31m"), ev.CANDIDATE) == (ev.Renamed("a b␛[31m"),)
