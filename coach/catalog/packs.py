"""Packs: folders and zip files of somebody else's prompts, taken in as data and nothing else.

A pack's prompts are read, held against every rule of a file that comes from outside, and only then
written anew under the pack's name, each as `<workflow>/<slug>.toml`; no path, no link and no other
file of the pack's is ever followed. They lie in `packs/NAME` of one's own prompts.
"""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from coach.catalog.content_source import FILE_LIMIT, Flaw
from coach.catalog.fitting import fit
from coach.catalog.folders import NOT_PROMPTS, PACKS, Folders
from coach.catalog.header import SLUG
from coach.catalog.ids import id_of
from coach.catalog.pack_files import Member, members_of
from coach.catalog.prompt import Prompt
from coach.catalog.prompt_text import checked_prompt
from coach.catalog.shelf import headers
from coach.catalog.workflows import load_workflow
from coach.errors import CoachError, ContentError, NotFound, UsageError
from coach.frozen import dataclass
from coach.text import clean_line

_FAULTS = 3
"""So many faults of a pack are named; more are counted."""


@dataclass(frozen=True, slots=True)
class Added:
    """What was taken in: the pack's name, and its prompts by workflow and slug."""

    name: str
    prompts: tuple[tuple[str, str], ...]


def add(source: Path, folders: Folders, name: str = "") -> Added:
    """Takes a folder or a zip file in under `name`, by default its own. Whole or not at all:
    ContentError or UsageError with a way out, and then nothing was written."""
    own = _own(folders)
    name = name or id_of(source.resolve().name.removesuffix(".zip"))
    if not SLUG.match(name) or len(name) > 60:
        raise UsageError(
            f"{clean_line(name, 60)} is no name for a pack.",
            "It is made of small letters, digits and single hyphens: --name team-prompts.",
        )
    target = own / PACKS / name
    if os.path.lexists(target):
        raise ContentError(
            f"There is a pack called {name} already.",
            f"Remove it first (coach prompts remove {name}), or give another --name.",
        )
    members = tuple(members_of(source))
    if not members:
        raise ContentError(f"There is no prompt in {clean_line(str(source), 200)}.")
    prompts = _checked(members, folders)
    _write(target, {key: member.text for key, member in prompts.items()})
    return Added(name, tuple(sorted(prompts)))


def remove(name: str, folders: Folders) -> int:
    """Takes a pack away again and gives how many prompts it had; NotFound where there is none."""
    target = _own(folders) / PACKS / name
    if not SLUG.match(name) or target.is_symlink() or not target.is_dir():
        known = ", ".join(names(folders))
        hint = f"Packs: {known}." if known else "There are none yet: coach prompts add FOLDER|ZIP."
        raise NotFound(f"There is no pack called {clean_line(name, 60)}.", hint)
    count = sum(1 for path in target.glob("*/*.toml") if path.name not in NOT_PROMPTS)
    try:
        shutil.rmtree(target)
    except OSError as error:
        raise ContentError(f"{target} cannot be removed: {_lower(error)}.") from None
    return count


def names(folders: Folders) -> tuple[str, ...]:
    """The packs there are, by name."""
    if folders.own is None:
        return ()
    try:
        names_there = [path.name for path in (folders.own / PACKS).iterdir() if path.is_dir()]
    except OSError:
        return ()
    return tuple(sorted(filter(SLUG.match, names_there)))


def _own(folders: Folders) -> Path:
    if folders.own is None:
        raise UsageError("There is no folder of own prompts.")
    return folders.own


def _checked(members: Iterable[Member], folders: Folders) -> dict[tuple[str, str], Member]:
    """The members by workflow and slug, all usable and none in the place of another prompt;
    ContentError that names what is wrong."""
    taken = {(header.workflow, header.slug): header.path for header in headers(folders)[0]}
    by_name: dict[tuple[str, str], Member] = {}
    faults: list[str] = []
    for member in members:
        try:
            prompt = _usable(member, folders)
        except Flaw as flaw:
            faults += [_told(member, each) for each in flaw.flaws]
            continue
        except CoachError as error:
            faults.append(f"{clean_line(member.place, 200)}: {error}")
            continue
        key = (prompt.workflow, prompt.slug)
        if key in by_name:
            faults.append(f"{member.place}: {by_name[key].place} has the same slug, {prompt.slug}.")
        elif key in taken:
            faults.append(f"{member.place}: there is a prompt called {prompt.slug} already.")
        by_name.setdefault(key, member)
    if faults:
        rest = f" And {len(faults) - _FAULTS} faults more." if len(faults) > _FAULTS else ""
        listed = " ".join(faults[:_FAULTS])
        raise ContentError(
            f"Nothing was added. {listed}{rest}",
            "`coach prompts check FILE` names all faults of a file.",
        )
    return by_name


def _usable(member: Member, folders: Folders) -> Prompt:
    """The prompt of a member, held against its workflow."""
    if len(member.text.encode()) > FILE_LIMIT:
        raise Flaw("it is bigger than 300 kB; a prompt is a few tens of kilobytes.")
    prompt = checked_prompt(member.text, folders)
    fit(prompt, load_workflow(prompt.workflow, folders), member.text)
    return prompt


def _told(member: Member, flaw: Flaw) -> str:
    line = f", line {flaw.line}" if flaw.line else ""
    return clean_line(f"{member.place}{line}: {flaw.reason}", 300)


def _write(target: Path, texts: dict[tuple[str, str], str]) -> None:
    """Writes the prompts beside the place of the pack, then moves them there at once."""
    fresh = target.with_name(f".{target.name}.new")
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        for (workflow, slug), text in texts.items():
            folder = fresh / workflow
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{slug}.toml").write_text(text, encoding="utf-8")
        fresh.rename(target)
    except OSError as error:
        shutil.rmtree(fresh, ignore_errors=True)
        raise ContentError(f"{target} cannot be written: {_lower(error)}.") from None


def _lower(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
