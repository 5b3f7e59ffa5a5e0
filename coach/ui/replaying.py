"""What a replay's keys lead to besides moving: missed points, words, places, marks and notes."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import CoachError, UsageError
from coach.journal.file import read
from coach.journal.query import parse
from coach.live.afterwards import NOTE, amend
from coach.live.replay import Replay
from coach.session.course import Course, place
from coach.session.decide import TagEntry
from coach.session.events import SessionOpened, TextEdited
from coach.session.timeline import moments
from coach.text import clean_line

if TYPE_CHECKING:
    from coach.boards.board import Row
    from coach.live.environment import Environment
    from coach.live.stops import Stop
    from coach.session.history import History
    from coach.ui.looking_faces import ReplayFace

MARK = "mark"
_NOTE_LIMIT = 2_000


def cursor(replay: Replay, board: str) -> int:
    """Where the last edit of a board before the end stands in its text."""
    for entry in reversed(replay.entries[: replay.count]):
        event = entry.event
        if isinstance(event, TextEdited) and event.board == board:
            return event.at + len(event.inserted)
    return 0


def look_up(
    history: "History", line: Course, environment: "Environment"
) -> "tuple[tuple[Stop, ...], str]":
    """The missed points of a session, or a sentence why there are none; may run in a thread."""
    from coach.catalog import shelf
    from coach.live.stops import stops

    opened = history.entries[0].event if history.entries else None
    if not isinstance(opened, SessionOpened):
        return (), "The session does not say which prompt it was about."
    try:
        folders = environment.folders
        prompt = shelf.load(opened.prompt, folders, opened.workflow)
        workflow = shelf.load_workflow(opened.workflow, folders)
        stops_there = stops(history, line, prompt, workflow)
    except CoachError as error:
        return (), str(error)
    return stops_there, "" if stops_there else "No point was missed."


def next_missed(screen: "ReplayFace") -> None:
    """To the next missed point that was not asked about yet, from the beginning again at the
    end; asks."""
    left = [stop for stop in screen.stops if stop.id not in screen.asked]
    if not left:
        screen.say(screen.why_no_stops or "All missed points were asked about.")
        return
    here = screen.replay.count
    stop = next((stop for stop in left if stop.count >= here), left[0])
    screen.replay.to(stop.count)
    screen.jump(True, "")
    ask(screen, stop)


def ask(screen: "ReplayFace", stop: "Stop") -> None:
    """Asks what one would say here; keeps the answer as a note, then shows the point."""
    from coach.ui.screens.modal import LineModal, PageModal

    plan = screen.state.planned(stop.phase)
    where = plan.title.lower() if plan else stop.phase
    screen.asked.add(stop.id)

    def answered(answer: str | None) -> None:
        if answer and answer.strip():
            keep(screen, NOTE, answer)
        screen.app.push_screen(PageModal(partial(_page, stop, answer or "")))

    question = f"In {where} a point was missed. What would you say here? (Enter shows the answer)"
    screen.app.push_screen(LineModal(question, lambda text: ""), answered)


def _page(stop: "Stop", answer: str, cells: int) -> "tuple[Row, ...]":
    from coach.ui.views.wrap import wrapped

    rows: list[Row] = []
    if answer.strip():
        rows += [(("You", "heading"),), *wrapped(clean_line(answer, _NOTE_LIMIT), cells), ()]
    rows += [(("The point", "heading"),), *wrapped(stop.point, cells), ()]
    rows += [(("What missing it means", "heading"),), *wrapped(stop.why, cells)]
    if stop.reference:
        rows += [(), (("The reference answer says", "heading"),), *wrapped(stop.reference, cells)]
    return tuple(rows)


def find(screen: "ReplayFace") -> None:
    """Asks for words and goes to the next place where they were said or written."""
    from coach.ui.screens.modal import LineModal

    def found(answer: str | None) -> None:
        if not answer or not answer.strip():
            return
        screen.wanted = answer
        query = parse(answer)
        hits = query.hits("", moments(screen.replay.entries)) or ()
        screen.matches = tuple(moment.n for moment in hits)
        screen.show_timeline()
        find_again(screen)

    screen.app.push_screen(LineModal("Words to find", lambda text: "", screen.wanted), found)


def find_again(screen: "ReplayFace") -> None:
    """To the next place with the words, from the beginning again at the end."""
    counts = [screen.replay.line.count_of(n) for n in screen.matches]
    if not counts:
        what = f"Nothing says “{clean_line(screen.wanted, 40)}”." if screen.wanted else ""
        screen.say(what or "Look for words first: /")
        return
    later = [count for count in counts if count > screen.replay.count]
    screen.replay.to(later[0] if later else counts[0])
    screen.jump(True, "")
    places = "1 place says" if len(counts) == 1 else f"{len(counts)} places say"
    screen.say(f"{places} “{clean_line(screen.wanted, 40)}”.", "dim")


def go_to(screen: "ReplayFace") -> None:
    """Asks for a time or an entry and goes there."""
    from coach.ui.screens.modal import LineModal

    def wrong(text: str) -> str:
        try:
            place(text, screen.replay.line)
        except CoachError as error:
            return str(error)
        return ""

    def gone(answer: str | None) -> None:
        if answer:
            screen.replay.go(place(answer, screen.replay.line))
            screen.jump(True, "")

    screen.app.push_screen(LineModal("Go to (14:05 or #117)", wrong), gone)


def jump_to(kinds: tuple[str, ...], by: int, name: str, screen: "ReplayFace") -> None:
    """To the next mark of these kinds, or the one before."""
    mark = screen.replay.mark(by, kinds)
    where = "after" if by > 0 else "before"
    screen.jump(mark is not None, f"There is no {name} {where} this.")
    if mark is not None and mark.note:
        screen.say(mark.note, "dim")


to_hint = partial(jump_to, ("hint",), 1, "hint")
to_fact = partial(jump_to, ("fact",), 1, "fact")
to_curveball = partial(jump_to, ("curveball",), 1, "change")
mark_on = partial(jump_to, (), 1, "mark")
mark_back = partial(jump_to, (), -1, "mark")


def keep(screen: "ReplayFace", tag: str, note: str) -> bool:
    """Writes a mark or a note at this moment into the session's file; whether that was done."""
    entry = screen.replay.entry.n
    try:
        mended = amend(screen.path, TagEntry(entry, tag, clean_line(note, _NOTE_LIMIT)))
        journal = read(screen.path)
    except CoachError as error:
        screen.say(str(error), "bad")
        return False
    screen.history = journal.history
    screen.replay.more(journal.entries)
    screen.moved()
    screen.say(mended or f"Kept at #{entry}.", "dim")
    return True


def mark_moment(screen: "ReplayFace") -> None:
    """Puts a mark here."""
    screen.playing = False
    keep(screen, MARK, "")


def note_moment(screen: "ReplayFace") -> None:
    """Asks for a note to oneself; the clock stands meanwhile."""
    from coach.ui.screens.modal import LineModal

    screen.playing = False

    def noted(answer: str | None) -> None:
        if answer and answer.strip():
            keep(screen, NOTE, answer)

    screen.app.push_screen(LineModal("Note to yourself, at this moment", lambda text: ""), noted)


def export_moment(screen: "ReplayFace") -> None:
    """Asks for a file and writes the session up to here into it; never over another."""
    from coach.ui.screens.modal import LineModal
    from coach.ui.write_places import out_of_reach

    replay, environment = screen.replay, screen.coach.environment
    start = f"{screen.path.stem}-{replay.entry.n}.md"
    if screen.app.is_web:
        start = str(environment.paths.data / start)

    def wrong(text: str) -> str:
        if refused := out_of_reach(screen.app, environment, text):
            return refused
        path = Path(text.strip()).expanduser()
        if not text.strip():
            return "Give a file."
        if path.exists():
            return f"{path} is there already; nothing is written over."
        return "" if path.parent.is_dir() else f"There is no folder {path.parent}."

    def named(answer: str | None) -> None:
        if answer:
            path = Path(answer.strip()).expanduser()
            try:
                _write(path, screen)
            except OSError as error:
                screen.say(f"Not written: {error.strerror or error}.", "bad")
            else:
                screen.say(f"Written: {path}", "dim")

    screen.app.push_screen(LineModal("Write the session up to here into", wrong, start), named)


def _write(path: Path, screen: "ReplayFace") -> None:
    from coach.export.transcript import markdown
    from coach.session.history import History

    entries = screen.replay.entries[: screen.replay.count]
    text = markdown(History(entries, screen.history.damage))
    with path.open("x", encoding="utf-8") as file:
        file.write(text)


def copy_shown(screen: "ReplayFace") -> None:
    """The drawing in front, or what was said last, to the terminal's clipboard."""
    pane = screen.panes.get(screen.board)
    rows = pane.view.rows if pane is not None and screen.part == "centre" else ()
    if rows and pane is not None and not pane.spec.prose:
        from coach.boards.board import plain

        text, what = plain(rows), f"The {pane.spec.title} view"
    elif screen.state.conversation:
        text, what = screen.state.conversation[-1].text, "What was said last"
    else:
        raise UsageError("There is nothing to copy here.")
    screen.app.copy_to_clipboard(text)
    screen.say(f"{what} was copied.", "dim")


def break_shown(screen: "ReplayFace") -> None:
    """The drawing where the replay stands, under load and without what fails; only to be read."""
    from coach.boards.diagram.diagram_text import read as drawn
    from coach.match.sheets import sheet
    from coach.ui.screens.breaking import BreakScreen
    from coach.ui.widgets.drawing_pane import picture_of

    text = screen.state.boards.get("diagram", "")
    if not drawn(text).nodes:
        raise UsageError("Nothing is drawn at this moment.", "Go on to where something is.")
    screen.playing = False
    values = sheet(screen.state.boards.get("estimate", "")).values
    standing = picture_of(screen.panes.get("diagram"))
    screen.app.push_screen(BreakScreen(text, values, standing=standing))


def drawing_alone(screen: "ReplayFace") -> None:
    """The diagram over the whole screen, and back."""
    screen.run_worker(_alone(screen), group="follow", exclusive=True)


async def _alone(screen: "ReplayFace") -> None:
    if "diagram" not in screen.state.boards:
        screen.say("This session has no diagram.")
        return
    if screen.board != "diagram" or screen.part != "centre":
        await screen.show_board("diagram")
    pane = screen.pane("diagram")
    pane.show_alone(not pane.has_class("alone"))
    screen.set_focus(None)
    screen.call_after_refresh(pane.draw)
