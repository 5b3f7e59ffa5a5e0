"""What a failure costs in a drawing whose load nobody has said."""

from coach.boards.diagram import notation
from coach.boards.diagram.stress.network import network_of
from coach.boards.diagram.stress.outage import outage


def test_what_dies_answers_nothing_where_no_load_is_known_either() -> None:
    design = network_of(notation.read("client -> lb -> api x3\napi -> redis, postgres"))
    assert outage(design, ("api",)).served_reads == 0
    assert outage(design, ("api",)).served_writes == 0
    assert outage(design, ()).served_reads == outage(design, ()).served_writes == 1
    two = network_of(notation.read("client -> a -> db\nbrowser -> b -> db"))
    assert outage(two, ("a",)).served_reads == 0.5
