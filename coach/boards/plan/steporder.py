"""What a step's line says of its order: after which it comes, how long it waits, beside which."""

import re

from coach.boards.plan.document import After
from coach.boards.plan.durations import DURATION, lengths, whole

_AFTER = re.compile(
    r"(?:(?P<arrow>[ \t]*(?:<--?|←)[ \t]*(?:after|depends on|needs|blocked by)?)"
    r"|(?P<lead>^|[ \t]*[,;]?[ \t]+|[(\[][ \t]*)(?:starts? |runs? )?(?P<word>after|once"
    r"|depends on|needs|following|blocked by))"
    r"[ \t:]+(?P<names>(?:[\"“][^\"”]*[\"”]|[^\"“()\[\];])+)[)\]]?",
    re.I,
)
_BESIDE = re.compile(
    r"[ \t]*[,;(]?[ \t]*\b(?:in parallel|meanwhile|at once|at the same time"
    r"|simultaneously|(?<!index )concurrently)\b"
    r"(?:[ \t]+(?:with|as|to)[ \t]+(?P<name>[\"“][^\"”]*[\"”]|[^,;()\[\]]+))?[)\]]?"
    r"|[ \t]*[(\[](?:runs? )?parallel (?:with|to) (?P<beside>[^,;()\[\]]+)[)\]]",
    re.I,
)
_BOTH = re.compile(r"\b(?:run|keep|operate|serve|write)\w* (?:both|old and new|them|it)$", re.I)
"""What is done with two systems at once, and says nothing of steps: `run both in parallel`."""
_LAG = re.compile(
    rf"[ \t]*(?:\+|\bplus\b)[ \t]*(?P<size>{DURATION})[ \t.]*(?=$|[,;)])"
    rf"|^[ \t]*(?P<alone>{DURATION})(?=[ \t]*(?:$|[,;.)]|[–—-][ ]))",
    re.I,
)
"""The 14 days of `after 106 + 14d` and of `after 14 days`."""
_LATER = re.compile(
    rf"(?:^|[ \t]*[,;(–—-][ \t]*|[ \t]+)(?P<size>{DURATION})[ ]later\b[)]?[ \t]*[:,]?[ \t]*", re.I
)
_NOT_NAMES = re.compile(rf"^(?:{DURATION}|(?:a|the|that|this|it)\b.*)$", re.I)
_DOWN_LAST = re.compile(r"[ ,]+[(\[]?downtime[)\]]?[ ]*$", re.I)
_REFERS = re.compile(r"#?\d{1,6}|[A-Z]|[A-Z][A-Z0-9]{1,9}-\d{1,6}")
"""What can only be another step: its number, its letter, its ticket."""
_REMARK = re.compile(r"(?<=\d)[ ]+[–—-][ ]+[^\d].*$")
"""What is said behind a number: `after 4 - needs sign-off`."""
_NUMBERED = re.compile(r"(?:step|task|no\.?|#)[ ]?(\d{1,3})$", re.I)


class StepRest:
    """The words of a line while parts are taken out of them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.name = ""
        self.seconds: int | None = None
        self.bracketed = False
        self.trailing = False
        self.owner = ""
        self.beside_time = ""
        self.downtime = False
        self.after: list[After] = []
        self.lag = 0
        self.beside: str | None = None

    def drop(self, match: re.Match[str], put: str = "") -> None:
        """Takes what a match covers out of the words; a bracket that opened before it is closed."""
        before, after = self.text[: match.start()], self.text[match.end() :]
        more = match[0].count(")") - match[0].count("(")
        opened = before.count("(") - before.count(")")
        if more > 0 and opened > 0:
            before, put = before.rstrip(" \t,;"), f"{put}{')' * min(more, opened)}"
        self.text = f"{before}{put}{after}"


def take_order(rest: StepRest) -> None:
    """Takes `in parallel` and `after A, B and C` out of the words."""
    later = _LATER.search(rest.text)
    if later:
        rest.lag = whole(later["size"]) or 0
        rest.drop(later, " " if later.start() else "")
    beside = _BESIDE.search(rest.text)
    both = beside is not None and _BOTH.search(rest.text[: beside.start()])
    if beside and not both and (beside.start() > 0 or rest.name):
        name = (beside["name"] or beside["beside"] or "").strip(' "“”')
        inner = lengths(name)
        if inner and inner[-1].end == len(name):
            rest.seconds, name = inner[-1].seconds, name[: inner[-1].start].strip(" ,")
        rest.beside = name
        rest.drop(beside)
    for match in _AFTER.finditer(rest.text):
        if _waits(rest, match):
            return


def _waits(rest: StepRest, match: re.Match[str]) -> bool:
    """Reads `after A, B and C`; False where the words only look like it."""
    before = rest.text[: match.start()]
    word, said = (match["word"] or "").lower(), match["names"]
    lag = _LAG.search(said) if word in ("after", "blocked by", "depends on", "") else None
    if lag is not None and (lag["size"] or before.strip()):
        said = f"{said[: lag.start()]}{said[lag.end() :]}".lstrip(" ,;")
    names, seconds = _names(said.replace(" + ", ", ") if match["arrow"] else said)
    if lag is not None:
        rest.seconds = rest.seconds if seconds is None else seconds
        return _lags(rest, match, lag, names)
    quoted = said.strip()[:1] in '"“'
    sure = quoted or bool(rest.name) or bool((match["lead"] or match["arrow"] or "").strip())
    sure = sure or (word == "blocked by" and all(name.isdigit() for name in names))
    timed = lengths(before)
    before = _DOWN_LAST.sub("", before)
    behind = bool(timed and timed[-1].end == len(before.rstrip(" \t)]")))
    if behind and word == "after" and len(lengths(rest.text)) > 1 and rest.seconds is None:
        rest.lag = timed[-1].seconds
        rest.after = [After(name, False) for name in names]
        rest.text = f"{before[: timed[-1].start].rstrip(' ,(')}{rest.text[match.end() :]}"
        return True
    sure = sure or behind
    if not before.strip() and not rest.name:
        return False
    if seconds is not None and match["lead"] and match["lead"].endswith("("):
        rest.seconds, rest.bracketed = seconds, True
        rest.beside_time = names[0] if len(names) == 1 else ""
        rest.drop(match, f" ({', '.join(names)})" if names else "")
        return True
    referred = bool(names) and all(_REFERS.fullmatch(name) for name in names)
    sure = sure or referred
    loose = word in ("once", "needs", "following") and not (quoted or rest.name or referred)
    if not names or loose:
        return False
    if not sure and any(_NOT_NAMES.match(name) for name in names):
        return False
    rest.after = [After(name, sure) for name in names]
    if seconds is not None:
        rest.seconds = seconds
    if sure:
        rest.drop(match)
    return True


def _lags(rest: StepRest, match: re.Match[str], lag: re.Match[str], names: list[str]) -> bool:
    """Takes `after 106 + 14d` out of the words, and `after 14 days`, behind which stands no step
    to wait for; in brackets what is left of them stays."""
    rest.lag = whole(lag["size"] or lag["alone"]) or 0
    bracketed = (match["lead"] or "").endswith("(")
    if lag["size"]:
        rest.after = [After(name, True) for name in names]
        rest.drop(match)
    elif bracketed and names:
        rest.beside_time = names[0] if len(names) == 1 else ""
        rest.drop(match, f" ({', '.join(names)})")
    else:
        left = match["names"][lag.end() :].strip(" ,;")
        rest.drop(match, f" {left}" if left else "")
    return True


def _names(said: str) -> tuple[list[str], int | None]:
    """The names of a list (commas, and, &; quotes hold) and a length written among them."""
    names, seconds = [], None
    for piece in re.findall(r"[\"“][^\"”]*[\"”]|[^,&\"“]+", said):
        if not piece.strip():
            continue
        if piece.strip()[:1] in '"“':
            names.append(piece.strip(' "“”'))
            continue
        for part in re.split(r"[ \t]+and[ \t]+|^and[ \t]+", piece):
            name = _REMARK.sub("", part).strip(" \t.;")
            length = whole(name)
            if length is not None:
                seconds = length
            elif name and name.lower() not in ("and", "downtime"):
                numbered = _NUMBERED.match(name)
                names.append(numbered[1] if numbered else name)
    return names, seconds
