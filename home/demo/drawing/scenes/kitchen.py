"""Pictures set at a kitchen table."""

from ..cast import GRANDAD, NAN, SINGER, WHEELS
from ..pen import (
    CLAY,
    CREAM,
    HONEY,
    INK,
    MIST,
    ROSE,
    SAGE,
    TEA,
    TEAL,
    WHITE,
    at,
    box,
    cloth,
    ellipse,
    limb,
    path,
    stroke,
)
from ..people import Person, arm, bust, shadow
from ..things import cake, fields, mug, pendant_lamp, plant, plate_of_biscuits, teapot, window

WALL = "#f3e4c6"


def at_table(who: Person, x: float, y: float, scale: float = 1.1, tilt: float = 0) -> str:
    return at(x, y, bust(who, tilt), scale=scale)


def hands_round(
    who: Person, x: float, y: float, shoulder: float, colour: str, band: str | None = None
) -> str:
    """Both arms down from the shoulders, and a warm mug between the hands."""
    arms = [
        arm(
            who,
            [
                (x + side * 118, shoulder),
                (x + side * 150, y - 70),
                (x + side * 112, y - 18),
                (x + side * 46, y - 36),
            ],
            44,
        )
        for side in (-1, 1)
    ]
    return at(x, y, shadow(0, 2, 64, 12), mug(colour, band=band)) + "".join(arms)


def push_handles(x: float, y: float) -> str:
    """The back of a wheelchair, seen behind the person in it."""
    return "".join(
        [
            box(x - 118, y + 40, 236, 300, INK, 20),
            limb(
                [(x - 128, y + 70), (x - 128, y + 20), (x - 160, y + 14)], "#59706e", 12, soft=False
            ),
            limb(
                [(x + 128, y + 70), (x + 128, y + 20), (x + 160, y + 14)], "#59706e", 12, soft=False
            ),
        ]
    )


GUESTS = ("nan", "grandad", "singer", "wheels")


def kitchen_table(
    guests: tuple[str, ...] = GUESTS, tea: bool = True, spare_mug: bool = False
) -> list[str]:
    """Four friends and a pot of tea, or as many as have come so far."""
    top = "M-40 690L1640 690L1740 1040L-140 1040z"
    seats = {
        "nan": (at_table(NAN, 220, 500, tilt=3), hands_round(NAN, 220, 830, 600, CLAY, CREAM)),
        "singer": (
            at_table(SINGER, 600, 480, tilt=-4),
            hands_round(SINGER, 600, 800, 590, HONEY, CLAY),
        ),
        "grandad": (
            at_table(GRANDAD, 990, 500, tilt=4),
            hands_round(GRANDAD, 990, 800, 600, SAGE),
        ),
        "wheels": (
            push_handles(1380, 480) + at_table(WHEELS, 1380, 490),
            hands_round(WHEELS, 1380, 830, 590, TEAL, HONEY),
        ),
    }
    food = [
        at(800, 950, shadow(0, 4, 130), teapot(), scale=1.05),
        at(420, 956, shadow(0, -2, 120), plate_of_biscuits(), scale=1.1),
        at(1190, 962, shadow(0, 4, 170), cake(), scale=0.95),
    ]
    return [
        path("M-40 -40H1640V1040H-40z", WALL, None),
        at(560, 90, window(470, 330, fields(470, 330), "view")),
        at(1080, 110, pendant_lamp(HONEY, 200)),
        box(1200, 210, 360, 20, TEA, 4),
        at(1270, 208, mug(ROSE, hot=False), scale=0.8),
        at(1380, 208, mug(TEAL, hot=False), scale=0.8),
        at(1490, 208, plant(MIST, SAGE, 0.55)),
        ellipse(240, 170, 92, 92, TEAL),
        ellipse(240, 170, 72, 72, WHITE),
        stroke([(240, 170), (240, 118)], INK, 7),
        stroke([(240, 170), (276, 186)], INK, 7),
        *[seats[guest][0] for guest in guests],
        path(top, cloth("oilcloth")),
        path("M-40 690H1640", None, width=8),
        *[seats[guest][1] for guest in guests],
        *(food if tea else []),
        at(590, 940, shadow(0, 2, 64), mug(ROSE, band=TEAL), scale=1.1) if spare_mug else "",
    ]
