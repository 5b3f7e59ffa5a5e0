"""The closed classes of English words that an estimate in words is built with.

What is in none of them is an open word: a noun, a verb, an adjective. It may stand beside an amount
and says nothing of how amounts are joined; a word of `TURNING` does, and a line with one is not
read in words.
"""

from fractions import Fraction
from typing import Final

from coach.boards.estimate.nouns import words

FUNCTION: Final = words(
    "a an the this that these those it its they them their we our i you your he she one ones some "
    "any all both each every apiece of at for to in on with by from into onto per and so then is "
    "are be was were am has have had having do does did doing can could will would should must may "
    "as about around roughly approximately approx nearly almost avg average mean typical typically "
    "usually say assume assuming suppose given let let's there here when while where who which "
    "what how many much long over across through via during within after during just only exactly "
    "x times time total altogether overall also need needs needed want wants required make makes "
    "get gets us now today currently up until full evenly same than"
)
TURNING: Final = words(
    "no not never none without except excluding unless fewer more but or nor either "
    "neither before instead versus vs against if remaining left rest half-way rather compared "
    "faster slower better worse larger smaller cheaper save saves saving saved drop drops dropped "
    "cut cuts remove removes removed reduce reduces reduced lose loses extra grow grows "
    "growing growth grew shrink shrinks doubles doubling triples tripling halves halving increase "
    "increases decrease decreases until between min max minimum maximum error errors "
    "already used free spare p50 p90 p95 p99 ago later earlier"
)
"""Words that turn, compare, take away or let grow: what they make of an amount is not a product."""
PAUSES: Final = frozenset(",;:→⇒?–—-=≈")
SHARE_WORDS: Final = {
    "half": Fraction(1, 2), "third": Fraction(1, 3), "quarter": Fraction(1, 4),
    "fifth": Fraction(1, 5), "tenth": Fraction(1, 10),
}  # fmt: skip
OFTEN: Final = {"once": 1, "twice": 2, "thrice": 3}
MULTIPLES: Final = {"double": 2, "twice": 2, "triple": 3, "thrice": 3}
LASTING: Final = words(
    "for over during kept keep keeping stored store retained retain hold held retention window "
    "history horizon lifetime"
)
AVERAGE: Final = words("avg average mean typical")
LESSENING: Final = words(
    "save saves saved saving savings cut cuts remove removes removed reduce reduces reduced drop "
    "drops dropped dedupe dedup duplicate duplicates gzip compress compresses compressed off "
    "discount discounted free frees freed"
)
"""What takes a share away: of `gzip saves 70% of 400 GB` 280 GB are saved, and 120 GB are left."""
SPREADING: Final = words("across over among between by on into")
SPREAD: Final = words("evenly equally spread split divided shared")
ENTERING: Final = words("in arrive arrives arriving incoming produce produced produces enqueued")
LEAVING: Final = words(
    "out leave leaves leaving outgoing consume consumed consumes drain drains "
    "drained process processed processes dequeued"
)
PEAKS: Final = words("peak peaks spike spikes burst bursts surge rush")
WIDENING: Final = words(
    "replication replicated redundancy redundant copies replicas mirrored peak peaks spike burst "
    "surge rush safety margin overhead amplification fanout fan-out erasure coding ec parity write "
    "read at in on the of for during a an as by with factor on"
)
"""What a multiple is of where it makes more of the whole; compression makes less."""
MISSED: Final = words("miss misses missed database db origin backend disk store storage upstream")
KINDS: Final = {
    "bandwidth": (1, -1, 0), "throughput": (1, -1, 0), "egress": (1, -1, 0), "ingress": (1, -1, 0),
    "storage": (1, 0, 0), "space": (1, 0, 0), "memory": (1, 0, 0), "ram": (1, 0, 0),
    "time": (0, 1, 0), "duration": (0, 1, 0), "takes": (0, 1, 0), "lasts": (0, 1, 0),
    "cost": (0, 0, 1), "costs": (0, 0, 1), "price": (0, 0, 1), "bill": (0, 0, 1),
}  # fmt: skip
"""What a question asks for by the word of its kind: data, time and money, above or below."""
