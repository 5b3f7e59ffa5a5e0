"""The prompts there are: the shipped ones and the user's own, listed quickly, loaded whole later.

A listing reads only the beginning of each file, up to the first table, and needs no model; those
come with the first `load`. A file that cannot be used is named with its line and the
reason, and the others still count.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from coach.catalog.header import SLUG, Header, header_of, same_name
from coach.catalog.plan import boards_of, phases_of
from coach.catalog.source import FILE_LIMIT, Flaw, cleaned, parse, read
from coach.errors import CoachError, ContentError, NotFound
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

    An own prompt with a shipped one's slug takes its place and says so in `hides`.
    """
    found: dict[str, Header] = {}
    broken: list[Broken] = []
    for path, own in _files(folders, broken):
        try:
            header = header_of(path, own, _root(folders, own))
            header = replace(header, hides=_hides(header, found))
        except Flaw as flaw:
            broken.append(Broken(path, flaw.line, flaw.reason))
        except Exception as error:  # noqa: BLE001 - one file never hides the others
            broken.append(_unforeseen(path, error))
        else:
            found[header.slug] = header
    ordered = sorted(found.values(), key=lambda one: (one.workflow, one.slug))
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


def find(slug: str, folders: Folders) -> tuple[Path, bool]:
    """The file of that slug and whether it is the user's own; NotFound names the nearest ones."""
    names: dict[str, tuple[Path, bool]] = {}
    for path, own in _files(folders):
        names[path.stem] = (path, own)
    if slug in names:
        return names[slug]
    from difflib import get_close_matches

    near = get_close_matches(slug, sorted(names), 3, 0.5)
    hint = f"Did you mean {', '.join(near)}?" if near else "`coach prompts list` shows them all."
    raise NotFound(f"There is no prompt called {clean_line(slug, 60)}.", hint)


def load(slug: str, folders: Folders) -> "Prompt":
    """The whole prompt of that slug; NotFound, or ContentError with file, line and reason."""
    path, own = find(slug, folders)
    return load_file(path, _root(folders, own))


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


def header(slug: str, folders: Folders) -> Header:
    """The head of that prompt, without its models; NotFound, or ContentError with the reason."""
    path, own = find(slug, folders)
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


def _hides(header: Header, found: dict[str, Header]) -> bool:
    other = found.get(header.slug)
    if other is not None and other.own == header.own:
        raise Flaw(f"{other.path} has the same slug, {header.slug}.")
    return other is not None
