"""The series form: a sentence in, a stored rule out, and the dates it makes."""

import re
from datetime import date, time, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import PageViewRestriction
from wagtail.users.models import UserProfile

from events import schedule
from events.admin.series_dates import dates_of_form
from events.models import RemovedDate, SeriesPage, Session, SessionPage
from events.models.series_form import RepeatFields, initial_from_rule
from events.recurrence import MonthDay, NthWeekday, Repeat, Weekdays
from hub.models import Area, User
from tests.factories import make_booking, make_series, make_session

WORDS = {
    "repeats": "month",
    "every": "1",
    "on": "nth",
    "nth": "4",
    "weekday": "2",
    "first_day": "2027-01-27",
    "start_time": "10:30",
    "end_time": "12:00",
    "ending": "never",
}


def said(**changes):
    form = RepeatFields({**WORDS, **changes})
    form.is_valid()
    return form


# What the words mean


@pytest.mark.parametrize(
    ("words", "repeat"),
    [
        ({}, Repeat(on=NthWeekday(4, 2))),
        ({"every": "2", "nth": "-1", "weekday": "4"}, Repeat(on=NthWeekday(-1, 4), every=2)),
        ({"nth": "5"}, Repeat(on=NthWeekday(5, 2))),
        ({"on": "day", "month_day": "31"}, Repeat(on=MonthDay(31))),
        ({"on": "day", "month_day": "-1"}, Repeat(on=MonthDay(-1))),
        (
            {"repeats": "week", "every": "2", "weekdays": ["1", "3"]},
            Repeat(on=Weekdays((1, 3)), every=2),
        ),
        (
            {"ending": "until", "until": "2027-06-24"},
            Repeat(on=NthWeekday(4, 2), until=date(2027, 6, 24)),
        ),
        ({"ending": "count", "count": "6"}, Repeat(on=NthWeekday(4, 2), count=6)),
    ],
)
def test_plain_words_become_a_repeat_and_the_repeat_becomes_the_same_words(words, repeat):
    form = said(**words)

    assert form.errors == {}
    assert form.repeat == repeat
    shown = initial_from_rule(repeat.to_rule())
    again = RepeatFields({**WORDS, **{key: value for key, value in shown.items()}})
    assert again.is_valid()
    assert again.repeat == repeat


@pytest.mark.parametrize("first_day", ["2027-01-27", "27/1/2027", "27 January 2027"])
@pytest.mark.parametrize("start_time", ["10:30", "10.30", "10:30am", "10.30 am"])
def test_days_and_times_are_taken_as_people_write_them(first_day, start_time):
    form = said(first_day=first_day, start_time=start_time)

    assert form.errors == {}
    assert form.cleaned_data["first_day"] == date(2027, 1, 27)
    assert form.cleaned_data["start_time"] == time(10, 30)


@pytest.mark.parametrize(
    ("words", "field", "message"),
    [
        ({"repeats": ""}, "repeats", "Say if these sessions repeat."),
        ({"every": ""}, "every", "Write a number, such as 1 or 2."),
        ({"every": "x"}, "every", "Write a number, such as 1 or 2."),
        ({"every": "0"}, "every", "Choose a number of months from 1 to 24."),
        ({"on": ""}, "on", "Choose which day of the month."),
        ({"nth": ""}, "nth", "Choose first, second, third, fourth, fifth or last."),
        ({"weekday": ""}, "weekday", "Choose a day of the week."),
        ({"on": "day", "month_day": ""}, "month_day", "Choose a day of the month."),
        (
            {"repeats": "week", "weekdays": []},
            "weekdays",
            "Choose at least one day of the week.",
        ),
        ({"first_day": ""}, "first_day", "Say which day it starts from."),
        ({"first_day": "soon"}, "first_day", "Write the day with numbers, like 27/1/2027."),
        ({"first_day": "0027-01-27"}, "first_day", "Check the year."),
        ({"first_day": "9999-12-31"}, "first_day", "Check the year."),
        ({"start_time": ""}, "start_time", "Say when it starts."),
        ({"start_time": "early"}, "start_time", "Write the time like 10:30 or 2pm."),
        ({"end_time": ""}, "end_time", "Say when it ends."),
        ({"end_time": "10:00"}, "end_time", "The end must be after the start."),
        ({"ending": ""}, "ending", "Say how long it goes on."),
        ({"ending": "until", "until": ""}, "until", "Choose the last day."),
        (
            {"ending": "until", "until": "2027-01-01"},
            "until",
            "The last day is before the first day.",
        ),
        ({"ending": "count", "count": ""}, "count", "Write how many times."),
        (
            {"ending": "count", "count": "9999"},
            "count",
            "Choose a number of times from 1 to 500.",
        ),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_in_plain_words(words, field, message):
    form = said(**words)

    assert form.errors == {field: [message]}


def test_a_series_without_a_repeat_needs_no_days_or_times():
    form = RepeatFields({"repeats": "none"})

    assert form.is_valid()
    assert form.repeat is None


# The dates it would give


def test_the_form_shows_its_sentence_and_the_next_twelve_dates(now):
    dates = dates_of_form(WORDS, now)

    assert dates.sentence == "Every month on the fourth Wednesday, 10:30am to 12 noon"
    assert len(dates.proposals) == 12
    assert dates.proposals[0].day_words == "Wednesday 27 January 2027"


def test_todays_date_is_no_next_date_once_it_has_begun(now):
    weekly = {**WORDS, "repeats": "week", "weekdays": ["0"], "first_day": "2027-01-01"}

    early, late = (dates_of_form(weekly, now.replace(hour=hour)).proposals for hour in (10, 11))

    assert (len(early), early[0].day) == (12, date(2027, 1, 11))
    assert (len(late), late[0].day) == (12, date(2027, 1, 18))


def test_days_that_were_taken_away_or_moved_are_no_next_dates(year, frozen, editor):
    first, second, *_ = year.sessions.order_by("starts_at")
    schedule.remove_session(session=first, now=frozen)
    schedule.move(
        session=second,
        starts_at=second.starts_at - timedelta(days=1),
        ends_at=second.ends_at - timedelta(days=1),
        now=frozen,
    )
    edit = editor.get(reverse("wagtailadmin_pages:edit", args=[year.pk])).text
    address = f"{reverse('sessions_admin:show_dates')}?series={year.pk}"
    assert f'formaction="{address}"' in edit

    shown = editor.post(address, page_form(ending="count", count="4")).text

    for text in (edit, shown):
        made, gone = text.split("Left out, as somebody took them away or moved them.")
        for day in ("Wednesday 27 January 2027", "Wednesday 24 February 2027"):
            assert f"<li>{day}</li>" not in made
            assert f"<li>{day}</li>" in gone
        assert "<li>Wednesday 24 March 2027</li>" in made


def test_days_left_out_and_put_in_count_before_they_are_saved(now):
    rows = {
        "days-TOTAL_FORMS": "3",
        "days-0-kind": "skip",
        "days-0-day": "2027-02-24",
        "days-1-kind": "also",
        "days-1-day": "2027-02-17",
        "days-2-kind": "skip",
        "days-2-day": "2027-03-24",
        "days-2-DELETE": "1",
    }

    dates = dates_of_form({**WORDS, **rows}, now)

    assert [each.day.isoformat() for each in dates.proposals[:3]] == [
        "2027-01-27",
        "2027-02-17",
        "2027-03-24",
    ]


def test_bank_holidays_that_are_left_out_are_named(now):
    words = {**WORDS, "nth": "1", "weekday": "0", "skip_bank_holidays": "on"}

    dates = dates_of_form(words, now)

    assert dates.bank_holidays[0].startswith("Monday 3 May 2027 (")


def test_half_filled_words_say_what_is_missing(now):
    dates = dates_of_form({**WORDS, "weekday": ""}, now)

    assert dates.problems == ("Choose a day of the week.",)
    assert dates.proposals == ()


# In Wagtail's admin


@pytest.fixture
def editor(site, client):
    user = User.objects.create_user("editor", "editor@example.org", "brew")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return client


def page_form(**changes):
    return {
        "title": "Over a Brew",
        "slug": "over-a-brew",
        "summary": "",
        "standing_arrangements": "",
        "by_video": "on",
        "places_held": "0",
        "days-TOTAL_FORMS": "0",
        "days-INITIAL_FORMS": "0",
        "days-MIN_NUM_FORMS": "0",
        "days-MAX_NUM_FORMS": "1000",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
        **WORDS,
        **changes,
    }


def add_url(site):
    return reverse("wagtailadmin_pages:add", args=["events", "seriespage", site.sessions.pk])


@pytest.fixture
def frozen(now):
    with time_machine.travel(now, tick=False):
        yield now


def test_an_editor_publishes_a_series_and_its_year_is_there(site, frozen, editor):
    response = editor.post(add_url(site), page_form(**{"action-publish": "1"}), follow=True)

    series = SeriesPage.objects.get()
    assert response.status_code == 200
    assert Repeat.from_rule(series.rule) == Repeat(on=NthWeekday(4, 2))
    assert series.first_day == date(2027, 1, 27)
    assert Session.objects.filter(series=series, page__live=True).count() == 12
    assert "This series has 12 dates to come." in response.text


def test_the_form_of_the_editor_never_shows_the_widget_of_the_library(site, frozen, editor):
    response = editor.get(add_url(site))

    assert "Do these sessions repeat?" in response.text
    assert "recurrence-widget" not in response.text
    assert "recurrence.js" not in response.text


def test_a_draft_may_be_half_filled_and_a_published_series_may_not(site, frozen, editor):
    half = page_form(start_time="", end_time="", first_day="")

    editor.post(add_url(site), half)
    series = SeriesPage.objects.get()
    assert not series.live

    edit = reverse("wagtailadmin_pages:edit", args=[series.pk])
    response = editor.post(edit, {**half, "action-publish": "1"})
    assert "Say which day it starts from." in response.text
    assert not SeriesPage.objects.get().live


NO_ADDRESS = "Say where the room is, with its full address."


@pytest.mark.parametrize(
    ("ways", "field", "message"),
    [
        ({"in_person": "on"}, "venue", NO_ADDRESS),
        ({"in_person": "on", "venue": " \n "}, "venue", NO_ADDRESS),
        ({"by_video": ""}, "by_video", "Choose at least one way to join."),
    ],
)
def test_a_series_needs_a_way_to_join_and_an_address_if_people_come(
    ways, field, message, site, frozen, editor
):
    response = editor.post(add_url(site), page_form(**ways, **{"action-publish": "1"}))

    assert response.context["form"].errors[field] == [message]
    assert not Session.objects.exists()

    editor.post(add_url(site), page_form(**ways))
    draft = SeriesPage.objects.get()
    assert not draft.live
    right = page_form(in_person="on", venue="The Hall, Ely", **{"action-publish": "1"})
    editor.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), right)
    assert {session.venue for session in Session.objects.all()} == {"The Hall, Ely"}


def test_no_date_is_added_to_a_series_in_a_room_without_an_address(site, frozen, editor):
    series = make_series(in_person=True)
    row = {"day": "2027-02-03", "start": "10:30", "end": "12:00", "title": "Rest"}

    response = editor.post(
        reverse("sessions_admin:add_dates", args=[series.pk]), rows_of(row, show="later")
    )

    assert "Write the address of the room on the page of the series first." in response.text
    assert 'value="Rest"' in response.text
    assert not Session.objects.exists()


def test_opening_and_publishing_again_changes_no_rule_and_adds_no_date(site, frozen, editor):
    twice = {"ending": "count", "count": "2", "action-publish": "1"}
    editor.post(add_url(site), page_form(**twice))
    series = SeriesPage.objects.get()
    rule = str(Repeat.from_rule(series.rule))

    editor.post(reverse("wagtailadmin_pages:edit", args=[series.pk]), page_form(**twice))

    series.refresh_from_db()
    assert str(Repeat.from_rule(series.rule)) == rule
    assert Session.objects.count() == 2


def test_one_day_twice_in_the_list_is_explained(site, frozen, editor):
    rows = {
        "days-TOTAL_FORMS": "2",
        "days-0-kind": "skip",
        "days-0-day": "2027-02-24",
        "days-0-ORDER": "1",
        "days-1-kind": "also",
        "days-1-day": "2027-02-24",
        "days-1-ORDER": "2",
    }

    response = editor.post(add_url(site), page_form(**rows, **{"action-publish": "1"}))

    assert response.status_code == 200
    assert "This day is in the list twice. Keep one of them." in response.text
    assert not SeriesPage.objects.exists()


def test_the_button_shows_the_dates_without_javascript(site, frozen, editor):
    page = editor.post(reverse("sessions_admin:show_dates"), page_form())
    fragment = editor.post(
        reverse("sessions_admin:show_dates"),
        page_form(),
        headers={"x-requested-with": "XMLHttpRequest"},
    )

    for response in (page, fragment):
        assert "Every month on the fourth Wednesday, 10:30am to 12 noon" in response.text
        assert "Wednesday 22 December 2027" in response.text
    assert "<html" in page.text
    assert "<html" not in fragment.text
    assert not SeriesPage.objects.exists()


@pytest.fixture
def year(site, frozen):
    series = make_series(
        rule=Repeat(on=NthWeekday(4, 2), count=4).to_rule(), first_day=date(2027, 1, 27)
    )
    schedule.generate_sessions(series=series, now=frozen)
    return series


THURSDAYS = {"weekday": "3", "ending": "count", "count": "4", "action-publish": "1"}


def test_a_changed_rule_is_not_published_before_the_editor_has_seen_what_it_does(
    year, frozen, editor
):
    response = editor.post(
        reverse("wagtailadmin_pages:edit", args=[year.pk]), page_form(**THURSDAYS)
    )

    assert response.url == reverse("sessions_admin:plan", args=[year.pk])
    assert Repeat.from_rule(SeriesPage.objects.get().rule).on == NthWeekday(4, 2)
    assert Session.objects.count() == 4
    shown = editor.get(response.url).text
    assert "Dates that no longer fit" in shown
    assert "Thursday 28 January 2027, 10:30am to 12 noon" in shown


def test_the_editor_chooses_what_becomes_of_each_date_and_it_is_published(year, frozen, editor):
    first, second, third, fourth = year.sessions.order_by("starts_at")
    make_booking(session=first)
    plan = editor.post(
        reverse("wagtailadmin_pages:edit", args=[year.pk]), page_form(**THURSDAYS)
    ).url

    editor.post(
        plan,
        {
            f"date_{first.pk}": "move 2027-01-28T10:30:00+00:00",
            f"date_{second.pk}": "keep",
            f"date_{third.pk}": "remove",
            f"date_{fourth.pk}": "remove",
            "reason": "",
        },
    )

    assert Repeat.from_rule(SeriesPage.objects.get().rule).on == NthWeekday(4, 3)
    days = Session.objects.order_by("starts_at").values_list("page__slug", flat=True)
    assert list(days) == [
        "2027-01-28",
        "2027-02-24",
        "2027-02-25",
        "2027-03-25",
        "2027-04-22",
    ]
    first.refresh_from_db()
    assert first.starts_at.date() == date(2027, 1, 28)
    assert first.bookings.count() == 1


def test_a_changed_rule_cannot_wait_for_a_set_time_as_its_dates_are_changed_at_once(
    year, frozen, editor
):
    response = editor.post(
        reverse("wagtailadmin_pages:edit", args=[year.pk]),
        page_form(go_live_at="2027-02-20 10:00", **THURSDAYS),
        follow=True,
    )

    assert "New days or times cannot wait for a set time." in response.text
    plan = reverse("sessions_admin:plan", args=[year.pk])
    rest = {f"date_{each.pk}": "remove" for each in year.sessions.all()}
    editor.post(plan, {**rest, "reason": ""})
    assert year.sessions.count() == 4
    assert SeriesPage.objects.get().live


def test_a_changed_rule_is_not_published_from_the_list_of_pages_unseen(year, frozen, editor):
    draft = {key: value for key, value in THURSDAYS.items() if key != "action-publish"}
    editor.post(reverse("wagtailadmin_pages:edit", args=[year.pk]), page_form(**draft))

    response = editor.post(f"/admin/bulk/wagtailcore/page/publish/?id={year.pk}&next=/admin/")

    assert response.url == reverse("sessions_admin:plan", args=[year.pk])
    assert Session.objects.count() == 4


def test_cancelling_in_the_plan_asks_for_a_reason(year, frozen, editor):
    first = year.sessions.order_by("starts_at").first()
    make_booking(session=first)
    plan = editor.post(
        reverse("wagtailadmin_pages:edit", args=[year.pk]), page_form(**THURSDAYS)
    ).url
    rest = {f"date_{each.pk}": "keep" for each in year.sessions.exclude(pk=first.pk)}

    response = editor.post(plan, {f"date_{first.pk}": "cancel", **rest, "reason": ""})

    assert "Write why you cancel. People will ask." in response.text
    first.refresh_from_db()
    assert not first.is_cancelled


def test_a_plan_that_another_editor_has_changed_moves_no_date_to_a_day_that_was_not_shown(
    year, frozen, editor
):
    first = year.sessions.order_by("starts_at").first()
    edit = reverse("wagtailadmin_pages:edit", args=[year.pk])
    plan = editor.post(edit, page_form(**THURSDAYS)).url
    seen = re.search(rf'name="date_{first.pk}" value="(move [^"]+)"', editor.get(plan).text)[1]
    editor.post(edit, page_form(**{**THURSDAYS, "start_time": "14:00", "end_time": "15:30"}))
    rest = {f"date_{each.pk}": "keep" for each in year.sessions.exclude(pk=first.pk)}

    response = editor.post(plan, {f"date_{first.pk}": seen, **rest, "reason": ""})

    assert "Someone has changed the series since. Choose again." in response.text
    before = first.starts_at
    first.refresh_from_db()
    assert first.starts_at == before


# Adding dates


def rows_of(*rows, show="now"):
    data = {
        "dates-TOTAL_FORMS": "6",
        "dates-INITIAL_FORMS": "0",
        "dates-MIN_NUM_FORMS": "0",
        "dates-MAX_NUM_FORMS": "1000",
        "show": show,
    }
    for number in range(6):
        row = rows[number] if number < len(rows) else {}
        for name in ("day", "start", "end", "title", "area", "host"):
            data[f"dates-{number}-{name}"] = row.get(name, "")
    return data


def test_a_programme_is_made_in_one_table(site, frozen, editor):
    norfolk = Area.objects.create(name="Norfolk", slug="norfolk")
    series = make_series("Co-production Week", start_time=None, end_time=None)

    editor.post(
        reverse("sessions_admin:add_dates", args=[series.pk]),
        rows_of(
            {"day": "2027-07-01", "start": "10:00", "end": "11:30", "title": "Essex"},
            {
                "day": "2027-07-03",
                "start": "14:00",
                "end": "15:30",
                "area": str(norfolk.pk),
                "host": "Norfolk carers",
            },
        ),
    )

    first, second = SessionPage.objects.order_by("session__starts_at")
    assert (first.title, first.slug, first.live) == ("Essex", "2027-07-01", True)
    assert (second.title, second.area, second.host) == (
        "Co-production Week",
        norfolk,
        "Norfolk carers",
    )
    assert second.session.when_words == "Saturday 3 July 2027, 2pm to 3:30pm"


def test_rows_that_were_left_as_they_were_make_no_dates(year, frozen, editor):
    usual = {"start": "10:30", "end": "12:00"}
    before = Session.objects.count()

    editor.post(
        reverse("sessions_admin:add_dates", args=[year.pk]),
        rows_of({"day": "2027-02-03", **usual}, usual, usual, usual, usual, usual, show="later"),
    )

    assert Session.objects.count() == before + 1
    assert not SessionPage.objects.get(slug="2027-02-03").live


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"day": "2026-02-03"}, "This day has passed. Check the year."),
        ({"day": ""}, "Choose a day."),
        ({"end": "09:00"}, "The end must be after the start."),
        ({"start": ""}, "Say when it starts."),
    ],
)
def test_a_wrong_row_is_explained_and_nothing_is_made(row, message, site, frozen, editor):
    series = make_series(start_time=None, end_time=None)
    whole = {"day": "2027-02-03", "start": "10:30", "end": "12:00", "title": "Rest"}

    response = editor.post(
        reverse("sessions_admin:add_dates", args=[series.pk]), rows_of({**whole, **row}, whole)
    )

    assert message in response.text
    assert 'value="Rest"' in response.text
    assert not Session.objects.exists()


def test_a_date_in_the_hour_that_the_clocks_skip_keeps_its_length(year, frozen, editor):
    night = {"day": "2027-03-28", "start": "01:30", "end": "02:30"}

    editor.post(reverse("sessions_admin:add_dates", args=[year.pk]), rows_of(night))

    session = Session.objects.get(page__slug="2027-03-28")
    assert session.when_words == "Sunday 28 March 2027, 2:30am to 3:30am"


def test_an_empty_table_says_what_to_do(year, frozen, editor):
    response = editor.post(reverse("sessions_admin:add_dates", args=[year.pk]), rows_of())

    assert "Fill in at least one row." in response.text


def test_making_a_session_page_leads_to_the_table(year, frozen, editor):
    response = editor.get(
        reverse("wagtailadmin_pages:add", args=["events", "sessionpage", year.pk])
    )

    assert response.url == reverse("sessions_admin:add_dates", args=[year.pk])


def test_dates_of_a_draft_series_are_drafts(site, frozen, editor):
    series = make_series(live=False)

    editor.post(
        reverse("sessions_admin:add_dates", args=[series.pk]),
        rows_of({"day": "2027-02-03", "start": "10:30", "end": "12:00"}),
    )

    assert not SessionPage.objects.get().live


def test_an_editor_far_away_still_means_the_clocks_of_london(site, frozen, editor):

    user = User.objects.get(username="editor")
    UserProfile.objects.create(user=user, current_time_zone="Asia/Tokyo")
    series = make_series()

    editor.post(
        reverse("sessions_admin:add_dates", args=[series.pk]),
        rows_of({"day": "2027-07-07", "start": "10:30", "end": "12:00"}),
    )

    assert Session.objects.get().starts_at.isoformat() == "2027-07-07T09:30:00+00:00"
    edit = editor.get(reverse("wagtailadmin_pages:edit", args=[SessionPage.objects.get().pk]))
    assert "Wednesday 7 July 2027, 10:30am to 12 noon" in edit.text


# What Wagtail must not do with dates


def test_a_date_without_bookings_is_deleted_and_not_made_again(year, frozen, editor):
    second = year.sessions.order_by("starts_at")[1]

    editor.post(reverse("wagtailadmin_pages:delete", args=[second.page_id]))
    schedule.generate_sessions(series=year, now=frozen)

    assert Session.objects.count() == 3
    assert RemovedDate.objects.get().day == date(2027, 2, 24)


def test_a_date_with_bookings_cannot_be_deleted_or_unpublished(year, frozen, editor):
    first = year.sessions.order_by("starts_at").first()
    make_booking(session=first)

    for name in ("delete", "unpublish"):
        response = editor.post(
            reverse(f"wagtailadmin_pages:{name}", args=[first.page_id]), follow=True
        )
        assert "Cancel the date instead" in response.text
    assert SessionPage.objects.get(pk=first.page_id).live


def test_nobody_is_told_to_cancel_what_is_over_or_cancelled_already(year, frozen, editor):
    past = make_session(series=year, starts_at=frozen - timedelta(days=30))
    off = year.sessions.filter(starts_at__gt=frozen).order_by("starts_at").first()
    for session in (past, off):
        make_booking(session=session, now=frozen - timedelta(days=31))
    schedule.cancel(session=off, reason="Ill", now=frozen)

    for session in (past, off):
        address = reverse("wagtailadmin_pages:delete", args=[session.page_id])
        shown = editor.post(address, follow=True).text
        assert "its page stays until their bookings are deleted" in shown
        assert "Cancel the date instead" not in shown
    assert Session.objects.filter(pk__in=(past.pk, off.pk)).count() == 2


def test_deleting_several_dates_at_once_follows_the_same_rules(year, frozen, editor):
    first, second = year.sessions.order_by("starts_at")[:2]
    make_booking(session=first)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])

    response = editor.post(f"{url}?id={first.page_id}&id={second.page_id}", follow=True)
    assert "Cancel the date instead" in response.text
    assert Session.objects.count() == 4

    editor.post(f"{url}?id={second.page_id}")
    assert Session.objects.count() == 3
    assert RemovedDate.objects.get().day == second.occurrence_date


def test_dates_and_series_cannot_be_copied_or_put_elsewhere(year, frozen, client, site):
    boss = User.objects.create_superuser("boss", "boss@example.org", "brew")
    client.force_login(boss)
    date_page = year.sessions.first().page

    for page in (year, date_page):
        rights = page.permissions_for_user(boss)
        assert not rights.can_copy()
        assert not rights.can_move()
    response = client.get(reverse("wagtailadmin_pages:copy", args=[site.home.pk]), follow=True)
    assert "Dates cannot be copied." in response.text


def test_the_list_of_pages_shows_dates_in_their_order_with_the_day_first(year, frozen, editor):
    schedule.cancel(session=year.sessions.order_by("starts_at")[1], reason="Ill", now=frozen)

    shown = editor.get(reverse("wagtailadmin_explore", args=[year.pk])).text

    january = shown.index("Wednesday 27 January 2027: Over a Brew")
    february = shown.index("Cancelled: Wednesday 24 February 2027: Over a Brew")
    assert january < february < shown.index("Wednesday 24 March 2027: Over a Brew")


def test_an_editor_gives_a_date_its_topic_and_the_address_stays(year, frozen, editor):
    page = year.sessions.order_by("starts_at").first().page
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    none = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": ""}
    sets = {
        f"{prefix}-{name}": value
        for prefix in ("topic_links", "comments")
        for name, value in none.items()
    }

    response = editor.post(
        edit, {"title": "Over a Brew: unpaid carers", "action-publish": "1", **sets}
    )

    assert response.status_code == 302
    page.refresh_from_db()
    assert (page.title, page.slug) == ("Over a Brew: unpaid carers", "2027-01-27")
    assert "unpaid carers" in Session.objects.get(page=page).vevent


def test_the_editor_sees_the_facts_and_buttons_but_no_names(frozen, editor):
    session = make_session(places=20)
    make_booking(session=session, name="Zebedee Quill")

    shown = editor.get(reverse("wagtailadmin_pages:edit", args=[session.page_id])).text

    assert "Wednesday 27 January 2027, 10:30am to 12 noon" in shown
    assert "1 of 20 places taken, 19 left." in shown
    assert "Cancel this date" in shown
    assert "See who is coming" not in shown
    assert "Zebedee" not in shown


def test_a_series_without_dates_says_so_and_leads_to_the_table(site, frozen, editor):
    form = page_form(repeats="none", **{"action-publish": "1"})
    shown = editor.post(add_url(site), form, follow=True).text

    series = SeriesPage.objects.get()
    assert "no dates to come yet" in shown
    assert reverse("sessions_admin:add_dates", args=[series.pk]) in shown
    assert "0 dates" not in shown


def test_what_people_have_booked_is_not_hidden_behind_a_login(year, frozen, editor):
    first, second = Session.objects.filter(series=year).order_by("starts_at")[:2]
    make_booking(session=first)
    login = {"restriction_type": "login", "password": ""}

    for page in (first.page, year):
        editor.post(reverse("wagtailadmin_pages:set_privacy", args=[page.pk]), login)
        assert not PageViewRestriction.objects.exists()

    editor.post(reverse("wagtailadmin_pages:set_privacy", args=[second.page_id]), login)
    assert PageViewRestriction.objects.get().page_id == second.page_id


def test_a_half_done_draft_has_no_plan_and_is_finished_first(year, frozen, editor):
    edit = reverse("wagtailadmin_pages:edit", args=[year.pk])
    draft = year.get_latest_revision_as_object()
    draft.title = ""
    draft.save_revision(clean=False)

    for answer in (
        editor.get(reverse("sessions_admin:plan", args=[year.pk]), follow=True),
        editor.post(reverse("sessions_admin:plan", args=[year.pk]), {}, follow=True),
    ):
        assert answer.redirect_chain == [(edit, 302)]
        assert "The series is not finished." in answer.text
