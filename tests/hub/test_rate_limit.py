"""Visitors are limited, and nothing that identifies them is stored."""

from datetime import timedelta

import pytest
from django.core.cache import cache

from hub.rate_limit import count as count_one
from hub.rate_limit import counted, is_rate_limited

HOUR = timedelta(hours=1)


@pytest.fixture
def count(rf, now):
    def once(*, at=now, what="a form", **headers):
        request = rf.post("/", **headers)
        return is_rate_limited(request, what=what, most=2, now=at)

    return once


def test_the_first_few_are_fine_and_then_no_more_until_the_next_hour(count, now):
    assert [count() for _ in range(4)] == [False, False, True, True]
    assert not count(at=now + HOUR)


def test_each_visitor_and_each_form_counts_on_its_own(count):
    for _ in range(3):
        count(REMOTE_ADDR="192.0.2.1")
    assert not count(REMOTE_ADDR="192.0.2.2")
    assert not count(REMOTE_ADDR="192.0.2.1", what="another form")


def test_behind_a_proxy_the_address_that_the_proxy_saw_counts(count, settings):
    settings.TRUSTED_PROXIES = 1
    for made_up in ("1.1.1.1", "2.2.2.2", "3.3.3.3"):
        too_many = count(HTTP_X_FORWARDED_FOR=f"{made_up}, 192.0.2.1", REMOTE_ADDR="127.0.0.1")
    assert too_many
    assert not count(HTTP_X_FORWARDED_FOR="192.0.2.7", REMOTE_ADDR="127.0.0.1")


def test_the_cache_holds_no_address_and_forgets_after_the_hour(count, monkeypatch):
    kept = []
    monkeypatch.setattr(
        cache, "add", lambda key, value, timeout: kept.append((key, value, timeout)) or True
    )
    count(REMOTE_ADDR="192.0.2.99")

    ((key, value, timeout),) = kept
    assert "192" not in key.split("-")[0] and "192.0.2.99" not in key
    assert (value, timeout) == (1, 3600)


def test_accounts_are_counted_beside_places_and_can_be_looked_at_without_counting(now):
    assert counted("resets", "pat", now=now) == 0
    assert [count_one("resets", "pat", now=now) for _ in range(3)] == [1, 2, 3]
    assert counted("resets", "pat", now=now) == 3
    assert counted("resets", "kim", now=now) == 0
    assert counted("resets", "pat", now=now + HOUR) == 0
