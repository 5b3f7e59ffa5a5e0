"""Arrows that lead back, and counts that are not whole: what they add, and what their steps say."""

import pytest

from coach.boards.diagram import notation
from coach.boards.diagram.stress.analysis import Analysis, analyse
from coach.boards.diagram.stress.figure_steps import derivation

RETRIES = """client [1000 rps, reads=0%] -> api x4 [500/s]
api ~> jobs [queue] ~> worker x10 [worker, 300/s]
worker -> store [database]
worker ~> retry [queue] ~> worker: {label}
"""


def writes(analysis: Analysis, box: str) -> float:
    return analysis.flows.loaded[box].flow.writes


def of(text: str) -> Analysis:
    return analyse(notation.read(text))


def test_what_a_share_says_comes_on_top_where_it_leads_back() -> None:
    analysis = of(RETRIES.format(label="5%"))
    assert writes(analysis, "worker") == pytest.approx(1050)
    assert writes(analysis, "store") == pytest.approx(1000)
    assert dict(analysis.flows.ranked())["worker"] == pytest.approx(3000 / 1050)
    steps = " ".join(derivation(analysis.flows, "worker"))
    assert "led back and not followed on = 0 reads, 50 writes" in steps


def test_without_a_count_it_is_taken_for_a_reply_and_named() -> None:
    analysis = of(RETRIES.format(label="again"))
    assert writes(analysis, "worker") == pytest.approx(1000)
    told = [(a.what, a.value) for a in analysis.design.assumptions if "leads back" in a.what]
    assert told == [("retry → worker leads back", "carries nothing")]


def test_a_push_to_who_called_counts_each_that_is_told() -> None:
    text = "client [100 writes/s] -> gateway x2 [service, 5k/s] -> chat [1k/s]\n{}"
    analysis = of(text.format("chat -> gateway: fan-out 40"))
    assert writes(analysis, "gateway") == pytest.approx(100 + 4000)
    assert writes(analysis, "chat") == pytest.approx(100)
    assert analysis.flows.over == ()
    assert {b.id for b in analysis.flows.design.boxes.values()} == {"client", "gateway", "chat"}


def test_nothing_comes_back_from_a_dead_box() -> None:
    from coach.boards.diagram.stress.outage import outage

    design = of(RETRIES.format(label="5%")).design
    assert outage(design, ("retry",)).flows.loaded["worker"].flow.writes == pytest.approx(1000)


@pytest.mark.parametrize(
    ("label", "many"),
    [("fan-out 1.4", 1.4), ("x2.5", 2.5), ("batch 12.5", 0.08), ("fan-out 1,000", 1000.0)],
)
@pytest.mark.parametrize("arrow", ["->", "~>"])
@pytest.mark.parametrize("target", ["orders [queue]", "billing [service]"])
def test_counts_are_means_and_need_not_be_whole(
    label: str, many: float, arrow: str, target: str
) -> None:
    text = f"client [100 writes/s] -> api\napi {arrow} {target}: {label}, what changed"
    analysis = of(text)
    box = target.split(" [", maxsplit=1)[0]
    assert writes(analysis, box) == pytest.approx(100 * many)
