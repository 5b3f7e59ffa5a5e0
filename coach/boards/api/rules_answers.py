"""Rules about answers and lists: statuses, creating, slow work, pages."""

from collections.abc import Iterator

from coach.boards.api.api_model import Endpoint
from coach.boards.api.path_nouns import last_word, plural, singular, words_of
from coach.boards.api.rule import SINGLETONS, E, H, W, acting, fixed, target, told, verb
from coach.boards.api.status_words import known
from coach.boards.api.wordset import wordset
from coach.boards.board import Finding

_SLOW = frozenset({"export", "import", "report", "transcode", "transcoding", "render", "rendering"})
_NOT_MADE = wordset(
    """session login token search lookup query check validation calculation preview estimate
    batch test"""
)
PAGED = wordset(
    """cursor after before limit page page_size pagesize per_page perpage size n count first
    last top k offset skip take page_token pagetoken next next_token nexttoken next_cursor
    max max_results max_id since_id marker continuation continuation_token start_after
    from_id step max_bytes num results"""
)
_BY_PLACE = frozenset({"page", "offset", "skip"})
_BY_KEY = wordset(
    """cursor after before page_token pagetoken next_token nexttoken next_cursor marker
    continuation continuation_token since_id max_id start_after from_id"""
)


def in_answers(endpoint: Endpoint) -> Iterator[Finding]:
    """What is wrong with the statuses of one endpoint."""
    span = endpoint.span
    for answer in endpoint.responses:
        if answer.status and not known(answer.status):
            message = f"{answer.status} is no status of HTTP; take the nearest one that is."
            yield told("unknown-status", E, message, span, "Zalando 243")
    statuses = [answer.status for answer in endpoint.responses]
    empty = next(
        (a for a in endpoint.responses if a.status == "204" and (a.fields or a.type)), None
    )
    if endpoint.method in ("GET", "DELETE", "HEAD") and "201" in statuses:
        message = (
            f"201 says that something was made, which a {endpoint.method} does not; write 200."
        )
        yield told("status-mismatch", W, message, span, "RFC 9110 15.3")
    elif empty is not None:
        message = "204 has no body; write 200 where something is answered."
        yield told("status-mismatch", W, message, span, "RFC 9110 15.3")
    if endpoint.method == "POST":
        yield from _made(endpoint, {status for status in statuses if status.startswith("2")})


def _made(endpoint: Endpoint, good: set[str]) -> Iterator[Finding]:
    noun = target(endpoint)
    word = singular(last_word(noun)) if noun else ""
    span = endpoint.span
    if word in _SLOW and good and good <= {"200", "201"}:
        if {"reason", "comment"} & endpoint.names():
            return
        message = (
            "This takes longer than a request may; answer 202 with a job whose state can be asked "
            f"for: 202 {{{word}_id}}."
        )
        yield told("async-status", H, message, span, "AIP-151, Zalando 253")
    elif (
        good == {"200"}
        and plural(last_word(noun))
        and not verb(noun)
        and word not in _NOT_MADE
        and noun.lower() not in SINGLETONS
    ):
        message = "What was made is answered with 201 and its address in Location."
        yield told("create-status", H, message, span, "Zalando 220, AIP-133")


def in_lists(endpoint: Endpoint) -> Iterator[Finding]:
    """Lists without pages, and pages by number."""
    if endpoint.method != "GET":
        return
    names = {"_".join(words_of(field.name)) or field.name.lower() for field in endpoint.query}
    names |= {field.name.lower() for field in endpoint.query}
    if (
        _lists(endpoint)
        and not names & PAGED
        and not names & {"ids", "id"}
        and not _continues(endpoint)
    ):
        message = (
            "A list grows without end; ask for a page: ?cursor=&limit= and answer next_cursor."
        )
        source = "Zalando 159, AIP-158, OWASP API4:2023"
        yield told("no-pagination", W, message, endpoint.span, source)
    if names & _BY_PLACE and not names & _BY_KEY:
        message = (
            "Pages by number skip and repeat rows while others are added, and deep ones are slow; "
            "a cursor does neither."
        )
        yield told("offset-pagination", H, message, endpoint.span, "Zalando 160")


def _lists(endpoint: Endpoint) -> bool:
    """Whether a GET answers many things: by its type, or untyped by the plural in its path."""
    good = [a for a in endpoint.responses if not a.status or a.status.startswith("2")]
    if any(answer.many for answer in good):
        return True
    segments = endpoint.own
    if any(answer.type for answer in good) or not segments or not fixed(segments[-1]):
        return False
    if endpoint.responses and not good:
        return False
    shown = [field for answer in good for field in answer.fields]
    if shown and not any(field.many or plural(last_word(field.name)) for field in shown):
        return False
    noun = segments[-1].lower()
    return plural(last_word(noun)) and noun not in SINGLETONS and last_word(noun) not in SINGLETONS


def _continues(endpoint: Endpoint) -> bool:
    """Whether an answer says where the next page begins."""
    for answer in endpoint.responses:
        if "page" in answer.type.lower():
            return True
        if any(f.name.lower().startswith(("next", "cursor")) for f in answer.fields):
            return True
    return False


def makes(endpoint: Endpoint) -> bool:
    """Whether a POST makes a new thing rather than acting on one."""
    return endpoint.method == "POST" and not acting(endpoint)
