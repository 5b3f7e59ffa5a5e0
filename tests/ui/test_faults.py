"""Parts that raise, disks that refuse: the session goes on and nobody is told an untruth."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from coach.journal.disk import OsDisk
from coach.journal.file import read
from coach.live.opening import begin, reopen
from coach.session import events as ev
from coach.ui import flows
from coach.ui.app import CoachApp
from coach.ui.screens.modal import LineModal
from coach.ui.screens.session import SessionScreen
from coach.ui.widgets.editor import TalkLine
from tests.ui.conftest import Stage


class Broken:
    """Raises whatever is asked of it."""

    def __getattr__(self, name: str) -> Any:
        def fail(*args: Any, **options: Any) -> Any:
            raise RuntimeError("a part that is broken")

        return fail


class Refusing(OsDisk):
    """A disk that is full."""

    def write(self, fd: int, data: bytes) -> int:
        """Never takes anything."""
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def fresh(stage: Stage) -> SessionScreen:
    return SessionScreen(begin(stage.environment, "url-shortener", "mid", "45", "coach"))


def faults(stage: Stage) -> str:
    """What was written down about faults."""
    folder = stage.environment.paths.data / "faults"
    return "".join(path.read_text("utf-8") for path in folder.glob("*.txt"))


@pytest.mark.parametrize("name", ["notes", "estimate", "diagram", "api", "schema"])
@pytest.mark.parametrize("part", ["board", "view"])
def test_a_board_or_view_that_raises_costs_its_picture_only(
    stage: Stage, name: str, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = fresh(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        app.outlives = True
        await screen.show_board(name, focus=True)
        pane = screen.pane(name)
        if part == "board":
            pane.board = Broken()
            if name == "estimate":
                monkeypatch.setattr("coach.ui.widgets.sheet_pane.evaluate", Broken().fail)
        else:
            monkeypatch.setattr(pane, "show_finding", Broken().fail)
            monkeypatch.setattr(pane.view, "render_line", Broken().fail)
        await pilot.press(*"kept", "enter")
        await stage.until(pilot, lambda: "kept" in screen.state.boards[name])
        await stage.until(pilot, lambda: "your text is safe" in stage.text(app))
        await pilot.press("f7", *"still here", "enter")
        await stage.until(pilot, lambda: screen.state.conversation[-1].text == "still here")
        assert app.is_running

    stage.run(play, screen)
    assert "a part that is broken" in faults(stage)


def test_an_interviewer_that_raises_leaves_what_was_said(stage: Stage) -> None:
    screen = fresh(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        screen.live.partner = Broken()
        await pilot.press("f7", *"hello", "enter")
        await stage.until(pilot, lambda: screen.state.conversation[-1].text == "hello")
        stage.clock.seconds += 5
        screen.tick()
        await pilot.pause()
        assert "The interviewer failed; your text is safe" in stage.text(app)
        for key in ("ctrl+g", "ctrl+n"):
            await pilot.press(key)
        await stage.until(pilot, lambda: screen.state.phase == "estimate")

    stage.run(play, screen)
    assert "a part that is broken" in faults(stage)


def test_checks_that_raise_are_said(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = fresh(stage)
    monkeypatch.setattr("coach.debrief.checks.check", Broken().fail)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await screen.action_command("checks")
        await stage.until(pilot, lambda: "Checks failed" in stage.text(app))

    stage.run(play, screen)


def test_a_handler_that_raises_ends_nothing(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = fresh(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        app.outlives = True
        monkeypatch.setattr(screen, "show_state", Broken().fail)
        await pilot.press("f4", *"a -> b", "enter")
        monkeypatch.undo()
        await stage.until(pilot, lambda: screen.state.boards["diagram"] == "a -> b\n")
        await pilot.press("f7", *"on", "enter")
        await stage.until(pilot, lambda: screen.state.conversation[-1].text == "on")

    stage.run(play, screen)
    assert "a part that is broken" in faults(stage)


def test_typing_without_a_pause_is_kept_within_a_second(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.ui.screens.keeping.PAUSE", 3600.0)
    monkeypatch.setattr("coach.ui.screens.keeping.AT_LATEST", 0.05)
    screen = fresh(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f4", *"client -> api")
        await stage.until(pilot, lambda: screen.state.boards["diagram"] == "client -> api")
        await pilot.press("f7", *"so the reads")
        await stage.until(pilot, lambda: screen.state.draft == "so the reads")

    stage.run(play, screen)


def test_the_ceiling_leaves_a_disk_time_within_the_second() -> None:
    from coach.ui.screens import keeping

    assert keeping.PAUSE < keeping.AT_LATEST <= 0.9


def test_what_stands_in_the_talk_line_comes_back(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.ui.screens.keeping.PAUSE", 3600.0)
    monkeypatch.setattr("coach.ui.screens.keeping.AT_LATEST", 3600.0)
    screen = fresh(stage)
    path = screen.sitting.journal.path

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f7", *"half a thought")
        app.action_leave_in_order()
        await pilot.pause()

    stage.run(play, screen)
    again = SessionScreen(reopen(stage.environment, path))

    async def look(pilot: Pilot[Any], app: CoachApp) -> None:
        talk = again.query_one(TalkLine)
        assert talk.text == "half a thought"
        await pilot.press(*" more", "enter")
        await stage.until(pilot, lambda: not again.state.draft)

    stage.run(look, again)
    said = [e.event for e in read(path).entries if isinstance(e.event, ev.Said)]
    assert "half a thought more" in [event.text for event in said]
    drafts = [e.event for e in read(path).entries if isinstance(e.event, ev.DraftEdited)]
    assert len(drafts) == 1


def test_words_that_are_refused_stay_in_the_talk_line(stage: Stage) -> None:
    screen = fresh(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        talk = screen.query_one(TalkLine)
        talk.focus()
        screen.live.state = screen.live.state.__class__()
        await pilot.press(*"lost?", "enter")
        await stage.until(pilot, lambda: talk.text == "lost?")

    stage.run(play, screen)


def test_nothing_can_be_typed_that_cannot_be_kept(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = fresh(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f2")
        editor = screen.pane("notes").editor
        monkeypatch.setattr(type(editor), "limit", len(editor.text) + 3)
        await pilot.press(*"abcdef")
        await stage.until(pilot, lambda: "nothing changed" in stage.text(app))
        await stage.until(pilot, lambda: screen.state.boards["notes"] == editor.text)
        assert "abc" in editor.text
        assert "abcd" not in editor.text

    stage.run(play, screen)


def test_leaving_with_a_full_disk_asks_and_tells_the_truth(stage: Stage) -> None:
    screen = fresh(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        screen.sitting.journal._disk = Refusing()
        await pilot.press("f7", *"never saved", "enter")
        await pilot.press("ctrl+q", "l")
        await stage.until(pilot, lambda: "NOT SAVED. " in stage.text(app))
        assert "the disk is full" in stage.text(app)
        await pilot.press("s")
        await pilot.pause()
        assert app.is_running
        await pilot.press("ctrl+q", "l")
        await stage.until(pilot, lambda: "Leave and lose" in stage.text(app))
        await pilot.press("l")
        await pilot.pause()

    app = stage.run(play, screen)
    assert any("entries were lost (the disk is full)" in line for line in app.farewell)
    assert not any(line.startswith("Saved.") for line in app.farewell)


def test_a_deleted_file_is_noticed_on_leaving(stage: Stage) -> None:
    screen = fresh(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        screen.sitting.journal.settle()
        screen.sitting.journal.path.unlink()
        await pilot.press("ctrl+q", "l")
        await stage.until(pilot, lambda: "deleted by another program" in stage.text(app))
        await pilot.press("l")
        await pilot.pause()

    app = stage.run(play, screen)
    assert not any("Saved." in line for line in app.farewell)


def test_a_session_saved_elsewhere_is_found_by_every_road(stage: Stage, tmp_path: Path) -> None:
    screen = fresh(stage)
    old = screen.sitting.journal.path
    other = tmp_path / ("a folder with a long name " * 8).strip()
    other.mkdir()
    target = other / "kept.jsonl"

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        flows.save_elsewhere(screen)
        await pilot.pause()
        for bad in ("~nobody-here/x", "x" * 300, "/proc/nope/x", "/dev/full/x", str(target)):
            line = app.screen.query_one("#line", Input)  # it asks until a place takes it
            line.value = bad
            if bad != str(target):
                await pilot.press("enter")
                await pilot.pause()
                assert screen.sitting.journal.path == old
                assert isinstance(app.screen, LineModal)
        await pilot.press("enter")
        await stage.until(pilot, lambda: screen.sitting.journal.path == target)
        await pilot.press("f7", *"said there", "enter")
        await pilot.press("ctrl+q", "l")
        await pilot.pause()

    stage.run(play, screen)
    library = stage.environment.library()
    opened = screen.state.opened
    assert opened is not None
    assert library.find(opened.session) == target
    assert [one.path for one in library.sessions()] == [target]
    assert [one.path for one in library.unfinished()] == [target]
    assert "said there" in target.read_text("utf-8")
    target.rename(target.with_name("gone"))
    assert "not there now" in library.sessions()[0].broken
    library.close()


@pytest.mark.parametrize("keys", [["enter"] * 4, ["f", "f", "k", "k"], ["escape"] * 4])
def test_keys_pressed_again_and_again_while_finishing_end_nothing(
    stage: Stage, keys: list[str]
) -> None:
    screen = fresh(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("ctrl+q", *keys)
        await pilot.pause()

    stage.run(play, screen)


def test_text_that_was_refused_is_not_called_saved(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = fresh(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f4")
        monkeypatch.setattr("coach.session.decide.TEXT_LIMIT", 3)
        await pilot.press(*"abcdef", "ctrl+q", "l")
        await stage.until(pilot, lambda: "the diagram board" in stage.text(app))
        await pilot.press("l")
        await pilot.pause()

    app = stage.run(play, screen)
    assert app.farewell[0].startswith("NOT SAVED, the last of the diagram board")
