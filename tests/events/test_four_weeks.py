"""Four weeks before a session and the days after it, with ten people, on a frozen clock.

People and organisers do what `ACTS` says. `four_weeks.txt` is what must come of it, day by day: what
is new on the desk, and who is told what and how.
"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from events import bookings, phone_calls, schedule
from events.bookings import AccessRequest, Attendee, Contact, Preferences, access_needs
from events.bookings.cancel import cancel
from events.models import AccessNeed, Booking, OrganiserTask, Session, SessionCount
from events.worklist import Period, waiting_items
from hub.jobs import run_due_jobs
from hub.models import User
from tests import notify_server
from tests.events.admin.helpers import login
from tests.events.test_feedback_needs import send as send_feedback
from tests.factories import make_option, make_series, make_session, uuid

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow("five weeks, hour by hour"),
]

FIRST_DAY, LAST_DAY = date(2026, 12, 30), date(2027, 2, 8)
STARTS_AT = datetime(2027, 1, 27, 10, 30, tzinfo=UTC)
MOVED_TO = datetime(2027, 1, 28, 10, 30, tzinfo=UTC)
DEE_LIVES_AT = "Dee Adams\n4 Mill Lane\nNorwich\nNR1 1AB"


class Diary:
    """What happened, in order. Lines are "Tue 5 Jan" or "  mail to ama: subject"."""

    def __init__(self, notify):
        self.notify, self.lines = notify, []
        self.desk = []
        self.mails = self.sent = 0

    def note(self, words):
        self.lines.append(f"  {words}")

    def note_desk(self, now):
        """Note what is on "To arrange, by date" and on the list of calls, if it is not as before."""
        desk = []
        for period in Period:
            waiting = [item for item in waiting_items(now) if item.period == period]
            if waiting:
                things = ", ".join(f"{item.who or 'nobody named'}: {item.kind}" for item in waiting)
                desk.append(f"desk, {period}: {things}")
        if calls := phone_calls.calls_to_make(now=now):
            desk.append(f"to phone: {', '.join(call.booking.contact_name for call in calls)}")
        if desk != self.desk:
            self.lines += [f"  {words}" for words in desk or ["nothing waits"]]
        self.desk = desk

    def note_messages(self):
        told = []
        for message in mail.outbox[self.mails :]:
            to = ", ".join(each.partition("@")[0] for each in message.to)
            told.append(f"mail to {to}: {message.subject.partition(':')[0]}")
        for each in self.notify.taken[self.sent :]:
            fields = each["personalisation"]
            to = each.get("phone_number") or f"letter to {fields['address_line_1']}"
            words = fields.get("message") or fields.get("heading") or ""
            told.append(f"{'text' if each.get('phone_number') else 'post'}, {to}: {words[:40]}")
        self.mails, self.sent = len(mail.outbox), len(self.notify.taken)
        self.lines += [f"  {words}" for words in sorted(told)]


def at(day, hour=8):
    """Return this hour of a day in London, which is UTC all the time: it is winter."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


EXPECTED = Path(__file__).parent / "four_weeks.txt"
HOURS = (8, 9, 11, 15, 19)


class Story:
    """What people and organisers do on each day, at 9am. Methods are called by `ACTS`."""

    def __init__(self, diary, client):
        self.diary, self.client = diary, client
        self.organiser = User.objects.get(username="organisers")
        series = make_series(in_person=True, venue="The New Mill\nNorwich\nNR1 1AB")
        self.session = make_session(series=series, starts_at=STARTS_AT, places=20)
        self.options = {
            "bsl": make_option("A BSL interpreter", notice_days=10),
            "notes": make_option("Somebody who takes notes", notice_days=5),
            "print": make_option(
                "Large print", notice_days=5, which_question="How large?", subject="format"
            ),
            "breaks": make_option("More breaks", subject="timing"),
            "quiet": make_option("A quiet corner", by_video=False, by_phone=False, subject="room"),
        }

    def book(self, name, *needs, now, email="", mode="video", people=None, wishes=None, **contact):
        asks = tuple(
            AccessRequest(option=self.options[need]) if need in self.options else need
            for need in needs
        )
        bookings.book(
            session=self.session,
            contact=Contact(name=name, email=email and f"{email}@example.org", **contact),
            people=people or (Attendee(name=name, asks=asks),),
            mode=mode,
            for_whom="other" if people else "me",
            person_knows=True if people else None,
            wishes=wishes,
            now=now,
            form_key=uuid.uuid4(),
        )
        self.diary.note(f"{name} books")

    def booking(self, name):
        return Booking.objects.get(contact_name=name)

    def answer(self, name, state, words="", *, now):
        (need,) = AccessNeed.objects.filter(person__booking=self.booking(name))
        access_needs.answer(need=need, state=state, words=words, now=now, by=self.organiser)
        self.diary.note(f"organiser: {name}'s need is {state}")

    def phone_all(self, now):
        for call in phone_calls.calls_to_make(now=now):
            phone_calls.mark_called(booking=call.booking, now=now)
            self.diary.note(f"organiser phones {call.booking.contact_name}")

    def nine_book(self, now):
        self.book("Ama", "bsl", email="ama", now=now)
        self.book("Bo", "breaks", phone="01632 960002", mode="phone", now=now)
        large = AccessRequest(option=self.options["print"], words="18 point")
        self.book("Cy", large, phone="07700 900123", texts=True, now=now)
        self.book(
            "Dee",
            AccessRequest(words="Tell me when it is my turn"),
            phone="01632 960004",
            postal_address=DEE_LIVES_AT,
            mode="phone",
            now=now,
        )
        self.book("Eli", "quiet", email="eli", mode="in-person", now=now)
        notes = (AccessRequest(option=self.options["notes"]),)
        self.book("Fay", "notes", email="fay", now=now)
        han = (Attendee(name="Han", email="han@example.org", asks=notes),)
        self.book("Gus", email="gus", people=han, now=now)
        talk = Preferences(contact_first="phone", contact_when="After three")
        self.book("Ivy", email="ivy", phone="01632 960008", wishes=talk, now=now)
        self.book("Joy", "bsl", email="joy", now=now)

    def answer_the_first(self, now):
        self.phone_all(now)
        self.answer("Ama", "arranging", "We ask Sam.", now=now)
        self.answer("Fay", "in-place", now=now)
        access_needs.mark_talked(booking=self.booking("Ivy"))
        self.diary.note("organiser has talked with Ivy")

    def find_an_interpreter(self, now):
        self.answer("Ama", "in-place", "Sam comes.", now=now)
        self.answer("Joy", "in-place", "Sam comes.", now=now)

    def answer_in_every_way(self, now):
        self.answer("Bo", "in-place", "We stop at eleven.", now=now)
        self.answer("Cy", "not-possible", "We read it to you.", now=now)
        self.answer("Dee", "in-place", "We say your name.", now=now)
        self.answer("Eli", "in-place", now=now)
        self.answer("Gus", "in-place", now=now)

    def sam_has_another_name(self, now):
        self.phone_all(now)
        self.answer("Ama", "in-place", "It is Kim who comes.", now=now)

    def think_again(self, now):
        self.answer("Ama", "in-place", "Now it is Sam again.", now=now)

    def eli_stays_home_and_joy_cancels(self, now):
        bookings.change(booking=self.booking("Eli"), mode="video", now=now)
        self.diary.note("Eli joins by video")
        cancel(booking=self.booking("Joy"), now=now)
        self.diary.note("Joy cancels")

    def move(self, now):
        session = Session.objects.get(pk=self.session.pk)
        ends_at = MOVED_TO + timedelta(minutes=90)
        schedule.move(session=session, starts_at=MOVED_TO, ends_at=ends_at, now=now)
        self.diary.note("organiser moves the session to the next day")

    def see_to_tasks_and_phone(self, now):
        self.phone_all(now)
        for task in OrganiserTask.objects.filter(done_at=None):
            self.client.post(reverse("sessions_admin:complete_task", args=[task.pk]))
            self.diary.note(f"organiser has done: {task.get_kind_display()}")

    def kit_books_late(self, now):
        self.book("Kit", "bsl", email="kit", now=now)

    def answer_the_rest(self, now):
        self.answer("Ama", "in-place", "Sam comes on Thursday.", now=now)
        self.answer("Kit", "in-place", "Sam comes on Thursday.", now=now)
        for name in ("Fay", "Gus"):
            self.answer(name, "in-place", now=now)
        self.answer("Cy", "in-place", "We found a printer.", now=now)

    def say_how_it_was(self, now):
        send_feedback(self.client, self.booking("Fay"), **{"need-0": "no", "ring_me": "on"})
        self.diary.note("Fay did not get what she asked for")
        send_feedback(self.client, self.booking("Ama"), **{"need-0": "yes"})


ACTS = {
    at(date(2026, 12, 30), 9): Story.nine_book,
    at(date(2027, 1, 4), 9): Story.answer_the_first,
    at(date(2027, 1, 11), 9): Story.find_an_interpreter,
    at(date(2027, 1, 13), 9): Story.answer_in_every_way,
    at(date(2027, 1, 14), 9): Story.sam_has_another_name,
    at(date(2027, 1, 14), 15): Story.think_again,
    at(date(2027, 1, 18), 9): Story.eli_stays_home_and_joy_cancels,
    at(date(2027, 1, 19), 9): Story.move,
    at(date(2027, 1, 20), 9): Story.see_to_tasks_and_phone,
    at(date(2027, 1, 22), 9): Story.kit_books_late,
    at(date(2027, 1, 25), 9): Story.answer_the_rest,
    at(date(2027, 1, 26), 9): Story.see_to_tasks_and_phone,
    at(date(2027, 1, 29), 9): Story.say_how_it_was,
    at(date(2027, 2, 1), 9): Story.see_to_tasks_and_phone,
}


@pytest.fixture
def notify(settings):
    with notify_server.NotifyServer() as server:
        settings.NOTIFY_API_KEY = notify_server.API_KEY
        settings.NOTIFY_URL = server.url
        settings.NOTIFY_TEXT_TEMPLATE = notify_server.TEXT_TEMPLATE
        settings.NOTIFY_LETTER_TEMPLATE = notify_server.LETTER_TEMPLATE
        settings.TEXT_BACKEND = settings.LETTER_BACKEND = settings.NOTIFY_BACKEND
        yield server


@pytest.fixture
def diary(site, client, notify):
    """The diary of the whole time. A day on which nothing is shown and nothing happens has no line."""
    diary = Diary(notify)
    with time_machine.travel(at(FIRST_DAY), tick=False) as clock:
        story = Story(diary, login(client, "Organisers"))
        day = FIRST_DAY
        while day <= LAST_DAY:
            clock.move_to(at(day, 7))
            diary.lines.append(f"{day:%a} {day.day} {day:%b}")
            diary.note_desk(at(day))
            for hour in HOURS:
                moment = at(day, hour)
                clock.move_to(moment)
                if act := ACTS.get(moment):
                    login_again(story.client)
                    act(story, moment)
                run_due_jobs(now=moment)
                diary.note_messages()
            day += timedelta(days=1)
    return diary


def login_again(client):
    client.force_login(User.objects.get(username="organisers"))


NEEDS = {
    "A BSL interpreter": {"ama", "joy", "kit"},
    "18 point": {"cy"},
    "Somebody who takes notes": {"fay", "gus", "han"},
    "More breaks": {"bo"},
    "when it is my turn": {"dee"},
    "A quiet corner": {"eli"},
}


def test_each_day_the_desk_shows_and_people_hear_what_they_should(diary):
    assert "\n".join(diary.lines) == EXPECTED.read_text().strip()

    for need, people in NEEDS.items():
        for message in mail.outbox:
            assert need not in message.subject
            readers = {address.partition("@")[0] for address in message.to}
            assert need not in message.body or readers <= people | {"Organisers"}, need
        for each in diary.notify.taken:
            words = str(each["personalisation"])
            assert need not in words, "texts and letters have no needs"
    assert not AccessNeed.objects.exists(), "a week after we have asked about them"
    assert SessionCount.objects.filter(topic="need").exists(), "the numbers stay"
