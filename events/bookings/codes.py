"""Spoken booking codes such as "kettle 4821". A code finds a booking; it authorises nothing."""

import secrets

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


def new_code() -> str:
    """Return an unused code. The unique constraint refuses duplicates in any case."""
    for _ in range(MAX_ATTEMPTS):
        code = f"{secrets.choice(WORDS)} {secrets.randbelow(9000) + 1000}"
        if not Booking.objects.filter(spoken_code=code).exists():
            return code
    return f"{secrets.choice(WORDS)} {secrets.choice(WORDS)} {secrets.randbelow(9000) + 1000}"


def find_by_code(text: str) -> Booking | None:
    """Return the booking for a code, in any capitals and with any spaces or dashes."""
    text = "".join(character if character.isalnum() else " " for character in text.lower())
    for digit in "0123456789":
        text = text.replace(digit, f" {digit}")
    parts = text.split()
    words = [part for part in parts if part.isalpha()]
    number = "".join(part for part in parts if part.isdigit())
    return Booking.objects.filter(spoken_code=" ".join([*words, number])).first()
