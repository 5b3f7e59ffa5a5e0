"""What questions in interviews mean, first part: amounts, people, and the qualities of a system.

A line is one meaning with the words and phrases that may stand for it; "-" marks a meaning that
many questions share and that says little by itself.
"""

QUALITIES = """
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
    included, focus, should i consider, ignore, leave out, part of this, part of it, part of the
    system, part of the problem, beyond, besides, only thing, anything else, skip, need to build,
    build ourselves, ourselves, belong to it, our job, do i have to, do we have to, do we need, is
    it my job, responsible, cover, worry, concern us, go into, extras, export, pdf, monitoring in,
    home page
-accurate: accurate, accuracy, exact, precise, precision, correct, correctness, approximate,
    approximately, error margin, estimate, exactness, off by, how right, roughly right, slightly
    off, wrong, sampled, sample, approximation, estimation, drift, strict, hard limit, over by, a
    few percent, miscount, exactly right, close enough, how exact, good enough, error, inaccurate,
    tolerance, count exactly
user: user, users, people, person, customer, visitor, audience, member, folk, dau, mau, human,
    anyone, consumer, individual, who uses, subscriber, population, user base, userbase, citizen,
    crowd, caller, everybody, anybody, everyone, participant, guest, commenter, editors, account,
    accounts, creators
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
machine: machine, server, gpu, graphics card, accelerator, cpu, node, host, box, instance,
    computer, hardware, fleet, vm, container, device, cluster, target, worker, hosts,
    infrastructure, shard
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
scale: scale, order of magnitude, size of the system, how popular, reach, how big is it,
    how big is this, how big is the system, ambition, magnitude
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
device: device, available as, available on, phone, mobile, web, desktop, browser, app, ios,
    android, laptop, tablet, client, tv, several devices, multiple devices, screen, hardware,
    phones, console, smart tv, kinds of clients
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
"""
