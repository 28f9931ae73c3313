"""The day of a session on a phone, for whoever runs it."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from events import bookings
from events.bookings import access_needs
from events.bookings.check_in import count_came
from events.models import AccessNeed, OrganiserTask, Session
from hub.models import User
from tests.browser import axe, keyboard, layout
from tests.browser.test_admin import AT_REST
from tests.browser.test_series_editor import faults, frozen, log_in, tree
from tests.browser.visitor import press
from tests.factories import make_booking, make_option, make_session

pytestmark = pytest.mark.django_db(transaction=True)

__all__ = ["frozen", "tree"]

LONG = "Help-to-get-online-before-the-day" * 2
SMALL = "all => all.filter(each => each.offsetHeight && each.offsetHeight < 44).map(each => each.textContent)"


@pytest.fixture
def session(tree, frozen):
    """A session in ten minutes, with people who differ."""
    session = make_session(
        starts_at=frozen + timedelta(minutes=10),
        meeting_url="https://meet.example.org/brew",
        meeting_phone="01632 960555, then 2468#",
    )
    shares = bookings.Preferences(share_needs=True)
    make_booking(
        session=session,
        name="Ama Mensah",
        supporter="Jo Brand",
        needs=(make_option("More breaks"), LONG),
        wishes=shares,
        now=frozen - timedelta(days=3),
    )
    make_booking(session=session, name="Ama Kofi", email="kofi@example.org", mode="phone")
    make_booking(session=session, name="Bo", email="bo@example.org", needs=("Private",))
    access_needs.answer(
        need=AccessNeed.objects.first(), state="in-place", words="", now=frozen - timedelta(days=1)
    )
    return session


def facilitator(session, someone, live_server):
    log_in(someone.page, live_server, "Facilitators")
    session.facilitators.add(User.objects.get(username="facilitators"))
    someone.page.reload()
    return someone.page


def test_the_day_is_right_in_every_way_of_looking_at_it(session, visitor, live_server):
    page = facilitator(session, visitor(), live_server)
    page.goto(live_server.url + reverse("sessions_admin:day", args=[session.pk]))
    page.evaluate(layout.ADD_STYLE, AT_REST)
    page.locator(".desk details").evaluate_all("all => all.forEach((one) => one.open = true)")
    found = keyboard.walk(page, within=".desk")
    for width in (320, 400, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        options = axe.WITHOUT_AAA if width == 320 else axe.CONTRAST_AND_SIZES
        found += [f"at {width}: {fault}" for fault in faults(page, options)]
        if page.evaluate("document.querySelector('.desk').scrollWidth > innerWidth"):
            found.append(f"at {width}: too wide")
        targets = page.locator(
            ".desk button, .desk .button, .desk summary, .desk input:not([type=hidden])"
        )
        found += [f"at {width}: small: {words}" for words in targets.evaluate_all(SMALL)]
    page.emulate_media(color_scheme="dark")
    found += [f"in the dark: {fault}" for fault in faults(page, axe.CONTRAST)]
    assert found == []


def test_without_scripts_a_facilitator_ticks_runs_late_and_leaves_a_note(
    session, visitor, live_server
):
    page = facilitator(session, visitor(java_script_enabled=False), live_server)
    page.set_viewport_size({"width": 320, "height": 700})
    page.get_by_role("link", name="Over a Brew").first.click()
    expect(page.get_by_text("0 of 4 people came.")).to_be_visible()
    press(page.get_by_role("button", name=re.compile(r"Came ?: Ama M.")))
    press(page.get_by_role("button", name=re.compile(r"Came ?: Bo")))
    press(page.get_by_role("button", name=re.compile(r"Take back ?: Bo came")))
    expect(page.get_by_text("1 of 4 people came.")).to_be_visible()
    assert count_came(session.pk) == 1

    page.get_by_text("We run late").click()
    page.get_by_label("When do we start?").select_option(index=1)
    press(page.get_by_role("button", name="Tell everybody"))
    expect(page.locator(".messages")).to_contain_text("The session now starts at")
    assert Session.objects.get().starts_at > session.starts_at

    page.get_by_text("Write a note").click()
    page.get_by_label("What should the organisers know?").fill("The lift was broken.")
    press(page.get_by_role("button", name="Keep the note"))
    assert OrganiserTask.objects.filter(kind=OrganiserTask.Kind.DAY_NOTE).count() == 1
