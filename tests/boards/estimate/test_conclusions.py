"""Sentences of an estimate that lead to their answer, and what else people say in a chat."""

import pytest

from coach.boards.estimate.capacity_plan import capacity_plan
from coach.boards.estimate.line import Line
from coach.boards.estimate.sheet import evaluate


def last(text: str) -> Line:
    return evaluate(text).lines[-1]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("that's 12M DAU", "12M users"),
        ("each of them posts a few times a week, so 24M posts/week", "24M posts/week"),
        ("writes 200:1 so ~90k rps", "90K req/s"),
        ("we never delete, so per year 2.5PB", "2.5 PB/year"),
        ("so yearly about $45k saved", "$45K/year"),
        ("saves ~3.5k a month", "3,500/month"),
        ("leaves 60 ms for the network", "60 ms"),
        ("with a cache at 90% hit ratio the database sees only 400MB/s", "400 MB/s"),
        ("at 16 cores per machine that's 640 machines", "640 machines"),
        ("2M requests at 99.9% success means 2,000 errors", "2,000 errors"),
        ("a clip is 4 MB on average after encoding", "4 MB"),
        ("This results in 7.5 GB of new data per day, or 2.7 TB per year.", "7.5 GB/day"),
        ("So 2 replicas give us 12,000 reads per second.", "12K reads/s"),
        ("at lunch it is 8 times higher, so we should plan for 320 orders/s", "320 orders/s"),
        ("so the database is ~$23k", "$23K"),
        ("tuning usually gets you 20% => saves $4.6k/month", "$4,600/month"),
        ("reading 120 B -> 267 KB/s, 23 GB/d", "267 KB/s"),
        ("CDN 97% → origin 16 Gbps", "16 Gbps"),
        ("coding 1.5x instead of 3 copies → 8.5 PB rather than 17", "8.5 PB"),
        ("4 renditions at 60% of the size in total: +5.8 TB", "5.8 TB"),
        ("queue: 5k msg/s in, 4k msg/s out → backlog grows 1k msg/s", "1,000 messages/s"),
        ("the bill is $40k/month, 55% of that is compute", "$22K/month"),
        ("$0.25 per click → $9M/day revenue", "$9M/day"),
        ("2M drivers, a quarter of them on the road at rush hour", "500K drivers"),
        ("400k cars pinging every 4s is 100k updates/s", "100K updates/s"),
        ("a row is like 300 bytes, 400M of them is 120GB a day", "120 GB/day"),
        ("Reads: 20:1 → 2.8k/s", "2,800 reads/s"),
        ("target 65% → 400 cores", "400 cores"),
        ("keep a month hot: 3.1 TB", "3.1 TB"),
        ("dau 3m", "3M users"),
        ("so 18% of requests see a slow shard", "18%"),
        ("timeout 250ms, 2 retries → worst case 750 ms", "750 ms"),
        ("8 msgs each => 36m/day", "36M/day"),
    ],
)
def test_a_sentence_comes_to_what_it_concludes(text: str, value: str) -> None:
    assert last(text).shown == value


def test_an_answer_in_two_units_is_judged_by_the_first() -> None:
    line = last("roughly 3 pics a week, so 30M uploads/week, about 50/s")
    assert line.shown == "30M uploads/week"
    assert [claim.verdict for claim in line.claims] == ["ok"]


def test_an_answer_is_judged_by_words_that_can_be_worked_out() -> None:
    line = last("20M users posting 3 photos a day of 2MB each means 120TB a day")
    assert line.shown == "120 TB/day"
    assert [claim.verdict for claim in line.claims] == ["ok"]


def test_an_answer_that_the_words_do_not_come_to_is_told() -> None:
    line = last("20M users posting 3 photos a day of 2MB each means 200TB a day")
    assert line.shown == "200 TB/day"
    assert any("the words before come to 120 TB/day" in note.text for note in line.notes)


@pytest.mark.parametrize(
    "text",
    [
        "we keep 3 TB there",
        "Let's assume we have 300M total users, with 2M daily active users.",
        "should that be 40 servers or 60?",
        "so 3 nodes or 5 nodes",
        "that is not 40 GB",
        "the cache hit 95%, then 80k reads/s came",
        "Worth a try: ~3 PB of disk. With ~2 TB per broker it is many",
    ],
)
def test_what_concludes_nothing_stays_prose(text: str) -> None:
    assert last(text).kind == "none"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("40 million users, one in five is active on a given day", "8M users"),
        ("ok so let's say 40 million users and one in five is active on a given day", "8M users"),
        ("200M MAU, 40% daily => DAU 80M", "80M users"),
        ("3M users, a third online at once", "1M users"),
    ],
)
def test_a_share_of_people_is_of_them(text: str, value: str) -> None:
    assert last(text).shown == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12 x m5.2xlarge @ $0.40/hr x 730h = $3,504", "$3,504"),
        ("drain at 70k/s with 50k/s coming in: 30M / (70k - 50k) = 1500s", "1,500 s"),
        ("p99 200ms budget: 2ms + 10ms\nerror budget 0.05% * 30 days = 21.6 min", "21.6 min"),
        ("Servers = 9\nServers with N+2 = Servers + 2\nbill = Servers with N+2 * $100", "$1,100"),
        ("3M prompts a day, 500 in + 300 out tokens each", "2.4B tokens/day"),
        ("one nine more: 99.9% is 43m a month", "43.8 min"),
        ("Position ping | every 4s", "4 s"),
        ("5k rps at 40ms each means 200 in flight", "200"),
        ("savings 4.6 + 8.3 + 3.6 = 16.5k", "16.5K"),
        ("sms at 200/s: 6000 / 200 = 30 s", "30 s"),
        ("8 MB × 2,000,000 = 16 TB in 24 h = 185 MB/s", "16 TB"),
        ("5 services × 99.95% = 99.75%", "~99.7502%"),
        ("handshake ~2ms cpu → 6500 × 2 ms = 13 cores", "13 cores"),
        ("loads: 20k rps\npeak 3x = 60k", "60K req/s"),
        ("bytes_per_msg = 350\n2000 msg/s * bytes_per_msg", "700 KB/s"),
        ("5Mdau*8msg=40M/d", "40M messages/day"),
        ("1M*64KB buf=64GB\n/16GB=4 boxes", "4 boxes"),
        ("each query hits 40 shards → 463k shard-qps", "463K/s"),
        ("64GB boxes -> 10", "10"),
    ],
)
def test_what_else_is_said(text: str, value: str) -> None:
    line = last(text)
    assert line.shown == value
    assert all(claim.good for claim in line.claims)


def test_spare_machines_are_no_amount_that_is_left_out() -> None:
    assert not last("servers: 3600 / 500, N+2").notes


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("signups 40k/day, each creates 10 rows × 200B → 80 MB/day", "80 MB/day"),
        ("hmm so 400M MAU let's take 50% as DAU = 200M", "200M users"),
        ("DAU = 30M, 20 req per user = 600M req/day", "30M users"),
        ("MTTR 30 min, 12 incidents/yr = 6 h/yr", "6 hours/year"),
        ("deploys: 20 a week × 15 s blip = 5 min/week", "5 min/week"),
    ],
)
def test_amounts_are_a_product_where_the_answer_says_so(text: str, value: str) -> None:
    line = last(text)
    assert line.shown == value
    assert all(claim.good for claim in line.claims)


@pytest.mark.parametrize(
    ("text", "value"),
    [("at most 1/300 per s", "~0.00333/s"), ("1/2 per user", "0.5/user"), ("1/8 of 40 GB", "5 GB")],
)
def test_a_part_of_one_is_divided_before_it_is_per_something(text: str, value: str) -> None:
    assert last(text).shown == value


def test_a_capacity_plan_names_rows_by_their_words_and_stores_no_single_record() -> None:
    text = "row = 200 B\nwith indexes and 3 copies → 800 MB * 6 = 4.8 GB"
    plan = capacity_plan(evaluate(text))
    stored = plan.partition("## Storage")[2].partition("##")[0]
    assert "| with indexes and 3 copies | 4.8 GB |" in stored
    assert "200 B" not in stored


def test_a_decimal_without_a_nought_is_no_part_of_a_name() -> None:
    text = "posts .2/DAU/day => 1.5M/d\npost 1KB + 30% with 300KB img => avg 91KB"
    assert last(text).shown == "91 KB"
