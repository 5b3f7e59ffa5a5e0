"""`coach join`: a seat in somebody's room, on the screen or as a program's."""

import argparse
import asyncio
import os
import sys
import threading
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol, TextIO

from coach.errors import UsageError

if TYPE_CHECKING:
    from coach.live.environment import Environment
    from coach.mock.attendance import Attendance
    from coach.mock.hosting import Hosting
    from coach.mock.joinlines import JoinLine

LEAVES = {"done": 0, "line": 2, "refused": 3, "unreachable": 4}


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Registers the command."""
    join = commands.add_parser("join", help="take your seat in a mock interview")
    join.add_argument(
        "line", nargs="?", help="the join line; - reads it from standard input; none: the last room"
    )
    join.add_argument("--name", default="", help="how the others see you")
    join.add_argument("--json", action="store_true", help="a seat for programs: JSON both ways")
    join.add_argument("--model", default="", metavar="NAME@URL",
                      help="a language model takes the seat and interviews")  # fmt: skip
    join.add_argument("--prompt", default="", help="with --model: what it interviews about")
    join.set_defaults(run=_run)


def _run(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.live.environment import read_environment
    from coach.mock import seatfile
    from coach.mock.attendance import Attendance
    from coach.mock.joinlines import LONGEST, parse

    environment = read_environment(os.environ)
    text = args.line or ""
    if text == "-":
        text = stdin.readline(LONGEST)
    line = parse(text) if text else parse(seatfile.last_seat(environment.paths).line)
    name = args.name[:80]
    if args.model:
        return _interviewed_by_model(args, environment, line, stdin)
    if not args.json:
        from coach.cli.start import need_terminal

        need_terminal()
        from coach.ui.launch import launch_join

        return launch_join(os.environ, str(line), name)
    from coach.mock.rehosting import own_hub

    hosting = own_hub(environment, line)
    try:
        dial = hosting.dial if hosting else None
        return asyncio.run(
            opposite(environment, hosting, play(lambda: Attendance(environment, line, name, dial)))
        )
    finally:
        if hosting is not None:
            hosting.stop()


def _interviewed_by_model(
    args: argparse.Namespace, environment: "Environment", line: "JoinLine", stdin: TextIO
) -> int:
    """A model sits as the interviewer until the room ends; the exit code."""
    from coach.catalog import shelf
    from coach.cli.consent import asked_for
    from coach.mock.model_seat import seated_model

    if not args.prompt:
        raise UsageError(
            "A model needs a prompt.", "coach join LINE --model NAME@URL --prompt SLUG"
        )
    shelf.header(args.prompt, environment.folders)
    settings = environment.settings
    plan = args.prompt, settings.level, settings.pace
    model = asked_for(args.model, environment.paths, stdin)
    seat = seated_model(environment, line, plan, model)
    sys.stderr.write(f"coach: {seat.told}\n")
    with suppress(KeyboardInterrupt):
        asyncio.run(seat.run())
    for told in seat.notices:
        sys.stderr.write(f"coach: {told}\n")
    return LEAVES["done"] if seat.attendance.link.view.ever else LEAVES["unreachable"]


class LineReader(Protocol):
    """What reads lines and ends by itself."""

    left: asyncio.Event

    def take(self, line: str) -> None:
        """Does what one line asks for."""
        ...

    def give_up(self) -> None:
        """Answers what could not be done before the seat is left."""
        ...


async def opposite(
    environment: "Environment", hosting: "Hosting | None", playing: Coroutine[Any, Any, int]
) -> int:
    """Plays one seat, with the scripted interviewer back in the other one where it sat there
    before this computer stopped hosting the room."""
    from coach.mock.script_seat import script_again

    script = script_again(environment, hosting) if hosting is not None else None
    beside = asyncio.ensure_future(script.run()) if script is not None else None
    try:
        return await playing
    finally:
        if beside is not None:
            beside.cancel()


async def play(attend: "Callable[[], Attendance]") -> int:
    """Holds a seat for a program on standard input and output until either ends it."""
    from coach.mock.program import ProgramSeat

    return await hold(attend, ProgramSeat)


async def hold(
    attend: "Callable[[], Attendance]",
    seat_of: "Callable[[Attendance, Callable[[str], None]], LineReader]",
) -> int:
    """Holds a seat that speaks by lines on standard input and output, until either ends it; the
    exit code."""
    from coach.mock.link import UNREACHABLE

    attendance = attend()
    seat = seat_of(attendance, _put)
    running = asyncio.ensure_future(attendance.link.run())
    reader = threading.Thread(
        target=_read, args=(seat, asyncio.get_running_loop()), name="stdin", daemon=True
    )
    reader.start()

    def told(task: "asyncio.Future[None]") -> None:
        if not task.cancelled() and task.exception() is not None:
            seat.left.set()  # a fault of the link ends the seat instead of leaving it deaf

    running.add_done_callback(told)
    try:
        await seat.left.wait()
        if running.done() and not running.cancelled():
            running.result()
        seat.give_up()
        view = attendance.link.view
        if not view.ended:
            await attendance.link.leave()
    finally:
        running.cancel()
        attendance.close()
    if view.ended.startswith(UNREACHABLE):
        return LEAVES["unreachable"]
    return LEAVES["done"] if view.ended == "left" else LEAVES["refused"]


def _put(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _read(seat: LineReader, loop: asyncio.AbstractEventLoop) -> None:
    """Hands over the program's lines; the end of its input means leave."""
    from coach.cli.streams import raw_lines
    from coach.mock.program import LINE_MOST

    with suppress(OSError, ValueError):
        for raw in raw_lines(sys.stdin.buffer, LINE_MOST):
            text = raw.decode("utf-8", "replace").rstrip("\r")
            if text.strip():
                loop.call_soon_threadsafe(seat.take, text)
    with suppress(RuntimeError):  # the loop may be over
        loop.call_soon_threadsafe(seat.left.set)
