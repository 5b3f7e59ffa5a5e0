"""The reference designs of the interview's prompts under the load of their own estimates."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from coach.boards.diagram import diagram_text
from coach.boards.diagram.graph import Kind, fold_name
from coach.boards.diagram.stress.analysis import Analysis, Questions, analyse
from coach.boards.diagram.stress.answers_json import as_data
from coach.boards.diagram.stress.from_sheet import load_of
from coach.boards.estimate.sheet import evaluate

FOLDER = Path(__file__).parents[4] / "prompts" / "interview"
PROMPTS: dict[str, dict[str, Any]] = {
    path.stem: prompt
    for path in sorted(FOLDER.glob("*.toml"))
    if "reference" in (prompt := tomllib.loads(path.read_text("utf-8"))).get("design", {})
}
WHOLE = [slug for slug, prompt in PROMPTS.items() if prompt.get("tier") != "light"]


def analysed(prompt: dict[str, Any]) -> Analysis:
    sheet = evaluate(prompt["estimates"]["sheet"])
    graph = diagram_text.read(prompt["design"]["reference"])
    return analyse(graph, load_of(sheet.values, None, None), Questions((1,)))


@pytest.mark.parametrize("slug", WHOLE)
def test_a_prompt_says_at_which_components_it_breaks(slug: str) -> None:
    assert any(bottleneck.get("at") for bottleneck in PROMPTS[slug]["bottlenecks"])


@pytest.mark.parametrize("slug", WHOLE)
def test_a_reference_design_carries_its_own_load(slug: str) -> None:
    analysis = analysed(PROMPTS[slug])
    said = as_data(analysis)
    assert analysis.design.loaded
    assert said["first"] is not None
    assert said["first"]["multiple"] >= 1, said["order"][:3]
    assert [box["id"] for box in said["boxes"] if box["state"] == "over"] == []


@pytest.mark.parametrize("slug", WHOLE)
def test_a_reference_design_breaks_first_where_its_prompt_says(slug: str) -> None:
    prompt = PROMPTS[slug]
    names = {part["id"]: fold_name(part["name"]) for part in prompt["design"]["components"]}
    breaking = {names[id_] for one in prompt["bottlenecks"] for id_ in one.get("at", ())}
    ranked = analysed(prompt).flows.ranked()
    least = ranked[0][1]
    assert breaking & {box for box, multiple in ranked if multiple <= least * 1.01}, ranked[:4]


@pytest.mark.parametrize("slug", WHOLE)
def test_no_arrow_of_a_reference_design_carries_nothing(slug: str) -> None:
    """A call from a box that has load, without a share of it, is a figure that is silently wrong,
    but where the caller reads from copies of what it calls."""
    flows = analysed(PROMPTS[slug]).flows
    empty = [
        f"{source} -> {arc.target}"
        for source, arcs in flows.arcs.items()
        for arc in arcs
        if "replicas" not in arc.why
        and (flow := flows.loaded[source].flow).rps >= 1
        and not flow.reads * (arc.reads + arc.turned) + flow.writes * arc.writes
    ]
    assert empty == []


@pytest.mark.parametrize("slug", WHOLE)
def test_a_component_carries_a_peak_that_the_sheet_works_out(slug: str) -> None:
    """Not only the client: what it sends may be shared out until no box gets what was reckoned."""
    analysis = analysed(PROMPTS[slug])
    rates = load_of(evaluate(PROMPTS[slug]["estimates"]["sheet"]).values).rates or {}
    peaks = [rate for name, rate in rates.items() if "peak" in name.split()]
    carried = [
        calls
        for box, loaded in analysis.flows.loaded.items()
        if analysis.design.boxes[box].kind is not Kind.CLIENT
        for calls in (loaded.flow.rps, loaded.flow.reads, loaded.flow.writes)
    ]
    assert not peaks or any(0.75 <= calls / peak <= 1.35 for calls in carried for peak in peaks)
