"""A session in headless Chromium, through textual-serve; skipped where either is missing."""

import base64
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import ExitStack, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.skipif(find_spec("textual_serve") is None, reason="textual-serve is not installed"),
]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait(condition: Callable[[], Any], seconds: float = 60) -> Any:
    """What the condition gives as soon as it gives something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if told := condition():
                return told
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError("it never came")


class Tab:
    """One tab of the browser, by its debugging protocol."""

    def __init__(self, port: int) -> None:
        from websockets.sync.client import connect

        def page() -> str:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/json", timeout=5) as answer:
                tabs = json.load(answer)
            return next((tab["webSocketDebuggerUrl"] for tab in tabs if tab["type"] == "page"), "")

        self.opened = ExitStack()
        self.socket = self.opened.enter_context(connect(wait(page), max_size=2**24))
        self.n = 0

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """One call and its answer."""
        self.n += 1
        self.socket.send(json.dumps({"id": self.n, "method": method, "params": params}))
        while True:
            told: dict[str, Any] = json.loads(self.socket.recv(timeout=30))
            if told.get("id") == self.n:
                assert "error" not in told, told
                return dict(told["result"])

    def stand(self) -> None:
        """Waits until the page draws, and gives it the keyboard, as a click does."""
        ready = "document.body.classList.contains('-first-byte')"
        wait(lambda: self.ask("Runtime.evaluate", expression=ready)["result"].get("value"))
        time.sleep(2)
        focus = "document.querySelector('textarea').focus()"
        self.ask("Runtime.evaluate", expression=focus)

    def fetched(self) -> list[str]:
        """The addresses of all that the page has loaded."""
        names = "performance.getEntriesByType('resource').map(entry => entry.name).join(' ')"
        told = self.ask("Runtime.evaluate", expression=names)
        return str(told["result"]["value"]).split()

    def type(self, text: str) -> None:
        """Keys, one after another."""
        for char in text:
            key = {"key": "Enter", "text": "\r", "windowsVirtualKeyCode": 13}
            stroke = key if char == "\n" else {"key": char, "text": char}
            self.ask("Input.dispatchKeyEvent", type="keyDown", **stroke)
            self.ask("Input.dispatchKeyEvent", type="keyUp", key=stroke["key"])
            time.sleep(0.02)


def test_a_session_in_a_browser_outlives_a_reload(tmp_path: Path) -> None:
    port, debug, home = free_port(), free_port(), tmp_path / "home"
    env = {**os.environ, "COACH_HOME": str(home)}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    serve = [sys.executable, "-m", "coach", "serve", "--port", str(port)]
    server = subprocess.Popen(serve, env=env, **quiet)  # type: ignore[call-overload]
    browser = subprocess.Popen(  # type: ignore[call-overload]
        [
            CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
            f"--remote-debugging-port={debug}", f"--user-data-dir={tmp_path / 'browser'}",
            "--window-size=1200,800", "about:blank",
        ],
        **quiet,
    )  # fmt: skip
    journals = home / "data" / "sessions"

    def written() -> str:
        return "".join(path.read_text("utf-8") for path in journals.rglob("*.jsonl"))

    def said(tab: Tab, line: str) -> bool:
        """Whether a line typed has arrived; where the screen was not there yet, it has not."""
        tab.type(line + "\n")
        with suppress(AssertionError):
            return bool(wait(lambda: line in written(), 10))
        return False

    def held() -> bool:
        """Whether a program has the session open."""
        journal = str(next(journals.rglob("*.jsonl")))
        for link in Path("/proc").glob("[0-9]*/fd/*"):
            with suppress(OSError):
                if str(link.readlink()) == journal:
                    return True
        return False

    try:
        wait(lambda: urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).read())
        tab = Tab(debug)
        tab.ask("Page.enable")
        tab.ask("Page.navigate", url=f"http://127.0.0.1:{port}/")
        tab.stand()
        assert tab.fetched() and all(urlsplit(url).port == port for url in tab.fetched())
        tab.type("u")
        wait(lambda: "session_opened" in written())
        wait(lambda: said(tab, "How many users are there?"))
        shot = tab.ask("Page.captureScreenshot")["data"]
        Path(os.environ.get("COACH_SHOT", tmp_path / "page.png")).write_bytes(
            base64.b64decode(shot)
        )
        tab.type("and then")
        tab.ask("Page.reload")
        wait(lambda: '"inserted":"and then"' in written() or "and then" in written())
        wait(lambda: not held())
        tab.stand()
        tab.type("\n")
        wait(held)
        time.sleep(4)
        tab.type(" some\n")
        wait(lambda: "and then some" in written())
        tab.opened.close()
    finally:
        for process in (browser, server):
            process.terminate()
            process.wait(timeout=20)
    assert len(list(journals.rglob("*.jsonl"))) == 1
    assert {path.name for path in home.iterdir()} <= {"data", "cache", "config"}
