"""What each mail says, to whom, and when it is not sent at all."""

import email
import email.policy
import re
import uuid
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import html5lib
import pytest
import textstat
from django.db import transaction
from django.utils.html import strip_tags

from events import bookings as booking_service
from events.bookings import Preferences, access_needs, booking_for
from events.emails import compose
from events.emails.delivery import send_due
from events.models import AccessNeed, Booking, Broadcast, Notice, Person, PersonalFeed, Session
from events.outbox import enqueue, reminder_dedupe_key
from hub.models import SiteDetails
from tests import factories
from tests.readers import agreed

Kind = Notice.Kind
# Those that need a question, a subscriber or someone taken off beside the booking.
APART = (Kind.PERSON_REMOVED, Kind.INVITATION, Kind.SUBSCRIPTION_CONFIRMATION, Kind.SESSION_ALERT)
BOOKING_KINDS = tuple(kind for kind in Kind if kind not in APART)
State = Booking.State

pytestmark = pytest.mark.django_db

REQUESTS = {
    Kind.CONFIRMATION,
    Kind.CHANGE,
    Kind.PROMOTED,
    Kind.SESSION_MOVED,
    Kind.SESSION_RESTORED,
}
CANCELS = {Kind.CANCELLATION, Kind.SESSION_CANCELLED}
ALWAYS = {
    Kind.BOOKING_LINK,
    Kind.PERSONAL_FEED,
}  # they answer to somebody, whatever becomes of the session
WITH_NEEDS = {Kind.CONFIRMATION, Kind.CHANGE, Kind.REMINDER_WEEK, Kind.REMINDER_DAY}
STATES = {
    Kind.CANCELLATION: State.CANCELLED,
    Kind.WAITING: State.WAITING,
    Kind.OFFER: State.OFFERED,
}


def moment_of(kind, session, now):
    return {
        Kind.REMINDER_WEEK: session.starts_at - timedelta(days=7),
        Kind.REMINDER_DAY: session.starts_at - timedelta(days=1),
        Kind.THANKS: session.ends_at + timedelta(hours=2),
    }.get(kind, now)


def bring_about(kind, booking, now):
    """Put the rows into the state in which this kind of mail is owed."""
    Booking.objects.filter(pk=booking.pk).update(
        state=STATES.get(kind, State.BOOKED), offered_until=now + timedelta(days=2)
    )
    if kind == Kind.PERSONAL_FEED:
        PersonalFeed.objects.get_or_create(email=booking.email or "ama@example.org")
    off = kind == Kind.SESSION_CANCELLED
    Session.objects.filter(pk=booking.session_id).update(status="cancelled" if off else "on")
    for sent in Notice.objects.filter(booking=booking).exclude(snapshot={}):
        if kind == Kind.SESSION_MOVED:
            sent.snapshot |= {"starts_at": "2027-01-20T10:30:00+00:00"}
            sent.snapshot |= {"ends_at": "2027-01-20T12:00:00+00:00"}
        sent.snapshot |= {"cancelled": kind == Kind.SESSION_RESTORED}
        sent.save()


def a_letter(session):
    return Broadcast.objects.create(
        session=session,
        subject="What to bring",
        body="We will draw together. Bring a pen and some paper.\n\nSee you soon!",
        form_key=uuid.uuid4(),
    )


def notice_of(kind, booking, now, *, to=None, dedupe_key=""):
    booking.refresh_from_db()
    if kind in (Kind.REMINDER_WEEK, Kind.REMINDER_DAY):
        dedupe_key = dedupe_key or reminder_dedupe_key(booking.session)
    letter = a_letter(booking.session) if kind == Kind.BROADCAST else None
    notice = enqueue(
        kind=kind, booking=booking, now=now, dedupe_key=dedupe_key or "a test", broadcast=letter
    )
    if to is not None:
        notice = Notice.objects.get(
            kind=kind, booking=booking, dedupe_key=notice.dedupe_key, recipient=to
        )
    return Notice.objects.select_related("booking__session__page__area").get(pk=notice.pk)


def letter(kind, booking, now, *, to=None, dedupe_key=""):
    """The mail of this kind, with all rows as they would be."""
    bring_about(kind, booking, now)
    moment = moment_of(kind, booking.session, now)
    return compose(notice_of(kind, booking, moment, to=to, dedupe_key=dedupe_key), moment)


def invited(booking, now):
    """The confirmation has gone out, and nothing else is owed."""
    send_due(now=now)
    Notice.objects.filter(sent_at=None).delete()
    return booking


def a_full_booking(**fields):
    fields.setdefault("needs", ("A quiet corner", "More breaks"))
    booking = factories.make_booking(supporter="Jo", **fields)
    Booking.objects.filter(pk=booking.pk).update(spoken_code="kettle 4821")
    return booking


def for_someone_else(now, **fields):
    """Sam books for Ama; Jo comes as Ama's supporter. All three have an address."""
    made = factories.make_booking(
        name="Sam Carer",
        email="sam@example.org",
        phone="07700 900111",
        for_whom="other",
        people=(
            booking_service.Attendee(
                name="Ama Mensah",
                email="ama@example.org",
                asks=(booking_service.AccessRequest(words="A lift to the door"),),
            ),
            booking_service.Attendee(
                name="Jo",
                email="jo@example.org",
                role=Person.Role.SUPPORTS,
                asks=(booking_service.AccessRequest(words="A seat near the door"),),
            ),
        ),
        **fields,
    )
    Notice.objects.all().delete()
    return made


@contextmanager
def undone():
    """What happens inside leaves no trace, so that one booking serves for every kind."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def each_letter(booking, now, kinds=BOOKING_KINDS):
    for kind in kinds:
        with undone():
            yield kind, letter(kind, booking, now)


def words(text):
    return " ".join(text.split())


def seen_words(mail):
    """What a person sees of the HTML, as words."""
    html, kind = mail.alternatives[0]
    assert kind == "text/html"
    body = re.sub(
        r"(?s)<style>.*?</style>|<title>.*?</title>|<div class=\"preview\">.*?</div>", " ", html
    )
    return words(
        strip_tags(re.sub(r"(?s)<a [^>]*href=\"([^\"]*)\"[^>]*>(.*?)</a>", r"\2 \1 ", body))
    )


def calendar_of(mail):
    """The calendar file as it travels, after a mail program took the mail apart."""
    parsed = email.message_from_bytes(
        mail.message().as_bytes(linesep="\r\n"), policy=email.policy.SMTP
    )
    parts = [part for part in parsed.walk() if part.get_content_type() == "text/calendar"]
    copies = [part for part in parsed.walk() if part.get_content_type() == "application/ics"]
    if not parts and not copies:
        return None
    assert [part.get_payload(decode=True) for part in parts] == [
        copy.get_payload(decode=True) for copy in copies
    ]
    return parts[0].get_param("method"), parts[0].get_payload(decode=True)


def everything(mail):
    """All that travels, decoded, for canary searches."""
    calendar = calendar_of(mail)
    file = calendar[1].decode().replace("\r\n ", "") if calendar else ""
    html = mail.alternatives[0][0]
    return "\n".join([mail.message().as_string(), mail.subject, mail.body, html, file])


# Every kind ---------------------------------------------------------------------------------------


def test_every_mail_has_one_reader_a_subject_and_a_person_to_ring(now):
    for kind, mail in each_letter(invited(a_full_booking(), now), now):
        details = SiteDetails.load()
        message = mail.message()

        to = details.contact_email if kind == Kind.ORGANISER_NEEDS else "ama@example.org"
        assert (mail.to, mail.cc, mail.bcc) == ([to], [], [])
        assert mail.subject and "\n" not in mail.subject
        assert ("Wednesday 27 January 2027" in mail.subject) == (kind != Kind.PERSONAL_FEED)
        assert mail.from_email == "Over a Brew <hello@overabrew.example>"
        assert message["Message-ID"].endswith("@brew.test>")
        assert message["Auto-Submitted"] == "auto-generated"
        for said in (mail.body, seen_words(mail)):
            assert details.contact_phone in said
            assert details.contact_email in said


def test_every_mail_says_the_same_in_text_and_in_html(now):
    for kind, mail in each_letter(invited(a_full_booking(), now), now):
        shown = seen_words(mail)

        labels = "(What|When|How to join|Where|Read more|Phone|Email|Before|Now)"
        for line in mail.body.splitlines():
            line = re.sub(rf"^(- |{labels}:? )", "", line.strip()).rstrip(":")
            for part in re.split(r" (?=\()", line):  # a phone number is a link in HTML
                assert set(part) == {"-"} or words(part) in shown, (kind, line)
        assert "{" not in mail.body + shown
        assert "None" not in mail.body + shown


def test_every_html_mail_is_valid_and_loads_nothing(now):
    for kind, mail in each_letter(invited(a_full_booking(), now), now):
        html = mail.alternatives[0][0]

        html5lib.HTMLParser(strict=True).parse(html)
        assert '<html lang="en-GB">' in html
        assert not re.search(r"<(img|script|link|iframe)|src=|url\(", html)
        addresses = set(re.findall(r'(?:href|action)="([^"]*)"', html))
        assert all(a.startswith(("https://brew.test/", "tel:", "mailto:")) for a in addresses)


def test_every_mail_is_plain_english(now):
    """Grade 6 at most is a reading age of about 11. No sentence has more than 25 words."""
    for kind, mail in each_letter(invited(a_full_booking(), now), now):
        lines = [line.strip() for line in mail.body.splitlines()]
        sentences = " ".join(
            line for line in lines if line.endswith((".", "?")) and "://" not in line
        )

        assert textstat.flesch_kincaid_grade(sentences) <= 6, sentences
        for sentence in re.split(r"(?<=[.?!])\s+", sentences):
            assert len(sentence.split()) <= 25, sentence
        assert not re.search(r"(?i)\b(please|invalid|oops|rsvp|click|e-mail)\b", mail.body)


def test_every_mail_to_people_holds_a_link_that_opens_the_booking(now):
    booking = invited(a_full_booking(), now)
    for kind, mail in each_letter(booking, now, set(BOOKING_KINDS) - {Kind.ORGANISER_NEEDS}):
        tokens = set(re.findall(r"https://brew\.test/bookings/([^/\s]+)/", mail.body))
        assert len(tokens) == 1, kind
        assert booking_for(tokens.pop()) == booking


def test_every_link_of_ours_leads_to_a_page(now, client, time_machine):
    time_machine.move_to(now)
    for kind, mail in each_letter(invited(a_full_booking(), now), now):
        for path in set(re.findall(r"https://brew\.test(/\S*)", mail.body)):
            answer = client.get(path)
            is_door = path.startswith("/admin/") and answer.status_code == 302
            assert is_door or answer.status_code == 200, (kind, path)


def test_no_link_in_an_html_mail_is_a_long_address_to_read(now):
    for kind, mail in each_letter(invited(a_full_booking(), now), now):
        for words_of_link in re.findall(r"(?s)<a [^>]*>(.*?)</a>", mail.alternatives[0][0]):
            assert "://" not in words_of_link, kind
            assert words_of_link != "Use this link", kind


def test_only_a_reminder_says_that_reminders_can_be_stopped(now):
    """The thanks come when the session is over: its page then has no button for it."""
    booking = invited(a_full_booking(), now)
    for kind, mail in each_letter(booking, now):
        is_reminder = kind in (Kind.REMINDER_WEEK, Kind.REMINDER_DAY)
        assert ("You can stop reminders there too." in mail.body) == is_reminder, kind
        assert ("You can stop reminders there too." in seen_words(mail)) == is_reminder, kind


def test_only_mails_that_change_a_calendar_carry_a_calendar_file(now):
    for kind, mail in each_letter(invited(a_full_booking(), now), now):
        calendar = calendar_of(mail)

        if kind in REQUESTS:
            assert calendar[0] == "REQUEST"
            assert (
                "Pressing No in your calendar does not cancel your booking. Use this link"
                in words(mail.body)
            )
        elif kind in CANCELS:
            assert calendar[0] == "CANCEL"
        else:
            assert calendar is None


# Canaries -----------------------------------------------------------------------------------------


def test_no_mail_holds_anything_of_another_booking(now):
    session = factories.make_session(meeting_url="https://meet.example/canary-room")
    factories.make_booking(
        session=session,
        name="Canary Bird",
        email="canary@example.net",
        phone="07700 900999",
        needs=("canary need",),
        supporter="Canary Supporter",
        wishes=Preferences(
            anything_else="canary words", contact_first="phone", contact_when="canary time"
        ),
    )
    for kind, mail in each_letter(invited(a_full_booking(session=session), now), now):
        assert "canary" not in everything(mail).lower(), kind
        assert "900999" not in everything(mail), kind


def test_a_need_is_only_in_mails_about_needs_and_never_in_a_calendar(now):
    booking = a_full_booking(
        needs=("Marker need",),
        wishes=Preferences(
            anything_else="Marker more", contact_first="phone", contact_when="Marker noon"
        ),
        phone="07700 900123",
    )
    AccessNeed.objects.update(answer="Marker answer")
    for kind, mail in each_letter(invited(booking, now), now):
        assert ("Marker" in everything(mail)) == (kind in WITH_NEEDS)
        if calendar := calendar_of(mail):
            file = calendar[1].decode().replace("\r\n ", "")
            assert "Marker" not in file
            assert "900123" not in file
        assert "Marker" not in mail.subject
        assert "Marker more" not in everything(mail)


def test_the_organisers_mail_names_nobody_and_no_need(now):
    booking = a_full_booking(needs=("Marker need",), phone="07700 900123")
    mail = letter(Kind.ORGANISER_NEEDS, booking, now)

    for secret in ("Marker", "Ama", "Mensah", "Jo ", "ama@example.org", "900123", "kettle"):
        assert secret not in everything(mail)
    assert "Over a Brew" in mail.subject
    assert "https://brew.test/admin/" in mail.body
    assert "/bookings/" not in mail.body


def test_the_raw_meeting_address_is_in_no_mail(now):
    session = factories.make_session(meeting_url="https://meet.example/room")
    booking = a_full_booking(session=session)
    for kind, mail in each_letter(booking, now):
        assert "meet.example" not in everything(mail), kind


# The invite ---------------------------------------------------------------------------------------


def test_the_invite_is_one_event_for_one_person_and_every_reader_agrees(now):
    booking = a_full_booking(session=factories.make_session(title="Brew: carers, café & 🫖"))
    Booking.objects.filter(pk=booking.pk).update(sequence=3)
    Session.objects.update(sequence=4)
    mail = letter(Kind.CONFIRMATION, booking, now)
    method, file = calendar_of(mail)
    (event,) = agreed(file, method="REQUEST")

    assert method == "REQUEST"
    assert event.uid == f"booking-{booking.uid}@brew.test"
    assert event.sequence == 7
    assert event.summary == "Brew: carers, café & 🫖"
    assert (event.starts, event.ends) == (booking.session.starts_at, booking.session.ends_at)
    assert event.status == "CONFIRMED"
    assert event.location == "By video"
    assert event.url == "https://brew.test/sessions/over-a-brew/2027-01-27/"
    assert "Pressing No in your calendar does not cancel your booking." in event.description
    assert "https://brew.test/bookings/" in event.description
    text = file.decode().replace("\r\n ", "")
    assert text.count("\r\nATTENDEE") == text.count("\r\nORGANIZER") == 1
    assert not re.search(r"\r\n[A-Z-]+:\r\n", text), "no empty lines of content"
    assert "mailto:ama@example.org" in text
    assert "mailto:hello@overabrew.example" in text


def test_an_invite_in_summer_is_at_the_time_of_summer(now):
    starts = datetime(2027, 6, 23, 9, 30, tzinfo=UTC)
    booking = factories.make_booking(session=factories.make_session(starts_at=starts))
    mail = letter(Kind.CONFIRMATION, booking, now)
    (event,) = agreed(calendar_of(mail)[1], method="REQUEST")

    assert event.starts == starts
    assert "10:30am to 12 noon" in mail.body


def test_a_cancelled_booking_takes_the_same_event_out_again(now):
    booking = invited(factories.make_booking(), now)
    booking_service.cancel(booking=booking, now=now)
    before = booking.sequence
    mail = compose(notice_of(Kind.CANCELLATION, booking, now, dedupe_key=str(before + 1)), now)
    method, file = calendar_of(mail)
    (event,) = agreed(file, method="CANCEL")

    assert method == "CANCEL"
    assert event.uid == f"booking-{booking.uid}@brew.test"
    assert event.sequence > before
    assert event.status == "CANCELLED"


def test_who_never_had_an_invite_gets_none_taken_back(now):
    booking = factories.make_booking()
    Notice.objects.all().delete()

    assert calendar_of(letter(Kind.CANCELLATION, booking, now)) is None
    assert calendar_of(letter(Kind.SESSION_CANCELLED, booking, now)) is None


def test_people_who_wait_get_no_invite(now):
    booking = factories.make_booking(session=factories.make_session(places=0))
    assert booking.state == State.WAITING
    Notice.objects.all().delete()

    for kind in (Kind.CHANGE, Kind.SESSION_MOVED):
        mail = compose(notice_of(kind, booking, now), now)
        assert calendar_of(mail) is None
        assert "waiting list" in mail.body or kind == Kind.SESSION_MOVED


def test_a_discreet_booking_shows_a_plain_title_in_calendar_and_subject(now):
    session = factories.make_session(title="Over a Brew: living with grief")
    booking = factories.make_booking(session=session, discreet_title=True)
    mail = letter(Kind.CONFIRMATION, booking, now)
    file = calendar_of(mail)[1]
    (event,) = agreed(file, method="REQUEST")

    assert event.summary == "Meeting"
    assert "grief" not in file.decode().replace("\r\n ", "")
    assert "over-a-brew" not in event.url
    assert "grief" not in mail.subject
    assert "Wednesday 27 January 2027" in mail.subject


def test_a_calendar_that_others_see_holds_no_link_that_opens_the_booking(now):
    booking = factories.make_booking(discreet_title=True)
    mail = letter(Kind.CONFIRMATION, booking, now)
    (event,) = agreed(calendar_of(mail)[1], method="REQUEST")

    assert "/bookings/" in mail.body
    assert "/bookings/" not in event.description
    assert "Use the link in our email." in event.description


def test_a_file_that_takes_a_date_out_says_nothing_of_pressing_no(now):
    booking = factories.make_booking()
    send_due(now=now)
    mail = letter(Kind.SESSION_CANCELLED, booking, now)
    (event,) = agreed(calendar_of(mail)[1], method="CANCEL")

    assert "Pressing No" not in event.description


def test_a_place_in_a_room_is_in_mail_and_calendar_with_its_address(now):
    session = factories.make_session(
        in_person=True,
        by_video=False,
        by_phone=False,
        venue="The Hall\n2 Mill Road\nEly CB7 4XX",
        venue_access="No steps. Park behind the hall.",
    )
    mail = letter(Kind.CONFIRMATION, factories.make_booking(session=session), now)
    (event,) = agreed(calendar_of(mail)[1], method="REQUEST")

    assert event.location == "The Hall, 2 Mill Road, Ely CB7 4XX"
    for said in (mail.body, seen_words(mail)):
        assert "The Hall, 2 Mill Road, Ely CB7 4XX" in said
        assert "No steps. Park behind the hall." in said


def test_each_line_about_the_way_in_stands_alone_in_a_mail(now):
    session = factories.make_session(
        in_person=True, venue="The Hall", venue_access="The door is level.\n\nDogs: welcome."
    )
    made = factories.make_booking(session=session, mode="in-person")
    html = letter(Kind.CONFIRMATION, made, now).alternatives[0][0]

    assert re.findall(r"<li>(.*?)</li>", html)[:2] == ["The door is level.", "Dogs: welcome."]


def test_someone_who_books_with_our_own_mailbox_gets_the_mail_without_an_invite(now):
    booking = factories.make_booking(email="HELLO@overabrew.example")
    mail = letter(Kind.CONFIRMATION, booking, now)

    assert calendar_of(mail) is None
    assert "calendar" not in mail.body


# Words that fit -----------------------------------------------------------------------------------


def test_a_carer_the_person_and_the_supporter_each_read_words_that_fit(now):
    booking = for_someone_else(now)
    ama, jo = booking.people.all()
    carer = letter(Kind.CONFIRMATION, booking, now)
    person = letter(Kind.CONFIRMATION, booking, now, to=f"person-{ama.pk}")
    supporter = letter(Kind.CONFIRMATION, booking, now, to=f"person-{jo.pk}")

    assert carer.to == ["sam@example.org"]
    assert "Ama Mensah has a place" in carer.body
    assert "Jo will come along to support." in carer.body
    assert person.to == ["ama@example.org"]
    assert "Hello Ama Mensah," in person.body
    assert "You have a place" in person.body
    assert "This booking was made by Sam Carer." in person.body
    assert supporter.to == ["jo@example.org"]
    assert "The person you support has a place" in supporter.body


def test_each_reader_has_their_own_invite_with_their_own_address(now):
    booking = for_someone_else(now)
    ama = booking.people.first()
    for to, address in (("contact", "sam@example.org"), (f"person-{ama.pk}", "ama@example.org")):
        file = calendar_of(letter(Kind.CONFIRMATION, booking, now, to=to))[1]
        text = file.decode().replace("\r\n ", "")
        assert re.findall(r"ATTENDEE[^\r]*mailto:([^\r]*)", text) == [address]


def test_a_supporter_sees_no_link_no_need_and_no_other_name(now):
    booking = for_someone_else(now)
    jo = booking.people.last()
    for kind in BOOKING_KINDS:
        if kind in (Kind.ORGANISER_NEEDS, *ALWAYS):
            continue
        mail = letter(kind, booking, now, to=f"person-{jo.pk}")
        assert mail, kind
        assert "/bookings/" not in everything(mail), kind
        assert "Ama" not in everything(mail), kind
        assert "A lift to the door" not in everything(mail), kind
        assert "900111" not in everything(mail), kind
    assert letter(Kind.BOOKING_LINK, booking, now, to=f"person-{jo.pk}") is None


def test_the_person_reads_their_own_needs_and_the_carer_all_of_them(now):
    booking = for_someone_else(now)
    ama = booking.people.first()
    person = letter(Kind.REMINDER_WEEK, booking, now, to=f"person-{ama.pk}").body
    carer = letter(Kind.REMINDER_WEEK, booking, now).body

    assert "A lift to the door" in person
    assert "A seat near the door" not in person
    assert "For Ama Mensah: A lift to the door" in carer
    assert "For Jo: A seat near the door" in carer


def test_booking_for_someone_and_oneself_names_both(now):
    booking = factories.make_booking(
        name="Sam Carer",
        email="sam@example.org",
        for_whom="other-and-me",
        people=(booking_service.Attendee(name="Ama"), booking_service.Attendee(name="Sam Carer")),
    )
    assert "You and Ama have a place" in letter(Kind.CONFIRMATION, booking, now).body


def test_the_reminder_says_how_far_each_need_is(now):
    booking = a_full_booking(needs=("An interpreter", "More breaks"))
    first, second = AccessNeed.objects.order_by("pk")
    AccessNeed.objects.filter(pk=first.pk).update(
        state="in-place", answer="We have booked an interpreter for you."
    )
    AccessNeed.objects.filter(pk=second.pk).update(state="arranging")
    mail = letter(Kind.REMINDER_WEEK, booking, now)

    assert "- An interpreter\n  We have booked an interpreter for you." in mail.body
    assert "- More breaks\n  We are working on it." in mail.body
    assert "Is this still right?" in mail.body


def test_the_day_before_shows_the_way_in(now):
    video = letter(Kind.REMINDER_DAY, factories.make_booking(), now)
    assert re.search(r"Join the session:\nhttps://brew\.test/bookings/\S+/join/", video.body)
    assert video.subject.startswith("Tomorrow: ")

    Notice.objects.all().delete()
    session = factories.make_session(
        starts_at=factories.STARTS_AT + timedelta(days=1), meeting_phone="01632 960 777, then 42#"
    )
    phone = letter(Kind.REMINDER_DAY, factories.make_booking(session=session, mode="phone"), now)
    assert "Number to ring: 01632 960 777, then 42#" in phone.body


def test_a_reminder_that_is_late_says_the_right_day(now):
    booking = factories.make_booking()
    notice = notice_of(Kind.REMINDER_DAY, booking, now)
    on_the_day = booking.session.starts_at - timedelta(hours=2)

    assert compose(notice, on_the_day).subject.startswith("Today: ")


def test_a_name_that_advertises_something_is_left_out(now):
    booking = factories.make_booking(name="Win at www.casino.example now")
    mail = letter(Kind.CONFIRMATION, booking, now)

    assert "casino" not in mail.body + mail.alternatives[0][0]
    assert "Hello,\n" in mail.body


def test_marked_up_names_are_shown_as_text(now):
    booking = factories.make_booking(name="<b>Ama</b>")
    mail = letter(Kind.CONFIRMATION, booking, now)

    assert "&lt;b&gt;Ama" in mail.alternatives[0][0] or "Ama" not in mail.alternatives[0][0]
    assert "&lt;" not in mail.body


def test_a_title_over_two_lines_cannot_add_a_header(now):
    booking = factories.make_booking()
    booking.session.page.title = "Brew\r\nBcc: all@example.org"
    booking.session.page.save()
    mail = letter(Kind.CONFIRMATION, booking, now)

    assert mail.message()["Bcc"] is None


# Before and after ---------------------------------------------------------------------------------


def test_a_moved_session_says_when_it_was_and_when_it_is(now):
    booking = invited(factories.make_booking(), now)
    Session.objects.update(
        starts_at=datetime(2027, 2, 3, 14, 0, tzinfo=UTC),
        ends_at=datetime(2027, 2, 3, 15, 30, tzinfo=UTC),
        sequence=1,
    )
    mail = compose(notice_of(Kind.SESSION_MOVED, booking, now), now)

    for said in (words(mail.body), seen_words(mail)):
        assert "Before: Wednesday 27 January 2027, 10:30am to 12 noon" in said
        assert "Now: Wednesday 3 February 2027, 2pm to 3:30pm" in said
    assert "Wednesday 3 February 2027" in mail.subject


def test_two_moves_within_ten_minutes_are_one_message_from_first_to_last(now):
    booking = invited(factories.make_booking(), now)
    for day, at in ((3, now), (10, now + timedelta(minutes=5))):
        Session.objects.update(
            starts_at=datetime(2027, 2, day, 14, 0, tzinfo=UTC),
            ends_at=datetime(2027, 2, day, 15, 30, tzinfo=UTC),
        )
        enqueue(
            kind=Kind.SESSION_MOVED,
            booking=booking,
            now=at,
            due_at=at + timedelta(minutes=10),
            dedupe_key=str(day),
        )
    assert send_due(now=now + timedelta(minutes=10)) == {"dropped": 1}
    assert send_due(now=now + timedelta(minutes=15)) == {"sent": 1}
    told = Notice.objects.get(dedupe_key="10").snapshot
    assert told["starts_at"].startswith("2027-02-10")


def test_a_session_that_moved_away_and_back_before_anyone_heard_sends_nothing(now):
    booking = invited(factories.make_booking(), now)

    assert compose(notice_of(Kind.SESSION_MOVED, booking, now), now) is None


def test_a_session_cancelled_and_restored_before_anyone_heard_sends_nothing(now):
    booking = invited(factories.make_booking(), now)

    assert compose(notice_of(Kind.SESSION_CANCELLED, booking, now), now) is None
    assert compose(notice_of(Kind.SESSION_RESTORED, booking, now), now) is None


def test_a_session_on_again_with_a_new_date_is_one_message(now, mailoutbox):
    booking = invited(factories.make_booking(), now)
    Session.objects.update(status="cancelled", cancel_reason="The hall is flooded.")
    enqueue(kind=Kind.SESSION_CANCELLED, booking=booking, now=now, dedupe_key="1")
    send_due(now=now + timedelta(minutes=10))
    assert "Why: The hall is flooded." in mailoutbox[-1].body

    Session.objects.update(
        status="on",
        starts_at=datetime(2027, 2, 3, 14, 0, tzinfo=UTC),
        ends_at=datetime(2027, 2, 3, 15, 30, tzinfo=UTC),
    )
    enqueue(kind=Kind.SESSION_MOVED, booking=booking, now=now, dedupe_key="2")
    enqueue(kind=Kind.SESSION_RESTORED, booking=booking, now=now, dedupe_key="2")
    assert send_due(now=now + timedelta(hours=1)) == {"sent": 1, "dropped": 1}
    assert "on again" in mailoutbox[-1].body
    assert "Now: Wednesday 3 February 2027, 2pm to 3:30pm" in mailoutbox[-1].body


def test_another_way_of_joining_says_which_it_was(now):
    booking = invited(factories.make_booking(mode="video"), now)
    Booking.objects.update(attendance_mode="phone")
    mail = compose(notice_of(Kind.CHANGE, booking, now), now)

    assert "Before: By video\nNow: By phone" in mail.body


def test_who_can_no_longer_join_in_their_way_is_told_so(now):
    session = factories.make_session(in_person=True, venue="The Hall, Ely")
    booking = invited(factories.make_booking(session=session, mode="in-person"), now)
    Session.objects.update(in_person=False)
    mail = compose(notice_of(Kind.SESSION_MOVED, booking, now), now)

    assert "You cannot join in the way you chose any more." in mail.body


def test_what_was_told_holds_no_name_address_or_need(now):
    invited(a_full_booking(needs=("Marker",)), now)
    told = str(Notice.objects.get(sent_at__isnull=False, recipient="contact").snapshot)

    for secret in ("Marker", "Ama", "ama@", "Jo"):
        assert secret not in told


# No longer right ----------------------------------------------------------------------------------


def change_session(**fields):
    return lambda booking: Session.objects.filter(pk=booking.session_id).update(**fields)


def change_booking(**fields):
    return lambda booking: Booking.objects.filter(pk=booking.pk).update(**fields)


OVER = {
    "starts_at": datetime(2027, 1, 8, 10, 30, tzinfo=UTC),
    "ends_at": datetime(2027, 1, 8, 12, 0, tzinfo=UTC),
}


def dropped(kind, booking, now, change):
    """Whether the mail of this kind is dropped once the rows have changed under it."""
    with undone():
        bring_about(kind, booking, now)
        moment = moment_of(kind, booking.session, now)
        notice = notice_of(kind, booking, moment)
        assert compose(notice, moment) is not None, f"{kind} is right before the change"
        change(booking)
        return compose(Notice.objects.get(pk=notice.pk), moment) is None


def test_nothing_goes_out_about_a_session_that_is_over(now):
    booking = invited(a_full_booking(), now)
    for kind in set(BOOKING_KINDS) - {Kind.THANKS, Kind.BROADCAST, *ALWAYS}:
        assert dropped(kind, booking, now, change_session(**OVER)), kind


def test_a_cancelled_booking_gets_nothing_more(now):
    booking = invited(a_full_booking(), now)
    for kind in set(BOOKING_KINDS) - {Kind.CANCELLATION, *ALWAYS}:
        assert dropped(kind, booking, now, change_booking(state=State.CANCELLED)), kind


def test_nothing_else_goes_out_about_a_cancelled_session(now):
    booking = invited(a_full_booking(), now)
    still_go = {Kind.SESSION_CANCELLED, Kind.CANCELLATION, Kind.BROADCAST, *ALWAYS}
    for kind in set(BOOKING_KINDS) - still_go:
        assert dropped(kind, booking, now, change_session(status="cancelled")), kind


def test_a_contact_without_an_address_gets_nothing(now):
    booking = invited(a_full_booking(), now)
    for kind in set(BOOKING_KINDS) - {Kind.ORGANISER_NEEDS}:
        assert dropped(kind, booking, now, change_booking(email="", phone="07700 900123")), kind


@pytest.mark.parametrize("kind", [Kind.REMINDER_WEEK, Kind.REMINDER_DAY, Kind.THANKS])
def test_reminders_that_were_switched_off_do_not_go(kind, now):
    booking = factories.make_booking(reminders=False)

    assert letter(kind, booking, now) is None


@pytest.mark.parametrize("kind", [Kind.REMINDER_WEEK, Kind.REMINDER_DAY])
def test_a_reminder_for_the_old_date_is_dropped(kind, now):
    booking = factories.make_booking()
    notice = notice_of(kind, booking, now)
    change_session(
        starts_at=booking.session.starts_at + timedelta(days=7),
        ends_at=booking.session.ends_at + timedelta(days=7),
    )(booking)
    fresh = Notice.objects.get(pk=notice.pk)

    assert compose(fresh, booking.session.starts_at - timedelta(days=1)) is None


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (Kind.CONFIRMATION, State.WAITING),
        (Kind.CANCELLATION, State.BOOKED),
        (Kind.WAITING, State.BOOKED),
        (Kind.OFFER, State.BOOKED),
        (Kind.OFFER, State.LAPSED),
        (Kind.PROMOTED, State.WAITING),
        (Kind.REMINDER_WEEK, State.WAITING),
        (Kind.THANKS, State.WAITING),
        (Kind.SESSION_MOVED, State.LAPSED),
    ],
)
def test_a_mail_that_the_booking_has_outlived_is_dropped(kind, state, now):
    booking = factories.make_booking()
    bring_about(kind, booking, now)
    change_booking(state=state)(booking)
    moment = moment_of(kind, booking.session, now)

    assert compose(notice_of(kind, booking, moment), moment) is None


def test_an_offer_whose_time_is_over_is_dropped(now):
    booking = factories.make_booking(state=State.OFFERED, offered_until=now)

    assert compose(notice_of(Kind.OFFER, booking, now), now) is None


def test_a_person_taken_off_the_booking_is_not_written_to(now):
    booking = for_someone_else(now)
    ama = booking.people.first()
    notice = notice_of(Kind.CONFIRMATION, booking, now, to=f"person-{ama.pk}")
    ama.delete()

    assert compose(Notice.objects.get(pk=notice.pk), now) is None


def test_the_organisers_hear_nothing_when_nothing_is_asked_any_more(now):
    booking = a_full_booking()
    AccessNeed.objects.all().delete()

    assert letter(Kind.ORGANISER_NEEDS, booking, now) is None


def test_several_changes_one_after_the_other_are_one_mail(now):
    booking = invited(factories.make_booking(), now)
    first = notice_of(Kind.CHANGE, booking, now, dedupe_key="1")
    second = notice_of(Kind.CHANGE, booking, now, dedupe_key="2")

    assert compose(first, now) is None
    assert compose(second, now) is not None


def test_the_link_mail_says_why_it_comes(now):
    booking = factories.make_booking()
    asked = letter(Kind.BOOKING_LINK, booking, now, dedupe_key="asked 2027-01-11T09")
    assert "Someone asked us to send this link again." in asked.body

    newer = factories.make_booking(session=booking.session)
    Notice.objects.all().delete()
    again = letter(Kind.BOOKING_LINK, booking, now, dedupe_key=f"booked again {newer.pk}")
    assert "You had a booking already." in again.body


@pytest.mark.parametrize("which", [0, 1])
def test_that_there_are_two_bookings_is_not_said_once_one_is_cancelled(which, now, mailoutbox):
    session = factories.make_session()
    both = [factories.make_booking(session=session), factories.make_booking(session=session)]
    booking_service.cancel(booking=both[which], now=now)
    send_due(now=now)

    assert not [mail for mail in mailoutbox if "You had a booking already" in mail.body]


def test_who_asks_for_the_link_gets_it_even_if_they_book_anew_while_they_wait_for_it(
    now, mailoutbox
):
    session = factories.make_session()
    first = factories.make_booking(session=session, now=now)
    send_due(now=now)
    mailoutbox.clear()
    booking_service.send_links_again(email=first.email, now=now)
    second = factories.make_booking(session=session, now=now)
    booking_service.cancel(booking=second, now=now)
    send_due(now=now)

    assert [mail for mail in mailoutbox if "Someone asked us to send this link" in mail.body]


def test_a_carer_who_books_for_a_second_person_is_told_and_the_first_person_is_not(now, mailoutbox):
    """The first would read "cancel one of them" and lose the place."""
    first = for_someone_else(now)
    factories.make_booking(
        session=first.session,
        name="Sam Carer",
        email="sam@example.org",
        for_whom="other",
        people=(booking_service.Attendee(name="Ben"),),
    )
    send_due(now=now)
    told = [mail for mail in mailoutbox if "You had a booking already" in mail.body]

    assert [mail.to for mail in told] == [["sam@example.org"]]
    assert "This booking is for Ama Mensah." in told[0].body


def test_someone_who_is_booked_for_and_books_too_is_told_by_mail(now, mailoutbox):
    first = for_someone_else(now, person_knows=True)
    factories.make_booking(session=first.session)
    send_due(now=now)
    told = [mail for mail in mailoutbox if "You had a booking already" in mail.body]

    assert [mail.to for mail in told] == [["ama@example.org"]]
    assert "This booking was made by Sam Carer." in told[0].body


def test_someone_who_does_not_know_that_they_are_booked_for_is_told_nothing(now, mailoutbox):
    first = for_someone_else(now, person_knows=False)
    factories.make_booking(session=first.session)
    booking_service.send_links_again(email="ama@example.org", now=now)
    send_due(now=now)

    assert not [mail for mail in mailoutbox if "Sam Carer" in mail.body]


def test_mails_to_a_carer_say_whose_booking_they_are_about(now):
    booking = for_someone_else(now)
    invited(booking, now)
    for kind, mail in each_letter(booking, now):
        if kind not in (Kind.ORGANISER_NEEDS, Kind.PERSONAL_FEED, Kind.BROADCAST):
            assert "Ama Mensah" in mail.body.partition("What you asked for")[0], kind
            assert "Ama Mensah" in seen_words(mail).partition("What you asked for")[0], kind


def test_the_first_mail_to_someone_who_now_knows_says_that_they_are_booked(now, mailoutbox):
    made = booking_service.book(
        session=factories.make_session(),
        contact=booking_service.Contact(name="Sam Carer", email="sam@example.org"),
        people=[booking_service.Attendee(name="Ama")],
        mode="video",
        for_whom="other",
        person_knows=False,
        now=now,
    )
    send_due(now=now)
    people = [booking_service.Attendee(name="Ama", email="ama@example.org")]
    for way, later in (("video", 5), ("phone", 10)):
        moment = now + timedelta(minutes=later)
        booking_service.change(
            booking=made, mode=way, for_whom="other", person_knows=True, people=people, now=moment
        )
        send_due(now=moment + timedelta(minutes=4))
    subjects = [mail.subject.partition(":")[0] for mail in mailoutbox if "ama@" in mail.to[0]]

    assert subjects == ["A place is booked", "The booking has changed"]
    assert mailoutbox[0].to == ["sam@example.org"]


@pytest.mark.parametrize("kind", [Kind.SESSION_MOVED, Kind.SESSION_RESTORED])
def test_someone_with_an_open_offer_is_not_told_to_do_nothing(kind, now):
    booking = invited(factories.make_booking(), now)
    bring_about(kind, booking, now)
    Booking.objects.filter(pk=booking.pk).update(state=State.OFFERED)
    mail = compose(notice_of(kind, booking, now), now)

    for said in (words(mail.body), seen_words(mail)):
        assert "We keep it until 9am on Wednesday 13 January 2027." in said
        assert "You do not need to do anything." not in said


@pytest.mark.parametrize("kind", [Kind.REMINDER_WEEK, Kind.REMINDER_DAY])
def test_a_reminder_does_not_send_people_to_a_room_that_is_closed(kind, now):
    session = factories.make_session(in_person=True, venue="The Hall", venue_access="Ring twice")
    booking = invited(factories.make_booking(session=session, mode="in-person"), now)
    Session.objects.filter(pk=session.pk).update(in_person=False)
    mail = letter(kind, booking, now)

    for said in (words(mail.body), seen_words(mail)):
        assert "You cannot join in the way you chose any more." in said
        assert "The Hall" not in said and "Ring twice" not in said


def test_an_answer_from_the_organisers_is_in_the_mail_about_it(now, mailoutbox):
    """The admin says so: "The person gets your words a few minutes later"."""
    made = for_someone_else(now)
    enqueue(kind=Kind.CONFIRMATION, booking=made, now=now)
    send_due(now=now)
    mailoutbox.clear()
    need = AccessNeed.objects.get(person__name="Ama Mensah")
    later = now + timedelta(hours=1)
    access_needs.answer(need=need, state="in-place", words="A driver comes at ten.", now=later)
    send_due(now=later + timedelta(minutes=4))

    assert [mail.to for mail in mailoutbox] == [["sam@example.org"], ["ama@example.org"]]
    for mail in mailoutbox:
        assert mail.subject.startswith("An answer from us: ")
        for said in (words(mail.body), seen_words(mail)):
            assert "We have answered what you asked for." in said
            assert "A driver comes at ten." in said
            assert "We have kept the change" not in said


def test_a_change_of_the_booking_is_not_called_an_answer(now, mailoutbox):
    made = invited(factories.make_booking(needs=("A lift",)), now)
    access_needs.answer(need=AccessNeed.objects.get(), state="arranging", words="Soon.", now=now)
    send_due(now=now + timedelta(minutes=4))
    mailoutbox.clear()
    booking_service.change(booking=made, mode="phone", now=now + timedelta(hours=1))
    send_due(now=now + timedelta(hours=2))
    (mail,) = mailoutbox

    assert mail.subject.startswith("Your booking has changed: ")
    assert "We have kept the change." in mail.body
    assert "Soon." in mail.body


def test_everyone_invited_hears_of_another_way_to_join(now, mailoutbox):
    made = for_someone_else(now)
    enqueue(kind=Kind.CONFIRMATION, booking=made, now=now)
    send_due(now=now)
    mailoutbox.clear()
    booking_service.change(booking=made, mode="phone", now=now)
    send_due(now=now + timedelta(minutes=4))

    assert [mail.to[0][:3] for mail in mailoutbox] == ["sam", "ama", "jo@"]


def test_someone_whose_booking_another_cancels_reads_who_made_it(now):
    mail = letter(
        Kind.CANCELLATION, for_someone_else(now), now, to=f"person-{Person.objects.first().pk}"
    )

    assert "This booking was made by Sam Carer." in mail.body
    assert "tell us why" not in mail.body + mail.alternatives[0][0]


@pytest.mark.parametrize("kind", BOOKING_KINDS)
def test_only_who_has_a_place_reads_the_number_to_ring(kind, now):
    session = factories.make_session(meeting_phone="01632 960 777")
    booking = invited(factories.make_booking(session=session, mode="phone", needs=("Breaks",)), now)
    mail = letter(kind, booking, now)
    booking.refresh_from_db()
    session.refresh_from_db()
    has_place = booking.state == State.BOOKED and not session.is_cancelled
    may_ring = has_place and kind not in (Kind.THANKS, Kind.PERSONAL_FEED)

    assert ("01632 960 777" in mail.body) == may_ring
    assert ("01632 960 777" in mail.alternatives[0][0]) == may_ring
