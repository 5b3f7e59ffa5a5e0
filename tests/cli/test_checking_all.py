"""Checking many prompts: what did not change is remembered, and progress is told to a terminal."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coach.catalog.folders import Folders, shipped_folder
from coach.cli import checking_all
from coach.cli.checking_all import Job, check_all, code_digest, remembered

ROOT = Path(__file__).resolve().parents[2]


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that are really checked, each of them found wrong."""
    seen: list[Path] = []

    def check(job: Job) -> tuple[int, str]:
        seen.append(job.path)
        return 1, f"{job.path.stem}: error: so\n"

    monkeypatch.setattr(checking_all, "_check", check)
    monkeypatch.setattr(checking_all, "code_digest", lambda: b"code")
    return seen


def jobs(folder: Path, *names: str) -> list[Job]:
    found = []
    for name in names:
        path = folder / f"{name}.toml"
        path.write_text(f'slug = "{name}"\n')
        found.append(Job(path, False, Folders(shipped_folder(), folder), False))
    return found


def checked(wanted: list[Job], folder: Path) -> str:
    out = io.StringIO()
    worst = 0
    for job in wanted:
        worst = max(worst, check_all([job], folder / "cache", out, io.StringIO()))
    assert worst == 1
    return out.getvalue()


def test_what_did_not_change_is_told_from_memory(tmp_path: Path, counted: list[Path]) -> None:
    wanted = jobs(tmp_path, "a", "b")
    first = checked(wanted, tmp_path)
    assert first == "a: error: so\nb: error: so\n"
    assert checked(wanted, tmp_path) == first
    assert len(counted) == 2


def test_a_changed_file_or_another_way_of_asking_is_checked_anew(
    tmp_path: Path, counted: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    (job,) = jobs(tmp_path, "a")
    checked([job], tmp_path)
    job.path.write_text("changed")
    checked([job], tmp_path)
    checked([Job(job.path, job.shipped, job.folders, True)], tmp_path)
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "workflow.toml").write_text("id")
    checked([job], tmp_path)
    monkeypatch.setattr(checking_all, "code_digest", lambda: b"other code")
    checked([job], tmp_path)
    assert len(counted) == 5


def test_a_file_that_cannot_be_read_is_never_taken_from_memory(
    tmp_path: Path, counted: list[Path]
) -> None:
    (job,) = jobs(tmp_path, "a")
    job.path.unlink()
    checked([job], tmp_path)
    checked([job], tmp_path)
    assert len(counted) == 2


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"a": 1}', '{"a": [7, "x"]}', "[" * 100_000, "\0"]
)
def test_a_broken_memory_is_as_good_as_none(tmp_path: Path, counted: list[Path], text: str) -> None:
    (job,) = jobs(tmp_path, "a")
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "checks.json").write_text(text)
    assert remembered(tmp_path / "cache") == {}
    assert checked([job], tmp_path) == "a: error: so\n"


def test_what_is_remembered_cannot_reach_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "checks.json").write_text(json.dumps({"a": [0, "a\x1b[2Jb"]}))
    assert "\x1b" not in remembered(tmp_path)["a"][1]


def test_progress_is_told_to_a_terminal_and_taken_away(tmp_path: Path, counted: list[Path]) -> None:
    told, quiet = Terminal(), io.StringIO()
    check_all(jobs(tmp_path, "a"), tmp_path / "cache", io.StringIO(), told)
    check_all(jobs(tmp_path, "a"), tmp_path / "cache", io.StringIO(), quiet)
    assert "checking 1 of 1: a" in told.getvalue()
    assert told.getvalue().endswith("\r\x1b[K")
    assert quiet.getvalue() == ""


def test_code_counts_by_what_stands_in_it() -> None:
    assert code_digest() == code_digest()
    assert len(code_digest()) == 16


@pytest.mark.long
def test_processes_say_what_one_says(tmp_path: Path) -> None:
    folders = Folders(shipped_folder())
    names = ("warm-up/warm-up", "schema-design/clinic-calendar")
    wanted = [Job(folders.shipped / f"{name}.toml", True, folders, False) for name in names]
    out = io.StringIO()
    assert check_all(wanted, tmp_path, out, io.StringIO()) == 0
    assert [line.split(":")[0] for line in out.getvalue().splitlines()] == [
        "warm-up",
        "clinic-calendar",
    ]


BEGINNER = """
import os, time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from coach.cli.checking_all import end_with_parent
if __name__ == "__main__":
    with ProcessPoolExecutor(1, get_context("spawn"), end_with_parent) as pool:
        print(pool.submit(os.getpid).result(), flush=True)
        time.sleep(600)
"""


def test_a_worker_ends_with_a_program_that_was_killed(tmp_path: Path) -> None:
    script = tmp_path / "beginner.py"
    script.write_text(BEGINNER, "utf-8")
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    with subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": path},
    ) as program:
        assert program.stdout is not None
        worker = int(program.stdout.readline())
        program.kill()
    until_gone(worker)


def until_gone(pid: int) -> None:
    """Waits until there is no process of that number, or only the dead one's name is left."""
    for _ in range(2000):
        try:
            os.kill(pid, 0)
            if Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] == "Z":
                return
        except ProcessLookupError:
            return
        except FileNotFoundError:
            pass
        time.sleep(0.01)
    os.kill(pid, signal.SIGKILL)
    raise AssertionError("the worker waits for ever")
