"""`coach hub`: rooms for others on any machine, and its small commands to a running one."""

import argparse
import asyncio
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any, TextIO

from coach.errors import UsageError

ROOMS_MOST = 1000


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Registers the command."""
    hub = commands.add_parser("hub", help="keep rooms in which others hold mock interviews")
    hub.add_argument("do", nargs="?", choices=("new", "who", "end"), help="ask the running hub")
    hub.add_argument("room", nargs="?", help="the room to end")
    hub.add_argument("--bind", default="127.0.0.1", metavar="ADDRESS[:PORT]", help="where to wait")
    hub.add_argument("--say", default="", metavar="HOST[:PORT]", help="what join lines name")
    hub.add_argument("--rooms", type=int, default=1, metavar="N", help="so many rooms at least")
    hub.add_argument("--observers", type=int, default=0, metavar="N", help="seats to watch from")
    hub.add_argument("--data", metavar="DIR", help="where the rooms are kept")
    hub.add_argument("--tls", choices=("pinned", "none"), default="pinned", help="encryption")
    hub.add_argument("--metrics", metavar="ADDRESS:PORT",
                     help="counts for a monitoring system, by HTTP")  # fmt: skip
    hub.add_argument("--json", action="store_true", help="tells programs; the first line: rooms")
    hub.set_defaults(run=_run)


def _run(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.paths import find

    folder = Path(args.data).expanduser().absolute() if args.data else None
    folder = folder or find(os.environ).data / "hub"
    if args.do:
        return _ask(args, folder, stdout)
    if not 0 <= args.rooms <= ROOMS_MOST or not 0 <= args.observers <= 32:
        raise UsageError(f"A hub has at most {ROOMS_MOST} rooms with 32 observers each.")
    return asyncio.run(_serve(args, folder))


def _ask(args: argparse.Namespace, folder: Path, stdout: TextIO) -> int:
    from coach.mock.control import ask
    from coach.mock.strict_json import write

    told = ask(folder, {"do": args.do, "room": args.room or "", "observers": args.observers})
    if args.json:
        stdout.write(write(told) + "\n")
    else:
        stdout.write("\n".join(_lines(told)) + "\n")
    return 5 if told.get("k") == "no" else 0


def _lines(told: dict[str, Any]) -> list[str]:
    if told.get("k") == "no":
        return [str(told.get("why"))]
    lines = []
    for room in told.get("rooms", ()):
        lines.append(f"room {room['room']}  {room.get('state', '')}".rstrip())
        lines += [f"  {p}  coach join {line}" for p, line in room.get("joins", {}).items()]
        lines += [
            f"  {person['p']}  {person['role']:11}  {'here' if person['here'] else '-':4}"
            f"  {person['name']}"
            for person in room.get("people", ())
        ]
    return lines or [f"room {told.get('room', '')} has ended"]


async def _serve(args: argparse.Namespace, folder: Path) -> int:
    from coach.live.environment import awake_and_asleep
    from coach.mock.control import answer_at
    from coach.mock.metrics import tell_at
    from coach.mock.serving import Serving, place_of

    serving = Serving(folder, place_of(args.bind, args.say, args.tls), awake_and_asleep, time.time)
    await serving.start()
    for notice in serving.notices:
        sys.stderr.write(f"coach: {notice}\n")
    control = await answer_at(serving)
    told = []
    if args.metrics:
        try:
            told.append(await tell_at(args.metrics, serving.hub, awake_and_asleep))
        except BaseException:
            await serving.stop()
            raise
    known: list[dict[str, Any]] = [{"room": name, "joins": {}} for name in serving.hub.desks]
    fresh = [serving.new_room(args.observers) for _ in range(args.rooms - len(known))]
    _tell(args.json, serving.port, known + fresh)
    if not args.json:
        for address in serving.addresses():
            sys.stdout.write(f"  {address.text}:{serving.port}  {address.meaning}\n")
        sys.stdout.flush()
    ended = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(name, ended.set)
    await ended.wait()
    for server in (control, *told):
        server.close()
    await serving.stop()
    return 0


def _tell(as_json: bool, port: int, rooms: list[dict[str, Any]]) -> None:
    from coach.mock.strict_json import write

    told = {"k": "rooms", "port": port, "rooms": rooms}
    text = write(told) if as_json else "\n".join(_lines(told))
    sys.stdout.write(text + "\n")
    if not as_json:
        sys.stdout.write(f"Waiting on port {port}. Ctrl+C closes the hub; rooms stay.\n")
    sys.stdout.flush()
