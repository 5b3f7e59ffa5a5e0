"""The whole program in a pseudo-terminal: killed, told to end, left alone, resized."""

import base64
import fcntl
import os
import pty
import random
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.journal.file import read
from coach.session.fold import fold
from coach.session.state import State

ROOT = Path(__file__).resolve().parents[2]


class Program:
    """coach in a pseudo-terminal with its files under one folder."""

    def __init__(self, home: Path, *words: str) -> None:
        self.home = home
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
            kept = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES")}
            environ = {**kept, "TERM": "xterm-256color", "COACH_HOME": str(home)}
            os.execve(sys.executable, [sys.executable, "-m", "coach", *words], environ)
        self.seen = b""
        self.status: int | None = None

    def size(self, lines: int, columns: int) -> None:
        """Resizes the terminal."""
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def read(self, seconds: float) -> None:
        """Takes in what is written within the time."""
        if select.select([self.fd], [], [], seconds)[0]:
            try:
                self.seen += os.read(self.fd, 1 << 16)
            except OSError:
                time.sleep(seconds)

    def until(self, text: str) -> None:
        """Waits until the text has been written."""
        for _ in range(200):
            if text.encode() in self.seen:
                return
            self.read(0.1)
        raise AssertionError(f"never saw {text!r}; the end was {self.seen[-500:]!r}")

    def type(self, text: str) -> None:
        """Types."""
        os.write(self.fd, text.encode())

    def ended(self, tries: int = 300) -> int:
        """Waits for the end and gives the exit status; negative for a signal."""
        for _ in range(tries):
            if self.status is None:
                pid, status = os.waitpid(self.pid, os.WNOHANG)
                if pid:
                    self.status = os.waitstatus_to_exitcode(status)
            if self.status is not None:
                return self.status
            self.read(0.05)
        raise AssertionError("the program did not end")

    def state(self) -> State:
        """The state of the newest session on disk."""
        path = max(self.home.rglob("*.jsonl"), key=lambda p: p.stat().st_mtime_ns)
        return fold(read(path).entries)

    def wait_for(self, text: str) -> None:
        """Waits until the text stands in the session's file."""
        for _ in range(200):
            if any(text in path.read_text("utf-8") for path in self.home.rglob("*.jsonl")):
                return
            self.read(0.05)
        raise AssertionError(f"{text!r} was never saved")

    def close(self) -> None:
        """Makes sure that nothing is left running."""
        if self.status is None:
            try:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
            except (ProcessLookupError, ChildProcessError):
                pass
        os.close(self.fd)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Program]:
    """A session of the URL shortener that has drawn its first screen."""
    program = Program(tmp_path, "start", "url-shortener")
    try:
        program.until("Phases")
        yield program
    finally:
        program.close()


def test_kill_9_loses_nothing_and_the_session_goes_on(running: Program) -> None:
    running.type("How many links a day?\r")
    running.wait_for("How many links a day?")
    running.type("\x1bOS")
    running.type("client -> api -> postgres\r")
    running.wait_for("postgres")
    os.kill(running.pid, signal.SIGKILL)
    assert running.ended() == -signal.SIGKILL
    before = running.state()
    again = Program(running.home, "resume")
    try:
        again.until("Phases")
        again.type("\x1bOS")
        again.until("postgres")
        after = again.state()
        assert after.boards == before.boards
        assert after.boards["diagram"].startswith("client -> api -> postgres")
        assert [u.text for u in after.conversation] == [u.text for u in before.conversation]
        assert after.elapsed() >= before.elapsed()
        assert after.away_total >= before.away_total
    finally:
        again.close()


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_signals_end_the_program_in_order(running: Program, name: str) -> None:
    running.type("one more thing")
    running.type("\x1bOR")
    running.type("MAU = 7M")
    running.until("MAU = 7M")
    os.kill(running.pid, getattr(signal, name))
    assert running.ended() == 0
    assert running.state().boards["estimate"] == "MAU = 7M"


def test_a_vanished_terminal_ends_the_program(tmp_path: Path) -> None:
    program = Program(tmp_path, "start", "url-shortener")
    program.until("Phases")
    program.type("\x1bOR")
    program.type("x = 1")
    program.wait_for("x = 1")
    os.close(program.fd)
    for _ in range(400):
        pid, _status = os.waitpid(program.pid, os.WNOHANG)
        if pid:
            break
        time.sleep(0.05)
    else:
        os.kill(program.pid, signal.SIGKILL)
        os.waitpid(program.pid, 0)
        raise AssertionError("the program went on without its terminal")
    assert program.state().boards["estimate"] == "x = 1"


def test_resizes_of_all_kinds_do_no_harm(running: Program) -> None:
    chance = random.Random(7)
    for _ in range(300):
        running.size(chance.randint(1, 50), chance.randint(1, 200))
        os.kill(running.pid, signal.SIGWINCH)
        running.read(0.005)
    running.size(36, 120)
    os.kill(running.pid, signal.SIGWINCH)
    running.type("still here\r")
    running.wait_for("still here")


@pytest.mark.long
def test_kill_9_at_random_moments_keeps_every_saved_entry(tmp_path: Path) -> None:
    chance = random.Random(11)
    program = Program(tmp_path, "start", "url-shortener")
    said: list[str] = []
    try:
        for round_ in range(12):
            program.until("Phases")
            for number in range(chance.randint(1, 4)):
                words = f"thought {round_} {number} about the design"
                program.type(words + "\r")
                program.wait_for(words)
                said.append(words)
            program.type("half a thou")
            program.read(chance.random() * 0.2)
            os.kill(program.pid, signal.SIGKILL)
            program.ended()
            kept = [u.text for u in program.state().conversation if u.by == "candidate"]
            assert kept == said
            program.close()
            program = Program(tmp_path, "resume")
    finally:
        program.close()


def test_after_a_suspension_the_whole_screen_is_painted_again(running: Program) -> None:
    running.type("\x1b[200~before it\x1b[201~")
    running.until("before it")
    os.kill(running.pid, signal.SIGTSTP)
    for _ in range(100):
        running.read(0.05)
        stopped = Path(f"/proc/{running.pid}/stat").read_text().rpartition(")")[2].split()[0]
        if stopped == "T":
            break
    running.seen = b""
    os.kill(running.pid, signal.SIGCONT)
    running.until("Phases")
    running.until("before it")
    running.type("\x1b[200~ and after\x1b[201~")
    running.until("and after")


@pytest.mark.long
def test_a_copied_drawing_reaches_the_terminals_clipboard(running: Program) -> None:
    running.type("\x1bOS")
    running.type("\x1b[200~api -> db\n\x1b[201~")
    running.until("≡")
    running.type("\x13")
    running.until("copy")
    running.type("y")
    running.until("was copied")
    sent = re.search(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)(?:\a|\x1b\\\\)", running.seen)
    assert sent, "nothing went to the clipboard by OSC 52"
    drawing = base64.b64decode(sent[1]).decode()
    assert drawing.count("┌") == 2
    assert "api" in drawing and "db" in drawing and "\x1b" not in drawing


def test_a_character_may_come_byte_by_byte(running: Program) -> None:
    for byte in "naïve 客 🙂?".encode():
        os.write(running.fd, bytes([byte]))
        time.sleep(0.02)
    running.type("\r")
    running.wait_for("naïve 客 🙂?")
    assert running.status is None
    assert any(u.text == "naïve 客 🙂?" for u in running.state().conversation)


def test_a_terminal_that_takes_nothing_does_not_delay_the_end(running: Program) -> None:
    running.type("words that nobody reads")
    for n in range(900):
        running.size(30 + n % 7, 110 + n % 5)
        time.sleep(0.03)
        if n % 60 == 59 and "words that nobody reads" in running.state().draft:
            break
    os.kill(running.pid, signal.SIGTERM)
    end = time.monotonic() + 15
    while running.status is None and time.monotonic() < end:
        pid, status = os.waitpid(running.pid, os.WNOHANG)
        if pid:
            running.status = os.waitstatus_to_exitcode(status)
        time.sleep(0.05)
    assert running.status == 0
    assert "words that nobody reads" in running.state().draft


def test_a_paste_with_escapes_keeps_its_order(running: Program) -> None:
    running.type("\x1b[200~one \x1b[31mtwo\x1b[0m three\x1b[201~\r")
    running.wait_for("three")
    said = [u.text for u in running.state().conversation if u.by == "candidate"]
    assert said == ["one ␛[31mtwo␛[0m three"]
