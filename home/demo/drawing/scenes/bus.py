"""A bus with a ramp, under a wide sky."""

from ..animals import guide_dog, heron
from ..cast import BLIND, GRANDAD, NAN
from ..figures import STEEL, standing, walking_frame
from ..pen import (
    CLAY,
    CREAM,
    HONEY,
    INK,
    MIST,
    MOSS,
    OAT,
    SAGE,
    TEA,
    TEAL,
    at,
    box,
    ellipse,
    limb,
    path,
    stroke,
)
from ..people import bust
from .outside import sky


def bus_stop() -> list[str]:
    panes = [box(x, 350, 150, 160, MIST, 14) for x in (300, 470, 640)]
    return [
        *sky(200, 170),
        path("M-40 560C300 540 1200 570 1640 550V1040H-40z", SAGE),
        path("M-40 560C300 540 1200 570 1640 550L1640 640L-40 640z", MOSS),
        limb([(1330, 556), (1330, 470)], TEA, 10) + ellipse(1330, 420, 50, 66, MOSS),
        limb([(1450, 556), (1450, 490)], TEA, 10) + ellipse(1450, 450, 40, 54, MOSS),
        path("M-40 790H1640V1040H-40z", OAT),
        path("M-40 690H1640V790H-40z", "#8c9a97"),
        path("M150 300Q150 270 180 270H1010Q1050 270 1060 310L1090 520V700H150z", CLAY),
        path("M150 560H1090V610H150z", CREAM),
        *panes,
        at(375, 500, bust(NAN, length=120), scale=0.5),
        box(300, 350, 150, 160, None, 14),
        path("M980 350H1030Q1044 350 1048 366L1068 510H980z", MIST),
        box(820, 350, 140, 348, OAT, 8),
        box(836, 366, 108, 332, "#59706e", 4),
        box(220, 290, 400, 40, INK, 8),
        stroke([(250, 310), (340, 310)], HONEY, 8) + stroke([(366, 310), (520, 310)], HONEY, 8),
        ellipse(330, 706, 62, 62, INK) + ellipse(330, 706, 28, 28, MIST),
        ellipse(1030, 706, 50, 50, INK) + ellipse(1030, 706, 22, 22, MIST),
        path("M826 700L950 700L984 820L800 820z", "#a9b6b3"),
        limb([(1500, 860), (1500, 250)], STEEL, 14),
        box(1420, 220, 160, 150, TEAL, 12),
        path("M1450 320V262Q1450 252 1460 252H1540Q1550 252 1550 262V320z", CREAM, width=4),
        ellipse(1474, 326, 11, 11, CREAM, width=4) + ellipse(1526, 326, 11, 11, CREAM, width=4),
        at(
            1230,
            930,
            standing(
                BLIND,
                TEA,
                left=[(-110, -340), (-160, -260), (-150, -190)],
                right=[(110, -340), (140, -250), (120, -180)],
            ),
            scale=0.98,
        ),
        at(955, 940, guide_dog(), scale=0.92),
        at(
            560,
            950,
            standing(
                GRANDAD,
                TEAL,
                left=[(-110, -340), (-150, -260), (-96, -218)],
                right=[(110, -340), (150, -260), (96, -218)],
                tilt=5,
            ),
            scale=0.98,
        ),
        at(560, 960, walking_frame(), scale=1.02),
        at(70, 660, heron(), scale=0.62),
    ]
