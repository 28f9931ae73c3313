"""A line of the log holds no personal data, whatever went wrong."""

import logging
import logging.config
import sys

import pytest
from django.db import IntegrityError, connection

from events.models import Booking
from hub.logs import RedactingFormatter
from tests import factories


def line(words: str, *args: object, error: bool = False) -> str:
    about = sys.exc_info() if error else None
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, words, args, about)
    return RedactingFormatter("%(levelname)s %(message)s").format(record)


def test_every_line_that_the_site_writes_is_discreet(settings):
    formatter = logging.config.DictConfigurator(settings.LOGGING).configure_formatter(
        settings.LOGGING["formatters"]["plain"]
    )
    assert isinstance(formatter, RedactingFormatter)
    assert settings.LOGGING["root"]["handlers"] == ["console"]


def test_the_link_that_sets_a_new_password_is_not_in_the_log():
    assert "c4l2-abc" not in line("Not Found: /admin/password_reset/confirm/MQ/c4l2-abcdef/")


def test_other_addresses_stay_as_they_are():
    for address in (
        *("/bookings/lost-link/", "/bookings/same-again/"),
        "/stories/what-29-people-said-about-our-principles/",
    ):
        assert address in line("Not Found: %s", address)


def test_a_visit_for_the_headers_alone_is_no_warning():
    assert not logging.getLogger("gunicorn.http.wsgi").isEnabledFor(logging.WARNING)


def test_where_an_error_came_from_is_in_the_log():
    try:
        raise ValueError("a number was missing")
    except ValueError:
        said = line("Internal Server Error: /bookings/%s/", "k" * 44, error=True)
    assert "test_log_formatter.py" in said
    assert "a number was missing" in said
    assert "kkkk" not in said


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite repeats no rows")
def test_a_row_that_the_database_refuses_is_not_in_the_log(site):
    session = factories.make_session()
    try:
        Booking.objects.create(
            session=session,
            attendance_mode="video",
            contact_name="Ama",
            anything_else="one line\nand a second",
        )
    except IntegrityError:
        said = line("Internal Server Error", error=True)
    assert "booking_can_be_reached" in said
    assert "Ama" not in said
    assert "second" not in said
