"""All sessions of a person: listed, found, searched.

The truth is the files; the index on the shelf only remembers what was read, keyed by each file's
name, size and time of change. A shelf that is missing, broken or cannot be used is replaced,
at worst by one in memory, and nothing is lost with it.
"""

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TypeAlias, TypeVar

from coach.errors import CoachError, JournalError, NotFound
from coach.journal.moved import moves
from coach.journal.query import parse
from coach.journal.searching import Found, asked_moments, confirmed
from coach.journal.summary import SUFFIX, Summary, summarize, unreadable
from coach.journal.summary_shelf import Memory, Shelf, ShelfError, Stamp, SummaryCard
from coach.paths import HOME_VARIABLE, Paths, prepare
from coach.text import clean_line

__all__ = ["Library", "Stranger", "Summary"]

Stranger: TypeAlias = tuple[Path, str]
"""A file among the sessions that is none, and a sentence about it."""

AnswerT = TypeVar("AnswerT")
_BATCHES = (200, 1600)
"""Files whose cards are put on the shelf in one go, at first and at most: the newest are there
soon, and the words of many are written together for less."""
_FEW = 20
"""Files that are read one by one before the quick reader is worth loading."""
_HIDDEN: Stamp = (-2, 0)
"""The stamp of a folder that cannot be listed."""
_NEAR = 2000


class Library:
    """The sessions under `paths.sessions`. The first question reads what is new; `refresh` does
    so again. Never raises because of a file, and writes only the index; JournalError when the
    folder is there and cannot be listed, which else would look like one without sessions."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._shelf: Shelf | None = None

    def sessions(self, limit: int | None = None) -> tuple[Summary, ...]:
        """Summaries of all sessions, newest first, at most `limit` of them."""
        return self._followed(self._ask(lambda shelf: shelf.sessions(limit, unfinished=False)))

    def without_points(self) -> tuple[Summary, ...]:
        """One's own finished sessions of which no score, or no points by group, are known, newest
        first."""
        return self._followed(self._ask(lambda shelf: shelf.without_points()))

    def counts(self) -> tuple[int, int]:
        """How many sessions there are, and how many of them are not sound."""
        return self._ask(lambda shelf: shelf.counts())

    def remembered(self, limit: int | None = None) -> tuple[Summary, ...]:
        """The same as far as the index knows, without a look at the files; none where there is no
        index yet."""
        try:
            if self._shelf is None:
                self._shelf = self._open()
            return self._shelf.sessions(limit, unfinished=False)
        except ShelfError:
            self.close()
            return ()

    def unfinished(self, limit: int | None = None) -> tuple[Summary, ...]:
        """The sessions that can be continued, newest first."""
        summaries = self._followed(self._ask(lambda shelf: shelf.sessions(limit, unfinished=True)))
        return tuple(summary for summary in summaries if not summary.closed)

    def search(self, text: str, limit: int | None = 50) -> tuple[Summary, ...]:
        """The sessions that hold what is asked (`coach.journal.query`), newest first."""
        query = parse(text)
        summaries = self._ask(
            lambda shelf: tuple(islice(confirmed(query, shelf.search(query)), limit))
        )
        return self._followed(summaries)

    def moments(self, text: str, limit: int = 50) -> tuple[Found, ...]:
        """The sessions that hold what is asked, each with the moments that hold any of the words;
        their files are read."""
        query = parse(text)
        summaries = self._ask(
            lambda shelf: tuple(islice(confirmed(query, shelf.search(query)), limit))
        )
        return tuple(asked_moments(query, summary) for summary in self._followed(summaries))

    def strangers(self) -> tuple[Stranger, ...]:
        """What lies among the sessions and is none, each with a sentence."""
        names_and_reasons = self._ask(lambda shelf: shelf.strangers())
        return tuple((self._paths.sessions / name, why) for name, why in names_and_reasons)

    def hidden(self) -> tuple[str, ...]:
        """Folders of sessions that cannot be looked into, a sentence each."""
        return tuple(why for path, why in self.strangers() if why == _unseen(path.name))

    def find(self, wanted: str) -> Path:
        """The file of the session whose id, or file name, is or begins so, or whose path it is.

        NotFound with near matches when there is none or more than one.
        """
        wanted = clean_line(wanted)
        summaries = self._ask(lambda shelf: shelf.beginning(wanted)) if wanted else ()
        summaries = self._followed(summaries)
        exact = [
            summary
            for summary in summaries
            if wanted in (summary.id, summary.path.name, summary.path.stem)
        ]
        if len(summaries) == 1 or len(exact) == 1:
            return self._there((exact or summaries)[0].path)
        if summaries:
            some = ", ".join(summary.id for summary in summaries[:5])
            raise NotFound(
                f"{len(summaries)} sessions begin with {clean_line(wanted)}.",
                f"Give more of the name: {some}{' …' if len(summaries) > 5 else ''}",
            )
        told = f"There is no session {clean_line(wanted)}"
        if hidden := self.hidden():
            raise JournalError(f"{told} among those that can be listed.", hidden[0])
        named = Path(wanted).absolute()
        if named.is_file():
            if named.is_relative_to(self._paths.sessions.absolute()):
                return self._there(named)
            raise NotFound(f"{told}.", f"A file is taken in first: coach import {wanted}")
        raise NotFound(f"{told}.", self._near(wanted))

    def _there(self, path: Path) -> Path:
        """The file in which that file's session goes on; NotFound when that is not there now."""
        new = moves(self._paths).get(path, path)
        if new != path and not new.exists():
            raise NotFound(
                f"This session goes on in {clean_line(str(new))}, which is not there now.",
                f"What was saved before is in {path}.",
            )
        return new

    def _followed(self, summaries: tuple[Summary, ...]) -> tuple[Summary, ...]:
        """The same with each session that was saved elsewhere told by its new file, once."""
        gone = moves(self._paths) if summaries else {}
        if not gone:
            return summaries
        told: dict[Path, Summary] = {}
        for summary in summaries:
            new = gone.get(summary.path)
            if new is None:
                told.setdefault(summary.path, summary)
            elif new.exists():
                card = self._card_of(new, "", (0, 0))
                told[new] = card.summary or summary
            else:
                missing = f"It goes on in {clean_line(str(new))}, which is not there now."
                told[summary.path] = replace(summary, broken=missing)
        return tuple(told.values())

    def refresh(self, most: int | None = None) -> int:
        """Reads new and changed files, newest first, at most so many; how many remain."""
        try:
            return self._again(lambda shelf: self._update(shelf, most), fill=False)
        except JournalError:
            self.close()
            raise

    def remember(self, summary: Summary) -> None:
        """Keeps a summary in place of the one that was made of that session's file, until the
        file changes; a session that lies outside the folder is not kept."""
        if summary.path.is_relative_to(self._paths.sessions):
            name = summary.path.relative_to(self._paths.sessions).as_posix()
            self._ask(lambda shelf: shelf.put(name, summary))

    def rebuild(self) -> None:
        """Throws the index away and reads all files."""
        self.close()
        self._remove()
        self.refresh()

    def close(self) -> None:
        """Lets go of the index."""
        if self._shelf is not None:
            self._shelf.close()
            self._shelf = None

    def _near(self, wanted: str) -> str:
        from difflib import get_close_matches

        ids = [session.id for session in self.sessions(_NEAR)]
        near = get_close_matches(wanted, ids, n=3, cutoff=0.5)
        return f"Is it {' or '.join(near)}?" if near else "See: coach list"

    def _ask(self, question: Callable[[Shelf], AnswerT]) -> AnswerT:
        if self._shelf is None:
            self.refresh()
        return self._again(question)

    def _again(self, question: Callable[[Shelf], AnswerT], fill: bool = True) -> AnswerT:
        """The answer; on a broken index from a new one, at last from the files themselves.

        A new shelf is filled before it is asked, unless the question does that.
        """
        try:
            if self._shelf is None:
                self._shelf = self._open()
            return question(self._shelf)
        except ShelfError as error:
            self.close()
            if error.corrupt:
                self._remove()
        for choose in (self._open, Memory):
            try:
                self._shelf = choose()
                if fill:
                    self._update(self._shelf, None)
                return question(self._shelf)
            except ShelfError:
                self.close()
        raise JournalError("The sessions cannot be listed.")

    def _open(self) -> Shelf:
        try:
            prepare(self._paths.cache)
            from coach.journal.index import LibraryIndex
        except (CoachError, ImportError) as error:
            raise ShelfError(str(error), corrupt=False) from error
        return LibraryIndex(self._paths.index, self._paths.sessions)

    def _remove(self) -> None:
        for ending in ("", "-wal", "-shm"):
            path = self._paths.index.with_name(self._paths.index.name + ending)
            try:
                path.unlink(missing_ok=True)
            except OSError:
                return

    def _update(self, shelf: Shelf, most: int | None) -> int:
        try:
            stamps = dict(_scan(self._paths.sessions))
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise JournalError(
                f"The sessions in {self._paths.sessions} cannot be listed: {reason}.",
                f"`coach doctor` looks closer; {HOME_VARIABLE}=FOLDER chooses another place.",
            ) from None
        known = shelf.known()
        gone = [name for name in known if name not in stamps]
        new = sorted((n for n, stamp in stamps.items() if known.get(n) != stamp), reverse=True)
        chosen = new if most is None else new[:most]
        if gone:
            shelf.change((), gone)
        quick = len(chosen) > _FEW
        start, (size, most_at_once) = 0, _BATCHES
        while names := chosen[start : start + size]:
            shelf.change([self._card(name, stamps[name], quick) for name in names], ())
            start, size = start + size, min(2 * size, most_at_once)
        return len(new) - len(chosen)

    def _card(self, name: str, stamp: Stamp, quick: bool) -> SummaryCard:
        """What the library keeps of a file, whatever it turns out to be."""
        path = self._paths.sessions / name
        if stamp == _HIDDEN:
            return SummaryCard(name, stamp, None, _unseen(name))
        return self._card_of(path, name, stamp, quick)

    def _card_of(self, path: Path, name: str, stamp: Stamp, quick: bool = False) -> SummaryCard:
        from coach.journal.access import LISTED
        from coach.journal.file import read

        if path.suffix != SUFFIX:
            return SummaryCard(name, stamp, None, "It is not a session's file.")
        try:
            if quick and (counted := _tally(path)):
                return SummaryCard(name, stamp, counted[0], "", counted[1])
            journal = read(path, bounds=LISTED)
        except CoachError as error:
            return SummaryCard(name, stamp, unreadable(path, str(error)), str(error))
        made = summarize(path, journal.entries, journal.damage)
        if made:
            return SummaryCard(name, stamp, made[0], "", made[1])
        why = str(journal.damage or "It does not open a session.")
        harm = journal.damage.harm.value if journal.damage else "broken"
        return SummaryCard(name, stamp, unreadable(path, why, harm), why)


def _tally(path: Path) -> tuple[Summary, Mapping[str, str]] | None:
    from coach.journal.access import LISTED
    from coach.journal.session_tally import tally

    return tally(path, LISTED)


def _unseen(folder: str) -> str:
    return f"The sessions in {clean_line(folder)} cannot be listed."


def _scan(sessions: Path) -> Iterator[tuple[str, Stamp]]:
    """Names under the sessions folder, with stamps, of all that is or should be a session."""
    for entry in _entries(sessions):
        if entry.is_dir(follow_symlinks=False):
            try:
                inside = _entries(Path(entry.path))
            except OSError:
                yield entry.name, _HIDDEN
                continue
            ours = {
                dir_entry.name.removesuffix(SUFFIX)
                for dir_entry in inside
                if dir_entry.name.endswith(SUFFIX)
            }
            for dir_entry in inside:
                if not _companion(dir_entry.name, ours):
                    yield f"{entry.name}/{dir_entry.name}", _stamp(dir_entry)
        elif not _companion(entry.name, frozenset()):
            yield entry.name, _stamp(entry)


def _entries(folder: Path) -> list["os.DirEntry[str]"]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except FileNotFoundError:
        return []


def _companion(name: str, ours: set[str] | frozenset[str]) -> bool:
    """Whether the file belongs to a session: its transcript, a torn end that was kept; or is
    hidden."""
    if name.endswith(SUFFIX):
        return False
    return name.startswith(".") or name.split(".", 1)[0] in ours


def _stamp(entry: "os.DirEntry[str]") -> Stamp:
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return (-1, 0)
    return status.st_size if stat.S_ISREG(status.st_mode) else -1, status.st_mtime_ns
