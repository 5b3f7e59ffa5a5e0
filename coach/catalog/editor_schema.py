"""The JSON Schema of prompts and workflows, with which editors complete and check them.

It is in draft 7, which the editors' tools for TOML know best.

It is made of the models themselves; what a field is for stands in the comments of
`prompts/template.toml` and is taken from there.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from coach.catalog.content_model import Model
from coach.catalog.strict import schema_of
from coach.catalog.workflow import Workflow

_DIALECT = "http://json-schema.org/draft-07/schema#"
_TEXT_ALONE = ("api", "schema")
"""Parts that may be written as a text alone, which then is their board's."""
_PHASED = {
    "Curveball": ("phase",),
    "HintLadder": ("phase",),
    "Observable": ("phase",),
    "Saying": ("phase",),
}
_NAMING = ("properties", "$defs")
_OLD = {"$defs": "definitions", "prefixItems": "items"}
"""What draft 7 calls some keywords of the draft that the models' schema is made in."""
_TABLE = re.compile(r"\[\[?([\w.]+)\]\]?")
_KEY = re.compile(r"(\w+)\s*=")


def schema(kind: type[Model], template: str = "", workflow: Workflow | None = None) -> Any:
    """The schema of a model's TOML as plain data; `template` is a commented file to take
    descriptions from, `workflow` the one whose phases and groups may be named."""
    whole = _plain(schema_of(kind))
    defined = whole.get("definitions", {})
    for part in _TEXT_ALONE:
        if "$ref" in whole["properties"].get(part, {}):
            whole["properties"][part] = {"anyOf": [whole["properties"][part], {"type": "string"}]}
    for path, text in _comments(template):
        _describe(whole, path, text)
    if workflow is not None:
        _narrow(whole["properties"], defined, workflow)
    return {"$schema": _DIALECT, **whole}


def _plain(value: Any, named: bool = False) -> Any:
    """The schema without what says nothing to who writes TOML: titles that repeat a field's name,
    and that a value may be null. `named` where the keys are names of fields."""
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    if named:
        return {key: _plain(inner) for key, inner in value.items()}
    kept = {key: inner for key, inner in value.items() if key not in ("title", "anyOf", "default")}
    if value.get("default") is not None:
        kept["default"] = value["default"]
    for choice in value.get("anyOf", ()):
        if choice != {"type": "null"}:
            kept |= choice
    if "$ref" in kept:
        kept["$ref"] = f"#/definitions/{kept['$ref'].rpartition('/')[2]}"
    return {
        _OLD.get(key, key): inner if key == "default" else _plain(inner, key in _NAMING)
        for key, inner in kept.items()
    }


def _narrow(properties: dict[str, Any], defined: Mapping[str, Any], workflow: Workflow) -> None:
    """Lets only the phases and groups of one workflow be named."""
    phases = {"enum": [phase.id for phase in workflow.phases]}
    properties["workflow"] = {"const": workflow.id}
    for name, fields in _PHASED.items():
        for field in fields:
            place = defined[name]["properties"]
            place[field] = {**_described(place[field]), **phases}
    place = defined["Observable"]["properties"]
    groups = [group.id for group in workflow.groups]
    place["group"] = {**_described(place["group"]), "enum": groups}
    place = defined["Shows"]["properties"]
    place["phases"] = {**place["phases"], "items": phases}


def _described(place: Mapping[str, Any]) -> dict[str, Any]:
    return {key: text for key, text in place.items() if key == "description"}


def _comments(template: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """What the comments of a commented file say: the path of a table or key, and the words above
    it."""
    table: tuple[str, ...] = ()
    words: list[str] = []
    for line in template.split("\n"):
        if line.startswith("# "):
            words.append(line[2:])
            continue
        head, key = _TABLE.match(line), _KEY.match(line)
        if head:
            table = tuple(head[1].split("."))
        path = table if head else (*table, key[1]) if key else ()
        if path and words:
            yield path, " ".join(words)
        words = []


def _describe(whole: dict[str, Any], path: Sequence[str], text: str) -> None:
    """Puts words at a path of the schema; nowhere where there is no such path."""
    here = whole
    for step in path:
        place = _table(here, whole).get("properties", {}).get(step)
        if place is None:
            return
        here = place
    if "$ref" in here:
        here["allOf"] = [{"$ref": here.pop("$ref")}]
    here["description"] = text


def _table(place: Mapping[str, Any], whole: Mapping[str, Any]) -> Mapping[str, Any]:
    """The table that stands at a place: it, one of a list of it, or what it refers to."""
    for choice in (*place.get("anyOf", ()), *place.get("allOf", ())):
        if "$ref" in choice:
            place = choice
    if "items" in place:
        place = place["items"]
    if "$ref" in place:
        place = whole["definitions"][place["$ref"].rpartition("/")[2]]
    return place
