"""Current and target state: two pictures in one text, drawn together with what changes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.boards.board import Context, plain
from coach.boards.diagram.diagram_board import BOARD
from coach.boards.diagram.diagram_text import read, read_state
from coach.boards.diagram.states import difference, in_a_sentence, last, parts, told

TEXT = """\
=== current
client -> shop x2 -> shared db
billing -> shared db
=== target ===
client -> gateway -> shop x4 -> shared db
gateway ~> users db
shop => users db
"""


def test_the_same_name_may_stand_once_in_each_state() -> None:
    graph = read(TEXT)
    assert [group.label for group in graph.groups] == ["current", "target"]
    assert [node.label for node in graph.nodes].count("shop") == 2
    drawn = plain(BOARD.draw(graph, 100, 40))
    assert drawn.count("shared db") >= 2
    assert "┌ current " in drawn and "┌ target " in drawn


def test_what_changes_is_listed_once() -> None:
    assert told(TEXT, read_state) == [
        ("", "current -> target:"),
        ("+", "gateway"),
        ("+", "users db"),
        ("-", "billing"),
        ("-", "client -> shop"),
        ("~", "shop: x2 becomes x4"),
    ]
    said = [one for one in BOARD.findings(read(TEXT), Context()) if one.code == "states-differ"]
    assert [one.message for one in said] == [
        "From current to target: adds gateway, users db; removes billing, client -> shop; changes "
        "shop: x2 becomes x4."
    ]


def test_an_arrow_that_changes_its_kind_is_a_change() -> None:
    change = difference(read_state("a -> b"), read_state("a ~> b"))
    assert change.changed == ("a -> b: sync becomes async",)
    same = difference(read_state("a -> b"), read_state("a -> b"))
    assert in_a_sentence(same) == "nothing changes"


def test_findings_stand_where_their_words_stand() -> None:
    graph = read(TEXT)
    for one in BOARD.findings(graph, Context()):
        assert one.span is not None
        assert "\n" not in TEXT[one.span.start : one.span.end]
    for node in graph.nodes:
        for span in node.said:
            assert TEXT[span.start : span.end].casefold().startswith(node.label[:3].casefold())


def test_the_last_state_is_the_answer() -> None:
    assert last(TEXT).strip().startswith("client -> gateway")
    assert last("=== current\na -> b\n=== target\n").strip() == "a -> b"
    assert last("a -> b") == "a -> b"
    assert parts("a == b -> c") == ()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["=== a\n", "== b ==\n", "x -> y\n", "x x3\n", "z: {\n", "}\n", "\n"]))
)
def test_any_states_are_read_and_drawn(lines: list[str]) -> None:
    graph = read("".join(lines))
    BOARD.findings(graph, Context())
    BOARD.draw(graph, 80, 24)
    assert len({node.id for node in graph.nodes}) == len(graph.nodes)
