"""What the diagram board does with a text in another notation, and with Markdown around a chart."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.boards.board import Context, plain
from coach.boards.diagram import mermaid
from coach.boards.diagram.diagram_board import BOARD
from coach.boards.diagram.edit import insert_component
from coach.boards.foreign import CODE
from coach.text import width

DATA = Path(__file__).parents[2] / "data" / "flowcharts"
FOREIGN = {
    "dot": (DATA / "g01-dot.txt").read_text("utf-8"),
    "sequence": (DATA / "g02-sequence.txt").read_text("utf-8"),
    "plantuml": "@startuml\n[web] --> [api]\n@enduml\n",
    "er": "erDiagram\n  A ||--o{ B : has\n",
    "c4": 'C4Context\n  Person(a, "A")\n  System(b, "B")\n',
    "sql": "CREATE TABLE users (\n  id BIGINT\n);\n",
    "openapi": "openapi: 3.1.0\npaths: {}\n",
    "json": '{"nodes": [{"id": "a"}]}',
    "markdown": "# Shop\n\n```sql\nSELECT 1\n```\n",
    "fenced sequence": "Text.\n\n```mermaid\nsequenceDiagram\n  A->>B: x\n```\n",
    "drawing": "┌───┐  ┌───┐\n│ a ├─►│ b │\n└───┘  └───┘\n",
}


@pytest.mark.parametrize("name", FOREIGN)
def test_another_notation_is_one_finding_and_no_box(name: str) -> None:
    text = FOREIGN[name]
    model = BOARD.parse(text)
    assert model.nodes == ()
    (finding,) = BOARD.findings(model, Context())
    assert (finding.code, finding.severity) == (CODE, "error")
    assert finding.span is not None
    assert text[finding.span.start : finding.span.end].strip()
    assert BOARD.draw(model, 80, 24) == ()


def test_a_drawing_of_ones_own_is_not_read_as_words() -> None:
    drawn = plain(BOARD.draw(BOARD.parse("client -> api -> db"), 80, 24))
    assert BOARD.findings(BOARD.parse(drawn), Context())[0].code == CODE


def test_the_first_flowchart_of_markdown_is_read_in_its_place() -> None:
    text = (DATA / "g03-markdown.txt").read_text("utf-8")
    model = BOARD.parse(text)
    assert [node.label for node in model.nodes] == ["web", "api"]
    assert model.findings == ()
    (span,) = model.nodes[0].said
    assert text[span.start : span.end] == "web"


MANY = """Intro with `code` and a list:

- ```mermaid
  sequenceDiagram
      A->>B: x
  ```

> ~~~mermaid
> graph LR
>   a --> b
> ~~~

```text
c -> d
```

```mermaid
flowchart TD
    e --> f
```
"""


def test_of_several_blocks_the_first_flowchart_is_read_and_the_rest_told() -> None:
    model = BOARD.parse(MANY)
    assert [node.id for node in model.nodes] == ["a", "b"]
    (finding,) = model.findings
    assert (finding.code, finding.severity) == ("blocks", "hint")
    assert "3 blocks" in finding.message


@pytest.mark.parametrize("cursor", [0, 30, 60, 1000])
def test_a_component_put_into_markdown_goes_into_the_chart(cursor: int) -> None:
    text = (DATA / "g03-markdown.txt").read_text("utf-8")
    changed, place = insert_component(text, cursor, "cache")
    assert [node.label for node in mermaid.read(changed).nodes] in (
        ["web", "api", "cache"],
        ["cache", "web", "api"],
    )
    assert changed[:place].endswith('cache["cache"]')
    assert changed.startswith("# Shop\n\nThe web calls the api.\n")
    assert changed.rstrip().endswith("```")


WORDS = ["graph store -> a", "flowchart -> b", "digraph", "a -> b\n# ```\n", "json -> sql\n"]


@pytest.mark.parametrize("text", WORDS)
def test_words_stay_words(text: str) -> None:
    assert BOARD.parse(text).nodes
    assert all(finding.code != CODE for finding in BOARD.parse(text).findings)


@pytest.mark.parametrize(
    "text",
    [
        "\u0301\u0302a -> b",
        'flowchart LR\n a["\u0301\u0302"] --> b["x<br>\u0301\u0302y"]',
        "a -> b: \u0301\u0302x",
        "group \u0301\u0302t: a\n",
        "\u200d\u200d\u2640 -> \ufe0f\ufe0f",
        "a\u200d👩 -> b\n👩\u200d👩 -> c",
    ],
)
def test_marks_with_nothing_to_stand_on_fall_on_no_neighbour(text: str) -> None:
    for cells in (80, 12):
        picture = BOARD.picture(BOARD.parse(text), cells)
        grid = [list(_cells(row)) for row in picture.text.split("\n")]
        assert picture.boxes
        for box in picture.boxes:
            for y in range(box.y, box.y + box.h):
                assert grid[y][box.x] in "│┌└├┤╥"
                assert grid[y][box.x + box.w - 1] in "│┐┘├┤╥"


def _cells(row: str) -> Iterator[str]:
    """What stands in each cell of a row, marks with the character that they stand on."""
    held = ""
    for char in row:
        if held and width(held + char) == width(held):
            held += char
            continue
        yield from [held, *[""] * (width(held) - 1)] if held else []
        assert width(char) > 0
        held = char
    yield from [held, *[""] * (width(held) - 1)]
