"""A call that is written a second time with a worked example: the example goes to the first."""

from collections.abc import Sequence
from dataclasses import replace

from coach.boards.api.api_model import ApiField, Endpoint, Response


def exampled(every: Sequence[Endpoint]) -> list[Endpoint]:
    """The calls, those left out that only give an example of one above them."""
    first: dict[tuple[str, str], int] = {}
    kept: list[Endpoint] = []
    for endpoint in every:
        at = first.get(endpoint.shape)
        if at is not None and _example_of(kept[at], endpoint):
            kept[at] = _with(kept[at], endpoint)
            continue
        first.setdefault(endpoint.shape, len(kept))
        kept.append(endpoint)
    return kept


def _example_of(whole: Endpoint, example: Endpoint) -> bool:
    """Whether all that a call says are values of what another says."""
    if whole.made or whole.outline or example.outline or not example.http:
        return False
    names = {known.name for known in whole.fields}
    sent = all(_valued(known) and known.name in names for known in example.fields)
    answers = [known for answer in example.responses for known in answer.fields]
    typed = any(answer.type for answer in example.responses)
    return sent and not typed and all(map(_valued, answers)) and bool(example.fields or answers)


def _valued(known: ApiField) -> bool:
    return bool(known.example)


def _with(whole: Endpoint, example: Endpoint) -> Endpoint:
    """A call with the values of its example, and with what only that answers."""
    values = {known.name: known for known in example.fields}
    fields = tuple(
        replace(known, example=known.example or values[known.name].example)
        if known.name in values
        else known
        for known in whole.fields
    )
    shown = {answer.status: answer for answer in example.responses}
    answers = [_shown(answer, shown.pop(answer.status, None)) for answer in whole.responses]
    return replace(whole, fields=fields, responses=(*answers, *shown.values()))


def _shown(answer: Response, example: Response | None) -> Response:
    if example is None or answer.fields:
        return answer
    note = ", ".join(filter(None, [answer.note, example.note]))
    return replace(answer, fields=example.fields, note=note)
