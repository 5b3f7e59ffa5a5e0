"""Rules about what is sent: bodies, ids of callers, secrets, money, files, repeated requests."""

from collections.abc import Iterable, Iterator

from coach.boards.api.api_model import WRITES, Api, ApiField, Endpoint
from coach.boards.api.crud import writable
from coach.boards.api.path_nouns import last_word, same_noun, singular, words_of
from coach.boards.api.rule import E, H, W, fixed, known_caller, target, told, verb
from coach.boards.api.wordset import wordset
from coach.boards.board import Finding, Span

_ONCE = wordset(
    """order payment transfer charge refund booking reservation payout purchase subscription"""
)
"""What must not be made twice when a request is sent again."""
_CLIENT_MADE = wordset(
    """idempotency-key idempotency_key idempotencykey request_id requestid id uuid client_id
    clientid client_key client_token client_ref client_reference dedupe_key dedup_key
    dedupe_id nonce external_id x-request-id x-idempotency-key transaction_id"""
)
_MAKING = frozenset({"", "create", "add", "insert", "save", "make"})
_CALLER = frozenset({"user_id", "author_id", "sender_id", "follower_id"})
_SECRET = wordset(
    """token access_token auth_token password passwd pwd secret client_secret api_key apikey
    accesstoken authtoken clientsecret"""
)
_NEVER_SHOWN = wordset(
    """password password_hash passwordhash cvv cvc card_number cardnumber ssn pin"""
) - {"pin"}
_MONEY = frozenset({"price", "amount", "total", "balance", "fee"})
_FLOATS = frozenset({"float", "double", "float32", "float64", "real"})
_FILES = frozenset({"file", "image", "video"})


def in_request(model: Api, endpoint: Endpoint) -> Iterator[Finding]:
    """What is wrong with what one request sends."""
    span = endpoint.span
    if endpoint.method in ("GET", "HEAD") and endpoint.fields:
        message = (
            "A body in a GET has no meaning and is dropped on the way; put it into the query, "
            "or use QUERY."
        )
        yield told("get-with-body", W, message, span, "RFC 9110 9.3.1, RFC 10008")
    if endpoint.method == "DELETE" and endpoint.fields:
        message = (
            "A body in a DELETE may be dropped on the way; name what goes in the path or query."
        )
        yield told("delete-with-body", H, message, span, "RFC 9110 9.3.5")
    yield from _put(model, endpoint)
    yield from _again(endpoint)
    if endpoint.method in WRITES and not endpoint.made and known_caller(model, endpoint):
        named = next((f.name for f in endpoint.fields if _snake(f.name) in _CALLER), None)
        if named:
            message = (
                f"Who calls is known from the authentication; anybody can write another's {named}. "
                "Leave it out."
            )
            yield told("caller-in-body", H, message, span, "OWASP API1:2023")
    yield from _secrets(endpoint)
    if endpoint.method in WRITES and "multipart" not in endpoint.summary.lower():
        file = next((f.name for f in endpoint.fields if _is_file(f)), None)
        if file:
            message = (
                f"A file inside JSON grows by a third and is held in memory; answer with an upload "
                f"URL and let {file} go there."
            )
            yield told("file-in-body", H, message, span, "OWASP API4:2023")


def _put(model: Api, endpoint: Endpoint) -> Iterator[Finding]:
    segments = endpoint.own
    if endpoint.method != "PUT" or len(segments) < 2 or fixed(segments[-1]) or endpoint.made:
        return
    noun = segments[-2]
    resource = next((r for r in model.resources if r.stated and same_noun(r.name, noun)), None)
    if resource is None or not endpoint.fields:
        return
    sent = {field.name for field in endpoint.fields}
    missing = [field.name for field in writable(resource) if field.name not in sent]
    if missing:
        message = (
            f"PUT replaces the whole thing, so {', '.join(missing[:4])} would be lost; "
            "write PATCH, or send all fields."
        )
        yield told("put-partial", W, message, endpoint.span, "RFC 9110 9.3.4, RFC 5789")


def _again(endpoint: Endpoint) -> Iterator[Finding]:
    """A request that pays or books, without anything that tells its repetition apart."""
    if endpoint.method != "POST":
        return
    noun = target(endpoint)
    word = singular(last_word(noun))
    if word not in _ONCE or verb(noun) not in _MAKING:
        return
    names = endpoint.names()
    own_ids = {f"{word}_id", f"{word}id", f"client_{word}_id", f"client{word}id"}
    if names & (_CLIENT_MADE | own_ids) or any("idempot" in name for name in names):
        return
    message = (
        f"Sent again after a timeout this makes a second {word}; ask for an Idempotency-Key "
        "header, or an id the client makes."
    )
    source = "draft-ietf-httpapi-idempotency-key-header-08, Zalando 230, AIP-155"
    yield told("no-idempotency", W, message, endpoint.span, source)


def _secrets(endpoint: Endpoint) -> Iterator[Finding]:
    open_ended = endpoint.method in ("WS", "SSE") or any(
        a.status == "101" for a in endpoint.responses
    )
    if open_ended or endpoint.method in ("CALL", "SEND", "RECV"):
        return
    names = (*(field.name for field in endpoint.query), *endpoint.parameters)
    secret = next((name for name in names if _snake(name) in _SECRET), None)
    if secret:
        message = (
            f"Addresses are kept in logs, histories and Referer headers; send {secret} in a header "
            "or a body."
        )
        yield told("secret-in-url", E, message, endpoint.path_span, "API2:2023, RFC 9110 17.9")


def shown(model: Api) -> Iterator[Finding]:
    """Secrets and money in what is answered and in resources, money in requests too."""
    for endpoint in model.endpoints:
        answered = [field for answer in endpoint.responses for field in answer.fields]
        yield from _never(answered, endpoint.span)
        if not endpoint.made:
            yield from _money([*endpoint.fields, *endpoint.query, *answered], endpoint.span)
    for resource in model.resources:
        yield from _never(resource.fields, resource.span)
        yield from _money(resource.fields, resource.span)


def _never(fields: Iterable[ApiField], span: Span) -> Iterator[Finding]:
    secret = next((f.name for f in fields if _snake(f.name) in _NEVER_SHOWN), None)
    if secret:
        message = f"{secret} must never leave the service; leave it out of what is answered."
        yield told("secret-in-answer", W, message, span, "OWASP API3:2023")


def _money(fields: Iterable[ApiField], span: Span) -> Iterator[Finding]:
    for field in fields:
        words = words_of(field.name)
        if words and field.type.strip().lower() in _FLOATS and _MONEY & {words[0], words[-1]}:
            message = (
                f"{field.name} as {field.type} cannot hold every cent; use whole cents (int), or a "
                "decimal written as text, with its currency."
            )
            yield told("money-float", W, message, span, "Zalando 173")
            return


def _is_file(field: ApiField) -> bool:
    name = field.name.lower()
    return name in _FILES or name.endswith(("_base64", "base64"))


def _snake(name: str) -> str:
    """A name as snake_case, so that userId and user_id are one."""
    return "_".join(words_of(name)) or name.lower()
