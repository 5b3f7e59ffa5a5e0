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
    host.add_argument("--interviewer-model", default="", metavar="NAME@URL",
                      help="a language model takes the other seat")  # fmt: skip
    host.add_argument("--observers", type=int, default=0, metavar="N", help="seats to watch from")
    host.add_argument("--bind", default="", metavar="ADDRESS[:PORT]", help="where to wait")
    host.add_argument("--say", default="", metavar="HOST[:PORT]", help="what join lines name")
    host.add_argument("--name", default="", help="how the others see you")
    host.add_argument("--level", choices=LEVELS, help="what the debrief expects")
    host.add_argument("--pace", choices=PACES, help="minutes of the whole interview")
    host.add_argument(
        "--clock", choices=("interviewer", "candidate", "both"), default="interviewer"
    )
    host.add_argument("--tls", choices=("pinned", "none"), default="pinned", help="encryption")
    host.add_argument("--resume", nargs="?", const="", metavar="ROOM",
                      help="host a room of before again; none named: the last one")  # fmt: skip
    host.add_argument("--json", action="store_true", help="a seat for programs: JSON both ways")
    host.set_defaults(run=_run)


def _run(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.live.environment import read_environment
    from coach.mock.serving import place_of

    if not 0 <= args.observers <= 32:
        raise UsageError("A room has at most 32 observers.")
    other = args.interviewer == "script" or bool(args.interviewer_model)
    if other and (args.seat != "candidate" or not args.prompt):
        wanted = (
            "--interviewer-model NAME@URL" if args.interviewer_model else "--interviewer script"
        )
        raise UsageError(
            "Whoever else interviews takes the interviewer's seat and needs a prompt.",
            f"coach host PROMPT --seat candidate {wanted}",
        )
    if args.resume is not None and args.prompt:
        raise UsageError("A room that is hosted again has its prompt.", "coach host --resume ROOM")
    environment = read_environment(os.environ)
    if args.interviewer_model:
        from coach.cli.consent import asked_for

        args.model = asked_for(args.interviewer_model, environment.paths, stdin)
    place = place_of(args.bind or "127.0.0.1", args.say, args.tls)
    if args.json and args.resume is not None:
        return asyncio.run(_again(args, environment, place))
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


async def _again(args: argparse.Namespace, environment: "Environment", place: "Place") -> int:
    """Hosts a room of before for a program; the lines are told where they are new."""
    from coach.cli.join import opposite, play
    from coach.mock.attendance import Attendance
    from coach.mock.rehosting import rehost

    named = place if args.bind or args.say else None
    again = await asyncio.to_thread(rehost, environment, named, args.resume)
    hosting = again.hosting
    try:
        sys.stderr.write(f"coach: {again.told}\n")
        _tell(hosting)
        name = args.name[:80] or again.name
        playing = play(lambda: Attendance(environment, again.line, name, hosting.dial))
        return await opposite(environment, hosting, playing)
    finally:
        hosting.stop()


def _tell(hosting: "Hosting") -> None:
    """The first line for programs: the room with the lines that this process can tell."""
    from coach.mock.strict_json import write

    joins = {p: str(line) for p, line in hosting.lines.items()}
    rooms = [{"room": hosting.room, "joins": joins}]
    sys.stdout.write(write({"k": "rooms", "port": hosting.port, "rooms": rooms}) + "\n")
    sys.stdout.flush()


async def _for_programs(
    args: argparse.Namespace, environment: "Environment", hosting: "Hosting"
) -> int:
    from coach.cli.join import play
    from coach.mock.attendance import Attendance

    hosting.start()
    try:
        hosting.new_room(args.observers)
        _tell(hosting)
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
    """The seat of the scripted interviewer or of a model, where one is wanted."""
    settings = environment.settings
    plan = args.prompt, args.level or settings.level, args.pace or settings.pace
    if args.interviewer_model:
        from coach.mock.model_seat import hosted_model

        await hosted_model(environment, hosting, plan, args.model).run()
    elif args.interviewer == "script":
        from coach.mock.script_seat import scripted_seat

        await scripted_seat(environment, hosting, *plan).run()
