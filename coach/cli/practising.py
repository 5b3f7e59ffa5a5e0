"""`coach grade --practise`: grading a session that ships with the prompts, held against the marks
of a careful grader and why they gave them."""

import os
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TextIO

from coach.errors import ContentError, NotFound
from coach.text import clean_line

if TYPE_CHECKING:
    from coach.catalog.shelf import Folders
    from coach.mock.forms import InterviewerForm

FOLDER = "graded"
"""The folder of a workflow where such sessions lie: NAME.txt is one, NAME.marks its marks."""


def names(folders: "Folders") -> tuple[str, ...]:
    """The sessions that can be practised on."""
    return tuple(sorted(path.stem for path in folders.shipped.glob(f"*/{FOLDER}/*.marks")))


def golden(text: str, name: str) -> "InterviewerForm":
    """The marks of a file: `point: mark: why` a line, `verdict: ...` among them."""
    from coach.mock.forms import MARKS, InterviewerForm, Marked
    from coach.session.filed import VERDICTS

    verdict, marked = "", {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        point, _, rest = line.partition(":")
        mark, _, why = rest.strip().partition(":")
        if point == "verdict" and mark in VERDICTS:
            verdict = mark
        elif mark in MARKS:
            marked[point] = Marked(mark, why.strip())
        else:
            raise ContentError(f"{name}, line {number}: no mark stands there.")
    return InterviewerForm(verdict, marked)


def practise(wanted: str, stdin: TextIO, stdout: TextIO) -> int:
    """Grades the session of that name (the first not named: the first there is); 0."""
    from coach.catalog import shelf
    from coach.cli.rehearse import rehearsed
    from coach.mock.grade import GradeFile, fingerprint, sealed
    from coach.mock.grading_seat import GradingSeat, transcript_rows
    from coach.mock.grading_seat import wanted as points_of
    from coach.paths import find
    from coach.session.fold import fold

    folders = shelf.folders(find(os.environ).prompts)
    known = names(folders)
    if wanted not in known:
        raise NotFound(
            f"There is no session {clean_line(wanted)} to practise on.",
            f"There: {', '.join(known)}.",
        )
    path = next(folders.shipped.glob(f"*/{FOLDER}/{wanted}.marks"))
    form = golden(path.read_text("utf-8"), path.name)
    script = path.with_suffix(".txt")
    slug, entries = rehearsed(script.read_text("utf-8"), script.name, folders)
    prompt = shelf.load(slug, folders)
    opened = fold(entries).opened
    level = opened.level if opened else "mid"

    def tell(sentence: str) -> None:
        stdout.write(sentence + "\n")
        stdout.flush()

    def finish(done: GradeFile) -> GradeFile:
        for line in compared(
            done.form, form, {observable.id: observable.text for observable in prompt.observables}
        ):
            tell(line)
        return sealed(done, os.urandom(16))

    mine = GradeFile(wanted, prompt.workflow, slug, level, fingerprint(entries), "you")
    rows = transcript_rows(entries)
    seat = GradingSeat(mine, points_of(prompt), rows, tell=tell, keep=lambda _: None, finish=finish)
    tell("A practice session: nothing is kept; after seal you see a careful grader's marks.")
    seat.begin(prompt.title)
    for line in stdin:
        seat.take(line)
        if seat.over:
            break
    return 0


def compared(
    mine: "InterviewerForm", theirs: "InterviewerForm", texts: Mapping[str, str]
) -> Iterator[str]:
    """How far one's own marks agree with the careful grader's, and every line that differs with
    their reason, the widest apart first."""
    from coach.mock.agreement import VALUE, called, kappa
    from coach.mock.forms import spoken

    both = [
        (name, mine.observables[name].mark, given)
        for name, given in theirs.observables.items()
        if name in mine.observables and mine.observables[name].mark in VALUE
    ]
    pairs = [(own, given.mark) for _, own, given in both]
    yield f"Against a careful grader: {called(kappa(pairs))}."
    lenient = sum(VALUE[own] - VALUE[mark] for own, mark in pairs) / max(1, len(both))
    way = "more lenient" if lenient > 0 else "stricter" if lenient < 0 else "as strict"
    yield f"You are {way}, by {abs(lenient):.2f} of a point a line."
    yield f"Verdict: {spoken(mine.verdict)} by you, {spoken(theirs.verdict)} by them."
    apart = [row for row in both if row[1] != row[2].mark]
    apart.sort(key=lambda row: -abs(VALUE[row[1]] - VALUE[row[2].mark]))
    yield f"{len(both) - len(apart)} of {len(both)} lines are the same."
    for name, own, given_mark in apart:
        yield f"  {own} by you, {given_mark.mark} by them: {texts.get(name, name)}"
        yield f"    {given_mark.note}"
