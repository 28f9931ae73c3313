"""Answers as Outlook, Gmail, Apple and Thunderbird send them, and mails that are none."""

import base64
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.ical.reply_event import Reply, ReplyError, TimeProposal
from events.ical.reply_mail import MOST_BYTES, parse
from tests.examples import examples

REPLIES = Path(__file__).parent / "replies"
UID = "booking-7d1f3c52-8a60-4f0e-9d0b-2f6f1f7a9c11@brew.test"


def mail(name):
    return (REPLIES / name).read_bytes()


CALENDAR = f"""BEGIN:VCALENDAR
VERSION:2.0
METHOD:REPLY
BEGIN:VEVENT
UID:{UID}
DTSTAMP:20270113T090211Z
SEQUENCE:4
ATTENDEE;PARTSTAT=DECLINED:mailto:ann@example.org
END:VEVENT
END:VCALENDAR
"""
HEAD = "From: Ann <ann@example.org>\nTo: hello@brew.test\nMIME-Version: 1.0\n"


def answer(
    calendar=CALENDAR, head=HEAD, kind='text/calendar; method=REPLY; charset="utf-8"', extra=""
):
    return f"{head}Content-Type: {kind}\n{extra}\n{calendar}".encode()


def test_outlook_says_no():
    assert parse(mail("outlook-declined.eml")) == Reply(
        uid=UID,
        attendee_email="ann.lee@council.example",
        partstat="DECLINED",
        sequence=2,
        stamp=datetime(2027, 1, 13, 14, 15, 2, tzinfo=UTC),
        from_email="ann.lee@council.example",
        words="I am sorry, I am away that week.",
    )


def test_gmail_says_yes():
    assert parse(mail("gmail-accepted.eml")) == Reply(
        uid=UID,
        attendee_email="ben.okafor@gmail.example",
        partstat="ACCEPTED",
        sequence=0,
        stamp=datetime(2027, 1, 13, 9, 2, 11, tzinfo=UTC),
        from_email="ben.okafor@gmail.example",
    )


def test_apple_says_maybe_and_names_the_person_beside_an_address_of_its_own():
    assert parse(mail("apple-tentative.eml")) == Reply(
        uid=UID,
        attendee_email="zoe.hart@icloud.example",
        partstat="TENTATIVE",
        sequence=3,
        stamp=datetime(2027, 1, 14, 18, 40, 30, tzinfo=UTC),
        from_email="zoe.hart@icloud.example",
    )


def test_thunderbird_says_no_twice_in_one_mail():
    assert parse(mail("thunderbird-declined.eml")) == Reply(
        uid=UID,
        attendee_email="priya+brew@mail.example",
        partstat="DECLINED",
        sequence=1,
        stamp=datetime(2027, 1, 15, 7, 55, 18, tzinfo=UTC),
        from_email="priya+brew@mail.example",
        words="Grüße – bis bald!",
    )


@pytest.mark.parametrize(
    ("name", "partstat", "email"),
    [
        ("thunderbird-153-accepted", "ACCEPTED", "ann2@mail.example"),
        ("thunderbird-153-tentative", "TENTATIVE", "ann2@mail.example"),
        ("thunderbird-153-declined", "DECLINED", "ann2@mail.example"),
        ("evolution-3.46-declined", "DECLINED", "eve@mail.example"),
    ],
)
def test_real_answers_to_our_own_invites_are_read_and_hold_no_words(name, partstat, email):
    reply = parse(mail(f"{name}.eml"))

    assert (reply.partstat, reply.sequence, reply.words) == (partstat, 2, "")
    assert reply.attendee_email == reply.from_email == email


@pytest.mark.parametrize("name", sorted(path.name for path in REPLIES.glob("*-*ed.eml")))
def test_line_ends_changed_on_the_way_change_nothing(name):
    assert parse(mail(name).replace(b"\r\n", b"\n")) == parse(mail(name))


@pytest.mark.parametrize("name", ["holiday-reply.eml", "bounce.eml"])
def test_a_mail_without_an_answer_of_its_own_is_no_answer(name):
    assert parse(mail(name)) is None


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff\xfe",
        HEAD.encode() + b"\nHello, METHOD:REPLY and more\n",
        answer(CALENDAR.replace("REPLY", "REQUEST"), kind="text/calendar; method=REQUEST"),
        answer(CALENDAR.replace("METHOD:REPLY\n", ""), kind="text/calendar"),
        answer("Not a calendar", kind="text/plain"),
    ],
)
def test_other_mails_are_no_answer(raw):
    assert parse(raw) is None


def test_another_time_asked_for_is_read_with_its_words():
    reply = parse(mail("outlook-new-time.eml"))
    london = ZoneInfo("Europe/London")
    assert reply.partstat == "TENTATIVE"
    assert reply.proposal.starts == datetime(2027, 1, 27, 10, 30, tzinfo=london)
    assert reply.proposal.ends == datetime(2027, 1, 27, 12, tzinfo=london)
    assert "Could it be in the afternoon?" in reply.words


COUNTER = CALENDAR.replace("METHOD:REPLY", "METHOD:COUNTER")


@pytest.mark.parametrize(
    ("lines", "proposal"),
    [
        ("", TimeProposal(None, None)),
        ("DTSTART;VALUE=DATE:20270128\n", TimeProposal(date(2027, 1, 28), None)),
        (
            "DTSTART:20270128T140000Z\nDURATION:PT90M\n",
            TimeProposal(
                datetime(2027, 1, 28, 14, tzinfo=UTC), datetime(2027, 1, 28, 15, 30, tzinfo=UTC)
            ),
        ),
        ("DTSTART:soon\n", TimeProposal(None, None)),
        (
            "DTSTART:99991231T230000Z\nDURATION:P9W\n",
            TimeProposal(datetime(9999, 12, 31, 23, tzinfo=UTC), None),
        ),
    ],
)
def test_a_time_that_is_asked_for_in_any_way_is_read(lines, proposal):
    assert parse(answer(COUNTER.replace("SEQUENCE", f"{lines}SEQUENCE"))).proposal == proposal


def test_who_asks_for_another_time_may_name_others_beside_and_say_nothing_else():
    beside = "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:ben@example.org\nSEQUENCE"
    reply = parse(answer(COUNTER.replace("SEQUENCE", beside).replace("DECLINED", "NEEDS-ACTION")))
    assert (reply.attendee_email, reply.partstat) == ("ann@example.org", "")


def test_an_invite_that_was_passed_on_names_both():
    by = CALENDAR.replace(
        "PARTSTAT=DECLINED", 'PARTSTAT=DELEGATED;DELEGATED-TO="mailto:Ben@Example.org"'
    )
    to = 'ATTENDEE;PARTSTAT=NEEDS-ACTION;DELEGATED-FROM="mailto:ann@example.org":mailto:ben@example.org'
    for calendar in (by, by.replace("SEQUENCE", f"{to}\nSEQUENCE")):
        reply = parse(answer(calendar))
        assert (reply.attendee_email, reply.partstat) == ("ann@example.org", "DELEGATED")
        assert reply.delegates == ("ben@example.org",)

    other = CALENDAR.replace("PARTSTAT", 'DELEGATED-FROM="mailto:ama@example.org";PARTSTAT')
    assert parse(answer(other)).delegator == "ama@example.org"


@pytest.mark.parametrize(
    "line",
    ["Auto-Submitted: auto-replied (vacation)", "X-Autoreply: yes", "Precedence: auto_reply"],
)
def test_a_machine_that_answers_while_somebody_is_away_gives_no_answer(line):
    with pytest.raises(ReplyError, match="while somebody is away"):
        parse(answer(head=f"{line}\n{HEAD}"))
    assert parse(f"{line}\n{HEAD}\nI am away until Monday.".encode()) is None


@pytest.mark.parametrize("line", ["Auto-Submitted: auto-generated", "X-Autoreply: no"])
def test_calendars_on_the_web_may_say_that_a_machine_sent_their_owners_answer(line):
    assert parse(answer(head=f"{line}\n{HEAD}")).partstat == "DECLINED"


def test_one_side_of_the_method_is_enough():
    """Some relays take the parameter off the type; some programs leave METHOD out of the file."""
    assert parse(answer(kind="text/calendar")).partstat == "DECLINED"
    assert parse(answer(kind="application/ics")).partstat == "DECLINED"
    assert parse(answer(CALENDAR.replace("METHOD:REPLY\n", ""))).partstat == "DECLINED"
    named = answer(kind="application/octet-stream; name=reply.ICS")
    assert parse(named).partstat == "DECLINED"


def test_encodings_are_undone():
    other = CALENDAR.replace("UID", "COMMENT:Désolé\nUID")
    latin = answer("", kind="text/calendar; charset=iso-8859-1; method=REPLY") + other.encode(
        "latin-1"
    )
    assert parse(latin).uid == UID
    unknown = answer(other, kind="text/calendar; charset=klingon; method=REPLY")
    assert parse(unknown).uid == UID
    marked = answer("\ufeff" + CALENDAR)
    assert parse(marked).uid == UID
    packed = base64.encodebytes(CALENDAR.encode()).decode()
    assert parse(answer(packed, extra="Content-Transfer-Encoding: base64\n")).uid == UID


def test_addresses_are_compared_in_lower_case_and_without_percent_signs():
    loud = CALENDAR.replace("mailto:ann@example.org", "MAILTO:Ann%2BBrew@Example.ORG")
    assert parse(answer(loud)).attendee_email == "ann+brew@example.org"


def test_the_sender_is_told_apart_from_the_person():
    helper = HEAD.replace("Ann <ann@example.org>", '"Helper, A." <PA@example.org>')
    reply = parse(answer(head=helper))
    assert (reply.from_email, reply.attendee_email) == ("pa@example.org", "ann@example.org")


@pytest.mark.parametrize(
    "sender",
    ["Änn <ann@müller.example>", "=?utf-8?q?=C3=84nn?= <ann@=?utf-8?q?m=C3=BCller?=.example>"],
)
def test_a_sender_with_other_letters_is_read(sender):
    reply = parse(answer(head=f"From: {sender}\nMIME-Version: 1.0\n"))
    assert reply.from_email == "ann@müller.example"


def test_an_answer_without_a_version_says_none():
    assert parse(answer(CALENDAR.replace("SEQUENCE:4\n", ""))).sequence is None
    assert parse(answer(CALENDAR.replace("SEQUENCE:4", "SEQUENCE:0"))).sequence == 0


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("BEGIN:VCALENDAR", "BEGIN:VCARD", "broken"),
        ("BEGIN:VCALENDAR", "BEGIN:\x00VCALENDAR", "broken"),
        (f"UID:{UID}\n", "", "which date"),
        ("DTSTAMP:20270113T090211Z\n", "", "when it was given"),
        ("DTSTAMP:20270113T090211Z", "DTSTAMP:soon", "when it was given"),
        ("SEQUENCE:4", "SEQUENCE:-1", "version"),
        ("SEQUENCE:4", "SEQUENCE:many", "version"),
        ("ATTENDEE;PARTSTAT=DECLINED:mailto:ann@example.org\n", "", "one person"),
        ("SEQUENCE:4", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ben@example.org", "one person"),
        ("mailto:ann@example.org", "urn:uuid:1234", "whose"),
        ("PARTSTAT=DECLINED", "PARTSTAT=COMPLETED", "yes, no or maybe"),
        ("PARTSTAT=DECLINED", "PARTSTAT=NEEDS-ACTION", "yes, no or maybe"),
        (";PARTSTAT=DECLINED", "", "yes, no or maybe"),
        ("SEQUENCE:4", "RECURRENCE-ID:20270127T103000Z", "one date"),
        ("END:VEVENT\n", "END:VEVENT\nBEGIN:VEVENT\nUID:other\nEND:VEVENT\n", "one date"),
        ("END:VCALENDAR\n", "", "broken"),
        ("VEVENT", "VTODO", "one date"),
    ],
)
def test_an_answer_that_leaves_doubt_is_refused_with_its_reason(old, new, reason):
    assert old in CALENDAR
    with pytest.raises(ReplyError, match=reason) as refused:
        parse(answer(CALENDAR.replace(old, new)))
    assert "ann@example.org" not in str(refused.value)


@pytest.mark.parametrize("sender", ["", "From: undisclosed\n", "From: a@b.org, c@d.org\n"])
def test_an_answer_from_nobody_or_from_two_is_refused(sender):
    with pytest.raises(ReplyError, match="who sent it"):
        parse(answer(head=sender + "MIME-Version: 1.0\n"))


def test_a_mail_with_two_different_answers_is_refused():
    raw = mail("thunderbird-declined.eml").replace(b"PARTSTAT=DECLINED", b"PARTSTAT=ACCEPTED")
    with pytest.raises(ReplyError, match="two different answers"):
        parse(raw)


def test_what_is_far_too_big_is_not_read():
    with pytest.raises(ReplyError, match="too big"):
        parse(HEAD.encode() + b"x" * MOST_BYTES)
    with pytest.raises(ReplyError, match="too big"):
        parse(answer(CALENDAR + "X-FILL:y\n" * 50_000))
    part = "--b\nContent-Type: text/plain\n\nx\n"
    many = f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\n{part * 500}--b--\n"
    with pytest.raises(ReplyError, match="too many parts"):
        parse(many.encode())
    inside = "Content-Type: multipart/mixed; boundary=b{0}\n\n--b{0}\n"
    deep = HEAD + "".join(inside.format(number) for number in range(3000))
    with pytest.raises(ReplyError, match="too many parts"):
        parse(deep.encode())


@given(st.data())
@examples(300)
def test_a_damaged_mail_is_an_answer_or_none_or_refused_and_never_a_crash(data):
    raw = bytearray(mail(data.draw(st.sampled_from(sorted(p.name for p in REPLIES.glob("*.eml"))))))
    for _ in range(data.draw(st.integers(1, 12))):
        place = data.draw(st.integers(0, len(raw) - 1))
        raw[place : place + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
    try:
        assert isinstance(parse(bytes(raw)), Reply | None)
    except ReplyError as refused:
        assert str(refused).endswith(".")


@given(st.text(max_size=200), st.binary(max_size=200))
@examples(200)
def test_any_calendar_text_at_all_is_read_without_a_crash(words, noise):
    for calendar in (words, CALENDAR.replace("SEQUENCE:4", words)):
        try:
            parse(
                answer("").replace(b"\n\n", b"\n\n") + calendar.encode("utf-8", "replace") + noise
            )
        except ReplyError:
            pass


COUNTER_WITH_ZONE = """From: ama@example.org
Content-Type: text/calendar; method=COUNTER; charset=utf-8

BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
METHOD:COUNTER
BEGIN:VTIMEZONE
TZID:{zone}
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:{offset}
TZOFFSETTO:{offset}
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:booking-1@brew.test
DTSTAMP:20270111T090000Z
DTSTART;TZID={zone}:20270127T110000
ATTENDEE;PARTSTAT=TENTATIVE:mailto:ama@example.org
END:VEVENT
END:VCALENDAR
"""


@pytest.mark.parametrize("zone", ["Customized Time Zone", "GMT Standard Time"])
def test_a_time_zone_of_one_mail_does_not_change_the_times_of_the_next(zone):
    """Outlook calls each zone that somebody made "Customized Time Zone"."""
    for offset, hours in (("+0500", 5), ("-0300", -3)):
        raw = COUNTER_WITH_ZONE.format(zone=zone, offset=offset).replace("\n", "\r\n").encode()
        starts = parse(raw).proposal.starts
        assert starts.utcoffset() == timedelta(hours=hours)
