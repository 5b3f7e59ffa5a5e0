"""Kinds of components: what a name means, and the marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.boards.diagram.graph import Kind
from coach.boards.diagram.kinds import COMPONENTS, kind_of, mark, said_kind
from coach.boards.diagram.technologies import TECHNOLOGIES
from coach.text import width

NAMES = {
    Kind.CLIENT: "browser, mobile app, Client, iOS, users, rider",
    Kind.DNS: "dns, Route 53, geo dns",
    Kind.CDN: "cdn, CloudFront, akamai",
    Kind.LOAD_BALANCER: "lb, load balancer, nginx, HAProxy, lb-2, lb1, Load Balancers, lb a,"
    " lb blue, front door",
    Kind.GATEWAY: "API gateway, envoy, reverse proxy",
    Kind.SERVICE: "api, checkout, search service, redis exporter, cache warming, order, 支付",
    Kind.WORKER: "worker, kafka consumer, image resizer worker, workers",
    Kind.CACHE: "redis, memcached, user cache, Redis cluster, redis sessions, UserCache,"
    " cache europe, cache az 2",
    Kind.DATABASE: "postgres, MySQL, Cassandra, user db, UserDB, orders-db, db primary,"
    " orders db b, db green",
    Kind.REPLICA: "standby, read replica, postgres replica, replica 2",
    Kind.QUEUE: "sqs, rabbitmq, order queue, dead letter queue, OrderQueue",
    Kind.STREAM: "kafka, kinesis, pub/sub, event bus, Kafka orders",
    Kind.SEARCH_INDEX: "elasticsearch, search index, solr cluster",
    Kind.BLOB_STORE: "s3, GCS, photo store, S3 bucket",
    Kind.SCHEDULER: "cron, airflow, job scheduler",
    Kind.EXTERNAL: "stripe, twilio, APNs, payment provider",
}


@pytest.mark.parametrize(
    ("name", "kind"),
    [(name.strip(), kind) for kind, names in NAMES.items() for name in names.split(",")],
)
def test_a_name_tells_its_kind(name: str, kind: Kind) -> None:
    assert kind_of(name) is kind


def test_every_technology_of_the_catalogue_is_found_under_one_kind() -> None:
    names = [(" ".join(n.split()), kind) for kind, t in TECHNOLOGIES.items() for n in t.split(",")]
    assert len(names) >= 120
    assert len({name for name, _ in names}) == len(names)
    assert [name for name, kind in names if kind_of(name) is not kind] == []


def test_marks_are_one_cell_and_differ_by_kind() -> None:
    for plain in (False, True):
        marks = [mark(kind, plain) for kind in Kind if kind is not Kind.SERVICE]
        assert {width(m) for m in marks} == {1}
        assert len(set(marks)) == len(marks)
        assert mark(Kind.SERVICE, plain) == ""
    assert all(mark(kind, ascii=True).isascii() for kind in Kind)


def test_the_picker_offers_every_kind_under_a_name_that_means_it() -> None:
    assert [kind_of(name) for _, name in COMPONENTS] == list(Kind)
    assert all(said_kind(kind.value) is kind for kind in Kind)


@given(st.text(max_size=50))
def test_any_name_has_a_kind(name: str) -> None:
    assert isinstance(kind_of(name), Kind)
