"""Home from hospital: a front door, a neighbour, something hot."""

from ..cast import SINGER, UNCLE
from ..figures import standing
from ..pen import (
    CLAY,
    CREAM,
    HONEY,
    INK,
    MIST,
    MOSS,
    PLUM,
    ROSE,
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
from ..people import arm


def home_from_hospital() -> list[str]:
    bricks = [
        stroke([(x + (y % 80) * 0.9, y), (x + 60 + (y % 80) * 0.9, y)], "#c58b70", 5)
        for y in range(70, 800, 80)
        for x in range(20, 1600, 260)
    ]
    return [
        path("M-40 -40H1640V1040H-40z", "#d9a183", None),
        *bricks,
        path("M-40 800H1640V1040H-40z", "#c9bfa5", width=8),
        box(980, 130, 400, 330, WHITE, 6),
        box(1004, 154, 352, 282, MIST, 4),
        path("M1004 160C1080 240 1040 360 1010 436H1004z", cloth("gingham"))
        + path("M1356 160C1280 240 1320 360 1350 436H1356z", cloth("gingham")),
        at(1290, 436, cat_in_window()),
        box(940, 456, 480, 30, WHITE, 4),
        box(250, 90, 400, 730, WHITE, 8),
        box(290, 130, 320, 690, TEAL, 6),
        box(340, 150, 220, 90, HONEY, 40),
        stroke([(450, 152), (450, 238)]),
        box(400, 520, 100, 24, HONEY, 8),
        ellipse(580, 560, 14, 14, HONEY),
        box(190, 812, 520, 60, "#b8ab8d", 6),
        box(300, 784, 300, 30, MOSS, 4),
        at(760, 812, big_pot()),
        at(
            470,
            900,
            standing(
                UNCLE,
                INK_BLUE,
                left=[(-110, -340), (-160, -250), (-150, -170)],
                right=[(110, -340), (160, -260), (140, -200)],
                tilt=3,
            ),
            scale=1.05,
        ),
        limb([(612, 690), (624, 930)], TEA, 12)
        + limb([(612, 690), (650, 676), (652, 706)], TEA, 12),
        at(330, 930, holdall()),
        at(
            1030,
            950,
            standing(
                SINGER,
                PLUM,
                left=[(-110, -340), (-160, -280), (-110, -220)],
                right=[(110, -340), (150, -270), (96, -220)],
                tilt=-4,
                skirt=True,
            ),
            scale=1.05,
        ),
        at(1026, 716, casserole()),
        arm(SINGER, [(880, 660), (896, 690), (922, 702)], 40),
        arm(SINGER, [(1180, 660), (1162, 690), (1130, 702)], 40),
    ]


INK_BLUE = "#3d5560"


def cat_in_window() -> str:
    return (
        path(
            "M-50 0C-64 -70 -40 -110 -40 -120L-46 -170L-14 -148H14L46 -170L40 -120C40 -110 64 -70 50 0z",
            INK_BLUE,
        )
        + ellipse(-16, -118, 6, 8, HONEY, line=None)
        + ellipse(18, -118, 6, 8, HONEY, line=None)
    )


def big_pot() -> str:
    return (
        ellipse(0, -130, 84, 84, MOSS)
        + ellipse(-46, -170, 24, 24, ROSE, width=4)
        + ellipse(30, -186, 24, 24, CLAY, width=4)
        + ellipse(40, -120, 24, 24, ROSE, width=4)
        + ellipse(-20, -112, 24, 24, CLAY, width=4)
        + path("M-62 -64L-46 0H46L62 -64z", CLAY)
    )


def holdall() -> str:
    return (
        path("M-50 -110C-40 -170 40 -170 50 -110", None, INK, 14)
        + box(-100, -112, 200, 112, CLAY, 30)
        + stroke([(-100, -76), (100, -76)])
        + box(-20, -90, 40, 40, CREAM, 6, width=4)
    )


def casserole() -> str:
    return (
        box(-130, -56, 260, 76, HONEY, 26)
        + path("M-116 -56C-100 -110 100 -110 116 -56z", HONEY)
        + ellipse(0, -106, 20, 14, CLAY)
        + path("M-128 -20H128", None, CLAY, 8)
    )
