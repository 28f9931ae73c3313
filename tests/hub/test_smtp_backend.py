"""Mail reaches addresses of any script, where the mail server can; where it cannot, that is said at once."""

from email import message_from_string
from email.policy import SMTPUTF8

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection

from events.emails.delivery import send_due
from events.models import Booking
from hub.smtp_backend import AddressNotSupported
from tests.factories import make_booking
from tests.mailserver import MailServer

JOZEF = "józef+brew@exämple.org"
ON_THE_WIRE = "józef+brew@xn--exmple-cua.org"
BACKEND = "hub.smtp_backend.InternationalEmailBackend"


@pytest.fixture
def server(settings):
    with MailServer() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.MAIL_SERVER_BACKEND = BACKEND
        yield server


def read(raw):
    """Parse a mail. Python reads UTF-8 in the head of text only, not of bytes."""
    return message_from_string(raw.decode(), policy=SMTPUTF8)


def send(*readers):
    mail = EmailMultiAlternatives("A place for Józef", "Słowa", "hub@example.org", readers)
    mail.attach_alternative("<p>Słowa</p>", "text/html")
    return get_connection(BACKEND).send_messages([mail])


def test_an_address_of_any_script_is_the_reader_and_the_header(server):
    server.extensions = ("8BITMIME", "SMTPUTF8")
    assert send(JOZEF) == 1
    (reader, raw) = server.mails[0]
    mail = read(raw)
    assert reader == ON_THE_WIRE
    assert mail["To"].addresses[0].addr_spec == ON_THE_WIRE
    assert mail["Subject"] == "A place for Józef"
    assert "\r\nSłowa\r\n" in raw.decode()


def test_a_server_that_cannot_gets_nothing(server):
    with pytest.raises(AddressNotSupported):
        send(JOZEF)
    assert not server.mails


@pytest.mark.parametrize("extensions", [(), ("SMTPUTF8",)])
def test_other_addresses_go_as_ever_also_with_a_domain_of_another_script(server, extensions):
    server.extensions = extensions
    assert send("Jó <jo@exämple.org>") == 1
    assert server.recipients == ["jo@xn--exmple-cua.org"]
    assert b"=?utf-8?" in server.mails[0][1]


@pytest.mark.django_db(transaction=True)
def test_a_booking_is_confirmed_with_its_invite_and_the_next_mail_is_sent_too(server, now):
    server.extensions = ("8BITMIME", "SMTPUTF8")
    make_booking(email=JOZEF, now=now)
    assert send_due(now=now)["sent"] == 1
    mail = read(server.mails[0][1])
    assert mail["To"].addresses[0].addr_spec == ON_THE_WIRE
    kinds = [part.get_content_type() for part in mail.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/html", "text/calendar", "application/ics"]
    calendar = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
    assert b"BEGIN:VCALENDAR\r\n" in calendar.get_payload(decode=True)


@pytest.mark.django_db(transaction=True)
def test_where_the_server_cannot_the_organisers_see_it_at_once_and_others_get_their_mail(
    server, now
):
    first = make_booking(email=JOZEF, now=now)
    make_booking(email="ama@example.org", name="Kim", session=first.session, now=now)
    assert send_due(now=now) == {"given up": 1, "sent": 1}
    failed = Booking.objects.get(pk=first.pk).notices.get()
    assert failed.problem == "AddressNotSupported"
    assert failed.failed_at is not None
