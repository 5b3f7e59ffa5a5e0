"""An installation that lacks a part says which, and how to get it, and shows no traceback."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from coach.cli import main
from coach.cli.missing_part import told_of

HIDDEN = """
import sys
class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name == {part!r}:
            raise ModuleNotFoundError("No module named " + name, name=name)
sys.meta_path.insert(0, Hidden())
"""


def without(part: str, folder: Path, *words: str) -> tuple[int, str, str]:
    """coach on a terminal of its own where a library cannot be imported: code, screen, errors."""
    (folder / "sitecustomize.py").write_text(HIDDEN.format(part=part))
    environ = {**os.environ, "PYTHONPATH": str(folder), "COACH_HOME": str(folder / "home")}
    ours, theirs = pty.openpty()
    made = subprocess.run(
        [sys.executable, "-m", "coach", *words],
        stdin=theirs, stdout=theirs, stderr=subprocess.PIPE,
        env=environ, text=True, timeout=60, check=False,
    )  # fmt: skip
    os.close(theirs)
    os.set_blocking(ours, False)
    try:
        screen = os.read(ours, 1 << 20).decode("utf-8", "replace")
    except OSError:
        screen = ""
    os.close(ours)
    return made.returncode, screen, made.stderr


@pytest.mark.parametrize("words", [(), ("start", "url-shortener")])
def test_without_textual_the_application_says_so(tmp_path: Path, words: tuple[str, ...]) -> None:
    code, _, told = without("textual", tmp_path, *words)
    assert code == 2
    assert told.startswith("coach: textual is missing")
    assert "pip install" in told
    assert "Traceback" not in told
    assert not list((tmp_path / "home").rglob("*.jsonl")), "no session is begun"


def test_what_does_not_fit_is_told_from_what_is_missing() -> None:
    missing, way_out = told_of(ModuleNotFoundError("No module named 'fsrs'", name="fsrs"))
    assert missing.startswith("coach: fsrs is missing")
    assert "pip install" in way_out
    unfit, _ = told_of(ImportError("cannot import name 'x' from 'rich'", name="rich.text"))
    assert unfit.startswith("coach: rich is there but does not fit")
    own, _ = told_of(ImportError("cannot import name 'x'", name="coach.ui"))
    assert own.startswith("coach: This installation")


def test_a_command_that_lacks_a_library_ends_with_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(words: list[str]) -> int:
        raise ModuleNotFoundError("No module named 'msgspec'", name="msgspec")

    monkeypatch.setattr("coach.cli._run", fails)
    assert main(["prompts", "list"]) == 2
    assert "msgspec is missing" in capsys.readouterr().err
