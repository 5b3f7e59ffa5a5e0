"""What takes more than one key on the session screen: dialogs, insertions, leaving.

Each flow is a function of the screen; none keeps anything of its own.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from coach.boards.board import Row, Severity
from coach.boards.registry import spec
from coach.errors import CoachError, Refused
from coach.session.events import INTERVIEWER
from coach.text import pad
from coach.ui.commands import Command, of
from coach.ui.faces import SessionFace
from coach.ui.key_profiles import rekeyed
from coach.ui.screens.modal import ChooseModal, LineModal, PageModal
from coach.ui.views.wrap import wrapped

if TYPE_CHECKING:
    from coach.live.live import Partner


def _ask(screen: SessionFace, modal: "ChooseModal", then: Callable[[str], None]) -> None:
    def answered(answer: str | None) -> None:
        if answer:
            then(answer)

    screen.app.push_screen(modal, answered)


_READ: Final = 2.0
"""Seconds a sentence stays that tells of a change of a text, which would wipe it away itself."""
KEY_CELLS = 5
"""Cells of a key in the menu; a longer name, Alt-E, takes two more."""


def palette(screen: SessionFace) -> None:
    """Every command by name; what cannot be done here says why."""
    here = screen.here()
    items = [
        (c.id, f"{c.title} {c.does}", _command_row(c, c.when(here)))
        for c in of("session")
        if c.id != "palette"
    ]
    items.sort(key=lambda item: item[2][0][1] == "dim")

    def run(id: str) -> None:
        screen.begin(screen.action_command(id), "command")

    _ask(screen, ChooseModal("Commands", items), run)


def _command_row(command: Command, why: str) -> Row:
    key, title = (
        pad(command.shown_key, KEY_CELLS + 2 * (len(command.shown_key) >= KEY_CELLS)),
        pad(command.title, 19),
    )
    if why:
        return ((key, "dim"), (title, "dim"), (rekeyed(why), "hint"))
    return ((key, "key"), (title, ""), (command.does, "dim"))


def choose_phase(screen: SessionFace) -> None:
    """Goes to any phase, an earlier one too."""
    items = [
        (phase.id, f"{n} {phase.title}", ((f"{n} {phase.title}", ""),))
        for n, phase in enumerate(screen.state.phases, 1)
    ]

    def go(id: str) -> None:
        phase = screen.state.planned(id)
        if phase is not None:
            screen.begin(screen.enter(phase), "phase")

    _ask(screen, ChooseModal("Go to a phase", items), go)


def insert(screen: SessionFace) -> None:
    """Components in the diagram, templates in the estimate."""
    if spec(screen.board).inserts == "components":
        _insert_component(screen)
    else:
        _insert_template(screen)


def _insert_component(screen: SessionFace) -> None:
    from coach.boards.diagram.diagram_completion import catalogue
    from coach.boards.diagram.edit import insert_component
    from coach.boards.diagram.kinds import COMPONENTS

    items: list[tuple[str, str, Row]] = [
        (name, title, ((title, ""),)) for title, name in COMPONENTS
    ]
    known = {name for _, name in COMPONENTS}
    items += [
        (name, f"{name} {kind}", ((pad(name, 26), ""), (kind, "dim")))
        for name, kind in sorted(catalogue())
        if name not in known
    ]
    editor = screen.pane(screen.board).editor

    def put(name: str) -> None:
        text, cursor = insert_component(editor.text, editor.offset_in_text, name)
        editor.replace_text(text, cursor)
        editor.focus()

    _ask(screen, ChooseModal("Put a component at the cursor", items), put)


def _insert_template(screen: SessionFace) -> None:
    from coach.boards.estimate.templates import TEMPLATES

    items = [(template.id, template.title, ((template.title, ""),)) for template in TEMPLATES]
    texts = {template.id: template.text for template in TEMPLATES}
    editor = screen.pane(screen.board).editor

    def put(id: str) -> None:
        row = editor.cursor_location[0]
        line = editor.document.get_line(row)
        editor.move_cursor((row, len(line)))
        editor.insert(("\n" if line.strip() else "") + texts[id].strip("\n") + "\n")
        editor.focus()

    _ask(screen, ChooseModal("Insert a template", items), put)


def inspect(screen: SessionFace) -> None:
    """The steps of an estimate's line, or the view of the board."""
    if not spec(screen.board).explains:
        sentence = screen.pane(screen.board).look()
        if sentence:
            screen.say(sentence)
        return
    from coach.boards.estimate.sheet import evaluate
    from coach.boards.estimate.steps import steps

    editor = screen.pane(screen.board).editor
    line = editor.cursor_location[0]
    told = steps(evaluate(editor.text), line)
    sentences = told or ("This line computes nothing.",)
    screen.app.push_screen(PageModal(partial(_sentences, "Read it aloud", sentences)))


def _sentences(title: str, sentences: Sequence[str], cells: int) -> list[Row]:
    rows: list[Row] = [((title, "heading"),), ()]
    for sentence in sentences:
        rows.extend(wrapped(sentence, cells, indent="  " if sentence.startswith("·") else ""))
    return rows


def reference(screen: SessionFace) -> None:
    """The board's page to look things up in; of the estimate the reference numbers."""
    from coach.boards.registry import guide
    from coach.ui.views.markdown import page
    from coach.ui.views.reference import reference_rows

    text = guide(screen.board)
    screen.app.push_screen(PageModal(partial(page, text) if text else reference_rows))


def note_fact(screen: SessionFace) -> None:
    """Puts the interviewer's last answer into the notes."""
    from coach.session.decide import EditBoard
    from coach.ui.views.noting import noted

    pane = screen.panes.get("notes")
    old = pane.text if pane else screen.state.boards.get("notes", "")
    asked = {words.n: words.text for words in screen.state.conversation}
    later = (
        noted(old, fact.answer, asked.get(fact.question, ""))
        for fact in reversed(screen.state.facts)
    )
    new = next((text for text in later if text != old), old)
    if new == old:
        screen.say("The notes have it already.", "dim")
    elif pane:
        pane.editor.replace_text(new, pane.editor.offset_in_text)
        screen.say(_told(old, new), "good", held=_READ)
    elif screen.do(EditBoard("notes", new)):
        screen.say(_told(old, new), "good", held=_READ)


def _told(old: str, new: str) -> str:
    """What was put into the notes, in its first words."""
    before = set(old.split("\n"))
    line = next((line for line in new.split("\n") if line not in before), "")
    return f"Noted: {line.lstrip('- ')}"


def _partner(screen: SessionFace) -> "Partner":
    if screen.live.partner is None:
        raise Refused("This session has no interviewer.", "Its prompt could not be loaded.")
    return screen.live.partner


def hint(screen: SessionFace) -> None:
    """The next rung of the hint ladder."""
    if screen.do(_partner(screen).hint(screen.state), INTERVIEWER):
        show_words(screen)


def curveball(screen: SessionFace) -> None:
    """A change of the requirements, asked for."""
    if screen.do(_partner(screen).curveball(screen.state), INTERVIEWER):
        show_words(screen)


def show_words(screen: SessionFace) -> None:
    """Brings the conversation to sight where it is not."""
    if not screen.talk_in_sight():
        screen.action_talk()


def checks(screen: SessionFace) -> None:
    """What does not fit together between what was said and the boards."""
    from coach.debrief.checks import check, praise

    screen.commit()
    if screen.sitting.prompt is None:
        raise Refused("The checks need the prompt.", "It could not be loaded.")
    findings = check(screen.state, screen.sitting.prompt)
    good = praise(screen.state, screen.sitting.prompt)
    sentences = [f"· {finding.message}" for finding in findings]
    sentences += _on_boards(screen)
    sentences = sentences[not sentences[0] :] if sentences else ["Nothing to remark."]
    if good:
        sentences += ["", "What fits already:", *(f"· {sentence}" for sentence in good)]
    screen.app.push_screen(PageModal(partial(_sentences, "Does it fit together?", sentences)))


def read_out(screen: SessionFace) -> None:
    """All that stands on the screen, part after part, each with its name."""
    from coach.ui.spoken import spoken_lines

    screen.commit()
    lines = list(spoken_lines(screen.app.screen))
    screen.app.push_screen(PageModal(partial(_sentences, "Part after part", lines)))


def more_questions(screen: SessionFace) -> None:
    """What the checklist of this phase leaves out at this level, and the phase's own examples."""
    phase = screen.state.planned(screen.state.phase)
    told = [f"· {text}" for text in phase.questions] if phase is not None else []
    title = f"What else could be asked: {phase.title.lower()}" if phase is not None else "Questions"
    told = told or ["The checklist has it all."]
    screen.app.push_screen(PageModal(partial(_sentences, title, told)))


MOST_OF_A_BOARD = 6
"""So many remarks of one board stand among the checks; all of them stand on the board."""


def _on_boards(screen: SessionFace) -> list[str]:
    """What the boards themselves remark, but for hints, each under its board's name."""
    told: list[str] = []
    for pane in screen.panes.values():
        heavy = [each for each in pane.findings if each.severity is not Severity.HINT]
        if not heavy:
            continue
        told += ["", f"On the board {pane.spec.title}:"]
        for each in heavy[:MOST_OF_A_BOARD]:
            above = pane.text.count("\n", 0, each.span.start) if each.span else 0
            place = f"line {above + 1}: " if each.span else ""
            told.append(f"· {place}{each.message}")
        if len(heavy) > MOST_OF_A_BOARD:
            told.append(f"· and {len(heavy) - MOST_OF_A_BOARD} more")
    return told


def break_it(screen: SessionFace) -> None:
    """The diagram under load, and without what fails in it."""
    from coach.boards.diagram.diagram_text import read
    from coach.ui.screens.breaking import BreakScreen
    from coach.ui.screens.session_boards import context_of
    from coach.ui.widgets.drawing_pane import picture_of

    screen.commit()
    pane = screen.pane("diagram")
    text = pane.text
    if not read(text).nodes:
        raise Refused("There is nothing to break yet.", "Draw something first.")

    def add(line: str) -> None:
        pane.editor.move_cursor(pane.editor.document.end)
        pane.editor.insert(f"{'' if pane.text.endswith(chr(10)) else chr(10)}{line}\n")
        screen.commit()

    values = context_of(screen.state, screen.panes).values
    screen.app.push_screen(BreakScreen(text, values, add, picture_of(pane)))


def save_elsewhere(screen: SessionFace) -> None:
    """Writes the whole session to another place after the disk refused, and goes on there; asks
    until a place takes it, or until it is given up."""
    from coach.live.elsewhere import save_elsewhere as save
    from coach.ui.write_places import out_of_reach

    saved: list[str] = []

    def wrong(typed: str) -> str:
        environment = screen.coach.environment
        if not typed.strip():
            return ""
        if refused := out_of_reach(screen.app, environment, typed):
            return refused
        old = screen.sitting.journal
        try:
            saved.append(save(screen.sitting, environment.paths, typed))
        except CoachError as error:
            return str(error)
        new = screen.sitting.journal
        screen.coach.journals = [
            new if journal is old else journal for journal in screen.coach.journals
        ]
        return ""

    def answered(answer: str | None) -> None:
        for sentence in saved:
            screen.say(sentence, "good", held=_READ)

    question = "Save the session in which folder or file?"
    screen.app.push_screen(LineModal(question, wrong), answered)
