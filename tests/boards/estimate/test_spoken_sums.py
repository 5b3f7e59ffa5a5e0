"""Sums that are spoken: what is left of a share, so much for each, an amount at a rate, growth."""

import pytest

from coach.boards.estimate.sheet import evaluate


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("99.9% available -> downtime per month of 30 days", "43.2 min"),
        ("99.5% uptime, hours of downtime per year", "43.8 hours"),
        ("99.95% up -> downtime per week", "5.04 min"),
        ("three nines in hours per year", "8.76 hours"),
        ("three nines: downtime per year in hours", "8.76 hours"),
        ("two replicas of 99% each, one enough", "99.99%"),
        ("three zones of 90% each, any one will do", "99.9%"),
        ("two sites 99% each, either one is enough: down per day", "8.64 s"),
        ("error budget 99.9% of 2.6M requests", "2,600 req"),
        ("error budget 0.1% of 30 days", "43.2 min"),
        ("compaction saves 25% of 80 TB, left", "60 TB"),
        ("dedupe saves 40% of 90 PB, remaining", "54 PB"),
        ("cache hit 95%, 80k reads/s: misses per second", "4,000 reads/s"),
        ("6 shards each 4,000 writes/s", "24K writes/s"),
        ("6 shards each 4,000 writes/s = 24k writes/s", "24K writes/s"),
        ("each tenant gets 2 GB, 500 tenants", "1 TB"),
        ("row 180 B, 18 billion rows", "3.24 TB"),
        ("scan 3 s each, 1,000 of them, on 10 workers", "300 s"),
        ("3M meters, 96 readings a day, 50 bytes each", "14.4 GB/day"),
        ("300k online, ping every 4 seconds", "75K pings/s"),
        ("4,500 sensors, one reading every 15 min", "300 readings/min"),
    ],
)
def test_what_is_left_and_what_each_has(text: str, value: str) -> None:
    assert evaluate(text).lines[-1].shown == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("photos: 2M/day @ 1.5 MB each, 5 years", "~5.48 PB"),
        ("25,000 req/s at 40 KB per response", "1 GB/s"),
        ("rows: 25M/day over 2 years", "18.25B rows"),
        ("bandwidth for 60k viewers at 4.5 Mbit/s", "270 Gbps"),
        ("9 TB over a 1 Gbit/s line in hours", "20 hours"),
        ("one hour of audio at 8 kbps", "28.8 Mb"),
        ("drain 1.2M messages at 2,000 per second", "600 s"),
        ("logs: 2 KB x 1k lines/s, kept 10 days", "1.728 TB"),
        ("1k msg/s x 2 KB, 10 days, RF 3", "~5.18 TB"),
        ("growth 30% a year, 200 TB today, in 3 years", "~439 TB"),
        ("tripling every year from 4k rps, after 2 years", "36K req/s"),
        ("reads 100:1 over 600 writes/s", "60K/s"),
        ("compressing 5:1 from 2.5 TB/day", "500 GB/day"),
        ("QPS avg 11.5k, peak factor 2", "23K queries/s"),
        ("read 1 MB from SSD takes 1 ms, read 50 GB", "50 s"),
        ("disk seek 10 ms, how many per second", "100/s"),
        ("users = 1.5B monthly, 60% daily", "900M users"),
    ],
)
def test_rates_growth_and_ratios(text: str, value: str) -> None:
    assert evaluate(text).lines[-1].shown == value


@pytest.mark.parametrize(
    "text",
    [
        "5k sensors, doubling every 2 hours",
        "error budget 40% of the time",
        "the cache hit 95%, then 80k reads/s came",
        "row 180 B, 18 billion users",
        "two replicas of 99% each, both needed",
    ],
)
def test_what_only_looks_like_one_is_left_alone(text: str) -> None:
    assert evaluate(text).lines[-1].kind == "none"


def test_what_is_said_to_come_out_is_judged() -> None:
    lines = evaluate("6 shards each 4,000 writes/s = 30k writes/s\n").lines
    assert lines[0].shown == "24K writes/s" and lines[0].claims[0].verdict == "off"
