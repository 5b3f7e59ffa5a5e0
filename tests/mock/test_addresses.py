"""The addresses of this computer, and what is told of them."""

import pytest

from coach.mock import addresses, serving
from coach.mock.addresses import OwnAddress, own_addresses, told
from coach.mock.serving import Place, Serving


def test_each_address_says_from_where_it_is_reached() -> None:
    texts = ["192.168.1.20", "100.101.3.4", "10.0.0.7", "fd00::2", "203.0.113.9", "2a01:4f8::1"]
    known = {address.text: address.meaning for address in told(texts)}
    assert list(known) == [
        "192.168.1.20", "100.101.3.4", "10.0.0.7", "[fd00::2]", "203.0.113.9", "[2a01:4f8::1]",
    ]  # fmt: skip
    assert "Wi-Fi" in known["192.168.1.20"] and "Wi-Fi" in known["10.0.0.7"]
    assert "Tailscale" in known["100.101.3.4"]
    assert "IPv6" in known["[fd00::2]"]
    assert "internet" in known["203.0.113.9"] and "internet" in known["[2a01:4f8::1]"]


def test_what_nobody_else_reaches_is_left_out_and_nothing_stands_twice() -> None:
    texts = ["127.0.0.1", "::1", "169.254.3.3", "fe80::1%eth0", "0.0.0.0", "nonsense", "10.0.0.7",
             "10.0.0.7"]  # fmt: skip
    assert [address.text for address in told(texts)] == ["10.0.0.7"]


def test_the_systems_own_addresses_can_be_asked_for() -> None:
    assert len({address.text for address in own_addresses()}) == len(own_addresses())


@pytest.mark.parametrize(
    ("place", "count"),
    [
        (Place("0.0.0.0"), 2),
        (Place("[::]"), 2),
        (Place("127.0.0.1"), 0),
        (Place("0.0.0.0", say="coach.example.org"), 0),
    ],
)
def test_a_hub_at_every_address_tells_all_of_them(
    monkeypatch: pytest.MonkeyPatch, place: Place, count: int
) -> None:
    two = [OwnAddress("192.168.1.20", "near"), OwnAddress("100.101.3.4", "far")]
    monkeypatch.setattr(serving, "own_addresses", lambda: two)
    assert len(Serving.addresses(_at(place))) == count


def test_a_computer_without_a_network_names_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "own_addresses", list)
    assert [address.text for address in Serving.addresses(_at(Place("0.0.0.0")))] == ["127.0.0.1"]
    assert addresses.ANYWHERE == ("0.0.0.0", "[::]")


def _at(place: Place) -> Serving:
    serving = Serving.__new__(Serving)
    serving.place = place
    return serving
