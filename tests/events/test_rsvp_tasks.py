"""Calendar replies that leave something to the organisers, and from whom they count at all."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.urls import reverse

from events import bookings as services
from events.bookings import Attendee, Preferences
from events.emails.delivery import send_due
from events.models import Booking, OrganiserTask, Person, UnresolvedReply
from events.rsvp.apply import Outcome, process_reply
from events.rsvp.tasks import CUT
from events.schedule import cancel as cancel_date
from events.schedule import move, restore
from hub.models import User
from tests import factories
from tests.events.admin.helpers import login
from tests.events.calendar_replies import NO_SEQUENCE, SHAPES, TRUSTED, reply

State = Booking.State
Kind = OrganiserTask.Kind
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
WORDS = "I need a loop, please phone me"

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
    how.setdefault("comment", "")
    how.setdefault("text", "")
    outcome = process_reply(raw=reply(booking, partstat, **how), now=now)
    booking.refresh_from_db()
    return outcome


def move_by_a_week(booking, now):
    session = booking.session
    starts = session.starts_at + 7 * DAY
    move(session=session, starts_at=starts, ends_at=starts + HOUR, now=now)
    session.refresh_from_db()


def tasks(kind=None):
    rows = OrganiserTask.objects.order_by("pk")
    return list((rows.filter(kind=kind) if kind else rows).values_list("words", flat=True))


def session_screen(client, booking):
    return client.get(reverse("sessions_admin:session", args=[booking.session_id])).text


# Words --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    ("partstat", "outcome"),
    [
        ("ACCEPTED", Outcome.RECORDED),
        ("TENTATIVE", Outcome.RECORDED),
        ("DECLINED", Outcome.CANCELLED),
    ],
)
def test_every_real_answer_is_read_right_and_without_words_makes_no_task(
    now, shape, partstat, outcome
):
    booking = make_invited_booking(now)

    how = {"text": None} if "153" in shape else {}
    assert answer(booking, partstat, now, shape=shape, **how) == outcome
    assert tasks() == []


@pytest.mark.parametrize("partstat", ["ACCEPTED", "TENTATIVE", "DECLINED"])
@pytest.mark.parametrize(
    "how",
    [
        {"comment": WORDS.replace(",", "\\,")},
        {"text": f"{WORDS}\n\nSent from my iPhone\n"},
        {"shape": "gmail", "parameters": f'X-RESPONSE-COMMENT="{WORDS}"'},
        {"shape": "thunderbird 153 accepted", "text": WORDS},
        {"shape": "evolution 3.46 declined", "comment": WORDS.replace(",", "\\,")},
    ],
)
def test_words_beside_any_answer_reach_the_organisers_at_the_booking(now, partstat, how):
    booking = make_invited_booking(now)
    answer(booking, partstat, now, **how)

    (task,) = OrganiserTask.objects.all()
    assert (task.kind, task.booking, task.session) == (Kind.REPLY_WORDS, booking, booking.session)
    assert task.words == WORDS
    assert booking.calendar_answer == partstat


def test_people_whom_someone_brings_are_told_to_the_organisers(now):
    booking = make_invited_booking(now)
    answer(booking, "ACCEPTED", now, shape="gmail", parameters="X-NUM-GUESTS=2")
    assert tasks(Kind.REPLY_WORDS) == ["2 more people come with them, says their calendar."]


def test_words_count_also_when_the_answer_is_known_or_overtaken(now):
    booking = make_invited_booking(now)
    answer(booking, "ACCEPTED", now)
    old = booking.session.sequence + booking.sequence

    assert answer(booking, "ACCEPTED", now, text="Known") == Outcome.OUTDATED
    assert answer(booking, "ACCEPTED", now, stamp=now - MINUTE, text="Late") == Outcome.OUTDATED
    move_by_a_week(booking, now)
    late = now + HOUR
    assert answer(booking, "ACCEPTED", late, sequence=old, text="Old date") == Outcome.OUTDATED

    assert tasks(Kind.REPLY_WORDS) == ["Known", "Late", "Old date"]


def test_the_same_mail_read_twice_makes_one_task_and_new_words_another(now):
    booking = make_invited_booking(now)
    raw = reply(booking, "ACCEPTED", now, text="One", comment="")
    for relayed in (raw, raw, b"Received: by mx.brew.test\r\n" + raw):
        process_reply(raw=relayed, now=now)
    answer(booking, "ACCEPTED", now + MINUTE, text="Two")

    assert tasks() == ["One", "Two"]


def test_words_of_one_of_several_people_say_whose_they_are_and_stay_when_the_booking_does(now):
    booking = make_invited_booking(
        now,
        name="Sam",
        email="sam@example.org",
        for_whom="other-and-me",
        people=(
            Attendee(name="Ben"),
            Attendee(name="Jo", email="jo@example.org", role=Person.Role.SUPPORTS),
        ),
    )
    outcome = answer(booking, "DECLINED", now, attendee="jo@example.org", text="Ask my sister")

    assert outcome == Outcome.UNCLEAR
    assert booking.state == State.BOOKED
    assert tasks(Kind.REPLY_WORDS) == ["Jo wrote:\n\nAsk my sister"]


def test_very_many_words_say_that_there_are_more(now):
    booking = make_invited_booking(now)
    answer(booking, "ACCEPTED", now, text="Please read this. " * 300)

    (words,) = tasks()
    assert words.startswith("Please read this.")
    assert words.endswith(CUT)
    assert len(words) <= 2000


def test_words_of_a_stranger_are_not_put_at_the_booking(now):
    booking = make_invited_booking(now)
    how = {"sender": "mallory@example.net", "text": WORDS}
    assert answer(booking, "ACCEPTED", now, **how) == Outcome.UNRESOLVED
    assert tasks() == []


@pytest.mark.parametrize("partstat", ["ACCEPTED", "DECLINED"])
def test_words_are_shown_at_the_booking_to_those_who_may_see_needs_only(now, client, partstat):
    """A cancelled booking has its own list."""
    booking = make_invited_booking(now)
    answer(booking, partstat, now, text=WORDS)

    assert WORDS in session_screen(login(client, "Organisers"), booking)
    helper = User.objects.create_user("helper", "h@example.org", "brew")
    helper.user_permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "view_booking", "change_booking"])
    )
    client.force_login(helper)
    shown = session_screen(client, booking)
    assert "Ama Mensah" in shown
    assert WORDS not in shown


# Yes and maybe ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("partstat", "shown"), [("ACCEPTED", "Calendar: yes"), ("TENTATIVE", "Calendar: maybe")]
)
def test_yes_and_maybe_are_shown_at_the_booking_until_the_date_moves(now, client, partstat, shown):
    booking = make_invited_booking(now)
    organiser = login(client, "Organisers")
    assert "Calendar: " not in session_screen(organiser, booking)
    answer(booking, partstat, now)
    assert shown in session_screen(organiser, booking)

    move_by_a_week(booking, now + HOUR)

    booking.refresh_from_db()
    assert booking.calendar_answer == ""
    assert "Calendar: " not in session_screen(organiser, booking)


def test_the_answer_of_each_person_is_shown_and_void_after_a_move(now, client):
    booking = make_invited_booking(
        now,
        name="Sam",
        email="sam@example.org",
        for_whom="other",
        people=(Attendee(name="Ben", email="ben@example.org"),),
    )
    answer(booking, "TENTATIVE", now, attendee="ben@example.org")
    assert "Calendar: maybe" in session_screen(login(client, "Organisers"), booking)

    move_by_a_week(booking, now + HOUR)

    assert booking.people.get().calendar_answer == ""


def test_a_date_that_was_off_asks_again(now):
    booking = make_invited_booking(now)
    answer(booking, "ACCEPTED", now)
    cancel_date(session=booking.session, reason="Snow", now=now + HOUR)
    restore(session=booking.session, now=now + 2 * HOUR)

    booking.refresh_from_db()
    assert booking.calendar_answer == ""


def test_a_change_that_leaves_the_time_alone_leaves_the_answer(now):
    booking = make_invited_booking(now)
    answer(booking, "ACCEPTED", now)
    services.change(booking=booking, wishes=Preferences(anything_else="Tea"), now=now + HOUR)

    booking.refresh_from_db()
    assert booking.calendar_answer == "ACCEPTED"


def test_a_yes_of_before_the_move_does_not_come_back_when_its_mail_is_read_again(now):
    booking = make_invited_booking(now)
    raw = reply(booking, "ACCEPTED", now, comment="", text="")
    process_reply(raw=raw, now=now)
    move_by_a_week(booking, now + HOUR)
    send_due(now=now + 2 * HOUR)

    assert process_reply(raw=raw, now=now + 3 * HOUR) == Outcome.OUTDATED
    booking.refresh_from_db()
    assert booking.calendar_answer == ""


def test_who_undoes_a_no_has_said_nothing_any_more(now):
    booking = make_invited_booking(now)
    answer(booking, "DECLINED", now)
    services.undo_cancel(booking=booking, now=now + MINUTE)

    booking.refresh_from_db()
    assert (booking.state, booking.calendar_answer) == (State.BOOKED, "")


# A No that is not to the last invite --------------------------------------------------------------


def test_a_no_without_a_version_to_the_only_invite_counts(now):
    booking = make_invited_booking(now)
    assert answer(booking, "DECLINED", now, sequence=NO_SEQUENCE) == Outcome.CANCELLED


def test_a_no_without_a_version_after_the_last_invite_counts(now):
    booking = make_invited_booking(now)
    move_by_a_week(booking, now)
    send_due(now=now + HOUR)

    late = now + 2 * HOUR
    assert answer(booking, "DECLINED", late, sequence=NO_SEQUENCE) == Outcome.CANCELLED
    assert tasks() == []


@pytest.mark.parametrize("sequence", [NO_SEQUENCE, 0])
def test_a_no_from_before_the_move_is_left_to_the_organisers(now, sequence):
    """Given before the mail about the move went, read after it."""
    booking = make_invited_booking(now)
    move_by_a_week(booking, now)
    send_due(now=now + HOUR)
    how = {"stamp": now + MINUTE, "sequence": sequence}

    assert answer(booking, "DECLINED", now + 2 * HOUR, **how) == Outcome.UNCLEAR
    assert answer(booking, "DECLINED", now + 3 * HOUR, **how) == Outcome.UNCLEAR

    assert (booking.state, booking.calendar_answer) == (State.BOOKED, "")
    (task,) = OrganiserTask.objects.all()
    assert (task.kind, task.booking) == (Kind.REPLY_UNCLEAR, booking)
    assert "Ama Mensah pressed No" in task.words
    assert not UnresolvedReply.objects.exists()


def test_a_no_while_the_mail_about_the_move_waits_is_left_to_the_organisers(now):
    booking = make_invited_booking(now)
    move_by_a_week(booking, now)

    outcome = answer(booking, "DECLINED", now + MINUTE, sequence=NO_SEQUENCE)

    assert outcome == Outcome.UNCLEAR
    assert len(tasks(Kind.REPLY_UNCLEAR)) == 1


def test_a_no_in_the_old_mail_with_words_brings_both(now):
    booking = make_invited_booking(now)
    old = booking.session.sequence + booking.sequence
    move_by_a_week(booking, now)
    send_due(now=now + HOUR)

    late = now + 2 * HOUR
    assert answer(booking, "DECLINED", late, sequence=old, text=WORDS) == Outcome.UNCLEAR
    assert tasks(Kind.REPLY_WORDS) == [WORDS]
    assert len(tasks(Kind.REPLY_UNCLEAR)) == 1


def test_a_no_in_an_old_mail_that_said_the_same_of_the_date_counts(now):
    """Another name on the booking is sent as a new invite; the date is as it was."""
    booking = make_invited_booking(now)
    old = booking.session.sequence + booking.sequence
    people = (Attendee(name="Ama M.", email=booking.email),)
    services.change(booking=booking, people=people, now=now)
    send_due(now=now + HOUR)
    booking.refresh_from_db()
    assert booking.session.sequence + booking.sequence > old

    late = now + 2 * HOUR
    assert answer(booking, "DECLINED", late, sequence=old) == Outcome.CANCELLED


def test_a_no_in_a_mail_with_an_earlier_title_counts(now, time_machine):
    booking = make_invited_booking(now)
    old = booking.session.sequence + booking.sequence
    time_machine.move_to(now)
    page = booking.session.page
    page.title = "Over a Brew: unpaid carers"
    page.save_revision().publish()
    send_due(now=now + DAY)
    booking = Booking.objects.get()
    assert len(mail.outbox) == 1
    assert booking.session.sequence + booking.sequence > old

    late = now + DAY + HOUR
    assert answer(booking, "DECLINED", late, sequence=old) == Outcome.CANCELLED


# From whom ----------------------------------------------------------------------------------------

OURS = "Authentication-Results: mx.brew.example;"


@pytest.fixture
def trusted(settings):
    settings.TRUSTED_AUTHSERV_ID = "mx.brew.example"


@pytest.mark.parametrize(
    "head",
    [
        [f"{OURS} dmarc=pass (p=reject) header.from=example.org"],
        [f"{OURS} dmarc=none; dkim=pass header.d=example.org header.b=Xy/8ab+d"],
        [f"{OURS} dmarc=bestguesspass; dkim=pass header.d=EXAMPLE.org"],
        [f"{OURS} dkim=pass header.d=mail.example.org"],
        [f"{OURS} dmarc=pass header.from=mail.example.org"],
        [OURS.replace("mx.brew.example", "MX.Brew.Example 1") + " dmarc=pass"],
        [
            "Authentication-Results: inner.example; dmarc=fail",
            f"{OURS}\r\n\tdkim=pass header.i=@example.org;\r\n\tdmarc=pass header.from=example.org",
            f"{OURS} dmarc=fail",
        ],
    ],
)
def test_with_a_trusted_mail_server_an_answer_that_it_found_genuine_counts(now, trusted, head):
    booking = make_invited_booking(now)
    assert answer(booking, "DECLINED", now, head=head) == Outcome.CANCELLED


@pytest.mark.parametrize(
    "head",
    [
        [],
        [f"{OURS} dkim=fail; spf=fail; dmarc=fail"],
        [f"{OURS} none"],
        [f"{OURS} dmarc=pass header.from=evil.example"],
        [f"{OURS} dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=evil.example"],
        [f"{OURS} dkim=fail header.d=example.org; spf=pass smtp.mailfrom=ama@example.org"],
        [f"{OURS} spf=pass smtp.mailfrom=example.org"],
        [f"{OURS} dmarc=temperror header.from=example.org; dkim=pass header.d=example.org"],
        [f"{OURS} dkim=pass header.d=org; dkim=pass header.d=example.org.evil.example"],
        [f"{OURS} dkim=pass header.d=ample.org"],
        [f"{OURS} dmarc=fail header.from=example.org; dkim=pass header.d=example.org"],
        [f"{OURS} dmarc=fail (dmarc=pass header.from=example.org)"],
        [f'{OURS} spf=fail smtp.mailfrom="x; dmarc=pass header.from=example.org"'],
        [f"{OURS} arc=pass; auth=pass smtp.auth=example.org"],
        ["Authentication-Results: mx.evil.example; dmarc=pass header.from=example.org"],
        ["Authentication-Results: mx.brew.example.evil.example; dmarc=pass"],
        [f"{OURS} dmarc=fail", f"{OURS} dmarc=pass header.from=example.org"],
        [f"{OURS} dmarc==", f"{OURS} dmarc=pass header.from=example.org"],
        [f"{OURS} dmarc=pass {'(' * 5_000}"],
        [f"{OURS} dmarc=pass{'; a=b' * 5_000}"],
        ["Authentication-Results: dmarc=pass header.from=example.org"],
    ],
)
@pytest.mark.parametrize("partstat", ["ACCEPTED", "DECLINED"])
def test_any_other_answer_changes_nothing_and_is_left_to_the_organisers(
    now, trusted, head, partstat
):
    booking = make_invited_booking(now)
    before = Booking.objects.values().get()

    assert answer(booking, partstat, now, head=head, text=WORDS) == Outcome.UNCLEAR

    assert Booking.objects.values().get() == before
    (task,) = OrganiserTask.objects.all()
    assert (task.kind, task.booking) == (Kind.REPLY_UNCLEAR, booking)
    is_forged = any(line.startswith(OURS) and " dmarc=fail" in line for line in head[:1])
    is_known = "says that it does not come from there" in task.words
    assert is_known == is_forged
    assert is_forged or "could not tell that it really comes from Ama Mensah" in task.words
    assert f"says {'no' if partstat == 'DECLINED' else 'yes'}." in task.words
    assert WORDS in task.words


def test_a_domain_in_other_letters_is_the_same_domain(now, trusted):
    booking = make_invited_booking(now, email="ama@müller.example")
    head = [f"{OURS} dmarc=pass header.from=xn--mller-kva.example"]
    sender = "ama@xn--mller-kva.example"

    assert answer(booking, "DECLINED", now, attendee=sender, head=head) == Outcome.CANCELLED


@pytest.mark.parametrize(
    ("address", "domain", "is_same"),
    [
        ("ama@council.gov.uk", "mail.council.gov.uk", True),
        ("ama@team.council.gov.uk", "council.gov.uk", True),
        ("ama@council.gov.uk", "gov.uk", False),
        ("ama@council.gov.uk", "other.gov.uk", False),
        ("ama@ama.blogspot.com", "evil.blogspot.com", False),
    ],
)
@pytest.mark.parametrize("found", ["dkim=pass header.d=", "dmarc=pass header.from="])
def test_domains_of_one_organisation_belong_together(now, trusted, address, domain, is_same, found):
    booking = make_invited_booking(now, email=address)
    outcome = answer(booking, "DECLINED", now, head=[f"{OURS} {found}{domain}"])
    assert outcome == (Outcome.CANCELLED if is_same else Outcome.UNCLEAR)


# Microsoft 365 ------------------------------------------------------------------------------------

WITHIN = (
    "Received: from DB9P1.eurprd05.prod.outlook.com (2603:10a6:1::5) by"
    " AM6P2.eurprd05.prod.outlook.com with HTTPS; Mon, 11 Jan 2027 09:00:02 +0000"
)
FOUND = (
    "Authentication-Results: spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=example.org;"
    " dkim=pass (signature was verified) header.d=example.org;dmarc=pass action=none"
    " header.from=example.org;compauth=pass reason=100"
)
BORDER = (
    "Received: from mx.example.org (192.0.2.1) by AM5EUR02FT1.mail.protection.outlook.com"
    " (10.152.8.1) with Microsoft SMTP Server id 15.20 via Frontend Transport; Mon, 11 Jan 2027"
    " 09:00:00 +0000"
)
LAPTOP = "Received: from laptop (192.0.2.9) by AM6P2.eurprd05.prod.outlook.com with SMTP; Mon"


@pytest.mark.parametrize(
    "head", [[WITHIN, FOUND, BORDER], [FOUND, BORDER], [WITHIN, WITHIN, FOUND, BORDER]]
)
def test_what_microsoft_365_found_at_its_border_counts(now, settings, head):
    settings.TRUSTED_AUTHSERV_ID = "Microsoft365"
    booking = make_invited_booking(now)
    assert answer(booking, "DECLINED", now, head=head) == Outcome.CANCELLED


@pytest.mark.parametrize(
    "head",
    [
        [],
        [FOUND],  # it did not come through the border
        [WITHIN, FOUND],
        [WITHIN, BORDER, FOUND],  # below the border it is the sender's
        [WITHIN, FOUND.replace("dmarc=pass", "dmarc=fail"), BORDER, FOUND],
        [WITHIN, FOUND.replace("dmarc=pass", "dmarc=fail"), FOUND, BORDER],
        [WITHIN, FOUND.replace("spf=", "mx.evil.example; spf="), BORDER],
        [
            WITHIN,
            FOUND.replace("header.d=", "header.d=not").replace("dmarc=pass", "dmarc=none"),
            BORDER,
        ],
        [LAPTOP, FOUND, BORDER],  # a colleague wrote the rest
        [WITHIN, FOUND, BORDER.replace("outlook.com", "outlook.com.evil.example")],
        [WITHIN, FOUND, BORDER.replace("Received: from", "Received: by")],
        [WITHIN, FOUND + "; x" * 5_000, BORDER],
    ],
)
def test_what_somebody_else_may_have_written_does_not(now, settings, head):
    settings.TRUSTED_AUTHSERV_ID = "microsoft365"
    booking = make_invited_booking(now)
    assert answer(booking, "DECLINED", now, head=head) == Outcome.UNCLEAR
    assert booking.state == State.BOOKED
