"""The language of system-design interviews: words and phrases that ask for the same thing.

Each line of `_GROUPS` is one meaning. A word may stand in several. Phrases are found before single
words, the longest first. Marks before a meaning's name weigh it: "-" for meanings that many
questions share (counting, asking whether) and that say little by themselves.
"""

import re
from functools import lru_cache

from coach.interviewer.words import PLAIN, stems

_GROUPS = """
-count: how many, number, count, amount, how much, quantity, total, figure, numbers, altogether,
    overall, how numerous
-howlong: how long, length, duration, long, for how long
-size: how big, how large, size, big, large, huge, bytes, kilobyte, megabyte, gigabyte, terabyte,
    petabyte, kb, mb, gb, tb, pb, heavy, weigh, weight, bulky, small, how small, tiny, how heavy,
    larger, larger than, space, footprint, how much space, volume of data, payload, how much data,
    how many bytes, amount of data, size of, how large can, how big can, average size, largest
    one, take up, storage, value of a typical
-often: how often, frequently, frequency, rate, per second, how frequently, pace, every second, a
    second, each second, per minute, a minute, an hour, per hour, hourly, times
-day: day, daily, per day, a day, each day, every day, dau, 24 hours, in a day, today, day to day
-month: month, monthly, mau, per month, a month, each month
-average: average, typical, typically, mean, normal, usual, median, on average, ordinary, common,
    regular
-maximum: maximum, max, limit, cap, upper bound, longest, largest, biggest, at most, ceiling,
    bound, restrict, restriction, constraint, maximal, up to, highest, exceed, upper limit
-minimum: minimum, min, at least, lower bound, smallest, shortest, least
-allowed: allowed, permitted, support, supported, let, permit, able, feature, offer, provide, can
    users, can people, enable
-tolerate: tolerate, tolerable, acceptable, accept, fine, okay, ok with, live with, bearable,
    matter, harm, problem, hurt, bad, how bad, mind
-scope: in scope, out of scope, scope, required, requirement, care about, worry about, include,
    included, focus, should i consider, ignore, leave out, part of this, part of it, beyond,
    besides, only thing, anything else, skip, need to build, build ourselves, ourselves, belong to
    it, our job, do i have to, do we have to, do we need, is it my job, responsible, cover, worry,
    concern us, go into, extras, export, pdf, monitoring in, home page
-accurate: accurate, accuracy, exact, precise, precision, correct, correctness, approximate,
    approximately, error margin, estimate, exactness, off by, how right, roughly right, slightly
    off, wrong, sampled, sample, approximation, estimation, drift, strict, hard limit, over by, a
    few percent, miscount, exactly right, close enough, how exact, good enough, error, inaccurate,
    tolerance, count exactly
user: user, users, people, person, customer, visitor, audience, member, folk, dau, mau, human,
    anyone, consumer, individual, who uses, subscriber, population, user base, userbase, citizen,
    crowd, caller, everybody, anybody, everyone, participant, guest, commenter, editors, account,
    accounts, creators, engineers, devs
buyer: buyer, shopper, customer, purchaser, consumer, payer, client
seller: seller, merchant, vendor, shop, retailer, supplier, store owner, payee, business, partner,
    restaurant, host, author, creator, publisher, producer, owner, uploader
watcher: viewer, reader, spectator, watcher, listener, audience, visitor, follower, subscriber,
    fan, recipient, receiver
driver: driver, courier, rider, passenger, deliverer, delivery person, car, vehicle, cab, taxi,
    carrier
staff: engineer, developer, operator, admin, administrator, analyst, moderator, auditor, support
    staff, agent, employee, on call, team, teams, department
team: team, teams, tenant, tenants, multi tenant, department, organisation, organization, company,
    customer, workspace, namespace, isolated, isolation, isolate, share, shared, noisy, neighbour,
    separate, fair, fairness, quota, starve, divided, chargeback, kept apart
machine: machine, server, node, host, box, instance, computer, hardware, fleet, vm, container,
    device, cluster, target, worker, hosts, infrastructure, shard
active: active, dau, mau, engaged, online
concurrent: concurrent, simultaneous, at the same time, at once, in parallel, parallel,
    simultaneously, concurrently, same moment, any moment, connected, connection, open
    connections, one time, same second, at one time, together, same instant, session, sockets, one
    document, live at once, open at once, at the same moment, in the same, people at once, users
    at once, at the same second, logged in at, at any time, at a given moment, at any given time
traffic: traffic, load, throughput, request, requests, calls, call, tps, rps, qps, operations,
    ops, hits, queries, how busy, demand, request volume, per second, volume, usage, ingest,
    transactions, workload, bandwidth, requests per second, events, flow, request rate, load
    overall, calls do we get, rate of requests, calls per, total rate, requests hit
scale: scale, order of magnitude, size of the system, how popular, reach, how big is, ambition,
    magnitude
peak: peak, spike, spiky, burst, bursty, surge, busiest, rush hour, rush, hot, viral, seasonal,
    worst case, high load, flash, busy, event, uneven, holiday, black friday, thundering, sudden,
    rush hours, launch day, crazy days, quiet hours, jump, worst moment, above average, busier,
    pile up, wave, extreme, vary, variation, night, weekend, evening, calm, christmas, new year,
    headroom, at its worst, times the average, steady, even load, evenly, fluctuate, hump, crush,
    stampede, explode, blow up, go crazy, way up, at its top, at the top, top out, everyone at
    once, all at once, multiplier, go wild, peaks, quietest, goes through the roof, most traffic,
    hottest, how much higher, hectic, overwhelm, social media, in the news, overloaded, at full
    hours, sale day, on sale, worst time, more than usual, at the worst, highest load, highest
    rate, most load, over the day, during the day, time of day, through the day, hours of the day,
    show up at once, big sale, everybody arrives, arrive together
readwrite: read write ratio, read heavy, write heavy, reads to writes, ratio, reads and writes,
    read vs write, reads versus writes, read or write, mix of reads and writes, balance of reads,
    proportion, share of, compared, compare, versus, fraction, percentage, for each write, for
    each read, for every, how many reads, more reading, dominated, mix, split between, between
    reads and writes, people clicking, more reads, more writes, reads or writes, for each one
    created, mostly, per write, for every write, come in compared
read: read, view, open, see, click, visit, look, load, fetch, get, gets, retrieve, consume,
    browse, lookup, access, watch, display, show, reader, play, check, hit, impression, viewed,
    opened, watched
write: write, create, post, add, upload, submit, new, make, made, generate, insert, publish,
    produce, created, creation, send, save, put, record, ingest, register, place, written, sent,
    paste, set
latency: latency, fast, quick, quickly, speed, slow, response time, delay, how fast, how quick,
    how quickly, millisecond, milliseconds, ms, microsecond, p99, p95, p999, percentile,
    responsive, snappy, lag, instant, instantly, immediately, wait, how soon, soon, performance,
    time budget, how many seconds, real time, realtime, seconds, response times, at the latest,
    load time, how slow, tail, overhead, noticeable, sluggish, deadline, how long does it take,
    how long should, take to, rapid, prompt, in time, within, spinner, waiting, round trip, delay
    is acceptable, notice, how much time, how long until, how long before, wait for, time may,
    time can, time does, turnaround, respond, come back, within what time, speedy, swift, quick
    enough, fast enough, takes to, seconds may, ms may, time it takes, add to each call, pop up,
    worked, how quickly do, how soon does, confirmation
fresh: fresh, freshness, stale, staleness, up to date, out of date, old, outdated, delay, lag,
    behind, how recent, recent, real time, realtime, soon, immediately, propagate, propagation,
    appear, visible, late, live, reflected, how current, current, catch up, updated, show up,
    shows up, take effect, effect, newest, latest, recency, searchable, available, notice a
    change, reach, before it is seen, refresh, recrawl, minutes old, how quickly do, straight
    away, right away, at once, right after, as soon as, turn up, how long until, how long before,
    how soon, be live, go live, shows, slightly old, a bit old, minutes late, delay between, how
    quickly must, how quickly does, how quickly should, how fast does a new, how fast must a new,
    rebuild, how fresh, how often do we visit, late
availability: availability, available, uptime, downtime, outage, nines, sla, slo, down,
    unavailable, highly available, fault tolerant, fault tolerance, reliability, reliable,
    resilient, resilience, go down, offline, how many nines, fail, failure, maintenance, always
    on, disaster, die, crash, break, high availability, unreachable, degrade, degraded, stay up,
    be up, up all the time, out of service, keep working, partial, goes dark, survive,
    interruption, how much downtime, be down, is down, down for, keep running, keeps running,
    serve while, stop working, break down, goes wrong, breaks, outages, dies, fall over, collapse,
    up and running, stay online, fails, working when, goes down, zone goes down, data centre
    fails, data center fails, server dies, disaster recovery, catastrophe, stop the sale, may
    stop, take the service
durability: durability, durable, lose, loss, data loss, backup, survive, gone, recover, recovery,
    disappear, vanish, rpo, missing, forget, drop, never lose, safe, redundancy, forgotten,
    restart, power cut, disk fails, machine dies, lost, losing, permanent loss, corrupt,
    corruption, intact, eleven nines, replicas, copies, die, machine dies right after, in memory
    store, crash right after, written to disk, power failure, acknowledged write, burn down, burns
    down, catches fire, lose something, lose anything, losing a
consistency: consistency, consistent, eventual, eventually, strong, strict, linearizable, stale,
    staleness, inconsistent, read your writes, agree, disagree, same state, diverge, cap, in sync,
    out of sync, same data, same value, replica, lag, acid, transaction, transactional, atomic,
    atomically, latest write, differ, see it at once, own writes, same answer, the same for, up to
    date, immediate, guaranteed to see, divergence, all or nothing, straight away, right away, at
    once, right after, as soon as, immediately after, see the same, same thing, lag behind, in
    agreement, slightly old, a bit old, be behind, out of date
order: order, ordering, ordered, sequence, sequential, chronological, out of order, sort, sorted,
    in order, causal, fifo, sequencing, arrange, shuffled, sequenced, monotonic, increasing,
    sortable, by time, time order, timestamp, clock, before the other, earlier than, ascending,
    jumbled, mixed up, swap, reorder
retention: retention, retain, keep, expire, expiry, expiration, ttl, lifetime, archive, forever,
    purge, stored for, time to live, persist, store, history, age out, hold on to, years, go back,
    old data, how far back, ephemeral, cleanup, clean up, lifespan, hang on, kept, dropped after,
    old, years ago, look back, ever deleted, older, long term, thrown away, roll off, historical,
    permanent, stored, stick around, hang around, stay, keep around, kept for, thrown out, age,
    never deleted, how long do we keep, how long do we store, how long is it kept, how long are
    they kept, keep for, live, how long do
delete: delete, remove, deletion, removal, erase, take down, takedown, disable, deactivate,
    revoke, undo, unsend, retract, wipe, trash, cancel, withdraw, switch off, turn off, pull,
    hide, hidden, go away, vanish, disappear, unpublish, get rid, clear, drop, forgotten, right to
    be forgotten, taken down, stop sharing, kill, deleted, bin, recycle, turned off, shut off,
    take back, taken off, get rid of, pull back, dropped, switched off, complaints, deleted by the
    author
edit: edit, change, modify, update, alter, mutable, immutable, rewrite, amend, revise, rename,
    correct, editable, changeable, overwrite, fix, typo, mistake, replace, editing, afterwards,
    after it was, change their mind, reword, change a booking, change their, change it later,
    changed later
geography: geography, geographic, geographical, where, country, region, regional, global,
    globally, worldwide, world, location, international, continent, data centre, data center,
    datacenter, local, places, which parts, distributed geographically, multi region, territory,
    located, abroad, one region, single region, across the globe, around the world, city, based,
    spread out, geographic distribution, zone, span, cross region, everywhere, overseas, sit, live
    in, nationwide, one country, several countries, home country, distribution, globe, in the
    world, one place, spread over, spread across, site, which continents, all over, data centers,
    data centres, across regions, where are, where do, multiple regions, several regions, close
    to, more than one region, more than one country
privacy: privacy, private, public, confidential, sensitive, personal data, pii, gdpr, visible to,
    who can see, secret, visibility, access control, share with, permission, exposed, hidden,
    compliance, regulation, legal, law, regulatory, hipaa, ccpa, restrict, who may see, who can
    read, personal, mask, anonymise, everybody to see, unlisted, password, read by, right to be
    forgotten, see it, allowed to see, regulator, data protection, residency
security: security, secure, encrypt, encryption, encrypted, attack, attacker, hack, safe, threat,
    end to end, e2e, tamper, protect, protection, steal, stolen, eavesdrop, key management,
    malicious, vulnerability, ddos, denial of service, pci, untrusted, sandbox, isolated, escape,
    mitm, trust, defend, leak, breach
auth: log in, login, sign in, sign up, account, authentication, authenticate, authorization, auth,
    anonymous, register, registration, identity, identify, logged in, signed in, credential,
    guest, signup, password, profile, api key, ip address, per user, who is calling, without an
    account, ip, recognise, token, sso, per account, who is who, identified by, verified, tell
    one, tell apart, distinguish, recognize, sign, account needed, need an account, have an
    account, how do we know who, told apart, logged in, log in, logged out, behind a login
abuse: abuse, spam, spammer, bot, malicious, phishing, fraud, fraudulent, fake, harmful, troll,
    moderation, moderate, inappropriate, illegal, toxic, block, ban, report, bad actor, scraper,
    cheat, cheater, cheating, flood, misuse, dishonest, copyright, offensive, content policy,
    junk, malware, suspicious, stolen, scam, denial, manipulate, gaming, suppressed, banned, hate,
    complaint, plagiarism, abuser, attack, bad content, bad word, filter, dodgy, invalid,
    spammers, bad people, bad actors, attackers, gaming the, trick, trolls, dangerous, spam sites,
    who checks, screen content, filter words
analytics: analytics, statistic, stats, metric, dashboard, insight, reporting, track, tracking,
    counter, measure, telemetry, counted, monitor, usage data, monitoring, chart, graph, logging,
    how popular, see how many, count views, how many times, who was blocked, reports on, see how
    often, numbers for, visible numbers
search: search, searchable, find, query, look up, lookup, full text, keyword, discover, discovery,
    filter, filtering, browse, list, listing, explore, directory
notify: notify, notification, alert, push, email, remind, reminder, inform, told, know when, let
    know, ping, sms, phone call, message them, woken, page someone, hear about, receiver, made
    aware, find out, let them know, get a message, tell the user, tell people
offline: offline, disconnected, no connection, without internet, no internet, connectivity,
    network loss, airplane mode, poor network, flaky, reconnect, unreliable network, not
    connected, tunnel, away, bad connection, bad connections, slow network, mobile network, lose
    signal, lost signal, disconnect, bandwidth, network conditions, loses connection, weak
    connection, wifi, interrupted, resume, resumable, come back, while away, no signal, without a
    connection, train, plane, loses signal, while disconnected, switched off, phone is off, loses
    connection, no network, connection breaks, connection drops, interrupted, internet
    connections, internet connection, halfway, not connected, isn t connected, isnt connected,
    without a connection
device: device, phone, mobile, web, desktop, browser, app, ios, android, laptop, tablet, client,
    tv, several devices, multiple devices, screen, hardware, phones, console, smart tv, kinds of
    clients
media: media, image, photo, picture, video, attachment, file, audio, rich media, gif, voice,
    multimedia, rich content, clip, film, movie, binary, blob, beyond text, anything besides text,
    pdf, html, format, types of content, links, emoji, images, pictures, post pictures, pictures
text: text, plain text, markdown, character, letter, words, string, alphabet, ascii, symbol,
    content type, kind of content, formatting, syntax, highlight, body, json, raw, schema,
    structured, free text, fields
group: group, channel, room, participants, members, one on one, one to one, group chat, community,
    conversation, size of a group, members in
follower: follower, follow, friend, followee, celebrity, fan, graph, influencer, famous, contacts,
    social, following, mutual, symmetric, relationship, unfollow, fan out, connections, accounts
    with, most followed, star, two way, both ways, one way, friendship, friends, both sides, agree
    to a
rank: rank, ranking, relevance, relevant, personalised, personalise, recommend, recommendation,
    chronological, sorted, score, prioritise, best, quality, interesting, importance, order of
    results, first in the list, popularity, decide which, decides which, on top, which ones come
    first, what makes, signals, sorted by, comes first, ordered, algorithmic, choose what,
    weighting, boosted, algorithm, newest first, by time or, in what order, which order, matching
    rule, weigh more, count more, who gets in first, gets priority, newer ones
personal: personal, personalised, personalise, tailored, individual, per user, taste, same for
    everybody, everyone sees the same, profile, history of the user, different users, for me, each
    user sees, customised, preferences, own history, know who, each person, same for all,
    different for each
duplicate: duplicate, twice, same, dedupe, deduplicate, deduplication, again, repeat, idempotent,
    idempotency, retry, double, exactly once, at least once, at most once, unique, uniqueness,
    collide, collision, clash, reuse, identical, copies, merged, merge, resend, repeated, mirror,
    alike, one to one, seen before, more than once, delivered twice, counted twice, once only,
    only once, redelivered, distinct, charge twice, already, two times, second time, given out
    again, same page twice, double submit, same request, repeats, appears twice, comes twice,
    clicks twice, double click, the same link, hits the button twice, sends it twice, arrive
    twice, processed twice, used again, use again
conflict: conflict, simultaneous edits, same time, merge, clash, race, two people, both,
    contention, compete, win, collide, same line, same seat, at the same spot, fight, overwrite
    each other, first come, at the same time, two clients, two users, two computers, two devices,
    concurrently edit
custom: custom, customise, vanity, own, choose, alias, pick, configurable, configure, setting,
    preference, option, specify, tune, adjustable, bespoke, own name, select, control, opt out,
    mute, chosen, personalised name, define, defined by, pick my own, choose my own, own ending,
    name it myself, set their own, wish
money: money, price, cost, budget, pay, payment, paid, billing, charge, fee, revenue, expensive,
    cheap, monetise, dollar, subscription, premium, free, tier, plan, spend, card, invoice,
    purchase, pricing, wallet, balance, commission, euro, bill, share of, fees, who pays
currency: currency, exchange rate, convert, conversion, foreign, euro, dollar, several currencies,
    international payment, countries
refund: refund, chargeback, cancel, cancellation, return, dispute, reverse, reversal, money back,
    give back, sent back, reimburse, undo a payment, change their mind, no show, returned, gets
    money back, give money back, buyer changes
payout: payout, withdraw, withdrawal, cash out, settle, settlement, disburse, paid out, get their
    money, transfer, bank account, receive their money, when do sellers, deposit, get paid, how do
    sellers, when are sellers
ledger: ledger, book, bookkeeping, accounting, audit, auditor, auditable, reconcile,
    reconciliation, balance, totals, add up, double entry, trail, reconstruct, explain, prove,
    statement
language: language, locale, translate, translation, unicode, english, multilingual,
    internationalisation, script, foreign, non english, languages, chinese, alphabets, tongue
quota: quota, rate limit, limit, throttle, throttling, cap, allowance, ceiling, limits, per
    client, budget, limits per, exceed, over the limit, plan, tiers
growth: growth, grow, future, next year, expand, scale up, five years, increase, growing, trend,
    long term, double, scale out, add machines, more machines, bigger later, ten times, over a
    year, change size, years from now, elastic, in the future, add nodes, replaced, capacity,
    headroom, ramp
shape: shape, length, format, characters, digits, short, shorter, readable, pattern, look like,
    looks like, structure, alphabet, how short, longer, memorable, human readable, pronounce,
    bits, 64 bit, 128 bit, numeric, number or string, url safe, letters, compact, what form, how
    many characters, look of, what does it look like, number of characters, how many digits, how
    many letters
guess: guess, guessable, predictable, predict, enumerate, sequential, random, randomness,
    unguessable, scan, secret, crawl, brute force, iterate, consecutive, next one, opaque, leak,
    counting up, walk through, find out how many, reveal, easy to guess, guessed, try codes, in a
    row, walk, outsiders, count our, consecutive
history: history, version, versioning, revision, audit, past, previous, undo, rollback, old
    messages, scroll back, older, earlier, restore, trail, trace, go back to, time travel, old
    versions, what it looked like, changes over time, previous state, scroll up, bring back,
    earlier version, old version, what changed
presence: presence, online, last seen, online status, active now, status indicator, who is online,
    typing indicator, typing, green dot, see who is, who else, cursor, cursors, connected right
    now
receipt: receipt, read receipt, delivered, delivery, seen, acknowledge, acknowledgement, ack,
    delivery status, confirm, confirmation, guarantee, delivery guarantee, arrive, ticks, marks,
    know it arrived, blue tick, reliably, reach
batch: batch, bulk, import, export, mass, many at once, several at once, in one go, multi,
    multiple keys, together, multiget
schedule: schedule, delay, delayed, later, cron, recurring, periodic, timer, future time, planned,
    calendar, every hour, run at, start time, punctual, on time, how late, send later, delayed
    messages, ahead of time, in advance, advance, due, repeat every, trigger, start late, job
    late, full hours, repetition, cron like, top of the hour, repeat, repeated, every day at, how
    far ahead, how far in advance, days ahead, arrival time, expected arrival, eta
timezone: timezone, time zone, zone, local time, daylight, summer time, daylight saving
external: external, third party, integration, integrate, partner, provider, vendor, existing,
    outside, upstream, legacy, other systems, downstream, api consumers, supplier, gateway, psp,
    bank, depend on, dependency, webhook, ourselves, build or buy, who provides, someone else,
    other companies, compatible, truth about, backwards compatible, already exist
expiry: expire, expiry, expiration, ttl, timeout, time out, hold, lapse, run out, valid, validity,
    lifetime, too old, abandoned, abandon, released, stale, self destruct, burn, disappear after,
    time limit, live for, before it is released, held for, stop working, go stale, end of life, no
    longer, how long before, until it is released, not finished, isnt finished
lock: lock, hold, reserve, reservation, held, book, booking, claim, blocked for, set aside, keep
    for me, temporarily, secured, seat is
inventory: inventory, stock, available units, sold out, oversell, overselling, overbook,
    overbooking, double book, quantity left, seats, oversold, last item, last one, run out, more
    than we have, out of stock, last seat, last room, same seat, twice the same, warehouse, units,
    bought twice, last piece, capacity, more rooms than, more than it has, sell more
cache: cache, cacheable, cached answers, hit rate, hit ratio, evict, eviction, working set, memory
    is full, least recently used, lru, throw out, no room, memory, room, push out, runs out,
    memory runs out, full
memory: memory, ram, working set, fit in memory, how much memory, hot data, gigabytes of memory,
    storage, disk
location: location, position, gps, coordinates, nearby, near, distance, radius, latitude, map,
    place, address, far, closest, kilometre, around me, how close, mile, area, spot, whereabouts,
    route, road
failure: fail, failure, error, crash, broken, retry, go wrong, break, dead, die, bad input, what
    if, poison, unreachable, give up, gives up, stuck, lost, hang, timeout, times out, crashes,
    mid way, half way, partial, breaks, itself breaks, goes down, store is down, not reachable,
    does not answer, falls over, dies halfway, crashes, interrupted, halfway, half way through
priority: priority, urgent, urgency, important, importance, critical, vip, preferential, more
    important, less important, first class, jump the queue, jump ahead, matters most, prefer
result: result, output, return, response, answer, page, pagination, top, list, results per page,
    per page, how many results, infinite, scroll, first page, deep, paging, next page, k, how many
    items, entries shown, dropdown, drop down, suggestions shown, limit of results, at a time, at
    one time, on one page, first screen, how many posts, number of results
depth: depth, nested, nesting, level, deep, threaded, thread, hierarchy, tree, replies to replies,
    how deep
reaction: like, vote, reaction, upvote, downvote, comment, reply, share, heart, emoji, thumbs up,
    repost, retweet, button, bookmark, star, rate, rating, review
update: update, refresh, recompute, push, poll, polling, live, how often does, moves, position
    update, heartbeat, report, interval, changes, recalculated, frequency of updates
hot: hot, popular, viral, trending, skew, skewed, uneven, celebrity, hotspot, hot spot, hot key,
    famous, concentrated, popularity, one key, a single, few items, long tail, power law, hardly
    ever, most popular, some keys, much more often, evenly spread, distribution, dominated by,
    blockbuster, big customer, one customer, one user, some users, handful, most of the traffic,
    small share, big accounts, with millions of, far larger, how popular, hot symbol, responsible
    for most, make up most, a few, most of the requests, some keys read
window: window, interval, period, time range, timeframe, time frame, range, granularity, bucket,
    resolution, span, last hour, last day, past hour, sliding, tumbling, rolling, time span, over
    what time, step, scrape, sampling, every how many seconds, collect
kind: kind, type, sort, category, variety, classes, which ones, what kinds, form, what types,
    which types, different kinds, varieties, sorts of
operations: operations, api, command, interface, functions, features, actions, what can users do,
    transactions, range queries, besides get, get and set, methods, capability, functionality,
    what does it offer, use cases, do with it, what can you do
rules: rule, configured, configuration, policy, condition, threshold, definition, different
    limits, endpoint, who sets, define, criterion, per endpoint, who decides, settings, ignores,
    rejects, declines
config: configuration, rule change, change the rules, admin, interface, rollout, takes effect,
    deploy, without a deploy, operators change, push a change, edit the rules
response: response, refuse, refused, reject, rejected, drop, 429, error message, told, header,
    what does the client get, queue it, what happens to the request, over the limit, left,
    remaining, blocked, turn away, deny, get back, gets back, see when, what do they get, turned
    away, what does the caller, see when it, see when they, rejected, refused, is over the limit
placement: placement, library, sidecar, client side, server side, separate service, where does it
    run, standalone, embedded, in front of, proxy, front, deployed, where does it sit, part of the
    gateway, middleware, own service, in the stack, where will, where is it, clients install, run
    it on, sit, on our servers, inside the app
stream: stream, streaming, live, tail, tailing, follow the log, as it comes in, continuous,
    continuously, token by token, word by word, progressive, piece by piece, push
collect: collect, gather, scrape, pull, push, agent, discover, discovery, ingest, send us, arrive
    from, source, sources, produced by, emit, how does the data, come in, feed
format: format, schema, json, structured, unstructured, free text, protobuf, field, shape of the
    data, same fields, parse, encoding, standard
dedicated: scope, subscriptions, neighbours, recommendations, features are out, other features,
    ads, comments
quality: quality, resolution, 4k, hd, bitrate, sharp, adaptive, bandwidth, codec, transcode,
    formats, buffering, smooth, rebuffer, high definition
start: start, begin, first frame, startup, time to first, initial, playback, kick off, launch
upload: upload, uploading, publish, ingest, submit, creator sends
video: video, film, clip, movie, episode, live stream, footage
document: document, doc, file, page, paste, note, sheet, record, entry, item, object, article
link: link, url, short url, address, redirect, web address, shortened, short link
message: message, msg, text, conversation, chat, dm, mail
job: job, task, run, execution, work item, workload, submission, program
ticket: ticket, seat, concert, venue, event, show, admission
hotel: hotel, room, night, stay, property, guest, accommodation
ride: ride, trip, journey, drive, pickup, dropoff, fare, surge, eta
food: restaurant, meal, dish, menu, kitchen, courier, food, order
order2: purchase, buy, checkout, bought, basket, cart, sale, transaction, place an order
stock: trade, symbol, instrument, ticker, share, order book, limit order, market order, broker,
    trader, listed, bid, ask, exchange, security, equity, matching
ad: ad, click, advertiser, campaign, impression, advert, publisher, conversion
model: model, token, prompt, gpu, inference, context, completion, llm, output length, input
    length, weights, fine tuned
crawl: crawl, crawler, website, robots, polite, politeness, domain, html, seed, recrawl, refetch,
    page, javascript, sitemap, trap
typo: typo, misspelled, fuzzy, spelling, misspelt, mistyped, correct spelling, autocorrect, wrong
    letters, misspellings, spelling mistakes
prefix: prefix, letter, keystroke, typing, type, first letters, suggestion, autocomplete,
    completion
sample: sample, sampling, downsample, aggregate, aggregation, rollup, summarise, full resolution,
    raw data
alert: alert, alarm, threshold, detect, fire, page, incident, notify, woken, rule, trigger
label: label, dimension, tag, cardinality, series, attribute, distinct values, how many series
machinefail: machine dies, disk fails, node dies, data centre fails, zone fails, broken machine,
    hardware failure, outage of a region, server goes down, crash of a server
signup: invite, onboarding, verify, verification, kyc, sign up
permissions: permission, role, access, share, sharing, editor, viewer, owner, read only, view
    only, comment only, allowed to, who can edit, who may, rights, restricted, acl
sharing: share, sharing, shared, collaborate, link sharing, with others, invite, together with,
    other people, folder
sync: sync, synchronise, synchronize, in sync, across devices, propagate, other device, second
    device, laptop and phone
chunk: chunk, multipart, part, resume, block, piece, partial upload, large file, split, delta
dependency: dependency, dependencies, depend, workflow, dag, after another, chain, one after the
    other, before another, prerequisite
sandbox: sandbox, untrusted, isolate, malicious code, memory limit, time limit, cpu limit,
    resource limit, network access
clock: clock, time, skew, ntp, synchronised, leap second, timestamp, backwards, drift, monotonic
contain: contain, consist, look like, inside, fields, carry, details, include, what is in, made
    of, information, metadata, attributes
offtopic: team size, our team, how big is company name, name of the company, code base, codebase,
    launch date, go live date, when is the launch, colour, color, button, buttons, logo,
    programming language, framework, cloud provider, which cloud, aws or, office, hiring, hire,
    license, licence, open source, marketing, competitor, competitors, mascot, brand, branding,
    font, theme, dark mode, ipo, blockchain, newsletter, documentation, unit test, unit tests,
    test coverage, ci, cicd, pipeline of releases, code review, write code, write the code, write
    any code, avatar, landscape, contact support, customer support, hotline, help desk, referral,
    loyalty, employees, staff voice assistant, smart watch, accessibility, blind, screen reader,
    seo, sprint, agile, roadmap, deadline for, ship it, investor, funding, salary, project
    manager, product manager, stakeholder, tech stack, existing code, kubernetes, docker,
    terraform, frontend, front end, css, design system, animation, holiday schedule, vacation,
    patent, tutorial, gamification, sticker, stickers, metaverse, nft, crypto, discounts for,
    gift, premium, paid version, advertisement, show ads, profile page, voice call, voice calls,
    video call, printed, print, paper, sticker, chat with each other, music, reviews of us, mobile
    app for, desktop client, command line, plugin, premium plan, web console, game, games,
    celebrate, birthday, drag and drop, tax, instalment, voucher, kids, edition, keyboard
    shortcut, shortcuts, night mode, wallpaper, ringtone, widget, user interface, scooter, shirts,
    wedding, pets, pet, quiz, poem, poems, magazine, museum, school, education programme, what
    should the project be called, handwriting, joke, jokes, letters by post, by phone, breakfast,
    bicycles, uniform, uniforms, wrap gifts, museum page, prize, nicely, loudspeaker, smell,
    studio, printed, fax, faxes, cash, radio, blog, video tutorial
"""

_PHRASE_LIMIT = 6
_SUBJECT = re.compile(
    r"\b(do|does|did|can|could|should|may|might|will|would|must)\s+"
    r"(?:(?:a|an|the|each|every|all|most|some|any|our|normal|typical|different|other)\s+)?"
    r"(?:users?|people|persons?|customers?|folks|visitors|clients?|anyone|anybody|someone|"
    r"somebody|everyone|everybody|we|i|you|they)\b",
    re.IGNORECASE,
)
"""Who does it in a question: "do people ..." asks about the doing, not about the people."""


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
    found = stems(topical(text))
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


def topical(text: str) -> str:
    """The text without the people who do what it asks about."""
    return _SUBJECT.sub(r"\1", text)


def known(word: str) -> bool:
    """Whether a single stem stands in the lexicon."""
    return (word,) in _MEANINGS


def meanings_of(word: str) -> frozenset[str]:
    """The meanings of a single stem."""
    return _MEANINGS.get((word,), frozenset())
