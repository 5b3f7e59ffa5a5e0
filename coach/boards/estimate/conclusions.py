"""What a sentence comes to: `that's 10M DAU`, `so per year 3.1 PB`, `0.1% means 1,000 errors`.

`conclusion` takes a line apart at the words that lead to its answer. It reads no numbers but the
answer's place, and leaves a line alone that says more than one thing.
"""

import re
from typing import Final

from coach.boards.estimate.expressions import ready
from coach.boards.estimate.lexer import normalise
from coach.boards.patterns import lazy
from coach.tuples import NamedTuple

_FINAL: Final = (
    r"(?:which|that|this|it|they)(?: alone)?\s?(?:['’]s|\s(?:is|are|makes?|gives?(?: us)?|means?"
    r"|leaves?"
    r"|results in|comes? to|totals|adds? up to|works out (?:at|to|as)|amounts? to|would be"
    r"|will be))|thats|makes it|leaves(?: us)?|leaving|gives?(?: us)?|giving|yields|means|meaning"
    r"|saves(?: us)?|saving|comes? (?:out )?(?:to|at)|works out (?:at|to|as)|results in|totals"
    r"|amounts? to|adds? up to|ends? up (?:at|as|with)|call it|call that|we['’]re at"
    r"|(?:we|you|i)(?:['’]d|['’]ll)? (?:need|get|end up with|are at|must keep)"
    r"|we(?:['’]d)? have (?:about|around|roughly)|i['’]d (?:say|take|use)|i\.e\."
    r"|(?:should|must|have to|need to|would) (?:plan|provision|budget|size|design) (?:for|with)"
    r"|(?:sees?|gets?|takes?|handles?|serves?|becomes?|drops?|falls?|goes|shrinks?|rises?|is|are)"
    r"(?: then)?(?: down| up)?(?: to)? (?:only|just|about|around|roughly|something like)"
)
_SO: Final = (
    r"so (?:[a-z0-9'-]+ ){0,3}?(?:is|are|costs?|takes?|gets?|sees|needs|becomes|have to plan for)"
    r"|takes|lasts|is|are|so|thus|hence|therefore|ergo|so then|altogether|overall|in total|in all"
    r"|[→⇒:](?: (?!about|around|roughly|nearly|only)[a-z]{3,}){0,2}"
)
_PER: Final = (
    r"(?:per|a|each|every) (?:s|sec|second|min|minute|hour|hr|day|week|month|mo|quarter|year|yr)"
    r"|daily|weekly|monthly|yearly|annually|hourly"
)
_HEDGE: Final = (
    rf"{_PER}|about|around|roughly|approximately|approx\.?|some|only|just|maybe|perhaps|nearly|almost"
    r"|like|say|at least|at most|up to|a total of|total|in total|it['’]s|is|are|that['’]s|closer to"
    r"|under|over|well|another|still|already|a bit over|a bit under|a little over|a little under"
    r"|a mere|a good|really|more like|we (?:need|have|get)|you need|i need|one needs|needs?|takes?"
    r"|storage|traffic|peak|average|avg|total of|the answer is|something like|somewhere around|for"
)
_AMOUNT: Final = r"(?P<amount>[~≈+]?\s?\$?[0-9].*)"
_CONCLUDES: Final = (
    rf"(?:^|(?<=[\s,;:(–—-])|(?=[→⇒:]))"
    rf"(?P<lead>(?:(?:{_FINAL}|{_SO}|and so)[\s,]+)+(?:(?:{_HEDGE})[\s,]+)*){_AMOUNT}$"
)
_BEGINS: Final = (
    rf"(?P<lead>(?:and |or |but )?(?:{_PER}|saves|leaves|total|roughly|about)\s"
    rf"(?:(?:{_HEDGE})[\s,]+)*){_AMOUNT}$"
)
_END: Final = lazy(
    r"[,;(→⇒]\s?(?![0-9]{3})|\.\s|\s[–—-]\s"
    r"|\s(?:so|and|but|because|since|which|if|when|while|rather than|instead of)\s"
)
_SENTENCE: Final = lazy(r"\.\s.*[0-9]")
_LISTED: Final = lazy(r"[,;→⇒]\s.*[0-9]")
"""What stands behind the first of several amounts after a colon, none of which is the answer."""
_SAME: Final = lazy(
    r",? (?:or |i\.e\. |that is )?(?:about|around|roughly|approx\.?|~|≈) ?(?=[0-9$])"
)
_TURNED: Final = lazy(
    r"\?|\b(?:not|never|no|without|unless|whether|or|if|instead|rather|isn['’]t|don['’]t|can['’]t|won['’]t)\b",
    re.IGNORECASE,
)
_SIGNED: Final = lazy(r"[=≈|#`<>×*^]|[0-9)]\s*[x/]\s*\$?[0-9]|[0-9A-Za-z)] ?\+ ?[0-9]")
_EACH: Final = lazy(r"\b(?:each|apiece|per|every)\b")
_FOLD: Final = lazy(r"[0-9] ?(?:times|[x×])(?!\w)")
_NUMBER: Final = lazy(r"[0-9][0-9.,]*")
_LONGEST: Final = 160


class Conclusion(NamedTuple):
    """The words a line concludes from, the amount it comes to, the same in other words ("" for
    nothing), the time it is per ("" for none); final: the words before it can only lead to it."""

    premise: str
    amount: str
    again: str = ""
    per: str = ""
    final: bool = False


def conclusion(line: str) -> Conclusion | None:
    """The last thing that a line says its words come to; None where nothing leads to one amount."""
    text = normalise(line[: _LONGEST + 1]).strip().rstrip(".!")
    if len(text) > _LONGEST or _SIGNED.search(text) or text.endswith("?"):
        return None
    concludes = ready(_CONCLUDES)
    led = concludes.search(text)
    while led is not None:
        told = _told(text, led)
        if told is not None:
            return told
        led = concludes.search(text, led.start() + 1)
    led = ready(_BEGINS).match(text)
    return _told(text, led) if led is not None and not _END.search(led["amount"]) else None


def _told(text: str, led: re.Match[str]) -> Conclusion | None:
    """What a line concludes at a place; None where more or something else than an amount does."""
    if _TURNED.search(led["lead"]):
        return None
    said, again = led["amount"], ""
    listed = led["lead"][0] == ":" and _LISTED.search(said)
    if listed or _SENTENCE.search(said):
        return None
    same = _SAME.search(said)
    if same is not None:
        said, again = said[: same.start()], _first(said[same.end() :])
    amount = _first(said).lstrip("+ ")
    if len(_NUMBER.findall(amount)) != 1 or _TURNED.search(amount) or _FOLD.search(amount):
        return None
    per = ready(_PER).search(led["lead"])
    final = ready(rf"(?:{_FINAL})[\s,]").match(led["lead"]) is not None
    timed = led["lead"].lower().startswith(("takes", "lasts", "is ", "are "))
    shared = final or led["lead"][:3].lower() == "so "
    if ("%" in amount and not shared) or (timed and not _NUMBER.search(text[: led.start()])):
        return None
    final = final and _EACH.search(amount) is None
    premise = text[: led.start()].rstrip(" ,;:")
    return Conclusion(premise, amount, again, per[0] if per else "", final)


def _first(text: str) -> str:
    """An amount without the sentence that goes on after it."""
    end = _END.search(text)
    return (text[: end.start()] if end else text).strip()
