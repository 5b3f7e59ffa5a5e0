"""Moments as plain text for a terminal, one after another: the replay that needs no screen."""

from textwrap import wrap

from coach.session.stopwatch import clock
from coach.session.timeline import Moment, MomentKind
from coach.text import clean

CELLS = 88
_INDENT = "      "
_QUIET = {
    MomentKind.PAUSED: "paused",
    MomentKind.RESUMED: "went on",
    MomentKind.GAVE_UP: "gave up",
}


def moment_lines(moment: Moment, cells: int = CELLS) -> list[str]:
    """A moment's lines: when, which entry, who and what, then its text indented."""
    numbers = f"#{moment.n}" if moment.n == moment.last else f"#{moment.n}–{moment.last}"
    text = clean(moment.text)
    if moment.kind is MomentKind.PHASE:
        return ["", f"== {text} =="]
    who = clean(moment.by)
    what = {
        MomentKind.SAID: clean(moment.ref) and f"({clean(moment.ref)})",
        MomentKind.EDIT: f"wrote on {clean(moment.ref)}",
        MomentKind.TICKED: "ticked off",
        MomentKind.UNTICKED: "no longer ticked",
    }.get(moment.kind, _QUIET.get(moment.kind, f"{moment.kind} {clean(moment.ref)}".strip()))
    head = f"{clock(moment.clock):>7}  {numbers}  {who} {what}".rstrip()
    folded = [
        line
        for part in text.split("\n")
        for line in (wrap(part, max(20, cells - len(_INDENT))) or [""])
        if part.strip()
    ]
    return [head, *(f"{_INDENT}{line}" for line in folded)]
