"""The six things the page of an API must say (the document's step 5), as far as they are there."""

from coach.boards.api.api_model import VERSION, WRITES, Api
from coach.boards.api.rules_answers import PAGED
from coach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class ApiChecklistItem:
    """One thing to say: its name, whether it is there, and what was said."""

    name: str
    done: bool
    said: str = ""


def checklist(model: Api) -> tuple[ApiChecklistItem, ...]:
    """The items in the document's order."""
    conventions = model.conventions
    http = [endpoint for endpoint in model.endpoints if endpoint.http]
    refusals = [a for e in http for a in e.responses if a.status.startswith(("4", "5"))]
    auth = conventions.auth or next(
        (e.auth for e in model.endpoints if e.auth not in ("", "none")), ""
    )
    versions = [part for e in http for part in e.segments[:2] if VERSION.match(part)]
    versions += [part for part in conventions.base.split("/") if VERSION.match(part)]
    base = conventions.base or (f"/{versions[0]}" if versions else "")
    paged = sorted(
        {f.name for e in http if e.method == "GET" for f in e.query if f.name.lower() in PAGED}
    )
    limited = any(a.status == "429" for a in refusals)
    shown = bool(http) and all(
        e.responses and (e.method not in WRITES or e.fields or "{" in e.path) for e in http
    )
    errors = conventions.errors or (
        "" if not any(a.fields or a.type for a in refusals) else "as written"
    )
    return (
        ApiChecklistItem("authentication", bool(auth), auth),
        ApiChecklistItem("base URL and version", bool(base and versions), base),
        ApiChecklistItem("endpoints with examples", shown, ""),
        ApiChecklistItem("errors", bool(errors and refusals), errors),
        ApiChecklistItem(
            "rate limits", bool(conventions.rate or limited), conventions.rate or "429" * limited
        ),
        ApiChecklistItem("pagination", bool(paged), ", ".join(paged[:3])),
    )
