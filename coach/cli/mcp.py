"""`coach mcp`: an assistant in a seat of a mock, by the Model Context Protocol."""

import argparse
import asyncio
import os
from typing import TextIO


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Registers the command."""
    mcp = commands.add_parser("mcp", help="a seat of a mock for an assistant, by MCP over stdio")
    mcp.add_argument("line", help="the join line")
    mcp.add_argument("--name", default="assistant", help="how the others see it")
    mcp.add_argument("--unguarded", action="store_true",
                     help="let it interview in its own words")  # fmt: skip
    mcp.set_defaults(run=_run)


def _run(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.cli.join import hold
    from coach.live.environment import read_environment
    from coach.mock.attendance import Attendance
    from coach.mock.joinlines import parse
    from coach.mock.mcp import McpSeat

    environment = read_environment(os.environ)
    line, name, guarded = parse(args.line), args.name[:80], not args.unguarded
    return asyncio.run(
        hold(
            lambda: Attendance(environment, line, name),
            lambda attendance, out: McpSeat(attendance, out, guarded),
        )
    )
