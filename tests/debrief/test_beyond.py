"""What staff level is asked whatever the problem: it adds, and is never held against anybody."""

from dataclasses import replace

import pytest

from coach.authoring.examples import _unheard
from coach.authoring.played_sessions import reference_entries
from coach.catalog.observable import Observable
from coach.catalog.shelf import folders, load, load_workflow
from coach.debrief.score import tallied
from coach.debrief.verdicts import _share
from coach.session.entry import Entry
from coach.session.events import CANDIDATE, PhaseEntered, Said
from coach.session.history import whole

INTERVIEW = load_workflow("interview", folders())
SHORTENER = load("url-shortener", folders())


@pytest.mark.parametrize("one", INTERVIEW.observables, ids=lambda one: one.id)
def test_its_examples_show_it_and_its_counterexamples_do_not(one: Observable) -> None:
    for show in one.shows:
        assert show.examples and show.counterexamples
        assert [text for text in show.examples if _unheard(text, show)] == []
        assert [text for text in show.counterexamples if not _unheard(text, show)] == []


def _with(*texts: str) -> tuple[Entry, ...]:
    """The reference played without its deep dive, with these sentences in the last phase."""
    entries = list(reference_entries(SHORTENER, INTERVIEW))
    last = max(
        n
        for n, e in enumerate(entries)
        if isinstance(e.event, PhaseEntered) and e.event.phase == "bottlenecks"
    )
    said = [Entry(0, entries[last].at, CANDIDATE, Said(text)) for text in texts]
    whole_ = [*entries[: last + 1], *said, *entries[last + 1 :]]
    return tuple(replace(entry, n=n) for n, entry in enumerate(whole_, 1))


def _examples() -> list[str]:
    return [one.shows[0].examples[0] for one in INTERVIEW.observables]


def test_the_reference_needs_none_of_it() -> None:
    result = tallied(SHORTENER, INTERVIEW, whole(_with()), "staff")
    assert result.total >= 95
    assert {point.id for point in result.beyond} == {one.id for one in INTERVIEW.observables}


def test_each_is_heard_and_nothing_else_changes() -> None:
    before = tallied(SHORTENER, INTERVIEW, whole(_with()), "senior")
    after = tallied(SHORTENER, INTERVIEW, whole(_with(*_examples())), "senior")
    heard = {point.id for point in after.beyond if point.met}
    assert heard >= {one.id for one in INTERVIEW.observables} - {"staff-requirement-priced"}
    assert after.earned >= before.earned
    assert after.total <= 100


def test_at_staff_level_it_fills_what_the_level_asks_for() -> None:
    result = tallied(SHORTENER, INTERVIEW, whole(_with(*_examples())), "staff")
    own = [point for point in result.every if point.level == "staff"]
    none = {point.id: 0.0 for point in own}
    beyond = none | {point.id: point.points for point in result.beyond}
    assert _share(own, none) == 0
    assert _share(own, beyond) > 0
    assert all(point.extra for point in result.beyond)
    expected = sum(point.worth for point in result.points if not point.extra)
    assert expected == pytest.approx(100, abs=0.2)
