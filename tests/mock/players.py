"""Real processes for the tests of the mock: a hub, and seats that programs hold by JSON lines."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

WAIT = 20.0
ROOT = Path(__file__).resolve().parents[2]
PIPE = subprocess.PIPE


class Process:
    """A coach that speaks JSON lines; everything it said is kept."""

    program: tuple[str, ...] = ("-m", "coach")

    def __init__(self, home: Path, *words: str) -> None:
        self.home, self.words = home, words
        self.lines: list[dict[str, Any]] = []
        self.start()

    def start(self) -> None:
        """Starts it, also again after its end."""
        environ = {**os.environ, "COACH_HOME": str(self.home)}
        self.child = subprocess.Popen(
            [sys.executable, *self.program, *self.words],
            stdin=PIPE, stdout=PIPE, stderr=PIPE, cwd=ROOT, env=environ, text=True,
        )  # fmt: skip
        self.reader = threading.Thread(target=self._read, args=(self.child,), daemon=True)
        self.reader.start()

    def _read(self, child: "subprocess.Popen[str]") -> None:
        assert child.stdout is not None
        for line in child.stdout:
            self.lines.append(json.loads(line))

    def send(self, **asked: Any) -> None:
        """One line in."""
        assert self.child.stdin is not None
        self.child.stdin.write(json.dumps(asked) + "\n")
        self.child.stdin.flush()

    def await_(self, what: Callable[[dict[str, Any]], bool], since: int = 0) -> dict[str, Any]:
        """The first line said, from the `since`th on, of which that holds."""
        until = time.monotonic() + WAIT
        at = since
        while time.monotonic() < until:
            while at < len(self.lines):
                if what(self.lines[at]):
                    return self.lines[at]
                at += 1
            time.sleep(0.01)
        raise AssertionError(f"{self.words[0]} never said it; last: {self.lines[-4:]}")

    def hear(self, kind: str, **like: Any) -> dict[str, Any]:
        """The first line of that kind with these values."""
        return self.await_(
            lambda line: line["k"] == kind and all(line.get(a) == b for a, b in like.items())
        )

    def ask(self, name: str, **asked: Any) -> dict[str, Any]:
        """Sends it under that id and gives the last answer: done, no or view."""
        self.send(id=name, **asked)
        return self.await_(
            lambda line: line.get("id") == name and line["k"] in ("done", "no", "view")
        )

    def entries(self) -> list[tuple[int, str, str, str]]:
        """The public entries in the hub's order, each once: number, author, type, data."""
        found = {
            one["n"]: (one["n"], one["by"], one["type"], json.dumps(one["data"]))
            for one in self.lines
            if one["k"] == "entry" and one["n"]
        }
        return [found[n] for n in sorted(found)]

    def kill(self) -> None:
        """SIGKILL."""
        self.child.send_signal(signal.SIGKILL)
        self.end()

    def end(self) -> int:
        """Waits for it to end by itself, its input closed."""
        if self.child.stdin is not None and not self.child.stdin.closed:
            with suppress(BrokenPipeError):
                self.child.stdin.close()
        code = self.child.wait(WAIT)
        self.reader.join(WAIT)
        for stream in (self.child.stdout, self.child.stderr):
            if stream is not None:
                stream.close()
        return code


def agreed(*seats: Process) -> list[tuple[int, str, str, str]]:
    """The entries that all of them hold, once each has heard the last that any of them has.

    A seat's own word is answered before its entry is told, and to one seat before the other:
    what two of them have heard is compared only here.
    """
    last = max(entry[0] for seat in seats for entry in seat.entries())
    for seat in seats:
        seat.hear("entry", n=last)
    held = [seat.entries() for seat in seats]
    assert all(entries == held[0] for entries in held)
    return held[0]


def free_port() -> int:
    """A port that nobody has now, so that a hub started again finds it free."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Stage:
    """A hub with one room, and whoever sits there."""

    def __init__(self, folder: Path, tls: str = "none", observers: int = 0) -> None:
        self.folder = folder
        self.all: list[Process] = []
        self.hub = self.run(
            "hub", "hub", "--json", "--tls", tls, "--observers", str(observers), "--data",
            str(folder / "rooms"), "--bind", f"127.0.0.1:{free_port()}",
        )  # fmt: skip
        told = self.hub.hear("rooms")
        self.room = told["rooms"][0]["room"]
        self.joins: dict[str, str] = told["rooms"][0]["joins"]
        self.port: int = told["port"]

    def run(self, home: str, *words: str) -> Process:
        """A coach with a home of its own in the stage's folder."""
        process = Process(self.folder / home, *words)
        self.all.append(process)
        return process

    def sit(self, p: str, name: str, home: str = "") -> Process:
        """Somebody takes a seat."""
        return self.run(home or p, "join", self.joins[p], "--json", "--name", name)

    def open(
        self, interviewer: Process, candidate: Process, prompt: str = "url-shortener", **more: Any
    ) -> None:
        """Both get ready; the session opens."""
        for one in (interviewer, candidate):
            one.ask("ready", do="ready")
        interviewer.await_(lambda line: line["k"] == "who" and _both_ready(line))
        assert interviewer.ask("open", do="open", prompt=prompt, **more)["k"] == "done"
        candidate.hear("entry", type="session_opened")

    def close(self) -> None:
        """Ends what still runs."""
        for one in self.all:
            if one.child.poll() is None:
                one.child.kill()
            one.end()


def _both_ready(line: dict[str, Any]) -> bool:
    return sum(bool(one["ready"]) for one in line["people"]) >= 2


@contextmanager
def stage(folder: Path, **more: Any) -> Iterator[Stage]:
    """A hub and its room for one test."""
    found = Stage(folder, **more)
    try:
        yield found
    finally:
        found.close()
