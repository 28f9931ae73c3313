"""The owner of the site says how long things are kept: the page, the purge and the texts follow."""

import uuid
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import ModelLogEntry

from events.bookings import Preferences, manage_token
from events.models import AccessNeed, Booking, Feedback, RetentionSettings, current_periods
from events.privacy.expired import overdue
from events.privacy.retention import purge_expired
from events.recurrence import NthWeekday, Repeat
from events.retention import Period, Periods
from hub.models import User
from tests.events.test_manage_views import text_of
from tests.factories import STARTS_AT, make_booking, make_series, make_session

ENDS = STARTS_AT + timedelta(minutes=90)
REMEMBER = Preferences(remember_needs=True)
LATER = ENDS + timedelta(days=20)
MONTHLY = Repeat(on=NthWeekday(4, 2)).to_rule()

periods = st.one_of(
    st.builds(Period, days=st.integers(1, 90)), st.builds(Period, months=st.integers(1, 24))
)


def days_after(number, hour=1):
    return STARTS_AT.replace(hour=hour, minute=0) + timedelta(days=number)


def set_periods(**fields):
    row = RetentionSettings.objects.first() or RetentionSettings()
    for name, value in fields.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()


# By the calendar ----------------------------------------------------------------------------------


@given(period=periods, today=st.dates(date(2026, 1, 1), date(2032, 12, 31)))
def test_what_is_of_the_first_day_kept_is_kept_and_what_is_of_the_day_before_is_not(period, today):
    first = period.first_day_kept(today)

    assert period.last_day(first) >= today
    assert period.last_day(first - timedelta(days=1)) < today


@pytest.mark.parametrize(
    ("period", "day", "last_day"),
    [
        (Period(months=12), date(2027, 1, 27), date(2028, 1, 27)),
        (Period(months=12), date(2028, 2, 29), date(2029, 2, 28)),
        (Period(months=1), date(2027, 1, 31), date(2027, 2, 28)),
        (Period(days=30), date(2027, 1, 27), date(2027, 2, 26)),
    ],
)
def test_the_last_day_is_counted_by_the_calendar(period, day, last_day):
    assert period.last_day(day) == last_day


def test_a_period_says_itself_in_words():
    assert [str(each) for each in (Period(days=1), Period(days=30))] == ["1 day", "30 days"]
    assert [str(each) for each in (Period(months=1), Period(months=12))] == ["1 month", "12 months"]


def test_without_a_choice_it_is_30_days_12_months_and_12_months(db):
    assert current_periods() == Periods(Period(days=30), Period(months=12), Period(months=12))
    assert not RetentionSettings.objects.exists(), "asking makes no row"


# The nightly work follows -------------------------------------------------------------------------


@pytest.mark.parametrize("number", [7, 30, 90])
def test_bookings_go_when_the_site_says(db, number):
    make_booking(needs=("A lift",))
    set_periods(booking_days=number)
    purge_expired(now=days_after(number, hour=22))
    assert Booking.objects.exists()

    purge_expired(now=days_after(number + 1))
    assert not Booking.objects.exists()


@pytest.mark.parametrize(("months", "last"), [(2, date(2027, 3, 27)), (24, date(2029, 1, 27))])
def test_what_we_remember_goes_when_the_site_says(db, months, last):
    make_booking(wishes=REMEMBER, needs=("A lift",))
    set_periods(remembered_months=months)
    after = (last - STARTS_AT.date()).days
    purge_expired(now=days_after(after, hour=22))
    assert AccessNeed.objects.get().words == "A lift"

    purge_expired(now=days_after(after + 1))
    assert not Booking.objects.exists()


def test_what_people_said_goes_when_the_site_says(db):
    Feedback.objects.create(session=make_session(), how_it_was="good", form_key=uuid.uuid4())
    set_periods(feedback_months=3)
    purge_expired(now=days_after(90, hour=22))  # 27 April
    assert Feedback.objects.exists()

    purge_expired(now=days_after(91))
    assert not Feedback.objects.exists()


def test_needs_go_when_we_have_asked_about_them_whatever_the_site_says(db):
    make_booking(needs=("A lift",))
    set_periods(booking_days=90)
    purge_expired(now=days_after(7))
    assert AccessNeed.objects.exists()

    purge_expired(now=days_after(8))
    assert not AccessNeed.objects.exists()


def test_what_is_overdue_is_counted_until_it_is_deleted(db):
    make_booking(needs=("A lift",))
    assert overdue(now=ENDS) == []
    assert overdue(now=days_after(7)) == []
    assert overdue(now=days_after(8)) == ["1 thing that somebody needed"]
    assert overdue(now=days_after(31)) == ["1 booking", "1 thing that somebody needed"]

    purge_expired(now=days_after(31))
    assert overdue(now=days_after(31)) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"booking_days": 6},
        {"booking_days": 91},
        {"remembered_months": 0},
        {"remembered_months": 25},
        {"feedback_months": 25},
        {"booking_days": 30, "remembered_months": 1},
        {"booking_days": 90, "remembered_months": 3},
    ],
)
def test_outside_the_limits_nothing_is_saved(db, wrong):
    with pytest.raises(ValidationError):
        set_periods(**wrong)


# What people read ---------------------------------------------------------------------------------


def test_the_privacy_page_says_the_numbers_of_the_site(site, client):
    page = text_of(client.get("/privacy/"))
    assert "12 months if you ask us" in page

    set_periods(booking_days=7, remembered_months=6, feedback_months=3)
    page = text_of(client.get("/privacy/"))
    assert "6 months if you ask us" in page
    assert "How long: 3 months after the session." in page
    for before in ("30 days after the session", "12 months if", "{"):
        assert before not in page


def test_other_pages_say_the_same_numbers(client, site, now, time_machine):
    booking = make_booking(session=make_session(series=make_series(rule=MONTHLY)))
    set_periods(remembered_months=6, feedback_months=1)
    time_machine.move_to(now)
    token = manage_token(booking)

    thanks = text_of(client.get(reverse("feedback_thanks", args=[token])))
    assert "We delete your words 1 month after the session." in thanks
    page = text_of(client.get(reverse("manage", args=[token])))
    assert "when you have not come for 6 months" in page


# The screen ---------------------------------------------------------------------------------------

NUMBERS = {"booking_days": "30", "remembered_months": "12", "feedback_months": "12", "shown": ""}


@pytest.fixture
def url():
    return reverse("retention")


@pytest.fixture
def expiring(site, time_machine):
    """Twenty days after a session: a plain booking, and one that is remembered."""
    time_machine.move_to(LATER, tick=False)
    session = make_session()
    make_booking(session=session)
    make_booking(session=session, email="bea@example.org", wishes=REMEMBER, needs=("A lift",))
    purge_expired(now=LATER)


def code_of(page):
    return page.context["form"]["shown"].value()


def test_a_shorter_period_is_saved_only_after_the_page_has_said_what_goes(
    expiring, admin_client, url
):
    typed = NUMBERS | {"booking_days": "10"}
    page = admin_client.post(url, typed)
    words = text_of(page)
    assert "Nothing is saved yet." in words
    assert "1 booking " in words
    assert "1 booking that we remember: all of it but what they need" in words
    assert current_periods() == Periods()
    purge_expired(now=LATER)
    assert Booking.objects.count() == 2

    answer = admin_client.post(url, typed | {"shown": code_of(page)})
    assert answer.status_code == 302
    assert current_periods().booking == Period(days=10)
    purge_expired(now=LATER)
    (left,) = Booking.objects.all()
    assert left.email == "bea@example.org"
    assert ModelLogEntry.objects.filter(action="wagtail.edit").exists()


def test_if_more_would_go_than_the_page_said_it_asks_again(expiring, admin_client, url):
    typed = NUMBERS | {"booking_days": "10"}
    page = admin_client.post(url, typed)
    make_booking(session=Booking.objects.first().session, email="cal@example.org")
    again = admin_client.post(url, typed | {"shown": code_of(page)})

    assert "2 bookings" in text_of(again)
    assert current_periods() == Periods()


def test_other_numbers_than_the_page_was_about_are_asked_about_again(expiring, admin_client, url):
    page = admin_client.post(url, NUMBERS | {"booking_days": "10"})
    again = admin_client.post(url, NUMBERS | {"booking_days": "8", "shown": code_of(page)})

    assert "Nothing is saved yet." in text_of(again)
    assert current_periods() == Periods()


def test_a_longer_period_is_saved_at_once(expiring, admin_client, url):
    assert admin_client.post(url, NUMBERS | {"booking_days": "60"}).status_code == 302
    assert current_periods().booking == Period(days=60)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"booking_days": "91"}, "Enter a number that is 90 or less"),
        ({"booking_days": ""}, "Write an answer for"),
        ({"booking_days": "many"}, "Enter a number, like 3"),
        ({"remembered_months": "1"}, "Enter 2 months or more. Bookings stay 30 days"),
    ],
)
def test_what_cannot_be_is_said_at_the_field(admin_client, url, site, typed, words):
    page = admin_client.post(url, NUMBERS | typed)

    assert words in text_of(page)
    assert not RetentionSettings.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("group", ["Editors", "Organisers", None])
def test_only_who_owns_the_site_may(client, url, site, group, method):
    user = User.objects.create_user("someone", "someone@example.org", "brew")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    if group:
        user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    page = getattr(client, method)(url, NUMBERS | {"booking_days": "60"})

    assert page.status_code == 302
    assert not RetentionSettings.objects.exists()
    assert "How long we keep things" not in client.get(reverse("wagtailadmin_home")).text


def test_the_owner_finds_it_in_the_settings(admin_client, url, site):
    assert url in admin_client.get(reverse("wagtailadmin_home")).text
    assert text_of(admin_client.get(url)).count("A number of months, from 1 to 24.") == 2
