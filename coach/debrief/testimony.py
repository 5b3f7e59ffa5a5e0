"""What a witness answered, held against the session: only what can be quoted stands.

The answer may be wrapped in talk or code fences, broken, nested or huge; a witness may flatter,
invent quotations, quote the interviewer or obey the candidate. Whatever does not stand up is
dropped and counted. A quotation stands in the candidate's entry byte for byte, white space folded.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from coach.debrief.case import Case
from coach.debrief.witness_brief import quotables
from coach.errors import CoachError
from coach.session.witnessed import Testified, WitnessedPoint, WitnessedWrong
from coach.text import clean, clean_line

LEAST_QUOTE = 12
"""The least characters of a quotation that is not the whole entry."""
POINTS_A_QUOTE = 2
"""The most points that one quotation serves."""
_MOST_ROWS = 500
_WHY = 400
_QUOTE = 2000
_STARTS = 200
"""Opening braces that are tried as the beginning of the answer."""


class NoTestimony(CoachError):
    """A witness gave no answer that can be used."""


def answered(text: str) -> Mapping[str, Any]:
    """The answer in a witness's output; NoTestimony where there is none."""
    decoder = json.JSONDecoder()
    at = -1
    for _ in range(_STARTS):
        at = text.find("{", at + 1)
        if at < 0:
            break
        try:
            value, _end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict) and ("shown" in value or "wrong" in value):
            return value
    raise NoTestimony(
        "The witness did not answer with the JSON object that it was asked for.",
        "Nothing was changed. Run the command by hand to see what it prints.",
    )


def testimony(case: Case, answer: Mapping[str, Any], command: str, seconds: float) -> Testified:
    """What of an answer stands up; `command` is what was run, `seconds` how long it took."""
    texts: dict[int, list[str]] = {}
    for quotable in quotables(case):
        texts.setdefault(quotable.entry, []).append(_folded(quotable.text))
    dropped = 0
    wrong: list[WitnessedWrong] = []
    for row in _rows(answer, "wrong"):
        quote = _stands(row, texts)
        if quote:
            why = clean_line(str(row.get("why", "")), _WHY)
            wrong.append(WitnessedWrong(row["entry"], quote, why))
        else:
            dropped += 1
    refuted = {(wrong.entry, wrong.quote) for wrong in wrong}
    known = {observable.id for observable in case.observables}
    used: Counter[tuple[int, str]] = Counter()
    points: dict[str, WitnessedPoint] = {}
    for row in _rows(answer, "shown"):
        name, quote = row.get("id"), _stands(row, texts)
        place = (row.get("entry", 0), quote)
        fits = isinstance(name, str) and name in known and name not in points
        if not (fits and quote) or place in refuted or used[place] >= POINTS_A_QUOTE:
            dropped += 1
            continue
        used[place] += 1
        points[str(name)] = WitnessedPoint(str(name), place[0], quote, row.get("full") is True)
    dropped += _beyond(answer)
    return Testified(
        clean_line(command, 60), tuple(points.values()), tuple(wrong), dropped, round(seconds, 1)
    )


def _rows(answer: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    """The objects of a list in the answer, what is none as an empty one."""
    rows = answer.get(name)
    for row in rows[:_MOST_ROWS] if isinstance(rows, list) else ():
        yield row if isinstance(row, dict) else {}


def _beyond(answer: Mapping[str, Any]) -> int:
    """How many rows were not looked at."""
    lists: Iterable[Any] = (answer.get(name) for name in ("shown", "wrong"))
    return sum(max(0, len(rows) - _MOST_ROWS) for rows in lists if isinstance(rows, list))


def _stands(row: Mapping[str, Any], texts: Mapping[int, list[str]]) -> str:
    """The quotation of a row as it stands in the candidate's entry; "" where it does not."""
    entry, quote = row.get("entry"), row.get("quote")
    if not isinstance(entry, int) or isinstance(entry, bool) or not isinstance(quote, str):
        return ""
    words = _folded(quote[:_QUOTE])
    for text in texts.get(entry, ()):
        if words and words in text and (len(words) >= LEAST_QUOTE or words == text):
            return words
    return ""


def _folded(text: str) -> str:
    return " ".join(clean(text).split())
