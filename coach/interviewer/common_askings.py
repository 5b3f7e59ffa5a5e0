"""Askings that facts of the same name share in every prompt: where, how available, how long kept.

A prompt's own askings name its own things; these are the turns of speech in which anybody asks
for what nearly every system has.
"""

_LINES = """
geography: where in the world are they | is it global | is it world wide | worldwide or local |
    do we serve the whole world | which countries or regions | one region or several regions |
    is it a single region | do we run in multiple regions | replicate across regions |
    how many data centres | which continents | is it only one country | international
regions: is it global | one region or several regions | how many data centres |
    replicate across regions | which regions
availability: what availability target | how available must it be | how many nines |
    what uptime do we need | how much downtime is acceptable | is high availability important |
    what if it goes down | what sla do we promise | what happens during an outage |
    how quickly must we recover when a server dies | may it be unavailable for a while |
    what should still work when the backend is down
latency: what latency is expected | what is the latency target | how fast must it be |
    how quickly must it answer | what response time | what p99 do we need |
    how long may a request take | how much delay is acceptable | what load time is acceptable |
    how fast should it respond | end to end latency
peak: what is the peak load | how much higher is the peak than the average | are there spikes |
    is traffic bursty | when is the busiest time | does the load vary over the day |
    peak requests per second | are there rush hours | is there seasonal traffic |
    are there times with far more traffic than usual | what is the load at the worst moment
retention: how long is it kept | how long do we keep the data | how long do we store it |
    how long must it be retained | is old data deleted or archived | for how many years |
    what is the retention period | do we keep it forever
users: how many users | how many daily active users | what is the dau | how many people use it |
    how many monthly users | how big is the user base | how many registered users |
    number of customers | how many visitors
privacy: what about privacy | is the data sensitive | do we store personal data |
    who may see it | gdpr | is it encrypted
durability: may data be lost | how durable must it be | what if a disk dies |
    can we lose anything | is losing data acceptable | how safe must it be
loss: may anything be lost | can we afford losing some | is losing one acceptable |
    what if a machine crashes
consistency: how consistent must it be | strong or eventual consistency |
    is eventual consistency fine | must everybody see the same | may a read be stale |
    does it have to work immediately everywhere
freshness: how fresh must it be | how stale may it be | how soon must a change show up |
    how soon is it visible | is it real time | how up to date must it be |
    may it be a bit old | how quickly does something new appear
"""


def _parsed() -> dict[str, tuple[str, ...]]:
    joined = _LINES.strip().replace("\n    ", " ")
    lines = (line.partition(":") for line in joined.splitlines())
    return {name: tuple(ask.strip() for ask in asks.split("|")) for name, _, asks in lines}


CUSTOMARY = _parsed()
"""The askings by the id of the fact they ask for."""
