"""Is all well with messages, and with what we promised to delete?"""

from datetime import timedelta

import pytest

from events.bookings.link_requests import request_links
from events.models import Notice
from events.privacy.retention import purge_expired
from hub.health import run_checks
from tests.factories import STARTS_AT, make_booking

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def found(now, name):
    (result,) = [each for each in run_checks(now) if each.name == name]
    return [finding.what for finding in result.findings]


def test_mails_that_wait_too_long_are_found(now):
    make_booking(now=now)
    assert found(now + 19 * MINUTE, "Emails") == []
    assert found(now + 20 * MINUTE, "Emails") == ["1 email waits for more than 20 minutes."]

    Notice.objects.update(sent_at=now)
    assert found(now + 20 * MINUTE, "Emails") == []


def test_offers_that_wait_for_the_morning_are_not_late(now):
    make_booking(now=now)
    Notice.objects.update(kind="offer", due_at=now.replace(hour=21))
    assert found(now.replace(hour=23), "Emails") == []
    assert found(now.replace(hour=9) + timedelta(days=1), "Emails") != []


def test_mails_that_are_put_off_again_and_again_are_found_with_the_error(now):
    make_booking(now=now)
    Notice.objects.update(attempts=2, problem="TokenError", due_at=now + timedelta(hours=3))
    assert found(now, "Emails") == []

    Notice.objects.update(attempts=3)
    (words,) = found(now, "Emails")
    assert "3 tries or more" in words
    assert "TokenError" in words


def test_mails_that_were_given_up_are_found_until_somebody_sees_to_them(now):
    make_booking(now=now)
    Notice.objects.update(failed_at=now)
    assert found(now, "Emails") == ["1 message did not arrive, and we have stopped trying."]

    Notice.objects.update(dismissed_at=now)
    assert found(now, "Emails") == []


def test_people_who_wait_for_their_link_are_found_without_their_address(now):
    request_links(email="zqama@example.org", now=now)
    assert found(now + 19 * MINUTE, "Emails") == []
    (words,) = found(now + 20 * MINUTE, "Emails")

    assert words == "1 person waits for a link they asked for."


def test_what_should_be_deleted_and_is_not_is_found_in_the_morning():
    make_booking(needs=("A zqlift",))
    midnight = STARTS_AT.replace(hour=0, minute=0) + timedelta(days=8)
    assert found(midnight + timedelta(hours=5), "Deleting on time") == []

    (words,) = found(midnight + timedelta(hours=6), "Deleting on time")
    assert words.startswith("1 thing that somebody needed: still here")
    assert "zqlift" not in words
    purge_expired(now=midnight)
    assert found(midnight + timedelta(hours=6), "Deleting on time") == []
