"""The check itself: settings, sending, a mail that comes back, and the DNS."""

import email
import email.policy
import secrets
import ssl
import time
from collections.abc import Generator, Iterator
from email.message import Message
from email.utils import parseaddr

from django.conf import settings
from django.core import checks
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend
from imapclient import IMAPClient

from hub.checks import check_mail_settings
from hub.imap import ImapConnection
from hub.loopback import is_loopback
from hub.mail_check.authentication_results import results_lines
from hub.mail_check.dns_records import dns_lines
from hub.mail_check.error_messages import explain, refusal
from hub.mail_check.messages import Line, advice, ok, problem
from hub.mail_oauth import provider_name

POLL_INTERVAL = 2.0  # seconds

BODY = """This mail is a test.

It shows that {site} can send mail. You can delete it.
"""


def check_mail(*, to: str = "", wait: float) -> Iterator[Line]:
    """Yield what works and what does not, while it goes on.

    Sends a mail to `to`, or to the sender's own address, waits so many seconds for it in the
    mailbox, and removes it there. Reads no other mail.
    """
    found = check_mail_settings(None)
    for each in found:
        is_error = each.level >= checks.ERROR
        yield problem(each.msg) if is_error else advice(each.msg)
    if any(each.level >= checks.ERROR for each in found):
        return
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    domain = sender.rpartition("@")[2].lower()
    if domain.endswith(".example"):
        yield problem(f"DEFAULT_FROM_EMAIL is {sender}, which nobody reads. Set your own address.")
        return
    yield ok(f"Our mail comes from {sender}.")
    code = secrets.token_hex(8)
    sent = yield from _send(sender, to or sender, code)
    mail = yield from _receive(code if sent else "", to or sender, wait)
    if mail is not None:
        yield from results_lines(mail)
    yield from dns_lines(domain, mail)


def _send(sender: str, to: str, code: str) -> Generator[Line, None, bool]:
    """Send the mail with that code. Return whether the server took it."""
    server = get_connection(settings.MAIL_SERVER_BACKEND)
    if not isinstance(server, EmailBackend):
        yield advice("This site sends no mail: it only writes it down. To send it set EMAIL_URL.")
        return False
    host, port = server.host, server.port
    how = _how(server.username, not server.password)
    try:
        server.open()
    except Exception as error:
        yield problem(explain(error, host=host, port=port, variable="EMAIL_URL"))
        return False
    if server.connection:
        server.connection.ehlo_or_helo_if_needed()
    yield ok(f"The mail server {host}, port {port}, answers.")
    yield _privacy(getattr(server.connection, "sock", None), host)
    yield ok(how)
    if settings.EMAIL_SMTPUTF8 and server.connection and not server.connection.has_extn("smtputf8"):
        yield advice(
            f"{host} cannot write to addresses such as józef@example.org. Set EMAIL_SMTPUTF8=off: "
            "then forms ask for another address."
        )
    mail = EmailMessage(
        subject=f"Test of our mail {code}",
        body=BODY.format(site=settings.BASE_URL),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to],
        headers={"Auto-Submitted": "auto-generated"},
    )
    try:
        server.send_messages([mail])
    except Exception as error:
        yield problem(refusal(error, host=host, sender=sender, to=to))
        return False
    finally:
        _close(server)
    yield ok(f"It took a mail to {to}.")
    return True


def _receive(code: str, to: str, wait: float) -> Generator[Line, None, Message | None]:
    """Wait for the mail with that code, if any. Return its head."""
    if not settings.REPLIES_URL:
        yield advice(
            "REPLIES_URL is not set, so nobody hears what calendars answer."
            + (f" Look yourself if the mail has come to {to}." if code else "")
        )
        return None
    mailbox = ImapConnection(settings.REPLIES_URL)
    try:
        with mailbox:
            yield ok(f"The mailbox at {mailbox.host}, port {mailbox.port}, answers.")
            yield _privacy(mailbox.client.socket(), mailbox.host)
            yield ok(f"{_how(mailbox.user, mailbox.uses_token)} {mailbox.folder} is there.")
            if not code:
                return None
            mail = _wait_for(mailbox.client, code, wait)
    except Exception as error:
        host, port = mailbox.host, mailbox.port
        yield problem(explain(error, host=host, port=port, variable="REPLIES_URL"))
        return None
    if mail is None:
        yield problem(
            f"The mail to {to} is not in the mailbox after {wait:.0f} seconds. Look if it is in "
            f"its folder for spam, and if {to} is the address of this mailbox."
        )
    else:
        yield ok("The mail has come. We read its head and took it out again.")
    return mail


def _wait_for(client: IMAPClient, code: str, wait: float) -> Message | None:
    end = time.monotonic() + wait
    while True:
        client.noop()  # some servers tell of new mail only then
        if uids := client.search(["SUBJECT", code]):
            break
        if time.monotonic() > end:
            return None
        time.sleep(POLL_INTERVAL)
    heads = client.fetch(uids, ["BODY.PEEK[HEADER]"])
    client.delete_messages(uids, silent=True)
    if client.has_capability("UIDPLUS"):
        # A plain EXPUNGE would also delete mails that people have marked and may want back.
        client.uid_expunge(uids)
    head = heads[uids[-1]][b"BODY[HEADER]"]
    return email.message_from_bytes(head, policy=email.policy.compat32)


def _how(user: str, uses_token: bool) -> str:
    if not user:
        return "It wants no log-in."
    if uses_token:
        return f"The log-in as {user} works, with a token of {provider_name()}."
    return f"The log-in as {user} works, with a password."


def _privacy(sock: object, host: str) -> Line:
    if isinstance(sock, ssl.SSLSocket):
        return ok(f"Nobody else can read along ({sock.version()}), and its certificate is right.")
    if is_loopback(host):
        return ok("It is on this machine, so it needs no TLS.")
    return advice(f"Others can read along on the way to {host}. Begin EMAIL_URL with smtp+tls.")


def _close(server: EmailBackend) -> None:
    try:
        server.close()
    except OSError:  # it has done its work
        return
