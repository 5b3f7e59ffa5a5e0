"""Figures of a stressed design in words: rates, shares, times and signs, the same everywhere."""

from coach.boards.diagram.graph import Kind
from coach.boards.diagram.stress.call_flows import BoxCondition, Loaded

SIGNS = {
    BoxCondition.OK: " ",
    BoxCondition.TIGHT: "~",
    BoxCondition.OVER: "!",
    BoxCondition.UNKNOWN: "?",
}
"""One sign a state, so that no state is told by colour alone."""
DEAD, TAKER = "×", "→"
_CELLS = 5
_MOST_SHOWN = 9.995


def rate(value: float) -> str:
    """Calls a second, short: 950, 1.2k, 36k, 1.5M."""
    for least, scale, letter in (
        (1e9, 1e9, "G"),
        (1e6, 1e6, "M"),
        (1e4, 1e3, "k"),
        (1e3, 1e3, "k"),
    ):
        if value >= least * 0.9995:
            return f"{value / scale:.3g}{letter}"
    return f"{value:.3g}" if value < 100 else f"{value:.0f}"


def percent(share: float | None) -> str:
    """A share of use in whole percent; "?" where there is none, ">9,999 %" beyond."""
    if share is None:
        return "?"
    if 0 < share < 0.01:
        return "<1 %"
    return f"{100 * share:,.0f} %" if share < 100 else ">9,999 %"


def milliseconds(value: float | None) -> str:
    """A time: 0.5 ms, 52 ms, 1.2 s; "endless" where a queue grows without end."""
    if value is None:
        return "endless"
    if value >= 1000:
        return f"{value / 1000:,.3g} s"
    return f"{value:.3g} ms" if value >= 0.001 or not value else "under 0.001 ms"


def seconds(value: float | None) -> str:
    """A long time: 15 s, 36 min, 3.7 h, 2.1 days; "never" where there is no end."""
    if value is None:
        return "never"
    for least, scale, unit in ((172_800, 86_400, "days"), (5400, 3600, "h"), (120, 60, "min")):
        if value >= least:
            return f"{value / scale:,.3g} {unit}"
    return f"{value:.3g} s"


def multiple(value: float) -> str:
    """A multiple of the load: 1.39x, 12x."""
    return f"{value:.3g}x" if value < 1000 else f"{value:,.0f}x"


def bar(share: float | None, ascii: bool = False) -> str:
    """Five cells of use, at least one where there is any."""
    full, empty = ("#", ".") if ascii else ("▇", "▁")
    if share is None:
        return "?" * _CELLS if ascii else "·" * _CELLS
    cells = min(_CELLS, max(int(share > 0), round(share * _CELLS)))
    return full * cells + empty * (_CELLS - cells)


_NEVER_TOLD = 1e-9
"""Shares of the time without that are not told: what a second in thirty years is."""


def nines(value: float) -> str:
    """An availability in percent with as many digits as tell it from 100, where nine do."""
    if value > 1 - _NEVER_TOLD:
        return "more than 99.9999999 %"
    digits = 1
    while digits < 7 and (1 - value) * 100 < 10**-digits:
        digits += 1
    return f"{100 * value:.{digits + 1}f}".rstrip("0").rstrip(".") + " %"


def in_box(loaded: Loaded, dead: bool = False, took: bool = False) -> str:
    """What stands in a box of the drawing: calls a second, use, the sign of its state, and "→"
    where it took what a dead box had."""
    if dead:
        return DEAD
    told = f"{rate(loaded.flow.rps)}/s"
    if loaded.utilisation is not None:
        used = percent(loaded.utilisation).replace(" ", "")
        told += f" {used}" if loaded.utilisation < _MOST_SHOWN else " >999%"
    known = loaded.flow.rps and loaded.box.kind is not Kind.CLIENT
    sign = SIGNS[loaded.state].strip() if known else ""
    return told + "".join(f" {mark}" for mark in (sign, TAKER if took else "") if mark)


def count(value: float) -> str:
    """A number in a step: with thousands signs, or four digits, never an exponent."""
    if value >= 1000:
        return f"{value:,.0f}"
    return "0" if value < 1e-6 else f"{value:.4g}"


def little(share: float) -> str:
    """A share in percent that may be very small."""
    return f"{100 * share:.3g} %" if share >= 0.0001 else "almost none"
