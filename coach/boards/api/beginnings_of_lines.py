"""What lines begin with, by kind, so that only likely readings are tried."""

import re

from coach.boards.api.wordset import wordset

SETTINGS = frozenset(
    {"base", "server", "host", "auth", "authn", "authz", "authentication", "authorization", "rate"}
    | {"error", "errors", "version", "versioning", "pagination", "paging"}
)
MESSAGES = wordset(
    """client clients c browser app user server srv s service backend api webhook webhooks web
    event callback call push send emit recv receive on"""
)
BLOCKS = wordset(
    """service message syntax package import option rpc type input interface enum schema query
    mutation subscription extend scalar union fragment"""
)
CODE = re.compile(
    r"""@|\[Http|\w+\.(?:get|post|put|patch|delete|GET|POST|PUT|PATCH|DELETE|HandleFunc|Handle|"""
    r"""route|Route|all|MapGet|MapPost|MapPut|MapDelete)\s*\(|Route::|(?:get|post|put|patch|delete|"""
    r"""resources?|path)\s+['"(:]|(?:re_)?path\(|(?:public|private|async|export|fn|func|def)\s""",
)
