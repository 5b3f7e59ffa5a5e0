"""An assistant's seat by the Model Context Protocol: requests, tools, and what it may say."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from coach.catalog.shelf import folders, load
from coach.live.environment import awake_and_asleep
from coach.mock.attendance import Attendance
from coach.mock.guard import LONGEST, PLAIN, stopped
from coach.mock.hosting import Hosting
from coach.mock.mcp import McpSeat
from coach.mock.mcp_tools import TOOLS
from coach.mock.serving import Place
from tests.mock.at_table import settled
from tests.ui.conftest import Clock, environment_in


class Assistant:
    """What an assistant's client does: requests with ids, and the answers to them."""

    def __init__(self, folder: Path, hosting: Hosting, p: str, guarded: bool = True) -> None:
        environment = replace(environment_in(folder, Clock()), source=awake_and_asleep)
        self.attendance = Attendance(environment, hosting.lines[p], "assistant", hosting.dial)
        self.lines: list[dict[str, Any]] = []
        self.seat = McpSeat(self.attendance, self._put, guarded)
        self.running = asyncio.ensure_future(self.attendance.link.run())
        self.count = 0

    def _put(self, line: str) -> None:
        assert "\n" not in line
        self.lines.append(json.loads(line))

    async def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """One request and its answer."""
        self.count += 1
        asked = {"jsonrpc": "2.0", "id": self.count, "method": method, "params": params}
        self.seat.take(json.dumps(asked))
        await settled(lambda: any(one.get("id") == self.count for one in self.lines))
        return next(one for one in self.lines if one.get("id") == self.count)

    async def call(self, tool: str, **given: Any) -> str:
        """A tool's text; "NO ..." where it refused."""
        told = (await self.ask("tools/call", name=tool, arguments=given))["result"]
        text: str = told["content"][0]["text"]
        return f"NO {text}" if told["isError"] else text

    def close(self) -> None:
        """Lets go of everything."""
        self.running.cancel()
        self.attendance.close()


def play(folder: Path, script: Callable[[Assistant, Assistant], Coroutine[Any, Any, None]]) -> None:
    """An assistant as interviewer, another one as candidate, in a hosted room."""

    async def whole() -> None:
        hosting = Hosting(folder / "rooms", Place(tls="none"), awake_and_asleep)
        hosting.start()
        hosting.new_room(0)
        ben, ana = (Assistant(folder / p, hosting, p) for p in ("p1", "p2"))
        try:
            await settled(lambda: ben.attendance.link.view.up and ana.attendance.link.view.up)
            await script(ben, ana)
        finally:
            for one in (ben, ana):
                one.close()
            hosting.stop()

    asyncio.run(whole())


def test_a_whole_interview_is_held_by_tools(tmp_path: Path) -> None:
    async def script(ben: Assistant, ana: Assistant) -> None:
        hello = await ben.ask("initialize", protocolVersion="2025-06-18", capabilities={},
                              clientInfo={"name": "t", "version": "1"})  # fmt: skip
        assert hello["result"]["protocolVersion"] == "2025-06-18"
        assert "wait" in hello["result"]["instructions"]
        ben.seat.take('{"jsonrpc":"2.0","method":"notifications/initialized"}')
        tools = (await ben.ask("tools/list"))["result"]["tools"]
        assert [one["name"] for one in tools] == [one["name"] for one in TOOLS]
        for one in (ben, ana):
            assert await one.call("ready") == "Done."
        await settled(lambda: all(p.ready for p in ben.attendance.link.view.people))
        assert await ben.call("open", prompt="url-shortener") == "Done."
        await settled(lambda: ana.attendance.live is not None)
        assert await ben.call("phase", phase="clarify") == "Done."
        assert await ana.call("say", text="How many new links a day?") == "Done."
        heard = ""
        while "How many new links" not in heard:
            heard = await ben.call("wait", seconds=5)
            assert heard != "Nothing happened."
        first = json.loads(await ben.call("look", what="answers"))[0]
        assert first["asked"]
        assert await ben.call("fact", fact=first["id"]) == "Done."
        assert await ben.call("hint") == "Done."
        assert "question" in await ben.call("say", text="Use an allocator of number blocks.")
        assert (await ben.call("say", text="Use an allocator.")).startswith("NO ")
        assert (await ben.call("say", text="Would you use an allocator?")).startswith("NO ")
        assert await ben.call("say", text="What happens to new links a day later?") == "Done."
        assert await ana.call("board", board="diagram", text="a -> b") == "Done."
        assert (await ana.call("look", what="pack")).startswith("NO ")
        assert (await ana.call("fact", fact=first["id"])).startswith("NO ")
        assert await ben.call("mark", observable="asks-volume", mark="yes") == "Done."
        assert await ben.call("close") == "Done."
        await settled(lambda: bool(ana.attendance.live and ana.attendance.live.state.closed))
        for one in (ben, ana):
            assert await one.call("form", form={"form": 1, "verdict": "hire"}) == "Done."
        await settled(lambda: all(
            form.text for form in ben.attendance.live.state.forms.values()  # type: ignore[union-attr]
        ))  # fmt: skip
        assert await ana.call("wait", seconds=0) != "Nothing happened."

    play(tmp_path, script)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{", -32700), ("[" * 100_000, -32700), ("[]", -32600), ("7", -32600),
        ('{"id":901,"method":"ping"}', -32600),
        ('{"jsonrpc":"2.0","id":{},"method":"ping"}', -32600),
        ('{"jsonrpc":"2.0","id":900,"method":"resources/list"}', -32601),
        ('{"jsonrpc":"2.0","id":900,"method":"tools/call","params":[1]}', -32602),
        ('{"jsonrpc":"2.0","id":900,"method":"tools/call","params":{"name":"rm"}}', -32602),
        ("x" * (2**20 + 1), -32600),
    ],
)  # fmt: skip
def test_what_is_no_request_is_answered_with_its_code(tmp_path: Path, line: str, code: int) -> None:
    async def script(ben: Assistant, ana: Assistant) -> None:
        ben.seat.take(line)
        await settled(lambda: bool(ben.lines))
        assert ben.lines[0]["error"]["code"] == code
        assert (await ben.ask("ping"))["result"] == {}
        assert (await ben.call("say", text="x")).startswith("NO ")
        assert (await ben.call("look", what=7)).startswith("NO ")

    play(tmp_path, script)


def test_a_wait_ends_when_something_happens(tmp_path: Path) -> None:
    async def script(ben: Assistant, ana: Assistant) -> None:
        await ben.call("wait", seconds=0)
        waiting = asyncio.ensure_future(ben.call("wait", seconds=50))
        await ana.call("ready")
        assert '"who"' in await waiting
        assert await ben.call("wait", seconds=0) == "Nothing happened."

    play(tmp_path, script)


HONEST = ("How many people use this?", "What happens if that part fails?", "Why is that better?",
          "What would you do about it?", "Which part breaks first?")  # fmt: skip


@pytest.mark.parametrize("text", HONEST)
def test_plain_questions_may_be_asked(text: str) -> None:
    assert stopped(text, ()) == ""


def test_what_the_candidate_said_may_be_asked_about() -> None:
    heard = ["I put Redis in front of 3 replicas."]
    assert stopped("Why Redis, and why 3 replicas?", heard) == ""
    assert "number" in stopped("Why not 30 replicas?", heard)
    assert stopped("Why not Memcached?", heard)
    assert stopped("Redis.", heard)
    assert stopped("Why? And why?", heard)
    assert stopped("why " * LONGEST + "?", heard)


def test_what_prompts_hold_back_is_not_said_in_ones_own_words() -> None:
    said = leaks = 0
    for slug in ("url-shortener", "chat", "rate-limiter", "web-crawler", "ticket-booking"):
        prompt = load(slug, folders())
        hidden = [f.answer for f in prompt.facts]
        hidden += [getattr(h, rung) for h in prompt.hints for rung in ("prescribe", "sketch")]
        hidden += [o.name for d in prompt.decisions for o in d.options if o.grade == "great"]
        for text in hidden:
            said += 1
            leaks += not stopped(f"{text.rstrip('.?!')}?", [prompt.statement])
    assert said > 150
    assert leaks / said < 0.03, (leaks, said)
    assert len(PLAIN) < 800
