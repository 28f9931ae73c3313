"""Many at once, with processes as on the real site: gunicorn, people at browsers, passes over what is due.

On SQLite a file, on PostgreSQL the test's own database. `make load` does the same for longer.
"""

import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.utils import timezone

from events.bookings import manage_token
from events.models import Booking, Notice, Person, Session
from tests.factories import make_booking, make_session
from tests.guest import GONE, Guest
from tests.processes import run_at_once, serving

pytestmark = [
    pytest.mark.processes("gunicorn serves with several processes, as on the real site"),
    pytest.mark.threads("a lock shows only between connections"),
    pytest.mark.django_db(transaction=True),
]

WRITERS, BURST = 16, 2.0  # people who book again and again, for so many seconds

# Who has counted the places takes a moment, so that others count them too before anything is written.
SLOWLY = """
import time
from events import bookings
from events.bookings import capacity
from events.models import Booking, Session
count = capacity.count_places
capacity.count_places = lambda sessions: (count(sessions), time.sleep(0.1))[0]
"""


def guest(host, name, **how):
    return Guest(host, f"Guest {name}", f"guest{name}@example.org", **how)


def taken(session):
    return Person.objects.filter(
        booking__session=session, booking__state__in=["booked", "offered"], needs_place=True
    ).count()


def test_sixty_people_who_press_at_once_for_five_places_are_five_and_fifty_five_who_wait():
    session = make_session(places=5, starts_at=timezone.now() + timedelta(days=30))
    path, together = session.page.url, threading.Barrier(60)

    def book(person):
        person.fill_in(path)
        together.wait(60)
        person.press()
        person.look()

    with serving(workers=4, threads=4) as host:
        people = [guest(host, number, in_a_hurry=True) for number in range(60)]
        with ThreadPoolExecutor(60) as pool:
            list(pool.map(book, people))

    assert {each.problem for each in people} == {""}
    assert {visit.status for each in people for visit in each.visits} <= {200, 302, 307, GONE}
    assert Counter(each.told for each in people) == {"booked": 5, "waiting": 55}
    made = Booking.objects.all()
    assert Counter(each.state for each in made) == {"booked": 5, "waiting": 55}
    assert {each.token: each.told for each in people} == {manage_token(b): b.state for b in made}
    assert taken(session) == 5
    mails = Notice.objects.exclude(recipient=Notice.ORGANISERS).values_list(
        "kind", "booking__state"
    )
    assert Counter(mails) == {("confirmation", "booked"): 5, ("waiting", "waiting"): 55}


def test_sixteen_writers_for_a_while_meet_no_error_and_lose_no_booking():
    session = make_session(starts_at=timezone.now() + timedelta(days=30))
    path = session.page.url

    with serving(workers=4, threads=4) as host:
        until = time.monotonic() + BURST

        def book_on_and_on(writer):
            people = []
            while time.monotonic() < until:
                people.append(guest(host, f"{writer}-{len(people)}", in_a_hurry=True))
                people[-1].book_at(path)
            return people

        with ThreadPoolExecutor(WRITERS) as pool:
            people = [each for found in pool.map(book_on_and_on, range(WRITERS)) for each in found]

    assert len(people) >= WRITERS
    assert [each.problem for each in people if each.problem] == []
    assert [visit for each in people for visit in each.errors] == []
    assert {each.token for each in people} == {manage_token(b) for b in Booking.objects.all()}
    assert Booking.objects.filter(state="booked").count() == len(people)


def test_two_promotions_and_a_cancellation_at_once_neither_lose_nor_double_a_place():
    now = timezone.now()
    sessions = [make_session(places=2, starts_at=now + timedelta(days=30)) for _ in range(4)]
    for session in sessions:
        for turn in range(5):
            make_booking(session=session, now=now - timedelta(minutes=9 - turn))
    Session.objects.update(places=3)  # and nobody has been offered the third place yet
    # In turn a person with a place cancels, and the first who waits leaves as their turn comes.
    leaves = [session.bookings.order_by("pk")[2 * (at % 2)] for at, session in enumerate(sessions)]
    promote = (
        SLOWLY + "sessions = list(Session.objects.order_by('pk'))",
        "for session in sessions: bookings.promote(session=session, now=now)",
    )
    cancel = (
        SLOWLY + f"leaves = list(Booking.objects.filter(pk__in={[each.pk for each in leaves]}))",
        "for each in leaves: time.sleep(0.02); bookings.cancel(booking=each, now=now)",
    )
    run_at_once(promote, promote, cancel)

    for session, left in zip(sessions, leaves, strict=True):
        bookings = list(session.bookings.order_by("pk"))
        stay = [each for each in bookings if each != left]
        assert [each.state for each in bookings if each == left] == ["cancelled"]
        taking = [each.state for each in stay]
        offers = 2 if left == bookings[0] else 1
        assert taking == ["booked"] * (3 - offers) + ["offered"] * offers + ["waiting"]
        assert taken(session) == 3
        told = Notice.objects.filter(booking__in=stay, kind="offer").order_by("booking")
        assert [offer.booking for offer in told] == stay[3 - offers : 3]
