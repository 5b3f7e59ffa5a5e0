"""Capacities, base latencies and availabilities by kind and by technology, each with its source.

One replica, one ordinary machine unless its source says otherwise: orders of magnitude, to be
overridden in the brackets of a box. Capacity is calls a second, latency milliseconds of one visit
without waiting, availability a share of time. None: there is no figure worth giving, the box is
never the first to saturate and the board says so. A provider's service-level agreement promises a
refund and measures nothing; it is used for want of better.
"""

from functools import lru_cache

from coach.boards.diagram.graph import Kind, Node
from coach.boards.diagram.kinds import is_managed, words
from coach.frozen import dataclass

READS_SHARE = 0.8
CACHE_HIT = 0.8
CDN_HIT = 0.0
DNS_LOOKUP_SHARE = 0.01
TIGHT = 0.7
"""Utilisation from which waiting grows fast: an M/M/1 call waits 2.3 times its service at 0.7."""
SPIKE = (10.0, 300.0)
"""The multiple and the seconds of the spike: the source document's "10x for 5 minutes"."""
FAILOVER_SECONDS = 60
YEAR_MINUTES = 525_600


@dataclass(frozen=True, slots=True)
class CapacityReference:
    """What is known of one kind or technology; see the module for units.

    `reads` and `writes` are capacities of one replica (of one shard where `per_shard`); `spread`
    stores take writes at every replica; `managed` ones are run in several places by a provider.
    `gives_capacity` and so on tell a technology that says "no figure" from one that says nothing.
    """

    reads: float | None = None
    writes: float | None = None
    base_ms: float | None = None
    availability: float | None = None
    capacity_source: str = ""
    base_source: str = ""
    availability_source: str = ""
    year: int | None = None
    spread: bool = False
    managed: bool = False
    per_shard: bool = False
    gives_capacity: bool = False


SERVICE_LEVELS_YEAR = 2023
_INSTANCE = "AWS Compute SLA: 99.5 % for one instance"
_SERVICES = "AWS service-level agreements as collected by mikaelvesavuori/cloud-sla"


KINDS: dict[Kind, CapacityReference] = {
    Kind.SERVICE: CapacityReference(
        reads=500,
        writes=500,
        base_ms=20,
        availability=0.995,
        capacity_source=(
            "system-design-workflows.md, section 2: 500 requests per server (conservative)"
        ),
        base_source=(
            "Craver, Stack Overflow: The Architecture: 19.12 ms to render a question page "
            "in ASP.NET"
        ),
        availability_source=_INSTANCE,
        year=2016,
    ),
    Kind.WORKER: CapacityReference(
        reads=500,
        writes=500,
        base_ms=20,
        availability=0.995,
        capacity_source="as a service; say it: workers differ by a factor of 1,000",
        base_source="as a service",
        availability_source=_INSTANCE,
        year=2016,
    ),
    Kind.LOAD_BALANCER: CapacityReference(
        reads=40000,
        writes=40000,
        base_ms=0.5,
        availability=0.995,
        capacity_source=(
            "NGINX, Testing the Performance of NGINX Web Servers: 40,207 HTTPS requests/s "
            "of 1 KB on one core (524,745 HTTP on eight)"
        ),
        base_source="Dean (LADIS): round trip within a data centre 500 us, 2009",
        availability_source=_INSTANCE,
        year=2017,
    ),
    Kind.GATEWAY: CapacityReference(
        reads=40000,
        writes=40000,
        base_ms=0.5,
        availability=0.995,
        capacity_source="as a load balancer",
        base_source="as a load balancer",
        availability_source=_INSTANCE,
        year=2017,
    ),
    Kind.CACHE: CapacityReference(
        reads=100000,
        writes=100000,
        base_ms=0.5,
        availability=0.995,
        capacity_source=(
            "Redis documentation, How fast is Redis?: 100,000 commands/s without pipelining"
        ),
        base_source="Dean (LADIS): round trip within a data centre 500 us, 2009",
        availability_source=_INSTANCE,
        year=2012,
    ),
    Kind.DATABASE: CapacityReference(
        reads=10000,
        writes=10000,
        base_ms=1.2,
        availability=0.995,
        capacity_source=(
            "low end of the interviewer's 10,000 to 50,000 simple transactions/s; several "
            "statements in each or four cores: half of it. ClickHouse, PostgresBench, pgbench "
            "TPC-B of seven statements: 4,639 on 4 vCPU, 28,668 on 16 with NVMe"
        ),
        base_source="Craver, Stack Overflow: 607,073,066 ms for 504,816,843 queries",
        availability_source=_INSTANCE,
        year=2026,
    ),
    Kind.REPLICA: CapacityReference(
        reads=10000,
        writes=10000,
        base_ms=1.2,
        availability=0.995,
        capacity_source="as a database",
        base_source="as a database",
        availability_source=_INSTANCE,
        year=2026,
    ),
    Kind.STREAM: CapacityReference(
        reads=675000,
        writes=675000,
        base_ms=2,
        availability=0.995,
        capacity_source=(
            "Kreps, Benchmarking Apache Kafka: 2,024,032 records of 100 B/s on three "
            "brokers, three copies"
        ),
        base_source="the same: median 2 ms end to end",
        availability_source=_INSTANCE,
        year=2014,
    ),
    Kind.QUEUE: CapacityReference(availability=0.995, availability_source=_INSTANCE),
    Kind.SEARCH_INDEX: CapacityReference(
        base_ms=5.9,
        availability=0.995,
        base_source=(
            "Alibaba Cloud, Rally http_logs on three nodes of 8 vCPU, Elasticsearch 8.9: "
            "p50 5.9 ms (a range query)"
        ),
        availability_source=_INSTANCE,
        year=2023,
    ),
    Kind.BLOB_STORE: CapacityReference(
        reads=5500,
        writes=3500,
        availability=0.999,
        capacity_source=(
            "AWS, S3 request rate guidelines: per partitioned prefix 5,500 GET and 3,500 "
            "PUT a second"
        ),
        availability_source=_SERVICES,
        year=2018,
    ),
    Kind.CDN: CapacityReference(availability=0.999, availability_source=_SERVICES, year=2023),
    Kind.DNS: CapacityReference(
        availability=1.0, availability_source="assumed never to fail", year=2023
    ),
    Kind.CLIENT: CapacityReference(
        base_ms=0, availability=1.0, availability_source="assumed never to fail"
    ),
    Kind.SCHEDULER: CapacityReference(base_ms=0, availability=0.995, availability_source=_INSTANCE),
    Kind.EXTERNAL: CapacityReference(availability=0.999, availability_source=_SERVICES, year=2023),
}

TECHNOLOGIES: dict[str, CapacityReference] = {
    "cassandra": CapacityReference(
        reads=3800,
        writes=3800,
        capacity_source=(
            "Cockcroft and Sheahan, Benchmarking Cassandra on AWS: 1.1 M client writes/s on"
            " 288 m1.xlarge, three copies: 3,819 a node"
        ),
        year=2011,
        spread=True,
        gives_capacity=True,
    ),
    "scylladb": CapacityReference(spread=True, gives_capacity=True),
    "dynamodb": CapacityReference(
        reads=3000,
        writes=1000,
        availability=0.9999,
        availability_source=_SERVICES,
        capacity_source=(
            "AWS, DynamoDB developer guide: a partition takes 3,000 read and 1,000 write "
            "units a second; without shards= no limit is assumed"
        ),
        year=2026,
        spread=True,
        managed=True,
        per_shard=True,
        gives_capacity=True,
    ),
    "kinesis": CapacityReference(
        reads=1000,
        writes=1000,
        availability=0.999,
        availability_source=_SERVICES,
        capacity_source="AWS, Kinesis Data Streams: 1,000 records/s and 1 MB/s a shard",
        year=2026,
        managed=True,
        per_shard=True,
        gives_capacity=True,
    ),
    "sqs": CapacityReference(
        availability=0.999,
        availability_source=_SERVICES,
        capacity_source=(
            "AWS, SQS quotas: standard queues nearly unlimited; FIFO 300 calls/s a partition"
        ),
        year=2026,
        managed=True,
        gives_capacity=True,
    ),
    "s3": CapacityReference(
        availability=0.999, availability_source=_SERVICES, year=2023, managed=True
    ),
    "elb": CapacityReference(
        availability=0.9999,
        availability_source=_SERVICES,
        year=2023,
        managed=True,
        gives_capacity=True,
    ),
    "alb": CapacityReference(
        availability=0.9999,
        availability_source=_SERVICES,
        year=2023,
        managed=True,
        gives_capacity=True,
    ),
    "api gateway": CapacityReference(availability=0.9995, availability_source=_SERVICES, year=2023),
    "aurora": CapacityReference(
        availability=0.9999, availability_source=_SERVICES, year=2023, managed=True
    ),
    "rds": CapacityReference(
        availability=0.9995, availability_source=_SERVICES, year=2023, managed=True
    ),
    "cloudfront": CapacityReference(
        availability=0.999, availability_source=_SERVICES, year=2023, managed=True
    ),
    "route 53": CapacityReference(
        availability=1.0, availability_source=_SERVICES, year=2023, managed=True
    ),
}


def technology(node: Node) -> CapacityReference | None:
    """What is known of the product that a box names, or None."""
    said = dict(node.attributes).get("technology", "")
    return _known(node.id) or _known(node.label) or _known(said)


def managed(node: Node) -> bool:
    """Whether a provider runs it in several places at once, so that it is no single point."""
    known = technology(node)
    said = dict(node.attributes).get("technology", "")
    return bool(known and known.managed) or is_managed(node.id, node.label, said)


@lru_cache(maxsize=2048)
def _known(name: str) -> CapacityReference | None:
    parts = words(name)
    for size in (2, 1):
        for start in range(len(parts) - size + 1):
            known = TECHNOLOGIES.get(" ".join(parts[start : start + size]))
            if known is not None:
                return known
    return None
