"""`coach prompts`: list, show, check and rehearse prompts, begin one's own, try its clarifier."""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from coach.cli import packs, rehearse
from coach.cli.streams import json_line
from coach.errors import ContentError, UsageError
from coach.text import clean, clean_line, cut, pad

if TYPE_CHECKING:
    from coach.catalog.prompt import Prompt
    from coach.catalog.shelf import Folders, Header

_LINE_LIMIT = 4000
_READ_LIMIT = 1_000_000
_WHICH = "which one is meant where several workflows have a prompt of that name"


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Registers `prompts` with its own commands."""
    top = commands.add_parser("prompts", help="the questions to practise: list, check, write")
    inner = top.add_subparsers(metavar="COMMAND", title="commands", required=True)
    listed = inner.add_parser("list", help="all prompts, your own marked")
    listed.add_argument("words", nargs="*", help="only prompts with these words in title or tags")
    listed.add_argument("--workflow", metavar="ID", help="only the prompts of this one")
    listed.add_argument("--json", action="store_true", help="one JSON object a line")
    listed.set_defaults(run=_list)
    show = inner.add_parser("show", help="a prompt's statement; its answers only with --all")
    show.add_argument("slug")
    show.add_argument("--workflow", metavar="ID", help=_WHICH)
    show.add_argument("--all", action="store_true", help="everything the interviewer knows")
    show.set_defaults(run=_show)
    check = inner.add_parser("check", help="prove prompts by their own answers; 1 on an error")
    check.add_argument("files", nargs="*", metavar="FILE|SLUG", help="all prompts where none given")
    check.add_argument("--workflow", metavar="ID", help="only the prompts of this one")
    check.add_argument("--all", action="store_true", help="every warning, not the first ten")
    check.set_defaults(run=_check)
    new = inner.add_parser("new", help="begin a prompt of your own from the explained template")
    new.add_argument("slug", nargs="?", help="writes it to your prompts; without, prints it")
    new.add_argument("--workflow", metavar="ID", help="of another workflow than the interview")
    new.add_argument("--light", action="store_true", help="the short form: an evening's work")
    new.set_defaults(run=_new)
    form = inner.add_parser("schema", help="the JSON Schema of a prompt's file, for editors")
    form.add_argument("of", nargs="?", choices=("prompt", "light", "workflow"), default="prompt")
    form.add_argument("--workflow", metavar="ID", help="with the phases and groups of this one")
    form.set_defaults(run=_schema)
    ask = inner.add_parser("ask", help="put questions, one a line, to a prompt's clarifier")
    ask.add_argument("slug", metavar="FILE|SLUG")
    ask.add_argument("--workflow", metavar="ID", help=_WHICH)
    ask.add_argument("--json", action="store_true", help="one JSON object a line")
    ask.set_defaults(run=_ask)
    packs.add(inner)
    rehearse.add(inner)


def _folders() -> "Folders":
    from coach.catalog.shelf import folders
    from coach.paths import find

    return folders(find(os.environ).prompts)


def _list(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.catalog.shelf import headers, outline

    folders = _folders()
    listed, broken = headers(folders)
    if args.workflow:
        outline(args.workflow, folders)
        listed = tuple(header for header in listed if header.workflow == args.workflow)
    wanted = [word.casefold() for word in args.words]
    if wanted:
        listed = tuple(
            header for header in listed if all(word in _haystack(header) for word in wanted)
        )
    if args.json:
        for header in listed:
            row = {
                "slug": header.slug,
                "title": header.title,
                "workflow": header.workflow,
                "difficulty": header.difficulty,
                "minutes": header.minutes,
                "levels": header.levels,
                "tags": header.tags,
                "own": header.own,
                "pack": header.pack,
                "light": header.light,
                "path": str(header.path),
            }
            stdout.write(json_line(row))
    else:
        workflow = ""
        size = max((len(header.slug) for header in listed), default=0)
        for header in listed:
            if header.workflow != workflow:
                stdout.write(("\n" if workflow else "") + f"{header.workflow}\n")
                workflow = header.workflow
            mark = "  (light)" if header.light else ""
            mark = "  (your own)" if header.own else mark
            mark = f"  (pack {header.pack})" if header.pack else mark
            mark = "  (your own, in place of the shipped one)" if header.hides else mark
            line = (
                f"  {pad(header.slug, size)}  {pad(header.difficulty, 6)} {header.minutes:>3} min"
            )
            stdout.write(f"{line}  {cut(header.title, 50)}{mark}\n")
        if not listed:
            none = "No prompt has these words." if wanted else "There are no prompts yet."
            stdout.write(f"{none}\n")
    for bad in broken:
        stdout.write(json_line({"broken": str(bad)}) if args.json else f"\nbroken: {bad}\n")
    return 0


def _haystack(header: "Header") -> str:
    return f"{header.slug} {header.title} {' '.join(header.tags)}".casefold()


def _show(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.catalog.shelf import find, load

    folders = _folders()
    path, own = find(args.slug, folders, args.workflow or "")
    prompt = load(args.slug, folders, args.workflow or "")
    about = f"{prompt.difficulty}, {prompt.minutes} minutes, for {', '.join(prompt.levels)}"
    stdout.write(f"{prompt.title}\n{prompt.statement}\n\n{about}; workflow {prompt.workflow}\n")
    if prompt.tags:
        stdout.write(f"Tags: {', '.join(prompt.tags)}\n")
    if own:
        stdout.write(f"Your own: {path}\n")
    if args.all:
        from coach.cli.spoilers import everything

        stdout.write(f"\n{everything(prompt)}")
    return 0


def _check(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.catalog.shelf import Folders, headers, shipped_folder
    from coach.cli.checking_all import Job, check_all
    from coach.cli.proofs import check_workflows
    from coach.paths import find

    folders = _folders()
    worst = 0
    if args.files:
        paths = [_named(name, folders, args.workflow) for name in args.files]
    else:
        listed, broken = headers(folders)
        paths = [header.path for header in listed if args.workflow in (None, header.workflow)]
        for bad in broken:
            stdout.write(f"{bad.path.name}: error: {bad}\n")
            worst = 1
        worst = max(worst, check_workflows(folders, stdout))
    jobs = []
    for path in dict.fromkeys(paths):
        shipped = Path(os.path.realpath(path)).is_relative_to(shipped_folder())
        beside = path.with_name("workflow.toml").is_file() and not shipped
        places = Folders(folders.shipped, path.parent.parent) if beside else folders
        jobs.append(Job(path, shipped, places, args.all))
    return max(worst, check_all(jobs, find(os.environ).cache, stdout, sys.stderr))


def _named(name: str, folders: "Folders", workflow: str | None) -> Path:
    from coach.catalog.shelf import find

    path = Path(name)
    if path.suffix == ".toml" or os.sep in name:
        if not path.exists():
            raise UsageError(f"There is no file {clean_line(name)}.")
        return path
    return find(name, folders, workflow or "")[0]


def _new(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.catalog.header import INTERVIEW
    from coach.cli.proofs import DIRECTIVES, SCHEMA_FILES, schema_text, template
    from coach.paths import find, prepare

    workflow, slug = args.workflow or INTERVIEW, args.slug
    if slug is not None:
        _ensure_slug(slug)
    of = "light" if args.light else "prompt"
    whole = template(slug or "lost-and-found", workflow, _folders(), light=args.light)
    if slug is None:
        stdout.write(whole)
        return 0
    own = find(os.environ).prompts
    folder = prepare(own if workflow == INTERVIEW else own / workflow)
    path = folder / f"{slug}.toml"
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(DIRECTIVES[of] + whole)
        (folder / SCHEMA_FILES[of]).write_text(schema_text(of, workflow, _folders()), "utf-8")
    except FileExistsError:
        raise ContentError(
            f"{path} exists already; nothing was written.",
            "Choose another slug, or edit that file.",
        ) from None
    stdout.write(f"{path}\nEdit it, then run: coach prompts check {slug}\n")
    return 0


def _ensure_slug(slug: str) -> None:
    """UsageError for what no prompt can be called."""
    from coach.catalog.header import SLUG

    if not SLUG.match(slug) or len(slug) > 60:
        raise UsageError(
            f"{clean_line(slug, 60)} is no slug.",
            "A slug is made of small letters, digits and single hyphens: bike-sharing.",
        )
    if slug in ("template", "workflow"):
        raise UsageError(f"A prompt cannot be called {slug}.", "Those files are no prompts.")


def _schema(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.cli.proofs import schema_text

    stdout.write(schema_text(args.of, args.workflow or "", _folders()))
    return 0


def _ask(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.catalog.shelf import load_file
    from coach.interviewer.clarifier import answer

    prompt: Prompt = load_file(_named(args.slug, _folders(), args.workflow), among=_folders())
    for turn, line in enumerate(_asked(stdin)):
        question = clean(line[:_LINE_LIMIT]).strip()
        if not question:
            continue
        reply = answer(prompt, question, (), turn)
        if args.json:
            row = {"question": question, "facts": list(reply.facts), "answer": reply.text}
            stdout.write(json_line(row))
        else:
            facts = f"[{', '.join(reply.facts)}] " if reply.facts else ""
            stdout.write(f"{question}\n  {facts}{reply.text or '(silence: not a question)'}\n")
        stdout.flush()
    return 0


def _asked(stdin: TextIO) -> Iterator[str]:
    try:
        while line := stdin.readline(_READ_LIMIT + 1):
            if len(line) > _READ_LIMIT:
                raise UsageError("That is no question: a line of it does not end.")
            yield line
    except UnicodeDecodeError:
        hint = "Save it as UTF-8, or convert it with iconv."
        raise UsageError("standard input is not UTF-8.", hint) from None
