"""What people asked for keeps the words they read, when an organiser renames the option."""

import importlib

import pytest
import time_machine
from django.apps import apps
from django.urls import reverse

from events import bookings
from events.emails.access_needs import need_lines
from events.emails.recipients import Recipient
from events.models import AccessNeed, AccessOption, Booking
from events.privacy import retention
from events.public.views.rebook import prefilled_answers
from tests.events.admin.helpers import login, read_csv
from tests.factories import make_booking, make_option, make_session

pytestmark = pytest.mark.django_db

OLD, OLD_HINT = "More breaks", "Every half hour."
NEW = "No breaks at all"


@pytest.fixture(autouse=True)
def frozen(now):
    with time_machine.travel(now, tick=False):
        yield now


@pytest.fixture
def option(site):
    return make_option(OLD, hint=OLD_HINT)


@pytest.fixture
def booking(option):
    made = make_booking(
        session=make_session(),
        needs=(option,),
        wishes=bookings.Preferences(share_needs=True),
    )
    AccessOption.objects.filter(pk=option.pk).update(label=NEW, hint="We go straight on.")
    return Booking.objects.get(pk=made.pk)


def test_organisers_read_what_was_asked_for_as_it_was_read(booking, client):
    organiser = login(client, "Organisers")
    session = booking.session
    shown = organiser.get(reverse("sessions_admin:session", args=[session.pk])).text
    sheet = organiser.get(reverse("sessions_admin:sheet", args=[session.pk])).text
    file = reverse("sessions_admin:download", args=[session.pk, "with-needs", "csv"])

    assert OLD in shown
    assert OLD_HINT in shown
    assert OLD in sheet
    assert NEW not in shown + sheet
    assert read_csv(organiser.get(file))[0]["Asked for"] == OLD


def test_people_read_what_they_asked_for_as_they_read_it(booking, client):
    contact = Recipient(booking.contact_name, booking.email, is_contact=True, person=None)
    assert [line.words for line in need_lines(booking, contact)] == [OLD]
    token = bookings.manage_token(booking)
    for name in ("manage", "my_data", "my_data_file"):
        shown = client.get(reverse(name, args=[token])).text
        assert OLD in shown, name
        assert NEW not in shown, name
    exported = retention.export(booking)["People"][0][retention.NEEDS]
    assert exported[0]["What you asked for"] == OLD


def test_who_changes_their_answers_sees_and_keeps_the_words_they_read(booking, client):
    url = reverse("manage_change", args=[bookings.manage_token(booking), "needs"])
    shown = client.get(url).text
    assert OLD in shown
    assert OLD_HINT.rstrip(".") in shown
    assert NEW not in shown

    option = AccessOption.objects.get(label=NEW)
    client.post(url, {"options": [str(option.pk)], "words": "And tea"})

    assert [need.asked_words for need in AccessNeed.objects.order_by("pk")] == [OLD, "And tea"]


def test_a_new_booking_with_the_same_answers_is_asked_in_the_words_of_today(booking, client, now):
    answers = bookings.as_new_booking(booking)
    session = make_session(starts_at=booking.session.starts_at.replace(day=28))
    new = bookings.book(session=session, now=now, **answers)

    assert new.people.get().needs.get().asked_words == NEW
    assert booking.people.get().needs.get().asked_words == OLD


def test_a_withdrawn_option_is_carried_over_in_the_words_that_were_read(booking, now):
    AccessOption.objects.update(in_use=False)

    assert prefilled_answers(booking, now=now)["needs"]["words"] == [OLD]


def test_needs_from_before_get_the_words_of_the_option_as_it_is(booking):
    AccessNeed.objects.update(option_label="", option_hint="")
    person = booking.people.get()
    own = AccessNeed.objects.create(person=person, words="A lift")
    migration = importlib.import_module("events.migrations.0019_words_as_they_were_read")

    migration.keep_todays_words(apps, None)

    assert [need.asked_words for need in person.needs.all()] == [NEW, "A lift"]
    own.refresh_from_db()
    assert (own.option_label, own.option_hint) == ("", "")
