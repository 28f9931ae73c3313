"""The log says what happened. It holds no key to anybody's page and nothing that a person told us."""

import logging
import logging.config
import sys

import pytest
from django.db import IntegrityError, connection
from django.urls import URLPattern

from events import urls
from events.booking import manage_token
from events.models import Booking
from hub.logs import Discreet
from tests import factories

SECRET = "Zm9vYmFyYmF6cXV4Zm9vYg-and-a-signature"


def line(words: str, *args: object, error: bool = False) -> str:
    about = sys.exc_info() if error else None
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, words, args, about)
    return Discreet("%(levelname)s %(message)s").format(record)


def secret_pages() -> list[str]:
    """Every address with a part that is neither a name, a number nor a month."""
    routes = [str(each.pattern) for each in urls.urlpatterns if isinstance(each, URLPattern)]
    return [route for route in routes if "<str:" in route]


def test_the_pages_with_a_secret_address_are_all_looked_at():
    assert len(secret_pages()) > 15


@pytest.mark.parametrize("route", secret_pages())
def test_no_address_in_the_log_opens_a_page(route):
    address = "/" + route.replace("<str:token>", SECRET).replace("<str:secret>", SECRET)
    said = line("%s: %s", "Conflict", address)
    assert SECRET not in said
    assert said.startswith("WARNING Conflict: /" + route.split("<")[0])


def test_the_link_that_sets_a_new_password_is_not_in_the_log():
    assert "c4l2-abc" not in line("Not Found: /admin/password_reset/confirm/MQ/c4l2-abcdef/")


def test_other_addresses_stay_as_they_are():
    for address in ("/bookings/lost-link/", "/stories/what-29-people-said-about-our-principles/"):
        assert address in line("Not Found: %s", address)


def test_every_line_that_the_site_writes_is_discreet(client, site, settings):
    formatter = logging.config.DictConfigurator(settings.LOGGING).configure_formatter(
        settings.LOGGING["formatters"]["plain"]
    )
    assert isinstance(formatter, Discreet)
    assert settings.LOGGING["root"]["handlers"] == ["console"]


def test_a_mistake_on_a_page_of_one_person_is_logged_without_its_key(client, site, caplog):
    caplog.handler.setFormatter(Discreet("%(message)s"))
    token = manage_token(factories.make_booking())
    client.get(f"/bookings/{token}/nothing-here/")
    assert "Not Found: /bookings/***" in caplog.text
    assert token not in caplog.text


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite repeats no rows")
def test_a_row_that_the_database_refuses_is_not_in_the_log(site):
    session = factories.make_session()
    try:
        Booking.objects.create(
            session=session, way="video", contact_name="Ama", anything_else="one line\nand a second"
        )
    except IntegrityError:
        said = line("Internal Server Error", error=True)
    assert "booking_can_be_reached" in said
    assert "Ama" not in said
    assert "second" not in said
