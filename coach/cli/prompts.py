"""`coach prompts`: list, show, check and rehearse prompts, begin one's own, try its clarifier."""

import argparse
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from coach.cli import rehearse
from coach.cli.streams import json_line
from coach.errors import CoachError, ContentError, UsageError
from coach.text import clean, clean_line, cut, pad

if TYPE_CHECKING:
    from coach.catalog.prompt import Prompt
    from coach.catalog.shelf import Folders

_LINE_LIMIT = 4000
_READ_LIMIT = 1_000_000
_SHOWN = 10
"""Warnings of one prompt that `check` prints unasked."""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Registers `prompts` with its own commands."""
    top = commands.add_parser("prompts", help="the questions to practise: list, check, write")
    inner = top.add_subparsers(metavar="COMMAND", title="commands", required=True)
    listed = inner.add_parser("list", help="all prompts, your own marked")
    listed.add_argument("words", nargs="*", help="only prompts with these words in title or tags")
    listed.add_argument("--json", action="store_true", help="one JSON object a line")
    listed.set_defaults(run=_list)
    show = inner.add_parser("show", help="a prompt's statement; its answers only with --all")
    show.add_argument("slug")
    show.add_argument("--all", action="store_true", help="everything the interviewer knows")
    show.set_defaults(run=_show)
    check = inner.add_parser("check", help="prove prompts by their own answers; 1 on an error")
    check.add_argument("files", nargs="*", metavar="FILE|SLUG", help="all prompts where none given")
    check.add_argument("--all", action="store_true", help="every warning, not the first ten")
    check.set_defaults(run=_check)
    new = inner.add_parser("new", help="begin a prompt of your own from the explained template")
    new.add_argument("slug", nargs="?", help="writes it to your prompts; without, prints it")
    new.set_defaults(run=_new)
    ask = inner.add_parser("ask", help="put questions, one a line, to a prompt's clarifier")
    ask.add_argument("slug", metavar="FILE|SLUG")
    ask.add_argument("--json", action="store_true", help="one JSON object a line")
    ask.set_defaults(run=_ask)
    rehearse.add(inner)


def _folders() -> "Folders":
    from coach.catalog.shelf import folders
    from coach.paths import find

    return folders(find(os.environ).prompts)


def _list(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.catalog.shelf import headers

    found, broken = headers(_folders())
    wanted = [word.casefold() for word in args.words]
    if wanted:
        texts = {one.slug: f"{one.slug} {one.title} {' '.join(one.tags)}" for one in found}
        found = tuple(
            one for one in found if all(word in texts[one.slug].casefold() for word in wanted)
        )
    if args.json:
        for one in found:
            row = {
                "slug": one.slug,
                "title": one.title,
                "workflow": one.workflow,
                "difficulty": one.difficulty,
                "minutes": one.minutes,
                "levels": one.levels,
                "tags": one.tags,
                "own": one.own,
                "path": str(one.path),
            }
            stdout.write(json_line(row))
    else:
        workflow = ""
        size = max((len(one.slug) for one in found), default=0)
        for one in found:
            if one.workflow != workflow:
                stdout.write(("\n" if workflow else "") + f"{one.workflow}\n")
                workflow = one.workflow
            mark = "  (your own)" if one.own else ""
            mark = "  (your own, in place of the shipped one)" if one.hides else mark
            line = f"  {pad(one.slug, size)}  {pad(one.difficulty, 6)} {one.minutes:>3} min"
            stdout.write(f"{line}  {cut(one.title, 50)}{mark}\n")
        if not found:
            stdout.write("No prompt has these words.\n" if wanted else "There are no prompts.\n")
    for bad in broken:
        stdout.write(json_line({"broken": str(bad)}) if args.json else f"\nbroken: {bad}\n")
    return 0


def _show(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.catalog.shelf import find, load

    folders = _folders()
    prompt = load(args.slug, folders)
    path, own = find(args.slug, folders)
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
    from coach.catalog.shelf import headers, shipped_folder

    folders = _folders()
    worst = 0
    if args.files:
        paths = [_named(name, folders) for name in args.files]
    else:
        found, broken = headers(folders)
        paths = [one.path for one in found]
        for bad in broken:
            stdout.write(f"{bad.path.name}: error: {bad}\n")
            worst = 1
    for path in dict.fromkeys(paths):
        shipped = Path(os.path.realpath(path)).is_relative_to(shipped_folder())
        worst = max(worst, _check_one(path, shipped, folders, args.all, stdout))
    return worst


def _named(name: str, folders: "Folders") -> Path:
    from coach.catalog.shelf import find

    path = Path(name)
    if path.suffix == ".toml" or os.sep in name:
        if not path.exists():
            raise UsageError(f"There is no file {clean_line(name)}.")
        return path
    return find(name, folders)[0]


def _check_one(path: Path, shipped: bool, folders: "Folders", whole: bool, stdout: TextIO) -> int:
    """Prints what is wrong with one file; at most some of its warnings unless `whole`."""
    from coach.authoring.leftover import left_over
    from coach.authoring.lint import lint
    from coach.authoring.problem import Weight
    from coach.authoring.proof import prove
    from coach.catalog.shelf import load_file, load_workflow
    from coach.catalog.source import read

    try:
        prompt = load_file(path)
        workflow = load_workflow(prompt.workflow, folders)
    except CoachError as error:
        stdout.write(f"{path.name}: error: {error}\n")
        return 1
    raw = read(path)
    if not whole and raw == _template(prompt.slug):
        stdout.write(
            f"{prompt.slug}: still the template; every value in it is an example to replace, its "
            "title and statement first.\n"
            f"Edit {path}, then check again; --all checks it as it is.\n"
        )
        return 1
    leftover = () if shipped else left_over(prompt)
    problems = (*leftover, *lint(prompt, workflow, raw, shipped), *prove(prompt, workflow, shipped))
    errors = [one for one in problems if one.weight is Weight.ERROR]
    warnings = [one for one in problems if one.weight is not Weight.ERROR]
    shown = warnings if whole else warnings[:_SHOWN]
    for one in (*errors, *shown):
        stdout.write(f"{prompt.slug}: {one}\n")
    if len(shown) < len(warnings):
        rest = len(warnings) - len(shown)
        stdout.write(f"{prompt.slug}: and {_counted(rest)} more; --all shows them\n")
    if not errors:
        told = f", {_counted(len(warnings))}" if warnings else ""
        stdout.write(f"{prompt.slug}: sound{told}\n")
    return int(bool(errors))


def _counted(warnings: int) -> str:
    return "1 warning" if warnings == 1 else f"{warnings} warnings"


def _template(slug: str) -> str:
    """The explained template as the prompt of that slug."""
    from coach.catalog.shelf import shipped_folder

    text = (shipped_folder() / "template.toml").read_text(encoding="utf-8")
    return text.replace('slug = "lost-and-found"', f'slug = "{slug}"', 1)


def _new(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.catalog.header import SLUG
    from coach.paths import find, prepare

    if args.slug is None:
        stdout.write(_template("lost-and-found"))
        return 0
    if not SLUG.match(args.slug) or len(args.slug) > 60:
        raise UsageError(
            f"{clean_line(args.slug, 60)} is no slug.",
            "A slug is made of small letters, digits and single hyphens: bike-sharing.",
        )
    if args.slug in ("template", "workflow"):
        raise UsageError(f"A prompt cannot be called {args.slug}.", "Those files are no prompts.")
    path = prepare(find(os.environ).prompts) / f"{args.slug}.toml"
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(_template(args.slug))
    except FileExistsError:
        raise ContentError(
            f"{path} exists already; nothing was written.",
            "Choose another slug, or edit that file.",
        ) from None
    stdout.write(f"{path}\nEdit it, then run: coach prompts check {args.slug}\n")
    return 0


def _ask(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.catalog.shelf import load_file
    from coach.interviewer.clarifier import answer

    prompt: Prompt = load_file(_named(args.slug, _folders()))
    for turn, line in enumerate(_asked(stdin)):
        question = clean(line[:_LINE_LIMIT]).strip()
        if not question:
            continue
        found = answer(prompt, question, (), turn)
        if args.json:
            row = {"question": question, "facts": list(found.facts), "answer": found.text}
            stdout.write(json_line(row))
        else:
            facts = f"[{', '.join(found.facts)}] " if found.facts else ""
            stdout.write(f"{question}\n  {facts}{found.text or '(silence: not a question)'}\n")
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
