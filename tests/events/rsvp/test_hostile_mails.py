"""Mails that are broken, huge or made to do harm: none raises, none acts for somebody else."""

import base64
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from hypothesis import HealthCheck, event, given
from hypothesis import strategies as st

from events.emails.delivery import send_due
from events.ical.reply_event import ReplyError
from events.ical.reply_mail import MOST_BYTES, parse
from events.ical.reply_words import MAX_HTML_LENGTH, html_to_text
from events.models import Booking, Notice, OrganiserTask
from events.rsvp.apply import Outcome, process_reply
from tests import factories
from tests.events.calendar_replies import (
    SHAPES,
    TRUSTED,
    found_genuine,
    make_invited_booking,
    reply,
)
from tests.events.rsvp.bounce_mails import SHAPES as BOUNCES
from tests.events.rsvp.bounce_mails import bounce_of
from tests.examples import examples

State = Booking.State

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def with_mailbox(settings):
    settings.REPLIES_URL = "imaps://user:secret@mail.example/INBOX"
    settings.TRUSTED_AUTHSERV_ID = TRUSTED


OPEN = ["<", "<a ", "<!--", "<!-- >", "<!x ", "<![CDATA[", "<?", "<a b='", "<a b=\">'", "</", "&#"]


@pytest.mark.parametrize("unit", OPEN)
def test_a_page_of_nothing_but_open_tags_is_read(unit):
    """Python's parser alone would take hours for each of these."""
    page = unit * (MAX_HTML_LENGTH // len(unit))
    assert html_to_text(f"<p>I come late</p>{page}").strip().startswith("I come late")


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<!-- a > b --><p>I come late", "I come late"),
        ("<!--[if mso]><p>x</p><![endif]-->I come late", "I come late"),
        ("<![if !vml]>I come late<![endif]>", "I come late"),
        ('<?xml version="1.0"?><!DOCTYPE html>I come late', "I come late"),
        ("I < you <b>late</b>", "I < you late"),
    ],
)
def test_what_a_page_says_is_kept(page, text):
    assert html_to_text(page).strip() == text


@pytest.mark.parametrize(
    "charset",
    [
        "idna",
        "punycode",
        "undefined",
        "zlib",
        "rot13",
        "utf-7",
        "utf-16",
        "klingon",
        "a\x00b",
        "\udcff",
        "'",
    ],
)
def test_a_charset_that_is_none_raises_nothing(now, charset):
    booking = make_invited_booking(now)
    raw = reply(booking, "DECLINED", now, shape="evolution 3.46 declined")
    named = raw.replace(b'charset="utf-8"', f'charset="{charset}"'.encode(errors="surrogateescape"))
    assert named != raw
    assert process_reply(raw=named, now=now) in (Outcome.CANCELLED, Outcome.UNRESOLVED)


HEAD = b"From: Ama <ama@example.org>\r\nMIME-Version: 1.0\r\n"


@pytest.mark.parametrize("depth", [1, 3, 3_000])
def test_an_answer_in_a_mail_that_is_attached_is_not_the_sender_s(now, depth):
    booking = make_invited_booking(now)
    raw = HEAD + b"Content-Type: message/rfc822\r\n\r\n" * depth + reply(booking, "DECLINED", now)

    assert process_reply(raw=raw, now=now) in (Outcome.NONE, Outcome.UNRESOLVED)
    booking.refresh_from_db()
    assert (booking.state, booking.calendar_answer) == (State.BOOKED, "")


def attached(data, kind):
    lines = base64.encodebytes(data)
    return (
        HEAD + f"Content-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n\r\n".encode() + lines
    )


@pytest.mark.parametrize("kind", ["text/calendar; method=REPLY", "application/ics"])
def test_a_calendar_that_grows_when_it_is_decoded_is_left_to_people(now, kind):
    line = b"COMMENT:" + b"x" * 60 + b"\r\n"
    bomb = attached(line * 45_000, kind)
    assert len(bomb) < MOST_BYTES
    assert process_reply(raw=bomb, now=now) == Outcome.UNRESOLVED


@pytest.mark.parametrize(
    "raw", [HEAD + b"\r\n" + b"x" * 50_000_000, attached(b"x" * 37_000_000, "text/calendar")]
)
def test_a_mail_of_50_megabytes_that_is_piped_in_is_left_to_people(now, raw):
    assert process_reply(raw=raw, now=now) == Outcome.UNRESOLVED


@pytest.mark.parametrize(
    "how",
    [
        {"text": "I come\0 late"},
        {"comment": "I come\0 late"},
        {"attendee": "a%00@example.net", "text": "I come\0 late"},
        {"parameters": 'X-RESPONSE-COMMENT="I come\0 late"', "shape": "gmail"},
    ],
)
@pytest.mark.parametrize("head", [None, []])
def test_letters_that_a_database_refuses_stop_nothing(now, how, head):
    booking = make_invited_booking(now)
    how = {"text": "", "comment": "", **how}
    raw = reply(booking, "ACCEPTED", now, head=head, **how)
    assert process_reply(raw=raw, now=now) in (
        Outcome.RECORDED,
        Outcome.UNCLEAR,
        Outcome.UNRESOLVED,
    )
    for words in OrganiserTask.objects.values_list("words", flat=True):
        assert "\0" not in words


@pytest.mark.parametrize("shape", BOUNCES)
def test_an_address_that_a_database_refuses_stops_nothing(now, shape):
    raw = bounce_of("a\0@example.org", shape=shape)
    assert process_reply(raw=raw, now=now) == Outcome.NONE


@pytest.mark.parametrize(("depth", "filling"), [(300, b"x\n" * 70_000), (40, b"\n" * 2_000_000)])
def test_many_lines_in_many_parts_are_left_to_people(now, depth, filling):
    """Python alone would look at them for minutes."""
    inside = "Content-Type: multipart/mixed; boundary=b{0}\n\n--b{0}\n"
    raw = HEAD + "".join(inside.format(number) for number in range(depth)).encode() + filling
    assert len(raw) < MOST_BYTES
    assert process_reply(raw=raw, now=now) == Outcome.UNRESOLVED


def test_a_calendar_within_calendars_is_left_to_people(now):
    deep = "BEGIN:VEVENT\r\n" * 5_000 + "END:VEVENT\r\n" * 5_000
    calendar = f"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n{deep}END:VCALENDAR\r\n"
    assert (
        process_reply(raw=attached(calendar.encode(), "text/calendar"), now=now)
        == Outcome.UNRESOLVED
    )


def test_outlook_s_own_format_is_left_to_people(now):
    """winmail.dat: a calendar file that only Outlook reads."""
    raw = attached(b"\x78\x9f\x3e\x22" + b"x" * 500, 'application/ms-tnef; name="winmail.dat"')
    assert process_reply(raw=raw, now=now) == Outcome.NONE


@pytest.mark.parametrize("trusted", [TRUSTED, ""])
def test_a_mail_of_ours_that_comes_back_to_us_is_no_answer_and_gets_none(now, settings, trusted):
    settings.TRUSTED_AUTHSERV_ID = trusted
    booking = factories.make_booking(now=now)
    send_due(now=now)
    process_reply(raw=reply(booking, "DECLINED", now), now=now)
    send_due(now=now)
    ours = [each.message().as_bytes() for each in mail.outbox]
    mail.outbox.clear()
    before = Notice.objects.count()

    assert len(ours) == 2
    assert [process_reply(raw=raw, now=now) for raw in ours] == [Outcome.NONE] * 2
    send_due(now=now)
    assert (Notice.objects.count(), mail.outbox) == (before, [])


# Fuzzing ------------------------------------------------------------------------------------------


def lines_of(raw):
    """The lines of a mail with its calendar file in clear, so that each can be changed."""
    text = raw.decode("latin-1").replace("\r\n", "\n")
    return text.split("\n")


def clear_reply(booking, partstat, now, **how):
    raw = reply(booking, partstat, now, head=[], text="", comment="", **how)
    for start in (b"QkVHSU46VkNBTEVOREFS",):
        while (at := raw.find(start)) >= 0:
            end = min(
                each
                for each in (raw.find(b"\r\n\r\n", at), raw.find(b"\r\n--", at), len(raw))
                if each > 0
            )
            raw = raw[:at] + base64.b64decode(raw[at:end]) + raw[end:]
    return raw.replace(b"Content-Transfer-Encoding: base64", b"Content-Transfer-Encoding: 8bit")


def pieces(victim, own, now):
    """Lines of real answers of both, and what somebody would try."""
    lines = {
        f"UID:booking-{victim.uid}@brew.test",
        f"ATTENDEE;PARTSTAT=DECLINED:mailto:{victim.email}",
        f"ATTENDEE;PARTSTAT=DECLINED;EMAIL={victim.email}:mailto:{own.email}",
        f'ATTENDEE;PARTSTAT=DECLINED;DELEGATED-FROM="mailto:{victim.email}":mailto:{own.email}',
        f"From: {victim.email}",
        f"From: {victim.email}, {own.email}",
        f"From: {victim.email} <{own.email}>",
        f"Sender: {victim.email}",
        found_genuine(victim.email),
        "METHOD:COUNTER",
        "METHOD:CANCEL",
        "Content-Type: message/rfc822",
        'Content-Type: multipart/mixed; boundary="b"',
        "--b",
        "--b--",
        "",
        "BEGIN:VEVENT",
        "END:VEVENT",
        "Content-Transfer-Encoding: base64",
        "Auto-Submitted: auto-replied",
    }
    for booking in (victim, own):
        for shape in SHAPES:
            lines |= set(lines_of(clear_reply(booking, "DECLINED", now, shape=shape)))
    lines |= set(lines_of(bounce_of(victim.email)))
    return sorted(lines)


@pytest.fixture
def ama_and_ben(now):
    ama = make_invited_booking(now)
    ben = make_invited_booking(now, session=ama.session, name="Ben", email="ben@example.net")
    return ama, ben, st.sampled_from(pieces(ama, ben, now))


@given(data=st.data())
@examples(150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_mail_made_of_pieces_of_answers_never_raises_and_never_acts_for_another(
    now, ama_and_ben, data
):
    """Ben knows Ama's invite, and his server vouches for him alone."""
    ama, ben, pool = ama_and_ben
    which = data.draw(st.sampled_from([ama, ben]))
    shape = data.draw(st.sampled_from(sorted(SHAPES)))
    lines = lines_of(clear_reply(which, "DECLINED", now, shape=shape))
    for _ in range(data.draw(st.integers(0, 12))):
        place = data.draw(st.integers(0, len(lines)))
        lines[place : place + data.draw(st.integers(0, 3))] = data.draw(st.lists(pool, max_size=3))
    body = "\n".join(lines).encode("latin-1", errors="replace")
    row = Booking.objects.filter(pk=ama.pk).values(
        "state", "calendar_answer", "answered_at", "sequence"
    )
    before = row.get()
    with transaction.atomic():
        outcome = process_reply(raw=f"{found_genuine(ben.email)}\n".encode() + body, now=now)
        after, kinds = row.get(), set(ama.notices.values_list("kind", flat=True))
        transaction.set_rollback(True)

    event(outcome.name)
    assert after == before
    assert not kinds & {Notice.Kind.CANCELLATION, Notice.Kind.DECLINE_CHECK}


def test_the_mail_that_the_pieces_come_from_does_act(now):
    """Else the test above would show nothing."""
    ben = make_invited_booking(now, name="Ben", email="ben@example.net")
    for shape in SHAPES:
        raw = b"\n".join(
            line.encode("latin-1")
            for line in lines_of(clear_reply(ben, "DECLINED", now, shape=shape))
        )
        assert parse(raw).attendee_email == "ben@example.net"
    outcome = process_reply(raw=f"{found_genuine(ben.email)}\n".encode() + raw, now=now)
    assert outcome == Outcome.CANCELLED


@given(st.data())
@examples(200)
def test_bytes_changed_anywhere_in_a_report_or_an_answer_never_raise(data):
    shape = data.draw(st.sampled_from(["postfix", "gmail", "exchange", "exim", "qmail"]))
    raw = bytearray(bounce_of("ama@example.org", shape=shape))
    for _ in range(data.draw(st.integers(1, 12))):
        place = data.draw(st.integers(0, len(raw) - 1))
        raw[place : place + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
    try:
        parse(bytes(raw))
    except ReplyError:
        pass
    process_reply(raw=bytes(raw), now=factories.NOW + timedelta(days=1))
