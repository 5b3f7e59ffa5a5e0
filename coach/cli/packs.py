"""`coach prompts add`, `remove`, `counts`: packs, and sentences that should have counted."""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from coach.errors import UsageError
from coach.text import clean_line

if TYPE_CHECKING:
    from coach.catalog.folders import Folders


def add(inner: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Registers the commands below `coach prompts`."""
    taken = inner.add_parser("add", help="take in a pack: a folder or a zip file of prompts")
    taken.add_argument("source", metavar="FOLDER|ZIP", type=Path)
    taken.add_argument("--name", help="what the pack is called here; its own name where not given")
    taken.set_defaults(run=_add)
    gone = inner.add_parser("remove", help="take a pack away again")
    gone.add_argument("name", metavar="PACK")
    gone.set_defaults(run=_remove)
    counts = inner.add_parser("counts", help="write into your prompt a sentence that shows a point")
    counts.add_argument("slug", metavar="SLUG")
    counts.add_argument("point", metavar="POINT", help="the id of an observable")
    counts.add_argument("sentence")
    counts.add_argument("--workflow", metavar="ID", help="where several have that prompt")
    counts.set_defaults(run=_counts)


def _folders() -> "Folders":
    from coach.catalog.folders import folders
    from coach.paths import find

    return folders(find(os.environ).prompts)


def _add(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.catalog.packs import add as take_in
    from coach.paths import prepare

    if not os.path.lexists(args.source):
        raise UsageError(f"There is no {clean_line(str(args.source), 200)}.")
    folders = _folders()
    if folders.own is not None:
        prepare(folders.own)
    added = take_in(args.source, folders, args.name or "")
    count = len(added.prompts)
    stdout.write(f"{added.name}: {count} {'prompt' if count == 1 else 'prompts'} added\n")
    stdout.writelines(f"  {workflow}  {slug}\n" for workflow, slug in added.prompts)
    stdout.write(f"Take them away again with: coach prompts remove {added.name}\n")
    return 0


def _remove(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.catalog.packs import remove

    count = remove(args.name, _folders())
    stdout.write(f"{args.name}: {count} {'prompt' if count == 1 else 'prompts'} removed\n")
    return 0


def _counts(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.catalog.prompt_widening import count_from_now
    from coach.catalog.shelf import find

    folders = _folders()
    path, own = find(args.slug, folders, args.workflow or "")
    if not own or folders.own is None:
        raise UsageError(
            f"{clean_line(args.slug, 60)} is a shipped prompt.",
            "Only your own can be written to; copy it to your prompts first.",
        )
    words = count_from_now(path, folders.own, args.point, args.sentence)
    stdout.write(f"{path}: from now on heard by: {', '.join(words)}\n")
    return 0
