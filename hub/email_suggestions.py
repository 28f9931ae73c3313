"""Likely slips in an e-mail address, such as "jo@gmial.com", found without asking anyone.

Only well-known domains are suggested, and only one slip away. Another domain that many people use
is never a slip: "ymail.com" is not "gmail.com".
"""

import re

# What people in Britain write to us from, with the domain that a bare name means first.
COMMON = [
    "gmail.com",
    "googlemail.com",
    "hotmail.com",
    "hotmail.co.uk",
    "outlook.com",
    "outlook.co.uk",
    "icloud.com",
    "yahoo.com",
    "yahoo.co.uk",
    "ymail.com",
    "rocketmail.com",
    "live.co.uk",
    "live.com",
    "msn.com",
    "me.com",
    "mac.com",
    "aol.com",
    "aol.co.uk",
    "btinternet.com",
    "btopenworld.com",
    "sky.com",
    "talktalk.net",
    "talk21.com",
    "virginmedia.com",
    "virgin.net",
    "ntlworld.com",
    "blueyonder.co.uk",
    "tiscali.co.uk",
    "plusnet.com",
    "protonmail.com",
    "proton.me",
    "pm.me",
    "fastmail.com",
    "zoho.com",
    "tutanota.com",
    "nhs.net",
]
# Real ones that look like a slip of those above.
ALSO_REAL = {
    "mail.com",
    "email.com",
    "gmx.com",
    "gmx.net",
    "gmx.co.uk",
    "gmx.de",
    "web.de",
    "hotmail.fr",
    "hotmail.it",
    "hotmail.es",
    "hotmail.de",
    "yahoo.ca",
    "yahoo.fr",
    "yahoo.it",
    "yahoo.de",
    "yahoo.es",
    "yahoo.ie",
    "yahoo.in",
    "yahoo.co.in",
    "outlook.ie",
    "outlook.fr",
    "outlook.de",
    "live.ca",
    "live.ie",
    "live.fr",
    "live.nl",
    "cloud.com",
    "aim.com",
    "inbox.com",
    "mail.ru",
    "ya.ru",
    "yandex.com",
    "proton.ch",
    "virgin.com",
    "talktalk.com",
    "fastmail.fm",
    "ntlworld.co.uk",
}
MIN_NAME = 5  # letters: shorter names are one letter away from many real ones

# Ends that no address has, and what they are meant to be.
_ENDS = {
    "com": ["con", "cmo", "ocm", "vom", "xom", "cpm", "comm", "coom", "c0m"],
    "co.uk": ["co.u", "co.k", "co.ku", "co.ul", "co.ik", "c.uk", "c0.uk", "couk"],
    "org.uk": ["org.u", "org.k", "og.uk", "orguk", "ogr.uk"],
    "gov.uk": ["gov.u", "gov.k", "govuk", "gov.ku"],
    "nhs.uk": ["nhs.u", "nhs.k", "nhsuk"],
    "ac.uk": ["ac.u", "ac.k", "acuk"],
    "net": ["ney", "nte", "met"],
    "org": ["orgg", "ogr", "rog"],
}
_SLIPS = {slip: end for end, slips in _ENDS.items() for slip in slips}
_DOTLESS = {domain.replace(".", ""): domain for domain in COMMON}
_BARE: dict[str, str] = {}
for _domain in COMMON:
    _name, _, _end = _domain.partition(".")
    _BARE.setdefault(_name, _domain)
    # There is no gmail.co.uk: the providers with one are in the list.
    _DOTLESS.setdefault(f"{_name}couk", _domain)


def suggestion_for(address: str) -> str:
    """Return the address that is probably meant, or "" if nothing looks like a slip."""
    local, at, domain = _without_odd_signs(address).rpartition("@")
    if not (local and at and domain):
        return ""
    suggestion = f"{local}@{_meant(domain.lower()) or domain}"
    return "" if suggestion.lower() == address.strip().lower() else suggestion


def _without_odd_signs(address: str) -> str:
    """Return the address without what comes along when it is copied, and with dots for commas."""
    address = address.strip().removeprefix("mailto:").strip("<>.,;: ")
    local, at, domain = address.rpartition("@")
    domain = re.sub(r"\s*[.,;]+\s*", ".", domain.strip())
    return f"{local.strip()}{at}{domain}"


def _meant(domain: str) -> str:
    """Return the domain that is probably meant, or "" for this one."""
    if domain in COMMON or domain in ALSO_REAL:
        return ""
    if found := _BARE.get(domain) or _DOTLESS.get(domain.replace(".", "")):
        return found
    mended = _with_real_end(domain)
    if mended in COMMON:
        return mended
    for common in COMMON:
        if len(common.partition(".")[0]) >= MIN_NAME and is_one_slip(mended, common):
            return common
    return "" if mended == domain else mended


def _with_real_end(domain: str) -> str:
    for slip, end in sorted(_SLIPS.items(), key=lambda item: -len(item[0])):
        if domain.endswith(f".{slip}"):
            return f"{domain.removesuffix(slip)}{end}"
    return domain


def is_one_slip(one: str, other: str) -> bool:
    """Return whether one letter is missing, added, wrong, or swapped with its neighbour."""
    if one == other:
        return False
    short, long = sorted((one, other), key=len)
    start = next((i for i, char in enumerate(short) if char != long[i]), len(short))
    rest, longer_rest = short[start:], long[start:]
    if len(long) - len(short) == 1:
        return rest == longer_rest[1:]
    if len(long) != len(short):
        return False
    is_swapped = rest[:2] == longer_rest[:2][::-1] and rest[2:] == longer_rest[2:]
    return is_swapped or rest[1:] == longer_rest[1:]
