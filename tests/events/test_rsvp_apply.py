"""What a calendar reply does, and all that it cannot do."""

import re
from datetime import timedelta

import pytest
import textstat
from django.core import mail
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from events import bookings as services
from events.bookings import Attendee, manage_token
from events.emails.delivery import send_due
from events.models import Booking, Notice, OrganiserTask, Person, Session, UnresolvedReply
from events.rsvp.apply import Outcome, process_reply
from events.schedule import cancel as cancel_date
from events.schedule import move, restore, set_note
from tests import factories
from tests.events.calendar_replies import SHAPES, TRUSTED, bounce, human_mail, reply
from tests.examples import examples
from tests.readers import agreed

State = Booking.State
Kind = Notice.Kind
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def with_mailbox(settings):
    settings.REPLIES_URL = "imaps://user:secret@mail.example/INBOX"
    settings.TRUSTED_AUTHSERV_ID = TRUSTED


def make_invited_booking(now, **fields):
    booking = factories.make_booking(**fields)
    send_due(now=now)
    mail.outbox.clear()
    return booking


def answer(booking, partstat, now, **how):
    how.setdefault("stamp", now)
    outcome = process_reply(raw=reply(booking, partstat, **how), now=now)
    booking.refresh_from_db()
    return outcome


def send_mails(now):
    mail.outbox.clear()
    send_due(now=now)
    return mail.outbox


def unresolved_reasons():
    return list(UnresolvedReply.objects.values_list("reason", flat=True))


def make_pair(now, *, ben_email="", for_whom="other-and-me", **fields):
    """Sam books for Ben and comes too; Jo supports Ben, with an address of her own."""
    return make_invited_booking(
        now,
        name="Sam",
        email="sam@example.org",
        for_whom=for_whom,
        people=(
            Attendee(name="Ben", email=ben_email),
            Attendee(name="Sam", email="sam@example.org"),
            Attendee(name="Jo", email="jo@example.org", role=Person.Role.SUPPORTS),
        ),
        **fields,
    )


# No -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", SHAPES)
def test_no_in_any_calendar_gives_up_the_place(now, shape):
    booking = make_invited_booking(now)

    assert answer(booking, "DECLINED", now, shape=shape) == Outcome.CANCELLED

    assert booking.state == State.CANCELLED
    assert (booking.calendar_answer, booking.answered_at) == ("DECLINED", now)
    assert not UnresolvedReply.objects.exists()


def test_the_place_goes_to_the_next_in_line(now):
    session = factories.make_session(places=1)
    booking = make_invited_booking(now, session=session)
    waiting = factories.make_booking(session=session, name="Ben", email="ben@example.org", now=now)

    answer(booking, "DECLINED", now)

    waiting.refresh_from_db()
    assert waiting.state == State.OFFERED


def test_the_mail_says_that_we_read_the_no_and_how_to_undo_it(now):
    booking = make_invited_booking(now)
    answer(booking, "DECLINED", now)
    (told,) = send_mails(now)
    (event,) = agreed(calendar_part(told), method="CANCEL")

    said = " ".join(told.body.split())
    assert told.to == ["ama@example.org"]
    assert "You pressed No in your calendar, and your calendar told us." in said
    assert "The place is free for someone else." in said
    assert "You can have the place back for one hour" in said
    assert f"https://brew.test/bookings/{manage_token(booking)}/" in said
    assert "You do not need to tell us why" not in said
    assert event.uid == f"booking-{booking.uid}@brew.test"
    assert event.sequence == booking.session.sequence + booking.sequence
    sentences = " ".join(
        line for line in told.body.splitlines() if line.endswith((".", "?")) and "://" not in line
    )
    assert textstat.flesch_kincaid_grade(sentences) <= 6
    for html in told.alternatives[0]:
        assert "You pressed No in your calendar" in html or html == "text/html"


def calendar_part(message):
    (part,) = [p for p in message.message().walk() if p.get_content_type() == "text/calendar"]
    return part.get_payload(decode=True)


def test_a_booking_that_is_cancelled_on_the_page_gets_the_usual_mail(now):
    booking = make_invited_booking(now)
    services.cancel(booking=booking, now=now)
    (told,) = send_mails(now)

    assert "calendar told us" not in told.body
    assert "You do not need to tell us why" in told.body


def test_the_link_shows_and_the_button_acts(now, client, time_machine):
    booking = make_invited_booking(now)
    answer(booking, "DECLINED", now)
    send_mails(now)
    time_machine.move_to(now + 30 * MINUTE)
    token = manage_token(booking)

    response = client.get(reverse("manage", args=[token]))
    client.get(reverse("undo", args=[token]))
    client.head(reverse("undo", args=[token]))
    booking.refresh_from_db()
    assert booking.state == State.CANCELLED
    assert reverse("undo", args=[token]) in response.content.decode()

    client.post(reverse("undo", args=[token]))
    booking.refresh_from_db()
    assert booking.state == State.BOOKED


def test_the_hour_to_undo_begins_when_the_mail_has_gone(now):
    booking = make_invited_booking(now)
    answer(booking, "DECLINED", now)
    late = now + 5 * HOUR
    assert services.can_undo(booking, late)  # the mail has not gone yet

    send_mails(late)

    until = services.undo_until(booking, late + MINUTE)
    assert late + HOUR <= until < late + HOUR + MINUTE
    assert services.can_undo(booking, late + HOUR)
    assert not services.can_undo(booking, late + HOUR + MINUTE)
    services.undo_cancel(booking=booking, now=late + HOUR)
    booking.refresh_from_db()
    assert booking.state == State.BOOKED


def test_the_hour_after_cancelling_on_the_page_begins_at_once(now):
    booking = make_invited_booking(now)
    services.cancel(booking=booking, now=now)
    booking.refresh_from_db()

    assert services.undo_until(booking, now) == now + HOUR
    assert not services.can_undo(booking, now + HOUR + MINUTE)


def test_a_new_invite_follows_when_the_person_undoes(now):
    booking = make_invited_booking(now)
    answer(booking, "DECLINED", now)
    (took_out,) = send_mails(now)
    services.undo_cancel(booking=booking, now=now + MINUTE)
    (put_back,) = send_mails(now + MINUTE)

    (before,) = agreed(calendar_part(took_out), method="CANCEL")
    (after,) = agreed(calendar_part(put_back), method="REQUEST")
    assert before.uid == after.uid
    assert after.sequence > before.sequence


# Yes and maybe ------------------------------------------------------------------------------------


@pytest.mark.parametrize("partstat", ["ACCEPTED", "TENTATIVE"])
def test_yes_and_maybe_are_noted_and_change_nothing_else(now, partstat):
    booking = make_invited_booking(now)

    assert answer(booking, partstat, now) == Outcome.RECORDED

    assert (booking.state, booking.sequence) == (State.BOOKED, 0)
    assert (booking.calendar_answer, booking.answered_at) == (partstat, now)
    assert send_mails(now) == []


def test_people_may_change_their_mind(now):
    booking = make_invited_booking(now)
    for minutes, partstat in enumerate(["ACCEPTED", "TENTATIVE", "ACCEPTED", "DECLINED"]):
        answer(booking, partstat, now + minutes * MINUTE)
        assert booking.calendar_answer == partstat
    assert booking.state == State.CANCELLED


# Once, and in order -------------------------------------------------------------------------------


def test_the_same_mail_read_twice_acts_once(now):
    booking = make_invited_booking(now)
    raw = reply(booking, "DECLINED", now)
    assert process_reply(raw=raw, now=now) == Outcome.CANCELLED
    services.undo_cancel(booking=booking, now=now + MINUTE)

    assert process_reply(raw=raw, now=now + 2 * MINUTE) == Outcome.OUTDATED

    booking.refresh_from_db()
    assert booking.state == State.BOOKED
    assert booking.notices.filter(kind=Kind.CANCELLATION).count() == 1


def test_an_older_answer_that_arrives_late_changes_nothing(now):
    booking = make_invited_booking(now)
    answer(booking, "ACCEPTED", now)

    assert answer(booking, "TENTATIVE", now, stamp=now - MINUTE) == Outcome.OUTDATED
    assert answer(booking, "DECLINED", now, stamp=now - MINUTE) == Outcome.UNCLEAR

    assert (booking.state, booking.calendar_answer) == (State.BOOKED, "ACCEPTED")


def test_two_presses_within_one_second_count_in_the_order_they_come(now):
    booking = make_invited_booking(now)
    answer(booking, "ACCEPTED", now)

    assert answer(booking, "DECLINED", now) == Outcome.CANCELLED


def test_a_no_to_the_old_date_says_nothing_of_the_new_one(now):
    """While the mail about the new date waits, and after it has gone."""
    booking = make_invited_booking(now)
    old = booking.session.sequence + booking.sequence
    starts = booking.session.starts_at + 7 * DAY
    move(session=booking.session, starts_at=starts, ends_at=starts + HOUR, now=now)

    assert answer(booking, "DECLINED", now + MINUTE, sequence=old) == Outcome.UNCLEAR
    assert len(send_mails(now + HOUR)) == 1
    assert answer(booking, "DECLINED", now + 2 * HOUR, sequence=old) == Outcome.UNCLEAR

    assert (booking.state, booking.calendar_answer) == (State.BOOKED, "")
    assert answer(booking, "DECLINED", now + 3 * HOUR) == Outcome.CANCELLED


def test_a_no_counts_when_the_number_rose_without_a_message(now):
    """A note on the date raises SEQUENCE in the feeds and is mailed to nobody."""
    booking = make_invited_booking(now)
    known = booking.session.sequence + booking.sequence
    Session.objects.filter(pk=booking.session_id).update(vevent="as it was")
    set_note(session=booking.session, text="Bring a mug.", now=now)
    booking.session.refresh_from_db()
    assert booking.session.sequence + booking.sequence > known

    assert answer(booking, "DECLINED", now + HOUR, sequence=known) == Outcome.CANCELLED


def test_a_no_to_what_we_took_back_is_overtaken(now):
    booking = make_invited_booking(now)
    known = booking.session.sequence + booking.sequence
    cancel_date(session=booking.session, reason="Snow", now=now)
    send_mails(now + HOUR)

    assert answer(booking, "DECLINED", now + 2 * HOUR, sequence=known) == Outcome.OUTDATED
    restore(session=booking.session, now=now + 3 * HOUR)
    assert booking.state == State.BOOKED


def test_a_no_after_the_session_has_begun_is_only_noted(now):
    booking = make_invited_booking(now)
    late = booking.session.starts_at + MINUTE

    assert answer(booking, "DECLINED", late) == Outcome.RECORDED

    assert (booking.state, booking.calendar_answer) == (State.BOOKED, "DECLINED")


def test_a_no_to_a_booking_that_is_cancelled_already_owes_no_second_mail(now):
    booking = make_invited_booking(now)
    services.cancel(booking=booking, now=now)
    send_mails(now)

    answer(booking, "DECLINED", now + HOUR)

    assert booking.notices.filter(kind=Kind.CANCELLATION).count() == 1
    assert send_mails(now + HOUR) == []


# Who may say no for whom --------------------------------------------------------------------------


def test_capitals_in_addresses_do_not_matter(now):
    booking = make_invited_booking(now, email="Ama.Mensah@Example.org")

    outcome = answer(
        booking, "DECLINED", now, attendee="ama.mensah@EXAMPLE.org", sender="AMA.mensah@example.ORG"
    )

    assert outcome == Outcome.CANCELLED


def test_the_no_of_the_contact_is_for_those_who_have_no_invite_of_their_own(now):
    booking = make_pair(now)

    assert answer(booking, "DECLINED", now) == Outcome.CANCELLED

    assert booking.state == State.CANCELLED
    told = {each.to[0]: " ".join(each.body.split()) for each in send_mails(now)}
    assert "You pressed No in your calendar" in told["sam@example.org"]
    assert "Someone on this booking pressed No" in told["jo@example.org"]
    assert "/bookings/" not in told["jo@example.org"]


@pytest.mark.parametrize("who", ["sam@example.org", "ben@example.org", "jo@example.org"])
def test_nobody_loses_a_place_because_someone_else_cannot_come(now, who):
    booking = make_pair(now, ben_email="ben@example.org")

    assert answer(booking, "DECLINED", now, attendee=who) == Outcome.UNCLEAR

    assert booking.state == State.BOOKED
    task = OrganiserTask.objects.get(kind=OrganiserTask.Kind.REPLY_UNCLEAR)
    assert task.booking == booking
    assert f"{who[:-12].title()} pressed No in the calendar." in task.words
    assert "not for them alone, so it stands" in task.words


def test_the_person_a_booking_is_for_can_say_no_themselves(now):
    booking = make_invited_booking(
        now,
        name="Sam",
        email="sam@example.org",
        for_whom="other",
        people=(Attendee(name="Ben", email="ben@example.org"),),
    )

    assert answer(booking, "DECLINED", now, attendee="sam@example.org") == Outcome.UNCLEAR
    assert booking.state == State.BOOKED
    assert answer(booking, "DECLINED", now, attendee="ben@example.org") == Outcome.CANCELLED
    assert booking.people.get().calendar_answer == "DECLINED"
    assert booking.calendar_answer == "DECLINED"


def test_who_books_for_someone_without_an_address_answers_for_them(now):
    booking = make_invited_booking(
        now, name="Sam", email="sam@example.org", for_whom="other", people=(Attendee(name="Ben"),)
    )

    assert answer(booking, "DECLINED", now) == Outcome.CANCELLED


def test_a_yes_of_each_person_is_their_own(now):
    booking = make_pair(now, ben_email="ben@example.org")
    answer(booking, "TENTATIVE", now, attendee="ben@example.org")
    answer(booking, "ACCEPTED", now, attendee="jo@example.org")

    answers = dict(booking.people.values_list("name", "calendar_answer"))
    assert answers == {"Ben": "TENTATIVE", "Sam": "", "Jo": "ACCEPTED"}
    assert booking.calendar_answer == ""


@pytest.mark.parametrize(("for_whom", "says"), [("me", True), ("other-and-me", False)])
def test_the_invite_says_truly_what_pressing_no_does(now, for_whom, says):
    ben = "ben@example.org" if for_whom != "me" else ""
    booking = (
        factories.make_booking(now=now)
        if for_whom == "me"
        else factories.make_booking(
            name="Sam",
            email="sam@example.org",
            for_whom=for_whom,
            people=(Attendee(name="Ben", email=ben), Attendee(name="Sam", email="sam@example.org")),
            now=now,
        )
    )
    for told in send_mails(now):
        (event,) = agreed(calendar_part(told), method="REQUEST")
        for text in (told.body, told.alternatives[0][0], event.description):
            assert ("If you press No in your calendar, we cancel the booking." in text) == says
            assert ("does not cancel" in text) == (not says)
    assert booking.state == State.BOOKED


def test_without_a_mailbox_the_invite_says_that_no_does_not_cancel(now, settings):
    settings.REPLIES_URL = ""
    factories.make_booking(now=now)
    (told,) = send_mails(now)

    assert "Pressing No in your calendar does not cancel your booking." in told.body


# What changes nothing -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ({"sender": "mallory@example.net"}, "for one person and comes from another"),
        (
            {"attendee": "mallory@example.net", "sender": "ama@example.org"},
            "for one person and comes from another",
        ),
        ({"uid": "booking-00000000-0000-4000-8000-000000000000@brew.test"}, "do not have"),
        ({"uid": "session-{session}@brew.test"}, "not to an invite of ours"),
        ({"uid": "booking-{booking}@elsewhere.test"}, "not to an invite of ours"),
        ({"uid": "booking-{booking}@brew.test.evil.test"}, "not to an invite of ours"),
        ({"uid": "x booking-{booking}@brew.test"}, "not to an invite of ours"),
        ({"uid": "{booking}"}, "not to an invite of ours"),
    ],
)
def test_what_does_not_belong_together_changes_nothing_and_is_told(now, how, reason):
    booking = make_invited_booking(now)
    if "uid" in how:
        how = {"uid": how["uid"].format(booking=booking.uid, session=booking.session.uid)}
    before = Booking.objects.values().get()

    assert answer(booking, "DECLINED", now, **how) == Outcome.UNRESOLVED

    assert Booking.objects.values().get() == before
    assert reason in unresolved_reasons()[0]
    assert "@" not in unresolved_reasons()[0]


def test_an_answer_from_the_future_would_silence_later_ones_and_is_odd(now):
    booking = make_invited_booking(now)

    assert answer(booking, "ACCEPTED", now, stamp=now + 2 * DAY) == Outcome.UNRESOLVED
    assert answer(booking, "ACCEPTED", now, stamp=now + HOUR) == Outcome.RECORDED


def test_an_answer_to_an_erased_booking_is_odd(now):
    booking = make_invited_booking(now)
    raw = reply(booking, "DECLINED", now)
    Booking.objects.all().delete()

    assert process_reply(raw=raw, now=now) == Outcome.UNRESOLVED


def test_someone_who_must_not_be_written_to_cannot_answer(now):
    """The contact said that this person does not know of the booking: no invite went there."""
    booking = make_invited_booking(
        now,
        name="Sam",
        email="sam@example.org",
        for_whom="other",
        people=(Attendee(name="Ben", email="ben@example.org"),),
        person_knows=False,
    )

    assert answer(booking, "DECLINED", now, attendee="ben@example.org") == Outcome.UNCLEAR
    assert booking.state == State.BOOKED
    assert "Somebody that we did not invite" in OrganiserTask.objects.get().words


@pytest.mark.parametrize("raw", [b"", human_mail(), bounce()])
def test_a_mail_that_is_no_answer_is_nothing(now, raw):
    assert process_reply(raw=raw, now=now) == Outcome.NONE
    assert not UnresolvedReply.objects.exists()


def test_an_odd_mail_stays_odd_when_it_is_read_again(now):
    booking = make_invited_booking(now)
    raw = reply(booking, "DECLINED", now, sender="mallory@example.net")

    assert [process_reply(raw=raw, now=now) for _ in range(3)] == [Outcome.UNRESOLVED] * 3
    assert process_reply(raw=raw.replace(b"\r\n", b"\n"), now=now) == Outcome.UNRESOLVED
    assert UnresolvedReply.objects.count() == 1


def test_nothing_personal_is_kept_of_an_odd_answer(now):
    booking = make_invited_booking(now)
    answer(booking, "DECLINED", now, sender="mallory@example.net")

    (row,) = UnresolvedReply.objects.values()
    assert not re.search(r"mallory|ama|@", str(row), re.IGNORECASE)


@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["ACCEPTED", "TENTATIVE", "DECLINED"]), st.integers(0, 9)),
        max_size=8,
    ),
    seed=st.randoms(use_true_random=False),
)
@examples(40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_in_whatever_order_answers_arrive_a_no_acts_once_and_else_the_latest_stands(
    now, steps, seed
):
    """Each moment has one answer; mails overtake each other and come more than once."""
    Booking.objects.all().delete()
    booking = factories.make_booking(now=now)
    by_minute = {minute: partstat for partstat, minute in steps}
    mails = [reply(booking, said, now + minute * MINUTE) for minute, said in by_minute.items()]
    mails = [*mails, *mails]
    seed.shuffle(mails)
    for raw in mails:
        process_reply(raw=raw, now=now + HOUR)

    booking.refresh_from_db()
    latest = by_minute[max(by_minute)] if by_minute else ""
    assert booking.notices.filter(kind=Kind.CANCELLATION).count() <= 1
    if booking.state == State.BOOKED:
        assert booking.calendar_answer == latest != "DECLINED"
    else:
        assert "DECLINED" in by_minute.values()
    if latest == "DECLINED":
        assert booking.state == State.CANCELLED
