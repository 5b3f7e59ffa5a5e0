"""A search gives the same sessions whether few or many hold its words, a page after the other."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from coach.journal import index
from coach.journal.index import LibraryIndex
from coach.journal.library import Library
from coach.journal.query import parse
from coach.journal.search_words import COLUMNS, by_column
from coach.journal.summary import Summary, with_head
from coach.journal.summary_shelf import Memory, SummaryCard
from coach.paths import find
from tests.cli.reviewing import unpack

ASKED = (
    "marmalade",
    "cache",
    '"hot key"',
    "c",
    "cache -replica",
    "qwertyuiop",
    "chat",
    "in:said a",
)

_SESSION = Summary(
    id="a",
    path=Path("a"),
    prompt="chat",
    title="Chat",
    workflow="interview",
    level="mid",
    pace="45",
    mode="coach",
    wall="2026-01-05T10:00:00+00:00",
    entries=9,
    phase="clarify",
    elapsed=60.0,
    closed=True,
    score=None,
    verdict="",
    broken="",
    state="finished",
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    home = tmp_path_factory.mktemp("home")
    unpack(7, home)
    made = Library(find({"COACH_HOME": str(home)}))
    made.sessions()
    return made


def names(library: Library, query: str) -> list[Path]:
    return [summary.path for summary in library.search(query)]


@pytest.mark.parametrize("query", ASKED)
def test_it_does_not_matter_how_many_hold_the_words(
    library: Library, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    looked_up = names(library, query)
    monkeypatch.setattr(index, "_FEW", -1)
    monkeypatch.setattr(index, "_PAGED", (2, 4))
    assert names(library, query) == looked_up


def test_an_index_made_before_sessions_were_looked_up_by_words_learns_it(tmp_path: Path) -> None:
    import sqlite3

    unpack(7, tmp_path)
    paths = find({"COACH_HOME": str(tmp_path)})
    older = Library(paths)
    before = names(older, "marmalade")
    older.close()
    with sqlite3.connect(paths.index) as database:
        database.execute("drop index by_words")
    database.close()
    assert names(Library(paths), "marmalade") == before != []


WRITTEN = (
    "The hot_key's café-cache dies",
    "at once.\tRÉPLICA 99.9% of ids(a,b)",
    "snake_case; Straße ＋ﬁne ½ x²",
)
"""What two words of a text can be divided by, in ASCII and beyond it."""
DIVIDED = (
    'hot key|"hot key"|cafe|"cafe cache"|"dies at"|"s cafe"|99|"99 9"|"ids a b"|snake case|'
    'strasse|fine|x2|"at once replica"|-replica|zzz'
)


@pytest.mark.parametrize("query", (*ASKED, *DIVIDED.split("|")))
def test_the_index_and_the_shelf_in_memory_find_the_same(tmp_path: Path, query: str) -> None:
    texts = by_column(("mine", text) for text in WRITTEN)
    found = []
    for shelf in (LibraryIndex(tmp_path / "index.db", tmp_path), Memory()):
        for number, column in enumerate(COLUMNS):
            summary = replace(_SESSION, id=f"{number:08x}", path=tmp_path / f"{number}.jsonl")
            card_texts = {column: texts["mine"], **with_head(summary, {})}
            shelf.change((SummaryCard(summary.path.name, (1, 1), summary, "", card_texts),), ())
        found.append({summary.id for summary in shelf.search(parse(query))})
        shelf.close()
    assert found[0] == found[1]


def test_the_sessions_without_points_are_known_without_reading_all(tmp_path: Path) -> None:
    pointed = {"score": 60.0, "worth": {"estimate": 4.0}}
    unknown: dict[str, dict[str, Any]] = {
        "old": {"score": 60.0, "worth": {}, "title": '"worth": {}'},
        "never": {},
    }
    others: dict[str, dict[str, Any]] = {
        "known": {**pointed, "title": 'a "worth": {} of \\"worth\\": {}'},
        "theirs": {"mine": False},
        "gave up": {"state": "gave up"},
    }
    for shelf in (LibraryIndex(tmp_path / "index.db", tmp_path), Memory()):
        for name, changes in {**unknown, **others}.items():
            summary = replace(_SESSION, id=name, path=tmp_path / name, **changes)
            shelf.change((SummaryCard(name, (1, 1), summary),), ())
        assert {summary.id for summary in shelf.without_points()} == set(unknown)
        shelf.close()
