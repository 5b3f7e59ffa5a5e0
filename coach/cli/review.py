"""`coach replay`, `compare`, `progress`, `due`: looking back at sessions, and what to do next."""

import argparse
import os
import sys
import time
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TextIO

from coach.cli import kept
from coach.cli.streams import json_line
from coach.errors import UsageError
from coach.text import clean

if TYPE_CHECKING:
    from coach.boards.board import Row
    from coach.progress.due import Card
    from coach.progress.proposal import Proposal
    from coach.session.course import Course
    from coach.session.entry import Entry

_ID = "the session, or the beginning of its id"
SPEEDS = (1, 2, 4, 8, 16)
_WIDEST = 120


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Registers the commands."""
    replay = commands.add_parser("replay", help="watch a session again")
    replay.add_argument("id", help=_ID)
    replay.add_argument("--json", action="store_true", help="its course: phases, silences, marks")
    replay.add_argument("--plain", action="store_true", help="as text, moment by moment")
    replay.add_argument("--speed", type=int, default=4, help="so many times as fast (plain)")
    replay.add_argument("--from", dest="start", default="", help="begin at 9:00 or at #117")
    replay.set_defaults(run=_replay)
    compare = commands.add_parser("compare", help="two attempts, or an attempt and the reference")
    compare.add_argument("a", help=_ID)
    compare.add_argument("b", nargs="?", help="another session")
    compare.add_argument("--reference", action="store_true", help="the reference answer instead")
    compare.add_argument("--json", action="store_true", help="one JSON object")
    compare.set_defaults(run=_compare)
    progress = commands.add_parser("progress", help="your numbers over all sessions")
    progress.add_argument("--json", action="store_true", help="one JSON object")
    progress.add_argument("--csv", action="store_true", help="series,id,opened,value")
    progress.add_argument("--format", choices=("text", "html", "svg"), default="text")
    progress.set_defaults(run=_progress)
    due = commands.add_parser("due", help="what to practise today, and why")
    due.add_argument("--json", action="store_true", help="one JSON object")
    due.add_argument("--today", help="another day than today, as 2026-12-01")
    due.set_defaults(run=_due)


def _replay(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.session.course import course, place

    if not (args.json or args.plain) and stdin.isatty() and stdout.isatty():
        from coach.ui.launch import launch_replay

        return launch_replay(os.environ, clean(args.id), clean(args.start))
    journal, code = kept.read_session(args.id)
    line = course(journal.entries)
    if args.json:
        stdout.write(json_line(_course(journal.entries, line)))
        return code
    if args.speed < 1:
        raise UsageError("A speed is 1 or more.", "1, 2, 4, 8 or 16 are usual.")
    begin = place(clean(args.start), line).count if args.start else 1
    pace = float(args.speed) if stdout.isatty() else 0.0
    _play(journal.entries, line, begin, pace, stdout)
    return code


def _course(entries: "tuple[Entry, ...]", line: "Course") -> dict[str, Any]:
    from coach.session.events import SessionOpened

    opened = entries[0].event if entries else None
    return {
        "id": opened.session if isinstance(opened, SessionOpened) else "",
        "entries": len(entries),
        "seconds": round(line.seconds, 1),
        "played": round(line.played, 1),
        "bands": [
            {"phase": band.phase, "from": round(band.start, 1), "to": round(band.end, 1)}
            for band in line.bands
        ],
        "silences": [
            {"from": round(silence.start, 1), "to": round(silence.end, 1)}
            for silence in line.silences
        ],
        "marks": [
            {"n": mark.n, "clock": round(mark.clock, 1), "kind": mark.kind, "label": mark.label}
            for mark in line.marks
        ],
    }


def _play(
    entries: "tuple[Entry, ...]", line: "Course", begin: int, pace: float, stdout: TextIO
) -> None:
    """Prints the moments from an entry on, in time where `pace` says how many times as fast."""
    from coach.export.telling import moment_lines
    from coach.session.course import SILENCE, SILENCE_PLAYED
    from coach.session.timeline import moments

    last = line.clocks[begin - 1] if line.clocks else 0.0
    first = line.numbers[begin - 1] if line.numbers else 0
    for moment in moments(entries):
        if moment.last < first:
            continue
        gap = max(0.0, moment.clock - last)
        if pace:
            time.sleep((SILENCE_PLAYED if gap > SILENCE else gap) / pace)
        last = moment.clock
        stdout.write("\n".join(moment_lines(moment)) + "\n")
        stdout.flush()


def _compare(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.catalog import shelf
    from coach.live.reckoning import score_of
    from coach.paths import find
    from coach.progress.attempts import attempts, data
    from coach.progress.side_by_side import side_by_side

    if bool(args.b) == args.reference:
        raise UsageError("Two sessions are compared, or one and --reference.",
                         "coach compare A B")  # fmt: skip
    first, code = kept.read_session(args.a)
    if args.reference:
        return _beside_reference(args, first.entries, stdout) or code
    second, other = kept.read_session(args.b)
    folders = shelf.folders(find(os.environ).prompts)
    reckoned = (score_of(first.history, folders), score_of(second.history, folders))
    if args.json:
        stdout.write(json_line(data(attempts(first.entries, second.entries, reckoned))))
    else:
        _rows(
            side_by_side(first.entries, second.entries, _columns(), reckoned=reckoned),
            stdout,
        )
    return max(code, other)


def _beside_reference(
    args: argparse.Namespace, entries: "tuple[Entry, ...]", stdout: TextIO
) -> int:
    from coach.catalog import shelf
    from coach.debrief.score import ensure_attempted
    from coach.errors import JournalError
    from coach.paths import find
    from coach.progress.answer import beside_reference, reference_data, reference_rows
    from coach.session.events import SessionOpened

    opened = entries[0].event if entries else None
    if not isinstance(opened, SessionOpened):
        raise JournalError("The session does not say which prompt it was about.")
    ensure_attempted(entries)
    folders = shelf.folders(find(os.environ).prompts)
    prompt = shelf.load(opened.prompt, folders, opened.workflow)
    compared = beside_reference(entries, prompt)
    if args.json:
        stdout.write(json_line(reference_data(compared)))
    else:
        _rows(reference_rows(compared, _columns()), stdout)
    return 0


def _progress(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.progress.charts import charts, csv
    from coach.progress.series import progress

    sessions = kept.library().sessions()
    made = progress(sessions)
    if args.csv:
        stdout.write(csv(made))
    elif args.json:
        series = {
            name: [{"id": p.id, "opened": p.opened, "value": p.value} for p in points]
            for name, points in made.series.items()
        }
        weakest = [
            {"group": weakness.group, "share": weakness.share, "sessions": weakness.sessions}
            for weakness in made.weakest
        ]
        stdout.write(json_line({"sessions": made.sessions, "series": series, "weakest": weakest}))
    elif args.format != "text":
        from coach.progress.pictures import as_html, as_svg

        stdout.write(as_svg(made) if args.format == "svg" else as_html(made))
    else:
        _rows(charts(made, _today(None), _columns()), stdout)
    return kept.uncounted(sessions)


def _due(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.catalog import shelf
    from coach.paths import find
    from coach.progress.agenda import agenda
    from coach.progress.declining import declined_in
    from coach.progress.today import declined_rows, today_rows

    today = _today(args.today)
    paths = find(os.environ)
    folders = shelf.folders(paths.prompts)
    declined = declined_in(paths).on(today)
    sessions = kept.library().sessions()
    today_agenda = agenda(sessions, folders, today, declined)
    wanted = today_agenda.proposals
    if not args.json:
        rows = today_rows(
            wanted,
            today_agenda.cards,
            today_agenda.titles,
            today,
            _columns(),
            coming=today_agenda.coming,
        )
        _rows(rows, stdout)
        _rows(declined_rows(declined, today_agenda.titles, _columns()), stdout)
        return kept.uncounted(sessions)
    coming = today_agenda.coming
    row = {
        "today": today.isoformat(),
        "cards": [_card(card) for card in today_agenda.cards],
        "proposal": _proposal(wanted[0]) if wanted else None,
        "coming": {"day": coming.day.isoformat(), **_proposal(coming.proposal)} if coming else None,
    }
    stdout.write(json_line(row))
    return kept.uncounted(sessions)


def _proposal(proposal: "Proposal") -> dict[str, Any]:
    return {
        "card": proposal.card,
        "prompt": proposal.prompt,
        "phase": proposal.phase,
        "minutes": proposal.minutes,
        "why": list(proposal.why),
    }


def _card(card: "Card") -> dict[str, Any]:
    return {
        "card": card.card,
        "due": card.due.isoformat(),
        "last": card.last.isoformat(),
        "rating": card.rating,
        "reviews": card.reviews,
        "share": card.share,
        "overdue": card.overdue,
    }


def _today(asked: str | None) -> date:
    if asked is None:
        return datetime.now().astimezone().date()
    try:
        return date.fromisoformat(clean(asked).strip())
    except ValueError:
        raise UsageError(f"{clean(asked)[:20]} is no day.", "Write it as 2026-12-01.") from None


def _columns() -> int:
    """The terminal's width, 80 where there is none."""
    from shutil import get_terminal_size

    return max(60, min(_WIDEST, get_terminal_size((80, 24)).columns))


def _rows(rows: "tuple[Row, ...]", stdout: TextIO) -> None:
    for row in rows:
        stdout.write("".join(text for text, _ in row).rstrip() + "\n")
    sys.stdout.flush()
