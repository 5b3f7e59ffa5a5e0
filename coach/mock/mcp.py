"""A seat for an assistant by the Model Context Protocol over standard input and output: one object
of JSON-RPC a line, as its revision 2025-06-18 has the transport "stdio".

Written by hand: initialize, ping, tools/list and tools/call are all it takes. The tools are those
of a program's seat (`program`), through the same rules and the same journal. Assistants do not
wake on events, so `wait` gives what happened since it was last called.
"""

import asyncio
import json
import os
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any

from coach import __version__
from coach.errors import CoachError, Refused
from coach.mock.attendance import Attendance
from coach.mock.guard import stopped
from coach.mock.mcp_tools import INSTRUCTIONS, TOOLS, asked_for
from coach.mock.program import LINE_MOST, ProgramSeat
from coach.session import events as ev

REVISIONS = ("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05")
"""Revisions of the protocol whose part that is used here is the same, the newest first."""
WAIT_MOST = 50.0
ANSWER_WITHIN = 40.0
_KEPT_EVENTS = 500
_SHOWN = ("entry", "who", "link", "seat", "end")


class WrongRequest(Exception):
    """What was asked is no request: its JSON-RPC code and why."""

    def __init__(self, code: int, why: str) -> None:
        super().__init__(why)
        self.code = code


class McpSeat:
    """Answers an assistant's requests from one seat. `out` puts one line out; `guarded` holds the
    interviewer's own words to what a model may say."""

    def __init__(
        self, attendance: Attendance, out: Callable[[str], None], guarded: bool = True
    ) -> None:
        self.attendance = attendance
        self._out = out
        self._guarded = guarded
        self._events: deque[str] = deque(maxlen=_KEPT_EVENTS)
        self._news = asyncio.Event()
        self._asked: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._private: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._count = 0
        self._name = os.urandom(4).hex()
        self.seat = ProgramSeat(attendance, self._heard)
        self.left = self.seat.left

    def _heard(self, line: str) -> None:
        """A line of the program's seat: an answer, or something that happened."""
        told = json.loads(line)
        name = str(told.get("id", ""))
        waiting = self._asked.get(name)
        final = told["k"] in ("done", "no", "view") or (
            told["k"] == "kept" and name in self._private
        )
        if waiting is not None and final and not waiting.done():
            waiting.set_result(told)
        elif told["k"] in _SHOWN and told.get("n") != 0 and told.get("p") != self._me:
            self._events.append(line)
            self._news.set()

    @property
    def _me(self) -> str:
        return self.attendance.link.view.me

    # the protocol

    def take(self, line: str) -> None:
        """One line of the assistant's: answered when it is done, others meanwhile."""
        task = asyncio.ensure_future(self._answer(line))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def give_up(self) -> None:
        """What waits for the room is answered before the seat is left."""
        self.seat.give_up()

    async def _answer(self, line: str) -> None:
        name: Any = None
        try:
            asked = self._request(line)
            name = asked.get("id")
            if name is None:
                return  # a notification
            result = await self._do(str(asked.get("method")), asked.get("params") or {})
            self._put({"jsonrpc": "2.0", "id": name, "result": result})
        except WrongRequest as wrong:
            error = {"code": wrong.code, "message": str(wrong)}
            self._put({"jsonrpc": "2.0", "id": name, "error": error})

    def _put(self, told: Mapping[str, Any]) -> None:
        self._out(json.dumps(told, ensure_ascii=False, separators=(",", ":")))

    def _request(self, line: str) -> dict[str, Any]:
        if len(line) > LINE_MOST:
            raise WrongRequest(-32600, "A line has at most 1 MiB.")
        try:
            asked = json.loads(line)
        except (ValueError, RecursionError):
            raise WrongRequest(-32700, "That is no JSON.") from None
        if not isinstance(asked, dict) or asked.get("jsonrpc") != "2.0":
            raise WrongRequest(-32600, "That is no request of JSON-RPC 2.0.")
        if not isinstance(asked.get("id"), str | int | None) or isinstance(asked.get("id"), bool):
            raise WrongRequest(-32600, "An id is text or a whole number.")
        return asked

    async def _do(self, method: str, params: Any) -> dict[str, Any]:
        if not isinstance(params, dict):
            raise WrongRequest(-32602, "params is an object.")
        if method == "initialize":
            wanted = params.get("protocolVersion")
            return {
                "protocolVersion": wanted if wanted in REVISIONS else REVISIONS[0],
                "capabilities": {"tools": {}},
                "serverInfo": {"name": "coach", "version": __version__},
                "instructions": INSTRUCTIONS,
            }
        if method == "ping":
            return {}
        if method == "tools/list":
            return {"tools": list(TOOLS)}
        if method != "tools/call":
            raise WrongRequest(-32601, "There is no such method here.")
        tool, given = params.get("name"), params.get("arguments") or {}
        if not isinstance(given, dict) or tool not in {
            tool_record["name"] for tool_record in TOOLS
        }:
            raise WrongRequest(-32602, "There is no such tool.")
        try:
            return _said(await self._call(str(tool), given))
        except CoachError as error:
            return _said(str(error), wrong=True)

    # the tools

    async def _call(self, tool: str, given: dict[str, Any]) -> str:
        if tool == "wait":
            return await self._wait(given.get("seconds", WAIT_MOST))
        if tool == "say":
            self._watch(given.get("text"))
        answer = await self._ask(asked_for(tool, given), private=tool == "mark")
        if answer["k"] == "no":
            raise Refused(str(answer["why"]))
        if answer["k"] == "view":
            view = answer["view"]
            return view if isinstance(view, str) else json.dumps(view, ensure_ascii=False, indent=1)
        return "Done."

    def _watch(self, text: Any) -> None:
        """Holds the interviewer's own words to what may be said; Refused."""
        live = self.attendance.live
        if not self._guarded or live is None or live.me != ev.INTERVIEWER:
            return
        state = live.state
        heard = [
            utterance.text
            for utterance in state.conversation
            if state.role(utterance.by) == ev.CANDIDATE
        ]
        opened = state.opened.statement if state.opened else ""
        if why := stopped(str(text), [*heard, *state.boards.values(), opened]):
            raise Refused(why, "fact, hint, probe and change say what is prepared.")

    async def _wait(self, seconds: Any) -> str:
        number = isinstance(seconds, int | float) and not isinstance(seconds, bool)
        within = min(WAIT_MOST, max(0.0, float(seconds))) if number else WAIT_MOST
        if not self._events:
            self._news.clear()
            try:
                async with asyncio.timeout(within):
                    await self._news.wait()
            except TimeoutError:
                return "Nothing happened."
        told = "\n".join(self._events)
        self._events.clear()
        return told

    async def _ask(self, asked: Mapping[str, Any], private: bool) -> dict[str, Any]:
        self._count += 1
        name = f"{self._name}-{self._count}"
        future: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._asked[name] = future
        if private:
            self._private.add(name)
        try:
            self.seat.take(json.dumps({"id": name, **asked}, ensure_ascii=False))
            async with asyncio.timeout(ANSWER_WITHIN):
                return await future
        except TimeoutError:
            told = "It is kept here and will be sent; the hub has not answered yet."
            return {"k": "view", "view": told}
        finally:
            self._asked.pop(name, None)
            self._private.discard(name)


def _said(text: str, wrong: bool = False) -> dict[str, Any]:
    return {"content": [{"type": "text", "text": text}], "isError": wrong}
