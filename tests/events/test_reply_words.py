"""Words beside an answer from a calendar: every one of a person, none of their program."""

import email
import email.policy
from email.message import EmailMessage

import pytest

from events.ical.reply_mail import parse
from tests.events.calendar_replies import REPLIES

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
METHOD:REPLY
BEGIN:VEVENT
UID:booking-7d1f3c52-8a60-4f0e-9d0b-2f6f1f7a9c11@brew.test
DTSTAMP:20270113T090211Z
DTSTART:20270127T103000Z
SEQUENCE:4
SUMMARY:Over a Brew: unpaid carers
LOCATION:By video
ORGANIZER;CN=Over a Brew:mailto:hello@brew.test
DESCRIPTION:You join by video.\\n\\nIf you press No in your calendar\\, we cancel the booking.
ATTENDEE;CN=Ama Mensah;PARTSTAT=ACCEPTED:mailto:ama@example.org
END:VEVENT
END:VCALENDAR
"""


def words_in(text="", *, html="", calendar=CALENDAR, subject="Accepted: Over a Brew"):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = (
        "Ama M. <ama@example.org>",
        "hello@brew.test",
        subject,
    )
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    mail.add_attachment(calendar, subtype="calendar", params={"method": "REPLY"})
    return parse(mail.as_bytes(policy=email.policy.SMTP)).words


STANDARD = [
    "",
    "Ama Mensah has proposed a new time for this event.",
    'Ama Mensah has made a counterproposal for "Over a Brew: unpaid carers":',
    "New Time Proposed: Over a Brew: unpaid carers",
    "Ama Mensah hat diese Einladung angenommen.",
    "Ama Mensah hat Ihre Termineinladung unter Vorbehalt angenommen.",
    "Zugesagt: Over a Brew: unpaid carers",
    "Ama Mensah a accepté cette invitation.",
    "Ama Mensah a décliné l’invitation à l’évènement.",
    "Accepté : Over a Brew: unpaid carers",
    "Ama Mensah ha aceptado su invitación al evento.",
    "Invitación declinada: Over a Brew: unpaid carers",
    "Ama Mensah ha rifiutato l’invito all’evento.",
    "Ama Mensah <ama@example.org> akceptuje Twoje zaproszenie na wydarzenie.",
    "Ama Mensah aceitou este convite.",
    "Ama Mensah heeft uw uitnodiging geaccepteerd.",
    "Ama Mensah a refuzat invitația ta la eveniment.",
    "Mae Ama Mensah wedi derbyn eich gwahoddiad i ddigwyddiad.",
    "Derbyniwyd: Over a Brew: unpaid carers",
    "Ama Mensah has accepted this invitation",
    "Ama M. has declined this invitation.",
    "ama@example.org has accepted this invitation.",
    "Ama Mensah <ama@example.org> has accepted your event invitation.",
    "Ama Mensah <ama@example.org> has tentatively accepted your event invitation.",
    "Ama Mensah tentatively accepted the invitation to the event:\n“Over a Brew: unpaid carers”",
    'Ama Mensah has replied "Maybe" to this invitation.',
    "Ama Mensah has\naccepted this\ninvitation.",
    "Ama Mensah accepted your invitation to Over a Brew: unpaid carers",
    "ACCEPTED: Over a Brew: unpaid carers",
    "Declined: Over a Brew: unpaid carers\n",
    "Tentative",
    "Tentatively accepted.",
    "Yes, I will attend.",
    "Sent from my iPhone",
    "Get Outlook for iOS<https://aka.ms/o0ukef>",
    "Get Outlook for Android",
    "Sent from Outlook for Android",
    "Sent from Yahoo Mail on Android",
    "Sent from Samsung Galaxy smartphone.",
    "-- \nAma Mensah\nSupport worker",
    "> Hello Ama,\n> You have a place.",
    "On Wed, 13 Jan 2027 at 09:02, Over a Brew <hello@brew.test> wrote:\n> You have a place.",
    "-----Original Message-----\nFrom: Over a Brew\nYou have a place.",
    "From: Over a Brew <hello@brew.test>\nSent: 13 January 2027 09:02\nTo: Ama\nSubject: Hi\n\nOld",
    "________________________________\nFrom: Over a Brew\nYou have a place.",
    "When: 27 January 2027 10:30-12:00 (UTC+00:00) Dublin, Edinburgh, Lisbon, London.\n"
    "Where: By video\n\n*~*~*~*~*~*~*~*~*~*",
    "Ama Mensah has accepted this invitation.\n\nOver a Brew: unpaid carers\n"
    "Wednesday 27 Jan 2027 ⋅ 10:30 – 12:00\nUnited Kingdom Time\n\nBy video\n\n"
    "You join by video.\n\nAttendees\nhello@brew.test - organiser\nAma Mensah\n"
    "View all guest info https://calendar.google.com/calendar/event?action=VIEW&eid=abc\n\n"
    "Invitation from Google Calendar: https://calendar.google.com/calendar/\n\n"
    "You are receiving this email because you are an attendee.",
]


@pytest.mark.parametrize("text", STANDARD)
def test_what_programs_write_by_themselves_is_no_words(text):
    assert words_in(text) == ""


WORDS = "I need a loop, please phone me"


@pytest.mark.parametrize("text", STANDARD)
def test_words_above_what_programs_write_are_kept(text):
    assert words_in(f"{WORDS}\n\n{text}").startswith(WORDS)


@pytest.mark.parametrize(
    "text",
    [
        "Declined: I am in hospital",
        "Where: can I park?",
        "When can I come?",
        "Sent from my hospital bed",
        "My mum has declined this invitation.",
        "Ma mère a refusé cette invitation.",
        "Ama Mensah hat ihre Einladung verloren",
        "Ama Mensah proposed a new time to my carer",
        "Provisional: my carer may be ill",
        "On Tuesday my doctor wrote:\nno stairs",
        "Wednesday 3 February 2027, 10:30",
        "From: the station, how do I get to you?",
        "By phone",
        "Maybe with my sister",
        "-- I come late",
        "Ama Mensah cannot hear well",
        "Invitation from Google Calendar did not open",
    ],
)
def test_when_in_doubt_it_is_words(text):
    assert words_in(text) == text


def test_words_that_follow_a_standard_sentence_on_its_line_are_kept():
    assert words_in(f"Ama Mensah has declined this invitation. {WORDS}") == WORDS


def test_words_are_read_from_html_when_there_is_no_text():
    page = (
        "<html><head><style>p {color: red}</style><title>Accepted</title></head><body>"
        "<p>I need a <b>loop</b>,<br>please &amp; thank you</p>"
        "<blockquote>You have a place.</blockquote></body></html>"
    )
    assert words_in(" ", html=page) == "I need a loop,\nplease & thank you"


@pytest.mark.parametrize("page", ["<![bad <p>I come late", "<p>I come late", "I come late</div>"])
def test_words_in_broken_html_are_kept(page):
    assert "I come late" in words_in(" ", html=page)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("COMMENT:I need a loop\\, please phone me", WORDS),
        ("COMMENT:I come late\nCOMMENT:Keep my seat", "I come late\n\nKeep my seat"),
        ("COMMENT:", ""),
        ("COMMENT:Ama Mensah has accepted this invitation.", ""),
    ],
)
def test_comments_of_the_calendar_are_words(lines, words):
    assert words_in(calendar=CALENDAR.replace("SEQUENCE:4", f"SEQUENCE:4\n{lines}")) == words


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        (f'X-NUM-GUESTS=0;X-RESPONSE-COMMENT="{WORDS}"', WORDS),
        ("X-NUM-GUESTS=0", ""),
        ("X-NUM-GUESTS=1", "1 more person comes with them, says their calendar."),
        ("X-NUM-GUESTS=2", "2 more people come with them, says their calendar."),
        ("X-NUM-GUESTS=many", ""),
    ],
)
def test_what_google_writes_beside_the_person_is_words(parameters, words):
    calendar = CALENDAR.replace("CN=Ama Mensah;", f"CN=Ama Mensah;{parameters};")
    assert words_in(calendar=calendar) == words


def test_the_same_words_in_calendar_and_text_are_told_once():
    calendar = CALENDAR.replace(
        "SEQUENCE:4", "SEQUENCE:4\nCOMMENT:I need a loop\\, please phone me"
    )
    assert words_in(f"{WORDS}.\n\nSent from my iPad", calendar=calendar) == WORDS
    assert words_in(f'Note: "{WORDS}"', calendar=calendar) == f'Note: "{WORDS}"'


def test_short_words_of_the_calendar_are_not_lost_in_longer_ones_of_the_text():
    calendar = CALENDAR.replace("SEQUENCE:4", "SEQUENCE:4\nCOMMENT:No")
    assert words_in("I know the way", calendar=calendar) == "No\n\nI know the way"


def test_what_the_samples_of_programs_hold():
    words = {
        path.name: parsed.words
        for path in REPLIES.glob("*.eml")
        if path.name != "outlook-new-time.eml" and (parsed := parse(path.read_bytes()))
    }
    assert {name for name, said in words.items() if said} == {
        "outlook-declined.eml",
        "thunderbird-declined.eml",
    }


@pytest.mark.parametrize(
    "sign", ["1", "_", "-", " ", "\n", "sent from ", "on 2027 ", "<", "iphone "]
)
def test_a_very_long_line_is_read_at_once(sign):
    assert isinstance(words_in("x" + sign * (90_000 // len(sign)) + "!"), str)
