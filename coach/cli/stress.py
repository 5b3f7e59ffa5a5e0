"""`coach stress`: load and failure arithmetic on an architecture in words."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from coach.cli.draw import read_input
from coach.errors import UsageError

if TYPE_CHECKING:
    from coach.boards.diagram.stress.analysis import Analysis, Questions
    from coach.boards.diagram.stress.station import Load

_NARROW, _WIDE = 40, 10_000
_MOST_RPS = 1e15
_TOLD = """Reads FILE or standard input, an architecture in the diagram board's words,
and says what breaks first under load and what a failure costs. Figures stand in
brackets and on arrows:

  client [3.6k rps, reads=90%] -> lb x2 -> api x10 [500/s, 20 ms, 99.5%]
  api -> redis: 90% hit          of the reads; the store gets what is missed
  api -> postgres [2k/s, 2 ms]   capacity and base latency of ONE replica
  gateway -> cart: 20%           reads, writes, on a miss, x2, fan-out 200, ...
  users [client, 9k reads/s, 40 writes/s]   what a client asks, by type
  planner [makes=2k writes/s]    load that a box makes by itself

Counts on arrows are means and need not be whole: fan-out 1.4, batch 50. An arrow
that leads back (a retry, a push) is counted where it arrives if it says how much,
else it is taken for a reply.

What is not said is assumed, and every assumption is listed with its source. All
of it is an order of magnitude: no percentiles, no promise that a system holds it."""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Registers the command."""
    stress = commands.add_parser(
        "stress",
        help="what breaks first in an architecture, and what a failure costs",
        description=_TOLD,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    stress.add_argument("file", nargs="?", metavar="FILE", help="a text; - or nothing: stdin")
    stress.add_argument("--rps", metavar="N", help="calls a second that enter (3600, 3.6k)")
    stress.add_argument("--reads", metavar="SHARE", help="share of reads among them (0.9, 90%%)")
    stress.add_argument(
        "--fail", action="append", default=[], metavar="WHAT", help="box, group or box:1; a,b: both"
    )
    stress.add_argument(
        "--try", dest="tries", action="append", default=[], metavar="LINE", help="add a line"
    )
    stress.add_argument("--load", default="1,2,5,10", metavar="LIST", help="multiples of the load")
    stress.add_argument("--spike", default="10x,300s", metavar="10x,300s", help="for the queues")
    stress.add_argument(
        "--sheet", metavar="FILE", help="an estimate sheet: its peak and capacities"
    )
    stress.add_argument(
        "--capacities", action="store_true", help="what one machine carries, with source and year"
    )
    stress.add_argument("--width", type=int, default=80, help="columns (default: 80)")
    stress.add_argument("--ascii", action="store_true", help="ASCII signs only")
    stress.add_argument("--json", action="store_true", help="one JSON object")
    stress.set_defaults(run=run)


def run(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    """Prints the analysis; 1 where nothing could be read."""
    from coach.boards.diagram import diagram_text
    from coach.boards.diagram.stress.analysis import analyse

    if not _NARROW <= args.width <= _WIDE:
        message = f"--width is a number of columns from {_NARROW} to {_WIDE}."
        raise UsageError(message, "Without it 80 are used.")
    if args.capacities:
        stdout.writelines(f"{line}\n" for line in _capacities(args.width))
        return 0
    questions = _questions(args)
    load = _load(args, stdin)
    graph = diagram_text.read(read_input(args.file, stdin))
    analysis = analyse(graph, load, questions)
    stdout.write(_written(analysis, args))
    return 0 if graph.nodes or not graph.text.strip() else 1


def _written(analysis: "Analysis", args: argparse.Namespace) -> str:
    if args.json:
        import json

        from coach.boards.diagram.stress.answers_json import as_data

        return json.dumps(as_data(analysis), ensure_ascii=False) + "\n"
    from coach.boards.diagram.stress.tables import told

    return told(analysis, args.width, args.ascii)


def _capacities(columns: int) -> Iterator[str]:
    """The shared table: what the interviewer gives out where a prompt says nothing."""
    from textwrap import wrap

    from coach.catalog import shelf, workflows

    yield "What one machine carries, by order of magnitude."
    for row in workflows.capacities(shelf.folders()):
        yield ""
        yield f"{row.name[0].upper()}{row.name[1:]}: {row.least:,.0f} to {row.most:,.0f} {row.unit}"
        for text in (row.answer, f"{row.year}. {row.source}."):
            yield from wrap(text, columns, initial_indent="  ", subsequent_indent="  ")


def _questions(args: argparse.Namespace) -> "Questions":
    from coach.boards.diagram.stress.analysis import Questions, parse_fails, parse_spike

    spike = parse_spike(args.spike)
    if spike is None:
        raise UsageError(f"--spike {args.spike[:40]} is no spike.", "Write 10x,300s or 5x,2min.")
    try:
        loads = tuple(float(load) for load in args.load.split(",") if load.strip())
    except ValueError:
        loads = ()
    if not loads or len(loads) > 20 or not all(0 < load <= 1e9 for load in loads):
        raise UsageError(f"--load {args.load[:40]} is no list of multiples.", "Write 1,2,5,10.")
    if len(args.fail) > 200 or len(args.tries) > 200:
        raise UsageError("At most 200 failures and 200 lines are tried at once.", "Ask in parts.")
    return Questions(loads, spike, parse_fails(args.fail), tuple(args.tries))


def _load(args: argparse.Namespace, stdin: TextIO) -> "Load":
    from coach.boards.diagram.stress.said import rate_of, share_of
    from coach.boards.diagram.stress.station import Load

    rps = reads = None
    if args.rps is not None:
        rps = rate_of(args.rps) or rate_of(f"{args.rps}/s")
        if rps is None or rps > _MOST_RPS:
            raise UsageError(f"--rps {args.rps[:40]} is no rate.", "Write 3600, 3.6k or 30k/min.")
    if args.reads is not None:
        reads = share_of(args.reads)
        if reads is None:
            raise UsageError(f"--reads {args.reads[:40]} is no share.", "Write 0.9 or 90%.")
    if args.sheet is None:
        return Load(rps, reads)
    from coach.boards.diagram.stress.from_sheet import load_of
    from coach.boards.estimate.sheet import evaluate

    return load_of(evaluate(read_input(args.sheet, stdin)).values, rps, reads)
