"""The prompts there are: the shipped ones and the user's own, listed quickly, loaded whole later.

A listing reads only the beginning of each file, up to the first table, and needs no model; those
come with the first `load`. A file that cannot be used is named with its line and the
reason, and the others still count.

A slug belongs to its workflow: two workflows may have a prompt of the same slug. Whoever does not
name a workflow means the interview's prompt, else the only one.
"""

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from coach.catalog.content_source import FILE_LIMIT, Flaw, read
from coach.catalog.folders import (
    NOT_PROMPTS,
    PACKS,
    Broken,
    Folders,
    folders,
    shipped_folder,
    told,
    unforeseen,
)
from coach.catalog.header import INTERVIEW, Header, header_of, same_name
from coach.catalog.workflow_outline import Outline
from coach.catalog.workflows import load_workflow, outline, outlines, plan, workflow_ids
from coach.errors import NotFound, UsageError
from coach.text import clean_line

if TYPE_CHECKING:
    from coach.catalog.prompt import Prompt

__all__ = [
    "FILE_LIMIT",
    "NOT_PROMPTS",
    "Broken",
    "Folders",
    "Header",
    "Outline",
    "find",
    "folders",
    "header",
    "headers",
    "load",
    "load_file",
    "load_workflow",
    "outline",
    "outlines",
    "plan",
    "shipped_folder",
    "workflow_ids",
]


def headers(folders: Folders) -> tuple[tuple[Header, ...], tuple[Broken, ...]]:
    """All usable prompts ordered by workflow and slug, and all files that are not usable.

    An own prompt with a shipped one's slug and workflow takes its place and says so in `hides`;
    one of a pack takes nobody's.
    """
    known_headers: dict[tuple[str, str], Header] = {}
    broken: list[Broken] = []
    known = workflow_ids(folders)
    for path, own in _files(folders, broken):
        try:
            header = header_of(path, own, _root(folders, own))
            _in_its_folder(path, header.workflow, known)
            header = replace(header, pack=_pack(path, folders))
            header = replace(header, hides=_hides(header, known_headers))
        except Flaw as flaw:
            broken.append(Broken(path, flaw.line, flaw.reason))
        except Exception as error:  # noqa: BLE001 - one file never hides the others
            broken.append(unforeseen(path, error))
        else:
            known_headers[header.workflow, header.slug] = header
    ordered = sorted(known_headers.values(), key=lambda header: (header.workflow, header.slug))
    return tuple(ordered), tuple(broken)


def find(slug: str, folders: Folders, workflow: str = "") -> tuple[Path, bool]:
    """The file of that slug in a workflow and whether it is the user's own.

    Without a workflow it is the interview's prompt, else the only one of that slug. NotFound names
    the nearest slugs; UsageError where several workflows have it and none is the interview.
    """
    places: dict[str, tuple[Path, bool]] = {}
    names: set[str] = set()
    for path, own in _files(folders):
        if path.stem == slug:
            workflow_here = _workflow_of(path, own, folders)
            if not (workflow_here in places and _pack(path, folders)):
                places[workflow_here] = (path, own)
        names.add(path.stem)
    if workflow in places:
        return places[workflow]
    if places and not workflow:
        return places[_meant(slug, places)]
    if places:
        others = ", ".join(sorted(places))
        raise NotFound(
            f"The workflow {clean_line(workflow, 60)} has no prompt called {clean_line(slug, 60)}.",
            f"There is one in {others}.",
        )
    from difflib import get_close_matches

    near = get_close_matches(slug, sorted(names), 3, 0.5)
    hint = f"Did you mean {', '.join(near)}?" if near else "`coach prompts list` shows them all."
    raise NotFound(f"There is no prompt called {clean_line(slug, 60)}.", hint)


def _meant(slug: str, places: Collection[str]) -> str:
    """The workflow that is meant by a slug alone, of those that have a prompt of it."""
    first, *others = sorted(places)
    if INTERVIEW in places or not others:
        return INTERVIEW if others else first
    raise UsageError(
        f"Several workflows have a prompt called {clean_line(slug, 60)}.",
        f"Say which with --workflow: {', '.join((first, *others))}.",
    )


def _workflow_of(path: Path, own: bool, folders: Folders) -> str:
    """The workflow of a prompt's file: for a shipped one its folder, for an own one what it says;
    its folder, else the interview, where it cannot be read."""
    folder = path.parent.name
    if not own:
        return folder
    try:
        return header_of(path, own, _root(folders, own)).workflow
    except Exception:  # noqa: BLE001 - whoever asked for this file is told when it is read
        return folder if path.parent != folders.own else INTERVIEW


def _in_its_folder(path: Path, workflow: str, known: Collection[str]) -> None:
    """Flaw where there is no such workflow, or a prompt lies in the folder of another one; own
    prompts may lie in any folder that is no workflow's."""
    if workflow not in known:
        raise Flaw(f"there is no workflow {workflow} (workflows: {', '.join(known)}).")
    folder = path.parent.name
    if folder != workflow and folder in known:
        raise Flaw(f"it lies in the folder of {folder}, but its workflow is {workflow}.")


def load(slug: str, folders: Folders, workflow: str = "") -> "Prompt":
    """The whole prompt of that slug (`find` says which), an own one held against its workflow
    too; NotFound, UsageError, or ContentError with file, line and reason."""
    path, own = find(slug, folders, workflow)
    if own:
        from coach.catalog.fitting import fit

        prompt = load_file(path, _root(folders, own), folders)
        known = load_workflow(prompt.workflow, folders)
        with told(path):
            fit(prompt, known, read(path))
        return prompt
    from coach.catalog.prompt_text import shipped_prompt

    with told(path):
        return shipped_prompt(read(path, folders.shipped), folders)


def load_file(path: Path, root: Path | None = None, among: Folders | None = None) -> "Prompt":
    """The prompt of a file, every value of it checked; ContentError says where and why it cannot
    be used. Whether its phases and groups are its workflow's is not looked at, but where the parts
    of a light one belong its workflow says, of those `among` folders (default: the shipped)."""
    from coach.catalog.prompt_text import checked_prompt

    with told(path):
        text = read(path, root)
        prompt = checked_prompt(text, among)
        if path.name not in NOT_PROMPTS:
            same_name(path, prompt.slug, text)
    return prompt


def header(slug: str, folders: Folders, workflow: str = "") -> Header:
    """The head of that prompt (`find` says which), without its models; NotFound, UsageError, or
    ContentError with the reason."""
    path, own = find(slug, folders, workflow)
    with told(path):
        return header_of(path, own, _root(folders, own))


def _root(folders: Folders, own: bool) -> Path:
    return folders.own if own and folders.own is not None else folders.shipped


def _files(folders: Folders, broken: list[Broken] | None = None) -> Iterator[tuple[Path, bool]]:
    """Every prompt's file, the shipped ones first, those of packs last; own ones may lie in folders
    or loose. Folders of own ones that cannot be looked into are added to `broken`."""
    for path in sorted(folders.shipped.glob("*/*.toml")):
        if path.name not in NOT_PROMPTS:
            yield path, False
    if folders.own is None:
        return
    unseen: list[Broken] = []
    loose = _inside(folders.own, unseen)
    nested = [path for folder in loose if _is_folder(folder) for path in _inside(folder, unseen)]
    packed = folders.own.glob(f"{PACKS}/[a-z0-9]*/*/*.toml")
    for path in (*sorted((*loose, *nested)), *sorted(packed)):
        if path.suffix == ".toml" and path.name not in NOT_PROMPTS:
            yield path, True
    if broken is not None:
        broken += unseen


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises where it may not look


def _inside(folder: Path, unseen: list[Broken]) -> list[Path]:
    """What lies in a folder; nothing where there is none."""
    try:
        return list(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        unseen.append(Broken(folder, 0, f"the prompts in it cannot be listed: {reason}."))
        return []


def _pack(path: Path, folders: Folders) -> str:
    """The name of the pack that a file belongs to; "" for any other."""
    root = folders.own / PACKS if folders.own is not None else None
    return path.relative_to(root).parts[0] if root and path.is_relative_to(root) else ""


def _hides(header: Header, known_headers: Mapping[tuple[str, str], Header]) -> bool:
    other = known_headers.get((header.workflow, header.slug))
    if other is not None and (other.own == header.own or header.pack):
        raise Flaw(f"{other.path} has the same slug, {header.slug}.")
    return other is not None
