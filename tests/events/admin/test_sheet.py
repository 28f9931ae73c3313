"""The sheet to print: numbers, people's own words, and no names."""

import pytest
from django.urls import reverse

from events import bookings
from events.admin.attendees import attendees_of
from events.admin.sheet import SheetLine, sheet_of
from events.models import AccessNeed
from tests.factories import make_booking, make_option

pytestmark = pytest.mark.django_db

SHARED = bookings.Preferences(share_needs=True)


def ask(session, name, *requests, state="asked", **fields):
    booking = make_booking(
        session=session,
        name=name,
        email=f"{name.split()[0]}@example.org",
        people=(bookings.Attendee(name=name, asks=requests),),
        wishes=SHARED,
        **fields,
    )
    AccessNeed.objects.filter(person__booking=booking).update(state=state)


def test_one_option_is_one_line_with_the_words_below_it(session, organiser):
    time = make_option("More time")
    ask(session, "Ama Mensah", bookings.AccessRequest(option=time))
    ask(session, "Bea Long", bookings.AccessRequest(option=time, words="one question at a time"))

    assert sheet_of(attendees_of(session)) == (
        [SheetLine("More time", 2, "Asked", ("one question at a time",))],
        0,
    )
    shown = organiser.get(reverse("sessions_admin:sheet", args=[session.pk])).text
    assert "one question at a time" in shown
    assert '<td data-label="How many people">2</td>' in shown


def test_states_of_one_option_are_counted_apart(session):
    time = bookings.AccessRequest(option=make_option("More time"))
    ask(session, "Ama", time)
    ask(session, "Bea", time, state="in-place")
    ask(session, "Cy", time, state="in-place")

    ((line,), _) = sheet_of(attendees_of(session))
    assert (line.people, line.states) == (3, "Asked: 1, In place: 2")


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("Zebedee Quill sits at the front", "… sits at the front"),
        ("zebedee  quill sits at the front", "… sits at the front"),
        ("ZEBEDEE's chair", "…'s chair"),
        ("A seat beside Will Moss and Moss's dog", "A seat beside … and …'s dog"),
        ("I will need Will", "I will need …"),
        ("A mossy quilt for Quilla", "A mossy quilt for Quilla"),
        ("Someone fetches Zoë-Ann or Ann", "Someone fetches … or …"),
        ("Nothing to hide", "Nothing to hide"),
    ],
)
def test_names_of_people_who_booked_are_taken_out_of_what_people_wrote(words, printed, session):
    make_booking(session=session, name="Will Moss", email="will@example.org")
    make_booking(session=session, name="Zoë-Ann", email="zoe@example.org")
    ask(session, "Zebedee Quill", bookings.AccessRequest(words=words))

    ((line,), _) = sheet_of(attendees_of(session))
    assert line.label == printed
