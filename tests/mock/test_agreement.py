"""How far graders agree, against figures worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.mock.agreement import VALUE, among, called, disputes, kappa, lenience, lines

ITEMS = [("s", f"o{n}") for n in range(4)]


def marks(*told: str) -> dict[tuple[str, str], str]:
    return dict(zip(ITEMS, told, strict=False))


def test_kappa_by_hand() -> None:
    pairs = [("yes", "yes"), ("yes", "no"), ("no", "no"), ("no", "no")]
    # seen apart: 1/4; by chance: .5 * .75 + .5 * .25 = .5
    assert kappa(pairs) == pytest.approx(1 - 0.25 / 0.5)
    half = [("yes", "partly"), ("no", "no"), ("yes", "yes"), ("no", "no")]
    # seen: .5 / 4; chance: yes-partly .5*.25*.5, yes-no .5*.5, no-partly .5*.25*.5, no-yes .5*.25
    assert kappa(half) == pytest.approx(1 - 0.125 / (0.0625 + 0.25 + 0.0625 + 0.125))


def test_no_kappa_where_chance_agrees_always() -> None:
    assert kappa([("yes", "yes")] * 3) is None
    assert kappa([]) is None
    assert kappa([("yes", "no")]) is None
    assert called(None).startswith("no kappa")
    assert called(0.65) == "kappa 0.65, good"
    assert called(-0.2) == "kappa -0.20, worse than chance"


@given(st.lists(st.tuples(st.sampled_from(sorted(VALUE)), st.sampled_from(sorted(VALUE)))))
def test_kappa_is_symmetric_and_at_most_one(pairs: list[tuple[str, str]]) -> None:
    value = kappa(pairs)
    other = kappa([(b, a) for a, b in pairs])
    assert (value is None) == (other is None)
    if value is not None and other is not None:
        assert value == pytest.approx(other)
        assert value <= 1
        assert (value > 1 - 1e-9) == all(a == b for a, b in pairs)


def test_who_is_lenient_and_what_is_disagreed_on() -> None:
    graders = {
        "anna": marks("yes", "yes", "partly", "no"),
        "ben": marks("no", "yes", "partly", "no"),
        "cleo": marks("no", "partly", "no", "unseen"),
    }
    told = lenience(graders)
    assert [one.grader for one in told] == ["anna", "ben", "cleo"]
    assert told[0].above == pytest.approx((1 + 0.25 + 0.25 + 0) / 4)
    assert told[2].lines == 3
    first, *rest = disputes(graders)
    assert first.item == ("s", "o0")
    assert first.spread == pytest.approx(2 / 3)
    assert {one.item[1] for one in rest} == {"o1", "o2"}
    worst, *_ = lines(graders)
    assert (worst.observable, worst.agreed, worst.pairs) == ("o0", 1, 3)
    assert among({"anna": graders["anna"]}) is None


def test_what_only_one_has_marked_counts_for_nobody() -> None:
    graders = {"anna": marks("yes"), "ben": {("s", "o9"): "no"}}
    assert lines(graders) == ()
    assert lenience(graders) == ()
    assert disputes(graders) == ()
