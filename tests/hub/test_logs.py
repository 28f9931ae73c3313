"""No line of the log holds a secret link."""

import io
import logging

import pytest
from django.test import Client
from django.urls import get_resolver

from events.bookings import cancel, manage_token
from tests import factories


@pytest.fixture
def log():
    """What the site's own handler writes."""
    handler = next(
        each
        for each in logging.getLogger().handlers
        if type(each) is logging.StreamHandler and each.formatter
    )
    written = io.StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


ATTEMPT = "7b0c1b0e-5f0b-4c5e-9d0e-0123456789ab"
ELSEWHERE = {"Sec-Fetch-Site": "cross-site"}


def secret_addresses():
    """Every address of the site with a secret in it."""
    found = get_resolver().reverse_dict
    for name in filter(lambda name: isinstance(name, str), found):
        for bits, *_ in found.getlist(name):
            for path, names in bits:
                if {"token", "secret", "attempt", "other"} & {*names}:
                    values = {each: f"zq{each}-{'x' * 42}" for each in names}
                    yield "/" + path % (values | {"attempt": ATTEMPT})


def test_every_secret_address_is_hidden(log):
    found = list(secret_addresses())
    assert len(found) > 15
    for address in found:
        logging.getLogger("django.request").warning("Conflict: %s", address)

    assert "zqtoken" not in log.getvalue()
    assert ATTEMPT not in log.getvalue()
    assert "zqsecret" not in log.getvalue()
    assert "zqother" not in log.getvalue()
    assert "Conflict: /bookings/.../cancel/" in log.getvalue()


@pytest.mark.django_db
def test_a_press_that_is_refused_leaves_no_key_in_the_log(log, now, time_machine):
    time_machine.move_to(now)
    booking = factories.make_booking(now=now)
    cancel(booking=booking, now=now)
    token = manage_token(booking)
    stranger = Client(enforce_csrf_checks=True)

    assert Client().post(f"/bookings/{token}/answer/", {"answer": "take"}).status_code == 409
    assert stranger.post(f"/bookings/{token}/undo/", headers=ELSEWHERE).status_code == 403
    assert Client().get(f"/bookings/{token}x/").status_code == 404

    assert "/bookings/.../answer/" in log.getvalue()
    assert token not in log.getvalue()


def test_other_lines_are_as_they_were(log):
    logging.getLogger("django.request").warning(
        "Not Found: %s", "/sessions/a-series-with-a-long-name/"
    )
    logging.getLogger("events").info("%s of %s", 1, 2)

    assert "/sessions/a-series-with-a-long-name/" in log.getvalue()
    assert "1 of 2" in log.getvalue()
