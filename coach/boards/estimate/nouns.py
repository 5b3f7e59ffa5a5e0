"""The count nouns of capacity estimates: their spellings, and which of them are capacities."""

from typing import Final


def words(spelled: str) -> frozenset[str]:
    """The set of the words of a text."""
    return frozenset(spelled.split())


_SPELLED: Final = """
user:users person people persons customer customers visitor visitors subscriber subscribers
 player players rider riders driver drivers viewer viewers member members account accounts
 dau mau wau ccu follower followers friend friends guest guests buyer buyers student students
req:requests request reqs call calls hit hits invocation invocations
query:queries search searches lookup lookups
read:reads
write:writes insert inserts
tx:transaction transactions txn txns txs payment payments
post:posts tweet tweets
comment:comments like likes reaction reactions
event:events click clicks impression impressions view views pageview pageviews ping pings
upload:uploads download downloads
message:messages msg msgs notification notifications email emails mail mails sms
photo:photos picture pictures pic pics image images thumbnail thumbnails
video:videos clip clips movie movies stream streams
file:files document documents doc docs object objects blob blobs chunk chunks
url:urls link links redirect redirects redirection redirections page pages paste pastes
item:items product products sku skus listing listings good goods
order:orders booking bookings trip trips ride rides reservation reservations ticket tickets
 sale sales purchase purchases
record:records entry entries document_record
row:rows
key:keys
session:sessions
conn:conns connection connections socket sockets
thread:threads
worker:workers
server:servers machine machines instance instances box boxes vm vms
host:hosts
node:nodes broker brokers
core:cores cpu cpus vcpu vcpus
shard:shards
partition:partitions
replica:replicas copy copies
container:containers pod pods
disk:disks drive drives ssd ssds hdd hdds
rack:racks
gpu:gpus
nic:nics
gateway:gateways
proxy:proxies
slot:slots seat seats room rooms spot spots
op:ops operation operations
line:lines log logs
token:tokens tok toks char chars character characters word words string strings
channel:channels group groups topic topics
city:cities country countries region regions hotel hotels flight flights store stores
restaurant:restaurants driver_app
metric:metrics point points sample samples location locations update updates
job:jobs task tasks
device:devices sensor sensors car cars
song:songs track tracks
article:articles feed feeds story stories
game:games match matches
frame:frames
hash:hashes
"""

SINGULAR: Final[dict[str, str]] = {}
FAMILY: Final[dict[str, str]] = {}
for _line in _SPELLED.strip().replace("\n ", " ").splitlines():
    _head, _, _rest = _line.partition(":")
    SINGULAR[_head] = _head
    FAMILY[_head] = _head
    for _one in _rest.split():
        SINGULAR[_one] = _one
        FAMILY[_one] = _head

RATES: Final = {
    "rps": "req",
    "qps": "query",
    "tps": "tx",
    "iops": "op",
    "wps": "write",
    "eps": "event",
    "fps": "frame",
}
"""Words that are a noun per second."""

CAPACITY: Final = words(
    "gpu nic gateway proxy server host node core shard partition replica container disk rack"
    " worker machine instance box vm broker cpu vcpu pod drive ssd hdd"
)
"""What can only be bought whole: their counts are rounded up."""

REQUESTS: Final = words("req query read write tx op call hit request")
"""What one may add up as requests."""

CLOSED: Final = words(
    "user req query read write item server core tweet tx post event upload conn worker node "
    "row slot shard replica host record comment url person"
)
"""The nouns of the machine-readable output; every other noun is written as item there."""

_IRREGULAR: Final = {"people": "person", "queries": "query", "entries": "entry", "boxes": "box"}
_IRREGULAR.update({"searches": "search", "matches": "match", "hashes": "hash", "cities": "city"})
_IRREGULAR.update({"replies": "reply", "copies": "copy", "stories": "story", "movies": "movie"})
_IRREGULAR.update({"countries": "country", "cookies": "cookie", "msgs": "message"})
_IRREGULAR.update({"msg": "message", "requests": "req", "request": "req", "reqs": "req"})
_IRREGULAR.update({"transactions": "tx", "transaction": "tx", "txn": "tx", "txns": "tx"})
_IRREGULAR.update({"connections": "conn", "connection": "conn", "txs": "tx", "ops": "op"})
_IRREGULAR.update({"operations": "op", "operation": "op", "pics": "pic", "vcpus": "core"})
_IRREGULAR.update({"cpus": "core", "cpu": "core", "vcpu": "core", "indexes": "index"})
_IRREGULAR.update({"indices": "index", "caches": "cache", "batches": "batch", "dau": "user"})
_IRREGULAR.update({"mau": "user", "wau": "user", "ccu": "user", "classes": "class"})
_IRREGULAR.update({"gpus": "gpu", "skus": "sku", "menus": "menu", "proxies": "proxy"})
_IRREGULAR.update({"series": "series", "tok": "token", "toks": "token"})
_KEEP_S: Final = ("ss", "us", "is", "ics", "redis", "kubernetes", "sms", "tls", "dns", "aws")


def singular(word: str) -> str:
    """A word in lower case without its plural ending: "Photos" is "photo", "queries" "query"."""
    low = word.lower()
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if len(low) < 4 or not low.endswith("s") or low.endswith(_KEEP_S):
        return low
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "xes", "ches", "shes")):
        return low[:-2]
    return low[:-1]


def noun(word: str) -> str | None:
    """The singular of a known count noun, or None for a word that is none."""
    low = word.lower()
    return singular(low) if low in FAMILY else None


def family(name: str) -> str:
    """The noun that a singular counts with: customers and players are users."""
    return FAMILY.get(name, name)


def is_capacity(name: str) -> bool:
    """Whether counts of the noun are rounded up to whole ones."""
    return name in CAPACITY


def closed(name: str) -> str:
    """The noun as the machine-readable output writes it."""
    if name in CLOSED:
        return name
    head = FAMILY.get(name, "item")
    return head if head in CLOSED else "item"
