"""Linting of prompts: the template is sound but small, and each spoiled field is found."""

from typing import Any

import pytest
from msgspec import convert

from coach.authoring.lint import lint
from coach.authoring.problem import Problem, Weight
from coach.boards.diagram import mermaid
from coach.boards.registry import board
from coach.catalog import shelf
from coach.catalog.prompt import Prompt
from tests.sampled import sampled

INTERVIEW = shelf.load_workflow("interview", shelf.folders())

SHIPPED = sorted(f"{one.workflow}/{one.slug}" for one in shelf.headers(shelf.folders())[0])


@pytest.fixture(scope="module")
def raw() -> dict[str, Any]:
    return shelf.load("url-shortener", shelf.folders()).data()


def problems(raw: dict[str, Any], **changes: Any) -> list[Problem]:
    return list(lint(convert({**raw, **changes}, Prompt), INTERVIEW, shipped=True))


def sentences(raw: dict[str, Any], **changes: Any) -> str:
    return "\n".join(str(one) for one in problems(raw, **changes))


def spoiled(raw: dict[str, Any], table: str, number: int, **changes: Any) -> dict[str, Any]:
    rows = [dict(row) for row in raw[table]]
    rows[number].update(changes)
    return {table: rows}


def in_part(raw: dict[str, Any], part: str, **changes: Any) -> dict[str, Any]:
    return {part: {**raw[part], **changes}}


@pytest.mark.parametrize("name", sampled(SHIPPED))
def test_every_shipped_prompt_is_sound(name: str) -> None:
    workflow, _, slug = name.partition("/")
    path, _ = shelf.find(slug, shelf.folders(), workflow)
    prompt = shelf.load_file(path)
    found = lint(
        prompt,
        shelf.load_workflow(prompt.workflow, shelf.folders()),
        path.read_text(encoding="utf-8"),
        shipped=True,
    )
    assert [str(one) for one in found if one.weight is Weight.ERROR] == []


def test_the_counts_bind_shipped_prompts_and_advise_others() -> None:
    prompt = shelf.load_file(shelf.shipped_folder() / "template.toml")
    binding = [one for one in lint(prompt, INTERVIEW, shipped=True) if one.rule]
    advice = [one for one in lint(prompt, INTERVIEW) if one.rule]
    assert len(binding) == len(advice) > 10
    assert {one.weight for one in binding} == {Weight.ERROR}
    assert {one.weight for one in advice} == {Weight.WARNING}


def test_weights_are_added_up_overall_and_by_group(raw: dict[str, Any]) -> None:
    text = sentences(raw, **spoiled(raw, "observables", 0, weight=60))
    assert "add up to" in text
    assert "the group requirements weighs" in text
    assert "hangs too much on one thing" in text


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (lambda r: spoiled(r, "facts", 1, id=r["facts"][0]["id"]), "stands 2 times"),
        (lambda r: spoiled(r, "facts", 0, asks=["how many links?"]), "1 ways to ask"),
        (lambda r: spoiled(r, "observables", 0, shows=[{"facts": ["nope"]}]), "no fact nope"),
        (lambda r: spoiled(r, "observables", 0, shows=[{"path": ["nope"]}]), "no component nope"),
        (lambda r: spoiled(r, "observables", 0, shows=[{"estimate": "no"}]), "no quantity no"),
        (lambda r: spoiled(r, "observables", 0, shows=[{"endpoint": "PUT /x"}]), "none of its end"),
        (lambda r: spoiled(r, "observables", 0, shows=[{"table": "nope"}]), "none of its tables"),
        (lambda r: spoiled(r, "deep_dives", 0, components=["nope"]), "no component nope"),
        (lambda r: spoiled(r, "hints", 0, sketch="all of it"), "leave a ???"),
        (lambda r: spoiled(r, "hints", 0, nudge="Do it."), "a nudge is a question"),
        (lambda r: spoiled(r, "decisions", 0, load_bearing=False), "exactly one should be"),
        (lambda r: {"related": [r["slug"]]}, "its own relative"),
        (lambda r: {"curveballs": r["curveballs"][:1]}, "curveballs: there are 1"),
        (lambda r: {"api": {"board": "FETCH /links"}}, "This is not read"),
        (
            lambda r: {"schema": {"board": "links(code pk)\nindex links(colour)"}},
            "no column colour",
        ),
        (lambda r: in_part(r, "design", smallest="-> ->"), "design.smallest"),
        (lambda r: in_part(r, "design", reference="client -> api"), "no box called"),
        (lambda r: in_part(r, "estimates", sheet="new links = "), "no line of the sheet"),
        (lambda r: in_part(r, "bar", senior=r["bar"]["mid"]), "two levels say the same"),
        (lambda r: {"statement": "Build a thing with Redis."}, "part of the answer: redis"),
        (lambda r: {"statement": "Build it for 10 people."}, "it holds a number"),
        (lambda r: {"statement": "Build it for a million people."}, "it holds a number"),
        (
            lambda r: {"statement": "A user may choose a name, whoever comes first has it."},
            "prints the answer of the fact aliases",
        ),
        (lambda r: {"statement": "One thing. Two things. Three things."}, "has 3 sentences"),
    ],
)
def test_each_fault_is_found(raw: dict[str, Any], change: Any, part: str) -> None:
    assert part not in sentences(raw)
    assert part in sentences(raw, **change(raw))


def test_a_design_in_mermaid_is_read_and_in_another_notation_refused_once(
    raw: dict[str, Any],
) -> None:
    graph = board("diagram").parse(raw["design"]["reference"])
    assert sentences(raw, **in_part(raw, "design", reference=mermaid.write(graph))) == ""
    text = sentences(raw, **in_part(raw, "design", reference="digraph {\n  a -> b;\n}"))
    assert text.count("not read here") == 1
    assert "no box called" not in text
    assert "does not lead" not in text


def test_a_walk_must_lead_along_the_drawing(raw: dict[str, Any]) -> None:
    walks = [dict(walk) for walk in raw["design"]["walks"]]
    walks[0]["path"] = list(reversed(walks[0]["path"]))
    text = sentences(raw, design={**raw["design"], "walks": walks})
    assert "does not lead from" in text


def test_a_quantity_must_be_what_the_sheet_works_out(raw: dict[str, Any]) -> None:
    def with_value(value: str) -> str:
        rows = [dict(row) for row in raw["estimates"]["quantities"]]
        storage = next(row for row in rows if row["id"] == "storage")
        storage["value"] = value
        return sentences(raw, estimates={**raw["estimates"], "quantities": rows})

    assert with_value("9.2 TB") == ""
    assert "the sheet works out" in with_value("12 TB")
    assert "does not fit" in with_value("12 users")
    assert "cannot be read" in with_value("a lot")


def test_what_was_left_over_is_named_with_its_line(raw: dict[str, Any]) -> None:
    prompt = convert(raw, Prompt)
    found = lint(prompt, INTERVIEW, 'a = 1\n# TODO in a comment is fine\ntext = "TODO"\n')
    assert [str(one) for one in found if "left over" in one.sentence] == [
        "warning: line 3: TODO is left over."
    ]


def test_errors_stand_before_warnings(raw: dict[str, Any]) -> None:
    found = problems(
        raw, **spoiled(raw, "hints", 0, nudge="Do it.", sketch="all"), related=[raw["slug"]]
    )
    weights = [one.weight for one in found]
    assert weights == sorted(weights)
    assert len(set(weights)) == 2


@pytest.mark.parametrize(
    ("name", "value", "warned"),
    [
        ("peak reads", "34,722", True),
        ("Write rate", "115.74", True),
        ("QPS", "5M", True),
        ("links per second", "100", True),
        ("peak reads", "34,722 redirects/s", False),
        ("peak viewers", "6.25M viewers", False),
        ("hit rate", "0.95", False),
        ("conversion rate", "3%", False),
        ("peak factor", "3", False),
        ("links", "100", False),
        ("generated", "100", False),
    ],
)
def test_a_rate_needs_a_unit(raw: dict[str, Any], name: str, value: str, warned: bool) -> None:
    rows = [dict(row) for row in raw["estimates"]["quantities"]]
    rows[0] |= {"name": name, "value": value}
    text = sentences(raw, estimates={**raw["estimates"], "quantities": rows})
    assert (f"{name} has no unit in {value}" in text) is warned


@pytest.mark.parametrize("key", ("shows", "how"))
def test_a_term_that_begins_inside_a_number_is_found(raw: dict[str, Any], key: str) -> None:
    cut, whole = (
        sentences(raw, **spoiled(raw, "observables", 3, **{key: [{"said": [said, ["jitter"]]}]}))
        for said in (["5", "000 requests"], ["5,000 requests"])
    )
    assert "the term 000 requests begins inside a number" in cut
    assert "begins inside a number" not in whole
