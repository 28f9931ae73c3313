"""Screens of a session with many bookings: short, few queries, and everything can be reached."""

import re
import uuid
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events import schedule
from events.bookings import access_needs
from events.broadcasts.create import create_broadcast
from events.models import AccessNeed, Booking, Notice
from tests.factories import make_booking, make_many_bookings, make_option, make_session

pytestmark = pytest.mark.django_db

# Of Wagtail, on every screen: web session, user, two of permissions, profile, locale, two of menus.
WAGTAILS_OWN = 8
MANY = 60
# 15 of ours. On its first page Wagtail makes 18 of its own.
MAX_QUERIES = {"home": 35}


@pytest.fixture
def session(site):
    return make_session(places=45)


def fill(session, number, now):
    """Make bookings with two needs each; every fifth has only a phone number."""
    interpreter = make_option("Sign language interpreter", notice_days=10)
    for each in range(number):
        make_booking(
            session=session,
            name=f"Ama {each}",
            email=f"{each}@example.org" if each % 5 else "",
            phone="01632 960 001",
            needs=(interpreter, f"A quiet corner {each}"),
            now=now,
        )


def url_of(session):
    return reverse("sessions_admin:session", args=[session.pk])


def own_queries(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    assert response.status_code == 200
    return len(queries) - WAGTAILS_OWN, response


def follow(client, url, section, pattern):
    """Return what the pattern finds on all pages of one list, from the first to the last."""
    found, query = [], ""
    while True:
        soup = BeautifulSoup(client.get(url + query).text, "html.parser")
        found += re.findall(pattern, str(soup.select_one(f"#{section}")))
        links = soup.select(f"#{section} nav a")
        later = [link["href"] for link in links if link.text.startswith("More")]
        if not later:
            return found
        query = later[0].split("#")[0]


def test_the_screen_of_a_session_is_short_however_many_come(session, organiser, now):
    fill(session, MANY, now)
    AccessNeed.objects.filter(pk__in=AccessNeed.objects.all()[:30]).update(state="in-place")
    Booking.objects.filter(pk__in=Booking.objects.all()[:12]).update(contact_first="phone")
    queries, response = own_queries(organiser, url_of(session))
    assert queries <= 13
    assert len(response.content) < 100_000


def test_more_bookings_take_no_more_queries(session, organiser, now):
    for url in (url_of(session), reverse("sessions_admin:messages")):
        Booking.objects.all().delete()
        fill(session, 6, now)
        few, _ = own_queries(organiser, url)
        fill(session, 24, now)
        many, _ = own_queries(organiser, url)
        assert many == few <= 13, url


@pytest.mark.slow("walks all pages of long lists")
def test_all_people_and_all_that_they_asked_for_can_be_reached(session, organiser, now):
    fill(session, MANY, now)
    url = url_of(session)
    waiting = {
        str(pk) for pk in session.bookings.filter(state="waiting").values_list("pk", flat=True)
    }
    assert len(waiting) == MANY - 45
    assert set(follow(organiser, url, "waiting", r'id="booking-(\d+)"')) == waiting
    coming = follow(organiser, url, "coming", r'id="booking-(\d+)"')
    assert len(coming) == len(set(coming)) == 45
    needs = follow(organiser, url, "needs", r'id="need-(\d+)"')
    assert len(needs) == len(set(needs)) == 2 * MANY


def test_a_link_to_one_booking_or_need_opens_the_page_that_holds_it(session, organiser, now):
    fill(session, 40, now)
    last = session.bookings.filter(state="booked").last()
    need = AccessNeed.objects.filter(person__booking=last).last()
    for name, row in (("booking", last), ("need", need)):
        shown = organiser.get(url_of(session), {name: row.pk}).text
        assert f'id="{name}-{row.pk}"' in shown


def test_who_answers_a_need_comes_back_to_it(session, organiser, now):
    fill(session, 30, now)
    need = AccessNeed.objects.last()
    url = reverse("sessions_admin:answer_need", args=[need.pk])
    shown = organiser.post(url, {"state": "in-place", "words": "Yes"}, follow=True)
    assert f'id="need-{need.pk}"' in shown.text
    assert BeautifulSoup(shown.text, "html.parser").select_one("#met").has_attr("open")


def test_ten_bookings_are_all_on_one_page(session, organiser, now):
    for number in range(10):
        make_booking(session=session, email=f"{number}@example.org", needs=("A ramp",), now=now)
    shown = organiser.get(url_of(session)).text
    assert len(re.findall(r'id="booking-\d+"', shown)) == 10
    assert len(re.findall(r'id="need-\d+"', shown)) == 10
    assert "More<" not in shown


@pytest.mark.slow("walks all pages of long lists")
def test_calls_and_failed_mails_come_in_pages(session, organiser, now):
    fill(session, 120, now)
    Notice.objects.filter(booking__email__gt="", kind="confirmation").update(failed_at=now)
    url = reverse("sessions_admin:messages")
    queries, response = own_queries(organiser, url)
    assert queries <= 12
    assert len(response.content) < 100_000
    failed = Notice.objects.failed().count()
    again = follow(organiser, url, "failed", r"messages/(\d+)/again/")
    assert len(set(again)) == len(again) == failed
    phoned = follow(organiser, url, "calls", r"bookings/(\d+)/phoned/")
    assert len(set(phoned)) == session.bookings.filter(email="").count() == 24


def test_moving_a_date_takes_as_many_queries_for_many_bookings_as_for_few(session, now):
    counts = []
    fill(session, 3, now)
    for number in (0, 0, 30):  # the first has no earlier notices to take back
        fill(session, number, now)
        with CaptureQueriesContext(connection) as queries:
            schedule.move(
                session=session,
                starts_at=session.starts_at + timedelta(days=1),
                ends_at=session.ends_at + timedelta(days=1),
                now=now,
            )
        counts.append(len(queries))
    assert counts[2] <= counts[1] + 1


# A session with 500 bookings and 500 needs ---------------------------------------------

FULL = 500
SCREENS = (
    *("coming", "arrange", "session", "messages", "export", "move", "cancel", "home", "need"),
    *("sheet", "facilitators"),
)


@pytest.fixture
def full_session(session, now):
    session.places = None
    session.save()
    make_many_bookings(session, FULL, now=now)
    return session


def address(name, session):
    if name == "home":
        return reverse("wagtailadmin_home")
    if name == "need":
        return reverse("sessions_admin:answer_need", args=[AccessNeed.objects.last().pk])
    of_session = name in ("session", "export", "move", "cancel", "day", "sheet", "facilitators")
    return reverse(f"sessions_admin:{name}", args=[session.pk] if of_session else [])


@pytest.mark.parametrize("name", SCREENS)
def test_each_screen_stays_short_with_500_bookings_and_500_needs(name, full_session, organiser):
    url = address(name, full_session)
    organiser.get(url)
    with CaptureQueriesContext(connection) as queries:
        response = organiser.get(url)
    assert response.status_code == 200
    assert len(response.content) < 100_000
    maximum = MAX_QUERIES.get(name, WAGTAILS_OWN + 15)
    assert len(queries) <= maximum, [each["sql"][:120] for each in queries]


@pytest.mark.parametrize("what", ["move", "cancel", "answer"])
def test_what_is_pressed_for_500_people_takes_few_queries_and_no_mail(
    what, full_session, organiser, now, mailoutbox
):
    Notice.objects.update(sent_at=now)
    needs = list(AccessNeed.objects.values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as queries:
        if what == "answer":
            access_needs.answer_all(needs=needs, state="in-place", words="Yes.", now=now)
        elif what == "cancel":
            schedule.cancel(session=full_session, reason="Ill", now=now)
        else:
            later = timedelta(days=1)
            starts_at, ends_at = full_session.starts_at + later, full_session.ends_at + later
            schedule.move(session=full_session, starts_at=starts_at, ends_at=ends_at, now=now)
    assert len(queries) <= 50
    assert mailoutbox == []
    told = Notice.objects.open().filter(booking__session=full_session)
    assert told.exclude(recipient=Notice.ORGANISERS).count() == FULL

    shown = organiser.get(url_of(full_session)).text
    is_told = "0 of 500 messages have gone" in shown
    assert is_told == (what != "answer")


def test_a_letter_to_500_people_takes_few_queries(full_session, now, django_assert_max_num_queries):
    with django_assert_max_num_queries(25):
        create_broadcast(
            session=full_session,
            audience="coming",
            option=None,
            subject="Bring a pen",
            body="See you soon.",
            form_key=uuid.uuid4(),
            written_by=None,
            now=now,
        )
    assert Notice.objects.filter(kind="letter").count() == FULL
