"""coach in a browser: the page asks no other host, and no other page reaches the program."""

import re
import sys

import pytest

from coach.cli.serve import PAGE, same_place, server
from coach.errors import UsageError


def test_the_page_names_no_place_but_the_servers_own() -> None:
    page = (PAGE / "app_index.html").read_text("utf-8")
    assert not re.search(r"//[a-z]|@import|url\(", page)
    fetched = re.findall(r'(?:src|href)="([^"]*)"', page)
    assert all(re.match(r"\{\{ config.static.url \}\}|data:", address) for address in fetched)


@pytest.mark.parametrize(
    ("origin", "own"),
    [
        ("", True),
        ("http://localhost:8000", True),
        ("http://127.0.0.1:8000", True),
        ("https://coach.example", True),
        ("http://localhost:9000", False),
        ("http://elsewhere.example", False),
        ("http://localhost.example:8000", False),
        ("null", False),
    ],
)
def test_only_the_servers_own_page_reaches_the_program(origin: str, own: bool) -> None:
    assert same_place(origin, "localhost:8000", "https://coach.example") is own


def test_without_textual_serve_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    with pytest.raises(UsageError) as raised:
        server("localhost", 8000)
    assert "pip install" in raised.value.hint
