"""The schemas of an OpenAPI document: resources once each, bodies and answers by what they hold."""

from collections.abc import Iterable
from typing import Any

from coach.boards.api.api_model import Api, ApiField, Endpoint, Response
from coach.boards.api.completed import afterwards
from coach.boards.api.path_nouns import same_noun, type_name
from coach.boards.api.samples import kind_of, part_of, record, sendable

_PLAIN = {
    "string": "string", "str": "string", "text": "string", "int": "integer", "integer": "integer",
    "long": "integer", "bool": "boolean", "boolean": "boolean", "number": "number",
    "float": "number", "double": "number", "url": "string", "id": "string",
}  # fmt: skip
_PAGING = frozenset({"cursor", "after", "page_token", "pagetoken", "next_token"})


class Schemas:
    """What components of a document are in use."""

    def __init__(self, model: Api) -> None:
        self.model = model
        self.used: dict[str, Any] = {}

    def named(self, name: str) -> dict[str, Any]:
        """The schema of a type: a reference to a resource, a plain type, or a titled object."""
        plain = _PLAIN.get(name.lower())
        if plain:
            return {"type": plain}
        resource = next(
            (resource for resource in self.model.resources if same_noun(resource.name, name)), None
        )
        if resource is None:
            return {"title": name, "type": "object"}
        known = type_name(resource.name)
        if known not in self.used:
            self.used[known] = {}  # a thing may hold others that hold it again
            self.used[known] = self._object(resource.fields)
        return {"$ref": f"#/components/schemas/{known}"}

    def body(self, endpoint: Endpoint, noun: str) -> dict[str, Any]:
        """The content of a request, with an example."""
        schema = self._object(endpoint.fields, noun, sent=True)
        example: Any = record(endpoint.fields, noun, self.model.resources, sent=True)
        if endpoint.many:
            schema, example = {"type": "array", "items": schema}, [example]
        return {"schema": schema, "example": example}

    def answer(self, endpoint: Endpoint, response: Response, noun: str) -> dict[str, Any]:
        """The content of an answer: a page where a list is asked for by cursor."""
        if response.fields:
            schema = self._object(response.fields)
            if response.type:
                schema = {"title": response.type, **schema}
            example: Any = record(response.fields, noun, self.model.resources)
        else:
            schema = self.named(response.type)
            known = next(
                (r for r in self.model.resources if same_noun(r.name, response.type)), None
            )
            example = record(known.fields, known.name, self.model.resources) if known else None
        example = afterwards(endpoint, example)
        if response.many:
            items: Any = {"type": "array", "items": schema}
            listed = [example] if example is not None else None
            if any(field.name.lower() in _PAGING for field in endpoint.query):
                cursor = {"type": ["string", "null"]}
                schema = {
                    "type": "object",
                    "properties": {"data": items, "next_cursor": cursor},
                    "required": ["data"],
                }
                example = {"data": listed, "next_cursor": "b3JkLTc4OQ"} if listed else None
            else:
                schema, example = items, listed
        return {"schema": schema} | ({"example": example} if example is not None else {})

    def _object(
        self, fields: Iterable[ApiField], noun: str = "", sent: bool = False
    ) -> dict[str, Any]:
        fields = list(fields)
        schema: dict[str, Any] = {
            "type": "object",
            "properties": {field.name: self._value(field, noun, sent) for field in fields},
        }
        required = [field.name for field in fields if not field.optional]
        if required:
            schema["required"] = required
        return schema

    def _value(self, field: ApiField, noun: str, sent: bool) -> dict[str, Any]:
        part = part_of(field, self.model.resources)
        if part is None:
            kind = kind_of(field)
        elif sent:
            kind = _plain_object(sendable(part.fields, noun))
        else:
            kind = self.named(part.name)
        return {"type": "array", "items": kind} if field.many else kind


def _plain_object(fields: Iterable[ApiField]) -> dict[str, Any]:
    """The schema of a part of a request, whose own parts are taken as they come."""
    fields = list(fields)
    return {
        "type": "object",
        "properties": {
            field.name: {"type": "array", "items": kind_of(field)} if field.many else kind_of(field)
            for field in fields
        },
    }
