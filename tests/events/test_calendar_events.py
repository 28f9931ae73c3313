"""What calendars show of a session: written once per change, and nothing that is private."""

from datetime import timedelta

import pytest
import time_machine

from events.models import SessionPage, SessionPageTopic
from events.schedule.calendar_events import event_of, private_event, refresh, refresh_all
from hub.models import Area, Picture, Topic
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(now):
    series = factories.make_series(in_person=True, venue="The Old Mill\nNorwich\nNR1 1AA")
    return factories.make_session(
        series=series,
        title="Over a Brew: unpaid carers",
        page={"summary": "Come and say what would help."},
        created_at=now - timedelta(days=30),
        changed_at=now - timedelta(days=30),
    )


def save(session, **facts):
    type(session).objects.filter(pk=session.pk).update(**facts)


def save_page(session, **words):
    SessionPage.objects.filter(pk=session.page_id).update(**words)


VISIBLE = {
    "title": lambda s: save_page(s, title="Over a Brew: getting about"),
    "summary": lambda s: save_page(s, summary="Buses and trains."),
    "host of the date": lambda s: save_page(s, host="Norfolk carers"),
    "host of the series": lambda s: type(s.series).objects.update(host="Essex carers"),
    "area": lambda s: save_page(s, area=Area.objects.create(name="Norfolk", slug="norfolk")),
    "topic": lambda s: SessionPageTopic.objects.create(
        page=s.page, topic=Topic.objects.create(name="Carers", slug="carers")
    ),
    "picture": lambda s: save_page(
        s, picture=Picture.objects.create(title="A mug", file="mug.jpg", width=9, height=6)
    ),
    "start": lambda s: save(s, starts_at=s.starts_at + timedelta(minutes=15)),
    "end": lambda s: save(s, ends_at=s.ends_at + timedelta(minutes=15)),
    "way": lambda s: save(s, by_phone=False),
    "room": lambda s: save(s, venue="The New Mill\nNorwich\nNR1 1AB"),
    "note": lambda s: save(s, note="We start with a poem."),
    "cancelled": lambda s: save(s, status="cancelled", cancel_reason="Snow."),
}
UNSEEN = {
    "meeting link": lambda s: save(s, meeting_url="https://meet.example/secret"),
    "number to dial": lambda s: save(s, meeting_phone="01632 960 999"),
    "places": lambda s: save(s, places=5),
    "questions": lambda s: save_page(s, questions="What helps?"),
    "a booking": lambda s: factories.make_booking(session=s),
}


@pytest.mark.parametrize("what", VISIBLE)
def test_a_change_that_people_see_raises_the_sequence_once(session, now, what):
    before = session.vevent
    VISIBLE[what](session)

    assert refresh(session=session, now=now)
    assert not refresh(session=session, now=now + timedelta(hours=1))

    assert (session.sequence, session.changed_at) == (1, now)
    session.refresh_from_db()
    assert (session.sequence, session.changed_at) == (1, now)
    assert session.vevent != before
    assert "SEQUENCE:1\r\n" in session.vevent


@pytest.mark.parametrize("what", UNSEEN)
def test_a_change_that_nobody_sees_leaves_the_text_as_it_is(session, now, what):
    before = (session.vevent, session.sequence, session.changed_at)
    UNSEEN[what](session)

    assert not refresh(session=session, now=now)

    session.refresh_from_db()
    assert (session.vevent, session.sequence, session.changed_at) == before


def test_the_first_text_has_sequence_nought(session):
    assert session.vevent
    assert session.sequence == 0


def test_a_cancelled_session_says_so_in_its_title_and_keeps_its_uid(session, now):
    uid = event_of(session, now=now).uid
    save(session, status="cancelled", cancel_reason="Snow.")
    refresh(session=session, now=now)

    assert "SUMMARY:Cancelled: Over a Brew: unpaid carers\r\n" in session.vevent
    assert "STATUS:CANCELLED\r\n" in session.vevent
    assert f"UID:{uid}\r\n" in session.vevent
    assert uid == f"session-{session.uid}@brew.test"


def test_when_the_site_moves_no_calendar_gets_a_second_copy(session, settings, now):
    before = event_of(session, now=now).uid
    settings.BASE_URL = "https://new.example"
    refresh(session=session, now=now)

    assert event_of(session, now=now).uid == before
    assert f"UID:{before}\r\n" in session.vevent
    assert "https://new.example/sessions/" in session.vevent


def test_a_stale_copy_in_memory_does_not_bring_an_old_number_back(session, now):
    stale = type(session).objects.get(pk=session.pk)
    save(session, note="One")
    refresh(session=session, now=now)
    save(session, note="Two")
    refresh(session=stale, now=now + timedelta(minutes=1))

    session.refresh_from_db()
    assert session.sequence == stale.sequence == 2


def test_private_facts_are_in_no_calendar_text(session, now):
    save(session, meeting_url="https://meet.example/canary", meeting_phone="0999 canary")
    factories.make_booking(
        session=session, name="Canary Bird", email="canary@example.org", needs=("Canary need",)
    )
    save(session, note="Seen by all")
    refresh(session=session, now=now)

    assert "Seen by all" in session.vevent
    assert "canary" not in session.vevent.lower()


def test_a_subscriber_stays_free_and_someone_who_adds_one_date_is_busy(session, now):
    assert event_of(session, now=now).transparent
    assert not private_event(session, now=now).transparent


def test_publishing_a_page_reaches_the_calendar_and_a_draft_does_not(session, now):
    page = session.page
    page.title = "Over a Brew: a better name"
    revision = page.save_revision()
    session.refresh_from_db()
    assert "better name" not in session.vevent

    with time_machine.travel(now, tick=False):
        revision.publish()
    session.refresh_from_db()
    assert "better name" in session.vevent
    assert (session.sequence, session.changed_at) == (1, now)


def test_publishing_a_page_again_without_a_change_moves_nothing(session, now):
    before = session.changed_at
    with time_machine.travel(now, tick=False):
        session.page.save_revision().publish()

    session.refresh_from_db()
    assert (session.sequence, session.changed_at) == (0, before)


def test_publishing_a_series_reaches_all_its_dates_that_calendars_still_show(session, now):
    series = session.series
    old = factories.make_session(series=series, starts_at=now - timedelta(days=100))
    recent = factories.make_session(series=series, starts_at=now - timedelta(days=10))
    series.refresh_from_db()
    series.host = "Norfolk carers"
    with time_machine.travel(now, tick=False):
        series.save_revision().publish()

    for each in (session, old, recent):
        each.refresh_from_db()
    assert [s.sequence for s in (session, recent, old)] == [1, 1, 0]


def test_a_new_address_of_the_series_reaches_the_calendar(session, now):
    series = type(session.series).objects.get(pk=session.series_id)
    series.slug = "a-new-name"
    with time_machine.travel(now, tick=False):
        series.save_revision().publish()

    session.refresh_from_db()
    assert "URL:https://brew.test/sessions/a-new-name/2027-01-27/\r\n" in session.vevent


def test_a_pass_finds_a_renamed_topic_and_nothing_else(session, now):
    topic = Topic.objects.create(name="Carers", slug="carers")
    SessionPageTopic.objects.create(page=session.page, topic=topic)
    factories.make_session(starts_at=now + timedelta(days=60), series=session.series)
    refresh_all(now=now)
    Topic.objects.update(name="Unpaid carers")

    assert refresh_all(now=now) == 1
    assert refresh_all(now=now) == 0


def test_the_text_says_cancelled_and_why_only_when_it_is(session, now):
    assert "cancelled" not in session.vevent
    save(session, status="cancelled", cancel_reason="Ill.")
    refresh(session=session, now=now)

    assert "DESCRIPTION:This session is cancelled. Ill." in session.vevent
