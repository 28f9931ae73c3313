from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from hub.dates import (
    format_date,
    format_day,
    format_moment,
    format_month,
    format_time,
    format_time_range,
    format_times,
    london_date,
    london_midnight,
)

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (time(0, 0), "midnight"),
        (time(0, 5), "12:05am"),
        (time(1, 0), "1am"),
        (time(9, 5), "9:05am"),
        (time(10, 30), "10:30am"),
        (time(11, 59), "11:59am"),
        (time(12, 0), "12 noon"),
        (time(12, 30), "12:30pm"),
        (time(13, 0), "1pm"),
        (time(15, 30), "3:30pm"),
        (time(23, 45), "11:45pm"),
    ],
)
def test_a_time_is_said_the_way_people_say_it(at, words):
    assert format_time(at) == words


def test_two_times_are_joined_by_to():
    assert format_times(time(10, 30), time(12, 0)) == "10:30am to 12 noon"


def test_a_day_has_its_weekday_and_its_month_in_full():
    assert format_day(date(2027, 1, 27)) == "Wednesday 27 January 2027"
    assert format_day(date(2028, 2, 29)) == "Tuesday 29 February 2028"
    assert format_date(date(2027, 6, 24)) == "24 June 2027"
    assert format_month(date(2027, 6, 24)) == "June 2027"


def test_a_moment_is_said_in_the_time_of_london():
    late = datetime(2027, 6, 24, 23, 30, tzinfo=UTC)

    assert format_moment(late) == "Friday 25 June 2027, 12:30am"
    assert london_date(late) == date(2027, 6, 25)
    assert london_midnight(date(2027, 6, 25)) == datetime(2027, 6, 24, 23, tzinfo=UTC)


def test_stored_times_are_said_as_the_clocks_in_london_show_them():
    winter = datetime(2027, 1, 27, 10, 30, tzinfo=UTC), datetime(2027, 1, 27, 12, 0, tzinfo=UTC)
    summer = datetime(2027, 6, 23, 9, 30, tzinfo=UTC), datetime(2027, 6, 23, 11, 0, tzinfo=UTC)
    assert format_time_range(*winter) == "Wednesday 27 January 2027, 10:30am to 12 noon"
    assert format_time_range(*summer, LONDON) == "Wednesday 23 June 2027, 10:30am to 12 noon"


def test_a_late_summer_evening_is_still_the_same_day_in_london():
    start = datetime(2027, 7, 21, 23, 30, tzinfo=UTC)
    assert format_time_range(start, datetime(2027, 7, 22, 0, 30, tzinfo=UTC), LONDON) == (
        "Thursday 22 July 2027, 12:30am to 1:30am"
    )


def test_a_meeting_past_midnight_names_both_days_but_midnight_ends_the_evening():
    start = datetime(2027, 3, 2, 22, 0, tzinfo=LONDON)
    assert format_time_range(start, datetime(2027, 3, 3, 0, 0, tzinfo=LONDON), LONDON) == (
        "Tuesday 2 March 2027, 10pm to midnight"
    )
    assert format_time_range(start, datetime(2027, 3, 3, 1, 0, tzinfo=LONDON), LONDON) == (
        "Tuesday 2 March 2027, 10pm to Wednesday 3 March 2027, 1am"
    )


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        format_time_range(datetime(2027, 1, 27, 10, 30), datetime(2027, 1, 27, 12, 0), LONDON)
