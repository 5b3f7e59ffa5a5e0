"""Ghost text in the diagram."""

import pytest

from coach.boards.diagram.diagram_completion import catalogue, complete
from coach.boards.diagram.kinds import kind_of


@pytest.mark.parametrize(
    ("line", "drawn", "rest"),
    [
        ("client -> ord", ["orders api", "orders db queue"], "ers api"),
        ("client -> Ord", ["orders api"], "ers api"),
        ("client -> ord", ["ORDers API"], "ers api"),
        ("client -> OR", ["Orders API"], "ders API"),
        ("api -> kaf", [], "ka"),
        ("api -> redis, post", [], "gres"),
        ("postg", [], "res"),
        ("group vpc: ord", ["orders api"], "ers api"),
        ("a -> load", [], " balancer"),
        ("a -> load b", [], "alancer"),
        ("api ~> kafka: ord", ["orders api"], ""),
        ("api -> k", ["kafka"], ""),
        ("api -> redis", ["redis cluster"], " cluster"),
        ("api -> kafka", [], ""),
        ("", ["orders api"], ""),
    ],
)
def test_a_name_goes_on_as_drawn_or_as_in_the_catalogue(
    line: str, drawn: list[str], rest: str
) -> None:
    assert complete(line, len(line), drawn) == rest


def test_nothing_is_offered_inside_a_word() -> None:
    assert complete("client -> orders", 13, ["orders api"]) == ""


def test_every_technology_is_offered_with_the_kind_it_is_drawn_as() -> None:
    offered = dict(catalogue())
    assert {"redis", "kafka", "postgres", "s3"} <= set(offered)
    assert len(offered) > 300
    wrong = {name for name, kind in offered.items() if kind_of(name).value != kind}
    assert not wrong
