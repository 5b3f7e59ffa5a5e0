"""An exported page in headless Chromium: it asks for nothing, runs nothing, prints, and each of its
parts can be gone to; skipped where there is no Chromium."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from coach.export.html_page import html
from coach.journal.file import read
from coach.session import events as ev
from coach.session.entry import Entry
from coach.session.history import History, whole

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)
SESSION = Path(__file__).resolve().parents[1] / "data" / "sessions" / "url-shortener-strong.jsonl"
OWNED = "document.title='owned'"
HOSTILE = (
    f"<script>{OWNED}</script><img src=http://bad.example/a onerror={OWNED}>"
    "<link rel=stylesheet href=http://bad.example/b><style>@import 'http://bad.example/c'</style>"
    f'"><svg onload="{OWNED}"><a href="javascript:{OWNED}">go</a>'
    f'<iframe src=http://bad.example/d></iframe><meta http-equiv="refresh" content="0;url=/e">'
)
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


@pytest.fixture(scope="module")
def page() -> str:
    """A session with hostile words wherever somebody writes, and its debrief."""
    history: History = read(SESSION).history
    first, *rest = history.entries
    assert isinstance(first.event, ev.SessionOpened)
    opened = replace(first.event, title=HOSTILE, statement=HOSTILE)
    last = rest[-1]
    said = Entry(last.n + 1, last.at, HOSTILE, ev.Said(HOSTILE, "", HOSTILE))
    hostile = whole((replace(first, event=opened), *rest, said))
    return html(hostile, ((("Score", "heading"),), ((HOSTILE, ""),)), HOSTILE)


@contextmanager
def served(page: str) -> Iterator[tuple[int, list[str]]]:
    """A server that gives the page for / and keeps what else it is asked, but for what the browser
    asks by itself; every name leads here."""
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path not in ("/", "/favicon.ico") and "google" not in self.headers["Host"]:
                asked.append(f"{self.headers['Host']}{self.path}")
            self.send_response(200 if self.path == "/" else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            if self.path == "/":
                self.wfile.write(page.encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port, asked
    finally:
        server.shutdown()
        server.server_close()


def browse(port: int, folder: Path, *options: str) -> str:
    """What headless Chromium prints about the page; all names are resolved to the server."""
    assert CHROMIUM is not None
    run = [
        *(CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"),
        *(f"--user-data-dir={folder}", f"--host-resolver-rules=MAP * 127.0.0.1:{port}"),
        *(*options, f"http://127.0.0.1:{port}/"),
    ]
    done = subprocess.run(run, capture_output=True, text=True, timeout=120, check=True)
    return done.stdout


def test_it_runs_nothing_asks_for_nothing_and_every_part_is_there(
    page: str, tmp_path: Path
) -> None:
    with served(page) as (port, asked):
        shown = browse(port, tmp_path, "--dump-dom")
    assert asked == []
    title = re.search(r"<title>(.*?)</title>", shown, re.S)
    assert title is not None
    assert title[1] != "owned"
    elements = set(re.findall(r"<([a-z][a-z0-9]*)", shown))
    assert not elements & {"script", "img", "link", "iframe", "object", "form"}
    assert not re.search(r"<[^>]*\son[a-z]+=", shown)
    targets = re.findall(r'href="#([^"]+)"', shown)
    assert targets
    assert set(targets) <= set(re.findall(r'id="([^"]+)"', shown))
    assert len(re.findall(r"<h1", shown)) == 1


def test_a_page_that_could_do_harm_is_noticed_by_this_very_server(tmp_path: Path) -> None:
    bad = f"<html><title>x</title><img src=http://bad.example/a><script>{OWNED}</script></html>"
    with served(bad) as (port, asked):
        shown = browse(port, tmp_path, "--dump-dom")
    assert "bad.example/a" in asked
    assert "<title>owned</title>" in shown


def test_it_prints_all_of_its_words(page: str, tmp_path: Path) -> None:
    target = tmp_path / "page.pdf"
    with served(page) as (port, asked):
        browse(port, tmp_path / "profile", f"--print-to-pdf={target}", "--no-pdf-header-footer")
    printed = target.read_bytes()
    assert printed.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) >= 2
    assert asked == []
