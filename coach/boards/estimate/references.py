"""Reference numbers for estimates, each with its source and year.

Orders of magnitude to reason with, not promises about anyone's machine: each was published by who
measured or sells it, or follows from a definition.
"""

from typing import Final

from coach.tuples import NamedTuple


class ReferenceNumber(NamedTuple):
    """One number: what it is of, how it reads, and who said so when."""

    group: str
    what: str
    value: str
    source: str
    year: int


_DEAN: Final = ("Jeff Dean, Designs, Lessons and Advice from Building Large Systems (LADIS)", 2009)
_BONER: Final = ("Jonas Bonér, Latency Numbers Every Programmer Should Know", 2012)
_STACK: Final = ("Nick Craver, Stack Overflow: The Architecture", 2016)
_KREPS: Final = ("Jay Kreps, Benchmarking Apache Kafka (LinkedIn Engineering)", 2014)
_REDIS: Final = ("Redis documentation, How fast is Redis?", 2012)
_KOROTKOV: Final = ("Alexander Korotkov, PostgreSQL Scalability: Towards Millions TPS", 2016)
_SRE: Final = ("Beyer et al., Site Reliability Engineering, appendix A", 2016)
_IEC: Final = ("IEC 80000-13, Quantities and units", 2008)
_DEFINED: Final = ("by definition, a year of 365 days", 2024)


def _group(name: str, *rows: tuple[str, str, tuple[str, int]]) -> tuple[ReferenceNumber, ...]:
    return tuple(ReferenceNumber(name, what, value, *source) for what, value, source in rows)


LATENCY: Final = _group(
    "Latency",
    ("L1 cache reference", "0.5 ns", _DEAN),
    ("branch mispredicted", "5 ns", _DEAN),
    ("L2 cache reference", "7 ns", _DEAN),
    ("mutex lock and unlock", "25 ns", _BONER),
    ("main memory reference", "100 ns", _DEAN),
    ("compress 1 KB with Snappy", "3 us", _BONER),
    ("send 1 KB over 1 Gbps", "10 us", _BONER),
    ("random read of 4 KB from an SSD", "150 us", _BONER),
    ("read 1 MB in order from memory", "250 us", _DEAN),
    ("round trip within a data centre", "500 us", _DEAN),
    ("read 1 MB in order from an SSD", "1 ms", _BONER),
    ("disk seek", "10 ms", _DEAN),
    ("read 1 MB in order from a disk", "20 ms", _BONER),
    ("round trip California-Netherlands", "150 ms", _DEAN),
)
POWERS: Final = _group(
    "Powers of two",
    ("2^10, a kibi", "1,024, about a thousand", _IEC),
    ("2^16", "65,536", _IEC),
    ("2^20, a mebi", "1,048,576, about a million", _IEC),
    ("2^30, a gibi", "1.07 billion", _IEC),
    ("2^32", "4.29 billion", _IEC),
    ("2^40, a tebi", "1.1 trillion", _IEC),
    ("2^50, a pebi", "1.126 quadrillion", _IEC),
    ("2^64", "18.4 quintillion", _IEC),
)
TIME: Final = _group(
    "Time",
    ("seconds in a day", "86,400, about 10^5", _DEFINED),
    ("seconds in a month", "2.628 million", _DEFINED),
    ("seconds in a year", "31.5 million", _DEFINED),
    ("1 million a day", "11.6 per second", _DEFINED),
    ("1 billion a month", "381 per second", _DEFINED),
)
CAPACITY: Final = _group(
    "What one carries",
    (
        "a site's web servers",
        "209 M requests/day (2,424/s average) on 11, one would do",
        _STACK,
    ),
    ("a site's relational database", "505 M queries/day (5,843/s) on one active server", _STACK),
    ("PostgreSQL, reads by key", "about 400,000/s on one large machine", _KOROTKOV),
    ("Redis, one process", "100,000 commands/s; 500,000 pipelined", _REDIS),
    ("Kafka, three brokers", "2 M records of 100 B/s (193 MB/s), three copies", _KREPS),
    ("Kafka, one producer", "821,557 records/s (78 MB/s), one copy", _KREPS),
    (
        "object storage, one prefix",
        "3,500 writes/s and 5,500 reads/s",
        ("AWS, Amazon S3 request rate guidelines", 2018),
    ),
    ("one machine's memory, large", "24 TiB", ("AWS, EC2 High Memory u-24tb1", 2019)),
    ("one machine's memory, common", "512 GiB and 128 vCPU", ("AWS, EC2 m6i.32xlarge", 2021)),
    ("an NVMe disk", "7.4 GB/s in order, 1.4 M random reads/s", ("Samsung, 990 PRO", 2022)),
    ("a hard disk", "18 TB at 270 MB/s in order", ("Seagate, Exos X18", 2020)),
    ("a cloud volume", "3,000 IOPS and 125 MB/s to begin with", ("AWS, EBS gp3", 2020)),
    (
        "connections on one machine",
        "2.28 million held open",
        ("WhatsApp, 1 million is so 2011", 2012),
    ),
)
LINKS: Final = _group(
    "Links",
    ("1 Gbps", "125 MB/s", ("IEEE 802.3ab", 1999)),
    ("10 Gbps", "1.25 GB/s", ("IEEE 802.3an", 2006)),
    ("25 Gbps", "3.125 GB/s", ("IEEE 802.3by", 2016)),
    ("100 Gbps", "12.5 GB/s", ("IEEE 802.3ba", 2010)),
)
AVAILABILITY: Final = _group(
    "Availability",
    ("99 %", "3.65 days/year missing", _SRE),
    ("99.9 %", "8.76 hours/year missing", _SRE),
    ("99.95 %", "4.38 hours/year missing", _SRE),
    ("99.99 %", "52.6 min/year missing", _SRE),
    ("99.999 %", "5.26 min/year missing", _SRE),
)
REFERENCES: Final = LATENCY + POWERS + TIME + CAPACITY + LINKS + AVAILABILITY
"""All of them, in the order to show them; `group` names their sections."""


def source(reference: ReferenceNumber) -> str:
    """Where a number is from, for the end of a hint: "(Kreps 2014)"."""
    who = reference.source.split(",")[0].split()
    return f"{who[-1]} {reference.year}"
