"""What our mail server found of a mail's sender, in Authentication-Results (RFC 8601)."""

from collections.abc import Iterator
from contextlib import suppress
from email.message import Message

from authres import AuthenticationResultsHeader
from authres.core import AuthResError
from django.conf import settings

from hub.mail_check.messages import Line, advice, ok, problem

MICROSOFT_365 = "microsoft365"  # as TRUSTED_AUTHSERV_ID


def results_lines(mail: Message) -> Iterator[Line]:
    """Say whether TRUSTED_AUTHSERV_ID fits what stands in a mail that has just come."""
    trusted = settings.TRUSTED_AUTHSERV_ID.lower()
    found = [" ".join(str(each).split()) for each in mail.get_all("Authentication-Results", [])]
    if not found:
        yield advice(
            "The mail server wrote no Authentication-Results on this mail. Many write it only on "
            "mail from elsewhere: send a mail from another mailbox, look at its source there, and set "
            "TRUSTED_AUTHSERV_ID to the first word after Authentication-Results."
        )
        return
    names = {_name(line).lower(): line for line in reversed(found)}
    if not trusted:
        yield advice(
            f"Set TRUSTED_AUTHSERV_ID={_name(found[0])} if the mail server for this mailbox wrote "
            "the topmost Authentication-Results: then nobody else can answer in somebody's name."
        )
    elif trusted in names:
        said = _said(names[trusted])
        yield ok(f"TRUSTED_AUTHSERV_ID is what the mail server calls itself.{said}")
    else:
        yield problem(
            f"TRUSTED_AUTHSERV_ID is {trusted}, and the mail server calls itself "
            f"{' or '.join(names)}. No answer from a calendar counts until they are the same."
        )


def _name(line: str) -> str:
    """Return the authserv-id. Microsoft 365 writes none: the first word is a result already."""
    first = line.partition(";")[0].split(" ")[0]
    return MICROSOFT_365 if "=" in first else first


def _said(line: str) -> str:
    with suppress(AuthResError, RecursionError):
        name = f"{MICROSOFT_365}; " if _name(line) == MICROSOFT_365 else ""
        header = AuthenticationResultsHeader.parse(f"Authentication-Results: {name}{line}")
        if words := [f"{each.method} {each.result}" for each in header.results]:
            return f" It says of this mail: {', '.join(words)}."
    return ""
