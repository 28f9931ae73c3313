"""The mails are built by Django, sent as bytes and taken apart again by Python's own reader."""

import email
import email.policy
from datetime import UTC, datetime, timedelta

import pytest

from events.ical import CalendarEvent, invite
from events.ical.imip import InviteMail, build
from tests.readers import agreed

START = datetime(2027, 1, 27, 10, 30, tzinfo=UTC)


def make_calendar(method="REQUEST"):
    return invite(
        CalendarEvent(
            uid="booking-7d1f@brew.test",
            sequence=1,
            starts=START,
            ends=START + timedelta(minutes=90),
            summary="Over a Brew: café and carers 🫖",
            description="A friendly talk.\nCome as you are.",
            location="Online",
            url="https://brew.test/sessions/one/",
            cancelled=False,
            created=START - timedelta(days=30),
            changed=START - timedelta(days=20),
        ),
        method=method,
        organiser_name="Over a Brew",
        organiser_email="hello@brew.test",
        attendee_name="Ann Lee",
        attendee_email="ann@example.org",
        stamp=START - timedelta(days=10),
    )


def make_mail(**changes):
    facts = {
        "subject": "You have a place: Over a Brew 🫖",
        "text": "Hello Ann.\nYou have a place.",
        "html": "<p>Hello Ann.</p><p>You have a place.</p>",
        "from_email": "Over a Brew <hello@brew.test>",
        "to": "ann@example.org",
    }
    return build(**facts | changes)


def sent(mail):
    """What a mail program gets: the bytes that Django's SMTP backend sends, read again."""
    return email.message_from_bytes(
        mail.message().as_bytes(linesep="\r\n"), policy=email.policy.SMTP
    )


def shape(part):
    if part.is_multipart():
        return part.get_content_type(), [shape(inner) for inner in part.iter_parts()]
    return part.get_content_type()


def parts(mail):
    return {part.get_content_type(): part for part in sent(mail).walk()}


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_an_invite_has_the_shape_that_every_mail_program_knows(method):
    mail = make_mail(calendar=make_calendar(method))
    assert isinstance(mail, InviteMail)
    assert shape(sent(mail)) == (
        "multipart/mixed",
        [
            ("multipart/alternative", ["text/plain", "text/html", "text/calendar"]),
            "application/ics",
        ],
    )


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_the_calendar_part_names_its_method_once_and_is_no_attachment(method):
    part = parts(make_mail(calendar=make_calendar(method)))["text/calendar"]
    assert sorted(part.get_params()[1:]) == [("charset", "utf-8"), ("method", method)]
    assert part["Content-Type"].count("charset") == 1
    assert part["Content-Transfer-Encoding"] == "base64"
    assert part["Content-Disposition"] is None


def test_part_and_attachment_hold_the_same_bytes_with_their_line_ends():
    data = make_calendar()
    found = parts(make_mail(calendar=data))
    assert found["text/calendar"].get_payload(decode=True) == data
    assert found["application/ics"].get_payload(decode=True) == data
    assert found["application/ics"].get_filename() == "invite.ics"
    assert found["application/ics"].get_content_disposition() == "attachment"
    (seen,) = agreed(found["text/calendar"].get_payload(decode=True), method="REQUEST")
    assert seen.starts == START


def test_a_mail_without_a_calendar_is_text_and_html():
    mail = make_mail()
    assert shape(sent(mail)) == ("multipart/alternative", ["text/plain", "text/html"])
    assert "You have a place." in parts(mail)["text/plain"].get_content()


def test_every_mail_is_to_one_person_and_says_a_machine_sent_it():
    mail = sent(make_mail(calendar=make_calendar(), reply_to="people@brew.test"))
    assert mail["To"] == "ann@example.org"
    assert mail["From"] == "Over a Brew <hello@brew.test>"
    assert mail["Reply-To"] == "people@brew.test"
    assert mail["Subject"] == "You have a place: Over a Brew 🫖"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["MIME-Version"] == "1.0"
    assert mail["Date"]
    assert mail.get_all("Cc") is None
    assert mail.get_all("Bcc") is None


def test_without_a_reply_address_there_is_no_such_header():
    assert sent(make_mail())["Reply-To"] is None


def test_the_message_id_is_of_the_senders_domain_and_never_twice_the_same():
    one, other = sent(make_mail()), sent(make_mail())
    assert one["Message-ID"].endswith("@brew.test>")
    assert one["Message-ID"] != other["Message-ID"]
    mail = make_mail()
    assert sent(mail)["Message-ID"] == sent(mail)["Message-ID"]


def test_headers_of_the_caller_are_added_and_win():
    mail = sent(
        make_mail(
            headers={"Message-ID": "<kept@brew.test>", "List-Unsubscribe": "<https://brew.test/x>"}
        )
    )
    assert mail["Message-ID"] == "<kept@brew.test>"
    assert mail["List-Unsubscribe"] == "<https://brew.test/x>"
    assert mail["Auto-Submitted"] == "auto-generated"


def test_a_line_break_in_a_subject_cannot_add_a_header():
    with pytest.raises(ValueError, match="newline"):
        sent(make_mail(subject="Hello\r\nBcc: evil@example.org"))


@pytest.mark.parametrize("calendar", [b"", make_calendar() * 2])
def test_a_calendar_without_one_method_is_refused(calendar):
    with pytest.raises(ValueError, match="method"):
        make_mail(calendar=calendar)


def test_an_invite_goes_out_through_django(mailoutbox):
    make_mail(calendar=make_calendar()).send()
    (mail,) = mailoutbox
    assert mail.recipients() == ["ann@example.org"]
    assert mail.message().as_bytes().count(b"text/calendar") == 1
