"""SVG: a picture in real shapes and text, well-formed whatever the labels hold."""

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from coach.boards.diagram import svg
from coach.boards.diagram.graph import EdgeStyle
from coach.boards.diagram.picture import Box, Frame, Head, Label, Picture, Pointing, Stroke
from tests import goldens

NAMESPACE = "{http://www.w3.org/2000/svg}"

PAIR = Picture(
    boxes=(Box("api", 2, 1, 10, 3, stacked=True), Box("db", 2, 8, 7, 3)),
    width=20,
    height=12,
    frames=(Frame("us", 0, 0, 18, 12),),
    strokes=(
        Stroke(4, 3, 4, 8),
        Stroke(6, 3, 6, 5, EdgeStyle.ASYNC),
        Stroke(6, 5, 10, 5, EdgeStyle.ASYNC),
        Stroke(8, 3, 8, 8, EdgeStyle.COPY),
    ),
    heads=(
        Head(4, 7, Pointing.DOWN),
        Head(4, 4, Pointing.UP),
        Head(9, 5, Pointing.RIGHT, EdgeStyle.ASYNC),
        Head(8, 7, Pointing.DOWN, EdgeStyle.COPY),
        Head(10, 9, Pointing.LEFT),
    ),
    labels=(
        Label(4, 2, "api", "label", "api"),
        Label(8, 2, "×3", "badge", "api"),
        Label(4, 9, "客&", "label", "db"),
        Label(3, 5, "reads <all>", "edge-label"),
        Label(3, 0, " us ", "frame-title", "us"),
    ),
)


def elements(document: str, name: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(document).iter(NAMESPACE + name))


def test_a_picture_is_written_as_it_always_was() -> None:
    goldens.check("diagram/pair.svg", svg.write(PAIR, "A pair & more"))


def test_every_box_frame_head_and_label_is_there() -> None:
    document = svg.write(PAIR)
    ids = [e.get("data-id") for e in elements(document, "rect") if e.get("data-id")]
    assert ids == ["us", "api", "db"]
    assert [e.text for e in elements(document, "text")] == ["api", "×3", "客&", "reads <all>", "us"]
    assert len(elements(document, "polygon")) == 5


def test_styles_of_edges_differ_without_colour() -> None:
    paths = {e.get("class"): e.get("d") for e in elements(svg.write(PAIR), "path")}
    assert set(paths) == {"edge sync", "edge async", "edge copy", "inner"}
    assert paths["edge copy"] == paths["inner"]
    assert paths["edge async"] == "M58.5 63L58.5 99L94.5 99"


def test_a_line_meets_the_border_of_its_box() -> None:
    document = svg.write(PAIR)
    box = next(e for e in elements(document, "rect") if e.get("data-id") == "db")
    tip = elements(document, "polygon")[0].get("points", "").split()[0]
    assert float(tip.split(",")[1]) == float(box.get("y", "0")) - 1


@given(st.text(), st.text())
def test_any_label_and_any_id_give_well_formed_xml(label: str, id: str) -> None:
    picture = Picture((Box(id, 0, 0, 9, 3),), 9, 3, labels=(Label(1, 1, label, "label", id),))
    ElementTree.fromstring(svg.write(picture, label))


def test_an_empty_picture_is_a_document_too() -> None:
    assert elements(svg.write(Picture()), "text") == []
