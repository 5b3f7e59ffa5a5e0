"""All that keeps a prompt's file from being used, named in one run."""

from collections.abc import Callable
from pathlib import Path

from coach.catalog.content_source import Flaw, read
from coach.catalog.fitting import fit
from coach.catalog.header import same_name
from coach.catalog.prompt_text import checked_prompt
from coach.catalog.shelf import NOT_PROMPTS, Broken, Folders, load_workflow
from coach.errors import NotFound


def faults(path: Path, folders: Folders) -> tuple[Broken, ...]:
    """What is wrong with a prompt's file, in the order of its lines; nothing where it can be used.

    Its workflow is read too; ContentError where that cannot be used.
    """
    try:
        text = read(path)
        prompt = checked_prompt(text, folders)
    except Flaw as flaw:
        return _told(path, flaw)
    try:
        workflow = load_workflow(prompt.workflow, folders)
    except NotFound as error:
        return (Broken(path, 0, str(error)),)
    looks: tuple[Callable[[], None], ...] = (
        lambda: None if path.name in NOT_PROMPTS else same_name(path, prompt.slug, text),
        lambda: fit(prompt, workflow, text),
    )
    flaws: list[Broken] = []
    for look in looks:
        try:
            look()
        except Flaw as flaw:
            flaws += _told(path, flaw)
    return tuple(sorted(flaws, key=lambda fault: (fault.line == 0, fault.line)))


def _told(path: Path, flaw: Flaw) -> tuple[Broken, ...]:
    return tuple(Broken(path, each.line, each.reason) for each in flaw.flaws)
