"""The pages and the mail of regulars, checked in every way, with and without JavaScript."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from events.bookings import manage_token
from events.emails.delivery import send_due
from events.models import Booking, Invitation, Regular
from events.recurrence import NthWeekday, Repeat
from events.regulars import enrolment, invitations, links, responses
from tests import factories

from . import axe, layout
from .faults import faults_of
from .visitor import press

DAY = timedelta(days=1)


@pytest.fixture
def series(transactional_db):
    rule = Repeat(on=NthWeekday(4, 2)).to_rule()
    return factories.make_series(rule=rule, in_person=True, venue="The Hall, 1 High Street")


@pytest.fixture
def booking(series):
    now = timezone.now()
    session = factories.make_session(series=series, starts_at=now - 10 * DAY)
    return factories.make_booking(
        session=session,
        needs=(
            factories.make_option("A BSL interpreter", notice_days=10),
            "A lift to the door",
        ),
        supporter="Jo",
        mode="video",
        now=now - 20 * DAY,
    )


@pytest.fixture
def invitation_mail(booking, series):
    """The mail with the question, which goes out by day only, whenever the tests run."""
    by_day = timezone.now().replace(hour=11)
    factories.make_session(series=series, starts_at=by_day + 10 * DAY)
    enrolment.enrol(booking=booking, now=by_day)
    assert invitations.enqueue_invitations(now=by_day) == 1
    send_due(now=by_day)
    return next(each for each in mail.outbox if each.subject.startswith("Coming this time?"))


@pytest.fixture
def address(invitation_mail):
    return re.search(r"https://brew\.test(/every-month/\S+/)", invitation_mail.body)[1]


def test_the_pages_fit_every_window_and_every_reader(live_server, visitor, address, booking):
    someone = visitor()
    invitation = Invitation.objects.get()
    session = invitation.session
    problems = []

    def look(path, what):
        page = someone.open(live_server.url + path)
        problems.extend(f"{what}: {each}" for each in faults_of(page))

    look(address, "the question")
    session.places = 0
    session.save()
    look(address, "full")
    session.by_video = False
    session.save()
    look(address, "another way")
    session.by_video, session.places = True, None
    session.save()
    responses.decline(invitation=invitation, now=timezone.now())
    look(f"{address}?done=no", "no")
    made = responses.accept(invitation=invitation, now=timezone.now())
    look(address, "yes")
    look(reverse("booked", args=[manage_token(made)]), "booked")
    look(reverse("manage", args=[manage_token(made)]), "their booking")
    type(session).objects.filter(pk=session.pk).update(status="cancelled")
    Booking.objects.filter(pk=made.pk).update(state="cancelled")
    look(address, "off")
    Regular.objects.all().delete()
    look("/every-month/stopped/", "stopped")
    look(reverse("manage", args=[manage_token(booking)]), "not yet")
    assert problems == []
    assert someone.messages == []


def test_the_mail_reads_well_everywhere(invitation_mail, visitor):
    someone = visitor(width=320)
    page = someone.page
    page.set_content(invitation_mail.alternatives[0][0])
    found = layout.sideways(page) + layout.cut(page) + axe.faults(page)
    page.emulate_media(color_scheme="dark")
    found += axe.faults(page, axe.COLOURS)

    assert found == []
    assert page.locator("img").count() == 0
    assert page.locator("a.button").count() == 1


@pytest.mark.parametrize("script", [True, False])
def test_starting_answering_and_stopping_needs_no_javascript(
    live_server, visitor, booking, series, script
):
    now = timezone.now()
    factories.make_session(series=series, starts_at=now + 10 * DAY)
    page = visitor(java_script_enabled=script).open(
        live_server.url + reverse("manage", args=[manage_token(booking)])
    )
    press(page.get_by_role("button", name="Ask me every time"))
    assert "We will ask you before each session." in page.locator("main").inner_text()
    assert invitations.enqueue_invitations(now=now.replace(hour=11)) == 1
    path = reverse("every_month", args=[links.SIGNER.token_for(Regular.objects.get().uid)])
    page.goto(live_server.url + path)
    press(page.get_by_role("button", name="Not this time"))
    assert "Thank you for telling us." in page.locator("main").inner_text()
    press(page.get_by_role("button", name="Yes, I am coming"))
    assert page.locator("h1").inner_text() == "You have booked a place"
    page.goto(live_server.url + path)
    assert page.locator("h1").inner_text() == "You have said yes"
    press(page.get_by_role("button", name="Stop asking me"))

    assert page.locator("h1").inner_text() == "We do not ask you any more"
    assert not Regular.objects.exists()
    assert Booking.objects.filter(state="booked").count() == 2
