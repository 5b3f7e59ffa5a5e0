"""`coach grade SESSION` and `coach agree GRADE ...`: people grade a session; how far they agree."""

import argparse
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from coach.errors import CoachError, JournalError, NotFound, NotSaved, Refused, UsageError
from coach.text import clean_line

if TYPE_CHECKING:
    from coach.catalog.prompt import Prompt
    from coach.mock.agreement import Dispute
    from coach.mock.grade import GradeFile
    from coach.session.entry import Entry
    from coach.session.history import History

_GRADE = """Grades a finished session point by point, over plain lines: a session of the library, or
a journal that somebody sent. Neither the checks' points nor anybody else's marks are shown. The
grade is a small file beside where you are; it is kept after every line, and sealed at the end."""
_AGREE = """How far people agree who graded the same sessions: weighted kappa over all lines and by
point, who is lenient, and the three lines most disagreed on. Give files of grades or folders."""
GRADES_MOST = 5000
"""Files of grades that are read at once at most."""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Registers both commands."""
    grade = commands.add_parser("grade", help="grade a session point by point", description=_GRADE)
    grade.add_argument("id", nargs="?", default="", help="the session's id, or a journal's file")
    grade.add_argument("--name", default="", help="who grades; the name stands in the grade")
    grade.add_argument("--into", metavar="FILE", help="the grade's file, if not of its usual name")
    grade.add_argument(
        "--practise", metavar="NAME", help="a session of the shipped ones, with marks to compare"
    )
    grade.set_defaults(run=_grade)
    agree = commands.add_parser("agree", help="how far grades agree", description=_AGREE)
    agree.add_argument(
        "grades", nargs="+", metavar="GRADE", help="grades' files, or folders of them"
    )
    agree.set_defaults(run=_agree)


def session_of(wanted: str) -> "History":
    """A session by its id, or from the file that is meant; what is lost of it is said."""
    from coach.cli import kept
    from coach.journal.file import read

    path = Path(wanted)
    if path.suffix == ".jsonl" and path.is_file():
        history = read(path).history
        for loss in history.losses():
            sys.stderr.write(f"coach: {loss}\n")
        return history
    return kept.read_session(wanted)[0].history


def _grade(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.catalog import shelf
    from coach.mock.grade import fingerprint, sealed
    from coach.mock.grading_seat import GradingSeat, transcript_rows, wanted
    from coach.paths import find
    from coach.session.events import SessionOpened

    if args.practise is not None:
        from coach.cli.practising import practise

        return practise(args.practise, stdin, stdout)
    if not args.id:
        raise UsageError("Which session?", "coach grade ID, or coach grade --practise NAME.")
    entries = session_of(args.id).entries
    opened = entries[0].event if entries else None
    if not isinstance(opened, SessionOpened):
        raise JournalError("The file does not say which prompt the session was about.")
    _ensure_closed(entries)
    prompt = shelf.load(opened.prompt, shelf.folders(find(os.environ).prompts), opened.workflow)
    name = clean_line(args.name, 60) or clean_line(os.environ.get("USER", ""), 60) or "somebody"
    path = Path(args.into) if args.into else Path(_file_name(opened.session, name))
    grade = _begun(path, _empty(opened, fingerprint(entries), name))
    rows = transcript_rows(entries)

    def tell(sentence: str) -> None:
        stdout.write(sentence + "\n")
        stdout.flush()

    def finish(done: "GradeFile") -> "GradeFile":
        tell(f"Sealed. `coach agree` holds {path} against others' grades of the session.")
        return sealed(done, os.urandom(16))

    seat = GradingSeat(
        grade,
        wanted(prompt),
        rows,
        tell=tell,
        keep=lambda text: _write(path, text),
        finish=finish,
    )
    seat.begin(opened.title)
    for line in stdin:
        seat.take(line)
        if seat.over:
            break
    else:
        tell(f"Kept as a draft in {path}; the same command goes on.")
    return 0


def _ensure_closed(entries: "Sequence[Entry]") -> None:
    from coach.debrief.score import ensure_attempted

    ensure_attempted(entries)


def _file_name(session: str, grader: str) -> str:
    from coach.mock.grade import SUFFIX

    letters = "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in grader)
    return f"{clean_line(session, 60)}.{letters}{SUFFIX}".replace("/", "-")


def _empty(opened: object, journal: str, name: str) -> "GradeFile":
    from coach.mock.grade import GradeFile
    from coach.session.events import SessionOpened

    assert isinstance(opened, SessionOpened)
    return GradeFile(opened.session, opened.workflow, opened.prompt, opened.level, journal, name)


def _begun(path: Path, fresh: "GradeFile") -> "GradeFile":
    """What was begun in that file; Refused where it is sealed or about another session."""
    try:
        begun = read_grade(path)
    except NotFound:
        return fresh
    if begun.journal != fresh.journal:
        raise Refused(f"{path} is the grade of another session.", "Give another file: --into FILE.")
    if begun.sealed:
        raise Refused(f"{path} is sealed and not changed any more.", "`coach agree` reads it.")
    return begun


def read_grade(path: Path) -> "GradeFile":
    """The grade in a file; NotFound, JournalError."""
    from coach.mock.grade import understood

    return understood(read_text(path), path.name)


def read_text(path: Path) -> str:
    """The text of a small file that came by mail; NotFound, JournalError."""
    from coach.files import read_anything
    from coach.mock.grade import FILE_MOST

    name = clean_line(str(path))
    try:
        raw = read_anything(path, FILE_MOST)
    except FileNotFoundError:
        raise NotFound(f"There is no file {name}.") from None
    except OSError as error:
        raise JournalError(f"{name} cannot be read: {error.strerror}.") from None
    if len(raw) > FILE_MOST:
        raise JournalError(f"{name} is too large.")
    return raw.decode("utf-8", "replace")


def _write(path: Path, grade: "GradeFile") -> None:
    from coach.files import replace_with
    from coach.mock.grade import written

    try:
        replace_with(str(path), written(grade))
    except OSError as error:
        raise NotSaved(
            f"{path} could not be written: {error.strerror}.", "Give another file: --into FILE."
        ) from None


def _agree(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.mock import agreement

    grades = tuple(sealed_grades(args.grades))
    graders: dict[str, dict[tuple[str, str], str]] = {}
    for grade in grades:
        mine = graders.setdefault(grade.grader, {})
        for name, marked in grade.form.observables.items():
            mine[grade.journal, name] = marked.mark
    sessions = {grade.journal: grade for grade in grades}
    shared = [session for session in sessions if sum(g.journal == session for g in grades) > 1]
    if len(graders) < 2 or not shared:
        raise UsageError(
            "Agreement needs two people's grades of one session.",
            f"Read: {len(grades)} by {len(graders)} of {len(sessions)} sessions.",
        )
    texts = _texts(grades)

    def put(line: str = "") -> None:
        stdout.write(line + "\n")

    some = "one session" if len(shared) == 1 else f"{len(shared)} sessions"
    put(f"{len(graders)} people, {some} graded by two or more of them.")
    put(f"On the whole: {agreement.called(agreement.among(graders))}.")
    put()
    put("By point, the least agreed on first:")
    for line in agreement.lines(graders):
        known = "" if line.kappa is None else f", kappa {line.kappa:.2f}"
        put(
            f"  {line.agreed} of {line.pairs}{known}  {texts.get(line.observable, line.observable)}"
        )
    if len(shared) < 2:
        put("  (A kappa by point needs several sessions; here it is who agreed of how many.)")
    put()
    put("Who marks how, against the others on the same lines:")
    for lenience in agreement.lenience(graders):
        way = (
            "more lenient"
            if lenience.above > 0
            else "stricter"
            if lenience.above < 0
            else "the same"
        )
        put(
            f"  {lenience.grader}: {way}, {lenience.above:+.2f} of a point "
            f"over {lenience.lines} lines"
        )
    _put_disputes(stdout, agreement.disputes(graders), grades, texts)
    _put_verdicts(stdout, grades, shared)
    return 0


def _put_disputes(
    stdout: TextIO,
    disputes: "Sequence[Dispute]",
    grades: "Sequence[GradeFile]",
    texts: Mapping[str, str],
) -> None:
    if not disputes:
        stdout.write("\nNothing was disagreed on.\n")
        return
    stdout.write("\nMost disagreed on:\n")
    for dispute in disputes:
        journal, name = dispute.item
        about = next(grade for grade in grades if grade.journal == journal)
        stdout.write(f"  {texts.get(name, name)} ({about.prompt}, session {about.session})\n")
        for grade in grades:
            marked = grade.form.observables.get(name)
            if grade.journal == journal and marked is not None and grade.grader in dispute.marks:
                cited = "".join(f" #{n}" for n in marked.entries)
                note = f": {marked.note}" if marked.note else ""
                stdout.write(f"    {grade.grader}: {marked.mark}{cited}{note}\n")


def _put_verdicts(stdout: TextIO, grades: "Sequence[GradeFile]", shared: Sequence[str]) -> None:
    from coach.mock.forms import spoken

    stdout.write("\nVerdicts:\n")
    for journal in shared:
        mine = [grade for grade in grades if grade.journal == journal]
        told = ", ".join(
            f"{grade_file.grader} {spoken(grade_file.form.verdict)}" for grade_file in mine
        )
        stdout.write(f"  {mine[0].prompt}, session {mine[0].session}: {told}\n")


def sealed_grades(wanted: Sequence[str]) -> "Iterator[GradeFile]":
    """The sealed grades of files and folders; drafts are said and left out, as they are not blind
    yet to those of others."""
    from coach.mock.grade import SUFFIX

    paths: list[Path] = []
    for name in wanted:
        path = Path(name)
        paths += sorted(path.rglob(f"*{SUFFIX}"))[:GRADES_MOST] if path.is_dir() else [path]
    seen: set[tuple[str, str]] = set()
    for path in paths[:GRADES_MOST]:
        try:
            grade = read_grade(path)
        except CoachError as error:
            if str(path) in wanted:
                raise
            sys.stderr.write(f"coach: {error}\n")
            continue
        if not grade.sealed:
            sys.stderr.write(f"coach: {clean_line(path.name)} is a draft and left out.\n")
        elif (grade.grader, grade.journal) in seen:
            sys.stderr.write(
                f"coach: {clean_line(path.name)} is a second grade by {grade.grader}; left out.\n"
            )
        else:
            seen.add((grade.grader, grade.journal))
            yield grade


def _texts(grades: "Sequence[GradeFile]") -> Mapping[str, str]:
    """What each point is, from the prompts of this machine; ids stay where there is none."""
    from coach.catalog import shelf
    from coach.paths import find

    folders = shelf.folders(find(os.environ).prompts)
    texts: dict[str, str] = {}
    for prompt, workflow in sorted({(grade.prompt, grade.workflow) for grade in grades}):
        try:
            held: Prompt = shelf.load(prompt, folders, workflow)
        except CoachError:
            continue
        texts |= {observable.id: observable.text for observable in held.observables}
    return texts
