"""The fold: any list of entries has a state, and the clocks in it add up."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.session import events as ev
from coach.session.chain import Chain, chained
from coach.session.entry import Entry, decode, encode
from coach.session.fold import TEXT_MOST, effort, fold, splice, step
from coach.session.merging import difference
from coach.session.state import EMPTY, State
from coach.session.wire import KNOWN

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


def contents(value: Any) -> Any:
    """A state as plain values: chains as lists, dataclasses as dictionaries."""
    if isinstance(value, Chain | tuple | list):
        return [contents(one) for one in value]
    if isinstance(value, frozenset):
        return sorted(map(list, value))
    if isinstance(value, Mapping):
        return {name: contents(one) for name, one in value.items()}
    if is_dataclass(value):
        return {f.name: contents(getattr(value, f.name)) for f in fields(value)}
    return value


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
    whole = contents(fold(entries))
    cut = data.draw(st.integers(0, len(entries)))
    assert contents(fold(entries[cut:], fold(entries[:cut]))) == whole
    state = EMPTY
    for entry in entries:
        state = step(state, entry)
    assert contents(state) == whole
    again = [decode(encode(entry)[:-1]) for entry in entries]
    assert contents(fold(again)) == whole


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
    plain = contents(after())
    state = contents(after((0, ev.Unknown("teleported", 1, {"to": "mars"}))))
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
    holds(contents(fold(entries)), kept)
    assert kept["unknown"] == 1
    assert b"".join(map(encode, entries)) == raw


def test_the_journal_of_format_1_has_each_of_its_events() -> None:
    raw = (JOURNALS / "v1-interview.jsonl").read_bytes()
    entries = [decode(line) for line in raw.splitlines()]
    names = {json.loads(line)["type"] for line in raw.splitlines()}
    made_up = {e.event.type for e in entries if isinstance(e.event, ev.Unknown)}
    assert made_up == {"whiteboard_cleared"}
    assert names - made_up <= set(KNOWN)
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


@settings(max_examples=60)
@given(st.data())
def test_a_state_that_was_kept_does_not_change_whatever_is_folded_onto_it(
    any_event: st.SearchStrategy[ev.Event], data: st.DataObject
) -> None:
    spoken = st.builds(ev.Said, st.text(max_size=5))
    events = data.draw(st.lists(st.one_of(any_event, spoken), min_size=1, max_size=20))
    kept = [EMPTY]
    for n, event in enumerate(events, 1):
        parent = kept[data.draw(st.integers(0, len(kept) - 1))]
        before = contents(parent)
        kept.append(step(parent, Entry(n, n * 0.5, "candidate", event)))
        assert contents(parent) == before
    told = [contents(state) for state in kept]
    for state in list(kept):
        step(state, Entry(99, 99.0, "candidate", ev.Said("later")))
    assert [contents(state) for state in kept] == told


@given(st.lists(st.tuples(st.integers(0, 30), st.integers()), max_size=30))
def test_chains_that_part_hold_what_tuples_would(growth: list[tuple[int, int]]) -> None:
    chains: list[Sequence[int]] = [()]
    tuples: list[tuple[int, ...]] = [()]
    for place, item in growth:
        chains.append(chained(chains[place % len(chains)], item))
        tuples.append((*tuples[place % len(tuples)], item))
    for chain, same in zip(chains, tuples, strict=True):
        assert tuple(chain) == same
        assert len(chain) == len(same)
        assert chain[1:] == same[1:]
        assert chain[::-2] == same[::-2]
        assert tuple(reversed(chain)) == same[::-1]
        assert [chain[i] for i in range(-len(same), len(same))] == [*same, *same]


def test_a_chain_has_nothing_beyond_its_own_end() -> None:
    short = chained((), 1)
    long = chained(short, 2)
    assert list(long) == [1, 2]
    with pytest.raises(IndexError):
        short[1]
    with pytest.raises(IndexError):
        short[-2]
    assert repr(short) == "Chain([1])"


@pytest.mark.parametrize(
    ("slice_", "event"),
    [
        ("conversation", lambda n: ev.Said(f"words {n}")),
        ("facts", lambda n: ev.FactRevealed(f"fact-{n}", "an answer", n)),
        ("hints", lambda n: ev.HintGiven("clarify", f"ladder-{n}", "nudge", "think", 1.0)),
        ("curveballs", lambda n: ev.CurveballThrown(f"ball-{n}", "all is new")),
        ("tags", lambda n: ev.Tagged(n, "good", "")),
        ("overruled", lambda n: ev.Overruled(f"point-{n}", True, n, "")),
    ],
)
def test_one_more_entry_copies_nothing_that_came_before(
    slice_: str, event: Callable[[int], ev.Event], opened: ev.SessionOpened
) -> None:
    state = fold([Entry(1, 0.0, "coach", opened), Entry(2, 0.0, "coach", event(2))])
    items = getattr(state, slice_)._items
    for n in range(3, 60):
        state = step(state, Entry(n, float(n), "coach", event(n)))
        assert getattr(state, slice_)._items is items
    assert len(items) == 58


def test_more_than_a_session_can_have_is_counted_and_changes_nothing(
    opened: ev.SessionOpened, after: Callable[..., State]
) -> None:
    phases = tuple(ev.Phase(f"p{n}", "P", 1, 2) for n in range(101))
    huge = replace(opened, phases=phases)
    assert fold([Entry(1, 0.0, "coach", huge)]).opened is None
    crowded = replace(opened, boards=tuple(ev.BoardStart(f"b{n}") for n in range(101)))
    assert fold([Entry(1, 0.0, "coach", crowded)]).unknown == 1
    ticks = [(1.0, ev.ItemTicked("clarify", f"i{n}", on=True)) for n in range(501)]
    assert (len(after(*ticks).ticked), after(*ticks).unknown) == (500, 1)
    entered = [(1.0, ev.PhaseEntered(f"p{n}")) for n in range(101)]
    assert (len(after(*entered).entered), after(*entered).unknown) == (100, 1)
    text = "x" * TEXT_MOST
    full = after((1.0, ev.TextEdited("diagram", 0, "", text)))
    assert full.boards["diagram"] == text
    over = step(full, Entry(9, 2.0, "candidate", ev.TextEdited("diagram", 0, "", "y")))
    assert (over.boards["diagram"], over.unknown) == (text, 1)


def test_effort_is_what_the_edits_make_of_their_boards(opened: ev.SessionOpened) -> None:
    entries = [
        Entry(1, 0.0, "coach", opened),
        Entry(2, 0.0, "candidate", ev.TextEdited("notes", 8, "", "abc")),
        Entry(3, 0.0, "candidate", ev.TextEdited("notes", 8, "abc", "")),
        Entry(4, 0.0, "candidate", ev.TextEdited("diagram", 0, "", "x" * 50)),
        Entry(5, 0.0, "candidate", ev.Said("nothing to move")),
    ]
    assert effort(entries) == 11 + (8 + 3) + 50


def test_a_state_has_no_fields_but_its_own() -> None:
    assert EMPTY.but({"n": 4}).n == 4
    assert EMPTY.n == 0
    with pytest.raises(TypeError, match="conversatoin"):
        EMPTY.but({"conversatoin": ()})


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
