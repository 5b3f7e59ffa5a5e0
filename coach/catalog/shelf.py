"""The prompts there are: the shipped ones and the user's own, listed quickly, loaded whole later.

A listing reads only the beginning of each file, up to the first table, and needs no model; those
come with the first `load`. A file that cannot be used is named with its line and the
reason, and the others still count.

A slug belongs to its workflow: two workflows may have a prompt of the same slug. Whoever does not
name a workflow means the interview's prompt, else the only one.
"""

import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from coach.catalog.header import INTERVIEW, SLUG, Header, header_of, same_name
from coach.catalog.plan import boards_of, phases_of
from coach.catalog.source import FILE_LIMIT, Flaw, cleaned, line_of, parse, read
from coach.errors import CoachError, ContentError, NotFound, UsageError
from coach.session import events as ev
from coach.text import clean_line

if TYPE_CHECKING:
    from coach.catalog.prompt import Prompt
    from coach.catalog.workflow import Workflow

__all__ = [
    "FILE_LIMIT",
    "Broken",
    "Folders",
    "Header",
    "find",
    "folders",
    "header",
    "headers",
    "load",
    "load_file",
    "load_workflow",
    "plan",
    "shipped_folder",
    "workflow_ids",
]

_WORKFLOW_FILE = "workflow.toml"
_NOT_PROMPTS = frozenset({_WORKFLOW_FILE, "template.toml"})


@dataclass(frozen=True, slots=True)
class Folders:
    """Where prompts lie: the shipped ones, and the user's own (which may not exist yet)."""

    shipped: Path
    own: Path | None = None


@dataclass(frozen=True, slots=True)
class Broken:
    """A file that cannot be used: why, and on which line where that is known (0: not known)."""

    path: Path
    line: int
    reason: str

    def __str__(self) -> str:
        path, reason = clean_line(str(self.path), 1000), clean_line(self.reason, 1000)
        return f"{path}, line {self.line}: {reason}" if self.line else f"{path}: {reason}"


def shipped_folder() -> Path:
    """The folder of the shipped prompts: inside an installed package, or beside it in a source
    tree."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_prompts"
    return installed if installed.is_dir() else package.parent / "prompts"


def folders(own: Path | None = None) -> Folders:
    """The shipped folder with the user's own one."""
    return Folders(shipped_folder(), own)


def headers(folders: Folders) -> tuple[tuple[Header, ...], tuple[Broken, ...]]:
    """All usable prompts ordered by workflow and slug, and all files that are not usable.

    An own prompt with a shipped one's slug and workflow takes its place and says so in `hides`.
    """
    found: dict[tuple[str, str], Header] = {}
    broken: list[Broken] = []
    for path, own in _files(folders, broken):
        try:
            header = header_of(path, own, _root(folders, own))
            _in_its_folder(path, header.workflow, own, folders)
            header = replace(header, hides=_hides(header, found))
        except Flaw as flaw:
            broken.append(Broken(path, flaw.line, flaw.reason))
        except Exception as error:  # noqa: BLE001 - one file never hides the others
            broken.append(_unforeseen(path, error))
        else:
            found[header.workflow, header.slug] = header
    ordered = sorted(found.values(), key=lambda header: (header.workflow, header.slug))
    return tuple(ordered), tuple(broken)


def _unforeseen(path: Path, error: Exception) -> Broken:
    return Broken(path, 0, f"it cannot be used ({type(error).__name__}).")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Whatever a file from outside leads to, as ContentError with file, line and reason."""
    try:
        yield
    except Flaw as flaw:
        raise ContentError(str(Broken(path, flaw.line, flaw.reason))) from None
    except CoachError:
        raise
    except Exception as error:
        raise ContentError(str(_unforeseen(path, error))) from error


def find(slug: str, folders: Folders, workflow: str = "") -> tuple[Path, bool]:
    """The file of that slug in a workflow and whether it is the user's own.

    Without a workflow it is the interview's prompt, else the only one of that slug. NotFound names
    the nearest slugs; UsageError where several workflows have it and none is the interview.
    """
    places: dict[str, tuple[Path, bool]] = {}
    names: set[str] = set()
    for path, own in _files(folders):
        if path.stem == slug:
            places[_workflow_of(path, own, folders)] = (path, own)
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
    if len(places) == 1 or INTERVIEW not in places:
        first, *others = sorted(places)
        if others:
            raise UsageError(
                f"Several workflows have a prompt called {clean_line(slug, 60)}.",
                f"Say which with --workflow: {', '.join((first, *others))}.",
            )
        return first
    return INTERVIEW


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


def _in_its_folder(path: Path, workflow: str, own: bool, folders: Folders) -> None:
    """Flaw where a prompt lies in the folder of another workflow than its own; own ones may lie
    in any folder that is no workflow's."""
    folder = path.parent.name
    if folder == workflow or (own and (path.parent == folders.own or not _known(folders, folder))):
        return
    raise Flaw(f"it lies in the folder of {folder}, but its workflow is {workflow}.")


def _known(folders: Folders, id: str) -> bool:
    roots = (folders.shipped, folders.own)
    return any(root is not None and _there(root, id) for root in roots)


def load(slug: str, folders: Folders, workflow: str = "") -> "Prompt":
    """The whole prompt of that slug (`find` says which), an own one held against its workflow
    too; NotFound, UsageError, or ContentError with file, line and reason."""
    path, own = find(slug, folders, workflow)
    prompt = load_file(path, _root(folders, own))
    if own:
        _fits(path, prompt, folders)
    return prompt


def _fits(path: Path, prompt: "Prompt", folders: Folders) -> None:
    """ContentError where a prompt names phases or groups that its workflow has not."""
    from coach.catalog.fitting import misfits

    for where, sentence in misfits(prompt, load_workflow(prompt.workflow, folders)):
        with _told(path):
            raise Flaw(sentence, line_of(read(path), where))


def load_file(path: Path, root: Path | None = None) -> "Prompt":
    """The prompt of a file, checked; ContentError says where and why it cannot be used."""
    from coach.catalog.models import model
    from coach.catalog.prompt import Prompt

    with _told(path):
        text = read(path, root)
        prompt = model(text, Prompt)
        if path.name not in _NOT_PROMPTS:
            same_name(path, prompt.slug, text)
    return prompt


def header(slug: str, folders: Folders, workflow: str = "") -> Header:
    """The head of that prompt (`find` says which), without its models; NotFound, UsageError, or
    ContentError with the reason."""
    path, own = find(slug, folders, workflow)
    with _told(path):
        return header_of(path, own, _root(folders, own))


def plan(
    id: str, folders: Folders, pace: str
) -> tuple[tuple[ev.Phase, ...], tuple[ev.BoardStart, ...]]:
    """A workflow's phases and boards for a pace, without its models; NotFound, ContentError."""
    path = _workflow_path(id, folders)
    with _told(path):
        data = cleaned(parse(read(path, path.parent.parent)))
        try:
            return phases_of(data, pace), boards_of(data)
        except (KeyError, TypeError, ValueError) as error:
            raise Flaw(f"it is no workflow: {error!r} is missing or wrong.") from None


def _workflow_path(id: str, folders: Folders) -> Path:
    roots = [root for root in (folders.shipped, folders.own) if root is not None]
    path = next((root / id / _WORKFLOW_FILE for root in roots if _there(root, id)), None)
    if path is None:
        known = ", ".join(workflow_ids(folders))
        raise NotFound(f"There is no workflow called {clean_line(id, 60)}.", f"Workflows: {known}.")
    return path


def load_workflow(id: str, folders: Folders) -> "Workflow":
    """The workflow of that id; NotFound, or ContentError with file, line and reason."""
    from coach.catalog.models import model
    from coach.catalog.workflow import Workflow

    path = _workflow_path(id, folders)
    with _told(path):
        return model(read(path, path.parent.parent), Workflow)


def workflow_ids(folders: Folders) -> tuple[str, ...]:
    """The ids of all shipped workflows, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in folders.shipped.glob(f"*/{_WORKFLOW_FILE}")))


def _there(root: Path, id: str) -> bool:
    return bool(SLUG.match(id)) and (root / id / _WORKFLOW_FILE).is_file()


def _root(folders: Folders, own: bool) -> Path:
    return folders.own if own and folders.own is not None else folders.shipped


def _files(folders: Folders, broken: list[Broken] | None = None) -> Iterator[tuple[Path, bool]]:
    """Every prompt's file, the shipped ones first; own ones may lie in folders or loose. Folders
    of own ones that cannot be looked into are added to `broken`."""
    for path in sorted(folders.shipped.glob("*/*.toml")):
        if path.name not in _NOT_PROMPTS:
            yield path, False
    if folders.own is None:
        return
    unseen: list[Broken] = []
    loose = _inside(folders.own, unseen)
    nested = [path for folder in loose if _is_folder(folder) for path in _inside(folder, unseen)]
    for path in sorted((*loose, *nested)):
        if path.suffix == ".toml" and path.name not in _NOT_PROMPTS:
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


def _hides(header: Header, found: Mapping[tuple[str, str], Header]) -> bool:
    other = found.get((header.workflow, header.slug))
    if other is not None and other.own == header.own:
        raise Flaw(f"{other.path} has the same slug, {header.slug}.")
    return other is not None
