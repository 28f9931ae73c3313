"""Broadcasts: recipients, text that is refused, and the delivery of each copy."""

import threading
import uuid
from datetime import timedelta
from urllib.parse import quote

import html5lib
import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from events import bookings as booking_service
from events import phone_calls, schedule
from events.bookings import AccessRequest, Attendee, manage_token
from events.broadcasts import delivery_report, errors, link_guard
from events.broadcasts.audience import bookings_of, copies_of, count_copies
from events.broadcasts.create import create_broadcast
from events.broadcasts.delivery_report import reports_of
from events.broadcasts.emails import preview_broadcast
from events.emails import compose
from events.emails.delivery import send_due
from events.models import AccessNeed, Booking, Broadcast, Notice, Person, PersonalFeed
from events.privacy.retention import erase, purge_expired
from events.schedule import personal_feed
from tests import factories
from tests.events.emails.mails import calendar_part, decoded_content, html_words
from tests.events.test_privacy import MARKER, day, found_in_database

pytestmark = pytest.mark.django_db

Kind = Notice.Kind
State = Booking.State
AudienceType = Broadcast.AudienceType
ENDS = factories.STARTS_AT + timedelta(minutes=90)


def write_broadcast(session, now, **changes):
    facts = {
        "audience": AudienceType.COMING,
        "option": None,
        "subject": "What to bring",
        "body": "Bring a pen.\nSee you soon!",
        "form_key": uuid.uuid4(),
        "written_by": None,
    }
    return create_broadcast(session=session, now=now, **facts | changes)


def audience_of(session, audience, option=None):
    return count_copies(copies_of(bookings_of(session), audience=audience, option=option))


def refusal_code(session, now, **changes):
    """Return the code of the error, after checking that nothing was saved."""
    with pytest.raises(errors.BroadcastError) as error:
        write_broadcast(session, now, **changes)
    assert not Broadcast.objects.exists()
    assert not Notice.objects.filter(kind=Kind.BROADCAST).exists()
    assert str(error.value).endswith(".")
    return error.value.code


def recipients(broadcast):
    return sorted(
        (notice.booking.contact_name, notice.recipient.split("-")[0])
        for notice in broadcast.notices.all()
    )


def sent_addresses(now, mailoutbox):
    """Send what is due, and return the addresses."""
    Notice.objects.exclude(kind=Kind.BROADCAST).delete()
    mailoutbox.clear()
    send_due(now=now)
    return sorted(mail.to[0] for mail in mailoutbox)


@pytest.fixture
def session(site):
    return factories.make_session()


def make_carer_booking(session, **fields):
    """Sam books for Ama, who asked for more breaks; Jo supports Ama and asked for parking."""
    return factories.make_booking(
        session=session,
        name="Sam Carer",
        email="sam@example.org",
        for_whom="other",
        people=(
            Attendee(
                name="Ama",
                email="ama@example.org",
                asks=(AccessRequest(option=factories.make_option()),),
            ),
            Attendee(
                name="Jo",
                email="jo@example.org",
                role=Person.Role.SUPPORTS,
                asks=(AccessRequest(option=factories.make_option("Parking close by")),),
            ),
        ),
        **fields,
    )


# Recipients ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("audience", "states"),
    [
        (AudienceType.COMING, {State.BOOKED}),
        (AudienceType.WAITING, {State.WAITING, State.OFFERED}),
        (AudienceType.NEED, {State.BOOKED, State.WAITING, State.OFFERED}),
    ],
)
def test_a_broadcast_goes_to_those_it_is_for_and_nobody_else(audience, states, session, now):
    option = factories.make_option()
    for state in State:
        factories.make_booking(
            session=session, name=state, email=f"{state}@example.org", needs=(option,), state=state
        )
    factories.make_booking(name="elsewhere", needs=(option,), session=factories.make_session())

    broadcast = write_broadcast(session, now, audience=audience, option=option)

    assert {name for name, _ in recipients(broadcast)} == states
    assert audience_of(session, audience, option).by_email == len(states)


def test_the_contact_and_everyone_with_an_address_get_a_copy(session, now):
    make_carer_booking(session)
    broadcast = write_broadcast(session, now)

    assert recipients(broadcast) == [("Sam Carer", who) for who in ("contact", "person", "person")]


def test_a_person_who_does_not_know_of_the_booking_gets_none(session, now):
    make_carer_booking(session, person_knows=False)

    assert recipients(write_broadcast(session, now)) == [("Sam Carer", "contact")]


def test_of_a_need_only_the_contact_and_the_one_who_asked_hear(session, now, mailoutbox):
    make_carer_booking(session)
    factories.make_booking(session=session, name="Kim", email="kim@example.org")
    write_broadcast(
        session, now, audience=AudienceType.NEED, option=factories.make_option("Parking close by")
    )

    assert sent_addresses(now, mailoutbox) == ["jo@example.org", "sam@example.org"]


def test_who_only_asked_in_words_of_their_own_is_not_guessed_at(session, now):
    factories.make_booking(session=session, needs=("More breaks",))

    with_option = {"audience": AudienceType.NEED, "option": factories.make_option()}
    assert refusal_code(session, now, **with_option) == "to_nobody"


def test_two_bookings_with_one_address_get_one_mail_that_greets_both(session, now, mailoutbox):
    factories.make_booking(session=session, name="Zeb Quill", email="quills@example.org")
    joan = factories.make_booking(session=session, name="Joan Quill", email="Quills@Example.org")
    Booking.objects.filter(pk=joan.pk).update(discreet_title=True)
    reach = audience_of(session, AudienceType.COMING)
    write_broadcast(session, now)

    assert reach.sentence == "1 person: 1 by email."
    assert sent_addresses(now, mailoutbox) == ["quills@example.org"]
    (mail,) = mailoutbox
    assert "Hello Zeb Quill and Joan Quill," in mail.body
    assert "You have 2 bookings for this session. This link opens the one for you." in mail.body
    assert "Over a Brew" not in mail.subject, "one of the two wants it so"


def test_an_address_that_is_shared_is_written_to_as_the_contact(session, now):
    make_carer_booking(session)
    factories.make_booking(session=session, name="Jo", email="JO@example.org")

    assert recipients(write_broadcast(session, now)) == [
        ("Jo", "contact"),
        ("Sam Carer", "contact"),
        ("Sam Carer", "person"),
    ]


def test_those_with_only_a_phone_are_counted_apart_with_their_numbers(session, now):
    factories.make_booking(session=session)
    joan = factories.make_booking(session=session, name="Joan", email="", phone="01632 960 001")
    reach = audience_of(session, AudienceType.COMING)

    assert reach.sentence == "2 people: 1 by email, 1 has only a phone number."
    assert [(each.booking_id, each.name, each.phone) for each in reach.phone_only] == [
        (joan.pk, "Joan", "01632 960 001")
    ]


def test_reaching_a_session_takes_as_many_queries_for_twelve_people_as_for_three(
    session, django_assert_num_queries
):
    option = factories.make_option()
    for number in range(12):
        factories.make_booking(session=session, email=f"{number}@example.org", needs=(option,))
        if number in (2, 11):
            with django_assert_num_queries(3):
                audience_of(session, AudienceType.NEED, option)


# Once ---------------------------------------------------------------------------------------------


def test_the_same_form_sent_twice_makes_one_broadcast(session, now):
    factories.make_booking(session=session)
    key = uuid.uuid4()
    first, second = (write_broadcast(session, now, form_key=key) for _ in range(2))

    assert first == second
    assert Broadcast.objects.count() == 1
    assert Notice.objects.filter(kind=Kind.BROADCAST).count() == 1


def test_another_broadcast_from_the_same_form_is_not_taken_for_the_first(session, now):
    factories.make_booking(session=session)
    key = uuid.uuid4()
    write_broadcast(session, now, form_key=key)

    with pytest.raises(errors.BroadcastError) as error:
        write_broadcast(session, now, form_key=key, body="Bring two pens.")
    assert error.value.code == "sent_before"
    assert Broadcast.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_make_one_broadcast(now):
    session = factories.make_session()
    factories.make_booking(session=session)
    key, start, found = uuid.uuid4(), threading.Barrier(2), []

    def submit():
        start.wait()
        try:
            found.append(write_broadcast(session, now, form_key=key).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=submit) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert len(found) == 2
    assert len(set(found)) == 1
    assert Notice.objects.filter(kind=Kind.BROADCAST).count() == 1


def test_two_broadcasts_to_the_same_people_both_arrive(session, now, mailoutbox):
    factories.make_booking(session=session)
    write_broadcast(session, now)
    write_broadcast(session, now, subject="Another thing")

    assert sent_addresses(now, mailoutbox) == ["ama@example.org"] * 2


# What it may not hold -----------------------------------------------------------------------------


def link_variants(link):
    """Variants of a link, as people paste it."""
    bare = link.removeprefix("https://")
    return [
        link,
        bare,
        link.upper(),
        bare.removeprefix("brew.test"),
        f"{link[:30]}\n{link[30:]}",
        f"{link[:30]} {link[30:50]} {link[50:]}",
        f"{link[:30]}\u200b{link[30:]}",
        quote(link, safe=""),
        quote(quote(link, safe=""), safe=""),
        f"https://safelinks.example/?url={quote(link, safe='')}&data=5",
        link.replace("/", "&#47;"),
        link.replace("https://", "https:\\\\").replace("/", "\\"),
        link.replace("brew.test/", "brew.test//"),
        f"<a href='{link}'>here</a>",
        f"Look here:{link}!",
    ]


def keys_of(found):
    token = manage_token(found)
    feed = PersonalFeed.objects.create(email=found.email)
    base = "https://brew.test"
    secret = personal_feed.SIGNER.token_for(feed.uid)
    return [
        *(
            base + reverse(name, args=[token])
            for name in ("manage", "join", "cancel", "my_data", "booking_calendar", "own_calendar")
        ),
        base + reverse("own_feed_page", args=[secret]),
        base + reverse("own_feed", args=[secret]),
        base + reverse("wagtailadmin_password_reset_confirm", args=["MQ", "c1-0123456789abcdef"]),
    ]


def test_a_link_that_is_a_key_is_refused_in_every_disguise(session, now):
    for link in keys_of(factories.make_booking(session=session)):
        for pasted in link_variants(link):
            body = f"You can change it here: {pasted}"
            assert link_guard.find_secret_link(body) == "key", pasted
        assert refusal_code(session, now, body=f"Here: {link}") == "key_body"


def test_a_key_in_the_subject_is_refused_too(session, now):
    link = f"brew.test/bookings/{manage_token(factories.make_booking(session=session))}/"

    assert refusal_code(session, now, subject=link) == "key_subject"


@pytest.mark.parametrize(
    "meeting",
    [
        "https://meet.example/Brew-Room",
        "https://www.zoom.example/j/5551234?pwd=Abc123",
        "https://teams.example/l/meetup-join/19%3ameeting_Nz%40thread.v2/0?context=%7b%7d",
        "https://meet.example/?room=7",
    ],
)
def test_the_meeting_link_of_any_session_is_refused(meeting, session, now):
    factories.make_booking(session=session)
    factories.make_session(meeting_url=meeting)

    for pasted in (
        meeting,
        meeting.upper(),
        meeting.split("://")[1],
        f"{meeting[:20]}\n{meeting[20:]}",
    ):
        assert refusal_code(session, now, body=f"Join at {pasted} at ten") == "meeting_body", pasted
    assert refusal_code(session, now, subject=meeting[:100]) == "meeting_subject"


@pytest.mark.parametrize(
    "body",
    [
        "Read more on https://brew.test/sessions/over-a-brew/2027-01-27/",
        "The notes: https://docs.example.org/document/d/1A2b3C4d5E6f7G8h9I0jKlMnOpQrStUvWx/edit",
        "Have you lost your link? Go to brew.test/bookings/lost-link/ and we send it again.",
        "Look at brew.test/stories/a-long-name-for-a-story-about-care-and-support/",
        "My calendar is full. All bookings / all questions: ring us on 01632 960 123.",
        "Write to hello@overabrew.example, and bring a pen and/or paper.",
    ],
)
def test_other_links_are_welcome(body, session, now):
    factories.make_booking(session=session)
    factories.make_session(meeting_url="https://meet.example/room")

    assert write_broadcast(session, now, body=body).body == body


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"subject": " \n "}, "no_subject"),
        ({"body": " \n\u0007 "}, "no_body"),
        ({"audience": AudienceType.WAITING}, "to_nobody"),
        ({"audience": AudienceType.NEED}, "no_option"),
    ],
)
def test_what_is_missing_is_said(changes, code, session, now):
    factories.make_booking(session=session)

    assert refusal_code(session, now, **changes) == code


@pytest.mark.parametrize("subject", ["Your BSL interpreter", "About interpreters", "Sign here"])
def test_the_subject_does_not_say_what_its_readers_asked_for(subject, session, now):
    option = factories.make_option("A British Sign Language (BSL) interpreter")
    factories.make_booking(session=session, needs=(option,))
    broadcast = {"audience": AudienceType.NEED, "option": option}

    assert refusal_code(session, now, subject=subject, **broadcast) == "need_subject"
    write_broadcast(session, now, subject="Before the session", **broadcast)


def test_what_no_form_lets_through_is_not_saved(session, now):
    factories.make_booking(session=session)
    assert refusal_code(session, now, body="x" * 3001) == "too_long"
    with pytest.raises(ValidationError):
        write_broadcast(session, now, subject="x" * 101)

    assert not Broadcast.objects.exists()


# When ---------------------------------------------------------------------------------------------


def test_thanks_and_notes_can_be_sent_until_the_bookings_are_deleted(session, now, mailoutbox):
    factories.make_booking(session=session)
    late = ENDS + timedelta(days=29)
    write_broadcast(session, late)
    assert sent_addresses(late, mailoutbox) == ["ama@example.org"]
    Broadcast.objects.all().delete()

    assert refusal_code(session, ENDS + timedelta(days=30)) == "too_late"


def test_once_a_session_is_over_nobody_is_chosen_by_what_they_asked_for(session, now):
    option = factories.make_option()
    wishes = booking_service.Preferences(remember_needs=True)
    factories.make_booking(session=session, needs=(option,), wishes=wishes)

    assert refusal_code(session, ENDS, audience=AudienceType.NEED, option=option) == "needs_over"


def test_a_broadcast_about_a_cancelled_session_says_that_it_is_off(session, now, mailoutbox):
    factories.make_booking(session=session)
    gone = factories.make_booking(session=session, email="gone@example.org")
    booking_service.cancel(booking=gone, now=now)
    schedule.cancel(session=session, reason="Ill", now=now)
    write_broadcast(session, now)

    assert sent_addresses(now, mailoutbox) == ["ama@example.org"]
    assert "This session is cancelled." in mailoutbox[0].body
    assert "See the booking with this link" in mailoutbox[0].body
    assert "/join/" not in mailoutbox[0].body


# Sending ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("audience", "before", "after"),
    [
        (AudienceType.COMING, State.BOOKED, State.CANCELLED),
        (AudienceType.COMING, State.BOOKED, State.WAITING),
        (AudienceType.WAITING, State.WAITING, State.BOOKED),
        (AudienceType.WAITING, State.OFFERED, State.LAPSED),
        (AudienceType.NEED, State.BOOKED, State.CANCELLED),
    ],
)
def test_who_is_no_longer_one_of_them_when_it_goes_gets_nothing(
    audience, before, after, session, now, mailoutbox
):
    option = factories.make_option()
    booking = factories.make_booking(session=session, needs=(option,), state=before)
    broadcast = write_broadcast(session, now, audience=audience, option=option)
    Booking.objects.filter(pk=booking.pk).update(state=after)

    assert (
        delivery_report.reports_of(session)[0].sentence
        == "1 not sent, as it was no longer for them."
    )
    assert sent_addresses(now, mailoutbox) == []
    assert broadcast.notices.get().dismissed_at
    assert reports_of(session)[0].sentence == "1 not sent, as it was no longer for them."


def test_who_takes_back_what_they_asked_for_gets_nothing_about_it(session, now, mailoutbox):
    make_carer_booking(session)
    option = factories.make_option("Parking close by")
    write_broadcast(session, now, audience=AudienceType.NEED, option=option)
    AccessNeed.objects.filter(option=option).delete()

    assert sent_addresses(now, mailoutbox) == []


def test_an_offered_place_is_still_waited_for(session, now, mailoutbox):
    booking = factories.make_booking(session=session, state=State.WAITING)
    write_broadcast(session, now, audience=AudienceType.WAITING)
    Booking.objects.filter(pk=booking.pk).update(state=State.OFFERED)

    assert sent_addresses(now, mailoutbox) == ["ama@example.org"]


def test_a_broadcast_does_not_stand_for_the_mail_about_a_date_that_moved(session, now, mailoutbox):
    factories.make_booking(session=session)
    send_due(now=now)
    later = factories.STARTS_AT + timedelta(days=7)
    schedule.move(session=session, starts_at=later, ends_at=later + timedelta(hours=1), now=now)
    write_broadcast(session, now, subject="Sorry")
    mailoutbox.clear()
    send_due(now=now + timedelta(minutes=1))
    send_due(now=now + timedelta(minutes=11))

    sorry, moved = mailoutbox
    assert sorry.subject == "Sorry: Over a Brew, Wednesday 3 February 2027"
    assert "Before: Wednesday 27 January 2027" in moved.body
    assert calendar_part(moved)[0] == "REQUEST"


# What the mail says -------------------------------------------------------------------------------


def the_mail(broadcast, now, to=Notice.CONTACT):
    notices = Notice.objects.select_related("booking__session__page", "broadcast")
    return compose(notices.get(broadcast=broadcast, recipient=to), now)


def test_the_words_are_shown_as_text_with_their_lines_and_links_that_can_be_pressed(session, now):
    factories.make_booking(session=session)
    body = (
        "Hi <b>all</b> & more,\r\nsecond line.\r\n\r\n<script>alert(1)</script>\r\n"
        'Read https://example.org/a?b=1&c=2. "Bye" {{ 1 }}'
    )
    mail = the_mail(write_broadcast(session, now, body=body), now)
    html = mail.alternatives[0][0]

    html5lib.HTMLParser(strict=True).parse(html)
    assert "Hi &lt;b&gt;all&lt;/b&gt; &amp; more,<br>second line.</p>" in html
    assert "<script" not in html
    link = '<a href="https://example.org/a?b=1&amp;c=2">https://example.org/a?b=1&amp;c=2</a>.'
    assert link in html
    assert "nofollow" not in html
    assert body.replace("\r\n", "\n") in mail.body


def test_a_letter_links_each_address_as_the_organiser_wrote_it(session, now):
    factories.make_booking(session=session)
    body = "https://forms.example/r?id=7&section=2, or pat.o'neil@council.example"
    mail = the_mail(write_broadcast(session, now, body=body), now)
    links = [
        each["href"] for each in BeautifulSoup(mail.alternatives[0][0], "html.parser").select("a")
    ]

    assert links[:2] == [
        "https://forms.example/r?id=7&section=2",
        "mailto:pat.o'neil@council.example",
    ]


def test_the_subject_is_the_organisers_then_the_session_and_its_day(session, now):
    factories.make_booking(session=session)
    mail = the_mail(write_broadcast(session, now, subject="Bring\r\nBcc: all@example.org"), now)

    assert mail.subject == "Bring Bcc: all@example.org: Over a Brew, Wednesday 27 January 2027"
    assert mail.message()["Bcc"] is None
    assert calendar_part(mail) is None


@pytest.mark.parametrize(
    ("subject", "shown"),
    [
        ("What to bring", "What to bring: Wednesday 27 January 2027"),
        ("Living  with grief: notes", "A message from us: Wednesday 27 January 2027"),
    ],
)
def test_a_discreet_reader_sees_no_name_of_the_session_in_the_subject(subject, shown, site, now):
    session = factories.make_session(title="Living with grief")
    factories.make_booking(session=session, discreet_title=True)

    assert the_mail(write_broadcast(session, now, subject=subject), now).subject == shown


def test_the_team_writes_and_not_the_organiser(session, now, admin_user):
    admin_user.first_name, admin_user.last_name = "Petra", "Organiser"
    admin_user.save()
    factories.make_booking(session=session)
    mail = the_mail(write_broadcast(session, now, written_by=admin_user), now)

    for text in (mail.body, html_words(mail)):
        assert "The Over a Brew team" in text
    for name in ("Petra", "admin@"):
        assert name not in decoded_content(mail)


def test_no_copy_says_by_what_its_readers_were_chosen_or_anything_of_others(session, now):
    make_carer_booking(session)
    factories.make_booking(
        session=session,
        name="Canary Bird",
        email="canary@example.net",
        needs=(factories.make_option("Parking close by"), "canary need"),
    )
    broadcast = write_broadcast(
        session, now, audience=AudienceType.NEED, option=factories.make_option("Parking close by")
    )
    notices = broadcast.notices.select_related("booking__session__page")
    mails = [compose(notice, now) for notice in notices]

    assert sorted(mail.to[0] for mail in mails) == [
        "canary@example.net",
        "jo@example.org",
        "sam@example.org",
    ]
    for mail in mails:
        assert "arking" not in decoded_content(mail)
        assert "asked for" not in mail.body
        assert ("anary" in decoded_content(mail)) == (mail.to == ["canary@example.net"])


def test_only_those_who_may_change_the_booking_get_its_link(session, now):
    booking = make_carer_booking(session)
    ama, jo = booking.people.all()
    broadcast = write_broadcast(session, now)

    for to, has_link in (("contact", True), (f"person-{ama.pk}", True), (f"person-{jo.pk}", False)):
        mail = the_mail(broadcast, now, to=to)
        assert (manage_token(booking) in decoded_content(mail)) == has_link
        assert ("join the session here" in mail.body) == has_link
    assert "Hello Jo," in the_mail(broadcast, now, to=f"person-{jo.pk}").body


def test_who_waits_is_shown_no_way_in(session, now):
    factories.make_booking(session=session, state=State.WAITING)

    assert (
        "/join/"
        not in the_mail(write_broadcast(session, now, audience=AudienceType.WAITING), now).body
    )


def test_what_an_organiser_looks_at_holds_nobodys_link(session, now):
    booking = factories.make_booking(session=session)
    unsaved = Broadcast(session=session, subject="What to bring", body="A pen.")
    mail = preview_broadcast(broadcast=unsaved, booking=booking, to="contact", now=now)

    assert manage_token(booking) not in decoded_content(mail)
    assert "https://brew.test/bookings/their-own-link/" in mail.body
    assert "Hello Ama Mensah," in mail.body
    assert not Broadcast.objects.exists()


# On the phone -------------------------------------------------------------------------------------


@pytest.fixture
def joan(session):
    booking = factories.make_booking(
        session=session,
        name="Joan",
        email="",
        phone="01632 960 001",
        needs=(factories.make_option(),),
    )
    Notice.objects.update(sent_at=booking.created_at)
    return booking


def test_who_has_only_a_phone_has_a_broadcast_read_out_once(session, joan, now):
    broadcast = write_broadcast(session, now)
    send_due(now=now)  # the worker cannot mail it, so it lets the copy go
    (call,) = phone_calls.calls_to_make(now=now)
    assert (call.booking, call.script, call.read_out) == (joan, (), (broadcast,))
    assert reports_of(session)[0].sentence == "1 to phone."

    phone_calls.mark_called(booking=joan, now=now)
    assert phone_calls.calls_to_make(now=now) == []
    assert reports_of(session)[0].sentence == "1 told on the phone."


def test_a_broadcast_is_read_out_after_the_session_too_as_long_as_we_keep_it(session, joan, now):
    schedule.cancel(session=session, reason="Ill", now=now)
    broadcast = write_broadcast(session, ENDS)
    coming = factories.make_booking(
        session=factories.make_session(starts_at=factories.STARTS_AT + timedelta(days=60)),
        email="",
        phone="01632 960 002",
    )
    calls = phone_calls.calls_to_make(now=day(29))
    assert [call.booking for call in calls] == [coming, joan], "what is to come first"
    assert (calls[1].script, calls[1].read_out) == ((), (broadcast,))

    purge_expired(now=day(31))
    assert [call.booking for call in phone_calls.calls_to_make(now=day(31))] == [coming]


@pytest.mark.parametrize(
    ("audience", "before", "after"),
    [
        (AudienceType.COMING, State.BOOKED, State.CANCELLED),
        (AudienceType.WAITING, State.WAITING, State.BOOKED),
    ],
)
def test_nobody_has_a_broadcast_read_out_that_is_no_longer_for_them(
    audience, before, after, session, joan, now
):
    Booking.objects.update(state=before)
    write_broadcast(session, now, audience=audience)
    Booking.objects.update(state=after)

    assert phone_calls.calls_to_make(now=now) == []
    assert reports_of(session)[0].to_phone == 0


def test_a_supporters_address_does_not_keep_the_phone_silent_about_a_need(session, joan, now):
    Person.objects.create(
        booking=joan, name="Jo", email="jo@example.org", role=Person.Role.SUPPORTS
    )
    option = factories.make_option()
    reach = audience_of(session, AudienceType.NEED, option)
    broadcast = write_broadcast(session, now, audience=AudienceType.NEED, option=option)

    assert (reach.by_email, len(reach.phone_only)) == (0, 1)
    assert [call.read_out for call in phone_calls.calls_to_make(now=now)] == [(broadcast,)]


# What became of it, and how long we keep it -------------------------------------------------------


def test_it_is_said_how_many_copies_are_where(session, joan, now, mailoutbox):
    for name in ("ama", "kim", "lee"):
        factories.make_booking(session=session, name=name, email=f"{name}@example.org")
    broadcast = write_broadcast(session, now)
    (written,) = delivery_report.reports_of(session)
    assert written.sentence == "3 waiting to be sent. 1 to phone."

    sent_addresses(now, mailoutbox)
    lost = broadcast.notices.filter(booking__email="lee@example.org")
    lost.update(sent_at=None, failed_at=now)
    (written,) = reports_of(session)
    assert written.sentence == "2 sent. 1 did not arrive. 1 to phone."


def test_saying_it_takes_as_many_queries_for_twelve_as_for_three(
    session, now, django_assert_num_queries
):
    for number in range(12):
        factories.make_booking(session=session, email=f"{number}@example.org")
        write_broadcast(session, now, subject=f"Number {number}")
        if number in (2, 11):
            with django_assert_num_queries(2):
                reports_of(session)


def test_a_broadcast_is_forgotten_30_days_after_the_session(session, now):
    factories.make_booking(
        session=session, wishes=booking_service.Preferences(remember_needs=True), needs=("A chair",)
    )
    write_broadcast(session, now, subject=f"{MARKER} subject", body=f"{MARKER} words")
    purge_expired(now=day(30, hour=23))
    found = ["events_broadcast.body", "events_broadcast.subject"]
    assert found_in_database(MARKER) == found, "the search finds what is there"

    assert purge_expired(now=day(31))["letters forgotten"] == 1
    assert found_in_database(MARKER) == []
    assert Booking.objects.exists(), "this one we were asked to remember"
    assert purge_expired(now=day(31)) == {}


def test_a_booking_is_erased_with_its_copies_and_others_keep_theirs(session, now, mailoutbox):
    first = factories.make_booking(session=session)
    factories.make_booking(session=session, email="kim@example.org")
    broadcast = write_broadcast(session, now)
    erase(booking=first, now=now)

    assert broadcast.notices.count() == 1
    assert sent_addresses(now, mailoutbox) == ["kim@example.org"]


def test_a_session_has_only_its_own_broadcasts(session, now):
    factories.make_booking(session=session)
    write_broadcast(session, now)
    other = factories.make_session()

    assert reports_of(other) == []
