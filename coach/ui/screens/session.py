"""The session screen: keys become intents, and only `Live` appends."""

import asyncio
import gc
import re
import time
from collections.abc import Awaitable, Mapping
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from coach.errors import CoachError, NotSaved
from coach.live.faults import sentence
from coach.live.opening import Counterpart, OpenSession, meet
from coach.live.overheard import Overheard
from coach.session.admit import OVERHEARD
from coach.session.decide import EnterPhase, Intent, Say, TickItem
from coach.session.events import Phase
from coach.session.pacing import Pace
from coach.session.state import State
from coach.session.turning import TurnDrawing
from coach.ui import leaving
from coach.ui.commands import keyed, of
from coach.ui.compositing import paint_now
from coach.ui.faces import SessionFace
from coach.ui.line_commands import Called, by_word, called, phase_named, spoken_text, unknown
from coach.ui.screens.keeping import Keeper
from coach.ui.screens.notices import Notices
from coach.ui.screens.session_boards import BoardsScreen
from coach.ui.views.tabs import NARROW, board_of
from coach.ui.widgets.choices import Choices
from coach.ui.widgets.editor import BoardEditor, CleanTextArea, TalkLine
from coach.ui.widgets.keys import KeysLine
from coach.ui.widgets.pane import BoardPane
from coach.ui.widgets.rows import RowsView

if TYPE_CHECKING:
    from textual.worker import Worker


DRAW_AFTER = 0.03
"""Seconds after a key before the board is drawn."""
DRAW_LATEST = 0.4
QUICK = 0.006
"""Seconds that a drawing may take and still be made between two keys of somebody typing fast."""
BETWEEN_KEYS = 0.09
"""Seconds between two keys of fast typing, 20 to 70 ms, and a little more: a drawing that is not
quick waits at least so long, so that it stands in no key's way."""
PATIENCE = 3.0
"""A drawing that took long is drawn again only after a pause of so many times as long, at most
`DRAW_LATEST`: it must not stand in the way of the next key."""


READ = 4.0
"""Seconds that a sentence stands although the line is written again."""
_ARROW = re.compile(r"\w\s*[-~]+>\s*\w")


def pause_before_drawing(cost: float) -> float:
    """Seconds without a key after which a board is drawn that took `cost` seconds last time."""
    if cost <= QUICK:
        return DRAW_AFTER
    return min(DRAW_LATEST, max(BETWEEN_KEYS, PATIENCE * cost))


class SessionScreen(BoardsScreen):
    """One session, from its first phase to its end."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(c.usual, f"command('{c.id}')", c.title, show=False, priority=True, id=c.id)
        for c in keyed("session")
    ]

    def __init__(self, sitting: OpenSession) -> None:
        super().__init__(sitting.live)
        self.sitting = sitting
        self.live = sitting.live
        self.notices = Notices(cast(SessionFace, self))
        self.overheard = Overheard(sitting.journal.path)
        self._last_key = time.monotonic()
        self.keeper = Keeper(self)
        self._drawing: asyncio.TimerHandle | None = None
        self.met = False
        self._told: NotSaved | None = None

    async def on_mount(self) -> None:
        """Joins journal, clock and views; opens the board of the phase."""
        self.coach.journals.append(self.sitting.journal)
        self.sitting.journal.start_syncing()
        self.live.before_appending(self.commit)
        self.set_interval(1.0, self.tick)
        self.live.on_fault = self.tell_fault
        talk = self.query_one(TalkLine)
        talk.text = self.state.draft
        talk.recall(self._own_words())
        talk.action_text_end()
        self.set_class(self.app.size.width < NARROW, "narrow")
        phase = self.state.planned(self.state.phase)
        await self.show_board(board_of(phase, self.state))
        self.show_state()
        self.action_talk()
        if self.state.paused:
            leaving.cover(self)
        if self.sitting.notice:
            self.say(self.sitting.notice)
        self.call_after_refresh(self.find_partner)

    def find_partner(self) -> None:
        """Loads the scripted interviewer once the first picture stands, which what is loaded in a
        thread would delay; a session of two has somebody else."""
        self._meet()

    def compose_talk(self) -> ComposeResult:
        """The talking line."""
        yield TalkLine(id="talk", placeholder="Think aloud, ask. Enter says it.")

    @property
    def unread(self) -> int:
        """How many of the others' words have not been in sight."""
        self.notices.seen()
        return self.notices.unread

    def notice(self, state: State) -> None:
        """Hears what was said since the last time."""
        self.notices.listen(state)

    def mind_minutes(self, minutes: Pace) -> None:
        """Looks at how the minutes stand."""
        self.notices.watch(self.state, minutes)

    @work(thread=True, group="meet")
    def _meet(self) -> None:
        try:
            counterpart = meet(self.sitting, self.coach.environment)
        except Exception as error:  # noqa: BLE001 - a session without an interviewer still runs
            path = self.coach.fault_log.write("the interviewer", error)
            counterpart = Counterpart(why=sentence("the interviewer", path))
        self.app.call_from_thread(self._met, counterpart)
        try:
            if counterpart.prepare is not None:
                counterpart.prepare()
        except Exception as error:  # noqa: BLE001 - the first question finds it again, and says so
            self.coach.fault_log.write("the interviewer", error)

    def _met(self, counterpart: Counterpart) -> None:
        """The interviewer is here, or a sentence says why not."""
        self.met = True
        self.sitting.know(counterpart)
        gc.freeze()  # what was just loaded stays; a full collection while typing skips it
        if counterpart.partner is not None:
            self.live.join(counterpart.partner)
            self.show_state()
        elif counterpart.why:
            self.say(counterpart.why)

    def do(self, intent: Intent, by: str = "") -> bool:
        """Carries an intent out and shows what came of it, or why it cannot be."""
        try:
            self.live.do(intent, by)
        except CoachError as error:
            self.say(str(error))
            return False
        self.show_state()
        return True

    def _own_words(self) -> list[str]:
        return [words.text for words in self.state.conversation if words.by == self.live.me]

    @property
    def refused(self) -> Mapping[str, str]:
        """What of the texts could not be appended, and why."""
        return self.keeper.refused

    @property
    def draft(self) -> str | None:
        """What stands in the talk line; None before there is one."""
        return self.query_one(TalkLine).text if self.is_mounted else None

    def begin(self, work: Awaitable[None], group: str) -> "Worker[None]":
        """Runs something that takes its time, one of a group at once."""
        return self.run_worker(work, group=group)

    def leave(self) -> None:
        """Lets the program leave this session."""
        self.coach.leave_session(self)

    def commit(self) -> None:
        """Appends what was typed since the last time; the texts are safe then."""
        self.keeper.commit()

    def tell_fault(self, part: str, error: Exception) -> None:
        """A part raised: what was typed is appended first, then it is written down and said."""
        self.commit()
        path = self.coach.fault_log.write(part, error)
        self.say(sentence(part, path, self.safe()), "bad")

    def safe(self) -> str:
        """Whether what was typed is safe, by the journal's own answer."""
        unsaved = self.sitting.journal.settle().unsaved
        return f"{unsaved} entries are NOT SAVED" if unsaved else "your text is safe"

    def keep_everything(self) -> None:
        """Before the app ends for any reason: appends what was typed."""
        self.commit()

    def tick(self) -> None:
        """Once a second: the clock, the interviewer's turn, signs of life."""
        trouble = self.sitting.journal.trouble
        if trouble is not self._told:
            self._told = trouble
            if trouble is not None:
                self.say(f"{trouble.message} ^O, Save elsewhere.", "bad")
        for text in self.overheard.fresh() if not self.state.closed else ():
            self._last_key = time.monotonic()
            self.do(Say(text, ref=OVERHEARD))
        if self.live.tick(time.monotonic() - self._last_key):
            self.show_state()
        else:
            self.show_clock()

    def _draw_board(self) -> None:
        self._drawing = None
        if self.is_mounted and self.board in self.panes:
            self.pane(self.board).draw()

    @on(CleanTextArea.Changed)
    def _typed(self, event: CleanTextArea.Changed) -> None:
        self.active()
        self.keeper.typed()
        if isinstance(event.text_area, BoardEditor) and self.board in self.panes:
            if self._drawing is not None:
                self._drawing.cancel()
            loop = asyncio.get_running_loop()
            wait = pause_before_drawing(self.pane(self.board).cost)
            self._drawing = loop.call_later(wait, self._draw_board)

    @on(BoardPane.Turned)
    def _turned(self, event: BoardPane.Turned) -> None:
        self.commit()
        if self.do(TurnDrawing(event.pane.board_name, event.direction)):
            event.pane.draw()

    @on(CleanTextArea.Refused)
    def _too_long(self, event: CleanTextArea.Refused) -> None:
        self.say(event.sentence, "bad")

    @on(TalkLine.Spoken)
    def _spoken(self, event: TalkLine.Spoken) -> None:
        talk = self.query_one(TalkLine)
        if (call := called(event.text)) is not None:
            self.run_worker(self._call(call, event.text), group="command")
            return
        if not self.keeper.speak(Say(spoken_text(event.text))):
            talk.take_back(event.text)
            return
        paint_now(self, *self.query(RowsView))
        talk.recall(self._own_words())
        if _ARROW.search(event.text) and "diagram" in self.state.boards:
            self.say("Said, not drawn. The diagram is on F4.")

    async def _call(self, call: Called, text: str) -> None:
        """Does what a word behind a slash calls; what calls nothing stands in the line again."""
        commands = of("session")
        command = by_word(call.word or "commands", commands)
        if command is None:
            self.query_one(TalkLine).take_back(text)
            self.say(unknown(call.word, commands), held=READ)
        elif command.id == "choose_phase" and call.rest:
            await self.enter(phase_named(self.state.phases, call.rest))
        else:
            await self.action_command(command.id)

    @on(Choices.Chosen, "#checklist")
    def _ticked(self, event: Choices.Chosen) -> None:
        self.do(TickItem(self.state.phase, event.id))

    def on_key(self, event: events.Key) -> None:
        """Any key: somebody is there; an old sentence at the bottom has been read."""
        self.active()

    @on(CleanTextArea.Acted)
    def _acted(self) -> None:
        self.active()

    @on(BoardEditor.LineEnded)
    def _line_ended(self) -> None:
        self.commit()

    def active(self) -> None:
        """Somebody is there and has read what stood at the bottom."""
        self._last_key = time.monotonic()
        self.query_one(KeysLine).quiet()

    async def enter(self, phase: Phase) -> None:
        """Goes to a phase and opens the board it is worked on."""
        talking, part = isinstance(self.focused, TalkLine), self.part
        if not self.do(EnterPhase(phase.id)):
            return
        await self.show_board(board_of(phase, self.state), focus=not talking)
        if talking:
            self.show_part(part)
            self.set_focus(self.query_one(TalkLine))
            self.show_tabs()

    def action_talk(self) -> None:
        """To the talking line."""
        self.show_part("right")
        self.set_focus(self.query_one(TalkLine))

    async def action_next_phase(self) -> None:
        """On to the next phase."""
        phase = self.next_phase()
        if phase is not None:
            await self.enter(phase)

    how_to_leave = "^Q leaves the session: finish it, or go on another time."
