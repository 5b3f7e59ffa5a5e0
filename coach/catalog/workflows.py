"""The workflows there are: their ids, outlines and phases without a model, and whole."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from coach.catalog.content_source import Flaw, cleaned, line_of, parse, read
from coach.catalog.folders import CAPACITIES_FILE, WORKFLOW_FILE, Folders, told
from coach.catalog.header import SLUG
from coach.catalog.plan import boards_of, phases_of
from coach.catalog.workflow_outline import Outline, outline_of
from coach.errors import ContentError, NotFound
from coach.session import events as ev
from coach.text import clean_line

if TYPE_CHECKING:
    from coach.catalog.workflow import Capacity, Workflow

T = TypeVar("T")


def plan(
    id: str, folders: Folders, pace: str, level: str = ""
) -> tuple[tuple[ev.Phase, ...], tuple[ev.BoardStart, ...]]:
    """A workflow's phases and boards for a pace and a level ("": with all items of the checklists),
    without its models; NotFound, ContentError."""
    return _read_plainly(id, folders, lambda data: (phases_of(data, pace, level), boards_of(data)))


def outline(id: str, folders: Folders) -> Outline:
    """A workflow as a list shows it, without its models; NotFound, ContentError."""
    return _read_plainly(id, folders, outline_of)


def outlines(folders: Folders) -> tuple[tuple[Outline, ...], tuple[ContentError, ...]]:
    """All workflows that can be used, as a list shows them, by id; and why others cannot."""
    made: list[Outline] = []
    refused: list[ContentError] = []
    for name in workflow_ids(folders):
        try:
            made.append(outline(name, folders))
        except ContentError as error:
            refused.append(error)
    return tuple(made), tuple(refused)


def _read_plainly(id: str, folders: Folders, make: Callable[[Mapping[str, Any]], T]) -> T:
    """What is made of a workflow's data without its models; NotFound, ContentError."""
    path = _workflow_path(id, folders)
    with told(path):
        data = cleaned(parse(read(path, path.parent.parent)))
        try:
            return make(data)
        except (KeyError, TypeError, ValueError) as error:
            raise Flaw(f"it is no workflow: {error!r} is missing or wrong.") from None


def _workflow_path(id: str, folders: Folders) -> Path:
    roots = [root for root in (folders.shipped, folders.own) if root is not None]
    path = next((root / id / WORKFLOW_FILE for root in roots if _there(root, id)), None)
    if path is None:
        known = ", ".join(workflow_ids(folders))
        raise NotFound(f"There is no workflow called {clean_line(id, 60)}.", f"Workflows: {known}.")
    return path


def load_workflow(id: str, folders: Folders) -> "Workflow":
    """The workflow of that id; NotFound, or ContentError with file, line and reason."""
    from coach.catalog.workflow import Workflow

    path = _workflow_path(id, folders)
    if path.is_relative_to(folders.shipped):
        from coach.catalog.shipped import model
    else:
        from coach.catalog.strict import model
    with told(path):
        text = read(path, path.parent.parent)
        workflow = model(text, Workflow)
        if workflow.id != id:
            sentence = f"its id is {workflow.id}, but its folder is called {id}; they must agree."
            raise Flaw(sentence, line_of(text, ("id",)))
    return workflow if workflow.capacities else replace(workflow, capacities=capacities(folders))


def capacities(folders: Folders) -> "tuple[Capacity, ...]":
    """What one machine of each kind carries, for every workflow that does not say it itself;
    nothing where no such table is shipped, ContentError where it cannot be used."""
    path = folders.shipped / CAPACITIES_FILE
    return _table(path) if path.is_file() else ()


@lru_cache(maxsize=4)
def _table(path: Path) -> "tuple[Capacity, ...]":
    from coach.catalog.shipped import model
    from coach.catalog.workflow import CapacityTable

    with told(path):
        return model(read(path, path.parent), CapacityTable).capacities


def workflow_ids(folders: Folders) -> tuple[str, ...]:
    """The ids of all workflows, shipped and one's own, in alphabetical order."""
    roots = [root for root in (folders.shipped, folders.own) if root is not None]
    ids = {path.parent.name for root in roots for path in root.glob(f"*/{WORKFLOW_FILE}")}
    return tuple(sorted(filter(SLUG.match, ids)))


def _there(root: Path, id: str) -> bool:
    return bool(SLUG.match(id)) and (root / id / WORKFLOW_FILE).is_file()
