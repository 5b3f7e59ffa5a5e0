"""The program ends at once, with its exit code, and only when nothing is left to be done."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import coach

BEFORE = """
import atexit, os, sys, threading
from coach.cli import main
class Late:
    def __del__(self, write=os.write):
        write(2, b"taken apart")
kept = Late()
atexit.register(print, "at the end")
{more}
sys.argv = ["coach", {words}]
sys.exit(main())
"""


def run(words: str, tmp_path: Path, more: str = "") -> "tuple[int, str, str]":
    """Exit code, output and errors of the program with those words."""
    done = subprocess.run(
        [sys.executable, "-c", BEFORE.format(words=words, more=more)],
        env=os.environ | {"COACH_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [("'--version'", 0, "coach "), ("'list'", 0, "No sessions"), ("'show', 'x'", 5, "")],
)
def test_it_is_left_as_it_stands(words: str, code: int, told: str, tmp_path: Path) -> None:
    ended, out, errors = run(words, tmp_path)
    assert ended == code
    assert told in out + errors
    assert out.endswith("at the end\n")
    assert "taken apart" not in errors


def test_a_thread_still_at_work_is_waited_for(tmp_path: Path) -> None:
    late = "threading.Thread(target=lambda: (threading.main_thread().join(), print('still')))"
    ended, out, errors = run("'--version'", tmp_path, f"{late}.start()")
    assert ended == 0
    assert "taken apart" in errors
    assert "at the end" in out
    assert "still" in out


@pytest.mark.parametrize("measure", [["-m", "cProfile"], ["-m", "trace", "-csC", "kept"]])
def test_who_measures_a_run_tells_what_was_measured(measure: list[str], tmp_path: Path) -> None:
    rest = [str(Path(coach.__file__).with_name("__main__.py")), "--version"]
    words = [sys.executable, *measure, *rest]
    done = subprocess.run(
        words, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert "coach " in done.stdout
    assert "function calls" in done.stdout or "lines   cov%" in done.stdout
