"""The words of each text: short, plain, with all that is needed and no need."""

import re
from datetime import timedelta

import pytest

from events import schedule
from events.bookings import Attendee
from events.models import AccessNeed, Notice
from events.outbox import enqueue
from events.texts.compose import compose_text
from events.texts.delivery import send_due_texts
from events.texts.gsm import MAX_LENGTH, is_plain, length_of, plain
from tests.events.emails.mails import enqueue_notice, sending_time, set_up_rows
from tests.events.texts.people import NUMBER, make_texted_booking
from tests.factories import make_session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("notify")]
Kind = Notice.Kind
DIAL_IN = "01632 960555, then 2468#"
NEED = "A palantypist"
WHEN = "Wednesday 27 January 2027, 10:30am to 12 noon UK time"


def compose_kind(kind, booking, now):
    """The text of this kind, with all rows as they would be, after a first text."""
    booking.notices.filter(dedupe_key="a test").delete()
    if kind != Kind.CONFIRMATION:
        first = booking.notices.get(kind=Kind.CONFIRMATION, recipient=Notice.CONTACT)
        told = {
            "title": "x",
            "starts_at": "2027-01-20T10:30:00+00:00",
            "way": booking.attendance_mode,
        }
        told |= {
            "ends_at": "2027-01-20T12:00:00+00:00",
            "place": "",
            "dial_in": "",
            "cancelled": False,
        }
        first.sent_at, first.snapshot = now, {**told, "way_is_open": True}
        first.save()
    set_up_rows(kind, booking, now)
    moment = sending_time(kind, booking.session, now)
    return compose_text(enqueue_notice(kind, booking, moment), moment)


@pytest.fixture
def session():
    return make_session(
        title="Unpaid carers",
        places=9,
        meeting_phone=DIAL_IN,
        in_person=True,
        venue="The Forum\nNorwich",
    )


def link_in(text):
    [link] = re.findall(r"https://\S+", text)
    return link


@pytest.mark.parametrize("kind", Notice.TEXTED)
@pytest.mark.parametrize("mode", ["video", "phone", "in-person"])
def test_each_text_is_short_signed_and_without_needs(session, now, kind, mode):
    booking = make_texted_booking(session=session, mode=mode, needs=(NEED,), supporter="Jo")
    message = compose_kind(kind, booking, now)

    assert message.to == NUMBER
    assert message.text.startswith("Over a Brew: ")
    assert is_plain(message.text), set(message.text)
    assert length_of(message.text) <= MAX_LENGTH, message.text
    assert NEED not in message.text
    assert "27 January 2027" in message.text
    assert "UK time" in message.text
    assert link_in(message.text).startswith("https://brew.test/")
    assert not re.search(r"  | [.,:]|[.,]{2}|None|[{}<>&]", message.text), message.text


def test_the_first_text_has_all_that_is_needed_to_join_by_phone(session, now):
    booking = make_texted_booking(session=session, mode="phone")
    text = compose_kind(Kind.CONFIRMATION, booking, now).text

    assert text == (
        f"Over a Brew: You have a place. Unpaid carers, {WHEN}. To join, ring {DIAL_IN}. "
        f"Code: {booking.spoken_code}. See or change: {link_in(text)} Reply STOP to end texts."
    )


def test_without_a_way_to_hear_of_replies_nobody_is_told_to_reply(session, now, settings):
    settings.TEXT_CALLBACK_TOKEN = ""
    text = compose_kind(Kind.CONFIRMATION, make_texted_booking(session=session), now).text

    assert "STOP" not in text
    assert "No more texts? Ring 01632 960 123." in text


def test_only_the_first_texts_say_how_to_end_them(session, now):
    booking = make_texted_booking(session=session)
    texts = {kind: compose_kind(kind, booking, now).text for kind in Notice.TEXTED}

    assert {kind for kind, text in texts.items() if "STOP" in text} == {
        Kind.CONFIRMATION,
        Kind.WAITING,
    }


WORDS = [
    (Kind.WAITING, "You are on the waiting list."),
    (Kind.OFFER, "A place is free for you."),
    (Kind.OFFER, "Answer by 9am UK time on Wednesday 13 January 2027."),
    (Kind.OFFER, "or ring 01632 960 123"),
    (Kind.PROMOTED, "You have a place now."),
    (Kind.CHANGE, "The booking has changed."),
    (Kind.ANSWER, "We have an answer for you."),
    (Kind.CANCELLATION, "The booking is cancelled."),
    (Kind.SESSION_MOVED, "The session has changed. It is now: Unpaid carers, Wednesday 27 January"),
    (Kind.SESSION_CANCELLED, "We are sorry, this session is cancelled."),
    (Kind.SESSION_RESTORED, "The session is on again."),
    (Kind.SESSION_RESTORED, "You have a place."),
    (Kind.REMINDER_DAY, "Tomorrow: Unpaid carers"),
    (Kind.REMINDER_HOUR, "In an hour: Unpaid carers"),
    (Kind.THANKS, "Thank you for coming. Unpaid carers"),
    (Kind.BOOKING_LINK, "The link to the booking."),
]


@pytest.mark.parametrize(("kind", "words"), WORDS)
def test_each_kind_says_what_has_happened(session, now, kind, words):
    assert words in compose_kind(kind, make_texted_booking(session=session), now).text


def test_the_table_of_words_has_every_kind():
    assert {kind for kind, _ in WORDS} | {Kind.CONFIRMATION} == set(Notice.TEXTED)


def test_a_carer_reads_whom_it_is_about(session, now):
    people = (Attendee(name="Jean", asks=()),)
    booking = make_texted_booking(session=session, name="Sam", for_whom="other", people=people)

    assert "Jean has a place." in compose_kind(Kind.CONFIRMATION, booking, now).text
    assert "Tomorrow, for Jean:" in compose_kind(Kind.REMINDER_DAY, booking, now).text
    assert (
        "The booking for Jean is cancelled." in compose_kind(Kind.CANCELLATION, booking, now).text
    )


def test_a_discreet_booking_has_no_title(session, now):
    booking = make_texted_booking(session=session, discreet_title=True)
    for kind in Notice.TEXTED:
        text = compose_kind(kind, booking, now).text
        assert "Unpaid carers" not in text
        assert "27 January" in text


def test_an_answer_to_a_need_is_announced_without_saying_what(session, now):
    booking = make_texted_booking(session=session, needs=(NEED,))
    need = AccessNeed.objects.get()
    need.state, need.answer, need.changed_at = "in-place", "She comes at ten", now
    need.save()
    text = compose_kind(Kind.ANSWER, booking, now).text

    assert "We have an answer for you." in text
    assert NEED not in text
    assert "She comes" not in text


def test_the_day_before_the_link_leads_to_where_they_join(session, now):
    by_video = compose_kind(
        Kind.REMINDER_DAY, make_texted_booking(session=session, mode="video"), now
    )
    by_phone = compose_kind(
        Kind.REMINDER_DAY, make_texted_booking(session=session, mode="phone"), now
    )
    in_room = compose_kind(
        Kind.REMINDER_DAY, make_texted_booking(session=session, mode="in-person"), now
    )

    assert link_in(by_video.text).endswith("/join/")
    assert f"To join, ring {DIAL_IN}." in by_phone.text
    assert "At The Forum, Norwich." in in_room.text


def test_a_new_number_alone_is_told_as_that(session, now, notify):
    make_texted_booking(session=session, mode="phone")
    send_due_texts(now=now)
    assert DIAL_IN in notify.texts[-1][1]
    schedule.set_details(session=session, meeting_phone="01632 960777", now=now)
    send_due_texts(now=now + timedelta(minutes=10))

    text = notify.texts[-1][1]
    assert f"How to join has changed. Unpaid carers, {WHEN}. To join, ring 01632 960777." in text


def test_a_long_title_gives_way_to_the_link_and_the_time(now):
    title = "What we would all like to say about direct payments, and about each other, this winter"
    session = make_session(title=title, meeting_phone=DIAL_IN, venue="x")
    text = compose_kind(
        Kind.CONFIRMATION, make_texted_booking(session=session, mode="phone"), now
    ).text

    assert length_of(text) <= MAX_LENGTH
    assert WHEN in text
    assert DIAL_IN in text
    assert link_in(text)


def test_names_in_every_script_are_kept(session, now):
    people = (Attendee(name="Łucja Żak", asks=()),)
    booking = make_texted_booking(session=session, name="Sam", for_whom="other", people=people)

    assert "Łucja Żak has a place." in compose_kind(Kind.CONFIRMATION, booking, now).text


def test_markup_in_a_title_stays_as_it_is(now):
    session = make_session(title="Tea & <b>talk</b>")
    assert (
        "Tea & <b>talk</b>"
        in compose_kind(Kind.CONFIRMATION, make_texted_booking(session=session), now).text
    )


@pytest.mark.parametrize(
    ("text", "length"), [("abc", 3), ("5€", 3), ("[x]", 5), ("ż" * 67, 153), ("ż" * 68, 156)]
)
def test_the_length_is_counted_as_networks_do(text, length):
    assert length_of(text) == length


def test_typographic_marks_become_those_of_the_alphabet():
    assert plain("“Tea” – don’t wait…") == '"Tea" - don\'t wait...'
    assert is_plain(plain("“Tea” – don’t wait…"))


def test_a_kind_without_a_text_is_never_routed_to_one(session, now):
    booking = make_texted_booking(session=session, email="ama@example.org")
    for kind in set(Kind) - set(Notice.TEXTED) - {Kind.INVITATION}:
        notice = enqueue(kind=kind, booking=booking, now=now, dedupe_key="a test")
        copies = Notice.objects.filter(dedupe_key=notice.dedupe_key, kind=kind)
        assert not copies.filter(recipient=Notice.CONTACT_TEXT).exists(), kind


def test_nothing_is_texted_of_a_session_that_is_over(session, now):
    notice = make_texted_booking(session=session).notices.get()

    assert compose_text(notice, session.ends_at - timedelta(minutes=1))
    assert compose_text(notice, session.ends_at) is None
