"""A search gives the same sessions whether few or many hold its words, a page after the other."""

from pathlib import Path

import pytest

from coach.journal import index
from coach.journal.library import Library
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
