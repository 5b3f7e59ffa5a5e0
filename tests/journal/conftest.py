"""A home of its own for every test, and a session to keep in it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coach.journal.file import Journal, create
from coach.paths import Paths, find
from coach.session import events as ev


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """All of coach's folders under one of the test's."""
    return find({"COACH_HOME": str(tmp_path / "home")})


@pytest.fixture
def opened() -> ev.SessionOpened:
    """A small interview."""
    return ev.SessionOpened(
        session="0a1b2c3d4e5f60718293a4b5c6d7e8f9",
        prompt="news-feed",
        title="News feed",
        statement="Design a news feed.",
        workflow="interview",
        level="mid",
        pace="45",
        mode="coach",
        wall="2026-03-01T10:00:00+00:00",
        phases=(ev.Phase("clarify", "Clarify", 180, 300), ev.Phase("design", "Design", 300, 600)),
        boards=(ev.BoardStart("notes", "# Notes\n"),),
    )


@pytest.fixture
def journals() -> Iterator[list[Journal]]:
    """Journals put in here are let go of at the end, whatever state they are in."""
    kept: list[Journal] = []
    yield kept
    for journal in kept:
        if not journal.closed:
            journal.abandon()


@pytest.fixture
def made(paths: Paths, opened: ev.SessionOpened, journals: list[Journal]) -> Callable[[int], Path]:
    """Makes a session of so many entries, closes it and gives its file."""

    def make(entries: int) -> Path:
        journal = create(paths, opened)
        for n in range(2, entries + 1):
            journal.append(ev.Said(f"words of entry {n}"), ev.CANDIDATE, n)
        journal.close()
        return journal.path

    return make
