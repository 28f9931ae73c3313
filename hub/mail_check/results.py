"""What our mail server found of a mail's sender, in Authentication-Results (RFC 8601)."""

from collections.abc import Iterator
from contextlib import suppress
from email.message import Message

from authres import AuthenticationResultsHeader
from authres.core import AuthResError
from django.conf import settings

from hub.mail_check.lines import Line, advice, ok, problem

_NAMELESS = (
    "The mail server writes Authentication-Results without its own name, as Microsoft 365 does. "
    "So TRUSTED_AUTHSERV_ID cannot be used here."
)


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
    names = {name.lower(): line for line in reversed(found) if (name := _name(line))}
    if not names:
        yield problem(_NAMELESS) if trusted else advice(_NAMELESS)
    elif not trusted:
        name = _name(next(line for line in found if _name(line)))
        yield advice(
            f"Set TRUSTED_AUTHSERV_ID={name} if the mail server for this mailbox calls itself so: "
            "then nobody else can answer in somebody's name."
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
    """Return the authserv-id, or "" where the first word is a result already."""
    first = line.partition(";")[0].split(" ")[0]
    return "" if "=" in first else first


def _said(line: str) -> str:
    with suppress(AuthResError, RecursionError):
        header = AuthenticationResultsHeader.parse(f"Authentication-Results: {line}")
        if words := [f"{each.method} {each.result}" for each in header.results]:
            return f" It says of this mail: {', '.join(words)}."
    return ""
