"""Pictures out of doors: garden, bus, sea, hall, doorstep."""

from ..animals import robin
from ..cast import CURLS, GARDENER, STUDENT, UNCLE, WHEELS, YOUNG
from ..figures import STEEL, in_wheelchair, standing
from ..pen import (
    CLAY,
    CREAM,
    HONEY,
    INK,
    MIST,
    MOSS,
    OAT,
    ROSE,
    SAGE,
    TEA,
    TEAL,
    WHITE,
    at,
    box,
    ellipse,
    limb,
    path,
    stroke,
)
from ..people import arm, bust

SKY = "#d5e4e0"


def sky(sun_x: float = 1300, sun_y: float = 170) -> list[str]:
    clouds = [(320, 150, 1.0), (840, 90, 0.7), (1080, 250, 0.8)]
    return [
        path("M-40 -40H1640V1040H-40z", SKY, None),
        ellipse(sun_x, sun_y, 80, 80, HONEY),
        *[
            at(
                x,
                y,
                path(
                    "M-120 20C-140 -20 -90 -40 -64 -26C-50 -70 30 -70 44 -30C90 -50 130 -20 110 20z",
                    WHITE,
                    None,
                ),
                scale=k,
            )
            for x, y, k in clouds
        ],
    ]


def tuft(x: float, y: float, size: float = 1) -> str:
    return at(
        x,
        y,
        stroke([(-14, 0), (-20, -26)], MOSS, 5),
        stroke([(0, 0), (2, -34)], MOSS, 5),
        stroke([(12, 0), (22, -24)], MOSS, 5),
        scale=size,
    )


def leafy(x: float, kind: int) -> str:
    """One plant of a raised bed: cabbage, beans up a cane, tomatoes, flowers."""
    if kind == 0:
        return at(
            x,
            0,
            ellipse(0, -34, 60, 44, SAGE),
            stroke([(0, -4), (0, -70)]),
            stroke([(0, -30), (-34, -56)], INK, 4),
            stroke([(0, -30), (34, -56)], INK, 4),
        )
    if kind == 1:
        beans = [
            ellipse(s * 30, -60 - i * 56, 26, 16, MOSS, width=4) for i in range(4) for s in (-1, 1)
        ]
        return at(x, 0, stroke([(0, 0), (0, -280)], TEA, 9), *beans)
    if kind == 2:
        fruit = [
            ellipse(dx, dy, 18, 18, CLAY, width=4)
            for dx, dy in [(-30, -70), (26, -96), (-10, -132), (34, -50)]
        ]
        return at(x, 0, stroke([(0, 0), (0, -190)], TEA, 8), ellipse(0, -100, 62, 84, MOSS), *fruit)
    petals = [
        at(
            dx,
            dy,
            *[
                ellipse(px, py, 15, 15, HONEY, width=4)
                for px, py in [(-15, 0), (15, 0), (0, -15), (0, 15)]
            ],
            ellipse(0, 0, 10, 10, TEA, width=4),
        )
        for dx, dy in [(-30, -120), (24, -170), (44, -90)]
    ]
    return at(
        x,
        0,
        *[stroke([(0, 0), (dx, dy)], MOSS, 7) for dx, dy in [(-30, -120), (24, -170), (44, -90)]],
        *petals,
    )


def garden() -> list[str]:
    fence = [box(x, 330, 70, 300, OAT, 10) for x in range(-20, 1640, 92)]
    return [
        *sky(1380, 150),
        *fence,
        limb([(-40, 420), (1640, 420)], TEA, 16),
        path("M-40 590C300 560 1200 600 1640 570V1040H-40z", SAGE),
        at(
            1290,
            660,
            standing(
                GARDENER,
                TEA,
                right=[(112, -330), (150, -250), (60, -240)],
                left=[(-112, -330), (-180, -270), (-210, -330)],
                tilt=-4,
            ),
            scale=1.02,
        ),
        at(1060, 330, watering_can(), turn=-24),
        *[at(0, 700, leafy(x, k)) for x, k in [(690, 0), (810, 1), (935, 2)]],
        *[
            stroke([(930 + i * 26, 380 + i * 6), (912 + i * 24, 470), (900 + i * 24, 560)], MIST, 5)
            for i in range(3)
        ],
        at(
            380,
            930,
            in_wheelchair(WHEELS, TEAL, [[(80, -300), (150, -232), (262, -300)]], 3),
            scale=1.2,
        ),
        path("M590 690H1130V900H590z", TEA),
        stroke([(590, 760), (1130, 760)]) + stroke([(590, 830), (1130, 830)]),
        box(570, 676, 580, 34, "#a5692f", 6),
        at(710, 574, stroke([(0, 0), (0, -60)], TEA, 9)),
        at(1090, 676, robin()),
        *[tuft(x, y) for x, y in [(90, 780), (200, 970), (1240, 900), (1500, 860), (1420, 970)]],
    ]


def watering_can() -> str:
    return "".join(
        [
            path("M60 -30C130 -60 140 60 60 70", None, INK, 22)
            + path("M60 -30C130 -60 140 60 60 70", None, TEAL, 12),
            path("M-56 40L-130 -30L-150 -14L-62 74z", TEAL),
            path("M-168 -22L-120 -58L-112 -36L-156 0z", TEAL),
            path("M-60 -40L60 -40L70 90L-70 90z", TEAL),
        ]
    )


def village_hall() -> list[str]:
    flags = []
    colours = [CLAY, HONEY, TEAL, ROSE, CREAM, MOSS]
    for i in range(13):
        x = 330 + i * 76
        y = 318 + 46 * (1 - ((i - 6) / 6) ** 2)
        flags.append(path(f"M{x - 26} {y}L{x + 26} {y + 2}L{x} {y + 58}z", colours[i % 6], width=4))
    roof = "M230 330L790 70L1350 330z"
    return [
        *sky(1440, 150),
        path("M-40 700C400 680 1200 710 1640 690V1040H-40z", SAGE),
        limb([(1470, 700), (1470, 540)], TEA, 18) + ellipse(1470, 440, 110, 150, MOSS),
        limb([(110, 700), (110, 560)], TEA, 16) + ellipse(110, 480, 90, 120, MOSS),
        path("M280 320H1300V760H280z", CREAM),
        path(roof, CLAY),
        ellipse(790, 230, 50, 50, CREAM)
        + stroke([(790, 230), (790, 200)], INK, 6)
        + stroke([(790, 230), (812, 238)], INK, 6),
        path("M330 318C560 390 1020 390 1250 318", None, INK, 4),
        *flags,
        box(350, 470, 170, 160, MIST, 8)
        + stroke([(435, 470), (435, 630)])
        + stroke([(350, 550), (520, 550)]),
        box(1070, 470, 170, 160, MIST, 8)
        + stroke([(1155, 470), (1155, 630)])
        + stroke([(1070, 550), (1240, 550)]),
        box(680, 450, 220, 310, TEAL, 8),
        box(704, 474, 172, 286, HONEY, 4),
        at(770, 612, bust(UNCLE, length=150), scale=0.62),
        arm(UNCLE, [(838, 660), (900, 640), (930, 570)], 28),
        path("M600 760H960L1000 800H560z", OAT),
        path("M960 760L1400 900H960z", "#d8c49b"),
        path("M560 800H960V900H520z", "#d8c49b"),
        limb([(970, 690), (1400, 830)], STEEL, 9, soft=False),
        *[
            limb([(x, 690 + (x - 970) * 0.325), (x, 760 + (x - 970) * 0.32)], STEEL, 8)
            for x in (970, 1110, 1250, 1400)
        ],
        at(1210, 850, in_wheelchair(CURLS, MOSS), scale=0.78, flip=True),
        at(
            250,
            940,
            standing(
                STUDENT,
                TEAL,
                left=[(-108, -340), (-150, -270), (-70, -240)],
                right=[(108, -340), (150, -270), (70, -240)],
                skirt=True,
            ),
            scale=0.92,
        ),
        at(
            254,
            740,
            path("M-90 0H90L80 -14H-80z", WHITE)
            + ellipse(0, -40, 74, 34, HONEY)
            + ellipse(0, -60, 60, 18, CREAM),
        ),
        at(
            500,
            960,
            standing(
                YOUNG,
                TEA,
                left=[(-108, -340), (-150, -250), (-126, -180)],
                right=[(108, -340), (150, -250), (130, -180)],
            ),
            scale=0.92,
        ),
        *[tuft(x, y) for x, y in [(80, 860), (690, 950), (860, 980), (1520, 800), (1450, 960)]],
    ]
