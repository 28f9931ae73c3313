"""Booking again with the answers of an earlier booking: shown, never silently used, never to a stranger."""

import uuid
from datetime import timedelta

import pytest
import time_machine

from events import bookings
from events.bookings import Attendee, Preferences, manage_token
from events.bookings.availability import next_session_for
from events.emails import compose
from events.emails.delivery import send_due
from events.models import AccessNeed, Booking, Notice, Regular
from events.privacy.retention import needs_are_retained, purge_expired
from events.public.forms.booking_data import to_stored_answers
from events.public.views.rebook import prefilled_answers
from tests.events.emails.mails import compose_mail
from tests.events.test_manage_views import text_of
from tests.factories import STARTS_AT, make_booking, make_option, make_series, make_session

pytestmark = pytest.mark.django_db

ENDS = STARTS_AT + timedelta(minutes=90)
EVENING = ENDS + timedelta(hours=2)
MONTHS_LATER = ENDS + timedelta(days=60)
REMEMBER = Preferences(anything_else="I tire", remember_needs=True, share_needs=True)
MONTH = timedelta(days=28)
ATTEMPT = uuid.uuid4()


@pytest.fixture(autouse=True)
def attempt(monkeypatch):
    """The key of the attempt that rebooking begins."""
    monkeypatch.setattr("events.public.views.rebook.new_attempt", lambda: ATTEMPT)


@pytest.fixture(autouse=True)
def clock(db):
    with time_machine.travel(EVENING, tick=False) as traveller:
        yield traveller


def coming(number=1, **facts):
    return make_session(starts_at=STARTS_AT + number * MONTH, **facts)


def start_rebooking(client, made, **kwargs):
    return client.post(f"/bookings/{manage_token(made)}/again/", **kwargs)


def book_of(session, step="check", attempt=ATTEMPT):
    return f"/sessions/{session.series.slug}/{session.page.slug}/book/{attempt}/{step}/"


def go_on(client, answer, **fields):
    """Answer the question of this page, and return the address of the next."""
    return client.post(answer["Location"], fields)


SHARING = {"share_needs": "yes", "remember_needs": "yes"}


def book_the_rest(client, session):
    page = client.get(book_of(session))
    shown = page.context["form"]["shown"].value()
    return client.post(book_of(session), {"shown": shown, "agree": "on"})


# The next date ------------------------------------------------------------------------------------


def test_the_next_date_is_the_first_of_the_same_series_that_can_be_booked():
    booking = make_booking()
    make_session(starts_at=STARTS_AT + MONTH, series=make_series("Another"))
    coming(1, status="cancelled")
    coming(2, live=False)
    coming(3, by_video=False, by_phone=False)
    assert next_session_for(booking, now=EVENING) is None

    later, sooner = coming(5), coming(4)
    assert next_session_for(booking, now=EVENING) == sooner
    assert next_session_for(booking, now=sooner.starts_at) == later


def test_a_booking_to_come_leads_to_the_date_after_it(now):
    first, second = make_session(), coming(1)
    assert next_session_for(make_booking(session=first), now=now) == second
    assert next_session_for(make_booking(session=second), now=now) is None


def test_without_another_date_the_page_leads_to_all_sessions(client):
    booking = make_booking()
    page = client.get(f"/bookings/{manage_token(booking)}/")

    assert "Book again with the same answers" not in page.text
    assert "See all our sessions" in page.text
    assert start_rebooking(client, booking)["Location"] == "/sessions/"


# The way through ----------------------------------------------------------------------------------


def test_one_press_fills_in_the_form_and_everything_is_shown_before_it_is_booked(client):
    booking = make_booking(
        needs=(make_option("More breaks"), "A lift"), phone="07700 900123", wishes=REMEMBER
    )
    session = coming()
    page = client.get(f"/bookings/{manage_token(booking)}/")
    assert "Book again with the same answers" in page.text
    answer = start_rebooking(client, booking)
    assert answer["Location"] == book_of(session, "sharing") + "?change=1&same=1"
    question = client.get(answer["Location"])
    assert "They are from your last booking." in question.text
    assert " checked" not in question.text, "consent is asked anew"

    assert go_on(client, answer, **SHARING)["Location"] == book_of(session)
    shown = text_of(client.get(book_of(session)))
    for words in (
        *("Ama Mensah", "ama@example.org", "07700 900123", "More breaks", "A lift", "I tire"),
        *("By video", "Wednesday 24 February 2027"),
    ):
        assert words in shown
    assert Booking.objects.count() == 1, "nothing is booked yet"

    assert book_the_rest(client, session).status_code == 302
    new = Booking.objects.get(session=session)
    assert (new.contact_name, new.email, new.phone) == (
        "Ama Mensah",
        "ama@example.org",
        "07700 900123",
    )
    assert {need.asked_words for need in AccessNeed.objects.filter(person__booking=new)} == {
        "More breaks",
        "A lift",
    }
    assert (new.anything_else, new.remember_needs) == ("I tire", True)
    assert (new.form_key, new.uid) != (booking.form_key, booking.uid)


def test_who_asked_for_nothing_comes_straight_to_the_answers(client):
    made, session = make_booking(), coming()
    answer = start_rebooking(client, made)

    assert answer["Location"] == book_of(session) + "?same=1"
    page = client.get(answer["Location"])
    assert "Is it all still right? You have not booked yet." in page.text
    assert " checked" not in page.text
    assert f'href="{book_of(session, "needs")}?change=1"' in page.text


def test_nothing_of_it_is_in_an_address(client):
    booking = make_booking(needs=("A lift",), wishes=REMEMBER)
    coming()
    answer = start_rebooking(client, booking)

    for secret in ("lift", "Ama", "ama", manage_token(booking)):
        assert secret not in answer["Location"]
    assert answer["Referrer-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_fills_in_nothing(client, method):
    booking = make_booking()
    coming()
    answer = getattr(client, method)(f"/bookings/{manage_token(booking)}/again/")

    assert answer["Location"] == f"/bookings/{manage_token(booking)}/"
    assert "sessionid" not in client.cookies


@pytest.mark.parametrize("token", ["x", "A" * 44, "ama@example.org"])
def test_only_the_link_opens_the_answers(client, token):
    make_booking(wishes=REMEMBER, needs=("A lift",))
    coming()

    assert client.post(f"/bookings/{token}/again/", {"email": "ama@example.org"}).status_code == 404


def test_an_address_typed_into_the_form_brings_up_nothing_and_nothing_extra_is_sent(client):
    make_booking(wishes=REMEMBER, needs=("Canary need",), phone="07700 900999")
    session = coming()
    Notice.objects.all().delete()
    steps = {
        "who": {"for_whom": "me"},
        "names": {"your_name": "Ama Mensah"},
        "contact": {"email": "ama@example.org", "phone": ""},
        "way": {"way": "video"},
        "any-needs": {"any_needs": "yes"},
        "needs": {},
        "talk": {"contact_first": "no"},
    }
    for step, fields in steps.items():
        seen = client.get(book_of(session, step)).text
        assert "Canary" not in seen and "900999" not in seen
        client.post(book_of(session, step), fields)
    seen = client.get(book_of(session)).text
    assert "Canary" not in seen and "900999" not in seen
    book_the_rest(client, session)
    assert [notice.kind for notice in Notice.objects.all()] == ["confirmation"]


def test_answers_half_given_for_the_same_date_stay_in_their_window_and_mix_with_nothing(client):
    made, session, window = make_booking(name="Ama Mensah"), coming(), uuid.uuid4()
    client.post(book_of(session, "who", window), {"for_whom": "other"})
    client.post(book_of(session, "names", window), {"your_name": "Canary"})
    start_rebooking(client, made)
    assert "Canary" in client.get(book_of(session, "names", window)).text

    shown = client.get(book_of(session)).text
    assert "Ama Mensah" in shown
    assert "Canary" not in shown


def test_pressing_twice_and_booking_once_makes_one_booking(client):
    made, session = make_booking(), coming()
    start_rebooking(client, made)
    start_rebooking(client, made)
    page = client.get(book_of(session))
    shown = page.context["form"]["shown"].value()
    for _ in range(2):
        client.post(book_of(session), {"shown": shown, "agree": "on"})

    assert session.bookings.count() == 1


def test_a_full_date_offers_the_waiting_list(client):
    made, session = make_booking(), coming(places=0)
    start_rebooking(client, made)

    assert "Join the waiting list" in client.get(book_of(session)).text


def test_the_next_question_that_is_open_has_a_way_back(client):
    booking = make_booking(wishes=REMEMBER, needs=("A lift",))
    session = coming()
    answer = start_rebooking(client, booking)

    back = client.post(answer["Location"], {"share_needs": "yes", "back": "1"})
    assert back["Location"] == book_of(session, "needs")
    assert client.get(back["Location"]).status_code == 200


# What is looked at again --------------------------------------------------------------------------


def test_a_way_that_is_not_offered_is_asked_again(client):
    booking = make_booking(mode="phone")
    session = coming(by_phone=False, in_person=True, venue="The hall")
    answer = start_rebooking(client, booking)

    assert answer["Location"].startswith(book_of(session, "way"))
    assert go_on(client, answer, way="video")["Location"] == book_of(session)


@pytest.mark.parametrize("is_done", [True, False])
def test_what_we_promised_to_forget_is_asked_again_and_not_taken_for_nothing(
    client, clock, is_done
):
    """Also when the night's work is late, and it is still there."""
    booking = make_booking(
        needs=("A lift",),
        supporter="Jo",
        wishes=Preferences(anything_else="I tire", share_needs=True),
    )
    session = coming()
    clock.move_to(ENDS + timedelta(days=1))
    if is_done:
        purge_expired(now=ENDS + timedelta(days=1))
    answer = start_rebooking(client, booking)
    for step, fields in (
        ("any-needs", {"any_needs": "yes"}),
        ("needs", {"options": "nothing"}),
        ("their-needs", {}),
        ("talk", {"contact_first": "no"}),
    ):
        assert answer["Location"].startswith(book_of(session, step))
        asked = client.get(answer["Location"]).text
        assert "A lift" not in asked and "I tire" not in asked
        answer = go_on(client, answer, **fields)
    assert answer["Location"] == book_of(session)


def test_what_we_promised_to_forget_is_one_press_when_nothing_is_needed(client, clock):
    made, session = make_booking(needs=("A lift",)), coming()
    clock.move_to(ENDS + timedelta(days=1))
    answer = start_rebooking(client, made)

    assert go_on(client, answer, any_needs="no")["Location"] == book_of(session)


@pytest.mark.parametrize(
    ("fields", "moment", "are_kept"),
    [
        ({}, EVENING, True),
        ({}, ENDS + timedelta(days=1), False),
        ({"remember_needs": True}, MONTHS_LATER, True),
        ({"state": "cancelled", "cancelled_at": STARTS_AT - timedelta(days=3)}, STARTS_AT, False),
        ({"state": "cancelled", "cancelled_at": STARTS_AT - timedelta(hours=3)}, STARTS_AT, True),
    ],
)
def test_we_know_whether_no_need_means_that_there_is_none(fields, moment, are_kept):
    assert needs_are_retained(make_booking(**fields), now=moment) == are_kept


def test_what_a_regular_told_us_is_kept_from_one_date_to_the_next():
    booking = make_booking(needs=("More breaks",))
    Regular.objects.create(series=booking.session.series, booking=booking)
    assert needs_are_retained(booking, now=MONTHS_LATER)
    assert prefilled_answers(booking, now=MONTHS_LATER)["needs"]["words"] == ["More breaks"]


def test_an_option_that_we_took_off_the_list_stays_in_words(client):
    option = make_option("A scribe")
    made, session = make_booking(needs=(option, "A lift"), wishes=REMEMBER), coming()
    make_option("A scribe", in_use=False)
    go_on(client, start_rebooking(client, made), **SHARING)
    shown = text_of(client.get(book_of(session)))

    assert "A scribe" in shown
    assert "A lift" in shown


def test_a_wish_to_talk_about_the_last_date_does_not_go_over(client):
    booking = make_booking(
        phone="07700 900123",
        wishes=Preferences(contact_first="phone", contact_when="Tuesday at ten"),
    )
    session = coming()
    start_rebooking(client, booking)
    shown = text_of(client.get(book_of(session)))

    assert "Tuesday at ten" not in shown
    assert "Talk to a person first No, thank you" in shown


def test_a_carer_books_for_the_same_person_again(client):
    booking = make_booking(
        name="Sam",
        email="sam@example.org",
        for_whom="other-and-me",
        person_knows=True,
        wishes=REMEMBER,
        people=(
            Attendee(
                name="Ama", email="ama@example.org", asks=(bookings.AccessRequest(words="A lift"),)
            ),
            Attendee(name="Sam", role="supports", asks=(bookings.AccessRequest(words="A chair"),)),
        ),
    )
    session = coming()
    go_on(client, start_rebooking(client, booking), **SHARING)
    book_the_rest(client, session)
    people = list(Booking.objects.get(session=session).people.all())

    assert [(each.name, each.role) for each in people] == [("Ama", "comes"), ("Sam", "supports")]
    assert people[0].email == "ama@example.org"
    assert [each.needs.get().words for each in people] == ["A lift", "A chair"]


# After 30 days only people with needs are left ----------------------------------------------------

ME_TWO = {"for_whom": "me-and-supporter"}
THEY_TWO = {"for_whom": "other-and-me", "person_knows": True}


def make_two_bookings(first, second, **fields):
    """Two people, of whom those with words have asked for something; then two months go by."""
    booking = make_booking(
        name="Sam",
        email="sam@example.org",
        wishes=Preferences(anything_else="I tire", remember_needs=True),
        people=(
            Attendee(
                name="Sam" if fields == ME_TWO else "Ama",
                asks=(bookings.AccessRequest(words=first),) if first else (),
            ),
            Attendee(
                name="Jo" if fields == ME_TWO else "Sam",
                role="supports",
                asks=(bookings.AccessRequest(words=second),) if second else (),
            ),
        ),
        **fields,
    )
    purge_expired(now=MONTHS_LATER)
    return booking


@pytest.mark.parametrize("fields", [ME_TWO, THEY_TWO])
@pytest.mark.parametrize("first", ["", "First"])
@pytest.mark.parametrize("second", ["", "Second"])
def test_nobody_gets_the_needs_of_the_other(first, second, fields):
    made = make_two_bookings(first, second, **fields)
    stored = to_stored_answers(made)

    assert stored["needs"]["words"] == [first]
    assert stored.get("their-needs", {"second-words": [""]})["second-words"] == [second]
    assert stored["names"]["your_name"] == ["Sam"]


@pytest.mark.parametrize("first", ["", "First"])
@pytest.mark.parametrize("second", ["", "Second"])
@pytest.mark.parametrize("fields", [ME_TWO, THEY_TWO])
def test_the_page_of_a_remembered_booking_shows_no_empty_code_and_no_wrong_name(
    client, clock, first, second, fields
):
    made = make_two_bookings(first, second, **fields)
    clock.move_to(MONTHS_LATER)
    page = text_of(client.get(f"/bookings/{manage_token(made)}/"))

    assert "None" not in page
    assert "Your code for the phone" not in page


def test_a_name_that_we_have_forgotten_is_asked_again(client, clock):
    made = make_two_bookings("", "A chair", **THEY_TWO)
    session = coming(3)
    clock.move_to(MONTHS_LATER)
    answer = start_rebooking(client, made)

    assert answer["Location"].startswith(book_of(session, "together"))


def test_months_later_the_remembered_needs_are_shown_again(client, clock):
    booking = make_booking(needs=(make_option("More breaks"), "A lift"), wishes=REMEMBER)
    coming(3)
    purge_expired(now=MONTHS_LATER)
    clock.move_to(MONTHS_LATER)
    answer = go_on(client, start_rebooking(client, booking), **SHARING)
    shown = text_of(client.get(answer["Location"]))

    for words in ("More breaks", "A lift", "I tire", "Ama Mensah"):
        assert words in shown


def test_the_answers_are_read_in_as_many_queries_for_many_bookings(django_assert_num_queries):
    booking = make_booking(needs=("A lift", make_option("More breaks")))
    for _ in range(5):
        make_booking(session=booking.session)
    fresh = bookings.booking_for(manage_token(booking))
    with django_assert_num_queries(3):
        prefilled_answers(fresh, now=EVENING)


# The mails ----------------------------------------------------------------------------------------


def test_the_thanks_mail_leads_on_to_the_next_date_when_there_is_one(now):
    booking = make_booking()
    assert "Book the next session" not in compose_mail(Notice.Kind.THANKS, booking, now).body
    coming()
    Notice.objects.all().delete()
    mail = compose_mail(Notice.Kind.THANKS, booking, now)

    assert "The next one is on Wednesday 24 February 2027, 10:30am to 12 noon." in mail.body
    assert (
        "Book the next session with the same answers:\n"
        f"https://brew.test/bookings/{manage_token(booking)}/\n" in mail.body
    )
    assert mail.alternatives[0][0].count('class="button"') == 1


def past_links():
    return [notice.booking for notice in Notice.objects.filter(kind="link").order_by("pk")]


def lose(email="ama@example.org", now=EVENING):
    Notice.objects.filter(kind="link").delete()
    bookings.send_links_again(email=email, now=now)
    return past_links()


def test_a_lost_link_is_sent_for_a_session_that_has_been_if_we_remember_the_needs():
    plain = make_booking()
    booking = make_booking(session=plain.session, wishes=REMEMBER)

    assert lose(" AMA@example.org") == [booking]
    assert lose("nobody@example.org") == []


def test_of_many_remembered_bookings_the_newest_for_each_person_is_sent():
    old = make_session(starts_at=STARTS_AT - MONTH)
    new = make_session()
    make_booking(session=old, wishes=REMEMBER)
    mine = make_booking(session=new, wishes=REMEMBER)
    bens = make_booking(session=old, name="Ben", email="ama@example.org", wishes=REMEMBER)

    assert set(lose()) == {mine, bens}


def test_a_coming_booking_has_the_answers_already():
    make_booking(wishes=REMEMBER)
    next_one = make_booking(session=coming(), now=EVENING)

    assert lose() == [next_one]


def test_the_answer_on_the_screen_is_the_same_for_everyone(client):
    make_booking(wishes=REMEMBER)
    answers = [
        client.post("/bookings/lost-link/", {"email": email}, follow=True).text
        for email in ("ama@example.org", "nobody@example.org")
    ]
    assert answers[0] == answers[1]


def test_the_link_mail_fits_a_session_that_has_been(clock):
    made, session = make_booking(wishes=REMEMBER, needs=("Canary need",)), coming(3)
    purge_expired(now=MONTHS_LATER)
    lose(now=MONTHS_LATER)
    mail = compose(Notice.objects.get(kind="link", booking=made), MONTHS_LATER)

    assert "This session has been. You asked us to remember what you need." in mail.body
    assert session.when_words in mail.body
    assert f"https://brew.test/bookings/{manage_token(made)}/" in mail.body
    assert "Canary" not in mail.body + mail.subject
    for wrong in ("None", "change or cancel", "code:"):
        assert wrong not in mail.body


def test_a_link_that_was_just_asked_for_outlives_the_nightly_forgetting(clock, mailoutbox):
    booking = make_booking(wishes=REMEMBER, needs=("A lift",))
    purge_expired(now=MONTHS_LATER)
    lose(now=MONTHS_LATER)
    purge_expired(now=MONTHS_LATER + timedelta(minutes=1))
    clock.move_to(MONTHS_LATER + timedelta(minutes=2))
    send_due(now=MONTHS_LATER + timedelta(minutes=2))
    assert [mail.to for mail in mailoutbox] == [["ama@example.org"]]

    purge_expired(now=MONTHS_LATER + timedelta(days=4))
    assert not booking.notices.exists()


def test_the_first_page_of_the_form_shows_the_way_to_the_last_mail(client):
    session = coming()
    page = client.get(f"{session.page.url}book/", follow=True).text

    assert "The link in your last email from us does that too." in page
    assert 'href="/bookings/lost-link/"' in page
