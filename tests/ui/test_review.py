"""The library's screen: painted from the index, searched as one types, acted upon by keys."""

import lzma
import tarfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from coach.journal.file import read
from coach.journal.library import Library
from coach.journal.query import parse
from coach.live import reckoning
from coach.session import events as ev
from coach.ui.app import CoachApp
from coach.ui.library_answer import LibraryAnswer
from coach.ui.screens import review_screen
from coach.ui.screens.replay_screen import ReplayScreen
from coach.ui.screens.review_screen import ReviewScreen
from coach.ui.views.library_rows import group_rows
from coach.ui.widgets.choices import Choices
from tests.progress.summaries import session
from tests.ui.conftest import Stage

DATA = Path(__file__).resolve().parents[1] / "data" / "reviewing" / "seed-7.tar.xz"


@pytest.fixture
def library(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """The stage with two dozen sessions, which nothing scores in the background."""
    monkeypatch.setattr(reckoning, "reckon", lambda *given: 0)
    folder = stage.environment.paths.sessions
    folder.mkdir(parents=True, mode=0o700)
    with lzma.open(DATA) as packed, tarfile.open(fileobj=packed) as sessions:
        for member in sessions.getmembers():
            source = sessions.extractfile(member)
            assert source is not None
            target = folder / member.name
            target.parent.mkdir(mode=0o700, exist_ok=True)
            target.write_bytes(source.read())
            target.chmod(0o600)
    return stage


def listed(screen: ReviewScreen) -> list[str]:
    return [one.id for one in screen.answer.sessions]


def ready(screen: ReviewScreen) -> Callable[[], bool]:
    return lambda: len(screen.answer.every) == 25 and bool(screen.query_one("#matches").rows)  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_the_library_and_what_was_found(
    library: Stage, golden: Callable[[str, str], None], size: tuple[int, int]
) -> None:
    screen = ReviewScreen()

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await library.until(pilot, ready(screen))
        golden(f"library-{size[0]}", library.text(app))
        await pilot.press(*"cache replica")
        await library.until(pilot, lambda: len(screen.answer.sessions) == 9)
        await library.until(pilot, lambda: "REPLICA" in library.text(app))
        golden(f"library-found-{size[0]}", library.text(app))

    library.run(play, screen, size)


def test_what_the_index_knows_is_painted_before_the_files_are_looked_at(
    library: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    Library(library.environment.paths).sessions()
    screen = ReviewScreen()
    monkeypatch.setattr(Library, "refresh", lambda self, most=None: 0)
    monkeypatch.setattr(ReviewScreen, "ask", lambda self, anew=True: None)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        assert len(screen.answer.sessions) == 25
        assert "Ticket booking" in library.text(app)

    library.run(play, screen)


def test_a_key_asks_for_what_it_searches_and_not_for_all_sessions_again(
    library: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen, asked = ReviewScreen(), [0]
    whole = Library.sessions

    def counted(self: Library, limit: int | None = None) -> tuple[Any, ...]:
        asked[0] += 1
        return whole(self, limit)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await library.until(pilot, ready(screen))
        await library.until(pilot, lambda: screen.answer.counts[0] == 25)
        monkeypatch.setattr(Library, "sessions", counted)
        await pilot.press(*"marmalade")
        await library.until(pilot, lambda: len(screen.answer.sessions) == 1)
        assert asked == [0]
        assert len(screen.answer.every) == 25
        screen.look_again()
        await library.until(pilot, lambda: asked[0] >= 1)

    library.run(play, screen)


def test_what_is_typed_is_answered_while_the_files_are_looked_at(
    library: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    Library(library.environment.paths).refresh()
    looked, look = Event(), Library.refresh

    def slow(self: Library, most: int | None = None) -> int:
        looked.wait(20)
        return look(self, most)

    monkeypatch.setattr(Library, "refresh", slow)
    screen = ReviewScreen()

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        # one key's wait for rest takes a second while a thread works
        screen.query_one("#filter", Input).value = "marmalad"
        await pilot.press("e")
        await library.until(pilot, lambda: len(screen.answer.sessions) == 1)
        assert screen.answer.every == () and screen.answer.counts == (0, 0)
        looked.set()
        await library.until(pilot, lambda: len(screen.answer.every) == 25)
        await library.until(pilot, lambda: "1 of 25" in library.text(app))

    library.run(play, screen)


def test_an_older_answer_never_replaces_a_newer_one(library: Stage) -> None:
    screen = ReviewScreen()

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await library.until(pilot, ready(screen))
        await pilot.press(*"marmalade")
        await library.until(pilot, lambda: len(screen.answer.sessions) == 1)
        screen._answered(screen._asked - 1, LibraryAnswer(parse("m"), (), ()))
        assert len(screen.answer.sessions) == 1

    library.run(play, screen)


def test_a_match_is_replayed_from_its_moment(library: Stage) -> None:
    screen = ReviewScreen()

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await library.until(pilot, ready(screen))
        await pilot.press(*"marmalade")
        await library.until(pilot, lambda: bool(screen.query_one("#matches", Choices).chosen))
        n = int(screen.query_one("#matches", Choices).chosen)
        await pilot.press("tab", "enter")
        await library.until(pilot, lambda: isinstance(app.screen, ReplayScreen))
        replay = app.screen
        assert isinstance(replay, ReplayScreen)
        assert replay.replay.entry.n == n
        await pilot.press("escape")
        await library.until(pilot, lambda: app.screen is screen)

    library.run(play, screen)


def test_labels_and_titles_are_kept_in_the_session(library: Stage) -> None:
    screen = ReviewScreen()

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await library.until(pilot, ready(screen))
        await pilot.press("down")
        one = screen.chosen
        assert one is not None
        await pilot.press("ctrl+t", *"acme", "enter")
        await library.until(pilot, lambda: bool(screen.chosen and screen.chosen.labels))
        await pilot.press("ctrl+n")
        app.screen.query_one(Input).value = "The one for Acme"
        await pilot.press("enter")
        await library.until(
            pilot, lambda: bool(screen.chosen and screen.chosen.title == "The one for Acme")
        )
        assert [entry.event for entry in read(one.path).entries[-2:]] == [
            ev.Labelled("acme", on=True),
            ev.Renamed("The one for Acme"),
        ]
        await pilot.press(*"label:acme")
        await library.until(pilot, lambda: listed(screen) == [one.id])

    library.run(play, screen)


def test_what_was_taken_away_comes_back(library: Stage) -> None:
    screen = ReviewScreen()

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await library.until(pilot, ready(screen))
        await pilot.press("down")
        one = screen.chosen
        assert one is not None
        before, below = one.path.read_bytes(), screen.answer.sessions[2]
        await pilot.press("delete")
        await library.until(pilot, lambda: len(screen.answer.every) == 24)
        assert not one.path.exists()
        assert screen.chosen is not None and screen.chosen.path == below.path
        await pilot.press("ctrl+z")
        await library.until(pilot, lambda: len(screen.answer.every) == 25)
        assert screen.chosen is not None and screen.chosen.path == one.path
        assert one.path.read_bytes() == before
        await pilot.press("ctrl+z")
        await library.until(pilot, lambda: "Nothing was taken away" in library.text(app))

    library.run(play, screen)


@pytest.mark.parametrize(
    ("key", "shown"), [("ctrl+e", "Compare it"), ("ctrl+p", "Progress: 17 sessions")]
)
def test_keys_lead_to_comparison_and_progress(library: Stage, key: str, shown: str) -> None:
    screen = ReviewScreen()

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await library.until(pilot, ready(screen))
        await pilot.press("down", key)
        await library.until(pilot, lambda: shown in library.text(app))
        if key == "ctrl+e":
            await pilot.press("a")
            await library.until(pilot, lambda: "Facts asked" in library.text(app))

    library.run(play, screen)


def test_what_to_practise_is_told_with_its_reasons(library: Stage) -> None:
    pytest.importorskip("fsrs")
    screen = ReviewScreen()

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await library.until(pilot, ready(screen))
        await pilot.press("ctrl+d")
        await library.until(pilot, lambda: "Today, 2026-03-14" in library.text(app))

    library.run(play, screen)


def test_a_value_that_cannot_be_is_said_while_one_types(library: Stage) -> None:
    screen = ReviewScreen()

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await library.until(pilot, ready(screen))
        await pilot.press(*"is:done")
        await library.until(pilot, lambda: "is: takes unfinished" in library.text(app))

    library.run(play, screen)


def test_hostile_text_is_shown_as_text(library: Stage) -> None:
    screen = ReviewScreen()

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await library.until(pilot, ready(screen))
        await pilot.press(*"script alert")
        await library.until(pilot, lambda: "SCRIPT" in library.text(app).upper())
        assert "\x1b" not in library.text(app)
        assert "\u202e" not in library.text(app)
        assert app.screen is screen

    library.run(play, screen)


def test_what_the_background_scored_is_shown(
    library: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[Library] = []

    def reckon(shelf: Library, *given: object) -> int:
        if done:
            return 0
        done.append(shelf)
        first = shelf.sessions(1)[0]
        shelf.remember(replace(first, score=61.0, verdict="lean hire", rules=9, reckoned=9))
        return 1

    monkeypatch.setattr(reckoning, "reckon", reckon)
    screen = ReviewScreen()

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await library.until(pilot, lambda: "~61 lean hire" in library.text(app))
        assert "~ by today's rules" in library.text(app)

    library.run(play, screen)


def test_more_sessions_come_as_the_cursor_nears_the_last(
    library: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review_screen, "PAGE", 8)
    monkeypatch.setattr(review_screen, "SHOWN", 16)
    screen = ReviewScreen()

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await library.until(pilot, ready(screen))
        assert (len(screen.answer.sessions), screen.answer.more) == (8, True)
        assert "25 sessions" in library.text(app)
        await pilot.press(*"the")
        await library.until(pilot, lambda: "more than 8 of 25" in library.text(app))
        before = screen.answer.sessions
        await pilot.press("pagedown")
        await library.until(pilot, lambda: len(screen.answer.sessions) == 16)
        assert screen.answer.sessions[:8] == before
        assert screen.chosen == before[-1]
        await pilot.press("pagedown", "pagedown")
        await library.until(pilot, lambda: "The first 16 are listed" in library.text(app))
        assert screen.chosen == screen.answer.sessions[-1]

    library.run(play, screen, (80, 24))


@pytest.mark.parametrize("cells", [60, 80, 120])
def test_what_is_wrong_with_a_file_is_told_whole(cells: int) -> None:
    told = "The file is damaged at line 7: Entry 7 is missing. It is opened for reading only."
    summary = session("2026-03-05", worth={}, score=None, damage="broken", broken=told)
    rows = ["".join(text for text, _ in row) for row in group_rows(summary, None, cells, False)]
    assert " ".join(" ".join(rows).split()) == told
    assert max(map(len, rows)) < cells
