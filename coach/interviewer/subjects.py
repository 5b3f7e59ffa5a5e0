"""What questions in interviews mean, second part: features, failures, and the things of a trade.

Lines are as in `meanings`. The last one holds what interviews are never about.
"""

SUBJECTS = """
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
growth: growth, grow, future, next year, next years, expand, scale up, increase, growing, trend,
    scale out, add machines, more machines, bigger later, ten times, over a
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
    late, full hours, repetition, cron like, top of the hour, repeat, repeated, every day at,
    arrival time, expected arrival, eta
timezone: timezone, time zone, zone, local time, daylight, summer time, daylight saving
external: external, third party, integration, integrate, partner, provider, vendor, existing,
    outside, upstream, legacy, other systems, downstream, api consumers, supplier, gateway, psp,
    bank, depend on, dependency, webhook, ourselves, build or buy, who provides, someone else,
    other companies, compatible, truth about, backwards compatible, already exist
expiry: expire, expiry, expiration, ttl, timeout, time out, hold, lapse, run out, validity,
    valid for, valid until, still valid,
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
    famous, concentrated, popularity, one key, few items, long tail, power law, hardly
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
    ads
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
model: model, token, prompt, inference, context, completion, llm, output length, input
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
ahead: how far ahead, how far in advance, days ahead, months ahead, weeks ahead, how early,
    book ahead, into the future
clock: clock, time, skew, ntp, synchronised, leap second, timestamp, backwards, drift, monotonic
contain: contain, consist, look like, inside, fields, carry, details, include, what is in, made
    of, information, metadata, attributes
offtopic: team size, our team, on the team, work on the, work here, who wrote, who built, how big
    is company name, name of the company, code base, codebase, launch date, go live date, when is
    the launch, colour, color, button, buttons, logo, programming language, framework, cloud
    provider, which cloud, aws or, office, hiring, hire, license, licence, open source, marketing,
    competitor, competitors, mascot, brand, branding, font, theme, dark mode, ipo, blockchain,
    newsletter, documentation, unit test, unit tests, test coverage, ci, cicd, pipeline of
    releases, code review, write code, write the code, write any code, avatar, landscape, contact
    support, customer support, hotline, help desk, referral, loyalty, employees, staff voice
    assistant, smart watch, accessibility, blind, screen reader, seo, sprint, agile, roadmap,
    deadline for, ship it, investor, funding, salary, project manager, product manager,
    stakeholder, tech stack, existing code, kubernetes, docker, terraform, frontend, front end,
    css, design system, animation, holiday schedule, vacation, patent, tutorial, gamification,
    sticker, stickers, metaverse, nft, crypto, discounts for, gift, premium, paid version,
    advertisement, show ads, profile page, voice call, voice calls, video call, printed, print,
    paper, sticker, chat with each other, music, reviews of us, mobile app for, desktop client,
    command line, plugin, premium plan, web console, game, games, celebrate, birthday, drag and
    drop, tax, instalment, voucher, kids, edition, keyboard shortcut, shortcuts, night mode,
    wallpaper, ringtone, widget, user interface, scooter, shirts, wedding, pets, pet, quiz, poem,
    poems, magazine, museum, school, education programme, what should the project be called,
    handwriting, joke, jokes, letters by post, by phone, breakfast, bicycles, uniform, uniforms,
    wrap gifts, museum page, prize, nicely, loudspeaker, smell, studio, printed, fax, faxes, cash,
    radio, blog, video tutorial
"""
