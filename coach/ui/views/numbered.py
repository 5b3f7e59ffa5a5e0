"""A board's text with its lines numbered, for somebody who only reads it."""

from coach.boards.board import Row


def numbered_rows(text: str, cursor: int | None, pointed: int) -> list[Row]:
    """A board's lines with their numbers, the candidate's cursor and one's own pointer."""
    here = text[:cursor].count("\n") if cursor is not None else -1
    rows: list[Row] = []
    for number, line in enumerate(text.split("\n")):
        sign = "▸" if number == pointed else " "
        mark = "▌" if number == here else ""
        rows.append(
            (
                (f"{sign}{number + 1:2} ", "key" if number == pointed else "dim"),
                (line, ""),
                (mark, "accent"),
            )
        )
    return rows
