"""The rules are held against an oracle that knows calendars and clock changes, and no library."""

import calendar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import recurrence
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from recurrence.fields import RecurrenceField

from events.recurrence import (
    MonthDay,
    NthWeekday,
    Repeat,
    RepeatError,
    Weekdays,
    ends,
    sentence,
    starts,
)
from tests.examples import examples

LONDON = ZoneInfo("Europe/London")
NEW_YORK = ZoneInfo("America/New_York")
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
MORNING, NOON = time(10, 30), time(12, 0)


def stored(rule):
    """The rule as the database returns it."""
    field = RecurrenceField(include_dtstart=False)
    return field.from_db_value(field.get_prep_value(rule), None, None)


def days(rule, first_day, lo, hi, at=MORNING):
    found = starts(rule, first_day=first_day, start_time=at, lo=lo, hi=hi)
    assert all(start.time() == at for start in found)
    return [start.date() for start in found]


# The oracle ---------------------------------------------------------------------------------------


def last_sunday(year, month):
    last = date(year, month, calendar.monthrange(year, month)[1])
    return last - timedelta(days=(last.weekday() + 1) % 7)


def london_to_utc(day, at):
    """British Summer Time by the law: from 01:00 GMT on the last Sunday of March to that of October.

    Local times 01:00 to 02:00 do not exist in March (read as GMT) and come twice in October (the
    first, still summer time).
    """
    local = datetime.combine(day, at)
    summer = datetime.combine(last_sunday(day.year, 3), time(2))
    winter = datetime.combine(last_sunday(day.year, 10), time(2))
    return (local - timedelta(hours=1 if summer <= local < winter else 0)).replace(tzinfo=UTC)


def falls_on(repeat, day, first_day):
    length = calendar.monthrange(day.year, day.month)[1]
    months = (day.year - first_day.year) * 12 + day.month - first_day.month
    weeks = (day.toordinal() - 1) // 7 - (first_day.toordinal() - 1) // 7  # day 1 was a Monday
    match repeat.on:
        case NthWeekday(-1, weekday):
            return months % repeat.every == 0 and day.weekday() == weekday and day.day + 7 > length
        case NthWeekday(nth, weekday):
            right_week = nth * 7 - 7 < day.day <= nth * 7
            return months % repeat.every == 0 and day.weekday() == weekday and right_week
        case MonthDay(wanted):
            return months % repeat.every == 0 and day.day == (length if wanted == -1 else wanted)
        case Weekdays(wanted):
            return weeks % repeat.every == 0 and day.weekday() in wanted


def oracle(repeat, first_day, lo, hi):
    found, day = [], first_day
    while day <= hi:
        if repeat.until and day > repeat.until:
            break
        if falls_on(repeat, day, first_day):
            found.append(day)
            if len(found) == repeat.count:
                break
        day += timedelta(days=1)
    return [day for day in found if day >= lo]


patterns = st.one_of(
    st.builds(NthWeekday, st.sampled_from([1, 2, 3, 4, 5, -1]), st.integers(0, 6)),
    st.builds(MonthDay, st.sampled_from([-1, *range(1, 32)])),
    st.builds(Weekdays, st.lists(st.integers(0, 6), min_size=1).map(tuple)),
)


@st.composite
def repeats(draw):
    first_day = draw(st.dates(date(1996, 4, 1), date(2070, 12, 31)))
    until, count = None, None
    if draw(st.booleans()):
        until = first_day + timedelta(days=draw(st.integers(-10, 11_000)))
    elif draw(st.booleans()):
        count = draw(st.integers(1, 400))
    every = draw(st.one_of(st.just(1), st.integers(1, 24)))
    return Repeat(on=draw(patterns), every=every, until=until, count=count), first_day


# Mornings, and the hours in which the clocks change.
times = st.one_of(
    st.just(MORNING),
    st.times().map(lambda at: at.replace(second=0, microsecond=0, tzinfo=None)),
    st.builds(time, st.sampled_from([0, 1, 2, 23]), st.sampled_from([0, 30, 59])),
)
active_zones = st.sampled_from(
    ["Europe/London", "America/New_York", "Europe/Madrid", "Pacific/Auckland"]
)


@given(repeats(), times, active_zones, st.integers(-400, 400), st.integers(0, 30 * 366))
@examples(250)
def test_thirty_years_of_any_repeat_agree_with_plain_calendar_arithmetic(
    made, at, active, offset, span
):
    repeat, first_day = made
    lo = first_day + timedelta(days=offset)
    hi = lo + timedelta(days=span)
    with timezone.override(active):
        rule = stored(repeat.to_rule())
        found = starts(rule, first_day=first_day, start_time=at, lo=lo, hi=hi)
    expected = [(day, london_to_utc(day, at)) for day in oracle(repeat, first_day, lo, hi)]
    assert [(start.date(), start.astimezone(UTC)) for start in found] == expected


@given(repeats(), active_zones)
@examples(150)
def test_words_survive_the_database_whatever_zone_the_editor_is_in(made, active):
    repeat, _ = made
    with timezone.override(active):
        saved = RecurrenceField().get_prep_value(repeat.to_rule())
        assert Repeat.from_rule(stored(saved)) == repeat
    assert saved.startswith("RRULE:")
    assert "\n" not in saved
    assert "DTSTART" not in saved


# Statements ---------------------------------------------------------------------------------------


def test_a_morning_stays_a_morning_over_both_clock_changes():
    fourth = Repeat(on=NthWeekday(4, WED)).to_rule()
    found = starts(
        fourth,
        first_day=date(2026, 1, 28),
        start_time=MORNING,
        lo=date(2026, 1, 1),
        hi=date(2026, 12, 31),
    )
    assert len(found) == 12
    assert {start.time() for start in found} == {MORNING}
    utc_hours = {start.month: start.astimezone(UTC).hour for start in found}
    assert [month for month, hour in utc_hours.items() if hour == 9] == [4, 5, 6, 7, 8, 9]


def test_a_late_evening_start_keeps_its_local_weekday():
    fourth = stored(Repeat(on=NthWeekday(4, WED)).to_rule())
    found = days(fourth, date(2026, 7, 22), date(2026, 7, 1), date(2026, 9, 30), at=time(0, 30))
    assert found == [date(2026, 7, 22), date(2026, 8, 26), date(2026, 9, 23)]


def test_the_last_friday_is_the_last_one_even_when_it_is_the_fifth():
    last = Repeat(on=NthWeekday(-1, FRI)).to_rule()
    assert days(last, date(2027, 1, 1), date(2027, 1, 1), date(2027, 4, 30)) == [
        date(2027, 1, 29),
        date(2027, 2, 26),
        date(2027, 3, 26),
        date(2027, 4, 30),
    ]


def test_the_31st_skips_short_months_and_the_last_day_does_not():
    year = date(2027, 1, 1), date(2027, 1, 1), date(2027, 12, 31)
    thirty_firsts = days(Repeat(on=MonthDay(31)).to_rule(), *year)
    assert [day.month for day in thirty_firsts] == [1, 3, 5, 7, 8, 10, 12]
    last_days = days(Repeat(on=MonthDay(-1)).to_rule(), *year)
    assert len(last_days) == 12
    assert last_days[1] == date(2027, 2, 28)


def test_the_29th_of_february_comes_every_four_years():
    leap = Repeat(on=MonthDay(29), every=12).to_rule()
    found = days(leap, date(2028, 2, 29), date(2028, 1, 1), date(2041, 12, 31))
    assert found == [date(year, 2, 29) for year in (2028, 2032, 2036, 2040)]
    yearly = recurrence.Recurrence(
        rrules=[recurrence.Rule(recurrence.YEARLY, bymonth=2, bymonthday=29)]
    )
    assert days(yearly, date(2028, 2, 29), date(2028, 1, 1), date(2041, 12, 31)) == found


def test_fifth_wednesdays_come_only_in_months_that_have_one():
    fifth = Repeat(on=NthWeekday(5, WED)).to_rule()
    assert days(fifth, date(2027, 1, 1), date(2027, 1, 1), date(2027, 12, 31)) == [
        date(2027, 3, 31),
        date(2027, 6, 30),
        date(2027, 9, 29),
        date(2027, 12, 29),
    ]


def test_a_first_day_off_the_pattern_is_no_date_and_is_not_counted():
    twice = Repeat(on=NthWeekday(4, WED), count=2).to_rule()
    assert days(stored(twice), date(2027, 1, 4), date(2027, 1, 1), date(2027, 12, 31)) == [
        date(2027, 1, 27),
        date(2027, 2, 24),
    ]


@pytest.mark.parametrize("at", [time(0, 0), MORNING, time(23, 59)])
@pytest.mark.parametrize("active", ["Europe/London", "America/New_York", "Pacific/Auckland"])
def test_until_24_june_has_a_date_on_24_june_and_none_after(at, active):
    repeat = Repeat(on=Weekdays((THU, FRI)), until=date(2027, 6, 24))
    with timezone.override(active):
        rule = stored(repeat.to_rule())
        found = days(rule, date(2027, 6, 1), date(2027, 6, 18), date(2027, 7, 31), at=at)
    assert found == [date(2027, 6, 18), date(2027, 6, 24)]


def test_until_is_stored_as_the_end_of_that_day_in_london():
    june = RecurrenceField().get_prep_value(
        Repeat(on=MonthDay(1), until=date(2027, 6, 24)).to_rule()
    )
    january = RecurrenceField().get_prep_value(
        Repeat(on=MonthDay(1), until=date(2027, 1, 24)).to_rule()
    )
    assert "UNTIL=20270624T225959Z" in june
    assert "UNTIL=20270124T235959Z" in january


def test_a_last_day_that_an_older_widget_stored_as_local_midnight_still_counts_whole():
    rule = recurrence.deserialize("RRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20270623T230000Z")
    assert days(rule, date(2027, 6, 10), date(2027, 6, 1), date(2027, 7, 31))[-1] == date(
        2027, 6, 24
    )
    assert Repeat.from_rule(rule).until == date(2027, 6, 24)


def test_an_editor_in_new_york_gets_the_same_dates_as_one_in_london():
    rule = Repeat(on=NthWeekday(4, WED), until=date(2027, 10, 27)).to_rule()
    window = date(2027, 1, 1), date(2027, 1, 1), date(2028, 12, 31)
    at_home = days(stored(rule), *window, at=time(0, 30))
    with timezone.override(NEW_YORK):
        abroad = days(stored(rule), *window, at=time(0, 30))
        assert timezone.get_current_timezone() == NEW_YORK
    assert at_home == abroad
    assert at_home[-1] == date(2027, 10, 27)


def test_a_start_in_the_hour_the_clocks_skip_or_repeat_is_one_real_moment():
    daily = Repeat(on=Weekdays(tuple(range(7)))).to_rule()
    night = time(1, 30)

    def moment(day):
        (start,) = starts(daily, first_day=day, start_time=night, lo=day, hi=day)
        return start.astimezone(UTC)

    assert moment(date(2027, 3, 28)) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert moment(date(2027, 10, 31)) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def test_expanding_changes_nothing_in_the_rule_and_ignores_its_dtstart():
    rule = recurrence.deserialize("DTSTART:20260722T093000Z\nRRULE:FREQ=MONTHLY;BYDAY=4WE")
    before = recurrence.serialize(rule)
    assert days(rule, date(2027, 1, 4), date(2027, 1, 1), date(2027, 2, 28)) == [
        date(2027, 1, 27),
        date(2027, 2, 24),
    ]
    assert rule.include_dtstart is True
    assert recurrence.serialize(rule) == before


def test_a_programme_without_a_rule_proposes_no_dates():
    assert days(recurrence.Recurrence(), date(2027, 1, 1), date(2027, 1, 1), date(2028, 1, 1)) == []


def test_a_window_that_is_over_before_it_starts_is_empty():
    weekly = Repeat(on=Weekdays((WED,))).to_rule()
    assert days(weekly, date(2027, 1, 1), date(2027, 2, 1), date(2027, 1, 1)) == []


def test_a_meeting_ends_by_the_clock_on_the_wall():
    for day in (date(2027, 1, 27), date(2027, 6, 23)):
        start = datetime.combine(day, MORNING, LONDON)
        assert ends(start, NOON) == datetime.combine(day, NOON, LONDON)
    with pytest.raises(RepeatError, match="after the start"):
        ends(datetime(2027, 1, 27, 10, 30, tzinfo=LONDON), MORNING)


@given(st.dates(date(2020, 1, 1), date(2050, 12, 31)), times, times)
@examples(200)
def test_the_end_is_always_a_later_moment_than_the_start(day, one, other):
    for day in (day, last_sunday(day.year, 3), last_sunday(day.year, 10)):
        start_time, end_time = sorted((one, other))
        if start_time != end_time:
            start = datetime.combine(day, start_time, LONDON)
            assert ends(start, end_time).astimezone(UTC) > start.astimezone(UTC)


# Sentences ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("repeat", "words"),
    [
        (
            Repeat(on=NthWeekday(4, WED)),
            "Every month on the fourth Wednesday, 10:30am to 12 noon",
        ),
        (Repeat(on=NthWeekday(-1, FRI)), "Every month on the last Friday, 10:30am to 12 noon"),
        (
            Repeat(on=NthWeekday(5, WED), every=2),
            "Every 2 months on the fifth Wednesday, 10:30am to 12 noon. "
            "Months without a fifth Wednesday are skipped.",
        ),
        (
            Repeat(on=MonthDay(31)),
            "Every month on the 31st, 10:30am to 12 noon. Months without a 31st are skipped.",
        ),
        (Repeat(on=MonthDay(-1)), "Every month on the last day, 10:30am to 12 noon"),
        (Repeat(on=MonthDay(22)), "Every month on the 22nd, 10:30am to 12 noon"),
        (Repeat(on=MonthDay(12)), "Every month on the 12th, 10:30am to 12 noon"),
        (
            Repeat(on=NthWeekday(1, MON), count=6),
            "Every month on the first Monday, 10:30am to 12 noon, 6 times",
        ),
        (Repeat(on=Weekdays((TUE,))), "Every week on Tuesday, 10:30am to 12 noon"),
        (
            Repeat(on=Weekdays((WED, MON, FRI))),
            "Every week on Monday, Wednesday and Friday, 10:30am to 12 noon",
        ),
    ],
)
def test_a_repeat_is_one_sentence_and_so_is_its_stored_rule(repeat, words):
    assert sentence(repeat, MORNING, NOON) == words
    assert sentence(stored(repeat.to_rule()), MORNING, NOON) == words


def test_the_sentence_says_the_days_the_times_and_the_last_day():
    repeat = Repeat(on=Weekdays((THU, TUE)), every=2, until=date(2027, 6, 24))
    words = "Every 2 weeks on Tuesday and Thursday, 2pm to 3:30pm, until 24 June 2027"
    assert sentence(repeat, time(14), time(15, 30)) == words
    with timezone.override(NEW_YORK):
        assert sentence(stored(repeat.to_rule()), time(14), time(15, 30)) == words


# What we refuse -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "make"),
    [
        ("nth", lambda: NthWeekday(6, WED)),
        ("nth", lambda: NthWeekday(0, WED)),
        ("weekday", lambda: NthWeekday(1, 7)),
        ("month_day", lambda: MonthDay(0)),
        ("month_day", lambda: MonthDay(32)),
        ("weekdays", lambda: Weekdays(())),
        ("weekdays", lambda: Weekdays((7,))),
        ("every", lambda: Repeat(on=MonthDay(1), every=0)),
        ("every", lambda: Repeat(on=MonthDay(1), every=25)),
        ("every", lambda: Repeat(on=Weekdays((MON,)), every=53)),
        ("count", lambda: Repeat(on=MonthDay(1), count=0)),
        ("until", lambda: Repeat(on=MonthDay(1), count=2, until=date(2027, 1, 1))),
    ],
)
def test_a_repeat_that_makes_no_sense_is_refused_beside_its_field(field, make):
    with pytest.raises(RepeatError) as refused:
        make()
    assert refused.value.field == field
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    "text",
    [
        "RRULE:FREQ=MONTHLY;BYDAY=2TU,4TU",  # Outlook shows no such pattern
        "RRULE:FREQ=MONTHLY;BYDAY=WE",
        "RRULE:FREQ=MONTHLY;BYDAY=9WE",
        "RRULE:FREQ=MONTHLY;BYDAY=-2WE",
        "RRULE:FREQ=MONTHLY",
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=1,15",
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=-3",
        "RRULE:FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "RRULE:FREQ=WEEKLY",
        "RRULE:FREQ=WEEKLY;BYDAY=1MO",
        "RRULE:FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,MO",
        "RRULE:FREQ=WEEKLY;BYDAY=MO;BYHOUR=9",
        "RRULE:FREQ=WEEKLY;INTERVAL=0;BYDAY=MO",
        "RRULE:FREQ=DAILY",
        "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
        "RRULE:FREQ=SECONDLY",
        "RRULE:FREQ=WEEKLY;BYDAY=MO\nRRULE:FREQ=WEEKLY;BYDAY=TU",
        "RRULE:FREQ=WEEKLY;BYDAY=MO\nEXDATE:20270104T000000Z",
        "RRULE:FREQ=WEEKLY;BYDAY=MO\nRDATE:20270105T103000Z",
        "RRULE:FREQ=WEEKLY;BYDAY=MO\nEXRULE:FREQ=MONTHLY;BYDAY=1MO",
        "",
    ],
)
def test_a_stored_rule_we_cannot_say_is_refused_in_plain_words(text):
    with pytest.raises(RepeatError) as refused:
        Repeat.from_rule(recurrence.deserialize(text))
    assert str(refused.value)[0].isupper()
    assert str(refused.value).endswith(".")


def test_a_rule_with_a_count_and_a_last_day_is_refused():
    both = recurrence.Recurrence(
        rrules=[
            recurrence.Rule(
                recurrence.WEEKLY, byday=MON, count=2, until=datetime(2027, 1, 1, tzinfo=UTC)
            )
        ]
    )
    with pytest.raises(RepeatError, match="not both"):
        Repeat.from_rule(both)
    with pytest.raises(RepeatError, match="not both"):
        days(both, date(2027, 1, 1), date(2027, 1, 1), date(2027, 2, 1))


def test_dates_inside_a_rule_are_refused_rather_than_lost():
    rule = recurrence.deserialize("RRULE:FREQ=WEEKLY;BYDAY=MO\nEXDATE:20270104T000000Z")
    with pytest.raises(RepeatError, match="dates of its own"):
        days(rule, date(2027, 1, 1), date(2027, 1, 1), date(2027, 2, 1))
