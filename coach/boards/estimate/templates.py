"""Sheets to start from: traffic, storage, bandwidth, servers and cores, cache, availability, cost.

Every template computes as it stands, so that a person only changes the numbers.
"""

from typing import Final

from coach.tuples import NamedTuple


class Template(NamedTuple):
    """A text to put into a sheet."""

    id: str
    title: str
    text: str


TEMPLATES: Final = (
    Template(
        "traffic",
        "Traffic",
        """# Traffic
DAU = 10M
requests = 10 req/user/day * DAU
avg rps = requests in req/s
peak rps = 3x avg rps
""",
    ),
    Template(
        "storage",
        "Storage",
        """# Storage
new records = 1M records/day
record size = 1 KB/record
daily growth = new records * record size
retention = 5 years
replication = 3
storage = daily growth * retention * replication
""",
    ),
    Template(
        "bandwidth",
        "Bandwidth",
        """# Bandwidth
responses = 3,600 req/s
response size = 10 KB/req
outbound = responses * response size in Mbps
with headroom = outbound + 50%
""",
    ),
    Template(
        "servers",
        "Servers and cores",
        """# Servers and cores
load = 3,600 req/s
per server = 500 req/s
servers = ceil(load / per server) + 2
cpu time = 50 ms/req
busy cores = load * cpu time
cores = ceil(busy cores / 70%)
""",
    ),
    Template(
        "cache",
        "Cache",
        """# Cache
objects = 100M objects
object size = 2 KB/object
hot = 20%
cache memory = hot * objects * object size
hit rate = 90%
reads = 20k req/s
database reads = reads * (1 - hit rate)
""",
    ),
    Template(
        "availability",
        "Availability",
        """# Availability
one node = 99.9%
two of them = 1 - (1 - one node)^2
in series = one node * 99.95%
one node -> downtime per year
""",
    ),
    Template(
        "cost",
        "Cost",
        """# Cost
kept = 100 TB
storage price = $0.023/GB/month
storage cost = kept * storage price
sent = 50 TB/month
egress price = $0.09/GB
egress cost = sent * egress price
machines = 30 servers * $0.10/hour/server * 1 month
""",
    ),
)
