"""Endpoints and tables are those that their boards read, whatever their marks."""

import pytest

from coach.match import listings


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("POST /links {url} -> 201", "POST /links"),
        ("- GET /links/{code} -> 302", "GET /links/{id}"),
        ("get /link/:code", "GET /links/{id}"),
        ("GET /api/v2/links/<code>", "GET /links/{id}"),
        ("GET /links/[code]?full=true", "GET /links/{id}"),
        ("DELETE /links/$code: takes it back", "DELETE /links/{id}"),
        ("# reads\nWS /feed\nGET /feeds -> 200", "GET /feed"),
        ('{"openapi":"3.0.0","paths":{"/links":{"post":{"responses":{}}}}}', "POST /links"),
    ],
)
def test_an_endpoint_is_found_by_method_and_shape(text: str, wanted: str) -> None:
    assert listings.endpoint(text, wanted) is not None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("GET /links", "POST /links"),
        ("GET /links/new", "GET /links/{id}"),
        ("POST /links/{id}", "POST /links"),
        ("# POST /links", "POST /links"),
        ("we POST /links", "POST /links"),
        ("", "POST /links"),
        ("POST /links", "links"),
    ],
)
def test_another_endpoint_is_not(text: str, wanted: str) -> None:
    assert listings.endpoint(text, wanted) is None


@pytest.mark.parametrize(
    ("text", "wanted", "line"),
    [
        ("users(id pk)\nshort_links(code pk, url)", "links", "short_links(code pk, url)"),
        ("CREATE TABLE link (\n  code text primary key\n);", "links", "CREATE TABLE link ("),
        ("index links(code)", "links", ""),
        ("links_by_day(day, n)", "links", ""),
    ],
)
def test_a_table_is_found_by_the_end_of_its_name(text: str, wanted: str, line: str) -> None:
    assert listings.line(text, listings.table(text, wanted)) == line
