"""Spoken booking codes such as "kettle 4821". A code finds a booking; it authorises nothing."""

import re
import secrets

from django.db.models import Q

from events.models import Booking

# Short words, phonetically distinct, from the kitchen and the garden.
_WORDS = (
    "apple apron bakery banana basket biscuit blanket bramble breakfast butter button candle carrot "
    "cherry cinnamon coconut cottage cupboard cushion daisy dinner doorbell feather garden ginger "
    "hazel honey jacket kettle kitchen ladder lantern lemon lemonade marble marmalade meadow "
    "muffin mushroom napkin orange pancake parsley pebble pepper picnic pillow pocket porridge "
    "potato pudding pumpkin radish raisin ribbon saucer spinach sponge strawberry sugar sunflower "
    "teapot thimble tomato turnip umbrella vanilla violet walnut window yoghurt"
)
WORDS = _WORDS.split()

MAX_ATTEMPTS = 20
NUMBER_LENGTH = 4  # digits of a code


def new_code() -> str:
    """Return an unused code. The unique constraint refuses duplicates in any case."""
    for _ in range(MAX_ATTEMPTS):
        code = f"{secrets.choice(WORDS)} {secrets.randbelow(9000) + 1000}"
        if not Booking.objects.filter(spoken_code=code).exists():
            return code
    return f"{secrets.choice(WORDS)} {secrets.choice(WORDS)} {secrets.randbelow(9000) + 1000}"


def find_by_code(text: str) -> Booking | None:
    """Return the booking for a code, in any capitals and with any spaces or dashes."""
    words, number = _parts(text)
    return Booking.objects.filter(spoken_code=" ".join([*words, number])).first()


def like_code(text: str) -> Q:
    """Return a filter of bookings for a part of a code: its digits, beside any word, or its word.

    "4821", "kettle" and "ketle 4821" find "kettle 4821".
    """
    words, number = _parts(text)
    if len(number) == NUMBER_LENGTH:
        return Q(spoken_code__endswith=f" {number}")
    is_word = len(words) == 1 and words[0] in WORDS and not number
    return Q(spoken_code__startswith=f"{words[0]} ") if is_word else Q(pk__in=())


def _parts(text: str) -> tuple[list[str], str]:
    """Return the words and the digits of what somebody says as a code."""
    text = "".join(character if character.isalnum() else " " for character in text.lower())
    parts = re.findall(r"[0-9]|[^\W0-9]+", text)
    return [part for part in parts if part.isalpha()], "".join(filter(str.isdigit, parts))
