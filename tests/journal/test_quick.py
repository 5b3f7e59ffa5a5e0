"""The quick reader and the tally: what the exact reader and the summary have, or nothing at all."""

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.journal import file
from coach.journal.access import LISTED, ReadBounds
from coach.journal.entry_reader import read_bytes
from coach.journal.file import read
from coach.journal.quick import quick_entries
from coach.journal.session_tally import tally
from coach.journal.summary import summarize
from coach.session import events as ev
from coach.session.entry import Entry, encode

DATA = Path(__file__).resolve().parents[1] / "data"


UNUSUAL = {"v1-interview"}
"""Sound, and beyond the quick reader: an event of a newer program, text that is made harmless."""
SOUND = [*(DATA / "sessions").glob("*.jsonl"), DATA / "journals" / "v1-interview.jsonl"]


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_a_sound_session_is_read_the_same(path: Path) -> None:
    data = path.read_bytes()
    exact = read_bytes(data)
    assert exact.damage is None
    found = quick_entries(data)
    assert found is None or repr(found) == repr(exact.entries)
    assert (found is None) == (path.stem in UNUSUAL)


def with_line(change: Callable[[dict[str, object]], None], at: int = 5) -> bytes:
    """A sound session with one line's content changed and its checksum right."""
    lines = SOUND[0].read_bytes().splitlines()
    row = json.loads(lines[at])
    del row["crc"]
    change(row)
    body = json.dumps(row, ensure_ascii=False, separators=(",", ":"))[:-1].encode()
    lines[at] = body + b',"crc":"%08x"}' % crc32(body)
    return b"\n".join(lines) + b"\n"


@pytest.mark.parametrize(
    "change",
    [
        lambda row: row.update(n=99),
        lambda row: row.update(n="6"),
        lambda row: row.update(at=1e13),
        lambda row: row.update(at=-1),
        lambda row: row.update(type="from_the_future"),
        lambda row: row.update(v=2),
        lambda row: row.update(data=[]),
        lambda row: row.update(by="\x1b[31m"),
        lambda row: row.update(type="tagged", data={"entry": 10**17, "tag": "?"}),
        lambda row: row.update(type="hint_given", data={"price": True}),
        lambda row: row.update(
            type="text_edited", data={"board": "notes", "at": 10**12, "removed": "", "inserted": ""}
        ),
    ],
)
def test_what_is_unusual_is_left_to_the_exact_reader(
    change: Callable[[dict[str, object]], None],
) -> None:
    assert quick_entries(with_line(change)) is None


def test_a_session_of_a_newer_program_is_left_to_the_exact_reader() -> None:
    def newer(row: dict[str, object]) -> None:
        row["data"] = {**row["data"], "format": 9}  # type: ignore[dict-item]

    assert quick_entries(with_line(newer, at=0)) is None


def test_a_long_session_is_read_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    exact = {path: read(path) for path in SOUND}
    monkeypatch.setattr(file, "_LONG", 1)
    monkeypatch.setattr(file, "read_bytes", lambda data: pytest.fail("it is read slowly"))
    for path in SOUND:
        if path.stem not in UNUSUAL:
            assert repr(read(path)) == repr(exact[path])
    monkeypatch.setattr(file, "read_bytes", read_bytes)
    torn = tmp_path / SOUND[0].name
    torn.write_bytes(SOUND[0].read_bytes()[:-9])
    damage = read(torn).damage
    assert damage is not None
    assert damage.harm is file.Harm.TAIL


@given(st.data())
def test_a_file_that_is_spoilt_is_left_to_the_exact_reader(data: st.DataObject) -> None:
    sound = SOUND[0].read_bytes()
    at = data.draw(st.integers(0, len(sound) - 1))
    byte = data.draw(st.integers(0, 255))
    spoilt = sound[:at] + bytes([byte]) + sound[at + 1 :]
    found = quick_entries(spoilt)
    if found is not None:
        assert repr(found) == repr(read_bytes(spoilt).entries)
        assert read_bytes(spoilt).damage is None
    cut = quick_entries(sound[:at])
    assert cut is None or read_bytes(sound[:at]).damage is None


@pytest.mark.parametrize("data", [b"", b"\n", b"{}\n", b"x" * 40 + b"\n"])
def test_nothing_is_read_of_no_session(data: bytes) -> None:
    assert quick_entries(data) is None


BOARDS = (ev.BoardStart("notes", "# Notes\nfirst\n"), ev.BoardStart("whiteboard", "API -> Base"))
texts = st.text("ab é\n", max_size=12)
events = st.one_of(
    st.sampled_from(["clarify", "design", "nowhere"]).map(ev.PhaseEntered),
    st.sampled_from([ev.Paused(), ev.Resumed(), ev.ClockNoted(), ev.GaveUp(), ev.SessionClosed()]),
    st.builds(ev.Said, texts, st.sampled_from(["", "announcement", "statement", "checkpoint"])),
    st.builds(ev.FactRevealed, st.just("users"), texts, st.just(2)),
    st.builds(ev.HintGiven, st.just("design"), texts, texts, texts, st.just(1.5)),
    st.builds(ev.CurveballThrown, st.just("ten"), texts),
    st.builds(ev.ItemTicked, st.just("clarify"), st.just("scale"), st.booleans()),
    st.builds(ev.Tagged, st.just(2), st.just("?"), texts),
    st.builds(ev.Labelled, st.sampled_from(["a", "b"]), st.booleans()),
    st.builds(ev.Renamed, texts),
    st.builds(ev.WasAway, st.floats(0, 99), texts),
    st.builds(ev.ScorePredicted, st.integers(0, 100)),
    st.builds(ev.Scored, st.floats(0, 100), texts, st.just({"depth": 3.0}), st.just(2)),
    st.tuples(st.integers(0, 1), st.integers(0, 60), st.integers(0, 9), texts),
)
"""What happens; a tuple is an edit: which board, where, how much goes, what comes."""


def lived(happened: list[tuple[str, float, object]], opened: ev.SessionOpened) -> list[Entry]:
    """A session's entries; edits are cut to what fits their board."""
    boards = [board.text for board in BOARDS]
    entries = [Entry(1, 0.0, "candidate", opened)]
    for by, gap, what in happened:
        event = what
        if isinstance(what, tuple):
            which, place, count, inserted = what
            at = min(place, len(boards[which]))
            removed = boards[which][at : at + count]
            event = ev.TextEdited(BOARDS[which].name, at, removed, inserted)
            boards[which] = boards[which][:at] + inserted + boards[which][at + len(removed) :]
        assert isinstance(event, ev.Event)
        entries.append(Entry(len(entries) + 1, round(entries[-1].at + gap, 3), by, event))
    return entries


@given(
    st.lists(
        st.tuples(st.sampled_from(["candidate", "interviewer"]), st.floats(0, 400), events),
        max_size=40,
    )
)
def test_a_tally_is_the_summary_of_the_whole(happened: list[tuple[str, float, object]]) -> None:
    phases = (ev.Phase("clarify", "Clarify", 180, 300), ev.Phase("design", "Design", 300, 600))
    opened = ev.SessionOpened(
        "0a1b2c3d", "news-feed", "News feed", "Design it.", "interview", "mid", "45", "coach",
        "2026-03-01T10:00:00+00:00", phases, BOARDS,
    )  # fmt: skip
    entries = lived(happened, opened)
    with TemporaryDirectory() as folder:
        path = Path(folder, "2026-03-01-news-feed-0a1b2c3d.jsonl")
        path.write_bytes(b"".join(map(encode, entries)))
        counted = tally(path, LISTED)
        exact = read_bytes(path.read_bytes())
    assert counted == summarize(path, exact.entries, exact.damage)


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_a_sound_session_counts_the_same(path: Path) -> None:
    counted = tally(path, LISTED)
    exact = read_bytes(path.read_bytes())
    assert counted is None or counted == summarize(path, exact.entries, exact.damage)
    assert (counted is None) == (path.stem in UNUSUAL)


def test_what_moves_too_much_or_does_not_fit_is_not_counted(tmp_path: Path) -> None:
    sound = SOUND[0]
    assert tally(sound, ReadBounds(LISTED.size, 10)) is None
    spoilt = tmp_path / sound.name
    for edit in ({"at": 10**13}, {"at": 7, "removed": "never there"}, {"board": "nowhere"}):
        wrong = {"board": "notes", "at": 0, "removed": "", "inserted": "x", **edit}
        spoilt.write_bytes(with_line(lambda row, w=wrong: row.update(type="text_edited", data=w)))  # type: ignore[misc]
        assert tally(spoilt, LISTED) is None
