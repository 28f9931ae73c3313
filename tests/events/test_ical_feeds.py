"""Calendar files over HTTP: the right sessions, the right times, the right headers, nothing private."""

import gzip
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction

from events import schedule
from events.bookings import manage_token
from events.models import Booking, PersonalFeed, SeriesPage, SessionPageTopic
from events.schedule import personal_feed
from events.schedule.calendar_events import refresh, refresh_all
from hub.dates import LONDON
from hub.models import Area, Topic
from tests import factories
from tests.events.test_ical import uids_after_split
from tests.readers import agreed

pytestmark = pytest.mark.django_db

FEED = "/sessions/calendar.ics"


@pytest.fixture(autouse=True)
def frozen(now):
    with time_machine.travel(now, tick=False) as clock:
        yield clock


def uids(response):
    return {event.uid for event in agreed(response.content)}


def uid(session):
    return f"session-{session.uid}@brew.test"


def with_topic(session, name="Carers"):
    topic, _ = Topic.objects.get_or_create(name=name, slug=name.lower())
    SessionPageTopic.objects.create(page=session.page, topic=topic)
    refresh(session=session, now=session.changed_at)
    return topic


# What is in it ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("local", "end"),
    [
        (datetime(2027, 3, 27, 10, 30), datetime(2027, 3, 27, 12, 0)),
        (datetime(2027, 3, 28, 10, 30), datetime(2027, 3, 28, 12, 0)),
        (datetime(2027, 3, 28, 0, 30), datetime(2027, 3, 28, 2, 30)),  # over the change itself
        (datetime(2027, 10, 30, 10, 30), datetime(2027, 10, 30, 12, 0)),
        (datetime(2027, 10, 31, 0, 30), datetime(2027, 10, 31, 3, 0)),
        (datetime(2027, 10, 31, 10, 30), datetime(2027, 10, 31, 12, 0)),
    ],
)
def test_four_readers_agree_on_the_time_at_both_clock_changes(client, local, end):
    starts, ends = local.replace(tzinfo=LONDON), end.replace(tzinfo=LONDON)
    factories.make_session(starts_at=starts.astimezone(UTC), ends_at=ends.astimezone(UTC))

    (event,) = agreed(client.get(FEED).content)

    assert (event.starts, event.ends) == (starts.astimezone(UTC), ends.astimezone(UTC))


def test_it_reaches_from_ninety_days_back_to_eighteen_months_ahead(client, now):
    days = [-91, -89, -1, 0, 1, 540, 560]
    made = {
        day: factories.make_session(
            starts_at=now + timedelta(days=day, hours=-1),
            ends_at=now + timedelta(days=day, hours=1),
        )
        for day in days
    }

    assert uids(client.get(FEED)) == {uid(made[day]) for day in (-89, -1, 0, 1, 540)}


def test_a_program_that_takes_the_first_uid_of_a_file_keeps_every_session(client):
    """As vdirsyncer does: see `uids_after_split`."""
    series = factories.make_series()
    made = {
        uid(
            factories.make_session(
                series=series, starts_at=factories.STARTS_AT + timedelta(days=7 * week)
            )
        )
        for week in range(20)
    }

    assert len(made) == 20
    assert uids_after_split(client.get(FEED).content) == made


def test_drafts_and_private_sessions_are_in_no_feed(client, now):
    shown = factories.make_session()
    draft = factories.make_session(starts_at=now + timedelta(days=1), live=False)
    private = factories.make_session(starts_at=now + timedelta(days=2))
    PageViewRestriction.objects.create(page=private.page, restriction_type="login")

    assert uids(client.get(FEED)) == {uid(shown)}
    for hidden in (draft, private):
        assert client.get(f"{hidden.page.url}calendar.ics").status_code == 404


def test_a_cancelled_session_stays_and_says_so(client, now):
    session = factories.make_session(title="Over a Brew: money")
    type(session).objects.update(status="cancelled", cancel_reason="Snow.")
    refresh(session=session, now=now)

    (event,) = agreed(client.get(FEED).content)

    assert event.summary == "Cancelled: Over a Brew: money"
    assert (event.status, event.sequence) == ("CANCELLED", 1)


def test_the_address_of_its_page_ends_each_description(client, now):
    """Google and Outlook on the web show no URL."""
    booking = factories.make_booking()
    feed = PersonalFeed.objects.create(email=booking.email)
    page = f"https://brew.test{booking.session.page.url}"
    for path in (
        FEED,
        f"{booking.session.page.url}calendar.ics",
        f"/bookings/{manage_token(booking)}/calendar.ics",
        reverse("own_feed", args=[personal_feed.SIGNER.token_for(feed.uid)]),
    ):
        (event,) = agreed(client.get(path).content)
        assert event.url == page, path
        assert event.description.endswith(f"\n\n{page}"), path


def test_a_calendar_that_others_see_has_no_address_in_its_text(client):
    booking = factories.make_booking(discreet_title=True)
    (event,) = agreed(client.get(f"/bookings/{manage_token(booking)}/calendar.ics").content)
    assert "://" not in event.description


def test_a_session_asks_people_to_book_until_it_starts(client, now, frozen):
    session = factories.make_session()
    words = "Book a place"
    (coming,) = agreed(client.get(FEED).content)
    assert words in coming.description
    frozen.move_to(session.starts_at)
    assert refresh_all(now=session.starts_at) == 1
    assert refresh_all(now=session.starts_at) == 0

    for path in (FEED, f"{session.page.url}calendar.ics"):
        (past,) = agreed(client.get(path).content)
        assert words not in past.description
        assert past.description.endswith(past.url)
    assert past.sequence == coming.sequence + 1


def test_a_feed_without_sessions_is_a_good_file(client, site):
    response = client.get(FEED)

    assert response.status_code == 200
    assert agreed(response.content) == []


@pytest.mark.slow("asks for every feed")
def test_each_filter_gives_its_own_sessions_under_the_same_uids(client, now):
    norfolk = Area.objects.create(name="Norfolk", slug="norfolk")
    monthly = factories.make_series()
    programme = factories.make_series(
        "What's missing?", slug="missing", area=norfolk, by_phone=False
    )
    carers = factories.make_session(series=monthly)
    with_topic(carers)
    evening = factories.make_session(
        series=monthly, starts_at=datetime(2027, 7, 14, 17, 0, tzinfo=UTC)
    )
    norwich = factories.make_session(
        series=programme, starts_at=now + timedelta(days=3), in_person=True, venue="Norwich"
    )
    own_area = factories.make_session(
        series=programme,
        starts_at=now + timedelta(days=4),
        page={"area": Area.objects.create(name="Essex", slug="essex")},
    )
    made = {"c": carers, "e": evening, "n": norwich, "o": own_area}
    wanted = {
        "": "ceno",
        "?series=over-a-brew": "ce",
        "?series=missing": "no",
        "?topic=carers": "c",
        "?area=norfolk": "n",
        "?area=essex": "o",
        "?way=phone": "ce",
        "?way=in-person": "n",
        "?time=evening": "e",
        "?series=over-a-brew&way=video&topic=carers": "c",
        "?area=norfolk&topic=carers": "",
    }

    got = {query: uids(client.get(FEED + query)) for query in wanted}

    assert got == {
        query: {uid(made[letter]) for letter in letters} for query, letters in wanted.items()
    }
    assert uids(client.get(f"{carers.page.url}calendar.ics")) == {uid(carers)}


@pytest.mark.parametrize("query", ["?topic=gone", "?series=gone", "?area=gone", "?way=by-owl"])
def test_a_label_that_is_gone_is_not_found_and_never_shows_something_else(client, query):
    factories.make_session()

    assert client.get(FEED + query).status_code == 404


def test_old_addresses_find_the_calendars_of_a_series_that_was_renamed(
    client, now, django_capture_on_commit_callbacks
):
    session = factories.make_session()
    schedule.move(
        session=session,
        starts_at=session.starts_at + timedelta(days=7),
        ends_at=session.ends_at + timedelta(days=7),
        now=now,
    )
    series = SeriesPage.objects.get()
    series.slug = "the-brew"
    with django_capture_on_commit_callbacks(execute=True):
        series.save_revision().publish()

    assert uids(client.get(f"{FEED}?series=over-a-brew")) == {uid(session)}
    assert "the-brew" in client.get("/sessions/subscribe/?series=over-a-brew").text
    for day in ("2027-01-27", "2027-02-03"):
        old = client.get(f"/sessions/over-a-brew/{day}/calendar.ics")
        assert old.url == "/sessions/the-brew/2027-02-03/calendar.ics"
    assert client.get("/sessions/nowhere/2027-01-27/calendar.ics").status_code == 404


def test_no_booker_no_need_and_no_join_link_is_in_any_public_bytes(client):
    session = factories.make_session(
        meeting_url="https://meet.example/canary", meeting_phone="0999 canary"
    )
    factories.make_booking(
        session=session,
        name="Canary Bird",
        email="canary@example.org",
        supporter="Canary Friend",
        needs=("Canary need",),
    )
    page = session.page.url

    for path in (
        FEED,
        f"{page}calendar.ics",
        "/sessions/feed/",
        page,
        "/sessions/",
        "/sitemap.xml",
    ):
        response = client.get(path)
        assert response.status_code == 200
        assert b"canary" not in response.content.lower(), path
        assert b"meet.example" not in response.content, path


# How it is served ---------------------------------------------------------------------------------


def test_the_feed_is_a_public_calendar_without_a_cookie_for_a_client_that_sends_nothing(client):
    factories.make_session()
    response = client.get(FEED)

    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=900"
    assert response["Content-Disposition"] == 'inline; filename="sessions.ics"'
    assert "attachment" not in response["Content-Disposition"]
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "X-Robots-Tag" not in response


def test_the_same_data_gives_the_same_bytes_and_the_same_strong_tag_later_that_day(client, frozen):
    factories.make_session()
    first = client.get(FEED)
    frozen.shift(3600)
    second = client.get(FEED)

    assert first.content == second.content
    assert first["ETag"] == second["ETag"]
    assert not first["ETag"].startswith("W/")


def test_a_client_that_has_it_gets_304_and_no_body(client):
    factories.make_session()
    tag = client.get(FEED)["ETag"]

    again = client.get(FEED, headers={"if-none-match": tag})
    weak = client.get(FEED, headers={"if-none-match": f"W/{tag}"})
    other = client.get(FEED, headers={"if-none-match": '"something else"'})

    assert [r.status_code for r in (again, weak, other)] == [304, 304, 200]
    assert again.content == b""
    assert again["ETag"] == tag
    assert again["Cache-Control"] == "public, max-age=900"


def test_whatever_changes_the_bytes_changes_the_tag(client, now, frozen):
    series = factories.make_series()
    one = factories.make_session(series=series)
    topic = with_topic(one)
    two = factories.make_session(series=series, starts_at=now + timedelta(days=80))
    with_topic(two)
    seen = {}

    def look():
        response = client.get(f"{FEED}?topic=carers")
        assert seen.setdefault(response["ETag"], response.content) == response.content
        assert list(seen.values()).count(response.content) == 1
        return len(seen)

    assert look() == look() == 1
    two.page.unpublish()
    assert look() == 2
    three = factories.make_session(series=series, starts_at=now + timedelta(days=81))
    with_topic(three)
    assert look() == 3
    type(one).objects.filter(pk=one.pk).update(note="Bring a poem.")
    refresh(session=one, now=now)
    assert look() == 4
    topic.name = "Unpaid carers"
    topic.save()
    assert look() == 5
    PageViewRestriction.objects.create(page=three.page, restriction_type="login")
    assert look() == 6
    frozen.shift(timedelta(days=120))
    assert look() == 7


def test_head_answers_as_get_does_without_the_body(client):
    factories.make_session()
    got, head = client.get(FEED), client.head(FEED)

    assert head.status_code == 200
    assert head.content == b""
    for name in ("Content-Type", "ETag", "Cache-Control", "Content-Length"):
        assert head[name] == got[name]


def test_it_is_compressed_when_asked_and_the_tag_still_works(client):
    factories.make_session()
    plain = client.get(FEED)
    packed = client.get(FEED, headers={"accept-encoding": "gzip"})

    assert packed["Content-Encoding"] == "gzip"
    assert packed["Vary"] == "Accept-Encoding"
    assert gzip.decompress(packed.content) == plain.content
    again = client.get(FEED, headers={"accept-encoding": "gzip", "if-none-match": packed["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("path", [FEED, "/sessions/over-a-brew/2027-01-27/calendar.ics"])
def test_nothing_can_be_sent_to_a_calendar_file(client, path):
    factories.make_session()

    assert client.post(path).status_code == 405


@pytest.mark.parametrize("query", ["", "?topic=carers&area=norfolk&series=over-a-brew&way=video"])
def test_a_feed_costs_the_same_few_queries_whatever_its_size(client, now, query):
    Area.objects.create(name="Norfolk", slug="norfolk")
    series = factories.make_series(area=Area.objects.get())

    def queries(until):
        while series.sessions.count() < until:
            day = now + timedelta(days=series.sessions.count() + 1)
            with_topic(factories.make_session(series=series, starts_at=day))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            response = client.get(FEED + query)
        assert response.content.count(b"BEGIN:VEVENT") == until
        with CaptureQueriesContext(connection) as asked_again:
            client.get(FEED + query, headers={"if-none-match": response["ETag"]})
        return len(asked), len(asked_again)

    few, many = queries(3), queries(12)

    assert few == many
    assert few[0] <= 6
    assert few[1] < few[0]


def test_one_session_is_a_download_with_a_plain_file_name(client):
    session = factories.make_session()
    response = client.get(f"{session.page.url}calendar.ics")

    assert response["Content-Disposition"] == 'attachment; filename="session-2027-01-27.ics"'
    again = client.get(
        f"{session.page.url}calendar.ics", headers={"if-none-match": response["ETag"]}
    )
    assert again.status_code == 304


# One booking --------------------------------------------------------------------------------------


@pytest.fixture
def booking():
    return factories.make_booking(name="Ama Mensah", needs=("A quiet voice",))


def test_a_booking_has_a_file_of_its_own_that_nobody_else_may_keep(client, booking):
    response = client.get(f"/bookings/{manage_token(booking)}/calendar.ics")

    (event,) = agreed(response.content)
    assert event.uid == f"booking-{booking.uid}@brew.test"
    assert event.starts == booking.session.starts_at
    assert b"METHOD" not in response.content
    assert b"quiet" not in response.content
    assert b"Ama" not in response.content
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Content-Disposition"] == 'attachment; filename="my-booking.ics"'


def test_a_cancelled_booking_says_so_and_one_that_waits_has_no_file(client, booking):
    path = f"/bookings/{manage_token(booking)}/calendar.ics"
    Booking.objects.update(state="cancelled")
    (event,) = agreed(client.get(path).content)
    assert event.status == "CANCELLED"

    for state in ("waiting", "offered", "lapsed"):
        Booking.objects.update(state=state)
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("token", ["x", "a" * 43, "ä" * 30])
def test_an_unknown_link_is_not_found(client, booking, token):
    assert client.get(f"/bookings/{token}/calendar.ics").status_code == 404


# Feed readers -------------------------------------------------------------------------------------

ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_web_feed_lists_coming_sessions_with_addresses_that_stay(client, now):
    coming = factories.make_session(
        title="Over a Brew: <money> & care", page={"summary": "Who pays < who decides?"}
    )
    factories.make_session(starts_at=now - timedelta(days=1))
    factories.make_session(starts_at=now + timedelta(days=3), live=False)
    response = client.get("/sessions/feed/")

    root = ElementTree.fromstring(response.content)
    (entry,) = root.findall(f"{ATOM}entry")
    assert response["Content-Type"].startswith("application/atom+xml")
    assert entry.findtext(f"{ATOM}id") == f"urn:uuid:{coming.uid}"
    assert entry.findtext(f"{ATOM}title") == (
        "Over a Brew: <money> & care, Wednesday 27 January 2027, 10:30am to 12 noon"
    )
    assert entry.findtext(f"{ATOM}summary") == "Who pays &lt; who decides?"
    assert entry.find(f"{ATOM}link").get("href") == f"https://brew.test{coming.page.url}"
    assert "Last-Modified" not in response
    again = client.get("/sessions/feed/", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_the_web_feed_without_sessions_is_a_good_file(client, site):
    response = client.get("/sessions/feed/")

    assert response.status_code == 200
    assert ElementTree.fromstring(response.content).findall(f"{ATOM}entry") == []
