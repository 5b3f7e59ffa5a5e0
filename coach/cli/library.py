"""`coach list`, `search`, `label`, `rename`, `note`, `trash`, `restore`, `import`: the sessions as
a whole, and what is done to one of them without opening it."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from coach.cli import kept
from coach.cli.streams import json_line
from coach.errors import UsageError
from coach.text import clean, clean_line, cut, pad

if TYPE_CHECKING:
    from coach.journal.library import Library
    from coach.journal.query import SessionQuery
    from coach.journal.summary import Summary
    from coach.session.timeline import Moment

_TOLD = 5
"""Files that are no sessions which a list names; `coach doctor` names all."""
_ID = "the session, or the beginning of its id"
_QUERY = (
    "words, all of which must occur, as beginnings of words; \"two words\" side by side; -word"
    " nowhere; prompt: level: mode: label: is:unfinished|damaged|theirs|drill|mock score:60..80"
    " since:2026-04 until:2026-06; looking only in:said|fact|hint|curveball|BOARD by:me|interviewer"
    " phase:NAME"
)  # fmt: skip


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Registers the commands."""
    listed = commands.add_parser("list", help="all sessions, newest first", epilog=_QUERY)
    listed.add_argument("words", nargs="*", metavar="QUERY", help="only sessions that hold this")
    listed.add_argument("--json", action="store_true", help="one JSON object a line")
    listed.set_defaults(run=_list)
    search = commands.add_parser("search", help="what was said and written, by words",
                                 epilog=_QUERY)  # fmt: skip
    search.add_argument("words", nargs="+", metavar="QUERY", help="what to look for")
    search.add_argument("--limit", type=int, default=50, help="so many sessions at most")
    search.add_argument("--json", action="store_true", help="one JSON object a line")
    search.set_defaults(run=_search)
    label = commands.add_parser("label", help="put a word on a session, for finding it")
    label.add_argument("id", help=_ID)
    label.add_argument("label", help="one word")
    label.add_argument("--off", action="store_true", help="take it off")
    label.set_defaults(run=_label)
    rename = commands.add_parser("rename", help="give a session a title of your own")
    rename.add_argument("id", help=_ID)
    rename.add_argument("title", help="the title; an empty one gives the prompt's back")
    rename.set_defaults(run=_rename)
    note = commands.add_parser("note", help="write yourself a note at a moment of a session")
    note.add_argument("id", help=_ID)
    note.add_argument("at", help="14:05 on the interview's clock, or an entry: #117")
    note.add_argument("text", help="the note")
    note.set_defaults(run=_note)
    _add_moves(commands)


def _add_moves(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    trash = commands.add_parser("trash", help="take a session out of the library")
    trash.add_argument("id", help=_ID)
    trash.set_defaults(run=_trash)
    restore = commands.add_parser("restore", help="bring a session back from the trash")
    restore.add_argument("id", nargs="?", default="", help="without one: what lies there")
    restore.set_defaults(run=_restore)
    bring = commands.add_parser("import", help="keep a session that somebody sent")
    bring.add_argument("file", help="its file")
    bring.set_defaults(run=_import)


def arranged(words: list[str]) -> list[str]:
    """The words of a command with a query, options first: -word is a word of the query then."""
    options: list[str] = []
    asked: list[str] = []
    rest = iter(words[1:])
    for word in rest:
        if word == "--limit":
            options += [word, *[value for value in (next(rest, None),) if value is not None]]
        elif word == "-h" or (word.startswith("--") and len(word) > 2):
            options.append(word)
        elif word != "--":
            asked.append(word)
    return [words[0], *options, "--", *asked]


def listed(summary: "Summary") -> dict[str, Any]:
    """A session as `coach list --json` tells it."""
    return {
        "id": summary.id,
        "prompt": summary.prompt,
        "title": summary.title,
        "workflow": summary.workflow,
        "level": summary.level,
        "pace": summary.pace,
        "mode": summary.mode,
        "kind": summary.kind,
        "mine": summary.mine,
        "seat": summary.seat,
        "peer": summary.peer,
        "given": summary.given,
        "state": summary.state,
        "damage": summary.damage,
        "labels": list(summary.labels),
        "opened": summary.wall,
        "seconds": round(summary.elapsed),
        "phases": [{"id": p.id, "used": round(p.used), "most": p.most} for p in summary.phases],
        "closed": summary.closed,
        "score": summary.score,
        "predicted": summary.predicted,
        "verdict": summary.verdict,
        "hints": len(summary.hints),
        "broken": summary.broken,
        "torn": summary.torn,
        "path": str(summary.path),
    }


def _asked(words: list[str]) -> str:
    """The query of a command's words; UsageError for a field's value that cannot be."""
    from coach.journal.query import parse

    text = clean(" ".join(words))
    query: SessionQuery = parse(text)
    if query.complaints:
        raise UsageError(query.complaints[0], "`coach list --help` tells what can be asked.")
    return text


def _list(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    library = kept.library()
    asked = _asked(args.words)
    sessions = library.search(asked, None) if asked.strip() else library.sessions()
    if args.json:
        for session in sessions:
            stdout.write(json_line(listed(session)))
        return _unlisted(library, sessions)
    if not sessions and not library.strangers():
        what = "No session holds these words." if asked.strip() else "No sessions yet."
        stdout.write(f"{what} `coach start PROMPT` begins one; `coach prompts list` names them.\n")
        return 0
    for session in sessions:
        stdout.write(_line(session) + "\n")
    return _unlisted(library, sessions)


def _line(summary: "Summary") -> str:
    from coach.session.stopwatch import clock

    status = "closed" if summary.closed else f"unfinished, in {summary.phase or '-'}"
    if summary.score is not None:
        status = f"{summary.score:.0f} points, {summary.verdict}"
    elif summary.state == "gave up":
        status = "gave up"
    if summary.seat in ("interviewer", "observer"):
        did = "interviewed" if summary.seat == "interviewer" else "watched"
        status = f"you {did} {summary.peer}".rstrip()
        status += (
            f": {summary.given}" if summary.given else "" if summary.closed else ", unfinished"
        )
    elif summary.given:
        status += f"; {summary.peer or 'the interviewer'} gave {summary.given}"
    whose = "" if summary.mine else "theirs"
    marks = (
        whose,
        summary.broken,
        summary.torn,
        "" if summary.broken else status,
        " ".join(summary.labels),
    )
    day = summary.wall[:16].replace("T", " ")
    line = f"{pad(summary.id, 10)} {pad(day, 16)}  {pad(cut(summary.title, 28), 28)}"
    line += (
        f"  {pad(summary.level, 6)} {clock(summary.elapsed):>7}  {'; '.join(filter(None, marks))}"
    )
    return line.rstrip()


def _unlisted(library: "Library", sessions: "tuple[Summary, ...]") -> int:
    """Says on standard error what of the sessions folder is not in a list; the exit code."""
    from coach.journal.summary import SUFFIX

    strangers = library.strangers()
    for path, why in strangers[:_TOLD]:
        sys.stderr.write(f"coach: {clean_line(path.name)}: {why}\n")
    if len(strangers) > _TOLD:
        more = len(strangers) - _TOLD
        sys.stderr.write(f"coach: So it is with {more} more; `coach doctor` names all.\n")
    ours = any(path.suffix == SUFFIX for path, _ in strangers)
    damaged = any(session.broken or session.torn for session in sessions)
    return kept.DAMAGED if ours or damaged or library.hidden() else 0


def _search(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.journal.query import parse
    from coach.session.stopwatch import clock

    asked = _asked(args.words)
    query = parse(asked)
    if query.everything:
        raise UsageError("Nothing to look for.", "Give a word: coach search cache")
    journal = kept.library().moments(asked, max(0, args.limit))
    for session in journal:
        summary = session.summary
        if args.json:
            for moment in session.moments:
                stdout.write(json_line(_moment(summary.id, moment, query.line(moment.text))))
            if not session.moments:
                stdout.write(
                    json_line({"id": summary.id, "n": 0, "kind": "title", "line": summary.title})
                )
            continue
        stdout.write(f"{summary.id}  {summary.wall[:10]}  {summary.title}\n")
        for moment in session.moments:
            where = moment.ref if moment.kind == "edit" else moment.kind
            told = query.excerpt(moment.text, 90)
            stdout.write(f"  {clock(moment.clock):>7} #{moment.n:<5} {pad(where, 10)} {told}\n")
    if not journal and not args.json:
        stdout.write("No session holds this.\n")
    return kept.tell_damage(session.summary for session in journal)


def _moment(session: str, moment: "Moment", line: str) -> dict[str, Any]:
    return {
        "id": session,
        "n": moment.n,
        "last": moment.last,
        "clock": round(moment.clock, 1),
        "phase": moment.phase,
        "kind": moment.kind,
        "by": moment.by,
        "ref": moment.ref,
        "line": line,
    }


def _label(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.session.naming import LabelSession

    label = clean_line(args.label)
    code = kept.amend(args.id, LabelSession(clean(args.label), not args.off))
    stdout.write(f"{label} is off it.\n" if args.off else f"It is labelled {label}.\n")
    return code


def _rename(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.session.naming import RenameSession

    code = kept.amend(args.id, RenameSession(clean(args.title)))
    title = clean_line(args.title).strip()
    stdout.write(f"It is called “{title}” now.\n" if title else "It has its own title again.\n")
    return code


def _note(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.live.afterwards import NOTE
    from coach.session.course import course, place
    from coach.session.decide import TagEntry
    from coach.session.stopwatch import clock

    text = clean_line(args.text, 2_000).strip()
    if not text:
        raise UsageError("The note is empty.", 'Write it behind the place: coach note ID 14:05 "…"')
    journal, _ = kept.read_session(args.id)
    at = place(clean(args.at), course(journal.entries))
    number = journal.entries[at.count - 1].n
    code = kept.amend(args.id, TagEntry(number, NOTE, text))
    stdout.write(f"Kept at {clock(at.clock)}, beside #{number}.\n")
    return code


def _trash(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.journal.moving import trash
    from coach.paths import find

    path = kept.path_of(args.id)
    trash(find(os.environ), path)
    stdout.write(f"Taken away. `coach restore {path.stem}` brings it back.\n")
    return 0


def _restore(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.journal.moving import restore, trashed
    from coach.paths import find

    paths = find(os.environ)
    if args.id:
        stdout.write(f"Back again: {restore(paths, clean(args.id))}\n")
        return 0
    for path in trashed(paths):
        stdout.write(f"{path.stem}\n")
    return 0


def _import(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.journal.moving import bring_in
    from coach.paths import find

    path = bring_in(find(os.environ), Path(args.file))
    stdout.write(f"Kept as {path}\n")
    stdout.write("It counts nowhere; `coach list is:theirs` names what was sent.\n")
    return 0
