"""The language of system-design interviews: words and phrases that ask for the same thing.

Each line of `_GROUPS` is one meaning. A word may stand in several. Phrases are found before single
words, the longest first. Marks before a meaning's name weigh it: "-" for meanings that many
questions share (counting, asking whether) and that say little by themselves.
"""

from functools import lru_cache

from coach.interviewer.words import PLAIN, stem, stems

_GROUPS = """
-count: how many, number, count, amount, how much, volume, quantity, total, figure, numbers
-howlong: how long, length, duration, long, for how long
-size: how big, how large, size, big, large, huge, bytes, kilobytes, megabytes, gigabytes, kb, mb,
    gb, heavy, weigh, weight, bulky, small, how small
-often: how often, frequently, frequency, rate, per second, throughput, how frequently, tps, rps,
    qps, pace, every second, a second, each second, per minute, a minute, an hour, per hour,
    hourly
-day: day, daily, per day, a day, each day, every day, dau, 24 hours, in a day, today, day to day
-month: month, monthly, mau, per month, a month, each month
-average: average, typical, typically, mean, normal, usual, median, on average, ordinary, common
-maximum: maximum, max, limit, cap, upper bound, longest, largest, biggest, at most, ceiling,
    bound, restrict, restriction, constraint, maximal, up to, highest, allowed
-minimum: minimum, min, at least, lower bound, smallest, shortest, least
-allowed: allowed, permitted, support, supported, let, permit, able, possible, feature, offer,
    provide, can users, can people, enable, acceptable, fine, okay, tolerate, tolerable, ok
-scope: in scope, out of scope, scope, required, requirement, care about, worry about, include,
    included, focus, should i consider, ignore, leave out, part of this
-accurate: accurate, accuracy, exact, precise, precision, correct, correctness, approximate,
    approximately, error margin, estimate, rough, exactness, off by, how right
user: user, users, people, person, customer, visitor, audience, member, folk, dau, mau, human,
    anyone, consumer, individual, who uses, subscriber, population, user base, userbase, citizens,
    crowd
active: active, dau, mau, engaged, concurrent, online
concurrent: concurrent, simultaneous, at the same time, at once, in parallel, parallel,
    simultaneously, concurrently, same moment, any moment, connected, connections, one time, race,
    same second
scale: scale, traffic, load, how busy, demand, popular, size of the system, order of magnitude,
    big, large, volume, usage
peak: peak, spike, spiky, burst, bursty, surge, busiest, rush hour, rush, hot, viral, seasonal,
    worst case, peaks, high load, flash, busy, event, uneven, holiday, black friday, thundering,
    sudden, skew, rush hours, launch day, crazy days, quiet hours
readwrite: read write ratio, read heavy, write heavy, reads to writes, ratio, reads and writes,
    read vs write, reads versus writes, read or write, mix of reads and writes, balance of reads
read: read, view, open, see, click, visit, look, load, fetch, get, retrieve, consume, viewed,
    browse, lookup, access, watch, display, shown, show
write: write, create, post, add, upload, submit, new, make, generate, insert, publish, produce,
    write volume, created, creation, send, save
latency: latency, fast, quick, quickly, speed, slow, response time, delay, how fast, how quick,
    how quickly, millisecond, milliseconds, ms, p99, p95, percentile, responsive, snappy, lag,
    instant, instantly, immediately, wait, how soon, soon, performance, tolerate waiting, time
    budget, within how many seconds, real time, realtime, near real time, seconds, sla on
    response, at the latest, load time, how slow, tail
fresh: fresh, freshness, stale, staleness, up to date, out of date, old, outdated, delay, lag,
    behind, how recent, recent, real time, realtime, soon, immediately, propagate, propagation,
    appear, visible, late, live, reflected, how current, current, catch up, updated
availability: availability, available, uptime, downtime, outage, nines, sla, slo, down,
    unavailable, highly available, fault tolerant, fault tolerance, reliability, reliable,
    resilient, resilience, go down, offline, how many nines, fail, failure, maintenance, always
    on, disaster, dies, crash, break
durability: durability, durable, lose, lost, losing, loss, data loss, backup, survive, gone,
    recover, recovery, disappear, vanish, rpo, missing, forget, drop, dropped, never lose, safe,
    redundancy
consistency: consistency, consistent, eventual, eventually, strong, strict, linearizable, stale,
    staleness, inconsistent, read your writes, agree, disagree, same state, diverge, cap, in sync,
    out of sync, same data, same value, replica, lag, acid, transaction, transactional, atomic
order: order, ordering, ordered, sequence, sequential, chronological, out of order, sort, sorted,
    in order, causal, fifo, sequencing, arrange, arrive in
retention: retention, retain, keep, kept, expire, expiry, expiration, ttl, live, lifetime,
    archive, forever, delete after, purge, stored for, how long do we keep, time to live, persist,
    store, history, age out, hold on to, years, go back, old data, how far back, ephemeral,
    cleanup, clean up, lifespan, hang on
delete: delete, remove, deletion, removal, erase, take down, takedown, disable, deactivate,
    revoke, undo, unsend, retract, wipe, trash, cancel, withdraw, switch off, turn off, pull
edit: edit, change, modify, update, alter, mutable, immutable, rewrite, amend, revise, rename,
    correct, editable, changeable, editing
geography: geography, geographic, geographical, where, country, region, regional, global,
    globally, worldwide, world, location, international, continent, data centre, data center,
    datacenter, local, places, which parts, distributed geographically, multi region, territory,
    located, abroad, market, one region, single region, across the globe, around the world, city,
    cities, based
privacy: privacy, private, public, confidential, sensitive, personal data, pii, gdpr, visible to,
    who can see, secret, visibility, access control, share with, permissions, permission, exposed,
    hidden, compliance, regulation, legal, law, regulatory, hipaa, ccpa, audience
security: security, secure, encrypt, encryption, encrypted, attack, attacker, hack, safe, threat,
    end to end, e2e, tamper, protect, protection, steal, eavesdrop, key management, malicious,
    vulnerability, ddos
auth: log in, login, sign in, sign up, account, authentication, authenticate, authenticated,
    authorization, auth, anonymous, register, registered, registration, identity, identify, logged
    in, signed in, credential, guest, signup, password, profile
abuse: abuse, spam, spammer, bot, malicious, phishing, fraud, fraudulent, fake, harmful, troll,
    moderation, moderate, inappropriate, illegal, toxic, block, ban, report, bad actor, bad
    actors, scraper, cheat, cheater, cheating, flood, flooding, misuse, dishonest, copyright,
    offensive, content policy, junk
analytics: analytics, statistic, statistics, stats, metric, metrics, dashboard, insight,
    reporting, report, track, tracking, tracked, counter, measure, telemetry, count, counted,
    monitor, usage data
search: search, searchable, find, query, look up, lookup, full text, keyword, discover, discovery,
    filter, filtering, searching
notify: notify, notification, alert, push, email, remind, reminder, inform, told, know when, let
    know, ping, message
offline: offline, disconnected, no connection, without internet, no internet, connectivity,
    network loss, sync later, airplane mode, poor network, flaky, reconnect, unreliable network,
    not connected, tunnel
device: device, devices, phone, mobile, web, desktop, browser, platform, platforms, app, ios,
    android, laptop, tablet, client, clients, tv, several devices, multiple devices, hardware
media: media, image, photo, picture, video, attachment, attachments, file, audio, rich media,
    images, photos, videos, pictures, gif, voice, multimedia, rich content
text: text, plain text, markdown, character, characters, letter, letters, words, string, alphabet,
    ascii, symbols, content type, kind of content, format, formats, formatting, syntax, encoding
group: group, groups, channel, room, team, participants, members, one on one, one to one, group
    chat, community
follower: follower, follow, friend, friends, followers, connection, celebrity, celebrities,
    followee, fan, fans, graph, influencer, famous, contacts, network, social
rank: rank, ranking, ranked, relevance, relevant, personalised, personalized, personalise,
    recommend, recommendation, algorithm, chronological, sorted, score, prioritise, priority,
    order, best, quality, interesting, importance, important
duplicate: duplicate, duplicates, twice, same, dedupe, deduplicate, deduplication, again, repeat,
    repeated, idempotent, idempotency, retry, retries, double, exactly once, at least once, at
    most once, unique, uniqueness, collide, collision, clash, conflict, reuse, identical, copies,
    duplicated, merged, merge, two people want the same, resend
conflict: conflict, conflicts, collide, simultaneous edits, same time, merge, clash, race, two
    people, both, contention, compete, win, wins
custom: custom, customise, customize, personalised, vanity, own, choose, alias, pick,
    configurable, configure, setting, settings, preference, preferences, option, options, specify,
    tune, adjustable, bespoke
money: money, price, cost, budget, pay, payment, paid, billing, charge, fee, currency, currencies,
    revenue, expensive, cheap, monetise, monetize, dollar, price tag, subscription, premium, free,
    tier, tiers, plan, plans, spend
refund: refund, refunds, chargeback, cancel, cancellation, return, dispute, reverse, reversal,
    money back
language: language, languages, locale, translate, translation, unicode, english, multilingual,
    internationalisation, locales, script
quota: quota, rate limit, limit, throttle, throttling, cap, allowance, restrict, ceiling, rate
    limiting, limits
growth: growth, grow, future, next year, expand, scale up, five years, years, increase, growing,
    trend, long term, double, eventually
shape: shape, length, format, characters, digits, short, shorter, readable, pattern, look like,
    looks like, structure, alphabet, how short, longer, memorable, human readable, pronounce
guess: guess, guessable, predictable, predict, enumerate, sequential, random, randomness,
    unguessable, scan, secret, crawl, brute force, iterate, guesses
history: history, version, versions, versioning, revision, revisions, audit, past, previous, log,
    undo, rollback, old messages, scroll back, older, earlier, restore, trail, trace
presence: presence, online, last seen, online status, active now, status indicator, who is online,
    typing indicator
receipt: receipt, receipts, read receipt, delivered, delivery, seen, acknowledge, acknowledged,
    acknowledgement, ack, delivery status, confirm, confirmation, guarantee, guarantees, delivery
    guarantee, arrive
batch: batch, bulk, batches, import, export, mass, many at once
schedule: schedule, scheduled, delay, delayed, later, cron, recurring, periodic, timer, future
    time, timing, planned, calendar, when should
timezone: timezone, time zone, zone, local time, daylight
external: external, third party, integration, integrate, partner, provider, vendor, existing,
    outside, upstream, legacy, other systems, downstream, api consumers, supplier, gateway
cluster: node, server, servers, machine, machines, hardware, cluster, host, hosts, instance, fleet
expiry: expire, expiry, expiration, ttl, timeout, time out, hold, lapse, run out, valid, validity,
    lifetime
lock: lock, hold, reserve, reserved, reservation, held, book, booking, claim
inventory: inventory, stock, available units, sold out, oversell, overselling, overbook,
    overbooking, double book, double booking, quantity left, seats, capacity, oversold, last item,
    run out
cache: cache, cached, caching, cacheable
location: location, position, gps, coordinates, nearby, near, distance, radius, latitude, map,
    place, address, far
failure: fail, failure, fails, error, errors, crash, broken, retry, retries, goes wrong, break,
    breaks, dead, die
priority: priority, priorities, urgent, urgency, important, importance, critical, vip, first
result: result, results, output, return, returned, response, answer, page, pages, pagination, top,
    list
depth: depth, nested, nesting, level, levels, deep, threaded, thread, hierarchy, tree
reaction: like, likes, vote, votes, reaction, reactions, upvote, comment, comments, reply,
    replies, share, shares, heart
key: key, keys, value, values, pair, pairs
update: update, updates, refresh, refreshed, recompute, recomputed, push, poll, polling, live
signal: signal, signals, feature, input, inputs, factor, factors, criteria
hot: hot, popular, viral, trending, skew, skewed, uneven, celebrity, hotspot, hot spot, hot key,
    famous, concentrated
window: window, windows, interval, period, time range, timeframe, time frame, range, granularity,
    bucket, resolution, span
kind: kind, kinds, type, types, sort, sorts, category, categories, variety, classes, which ones,
    what kinds, form, forms, what types
"""

_PHRASE_LIMIT = 6


def _parsed() -> tuple[dict[tuple[str, ...], frozenset[str]], frozenset[str]]:
    meanings: dict[tuple[str, ...], set[str]] = {}
    weak = set()
    for line in " ".join(
        "\n" + line if ":" in line else line.strip() for line in _GROUPS.splitlines()
    ).splitlines():
        name, _, rest = line.partition(":")
        name = name.strip()
        if not rest:
            continue
        if name.startswith("-"):
            name = name[1:]
            weak.add(name)
        for words in rest.split(","):
            phrase = tuple(stems(words))
            if phrase and len(phrase) <= _PHRASE_LIMIT:
                meanings.setdefault(phrase, set()).add(name)
    return {phrase: frozenset(names) for phrase, names in meanings.items()}, frozenset(weak)


_MEANINGS, WEAK = _parsed()


@lru_cache(maxsize=8192)
def heard(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The parts of a text that carry meaning: a stem or phrase, and the meanings it may have.

    Plain words that stand in no known phrase are left out.
    """
    found = stems(text)
    parts: list[tuple[str, frozenset[str]]] = []
    at = 0
    while at < len(found):
        for size in range(min(_PHRASE_LIMIT, len(found) - at), 0, -1):
            phrase = tuple(found[at : at + size])
            if phrase in _MEANINGS:
                parts.append((" ".join(phrase), _MEANINGS[phrase]))
                at += size
                break
        else:
            if found[at] not in PLAIN:
                parts.append((found[at], frozenset()))
            at += 1
    return tuple(parts)


def known(word: str) -> bool:
    """Whether a single word stands in the lexicon."""
    return (stem(word),) in _MEANINGS
