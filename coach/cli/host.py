"""`coach host`: a room of one's own, a seat in it, and the line that brings the other one in."""

import argparse
import asyncio
import os
import sys
from typing import TYPE_CHECKING, TextIO

from coach.errors import UsageError

if TYPE_CHECKING:
    from coach.live.environment import Environment
    from coach.mock.hosting import Hosting
    from coach.mock.serving import Place


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Registers the command."""
    from coach.config import LEVELS, PACES

    host = commands.add_parser("host", help="open a room for a mock interview of two")
    host.add_argument("prompt", nargs="?", default="", help="the prompt to begin with")
    host.add_argument("--seat", choices=("interviewer", "candidate"), default="interviewer")
    host.add_argument("--interviewer", choices=("person", "script"), default="person",
                      help="script: the scripted interviewer takes the other seat")  # fmt: skip
    host.add_argument("--observers", type=int, default=0, metavar="N", help="seats to watch from")
    host.add_argument("--bind", default="127.0.0.1", metavar="ADDRESS[:PORT]", help="where to wait")
    host.add_argument("--say", default="", metavar="HOST[:PORT]", help="what join lines name")
    host.add_argument("--name", default="", help="how the others see you")
    host.add_argument("--level", choices=LEVELS, help="what the debrief expects")
    host.add_argument("--pace", choices=PACES, help="minutes of the whole interview")
    host.add_argument(
        "--clock", choices=("interviewer", "candidate", "both"), default="interviewer"
    )
    host.add_argument("--tls", choices=("pinned", "none"), default="pinned", help="encryption")
    host.add_argument("--json", action="store_true", help="a seat for programs: JSON both ways")
    host.set_defaults(run=_run)


def _run(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.live.environment import read_environment
    from coach.mock.serving import place_of

    if not 0 <= args.observers <= 32:
        raise UsageError("A room has at most 32 observers.")
    if args.interviewer == "script" and (args.seat != "candidate" or not args.prompt):
        raise UsageError(
            "The scripted interviewer takes the interviewer's seat and needs a prompt.",
            "coach host PROMPT --seat candidate --interviewer script",
        )
    environment = read_environment(os.environ)
    place = place_of(args.bind, args.say, args.tls)
    if args.json:
        return asyncio.run(_for_programs(args, environment, _hosting(environment, place)))
    from coach.cli.start import need_terminal

    need_terminal()
    from coach.ui.launch import launch_host

    return launch_host(os.environ, args, place)


def _hosting(environment: "Environment", place: "Place") -> "Hosting":
    from coach.mock.hosting import Hosting
    from coach.mock.seatfile import folder_of

    return Hosting(folder_of(environment.paths), place, environment.source)


async def _for_programs(
    args: argparse.Namespace, environment: "Environment", hosting: "Hosting"
) -> int:
    from coach.cli.join import play
    from coach.mock.attendance import Attendance
    from coach.mock.strict_json import write

    hosting.start()
    try:
        hosting.new_room(args.observers)
        joins = {p: str(line) for p, line in hosting.lines.items()}
        told = {"k": "rooms", "port": hosting.port}
        rooms = [{"room": hosting.room, "joins": joins}]
        sys.stdout.write(write({**told, "rooms": rooms}) + "\n")
        sys.stdout.flush()
        mine = "p1" if args.seat == "interviewer" else "p2"
        line, name = hosting.lines[mine], args.name[:80]
        script = asyncio.ensure_future(_script(args, environment, hosting))
        try:
            return await play(lambda: Attendance(environment, line, name, hosting.dial))
        finally:
            script.cancel()
    finally:
        hosting.stop()


async def _script(args: argparse.Namespace, environment: "Environment", hosting: "Hosting") -> None:
    """The scripted interviewer's seat, where it is wanted."""
    if args.interviewer != "script":
        return
    from coach.mock.script_seat import scripted_seat

    await scripted_seat(environment, hosting, args.prompt, args.level, args.pace).run()
