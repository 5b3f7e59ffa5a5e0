"""The catalogue: which names of technologies and which everyday words mean which kind.

Everything is lower case with single spaces, as the words of a name are after splitting at
anything that is no letter and no digit ("Pub/Sub" is "pub sub").
"""

from coach.boards.diagram.graph import Kind

TECHNOLOGIES: dict[Kind, str] = {
    Kind.CLIENT: """ios, android, iphone, chrome, firefox, safari, react native, electron,
        flutter, react app, smart tv, roku, alexa""",
    Kind.DNS: """route 53, route53, cloud dns, azure dns, bind9, coredns, unbound, dnsmasq, ns1,
        traffic manager""",
    Kind.CDN: """cloudfront, cloudflare, akamai, fastly, cloud cdn, azure cdn, bunny, bunnycdn,
        keycdn, edgecast, imperva, azure front door, open connect""",
    Kind.LOAD_BALANCER: """haproxy, nginx, elb, alb, nlb, glb, f5, big ip, maglev, katran,
        traefik, ipvs, lvs, seesaw, metallb, cloud load balancing, aws elb, varnish lb,
        front door""",
    Kind.GATEWAY: """envoy, kong, apigee, tyk, zuul, spring cloud gateway, krakend, ambassador,
        istio, linkerd, apisix, express gateway, appsync, apollo router, aws waf, openresty,
        caddy, janus, kurento, mediasoup""",
    Kind.WORKER: """celery, sidekiq, resque, bullmq worker, flink, apache flink, spark, apache
        spark, spark streaming, hadoop, mapreduce, map reduce, storm, apache storm, samza,
        dataflow, beam, apache beam, kafka streams, kafka connect, debezium, logstash, fluentd,
        fluent bit, filebeat, ffmpeg, aws glue, emr, dataproc, faust, benthos, telegraf""",
    Kind.CACHE: """redis, memcached, memcache, elasticache, memorystore, hazelcast, ehcache,
        caffeine, guava cache, varnish, squid, keydb, dragonfly, dragonflydb, valkey, ignite,
        apache ignite, infinispan, mcrouter, twemproxy, dax, groupcache, couchbase cache,
        upstash, azure cache""",
    Kind.DATABASE: """postgres, postgresql, pg, mysql, mariadb, sqlite, oracle, oracle db,
        mssql, ms sql, sql server, db2, dynamodb, dynamo, cassandra, scylla, scylladb, mongodb,
        mongo, couchdb, couchbase, riak, hbase, bigtable, cloud bigtable, spanner, cloud
        spanner, cockroachdb, cockroach, yugabyte, yugabytedb, tidb, vitess, planetscale,
        aurora, rds, cloud sql, alloydb, firestore, firebase, realtime database, cosmos,
        cosmosdb, cosmos db, documentdb, neptune, neo4j, janusgraph, dgraph, arangodb,
        tigergraph, timescale, timescaledb, influx, influxdb, prometheus, victoriametrics,
        thanos, mimir, opentsdb, druid, apache druid, pinot, apache pinot, clickhouse, redshift,
        snowflake, bigquery, big query, teradata, vertica, greenplum, presto, trino, athena,
        hive, duckdb, foundationdb, voltdb, memsql, singlestore, supabase, neon, fauna, faunadb,
        rocksdb, leveldb, berkeley db, etcd, zookeeper, consul, chubby, aerospike, tarantool,
        rethinkdb, keyspaces, qldb, timestream, simpledb, tao, mysql cluster, percona, galera,
        citus, graphite, loki, pinecone, milvus, weaviate, qdrant, chroma, pgvector, databricks,
        delta lake, iceberg""",
    Kind.QUEUE: """sqs, aws sqs, amazon sqs, rabbitmq, rabbit, activemq, zeromq, ibm mq, amazon
        mq, beanstalkd, beanstalk, service bus, azure service bus, cloud tasks, bullmq, gearman,
        qless, sns, aws sns, amazon sns, artemis, nsq, mqtt, mosquitto, hivemq, emqx, disque,
        faktory""",
    Kind.STREAM: """kafka, apache kafka, confluent, msk, kinesis, aws kinesis, firehose, pulsar,
        apache pulsar, redpanda, event hubs, event hub, azure event hubs, eventbridge, event
        grid, pub sub, pubsub, google pub sub, cloud pub sub, nats, jetstream, nats jetstream,
        redis streams, redis stream, redis pub sub, redis pubsub, dynamodb streams, pravega,
        kinesis firehose, data firehose, flume, warpstream""",
    Kind.SEARCH_INDEX: """elasticsearch, elastic, elastic search, opensearch, open search, solr,
        apache solr, lucene, algolia, meilisearch, typesense, sphinx, manticore, vespa, azure
        search, cloudsearch, elk, splunk, kibana, bleve, xapian""",
    Kind.BLOB_STORE: """s3, aws s3, amazon s3, gcs, google cloud storage, cloud storage, azure
        blob, azure blob storage, minio, ceph, swift storage, glacier, backblaze, b2, r2, hdfs,
        gfs, colossus, efs, ebs, nfs, nas, haystack, seaweedfs, glusterfs, wasabi, data lake,
        adls""",
    Kind.SCHEDULER: """cron, crontab, airflow, apache airflow, quartz, oozie, luigi, dagster,
        prefect, argo workflows, temporal, cadence, step functions, cloud scheduler, celery
        beat, kubernetes cronjob, cronjob, azkaban, chronos, eventbridge scheduler""",
    Kind.EXTERNAL: """stripe, paypal, braintree, adyen, square, visa, mastercard, plaid, wise,
        twilio, sendgrid, mailgun, mailchimp, postmark, ses, aws ses, amazon ses, apns, apn,
        fcm, gcm, firebase cloud messaging, apple push, apple push notification service, google
        maps, mapbox, auth0, okta, cognito, facebook, twitter, github, slack, salesforce,
        hubspot, shopify, openai, anthropic, datadog, new relic, pagerduty, sentry, segment,
        google analytics, vonage, nexmo, onesignal, zendesk, fedex, ups, dhl, swift network""",
}

WORDS: dict[Kind, str] = {
    Kind.CLIENT: """client, browser, web browser, user, mobile app, mobile, phone, mobile
        client, web app, web client, desktop app, desktop, desktop client, app client, customer,
        visitor, end user, rider, driver, viewer, shopper, guest, player, device, iot device,
        sensor, tablet, laptop, tv, spa, single page app, admin, curl, cli, sdk, rider app,
        driver app, ios app, android app, phone app, native app, thick client, web ui, ui, smart
        watch""",
    Kind.DNS: """dns, name server, nameserver, resolver, dns server, geo dns, geodns, domain
        name system""",
    Kind.CDN: """cdn, edge, edge cache, pop, edge server, edge location, point of presence,
        content delivery network""",
    Kind.LOAD_BALANCER: """load balancer, loadbalancer, lb, balancer, l4, l7, l4 lb, l7 lb,
        gslb, global load balancer, load balancing""",
    Kind.GATEWAY: """gateway, api gateway, gw, apigw, proxy, reverse proxy, router, firewall,
        waf, nat, nat gateway, bff, backend for frontend, ingress, ingress controller, service
        mesh, sidecar, edge proxy, rate limiter, throttler, igw, vpn, bastion, dispatcher proxy""",
    Kind.SERVICE: """service, svc, api, app, backend, microservice, rest api, graphql, grpc,
        engine, manager, monitor, exporter, handler, controller, orchestrator, coordinator,
        allocator, generator, shortener, resolver service, tracker, checker, validator, builder,
        lambda, function, server app, search service, queue manager, cache manager, db manager,
        cache service, queue service, job service, dashboard, portal, module, client service,
        user service, proxy service, auth, website, site""",
    Kind.WORKER: """worker, consumer, processor, job, batch job, background job, batch, crawler,
        fetcher, spider, indexer, transcoder, encoder, transformer, daemon, executor, etl,
        aggregator, uploader, ingester, ingestor, cleaner, archiver, reducer, mapper, stream
        processor, loader, fan out worker, fanout worker, parser, renderer, compactor, sender,
        poller, listener, subscriber""",
    Kind.CACHE: """cache, in memory store, session store, session cache, page cache, lru, lru
        cache""",
    Kind.DATABASE: """db, database, sql, nosql, datastore, data store, store, rdbms, kv store,
        key value store, kv, warehouse, data warehouse, dwh, ledger, graph db, table, shard,
        metadata, tsdb, time series db, olap, oltp, vector db, vector store, master db, primary
        db, event store, feature store, registry, catalog db, keystore, persistence""",
    Kind.REPLICA: """replica, read replica, standby, follower, slave, secondary, hot standby,
        backup db, db replica, mirror, reader replica, failover db""",
    Kind.QUEUE: """queue, mq, message queue, job queue, task queue, broker, message broker, dlq,
        dead letter queue, dead letter, message bus, delay queue, outbox, inbox, buffer, mailbox""",
    Kind.STREAM: """stream, event stream, event bus, bus, topic, event log, log stream, message
        log, commit log, changelog, cdc, pipeline, data pipeline, pub sub topic""",
    Kind.SEARCH_INDEX: """search index, index, inverted index, search, search cluster, search
        engine, full text search, fulltext""",
    Kind.BLOB_STORE: """blob store, blob storage, blob, storage, object store, object storage,
        bucket, file store, file storage, file system, filesystem, media store, image store,
        media storage, image storage, video storage, file server, archive, dfs, distributed file
        system, cold storage, photo store, photo storage, video store""",
    Kind.SCHEDULER: """scheduler, cron job, timer, job scheduler, task scheduler, trigger,
        scheduled job, nightly job, clock, cron service""",
    Kind.EXTERNAL: """external, external service, third party, third party api, 3rd party,
        partner, partner api, vendor, webhook, payment provider, payment processor, payment
        gateway, bank, psp, sms provider, email provider, push provider, acquirer, card network,
        carrier, idp, identity provider, upstream, external api, smtp, email provider api, push
        service provider, isp, merchant bank, issuer""",
}

_PASSED_OVER = """cluster, primary, master, leader, node, server, instance, shard, pool, tier,
    layer, fleet, farm, group, set, main, global, local, regional, central,
    shared, managed, distributed, hot, cold, new, old, host, machine, box, writer,
    vm, pod, container, east, west, north, south, us, eu, asia, prod, staging,
    active, passive, spare, blue, green, red, black, white, canary, stable, europe, america,
    africa, region, zone, az, dc, first, second, third, left, right, home, remote"""

_MANAGED = """sqs, sns, s3, gcs, google cloud storage, azure blob, dynamodb, kinesis, firehose,
    pub sub, pubsub, elb, alb, nlb, cloud load balancing, azure front door, eventbridge, event hubs,
    event grid, service bus, cloud tasks, spanner, bigtable, bigquery, firestore, cosmos db,
    cosmosdb, lambda, cloud functions, appsync, step functions, aurora serverless, cloudflare"""

ENDINGS: tuple[tuple[str, Kind], ...] = (
    ("database", Kind.DATABASE),
    ("gateway", Kind.GATEWAY),
    ("storage", Kind.BLOB_STORE),
    ("worker", Kind.WORKER),
    ("replica", Kind.REPLICA),
    ("cache", Kind.CACHE),
    ("queue", Kind.QUEUE),
    ("proxy", Kind.GATEWAY),
    ("sql", Kind.DATABASE),
    ("cdn", Kind.CDN),
    ("dns", Kind.DNS),
    ("db", Kind.DATABASE),
    ("mq", Kind.QUEUE),
)
"""What the end of one unknown word tells ("userdb"), the longest first."""


def _names(text: str) -> list[str]:
    return [" ".join(name.split()) for name in text.split(",")]


def _phrases() -> dict[str, Kind]:
    kinds: dict[str, Kind] = {}
    for table in (TECHNOLOGIES, WORDS):
        for kind, names in table.items():
            for name in _names(names):
                kinds.setdefault(name, kind)
    for kind in Kind:
        kinds[kind.value] = kind
    return kinds


PHRASES = _phrases()
"""Every phrase of the catalogue and the kind it means."""

PRODUCTS = frozenset(
    name for kind, text in TECHNOLOGIES.items() if kind is not Kind.CLIENT for name in _names(text)
)
"""Names that tell the kind wherever they stand: "redis sessions" is a cache."""

PASSED_OVER = frozenset(_names(_PASSED_OVER))
"""Words that may follow what a component is and only say how or where it runs."""

MANAGED = frozenset(_names(_MANAGED))
"""Products whose provider already runs them in several places at once."""
