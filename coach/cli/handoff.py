"""`coach handoff ID`: a mock over mail: a session goes out sealed, a grade comes back."""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from coach.errors import JournalError, NotSaved, Refused, UsageError
from coach.text import clean, clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.mock.forms import CandidateForm
    from coach.mock.grade import GradeFile
    from coach.mock.sealed_form import HeldForm
    from coach.session.entry import Entry

_TOLD = """A mock over mail. `coach handoff ID` asks how it went, seals that, and writes two files:
ID.handoff.jsonl to send (nothing private is in it), and ID.form.json to keep. Who gets it grades it
with `coach grade` and sends the grade back. Then `coach handoff ID --open ID.form.json GRADE` shows
both; send the form along, and they can do the same with the file they have."""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Registers the command."""
    handoff = commands.add_parser(
        "handoff", help="a mock over mail: sealed, graded, opened by both", description=_TOLD
    )
    handoff.add_argument("id", help="the session's id, or the file that was sent")
    handoff.add_argument(
        "--open", nargs=2, metavar="FILE", help="the candidate's form and the grade: shows both"
    )
    handoff.set_defaults(run=_run)


def _run(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.cli.grading import session_of
    from coach.debrief.score import ensure_attempted

    entries = session_of(args.id).entries
    ensure_attempted(entries)
    if args.open:
        return _open(entries, args.open, stdout)
    return _send(entries, stdin, stdout)


def _send(entries: "Sequence[Entry]", stdin: TextIO, stdout: TextIO) -> int:
    from coach.files import replace_with
    from coach.mock.grade import fingerprint
    from coach.mock.sealed_form import held, packed, written
    from coach.session.events import SessionOpened

    opened = entries[0].event
    if not isinstance(opened, SessionOpened):
        raise JournalError("The file does not say which prompt the session was about.")
    stem = clean_line(opened.session, 60).replace("/", "-")
    if Path(f"{stem}.form.json").exists():
        raise Refused(
            f"{stem}.form.json is here already: this session was handed off.",
            "What was sealed is not changed any more; move it away to begin anew.",
        )
    form = _asked(stdin, stdout)
    mine = held(opened.session, fingerprint(entries), form, os.urandom(16))
    try:
        replace_with(f"{stem}.form.json", written(mine))
        replace_with(f"{stem}.handoff.jsonl", packed(entries, mine.digest))
    except OSError as error:
        raise NotSaved(f"The files could not be written: {error.strerror}.") from None
    stdout.write(
        f"Sealed. Send {stem}.handoff.jsonl; keep {stem}.form.json until the grade is back.\n"
    )
    return 0


def _asked(stdin: TextIO, stdout: TextIO) -> "CandidateForm":
    """The candidate's form, a line each; UsageError where the lines end before it does."""
    from coach.mock.forms import CandidateForm, spoken
    from coach.session.filed import VERDICTS

    def ask(question: str) -> str:
        stdout.write(question + "\n")
        stdout.flush()
        line = stdin.readline()
        if not line:
            raise UsageError("The form is not whole; nothing was sealed.")
        return clean(line).strip()

    guess = ask("How many points of 100 did you earn?")
    while not (guess.isascii() and guess.isdigit() and int(guess[:4]) <= 100):
        guess = ask("A whole number from 0 to 100, please.")
    known = ", ".join(map(spoken, VERDICTS))
    verdict = ask(f"Which verdict do you expect: {known}?").lower().replace(" ", "_")
    while verdict not in VERDICTS:
        verdict = ask(f"One of: {known}.").lower().replace(" ", "_")
    well = ask("What went well? Enter alone leaves it out.")
    change = ask("What would you change? Enter alone leaves it out.")
    return CandidateForm(int(guess), verdict, well, change)


def _open(entries: "Sequence[Entry]", files: "Sequence[str]", stdout: TextIO) -> int:
    from coach.catalog import shelf
    from coach.debrief.score import score
    from coach.mock.grade import fingerprint
    from coach.mock.sealed_form import opened, seal_in
    from coach.paths import find
    from coach.session.events import SessionOpened
    from coach.session.history import whole

    mine, grade = _both(files)
    plan, journal = entries[0].event, fingerprint(entries)
    if not isinstance(plan, SessionOpened) or {mine.journal, grade.journal} != {journal}:
        raise Refused("The form and the grade are not both about this session.")
    if not grade.sealed:
        raise Refused("The grade is a draft.", "It opens once `coach grade` has sealed it.")
    if (sent := seal_in(entries)) and sent != mine.digest:
        raise Refused("The form is not the one that was sealed when the session was sent.")
    folders = shelf.folders(find(os.environ).prompts)
    prompt = shelf.load(plan.prompt, folders, plan.workflow)
    debrief = score(prompt, shelf.load_workflow(plan.workflow, folders), whole(entries))
    texts = {observable.id: observable.text for observable in prompt.observables}
    met = {point.id: point.met for point in debrief.tally.every}
    for line in opened(grade, mine, texts, met, debrief.total):
        stdout.write(line + "\n")
    return 0


def _both(files: "Sequence[str]") -> "tuple[HeldForm, GradeFile]":
    """The candidate's form and the grade, in whichever order they were named."""
    from coach.cli.grading import read_grade, read_text
    from coach.mock.grade import SUFFIX
    from coach.mock.sealed_form import understood

    grades = [name for name in files if name.endswith(SUFFIX)]
    forms = [name for name in files if name not in grades]
    if len(grades) != 1 or len(forms) != 1:
        raise UsageError("A form and a grade open together.", f"A grade's file ends in {SUFFIX}.")
    path = Path(forms[0])
    return understood(read_text(path), path.name), read_grade(Path(grades[0]))
