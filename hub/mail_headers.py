"""Headers of mails that nobody sat down to write to one person."""

from email.utils import make_msgid, parseaddr

from django.utils.encoding import punycode

AUTOMATIC = {
    "Auto-Submitted": "auto-generated",  # RFC 3834
    # Exchange looks at this one only ([MS-OXCMAIL] 2.2.3.2.14). Bounces (NDR) must go on coming.
    "X-Auto-Response-Suppress": "DR, RN, NRN, OOF, AutoReply",
}


def domain_of(sender: str) -> str:
    """Return the domain of an address with or without a name, as it may stand in a Message-ID."""
    return punycode(parseaddr(sender)[1].rpartition("@")[2]) or "localhost"


def new_message_id(sender: str) -> str:
    """Return a random Message-ID of the sender's domain. Django's names the machine."""
    return make_msgid(domain=domain_of(sender))
