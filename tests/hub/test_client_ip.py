"""The address that limits count by: of the visitor, not invented, and a whole network for IPv6."""

import logging

import pytest

from hub import client_ip as module
from hub.client_ip import client_ip


@pytest.fixture
def ip_of(rf, settings):
    def ip_of(forwarded=None, *, proxies=1, remote="127.0.0.1"):
        settings.TRUSTED_PROXIES = proxies
        headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
        return client_ip(rf.get("/", headers=headers, REMOTE_ADDR=remote))

    return ip_of


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("1.1.1.1, 192.0.2.1", "192.0.2.1"),
        ("192.0.2.1:4711", "192.0.2.1"),
        ("2001:db8::7", "2001:db8::"),
        ("[2001:db8::7]:4711", "2001:db8::"),
        ("", "127.0.0.1"),
        (None, "127.0.0.1"),
        ("unknown", "127.0.0.1"),
        ("192.0.2.1, unknown", "127.0.0.1"),
    ],
)
def test_behind_one_proxy_the_address_that_it_saw_counts(ip_of, forwarded, address):
    assert ip_of(forwarded) == address


@pytest.mark.parametrize(
    ("proxies", "address"),
    [(0, "127.0.0.1"), (1, "10.0.0.9"), (2, "192.0.2.1"), (3, "1.1.1.1"), (9, "1.1.1.1")],
)
def test_of_several_proxies_the_outermost_is_believed(ip_of, proxies, address):
    assert ip_of("1.1.1.1, 192.0.2.1, 10.0.0.9", proxies=proxies) == address


def test_without_a_proxy_no_invented_header_helps(ip_of, settings):
    assert {ip_of(f"203.0.113.{n}", proxies=0, remote="192.0.2.1") for n in range(12)} == {
        "192.0.2.1"
    }


def test_behind_a_proxy_no_invented_header_helps(ip_of):
    assert {ip_of(f"203.0.113.{n}, 192.0.2.1") for n in range(12)} == {"192.0.2.1"}


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("2001:db8:0:1::1", "2001:db8:0:1::"),
        ("2001:db8:0:1:ffff:ffff:ffff:ffff", "2001:db8:0:1::"),
        ("2001:db8:0:2::1", "2001:db8:0:2::"),
        ("fe80::1%eth0", "fe80::"),
        ("::ffff:192.0.2.1", "192.0.2.1"),  # an IPv4 visitor at an IPv6 socket
        ("::ffff:192.0.2.2", "192.0.2.2"),
        ("", "0.0.0.0"),  # a Unix socket
    ],
)
def test_an_ipv6_network_is_one_visitor_and_an_ipv4_address_is_one(ip_of, address, network):
    assert ip_of(remote=address) == network


def test_a_header_that_is_ignored_is_said_once_in_the_log(ip_of, caplog):
    module._warn_of_ignored_header.cache_clear()
    with caplog.at_level(logging.WARNING, logger="hub.client_ip"):
        ip_of("192.0.2.1", proxies=0)
        ip_of("192.0.2.2", proxies=0)
    (line,) = caplog.messages
    assert "TRUSTED_PROXIES is 0" in line
    assert "192.0.2" not in line
