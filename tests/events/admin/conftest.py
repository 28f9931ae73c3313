"""Who is logged in to the sessions admin, and the booking that is there."""

import pytest
import time_machine

from events import bookings
from tests.events.admin.helpers import NAME, NEED, login
from tests.factories import make_booking, make_session


@pytest.fixture(autouse=True)
def frozen(now):
    with time_machine.travel(now, tick=False):
        yield now


@pytest.fixture
def organiser(site, client):
    return login(client, "Organisers")


@pytest.fixture
def editor(site, client):
    return login(client, "Editors")


@pytest.fixture
def session(site):
    return make_session(places=20)


@pytest.fixture
def booking(session):
    return make_booking(
        session=session,
        name=NAME,
        email="zebedee@example.org",
        needs=(NEED,),
        wishes=bookings.Preferences(share_needs=True),
    )
