"""The start page as rows. The still frame and the screen draw this same picture."""

from collections.abc import Sequence
from dataclasses import dataclass

from coach.boards.board import Row
from coach.text import cut, pad, width

TAGLINE = "Practise system-design interviews"
_INSET = 2


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the menu: what it opens, its letter, and why not where it cannot be opened."""

    id: str
    letter: str
    title: str
    about: str
    closed: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class HomeModel:
    """What the start page says: the menu and what happened last."""

    choices: tuple[Choice, ...]
    last: tuple[str, ...] = ()
    notice: str = ""


def first_open(model: HomeModel) -> int:
    """The index of the first choice that can be opened."""
    return next((i for i, choice in enumerate(model.choices) if not choice.closed), 0)


_TOP = 3
_ROOMY = 24


def choice_at(model: HomeModel, lines: int, row: int) -> int | None:
    """The index of the choice that stands in that row of the page, None where none does."""
    each = 2 if lines >= _ROOMY else 1
    index, between = divmod(row - _TOP, each)
    return index if 0 <= index < len(model.choices) and not between else None


def home_rows(
    model: HomeModel, cells: int, lines: int, selected: int, message: str = ""
) -> tuple[Row, ...]:
    """Exactly `lines` rows of exactly `cells` cells: title, menu, what happened last, keys."""
    rows: list[Row] = [(), (("  coach", "title"), (f"   {TAGLINE}", "dim")), ()]
    roomy = lines >= _ROOMY
    for index, choice in enumerate(model.choices):
        rows.append(_choice(choice, index == selected, cells))
        if roomy and index < len(model.choices) - 1:
            rows.append(())
    if model.last:
        rows.append(())
        rows.append((("  Last sessions", "heading"),))
        rows.extend(((f"    {cut(line, cells - 6)}", ""),) for line in model.last)
    if model.notice:
        rows.append(())
        rows.append(((f"  {cut(model.notice, cells - 4)}", "warn"),))
    rows = rows[: lines - 1]
    rows.extend(() for _ in range(lines - 1 - len(rows)))
    rows.append(_message(message) if message else _keys())
    return tuple(_filled(row, cells) for row in rows)


def _choice(choice: Choice, chosen: bool, cells: int) -> Row:
    sign = "›" if chosen else " "
    title = pad(choice.title, 12)
    about = cut(choice.closed or choice.about, max(4, cells - 22))
    if choice.closed:
        return (
            (f"  {sign} ", "accent"),
            (f"{choice.letter}  {title}", "dim"),
            (f" {about}", "hint"),
        )
    return (
        (f"  {sign} ", "accent"),
        (f"{choice.letter}", "key"),
        (f"  {title}", "selected" if chosen else "title"),
        (f" {about}", ""),
    )


def _keys() -> Row:
    return (
        ("  ↑↓", "key"),
        (" move  ", "dim"),
        ("Enter", "key"),
        (" open  ", "dim"),
        ("F1", "key"),
        (" help  ", "dim"),
        ("q", "key"),
        (" quit", "dim"),
    )


def _message(message: str) -> Row:
    return ((f"  {message}", "warn"),)


def _filled(row: Row, cells: int) -> Row:
    kept: list[tuple[str, str]] = []
    room = cells
    for text, role in row:
        shown = cut(text, room)
        kept.append((shown, role))
        room -= width(shown)
    if room > 0:
        kept.append((" " * room, ""))
    return tuple(kept)


def last_lines(lines: Sequence[tuple[str, str, str]]) -> tuple[str, ...]:
    """Lines of (day, title, result) for the page."""
    return tuple(f"{day}  {pad(title, 26)} {result}" for day, title, result in lines)
