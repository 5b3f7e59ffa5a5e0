"""What the rules share: how a finding is worded; what counts as a version, a verb, a singleton."""

from coach.boards.api.api_model import Api, Endpoint
from coach.boards.api.path_nouns import words_of
from coach.boards.api.wordset import wordset
from coach.boards.board import Finding, Severity, Span

E, W, H = Severity.ERROR, Severity.WARNING, Severity.HINT

READING = frozenset({"get", "fetch", "list", "retrieve"})
CHANGING = wordset(
    """create update edit delete remove add insert save make cancel send submit approve reject
    publish unpublish activate deactivate"""
)
VERBS = wordset("""create get fetch update edit delete remove add insert save retrieve make""")
"""Verbs that the method says already (Zalando 138, 141)."""
SINGLETONS = wordset(
    """me self cart basket feed profile news media series health status settings preferences
    search login logout metadata inventory history data info information content analytics
    statistics stats metrics presence balance timeline home current inbox outbox account
    wallet config configuration dashboard access progress options permissions limits usage
    avatar session chess address leaderboard autocomplete weather price availability directions
    capacity notes"""
) - {"notes"}
"""Nouns of which there is one for whoever asks, or that are not counted."""
ACTIONS = wordset(
    """login logout signin signout signup register search query check checks upload download
    checkout shorten batch bulk import export refresh verify validate subscribe graphql auth
    token oauth authorize callback webhook ping health lookup ingest convert translate
    render transcode preview estimate calculate reset confirm track compare count rpc invite
    share sync merge rollback rollout complete start stop retry replay send publish"""
)
"""Last segments of a POST that name what is done rather than a collection."""


def told(code: str, severity: Severity, message: str, span: Span | None, source: str) -> Finding:
    """A finding whose sentence ends with where its rule comes from."""
    return Finding(code, severity, f"{message} ({source})" if source else message, span, source)


def fixed(segment: str) -> bool:
    """Whether a segment is a word rather than a parameter."""
    return "{" not in segment


def verb(segment: str) -> str:
    """The verb a segment is or begins with; "" for a noun."""
    words = words_of(segment) if fixed(segment) else ()
    if not words:
        return ""
    if words[0] in VERBS or (words[0] == "list" and len(words) > 1):
        return words[0]
    return ""


def target(endpoint: Endpoint) -> str:
    """The last fixed word of a path that ends with one, an action behind a colon included."""
    segments = endpoint.own
    if not segments:
        return ""
    last = segments[-1]
    if fixed(last):
        return last.partition(":")[2] or last
    return last.partition("}:")[2]


def acting(endpoint: Endpoint) -> bool:
    """Whether a path ends in something done to an identified thing: /orders/{id}/cancel."""
    segments = endpoint.own
    return bool(segments) and (
        "}:" in segments[-1]
        or (len(segments) > 1 and fixed(segments[-1]) and not fixed(segments[-2]))
    )


def known_caller(model: Api, endpoint: Endpoint) -> bool:
    """Whether a request says who is calling."""
    return (endpoint.auth or model.conventions.auth or "none") != "none"
