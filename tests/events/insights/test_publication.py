"""An attacker with all that is published learns no number under 5."""

import csv
import io
from collections import Counter
from datetime import date, timedelta
from itertools import combinations

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from events.insights import report
from events.insights.publication import OPEN_AFTER, SMALLEST, Key, Period, Published
from events.insights.time_slots import WEEK
from events.models import SessionCount
from events.models.attendance import AttendanceMode
from tests.examples import examples

Topic, Outcome, Missed = SessionCount.Topic, SessionCount.Outcome, SessionCount.Missed

TODAY = date(2029, 3, 5)
PERIODS = [Period(2027, 1), Period(2027, 2), Period(2028, 1), Period(2028, 2)]
LABELS = ["A person to take notes", "More breaks", "Something in their own words"]
SLOTS = [WEEK[0], WEEK[6], WEEK[7]]

KEYS = [
    *(Key(p, Topic.NEED, label, each) for p in PERIODS for label in LABELS for each in Outcome),
    *(
        Key(p, Topic.GOT_IT, label, each)
        for p in PERIODS
        for label in LABELS
        for each in report.GOT_IT
    ),
    *(
        Key(p, Topic.PEOPLE, slot.key, mode)
        for p in PERIODS
        for slot in SLOTS
        for mode in AttendanceMode
    ),
    *(Key(p, Topic.MISSED, "", each) for p in PERIODS for each in Missed),
    *(Key(p, report.FREE, slot.key, "") for p in PERIODS for slot in SLOTS),
]
NUMBERS = st.one_of(st.integers(0, 9), st.integers(0, 60))
COUNTS = st.fixed_dictionaries({key: NUMBERS for key in KEYS})


def everything_published(counts, today=TODAY):
    """All tables of all half-years as they are drawn, the file, and what the block shows."""
    numbers = Published(counts.items(), today=today)
    periods = [each for each in reversed(PERIODS) if each <= Period.last_closed(today)]
    tables = [report.needs_over_time(numbers, periods)]
    for period in periods:
        tables += [
            report.needs_met(numbers, period),
            report.needs_felt(numbers, period),
            report.people_by_time(numbers, period),
            report.missed(numbers, period),
            report.free_times(numbers, period),
        ]
    drawn = [
        render_to_string(
            "events/admin/learned_table.html", {"table": table, "smallest": 5, "heat": True}
        )
        for table in tables
    ]
    unused = [report.unused_times(numbers, period, {}) for period in periods]
    file = io.StringIO()
    csv.writer(file).writerows(report.export_rows(numbers))
    return drawn, unused, file.getvalue()


@given(counts=COUNTS, key=st.sampled_from(KEYS), other=st.integers(0, SMALLEST - 1))
@examples(100)
def test_whatever_a_small_number_is_all_that_is_published_is_the_same(counts, key, other):
    """So no sum and no difference of any published numbers can tell it."""
    small = counts | {key: counts[key] % SMALLEST}

    assert everything_published(small) == everything_published(small | {key: other})


@given(counts=COUNTS)
@examples(60)
def test_all_small_numbers_at_once_may_be_anything(counts):
    shown = {key: number for key, number in counts.items() if number >= SMALLEST}

    assert everything_published(counts) == everything_published(shown)


@given(counts=COUNTS)
@examples(60)
def test_no_sum_and_no_difference_with_what_is_published_gives_a_hidden_number_away(counts):
    """The same said as an attacker does it: each total minus each of its parts."""
    numbers = Published(counts.items(), today=TODAY)
    for period in PERIODS:
        for label in LABELS:
            parts = [numbers.number(period, Topic.NEED, label, each) for each in Outcome]
            seen = [part for part in parts if part]
            assert numbers.total(period, Topic.NEED, label) == (sum(seen) or None)
            assert all(part >= SMALLEST for part in seen)
            for size in range(1, len(seen) + 1):
                for some in combinations(seen, size):
                    left = sum(seen) - sum(some)
                    assert left == 0 or left >= SMALLEST


def test_the_property_notices_a_total_that_counts_what_is_hidden(monkeypatch):
    """Otherwise it would prove nothing."""
    key = Key(PERIODS[0], Topic.NEED, LABELS[0], Outcome.LATE)
    counts = Counter({key._replace(answer=Outcome.IN_TIME): 20, key: 2})
    honest = everything_published(counts)

    def leaky_total(self, period, topic, label):
        return sum(number for k, number in counts.items() if k[:3] == (period, topic, label))

    monkeypatch.setattr(Published, "total", leaky_total)
    leaks = everything_published(counts)
    counts[key] = 1
    assert everything_published(counts) != leaks
    monkeypatch.undo()
    assert everything_published(counts) == honest


@given(counts=COUNTS, more=st.integers(1, 50), key=st.sampled_from(KEYS), days=st.integers(0, 900))
@examples(60)
def test_one_more_session_changes_nothing_until_its_half_year_is_over(counts, more, key, days):
    """Yesterday's page and today's differ by whole half-years only, never by one session."""
    today = date(2027, 1, 1) + timedelta(days=days)
    if key.period <= Period.last_closed(today):
        return
    grown = counts | {key: counts[key] + more}

    assert everything_published(counts, today) == everything_published(grown, today)


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2027, 8, 30), Period(2026, 2)),
        (date(2027, 8, 31), Period(2027, 1)),
        (date(2028, 3, 1), Period(2027, 1)),
        (date(2028, 3, 2), Period(2027, 2)),
    ],
)
def test_a_half_year_is_published_61_days_after_it(day, last):
    assert Period.last_closed(day) == last
    assert last.closes_on <= day < last.next.closes_on
    assert timedelta(days=61) == OPEN_AFTER


def test_half_years_have_names_and_follow_each_other_without_a_gap():
    period = Period.of(date(2027, 6, 30))
    assert str(period) == "January to June 2027"
    assert str(period.next) == "July to December 2027"
    assert (period.next.next.first_day, period.previous.first_day) == (
        date(2028, 1, 1),
        date(2026, 7, 1),
    )
