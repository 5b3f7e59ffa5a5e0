"""What lines begin with, by kind, so that only likely readings are tried."""

import re

from coach.boards.api.wordset import wordset

SETTINGS = frozenset(
    {"base", "server", "host", "auth", "authn", "authz", "authentication", "authorization", "rate"}
    | {"error", "errors", "version", "versioning", "pagination", "paging"}
)
MESSAGES = wordset(
    """client clients c browser app user server srv s service backend api webhook webhooks web
    event events callback call push send emit recv receive on topic queue publishes publish emits"""
)
BLOCKS = wordset(
    """service message syntax package import option rpc type input interface enum schema query
    mutation subscription extend scalar union fragment"""
)
CODE = re.compile(
    r"""@|\.route\(|(?:get|post|put|patch|delete)\(\s*["']/|\[(?:Http|Route\b|ApiController)|(?:\w+\.)+(?:add_)?(?:(?i:get|post|put|patch|delete)|HandleFunc|Handle|url_rule|"""
    r"""route|Route|all|MapGet|MapPost|MapPut|MapPatch|MapDelete)\s*\(|Route::|\w+\s*=\s*(?:\w+\.)?(?:APIRouter|Blueprint|NinjaAPI|Router)\(|(?:namespace|scope)\s|(?:member|collection)\s*(?:do\b|\{)|(?:get|post|put|patch|delete|"""
    r"""resources?|path)\s+['"(:]|(?:re_)?path\(|(?:public|private|async|export|fn|func|def)\s""",
)
KEYS = wordset("""name title summary method verb path url endpoint route""")
"""Keys that the first line of a call may have whose parts stand under keys."""
SOCKET = ("WS", "SEND", "RECV")
_SIDE = r"(?:clients?|servers?|browsers?|apps?|users?|backend)"
_TURN = re.compile(rf"{_SIDE}\s*(?:-{{1,2}}>|→|to)\s*{_SIDE}\s*\Z", re.I)
"""A heading that is only who speaks to whom."""


_EVENTS = re.compile(
    r"(?:outgoing |our )?(?:web ?hooks?|callbacks?|events?)\b[\w ]{0,16}:?\Z", re.I
)


def begins(told: str, above: str) -> bool:
    """Whether a line may begin messages over a socket, or be one below the call `above`."""
    told = told.strip()
    if _EVENTS.match(told):
        return True
    if told[-1:] == ":":
        return told.split()[0].lower().rstrip("s") in ("client", "server", "browser", "app", "user")
    if _TURN.match(told):
        return True
    return above in SOCKET and told[0] in "-→←<>"
