"""What the estimate sheet's rates say of the shares that a router's arrows leave unsaid.

peak redirects = 35k req/s     gateway -> redirect service, link service: shares by these rates
peak new links = 400 req/s

Where the sheet names no rate of a target it gets what the named ones leave of the calls that
enter, and where it names none of them the parts stay even; either is kept as an assumption.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from coach.boards.diagram.graph import Kind
from coach.boards.diagram.reach import PIPES
from coach.boards.diagram.stress.station import Assumption, Load, Station
from coach.boards.diagram.stress.stressed_arrow import StressedArrow

WHAT = "shares of the calls"
_FILLING = """api apis service services server servers svc worker workers node nodes gateway app
    peak max average avg mean rate rates qps rps tps per second daily total load new of the and for
    a calls requests req handler system manager capacity limit"""
_NO_NAMES = frozenset(_FILLING.split())
_ENDINGS = frozenset(["", "s", "es", "e", "ed", "er", "ers", "ing", "ings", "ion", "ions", "or"])
_LEAST = 4
"""Letters that two words must begin with alike, less for words that are shorter."""


def weighed(
    lines: Iterable[StressedArrow],
    boxes: Mapping[str, Station],
    load: Load,
    entering: float,
    noted: list[Assumption],
) -> list[StressedArrow]:
    """The lines with the shares of routers' unsaid ones by the rates of a sheet; `entering` are
    the calls a second that enter the design. What a router's parts rest on is noted."""
    kept = list(lines)
    for box_id, box in boxes.items():
        if not box.router:
            continue
        unsaid = [line for line in kept if line.source == box_id and _is_unsaid(line, boxes)]
        if len({_stem(boxes[line.target].label) for line in unsaid}) < 2:
            continue
        told = _shares(unsaid, boxes, load.rates or {}, entering)
        noted.append(_assumption(box, unsaid, boxes, told))
        kept = [
            line._replace(terms=replace(line.terms, share=told[0][line.target]))
            if told and line in unsaid
            else line
            for line in kept
        ]
    return kept


def _is_unsaid(line: StressedArrow, boxes: Mapping[str, Station]) -> bool:
    target = boxes[line.target].kind
    if line.copies or (line.message and target not in PIPES) or target is Kind.DNS:
        return False
    return line.terms.share is None and not line.terms.typed and not line.message


def _shares(
    unsaid: list[StressedArrow],
    boxes: Mapping[str, Station],
    rates: Mapping[str, float],
    entering: float,
) -> tuple[dict[str, float], tuple[str, ...]] | None:
    """The share of each target and the names of the rates it rests on; None without any."""
    known = {line.target: _rate(boxes[line.target].label, rates) for line in unsaid}
    named = {target: rate for target, rate in known.items() if rate is not None}
    if not named or len(set(named.values())) < len(named):
        return None
    total = sum(rates[name] for name in named.values())
    rest = entering - total
    missing = len(known) - len(named)
    if missing and rest <= 0:
        return None
    whole = total + (rest if missing else 0.0)
    shares = {
        target: (rates[name] if name is not None else rest / missing) / whole
        for target, name in known.items()
    }
    return shares, tuple(named.values())


def _assumption(
    box: Station,
    unsaid: list[StressedArrow],
    boxes: Mapping[str, Station],
    told: tuple[dict[str, float], tuple[str, ...]] | None,
) -> Assumption:
    if told is None:
        return Assumption(
            box.id, WHAT, f"{100 / len(unsaid):.3g} % to each of {len(unsaid)}",
            "no arrow says a share and the sheet names no rate of them", None,
        )  # fmt: skip
    shares, names = told
    value = ", ".join(
        f"{boxes[target].label} {100 * part:.3g} %" for target, part in shares.items()
    )
    return Assumption(box.id, WHAT, value, f"the estimate sheet's {', '.join(names)}", None)


def _rate(label: str, rates: Mapping[str, float]) -> str | None:
    """The name of the rate that speaks of a box: all its telling words, a peak before others, then
    the greatest; None where there is none."""
    telling = _telling(label)
    fitting = [
        name
        for name in rates
        if telling and all(any(_alike(word, other) for other in _words(name)) for word in telling)
        and not name.endswith((" capacity", " limit"))
    ]  # fmt: skip
    return max(fitting, key=lambda name: ("peak" in _words(name), rates[name]), default=None)


def _telling(label: str) -> list[str]:
    return [word for word in _words(label) if word not in _NO_NAMES]


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", name.lower())


def _stem(label: str) -> str:
    return " ".join(word for word in _words(label) if len(word) > 1)


def _alike(word: str, other: str) -> bool:
    """Whether two words are forms of one: alike but for a common ending of each."""
    short = min(len(word), len(other))
    same = next((at for at in range(short) if word[at] != other[at]), short)
    if same < min(_LEAST, short):
        return False
    return word[same:] in _ENDINGS and other[same:] in _ENDINGS
