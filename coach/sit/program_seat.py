"""The machine's door to a session alone: one JSON object a line each way, as in a mock's seat.

Out: `seat`, `entry`, `kept`, `done`, `no`, `view`, `end`. In: `id` of the program's choosing and
`do`: say, phase, board, tick, pause, resume, tag, hint, curveball, predict, look,
close, claim (after it: a point by an entry), leave.
"""

from collections.abc import Callable, Mapping
from typing import Any

from coach.boards.board import plain
from coach.boards.registry import board
from coach.errors import CoachError, NotFound, Refused
from coach.live.ending import left_beside, still_due
from coach.live.environment import Environment
from coach.live.faults import FaultLog, sentence
from coach.live.opening import OpenSession, meet
from coach.match.sheets import context
from coach.mock.asked import name_of, plain_intent, text_of, whole_of
from coach.mock.looks import clock_told
from coach.mock.strict_json import BadFrame, read, write
from coach.session import events as ev
from coach.session.admit import unaided
from coach.session.decide import Close, Intent, TagEntry
from coach.session.scores import Overrule, PredictScore
from coach.session.state import State
from coach.session.wire import to_data
from coach.sit.board_words import board_words

LOOKS = ("board", "drawing", "words", "findings", "clock", "state", "debrief")
_COLUMNS, _ROWS = 100, 60


class SoloSeat:
    """A program's seat at a session alone; `out` puts one line out."""

    def __init__(
        self, sitting: OpenSession, environment: Environment, out: Callable[[str], None]
    ) -> None:
        self.sitting = sitting
        self.environment = environment
        self.live = sitting.live
        self.over = False
        self._out = out
        self._shown = 0
        self._used: dict[str, int] = {}
        self._last = environment.source()
        self._faults = FaultLog(environment.paths.data / "faults", environment.wall)

    @property
    def state(self) -> State:
        """The session's state now."""
        return self.live.state

    def put(self, told: Mapping[str, Any]) -> None:
        """One object out."""
        self._out(write(told))

    def begin(self) -> None:
        """Tells the seat and every entry so far, and lets the interviewer come."""
        self.sitting.journal.start_syncing()
        self.live.on_fault = self._failed
        opened = self.state.opened
        session = opened.session if opened else ""
        self.put({"k": "seat", "me": self.live.me, "role": ev.CANDIDATE, "session": session})
        counterpart = meet(self.sitting, self.environment)
        self.sitting.know(counterpart)
        if counterpart.partner is not None:
            self.live.join(counterpart.partner)
        self._news()

    def _failed(self, part: str, error: Exception) -> None:
        self._faults.write(part, error)

    def _news(self) -> None:
        """Every entry that was not shown yet."""
        for entry in self.live.entries[self._shown :]:
            name, _, data = to_data(entry.event)
            self.put(
                {
                    "k": "entry", "n": entry.n, "at": entry.at, "by": entry.by, "p": entry.p,
                    "id": entry.id, "type": name, "data": data,
                }
            )  # fmt: skip
        self._shown = len(self.live.entries)

    def tick(self) -> None:
        """Once a second: the clock and the interviewer's turn."""
        if not self.over:
            self.live.tick(self.environment.source() - self._last)
            self._news()

    def leave(self) -> None:
        """The input has ended: the session is left, to go on another time."""
        if not self.over:
            self._end("left")

    def _end(self, why: str) -> None:
        standing = self.sitting.journal.settle()
        unsaved = f"; NOT SAVED: {standing.unsaved} entries ({standing.why})"
        self.put({"k": "end", "why": why + unsaved * bool(standing.unsaved)})
        if standing.unsaved:
            self.sitting.journal.abandon()
        self.over = True

    def take(self, line: str) -> None:
        """Does what one line asks for; whatever is wrong with it is answered `no`."""
        self._last = self.environment.source()
        name = ""
        if not line.strip():
            return
        try:
            asked = read(line)
            name = name_of(asked)
            self._do(name, asked)
        except BadFrame as error:
            self._no(name, "bad_frame", str(error))
        except CoachError as error:
            self._no(name, "refused", str(error))
        except Exception as error:  # noqa: BLE001 - nothing that is asked ends a session
            path = self._faults.write("a program's line", error)
            self._no(name, "fault", sentence("that", path))
        self._news()

    def _no(self, name: str, code: str, why: str) -> None:
        self.put({"k": "no", "id": name, "code": code, "why": why})

    def _do(self, name: str, asked: Mapping[str, Any]) -> None:
        do = asked.get("do")
        if do == "look":
            what = text_of(asked, "what")
            view = self._look(what, text_of(asked, "board", ""))
            self.put({"k": "view", "id": name, "what": what, "view": view})
        elif name in self._used:
            self._settled(name)
        elif do == "leave":
            self.put({"k": "done", "id": name, "n": 0})
            self._end("left")
        else:
            self._act(asked)
            self._used[name] = self.state.n
            self._news()
            self._settled(name)

    def _settled(self, name: str) -> None:
        """Tells that what was asked is durable; NotSaved where the disk refuses."""
        self.sitting.journal.sync()
        self.put({"k": "kept", "id": name})
        self.put({"k": "done", "id": name, "n": self._used[name]})

    def _act(self, asked: Mapping[str, Any]) -> None:
        intent, by = self._intent(asked)
        if isinstance(intent, Close) and (due := still_due(self.live)):
            for wish in due:
                self.live.do(wish, ev.INTERVIEWER)
            raise Refused("One thing before you finish: the requirements change.")
        self.live.do(intent, by)
        if isinstance(intent, Close):
            list(left_beside(self.sitting, self.environment.paths))

    def _intent(self, asked: Mapping[str, Any]) -> tuple[Intent, str]:
        do, partner = asked.get("do"), self.live.partner
        if (intent := plain_intent(asked)) is not None:
            return intent, ""
        if do == "tag":
            note = text_of(asked, "note", "")
            return TagEntry(whole_of(asked, "entry"), text_of(asked, "tag"), note), ""
        if do == "predict":
            return PredictScore(whole_of(asked, "score")), ""
        if do == "claim":
            if not self.state.closed:
                raise Refused("A point is claimed after the session.", "Close it first.")
            return Overrule(text_of(asked, "observable"), True, whole_of(asked, "entry")), ""
        if do not in ("hint", "curveball"):
            raise BadFrame("There is no such thing to do.")
        if partner is None:
            raise Refused("This session has no interviewer.", "Its prompt could not be loaded.")
        ask = partner.hint if do == "hint" else partner.curveball
        return ask(self.state), ev.INTERVIEWER

    def _look(self, what: str, name: str) -> Any:
        if what in ("board", "drawing", "words", "findings"):
            return self._board(what, name)
        if what == "clock":
            return clock_told(self.state, self.live.now())
        if what == "state":
            return self._standing()
        if what == "debrief":
            return self._debrief()
        raise NotFound(f"One looks at {', '.join(LOOKS)}.")

    def _board(self, what: str, name: str) -> Any:
        boards = self.state.boards
        if name not in boards:
            raise NotFound("This session has no such board.", f"Boards: {', '.join(boards)}.")
        text = boards[name]
        if what == "board":
            return text
        if what == "words":
            return list(board_words(name, text))
        known = board(name)
        model = known.parse(text)
        if what == "drawing":
            return plain(known.draw(model, _COLUMNS, _ROWS))
        if unaided(self.state):
            raise Refused("The program gives no findings in this mode.")
        findings = known.findings(model, context(boards))
        return [
            {"severity": finding.severity.value, "message": finding.message} for finding in findings
        ]

    def _standing(self) -> Any:
        state, opened = self.state, self.state.opened
        return {
            "session": opened.session if opened else "",
            "role": ev.CANDIDATE,
            "n": state.n,
            "title": state.title,
            "phase": state.phase,
            "boards": dict(state.boards),
            "facts": [fact.fact for fact in state.facts],
            "hints": [[hint.ladder, hint.rung] for hint in state.hints],
            "curveballs": [ball.curveball for ball in state.curveballs],
            "ticked": sorted(map(list, state.ticked)),
            "closed": state.closed,
        }

    def _debrief(self) -> Any:
        from coach.debrief.as_json import as_data
        from coach.debrief.score import ensure_attempted
        from coach.live.closing import record_score

        if not self.state.closed:
            raise Refused("The debrief comes after the session.", "Close it first.")
        ensure_attempted(self.live.entries)
        result = record_score(self.sitting)
        if result is None:
            raise Refused("There is no debrief without the prompt.")
        return as_data(result)
