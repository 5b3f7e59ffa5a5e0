"""A language model as the interviewer's mind: asked what to do next, held to what is prepared.

The scripted interviewer stands behind it. It does the turn where a call fails or nothing allowed
comes of it, and the rest of the interview after three failures in a row.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any, Protocol

from coach.errors import CoachError
from coach.frozen import dataclass
from coach.live.live import Partner
from coach.mock.dossier import Dossier
from coach.mock.model_brief import FORM, Occasion, messages
from coach.mock.model_endpoint import (
    DEADLINE,
    Completion,
    EndpointFailed,
    Messages,
    ModelEndpoint,
    NotTaken,
    complete,
)
from coach.mock.model_guard import ModelMove, choose, read_reply
from coach.mock.strict_json import BadFrame
from coach.session import events as ev
from coach.session import together as tg
from coach.session.decide import Intent, Say
from coach.session.entry import Entry
from coach.session.state import State, Utterance
from coach.text import clean

REPLY_AFTER = 1.5
"""Seconds after a question before the model is asked: one more sentence may follow."""
QUIET = 6.0
"""Seconds without a sign of the candidate before anything comes unasked."""
UNASKED_EVERY = 90.0
"""Seconds between two things unasked, at least."""
CALLS_MOST = 120
FAILURES_MOST = 3
REPLY_KEPT = 2000
"""Characters of a reply that the journal keeps."""
GIVEN_UP = "The model does not answer. The scripted interviewer goes on from here."
SPENT = "The model has had its calls. The scripted interviewer goes on from here."


class SeatedSession(Protocol):
    """What a partner needs of the session it sits in: `RemoteLive` is one."""

    state: State

    def do(self, intent: Intent, by: str = "") -> tuple[Entry, ...]:
        """Carries an intent out; Refused."""
        ...

    def make(self, event: ev.Event) -> tuple[Entry, ...]:
        """Appends an event of this seat's; Refused."""
        ...


Ask = Callable[[Messages, Mapping[str, Any]], Awaitable[Completion]]


class Asker:
    """Asks one endpoint off the loop; remembers whether it takes the form of an answer."""

    def __init__(self, endpoint: ModelEndpoint, key: str) -> None:
        self._endpoint = endpoint
        self._key = key
        self._takes_form = True

    async def __call__(self, told: Messages, form: Mapping[str, Any]) -> Completion:
        """What the model writes; EndpointFailed. Within DEADLINE seconds, a second try without
        the form included."""
        until = time.monotonic() + DEADLINE
        try:
            return await self._once(told, form if self._takes_form else None, until)
        except NotTaken:
            if not self._takes_form:
                raise
            self._takes_form = False
            return await self._once(told, None, until)

    async def _once(
        self, told: Messages, form: Mapping[str, Any] | None, until: float
    ) -> Completion:
        seconds = max(0.5, until - time.monotonic())
        try:
            async with asyncio.timeout(seconds + 1):  # looking a name up cannot be cut off
                return await asyncio.to_thread(
                    complete, self._endpoint, told, form, self._key, seconds
                )
        except TimeoutError:
            raise EndpointFailed(f"No whole answer within {DEADLINE:g} s.") from None


@dataclass(frozen=True, slots=True)
class PendingQuestion:
    """A question of the candidate's that waits for a reply, from when on, and what the scripted
    interviewer would do about it."""

    asked: Utterance
    due: float
    prepared: tuple[Intent, ...]


class ModelPartner:
    """The partner of one session, by a model. `model` is its name for the journal."""

    def __init__(
        self, live: SeatedSession, script: Partner, dossier: Dossier, ask: Ask, model: str
    ) -> None:
        self._live = live
        self._script = script
        self._dossier = dossier
        self._ask = ask
        self._model = model
        self._pending: PendingQuestion | None = None
        self._told: dict[str, str] = {}
        self._seen = 0
        self._unasked_at = 0.0
        self._not_before = 0.0
        self._calls = 0
        self._failures = 0
        self.turn: asyncio.Future[None] | None = None
        self.off = False

    # what a seat asks of its partner

    def on_entry(self, state: State, entry: Entry) -> tuple[Intent, ...]:
        """The scripted interviewer's reaction but to what the candidate says: that waits for the
        model."""
        event = entry.event
        mine = isinstance(event, ev.Said) and state.role(entry.by) == ev.CANDIDATE
        if self.off or not mine:
            return self._script.on_entry(state, entry)
        assert isinstance(event, ev.Said)
        if event.kind:
            return ()
        prepared = self._script.on_entry(state, entry)
        said = state.conversation[-1] if state.conversation else None
        if said is not None and (prepared or "?" in event.text):
            before = self._pending.prepared if self._pending else ()
            self._pending = PendingQuestion(said, entry.at + REPLY_AFTER, (*before, *prepared))
        return ()

    def on_tick(self, state: State, now: float, idle_seconds: float) -> tuple[Intent, ...]:
        """Begins a call where one is due. What comes of it is done when it is there."""
        if self.off:
            return self._script.on_tick(state, now, idle_seconds)
        if self.turn is not None and not self.turn.done():
            return ()
        if self._calls >= CALLS_MOST:
            return (*self._drained(), *self._give_up(SPENT))
        pending = self._pending
        if pending is not None and now >= pending.due:
            self._pending = None
            if now < self._not_before:
                return pending.prepared
            self._begin(Occasion(pending.asked, now, idle_seconds), pending.prepared)
        elif pending is None and self._may_speak_unasked(state, now, idle_seconds):
            self._unasked_at, self._seen = now, state.n
            self._begin(Occasion(None, now, idle_seconds), ())
        return ()

    def hint(self, state: State) -> Intent:
        """The next rung, as the scripted interviewer would give it."""
        return self._script.hint(state)

    def curveball(self, state: State) -> Intent:
        """The next change of requirements."""
        return self._script.curveball(state)

    def before_closing(self, state: State) -> tuple[Intent, ...]:
        """What must still be said."""
        return self._script.before_closing(state)

    def _may_speak_unasked(self, state: State, now: float, idle: float) -> bool:
        return (
            bool(state.phase)
            and idle >= QUIET
            and now >= self._not_before
            and now - self._unasked_at >= UNASKED_EVERY
            and (state.n > self._seen or idle >= UNASKED_EVERY)
        )

    def _drained(self) -> tuple[Intent, ...]:
        pending, self._pending = self._pending, None
        return pending.prepared if pending else ()

    def _give_up(self, why: str) -> tuple[Intent, ...]:
        self.off = True
        return (Say(why, "remark"),)

    # a call

    def _begin(self, occasion: Occasion, prepared: tuple[Intent, ...]) -> None:
        self.turn = asyncio.ensure_future(self._turn(occasion, prepared))

    async def _turn(self, occasion: Occasion, prepared: tuple[Intent, ...]) -> None:
        state = self._live.state
        changed = {k: text for k, text in state.boards.items() if self._told.get(k, "") != text}
        told = messages(self._dossier, state, occasion, changed)
        began, why, choice, completion = time.monotonic(), "", ModelMove(), Completion("")
        try:
            completion, move = await self._move(told)
        except EndpointFailed as failed:
            why, move = str(failed), None
            self._failed(failed, occasion.now)
        except Exception as error:  # noqa: BLE001 - a fault of a model's seat ends no interview
            why, move = f"{type(error).__name__}: {error}", None
            self._failures += 1
        live = self._live
        if live.state.closed:
            return
        if move is not None:
            self._failures = 0
            self._told.update(changed)
            choice = choose(move, self._dossier, live.state, occasion)
        acted = self._act(choice, prepared)
        reply = clean(completion.text)[:REPLY_KEPT]
        used = completion.tokens_in, completion.tokens_out
        ms = round((time.monotonic() - began) * 1000)
        called = tg.ModelCalled(
            self._model, ms, *used, acted, choice.id, choice.stopped, why, reply
        )
        with suppress(CoachError):  # a disk that refuses is told where the link tells it
            live.make(called)
        if self._failures >= FAILURES_MOST and not self.off:
            self._carry_out(self._give_up(GIVEN_UP))
            self._carry_out(self._drained())

    async def _move(self, told: Messages) -> tuple[Completion, Mapping[str, Any]]:
        """The model's reply, asked for once more where it is no JSON object."""
        for last in (False, True):
            self._calls += 1
            completion = await self._ask(told, FORM)
            try:
                return completion, read_reply(completion.text)
            except BadFrame as error:
                if last:
                    raise EndpointFailed(f"Its reply is no move: {error}") from None
        raise AssertionError

    def _failed(self, failed: EndpointFailed, now: float) -> None:
        """A busy server that says until when is left alone and has not failed."""
        if failed.wait:
            self._not_before = now + failed.wait
        else:
            self._failures += 1

    def _act(self, choice: ModelMove, prepared: tuple[Intent, ...]) -> str:
        """Does what was chosen, else what was prepared; by which move, for the journal."""
        if choice.intents and self._carry_out(choice.intents):
            return choice.did
        if prepared and self._carry_out(prepared):
            return "script"
        return "silence"

    def _carry_out(self, intents: tuple[Intent, ...]) -> bool:
        done = False
        for intent in intents:
            try:
                self._live.do(intent)
                done = True
            except CoachError:
                continue
        return done
