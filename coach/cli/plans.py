"""`coach plan`: a plan, load test or profile in; a chart, runbook or script out."""

import argparse
import sys
from typing import TYPE_CHECKING, TextIO

from coach.cli.boards import read_text, told
from coach.errors import UsageError

if TYPE_CHECKING:
    from coach.boards.board import Context
    from coach.boards.plan.plan_board import Planned

_NARROW, _WIDE, _WIDTH = 40, 10_000, 80
_TOLD = """Reads FILE or standard input, a plan as you would type it:

  strategy canary
  constraints: no downtime, data 4 TB, copy at 200 MB/s, traffic can be split
  start 2026-03-02      deadline 2026-04-01
  1. Backup, restored on staging (4h)
  step "Dual writes" 3d after "Create schema"
    rollback: turn the flag off, 1 min, if write errors > 0.1% for 5 min
  checkpoint 1% -> 10% -> 50% -> 100%, 1 day each
  success: zero mismatches for 7 days

Lists, check boxes, tables, T-1h and 02:00-04:00 are read too, and three other things: a rule of
scaling (Trigger:, Action:, Rollback:), `load test http://localhost:8080` with indented lines
(baseline 600 rps; GET /items 80%; p99 < 400 ms; spike 10x for 5 min), and a profile
(Peak requests/sec: 1,200; CPU: 55%). --check prints what is missing or risky with its reason and
ends with 1 if any of it is an error or a warning. --format markdown is the runbook; k6 and locust
write the load test as a script. --json is one object of all that was read: title, start, deadline,
clock, strategy, constraints, ready, steps, checkpoints, rollback_for_all, success, scaling, limits,
load_test, profile, sections, notes, reviews, findings; times are minutes from the start."""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Registers the command."""
    command = commands.add_parser(
        "plan",
        help="schedule, check and export a plan (migration, scaling, load test)",
        description=_TOLD,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("file", nargs="?", default="-", help="a file, or - for standard input")
    command.add_argument(
        "--format",
        choices=("text", "markdown", "k6", "locust"),
        default="text",
        help="what to write",
    )
    command.add_argument("--json", action="store_true", help="all of it as one object")
    command.add_argument("--check", action="store_true", help="print findings; 1 if any")
    command.add_argument("--ascii", action="store_true", help="draw with # = and <> alone")
    command.add_argument("--estimate", metavar="SHEET", help="an estimate sheet that belongs to it")
    command.add_argument("--width", type=int, default=_WIDTH, help="columns of the drawing")
    command.set_defaults(run=run)


def run(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    """Draws, exports or checks one plan; 1 when a check finds an error or a warning, or where
    nothing of a text was read."""
    from coach.boards.board import Context
    from coach.boards.plan.plan_board import BOARD

    if not _NARROW <= args.width <= _WIDE:
        message = f"--width is a number of columns from {_NARROW} to {_WIDE}."
        raise UsageError(message, f"Without it a drawing takes at most {_WIDTH}.")
    if args.json and (args.check or args.format != "text"):
        raise UsageError("--json writes all of it.", "Leave --check and --format out.")
    text = read_text(args.file, stdin)
    if text and not text.endswith("\n"):
        text += "\n"
    texts = {"estimate": read_text(args.estimate, stdin)} if args.estimate else {}
    model = BOARD.parse(text)
    context = Context(texts=texts)
    if args.check:
        code = 0 if args.estimate else _unread(model, text)
        return max(code, _check(model, text, context, stdout))
    code = 0 if args.estimate else _unread(model, text)
    stdout.write(_written(model, args, context))
    return code


def _written(model: "Planned", args: argparse.Namespace, context: "Context") -> str:
    from coach.boards.board import plain
    from coach.boards.plan.plan_board import BOARD
    from coach.boards.plan.planrecord import written
    from coach.boards.plan.planview import rows

    findings = BOARD.findings(model, context) if args.json or args.format == "markdown" else ()
    if args.json:
        return written(model.plan, model.schedule, findings)
    if args.format == "markdown":
        from coach.boards.plan.runbook import markdown

        runbook = markdown(model.plan, model.schedule, findings)
        sheet = context.texts.get("estimate")
        return runbook if sheet is None else _with_capacity(model, runbook, sheet)
    if args.format != "text":
        return BOARD.export(model, args.format)
    drawn = plain(rows(model.plan, model.schedule, args.width, args.ascii))
    return f"{drawn}\n" if drawn else ""


def _with_capacity(model: "Planned", runbook: str, sheet: str) -> str:
    """A capacity plan from an estimate sheet; what the plan says is its recommendation."""
    from coach.boards.estimate.capacity_plan import capacity_plan
    from coach.boards.estimate.sheet import evaluate

    lowered = [f"##{line}" if line.startswith("#") else line for line in runbook.split("\n")]
    said = "" if model.plan.blank else "\n".join(lowered)
    return capacity_plan(evaluate(sheet), model.plan.title, {"Recommendation": said})


def _check(model: "Planned", text: str, context: "Context", stdout: TextIO) -> int:
    """Each finding on a line, below it why and who says so."""
    from coach.boards.board import Severity
    from coach.boards.plan.plan_board import BOARD
    from coach.boards.plan.remarks import REMARKS

    findings = BOARD.findings(model, context)
    for line, finding in zip(told(findings, text), findings, strict=True):
        remark = REMARKS[finding.code]
        stdout.write(f"{line}    {remark.why} ({remark.source})\n")
    return int(any(finding.severity is not Severity.HINT for finding in findings))


def _unread(model: "Planned", text: str) -> int:
    """1, with a sentence, for a text in which nothing of a plan stands."""
    plan = model.plan
    if not text.strip() or not plan.blank:
        return 0
    from coach.boards.foreign import foreign, refusal

    strange = foreign(text)
    if strange is not None:
        said = refusal(strange, "A step of a plan is: 1. Copy data (3d)").message
        raise UsageError(said, "coach plan --help tells what is read.")
    sys.stderr.write("coach: Nothing of a plan was read. A step is: 1. Copy data (3d)\n")
    return 1
