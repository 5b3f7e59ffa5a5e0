"""How many instructions a start takes, as a ratio against a stock Textual app of six widgets.

    python3 tests/bench/instructions.py

Both are started in a pseudo-terminal of 120x36 under Valgrind's callgrind, which counts the
instructions a program executes; the count depends on the code and hardly on the machine, so it
is the gate for imports. Each program runs until it answers a key and quits. Without Valgrind it
says so and ends well.
"""

import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
MOST = 1.15
STOCK = """
from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, Input, OptionList, Static, TextArea

class Stock(App[None]):
    BINDINGS = [("q", "quit", "Quit"), ("m", "mark", "Mark")]
    def compose(self) -> ComposeResult:
        yield Header()
        yield Static("Practise", id="said")
        yield OptionList("one", "two", "three")
        yield Input()
        yield TextArea("text")
        yield Footer()
    def on_mount(self) -> None:
        self.query_one(OptionList).focus()
    def action_mark(self) -> None:
        self.query_one("#said", Static).update("Mock: ")

Stock().run()
"""


class Program(NamedTuple):
    """What is started, a key it answers on its first screen, and what it writes then."""

    command: list[str]
    key: bytes
    answer: bytes


PROGRAMS = (
    Program([sys.executable, "-m", "coach"], b"\x1b[B", rb"\x1b\[6;1H[^H]{0,120}?;7;"),
    Program([sys.executable, "-c", STOCK], b"m", rb"Mock: "),
)


def instructions(program: Program, home: str, counted: bool = True) -> int:
    """Instructions executed from the start until the program has answered its key and quit with
    `q`; 0 where they are not counted. A program that does not answer in five minutes is killed."""
    command = list(program.command)
    log = Path(home, "valgrind.log")
    if counted:
        command = [
            str(shutil.which("valgrind")),
            "--tool=callgrind",
            "--callgrind-out-file=/dev/null",
            f"--log-file={log}",
            *command,
        ]
    pid, fd = pty.fork()
    if pid == 0:
        os.chdir(ROOT)
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", COACH_HOME=home)
        os.environ.update(PYTHONPATH=str(ROOT), PYTHONHASHSEED="0")
        os.environ["PYTHONPYCACHEPREFIX"] = f"{home}/compiled"
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.execv(command[0], command)
    seen, end, typed = b"", time.monotonic() + 300, 0
    os.write(fd, program.key)
    while time.monotonic() < end:
        if select.select([fd], [], [], 0.5)[0]:
            try:
                data = os.read(fd, 65536)
            except OSError:
                break
            if not data:
                break
            seen += data
        if not typed and re.search(program.answer, seen):
            typed = os.write(fd, b"q")
    else:
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    if not typed or os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{command[-1]} did not start and end as it should: {seen[-300:]!r}")
    found = re.search(r"Collected : (\d+)", log.read_text()) if counted else None
    return int(found[1]) if found else 0


def main() -> None:
    """Counts both and prints the ratio."""
    if shutil.which("valgrind") is None:
        print("instructions to the start page: not counted, there is no valgrind here")
        return
    with tempfile.TemporaryDirectory() as home:
        for program in PROGRAMS:
            instructions(program, home, counted=False)
        own, stock = (instructions(program, home) for program in PROGRAMS)
    print(
        f"instructions to the start page: {own / 1e6:,.0f} million, a stock app of six widgets "
        f"{stock / 1e6:,.0f} million, ratio {own / stock:.3f} (at most {MOST})"
    )
    if own > MOST * stock:
        raise SystemExit("A start takes more instructions than it may: look at what is imported.")


if __name__ == "__main__":
    main()
