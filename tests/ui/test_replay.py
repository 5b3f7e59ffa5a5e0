"""The replay screen: the session's own screen with a movable end."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from coach.boards.board import plain
from coach.boards.registry import drawn
from coach.journal.file import read
from coach.live.opening import begin
from coach.session import events as ev
from coach.session.decide import EditBoard, Say
from coach.ui.app import CoachApp
from coach.ui.screens.replay_screen import ReplayScreen
from coach.ui.screens.session import SessionScreen
from coach.ui.widgets.rows import RowsView
from tests.ui.conftest import Stage

DATA = Path(__file__).resolve().parents[1] / "data" / "sessions"


def kept(stage: Stage, name: str = "url-shortener-weak") -> Path:
    """A session on the disk of the test's own home."""
    folder = stage.environment.paths.sessions / "2026"
    folder.mkdir(parents=True, mode=0o700)
    for made in (folder, *folder.parents[:3]):
        made.chmod(0o700)
    path = folder / "2026-03-21-url-shortener-b83f5a10.jsonl"
    path.write_bytes((DATA / f"{name}.jsonl").read_bytes())
    path.chmod(0o600)
    return path


def part(app: CoachApp, id: str) -> str:
    """The rows of one part of the screen."""
    return "\n".join(
        "".join(text for text, _ in row) for row in app.screen.query_one(f"#{id}", RowsView).rows
    )


def laid(screen: SessionScreen | ReplayScreen) -> bool:
    pane: Any = screen.panes.get("diagram")
    return pane is not None and not pane.laying and bool(pane.drawing.picture.boxes)


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
def test_replaying_to_the_end_gives_the_live_screen_picture_included(
    stage: Stage, size: tuple[int, int]
) -> None:
    shown: dict[str, tuple[str, ...]] = {}
    sizes: list[Any] = []
    sitting = begin(stage.environment, "url-shortener", "mid", "45", "coach")
    live = SessionScreen(sitting)

    async def type_it(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f4")
        lines = ("client -> api", "api -> cache", "api -> store", "store -> replica", "api -> log")
        for line in lines:
            live.pane("diagram").editor.insert(line)
            await pilot.press("enter")
            stage.clock.seconds += 7
        live.do(Say("The cache holds what is read most."))
        live.pane("diagram").editor.insert("client -> cdn")
        live.commit()
        live.pane("diagram").draw()
        await stage.until(pilot, lambda: laid(live))
        await pilot.pause(0.05)
        shown["live"] = (
            stage.text(app).splitlines()[2],
            part(app, "talked"),
            part(app, "rail").partition("least")[0][:60],
            live.pane("diagram").text,
            live.pane("diagram").drawing.picture.text,  # type: ignore[attr-defined]
        )
        sizes.append(live.pane("diagram").growth.size)  # type: ignore[attr-defined]

    stage.run(type_it, live, size)
    replay = ReplayScreen(sitting.journal.path, f"#{sitting.live.state.n}")

    async def look(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f4")
        await stage.until(pilot, lambda: laid(replay))
        replay.pane("diagram").draw()
        await pilot.pause(0.05)
        shown["replay"] = (
            part(app, "talked"),
            replay.pane("diagram").text,
        )
        view = replay.pane("diagram").view.size
        shown["width"] = (str(view.width),)

    stage.run(look, replay, size)
    assert shown["replay"][0] == shown["live"][1]
    assert shown["replay"][1] == shown["live"][3]
    assert live.state.n == replay.state.n
    assert dict(live.state.boards) == dict(replay.state.boards)
    way, size_of = replay.drawing("diagram"), sizes[0]
    again = drawn("diagram", shown["replay"][1], size_of.width, size_of.height, way)
    assert way[0]
    assert plain(again) == shown["live"][4]


def test_any_order_of_jumps_gives_the_pictures_of_playing_through(stage: Stage) -> None:
    path = kept(stage, "url-shortener-strong")
    entries = read(path).entries
    typed = [(entry.n, entry.event) for entry in entries if isinstance(entry.event, ev.TextEdited)]
    edits = [n for n, event in typed if event.board == "diagram"]
    wanted: dict[int, str] = {}
    order = edits[3::9]
    for numbers in (order, [*reversed(order)]):
        screen = ReplayScreen(path, number=numbers[0])

        async def play(
            pilot: Pilot[Any],
            app: CoachApp,
            screen: ReplayScreen = screen,
            numbers: list[int] = numbers,
        ) -> None:
            await screen.show_board("diagram")
            for n in numbers:
                screen.replay.to(screen.replay.line.count_of(n))
                screen.moved()
                await stage.until(pilot, lambda: laid(screen))
                screen.pane("diagram").draw()
                await stage.until(pilot, lambda: laid(screen))
                text = screen.pane("diagram").drawing.picture.text  # type: ignore[attr-defined]
                assert wanted.setdefault(n, text) == text

        stage.run(play, screen)
    assert len(set(wanted.values())) > 1


def test_keys_move_and_the_header_says_where(stage: Stage) -> None:
    screen = ReplayScreen(kept(stage))

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        assert "REPLAY   0:00 of" in stage.text(app)
        await pilot.press("right_square_bracket", "right_square_bracket")
        second = screen.replay.count
        assert screen.state.phase == screen.state.phases[1].id
        await pilot.press("left_square_bracket")
        assert screen.replay.count < second
        await pilot.press("f")
        assert type(screen.replay.entry.event).TYPE == "fact_revealed"
        before = screen.replay.count
        await pilot.press("right")
        assert screen.replay.count > before
        await pilot.press("left")
        assert screen.replay.count == before
        clock = screen.replay.clock
        await pilot.press("shift+right")
        assert screen.replay.clock == pytest.approx(clock + 10)
        await pilot.press("5")
        assert screen.replay.speed == 6

    stage.run(play, screen)


def test_playing_goes_on_and_stops_at_a_missed_point_to_ask(stage: Stage) -> None:
    screen = ReplayScreen(kept(stage))

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await stage.until(pilot, lambda: bool(screen.stops))
        stop = screen.stops[0]
        screen.replay.to(stop.count - 1)
        screen.replay.speed = 16
        await pilot.press("space")
        await stage.until(pilot, lambda: "Enter shows" in stage.text(app))
        assert stop.point not in stage.text(app).replace("\n", " ")
        await pilot.press(*"my words", "enter")
        await stage.until(pilot, lambda: "The point" in stage.text(app))
        assert not screen.playing
        entries = read(screen.path).entries
        assert entries[-1].event == ev.Tagged(
            screen.replay.entries[stop.count - 1].n, "note", "my words"
        )
        await pilot.press("escape")
        await pilot.press("x")
        await stage.until(pilot, lambda: "Enter shows" in stage.text(app))

    stage.run(play, screen)


def test_a_note_is_kept_in_the_session_and_shown_where_it_belongs(stage: Stage) -> None:
    path = kept(stage)
    before = path.read_bytes()
    screen = ReplayScreen(path, "8:00")

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        n = screen.replay.entry.n
        await pilot.press("n")
        await pilot.press(*"say it first", "enter")
        await stage.until(pilot, lambda: "say it first" in stage.text(app))
        await pilot.press("m")
        await pilot.pause()
        assert [entry.event for entry in read(path).entries[-2:]] == [
            ev.Tagged(n, "note", "say it first"),
            ev.Tagged(n, "mark", ""),
        ]

    stage.run(play, screen)
    assert path.read_bytes().startswith(before)


def test_somebody_elses_session_is_not_written_into(stage: Stage) -> None:
    path = kept(stage)
    theirs = path.parent.parent / "theirs"
    theirs.mkdir(mode=0o700)
    moved = path.rename(theirs / path.name)
    before = moved.read_bytes()
    screen = ReplayScreen(moved, "8:00")

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("m")
        await stage.until(pilot, lambda: "nothing is written" in stage.text(app))

    stage.run(play, screen)
    assert moved.read_bytes() == before


def test_words_are_found_and_places_gone_to(stage: Stage) -> None:
    screen = ReplayScreen(kept(stage, "url-shortener-strong"))

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("slash")
        await pilot.press(*"cache", "enter")
        await stage.until(pilot, lambda: bool(screen.matches))
        first = screen.replay.count
        await pilot.press("N")
        assert screen.replay.count > first
        assert "/" in part(app, "timeline")
        await pilot.press("g")
        await pilot.press(*"noon", "enter")
        await stage.until(pilot, lambda: "no place" in stage.text(app))
        await pilot.press(*(["backspace"] * 4), *"9:00", "enter")
        await stage.until(pilot, lambda: app.screen is screen)
        assert screen.replay.clock == pytest.approx(540, abs=60)

    stage.run(play, screen)


def test_nothing_can_be_typed_and_no_way_leads_to_appending(stage: Stage) -> None:
    path = kept(stage)
    before = path.read_bytes()
    screen = ReplayScreen(path, "9:00")
    for name in ("commit", "do", "keeper", "live"):
        assert not hasattr(screen, name)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        text = screen.pane(screen.board).text
        screen.set_focus(screen.pane(screen.board).editor)
        await pilot.press("a", "b", "enter", "ctrl+z")
        await pilot.pause()
        assert screen.pane(screen.board).text == text

    stage.run(play, screen)
    assert path.read_bytes() == before


def test_this_moment_is_written_into_a_file_and_never_over_another(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = ReplayScreen(kept(stage), "5:00")
    monkeypatch.chdir(tmp_path)
    target = Path("moment.md")

    async def asked(pilot: Pilot[Any], app: CoachApp) -> None:
        await stage.until(pilot, lambda: app.screen is screen)
        await pilot.press("e")
        await stage.until(pilot, lambda: getattr(app.focused, "id", "") == "line")
        app.screen.query_one("#line").value = str(target)  # type: ignore[attr-defined]
        await pilot.press("enter")

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await asked(pilot, app)
        await stage.until(pilot, target.exists)
        await asked(pilot, app)
        await stage.until(pilot, lambda: "written over" in stage.text(app))

    stage.run(play, screen)
    assert "## What happened" in target.read_text("utf-8")
    assert "closed" not in target.read_text("utf-8").partition("## What happened")[2]


def test_what_is_in_front_is_copied(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = ReplayScreen(kept(stage, "url-shortener-strong"), "20:00")
    copied: list[str] = []

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        monkeypatch.setattr(app, "copy_to_clipboard", copied.append)
        await pilot.press("f4")
        await stage.until(pilot, lambda: laid(screen))
        await pilot.press("y")
        await pilot.press("f2", "y")
        await stage.until(pilot, lambda: len(copied) == 2)

    stage.run(play, screen)
    assert "│" in copied[0]
    assert copied[1] == screen.state.conversation[-1].text


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_the_replay_at_a_moment(
    stage: Stage, golden: Callable[[str, str], None], size: tuple[int, int]
) -> None:
    screen = ReplayScreen(kept(stage, "url-shortener-strong"), "14:05")

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await stage.until(pilot, lambda: not screen.why_no_stops or bool(screen.stops)
                          or "missed" not in screen.why_no_stops)  # fmt: skip
        await pilot.press("f4")
        await stage.until(pilot, lambda: laid(screen))
        screen.pane("diagram").draw()
        await pilot.pause()
        golden(f"replay-{size[0]}", stage.text(app))

    stage.run(play, screen, size)


def test_a_boards_start_and_an_edit_by_hand_fold_the_same(stage: Stage) -> None:
    sitting = begin(stage.environment, "url-shortener", "mid", "45", "coach")
    sitting.live.do(EditBoard("diagram", "a -> b\nb -> c\n"))
    sitting.journal.sync()
    screen = ReplayScreen(sitting.journal.path, "#2")
    assert screen.drawing("diagram")[0] == ()
    screen.replay.to(10**6)
    assert screen.drawing("diagram")[0] == ("a -> b\nb -> c\n",)
    sitting.journal.close()


def test_the_drawing_of_a_moment_is_broken_by_a_key(stage: Stage) -> None:
    from coach.ui.screens.breaking import BreakScreen

    screen = ReplayScreen(kept(stage))

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await stage.until(pilot, lambda: bool(screen.panes))
        await pilot.press("b")
        await stage.until(pilot, lambda: "Nothing is drawn" in stage.text(app))
        screen.replay.to(len(screen.replay.entries))
        screen.jump(True, "")
        await stage.until(pilot, lambda: "Nothing is drawn" not in stage.text(app))
        await pilot.press("b")
        await stage.until(pilot, lambda: isinstance(app.screen, BreakScreen))
        await pilot.press("escape")
        await stage.until(pilot, lambda: app.screen is screen)

    stage.run(play, screen)
