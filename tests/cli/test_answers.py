"""What the commands say about whole libraries, against an independent reader's answers."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli import reviewing


@pytest.fixture(scope="module", params=reviewing.SEEDS)
def library(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Any]:
    """The answers about a library that lies in COACH_HOME."""
    home: Path = tmp_path_factory.mktemp("home")
    reviewing.unpack(request.param, home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COACH_HOME", str(home))
        yield reviewing.answers(request.param)


def test_list(library: Any) -> None:
    assert reviewing.holds(reviewing.lines("list", "--json"), library["list"])


def test_search(library: Any) -> None:
    for asked in library["search"]:
        found = reviewing.lines("search", asked["query"], "--json", "--limit", "1000")
        assert reviewing.holds(found, asked["rows"]), asked["query"]


def test_search_and_list_find_the_same_sessions(library: Any) -> None:
    for asked in library["search"]:
        listed = [one["id"] for one in reviewing.lines("list", "--json", asked["query"])]
        assert listed == list(dict.fromkeys(row["id"] for row in asked["rows"]))


def test_show_at_a_moment(library: Any) -> None:
    for asked in library["show"][::4]:
        at = f"{asked['at'] // 60}:{asked['at'] % 60:02}"
        (shown,) = reviewing.lines("show", asked["id"], "--at", at, "--json")
        assert reviewing.holds(shown, asked["want"]), (asked["id"], at)


def test_replay(library: Any) -> None:
    for asked in library["replay"][::3]:
        (told,) = reviewing.lines("replay", asked["id"], "--json")
        assert reviewing.holds(told, asked), asked["id"]


def test_compare(library: Any) -> None:
    for asked in library["compare"]:
        (told,) = reviewing.lines("compare", asked["a"], asked["b"], "--json")
        assert reviewing.holds(told, asked), (asked["a"], asked["b"])


def test_progress(library: Any) -> None:
    (told,) = reviewing.lines("progress", "--json")
    assert reviewing.holds(told, library["progress"])
    rows = reviewing.printed("progress", "--csv").splitlines()
    count = sum(len(points) for points in library["progress"]["series"].values())
    assert (rows[0], len(rows)) == ("series,id,opened,value", count + 1)


def test_due(library: Any) -> None:
    pytest.importorskip("fsrs", reason="the scheduler is a package of its own")
    for asked in library["due"]:
        (told,) = reviewing.lines("due", "--json", "--today", asked["today"])
        assert reviewing.holds(told, asked)
        assert told["proposal"]["why"]
