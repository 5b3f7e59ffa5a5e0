"""A file beyond the bound is told line by line, in bounded memory, and its bad lines are said."""

import tracemalloc
from pathlib import Path

import pytest

from coach.journal import access, oversized
from coach.journal.oversized import entry_lines, is_oversized

STRONG = Path(__file__).parents[1] / "data" / "sessions" / "url-shortener-strong.jsonl"


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A session whose last line was appended again until there are one and a half million bytes."""
    data = STRONG.read_bytes()
    lines = data.splitlines(keepends=True)
    path = tmp_path / "large.jsonl"
    with path.open("wb") as file:
        file.write(data)
        file.write(b'{"n": torn\n')
        for _ in range(1_500_000 // len(lines[-1])):
            file.write(lines[-1])
    return path


def test_a_large_file_is_told_without_being_held(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert oversized._PIECE <= 1024 * 1024
    monkeypatch.setattr(oversized, "_PIECE", 64 * 1024)
    tracemalloc.start()
    told = sum(1 for _ in entry_lines(large))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert large.stat().st_size > 2 * 700_000
    assert told > 10_000
    assert peak < 700_000


def test_what_was_said_and_what_cannot_be_read_are_lines(large: Path) -> None:
    lines = entry_lines(large)
    first = [next(lines) for _ in range(400)]
    assert any("candidate: (said" in line for line in first)
    assert any("cannot be read" in line for line in first)
    assert all(line.isprintable() or "\n" in line for line in first)


def test_the_bound_is_the_one_of_a_session(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_oversized(large)
    monkeypatch.setattr(oversized, "SIZE_LIMIT", 1_000_000)
    assert is_oversized(large)
    assert access.SIZE_LIMIT == 64 * 1024 * 1024
    assert not is_oversized(large.parent / "none.jsonl")


def test_a_line_longer_than_an_entry_may_be_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "wide.jsonl"
    path.write_bytes(b"x" * 9_000_000 + b"\n" + STRONG.read_bytes())
    told = list(entry_lines(path))
    assert "cannot be read" in told[0]
    assert sum("cannot be read" in line for line in told) == 1
