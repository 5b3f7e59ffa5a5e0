"""The api board: interfaces in the notation of the README, or in what people write instead.

resource orders: id, customer_id, items[], status
GET  /orders?cursor=&status= -> 200 Order[]
POST /orders (Idempotency-Key, auth) {customer_id, items[]} -> 201 Order | 400 | 409 {error}
"""

from typing import TYPE_CHECKING

from coach.boards.api.api_findings import findings
from coach.boards.api.api_model import Api
from coach.boards.api.api_reader import read
from coach.boards.board import Context, Finding, Row
from coach.errors import UsageError

if TYPE_CHECKING:
    from coach.boards.foreign import Foreign

_INSTEAD = "An endpoint is written METHOD /path {fields} -> status Type; OpenAPI is read too."
_OURS = frozenset({"GRAPHQL", "PROTOBUF", "MARKDOWN", "DRAWING", "JSON", "YAML"})
"""Notations whose lines may be the board's own, or stand around them."""


class ApiBoard:
    """The contract of a board over `read`."""

    name = "api"
    title = "API"
    formats = ("markdown", "openapi", "curl", "json")

    def parse(self, text: str) -> Api:
        """What stands in a text; an OpenAPI document is read whole. Never raises."""
        other = _foreign(text)
        if other is None:
            return _fragment(text) or read(text)
        return _in_other(text, other)

    def findings(self, model: Api, context: Context) -> tuple[Finding, ...]:
        """What is wrong, errors first."""
        return findings(model)

    def draw(self, model: Api, width: int, height: int) -> tuple[Row, ...]:
        """A block a resource, and what the page still lacks; wrapped where it is too narrow."""
        from coach.boards.api.endpoint_table import drawing

        return drawing(model, width)

    def draw_unjudged(self, model: Api, width: int, height: int) -> tuple[Row, ...]:
        """The same without a word on what is wrong or lacking."""
        from coach.boards.api.endpoint_table import drawing

        return drawing(model, width, judged=False)

    def export(self, model: Api, format: str) -> str:
        """A page of Markdown, OpenAPI 3.1, lines of curl, or what was read and found as JSON."""
        match format:
            case "markdown":
                from coach.boards.api.api_page import page

                return page(model)
            case "openapi":
                from coach.boards.api.openapi_writer import document

                return document(model)
            case "curl":
                from coach.boards.api.curl_writer import commands

                return commands(model)
            case "json":
                from coach.boards.api.contract_json import to_json

                return to_json(model, findings(model))
        known = ", ".join(self.formats)
        raise UsageError(f"An API cannot be written as {format}.", f"Formats: {known}.")


BOARD = ApiBoard()


def _foreign(text: str) -> "Foreign | None":
    if not text or text.isspace():
        return None
    from coach.boards.foreign import foreign

    return foreign(text)


def _fragment(text: str) -> Api | None:
    """The paths of an OpenAPI document without what stands above them."""
    if not text.lstrip().startswith("paths:"):
        return None
    from coach.boards.api.openapi_reader import read_document

    return read_document(text)


def _in_other(text: str, other: "Foreign") -> Api:
    """What is read of a text that begins like another notation."""
    from coach.boards.foreign import refusal

    name = other.notation.name
    if name in ("OPENAPI", "YAML", "JSON"):
        from coach.boards.api.openapi_reader import read_document

        model = read_document(text)
        if model is not None:
            return model
    if name in _OURS:
        model = read(text)
        if model.endpoints or model.resources:
            return model
    return Api((), findings=(refusal(other, _INSTEAD),))
