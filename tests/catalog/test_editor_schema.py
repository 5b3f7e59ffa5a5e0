"""The schema that editors check prompts and workflows by: it lets the shipped ones pass, and not
what the reader refuses."""

import json
from pathlib import Path
from typing import Any

import pytest

from coach.catalog import shelf
from coach.catalog.content_source import parse
from coach.catalog.editor_schema import schema
from coach.catalog.prompt import Prompt
from coach.catalog.workflow import Workflow
from tests.catalog.json_schema import faults

SHIPPED = shelf.shipped_folder()
TEMPLATE = (SHIPPED / "template.toml").read_text(encoding="utf-8")
PROMPTS = sorted(one.path for one in shelf.headers(shelf.folders())[0] if not one.light)
"""All but those of the light tier, which have a form of their own."""


def data(path: Path) -> Any:
    return parse(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def schemas() -> dict[str, Any]:
    """The schema of a prompt of each shipped workflow, and of any."""
    known = [shelf.load_workflow(name, shelf.folders()) for name in ("interview", "warm-up")]
    made = {workflow.id: schema(Prompt, TEMPLATE, workflow) for workflow in known}
    return {"": schema(Prompt, TEMPLATE), **made}


def passes(path: Path, schemas: dict[str, Any]) -> None:
    prompt = data(path)
    form = schemas.get(prompt["workflow"], schemas[""])
    assert list(faults(prompt, form, form)) == [], path.name


@pytest.mark.long
@pytest.mark.parametrize("path", PROMPTS, ids=str)
def test_every_shipped_prompt_passes(path: Path, schemas: dict[str, Any]) -> None:
    passes(path, schemas)


def test_some_shipped_prompts_and_all_workflows_pass(schemas: dict[str, Any]) -> None:
    for path in PROMPTS[::10]:
        passes(path, schemas)
    form = schema(Workflow)
    for path in sorted(SHIPPED.glob("*/workflow.toml")):
        assert list(faults(data(path), form, form)) == [], path.name


SPOILED = [
    ('difficulty = "easy"', 'difficulty = "soft"', ".difficulty: enum"),
    ("minutes = 45", 'minutes = "45"', ".minutes: type integer"),
    ("minutes = 45", "minuts = 45", ".minuts: unknown"),
    ("must = true", "must = 1", ".facts.0.must: type boolean"),
    ("factor = 3", "factor = 0.3", ".factor: exclusiveMinimum 1"),
    ('grade = "great"', 'grade = "grand"', ".grade: enum"),
    ('phase = "design"', 'phase = "depth"', ".phase: enum"),
    ('group = "requirements"', 'group = "wishes"', ".group: enum"),
    ('id = "volume"', 'id = "The volume"', ".facts.0.id: pattern"),
]


@pytest.mark.parametrize(("sound", "spoiled", "told"), SPOILED)
def test_what_the_reader_refuses_is_marked(
    schemas: dict[str, Any], sound: str, spoiled: str, told: str
) -> None:
    assert sound in TEMPLATE
    form = schemas["interview"]
    assert list(faults(parse(TEMPLATE), form, form)) == []
    (fault,) = faults(parse(TEMPLATE.replace(sound, spoiled, 1)), form, form)
    assert told in fault


def test_fields_are_explained_in_the_templates_own_words(schemas: dict[str, Any]) -> None:
    form = schemas[""]
    assert form["properties"]["slug"]["description"].startswith("The file's name without .toml")
    asks = form["definitions"]["Fact"]["properties"]["asks"]
    assert asks["description"].startswith("Six or more ways to ask")
    assert "null" not in json.dumps(form)
