"""Words as the interviewer hears them: tokens, stems, and words too common to mean a topic."""

import re
import unicodedata
from functools import lru_cache

_TOKEN = re.compile(r"[a-z]+\d*|\d+(?:[.,]\d+)*")
_APOSTROPHE = re.compile(r"[’'`]")
_VOWEL = re.compile(r"[aeiouy]")
_LONGEST = 4000


def tokens(text: str) -> list[str]:
    """The words of a text in lower case without accents; "what's" is what, "don't" is dont."""
    return list(_tokens(text))


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[str, ...]:
    text = unicodedata.normalize("NFKD", text[:_LONGEST]).casefold()
    text = re.sub(r"[’'`](s|re|ll|d|ve|m)\b", " ", text)
    text = _APOSTROPHE.sub("", text)
    return tuple(_TOKEN.findall(text))


def stems(text: str) -> list[str]:
    """The stems of a text's words, in order."""
    return [stem(token) for token in tokens(text)]


_ENDINGS: tuple[tuple[str, str, int], ...] = (
    ("ization", "ize", 3),
    ("isation", "ize", 3),
    ("ability", "able", 3),
    ("ibility", "ible", 3),
    ("iveness", "ive", 3),
    ("fulness", "ful", 3),
    ("ational", "ate", 3),
    ("ation", "ate", 3),
    ("ition", "ite", 3),
    ("ising", "ize", 3),
    ("ised", "ize", 3),
    ("ises", "ize", 3),
    ("ise", "ize", 3),
    ("ency", "ent", 3),
    ("ence", "ent", 3),
    ("ancy", "ant", 3),
    ("ance", "ant", 4),
    ("ically", "ic", 3),
    ("ical", "ic", 3),
    ("ally", "al", 3),
    ("ility", "ile", 3),
    ("ivity", "ive", 3),
    ("ness", "", 4),
    ("ment", "", 4),
    ("ful", "", 4),
    ("ly", "", 4),
    ("sion", "d", 4),
    ("tion", "t", 3),
)
"""Suffix, what takes its place, and the fewest letters that must stand before it."""


_IRREGULAR = {
    form: base
    for line in """lose lost losing loss losses|keep kept|see seen saw|send sent|pay paid|make made|
hold held|buy bought|sell sold|choose chose chosen|write wrote written|read reads|break broke
broken|find found|die dies died dying dead|go went|take took taken|give gave given|know known
knew|tell told|say said|build built|run ran|begin began begun|forget forgot forgotten|hide hid
hidden|steal stole stolen|spend spent|leave left|show shown|grow grew grown|draw drew drawn|fall
fell fallen|meet met|put puts|set sets|get got gets getting|person people persons|datum data|
delete deletion deletions deleting|remove removal removals|expire expiry expiration expiries|
retain retention|fail failure failures|approve approval|arrive arrival|deliver delivery deliveries|
recover recovery|discover discovery|query queries querying|repeat repetition|compare comparison|
notify notification notifications|subscribe subscription subscriptions|
collide collision collisions|decide decision|permit permission permissions|
recommend recommendation recommendations|analyse analysis|index indexes indices|
encrypt encryption encrypted|create creation creations created|
user users userbase|id ids|ip ips|tv tvs|app apps|api apis|bot bots|key keys|ad ads|
gpu gpus|cpu cpus|big bigger biggest|large larger largest|small smaller smallest|long longer
longest|short shorter shortest|world worlds|replicate replication replicated|
popular popularity|exact exactness|accurate accuracy|secret secrecy""".replace("\n", " ").split("|")
    for base, *forms in [line.split()]
    for form in forms
}


_PRONOUNS = frozenset({"them", "then", "than", "her", "his", "our", "the"})
"""What no other word may be shortened to: a theme is not them."""


FORMS = frozenset((*_IRREGULAR, *_IRREGULAR.values()))
"""Words whose forms no rule makes."""


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of an English word in lower case.

    A shortened form of M. F. Porter's suffix stripping (1980): plurals and -ed/-ing first, then
    one derived ending, then a last e, y or doubled consonant.
    """
    word = _IRREGULAR.get(word, word)
    if len(word) <= 3 or not word.isalpha():
        return word
    word = _inflected(word)
    for ending, instead, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            shorter = word[: -len(ending)] + instead
            word = word if shorter in ORDINARY else shorter
            break
    ended = _ended(word)
    return word if ended in _PRONOUNS else ended


def _inflected(word: str) -> str:
    """Without the plural's s and without -ed or -ing."""
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        word = word[:-2]
    elif word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ingly", "edly", "ing", "ied", "ed"):
        before = word[: -len(ending)]
        if word.endswith(ending) and len(before) >= 2 and _VOWEL.search(before):
            return before + "y" if ending == "ied" else before
    return word


def _ended(word: str) -> str:
    """One spelling for what endings leave over: no final e, y as i, no doubled consonant."""
    if word.endswith("e") and len(word) > 3:
        word = word[:-1]
    if word.endswith("y") and len(word) > 3 and word[-2] not in "aeiou":
        word = word[:-1] + "i"
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiou":
        word = word[:-1]
    return word


_PLAIN = """
afford overall whole entire entirely certain specific specifically given general generally
basic basically main mainly major real actual actually potential suitable proper decent
solid nice simple simply easy easily difficult interested aware able obvious clear clearly
regarding respect terms term case cases area situation scenario detail details info idea
ideas question questions topic matter requirement requirements assumption assumptions
constraint goal goals approximate maybe perhaps current currently presently initially first next
before after during while looking talking thinking wondering asking planning going trying
hoping supposed involve involved relate related apply applies applied face facing work
working play deal dealing cover covers help helps look feel seem seems become remain bring
turn take takes stand lie begin ends lay pick serving supported design designing build
building implement implementing architecture thing way part piece bit pretty fairly
extremely quite rather somewhat slightly truly fully completely totally definitely
absolutely certainly obviously usually normally typically commonly mostly largely relative
along among around behind beside below above beyond toward towards upon via throughout
within without hear heard a about assume assumed expect expected happen happens handle
handled want wanted treat works system service worth suppose plan imagine consider
ballpark concern concerned never already hundred thousand million another enough several
various again ahead all also always am an and any anyone anything are as at back be
because been being between both but by came can cannot cant come could couldnt did didnt
do does doesnt doing done dont each either else etc even ever every exactly example far
few for from further get gets getting give go goes gonna good got guess had has have
havent having hello hey hi how however i if im in into is isnt it its itself just kind
know lets like likely lot lots make making many may me mean might mind more most much must
my need needed needs no not now of off often ok okay on once one only or other others our
out over particular please point possible possibly probably really right roughly said same
say see shall she should shouldnt so some somebody someone something sort still such sure
talk tell than thank thanks that the their them then there these they things think this
those through thus to together too two under until up us use used uses using very was
wasnt we well were what whatever whats when where whether which who whom whose why will
with wonder wont would wouldnt yes yet you your high full pop replay credit best better
themselves everything nothing finish finished responsible great big-time reasonable
alright burn burns burned rise rises aim aiming manage forbidden
"""

ORDINARY = frozenset(_PLAIN.split())
"""Words that carry no topic."""
PLAIN = frozenset(stem(word) for word in ORDINARY)
"""Stems that carry no topic."""


@lru_cache(maxsize=4096)
def topics(text: str) -> frozenset[str]:
    """The stems of a text that may carry a topic."""
    return frozenset(stems(text)) - PLAIN


@lru_cache(maxsize=1024)
def run(text: str) -> str:
    """A text's stems as one string with a space around each, for finding terms in it."""
    return f" {' '.join(stems(text))} "


def says(heard: str, term: str) -> bool:
    """Whether a term's stems stand one after the other in a `run` of stems."""
    wanted = run(term)
    return wanted != "  " and wanted in heard
