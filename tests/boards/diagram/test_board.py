"""The diagram as a board: parse, findings, draw and every export."""

import json
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.boards.board import Context, Severity, plain
from coach.boards.diagram import builder, layout
from coach.boards.diagram.diagram_board import BOARD
from coach.boards.registry import board
from coach.errors import UsageError

TEXT = "client -> lb -> api x3 -> redis, postgres\napi ~> kafka: order placed\n"


def test_the_registry_knows_it_and_it_draws() -> None:
    assert board("diagram").name == BOARD.name
    drawn = plain(BOARD.draw(BOARD.parse(TEXT), 80, 24))
    for word in ("client", "lb", "api", "×3", "redis", "postgres", "kafka", "order placed"):
        assert word in drawn


def test_a_pasted_flowchart_is_drawn_too() -> None:
    model = BOARD.parse("\n```mermaid\ngraph TD\n  a[Client] --> b[(Store)]\n```\n")
    assert [node.label for node in model.nodes] == ["Client", "Store"]
    assert model.findings == ()
    assert [node.id for node in BOARD.parse("graph store -> b").nodes] == ["graph store", "b"]


def test_findings_come_gravest_first_then_in_the_order_of_the_text() -> None:
    text = "client -> lb -> api -> db\n???\nfoo -> \n"
    found = BOARD.findings(BOARD.parse(text), Context())
    assert [f.severity for f in found[:2]] == [Severity.ERROR, Severity.WARNING]
    assert found[-1].severity is Severity.HINT
    order = [(list(Severity).index(f.severity), f.span.start if f.span else -1) for f in found]
    assert order == sorted(order)


def test_every_format_is_written() -> None:
    model = BOARD.parse(TEXT)
    written = {name: BOARD.export(model, name) for name in BOARD.formats}
    assert all(text.endswith("\n") for text in written.values())
    assert all("order placed" in text for text in written.values())
    assert written["ascii"].isascii()
    assert json.loads(written["json"])["nodes"][2]["replicas"] == 3
    ElementTree.fromstring(written["svg"])
    assert written["text"].rstrip("\n") in written["markdown"]
    with pytest.raises(UsageError, match="openapi"):
        BOARD.export(model, "openapi")


def test_an_empty_board_has_empty_drawings_and_no_findings() -> None:
    model = BOARD.parse("")
    assert BOARD.draw(model, 80, 24) == ()
    assert BOARD.findings(model, Context()) == ()
    assert BOARD.export(model, "text") == ""
    assert BOARD.export(model, "markdown") == "Nothing is drawn yet.\n"


def test_markdown_escapes_what_would_be_markup() -> None:
    model = BOARD.parse('a "<b>*|*" [x_y] -> c: `d`\n')
    written = BOARD.export(model, "markdown")
    fence, *rest = written.split("\n")
    assert fence == "```text"
    assert "| \\<b\\>\\*\\|\\* | service |  | x\\_y |" in rest
    assert "- \\<b\\>\\*\\|\\* → c: \\`d\\`" in rest


def test_a_picture_that_grows_over_an_earlier_text_keeps_its_boxes_near_their_places() -> None:
    before = BOARD.picture(BOARD.parse(TEXT), 80)
    after = BOARD.picture(BOARD.parse(TEXT + "kafka ~> worker\n"), 80, way=((TEXT,), "auto"))
    kept = [box for box in before.boxes if after.box(box.id) == box]
    assert len(kept) >= 0.85 * len(before.boxes)


PIECES = [
    "client",
    "api x3",
    "db",
    " -> ",
    "~>",
    " => ",
    "<->",
    ", ",
    ": say",
    "\n",
    "group g: ",
    "客",
]


@given(
    st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)),
    st.integers(1, 120),
)
@settings(deadline=None, max_examples=40)
def test_any_text_is_parsed_judged_and_drawn(text: str, width: int) -> None:
    model = BOARD.parse(text)
    BOARD.findings(model, Context())
    drawn = plain(BOARD.draw(model, width, 24))
    assert bool(drawn.strip()) == bool(model.nodes)
    for name in BOARD.formats:
        BOARD.export(model, name)


def test_all_that_is_read_is_drawn() -> None:
    assert builder.NODE_LIMIT <= layout.NODE_LIMIT
    assert builder.EDGE_LIMIT <= layout.EDGE_LIMIT
