"""The whole life of one booking, in the calendars of the person who booked.

Each calendar takes the mails in their order, and after each step shows exactly one event, with what is
so now, or none.
"""

from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from pathlib import Path

import pytest
from django.core import mail

from events import bookings as services
from events import schedule
from events.emails.delivery import send_due
from events.models import Booking, SeriesPage
from events.privacy.retention import erase
from hub.dates import LONDON
from hub.models import SiteDetails
from tests import factories
from tests.readers import agreed_by_all, libical, strict, third_party
from tests.readers.invited_calendar import InvitedCalendar
from tests.readers.programs import (
    Khal,
    Shown,
    Vdirsyncer,
    folder_storage,
    needs_programs,
    radicale,
)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BOOKED_ON = datetime(2027, 10, 4, 8, 0, tzinfo=UTC)
SUMMER = datetime(2027, 10, 27, 10, 30, tzinfo=LONDON)
WINTER = datetime(2027, 11, 3, 10, 30, tzinfo=LONDON)
LONG = timedelta(minutes=90)
NEW_SENDER = "Brew <new@brew.example>"
# vdirsyncer stops when a calendar is suddenly empty, and people have other things in theirs.
DENTIST = b"""\
BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//A calendar//EN\r
BEGIN:VEVENT\r
UID:dentist\r
DTSTAMP:20270901T080000Z\r
DTSTART:20271027T093000Z\r
DTEND:20271027T100000Z\r
SUMMARY:Dentist\r
URL:https://dentist.example/\r
STATUS:CONFIRMED\r
SEQUENCE:0\r
END:VEVENT\r
END:VCALENDAR\r
"""

PARSERS = {
    "our own": lambda data: strict.read(data, method="REQUEST"),
    "icalendar": third_party.recurring_ical_events,
    "vobject": third_party.vobject,
    "ical": third_party.home_assistant,
    "ical.js": third_party.ical_js,
    "node-ical": third_party.node_ical,
    **({"libical": libical.read} if libical.NAME else {}),
}

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Poster:
    """What everybody must see of the session."""

    starts: datetime = SUMMER
    title: str = "Over a Brew"
    place: str = "By video"


class Parsed:
    """The calendar whose file each parser reads."""

    def __init__(self) -> None:
        self.calendar = InvitedCalendar()

    def take(self, data: bytes) -> None:
        self.calendar.take(data)

    def shown(self) -> dict[str, list[Shown]]:
        files = self.calendar.files
        return {
            name: [as_shown(event) for data in files for event in read(data)]
            for name, read in PARSERS.items()
        }


class Programs:
    """khal, which opens what came with the mail; and a server, from which vdirsyncer copies to another khal.

    The program that puts it on the server does as RFC 5546 says, as Evolution or Apple's would.
    """

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.server = stack.enter_context(radicale(folder))
        self.server.put("dentist", DENTIST)
        self.calendar = InvitedCalendar()
        self.opened, self.copied = (Khal(folder / name) for name in ("opened", "copied"))
        self.vdirsyncer = Vdirsyncer(
            folder, source=self.server.storage, target=folder_storage(self.copied.events)
        )

    def take(self, data: bytes) -> None:
        method, uid = self.calendar.take(data)
        self.opened.take(data)
        if method == "CANCEL":
            self.server.delete(uid)
        else:
            # A stored event has no METHOD (RFC 4791 4.1).
            self.server.put(uid, data.replace(b"METHOD:REQUEST\r\n", b""))

    def shown(self) -> dict[str, list[Shown]]:
        self.vdirsyncer.sync()
        return {
            "khal": self.opened.shown(),
            "vdirsyncer": self.copied.shown(),
            "Radicale": [as_shown(event) for event in third_party.vobject(self.server.export())],
        }


def as_shown(event) -> Shown:
    return Shown(event.uid, event.starts, event.ends, event.summary, event.location, event.status)


class Life:
    """One booking, and the calendars that its mails go to."""

    def __init__(self, time_machine, calendars):
        self.clock, self.calendars, self.now = time_machine, calendars, BOOKED_ON
        self.clock.move_to(self.now, tick=False)
        self.poster = Poster()
        page = schedule.add_session(
            series=factories.make_series(),
            starts_at=SUMMER.astimezone(UTC),
            ends_at=(SUMMER + LONG).astimezone(UTC),
            now=self.now,
        )
        self.session = page.session
        self.booking = factories.make_booking(session=self.session, mode="video", now=self.now)
        self.uid = f"booking-{self.booking.uid}@brew.test"
        self.sent = []

    def later(self, by=DAY):
        self.now += by
        self.clock.move_to(self.now, tick=False)

    def deliver(self):
        """Let a day pass, and the calendars take what came with the mails of that day."""
        mail.outbox.clear()
        send_due(now=self.now + HOUR)
        send_due(now=self.now + DAY)
        for each in mail.outbox:
            for part in each.message().walk():
                if part.get_content_type() == "text/calendar":
                    self.sent.append(each)
                    for calendar in self.calendars:
                        calendar.take(part.get_payload(decode=True))
        self.later()

    def check(self, *, is_on=True):
        """Let the mails go out, and look into each calendar."""
        self.deliver()
        starts = self.poster.starts.astimezone(UTC)
        event = Shown(
            self.uid, starts, starts + LONG, self.poster.title, self.poster.place, "CONFIRMED"
        )
        for calendar in self.calendars:
            for name, events in calendar.shown().items():
                own = [each for each in events if each.uid != "dentist"]
                seen = [each for each in own if each.status != "CANCELLED"]
                assert seen == ([event] if is_on else []), name

    def rename(self, title):
        page = self.session.page
        page.refresh_from_db()
        page.title = title
        page.save_revision().publish()
        self.poster = replace(self.poster, title=title)

    def move(self, starts):
        schedule.move(
            session=self.session,
            starts_at=starts.astimezone(UTC),
            ends_at=(starts + LONG).astimezone(UTC),
            now=self.now,
        )
        self.poster = replace(self.poster, starts=starts)

    def join_by(self, mode, place):
        services.change(booking=self.booking, mode=mode, now=self.now)
        self.poster = replace(self.poster, place=place)

    def come_back(self):
        """Undo the cancellation, which is a day old by now: as if it was made this minute."""
        Booking.objects.filter(pk=self.booking.pk).update(cancelled_at=self.now)
        self.booking.refresh_from_db()
        services.undo_cancel(booking=self.booking, now=self.now)

    def live(self, *, at_each_step=lambda step: None):
        """Book, rename, move over the change of the clocks and back, cancel, restore, leave, erase."""
        self.check()
        steps = {
            "renamed": lambda: self.rename("Over a Brew: carers; tea, and cake"),
            "moved into winter": lambda: self.move(WINTER),
            "moved back into summer": lambda: self.move(SUMMER),
            "joins in another way": lambda: self.join_by("phone", "By phone"),
            "cancelled": lambda: schedule.cancel(
                session=self.session, reason="Snow.", now=self.now
            ),
            "restored": lambda: schedule.restore(session=self.session, now=self.now),
            "left": lambda: services.cancel(booking=self.booking, now=self.now),
            "came back": self.come_back,
            "erased": lambda: erase(booking=self.booking, now=self.now, cancel_invites=True),
        }
        for step, act in steps.items():
            at_each_step(step)
            act()
            self.check(is_on=step not in ("cancelled", "left", "erased"))


@pytest.mark.slow("seven parsers read each mail of a long life")
def test_every_parser_shows_one_event_or_none_after_each_step(time_machine):
    Life(time_machine, [Parsed()]).live()


@pytest.mark.processes("vdirsyncer, khal and Radicale")
@needs_programs
def test_every_program_shows_one_event_or_none_after_each_step(time_machine, tmp_path):
    for name in ("opened", "copied"):
        (tmp_path / name).mkdir()
    with ExitStack() as stack:
        Life(time_machine, [Programs(tmp_path, stack)]).live()


def change_names(settings):
    """Change who sends, where the site is and what it is called."""
    settings.DEFAULT_FROM_EMAIL = NEW_SENDER
    settings.BASE_URL = "https://new.example"
    details = SiteDetails.load()
    details.site_name = "Another name"
    details.save()
    series = SeriesPage.objects.get()
    series.title, series.slug = "Other words", "other-words"
    series.save_revision().publish()


@pytest.mark.slow("seven parsers read each mail of a long life")
@pytest.mark.parametrize(
    "moment", ["renamed", "moved back into summer", "restored", "left", "erased"]
)
def test_new_names_in_the_middle_of_a_life_break_no_chain(client, time_machine, settings, moment):
    """A calendar refuses who did not invite: nothing is refused, and no second event appears."""
    life = Life(time_machine, [Parsed()])
    life.live(at_each_step=lambda step: change_names(settings) if step == moment else None)
    senders = {parseaddr(each.message()["From"])[1] for each in life.sent}
    assert senders == {"hello@overabrew.example"}
    (subscribed,) = agreed_by_all(client.get("/sessions/calendar.ics").content)
    assert subscribed.uid == f"session-{life.session.uid}@brew.test"
    assert subscribed.url.startswith("https://new.example/sessions/other-words/")
