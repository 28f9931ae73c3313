"""Sessions from 10pm to midnight, in every season."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from events import schedule
from events.emails.delivery import send_due
from events.models import SeriesPage, Session
from events.models.series_form import RepeatFields
from events.recurrence import Repeat as Rule
from events.recurrence import RepeatError, Weekdays, ends, is_end_of, sentence
from hub.dates import LONDON
from hub.forms.dates import TimeField
from tests import factories
from tests.events.admin.helpers import login
from tests.events.emails.mails import calendar_part
from tests.events.test_series_form import WORDS, rows_of
from tests.readers import agreed_by_all

TEN, MIDNIGHT = time(22, 0), time(0, 0)
# Saturday before the clocks go forward, that Sunday, and the same in October.
NIGHTS = [date(2027, 3, 27), date(2027, 3, 28), date(2027, 10, 30), date(2027, 10, 31)]

pytestmark = pytest.mark.django_db


def moments(day):
    """From 10pm to the midnight after, in UTC, by plain zoneinfo arithmetic."""
    starts = datetime.combine(day, TEN, LONDON)
    return starts.astimezone(UTC), datetime.combine(
        day + timedelta(days=1), MIDNIGHT, LONDON
    ).astimezone(UTC)


@pytest.mark.parametrize(
    ("start", "end", "is_right"),
    [
        (TEN, MIDNIGHT, True),
        (time(0, 30), MIDNIGHT, True),
        (MIDNIGHT, time(0, 1), True),
        (MIDNIGHT, MIDNIGHT, False),
        (TEN, TEN, False),
        (TEN, time(0, 1), False),
        (TEN, time(23, 59), True),
    ],
)
def test_a_session_ends_on_its_day_or_with_it(start, end, is_right):
    assert is_end_of(start, end) == is_right
    begins = datetime(2027, 1, 27, start.hour, start.minute, tzinfo=LONDON)
    if is_right:
        assert timedelta() < ends(begins, end) - begins <= timedelta(days=1)
    else:
        with pytest.raises(RepeatError):
            ends(begins, end)
    series = SeriesPage.objects.filter(pk=factories.make_series().pk)
    if is_right:
        assert series.update(start_time=start, end_time=end)
    else:
        with pytest.raises(IntegrityError), transaction.atomic():
            series.update(start_time=start, end_time=end)


@pytest.mark.parametrize("day", NIGHTS)
def test_it_ends_at_the_midnight_after_whatever_the_clocks_do(day):
    starts, end = moments(day)
    assert ends(datetime.combine(day, TEN, LONDON), MIDNIGHT).astimezone(UTC) == end
    assert end - starts == timedelta(hours=2)


@pytest.mark.parametrize(
    "typed", ["00:00", "0:00", "00.00", "24:00", "midnight", "Midnight", "12am", "12 midnight"]
)
def test_midnight_can_be_written_in_many_ways(typed):
    assert TimeField().clean(typed) == MIDNIGHT


def test_the_series_form_takes_it_and_says_it_in_words():
    form = RepeatFields({**WORDS, "start_time": "22:00", "end_time": "00:00"})
    assert form.is_valid(), form.errors
    assert "00:00" in form["end_time"].help_text
    words = sentence(form.repeat, TEN, MIDNIGHT)
    assert words == "Every month on the fourth Wednesday, 10pm to midnight"


def test_a_series_makes_each_night_right_over_both_changes(now):
    series = factories.make_series(
        rule=Rule(on=Weekdays((5, 6))).to_rule(),
        first_day=date(2027, 3, 1),
        start_time=TEN,
        end_time=MIDNIGHT,
    )
    schedule.generate_sessions(series=series, now=now)
    made = {
        session.starts_at.astimezone(LONDON).date(): (session.starts_at, session.ends_at)
        for session in Session.objects.all()
    }
    assert set(NIGHTS) <= set(made)
    assert all(found == moments(day) for day, found in made.items())
    session = Session.objects.get(starts_at=moments(NIGHTS[0])[0])
    assert session.when_words == "Saturday 27 March 2027, 10pm to midnight"


def test_single_dates_are_added_and_moved_to_end_at_midnight(client, now):
    series = factories.make_series()
    with time_machine.travel(now, tick=False):
        editor = login(client, "Editors")
        table = reverse("sessions_admin:add_dates", args=[series.pk])
        shown = editor.get(table).text
        assert "Put 00:00, which is 12am." in shown
        assert "_helptext" not in shown
        editor.post(
            table,
            rows_of({"day": "2027-10-30", "start": "22:00", "end": "00:00"}),
        )
        session = Session.objects.get()
        assert (session.starts_at, session.ends_at) == moments(NIGHTS[2])
        move = reverse("sessions_admin:move", args=[session.pk])
        assert 'value="00:00"' in editor.get(move).text
        editor.post(move, {"day": "2027-10-31", "start": "22:00", "end": "midnight"})
    session.refresh_from_db()
    assert (session.starts_at, session.ends_at) == moments(NIGHTS[3])


@pytest.mark.parametrize("day", NIGHTS)
def test_feed_invite_and_mail_say_ten_to_midnight(day, client, now, mailoutbox):
    starts, end = moments(day)
    session = factories.make_session(starts_at=starts, ends_at=end)
    factories.make_booking(session=session, now=now)
    send_due(now=now)
    (mail,) = mailoutbox
    (invited,) = agreed_by_all(calendar_part(mail)[1], method="REQUEST")
    with time_machine.travel(now, tick=False):
        (shown,) = agreed_by_all(client.get("/sessions/calendar.ics").content)
        page = client.get(session.page.url).text
    assert {(each.starts, each.ends) for each in (invited, shown)} == {(starts, end)}
    for text in (mail.body, page):
        assert "10pm to midnight" in text


def test_no_session_ends_before_it_starts_whoever_writes_it():
    session = factories.make_session()
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.filter(pk=session.pk).update(ends_at=session.starts_at)
