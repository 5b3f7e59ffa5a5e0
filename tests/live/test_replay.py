"""Replay: the same entries and end always give the same state, silences are cut short."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.catalog import shelf
from coach.errors import Refused
from coach.journal.file import read
from coach.live.live import Live
from coach.live.replay import SPEEDS, Replay
from coach.live.source import Source
from coach.live.stops import stops
from coach.session import events as ev
from coach.session.course import SILENCE
from coach.session.entry import Entry
from coach.session.fold import fold
from coach.session.history import whole

DATA = Path(__file__).resolve().parents[1] / "data" / "sessions"
STRONG = read(DATA / "url-shortener-strong.jsonl").entries
WEAK = read(DATA / "url-shortener-weak.jsonl").entries
LENGTH = len(STRONG)


def test_live_and_replay_are_sources() -> None:
    sources: list[type[Source]] = [Live, Replay]
    assert sources
    replay = Replay(STRONG)
    assert not replay.writable
    assert not hasattr(replay, "commit")
    assert not hasattr(replay, "do")


@settings(deadline=None)
@given(st.lists(st.integers(-5, LENGTH + 5), max_size=6), st.integers(1, LENGTH))
def test_any_order_of_jumps_gives_the_state_of_the_entries(jumps: list[int], end: int) -> None:
    replay = Replay(STRONG)
    for jump in jumps:
        replay.to(jump)
    replay.to(end)
    wanted = fold(STRONG[:end])
    assert replay.state.n == wanted.n
    assert dict(replay.state.boards) == dict(wanted.boards)
    assert len(replay.state.conversation) == len(wanted.conversation)
    assert replay.now() == pytest.approx(STRONG[end - 1].at)


def test_it_begins_at_the_first_entry_and_ends_at_the_last() -> None:
    replay = Replay(STRONG)
    assert replay.count == 1
    replay.to(10**6)
    assert replay.ended
    assert replay.state.closed == fold(STRONG).closed
    empty = Replay(())
    assert (empty.count, empty.now(), empty.ended) == (0, 0.0, True)
    assert not empty.play(1.0)


def test_playing_takes_as_long_as_the_course_says_and_visits_every_entry_in_order() -> None:
    replay = Replay(STRONG)
    seconds, counts, clocks = 0.0, [replay.count], [replay.clock]
    while replay.play(0.5):
        seconds += 0.5
        counts.append(replay.count)
        clocks.append(replay.clock)
    assert counts == sorted(counts)
    assert clocks == sorted(clocks)
    assert replay.ended
    assert seconds == pytest.approx(replay.line.played, abs=2)
    assert seconds < replay.line.seconds


def test_twice_the_speed_takes_half_the_time() -> None:
    beats = {}
    for speed in (SPEEDS[0], SPEEDS[1]):
        replay = Replay(STRONG)
        replay.speed = speed
        count = 0
        while replay.play(0.25):
            count += 1
        beats[speed] = count
    assert beats[1] == pytest.approx(2 * beats[2], rel=0.02)


def test_a_jump_to_a_time_stands_between_entries() -> None:
    replay = Replay(STRONG)
    silence = next(one for one in replay.line.silences if one.end - one.start > 2 * SILENCE)
    replay.at(silence.start + SILENCE)
    assert replay.clock == pytest.approx(silence.start + SILENCE)
    assert replay.line.clocks[replay.count - 1] <= replay.clock
    assert replay.now() > replay.entry.at


def test_a_step_shows_something() -> None:
    replay = Replay(STRONG)
    while not replay.ended:
        before = replay.count
        replay.step(1)
        assert replay.count > before
        event = replay.entry.event
        assert replay.ended or not isinstance(event, ev.ClockNoted | ev.Tagged | ev.DraftEdited)
    replay.step(-1)
    assert replay.count < LENGTH


def test_phases_and_marks_are_jumped_to() -> None:
    replay = Replay(STRONG)
    phases = []
    for _ in range(5):
        replay.phase(1)
        phases.append(replay.state.phase)
    assert len(set(phases)) == 5
    assert type(replay.entry.event).TYPE == "phase_entered"
    replay.phase(-1)
    assert replay.state.phase == phases[-2]
    replay.to(1)
    fact = replay.mark(1, ("fact",))
    assert fact is not None
    assert type(replay.entry.event).TYPE == "fact_revealed"
    assert replay.mark(-1, ("fact",)) is None


def test_notes_written_meanwhile_leave_it_where_it_stood() -> None:
    replay = Replay(STRONG)
    replay.at(600)
    count, clock = replay.count, replay.clock
    note = Entry(STRONG[-1].n + 1, STRONG[-1].at, "candidate", ev.Tagged(9, "note", "sooner"))
    replay.more((*STRONG, note))
    assert (replay.count, replay.clock) == (count, clock)
    assert any(mark.note == "sooner" for mark in replay.line.marks)


FOLDERS = shelf.folders(DATA / "none")
PROMPT = shelf.load("url-shortener", FOLDERS)
WORKFLOW = shelf.load_workflow("interview", FOLDERS)


def test_a_missed_point_stands_at_the_end_of_its_phase() -> None:
    replay = Replay(WEAK)
    found = stops(whole(WEAK), replay.line, PROMPT, WORKFLOW)
    assert found
    known = {one.id: one for one in PROMPT.observables}
    closed = next(n for n, entry in enumerate(WEAK) if isinstance(entry.event, ev.SessionClosed))
    for stop in found:
        replay.to(stop.count)
        assert replay.state.phase == known[stop.id].phase == stop.phase
        assert stop.count <= closed
        assert stop.point == known[stop.id].text
        assert stop.why == known[stop.id].missed
    assert [stop.count for stop in found] == sorted(stop.count for stop in found)
    answer = " ".join(one.text for one in PROMPT.answer.says)
    assert any(stop.reference for stop in found)
    assert all(stop.reference in answer for stop in found)


def test_without_a_real_attempt_no_answer_is_shown() -> None:
    few = WEAK[:12]
    with pytest.raises(Refused):
        stops(whole(few), Replay(few).line, PROMPT, WORKFLOW)


def test_the_reference_says_about_a_missed_point_what_shows_it() -> None:
    missed = stops(whole(WEAK), Replay(WEAK).line, PROMPT, WORKFLOW)
    told = {stop.id: stop.reference for stop in missed}
    assert told["allocator-down"].startswith("If the allocator is down, writers go on with")
