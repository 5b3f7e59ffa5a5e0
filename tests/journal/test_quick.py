"""The quick reader: the exact reader's entries, or none at all."""

import json
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.journal.entry_reader import read_bytes
from coach.journal.quick import quick_entries

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
