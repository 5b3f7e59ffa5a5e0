"""The addresses at which others may reach this computer, and what each of them means.

They come from the system's routes: a datagram socket that is "connected" to a place far away
chooses an address to send from, and sends nothing.
"""

import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from coach.frozen import dataclass

ANYWHERE = ("0.0.0.0", "[::]")
"""What a hub is bound to so that it listens at every address."""
_FAR = (
    (socket.AF_INET, "192.0.2.1"),  # RFC 5737: the way to the internet
    (socket.AF_INET, "10.255.255.254"),
    (socket.AF_INET, "172.31.255.254"),
    (socket.AF_INET, "192.168.255.254"),
    (socket.AF_INET, "100.100.100.100"),
    (socket.AF_INET6, "2001:db8::1"),  # RFC 3849
    (socket.AF_INET6, "fd00::1"),
)
_MEANINGS = (
    ("100.64.0.0/10", "a private network over the internet, such as Tailscale"),
    ("10.0.0.0/8", "the same network: Wi-Fi or cable of one house or office"),
    ("172.16.0.0/12", "the same network, or containers of this computer"),
    ("192.168.0.0/16", "the same network: Wi-Fi or cable of one house or office"),
    ("fc00::/7", "the same network, by IPv6"),
)
"""RFC 1918, RFC 6598 (which Tailscale takes its addresses from) and RFC 4193."""
_OPEN = "the internet, where no firewall or router is in the way"


@dataclass(frozen=True, slots=True)
class OwnAddress:
    """An address as a join line writes it (IPv6 in brackets), and from where it is reached."""

    text: str
    meaning: str


def own_addresses() -> list[OwnAddress]:
    """The addresses of this computer that others may reach, the likeliest first."""
    texts = []
    for family, far in _FAR:
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect((far, 9))
                texts.append(str(probe.getsockname()[0]))
        except OSError:
            continue
    return told(texts)


def told(texts: Iterable[str]) -> list[OwnAddress]:
    """What these addresses mean, each once; those that nobody else reaches are left out."""
    known: dict[str, OwnAddress] = {}
    for text in texts:
        try:
            address = ip_address(text.partition("%")[0])
        except ValueError:
            continue
        if not (address.is_loopback or address.is_link_local or address.is_unspecified):
            shown = f"[{address}]" if address.version == 6 else str(address)
            known.setdefault(shown, OwnAddress(shown, _meaning(address)))
    return list(known.values())


def _meaning(address: IPv4Address | IPv6Address) -> str:
    for network, meaning in _MEANINGS:
        if address in ip_network(network):
            return meaning
    return _OPEN
