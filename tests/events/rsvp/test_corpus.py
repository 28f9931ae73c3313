"""What answers of the programs that people have do: a table of mails, each with its right outcome."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.core import mail

from events.emails.delivery import send_due
from events.models import Booking, Notice, OrganiserTask, UnresolvedReply
from events.rsvp.apply import Outcome, process_reply
from events.schedule import move
from tests import factories
from tests.events.calendar_replies import TRUSTED, human_mail, reply
from tests.events.rsvp.bounce_mails import REPORTS, bounce_of
from tests.events.rsvp.bounce_mails import SHAPES as BOUNCES

Task = OrganiserTask.Kind
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
AMA, BEN = "ama@example.org", "ben@example.net"
WORDS = "I need a loop, please phone me"
AFTERNOON = "DTSTART:20270128T140000Z\r\nDTEND:20270128T150000Z\r\n"
ANSWERED = {"ACCEPTED": "accepted", "TENTATIVE": "tentatively accepted", "DECLINED": "declined"}

# Each program with what it writes by itself beside an answer.
PROGRAMS = {
    "outlook": "",
    "gmail": "Ama Mensah has {answered} this invitation.",
    "apple": "",
    "thunderbird": "Ama Mensah <ama@example.org> has {answered} your event invitation.",
    "thunderbird 153 accepted": "Ama Mensah <ama@example.org> has {answered} your event invitation.",
    "evolution 3.46 declined": None,  # it writes no text at all
    "fastmail": "Ama Mensah has {answered} your invitation.",
    "proton": "ama@example.org {answered} your invitation to Over a Brew: unpaid carers",
}
LANGUAGES = {
    "german": "Ama Mensah hat diese Einladung angenommen.",
    "french": "Ama Mensah a accepté cette invitation.",
    "spanish": "Ama Mensah ha aceptado esta invitación.",
    "italian": "Ama Mensah ha accettato questo invito.",
    "polish": "Ama Mensah zaakceptowała to zaproszenie.",
    "portuguese": "Ama Mensah aceitou este convite.",
    "dutch": "Ama Mensah heeft deze uitnodiging geaccepteerd.",
    "welsh": "Mae Ama Mensah wedi derbyn eich gwahoddiad.",
}


@dataclass(frozen=True)
class Case:
    """A mail, and what it does. `answer` is what is noted, `tasks` and `mails` what follows."""

    name: str
    make: Callable[[Booking], bytes]
    outcome: Outcome
    answer: str = ""
    tasks: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    is_cancelled: bool = False
    is_trusting: bool = True  # TRUSTED_AUTHSERV_ID is set
    moves: bool = False  # the date moved after the invite that is answered
    fails: bool = False  # the address is marked

    def __str__(self) -> str:
        return self.name


def answer(program: str, partstat: str, **how: object) -> Callable[[Booking], bytes]:
    standard = PROGRAMS[program]
    text = standard and partstat in ANSWERED and standard.format(answered=ANSWERED[partstat])
    how = {
        "text": text,
        "comment": "",
        "shape": program,
        "stamp": factories.NOW,
        "name": "Ama Mensah",
        **how,
    }
    how["text"] = None if standard is None else f"{how['text'] or ''}\n"
    return lambda booking: reply(booking, partstat, **how)


def said(program: str, partstat: str, words: str) -> Callable[[Booking], bytes]:
    """An answer with words, where each program puts them."""
    if PROGRAMS[program] is None:
        return answer(program, partstat, comment=words.replace(",", "\\,"))
    text = "\n\n".join(filter(None, [PROGRAMS[program].format(answered=ANSWERED[partstat]), words]))
    return answer(program, partstat, text=text)


def forged(program: str) -> Callable[[Booking], bytes]:
    head = [f"Authentication-Results: {TRUSTED}; dkim=fail; spf=fail; dmarc=fail"]
    return answer(program, "DECLINED", head=head)


def away(line: str) -> Callable[[Booking], bytes]:
    return lambda booking: f"{line}\r\n".encode() + answer("outlook", "DECLINED")(booking)


def winmail(booking: Booking) -> bytes:
    return (
        b"From: Ama <ama@example.org>\r\nSubject: Declined: Over a Brew\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: application/ms-tnef; name="winmail.dat"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\neJ8+IgEGkAgABAAA\r\n"
    )


def cases():
    for program in PROGRAMS:
        yield Case(f"{program}: yes", answer(program, "ACCEPTED"), Outcome.RECORDED, "ACCEPTED")
        yield Case(f"{program}: maybe", answer(program, "TENTATIVE"), Outcome.RECORDED, "TENTATIVE")
        yield Case(
            f"{program}: no",
            answer(program, "DECLINED"),
            Outcome.CANCELLED,
            "DECLINED",
            mails=("cancellation",),
            is_cancelled=True,
        )
        yield Case(
            f"{program}: no, and nobody vouches for it",
            answer(program, "DECLINED"),
            Outcome.ASKED,
            "NO-ASKED",
            mails=("said-no",),
            is_trusting=False,
        )
        yield Case(
            f"{program}: yes, with words",
            said(program, "ACCEPTED", WORDS),
            Outcome.RECORDED,
            "ACCEPTED",
            tasks=(Task.REPLY_WORDS,),
        )
        yield Case(
            f"{program}: another time",
            answer(program, "TENTATIVE", counter=AFTERNOON),
            Outcome.UNCLEAR,
            tasks=(Task.NEW_TIME,),
        )
        yield Case(
            f"{program}: forged", forged(program), Outcome.UNCLEAR, tasks=(Task.REPLY_UNCLEAR,)
        )
        yield Case(
            f"{program}: nothing known of the sender",
            answer(program, "ACCEPTED", head=[]),
            Outcome.UNCLEAR,
            tasks=(Task.REPLY_UNCLEAR,),
        )
        yield Case(
            f"{program}: forwarded to somebody else",
            answer(program, "DECLINED", attendee=BEN),
            Outcome.UNCLEAR,
            tasks=(Task.REPLY_UNCLEAR,),
        )
        yield Case(
            f"{program}: passed on",
            answer(program, "DELEGATED", parameters=f'DELEGATED-TO="mailto:{BEN}"'),
            Outcome.UNCLEAR,
            tasks=(Task.REPLY_UNCLEAR,),
        )
        yield Case(
            f"{program}: yes to the old date",
            answer(program, "ACCEPTED", sequence=0),
            Outcome.OUTDATED,
            tasks=(Task.REPLY_LATE,),
            moves=True,
        )
        yield Case(
            f"{program}: no to the old date",
            answer(program, "DECLINED", sequence=0),
            Outcome.UNCLEAR,
            tasks=(Task.REPLY_UNCLEAR,),
            moves=True,
        )
    for number in (1, 2):
        yield Case(
            f"gmail: yes, with {number} more",
            answer("gmail", "ACCEPTED", parameters=f"X-NUM-GUESTS={number}"),
            Outcome.RECORDED,
            "ACCEPTED",
            tasks=(Task.REPLY_WORDS,),
        )
    for language, sentence in LANGUAGES.items():
        yield Case(
            f"gmail in {language}: yes",
            answer("gmail", "ACCEPTED", text=sentence),
            Outcome.RECORDED,
            "ACCEPTED",
        )
    for shape in BOUNCES:
        yield Case(
            f"{shape}: our mail came back",
            lambda booking, shape=shape: bounce_of(AMA, shape=shape),
            Outcome.BOUNCED,
            tasks=(Task.MAIL_BOUNCED,),
            fails=True,
        )
    for shape in REPORTS:
        yield Case(
            f"{shape}: our mail is late",
            lambda booking, shape=shape: bounce_of(
                AMA, shape=shape, action="delayed", status="4.4.1"
            ),
            Outcome.BOUNCED,
        )
    for line in ("Auto-Submitted: auto-replied", "X-Autoreply: yes", "Precedence: auto_reply"):
        yield Case(f"away: {line}", away(line), Outcome.UNRESOLVED)
    yield Case("away, without a calendar file", lambda booking: human_mail(), Outcome.NONE)
    yield Case("outlook's own winmail.dat", winmail, Outcome.NONE)


CASES = list(cases())


def test_the_table_is_long_enough():
    assert len({case.name for case in CASES}) == len(CASES) >= 60


@pytest.mark.django_db
@pytest.mark.parametrize("case", CASES, ids=str)
def test_each_answer_does_what_is_right_and_no_more(now, settings, case):
    settings.REPLIES_URL = "imaps://user:secret@mail.example/INBOX"
    settings.TRUSTED_AUTHSERV_ID = TRUSTED if case.is_trusting else ""
    booking = factories.make_booking(now=now)
    send_due(now=now)
    raw = case.make(booking)
    if case.moves:
        session = booking.session
        starts = session.starts_at + 7 * DAY
        move(session=session, starts_at=starts, ends_at=starts + HOUR, now=now)
        send_due(now=now + HOUR)
    mail.outbox.clear()
    before = set(Notice.objects.values_list("pk", flat=True))

    for repeat in range(2):  # a mail that could not be moved is read again
        outcome = process_reply(raw=raw, now=now + repeat * HOUR)
        if not repeat:
            assert outcome == case.outcome

    booking.refresh_from_db()
    assert booking.calendar_answer == case.answer
    assert booking.state == ("cancelled" if case.is_cancelled else "booked")
    assert booking.email_fails == case.fails
    assert tuple(OrganiserTask.objects.order_by("pk").values_list("kind", flat=True)) == case.tasks
    owed = Notice.objects.exclude(pk__in=before).order_by("pk")
    assert tuple(owed.values_list("kind", flat=True)) == case.mails
    assert UnresolvedReply.objects.exists() == (case.outcome == Outcome.UNRESOLVED)
    send_due(now=now + HOUR)
    assert [each.to for each in mail.outbox] == [[AMA]] * len(case.mails)
