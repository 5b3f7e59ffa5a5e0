"""The scripted interviewer in a seat: a client like a person, which answers what it hears.

It holds the same prompt as in a session alone and speaks through the same rules; the candidate
cannot tell the link from one to a person, but that its name says what it is.
"""

import asyncio
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from coach.errors import CoachError
from coach.live.environment import Environment
from coach.live.live import Partner
from coach.live.opening import partner_of
from coach.mock import seatfile
from coach.mock.attendance import Attendance
from coach.mock.hosting import Hosting
from coach.mock.joinlines import parse
from coach.mock.proposed_session import propose
from coach.mock.remote import RemoteLive
from coach.paths import Paths
from coach.session import events as ev
from coach.session import together as tg
from coach.session.admit import HINT_WANTED
from coach.session.decide import EnterPhase, Intent
from coach.session.entry import Entry

NAME = "scripted interviewer"
TOLD = "The scripted interviewer takes the other seat. It has no ears: type what you say."
"""What the lobby says of it."""


class ScriptSeat:
    """Plays the interviewer at one seat: opens when both are ready, answers, keeps the clock's
    sentences, waives its form. `partner` is who decides what to say, the scripted interviewer
    where nobody else is given."""

    def __init__(
        self,
        attendance: Attendance,
        environment: Environment,
        slug: str,
        *,
        level: str,
        pace: str,
        partner: Callable[[RemoteLive], Partner] | None = None,
    ) -> None:
        self.attendance = attendance
        self._environment = environment
        self._plan = (slug, level, pace)
        self._make = partner
        self._partner: Partner | None = None
        self._heard = 0
        self._session = ""
        self._sign = 0.0
        self._opened_once = False
        self._filing: asyncio.Future[None] | None = None
        self.told = TOLD
        self.notices: list[str] = []
        attendance.on_news = self._news

    async def run(self) -> None:
        """Holds the seat until the link ends."""
        running = asyncio.ensure_future(self.attendance.link.run())
        try:
            while not running.done():
                await asyncio.sleep(1.0)
                self._tick()
        finally:
            running.cancel()
            self.attendance.close()

    def _news(self, kind: str, news: Mapping[str, Any]) -> None:
        link = self.attendance.link
        try:
            if kind == "link" and news["up"] and link.view.state == "lobby":
                link.wish("ready", True)
            elif kind == "who":
                self._maybe_open()
            elif kind == "entry":
                self._listen()
        except CoachError as error:
            self.notices.append(str(error))

    def _maybe_open(self) -> None:
        view, link = self.attendance.link.view, self.attendance.link
        mine, other = view.mine(), view.other()
        if view.state != "lobby" or mine is None or other is None or self._opened_once:
            return
        if mine.ready and other.ready:
            slug, level, pace = self._plan
            opened = propose(self._environment, slug, level, pace, "both")
            self._opened_once = True
            link.open(opened, f"open-{opened.session}")

    def _listen(self) -> None:
        """Reacts to the entries not heard yet, in order."""
        live = self.attendance.live
        if live is None:
            return
        if live.session != self._session:
            self._session, self._heard, self._filing = live.session, 0, None
            self._partner = self._make(live) if self._make else self._scripted(live)
        while self._heard < len(live.entries):
            entry = live.entries[self._heard]
            self._heard += 1
            if entry.hub and not live.state.closed:
                self._react(live, entry)
        if live.state.closed and live.seat not in live.state.forms and self._filing is None:
            self._filing = asyncio.ensure_future(self.file(live))

    async def file(self, live: RemoteLive) -> None:
        """After the end: no form."""
        self.file_or_waive(live, "")

    def file_or_waive(self, live: RemoteLive, form: str) -> None:
        """Files a form's text, or says that there is none; once."""
        try:
            waiting = any(isinstance(queued.event, tg.Sealed | tg.Waived) for queued in live.queue)
            if live.seat in live.state.forms or waiting:
                return
            if form:
                live.file_form(form, os.urandom(16))
            else:
                live.make(tg.Waived())
        except CoachError as error:
            self.notices.append(str(error))

    def _scripted(self, live: RemoteLive) -> Partner | None:
        opened = live.state.opened
        if opened is None:
            return None
        counterpart = partner_of(opened.prompt, opened.workflow, self._environment)
        if counterpart.why:
            self.notices.append(counterpart.why)
        return counterpart.partner

    def _react(self, live: RemoteLive, entry: Entry) -> None:
        if entry.by == ev.CANDIDATE:
            self._sign = live.now()
        partner = self._partner
        if partner is None or self._answered(live, entry):
            return
        self._carry_out(live, partner.on_entry(live.state, entry))
        if isinstance(entry.event, ev.SessionOpened) and not live.state.phase:
            self._carry_out(live, (EnterPhase(live.state.phases[0].id),))
        if isinstance(entry.event, ev.Said) and entry.event.kind == HINT_WANTED:
            self._carry_out(live, (partner.hint(live.state),))

    def _answered(self, live: RemoteLive, entry: Entry) -> bool:
        """Whether this seat spoke after that entry before it was closed and opened again."""
        return any(
            later.hub > entry.hub and later.p == live.seat for later in live.entries[entry.n :]
        )

    def _tick(self) -> None:
        live = self.attendance.live
        if live is None or self._partner is None or live.state.closed or live.state.paused:
            return
        now = live.now()
        try:
            self._carry_out(live, self._partner.on_tick(live.state, now, now - self._sign))
        except CoachError as error:
            self.notices.append(str(error))

    def _carry_out(self, live: RemoteLive, wishes: tuple[Intent, ...]) -> None:
        for intent in wishes:
            try:
                live.do(intent)
            except CoachError as error:
                self.notices.append(str(error))


def scripted_seat(
    environment: Environment, hosting: Hosting, slug: str, level: str, pace: str
) -> ScriptSeat:
    """The scripted interviewer at the first seat of a hosted room. Its own file lies with the
    room, not among the person's sessions."""
    scratch = apart(environment, hosting.room, "script")
    attendance = Attendance(scratch, hosting.lines["p1"], NAME, hosting.dial)
    return ScriptSeat(attendance, environment, slug, level=level, pace=pace)


def script_again(environment: Environment, hosting: Hosting) -> ScriptSeat | None:
    """The scripted interviewer back in the seat that it (or a model) held when this computer
    stopped hosting the room in mid-interview; None where a person held it. CoachError where its
    file cannot be gone on with."""
    for kind in ("script", "model"):
        scratch = apart(environment, hosting.room, kind)
        held = seatfile.of_room(scratch.paths, hosting.room, "p1")
        if held is None:
            continue
        attendance = Attendance(scratch, parse(held.line), NAME, hosting.dial)
        opened = attendance.live.state.opened if attendance.live else None
        if opened is None:
            attendance.close()
            continue
        return ScriptSeat(
            attendance, environment, opened.prompt, level=opened.level, pace=opened.pace
        )
    return None


def apart(environment: Environment, room: str, kind: str) -> Environment:
    """The environment of a seat that no person holds: its files lie with the room."""
    folder = environment.paths.data / "rooms" / room / kind
    return replace(environment, paths=Paths(folder / "data", folder / "cache", folder / "config"))
