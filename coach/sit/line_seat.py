"""A session over plain lines: what a person types goes in by `take`, what they would see on the
screen comes out as sentences.

The seat does what the session's screen does, by the same intents; it keeps nothing of its own.
"""

import re
from collections.abc import Callable, Sequence

from coach.boards.board import Finding, Severity
from coach.boards.registry import board
from coach.errors import CoachError
from coach.live.environment import Environment
from coach.live.faults import FaultLog, sentence
from coach.live.opening import OpenSession, meet
from coach.live.overheard import Overheard
from coach.match.sheets import context
from coach.session import events as ev
from coach.session.admit import OVERHEARD, unaided
from coach.session.decide import EditBoard, Intent, Say
from coach.session.pacing import Standing, pace
from coach.session.state import State
from coach.sit import closing_words, standing_words
from coach.sit.board_words import board_words, remark, title
from coach.sit.orders import ORDERS, listed, why_not
from coach.sit.typed import BoardLine, TypedSpeech, edited, typed
from coach.ui.command import Here
from coach.ui.commands import of
from coach.ui.line_commands import Called, by_word, unknown

COMMANDS = (*of("sit"), *of("session"))
"""What can be called here, those of the line seat first."""
COMPUTED = ("diagram", "estimate", "api")
"""Boards of which more can be told than the line that was typed."""
CHANGES = 8
"""So many sentences on what a line changed are told at once; /board tells all."""
REMARKS = 2
"""So many new remarks of a board are told at once; /checks tells all."""
LAST_MINUTE = 60
"""Seconds before the end of a phase's window at which the person is told."""
UNSEEN = 2.0
"""Silence counts half: what is being typed or dictated is not seen before its Enter."""
_ARROW = re.compile(r"\w\s*[-~]+>\s*\w")

Heard = Callable[[str], None]


class LineSeat:
    """One person's seat at a session. `tell` puts one sentence out; `over` says that it is done.

    While a question stands open, `answer` is what the next line goes to instead.
    """

    def __init__(self, sitting: OpenSession, environment: Environment, tell: Heard) -> None:
        self.sitting = sitting
        self.environment = environment
        self.live = sitting.live
        self.tell = tell
        self.over = False
        self.board = ""
        self.answer: Heard | None = None
        self.before: dict[str, list[str]] = {}
        self._heard = 0
        self._phase = ""
        self._last = environment.source()
        self._warned: set[tuple[str, int, Standing | str]] = set()
        self._trouble: object = None
        self._overheard = Overheard(sitting.journal.path)
        self._faults = FaultLog(environment.paths.data / "faults", environment.wall)

    @property
    def state(self) -> State:
        """The session's state now."""
        return self.live.state

    def say(self, sentences: Sequence[str]) -> None:
        """Puts sentences out, a line each."""
        for text in sentences:
            self.tell(text)

    def begin(self) -> None:
        """Tells what the session is and where it stands, and lets the interviewer come."""
        self.sitting.journal.start_syncing()
        self.live.on_fault = self.failed
        self.say(standing_words.opening(self.state))
        earlier = self.state.conversation
        self._heard = len(earlier)
        if any(words.by == ev.CANDIDATE for words in earlier):
            self.tell("Going on where it stopped; /read talk says again what was said.")
        if self.sitting.notice:
            self.tell(self.sitting.notice)
        if self.state.draft:
            self.tell(f"You had begun to say: {self.state.draft}")
        self._meet()
        self.news()
        self.say(["Type what you say. / lists what else can be done; /where tells how you stand."])

    def _meet(self) -> None:
        try:
            counterpart = meet(self.sitting, self.environment)
        except Exception as error:  # noqa: BLE001 - a session without an interviewer still runs
            self.failed("the interviewer", error)
            return
        self.sitting.know(counterpart)
        if counterpart.partner is not None:
            self.live.join(counterpart.partner)
        elif counterpart.why:
            self.tell(counterpart.why)

    def failed(self, part: str, error: Exception) -> None:
        """A part raised: it is written down and said, and the session goes on."""
        path = self._faults.write(part, error)
        unsaved = self.sitting.journal.settle().unsaved
        self.tell(
            sentence(
                part,
                path,
                f"{unsaved} entries are NOT SAVED" if unsaved else "all you entered is safe",
            )
        )

    def take(self, line: str) -> None:
        """Does what one typed line wants, and tells what came of it. Never raises."""
        self._last = self.environment.source()
        try:
            if self.answer is not None:
                self.answer(line)
            elif line.strip():
                self._do(line)
        except CoachError as error:
            self.tell(str(error))
        except Exception as error:  # noqa: BLE001 - nothing that was typed ends a session
            self.failed("that", error)
        self.news()

    def _do(self, line: str) -> None:
        match typed(line, self.state.boards):
            case Called("", _):
                self.say(listed(COMMANDS, self.here()))
            case Called(word, rest):
                self._call(word, rest)
            case BoardLine() as wanted:
                self._write(wanted)
            case TypedSpeech(text):
                self.utter(text)

    def utter(self, text: str) -> None:
        """Says something to the interviewer."""
        self.live.do(Say(text))
        if _ARROW.search(text) and "diagram" in self.state.boards:
            self.tell("Said, not drawn. To draw it begin the line with `diagram:`.")

    def here(self) -> Here:
        """Where the person is, for the commands; a board that was named stands in front."""
        phases = self.state.phases
        last = not phases or self.state.phase == phases[-1].id
        return Here(self.state, "centre", self.board, self.live.trouble, last)

    def _call(self, word: str, rest: str) -> None:
        command = by_word(word, COMMANDS)
        if command is None:
            self.tell(unknown(word, COMMANDS))
            return
        if command.id.startswith("board_"):
            word, rest = "board", f"{command.id.removeprefix('board_')} {rest}"
        order = ORDERS.get("board" if word == "board" else command.id)
        if order is None:
            self.tell(f"/{command.spoken} belongs to the screen; it has no meaning over lines.")
            return
        why = why_not(command, self.here())
        if why:
            self.tell(why)
        else:
            order(self, rest.strip())

    def do(self, intent: Intent, by: str = "") -> None:
        """Carries an intent out; CoachError says why not."""
        self.live.do(intent, by)

    def _write(self, wanted: BoardLine) -> None:
        text, number = edited(self.state.boards[wanted.board], wanted)
        self.put(wanted.board, text, number)

    def put(self, name: str, text: str, number: int = 0) -> None:
        """Gives a board its new text and tells what that changes in it, and what is remarkable in
        it that was not before."""
        old = self.state.boards[name]
        known = set(board_words(name, old))
        remarked = {finding.message for finding in self.findings(name)}
        self.do(EditBoard(name, text))
        now = self.state.boards[name]
        if now == old:
            self.tell(f"The {title(name)} board has that already.")
            return
        self.before.setdefault(name, []).append(old)
        self.board = name
        self._tell_change(
            name,
            [board_word for board_word in board_words(name, now) if board_word not in known],
            number,
        )
        heavy = [f for f in self.findings(name) if f.severity is not Severity.HINT]
        new = [f for f in heavy if f.message not in remarked]
        self.say([f"Remark: {remark(finding, now)}" for finding in new[:REMARKS]])
        more = len(new) - REMARKS
        if more > 0:
            told = "1 remark" if more == 1 else f"{more} remarks"
            self.tell(f"{told} more: /board {name} tells all.")

    def _tell_change(self, name: str, fresh: Sequence[str], number: int) -> None:
        """Which line it was, and what stands in the board now that did not before: of boards of
        prose nothing more, the person has just typed it."""
        told = title(name)
        where = f", line {number}" if number else " changed"
        self.tell(f"{told[:1].upper()}{told[1:]}{where}.")
        if name in COMPUTED:
            self.say(fresh[:CHANGES])

    def findings(self, name: str) -> Sequence[Finding]:
        """What a board finds in itself; nothing where the program gives no help."""
        if unaided(self.state):
            return ()
        made = board(name)
        return made.findings(made.parse(self.state.boards[name]), context(self.state.boards))

    def tick(self) -> None:
        """Once a second: the clock, the interviewer's turn, and what must be told of either."""
        if self.over:
            return
        for text in self._overheard.fresh():
            self.tell(f"Heard: {text}")
            self._last = self.environment.source()
            self.live.do(Say(text, ref=OVERHEARD))
        idle = (self.environment.source() - self._last) / UNSEEN
        self.live.tick(idle)
        self._watch()
        self.news()

    def leave(self) -> None:
        """The input has ended: lets go of the session, to go on another time."""
        if not self.over:
            closing_words.leave(self)

    def _watch(self) -> None:
        """The disk's trouble once, and each phase's last minute and end."""
        trouble = self.sitting.journal.trouble
        if trouble is not self._trouble:
            self._trouble = trouble
            if trouble is not None:
                self.tell(f"{trouble.message} /save-elsewhere FOLDER saves it in another place.")
        phase = pace(self.state, self.live.now()).current
        if phase is None or self.state.paused or self.state.closed or not phase.most:
            return
        visit = (phase.id, self.state.entered.get(phase.id, 0))
        left = phase.most - phase.used
        for mark, due, told in (
            ("last", 0 < left <= LAST_MINUTE < phase.most, "One minute left of the window of"),
            ("over", left <= 0, "The window is over of"),
        ):
            if due and (*visit, mark) not in self._warned:
                self._warned.add((*visit, mark))
                self.tell(f"{told} {phase.title}.")

    def news(self) -> None:
        """Tells what was said by others since the last time, and that a phase began."""
        if self.state.phase != self._phase:
            self._phase = self.state.phase
            self.say(standing_words.phase_entered(self.state))
        fresh = self.state.conversation[self._heard :]
        self._heard = len(self.state.conversation)
        for words in fresh:
            if words.by != self.live.me:
                self.tell(standing_words.said(words, self.state.role(words.by)))
