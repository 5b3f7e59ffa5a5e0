"""The small words and verbs of English that hold a sentence together, as told apart from terms."""

from coach.debrief.words import stem


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in text.split())


JOINING = _set("and or plus with also then nor vs versus")
"""Words that string terms together without saying anything of them."""

SMALL = JOINING | _set(
    """
    a an the this that these those it its we i you they he she them us our my your their his
    of in on at to for from by as into onto over under between across per within without after
    before behind during until through via against about around out off up down away near if
    when while because since so hence therefore thus but though although unless where which
    who whose what how why than there here not no nor only just even still already too very
    much more most less least all any both each every some one other another same such be is
    are was were been being am do does did have has had can could will would shall should may
    might must need cannot let lets once else instead rather otherwise whatever whichever don
    doesn isn aren won wouldn shouldn couldn didn hasn haven first last again never always
    """
)
"""Articles, pronouns, prepositions, conjunctions, helping verbs and the like."""

BACK = _set(
    """
    it its itself this that these those they them their he she his her then so thus therefore
    hence otherwise instead such which both neither either there else because but and or
    """
)
"""Words that, early in a sentence, refer to the one before."""

LACKING = _stems("no without")
"""Stems that deny the thing that comes next."""

NEGATIONS = LACKING | _stems("not never don doesn isn aren won wouldn shouldn couldn didn cannot")
"""Stems that deny, these and those that need a verb to deny a thing."""

TAKING = _stems("need use want have add put get require introduce take be")
"""Verbs that, denied, deny the thing taken: "we do not need a queue"."""

BEYOND = _stems("only just matter doubt longer more later less but because so since while and")
"""Stems that end a denial: "not only a queue", "no cache but a queue"."""

HELPING = _set(
    """
    be is are was were been am do does did have has had can could will would shall should may
    might must need cannot let lets don doesn isn aren won wouldn shouldn couldn didn
    """
)
"""Helping verbs, each enough to make a sentence."""

VERBS = _stems(
    """
    accept add afford aggregate allow answer append apply ask assign assume avoid balance
    batch become begin block bound break bring build buy buffer cache call cap carry catch
    change charge check choose clean close coalesce collapse collide combine come commit
    compare compress compute confirm consume contain copy cost count cover crash create cut
    deal decide decouple degrade delay delete deliver depend detect die direct discard do draw
    drop edit encode encrypt enforce ensure estimate evict expire fail fall fan fetch fill
    find finish fit flush follow forward generate get give go grow guarantee guess handle
    happen hash help hide hit hold include increase index insert invalidate keep know lag land
    last lead lean leave let limit list listen live load lock log look lose lower maintain
    make match mean measure merge multiply miss monitor move name notice notify offer open order
    outgrow own partition pass pay pick place plan poll pre prefer prevent process produce
    promise promote protect publish pull push put queue raise reach read rebuild recompute
    recover redirect reduce refuse reject release rely remain remember remove render repair
    spin tick rise arrive appear disappear point mark warn page drain duplicate
    repeat replace replay replicate reply request require reserve resolve respond rest restart
    restore retry return reuse route run save say scale scan schedule scramble search see seem
    sell send separate serve set settle shard share shed show shrink sign sit skip slow sort
    speed spill split spread stand start stay steal stop store stream subscribe suffice
    survive switch sync take tell throttle throw tolerate trade treat trim trust try tune turn
    update upload use validate verify wait walk want warm watch win work worry write
    """
)
"""Stems of the verbs people design systems with."""

EMPTY_VERBS = _stems(
    """
    use have need add include consider apply do want like put take get implement utilize
    employ leverage go work
    """
)
"""Stems of verbs that say nothing of the thing they stand with."""

AMOUNTS = _stems(
    """
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety dozen
    hundred thousand million billion trillion
    half third quarter twice double triple times percent kilobyte megabyte gigabyte terabyte
    petabyte kb mb gb tb pb gig meg qps rps megabit gigabit terabit k m
    """
)
"""Stems of the words that say how much; digits do so too."""
