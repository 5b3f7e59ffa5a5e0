"""Waiting in a queue before c servers (M/M/c), by Erlang's second formula."""

from math import erf, exp, pi, sqrt

MOST_SERVERS = 5_000
"""Servers up to which the recursion is run; beyond, Halfin and Whitt's limit is close enough."""


def waiting_share(servers: int, erlangs: float) -> float:
    """Erlang C: the probability that a call waits, for an offered load in erlangs below servers.

    By the stable recursion of Erlang B, B(0) = 1, B(n) = aB / (n + aB), and C = B / (1 - ρ(1 - B));
    beyond `MOST_SERVERS` by the approximation for many servers (Halfin and Whitt, 1981).
    """
    utilisation = erlangs / servers
    if erlangs <= 0:
        return 0.0
    if utilisation >= 1:
        return 1.0
    if servers > MOST_SERVERS:
        slack = (1 - utilisation) * sqrt(servers)
        density = exp(-slack * slack / 2) / sqrt(2 * pi)
        below = (1 + erf(slack / sqrt(2))) / 2
        return density / (density + slack * below)
    blocked = 1.0
    for count in range(1, servers + 1):
        blocked = erlangs * blocked / (count + erlangs * blocked)
    return blocked / (1 - utilisation * (1 - blocked))


def servers_of(capacity: float, base_ms: float, slots: int | None) -> int:
    """How many calls one replica works on at once: said as slots, else by Little's law."""
    return slots if slots else max(1, round(capacity * base_ms / 1000))


def wait_ms(capacity: float, base_ms: float, slots: int | None, utilisation: float) -> float | None:
    """Milliseconds that a call waits at one replica; None where the queue grows without end.

    `capacity` is calls a second of the replica and `utilisation` its share in use.
    """
    if utilisation >= 1:
        return None
    if utilisation <= 0 or capacity <= 0:
        return 0.0
    servers = servers_of(capacity, base_ms, slots)
    share = waiting_share(servers, utilisation * servers)
    return 1000 * share / (capacity * (1 - utilisation))
