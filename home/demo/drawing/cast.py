"""The people in the pictures. The same neighbours turn up again and again, as they do."""

from .pen import CLAY, CREAM, HONEY, MIST, MOSS, PLUM, ROSE, SAGE, TEA, TEAL, cloth
from .people import (
    BLACK,
    BROWN,
    CHESTNUT,
    DEEP,
    FAIR,
    GINGER,
    GREY,
    PEACH,
    SAND,
    SILVER,
    STRAW,
    Person,
)

NAN = Person(
    FAIR,
    "perm",
    SILVER,
    cloth("polka"),
    "smile",
    0,
    ("glasses", "hearing aid", "lines"),
    "cardigan",
)
DAUGHTER = Person(PEACH, "bob", CHESTNUT, cloth("breton"), "smile", -0.8)
UNCLE = Person(DEEP, "crop", GREY, MOSS, "laugh", 0, ("moustache", "lines"), "shirt")
STUDENT = Person(BROWN, "hijab", TEAL, HONEY, "smile", 0.5)
WHEELS = Person(PEACH, "quiff", GINGER, cloth("plaid"), "smile", 0.6, ("beard",))
QUIET = Person(SAND, "long", BLACK, SAGE, "calm", -0.5, ("glasses",), "roll")
GRANDAD = Person(FAIR, "bald", SILVER, TEA, "wry", 0, ("lines", "glasses"), "shirt")
SINGER = Person(DEEP, "afro", BLACK, CLAY, "laugh", 0.3, ("earrings",))
BLIND = Person(SAND, "short", BLACK, MIST, "smile", 0.4, ("dark glasses",), "shirt")
WORKER = Person(BROWN, "locs", BLACK, "#86a9ab", "smile", -0.4)
GARDENER = Person(PEACH, "cap", MOSS, cloth("berries"), "smile", 0.7, ("lines",))
YOUNG = Person(FAIR, "short", STRAW, cloth("spots"), "wonder", 0.6)
AUNTIE = Person(BROWN, "bun", BLACK, PLUM, "listen", 0, ("earrings",), "scarf")
SIKH = Person(SAND, "turban", CLAY, CREAM, "calm", -0.4, ("beard", "glasses"), "shirt", BLACK)
CURLS = Person(FAIR, "curly", GINGER, ROSE, "laugh", 0.2, (), "cardigan")
SAGE_HAND = Person(DEEP, "short", BLACK, SAGE)
