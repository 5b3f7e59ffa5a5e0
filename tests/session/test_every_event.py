"""What is demanded of every event: a fold, a telling, an audience, a line that never changes."""

import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from coach.session import events as ev
from coach.session import upcasts
from coach.session.decide import MAY
from coach.session.entry import Entry, decode, encode
from coach.session.fold import SILENT, fold, step
from coach.session.timeline import UNTOLD, moments
from coach.session.wire import KNOWN, from_data

LINES = Path(__file__).parents[1] / "data" / "journals" / "every-event.jsonl"
"""One line of every event as it is written today; lines are added and never changed."""

EVENTS = tuple(KNOWN.values())
PRIVATE = {
    "draft_edited", "tagged", "score_predicted", "overruled", "scored", "gave_up", "seated",
    "queued", "dropped", "noted", "graded", "form_drafted", "form_kept", "model_called",
}  # fmt: skip
PRIVATE |= {"labelled", "renamed", "testified"}


def entries() -> list[Entry]:
    return [decode(line) for line in LINES.read_bytes().splitlines()]


@pytest.mark.parametrize("event", EVENTS, ids=lambda e: e.TYPE)
def test_every_event_has_a_golden_line_that_is_written_the_same(event: type[ev.Event]) -> None:
    found = [entry for entry in entries() if type(entry.event) is event]
    assert found, f"add a line of {event.TYPE} to {LINES.name}"
    lines = LINES.read_bytes().splitlines(keepends=True)
    assert all(encode(entry) in lines for entry in found)


@pytest.mark.parametrize("event", EVENTS, ids=lambda e: e.TYPE)
def test_every_event_is_folded_or_declared_silent(event: type[ev.Event]) -> None:
    state = fold(())
    for entry in entries():
        before, state = state, step(state, entry)
        if type(entry.event) is event:
            changed = {
                name
                for name in (field.name for field in fields(before))
                if name not in ("n", "at") and getattr(before, name) is not getattr(state, name)
            }
            assert (not changed) == (event in SILENT)
            assert state.unknown == 0
            break
    else:
        raise AssertionError(f"{event.TYPE} has no golden line")


@pytest.mark.parametrize("event", EVENTS, ids=lambda e: e.TYPE)
def test_every_event_is_told_or_declared_untold(event: type[ev.Event]) -> None:
    told = {n for moment in moments(entries()) for n in range(moment.n, moment.last + 1)}
    numbers = {entry.n for entry in entries() if type(entry.event) is event}
    assert bool(numbers & told) == (event not in UNTOLD)


@pytest.mark.parametrize("event", EVENTS, ids=lambda e: e.TYPE)
def test_every_event_says_who_may_see_it(event: type[ev.Event]) -> None:
    assert "AUDIENCE" in vars(event)
    private = event.TYPE in PRIVATE
    assert event.AUDIENCE is (ev.Audience.OWN if private else ev.Audience.PUBLIC)


def test_what_a_newer_program_wrote_is_shown_to_nobody_else() -> None:
    assert ev.Unknown.AUDIENCE is ev.Audience.OWN


def test_every_intent_has_its_roles() -> None:
    assert all(may for may in MAY.values())


def test_fields_of_an_older_version_are_made_into_those_of_today(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def seconds_for_minutes(fields: upcasts.Fields) -> upcasts.Fields:
        return {"seconds": fields["minutes"] * 60, "why": fields.get("why", "suspended")}

    monkeypatch.setattr(upcasts, "UPCASTS", {("was_away", 1): seconds_for_minutes})
    monkeypatch.setattr(ev.WasAway, "VERSION", 2)
    assert from_data("was_away", 1, {"minutes": 2.0}) == ev.WasAway(120.0)
    assert from_data("was_away", 2, {"seconds": 5.0}) == ev.WasAway(5.0)
    assert isinstance(from_data("was_away", 3, {"seconds": 5.0}), ev.Unknown)


def test_an_old_opening_has_the_seats_of_a_session_alone(opened: ev.SessionOpened) -> None:
    line: dict[str, Any] = json.loads(encode(Entry(1, 0.0, "candidate", opened)))
    assert "roles" not in line["data"]
    found = from_data("session_opened", 1, line["data"])
    assert found == replace(opened, roles=ev.SOLO)
