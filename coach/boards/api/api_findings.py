"""All findings on an API: what the reading noticed and what the rules say, less what is silent."""

from collections.abc import Iterator
from functools import lru_cache

from coach.boards.api.api_model import Api
from coach.boards.api.rules_answers import in_answers, in_lists
from coach.boards.api.rules_paths import across, addressed, in_path
from coach.boards.api.rules_requests import in_request, shown
from coach.boards.api.rules_whole import whole
from coach.boards.board import Finding, Severity

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


@lru_cache(maxsize=4)
def findings(model: Api) -> tuple[Finding, ...]:
    """Errors first, each kind in the order of the text; what is about no line comes last."""
    quiet = set(model.quiet.lines)
    kept = [
        finding
        for finding in (*model.findings, *_ruled(model))
        if finding.code not in model.quiet.board
        and (finding.span is None or (model.line(finding.span.start), finding.code) not in quiet)
    ]
    return tuple(sorted(kept, key=_place))


def _place(finding: Finding) -> tuple[int, int]:
    return _ORDER[finding.severity], finding.span.start if finding.span else 1 << 40


def _ruled(model: Api) -> Iterator[Finding]:
    for endpoint in model.endpoints:
        if endpoint.http:
            yield from in_path(endpoint)
            yield from addressed(endpoint)
            yield from in_request(model, endpoint)
            yield from in_answers(endpoint)
            yield from in_lists(endpoint)
    yield from across(model)
    yield from shown(model)
    yield from whole(model)
