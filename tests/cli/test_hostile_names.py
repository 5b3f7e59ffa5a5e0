"""Names of folders, files and arguments that would move the cursor are shown, not obeyed."""

import os
from pathlib import Path

import pytest

from coach.cli import main

NAME = "\x1b[31mred\u202e\x9b1m"
RAW = {"\x1b", "\x9b", "\u202e"}
COMMANDS = (
    "paths", "list", "list --json", "show x", "export abcd", "repair abcd", "debrief abcd",
    "doctor",
    "prompts list", "prompts list --json", "prompts show mine", "prompts check mine",
    "prompts new abc", "prompts ask mine",
)  # fmt: skip
FILTERS = ("draw", "estimate", "api", "schema", "plan", "plan --estimate",
           "draw --previous", "prompts check", "prompts ask",
           "prompts show", "show", "export", "repair", "debrief", "estimate --watch")  # fmt: skip


def harmless(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    code = main(words)
    out, err = capsys.readouterr()
    assert 0 <= code <= 6
    assert not RAW & set(out + err)
    return out + err


def home_at(home: Path) -> None:
    """A home with a broken session, a foreign file and a broken prompt, all of odd names."""
    year, prompts = home / "data" / "sessions" / "2026", home / "data" / "prompts"
    for folder in (home, home / "data", year.parent, year, prompts):
        folder.mkdir(mode=0o700, exist_ok=True)
    (year / "2026-01-01-shop-abcd.jsonl").write_bytes(b"junk\n")
    (year / f"{NAME}.txt").write_text("x", "utf-8")
    (prompts / "mine.toml").write_text("slug = 1\n", "utf-8")
    (prompts / f"{NAME}.toml").write_text("slug = \n", "utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_home_of_an_odd_name(
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    home = tmp_path / NAME
    home_at(home)
    monkeypatch.setenv("COACH_HOME", str(home))
    told = harmless(command.split(), capsys)
    if command in ("paths", "doctor", "prompts list"):
        assert "␛[31mred" in told
    monkeypatch.setenv("COACH_HOME", str(home / "data" / "prompts" / "mine.toml" / NAME))
    harmless(command.split(), capsys)


@pytest.mark.parametrize("command", FILTERS)
def test_an_argument_of_an_odd_name(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / NAME).mkdir()
    for name in (NAME, str(tmp_path / NAME), str(tmp_path / f"{NAME}.toml"), "\udc80"):
        harmless([*command.split(), name], capsys)


@pytest.mark.parametrize(
    "command", ["draw", "estimate", "api", "schema", "plan", "draw --previous"]
)
def test_a_pipe_or_a_folder_in_a_file_s_place_is_refused_at_once(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    for name in ("pipe", ".", "loop"):
        words = [*command.split(), str(tmp_path / name)]
        words += [str(tmp_path / "text")] if "--previous" in command else []
        (tmp_path / "text").write_text("a -> b", "utf-8")
        assert main(words) == 2
        assert "cannot be read" in capsys.readouterr().err
