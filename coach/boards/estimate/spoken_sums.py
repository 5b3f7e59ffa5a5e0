"""Sums that are spoken and have no sign: what is left of a share, so much for each, an amount at a
rate, growth over years, a ratio.

Each kind is a phrase and the calculation it means; a line must be the phrase from end to end, after
its label. All others stay as they are.
"""

from typing import Final

from coach.boards.estimate.expressions import ready
from coach.boards.estimate.parse_operand import SPELLED
from coach.boards.estimate.spoken_words import SHARE_WORDS

_COUNT: Final = r"[0-9][0-9,]*(?:\.[0-9]+)?(?: ?(?:k|m|b|bn|thousand|million|billion)\b)?"
_SIZE: Final = r"[0-9][0-9,]*(?:\.[0-9]+)? ?(?:[kmgtp]i?)?(?:b|bytes?)\b"
_TIME: Final = r"(?:s|sec|second|min|minute|h|hour|day|week|month|year)"
_PER: Final = rf"(?: ?/ ?| per | an? ){_TIME}\b"
_LENGTH: Final = rf"[0-9][0-9,.]* ?(?:ms|us|{_TIME}s?)\b"
_SPAN: Final = r"[0-9]{1,4} (?:day|week|month|year)s?\b"
_FLOW: Final = rf"(?:{_SIZE[:-2]}{_PER}|[0-9][0-9,.]* ?[kmgt]?(?:bit ?/ ?s|bps)\b)"
_RATE: Final = rf"{_COUNT}(?: ?[a-z]+)?{_PER}"
_ANY: Final = rf"(?:{_FLOW}|{_SIZE}|{_RATE}|{_COUNT}(?: [a-z]+)?)"
_SHORT: Final = r"[0-9][0-9,.]* ?(?:ms|s|secs?|seconds?|mins?|minutes?|h|hours?)\b"
_EVENT: Final = r"(?!doubl|tripl|halv|grow)[a-z]+(?<!ed)(?<!s)"
"""What comes every so often; what grows every so often is another thing."""
_PERCENT: Final = r"[0-9]{1,3}(?:\.[0-9]+)? ?%"
_SHARE: Final = (
    rf"(?P<p>{_PERCENT})|(?:one|1|a) in (?P<k>[0-9]+|two|three|four|five|six|seven|eight|nine|ten)"
    r"|(?P<h>half)|a (?P<part>third|quarter|fifth|tenth)"
)
_LED: Final = r"(?:[a-z][a-z-]* ){0,3}"
_LEFT: Final = r"(?:(?:what |how much )?(?:is |the )?(?:remaining|remains|left|rest))"
_NUMBERED: Final = r"[0-9]+(?:\.[0-9]+)?"

_KINDS: Final[tuple[tuple[tuple[str, ...], str, str], ...]] = (
    (
        ("error budget",),
        rf"error budget(?: of| at| for|:)? (?P<p>(?=[5-9][0-9]){_PERCENT}) (?:of|on|over) "
        rf"(?P<a>{_ANY})",
        "(100% - {p}) × {a}",
    ),
    (
        ("remain", " left", " rest"),
        rf"{_LED}(?:saves?|saving|removes?|removing|cuts?|cutting|drops?|dropping|frees?) "
        rf"(?P<p>{_PERCENT}) of (?P<a>{_ANY}),? {_LEFT}",
        "(100% - {p}) × {a}",
    ),
    (
        ("misse",),
        rf"{_LED}(?:hits?(?: rate| ratio)?(?: of| is)? (?P<p>{_PERCENT})|"
        rf"(?P<p2>{_PERCENT}) hits?(?: rate| ratio)?)(?:,| of| on| at) (?P<a>{_ANY})[:,;]? ?"
        r"(?:the )?(?:missed|misses)(?: per [a-z]+)?",
        "(100% - {p}) × {a}",
    ),
    (
        (" each", " apiece"),
        rf"{_LED}(?P<n>{_COUNT}) [a-z]+(?: [a-z]+)?,? (?:each|apiece)"
        rf"(?: at| with| of| doing| has| takes| does)? (?P<a>{_FLOW}|{_SIZE}|{_RATE})",
        "{n} × {a}",
    ),
    (
        ("each ", "every "),
        rf"(?:each|every) (?P<one>[a-z]{{2,}}?) (?:has |gets |needs |stores |keeps )?(?P<a>{_SIZE})"
        rf"(?: [a-z]+)?, (?P<n>{_COUNT}) (?P=one)e?s",
        "{n} × {a}",
    ),
    (
        ("b, ", "bytes, "),
        rf"(?P<one>[a-z]{{2,}}?) (?:is |of )?(?P<a>{_SIZE}), (?P<n>{_COUNT}) (?P=one)e?s",
        "{n} × {a}",
    ),
    (
        (" of them",),
        rf"{_LED}(?P<a>{_LENGTH}|{_SIZE}) each, (?P<n>{_COUNT}) of them"
        rf"(?:,? (?:on|over|across|by|with) (?P<by>{_COUNT}) [a-z]+)?",
        "{n} × {a}",
    ),
    (
        (" each", " apiece", " per "),
        rf"(?P<n>{_RATE}) (?:at|@|of) (?P<a>{_SIZE})(?: each| apiece| per [a-z]+)"
        rf"(?:,? (?:for |over |kept )?(?P<by_time>{_LENGTH}))?",
        "{n} × {a}",
    ),
    ((" over ",), rf"(?P<a>{_RATE}|{_FLOW}) over (?P<t>{_SPAN})", "{a} × {t}"),
    (
        (" over ", " through ", " across "),
        rf"{_LED}(?P<a>{_SIZE}) (?:over|through|across) (?:an? |the |one )?(?P<r>{_FLOW})"
        r"(?: [a-z]+)?",
        "{a} / {r}",
    ),
    (
        ("width for ", "fic for ", "put for ", "gress for "),
        rf"(?:bandwidth|traffic|throughput|egress|ingress) for (?P<n>{_COUNT}) [a-z]+(?: [a-z]+)? "
        rf"(?:at|@|with) (?P<a>{_FLOW})(?: each)?",
        "{n} × {a}",
    ),
    (
        ("minute of ", "hour of ", "day of ", "week of ", "month of ", "year of "),
        rf"(?:an?|one|1) (?P<t>minute|hour|day|week|month|year) of [a-z]+ (?:at|@) (?P<a>{_FLOW})",
        "1 {t} × {a}",
    ),
    (
        ("drain ", "clear ", "work off ", "process ", "send ", "import ", "index ", "copy "),
        rf"(?:drain|clear|work off|process|send|import|index|copy) (?P<n>{_COUNT}) [a-z]+ at "
        rf"(?P<r>{_COUNT})(?P<per>{_PER})",
        "{n} / ({r}{per})",
    ),
    (
        ("growth ", "growing ", "grows "),
        rf"(?:growth|growing|grows)(?: of| by| at)? (?P<p>{_NUMBERED}) ?% (?:a|per|each|every) "
        rf"(?P<time>month|year), (?P<a>{_ANY}) (?:today|now),? (?:in|after) (?P<n>[0-9]{{1,2}}) "
        r"(?P=time)s?",
        "{a} × (1 + {p} / 100)^{n}",
    ),
    (
        ("doubling ", "tripling "),
        r"(?P<f>doubling|tripling) (?:each|every|a|per) (?P<time>month|year) from "
        rf"(?P<a>{_RATE}|{_SIZE}|{_COUNT}(?: [a-z]+)?),? (?:in|after|for) (?P<n>[0-9]{{1,2}}) "
        r"(?P=time)s?",
        "{a} × {f}^{n}",
    ),
    (
        (":1 ",),
        rf"[a-z]+ (?P<n>{_NUMBERED}):1 (?:over|to|on|per|against) (?P<a>{_COUNT}) [a-z]+"
        rf"(?P<per>{_PER})",
        "{n} × {a}{per}",
    ),
    (
        (":1 ",),
        rf"(?:compress(?:ed|ing|ion)?|dedup[a-z]*|shr[iau]nk[a-z]*) (?P<n>{_NUMBERED}):1 "
        rf"(?:from|of|on) (?P<a>{_FLOW}|{_SIZE})",
        "{a} / {n}",
    ),
    (
        ("peak ",),
        rf"(?P<w>[a-z]+ )?(?:avg|average|mean) (?P<n>{_COUNT}(?: ?[a-z]+(?:/s)?)?), peak (?:factor|"
        rf"multiple|multiplier)(?: of)? (?P<f>{_NUMBERED})",
        "{n} × {f}",
    ),
    (
        (" takes ",),
        rf"(?P<verb>[a-z]+) (?P<a>{_SIZE}) (?:[a-z]+ ){{0,3}}takes (?P<t>{_LENGTH}), (?P=verb) "
        rf"(?P<b>{_SIZE})",
        "{b} / ({a}) × {t}",
    ),
    (
        ("how many per",),
        rf"{_LED}(?P<t>{_LENGTH}),? how many per (?P<time>{_TIME})",
        "1 / ({t}) in /{time}",
    ),
    (
        (" each",),
        rf"(?P<n>{_COUNT}) [a-z]+, (?P<m>{_COUNT})(?: [a-z]+)?(?P<per>{_PER}), (?P<a>{_SIZE}) "
        rf"each(?:, (?:per|a) (?P<in_time>{_TIME}))?",
        "{n} × {m}{per} × {a}",
    ),
    (
        (" every ",),
        rf"(?P<n>{_COUNT}) [a-z]+, (?:1 |one |an? )?(?P<what>{_EVENT}) every (?P<t>{_SHORT})",
        "{n} {what}s / ({t})",
    ),
    (
        ("month of ",),
        rf"{_LED}(?P<a>{_COUNT} [a-z]+) (?:a|per|each) month of (?P<t>[0-9]{{2}} days)",
        "{a} / ({t})",
    ),
    (
        (" days", " weeks", " months", " years", " 1 year"),
        rf"(?P<a>{_SIZE}) ?[x×*] ?(?P<r>{_RATE}|{_COUNT} ?/ ?s), (?:retained |kept |for |over )?"
        rf"(?P<t>{_SPAN})(?:, rf (?P<copies>[2-9]))?",
        "{a} × {r} × {t}",
    ),
    (
        (" days", " weeks", " months", " years", " 1 year"),
        rf"(?P<r>{_RATE}) ?[x×*] ?(?P<a>{_SIZE}), (?:retained |kept |for |over )?"
        rf"(?P<t>{_SPAN})(?:, rf (?P<copies>[2-9]))?",
        "{r} × {a} × {t}",
    ),
    (
        ("monthly",),
        rf"(?:users |accounts )?(?P<n>{_COUNT}) monthly,? (?P<p>{_PERCENT}) (?:of them )?daily",
        "{n} × {p}",
    ),
    (
        ("active", "online", "concurrent", "daily", "paying", "premium", "connected"),
        rf"(?P<n>{_COUNT}) (?P<who>(?:monthly |registered |total |daily )?(?:active )?"
        rf"(?:users|accounts|members|people|customers|players|drivers|devices|MAU|DAU)),? "
        rf"(?:of whom |and |with |about |around |roughly |~){{0,3}}(?:{_SHARE}) "
        r"(?:of (?:them|those|these|whom) )?(?:is |are |being )?"
        r"(?:daily|active|online|concurrent|paying|premium|connected)"
        r"(?: daily| active| online| users| at once| at peak| at a time| at any (?:one )?time"
        r"| concurrently| (?:on|in|at) (?:a|any) (?:given )?(?:day|time|moment)"
        r"| (?:each|every|per|a) day){0,2}",
        "{n} {who} × {p}",
    ),
    (
        ("% with ", "% have ", "% carry "),
        rf"{_LED}(?P<a>{_SIZE}) \+ (?P<p>{_PERCENT}) (?:with|have|carry)(?: an?)? (?P<b>{_SIZE})"
        r"(?: [a-z]+){0,2}",
        "{a} + {p} × {b}",
    ),
    (
        (" of that", " of it", " of this", " of them", " of those"),
        rf"(?:[a-z][a-z-]* ){{0,5}}(?P<a>\$?{_ANY}|\$[0-9][0-9.,]*[kmb]?(?:{_PER})?),? "
        rf"(?:and |with |of which )?(?:about |around |roughly |~){{0,2}}(?:{_SHARE}) "
        r"of (?:that|it|this|them|those)(?: [a-z][a-z0-9-]*){0,7}",
        "{a} × {p}",
    ),
)
"""Words of which a line must have any, the phrase, and its calculation. A phrase is compiled when
its words are first met."""
_WORDS: Final = tuple(dict.fromkeys(word for kind in _KINDS for word in kind[0]))
_LINE: Final = (
    r"(?P<label>[^\W\d][\w /-]{0,40}(?: ?=|:) )?(?P<body>[^=≈→⇒]+?)"
    r"(?P<rest>(?: in [a-z]{1,7}(?:/[a-z]+)?)?(?: ?[=≈→⇒].*)?)"
)
"""A label, the phrase, the unit it is asked for in, and what is said to come out."""
_OPENERS: Final = (
    r"(?:(?:ok(?:ay)?|so|well|right|now|and|let['’]?s (?:say|assume)|say|assum(?:e|ing)|suppose"
    r"|we(?: have|['’]ve got)|there are|about|around|roughly),? )+"
)
_TIMES: Final = {"doubling": "2", "tripling": "3"}
_RATES: Final = ("qps", "rps", "tps")
_LONGEST: Final = 120


def spoken_sum(text: str) -> str:
    """A line that speaks a sum as a calculation; every other line as it is."""
    if len(text) > _LONGEST or " " not in text:
        return text
    lowered = text.lower()
    said = [word for word in _WORDS if word in lowered]
    kinds = [kind for kind in _KINDS if any(word in kind[0] for word in said)] if said else []
    whole = ready(_LINE).fullmatch(text) if kinds else None
    if whole is None:
        return text
    label, body, rest = (part or "" for part in whole.groups())
    opened = ready(_OPENERS).match(body) if not label else None
    body = body[opened.end() :] if opened else body
    for _, phrase, signs in kinds:
        match = ready(phrase).fullmatch(body)
        if match is not None:
            return f"{label}{_signed(match.groupdict(''), signs)}{rest}"
        match = ready(phrase).fullmatch(label + body) if ":" in label else None
        if match is not None:
            return _signed(match.groupdict(""), signs) + rest
    return text


def _part(said: dict[str, str]) -> str:
    """A share in words: one in five, half, a third; "" where there is none."""
    many = said.get("k", "").lower()
    whole = SPELLED.get(many) or (many if many.isdigit() else "")
    shares = [SHARE_WORDS[said[key].lower()].denominator for key in ("h", "part") if said.get(key)]
    return f"1/{whole or shares[0]}" if whole or shares else ""


def _signed(said: dict[str, str], signs: str) -> str:
    said["p"] = said.get("p") or said.get("p2", "") or _part(said)
    said["f"] = _TIMES.get(said.get("f", "").lower(), said.get("f", ""))
    out = signs.format(**said)
    if said.get("by"):
        out += f" / {said['by']}"
    if said.get("by_time"):
        out += f" × {said['by_time']}"
    if said.get("copies"):
        out += f" × {said['copies']}"
    if said.get("in_time"):
        out += f" in bytes/{said['in_time']}"
    if said.get("w", "").strip().lower() in _RATES:
        out = out.replace(said["n"], f"{said['n']} {said['w'].strip().lower()}", 1)
    return out
