"""What nearly every system is asked about, and in which words: the library of light prompts.

A light prompt's fact names a topic and gets its askings; `{of}` in them stands for what the
fact counts or is about, in the prompt's own words. What a light prompt has no fact for is known by
the same askings to be just that: a question that nobody has decided.
"""

import re

from coach.frozen import dataclass

_LINES = """
volume = how many {of} there are
    how many {of} are there a day | how many {of} per day do we expect |
    what is the daily volume of {of} |
    how many {of} a second | how often are {of} made | what is the rate of {of} |
    how much traffic do {of} make | what is the write volume | what scale are we talking about
users = how many people use it
    how many users do we have | how many daily active users | what is our dau |
    how many people use it every day | how big is the user base | how many monthly active users |
    how many registered {of} are there
peak = peaks and bursts
    what is the peak load compared with the average | how spiky is the traffic |
    when is the busiest hour | are there rush hours | what happens in the busiest minute |
    peak versus average | is the load seasonal | can there be a sudden rush of {of}
ratio = reading against writing
    what is the read to write ratio | is it read heavy or write heavy |
    how much more reading than writing is there | how often are {of} looked at |
    how many reads for a write | how many times is each of the {of} viewed
size = how large one is
    how big is one of the {of} | how many bytes does one of the {of} take |
    what is the average size of {of} | how large is a record | what is the maximum size of {of} |
    how much data is kept with each
retention = how long things are kept
    how long do we keep {of} | what is the retention period | are old {of} deleted or archived |
    for how many years is the history kept | when may old data go away | do {of} expire |
    must old {of} stay readable
latency = how fast it must be
    how fast must it answer | what is the latency target | what response time do we need |
    is there a p99 target for {of} | how many milliseconds may it take |
    how quickly must a request for {of} come back | how long may people wait for the answer |
    how patient are people | how long will somebody wait for {of}
availability = how available it must be
    what availability do we need | how many nines | what is the uptime target |
    how bad is it if the service is down | how much downtime is acceptable | what is the sla |
    what should still work during an outage
consistency = how exact it must be for all
    strong or eventual consistency | how consistent must {of} be | is eventual consistency fine |
    may two people see different {of} at the same moment | may a read be stale |
    can two people get the same one of the {of}
freshness = how soon a change shows
    how fresh must {of} be | how soon must a change of {of} show up | is it real time |
    how stale may {of} be | how many seconds may it lag behind |
    how up to date must what people see be
geography = where in the world it runs
    is this global or one region | where are the users | which countries do we serve |
    how many data centres do we have | is it one city or many | one region or several regions |
    do people come from all over the world
durability = what may be lost
    may {of} ever be lost | how durable must {of} be | can we afford to lose any {of} |
    what if a disk dies | is losing one of the {of} acceptable | do we need backups of {of}
privacy = what must stay private
    do we store personal data | is any of it sensitive | who may see the {of} of somebody |
    does gdpr apply | can people demand that their data is erased | what about privacy
accounts = accounts and signing in
    do people need an account | must users log in | can it be used without signing in |
    how do users sign in | is there guest access | who has an account here
roles = who may do what
    which roles are there | who may change {of} | are there administrators |
    do staff have other rights than customers | who approves {of} | what permissions do we need
clients = what devices people use
    is it a mobile app or a website | which clients do we support | what devices do people use |
    do we need an app | is there hardware at the place | web or mobile
offline = working without a connection
    must it work offline | what happens without network | what if the connection is lost |
    can a place go on when it is cut off from us | how long may a site be disconnected
payment = how money is taken
    how do people pay | do we handle payments | is there an external payment provider |
    when is the customer charged | are there refunds | which ways of paying are there |
    how much does it cost the customer
notice = telling people
    are people notified | do we send emails or push messages |
    do users get an alert when {of} change |
    how are people told about {of} | are there reminders
search = searching and filtering
    can people search for {of} | how do users find {of} | by what can {of} be filtered |
    is full text search in scope | how are the results sorted
cancel = taking it back
    can {of} be cancelled | may people change {of} later | can a user undo it |
    what happens to {of} that are never used | can {of} be edited afterwards
duplicates = the same thing twice
    what if the same request comes twice | may {of} be counted twice | how are duplicates handled |
    what if somebody presses the button twice | must {of} be idempotent |
    can one person do it more than once
order = in which order
    must {of} be handled in order | does the order of {of} matter | is it first come first served |
    who goes first when several wait | is there a queue or a priority for {of}
limits = how much one person may do
    is there a limit for each user | how many {of} may one person have |
    how many {of} at most at one time | what is the maximum for one customer | is there a quota
history = reports and statistics
    do we need reports about {of} | which statistics are wanted | are there dashboards |
    do managers see the numbers of {of} | is analytics in scope | can one look at past {of}
audit = proving what happened
    do we need an audit trail | must a recount be possible | must it be provable afterwards |
    who verifies the result | is it checked by an official |
    can {of} be verified by an outsider | is there a legal duty to keep records
growth = how it will grow
    how fast do we grow | how many {of} in five years | what growth do we expect |
    how much bigger will it be next year | is it planned to expand
existing = what is there already
    is there an existing system | do we have to integrate with other systems |
    what do we build upon |
    are there legacy systems | which parts exist already | is there a third party that we depend on
failure = when part of it breaks
    what should happen when a part fails | what if one of the {of} breaks |
    what happens when a sensor or a machine dies | may a broken part stop the rest |
    how do we notice that one of the {of} is broken
accuracy = how right it must be
    how accurate must the numbers be | is an estimate good enough | how wrong may {of} be |
    what error is acceptable | must the count be exact | are false hits a problem
machines = what machines there are
    what machines do we have | how many servers are there | is the fleet of machines fixed |
    can we add machines at the peak | how many {of} can one machine do |
    how long does one machine work on one of the {of} | what hardware is there
cost = what it may cost
    what is the budget | what may it cost a month | is cost a concern |
    how much can we spend on infrastructure
abuse = misuse
    is abuse a concern | how do people cheat | do we have to defend against bots |
    what if somebody misuses it | do we need to stop fraud | are attacks our problem
"""
NOTHING = "things"
"""What `{of}` becomes where a fact does not say what it is about."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing that systems are asked about: a neutral name and ways to ask, with `{of}`."""

    id: str
    name: str
    asks: tuple[str, ...]

    def asked(self, of: tuple[str, ...]) -> tuple[str, ...]:
        """The ways to ask about these things: what stands without `{of}` once, the rest for each
        of the first two."""
        nouns = (of or (NOTHING,))[:2]
        told = (f"{ask.replace('{of}', noun)}?" for ask in self.asks for noun in nouns)
        return tuple(dict.fromkeys(told))

    def named(self, of: tuple[str, ...]) -> str:
        """Its name, about the first of these things."""
        return self.name.replace("{of}", (of or (NOTHING,))[0])


def _parsed() -> dict[str, Topic]:
    topics: dict[str, Topic] = {}
    for block in re.split(r"\n(?=\S)", _LINES.strip()):
        head, _, asks = block.partition("\n")
        id_, _, name = head.partition(" = ")
        told = (ask.strip() for ask in " ".join(asks.split()).split("|"))
        topics[id_] = Topic(id_, name, tuple(ask for ask in told if ask))
    return topics


TOPICS = _parsed()
"""The topics by id."""
