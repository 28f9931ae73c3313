"""What the DNS says of the sender's domain: MX, SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489)."""

from collections.abc import Iterator
from email.message import Message

import dns.exception
import dns.name
import dns.resolver

from hub.mail_check.messages import Line, advice, ok

SECONDS = 5.0  # for each question

_NO_DNS = "We cannot ask the DNS from here, so we do not know what it says of our mail."


class DnsUnavailable(Exception):
    """Raised when nobody answers."""


def dns_lines(domain: str, mail: Message | None) -> Iterator[Line]:
    """Say what is there and what is missing. `mail` is one of ours that has come back, if any."""
    try:
        yield _mx(domain)
        yield _spf(domain)
        yield from _dkim(domain, mail)
        yield _dmarc(domain)
    except DnsUnavailable:
        yield advice(_NO_DNS)


def _mx(domain: str) -> Line:
    if servers := _ask(domain, "MX"):
        return ok(f"MX: mail to {domain} goes to {', '.join(sorted(servers))}.")
    return advice(f"MX is missing: the DNS does not say where mail to {domain} goes.")


def _spf(domain: str) -> Line:
    records = [text for text in _texts(domain) if text.lower().split(" ")[0] == "v=spf1"]
    if len(records) == 1:
        return ok(f"SPF is there for {domain}.")
    if records:
        return advice(f"SPF is there {len(records)} times for {domain}. Only one may stand there.")
    return advice(
        f"SPF is missing: the DNS does not say which servers send mail of {domain}. "
        "Ask whoever runs your mail for the TXT record."
    )


def _dkim(domain: str, mail: Message | None) -> Iterator[Line]:
    if mail is None:
        yield advice("DKIM: without a mail that came back we cannot see it.")
        return
    signatures = [_tags(str(each)) for each in mail.get_all("DKIM-Signature", [])]
    if not signatures:
        yield advice(
            "DKIM: this mail has no signature. Some servers sign only mail that goes elsewhere: "
            "look at the source of a mail in another mailbox."
        )
    for tags in signatures:
        signer, selector = tags.get("d", "").lower(), tags.get("s", "")
        key = f"{selector}._domainkey.{signer}"
        if not any(_tags(text).get("p") for text in _texts(key)):
            yield advice(f"DKIM: the mail is signed, but its key {key} is not in the DNS.")
        elif not _is_aligned(signer, domain):
            yield advice(f"DKIM: the mail is signed for {signer}, and not for {domain}.")
        else:
            yield ok(f"DKIM: the mail is signed, and its key {key} is in the DNS.")


def _dmarc(domain: str) -> Line:
    labels = domain.split(".")
    for start in range(max(1, len(labels) - 1)):  # the policy of a domain above counts too
        place = ".".join(labels[start:])
        for text in _texts(f"_dmarc.{place}"):
            tags = _tags(text)
            if tags.get("v", "").upper() == "DMARC1":
                return ok(f"DMARC is there for {place}: {tags.get('p', 'no policy')}.")
    return advice(
        f"DMARC is missing: anyone can write as {domain}. "
        f'Begin with a TXT record _dmarc.{domain} that holds "v=DMARC1; p=none".'
    )


def _is_aligned(signer: str, domain: str) -> bool:
    return signer == domain or domain.endswith(f".{signer}") or signer.endswith(f".{domain}")


def _tags(text: str) -> dict[str, str]:
    """Return the tags of "v=DKIM1; p=..." (RFC 6376 3.2)."""
    pairs = (each.partition("=") for each in text.split(";"))
    return {name.strip().lower(): "".join(value.split()) for name, _, value in pairs}


def _texts(name: str) -> list[str]:
    return _ask(name, "TXT")


def _ask(name: str, kind: str) -> list[str]:
    try:
        answer = dns.resolver.get_default_resolver().resolve(
            dns.name.from_text(name), kind, lifetime=SECONDS
        )
    except (
        dns.resolver.NXDOMAIN,
        dns.resolver.NoAnswer,
        dns.name.LabelTooLong,
        dns.name.EmptyLabel,
    ):
        return []
    except (dns.exception.DNSException, OSError) as error:
        raise DnsUnavailable from error
    if kind == "MX":
        return [each.exchange.to_text(omit_final_dot=True) for each in answer]
    return [b"".join(each.strings).decode(errors="replace") for each in answer]
