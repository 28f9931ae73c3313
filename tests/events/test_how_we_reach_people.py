"""Every page and mail fits the way this person is reached."""

import re

import pytest
import time_machine

from events.models import AccessNeed, Booking, Notice
from hub.models import SiteDetails
from tests.events.emails.mails import BOOKING_KINDS, compose_mail, make_carer_booking
from tests.events.test_booking_views import FORM, answer_all, book_now, send, text_of
from tests.events.test_manage_views import make_offer, url_of
from tests.factories import make_booking, make_series, make_session

pytestmark = pytest.mark.django_db
PHONE, DIAL_IN = "01632 960 111", "01632 960555, then 2468#"
BY_PHONE = {"contact": {"phone": PHONE}, "way": {"way": "phone"}}
MENTIONS_MAIL = re.compile(r"e-?mail|write to|junk", re.IGNORECASE)


@pytest.fixture(autouse=True)
def clock(now):
    with time_machine.travel(now, tick=False) as traveller:
        yield traveller


@pytest.fixture
def session():
    return make_session(places=5, meeting_phone=DIAL_IN)


def main_of(response):
    """The words of the page itself, without the way to write to us beside it."""
    main = re.search(r"<main.*?</main>", response.text, re.S)[0]
    main = re.sub(r'<div class="phone-route.*?</div>', " ", main, flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


# Someone without e-mail ---------------------------------------------------------------------------


def test_a_booking_by_phone_only_says_whom_we_ring_and_when_and_nothing_of_mail(client, session):
    check = answer_all(client, **BY_PHONE)
    assert f"A person will phone you on {PHONE}." in main_of(check)
    page = main_of(client.get(book_now(client, check).url))
    days = SiteDetails.load().reply_days

    assert f"A person will phone you on {PHONE} , within {days} working days." in page
    assert "We phone you again if something changes, and the day before the session." in page
    assert not MENTIONS_MAIL.search(page.replace("We cannot email you the link to it.", ""))


@pytest.mark.parametrize("rest", ["booked/", "", "join/"])
def test_who_joins_by_phone_reads_the_number_to_ring_on_the_page_and_on_paper(
    client, session, rest
):
    response = client.get(url_of(make_booking(session=session, mode="phone"), rest))
    assert f"Ring this number when we start: {DIAL_IN}" in main_of(response)
    before = response.text[: response.text.index("Ring this number")]
    around = re.findall(r"<(?:section|div)[^>]*>(?!.*</(?:section|div)>)", before, re.S)

    assert not any("no-print" in tag for tag in around)


@pytest.mark.parametrize(
    "facts",
    [
        {"mode": "video"},
        {"mode": "phone", "state": "waiting"},
        {"mode": "phone", "state": "cancelled"},
    ],
)
@pytest.mark.parametrize("rest", ["booked/", ""])
def test_the_number_to_ring_is_for_who_has_a_place_by_phone(client, session, facts, rest):
    response = client.get(url_of(make_booking(session=session, **facts), rest))

    assert DIAL_IN not in response.text


def test_without_a_number_to_ring_the_page_says_where_it_will_be(client):
    booking = make_booking(session=make_session(), mode="phone", email="", phone=PHONE)
    page = main_of(client.get(url_of(booking, "booked/")))
    assert "The number to ring is not here yet. We tell you when we phone you." in page
    Booking.objects.filter(pk=booking.pk).update(email="ama@example.org")

    assert "You find it on your page to join" in main_of(client.get(url_of(booking, "booked/")))


def test_the_email_has_the_link_only_for_who_gets_an_email(client, session):
    with_mail = make_booking(session=session)
    without = make_booking(session=session, email="", phone=PHONE)

    assert "The email has the link too." in main_of(client.get(url_of(with_mail, "booked/")))
    assert "The email has" not in main_of(client.get(url_of(without, "booked/")))


def test_when_only_the_person_booked_for_gets_mail_the_page_says_that_we_do_not_phone(
    client, session
):
    check = answer_all(
        client,
        who={"for_whom": "other"},
        together={"their_name": "Ben", "person_knows": "yes"},
        contact={"phone": PHONE},
        **{"their-contact": {"their_email": "ben@example.org"}},
    )
    assert "A person will phone you" not in main_of(check)
    page = main_of(client.get(book_now(client, check).url))

    assert "We send an email to Ben. It has a link to the booking. So we do not phone you" in page
    assert not Booking.objects.by_phone_only().exists(), "the list of calls agrees"


@pytest.mark.parametrize(
    ("contact", "words", "wrong"),
    [
        ({"email": "ama@example.org"}, "Then we write to you only.", "phone you only"),
        ({"phone": PHONE}, "Then we phone you only.", "write to you only"),
    ],
)
def test_who_books_for_another_reads_how_they_alone_are_reached(
    client, session, contact, words, wrong
):
    start = {"for_whom": "other", "your_name": "Ama", "way": "video", "any_needs": "no"}
    send(client, "start", **start | contact)
    page = main_of(client.get(f"{FORM}others/"))

    assert "we only write to you, or phone you" in page
    assert words in page and wrong not in page


def test_who_waits_without_email_is_phoned_when_a_place_is_free(client):
    session = make_session(places=0)
    waits = make_booking(session=session, email="", phone=PHONE)
    for rest in ("", "booked/"):
        page = main_of(client.get(url_of(waits, rest)))
        assert "We phone you as soon as a place is free. Then you have two days to say yes." in page
        assert "write to you" not in page


# The waiting list ---------------------------------------------------------------------------------


def test_the_mail_and_the_pages_of_the_waiting_list_say_the_same(client, now):
    booking = make_booking(session=make_session(places=0), needs=("A lift",))
    mail = compose_mail(Notice.Kind.WAITING, booking, now)
    pages = [main_of(client.get(url_of(booking, rest))) for rest in ("", "booked/")]
    asked = AccessNeed.objects.get()
    for words in (
        "We write to you as soon as a place is free. Then you have two days to say yes.",
        "Near the day of the session it is less.",
        asked.words,
        "We have got it. A person will tell you what we can do.",
        booking.spoken_code,
    ):
        assert words in mail.body
        assert all(words in page for page in pages), words
    days = SiteDetails.load().reply_days
    assert f"We answer within {days} working days." in mail.body
    for text in (mail.body, *pages):
        assert "You do not need to do anything" not in text


# The first link -----------------------------------------------------------------------------------


def first_link_in_html(mail):
    html = mail.alternatives[0][0].partition("<body>")[2]
    return re.search(r'href="([^"]+)"', html)[1]


def first_link_in_text(mail):
    return re.search(r"https?://\S+", mail.body)[0]


@pytest.mark.parametrize("kind", [kind for kind in BOOKING_KINDS if kind != Notice.Kind.BROADCAST])
def test_the_first_link_of_a_mail_is_its_one_action(kind, now):
    """A letter has no button: its writer says what to do."""
    mails = [
        compose_mail(kind, make_booking(session=make_session()), now),
        *(
            compose_mail(kind, make_carer_booking(now), now, to=each)
            for each in (["contact"] if kind != Notice.Kind.ORGANISER_NEEDS else [])
        ),
    ]
    for mail in filter(None, mails):
        html = mail.alternatives[0][0]
        button = re.search(r'<a class="button"\s+href="([^"]+)"', html)
        assert button, kind
        assert first_link_in_html(mail) == button[1]
        assert first_link_in_text(mail) == button[1]


def test_the_first_link_of_an_offer_leads_to_where_it_is_accepted(client, now):
    booking = make_offer(make_session(places=2), now)
    mail = compose_mail(Notice.Kind.OFFER, booking, now)
    for link in (first_link_in_html(mail), first_link_in_text(mail)):
        assert "Yes, I take the place" in text_of(
            client.get(link.removeprefix("https://brew.test"))
        )


def test_a_session_in_a_room_has_its_address_and_no_number_to_ring(client):
    series = make_series(in_person=True, venue="The Hall, Norwich")
    session = make_session(series=series, meeting_phone=DIAL_IN)
    page = client.get(url_of(make_booking(session=session, mode="in-person"), "booked/"))

    assert "The Hall, Norwich" in page.text and DIAL_IN not in page.text
