"""What people read about the place, about money, and about what is always there."""

import re
from importlib import import_module

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import ValidationError

from events import schedule
from events.models import SeriesPage
from events.models.attendance import AttendanceMode
from events.models.standing_arrangements import lines_for
from hub.map_links import map_url, validate_position
from tests.events.emails.mails import BOOKING_KINDS, Kind, compose_mail, html_words, single_spaced
from tests.events.test_booking_views import FORM
from tests.events.test_manage_views import text_of, url_of
from tests.factories import STARTS_AT, make_booking, make_series, make_session

pytestmark = pytest.mark.django_db
with_ways = import_module("events.migrations.0022_on_the_day").with_ways

VENUE = {
    "venue": "The Hall\n12 Chapel Yard\nSwaffham PE37 0ZZ",
    "venue_travel": "The bus stops at the door.\nThree Blue Badge spaces.",
    "venue_access": "No steps.",
    "venue_drawbacks": "The kitchen has a step.",
}
PAYMENT = "We pay your travel in cash on the day."
MAP = "https://www.openstreetmap.org/search?query=PE37+0ZZ"
ABOUT_THE_PLACE = ("The bus stops at the door.", "No steps.", "The kitchen has a step.")


@pytest.fixture(autouse=True)
def clock(now):
    with time_machine.travel(now, tick=False) as traveller:
        yield traveller


@pytest.fixture
def session():
    return make_session(in_person=True, payment=PAYMENT, **VENUE)


# The place ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "position", "url"),
    [
        ("The Hall\nSwaffham PE37 0ZZ", "", MAP),
        ("The Hall, SW1A 1AA House, Ely, cb7 4dl", "", f"{MAP[:-9]}=cb7+4dl"),
        ("The Hall\n\n Norwich ", "", f"{MAP[:-9]}=The+Hall%2C+Norwich"),
        (
            "The Hall PE37 0ZZ",
            "52.6478, 0.6890",
            "https://www.openstreetmap.org/?mlat=52.6478&mlon=0.6890#map=17/52.6478/0.6890",
        ),
        ("", "", ""),
    ],
)
def test_the_map_shows_the_position_or_else_looks_for_the_postcode(address, position, url):
    assert map_url(address=address, position=position) == url


@pytest.mark.parametrize("wrong", ["here", "52.6", "91, 0", "52.6478, 0.6890, 4", "52, 181"])
def test_a_position_is_two_numbers_on_the_earth(wrong):
    with pytest.raises(ValidationError, match="Write two numbers"):
        validate_position(wrong)
    validate_position("52.6478, -0.6890")


@pytest.mark.parametrize("rest", ["booked/", "join/"])
def test_who_comes_to_the_room_reads_all_about_the_place(client, session, rest):
    page = client.get(url_of(make_booking(session=session, mode="in-person"), rest))
    for words in (*ABOUT_THE_PLACE, "What is not good about the place", "Getting here"):
        assert words in text_of(page)
    assert f'href="{MAP}" rel="noreferrer"' in page.text


def test_the_page_of_the_session_tells_about_the_place_and_loads_no_map(client, session):
    page = client.get(session.page.url)
    for words in (*ABOUT_THE_PLACE, "What is not good about the place", PAYMENT):
        assert words in text_of(page)
    assert re.findall(r'"[^"]*openstreetmap[^"]*"', page.text) == [f'"{MAP}"']
    assert f'href="{MAP}" rel="noreferrer"' in page.text


def test_nothing_about_a_place_is_said_where_nobody_comes_to_one(client):
    page = client.get(make_session(in_person=False, **VENUE).page.url)

    assert "openstreetmap" not in page.text
    assert not any(words in page.text for words in ABOUT_THE_PLACE)


@pytest.mark.parametrize("mode", list(AttendanceMode))
def test_mails_tell_about_the_place_those_who_come_to_it(now, session, mode):
    mail = compose_mail(Kind.CONFIRMATION, make_booking(session=session, mode=mode), now)
    for text in (mail.body, html_words(mail)):
        assert all((w in text) == (mode == AttendanceMode.IN_PERSON) for w in ABOUT_THE_PLACE)


# Payment and expenses -----------------------------------------------------------------------------


def test_payment_is_said_on_the_page_on_the_form_and_in_the_mail(client, session, now):
    booking = make_booking(session=session)
    mail = compose_mail(Kind.CONFIRMATION, booking, now)
    for text in (
        text_of(client.get(session.page.url)),
        text_of(client.get(f"{session.page.url}book/", follow=True)),
        single_spaced(mail.body),
        html_words(mail),
    ):
        assert PAYMENT in text
        assert re.search("payment and expenses", text, re.IGNORECASE)
        assert "people with lived experience" in text


def test_without_payment_nothing_is_said_of_it(client, now):
    session = make_session()
    mail = compose_mail(Kind.CONFIRMATION, make_booking(session=session), now)
    for text in (
        text_of(client.get(session.page.url)),
        text_of(client.get(f"{session.page.url}book/", follow=True)),
        mail.body,
    ):
        assert "lived experience" not in text


def test_a_cancelled_session_pays_nobody(now, session):
    for kind in (Kind.CANCELLATION, Kind.SESSION_CANCELLED):
        mail = compose_mail(kind, make_booking(session=session), now)
        assert PAYMENT not in mail.body + mail.alternatives[0][0]


def test_a_new_date_begins_with_what_the_series_says(now):
    series = make_series(in_person=True, payment=PAYMENT, venue_position="52.6, 0.68", **VENUE)
    ends_at = STARTS_AT.replace(hour=12)
    page = schedule.add_session(series=series, starts_at=STARTS_AT, ends_at=ends_at, now=now)

    made = page.session
    assert made.payment == PAYMENT
    assert {name: getattr(made, name) for name in VENUE} == VENUE
    assert made.venue_map_url.endswith("#map=17/52.6/0.68")


# What is always there -----------------------------------------------------------------------------

LINES = [
    "By video: Live captions are on.",
    "By video or phone: you can hang up at any time.",
    "In person: There is a quiet room.",
    "By phone: You do not need the internet.",
    "We take a break.",
    "Phone: ring twice.",
]
ALWAYS = ["We take a break.", "Phone: ring twice."]


@pytest.mark.parametrize(
    ("modes", "shown"),
    [
        (["video"], ["Live captions are on.", "You can hang up at any time.", *ALWAYS]),
        (["phone"], ["You can hang up at any time.", "You do not need the internet.", *ALWAYS]),
        (["in-person"], ["There is a quiet room.", *ALWAYS]),
        (
            ["video", "phone"],
            [LINES[0], "You can hang up at any time.", LINES[3], *ALWAYS],
        ),
        (["video", "in-person"], [*LINES[:3], *ALWAYS]),
        (["video", "phone", "in-person"], LINES),
    ],
)
def test_what_is_always_there_fits_the_ways_to_join(client, modes, shown):
    assert lines_for(LINES, [AttendanceMode(mode) for mode in modes]) == shown

    ways = {"by_video": "video", "by_phone": "phone", "in_person": "in-person"}
    session = make_session(
        series=make_series(standing_arrangements="\n".join(LINES)),
        venue="The Hall, Ely",
        **{name: mode in modes for name, mode in ways.items()},
    )
    page = client.get(session.page.url).text
    (part,) = re.findall(r'(?s)aria-labelledby="always-title">.*?</section>', page)
    assert re.findall(r"<li>(.*?)</li>", part) == shown


def test_the_page_of_the_series_says_which_way_each_is_for(client):
    series = make_series(standing_arrangements="\n".join(LINES))
    page = text_of(client.get(series.url))

    assert all(line in page for line in LINES)


def test_the_form_of_a_session_in_a_room_promises_no_captions(client):
    make_session(
        series=make_series(standing_arrangements="\n".join(LINES)),
        by_video=False,
        by_phone=False,
        in_person=True,
        venue="The Hall, Ely",
    )
    page = text_of(client.get(f"{FORM}start/"))

    assert "There is a quiet room." in page
    assert "captions are on" not in page


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Live captions are on.", "By video: Live captions are on."),
        ("You can keep your camera off.", "By video: You can keep your camera off."),
        ("You can join by phone.", "By phone: You can join by phone."),
        ("There is a hearing loop.", "In person: There is a hearing loop."),
        ("We take a break.", "We take a break."),
        ("Captions, and a hearing loop.", "Captions, and a hearing loop."),
        ("By video: Captions are on.", "By video: Captions are on."),
    ],
)
def test_the_migration_says_for_which_way_a_line_is_only_when_that_is_sure(before, after):
    assert with_ways(f"We begin.\n{before}") == f"We begin.\n{after}"
    assert with_ways(after) == after


# The first link -----------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", list(AttendanceMode))
@pytest.mark.parametrize("kind", [kind for kind in BOOKING_KINDS if kind != Kind.BROADCAST])
def test_no_words_of_an_editor_put_a_link_before_the_action(now, kind, mode):
    """A number to dial may come first. It is the action of those who join by phone on the day."""
    session = make_session(
        in_person=True,
        meeting_phone="01632 960555",
        note="See https://example.org/note",
        payment="See https://example.org/pay",
        **VENUE,
    )
    mail = compose_mail(kind, make_booking(session=session, mode=mode, needs=("A lift",)), now)
    html = mail.alternatives[0][0].partition("<body>")[2]
    links = re.findall(r'href="(https?:[^"]+)"', html)
    button = re.search(r'<a class="button"\s+href="([^"]+)"', html)

    if kind == Kind.REMINDER_HOUR and mode == AttendanceMode.PHONE:
        assert not button
        assert re.search(r'href="([^"]+)"', html)[1] == "tel:01632960555"
        return
    assert button and links[0] == button[1]
    assert re.search(r"https?://\S+", mail.body)[0] == button[1]
    if kind not in (Kind.ORGANISER_NEEDS, Kind.PERSONAL_FEED, Kind.DECLINE_CHECK):
        assert "https://example.org/note" in links


def test_drafts_of_a_series_say_for_which_way_too(now):
    """A draft from before, published later, would bring the old lines back."""
    series = SeriesPage.objects.get(pk=make_series().pk)
    revision = series.save_revision()
    revision.content["standing_arrangements"] = "Live captions are on."
    revision.save()
    migration = import_module("events.migrations.0022_on_the_day")
    migration.say_for_which_way(apps, None)

    revision.refresh_from_db()
    series.refresh_from_db()
    assert revision.content["standing_arrangements"] == "By video: Live captions are on."
    assert series.standing_arrangements.startswith("By video: Live captions are on.\nWe take")


@pytest.mark.parametrize(("by_video", "by_phone"), [(True, False), (False, True), (False, False)])
def test_joining_from_home_instead_is_said_only_where_it_is_so(client, by_video, by_phone):
    session = make_session(in_person=True, by_video=by_video, by_phone=by_phone, **VENUE)
    page = text_of(client.get(url_of(make_booking(session=session, mode="in-person"), "join/")))

    assert ("You can join from home instead" in page) == (by_video or by_phone)
