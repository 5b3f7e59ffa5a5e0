"""A session that is begun as one was before stands there before anything is loaded."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from coach import __version__
from coach.errors import ContentError, NotSaved
from coach.paths import find
from coach.ui import frame, launch
from coach.ui.hush import unpaint

WORDS = ("start", "url-shortener", "--pace", "untimed")
Start = Callable[..., str]


@pytest.fixture
def start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Start:
    """Begins the session on a terminal of 120x36 as the command line does, as far as before the
    application; gives what was written to the terminal after the remembered picture."""
    environ = {"COACH_HOME": str(tmp_path), "COLORTERM": "truecolor"}
    monkeypatch.setattr(os, "get_terminal_size", lambda fd=0: os.terminal_size((120, 36)))
    monkeypatch.setattr(launch, "_run", lambda *_: 0)

    def begin(words: tuple[str, ...] = WORDS, shown: Mapping[str, str] = {}) -> str:
        text = frame.show(environ, __version__, words)
        written = capfd.readouterr().out
        assert written == text
        more: dict[str, Any] = {"level": None, "pace": "untimed", "mode": None, **shown}
        painted = launch.Painted(words, text)
        launch.launch_session(environ, words[1], **more, painted=painted)
        return text + "|" + capfd.readouterr().out

    return begin


def test_the_same_words_show_the_picture_that_is_then_drawn(start: Start) -> None:
    before, _, first = start().partition("|")
    assert before == ""
    assert "Functional requirements" in first
    assert start() == f"{first}|"


def test_other_words_and_other_settings_show_another_one(start: Start, tmp_path: Path) -> None:
    start()
    assert start(("start", "pastebin")).startswith("|")
    settings = tmp_path / "config" / "settings.json"
    settings.parent.mkdir(exist_ok=True)
    settings.write_text('{"theme": "light"}', "utf-8")
    shown, _, drawn = start().partition("|")
    assert shown == ""
    assert "Functional requirements" in drawn


def test_a_prompt_of_ones_own_in_its_place_is_not_hidden_by_it(
    start: Start, tmp_path: Path
) -> None:
    start()
    own = find({"COACH_HOME": str(tmp_path)}).prompts / "interview"
    own.mkdir(parents=True)
    assert start().startswith("|")
    assert not start().startswith("|")
    (own / "url-shortener.toml").write_text("slug = 1", "utf-8")
    with pytest.raises(ContentError, match="toml"):
        start()


def test_the_picture_goes_where_the_session_cannot_begin(
    start: Start, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    start()

    def refuse(*_: object, **__: object) -> None:
        raise NotSaved("The disk is full.", "Make room.")

    monkeypatch.setattr("coach.live.opening.begin", refuse)
    with pytest.raises(NotSaved):
        start()
    assert capfd.readouterr().out == unpaint()


def test_only_so_many_pictures_are_kept(tmp_path: Path) -> None:
    for number in range(100):
        frame.remember(str(tmp_path), "k", [], "picture", ("start", f"prompt-{number}"))
    assert len(list((tmp_path / frame.SESSIONS).iterdir())) == 80
    assert frame.recall(str(tmp_path), "k", ("start", "prompt-99")) == "picture"
    assert frame.recall(str(tmp_path), "k", ("start", "prompt-9")) == ""
