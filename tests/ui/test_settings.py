"""Settings changed in the program: seen at once, kept with Enter, put back with Esc."""

import json
import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from coach import config
from coach.config import Settings
from coach.errors import CoachError
from coach.live.opening import begin
from coach.ui.app import CoachApp
from coach.ui.screens.session import SessionScreen
from coach.ui.screens.settings import SettingsModal
from coach.ui.theme import PALETTES
from tests.ui.conftest import Stage
from tests.ui.test_themes import written

ROOT = Path(__file__).resolve().parents[2]
SIZES = [(80, 24), (120, 36)]


def kept(stage: Stage) -> dict[str, str]:
    """What is saved."""
    path = stage.environment.paths.config / config.NAME
    found: dict[str, str] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return found


async def open_settings(stage: Stage, pilot: Pilot[Any], app: CoachApp) -> None:
    """From the start page into the dialog."""
    await pilot.press("s")
    await stage.until(pilot, lambda: isinstance(app.screen, SettingsModal))
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_theme_is_seen_at_once_and_kept(
    stage: Stage, golden: Callable[[str, str], None], size: tuple[int, int]
) -> None:
    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await open_settings(stage, pilot, app)
        golden(f"settings-{size[0]}", stage.text(app))
        light = PALETTES["light"]["accent"].lstrip("#")
        code = ";".join(str(int(light[i : i + 2], 16)) for i in (0, 2, 4))
        assert code not in written(app)
        await pilot.press("right")
        await pilot.pause()
        assert app.theme == "coach-light"
        assert code in written(app)
        assert kept(stage) == {}
        await pilot.press("enter")
        await stage.until(pilot, lambda: not isinstance(app.screen, SettingsModal))
        await pilot.pause()
        assert code in written(app)
        assert "light theme" in stage.text(app)

    app = stage.run(play, size=size)
    assert app.environment.settings == Settings(theme="light")
    assert kept(stage)["theme"] == "light"
    assert config.load(stage.environment.paths.config) == Settings(theme="light")


def test_every_setting_can_be_changed(stage: Stage) -> None:
    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await open_settings(stage, pilot, app)
        for _ in range(8):
            await pilot.press("right", "down")
        await pilot.press("enter")
        await stage.until(pilot, lambda: bool(kept(stage)))

    app = stage.run(play)
    wanted = Settings(
        "senior", "60", "pressure", "light", "none", "unicode", keys="zellij", clock="quiet"
    )
    assert app.environment.settings == wanted
    assert config.load(stage.environment.paths.config) == wanted


def test_escape_puts_everything_back(stage: Stage) -> None:
    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await open_settings(stage, pilot, app)
        await pilot.press("right", "down", "left", "down", "right")
        await pilot.pause()
        assert (app.theme, app.plain) == ("coach-light", True)
        assert app.environment.settings.bell == "none"
        await pilot.press("escape")
        await stage.until(pilot, lambda: not isinstance(app.screen, SettingsModal))
        assert (app.theme, app.plain) == ("coach-dark", False)

    app = stage.run(play)
    assert app.environment.settings == Settings()
    assert kept(stage) == {}


def test_the_sample_is_drawn_in_the_signs_that_were_chosen(stage: Stage) -> None:
    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await open_settings(stage, pilot, app)
        assert "│ shop │─────▶│ ○ db │" in stage.text(app)
        await pilot.press("down", "left")
        await pilot.pause()
        assert "| shop |----->| C db |" in stage.text(app)

    stage.run(play)


def test_a_pace_is_told_by_its_windows_and_a_bell_rings(stage: Stage) -> None:
    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        rung: list[bool] = []
        app.bell = lambda: rung.append(True)  # type: ignore[method-assign]
        await open_settings(stage, pilot, app)
        await pilot.press(*["down"] * 6)
        await pilot.pause()
        assert "clarify requirements 3:30–6:00" in stage.text(app)
        await pilot.press("right")
        await pilot.pause()
        assert "clarify requirements 4:45–8:00" in stage.text(app)
        await pilot.press("right")
        await pilot.pause()
        assert "No clock drives you" in stage.text(app)
        assert rung == []
        await pilot.press(*["up"] * 4, "left")
        assert rung == [True]
        await pilot.press("left")
        assert rung == [True]

    stage.run(play)


def test_settings_that_cannot_be_saved_are_said_and_the_dialog_stays(
    stage: Stage, monkeypatch: Any
) -> None:
    def refuse(folder: Path, settings: Settings) -> None:
        raise CoachError("The settings could not be saved here: no space left.", "Try elsewhere.")

    monkeypatch.setattr(config, "save", refuse)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await open_settings(stage, pilot, app)
        await pilot.press("right", "enter")
        await pilot.pause()
        assert isinstance(app.screen, SettingsModal)
        assert "no space left" in stage.text(app)
        await pilot.press("escape")
        await stage.until(pilot, lambda: not isinstance(app.screen, SettingsModal))
        assert app.theme == "coach-dark"

    stage.run(play, size=(80, 24))


def test_glyphs_change_on_the_terminal_and_the_next_first_picture_has_them(tmp_path: Path) -> None:
    keys = ((b"Practise", b"s"), (b"Glyphs", b"\x1b[B\x1b[D"), (b"C db", b"\r"), (b"", b"q"))
    first = _played(tmp_path, keys)
    assert b"+------+" in first
    assert json.loads((tmp_path / "config" / config.NAME).read_text())["glyphs"] == "ascii"
    second = _played(tmp_path, ((b"Practise", b"q"),))
    assert second.split(b"\x1b[?1049l")[0].isascii()


def _played(home: Path, keys: tuple[tuple[bytes, bytes], ...]) -> bytes:
    """All that coach writes to a terminal; each key is typed when its words have been seen."""
    kept_ones = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))}
    environ = {**kept_ones, "LANG": "C.UTF-8", "COACH_HOME": str(home), "TERM": "xterm-256color"}
    master, slave = pty.openpty()
    os.set_blocking(master, False)
    seen = b""
    with subprocess.Popen(
        [sys.executable, "-m", "coach"],
        stdin=slave,
        stdout=slave,
        env=environ,
        cwd=ROOT,
        start_new_session=True,
    ) as process:
        os.close(slave)
        waiting = list(keys)
        begun = 0
        end = time.monotonic() + 30
        while time.monotonic() < end:
            ready = select.select([master], [], [], 0.4)[0]
            try:
                data = os.read(master, 1 << 16) if ready else b""
            except OSError:
                break
            seen += data
            if not data and process.poll() is not None:
                break
            if waiting and not data and waiting[0][0] in seen[begun:]:
                begun = len(seen)
                os.write(master, waiting.pop(0)[1])
        else:
            process.kill()
        process.wait()
    os.close(master)
    assert not waiting, seen[-500:]
    return seen


def test_a_quiet_clock_shows_whole_minutes_and_moves_once_in_each(stage: Stage) -> None:
    settings = Settings(clock="quiet")
    object.__setattr__(stage.environment, "settings", settings)
    sitting = begin(stage.environment, "url-shortener", "mid", "45", "coach")

    async def play(pilot: Pilot[None], app: CoachApp) -> None:
        screen = app.screen
        assert isinstance(screen, SessionScreen)
        told = set()
        for _ in range(170):
            stage.clock.seconds += 1
            screen.live.now()
            screen.show_clock()
            await pilot.pause()
            told.add(stage.text(app).splitlines()[0])
        assert len(told) == 3, told
        assert any("2:00 of" in line for line in told)

    stage.run(play, SessionScreen(sitting))
