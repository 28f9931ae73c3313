"""What may stand in a mail as somebody's name. People type names to which we then write."""

import re
import unicodedata

MAX_LENGTH = 70  # characters
MAX_WORDS = 10
MAX_DIGITS = 3  # "Sam 2", never a phone number
# Letters, accents, digits, spaces, dashes and emoji, in any script.
CATEGORIES = ("L", "M", "Nd", "Zs", "Pd", "So", "Sk")
SIGNS = set("'’‘`\"“”.,&+()/·・") | set(
    "\u200c\u200d\u200e\u200f"
)  # joiners and marks of direction
# A dot ends a word, or stands after an initial or a title: all other dots may be part of a link.
INITIAL = (
    r"(?<![^\W_])[^\W\d_]\.(?=[^\W\d_](?:\.|\W|$)|(?!(?:com|net|org|biz|xyz|top|app|info)\b)\w{3})"
)
TITLE = r"\b(?:Dr|Mr|Mrs|Ms|Mx|Prof|Rev|St|Fr|Sr)\.(?=\w{3})"
HARMLESS_DOT = re.compile(rf"{INITIAL}|{TITLE}|\.(?!\w)", re.IGNORECASE)
WEB = re.compile(r"\bwww\b|\bdot (?:com|net|org|co|uk|info|shop|xyz)\b", re.IGNORECASE)
# Words of shops and lures that are in no name. Cash, Price, Sale and Loan are names.
SHOP = re.compile(
    r"\b(?:bitcoins?|crypto|casinos?|jackpot|lottery|viagra|cialis|pills|discounts?|vouchers?|giveaway"
    r"|congratulations|unsubscribe|followers|whatsapp|telegram|seo"
    r"|click here|buy (?:now|online|cheap)|(?:win|get|claim) (?:a|your|free|big)|free (?:gifts?|money|offer)"
    r"|(?:cheap|best) (?:price|deal|offer)s?|special offer|limited time|(?:loans?|cash) (?:now|today|fast))\b",
    re.IGNORECASE,
)


def is_plain_name(text: str) -> bool:
    """Return whether this looks like a name, and like no link, phone number, shop or long text."""
    return (
        len(text) <= MAX_LENGTH
        and len(text.split()) <= MAX_WORDS
        and sum(character.isdigit() for character in text) <= MAX_DIGITS
        and all(_is_of_names(character) for character in text)
        and "." not in HARMLESS_DOT.sub("", text)
        and not WEB.search(text)
        and not SHOP.search(text)
        and "//" not in text
    )


def _is_of_names(character: str) -> bool:
    return character in SIGNS or unicodedata.category(character).startswith(CATEGORIES)
