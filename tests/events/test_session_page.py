"""The page of one session says what, when, where and how, in every state it can be in."""

import io
import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.files.images import ImageFile
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from html5lib import parse as parse_html
from PIL import Image
from wagtail.models import PageViewRestriction

from events import schedule
from events.bookings import capacity_of
from events.bookings.availability import capacity_text
from events.models import SeriesPage, Session, SessionPage, SessionPageTopic
from hub.dates import LONDON
from hub.models import Area, Picture, Topic
from stories.models import SummaryPage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def frozen(now):
    with time_machine.travel(now, tick=False) as clock:
        yield clock


def tree_of(response):
    assert response.status_code == 200
    return parse_html(response.content, namespaceHTMLElements=False)


def text_of(element):
    return " ".join("".join(element.itertext()).split())


def main_of(client, session):
    return text_of(tree_of(client.get(session.page.url)).find(".//main"))


def links_of(client, session):
    main = tree_of(client.get(session.page.url)).find(".//main")
    return {link.get("href"): text_of(link) for link in main.iter("a")}


def structured(client, session):
    tree = tree_of(client.get(session.page.url))
    (script,) = [s for s in tree.iter("script") if s.get("type") == "application/ld+json"]
    return json.loads(script.text)


# What it says -------------------------------------------------------------------------------------


def test_it_says_what_when_how_and_what_is_always_there(client):
    session = factories.make_session(
        title="Over a Brew: unpaid carers",
        page={
            "summary": "Do you look after someone?",
            "introduction": "First.\n\nSecond <b>bold</b>.",
            "questions": "What helps?\n\n Who listens? ",
            "host": "Norfolk carers",
            "area": Area.objects.create(name="Norfolk", slug="norfolk"),
        },
        note="We start with a poem.",
    )
    topic = Topic.objects.create(name="Carers", slug="carers")
    SessionPageTopic.objects.create(page=session.page, topic=topic)
    tree = tree_of(client.get(session.page.url))
    main = text_of(tree.find(".//main"))

    for words in (
        "Over a Brew: unpaid carers",
        "Wednesday 27 January 2027, 10:30am to 12 noon",
        "Do you look after someone?",
        "By video or by phone",
        "It is free",
        "What helps?",
        "Who listens?",
        "Norfolk carers",
        "Live captions are on.",
        "We start with a poem.",
        "Second <b>bold</b>.",
        "01632 960 123",
    ):
        assert words in main
    assert text_of(tree.find(".//title")).startswith(
        "Over a Brew: unpaid carers, Wednesday 27 January 2027"
    )
    assert "2027-01-27T10:30:00+00:00" in [each.get("datetime") for each in tree.iter("time")]
    assert links_of(client, session)["/topics/carers/"] == "Carers"


def test_a_room_is_shown_with_its_address_and_the_way_in(client):
    room = {"in_person": True, "venue": "The Mill\nNorwich", "venue_access": "A ramp."}
    main = main_of(client, factories.make_session(**room))
    elsewhere = main_of(client, factories.make_session(**room | {"in_person": False}))

    assert "By video, by phone or in person" in main
    assert "Norwich" in main
    assert "A ramp." in main
    assert "Norwich" not in elsewhere


def test_each_line_about_the_way_in_stands_alone(client):
    room = {"in_person": True, "venue": "The Mill", "venue_access": "A ramp.\nDogs: welcome."}
    session = factories.make_session(**room)
    lines = tree_of(client.get(session.page.url)).findall(".//main//dd/ul/li")

    assert [text_of(line) for line in lines] == ["A ramp.", "Dogs: welcome."]


def test_area_and_host_come_from_the_series_when_the_date_has_none(client):
    area = Area.objects.create(name="Essex", slug="essex")
    series = factories.make_series(area=area, host="Essex carers")
    main = main_of(client, factories.make_session(series=series))

    assert "Essex carers" in main
    assert "Area Essex" in main


def test_the_day_to_ask_for_an_interpreter_is_said_until_it_has_passed(client, frozen):
    session = factories.make_session()
    assert "Tell us by Wednesday 13 January 2027:" in main_of(client, session)
    frozen.shift(timedelta(days=3))
    assert "interpreter" not in main_of(client, session)


# Its states ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours", "says", "can_book", "in_calendar"),
    [
        (-26, "This session is over", False, False),  # yesterday
        (-4, "This session is over", False, False),  # earlier today
        (-1, "This session is on now", False, True),  # going on now
        (3, "Book a place", True, True),  # later today
        (24, "Book a place", True, True),  # tomorrow
    ],
)
def test_it_can_be_booked_until_it_starts(client, now, hours, says, can_book, in_calendar):
    session = factories.make_session(starts_at=now + timedelta(hours=hours))
    found = links_of(client, session)

    assert says in main_of(client, session)
    assert (f"{session.page.url}book/" in found) == can_book
    assert ("calendar.ics" in found) == in_calendar


def test_a_cancelled_session_says_why_and_leads_on(client):
    session = factories.make_session(status="cancelled", cancel_reason="Snow on every road.")
    found = links_of(client, session)

    assert "This session is cancelled Snow on every road." in main_of(client, session)
    assert f"{session.page.url}book/" not in found
    assert "calendar.ics" not in found
    assert found["/sessions/"] == "See coming sessions"


def test_a_full_session_offers_the_waiting_list_in_words(client):
    session = factories.make_session(places=1)
    factories.make_booking(session=session)

    assert "Full. You can join the waiting list." in main_of(client, session)
    assert links_of(client, session)[f"{session.page.url}book/"].startswith("Join the waiting list")


@pytest.mark.parametrize("occurrence_date", [datetime(2027, 1, 27).date(), None])
def test_a_moved_session_says_where_it_was_and_its_old_address_leads_here(
    client, now, occurrence_date
):
    session = factories.make_session(occurrence_date=occurrence_date)
    old = session.page.url
    assert "has moved" not in main_of(client, session)
    later = datetime(2027, 2, 3, 14, 0, tzinfo=UTC)
    schedule.move(session=session, starts_at=later, ends_at=later + timedelta(hours=1), now=now)
    session = Session.objects.get(pk=session.pk)

    assert (
        "It was planned for Wednesday 27 January 2027. It is now on Wednesday 3 February 2027."
        in main_of(client, session)
    )
    assert session.page.url == "/sessions/over-a-brew/2027-02-03/"
    assert client.get(old).url == session.page.url

    for day, words in (
        (later + timedelta(days=7), "It was planned for Wednesday 27 January 2027."),
        (later - timedelta(days=7), ""),
    ):
        schedule.move(session=session, starts_at=day, ends_at=day + timedelta(hours=1), now=now)
        shown = main_of(client, Session.objects.get(pk=session.pk))
        assert words in shown
        assert ("has moved" in shown) == bool(words)


def test_no_link_leads_to_a_series_that_was_taken_off_the_site(client):
    session = factories.make_session()
    gone = "/sessions/over-a-brew/"
    assert gone in client.get(session.page.url).text.replace(session.page.url, "")
    SeriesPage.objects.get().unpublish()

    response = client.get(session.page.url)
    links = [link.get("href") for link in tree_of(response).iter("a")]

    assert response.status_code == 200
    assert gone not in links
    assert "All sessions" in links_of(client, session).values()


def test_a_date_that_moved_before_anybody_saw_it_says_nothing_of_it(client, now):
    session = factories.make_session(live=False)
    later = datetime(2027, 2, 3, 14, 0, tzinfo=UTC)
    schedule.move(session=session, starts_at=later, ends_at=later + timedelta(hours=1), now=now)
    SessionPage.objects.get(pk=session.page_id).save_revision().publish()

    assert "has moved" not in main_of(client, Session.objects.get(pk=session.pk))


@pytest.mark.parametrize(
    ("places", "booked", "words"),
    [
        ({}, [], ""),
        ({"places": 3}, [], "3 places left"),
        ({"places": 3}, ["video", "phone"], "1 place left"),
        ({"places": 3, "places_held": 1}, ["video"], "1 place left"),
        ({"places": 2}, ["video", "video"], "Full. You can join the waiting list"),
        ({"places_in_person": 2}, ["in-person"], "1 place left in the room"),
        ({"places": 5, "places_in_person": 2}, [], "2 places left in the room, 5 places from home"),
        (
            {"places": 5, "places_in_person": 1},
            ["in-person"],
            "The room is full, but you can join from home",
        ),
        ({"places": 1, "places_in_person": 4}, ["phone"], "4 places left, in the room only"),
        (
            {"places": 1, "places_in_person": 1},
            ["phone", "in-person"],
            "Full. You can join the waiting list",
        ),
    ],
)
def test_places_are_said_in_words(places, booked, words):
    session = factories.make_session(in_person=True, venue="The Mill", **places)
    for way in booked:
        factories.make_booking(session=session, mode=way)

    assert capacity_text(capacity_of(session)) == words


# Ways on ------------------------------------------------------------------------------------------


def test_it_leads_to_the_sessions_before_and_after_it_in_its_series(client, now):
    series, other = factories.make_series(), factories.make_series("Other")
    days = [10, 20, 30, 40]
    made = [
        factories.make_session(series=series, title=f"n{day}", starts_at=now + timedelta(days=day))
        for day in days
    ]
    factories.make_session(series=other, title="other", starts_at=now + timedelta(days=21))
    factories.make_session(
        series=series, title="draft", starts_at=now + timedelta(days=25), live=False
    )
    Session.objects.filter(pk=made[2].pk).update(status="cancelled")

    first, second, last = (links_of(client, made[index]) for index in (0, 1, 3))
    assert second[made[0].page.url].startswith("Before: n10, ")
    assert second[made[2].page.url].startswith("Next: Cancelled: n30, ")
    assert made[3].page.url not in second
    assert not [words for words in first.values() if words.startswith("Before")]
    assert not [words for words in last.values() if words.startswith("Next")]


def test_two_sessions_at_one_time_lead_to_each_other(client):
    one, two = factories.make_session(title="one"), factories.make_session(title="two")

    assert links_of(client, one)[two.page.url].startswith("Next: two")
    assert links_of(client, two)[one.page.url].startswith("Before: one")


def test_the_calendar_links_hold_the_right_time_and_public_words_only(client):
    session = factories.make_session(
        starts_at=datetime(2027, 7, 14, 10, 30, tzinfo=LONDON).astimezone(UTC),
        meeting_url="https://meet.example/canary",
    )
    found = links_of(client, session)
    google = next(href for href in found if "calendar.google.com" in href)
    outlook = next(href for href in found if "outlook.live.com" in href)

    assert "dates=20270714T093000Z%2F20270714T110000Z" in google
    assert "startdt=2027-07-14T09%3A30%3A00Z" in outlook
    assert "canary" not in "".join(found)


def test_the_way_back_is_said_and_leads_home(client):
    session = factories.make_session(title="Over a Brew: money")
    crumbs = tree_of(client.get(session.page.url)).find(".//nav[@aria-label='You are here']")

    assert [(a.get("href"), text_of(a)) for a in crumbs.iter("a")] == [
        ("/", "Home"),
        ("/sessions/", "Sessions"),
        ("/sessions/over-a-brew/", "Over a Brew"),
    ]


# Who may see it -----------------------------------------------------------------------------------


def test_a_draft_is_not_found_and_a_private_page_asks_who_you_are(client):
    draft = factories.make_session(live=False)
    private = factories.make_session()
    PageViewRestriction.objects.create(page=private.series, restriction_type="login")

    assert client.get(draft.page.url).status_code == 404
    response = client.get(private.page.url)
    assert response.status_code == 302
    assert "login" in response.url


def test_a_page_only_takes_what_a_visitor_sends_to_read(client):
    session = factories.make_session()

    assert client.head(session.page.url).status_code == 200
    for path in (session.page.url, "/sessions/", "/sessions/over-a-brew/", "/sessions/subscribe/"):
        assert client.post(path).status_code == 405


def test_an_editor_can_preview_a_draft_with_words_that_nobody_else_sees_yet(client):
    session = factories.make_session(title="Over a Brew")
    page = session.page
    page.title = "Over a Brew: not yet announced"
    topic = Topic.objects.create(name="Carers", slug="carers")
    page.topic_links.add(SessionPageTopic(topic=topic))
    draft = page.save_revision().as_object()

    seen = draft.make_preview_request(RequestFactory().get("/"), "").rendered_content

    assert "not yet announced" in seen
    assert "Carers" in seen
    assert "not yet announced" not in main_of(client, session)


def test_a_page_whose_date_is_not_set_yet_can_be_previewed():
    page = SessionPage(title="New date", slug="new", introduction="What it is about.")
    factories.make_series().add_child(instance=page)

    seen = page.make_preview_request(RequestFactory().get("/"), "").rendered_content

    assert "What it is about." in seen


# For search engines -------------------------------------------------------------------------------


def test_search_engines_read_the_same_facts(client):
    session = factories.make_session(
        title="Over a Brew </script><b>",
        places=1,
        in_person=True,
        venue="The Mill\n1 Street\nNorwich",
        meeting_url="https://meet.example/canary",
    )
    data = structured(client, session)

    assert data["@type"] == "Event"
    assert data["name"] == "Over a Brew </script><b>"
    assert data["startDate"] == "2027-01-27T10:30:00+00:00"
    assert data["endDate"] == "2027-01-27T12:00:00+00:00"
    assert data["eventStatus"] == "https://schema.org/EventScheduled"
    assert data["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert data["location"] == [
        {"@type": "VirtualLocation", "url": f"https://brew.test{session.page.url}"},
        {"@type": "Place", "name": "The Mill", "address": "1 Street, Norwich"},
    ]
    assert data["offers"]["price"] == "0"
    assert data["offers"]["availability"] == "https://schema.org/InStock"
    assert "canary" not in json.dumps(data)

    factories.make_booking(session=session)
    assert structured(client, session)["offers"]["availability"] == "https://schema.org/SoldOut"


def test_search_engines_hear_of_a_cancelled_and_of_an_online_session(client):
    data = structured(client, factories.make_session(status="cancelled"))

    assert data["eventStatus"] == "https://schema.org/EventCancelled"
    assert data["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert "offers" not in data


# The cost -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("days", [5, -5])
def test_it_costs_at_most_nineteen_queries_however_much_is_around_it(
    client, site, settings, tmp_path, now, days
):
    settings.MEDIA_ROOT = tmp_path
    file = io.BytesIO()
    Image.new("RGB", (900, 600), (200, 120, 80)).save(file, "PNG")
    picture = Picture.objects.create(title="A mug", file=ImageFile(file, name="mug.png"))
    session = factories.make_session(
        starts_at=now + timedelta(days=days),
        places=40,
        page={"picture": picture, "picture_is_decorative": True},
    )
    topics = [Topic.objects.create(name=f"T{n}", slug=f"t{n}") for n in range(12)]

    def more(first, last):
        for number in range(first, last):
            factories.make_session(starts_at=now + timedelta(days=number - 6))
            factories.make_booking(
                session=session, email=f"p{number}@example.org", now=now - timedelta(days=9)
            )
            SessionPageTopic.objects.create(page=session.page, topic=topics[number])
            site.stories.add_child(
                instance=SummaryPage(title=f"Said {number}", session=session.page)
            )

    def queries():
        client.get(session.page.url)  # pictures are cut to size on the first visit
        with CaptureQueriesContext(connection) as asked:
            assert client.get(session.page.url).status_code == 200
        return len(asked)

    more(0, 3)
    few = queries()
    more(3, 12)
    assert queries() == few <= 19
