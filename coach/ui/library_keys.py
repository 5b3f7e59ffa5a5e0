"""What the library's keys lead to: reading, replaying, comparing, naming, taking away."""

from typing import TYPE_CHECKING

from coach.errors import CoachError, NotFound
from coach.journal.file import read
from coach.journal.moving import restore
from coach.journal.moving import trash as to_trash
from coach.journal.repair import repair
from coach.journal.summary import BROKEN, Summary
from coach.live.afterwards import amend
from coach.session.naming import LabelSession, RenameSession
from coach.ui.views.library_rows import attempt_before, first_attempt

if TYPE_CHECKING:
    from coach.boards.board import Row
    from coach.session.decide import Intent
    from coach.ui.looking_faces import ReviewFace


def _chosen(screen: "ReviewFace") -> Summary:
    """The session under the cursor; NotFound where there is none."""
    summary = screen.chosen
    if summary is None:
        raise NotFound("There is no session here.")
    return summary


def menu(screen: "ReviewFace") -> None:
    """Asks what is to be done with the session."""
    from coach.ui.screens.modal import AskModal

    summary = _chosen(screen)
    answers = [("t", "Transcript")] if summary.entries else []
    ended = summary.state in ("finished", "gave up") and summary.entries
    if ended and summary.seat in ("", "candidate"):
        answers.append(("d", "Debrief"))
    if summary.state == "unfinished" and summary.resumable and summary.mine:
        answers.append(("c", "Continue it"))
    if summary.entries:
        answers += [("r", "Replay"), ("e", "Compare")]
    if summary.mine and summary.sound and summary.entries:
        answers += [("l", "Label"), ("n", "Rename")]
    if summary.mine and summary.damage == BROKEN and summary.entries:
        answers.append(("m", "Repair: a mended copy, the file stays"))
    answers.append(("x", "Trash"))
    does = {"r": replay, "e": compare, "l": label, "n": rename, "m": mend, "x": trash}

    def answered(answer: str | None) -> None:
        try:
            if answer == "t":
                screen.coach.open_transcript(summary.path)
            elif answer == "d":
                screen.coach.open_debrief_of(summary.path)
            elif answer == "c":
                screen.coach.resume(summary.path)
            elif answer:
                does[answer](screen)
        except CoachError as error:
            screen.say(str(error))

    screen.app.push_screen(AskModal(summary.title, answers), answered)


def replay(screen: "ReviewFace", number: int = 0) -> None:
    """Watches the session again, from entry `number` on where one is given."""
    from coach.ui.screens.replay_screen import ReplayScreen

    screen.app.push_screen(ReplayScreen(_chosen(screen).path, number=number))


def compare(screen: "ReviewFace") -> None:
    """Beside the attempt before it at the same prompt; where there is none, or where that is
    chosen, beside the reference answer."""
    from coach.ui.screens.modal import AskModal

    summary = _chosen(screen)
    before = attempt_before(summary, screen.every)
    if before is None:
        _beside_reference(screen, summary)
        return

    first = first_attempt(summary, screen.every) or before

    def answered(answer: str | None) -> None:
        try:
            if answer in ("a", "f"):
                _side_by_side(screen, before if answer == "a" else first, summary)
            elif answer == "r":
                _beside_reference(screen, summary)
        except CoachError as error:
            screen.say(str(error))

    answers = [("a", f"With the attempt before: {_told(before)}")]
    if first is not before:
        answers.append(("f", f"With the first one: {_told(first)}"))
    answers.append(("r", "With the reference answer"))
    screen.app.push_screen(AskModal("Compare it", answers), answered)


def _told(attempt: Summary) -> str:
    """An attempt in few words: when, and what it earned."""
    points = "no points" if attempt.score is None else f"{attempt.score:.0f} points"
    return f"{attempt.wall[:16].replace('T', ' ')}, {points}"


def _side_by_side(screen: "ReviewFace", before: Summary, summary: Summary) -> None:
    from coach.live.reckoning import remembered
    from coach.progress.side_by_side import side_by_side
    from coach.ui.screens.page_reader import ReaderScreen

    first, second = read(before.path).entries, read(summary.path).entries
    plain, reckoned = screen.coach.plain, (remembered(before), remembered(summary))

    def page(cells: int) -> "tuple[Row, ...]":
        return side_by_side(first, second, cells, plain, reckoned)

    screen.app.push_screen(ReaderScreen(f"Compare: {summary.title}", page))


def _beside_reference(screen: "ReviewFace", summary: Summary) -> None:
    from coach.catalog import shelf
    from coach.debrief.score import ensure_attempted
    from coach.progress.answer import beside_reference, reference_rows
    from coach.ui.screens.page_reader import ReaderScreen

    entries = read(summary.path).entries
    ensure_attempted(entries)
    prompt = shelf.load(summary.prompt, screen.coach.environment.folders, summary.workflow)
    compared = beside_reference(entries, prompt)
    plain = screen.coach.plain

    def page(cells: int) -> "tuple[Row, ...]":
        return reference_rows(compared, cells, plain)

    screen.app.push_screen(ReaderScreen(f"Beside the reference: {summary.title}", page))


def label(screen: "ReviewFace") -> None:
    """Asks for a word and puts it on the session; takes it off where it is on it."""
    from coach.ui.screens.modal import LineModal

    summary = _chosen(screen)
    on = f" On it: {' '.join(summary.labels)}." if summary.labels else ""

    def named(answer: str | None) -> None:
        if answer and answer.strip():
            word = answer.strip()
            _amended(screen, summary, LabelSession(word, word not in summary.labels))

    question = f"A label: one word; the same word again takes it off.{on}"
    screen.app.push_screen(LineModal(question, lambda text: ""), named)


def rename(screen: "ReviewFace") -> None:
    """Asks for a title of one's own; an empty one leaves it as it is."""
    from coach.ui.screens.modal import LineModal

    summary = _chosen(screen)

    def named(answer: str | None) -> None:
        if answer and answer.strip():
            _amended(screen, summary, RenameSession(answer))

    screen.app.push_screen(LineModal("A title of your own", lambda text: "", summary.title), named)


def _amended(screen: "ReviewFace", summary: Summary, intent: "Intent") -> None:
    try:
        mended = amend(summary.path, intent)
    except CoachError as error:
        screen.say(str(error))
        return
    screen.look_again()
    if mended:
        screen.say(mended)


def mend(screen: "ReviewFace") -> None:
    """Writes a mended copy of a damaged session beside it, which the list shows in its place."""
    done = repair(_chosen(screen).path)
    screen.look_again()
    screen.say(f"{done.kept} entries kept, {done.lost} lost: this is the copy, the file stays.")


def trash(screen: "ReviewFace") -> None:
    """Takes the session out of the library; ^Z brings it back."""
    summary = _chosen(screen)
    away = to_trash(screen.coach.environment.paths, summary.path)
    screen.step_off()
    screen.trashed.append(away.stem)
    screen.look_again()
    screen.say(f"{summary.title} lies in the trash; ^Z brings it back.")


def undo(screen: "ReviewFace") -> None:
    """Brings back what was taken away last."""
    if not screen.trashed:
        raise NotFound("Nothing was taken away here.", "`coach restore` names what was before.")
    screen.returning = str(restore(screen.coach.environment.paths, screen.trashed.pop()))
    screen.look_again()
    screen.say("Back again.")


def progress(screen: "ReviewFace") -> None:
    """One's numbers over all sessions, counted in a thread: of many that takes its time."""
    from coach.progress.charts import charts
    from coach.progress.series import progress as over
    from coach.ui.screens.page_reader import ReaderScreen

    app = screen.app
    today = screen.coach.environment.wall().date()
    plain = screen.coach.plain

    def count() -> None:
        try:
            counted = over(screen.library.sessions())
        except CoachError as error:
            app.call_from_thread(screen.say, str(error))
            return

        def page(cells: int) -> "tuple[Row, ...]":
            return charts(counted, today, cells, plain)

        def show() -> None:
            in_front: object = app.screen
            if in_front is screen:
                app.push_screen(ReaderScreen("Progress", page))

        app.call_from_thread(show)

    app.run_worker(count, thread=True, group="progress", exclusive=True)


def today(screen: "ReviewFace") -> None:
    """What to practise today, and why."""
    from coach.ui.screens.today_screen import TodayScreen

    screen.app.push_screen(TodayScreen(screen.library))
