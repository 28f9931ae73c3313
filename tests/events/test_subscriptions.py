"""Which subscriber gets an alert about which new session: confirmed, once, in one mail, by day."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from events import schedule
from events.models import Notice, Session, SessionAlert, SessionPage, SessionPageTopic, Subscriber
from events.privacy.retention import purge_expired
from events.recurrence import NthWeekday, Repeat
from events.subscriptions import links, matching, subscribers
from hub.jobs import run_due_jobs
from tests import factories
from tests.events.subscription_factories import (
    DAY,
    HOUR,
    alerted_titles,
    make_area,
    make_new_session,
    make_pending_subscriber,
    make_subscriber,
    make_topic,
)
from tests.events.test_concurrent_threads import at_once
from tests.events.test_privacy import found_in_database

Kind = Notice.Kind
MINUTE = timedelta(minutes=1)

pytestmark = pytest.mark.django_db


def alert_count(who=None):
    found = Notice.objects.filter(kind=Kind.SESSION_ALERT)
    return found.filter(subscriber=who).count() if who else found.count()


# Subscribe and confirm ----------------------------------------------------------------------------


def test_nobody_hears_anything_before_they_say_yes(now):
    who = make_pending_subscriber(now)
    make_new_session()
    assert matching.enqueue_alerts(now=now) == 0

    subscribers.confirm(subscriber=who, now=now - HOUR)
    later = make_new_session(title="Another", published=now)
    assert matching.enqueue_alerts(now=now + HOUR) == 1
    assert alerted_titles(who) >= {later.page.title}


def test_an_address_gets_one_confirming_mail_an_hour_however_it_is_written(now):
    for minute, email in enumerate(["kim@example.org", "KIM@example.org ", "Kim@Example.org"]):
        make_pending_subscriber(now + minute * MINUTE, email)
    assert Notice.objects.filter(kind=Kind.SUBSCRIPTION_CONFIRMATION).count() == 1
    assert Subscriber.objects.get().email == "kim@example.org"

    make_pending_subscriber(now + 59 * MINUTE)
    assert Notice.objects.filter(kind=Kind.SUBSCRIPTION_CONFIRMATION).count() == 1
    make_pending_subscriber(now + 60 * MINUTE)
    assert Notice.objects.filter(kind=Kind.SUBSCRIPTION_CONFIRMATION).count() == 2


def test_who_asks_for_more_soon_after_their_yes_gets_a_mail_for_that_too(now):
    moment = now
    for name in ("Money", "Buses", "Music"):
        who = make_pending_subscriber(moment, topics=[make_topic(name)])
        run_due_jobs(now=moment)
        make_pending_subscriber(moment + MINUTE, topics=[make_topic(name)])
        run_due_jobs(now=moment + MINUTE)
        assert len(mail.outbox) == 1, name
        mail.outbox.clear()
        subscribers.confirm(subscriber=who, now=moment + 5 * MINUTE)
        moment += 10 * MINUTE

    row = Subscriber.objects.get(confirmed_at__isnull=False)
    assert [each.name for each in row.topics.all()] == ["Music"]


def test_two_rows_for_one_address_still_make_one_confirming_mail(now):
    """As when two processes are asked at the same moment."""
    for _ in range(2):
        row = Subscriber.objects.create(email="kim@example.org", everything=True, created_at=now)
        Notice.objects.create(
            kind=Kind.SUBSCRIPTION_CONFIRMATION, subscriber=row, due_at=now, created_at=now
        )
    run_due_jobs(now=now)
    assert len(mail.outbox) == 1


def test_asking_again_before_the_yes_counts_the_newest_choices(now):
    make_pending_subscriber(now, topics=[make_topic("Money")])
    who = make_pending_subscriber(now + MINUTE, topics=[make_topic("Buses")], areas=[make_area()])
    subscribers.confirm(subscriber=who, now=now + HOUR)

    row = Subscriber.objects.get()
    assert [each.name for each in row.topics.all()] == ["Buses"]
    assert [each.name for each in row.areas.all()] == ["Norfolk"]
    assert not row.everything


def test_what_was_confirmed_stays_until_new_choices_are_confirmed_and_then_they_replace_it(now):
    who = make_subscriber(now - DAY, topics=[make_topic("Money")])
    again = make_pending_subscriber(now, topics=[make_topic("Buses")])
    assert [each.name for each in who.topics.all()] == ["Money"]

    row = subscribers.confirm(subscriber=again, now=now + MINUTE)
    assert row.pk == who.pk, "the links in mails that they have go on working"
    assert [each.name for each in row.topics.all()] == ["Buses"]
    assert Subscriber.objects.filter(confirmed_at__isnull=False).count() == 1


def test_both_links_lead_to_the_row_that_counts(now):
    who = make_subscriber(now - DAY)
    again = make_pending_subscriber(now)
    used, old = links.SIGNER.token_for(again.uid), links.SIGNER.token_for(who.uid)
    assert links.subscriber_for_token(used) == again

    subscribers.confirm(subscriber=again, now=now + MINUTE)
    assert links.subscriber_for_token(used) == links.subscriber_for_token(old) == who
    third = make_pending_subscriber(now + DAY)
    assert links.subscriber_for_token(links.SIGNER.token_for(third.uid)) == third, (
        "new choices wait for a yes again"
    )


def test_saying_yes_twice_is_as_good_as_once(now):
    who = make_pending_subscriber(now)
    first = subscribers.confirm(subscriber=who, now=now)
    second = subscribers.confirm(subscriber=who, now=now + MINUTE)

    assert first == second
    assert Subscriber.objects.get().confirmed_at == now


def test_saying_yes_when_it_is_forgotten_does_nothing(now):
    who = make_pending_subscriber(now)
    Subscriber.objects.all().delete()

    assert subscribers.confirm(subscriber=who, now=now) is None
    assert not subscribers.set_interests(
        subscriber=who, everything=True, topics=[], areas=[], now=now
    )


def test_the_database_allows_one_confirmed_row_for_an_address(now):
    make_subscriber(now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Subscriber.objects.create(email="kim@example.org", confirmed_at=now)


def test_a_flood_of_new_addresses_closes_the_form_for_nobody(now):
    for number in range(70):
        make_pending_subscriber(now, f"p{number}@example.org")
    assert make_pending_subscriber(now + MINUTE, "one-more@example.org").pk


# What is news -------------------------------------------------------------------------------------


def test_what_is_on_the_site_at_the_yes_is_no_news_and_what_comes_then_is(now):
    make_new_session(title="Here already", published=now - 2 * MINUTE)
    who = subscribers.confirm(subscriber=make_pending_subscriber(now), now=now)
    assert alerted_titles(who) == {"Here already"}

    make_new_session(title="Comes later", published=now)
    assert matching.enqueue_alerts(now=now + HOUR) == 1
    assert alerted_titles(who) == {"Here already", "Comes later"}


def test_changing_choices_does_not_send_what_is_on_the_site_already(now):
    who = make_subscriber(now, topics=[make_topic("Money")])
    make_new_session(make_topic("Buses"), title="Here already")
    assert subscribers.set_interests(
        subscriber=who, everything=False, topics=[make_topic("Buses")], areas=[], now=now
    )

    assert matching.enqueue_alerts(now=now) == 0
    make_new_session(make_topic("Buses"), title="Comes later")
    assert matching.enqueue_alerts(now=now) == 1


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"everything": True}, {"carers", "norfolk", "series norfolk", "essex", "neither"}),
        ({"topics": ["Unpaid carers"]}, {"carers"}),
        ({"areas": ["Norfolk"]}, {"norfolk", "series norfolk"}),
        ({"topics": ["Unpaid carers"], "areas": ["Essex"]}, {"carers", "essex"}),
        ({"topics": ["Money"]}, set()),
    ],
)
def test_a_session_fits_by_its_topic_its_area_or_the_area_of_its_series(now, chosen, expected):
    chosen = chosen | {
        "topics": [make_topic(name) for name in chosen.get("topics", [])],
        "areas": [make_area(name) for name in chosen.get("areas", [])],
    }
    who = make_subscriber(now, **chosen)
    local = factories.make_series("Norfolk talks", area=make_area("Norfolk"))
    make_new_session(make_topic("Unpaid carers"), make_topic("Other"), title="carers")
    make_new_session(title="norfolk", page={"area": make_area("Norfolk")})
    make_new_session(title="series norfolk", series=local)
    make_new_session(title="essex", series=local, page={"area": make_area("Essex")})
    make_new_session(title="neither")
    matching.enqueue_alerts(now=now)

    assert alerted_titles(who) == expected


def test_bare_dates_are_no_news_until_they_have_a_topic_or_a_title(now):
    who = make_subscriber(now)
    bare = make_new_session(title="", starts_at=factories.STARTS_AT)
    titled = make_new_session(title="", starts_at=factories.STARTS_AT + DAY)
    assert matching.enqueue_alerts(now=now) == 0

    SessionPageTopic.objects.create(page=bare.page, topic=make_topic())
    SessionPage.objects.filter(pk=titled.page_id).update(title="Buses at night")
    assert matching.enqueue_alerts(now=now) == 1
    assert who.alerts.count() == 2


def test_a_series_that_makes_a_year_of_dates_or_gets_a_new_name_floods_nobody(now):
    make_subscriber(now)
    series = factories.make_series(
        rule=Repeat(on=NthWeekday(4, 2)).to_rule(), first_day=factories.STARTS_AT.date()
    )
    assert len(schedule.generate_sessions(series=series, now=now - HOUR)) > 6
    assert matching.enqueue_alerts(now=now) == 0

    series.title = "Over a Cuppa"
    series.save()
    assert matching.enqueue_alerts(now=now) == 0


@pytest.mark.parametrize("what", ["draft", "private", "off", "past", "today", "too near"])
def test_what_nobody_can_see_or_come_to_is_no_news(now, what):
    who = make_subscriber(now)
    near = {"past": -DAY, "today": 5 * HOUR, "too near": DAY - MINUTE}.get(what, 9 * DAY)
    session = make_new_session(starts_at=now + near, live=what != "draft")
    if what == "private":
        PageViewRestriction.objects.create(page=session.page, restriction_type="login")
    if what == "off":
        Session.objects.update(status="cancelled")

    assert matching.enqueue_alerts(now=now) == 0
    assert alerted_titles(who) == set()


def test_a_session_exactly_a_day_away_is_news(now):
    make_subscriber(now)
    make_new_session(starts_at=now + DAY)
    assert matching.enqueue_alerts(now=now) == 1


def test_an_editor_has_half_an_hour_for_corrections(now):
    make_subscriber(now)
    make_new_session(published=now)

    assert matching.enqueue_alerts(now=now + 29 * MINUTE) == 0
    assert matching.enqueue_alerts(now=now + 30 * MINUTE) == 1


def test_several_sessions_put_up_one_after_the_other_are_one_mail(now):
    who = make_subscriber(now)
    for number in range(4):
        make_new_session(title=f"Day {number}", published=now + number * 20 * MINUTE)
    for minute in range(0, 200, 10):
        matching.enqueue_alerts(now=now + minute * MINUTE)

    assert alert_count(who) == 1
    assert len(alerted_titles(who)) == 4
    assert {told.notice for told in who.alerts.all()} == set(
        Notice.objects.filter(kind=Kind.SESSION_ALERT)
    )


def test_who_waits_for_nothing_else_is_not_kept_waiting(now):
    carer = make_subscriber(now, "a@example.org", topics=[make_topic("Unpaid carers")])
    everyone = make_subscriber(now, "b@example.org")
    make_new_session(make_topic("Unpaid carers"), title="Ready")
    make_new_session(title="Being corrected", published=now)
    matching.enqueue_alerts(now=now)

    assert (alert_count(carer), alert_count(everyone)) == (1, 0)


def test_nobody_is_told_twice_whatever_becomes_of_the_session(now):
    who = make_subscriber(now)
    session = make_new_session()
    assert [matching.enqueue_alerts(now=now + hour * HOUR) for hour in range(3)] == [1, 0, 0]

    schedule.cancel(session=session, reason="Snow", now=now)
    schedule.restore(session=session, now=now)
    starts = session.starts_at + DAY
    schedule.move(session=session, starts_at=starts, ends_at=starts + HOUR, now=now)
    session.page.title = "Another name"
    session.page.save_revision().publish()
    assert matching.enqueue_alerts(now=now + 5 * HOUR) == 0
    assert alert_count(who) == 1


def test_someone_who_asks_again_is_not_told_again_of_what_they_know(now):
    who = make_subscriber(now - DAY)
    make_new_session()
    matching.enqueue_alerts(now=now)
    subscribers.confirm(subscriber=make_pending_subscriber(now + MINUTE), now=now + HOUR)

    assert matching.enqueue_alerts(now=now + 2 * HOUR) == 0
    assert alert_count(who) == 1


@pytest.mark.parametrize(
    ("at", "number"),
    [
        (datetime(2027, 1, 11, 7, 59, tzinfo=UTC), 0),
        (datetime(2027, 1, 11, 8, 0, tzinfo=UTC), 1),
        (datetime(2027, 1, 11, 19, 59, tzinfo=UTC), 1),
        (datetime(2027, 1, 11, 20, 0, tzinfo=UTC), 0),
        (datetime(2027, 7, 12, 7, 0, tzinfo=UTC), 1),  # 8am in London's summer
        (datetime(2027, 7, 12, 19, 0, tzinfo=UTC), 0),
    ],
)
def test_news_is_for_the_day(at, number):
    make_subscriber(at)
    make_new_session(starts_at=at + 9 * DAY, published=at - HOUR)
    assert matching.enqueue_alerts(now=at) == number


def test_news_that_could_not_be_sent_by_day_waits_for_the_morning(now):
    who = make_subscriber(now)
    make_new_session()
    matching.enqueue_alerts(now=now)
    run_due_jobs(now=now.replace(hour=23))
    assert mail.outbox == []

    run_due_jobs(now=now.replace(hour=8) + DAY)
    assert [each.to for each in mail.outbox] == [[who.email]]


def test_one_pass_over_all_that_is_due_tells_and_sends(now):
    make_subscriber(now)
    make_new_session(title="Buses at night")
    assert run_due_jobs(now=now)["news owed"] == 1
    assert [each.subject for each in mail.outbox] == [
        "New session: Buses at night, Wednesday 27 January 2027"
    ]
    run_due_jobs(now=now)
    assert len(mail.outbox) == 1


@pytest.mark.slow("makes twelve of everything to count queries")
def test_the_number_of_questions_does_not_grow(now):
    def more(first, last):
        for number in range(first, last):
            labels = [make_topic(f"T{number}"), make_topic("Shared")]
            make_subscriber(
                now, f"p{number}@example.org", topics=labels, areas=[make_area(f"A{number}")]
            )
            make_new_session(
                *labels, title=f"Talk {number}", page={"area": make_area(f"A{number}")}
            )

    def queries():
        with CaptureQueriesContext(connection) as asked_for:
            assert matching.enqueue_alerts(now=now) > 0
        return len(asked_for)

    more(0, 3)
    few = queries()
    SessionAlert.objects.all().delete()
    more(3, 12)
    assert queries() == few <= 14
    with CaptureQueriesContext(connection) as nothing_new:
        assert matching.enqueue_alerts(now=now) == 0
    assert len(nothing_new) <= 7


def test_many_followers_are_looked_at_in_parts(now, monkeypatch):
    monkeypatch.setattr(matching, "BATCH_SIZE", 2)
    for number in range(5):
        make_subscriber(now, f"p{number}@example.org")
    make_new_session()

    assert matching.enqueue_alerts(now=now) == 5
    assert alert_count() == 5


# Stopping and forgetting --------------------------------------------------------------------------


def test_after_stopping_the_address_is_nowhere(now, caplog):
    marker = "zqmark"
    who = make_subscriber(now - DAY, f"{marker}@example.org", topics=[make_topic()])
    make_new_session(make_topic())
    run_due_jobs(now=now)
    make_pending_subscriber(now + HOUR, f"{marker}@example.org")
    run_due_jobs(now=now + HOUR)
    assert len(mail.outbox) == 2
    assert found_in_database(marker) == ["events_subscriber.email"]

    subscribers.unsubscribe(subscriber=who)

    assert found_in_database(marker) == []
    assert not SessionAlert.objects.exists()
    assert not Notice.objects.exists()
    assert marker not in caplog.text


def test_a_mail_that_is_owed_when_someone_stops_never_goes(now):
    who = make_subscriber(now)
    make_new_session()
    matching.enqueue_alerts(now=now)
    subscribers.unsubscribe(subscriber=who)
    subscribers.unsubscribe(subscriber=who)
    run_due_jobs(now=now)

    assert mail.outbox == []


def test_one_who_stops_stops_nobody_else(now):
    first, second = make_subscriber(now, "a@example.org"), make_subscriber(now, "b@example.org")
    subscribers.unsubscribe(subscriber=first)

    assert list(Subscriber.objects.all()) == [second]


def test_an_address_that_nobody_confirms_is_forgotten_after_7_days(now):
    make_pending_subscriber(now)
    purge_expired(now=now + 7 * DAY - MINUTE)
    assert Subscriber.objects.exists()

    assert purge_expired(now=now + 7 * DAY)["subscribers forgotten"] == 1
    assert not Subscriber.objects.exists()
    assert not Notice.objects.exists()


def test_the_forgetting_leaves_those_who_said_yes(now):
    who = make_subscriber(now)
    purge_expired(now=now + 400 * DAY)
    assert list(Subscriber.objects.all()) == [who]


def test_what_was_told_is_forgotten_the_day_after_the_session_and_mails_after_30_days(now):
    make_subscriber(now)
    session = make_new_session()
    matching.enqueue_alerts(now=now)
    purge_expired(now=session.ends_at + HOUR)
    assert SessionAlert.objects.exists()
    purge_expired(now=session.ends_at + DAY)
    assert not SessionAlert.objects.exists()

    assert Notice.objects.exists()
    purge_expired(now=now + 30 * DAY + MINUTE)
    assert not Notice.objects.exists()


# Several processes at once ------------------------------------------------------------------------


@pytest.mark.threads("a constraint shows only between connections")
@pytest.mark.django_db(transaction=True)
def test_four_passes_at_once_tell_each_follower_once(now):
    for number in range(6):
        make_subscriber(now, f"p{number}@example.org")
    for number in range(3):
        make_new_session(title=f"Talk {number}")
    counts = at_once(*[lambda: matching.enqueue_alerts(now=now)] * 4)

    assert sum(counts) == alert_count() == 6
    assert SessionAlert.objects.count() == 18
    assert not SessionAlert.objects.filter(notice=None).exists()


@pytest.mark.threads("a constraint shows only between connections")
@pytest.mark.django_db(transaction=True)
def test_two_passes_that_both_saw_the_same_news_make_one_mail(now, monkeypatch):
    """Both have read what is new before either writes: the constraint on `SessionAlert` alone keeps it to one."""
    make_subscriber(now)
    make_new_session()
    both = threading.Barrier(2)
    look = matching._alerts_for

    def together(*args):
        found = look(*args)
        both.wait(120)
        return found

    monkeypatch.setattr(matching, "_alerts_for", together)
    counts = at_once(*[lambda: matching.enqueue_alerts(now=now)] * 2)

    assert sorted(counts) == [0, 1]
    assert alert_count() == SessionAlert.objects.count() == 1


@pytest.mark.threads("a constraint shows only between connections")
@pytest.mark.django_db(transaction=True)
def test_saying_yes_in_two_windows_at_once_makes_one_row(now):
    rows = [
        Subscriber.objects.create(email="kim@example.org", everything=True, created_at=now)
        for _ in range(2)
    ]
    make_new_session()
    presses = [lambda row=row: subscribers.confirm(subscriber=row, now=now) for row in rows]
    kept = at_once(*presses)

    confirmed = Subscriber.objects.get(confirmed_at__isnull=False)
    assert set(kept) == {confirmed}
    assert confirmed.alerts.count() == 1
