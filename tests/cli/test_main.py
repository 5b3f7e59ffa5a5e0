"""The whole command line: every exit code, and errors as a sentence with a way out."""

import gc
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coach import __version__
from coach.cli import main

Told = tuple[int, str, str]
Run = Callable[..., Told]
DATA = Path(__file__).resolve().parents[1] / "data" / "sessions"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)

    def go(*words: str) -> Told:
        code = main(words)
        told = capsys.readouterr()
        return code, told.out, told.err

    return go


def session(tmp_path: Path, lines: int) -> str:
    """Keeps the beginning of a session in the home; its id."""
    folder = tmp_path / "home" / "data" / "sessions" / "2026"
    folder.mkdir(parents=True, mode=0o700)
    for one in (folder, folder.parent, folder.parent.parent):
        one.chmod(0o700)
    text = (DATA / "url-shortener-strong.jsonl").read_bytes().splitlines(keepends=True)
    (folder / "2026-03-21-url-shortener-b83f5a10.jsonl").write_bytes(b"".join(text[:lines]))
    return "b83f5a10"


def is_error(told: Told, code: int, part: str) -> None:
    """A sentence and a way out on standard error, and nothing else anywhere."""
    found, out, err = told
    assert (found, out) == (code, "")
    sentence, hint = err.splitlines()
    assert sentence.startswith("coach: ")
    assert sentence.endswith(".")
    assert part in sentence
    assert hint.startswith("       ")
    assert hint.strip()


def test_0_done(run: Run) -> None:
    for words in (["paths"], ["list"], ["prompts", "new"], ["--help"], ["api", "--help"]):
        code, out, err = run(*words)
        assert (code, err) == (0, "")
        assert out
    assert run("--version") == (0, f"coach {__version__}\n", "")


def test_1_a_check_found_something(run: Run, tmp_path: Path) -> None:
    (tmp_path / "text").write_text("GET /a\nno idea!\n", "utf-8")
    for command in ("api", "schema"):
        code, out, err = run(command, "--check", "text")
        assert (code, err) == (1, "")
        assert "This is not read." in out
    (tmp_path / "bad.toml").write_text("slug = [\n", "utf-8")
    assert run("prompts", "check", "bad.toml")[0] == 1


@pytest.mark.parametrize(
    "words", [("nonsense",), ("show",), ("prompts",), ("api", "--width", "wide"), ("list", "--no")]
)
def test_2_wrong_words(run: Run, words: tuple[str, ...]) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.startswith("usage: coach")
    assert "error: " in err


@pytest.mark.parametrize("words", [(), ("start", "url-shortener"), ("resume",)])
def test_2_no_terminal(run: Run, words: tuple[str, ...]) -> None:
    is_error(run(*words), 2, "needs a terminal")


def test_3_a_prompt_that_cannot_be_used(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "home" / "data" / "prompts"
    folder.mkdir(parents=True)
    (folder / "broken.toml").write_text('a = [\nslug = "broken"\n', "utf-8")
    code, out, err = run("prompts", "show", "broken")
    assert (code, out) == (3, "")
    assert "broken.toml, line 1: not valid TOML: the [ opened here is not closed." in err


def test_4_sessions_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("mine", "utf-8")
    is_error(run("list"), 4, "cannot be listed: not a directory")


def test_5_no_such_thing(run: Run) -> None:
    is_error(run("show", "nothing"), 5, "no session nothing")
    is_error(run("prompts", "show", "nothing"), 5, "no prompt called nothing")
    for command in ("api", "schema", "draw", "estimate"):
        is_error(run(command, "nothing"), 5, "no file nothing")


def test_6_not_allowed_now(run: Run, tmp_path: Path) -> None:
    is_error(run("debrief", session(tmp_path, 3)), 6, "")


def test_130_interrupted(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted:
        def isatty(self) -> bool:
            return False

        def read(self, size: int) -> str:
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdin", Interrupted())
    assert run("api") == (130, "", "")


@pytest.mark.parametrize("command", ["api", "schema", "draw", "estimate"])
def test_a_file_that_is_no_text_is_refused_in_a_sentence(
    run: Run, tmp_path: Path, command: str
) -> None:
    (tmp_path / "binary").write_bytes(b"\x89PNG\xff\x00")
    (tmp_path / "folder").mkdir()
    is_error(run(command, "folder"), 2, "folder cannot be read")
    is_error(run(command, "binary"), 2, "binary is not UTF-8")
    is_error(run(command, "binary/inside"), 2, "cannot be read")


@pytest.mark.parametrize("command", ["api", "schema", "draw"])
def test_a_path_that_is_none_is_refused_in_a_sentence(run: Run, command: str) -> None:
    is_error(run(command, "a\0b"), 2, "cannot be read: not a path")
    is_error(run(command, "x" * 5000), 2, "cannot be read: ")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_rights_is_refused_in_a_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "closed").write_text("GET /a", "utf-8")
    (tmp_path / "closed").chmod(0)
    for command in ("api", "schema", "draw", "estimate"):
        is_error(run(command, "closed"), 2, "closed cannot be read")


@pytest.mark.parametrize("command", ["api", "schema", "draw", "estimate"])
@pytest.mark.parametrize("width", ["-1", "0", "99999999999999999999"])
def test_a_width_out_of_all_bounds_is_refused(
    run: Run, tmp_path: Path, command: str, width: str
) -> None:
    (tmp_path / "text").write_text("a", "utf-8")
    is_error(run(command, "text", "--width", width), 2, "--width ")


@pytest.mark.parametrize("name", ["folder", "folder/x.toml", "a\0b.toml", "binary.toml"])
def test_prompts_from_what_is_no_file(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder" / "x.toml").mkdir(parents=True)
    (tmp_path / "binary.toml").write_bytes(b"\xff")
    for command in ("check", "ask"):
        code, out, err = run("prompts", command, name)
        assert code in (1, 2, 3, 5)
        assert (out + err).count("\n") <= 2
        assert out or err


@pytest.mark.parametrize("command", ["show", "export", "repair"])
@pytest.mark.parametrize("wanted", ["", "a\0b", "\udc80", "x" * 10_000, "\x1b[31m"])
def test_a_strange_id_is_no_session(run: Run, command: str, wanted: str) -> None:
    code, out, err = run(command, wanted)
    assert (code, out) == (5, "")
    assert err.startswith("coach: There is no session")
    assert "\x1b" not in err
    assert len(err) < 500


def test_a_reader_that_went_away_is_no_error() -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        words = [sys.executable, "-m", "coach", "prompts", "new"]
        done = subprocess.run(words, cwd=ROOT, stdout=write, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


def test_what_a_command_that_prints_and_ends_has_made_is_seldom_looked_through(run: Run) -> None:
    before = gc.get_threshold()
    try:
        gc.set_threshold(700, 10, 10)
        run("sit", "--help")
        assert gc.get_threshold() == (700, 10, 10)  # it goes on, and must stay small
        run("list")
        assert gc.get_threshold()[0] > 10_000
    finally:
        gc.set_threshold(*before)
