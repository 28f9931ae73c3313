"""Every screen of the sessions admin in a real browser, checked in every way."""

import uuid
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from playwright.sync_api import expect

from events import bookings as booking_service
from events.admin.urls import urlpatterns
from events.bookings import access_needs
from events.feedback import submissions
from events.models import AccessNeed, Broadcast, Invitation, Notice
from events.recurrence import NthWeekday, Repeat
from events.regulars import enrolment, invitations
from hub.models import User
from tests.browser import axe, keyboard, layout
from tests.browser.test_series_editor import faults, frozen, group_called, log_in, tree
from tests.factories import make_booking, make_option, make_series, make_session

pytestmark = pytest.mark.django_db(transaction=True)

__all__ = ["frozen", "tree"]

DAY = timedelta(days=1)
LONG = "a-very-long-name-without-a-space-" * 3
# What moves is not where it will be, and has not yet the colour that it will have.
AT_REST = "* { scroll-behavior: auto !important; transition: none !important }"
# Nothing to see there: they answer a button, hand out a file or a paper, lead on, or stand inside the series form.
NOT_SCREENS = {
    *("send_again", "download", "give_place", "phoned", "answer_question"),
    *("show_dates", "open_booking", "find", "talked", "let_go", "stop_news"),
    *("complete_task", "find_in_arrange", "answer_many", "need_note", "need_owner"),
    *("check_in", "late", "joining", "day_note", "paper"),
}


@pytest.fixture
def screens(tree, frozen):
    """The address of each screen by its name, with something of everything on it."""
    now = frozen
    series = make_series(rule=Repeat(on=NthWeekday(4, 2)).to_rule())
    past = make_session(series=series, starts_at=now - 10 * DAY)
    gordon = make_booking(
        session=past,
        name="Gordon",
        email="",
        phone="01632 960 377",
        mode="phone",
        now=now - 20 * DAY,
    )
    said = submissions.submit(
        session=past,
        now=now,
        needs_met="no",
        how_it_was=f"Warm. {LONG}",
        do_better="More breaks",
        form_key=uuid.uuid4(),
    )
    enrolment.enrol(booking=gordon, now=now)
    coming = make_session(series=series, starts_at=now + 10 * DAY, places=2)
    invitations.enqueue_invitations(now=now.replace(hour=11))
    assert Invitation.objects.exists()
    ama = make_booking(session=coming, needs=(make_option("A quiet place"), LONG), supporter="Jo")
    make_booking(
        session=coming,
        name="Robin",
        email=f"{LONG}@example.org",
        wishes=booking_service.Preferences(contact_first="phone", contact_when="Any morning"),
    )
    make_booking(session=coming, name="Waits", email="", phone="01632 960 001")
    Broadcast.objects.create(
        session=coming, subject="Bring a pen", body=LONG, form_key=uuid.uuid4()
    )
    Notice.objects.filter(booking=ama).update(failed_at=now)
    joan = make_booking(
        session=coming, name="Joan", email="", phone="01632 960 002", needs=("A ramp", "Tea")
    )
    for need in AccessNeed.objects.filter(person__booking=joan):
        access_needs.answer(need=need, state="talk", words=LONG, now=now - DAY)
    ended = make_booking(
        session=coming, name="Kim", needs=(make_option("A lift"),), state="waiting"
    )
    AccessNeed.objects.filter(person__booking=ended).update(state="arranging")
    booking_service.cancel(booking=ended, now=now)
    off = make_session(series=series, starts_at=now + 20 * DAY)
    type(off).objects.filter(pk=off.pk).update(status="cancelled", cancel_reason="The hall floods.")
    keys = {
        **{"coming": [], "past": [], "messages": [], "arrange": []},
        "answer_need": [AccessNeed.objects.filter(person__booking=joan).first().pk],
        **{"write_down": [past.pk], "take_out": [said.pk], "restore": [off.pk]},
        **{
            "cancel_booking": [ama.pk],
            "erase_booking": [ama.pk],
            "add_dates": [series.pk],
            "plan": [series.pk],
        },
    }
    names = {each.name for each in urlpatterns} - NOT_SCREENS
    found = {
        name: reverse(f"sessions_admin:{name}", args=keys.get(name, [coming.pk])) for name in names
    }
    return {
        **found,
        "home": reverse("wagtailadmin_home"),
        "how long": reverse("retention"),
        "is all well": reverse("health_page"),
        "a past session": reverse("sessions_admin:session", args=[past.pk]),
        "a session that is off": reverse("sessions_admin:session", args=[off.pk]),
    }


@pytest.fixture
def organiser(screens, visitor, live_server):
    """The browser of an organiser, who may do everything in the sessions admin."""
    someone = visitor()
    log_in(someone.page, live_server, "Organisers")
    user = User.objects.get(username="organisers")
    user.groups.add(group_called("Editors"))
    of_the_owner = ("change_retentionsettings", "view_jobrun")
    user.user_permissions.add(*Permission.objects.filter(codename__in=of_the_owner))
    return someone.page


def opened(page, live_server, screens):
    """Go to each screen, and unfold what is folded there."""
    for name, address in screens.items():
        page.goto(live_server.url + address)
        page.locator(".desk details").evaluate_all("all => all.forEach((one) => one.open = true)")
        page.evaluate(layout.ADD_STYLE, AT_REST)
        yield name


def test_every_screen_is_right_in_every_way_of_looking_at_it(organiser, screens, live_server):
    problems = []
    for name in opened(organiser, live_server, screens):
        found = keyboard.walk(organiser, within=".desk")
        for width, options in (
            (320, axe.WITHOUT_AAA),
            (400, axe.CONTRAST_AND_SIZES),  # the same screen, laid out in another way
            (768, axe.CONTRAST_AND_SIZES),
            (1280, axe.CONTRAST_AND_SIZES),
        ):
            organiser.set_viewport_size({"width": width, "height": 900})
            found += [f"at {width}: {fault}" for fault in faults(organiser, options)]
            if organiser.evaluate("document.querySelector('.desk').scrollWidth > innerWidth"):
                found.append(f"at {width}: too wide")
        organiser.emulate_media(color_scheme="dark")
        found += [f"in the dark: {fault}" for fault in faults(organiser, axe.CONTRAST)]
        organiser.emulate_media(color_scheme="light")
        problems += [f"{name}: {fault}" for fault in found]
    assert problems == []


def test_an_empty_cell_has_no_label_on_a_narrow_screen(organiser, screens, live_server):
    organiser.set_viewport_size({"width": 320, "height": 900})
    organiser.goto(live_server.url + screens["a past session"])
    cells = organiser.locator(".desk-table .desk-if-any")
    assert cells.count() == 1
    assert not cells.first.is_visible()


def test_what_is_found_has_no_faults_and_fits_every_window(organiser, screens, live_server):
    organiser.goto(live_server.url + screens["coming"])
    organiser.get_by_text("Find a booking").click()
    organiser.get_by_label("The code of their booking").fill("01632 960")
    organiser.keyboard.press("Enter")
    organiser.get_by_role("heading", name="Bookings").wait_for()
    problems = []
    for width in (320, 768, 1280):
        organiser.set_viewport_size({"width": width, "height": 900})
        problems += [f"{width}: {fault}" for fault in faults(organiser)]
    assert problems == []


def test_without_javascript_nothing_covers_the_page_and_messages_are_seen(
    organiser, screens, live_server, visitor
):
    plain = visitor(java_script_enabled=False)
    plain.context.add_cookies(organiser.context.cookies())
    page = plain.page
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(live_server.url + screens["home"])
    page.get_by_role("link", name="Coming sessions").click()

    page.get_by_text("Find a booking").click()
    page.get_by_label("The code of their booking").fill("nobody at all")
    page.get_by_role("button", name="Find it").click()

    expect(page.locator("#wagtail-sidebar")).to_be_hidden()
    expect(page.locator(".messages > ul")).to_have_css("opacity", "1")
    expect(page.locator(".messages")).to_contain_text("No booking has this code.")
    page.goto(live_server.url + screens["details"])
    page.get_by_role("link", name="Sessions").click()
    expect(page.get_by_role("heading", name="Coming sessions")).to_be_visible()
