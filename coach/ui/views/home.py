"""The start page as rows. The still frame and the screen draw this same picture."""

from coach.boards.board import Row
from coach.frozen import dataclass
from coach.text import cut, pad, width
from coach.ui.key_profiles import rekeyed
from coach.ui.views.wrap import wrap

TAGLINE = "Practise system-design interviews"
_RESULT = 47
"""Cells that the result of a session needs behind its title."""


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
    """What the start page says: the menu, what happened last as (day, title, result), and what
    came of the drill that was proposed last."""

    choices: tuple[Choice, ...]
    last: tuple[tuple[str, str, str], ...] = ()
    notice: str = ""
    outcome: str = ""


def next_open(model: HomeModel, index: int, by: int) -> int:
    """The index of the next choice in that direction that can be opened, wrapping around."""
    count = len(model.choices)
    steps = ((index + by * step) % count for step in range(1, count + 1))
    return next((i for i in steps if not model.choices[i].closed), index)


def first_open(model: HomeModel) -> int:
    """The index of the first choice that can be opened."""
    return next((i for i, choice in enumerate(model.choices) if not choice.closed), 0)


def moved(before: HomeModel, after: HomeModel, index: int) -> int:
    """Where the cursor goes when the menu changes: it follows the choice it was moved to, and
    stays first where it was first."""
    if before.choices and index != first_open(before):
        chosen = before.choices[index]
        for place, choice in enumerate(after.choices):
            if (choice.id, choice.target) == (chosen.id, chosen.target) and not choice.closed:
                return place
    return first_open(after)


_TOP = 3
_ROOMY = 24
_USUAL = 8
"""Choices for which that many lines are roomy; each one more takes two."""
_WIDE = 140
"""Cells from which on what happened last stands beside the menu and not below it."""
_NARROW_LAST = 3

HOW = (
    "Five phases, each with its clock: clarify, estimate, design, deep dive, bottlenecks.",
    "The interviewer holds facts back: ask for them in your own words.",
    "Type sums and arrows; results and drawings grow beside them.",
    "Finish, guess your score, and read which of your words earned which point.",
)


def choice_at(model: HomeModel, cells: int, lines: int, column: int, row: int) -> int | None:
    """The index of the choice at that place of the page, None where none is."""
    each = 2 if _roomy(model, lines) else 1
    index, between = divmod(row - _TOP, each)
    inside = column < _menu_cells(cells)
    return index if inside and 0 <= index < len(model.choices) and not between else None


def _roomy(model: HomeModel, lines: int) -> bool:
    """Whether there is a blank row between two choices."""
    return lines >= _ROOMY + 2 * max(0, len(model.choices) - _USUAL)


def _menu_cells(cells: int) -> int:
    """Cells of the menu: all of them, or what a second column leaves."""
    return cells if cells < _WIDE else cells * 55 // 100


def home_rows(
    model: HomeModel, cells: int, lines: int, selected: int, message: str = ""
) -> tuple[Row, ...]:
    """Exactly `lines` rows of exactly `cells` cells: title, menu, what happened last, keys."""
    rows: list[Row] = [(), (("  coach", "title"), (f"   {TAGLINE}", "dim")), ()]
    roomy = _roomy(model, lines)
    menu = _menu_cells(cells)
    for index, choice in enumerate(model.choices):
        rows.append(_choice(choice, index == selected, menu))
        if roomy and index < len(model.choices) - 1:
            rows.append(())
    if menu < cells:
        rows = _beside(rows, _second(model, cells - menu), menu)
    elif model.last:
        rows.append(())
        rows.append((("  Last sessions", "heading"), *_came_of(model)))
        rows.extend(_last(model.last[:_NARROW_LAST], cells - 6, "    "))
    if model.notice:
        rows.append(())
        rows.append(((f"  {cut(model.notice, cells - 4)}", "warn"),))
    rows = rows[: lines - 1]
    rows.extend(() for _ in range(lines - 1 - len(rows)))
    rows.append(_message(message) if message else _keys())
    return tuple(_filled(row, cells) for row in rows)


def _second(model: HomeModel, cells: int) -> list[Row]:
    """The second column: the last sessions, or what a session is for somebody without any."""
    if model.last:
        head: Row = (("Last sessions", "heading"), *_came_of(model))
        return [head, (), *_last(model.last, cells - 2, "")]
    rows: list[Row] = [(("How a session goes", "heading"),)]
    for number, sentence in enumerate(HOW, 1):
        first, *more = wrap(sentence, cells - 6)
        rows += [(), ((f"{number}  ", "accent"), (first, "")), *((("   " + m, ""),) for m in more)]
    return rows


def _came_of(model: HomeModel) -> Row:
    return ((f"   {model.outcome}", "dim"),) if model.outcome else ()


def _last(lines: tuple[tuple[str, str, str], ...], cells: int, indent: str) -> list[Row]:
    """A row a session, the titles as wide as the longest that has room."""
    longest = max((width(title) for _, title, _ in lines), default=0)
    room = max(20, min(max(26, longest), cells - 12 - _RESULT))
    told = (f"{day}  {pad(cut(title, room), room)} {result}" for day, title, result in lines)
    return [((indent + cut(line, cells), ""),) for line in told]


def _beside(left: list[Row], right: list[Row], cells: int) -> list[Row]:
    """Two columns of rows, the right one from the menu's first row on."""
    rows = left + [()] * max(0, _TOP + len(right) - len(left))
    for at, row in enumerate(right, _TOP):
        rows[at] = (*_filled(rows[at], cells), *row)
    return rows


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
        (rekeyed("F1"), "key"),
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
