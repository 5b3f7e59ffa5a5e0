"""How fast coach is, as ratios against a bare Textual app measured in the same run.

    python3 tests/bench/run.py [--runs 5] [--brief]

Every program runs in a pseudo-terminal of 120x36. `paint` is the time to the first visible text,
`ready` to the first visible answer to a key that was typed at the start, `key` from a key to its
first visible change, `bytes` what one key writes, `idle` the share of a core used while nobody
types, `quit` from the key to the end of the process. Medians, bytes on average; promises stand
behind the ratios. As in an installed program, the modules are compiled before anything is
measured, and the picture of the start page is remembered from the time before; a start without
it has a line of its own.
"""

import argparse
import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BARE = """
from textual.app import App, ComposeResult
from textual.widgets import Digits, TextArea

class Bare(App[None]):
    BINDINGS = [("ctrl+q", "quit", "Quit")]
    def compose(self) -> ComposeResult:
        yield Digits("00:00")
        yield TextArea("ready")
    def on_mount(self) -> None:
        self.query_one(TextArea).focus()
        self.set_interval(1.0, self.beat)
        self.count = 0
    def beat(self) -> None:
        self.count += 1
        self.query_one(Digits).update(f"00:{self.count % 60:02}")

Bare().run()
"""
SEEN = "ß".encode()
SECOND = rb"\x1b\[6;1H[^H]{0,120}?;7;"  # the start page's second entry, reversed: the cursor's row
SHEET = "\n".join(
    ["DAU = 10M", "avg = 20 req/user/day * DAU in req/s", "peak = 3x avg"]
    + [f"line{i} = {i} KB/req * avg in MB/s" for i in range(97)]
)
DIAGRAM = "\n".join(
    ["client -> lb -> gateway"]
    + [f"gateway -> service{i} -> db{i}" for i in range(13)]
    + ["service1 ~> kafka -> worker"]
)


@dataclass
class Figures:
    """Milliseconds, bytes, MiB and shares of one program, one value a run or a key."""

    paint: list[float] = field(default_factory=list)
    ready: list[float] = field(default_factory=list)
    key: list[float] = field(default_factory=list)
    bytes: list[float] = field(default_factory=list)
    rss: list[float] = field(default_factory=list)
    full: list[float] = field(default_factory=list)
    idle: list[float] = field(default_factory=list)
    quit: list[float] = field(default_factory=list)


class Terminal:
    """A program in a pseudo-terminal."""

    def __init__(self, command: list[str], home: str) -> None:
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", COACH_HOME=home)
            os.environ["PYTHONPATH"] = str(ROOT)
            os.environ["PYTHONPYCACHEPREFIX"] = f"{home}/compiled"
            os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
            os.execv(command[0], command)
        self.seen = b""

    def send(self, keys: bytes) -> None:
        """Types."""
        os.write(self.fd, keys)

    def read(self, seconds: float) -> bytes:
        """What is written within the time, returning at the first piece."""
        if not select.select([self.fd], [], [], seconds)[0]:
            return b""
        try:
            data = os.read(self.fd, 1 << 16)
        except OSError:
            return b""
        self.seen += data
        return data

    def until(self, marker: bytes, seconds: float = 15.0) -> float:
        """Milliseconds since the start at which the marker, an expression, has been written."""
        end = time.perf_counter() + seconds
        while not re.search(marker, self.seen):
            if time.perf_counter() > end:
                raise SystemExit(f"never saw {marker!r}; the end was {self.seen[-300:]!r}")
            self.read(0.5)
        return (time.perf_counter() - self.started) * 1000

    def quiet(self, seconds: float = 0.15) -> int:
        """Bytes written until nothing comes for so long."""
        total = 0
        end = time.perf_counter() + 5
        while time.perf_counter() < end and (data := self.read(seconds)):
            total += len(data)
        return total

    def cpu(self) -> float:
        """Seconds of processor time used so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def rss(self) -> float:
        """Resident memory in MiB."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
        return 0.0

    def end(self, keys: bytes) -> float:
        """Types the keys that quit; milliseconds until the process is gone."""
        begun = time.perf_counter()
        self.send(keys)
        while True:
            self.read(0.005)
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                return (time.perf_counter() - begun) * 1000
            if time.perf_counter() - begun > 10:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
                return float("inf")


def type_keys(terminal: Terminal, figures: Figures, count: int) -> None:
    """Types so many letters, one after the other has been shown."""
    terminal.quiet(0.6)
    for index in range(count):
        begun = time.perf_counter()
        terminal.send(b"abcdefghij"[index % 10 : index % 10 + 1])
        first = terminal.read(2.0)
        figures.key.append((time.perf_counter() - begun) * 1000)
        figures.bytes.append(len(first) + terminal.quiet(0.12))


def idle(terminal: Terminal, seconds: float) -> float:
    """Share of a core used while nobody types."""
    terminal.quiet(0.5)
    before = terminal.cpu()
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        terminal.read(0.2)
    return (terminal.cpu() - before) / seconds * 100


def measure_bare(figures: Figures, home: str, keys: int, rest: float) -> None:
    """The app everything is compared with."""
    terminal = Terminal([sys.executable, "-c", BARE], home)
    terminal.send(SEEN)
    figures.paint.append(terminal.until(b"eady"))  # the cursor stands on the r
    figures.ready.append(terminal.until(SEEN))
    type_keys(terminal, figures, keys)
    figures.idle.append(idle(terminal, rest))
    figures.rss.append(terminal.rss())
    terminal.send(paste(SHEET))
    terminal.quiet(1.0)
    figures.full.append(terminal.rss())
    figures.quit.append(terminal.end(b"\x11"))


def measure_home(figures: Figures, home: str) -> None:
    """The start page."""
    terminal = Terminal([sys.executable, "-m", "coach"], home)
    terminal.send(b"\x1b[B")
    figures.paint.append(terminal.until(b"Practise"))
    figures.ready.append(terminal.until(SECOND))
    terminal.quiet()
    figures.rss.append(terminal.rss())
    figures.quit.append(terminal.end(b"q"))


def measure_session(figures: Figures, home: str, board: str, keys: int, rest: float) -> None:
    """The session screen with a large sheet or diagram in it."""
    key, text = {"estimate": (b"\x1bOR", SHEET), "diagram": (b"\x1bOS", DIAGRAM)}[board]
    command = [sys.executable, "-m", "coach", "start", "url-shortener", "--pace", "untimed"]
    terminal = Terminal(command, home)
    terminal.send(SEEN)
    figures.paint.append(terminal.until(b"Phases"))
    figures.ready.append(terminal.until(SEEN))
    terminal.quiet(0.6)
    figures.rss.append(terminal.rss())
    terminal.send(key)
    terminal.quiet(0.6)
    terminal.send(paste(text + "\n"))
    terminal.quiet(1.0)
    type_keys(terminal, figures, keys)
    figures.full.append(terminal.rss())
    figures.idle.append(idle(terminal, rest))
    terminal.send(b"\x11")
    terminal.quiet(0.3)
    figures.quit.append(terminal.end(b"l"))


def paste(text: str) -> bytes:
    """The text as a terminal sends what is pasted."""
    return b"\x1b[200~" + text.encode() + b"\x1b[201~"


def row(name: str, own: list[float], bare: list[float], promise: str, p: int = 50) -> str:
    """One line of the report: a percentile of each, their means where it is 0."""

    def one(values: list[float]) -> float:
        if p == 0 or len(values) == 1:
            return statistics.fmean(values)
        return statistics.quantiles(values, n=100, method="inclusive")[p - 1]

    mine, theirs = one(own), one(bare)
    ratio = f"{mine / theirs:6.2f}" if theirs else "     -"
    return f"  {name:<26}{mine:10.2f}{theirs:10.2f}  {ratio}   {promise}"


def main() -> None:
    """Runs everything and prints the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--brief", action="store_true", help="three runs, fewer keys")
    args = options.parse_args()
    runs, keys, rest = (3, 40, 5.0) if args.brief else (args.runs, 60, 10.0)
    bare, home, sheet, drawing, first = Figures(), Figures(), Figures(), Figures(), Figures()
    with tempfile.TemporaryDirectory() as folder:
        measure_bare(Figures(), folder, 1, 0.1)
        measure_home(Figures(), folder)
        measure_session(Figures(), folder, "estimate", 1, 0.1)
        measure_session(Figures(), folder, "diagram", 1, 0.1)
        Path(folder, "cache", "start-page.json").unlink()
        measure_home(first, folder)
        for _ in range(runs):
            measure_bare(bare, folder, keys, rest)
            measure_home(home, folder)
            measure_session(sheet, folder, "estimate", keys, rest)
            measure_session(drawing, folder, "diagram", keys, rest)
    print(f"{'':28}{'coach':>10}{'bare':>10}   ratio   promise")
    print(row("first paint, start page ms", home.paint, bare.paint, "<= 0.15"))
    print(row("the same, first start", first.paint, bare.paint, ""))
    print(row("ready, start page ms", home.ready, bare.ready, "<= 1.5"))
    print(row("ready, session ms", sheet.ready, bare.ready, "<= 2"))
    for name, figures in (("sheet of 100", sheet), ("30 boxes", drawing)):
        print(row(f"key, {name} ms", figures.key, bare.key, "<= 1"))
        print(row(f"key p95, {name} ms", figures.key, bare.key, "<= 1.2", 95))
        print(row(f"bytes a key, {name}", figures.bytes, bare.bytes, "coach <= 600", 0))
    print(row("RSS, session MiB", sheet.rss, bare.rss, "<= 1.4"))
    print(row("RSS, sheet of 100 MiB", sheet.full, bare.full, ""))
    print(row("idle CPU, session %", sheet.idle, bare.idle, "<= 0.3"))
    print(row("quit, session ms", sheet.quit, bare.quit, "coach <= 60"))


if __name__ == "__main__":
    main()
