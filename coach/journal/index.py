"""The library's index: SQLite with full-text search, in the cache folder, made anew at will.

The text itself is not stored, only its words (a contentless FTS5 table). A file that changed gets
a new row of words; the old row stays as an orphan until there are too many of them, because
taking words out of a contentless table would need the old text.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any
from weakref import finalize

from coach.journal.shelf import Card, ShelfError, Stamp, rank, words_of
from coach.journal.summary import Summary

_SCHEMA = 2
_COLUMNS = (
    "id, prompt, title, workflow, level, pace, mode, wall, entries, phase, elapsed, closed,"
    " score, verdict, broken, torn"
)
_TABLES = f"""
create table files (
    name text primary key, size int, mtime int, words int, shadowed int not null default 0,
    opened real, file text, why text, {_COLUMNS}
) without rowid;
create index by_time on files (opened, name);
create index by_session on files (id);
create virtual table words using fts5(text, content='', prefix='1 2', tokenize='unicode61');
pragma user_version = {_SCHEMA};
"""
_PUT = f"""
insert or replace into files (name, size, mtime, words, opened, file, why, {_COLUMNS})
values ({", ".join("?" * 23)})
"""
_GET = f"select name, {_COLUMNS} from files where id is not null and not shadowed"
_NEWEST = " order by opened desc, name desc limit ?"
_MOST_ORPHANS = 5_000
_TEXT_LIMIT = 1_000_000
_UNUSABLE = frozenset({3, 5, 6, 8, 10, 13, 14, 23})
"""SQLite's codes for no rights, busy, locked, read-only, I/O error, full, cannot open, refused."""


class Index:
    """A shelf in a file; safe to use from several threads and processes."""

    def __init__(self, path: Path, sessions: Path) -> None:
        """Opens the index, or makes it; ShelfError when it cannot be."""
        self._sessions = sessions
        self._lock = RLock()
        with _told():
            self._db = sqlite3.connect(
                path, timeout=2.0, isolation_level=None, check_same_thread=False
            )
        finalize(self, self._db.close)
        try:
            with _told():
                self._prepare()
        except ShelfError:
            self._db.close()
            raise

    def _prepare(self) -> None:
        self._db.execute("pragma journal_mode = wal")
        self._db.execute("pragma synchronous = normal")
        with self._change():
            (version,) = self._db.execute("pragma user_version").fetchone()
            if version == 0:
                for statement in _TABLES.split(";\n"):
                    self._db.execute(statement)
            elif version != _SCHEMA:
                raise ShelfError("The index is of another version.", corrupt=True)
            elif self.orphans() > _MOST_ORPHANS:
                raise ShelfError("The index is mostly of the past.", corrupt=True)

    def known(self) -> Mapping[str, Stamp]:
        with self._lock, _told():
            rows = self._db.execute("select name, size, mtime from files")
            return {name: (size, mtime) for name, size, mtime in rows}

    def change(self, cards: Iterable[Card], gone: Iterable[str]) -> None:
        with self._lock, _told(), self._change():
            self._db.executemany("delete from files where name = ?", ((name,) for name in gone))
            for card in cards:
                self._put(card)
            self._shadow()

    def sessions(self, limit: int | None, unfinished: bool) -> tuple[Summary, ...]:
        chosen = " and not closed and broken = ''" if unfinished else ""
        return self._get(_GET + chosen + _NEWEST, (-1 if limit is None else limit,))

    def beginning(self, prefix: str) -> tuple[Summary, ...]:
        chosen = " and (substr(id, 1, ?) = ? or substr(file, 1, ?) = ?)"
        size = len(prefix)
        return self._get(_GET + chosen + _NEWEST, (size, prefix, size, prefix, -1))

    def search(self, words: tuple[str, ...], limit: int) -> tuple[Summary, ...]:
        if not words:
            return ()
        match = " ".join(f'"{word}"*' for word in words)
        chosen = " and words in (select rowid from words where words match ?)"
        return self._get(_GET + chosen + _NEWEST, (match, limit))

    def strangers(self) -> tuple[tuple[str, str], ...]:
        with self._lock, _told():
            rows = self._db.execute("select name, why from files where id is null order by name")
            return tuple((name, why) for name, why in rows)

    def orphans(self) -> int:
        """How many rows of words belong to no file any more; rows are numbered, never reused."""
        with self._lock, _told():
            (rows,) = self._db.execute("select max(id) from words_docsize").fetchone()
            (files,) = self._db.execute("select count(*) from files where words > 0").fetchone()
        return max(0, (rows or 0) - int(files))

    def close(self) -> None:
        with self._lock:
            self._db.close()

    def _get(self, query: str, values: tuple[Any, ...]) -> tuple[Summary, ...]:
        with self._lock, _told():
            return tuple(map(self._summary, self._db.execute(query, values)))

    def _summary(self, row: tuple[Any, ...]) -> Summary:
        name, id_, *middle, closed, score, verdict, broken, torn = row
        path = self._sessions / name
        rest = (bool(closed), score, verdict, broken, torn)
        return Summary(id_, path, *middle, *rest)  # type: ignore[call-arg]

    def _put(self, card: Card) -> None:
        one = card.summary
        if one is None:
            rest: tuple[Any, ...] = (None,) * 16
            self._db.execute(_PUT, (card.name, *card.stamp, 0, 0.0, "", card.why, *rest))
            return
        text = " ".join(words_of(card.text[:_TEXT_LIMIT]))
        words = self._db.execute("insert into words (text) values (?)", (text,)).lastrowid
        values = (
            *(one.id, one.prompt, one.title, one.workflow, one.level, one.pace, one.mode),
            *(one.wall, one.entries, one.phase, one.elapsed, one.closed, one.score),
            *(one.verdict, one.broken, one.torn),
        )
        self._db.execute(
            _PUT, (card.name, *card.stamp, words, one.order, one.path.name, "", *values)
        )

    def _shadow(self) -> None:
        """Of several files of one session, shows only the sounder, longer one."""
        self._db.execute("update files set shadowed = 0 where shadowed")
        twice = self._db.execute(
            "select id from files where id is not null group by id having count(*) > 1"
        ).fetchall()
        for (id_,) in twice:
            rows = self._db.execute(_GET + " and id = ?", (id_,))
            same = sorted(map(self._summary, rows), key=rank)
            names = [(one.path.relative_to(self._sessions).as_posix(),) for one in same[:-1]]
            self._db.executemany("update files set shadowed = 1 where name = ?", names)

    @contextmanager
    def _change(self) -> Iterator[None]:
        self._db.execute("begin immediate")
        try:
            yield
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("rollback")
            raise
        self._db.execute("commit")


@contextmanager
def _told() -> Iterator[None]:
    """SQLite's errors as ShelfError."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None) or 0
        raise ShelfError(str(error), corrupt=code & 0xFF not in _UNUSABLE) from error
