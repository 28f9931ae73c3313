"""Visitors are limited, and nothing that identifies them is stored."""

from datetime import timedelta

import pytest
from django.core.cache import cache

from hub.models import User
from hub.rate_limit import RateLimited, check_site_limit, is_rate_limited

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


def test_behind_a_proxy_the_address_that_the_proxy_saw_counts(count):
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


def test_rows_of_the_last_hour_count_for_the_whole_site(db, now):
    for minutes in (0, 30):
        moment = now + timedelta(minutes=minutes)
        User.objects.create(username=f"user-{minutes}", date_joined=moment)

    def check(at, most=2):
        check_site_limit(User.objects.all(), at="date_joined", most=most, now=at)

    check(now + HOUR)  # the first is an hour old
    check(now + timedelta(minutes=59), most=3)
    with pytest.raises(RateLimited):
        check(now + timedelta(minutes=59))
