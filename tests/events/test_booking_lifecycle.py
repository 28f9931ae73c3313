"""The whole life of one booking, across the night in October when the clocks go back.

Every mail and every file on the way is read by five readers, four of them not ours, that must agree
with each other and with plain zoneinfo arithmetic.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.urls import reverse

from events import bookings as services
from events import schedule
from events.bookings import manage_token
from events.emails.delivery import send_due
from events.models import PersonalFeed, SessionPage
from events.models.attendance import AttendanceMode
from events.schedule import personal_feed
from tests import factories
from tests.readers import ParsedEvent, agreed

LONDON = ZoneInfo("Europe/London")
BOOKED_ON = datetime(2027, 10, 11, 8, 0, tzinfo=UTC)
CLOCKS_GO_BACK = date(2027, 10, 31)

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Times:
    """What is written on the poster: a day and two clock times in London."""

    day: date
    start: time
    end: time

    @property
    def utc(self):
        moments = (datetime.combine(self.day, at, tzinfo=LONDON) for at in (self.start, self.end))
        return tuple(moment.astimezone(UTC) for moment in moments)


SUMMER = Times(date(2027, 10, 27), time(10, 30), time(12, 0))
WINTER = Times(date(2027, 11, 3), time(10, 30), time(12, 0))
THAT_NIGHT = Times(CLOCKS_GO_BACK, time(0, 30), time(2, 30))


def test_the_poster_says_what_we_think_it_says():
    """The arithmetic that everything else is compared with."""
    assert SUMMER.utc[0] == datetime(2027, 10, 27, 9, 30, tzinfo=UTC)
    assert WINTER.utc[0] == datetime(2027, 11, 3, 10, 30, tzinfo=UTC)
    assert THAT_NIGHT.utc[1] - THAT_NIGHT.utc[0] == timedelta(hours=3)


class BookingLife:
    """One booking, and every mail and calendar file about it."""

    def __init__(self, client, time_machine, times):
        self.client, self.time_machine, self.now = client, time_machine, BOOKED_ON
        self.later(timedelta())
        starts, ends = times.utc
        page = schedule.add_session(
            series=factories.make_series(),
            starts_at=starts,
            ends_at=ends,
            now=self.now,
            title="Over a Brew: unpaid carers",
        )
        self.session = page.session
        self.booking = factories.make_booking(
            session=self.session, mode=AttendanceMode.VIDEO, now=self.now
        )
        self.feed = PersonalFeed.objects.create(email=self.booking.email)
        self.invites: list[ParsedEvent] = []
        self.stamps: list[str] = []
        self.files: dict[str, list[ParsedEvent]] = {}

    def later(self, by):
        self.now += by
        self.time_machine.move_to(self.now, tick=False)

    def next_mail(self):
        """Send what is due within the hour: one mail. Return it with the method and event of its calendar file."""
        mail.outbox.clear()
        send_due(now=self.now + timedelta(minutes=30))
        (mail_sent,) = mail.outbox
        parts = {part.get_content_type(): part for part in mail_sent.message().walk()}
        data = parts["text/calendar"].get_payload(decode=True)
        assert data == parts["application/ics"].get_payload(decode=True)
        method = parts["text/calendar"].get_param("method")
        (event,) = agreed(data, method=method)
        self.invites.append(event)
        self.stamps += re.findall(r"DTSTAMP:(\w+)", data.decode())
        return mail_sent, method, event

    def fetch(self, name):
        address = {
            "single": reverse("booking_calendar", args=[manage_token(self.booking)]),
            "personal": reverse("own_feed", args=[personal_feed.SIGNER.token_for(self.feed.uid)]),
            "feed": reverse("sessions_calendar"),
            "date": f"{SessionPage.objects.get().url}calendar.ics",
        }[name]
        response = self.client.get(address)
        assert response.status_code == 200, (name, address)
        (event,) = agreed(response.content)
        self.files.setdefault(name, []).append(event)
        return event

    def check_files(self, times, *, date_is_on=True, booking_is_on=True, way="By video"):
        """What a calendar shows now, wherever it got it from."""
        for name in ("single", "personal", "feed", "date"):
            event = self.fetch(name)
            is_own = name in ("single", "personal")
            is_on = date_is_on and (booking_is_on or not is_own)
            assert (event.starts, event.ends) == times.utc, name
            assert event.status == ("CONFIRMED" if is_on else "CANCELLED"), name
            title = "Over a Brew: unpaid carers"
            assert event.summary == (title if is_on else f"Cancelled: {title}"), name
            assert event.location == (way if is_own else "By video or by phone"), name
            assert event.url == f"https://brew.test{SessionPage.objects.get().url}", name


@pytest.mark.slow("five readers read every file of a long life")
@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(SUMMER, WINTER, id="into winter"),
        pytest.param(WINTER, SUMMER, id="into summer"),
        pytest.param(SUMMER, THAT_NIGHT, id="into that night"),
        pytest.param(THAT_NIGHT, WINTER, id="out of that night"),
    ],
)
def test_every_step_in_the_life_of_one_booking(client, time_machine, first, second):
    life = BookingLife(client, time_machine, first)
    hour = timedelta(hours=1)

    # Booked.
    mail_sent, method, event = life.next_mail()
    assert (method, event.status) == ("REQUEST", "CONFIRMED")
    assert (event.starts, event.ends) == first.utc
    assert event.uid == f"booking-{life.booking.uid}@brew.test"
    life.check_files(first)

    # The date moves.
    life.later(hour)
    starts, ends = second.utc
    schedule.move(session=life.session, starts_at=starts, ends_at=ends, now=life.now)
    mail_sent, method, event = life.next_mail()
    assert (method, event.status) == ("REQUEST", "CONFIRMED")
    assert (event.starts, event.ends) == second.utc
    assert mail_sent.body.count("Before: ") == mail_sent.body.count("Now: ") == 1
    for said, times in (("Before: ", first), ("Now: ", second)):
        line = next(line for line in mail_sent.body.splitlines() if line.startswith(said))
        assert f"{times.day.day} {times.day:%B} 2027" in line
    life.check_files(second)

    # The person joins in another way.
    life.later(hour)
    services.change(booking=life.booking, mode=AttendanceMode.PHONE, now=life.now)
    mail_sent, method, event = life.next_mail()
    assert (method, event.location) == ("REQUEST", "By phone")
    assert (event.starts, event.ends) == second.utc
    assert "Before: By video" in mail_sent.body and "Now: By phone" in mail_sent.body
    life.check_files(second, way="By phone")

    # The date is cancelled.
    life.later(hour)
    schedule.cancel(session=life.session, reason="The hall is flooded.", now=life.now)
    mail_sent, method, event = life.next_mail()
    assert (method, event.status) == ("CANCEL", "CANCELLED")
    assert (event.starts, event.ends) == second.utc
    life.check_files(second, date_is_on=False, way="By phone")

    # It is on again.
    life.later(hour)
    schedule.restore(session=life.session, now=life.now)
    mail_sent, method, event = life.next_mail()
    assert (method, event.status) == ("REQUEST", "CONFIRMED")
    assert (event.starts, event.ends) == second.utc
    life.check_files(second, way="By phone")

    # The person cancels.
    life.later(hour)
    services.cancel(booking=life.booking, now=life.now)
    mail_sent, method, event = life.next_mail()
    assert (method, event.status) == ("CANCEL", "CANCELLED")
    assert (event.starts, event.ends) == second.utc
    life.check_files(second, booking_is_on=False, way="By phone")

    # One UID for ever, and numbers that only rise.
    own = [*life.invites, *life.files["single"], *life.files["personal"]]
    public = [*life.files["feed"], *life.files["date"]]
    assert {event.uid for event in own} == {f"booking-{life.booking.uid}@brew.test"}
    assert {event.uid for event in public} == {f"session-{life.session.uid}@brew.test"}
    numbers = [event.sequence for event in life.invites]
    assert len(numbers) == 6
    assert numbers == sorted(set(numbers))
    assert life.stamps == sorted(set(life.stamps))
    for name, events in life.files.items():
        said = [event.sequence for event in events]
        assert said == sorted(said), name
        for before, after in pairwise(events):
            assert (before == after) == (before.sequence == after.sequence), name
    # What a calendar fetches is never older or newer than what came by mail.
    assert [event.sequence for event in life.files["single"]] == numbers
    assert life.files["personal"] == life.files["single"]


def test_a_move_and_a_move_back_before_the_mail_goes_tells_nobody_and_lies_nowhere(
    client, time_machine
):
    life = BookingLife(client, time_machine, SUMMER)
    life.next_mail()
    for times in (WINTER, SUMMER):
        life.later(timedelta(minutes=2))
        starts, ends = times.utc
        schedule.move(session=life.session, starts_at=starts, ends_at=ends, now=life.now)
    mail.outbox.clear()
    send_due(now=life.now + timedelta(hours=1))

    assert mail.outbox == []
    life.check_files(SUMMER)
    life.later(timedelta(hours=2))
    services.cancel(booking=life.booking, now=life.now)
    _, method, event = life.next_mail()
    assert method == "CANCEL"
    assert event.sequence > life.files["single"][-1].sequence - 1
    assert event.sequence > life.invites[0].sequence


@pytest.mark.parametrize("discreet", [True, False])
def test_the_choice_of_a_plain_title_reaches_every_calendar_of_the_person(
    client, time_machine, discreet
):
    """Choose the plain title on the page of the booking, and then the full title again."""
    life = BookingLife(client, time_machine, SUMMER)
    life.next_mail()
    token = manage_token(life.booking)
    page = client.get(reverse("manage", args=[token])).content.decode()
    assert "Show a plain title in my calendar" in page
    for title in ("plain",) if discreet else ("plain", "full"):
        client.post(reverse("calendar_title", args=[token]), {"title": title})
    life.booking.refresh_from_db()
    mail_sent, method, event = life.next_mail()

    assert method == "REQUEST"
    assert event.uid == life.invites[0].uid
    assert event.sequence > life.invites[0].sequence
    seen = [event, life.fetch("single"), life.fetch("personal")]
    for each in seen:
        shown = f"{each.summary} {each.location} {each.url} {each.description.split('https')[0]}"
        assert (each.summary == "Meeting") == discreet
        assert ("carers" in shown) != discreet
        assert ("over-a-brew" in shown) != discreet
    assert ("carers" in mail_sent.subject) != discreet
    assert life.fetch("feed").summary == "Over a Brew: unpaid carers"
