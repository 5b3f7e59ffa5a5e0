"""The library's index: SQLite with full-text search, in the cache folder, made anew at will.

The text itself is not stored, only its words (a contentless FTS5 table). A file that changed gets
a new row of words; the old row stays as an orphan until there are too many of them, because
taking words out of a contentless table would need the old text.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any, TypeAlias
from weakref import finalize

from coach.journal.query import SessionQuery, score_range
from coach.journal.search_words import COLUMNS
from coach.journal.summary import TORN, Summary, as_row, from_row
from coach.journal.summary_shelf import ShelfError, Stamp, SummaryCard, rank

_SCHEMA = 6
_CHOSEN = "id, prompt, level, mode, kind, state, damage, mine, wall, labels, score, seat"
"""What of a summary questions choose by; the whole of it stands in `summary`, as JSON."""
_POINTLESS = "state = 'finished' and mine and (score is null or instr(summary, '\"worth\": {}'))"
_OPEN = "state = 'unfinished' and broken = 0 and mine and kind != 'mock'"
_BY_WORDS = "create index if not exists by_words on files (words)"
_GATHERED = 16 << 20
"""Bytes of words that FTS5 gathers before it writes them: sixteen times its own 1 MB, so that a
library built anew is written in few pieces and merged seldom."""
_PAGE_SIZE = 16384
"""Bytes of a page of an index made anew: with SQLite's own 4,096 a summary fills one alone, and a
library takes a fifth longer to write. An index that is there keeps its own."""
_TABLES = f"""
create table files (
    name text primary key, size int, mtime int, words int, shadowed int not null default 0,
    opened real, file text, why text, broken int, entries int, summary blob, {_CHOSEN}
) without rowid;
create index by_time on files (opened, file);
create index by_session on files (id, wall, seat);
{_BY_WORDS};
create virtual table words using fts5(
    {", ".join(COLUMNS)}, content='', prefix='1 2', tokenize='unicode61'
);
insert into words (words, rank) values ('hashsize', {_GATHERED});
pragma user_version = {_SCHEMA};
"""
_PUT = f"""
insert or replace into files (
    name, size, mtime, words, opened, file, why, broken, entries, summary, {_CHOSEN}
) values ({", ".join("?" * 22)})
"""
_PUT_WORDS = f"insert into words ({', '.join(COLUMNS)}) values ({', '.join('?' * len(COLUMNS))})"
_GET = "select name, summary from files where id is not null and not shadowed"
_COUNTS = _GET.replace("name, summary", f"count(*), sum(damage not in ('', '{TORN}'))")
_GET_BY_WORDS = _GET.replace("from files", "from files indexed by by_words")
_FEW = 256
"""Rows of words up to which sessions are looked up by them. More are found sooner by going through
the sessions from the newest on; the plus before a column keeps SQLite from choosing otherwise."""
_NEWEST = " order by opened desc, file desc limit ?"
_PAGE = _NEWEST + " offset ?"
_PAGED = (64, 512)
"""Sessions that a search fetches at once: at first, as a screenful is asked for, and at most."""
_SESSION = "from files where name = ? and id is not null"
_Place: TypeAlias = tuple[str, str, str]
"""What a session is known by: its id, when it was opened, its owner's seat."""
_MOST_ORPHANS = 5_000
_UNUSABLE = frozenset({3, 5, 6, 8, 10, 13, 14, 23})
"""SQLite's codes for no rights, busy, locked, read-only, I/O error, full, cannot open, refused."""


class LibraryIndex:
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
        self._db.execute(f"pragma page_size = {_PAGE_SIZE}")
        self._db.execute("pragma cache_size = -16000")
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
            else:
                self._db.execute(_BY_WORDS)

    def known(self) -> Mapping[str, Stamp]:
        with self._lock, _told():
            rows = self._db.execute("select name, size, mtime from files")
            return {name: (size, mtime) for name, size, mtime in rows}

    def change(self, cards: Iterable[SummaryCard], gone: Iterable[str]) -> None:
        with self._lock, _told(), self._change():
            touched: set[_Place] = set()
            for name in gone:
                touched |= self._places(name)
                self._db.execute("delete from files where name = ?", (name,))
            for card in cards:
                touched |= self._places(card.name)
                self._put(card)
                if card.summary is not None:
                    touched.add((card.summary.id, card.summary.wall, card.summary.seat))
            self._shadow(touched)

    def put(self, name: str, summary: Summary) -> None:
        with self._lock, _told():
            self._db.execute(
                "update files set summary = ?, score = ? where name = ? and id is not null",
                (as_row(summary), summary.score, name),
            )

    def sessions(self, limit: int | None, unfinished: bool) -> tuple[Summary, ...]:
        chosen = f" and {_OPEN}" if unfinished else ""
        return self._get(_GET + chosen + _NEWEST, (-1 if limit is None else limit,))

    def without_points(self) -> tuple[Summary, ...]:
        return self._get(f"{_GET} and {_POINTLESS}{_NEWEST}", (-1,))

    def counts(self) -> tuple[int, int]:
        with self._lock, _told():
            every, bad = self._db.execute(_COUNTS).fetchone()
        return int(every), int(bad or 0)

    def beginning(self, prefix: str) -> tuple[Summary, ...]:
        chosen = " and (substr(id, 1, ?) = ? or substr(file, 1, ?) = ?)"
        size = len(prefix)
        return self._get(_GET + chosen + _NEWEST, (size, prefix, size, prefix, -1))

    def search(self, query: SessionQuery) -> Iterator[Summary]:
        conditions, values = _chosen(query)
        match, without = _matching(query)
        if match is None:
            return
        few = bool(match) and self._few(match)
        for text, how in ((match, "in"), (without, "not in")):
            if text:
                plus = "" if few and how == "in" else "+"
                rows = "(select rowid from words where words match ?)"
                conditions.append(f"{plus}words {how} {rows}")
                values.append(text)
        chosen = "".join(f" and {condition}" for condition in (*conditions, "entries > 0"))
        question = (_GET_BY_WORDS if few else _GET) + chosen + _PAGE
        at, (size, most) = 0, _PAGED
        while summaries := self._get(question, (*values, size, at)):
            yield from summaries
            at += len(summaries)
            size = min(most, 2 * size)

    def _few(self, match: str) -> bool:
        """Whether few rows of words match. Only how many: by the next statement another process
        may have written the same sessions' words into other rows."""
        ask = "select count(*) from (select 1 from words where words match ? limit ?)"
        with self._lock, _told():
            (count,) = self._db.execute(ask, (match, _FEW + 1)).fetchone()
        return bool(count <= _FEW)

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

    def _get(self, question: str, values: Sequence[Any]) -> tuple[Summary, ...]:
        with self._lock, _told():
            rows = self._db.execute(question, values).fetchall()
        try:
            return tuple([from_row(self._sessions / name, row) for name, row in rows])
        except (ValueError, TypeError) as error:
            raise ShelfError(str(error), corrupt=True) from error

    def _put(self, card: SummaryCard) -> None:
        summary = card.summary
        if summary is None:
            rest: tuple[Any, ...] = (None,) * 15
            self._db.execute(_PUT, (card.name, *card.stamp, 0, 0.0, "", card.why, *rest))
            return
        texts = [card.texts.get(column, "") for column in COLUMNS]
        words = self._db.execute(_PUT_WORDS, texts).lastrowid if any(texts) else 0
        labels = "".join(f" {label} " for label in summary.labels)
        values = (
            *(bool(summary.broken), summary.entries, as_row(summary)),
            *(
                summary.id,
                summary.prompt,
                summary.level,
                summary.mode,
                summary.kind,
                summary.state,
                summary.damage,
            ),
            *(summary.mine, summary.wall, labels, summary.score, summary.seat),
        )
        self._db.execute(
            _PUT, (card.name, *card.stamp, words, summary.order, summary.path.name, "", *values)
        )

    def _places(self, name: str) -> set[_Place]:
        """The session that a file is of so far, none for one that is not known."""
        return set(self._db.execute(f"select id, wall, seat {_SESSION}", (name,)))

    def _shadow(self, touched: Iterable[_Place]) -> None:
        """Of several files of one session, shows only the sounder, longer one; looks at those
        sessions whose files have changed."""
        where = " where id = ? and wall = ? and seat = ?"
        for place in touched:
            count = f"select count(*), max(shadowed) from files{where}"
            files, shadowed = self._db.execute(count, place).fetchone()
            if shadowed:
                self._db.execute(f"update files set shadowed = 0{where} and shadowed", place)
            if files > 1:
                same = sorted(self._get(_GET + where.replace("where", "and"), place), key=rank)
                names = [
                    (summary.path.relative_to(self._sessions).as_posix(),) for summary in same[:-1]
                ]
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


_STANDS = {
    "unfinished": "state = 'unfinished'",
    "damaged": "damage != ''",
    "theirs": "not mine",
    "drill": "kind = 'drill'",
    "mock": "kind = 'mock'",
}


def _chosen(query: SessionQuery) -> tuple[list[str], list[Any]]:
    """The conditions that choose sessions by the query's fields, and their values."""
    conditions: list[str] = []
    values: list[Any] = []
    for name, value in query.fields:
        if name in ("prompt", "level", "mode"):
            conditions.append(f"{name} = ?")
            values.append(value)
        elif name == "label":
            conditions.append("instr(labels, ?) > 0")
            values.append(f" {value} ")
        elif name == "is":
            conditions.append(_STANDS[value])
        elif name == "score":
            conditions.append("score between ? and ?")
            values.extend(score_range(value))
        elif name in ("since", "until"):
            conditions.append(f"substr(wall, 1, ?) {'>=' if name == 'since' else '<='} ?")
            values.extend((len(value), value))
    return conditions, values


def _matching(query: SessionQuery) -> tuple[str | None, str]:
    """What FTS5 is asked: for the words that must stand there, for those that must not; None
    where no column is looked at and nothing can be found."""
    columns = " ".join(query.columns())
    if not columns:
        return (None if query.terms else ""), ""
    asked = (
        f'{{{columns}}} : "{" ".join(term.words)}"{" *" if term.open else ""}'
        for term in query.terms
    )
    barred = (f'{{{columns}}} : "{" ".join(term.words)}"' for term in query.without)
    return " AND ".join(f"({term})" for term in asked), " OR ".join(f"({term})" for term in barred)
