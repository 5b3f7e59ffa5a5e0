"""`coach cohort FOLDER`: a group's sessions from a shared folder as one CSV and one HTML page."""

import argparse
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from coach.errors import CoachError, NotFound, NotSaved
from coach.text import clean_line

if TYPE_CHECKING:
    from coach.mock.cohort_rows import CohortRow
    from coach.mock.grade import GradeFile
    from coach.session.entry import Entry

MOST = 5000
"""Sessions of a folder that are read at most."""
_TOLD = """Reads the sessions and grades in a folder that a group shares (a folder a person in it,
or a file a person) and writes cohort.csv and cohort.html. People are numbered and days counted,
unless --names is given. Nothing in the folder is changed."""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Registers the command."""
    cohort = commands.add_parser(
        "cohort", help="a group's sessions as one table and one page", description=_TOLD
    )
    cohort.add_argument("folder", metavar="DIR", help="the folder that the group shares")
    cohort.add_argument("--into", metavar="DIR", default=".", help="where both files are written")
    cohort.add_argument("--names", action="store_true", help="with names and dates as they are")
    cohort.set_defaults(run=_run)


def _run(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.mock.cohort_page import page
    from coach.mock.cohort_rows import cohort, csv

    folder = Path(args.folder)
    if not folder.is_dir():
        raise NotFound(f"There is no folder {clean_line(args.folder)}.")
    rows = cohort(_sessions(folder), _grades(folder), names=args.names)
    if not rows:
        raise NotFound("No finished session lies in that folder.", "Journals end in .jsonl.")
    remark = "" if args.names else "People are numbered; days are counted from the first session."
    into = Path(args.into)
    _write(into / "cohort.csv", csv(rows))
    _write(into / "cohort.html", page(rows, _texts(rows), remark))
    people = len({row.who for row in rows})
    stdout.write(
        f"{len(rows)} finished sessions of {people} people: "
        f"{into / 'cohort.csv'}, {into / 'cohort.html'}\n"
    )
    return 0


def _sessions(folder: Path) -> "Iterator[tuple[str, Sequence[Entry]]]":
    """Every session of the folder with whose it is; what cannot be read is said and passed over."""
    from coach.journal.file import read

    for path in sorted(folder.rglob("*.jsonl"))[:MOST]:
        inside = path.relative_to(folder).parts
        person = inside[0] if len(inside) > 1 else path.stem
        try:
            history = read(path).history
        except CoachError as error:
            sys.stderr.write(f"coach: {clean_line(path.name)} is passed over: {error}\n")
            continue
        for loss in history.losses():
            sys.stderr.write(f"coach: {clean_line(path.name)}: {loss}\n")
        yield clean_line(person, 60), history.entries


def _grades(folder: Path) -> "Mapping[str, Sequence[GradeFile]]":
    """The sealed grades in the folder, by the session's fingerprint."""
    from coach.cli.grading import sealed_grades

    by_session: dict[str, list[GradeFile]] = {}
    for grade in sealed_grades([str(folder)]):
        by_session.setdefault(grade.journal, []).append(grade)
    return by_session


def _texts(rows: "Sequence[CohortRow]") -> Mapping[str, str]:
    """What each point is, from the prompts of this machine."""
    from coach.catalog import shelf
    from coach.paths import find

    folders = shelf.folders(find(os.environ).prompts)
    texts: dict[str, str] = {}
    for slug in sorted({row.prompt for row in rows}):
        try:
            prompt = shelf.load(slug, folders, "")
        except CoachError:
            continue
        texts |= {observable.id: observable.text for observable in prompt.observables}
    return texts


def _write(path: Path, text: str) -> None:
    from coach.files import replace_with

    try:
        replace_with(str(path), text)
    except OSError as error:
        raise NotSaved(f"{path} could not be written: {error.strerror}.") from None
