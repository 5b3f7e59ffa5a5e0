"""How fast coach is, as ratios against a bare Textual app measured in the same run.

    python3 tests/bench/run.py [--runs 3] [--brief]

Every program runs in a pseudo-terminal of 120x36 that echoes nothing itself, so that what is seen
was written by the program. `paint` is the time to the first visible text, `ready` to the first
answer to a key that was typed at the start. Keys are typed 20 to 70 ms apart, whether the one
before has been shown or not; `key` is the time from a key to the picture in which it stands behind
the one before it, `cpu` what one costs the processor, `bytes` what is written for it. `idle` is
the share of a core that coach and the bare app use while both lie still side by side, counted by
the kernel in nanoseconds; `quit` is the time from the key to the end of the process. Medians,
bytes on average; promises stand behind the ratios. Runs end after three minutes, whatever was
asked for. As in an installed program, the modules are compiled before anything is measured, and
the pictures of the start page and of the session are remembered from the time before; starts
without them have a line of their own. `bench_growth.py` beside this prints how times grow with
what is drawn, reckoned and kept.
"""

import argparse
import fcntl
import os
import pty
import random
import re
import select
import shutil
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
ENOUGH = 150.0
"""Seconds after which no run is begun any more."""
NEAREST, FARTHEST = 0.02, 0.07
"""Seconds between two keys of somebody typing fast."""
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
    cpu: list[float] = field(default_factory=list)
    bytes: list[float] = field(default_factory=list)
    rss: list[float] = field(default_factory=list)
    full: list[float] = field(default_factory=list)
    idle: list[float] = field(default_factory=list)
    quit: list[float] = field(default_factory=list)


class Glass:
    """What stands on a terminal of 120x36, as far as letters written one after another and moves
    of the cursor say: enough to see a letter beside the one before it."""

    _PIECE = re.compile(rb"\x1b\[([0-9;?]*)([A-Za-z])|\x1b[^\[]|([^\x1b\r\n\b]+)|([\r\n\b])")

    def __init__(self) -> None:
        self.rows = [bytearray(b" " * 120) for _ in range(36)]
        self.y = self.x = 0
        self._rest = b""

    def write(self, data: bytes) -> None:
        """Takes what the program wrote; a sign that is no letter takes one cell."""
        data = self._rest + data
        cut = data.rfind(b"\x1b", max(0, len(data) - 40))
        cut = len(data) if cut < 0 or self._PIECE.match(data, cut) else cut
        data, self._rest = data[:cut], data[cut:]
        for move, kind, text, step in self._PIECE.findall(data):
            if kind == b"H":
                y, _, x = move.partition(b";")
                self.y, self.x = min(36, int(y or 1)) - 1, min(120, int(x or 1)) - 1
            elif kind == b"C":
                self.x += int(move or 1)
            elif text:
                cells = text.decode("utf-8", "replace").encode("ascii", "replace")
                self.rows[self.y][self.x : self.x + len(cells)] = cells
                self.x += len(cells)
            elif step:
                self.x = 0 if step == b"\r" else self.x
                self.y = min(35, self.y + (step == b"\n"))

    def shows(self, letters: bytes) -> bool:
        """Whether the letters stand side by side."""
        return any(letters in row for row in self.rows)


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
        quiet = termios.tcgetattr(self.fd)  # before a key is sent, and so before the program may
        quiet[3] &= ~termios.ECHO
        termios.tcsetattr(self.fd, termios.TCSANOW, quiet)
        self.seen = b""
        self.glass = Glass()

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
        self.glass.write(data)
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
        """Seconds of processor time that all its threads have used, exact to nanoseconds."""
        tasks = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9

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


def letters(count: int) -> str:
    """So many letters of which no two stand side by side twice, so that a pair of them is shown
    only when its second one has been typed; the same ones every time."""
    chance = random.Random(5)
    typed, pairs = "q", set()
    while len(typed) < count + 1:
        pair = typed[-1] + chance.choice("abcdefghijklmnoprstuvwxyz")
        if pair[0] != pair[1] and pair not in pairs:
            pairs.add(pair)
            typed += pair[1]
    return typed


def type_keys(terminal: Terminal, figures: Figures, count: int) -> None:
    """Types so many letters 20 to 70 ms apart, a new line after twenty, and waits for the last."""
    terminal.quiet(0.6)
    chance = random.Random(count)
    typed = letters(count)
    used = terminal.cpu()
    waiting: list[tuple[bytes, float]] = []
    taken = 0
    terminal.send(typed[:1].encode())
    terminal.quiet(0.2)
    for at in range(1, len(typed)):
        if at % 20 == 0:
            terminal.send(b"\r" + typed[at - 1 : at].encode())
            taken += _watch(terminal, figures, waiting, 0.25)
        terminal.send(typed[at : at + 1].encode())
        waiting.append((typed[at - 1 : at + 1].encode(), time.perf_counter()))
        taken += _watch(terminal, figures, waiting, chance.uniform(NEAREST, FARTHEST))
    taken += _watch(terminal, figures, waiting, 0.6)
    figures.key += [1000.0] * len(waiting)
    figures.cpu.append((terminal.cpu() - used) / count * 1000)
    figures.bytes.append(taken / count)


def _watch(
    terminal: Terminal,
    figures: Figures,
    waiting: list[tuple[bytes, float]],
    seconds: float,
) -> int:
    """Reads for so long, notes when each waiting pair of letters is shown; bytes that came."""
    end = time.perf_counter() + seconds
    taken = 0
    while (left := end - time.perf_counter()) > 0:
        came = terminal.read(left)
        now = time.perf_counter()
        taken += len(came)
        shown = [key for key in waiting if came and terminal.glass.shows(key[0])]
        for key in shown:
            figures.key.append((now - key[1]) * 1000)
            waiting.remove(key)
    return taken


def idle(terminals: list[Terminal], seconds: float) -> list[float]:
    """Shares of a core, in percent, that programs use while they lie still side by side."""
    for terminal in terminals:
        terminal.quiet(0.5)
    before = [terminal.cpu() for terminal in terminals]
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        for terminal in terminals:
            terminal.read(0.05)
    return [
        (terminal.cpu() - used) / seconds * 100
        for terminal, used in zip(terminals, before, strict=True)
    ]


def measure_bare(figures: Figures, home: str, keys: int) -> Terminal:
    """The app everything is compared with, left running for its idling to be measured."""
    terminal = Terminal([sys.executable, "-c", BARE], home)
    terminal.send(SEEN)
    figures.paint.append(terminal.until(b"eady"))  # the cursor stands on the r
    figures.ready.append(terminal.until(SEEN))
    type_keys(terminal, figures, keys)
    figures.rss.append(terminal.rss())
    return terminal


def measure_home(figures: Figures, home: str, keys: int) -> None:
    """The start page; its keys lead down and up the menu."""
    terminal = Terminal([sys.executable, "-m", "coach"], home)
    terminal.send(b"\x1b[B")
    figures.paint.append(terminal.until(b"Practise"))
    figures.ready.append(terminal.until(SECOND))
    terminal.quiet()
    chance = random.Random(3)
    for turn in range(keys):
        begun = time.perf_counter()
        terminal.send(b"\x1b[A" if turn % 2 else b"\x1b[B")
        figures.bytes.append(len(terminal.read(2.0)))
        figures.key.append((time.perf_counter() - begun) * 1000)
        terminal.quiet(chance.uniform(NEAREST, FARTHEST))
    figures.rss.append(terminal.rss())
    figures.quit.append(terminal.end(b"q"))


def measure_session(
    figures: Figures,
    home: str,
    board: str,
    keys: int,
    *,
    bare: Terminal | None = None,
    rest: float = 0.0,
) -> float:
    """The session screen: its talk line, or a large sheet or diagram in it. The share of a core
    that `bare` used while the two lay still."""
    command = [sys.executable, "-m", "coach", "start", "url-shortener", "--pace", "untimed"]
    terminal = Terminal(command, home)
    terminal.send(SEEN)
    figures.paint.append(terminal.until(b"Phases"))
    figures.ready.append(terminal.until(SEEN))
    terminal.quiet(0.6)
    figures.rss.append(terminal.rss())
    if board != "talk":
        key, text = {"estimate": (b"\x1bOR", SHEET), "diagram": (b"\x1bOS", DIAGRAM)}[board]
        terminal.send(key)
        terminal.quiet(0.6)
        terminal.send(paste(text + "\n"))
        terminal.quiet(1.0)
        type_keys(terminal, figures, keys)
    else:
        type_keys(terminal, figures, min(keys, 19))
    figures.full.append(terminal.rss())
    theirs = 0.0
    if bare is not None:
        mine, theirs = idle([terminal, bare], rest)
        figures.idle.append(mine)
    terminal.send(b"\x11")
    terminal.quiet(0.3)
    figures.quit.append(terminal.end(b"l"))
    return theirs


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
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--brief", action="store_true", help="two runs, fewer keys")
    args = options.parse_args()
    runs, keys, rest = (2, 30, 4.0) if args.brief else (args.runs, 60, 8.0)
    begun = time.perf_counter()
    bare, home = Figures(), Figures()
    first, begun_first = Figures(), Figures()
    boards = {name: Figures() for name in ("talk", "estimate", "diagram")}
    done = 0
    with tempfile.TemporaryDirectory() as folder:
        measure_bare(Figures(), folder, 1).end(b"\x11")
        measure_home(Figures(), folder, 1)
        measure_session(Figures(), folder, "talk", 1)
        Path(folder, "cache", "start-page.json").unlink()
        measure_home(first, folder, 1)
        shutil.rmtree(Path(folder, "cache", "first-sight"))
        measure_session(begun_first, folder, "talk", 1)
        while done < runs and (not done or time.perf_counter() - begun < ENOUGH):
            done += 1
            still = measure_bare(bare, folder, keys)
            measure_home(home, folder, keys)
            for name, figures in boards.items():
                beside = still if name == "talk" else None
                theirs = measure_session(figures, folder, name, keys, bare=beside, rest=rest)
                if beside is not None:
                    bare.idle.append(theirs)
            still.send(paste(SHEET))
            still.quiet(1.0)
            bare.full.append(still.rss())
            bare.quit.append(still.end(b"\x11"))
    report(bare, home, (first, begun_first), boards)
    seconds = time.perf_counter() - begun
    print(f"{done} runs in {seconds:.0f} s; load of the machine {os.getloadavg()[0]:.1f}")


def report(
    bare: Figures, home: Figures, first: tuple[Figures, Figures], boards: dict[str, Figures]
) -> None:
    """Prints the table; `first` are the first starts of the page and of a session."""
    print(f"{'':28}{'coach':>10}{'bare':>10}   ratio   promise")
    print(row("first paint, start page ms", home.paint, bare.paint, "<= 0.15"))
    print(row("the same, first start", first[0].paint, bare.paint, ""))
    print(row("ready, start page ms", home.ready, bare.ready, "<= 1.5"))
    started = boards["talk"]
    print(row("first paint, session ms", started.paint, bare.paint, "<= 0.15"))
    print(row("the same, first start", first[1].paint, bare.paint, ""))
    print(row("ready, session ms", started.ready, bare.ready, "<= 2"))
    print(row("key, start page ms", home.key, bare.key, "<= 1"))
    print(row("key p95, start page ms", home.key, bare.key, "<= 1.2", 95))
    named = {"talk": "talking", "estimate": "sheet of 100", "diagram": "31 boxes"}
    for name, figures in boards.items():
        what = named[name]
        print(row(f"key, {what} ms", figures.key, bare.key, "<= 1"))
        print(row(f"key p95, {what} ms", figures.key, bare.key, "<= 1.2", 95))
        print(row(f"cpu a key, {what} ms", figures.cpu, bare.cpu, ""))
        print(row(f"bytes a key, {what}", figures.bytes, bare.bytes, "coach <= 600", 0))
    print(row("RSS, session MiB", started.rss, bare.rss, "<= 1.4"))
    print(row("RSS, sheet of 100 MiB", boards["estimate"].full, bare.full, ""))
    print(row("idle CPU, session %", started.idle, bare.idle, "<= 0.3"))
    print(row("quit, session ms", started.quit, bare.quit, "coach <= 60"))


if __name__ == "__main__":
    main()
