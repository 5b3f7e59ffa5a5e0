"""The clauses of a line before any arithmetic: bullets, label, comment, and the signs between.

`anatomy` turns one line into a name (from `Label:`, `name =`, `name ->` or `name - value`) and
clauses joined by claim signs; it reads no numbers.
"""

import re
from functools import lru_cache
from typing import Final

from coach.boards.estimate.expressions import ready
from coach.boards.estimate.lexer import normalise
from coach.boards.estimate.magnitudes import magnitude
from coach.boards.estimate.nouns import noun
from coach.boards.estimate.ornaments import unadorned
from coach.boards.estimate.pasted_rows import unpasted
from coach.boards.estimate.refusal import LONGEST
from coach.boards.estimate.spoken_downtime import in_signs
from coach.boards.estimate.spoken_sums import spoken_sum
from coach.boards.estimate.units import lookup
from coach.boards.estimate.unsigned_facts import named_fact
from coach.tuples import NamedTuple

_COMMENT: Final = re.compile(r"(?:^|\s)(?:#|//)(?![0-9]).*$")
_BULLET: Final = re.compile(
    r"^(?:[0-9]{1,2}\s?→\s*(?=[^\W\d])"
    r"|(?:>\s+)*(?:(?:[-+*•‣◦▪●○–—→⇒]|[0-9]{1,2}[.)]|\([0-9a-z]\)|[a-z]\)|\[[ xX]?\])"
    r"\s+)+(?=\S))"
)
_RULER: Final = re.compile(r"^[-=_*~\s|:+]{3,}$")
_BOLD: Final = r"(?<![\w)])(\*\*|__|\*)(?=[^\s*])(.{1,200}?)(?<=[^\s*])\1(?![\w(])"
_LABEL: Final = re.compile(r":(?=\s|$|(?<=[^\W\d]:)[0-9$~(.≈])")
_DASH: Final = r"^([^\W\d][^=≈⇒→:]{0,60}?)\s+([-–—])\s+(?=[~≈]?\s*[0-9$(.])"
_LETTER: Final = re.compile(r"[^\W\d_]")
_BRACKETED: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_OPERATOR: Final = re.compile(r"[×*^±+<>≤≥%]|\s[-/]\s|/\s*[0-9(]|(?<=[\w)])\s+x\s+(?=[0-9(])")
_CODE: Final = re.compile(r"(?<![0-9A-Za-z.,])[0-9]{1,3}(?:xx|st|nd|rd|th)\b")
_WORDS_FIRST: Final = re.compile(r"^[^\W\d_]")
_FOOTNOTE: Final = re.compile(r"(?<=[\w)%]) ?\[\^?[0-9]{1,2}\]")
_NUMBERED: Final = (
    r"\b(?:for|in|over|after|at|with|years?|months?|days?|weeks?|hours?|top|phase|step|tier|level"
    r"|first|next|last|version|option|part|within|every)\s+[0-9]+"
    r"|(?<=\s)[0-9]+[- ]?(?:yrs?|years?|months?|mo|days?|d|y|weeks?|w)\b"
)
_SPAN: Final = re.compile(
    r"(?<=[^\W\d_])\s?/\s?[0-9]+\s?(?:yrs?|years?|months?|weeks?|days?|hours?)\b", re.IGNORECASE
)
"""The time in a name: `Storage/5 years`, `records / 10 yrs`."""
_TIMED: Final = re.compile(
    r"(?:\s/\s[a-z]{3,})?\s/\s(?:s|sec|second|min|minute|hour|hr|day|week|month|year)$",
    re.IGNORECASE,
)
"""The time at the end of a name with spaces: `posts / user / day`."""
_SHARED: Final = re.compile(r"^%\s+(?=[^\W\d])|(?<=[^\W\d_])\s?%$")
"""The sign in the name of a share: `posting %`, `% active`."""
_ORDINAL: Final = re.compile(r"\s[0-9]{1,2}$")
_COUNTED: Final = re.compile(r"(?<![\w.-])(?:\.?[0-9]|\$)")
_DIVIDED: Final = re.compile(r"[0-9)]\s*//\s*[0-9(]")
_REPLICATED: Final = r"(?<=[\w.)], )(RF|replication(?: factor)?)\s?[=:]\s?(?=[1-9]\b)"
"""The sign in `35 GB/day, keep 1 year, RF=3`, which defines nothing."""
_ASKED_IN: Final = (
    r"[0-9][^?]*[,:→⇒=]\s*(?:so |what is it |how much )?(?:in |per |as |/)\s?[\w/]{1,12} ?\?$"
)
"""A calculation that is asked for in a unit: `10M links/day, per sec?`"""
_NUMBER_OF: Final = r"^(?:[-*]\s+)?#(?:\s*of\s+|(?=[A-Za-z]))(?=[^=:≈]{1,40}[=:≈].*[0-9])"
_PAIRED: Final = re.compile(
    r"\b(?:avg|average|mean|median|normal|min|low|p50)\s?/\s?(?:peak|max|high|p9[059])\b"
    r"[^0-9/]*[~≈]?[0-9][\w.,]*\s?/\s?[0-9][\w.,]*(?:\s?[^\W\d]+)?$",
    re.IGNORECASE,
)
"""`QPS (avg/peak): 200 / 400`: two facts and no quotient."""
_OPENING: Final = r"^(?:let|assume|say|so|then|thus|hence|therefore|now|also|and)\s+(?=\S)"
_ROUTE: Final = r"\b(?:GET|POST|PUT|PATCH|DELETE|HEAD)\s+/"
_NEXT: Final = r",\s+(?=[^\W\d][^=≈,]{0,40}\s=\s[^=≈]*[0-9][A-Za-z]{0,2}\s*[/*×]\s*[0-9])"
_STATEMENTS: Final = re.compile(
    rf";\s*|\.\s+(?=[A-Z]|[0-9]+ (?:day|week|month|year)s?\s*=)|{_NEXT}"
)
_CALCULATION: Final = re.compile(
    r"[\w)%]\s*[×*^]\s*[~$\w(.]|[\w)%]\s+[/+x-]\s+[~$0-9(.]|\w\s\+\s\w|[0-9)]\s*/\s*[0-9(]|\w\([0-9.]+\w*\s*/"
    r"|%\s+of\s"
)
_ANSWERED: Final = re.compile(r"[0-9][\w.,/]*(?:\s[\w/]+){0,3}\s*[×*/]\s*~?[$0-9(][^=≈]*[=≈]")
_ARROW: Final = re.compile("[→⇒]")
_REMARKED: Final = re.compile(r'\s*[→⇒]\s*"[^"]*"$')
"""What stands in quotes after an arrow at the end: how somebody says it."""
_EQUALS: Final = re.compile("[=≈]")
_LEADERS: Final = re.compile(r"\s*\.{4,}\s*")
_FUNCTION: Final = re.compile(
    r"^(?:ceil|floor|round\w*|sqrt|min|max|log|ln|log2|log10|abs|sum|avg)\("
)
_DASHED: Final = frozenset("-–—")
_REMARK: Final = re.compile(
    r"^([^\W\d][^=≈⇒→:\d]{2,90}?)\s*"
    r"(\((?:[^()]|\([^()]*\))+\)|\[[^\[\]]+\])$"
)
_SPARED: Final = re.compile(r"(?<=[^\W\d] )\(?N\+[0-9]\)?(?![\w+])")
_RATIO: Final = re.compile(r"~?[0-9][0-9.,]*[kKM]?\s?:\s?[0-9]+$")
_OVER: Final = re.compile(r"[^\W\d_]{3,}s?\s?/\s?[^\W\d_]{3,}(?:\s+ratio)?$", re.IGNORECASE)
SIGNS: Final = "=≈⇒→"


class Clause(NamedTuple):
    """A stretch of the line and the sign before it: "", "=", "≈", "⇒" or "→"."""

    sign: str
    text: str


class Anatomy(NamedTuple):
    """A line taken apart. kind is none, line, more (goes on with the line above) or table.

    defines: the name stands before an equals sign or an arrow, not before a colon or a dash.
    """

    kind: str
    label: str = ""
    bracket: str = ""
    clauses: tuple[Clause, ...] = ()
    bulleted: bool = False
    dashed: bool = False
    defines: bool = False


_NOTHING: Final = Anatomy("none")


def _unmarked(text: str) -> str:
    if "`" in text:
        text = text.replace("`", "")
    if "*" in text or "__" in text:
        text = re.sub(_BOLD, r"\2", text)
        text = re.sub(_BOLD, r"\2", text)
    return text


def _split(text: str) -> list[Clause]:
    """Parts at the signs outside brackets; a tilde joins the sign before it or is one itself."""
    clauses: list[Clause] = []
    depth = start = 0
    sign = ""
    for at, char in enumerate(text):
        if char in "([":
            depth += 1
        elif char in ")]":
            depth -= 1
        elif depth <= 0 and (char in SIGNS or (char == "~" and _joins(text, at))):
            piece = text[start:at].strip()
            if not piece and sign:
                sign = "≈" if "≈" in sign + char or char == "~" else sign
            else:
                clauses.append(Clause(sign, piece))
                sign = "≈" if char == "~" else char
            start = at + 1
    clauses.append(Clause(sign, text[start:].strip()))
    return clauses


def _joins(text: str, at: int) -> bool:
    """Whether a tilde stands for "about equals": something stands before it on the line."""
    before = text[:at].rstrip()
    if not before or not (before[-1].isalnum() or before[-1] in ")%" or before[-1] in SIGNS):
        return False
    if before[-1] in SIGNS or text[at + 1 : at + 2] == " ":
        return True
    last = before.split()[-1]
    if last.isalpha() and not last.isupper() and not _measures(last):
        return False
    return any(char.isdigit() for char in before)


def _measures(word: str) -> bool:
    """Whether a word can end an amount, so that a tilde after it begins an answer."""
    return bool(lookup(word) or noun(word) or magnitude(word))


def is_name(text: str) -> bool:
    """Whether a part before a sign can be a name: words first, nothing to compute."""
    if _FUNCTION.match(text):
        return False
    bare = _SPAN.sub(" ", _CODE.sub("n", _BRACKETED.sub(" ", text))).strip()
    bare = _SHARED.sub("", _TIMED.sub("", bare))
    if "," in bare and any(char.isdigit() for char in bare):
        return False
    if not _WORDS_FIRST.match(bare) or _OPERATOR.search(bare) or len(bare) > 80:
        return False
    if not _COUNTED.search(bare):
        return True
    return not _COUNTED.search(re.sub(_NUMBERED, " ", _ORDINAL.sub("", bare), flags=re.IGNORECASE))


def _label(text: str) -> tuple[str, str]:
    """The label before the first colon that ends one, and the rest; no label is ""."""
    for match in _LABEL.finditer(text):
        head = text[: match.start()].strip()
        if (not _LETTER.search(head) and head != "$") or any(sign in head for sign in SIGNS):
            return "", text
        if head.count("(") != head.count(")"):
            continue
        return (head, text[match.end() :].strip()) if len(head) <= 90 else ("", text)
    return "", text


def titled(label: str) -> tuple[str, str]:
    """The name in a label and what it says in brackets ("Storage (GB)" -> "Storage", "GB")."""
    inside = " ".join(bracket[1:-1] for bracket in _BRACKETED.findall(label))
    return re.sub(
        _OPENING, "", " ".join(_BRACKETED.sub(" ", label).split()), flags=re.IGNORECASE
    ), inside


@lru_cache(maxsize=16384)
def anatomy(line: str) -> Anatomy:
    """The clauses of a line of at most 400 characters; comments, headings and rulers are none."""
    if "\t" in line:
        line = unpasted(line)
    elif line.count("|") == 1 and line[0] != "|":
        line = unpasted(line.replace("|", "\t")).replace("\t", "|")
    text = unadorned(normalise(line[: LONGEST + 1]).strip())
    if "#" in text[:3]:
        text = re.sub(_NUMBER_OF, "", text)
    if not text or text[0] == "#" or text.startswith(("//", "```", "<!--")) or _RULER.match(text):
        return _NOTHING
    if "#" in text or ("//" in text and not _DIVIDED.search(text)):
        text = _COMMENT.sub("", text).strip()
    if text.startswith(("|", "│")):
        text = text.replace("│", "|")
        if text.count("|") > 2:
            return Anatomy("table", clauses=(Clause("", _unmarked(text)),))
        text = text.strip("| ")
    elif text.count("|") > 1 and _opens_row(text):
        return Anatomy("table", clauses=(Clause("", _unmarked(text)),))
    unmarked = _unmarked(_FOOTNOTE.sub("", text) if "[" in text else text)
    bullet = _BULLET.match(unmarked)
    text = unmarked[bullet.end() :].strip() if bullet else unmarked
    if text.endswith("?") and ready(_ASKED_IN).search(text):
        text = text.rstrip("? ")
    if text.endswith("?") or _PAIRED.search(text) or (" /" in text and re.search(_ROUTE, text)):
        return _NOTHING
    text = text.rstrip(".,;!").strip()
    if text[:1] in SIGNS and not bullet:
        return Anatomy("more", clauses=tuple(_split("\0" + text)[1:]))
    if bullet and text[:1] in SIGNS:
        text = text.lstrip(SIGNS + "~ ")
    return _body(text, bool(bullet))


def _opens_row(text: str) -> bool:
    """Whether a line with bars is a table's row without one at its beginning."""
    head = text.partition("|")[0].strip()
    labelled = _LABEL.search(head) is not None
    return is_name(head) and not labelled and not any(sign in head for sign in SIGNS)


def _main(text: str) -> str | None:
    """The statement of a line that calculates: after `;`, a full stop, or an arrow from a premise.

    None where two of them do, unless only the first has an answer; the whole line where none or
    the only one does.
    """
    if ";" in text or ". " in text or ", " in text:
        pieces = [piece.strip() for piece in _STATEMENTS.split(text) if piece.strip()]
        working = [piece for piece in pieces if _CALCULATION.search(piece)]
        if len(working) > 1:
            answered = [piece for piece in working if _ANSWERED.search(piece)]
            if answered != working[:1]:
                return None
            working = answered
        if len(pieces) > 1 and working:
            text = working[0]
    for match in _ARROW.finditer(text):
        premise, after = text[: match.start()], text[match.end() :]
        equals = _EQUALS.search(after)
        closed = premise.count("(") == premise.count(")")
        if closed and equals and _CALCULATION.search(after[: equals.start()]):
            text = after.strip()
            break
    return text


def _body(text: str, bulleted: bool) -> Anatomy:
    if ", r" in text.lower():
        text = ready(_REPLICATED).sub(r"\1 ", text)
    text = spoken_sum(in_signs(text))
    main = _main(_REMARKED.sub("", text) if '"' in text else text)
    if main is None:
        return Anatomy("several")
    text = _LEADERS.sub(": ", main) if ".." in main else main
    label, rest = _label(text)
    if label and not rest:
        return _NOTHING
    rest = rest.removeprefix("every ") if label else rest
    clauses = _split(rest)
    if not label and len(clauses) == 1:
        worked = _worked_in_brackets(rest)
        if worked:
            name, bracket = titled(worked[0])
            return Anatomy("line", name, bracket, tuple(_split(worked[1])), bulleted)
    name, bracket = titled(label) if label else ("", "")
    dashed = False
    if len(clauses) > 1 and _names(clauses) and not _converts(clauses[1]):
        name, bracket = titled(clauses[0].text)
        first = Clause("", bracket) if _CALCULATION.search(bracket) else None
        clauses = [first, *clauses[1:]] if first else [Clause("", clauses[1].text), *clauses[2:]]
        return Anatomy("line", name, bracket, tuple(clauses), bulleted, defines=True)
    if not label:
        fact = named_fact(rest, len(clauses) == 1)
        if fact is not None:
            return Anatomy("line", fact[0], "", tuple(_split(fact[1])), bulleted)
        match = re.match(_DASH, rest) if _DASHED & set(rest) else None
        if match and is_name(match.group(1)) and _dashes(match, bulleted):
            name, bracket = titled(match.group(1))
            clauses = _split(rest[match.end() :])
            dashed = True
    elif clauses and not clauses[0].text:
        clauses = [Clause("", clauses[1].text), *clauses[2:]] if len(clauses) > 1 else clauses
    return Anatomy("line", name, bracket, tuple(clauses), bulleted, dashed)


def _names(clauses: list[Clause]) -> bool:
    """Whether the first clause names the next: `reads / writes` a ratio, `with N+2` a sum."""
    first = clauses[0].text
    if is_name(first):
        return True
    if "N+" in first and is_name(_SPARED.sub("N", first)):
        return _CALCULATION.search(clauses[1].text) is not None
    return len(clauses) == 2 and bool(_OVER.match(first) and _RATIO.match(clauses[1].text))


def _worked_in_brackets(text: str) -> tuple[str, str] | None:
    """`Disks (2M / 100 = 20k)`: the words before the brackets and the calculation in them."""
    match = _REMARK.match(text)
    if not match or not is_name(match.group(1).replace(" - ", " ")):
        return None
    inside = match.group(2)[1:-1]
    equals = _EQUALS.search(inside)
    if equals is None or not _CALCULATION.search(inside[: equals.start()]):
        return None
    return match.group(1), inside


def _converts(clause: Clause) -> bool:
    """Whether a part after an arrow is only a unit ("-> GB", "-> downtime per year")."""
    if clause.sign not in "→⇒" or any(char.isdigit() for char in clause.text):
        return False
    first = clause.text.replace("/", " ").split()[:1]
    return bool(first) and (first[0] in ("downtime", "per") or lookup(first[0]) is not None)


def _dashes(match: re.Match[str], bulleted: bool) -> bool:
    return bulleted or match.group(2) in "–—"
