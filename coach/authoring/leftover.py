"""Which values of somebody's own prompt still are its template's."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from coach.authoring.problem import Problem, error, warning
from coach.catalog.folders import LIGHT_TEMPLATE
from coach.catalog.header import INTERVIEW
from coach.catalog.prompt import Prompt
from coach.catalog.shelf import load_file, shipped_folder

_CHOSEN = frozenset(
    (
        *("format", "tier", "slug", "workflow", "difficulty", "minutes", "levels", "related", "id"),
        *("must", "essential", "load_bearing", "grade", "kind", "kinds", "phase", "phases"),
        *("level", "group", "weight", "factor", "pace", "path", "instead_of", "estimate"),
        "shows",
    )
)
"""Fields whose values are chosen from a few; that they are the template's says nothing."""
_DERIVED = {
    "": ("hints", "observables", "bar", "answer"),
    "facts": ("name", "asks", "default"),
    "quantities": ("name", "aliases", "value"),
    "walks": ("name",),
    "deep_dives": ("staff",),
    "design": ("smallest",),
}
"""What of a light prompt is derived, by the table it stands in: it says nothing of its author."""
_LONG = 3
"""From so many words on a text is the template's wherever it stands."""


def left_over(prompt: Prompt) -> Iterator[Problem]:
    """An error for facts that are the template's, since the interviewer would tell them, and one
    warning that names everything else."""
    mine, template = _written(prompt), _template(prompt.workflow, prompt.tier == "light")
    facts: list[str] = []
    others: list[str] = []
    for table, value in mine.items():
        if table in _CHOSEN or table not in template:
            continue
        same = _same(value, template[table])
        (facts if table == "facts" else others).extend(_told(table, value, same))
    if facts:
        yield error("facts", f"still the template's, and told to whoever asks: {'; '.join(facts)}.")
    if others:
        yield warning("template", f"still the template's: {'; '.join(others)}.")


@lru_cache(maxsize=8)
def _template(workflow: str, light: bool) -> Mapping[str, Any]:
    """The explained template of a workflow, or that of light prompts; nothing where it has none."""
    folder = shipped_folder() if workflow == INTERVIEW else shipped_folder() / workflow
    path = folder / (LIGHT_TEMPLATE if light else "template.toml")
    return _written(load_file(path)) if path.is_file() else {}


def _written(prompt: Prompt) -> Mapping[str, Any]:
    """What an author wrote of a prompt."""
    data = prompt.data()
    return _without(data, "") if prompt.tier == "light" else data


def _without(value: Any, table: str) -> Any:
    """A value without what is derived in its table and in those inside it."""
    if isinstance(value, list | tuple):
        return [_without(value_of, table) for value_of in value]
    if not isinstance(value, dict):
        return value
    kept = {
        name: value_of for name, value_of in value.items() if name not in _DERIVED.get(table, ())
    }
    return {name: _without(value_of, name) for name, value_of in kept.items()}


def _told(table: str, value: Any, same: Any) -> Iterator[str]:
    """The places of a table in which something is the same, each with its fields."""
    if not isinstance(same, dict):
        yield from (table,) if same else ()
    elif isinstance(value, list | tuple):
        for place, inner in same.items():
            label = value[place].get("id") or value[place].get("name") or str(place + 1)
            yield f"{table}.{label} ({', '.join(inner)})"
    else:
        for name, inner in same.items():
            yield from _told(f"{table}.{name}", value[name], inner)


def _same(value: Any, template: Any) -> Any:
    """What of a value is the template's: True for all of it; for a list of tables the places with
    the names of their fields; for a table its fields, each looked at so; else something empty."""
    if isinstance(value, dict) and isinstance(template, dict):
        return {
            name: same
            for name, part in value.items()
            if name not in _CHOSEN and name in template and (same := _same(part, template[name]))
        }
    if isinstance(value, list | tuple) and value and isinstance(value[0], dict):
        return {
            place: names
            for place, part in enumerate(value)
            if (names := _fields(part, [other for other in template if isinstance(other, dict)]))
        }
    return _is(value, template)


def _fields(table: Mapping[str, Any], templates: list[Mapping[str, Any]]) -> list[str]:
    """The fields of one table in a list that stand so in any table of the template's list."""
    names = [
        name
        for name, value in table.items()
        if name not in _CHOSEN
        and any(name in other and _same(value, other[name]) for other in templates)
    ]
    telling = any(_long(table[name]) for name in names)
    return names if telling else []


def _is(value: Any, template: Any) -> bool:
    """Whether a text is the template's, or half of the template's list stands in a list: people
    ask for a daily volume in the same words whatever it is of."""
    if isinstance(value, str) and isinstance(template, str):
        return bool(value.strip()) and _folded(value) == _folded(template)
    if isinstance(value, list | tuple) and isinstance(template, list | tuple) and value:
        texts = {_folded(text) for text in template if isinstance(text, str)}
        mine = {_folded(text) for text in value if isinstance(text, str)}
        kept = sum(_long(text) for text in mine & texts)
        return (bool(mine) and mine == texts) or (kept > 0 and 2 * kept >= len(texts))
    return False


def _long(value: Any) -> bool:
    if isinstance(value, str):
        return len(value.split()) >= _LONG
    inside = value.values() if isinstance(value, dict) else value
    return isinstance(value, list | tuple | dict) and any(_long(part) for part in inside)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
