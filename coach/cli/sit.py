"""`coach sit`: a whole session over plain lines, for a person or for a program."""

import argparse
import os
import signal
import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Protocol, TextIO

from coach.errors import NotFound, UsageError

if TYPE_CHECKING:
    from coach.live.environment import Environment
    from coach.live.opening import OpenSession

LINE_MOST = 2**20
"""Bytes of one line; what is longer is refused, and nothing of it is taken."""
TERMINAL_MOST = 4095
"""Bytes that a terminal hands over as one line; it drops what is typed beyond."""
TICK = 1.0

_TOLD = """A session without a screen: you type lines, the answers come as sentences. No boxes, no
cursor, no escapes; for screen readers, dumb terminals, dictation and programs. / lists what can be
done. Without an operand it goes on with the newest unfinished session. With --json programs speak
as with `coach join --json`: one JSON object a line each way. A join line leads into a mock, as its
candidate or to watch."""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Registers the command."""
    from coach.config import LEVELS, MODES, PACES

    sit = commands.add_parser("sit", help="a session over plain lines, by ear", description=_TOLD)
    sit.add_argument(
        "prompt",
        nargs="?",
        help="a prompt to begin with, a session to go on with, or the join line of a mock",
    )
    sit.add_argument("--name", default="", help="in a mock: how the others see you")
    sit.add_argument("--workflow", metavar="ID", default="", help="interview, or another exercise")
    sit.add_argument("--level", choices=LEVELS, help="what the debrief expects")
    sit.add_argument("--pace", choices=PACES, help="minutes of the whole interview")
    sit.add_argument("--mode", choices=MODES, help="coach: help as you go; pressure: none")
    sit.add_argument("--json", action="store_true", help="for programs: JSON both ways")
    sit.set_defaults(run=run)


class Held(Protocol):
    """What the lines go to: the line seat, or a program's."""

    over: bool

    def begin(self) -> None:
        """Tells where the session stands."""
        ...

    def take(self, line: str) -> None:
        """Does what one line wants."""
        ...

    def tick(self) -> None:
        """Once a second."""
        ...

    def leave(self) -> None:
        """The input has ended: lets go of the session in order."""
        ...


def run(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    """Holds the seat until the session ends or the input does."""
    from coach.live.environment import read_environment

    environment = read_environment(os.environ)
    if args.prompt and ("://" in args.prompt or ":" in args.prompt.partition("/")[0]):
        return _in_a_mock(environment, args)
    sitting = _opened(environment, args)

    def tell(line: str) -> None:
        stdout.write(" ".join(line.splitlines()) + "\n")
        stdout.flush()

    seat: Held
    if args.json:
        from coach.sit.program_seat import SoloSeat

        seat = SoloSeat(sitting, environment, tell)
    else:
        from coach.sit.line_seat import LineSeat

        seat = LineSeat(sitting, environment, tell)
    try:
        return hold(seat, _lines(stdin, tell if not args.json else None))
    finally:
        sitting.journal.close()


def _in_a_mock(environment: "Environment", args: argparse.Namespace) -> int:
    """A seat in somebody's room, by its join line; the exit code."""
    import asyncio

    from coach.cli.join import hold as hold_seat
    from coach.mock.attendance import Attendance
    from coach.mock.joinlines import parse
    from coach.sit.mock_seat import MockSeat

    if args.json:
        raise UsageError("For programs that is another command.", "coach join LINE --json")
    line = parse(args.prompt)

    def attend() -> Attendance:
        return Attendance(environment, line, args.name[:80])

    def seat_of(attendance: Attendance, out: Callable[[str], None]) -> MockSeat:
        return MockSeat(environment, attendance, out)

    return asyncio.run(hold_seat(attend, seat_of))


def _opened(environment: "Environment", args: argparse.Namespace) -> "OpenSession":
    """The session that is meant: a prompt's new one, else the one of that id."""
    from coach.live.opening import begin, reopen, unfinished_or_id

    settings = environment.settings
    if args.prompt:
        try:
            return begin(
                environment,
                args.prompt,
                args.level or settings.level,
                args.pace or settings.pace,
                args.mode or settings.mode,
                workflow=args.workflow,
            )
        except NotFound as no_prompt:
            try:
                return reopen(environment, unfinished_or_id(environment, args.prompt))
            except NotFound:
                raise no_prompt from None
    try:
        return reopen(environment, unfinished_or_id(environment, None))
    except NotFound:
        raise UsageError(
            "Which prompt?", "coach sit PROMPT; `coach prompts list` names them."
        ) from None


def hold(seat: Held, lines: "SimpleQueue[str | None]") -> int:
    """Hands the lines over as they come, and the time once a second; None ends it, as does the
    session's end. A signal to end, or an output that is gone, leaves the session in order."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: lines.put(None))
    try:
        seat.begin()
        while not seat.over:
            try:
                line = lines.get(timeout=TICK)
            except Empty:
                seat.tick()
                continue
            if line is None:
                seat.leave()
                break
            seat.take(line)
            seat.tick()
    except KeyboardInterrupt:
        seat.leave()
        return 130
    return 0


def _lines(stdin: TextIO, warn: Callable[[str], None] | None) -> "SimpleQueue[str | None]":
    """The lines of the input, read in a thread of their own; None stands at their end."""
    lines: SimpleQueue[str | None] = SimpleQueue()
    threading.Thread(target=_read, args=(stdin, lines, warn), name="stdin", daemon=True).start()
    return lines


def _read(
    stdin: TextIO, lines: "SimpleQueue[str | None]", warn: Callable[[str], None] | None
) -> None:
    from coach.cli.streams import raw_lines

    source = getattr(stdin, "buffer", None)
    typed = stdin.isatty()
    try:
        for raw in raw_lines(source, LINE_MOST) if source is not None else ():
            text = raw.decode("utf-8", "replace").rstrip("\r")
            if len(raw) > LINE_MOST:
                text = ""
                if warn is not None:
                    warn("That line has more than 1 MiB; nothing of it was taken.")
            elif typed and warn is not None and len(raw) + 1 >= TERMINAL_MOST:
                warn("The terminal cuts lines of this length: /read talk shows what arrived.")
            lines.put(text)
    except (OSError, ValueError):
        pass
    finally:
        lines.put(None)
