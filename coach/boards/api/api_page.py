"""An API as a page of Markdown: conventions, resources, examples, errors, and what is missing."""

from coach.boards.api.api_findings import findings
from coach.boards.api.api_model import Api, ApiField, Endpoint, Response
from coach.boards.api.checklist import checklist
from coach.boards.api.exchanges import answer, request
from coach.boards.api.field_list import kind_written
from coach.boards.api.refusals import exemplary, refusal
from coach.boards.api.resource_blocks import Block, blocks
from coach.boards.api.status_words import phrase
from coach.boards.board import Severity
from coach.boards.escape import code, fence, inline

_MEANS = {
    "400": "Validation errors", "401": "Authentication required", "403": "Permission denied",
    "404": "Resource not found", "409": "Conflict (duplicate, etc.)", "429": "Rate limit exceeded",
    "500": "Internal server error",
}  # fmt: skip
"""What the document's table says of the standard statuses."""


def page(model: Api) -> str:
    """The whole page; "" where nothing was read."""
    if not model.endpoints and not model.resources:
        return ""
    parts = ["# API", *_conventions(model)]
    for block in blocks(model):
        parts += _block(model, block)
    parts += _errors(model)
    parts.append("## Checklist")
    parts.append(
        "\n".join(
            f"- [{'x' if item.done else ' '}] {item.name.capitalize()}"
            + (f": {inline(item.said)}" if item.done and item.said else "")
            for item in checklist(model)
        )
    )
    told = " ".join(endpoint.summary for endpoint in model.endpoints)
    remarks = [said for _, said in model.remarks if " ".join(said.split()) not in told]
    if remarks:
        parts.append("## Notes")
        parts.append("\n".join(f"- {inline(said)}" for said in remarks))
    grave = [f for f in findings(model) if f.severity is not Severity.HINT]
    if grave:
        parts.append("## Open points")
        parts.append("\n".join(f"- {inline(finding.message)}" for finding in grave))
    return "\n\n".join(parts) + "\n"


def _conventions(model: Api) -> list[str]:
    conventions = model.conventions
    named: tuple[tuple[str, str], ...] = (
        ("Base URL", conventions.base),
        ("Authentication", conventions.auth),
        ("Rate limit", conventions.rate),
        ("Errors", conventions.errors),
        *((name.capitalize(), value) for name, value in conventions.others),
    )
    rows = [f"| {name} | {code(value)} |" for name, value in named if value]
    return ["\n".join(["| For all | |", "|---|---|", *rows])] if rows else []


def _block(model: Api, block: Block) -> list[str]:
    parts = [f"## {inline(block.title)}"]
    if block.resource is not None and block.resource.fields:
        parts.append("Fields: " + ", ".join(code(written(f)) for f in block.resource.fields))
    if not block.endpoints:
        return parts
    says = any(endpoint.summary for endpoint in block.endpoints)
    rows = ["| Method | Path | Takes | Answers |", "|---|---|---|---|"]
    if says:
        rows = [f"{rows[0]} Says |", f"{rows[1]}---|"]
    for endpoint in block.endpoints:
        cells = [inline(endpoint.method), code(endpoint.path), _takes(endpoint), _answers(endpoint)]
        cells += [inline(endpoint.summary)] if says else []
        rows.append("| " + " | ".join(cells) + " |")
    parts.append("\n".join(rows))
    for endpoint in block.endpoints:
        if endpoint.http and (endpoint.fields or endpoint.responses):
            parts += _example(model, endpoint)
    return parts


def _example(model: Api, endpoint: Endpoint) -> list[str]:
    """A request with its answer, as the document shows one."""
    parts = [
        f"### {inline(endpoint.method)} {inline(endpoint.path)}",
        fence(request(model, endpoint), "http"),
    ]
    good = next((r for r in endpoint.responses if not r.status.startswith(("4", "5"))), None)
    if good is not None:
        parts.append(fence(answer(model, endpoint, good), "http"))
    return parts


def _takes(endpoint: Endpoint) -> str:
    parts = [code(written(field)) for field in endpoint.fields]
    parts += [f"{code(written(field))} (query)" for field in endpoint.query]
    parts += [f"{code(header)} (header)" for header in endpoint.headers]
    if endpoint.auth:
        parts.append("open to all" if endpoint.auth == "none" else "authentication")
    return ", ".join(parts)


def _answers(endpoint: Endpoint) -> str:
    return "; ".join(
        part for part in (_answer(response) for response in endpoint.responses) if part
    )


def _answer(response: Response) -> str:
    kind = response.type + "[]" * (response.many and bool(response.type))
    fields = ", ".join(code(written(field)) for field in response.fields)
    parts = (response.status, code(kind) if kind else "", fields, inline(response.note))
    return " ".join(part for part in parts if part)


def written(field: ApiField) -> str:
    """A field as the notation has it."""
    marks = "[]" * field.many + "?" * field.optional
    return field.name + marks + kind_written(field)


def _meaning(model: Api, status: str) -> str:
    """What a status says in general, and what its author wrote beside it."""
    notes = [
        inline(response.note)
        for endpoint in model.endpoints
        for response in endpoint.responses
        if response.status == status and response.note
    ]
    general = _MEANS.get(status) or phrase(status)
    return f"{general}: {'; '.join(dict.fromkeys(notes))}" if notes else general


def _errors(model: Api) -> list[str]:
    statuses = sorted(
        {
            response.status
            for endpoint in model.endpoints
            for response in endpoint.responses
            if response.status.startswith(("4", "5")) and response.status.isdecimal()
        }
    )
    if not statuses and not model.conventions.errors:
        return []
    parts = ["## Errors"]
    if model.conventions.errors:
        import json

        status = "422" if "422" in statuses and "400" not in statuses else "400"
        example = refusal(model.conventions.errors, status, exemplary(model))
        parts.append(fence(json.dumps(example, indent=2), "json"))
    if statuses:
        rows = [f"| {status} | {_meaning(model, status)} |" for status in statuses]
        parts.append("\n".join(["| HTTP Status | Use case |", "|---|---|", *rows]))
    return parts
