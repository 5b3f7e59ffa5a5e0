"""The fold: any list of entries has a state, and the clocks in it add up."""

import json
from collections.abc import Callable
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.session import events as ev
from coach.session.decide import difference
from coach.session.entry import Entry, decode, encode
from coach.session.fold import fold, splice, step
from coach.session.state import EMPTY, State

JOURNALS = Path(__file__).parents[1] / "data" / "journals"
PHASE_IDS = ("clarify", "estimate", "design", "deep", "limits")

moves = st.one_of(
    st.sampled_from(PHASE_IDS).map(ev.PhaseEntered),
    st.just(ev.Paused()),
    st.just(ev.Resumed()),
    st.just(ev.ClockNoted()),
    st.just(ev.Said("well")),
    st.floats(0, 1000).map(ev.WasAway),
)
gaps = st.integers(0, 600_000).map(lambda ms: ms / 1000)
walks = st.lists(st.tuples(gaps, moves), max_size=30)


def timed(walk: list[tuple[float, ev.Event]], opened: ev.SessionOpened) -> list[Entry]:
    entries = [Entry(1, 0.0, "coach", opened)]
    for gap, event in walk:
        last = entries[-1]
        entries.append(Entry(last.n + 1, round(last.at + gap, 3), "candidate", event))
    return entries


@settings(max_examples=60)
@given(st.data())
def test_any_entries_fold_in_any_pieces_to_the_same_state(
    any_event: st.SearchStrategy[ev.Event], data: st.DataObject
) -> None:
    events = data.draw(st.lists(any_event, max_size=12))
    entries = [Entry(i + 1, i * 0.5, "candidate", event) for i, event in enumerate(events)]
    whole = asdict(fold(entries))
    cut = data.draw(st.integers(0, len(entries)))
    assert asdict(fold(entries[cut:], fold(entries[:cut]))) == whole
    state = EMPTY
    for entry in entries:
        state = step(state, entry)
    assert asdict(state) == whole
    again = [decode(encode(entry)[:-1]) for entry in entries]
    assert asdict(fold(again)) == whole


@given(walks)
def test_every_second_belongs_to_one_phase_or_to_a_pause(
    opened: ev.SessionOpened, walk: list[tuple[float, ev.Event]]
) -> None:
    entries = timed(walk, opened)
    state = fold(entries)
    used = dict.fromkeys(PHASE_IDS, 0.0)
    waited = 0.0
    here, paused = "", False
    for before, entry in pairwise(entries):
        match before.event:
            case ev.PhaseEntered(phase):
                here = phase
            case ev.Paused():
                paused = True
            case ev.Resumed():
                paused = False
        if paused:
            waited += entry.at - before.at
        elif here:
            used[here] += entry.at - before.at
    end = entries[-1]
    match end.event:
        case ev.PhaseEntered(phase):
            here = phase
        case ev.Paused():
            paused = True
        case ev.Resumed():
            paused = False
    for phase in PHASE_IDS:
        assert abs(state.seconds(phase, end.at) - used[phase]) < 1e-6
    assert abs(state.elapsed(end.at) - sum(used.values())) < 1e-6
    open_pause = end.at - state.paused_since if state.paused else 0.0
    assert state.paused == paused
    assert abs(state.paused_total + open_pause - waited) < 1e-6
    running = bool(here) and not paused
    later = state.elapsed(end.at + 10) - state.elapsed(end.at)
    assert abs(later - (10 if running else 0)) < 1e-6


@given(walks)
def test_no_phase_ever_loses_seconds(
    opened: ev.SessionOpened, walk: list[tuple[float, ev.Event]]
) -> None:
    state = EMPTY
    for entry in timed(walk, opened):
        before = {phase: state.seconds(phase, entry.at) for phase in PHASE_IDS}
        state = step(state, entry)
        for phase in PHASE_IDS:
            assert abs(state.seconds(phase, entry.at) - before[phase]) < 1e-6


def test_going_back_to_an_earlier_phase_goes_on_with_its_seconds(
    after: Callable[..., State],
) -> None:
    state = after(
        (10, ev.PhaseEntered("clarify")),
        (110, ev.PhaseEntered("estimate")),
        (150, ev.PhaseEntered("clarify")),
    )
    assert state.seconds("clarify", 150) == 100
    assert state.seconds("clarify", 160) == 110
    assert state.seconds("estimate", 160) == 40
    assert state.elapsed(160) == 150
    assert state.entered == {"clarify": 2, "estimate": 1}


def test_a_pause_does_not_count_and_neither_does_the_time_after_the_end(
    after: Callable[..., State],
) -> None:
    state = after(
        (0, ev.PhaseEntered("clarify")),
        (60, ev.Paused()),
        (360, ev.Resumed()),
        (400, ev.Paused()),
        (500, ev.SessionClosed()),
    )
    assert state.elapsed(9999) == 100
    assert state.paused_total == 400
    assert state.closed
    assert not state.paused


def test_pausing_twice_and_resuming_twice_is_once(after: Callable[..., State]) -> None:
    state = after(
        (0, ev.PhaseEntered("clarify")),
        (10, ev.Paused()),
        (20, ev.Paused()),
        (30, ev.Resumed()),
        (40, ev.Resumed()),
    )
    assert state.paused_total == 20
    assert state.elapsed(50) == 30


def test_a_phase_entered_in_a_pause_starts_when_the_session_goes_on(
    after: Callable[..., State],
) -> None:
    state = after(
        (0, ev.PhaseEntered("clarify")),
        (10, ev.Paused()),
        (20, ev.PhaseEntered("design")),
        (50, ev.Resumed()),
    )
    assert state.seconds("clarify", 60) == 10
    assert state.seconds("design", 60) == 10


def test_time_away_is_counted_apart(after: Callable[..., State]) -> None:
    state = after((0, ev.PhaseEntered("clarify")), (30, ev.WasAway(600)), (31, ev.WasAway(-5)))
    assert state.away_total == 600
    assert state.elapsed(31) == 31


@given(st.text(max_size=200), st.text(max_size=200))
def test_the_difference_of_two_texts_leads_from_one_to_the_other(old: str, new: str) -> None:
    edit = difference("notes", old, new)
    if edit is None:
        assert old == new
    else:
        assert splice(old, edit) == new
        assert not (edit.removed and edit.inserted and edit.removed[0] == edit.inserted[0])
        assert not (edit.removed and edit.inserted and edit.removed[-1] == edit.inserted[-1])


@given(st.text("ab\n", max_size=40), st.text("ab\n", max_size=40))
def test_the_difference_holds_where_texts_repeat_themselves(old: str, new: str) -> None:
    edit = difference("notes", old, new)
    assert (old if edit is None else splice(old, edit)) == new


@given(st.lists(st.text(max_size=60), max_size=12))
def test_a_board_follows_any_series_of_texts(opened: ev.SessionOpened, texts: list[str]) -> None:
    entries = [Entry(1, 0.0, "coach", opened)]
    for text in texts:
        state = fold(entries)
        if edit := difference("diagram", state.boards["diagram"], text):
            entries.append(Entry(len(entries) + 1, 0.0, "candidate", edit))
    assert fold(entries).boards == {"notes": "# Notes\n", "diagram": texts[-1] if texts else ""}


def test_an_edit_that_does_not_fit_is_counted_and_changes_nothing(
    after: Callable[..., State],
) -> None:
    for edit in (
        ev.TextEdited("notes", 0, "x", "y"),
        ev.TextEdited("notes", 9999, "x", "y"),
        ev.TextEdited("notes", -1, "", "y"),
        ev.TextEdited("nowhere", 0, "", "y"),
    ):
        state = after((1, edit))
        assert state.boards == {"notes": "# Notes\n", "diagram": ""}
        assert state.unknown == 1


def test_what_is_unknown_is_counted_and_folded_as_nothing(after: Callable[..., State]) -> None:
    plain = asdict(after())
    state = asdict(after((0, ev.Unknown("teleported", 1, {"to": "mars"}))))
    assert state.pop("unknown") == plain.pop("unknown") + 1
    assert state.pop("n") == plain.pop("n") + 1
    assert state == plain


def test_a_tick_can_be_taken_back(after: Callable[..., State]) -> None:
    on = ev.ItemTicked("clarify", "scale", on=True)
    off = ev.ItemTicked("clarify", "scale", on=False)
    assert after((1, on)).ticked == {("clarify", "scale")}
    assert after((1, on), (2, on), (3, off)).ticked == set()


def test_slices_that_did_not_change_stay_the_same_objects(after: Callable[..., State]) -> None:
    state = after((0, ev.PhaseEntered("clarify")), (1, ev.Said("hm")))
    later = step(state, Entry(4, 2.0, "candidate", ev.ItemTicked("clarify", "geo", on=True)))
    assert later.boards is state.boards
    assert later.conversation is state.conversation
    assert later.used is state.used


def json_like(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(map(list, value))
    if isinstance(value, dict):
        return {name: json_like(one) for name, one in value.items()}
    if isinstance(value, tuple | list):
        return [json_like(one) for one in value]
    return value


def holds(found: Any, kept: Any, where: str = "state") -> None:
    """Everything kept stands in what was found; fields added later may stand beside it."""
    if isinstance(kept, dict):
        for name, one in kept.items():
            holds(found[name], one, f"{where}.{name}")
    elif isinstance(kept, list):
        assert len(found) == len(kept), where
        for i, one in enumerate(kept):
            holds(found[i], one, f"{where}[{i}]")
    else:
        assert found == kept, where


def test_the_journal_of_format_1_folds_to_the_same_state_for_ever() -> None:
    raw = (JOURNALS / "v1-interview.jsonl").read_bytes()
    entries = [decode(line) for line in raw.splitlines()]
    kept = json.loads((JOURNALS / "v1-interview.state.json").read_text(encoding="utf-8"))
    holds(json_like(asdict(fold(entries))), kept)
    assert kept["unknown"] == 1
    assert b"".join(map(encode, entries)) == raw


def test_the_journal_of_format_1_has_each_of_its_events() -> None:
    raw = (JOURNALS / "v1-interview.jsonl").read_bytes()
    entries = [decode(line) for line in raw.splitlines()]
    names = {json.loads(line)["type"] for line in raw.splitlines()}
    made_up = {e.event.type for e in entries if isinstance(e.event, ev.Unknown)}
    assert made_up == {"whiteboard_cleared"}
    assert names - made_up <= set(ev.BY_TYPE)
    assert len(names) == 19


@given(walks)
def test_what_is_said_bears_the_clock_that_the_candidate_saw(
    opened: ev.SessionOpened, walk: list[tuple[float, ev.Event]]
) -> None:
    entries = timed(walk, opened)
    state = EMPTY
    for entry in entries:
        shown = state.elapsed(entry.at)
        state = step(state, entry)
        if isinstance(entry.event, ev.Said):
            assert state.conversation[-1].clock == shown
            assert shown <= entry.at + 1e-6


def test_a_draft_is_kept_until_it_is_said(opened: ev.SessionOpened) -> None:
    walk: list[tuple[float, ev.Event]] = [
        (1, ev.DraftEdited(0, "", "reads")),
        (1, ev.DraftEdited(0, "", "more ")),
        (1, ev.DraftEdited(9, "nothing", "")),
    ]
    state = fold(timed(walk, opened))
    assert (state.draft, state.unknown) == ("more reads", 1)
    asked = Entry(9, 4.0, "interviewer", ev.Said("And now?"))
    assert step(state, asked).draft == "more reads"
    assert step(state, Entry(9, 4.0, "candidate", ev.Said("more reads"))).draft == ""
