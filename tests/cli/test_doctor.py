"""`coach doctor`: what it looks at, and that it calls nothing fine that is not."""

import argparse
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from coach import config
from coach.cli import doctor
from coach.paths import find

Run = Callable[[Path], tuple[int, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    def go(home: Path) -> tuple[int, str]:
        monkeypatch.setenv("COACH_HOME", str(home))
        monkeypatch.setenv("TERM", "xterm-256color")
        out = io.StringIO()
        return doctor.run(argparse.Namespace(), io.StringIO(), out), out.getvalue()

    return go


def line(told: str, name: str) -> str:
    return next(row for row in told.splitlines() if row[4:].startswith(f"{name} "))


def settings(home: Path, text: str) -> Path:
    folder = home / "config"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / "settings.json").write_text(text, "utf-8")
    return folder


def test_a_fresh_home_is_fine_and_nothing_of_the_looking_stays(run: Run, tmp_path: Path) -> None:
    told = run(tmp_path)[1]
    assert line(told, "sessions").startswith("ok ")
    assert "made at the first session" in line(told, "sessions")
    assert line(told, "settings file") == "ok  settings file  none yet: the defaults"
    assert line(told, "free space").startswith("ok ")
    assert line(told, "prompts").startswith("ok ")
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("{bad", "Line 1 is not JSON."),
        ('{\n "theme":\n "dark" "light"}', "Line 3 is not JSON."),
        ("[" * 100_000, "is not JSON"),
        ("[]", "no JSON object"),
        ('{"theme": "pink"}', 'theme cannot be "pink"; it is dark, light or ansi.'),
        ('{"pace": 45}', "pace cannot be 45; it is 35, 45, 60 or untimed."),
        ('{"level": ["mid"]}', 'level cannot be ["mid"]'),
        ('{"colour": "red"}', "There is no setting colour"),
        ('{"theme": "pink", "mode": "mild"}', "1 more after it."),
    ],
)
def test_settings_that_are_passed_over_are_named(
    run: Run, tmp_path: Path, text: str, part: str
) -> None:
    folder = settings(tmp_path, text)
    code, told = run(tmp_path)
    assert code == 1
    assert line(told, "settings file").startswith("!! ")
    assert part in line(told, "settings file")
    assert f"mend or delete {folder / 'settings.json'}" in told
    assert config.load(folder) == config.Settings()


def test_settings_that_were_saved_are_fine(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "config"
    config.save(folder, config.Settings(theme="light"))
    assert config.faults(folder) == ()
    assert line(run(tmp_path)[1], "settings file").startswith("ok ")


def test_settings_that_are_no_utf8_or_no_file_are_named(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_bytes(b"\xff\xfe")
    assert config.faults(tmp_path) == ("It is not JSON in UTF-8.",)
    (tmp_path / "settings.json").unlink()
    (tmp_path / "settings.json").mkdir()
    assert "cannot be read" in config.faults(tmp_path)[0]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a file system that refuses")
def test_a_home_that_cannot_be_made_is_said_to_be_so(run: Run) -> None:
    code, told = run(Path("/proc/x"))
    assert code == 1
    assert line(told, "sessions").startswith("!! ")
    assert "/proc/x/data/sessions cannot be made" in line(told, "sessions")
    assert "Set COACH_HOME to a folder of your own" in told
    assert "made at the first session" not in told
    assert "free space" not in told


def test_a_file_in_a_folders_place_is_said_to_be_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir(mode=0o700)
    (tmp_path / "data" / "sessions").write_text("mine", "utf-8")
    code, told = run(tmp_path)
    assert code == 1
    assert "is not a folder" in line(told, "sessions")
    (tmp_path / "home").write_text("mine", "utf-8")
    code, told = run(tmp_path / "home")
    assert code == 1
    assert "cannot be made: not a directory" in line(told, "sessions")


def test_a_file_among_the_sessions_that_is_none_is_named(run: Run, tmp_path: Path) -> None:
    folder = find({"COACH_HOME": str(tmp_path)}).sessions
    folder.mkdir(mode=0o700, parents=True)
    (folder / "shopping.txt").write_text("milk", "utf-8")
    code, told = run(tmp_path)
    assert code == 1
    assert "0 sessions" in line(told, "session files")
    assert "shopping.txt" in line(told, "foreign")


def test_another_program_of_that_name_before_this_one_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, other = tmp_path / "own" / "coach", tmp_path / "other" / "coach"
    for program in (own, other):
        program.parent.mkdir()
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
    monkeypatch.setattr("sys.argv", [str(own), "doctor"])
    for first, fine in ((own, True), (other, False)):
        monkeypatch.setenv("PATH", str(first.parent))
        told = run(tmp_path / "home")[1]
        assert line(told, "program").startswith("ok " if fine else "!! ")
        assert str(first) in line(told, "program")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "not on the PATH" in line(run(tmp_path / "home")[1], "program")


@pytest.mark.parametrize(("setting", "passes"), [("on", True), ("external", False), ("", False)])
def test_a_copy_gets_through_tmux_only_where_it_is_set_so(setting: str, passes: bool) -> None:
    told = doctor._clipboard(setting)
    assert told.fine
    assert bool(told.todo) is not passes
