"""The alphabet of text messages (3GPP TS 23.038), in which 153 characters fit each part."""

import unicodedata

# A longer text costs three parts, and some phones show it in pieces.
MAX_LENGTH = 306  # characters of two parts

_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_TWICE = "^{}\\[~]|€"  # take the room of two
_ALPHABET = set(_BASIC + _TWICE)
_PUNCTUATION = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00a0\u2007\u2009\u202f\t", " "),
        "…": "...",
        "•": "-",
        "\u200b": "",
        "\u00ad": "",
    }
)


def plain(text: str) -> str:
    """Return a text in the alphabet as far as it loses nothing: quotes, dashes and spaces."""
    return unicodedata.normalize("NFC", text).translate(_PUNCTUATION)


def is_plain(text: str) -> bool:
    return set(text) <= _ALPHABET


def length_of(text: str) -> int:
    """Return the room that a text takes, in characters of the alphabet.

    With any other letter each takes 16 bits, so that 67 fit a part instead of 153.
    """
    if is_plain(text):
        return len(text) + sum(text.count(each) for each in _TWICE)
    units = len(text.encode("utf-16-le")) // 2
    return -(-units * 153 // 67)
