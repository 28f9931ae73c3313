"""An editor makes a series in a real browser: in plain words, with the keyboard, and without JavaScript."""

import re
from datetime import date

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from playwright.sync_api import expect
from wagtail.models import GroupPagePermission, Page

from events import schedule
from events.models import SeriesPage, Session
from events.recurrence import NthWeekday, Repeat, Weekdays
from hub.models import User
from tests.factories import make_booking, make_series, make_site

from . import axe

pytestmark = pytest.mark.django_db(transaction=True)

RIGHTS = {
    "Editors": ["access_admin"],
    "Organisers": ["access_admin", "view_booking", "change_booking", "change_session"],
    "Facilitators": ["access_admin", "facilitate_session"],
}

SENTENCE = "Every month on the fourth Wednesday, 10:30am to 12 noon"


@pytest.fixture
def frozen(now):
    with time_machine.travel(now):
        yield now


@pytest.fixture
def tree(frozen, settings):
    # A draft that Wagtail saves by itself at the moment of a press makes it ask whether to overwrite it.
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    return make_site()


def group_called(name):
    """The group, made anew when another test that commits has emptied the database."""
    group, is_new = Group.objects.get_or_create(name=name)
    if is_new:
        group.permissions.set(Permission.objects.filter(codename__in=RIGHTS[name]))
    if is_new and name == "Editors":
        for verb in ("add", "change", "publish"):
            GroupPagePermission.objects.create(
                group=group,
                page=Page.get_first_root_node(),
                permission=Permission.objects.get(codename=f"{verb}_page"),
            )
    return group


def log_in(page, live_server, group):
    user = User.objects.create_user(group.lower(), f"{group}@example.org", "brew-and-biscuits")
    user.groups.add(group_called(group))
    page.goto(f"{live_server.url}/admin/login/")
    page.get_by_label("Username").fill(group.lower())
    page.get_by_label("Password").fill("brew-and-biscuits")
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/")


def faults(page, options=axe.WITHOUT_AAA):
    """What axe finds in our parts of the admin, whose colours are Wagtail's."""
    return axe.faults(page, options, within=".desk")


def say_the_words(page):
    """Fill in the sentence with the keyboard, field by field in the order of the page."""
    keys = page.keyboard
    page.get_by_label("Yes, by the week").focus()
    keys.press("ArrowUp")  # by the month
    keys.press("Tab")
    assert focused(page) == "every"
    keys.type("1")
    keys.press("Tab")
    assert focused(page) == "on"
    keys.press("Tab")
    assert focused(page) == "nth"
    keys.type("fourth")
    keys.press("Tab")
    assert focused(page) == "weekday"
    keys.type("Wed")
    # The browser's own boxes take days and times in the order of the reader's country.
    page.get_by_label("Starts at").fill("10:30")
    page.get_by_label("Ends at").fill("12:00")
    page.get_by_label("From", exact=True).fill("2027-01-27")


def focused(page):
    return page.evaluate("document.activeElement.name")


def publish(page):
    page.get_by_role("button", name="More actions").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Publish", exact=True).focus()
    page.keyboard.press("Enter")


def test_an_editor_makes_a_monthly_series_with_the_keyboard(tree, live_server, visitor, frozen):
    arrived = visitor()
    page = arrived.page
    log_in(page, live_server, "Editors")
    arrived.messages.clear()
    page.goto(f"{live_server.url}/admin/pages/add/events/seriespage/{tree.sessions.pk}/")
    page.locator("[name=title]").fill("Over a Brew")

    say_the_words(page)

    shown = page.locator("[data-dates]")
    expect(shown).to_contain_text(SENTENCE)
    expect(shown.locator("li")).to_have_count(12)
    expect(shown.locator("li").first).to_have_text("Wednesday 27 January 2027")
    expect(shown.locator("li").last).to_have_text("Wednesday 22 December 2027")
    expect(page.locator("[name=month_day]")).to_be_hidden()
    assert faults(page) == []
    assert not SeriesPage.objects.filter(live=True).exists()

    publish(page)
    page.wait_for_url(re.compile(r"/admin/pages/\d+/$"))

    expect(page.locator(".messages")).to_contain_text("12 dates to come")
    assert Session.objects.filter(page__live=True).count() == 12
    assert arrived.messages == []
    assert arrived.hosts - {live_server.url.removeprefix("http://"), ""} == set()


def test_the_words_of_a_saved_series_are_shown_again(tree, live_server, visitor, frozen):
    series = make_series(
        rule=Repeat(on=Weekdays((1, 3)), every=2, count=6).to_rule(), first_day=date(2027, 1, 12)
    )
    page = visitor().page
    log_in(page, live_server, "Editors")

    page.goto(f"{live_server.url}/admin/pages/{series.pk}/edit/")

    expect(page.locator("[data-dates]")).to_contain_text("Every 2 weeks on Tuesday and Thursday")
    expect(page.get_by_label("Tuesday")).to_be_checked()
    expect(page.locator("[name=nth]")).to_be_hidden()
    expect(page.locator("[data-unit]")).to_have_text("weeks")
    expect(page.get_by_label("How many times?")).to_have_value("6")


def test_mistakes_are_said_beside_the_field(tree, live_server, visitor, frozen):
    page = visitor().page
    log_in(page, live_server, "Editors")
    page.goto(f"{live_server.url}/admin/pages/add/events/seriespage/{tree.sessions.pk}/")
    page.locator("[name=title]").fill("Over a Brew")
    say_the_words(page)
    page.get_by_label("Ends at").fill("09:00")

    publish(page)

    ends = page.get_by_label("Ends at")
    expect(ends).to_have_attribute("aria-invalid", "true")
    expect(ends).to_have_accessible_description(re.compile("The end must be after the start"))
    expect(page.locator("[name=nth]")).to_have_value("4")
    assert faults(page) == []
    assert not Session.objects.exists()


def test_the_dates_are_shown_on_a_page_of_their_own_without_javascript(
    tree, live_server, visitor, frozen
):
    scripted = visitor()
    log_in(scripted.page, live_server, "Editors")
    plain = visitor(java_script_enabled=False)
    plain.context.add_cookies(scripted.context.cookies())
    page = plain.page
    page.goto(f"{live_server.url}/admin/pages/add/events/seriespage/{tree.sessions.pk}/")
    for name, value in (
        ("start_time", "10:30"),
        ("end_time", "12:00"),
        ("first_day", "2027-01-27"),
    ):
        page.locator(f"[name={name}]").fill(value)

    with page.context.expect_page() as opened:
        page.locator("[data-show-dates]").click()

    expect(opened.value.locator(".desk")).to_contain_text(SENTENCE)
    expect(opened.value.locator(".desk-dates li")).to_have_count(12)


def test_the_screens_of_editors_have_no_faults_and_need_no_scrolling_sideways(
    tree, live_server, visitor, frozen
):
    series = make_series(
        rule=Repeat(on=NthWeekday(4, 2), count=3).to_rule(), first_day=date(2027, 1, 27)
    )
    schedule.generate_sessions(series=series, now=frozen)
    make_booking(session=series.sessions.first())
    draft = SeriesPage.objects.get(pk=series.pk)
    draft.rule = Repeat(on=NthWeekday(4, 3), count=3).to_rule()
    draft.save_revision()
    page = visitor().page
    log_in(page, live_server, "Editors")

    check(
        page,
        live_server,
        "",
        f"pages/{series.sessions.first().page_id}/edit/",
        f"sessions/{series.sessions.first().pk}/note/",
        f"sessions/series/{series.pk}/add/",
        f"sessions/series/{series.pk}/plan/",
    )


def check(page, live_server, *paths):
    for path in paths:
        page.goto(f"{live_server.url}/admin/{path}")
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            assert faults(page) == [], (path, width)
            too_wide = page.evaluate("document.querySelector('.desk').scrollWidth > innerWidth")
            assert not too_wide, (path, width)
