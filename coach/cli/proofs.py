"""`coach prompts check` on one file (all faults of its form, else what proving it shows), and the
form itself: the template and the schema."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from coach.errors import CoachError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.authoring.problem import Problem
    from coach.catalog.prompt import Prompt
    from coach.catalog.shelf import Folders
    from coach.catalog.workflow import Workflow

SCHEMA_FILES = {"prompt": "prompt.schema.json", "light": "light.schema.json"}
"""What the schema beside own prompts is called, by what it is of."""
DIRECTIVES = {of: f"#:schema ./{name}\n" for of, name in SCHEMA_FILES.items()}
"""The first line of a new prompt: editors that know TOML schemas complete and check it by this."""
_SHOWN = 10
"""Warnings of one prompt that are printed unasked."""


def check(path: Path, shipped: bool, folders: "Folders", whole: bool, stdout: TextIO) -> int:
    """Prints what is wrong with one file, 1 where anything is; at most some of its warnings unless
    `whole`."""
    from coach.catalog.checking import faults
    from coach.catalog.content_source import read
    from coach.catalog.shelf import load_file, load_workflow

    try:
        broken = faults(path, folders)
        for fault in broken:
            stdout.write(f"{path.name}: error: {fault}\n")
        if broken:
            return 1
        prompt = load_file(path, among=folders)
        workflow = load_workflow(prompt.workflow, folders)
    except CoachError as error:
        stdout.write(f"{path.name}: error: {error}\n")
        return 1
    raw = read(path)
    if not whole and _untouched(raw, prompt, folders):
        stdout.write(
            f"{prompt.slug}: still the template; every value in it is an example to replace, its "
            "title and statement first.\n"
            f"Edit {path}, then check again; --all checks it as it is.\n"
        )
        return 1
    code = _tell(prompt.slug, _problems(prompt, workflow, raw, shipped), whole, stdout)
    if not shipped:
        _advise(prompt, stdout)
    return code


def _advise(prompt: "Prompt", stdout: TextIO) -> None:
    """What the next lines of a light prompt would buy."""
    from coach.authoring.next_lines import purchases

    purchases_left = purchases(prompt)
    if purchases_left:
        lines = sum(purchase.lines for purchase in purchases_left)
        stdout.write(f"{prompt.slug}: a light prompt; the next {lines} lines would buy:\n")
    for purchase in purchases_left:
        unit = "line " if purchase.lines == 1 else "lines"
        stdout.write(f"  {purchase.lines:>2} {unit}  {purchase.told}\n")


def check_workflows(folders: "Folders", stdout: TextIO) -> int:
    """Prints what is wrong with the workflows, 1 where anything is."""
    from coach.catalog.shelf import load_workflow, workflow_ids

    worst = 0
    for name in workflow_ids(folders):
        try:
            load_workflow(name, folders)
        except CoachError as error:
            stdout.write(f"workflow {name}: error: {error}\n")
            worst = 1
    return worst


def _untouched(raw: str, prompt: "Prompt", folders: "Folders") -> bool:
    """Whether a file is the template with nothing but its slug changed."""
    light = prompt.tier == "light"
    bare = raw.removeprefix(DIRECTIVES["light" if light else "prompt"])
    try:
        return bare == template(prompt.slug, prompt.workflow, folders, light=light)
    except UsageError:
        return False


def _problems(
    prompt: "Prompt", workflow: "Workflow", raw: str, shipped: bool
) -> "tuple[Problem, ...]":
    """What reading a prompt again and playing it shows; `raw` is its file's text."""
    from coach.authoring.leftover import left_over
    from coach.authoring.lint import lint
    from coach.authoring.proof import prove

    leftover = () if shipped else left_over(prompt)
    return (*leftover, *lint(prompt, workflow, raw, shipped), *prove(prompt, workflow, shipped))


def _tell(slug: str, problems: "Sequence[Problem]", whole: bool, stdout: TextIO) -> int:
    from coach.authoring.problem import Weight

    errors = [problem for problem in problems if problem.weight is Weight.ERROR]
    warnings = [problem for problem in problems if problem.weight is not Weight.ERROR]
    shown = warnings if whole else warnings[:_SHOWN]
    for error in (*errors, *shown):
        stdout.write(f"{slug}: {error}\n")
    if len(shown) < len(warnings):
        rest = len(warnings) - len(shown)
        stdout.write(f"{slug}: and {_counted(rest)} more; --all shows them\n")
    if not errors:
        told = f", {_counted(len(warnings))}" if warnings else ""
        stdout.write(f"{slug}: sound{told}\n")
    return int(bool(errors))


def _counted(warnings: int) -> str:
    return "1 warning" if warnings == 1 else f"{warnings} warnings"


def template(slug: str, workflow: str, folders: "Folders", *, light: bool = False) -> str:
    """The explained template of a workflow, or that of light prompts, as the prompt of that slug;
    UsageError where the workflow has none, NotFound where there is no such workflow."""
    from coach.catalog.folders import LIGHT_TEMPLATE
    from coach.catalog.header import INTERVIEW
    from coach.catalog.shelf import outline

    path = folders.shipped / (LIGHT_TEMPLATE if light else "template.toml")
    if light and workflow != INTERVIEW:
        raise UsageError("A light prompt is an interview's.", "Leave --light or --workflow out.")
    if workflow != INTERVIEW:
        title = outline(workflow, folders).title
        path = folders.shipped / workflow / "template.toml"
        if not path.is_file():
            raise UsageError(
                f"There is no template for {title} yet.",
                f"Copy one of its prompts: `coach prompts list --workflow {workflow}`.",
            )
    text = path.read_text(encoding="utf-8")
    return re.sub(r'^slug = ".*"$', f'slug = "{slug}"', text, count=1, flags=re.M)


def schema_text(of: str, workflow: str, folders: "Folders") -> str:
    """The JSON Schema of "prompt", "light" or "workflow" as text; with a workflow's id only its
    phases and groups may be named. NotFound where there is no such workflow."""
    from coach.catalog.editor_schema import schema
    from coach.catalog.folders import LIGHT_TEMPLATE
    from coach.catalog.light import LightPrompt
    from coach.catalog.prompt import Prompt
    from coach.catalog.shelf import load_workflow
    from coach.catalog.workflow import Workflow

    if of == "workflow":
        data = schema(Workflow)
    elif of == "light":
        data = schema(LightPrompt, (folders.shipped / LIGHT_TEMPLATE).read_text(encoding="utf-8"))
    else:
        known = load_workflow(workflow, folders) if workflow else None
        explained = (folders.shipped / "template.toml").read_text(encoding="utf-8")
        data = schema(Prompt, explained, known)
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
