"""The feed in programs that people run: twenty sessions in, twenty out, and each change is one event."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from events import bookings as services
from events import schedule
from events.models import PersonalFeed
from events.schedule import personal_feed
from tests import factories
from tests.readers.programs import (
    Khal,
    Vdirsyncer,
    folder_storage,
    needs_programs,
    radicale,
    web_server,
)
from tests.readers.third_party import vobject

FEED = "/sessions/calendar.ics"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.processes("vdirsyncer, khal and Radicale"),
    needs_programs,
]


@pytest.fixture
def sessions(now):
    series = factories.make_series()
    starts = factories.STARTS_AT
    return [
        factories.make_session(series=series, starts_at=starts + timedelta(days=7 * week))
        for week in range(20)
    ]


@pytest.fixture
def fetch(client, now):
    """Return the feed as it is now. Programs get it from another thread, which has no database."""

    def fetch():
        with time_machine.travel(now, tick=False):
            return client.get(FEED).content

    return fetch


def times(events):
    return sorted((event.starts, event.ends) for event in events)


def test_vdirsyncer_and_khal_keep_every_session_and_follow_each_change(
    sessions, fetch, now, tmp_path
):
    files = {FEED: fetch()}
    with web_server(files.__getitem__) as address:
        khal = Khal(tmp_path)
        vdirsyncer = Vdirsyncer(
            tmp_path,
            source={"type": "http", "url": address + FEED},
            target=folder_storage(khal.events),
        )
        vdirsyncer.sync()
        before = khal.shown()
        assert len(before) == 20
        assert times(before) == sorted((each.starts_at, each.ends_at) for each in sessions)
        assert {event.status for event in before} == {"CONFIRMED"}

        vdirsyncer.sync()
        assert khal.shown() == before

        moved, cancelled = sessions[3], sessions[7]
        starts, ends = moved.starts_at + timedelta(days=1), moved.ends_at + timedelta(days=1)
        schedule.move(session=moved, starts_at=starts, ends_at=ends, now=now)
        schedule.cancel(session=cancelled, reason="Snow.", now=now)
        files[FEED] = fetch()
        vdirsyncer.sync()

        after = khal.shown()
        assert len(after) == 20
        new = {event.starts: event for event in set(after) - set(before)}
        assert set(new) == {starts, cancelled.starts_at}
        assert new[starts].ends == ends
        assert new[cancelled.starts_at].status == "CANCELLED"
        assert new[cancelled.starts_at].summary.startswith("Cancelled: ")


def test_a_uid_of_the_whole_calendar_would_leave_one_of_twenty(sessions, fetch, tmp_path):
    """What the test above would show if the library's own UID stood in the file again."""
    files = {FEED: fetch().replace(b"VERSION:2.0\r\n", b"VERSION:2.0\r\nUID:all@brew.test\r\n", 1)}
    with web_server(files.__getitem__) as address:
        khal = Khal(tmp_path)
        source = {"type": "http", "url": address + FEED}
        vdirsyncer = Vdirsyncer(tmp_path, source=source, target=folder_storage(khal.events))
        vdirsyncer.sync()
        assert len(khal.shown()) == 1


def test_a_radicale_server_keeps_every_session_and_follows_each_change(
    sessions, fetch, now, tmp_path
):
    files = {FEED: fetch()}
    with web_server(files.__getitem__) as address, radicale(tmp_path) as server:
        source = {"type": "http", "url": address + FEED}
        vdirsyncer = Vdirsyncer(tmp_path, source=source, target=server.storage)
        vdirsyncer.sync()
        before = vobject(server.export())
        assert len(before) == 20
        assert times(before) == sorted((each.starts_at, each.ends_at) for each in sessions)

        schedule.cancel(session=sessions[0], reason="Snow.", now=now)
        files[FEED] = fetch()
        vdirsyncer.sync()

        after = vobject(server.export())
        assert len(after) == 20
        (event,) = [each for each in after if each.status == "CANCELLED"]
        assert event.starts == sessions[0].starts_at


def test_a_personal_calendar_shows_each_booking_once_and_follows_each_change(
    sessions, client, now, tmp_path
):
    booked = [factories.make_booking(session=session, now=now) for session in sessions[:3]]
    feed = PersonalFeed.objects.create(email=booked[0].email)
    path = reverse("own_feed", args=[personal_feed.SIGNER.token_for(feed.uid)])

    def fetch():
        with time_machine.travel(now, tick=False):
            return client.get(path).content

    files = {path: fetch()}
    with web_server(files.__getitem__) as address:
        khal = Khal(tmp_path)
        source = {"type": "http", "url": address + path}
        vdirsyncer = Vdirsyncer(tmp_path, source=source, target=folder_storage(khal.events))
        vdirsyncer.sync()
        shown = khal.shown()
        assert times(shown) == sorted((each.starts_at, each.ends_at) for each in sessions[:3])
        assert {event.location for event in shown} == {"By video"}

        services.cancel(booking=booked[1], now=now)
        files[path] = fetch()
        vdirsyncer.sync()
        assert [event.status for event in sorted(khal.shown(), key=lambda each: each.starts)] == [
            "CONFIRMED",
            "CANCELLED",
            "CONFIRMED",
        ]
