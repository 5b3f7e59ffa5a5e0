"""The five operations on a collection, as the line `crud orders` stands for them."""

from collections.abc import Sequence

from coach.boards.api.api_model import ApiField, Resource
from coach.boards.api.draft import Draft, DraftResponse
from coach.boards.api.path_nouns import same_noun, type_name
from coach.boards.board import Span

_PAGE = (ApiField("cursor", True), ApiField("limit", True, type="int"))


def made(
    name: str, operations: Sequence[str], known: Sequence[Resource], span: Span, path_span: Span
) -> list[Draft]:
    """Endpoints for a resource's name: its fields are those declared, without id and times."""
    collection = "/" + name.strip("/")
    noun = collection.rstrip("/").rpartition("/")[2]
    declared = next((resource for resource in known if same_noun(resource.name, noun)), None)
    fields = writable(declared) if declared else ()
    kind = type_name(noun)
    drafts = []
    for word in operations:
        method, status = _WORDS[word]
        path = collection if word in ("list", "create") else collection + "/{id}"
        draft = Draft(method, path, span, path_span, made=True)
        draft.answers = _answers(word, status, kind)
        if word == "list":
            draft.query = {field.name: field for field in _PAGE}
        elif word in ("create", "update", "put"):
            draft.fields = {field.name: field for field in fields}
        drafts.append(draft)
    return drafts


def writable(resource: Resource) -> tuple[ApiField, ...]:
    """The fields a caller sets: all but the id and the times the service keeps."""
    return tuple(
        field
        for field in resource.fields
        if field.name != "id" and not field.name.endswith(("_at", "At"))
    )


_WORDS = {
    "list": ("GET", "200"),
    "get": ("GET", "200"),
    "create": ("POST", "201"),
    "update": ("PATCH", "200"),
    "put": ("PUT", "200"),
    "delete": ("DELETE", "204"),
}


def _answers(word: str, status: str, kind: str) -> list[DraftResponse]:
    answers = [DraftResponse(status, "" if word == "delete" else kind, word == "list")]
    if word in ("create", "update", "put"):
        answers.append(DraftResponse("400"))
    if word not in ("list", "create"):
        answers.append(DraftResponse("404"))
    return answers
