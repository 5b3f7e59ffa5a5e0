"""What says how it works, and what only names it."""

import pytest

from coach.catalog import shelf
from coach.debrief.closeness import closeness
from coach.debrief.explaining import says_how
from coach.language.hearing import shows_all
from coach.language.normal import normal_stems

FOLDERS = shelf.folders()


@pytest.mark.parametrize(
    "text",
    [
        "The lease runs out if its owner dies.",
        "push, because reads are twenty times the writes",
        "It costs a second round trip.",
        "The lease of a starter runs out after 30 seconds and the next one takes it over.",
    ],
)
def test_a_condition_a_cause_a_cost_or_a_sentence_with_a_number_says_how(text: str) -> None:
    assert says_how(text)


@pytest.mark.parametrize("text", ["lease 30 s", "push ids: 500 each", "We use leases in etcd."])
def test_a_name_or_a_number_in_a_fragment_does_not(text: str) -> None:
    assert not says_how(text)


@pytest.mark.parametrize(
    ("slug", "point", "named", "told"),
    [
        (
            "webhook-delivery",
            "signs",
            "We sign the timestamp and the body with a secret of the endpoint.",
            "We sign timestamp and body, and receivers refuse what is older than five minutes.",
        ),
        (
            "payment-system",
            "machine",
            "A payment is a state machine that only moves forward.",
            "States only move forward, by an update with a condition on the version.",
        ),
    ],
)
def test_what_is_only_named_is_not_said_how(slug: str, point: str, named: str, told: str) -> None:
    observable = next(one for one in shelf.load(slug, FOLDERS).observables if one.id == point)
    shown = [show.said for show in observable.shows if show.said]
    how = [show.said for show in observable.how]
    assert how and any(shows_all(normal_stems(named), said) for said in shown)
    assert not any(shows_all(normal_stems(named), said) for said in how)
    assert any(shows_all(normal_stems(told), said) for said in how)


@pytest.mark.long
def test_no_deep_point_of_an_interview_has_but_one_rung() -> None:
    """Either the prompt says what is more than naming, or all of its own sentences are."""
    workflow = shelf.load_workflow("interview", FOLDERS)
    groups = {group.id for group in workflow.groups if group.gauged}
    deep, flat = 0, []
    for header in shelf.headers(FOLDERS)[0]:
        if header.workflow != "interview":
            continue
        prompt = shelf.load(header.slug, FOLDERS)
        right = closeness(prompt).right
        for point in prompt.observables:
            if point.load_bearing or point.group in groups:
                deep += 1
                told = right.get(point.id, ())
                if not (point.how or (told and all(map(says_how, told)))):
                    flat.append((prompt.slug, point.id))
    assert deep >= 340
    assert flat == []
