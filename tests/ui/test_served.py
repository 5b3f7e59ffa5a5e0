"""A page in a browser: the program on the server's pipe, as textual-serve starts it."""

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from coach.journal.file import read
from coach.journal.library import Library
from coach.paths import Paths
from coach.session.events import Said
from coach.ui.serving_env import is_served


class Page:
    """The server's end of one page."""

    def __init__(self, home: Path, *words: str, columns: int = 80, rows: int = 24) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "coach", *words],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={
                **os.environ, "COACH_HOME": str(home), "COLUMNS": str(columns), "ROWS": str(rows),
                "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
                "TEXTUAL_COLOR_SYSTEM": "truecolor", "TERM_PROGRAM": "textual",
            },
        )  # fmt: skip
        self.drawn = ""
        self.meta: list[str] = []
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        out = self.process.stdout
        assert out is not None
        assert out.readline() == b"__GANGLION__\n"
        while head := out.read(5):
            payload = out.read(int.from_bytes(head[1:], "big"))
            if head[:1] == b"D":
                self.drawn += payload.decode("utf-8")
            else:
                assert head[:1] == b"M", head
                self.meta.append(json.loads(payload)["type"])

    def send(self, text: str, kind: bytes = b"D") -> None:
        """Keys, or with another kind what the server says itself."""
        data = text.encode()
        assert self.process.stdin is not None
        self.process.stdin.write(kind + len(data).to_bytes(4, "big") + data)
        self.process.stdin.flush()

    def says(self, **what: object) -> None:
        """What the server says itself."""
        self.send(json.dumps(what), b"M")

    def until(self, words: str) -> None:
        """Waits until these words were drawn, and forgets what was."""
        end = time.monotonic() + 30
        while words not in self.drawn:
            assert time.monotonic() < end, self.drawn[-3000:]
            assert self.process.poll() is None, self.process.stderr
            time.sleep(0.02)
        self.drawn = ""

    def gone(self) -> tuple[int, str]:
        """Waits for the program's end: its code, and what it said on standard error."""
        assert self.process.stderr is not None
        told = self.process.stderr.read().decode()
        code = self.process.wait(timeout=60)
        self.reader.join(timeout=10)
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            if pipe is not None:
                pipe.close()
        return code, told


@pytest.mark.long
def test_a_session_in_a_page_is_there_after_a_reload(tmp_path: Path) -> None:
    page = Page(tmp_path)
    page.until("quit")
    page.send("u")
    page.until("Clarify")
    page.until("Interviewer")
    page.send("How many users?\r")
    page.until("How many users?")
    page.says(type="resize", width=120, height=36)
    page.until("Phases")
    page.says(type="resize", width="wide", height=-1)
    page.send("not said yet")
    page.until("yet")
    page.says(type="quit")
    assert page.gone() == (0, "")
    assert page.meta[-1] == "exit"

    again = Page(tmp_path)
    again.until("Continue")
    again.send("\r")
    again.until("not said yet")
    assert again.process.stdin is not None
    again.process.stdin.close()
    code, told = again.gone()
    assert (code, told) == (0, "")

    paths = Paths(tmp_path / "data", tmp_path / "cache", tmp_path / "config")
    (summary,) = Library(paths).sessions()
    entries = read(summary.path).entries
    said = [entry.event for entry in entries if entry.by == "candidate"]
    assert [one.text for one in said if isinstance(one, Said)] == ["How many users?"]
    assert {path.name for path in tmp_path.iterdir()} <= {"data", "cache", "config"}


@pytest.mark.parametrize(
    ("driver", "served"),
    [
        ("textual.drivers.web_driver:WebDriver", True),
        ("", False),
        ("x:LinuxDriver", False),
    ],
)
def test_a_page_is_known_by_its_driver(driver: str, served: bool) -> None:
    assert is_served({"TEXTUAL_DRIVER": driver}) is served
    assert not is_served({})
