"""Pictures of people who join from somewhere else, and of what they join with."""

from ..animals import guide_dog
from ..cast import AUNTIE, BLIND, DAUGHTER, GRANDAD, NAN, SIKH, STUDENT, WHEELS, WORKER
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
    clip,
    cloth,
    ellipse,
    limb,
    path,
    stroke,
)
from ..people import arm, bust, shadow
from ..things import fields, mug, plant, plate_of_biscuits, teapot, window
from .kitchen import WALL, push_handles

TILE_W, TILE_H = 282, 286


def tile(name: str, x: float, y: float, wall: str, *marks: str) -> str:
    outline = (
        f"M18 0H{TILE_W - 18}Q{TILE_W} 0 {TILE_W} 18V{TILE_H - 18}Q{TILE_W} {TILE_H}"
        f" {TILE_W - 18} {TILE_H}H18Q0 {TILE_H} 0 {TILE_H - 18}V18Q0 0 18 0z"
    )
    inside = clip(name, outline, path(outline, wall, None, shift=(0, 0)), *marks)
    return at(x, y, inside, path(outline, None))


def signing() -> str:
    """Both hands up at the chest, as in British Sign Language."""
    return arm(WORKER, [(-112, 92), (-150, 120), (-140, 60), (-66, 20)], 46) + arm(
        WORKER, [(112, 92), (152, 130), (136, 100), (52, 76)], 46
    )


def video_call(squares: int = 8, captions: bool = True) -> list[str]:
    """Eight squares on a laptop, or as many as have joined so far."""
    left, top, step_x, step_y = 210, 92, 300, 304
    place = [(left + step_x * (i % 4), top + step_y * (i // 4)) for i in range(8)]
    mid = TILE_W / 2
    tiles = [
        tile(
            "t1",
            *place[0],
            ROSE,
            at(230, 250, plant(TEAL, MOSS, 0.9)),
            at(mid - 20, 178, bust(NAN), scale=0.86),
        ),
        tile("t2", *place[1], MIST, at(mid, 182, bust(STUDENT), scale=0.86)),
        tile(
            "t3", *place[2], HONEY, at(mid, 178, push_handles(0, 0), bust(WHEELS, -3), scale=0.82)
        ),
        tile(
            "t4",
            *place[3],
            SAGE,
            at(mid - 58, 196, bust(GRANDAD, 3), scale=0.72),
            at(mid + 68, 214, bust(DAUGHTER, -4), scale=0.7),
        ),
        tile(
            "t5",
            *place[4],
            CREAM,
            at(mid - 30, 184, bust(BLIND), scale=0.82),
            at(mid + 86, 330, guide_dog(harness=False), scale=0.62),
        ),
        tile(
            "t6",
            *place[5],
            TEAL,
            ellipse(mid, 124, 92, 92, MIST),
            at(mid - 8, 184, mug(CLAY, band=CREAM), scale=1.05),
        ),
        tile("t7", *place[6], ROSE, at(mid, 164, bust(WORKER), signing(), scale=0.8)),
        tile("t8", *place[7], WALL, at(mid, 184, bust(SIKH, 2), scale=0.84)),
    ]
    lines = [
        box(470, 706, 660, 66, INK, 14, line=None),
        stroke([(510, 730), (700, 730)], CREAM, 9) + stroke([(730, 730), (1080, 730)], CREAM, 9),
        stroke([(510, 753), (640, 753)], CREAM, 9) + stroke([(668, 753), (900, 753)], CREAM, 9),
    ]
    return [
        path("M-40 -40H1640V1040H-40z", "#cfdcd0", None),
        path("M-40 850H1640V1040H-40z", TEA, width=8),
        box(160, 50, 1280, 800, INK, 34),
        box(190, 76, 1220, 720, OAT, 14, shift=(0, 0)),
        *[tile(f"e{i}", *spot, "#dcd3bd") for i, spot in enumerate(place[squares:])],
        *tiles[:squares],
        *(lines if captions else []),
        path("M90 850H1510L1560 900Q1560 920 1530 920H70Q40 920 40 900z", OAT),
        box(690, 862, 220, 22, SAGE, 8),
        at(1420, 990, shadow(0, 2, 60), mug(CLAY, band=HONEY), scale=1.2),
        at(190, 990, shadow(0, 0, 120), plate_of_biscuits()),
    ]


def phone_on_table() -> list[str]:
    ball = ellipse(0, -56, 70, 60, ROSE) + "".join(
        stroke([(-58, -56 + d), (0, -84 + d), (58, -50 + d)], CLAY, 4) for d in (-14, 6, 26)
    )
    return [
        path("M-40 -40H1640V1040H-40z", "#dbe5dc", None),
        box(1060, 70, 400, 300, WHITE, 8),
        box(1090, 100, 340, 240, MIST, 4),
        path("M1090 300C1180 250 1300 330 1430 280V340H1090z", SAGE),
        path("M1180 200q30 -40 60 0q30 -40 60 0", None),
        at(190, 640, plant(TEAL, MOSS, 1.5)),
        box(40, 640, 300, 50, TEA, 6),
        at(760, 470, bust(AUNTIE, 5), scale=1.35),
        path("M-40 690H1640V1040H-40z", cloth("gingham"), width=8),
        arm(AUNTIE, [(610, 610), (560, 740), (640, 800), (720, 770)], 56),
        arm(AUNTIE, [(910, 610), (960, 740), (890, 800), (810, 770)], 56),
        at(768, 830, mug(TEAL, band=CREAM), scale=1.15),
        at(1180, 880, shadow(0, 10, 180, 22)),
        path("M1040 890L1080 780L1330 780L1330 890z", INK),
        path("M1062 874L1096 796L1312 796L1312 874z", MIST, shift=(0, 0)),
        *[
            stroke([(1124 + i * 26, 836 - h), (1122 + i * 26, 836 + h)], CLAY, 11)
            for i, h in enumerate((8, 18, 12, 26, 16, 22, 8))
        ],
        *[
            path(
                f"M{1370 + d} {780 - d * 0.2}q{30 + d * 0.3} {54 + d * 0.2} 0 {108 + d * 0.4}",
                None,
                CLAY,
                8,
            )
            for d in (0, 44, 88)
        ],
        at(350, 930, shadow(0, 0, 90), ball, scale=1.3),
        stroke([(270, 740), (420, 900)], TEA, 14) + stroke([(470, 730), (300, 900)], TEA, 14),
        ellipse(270, 738, 12, 12, HONEY) + ellipse(470, 728, 12, 12, HONEY),
        stroke([(430, 880), (520, 930), (620, 900), (700, 950)], CLAY, 6),
    ]


def robot() -> str:
    """A small, willing, not very clever robot at the table."""
    return "".join(
        [
            stroke([(0, -196), (0, -250)], INK, 6),
            ellipse(0, -258, 14, 14, CLAY),
            box(-100, -196, 200, 150, MIST, 34),
            box(-72, -168, 144, 90, TEAL, 24),
            ellipse(-30, -128, 13, 15, CREAM, line=None),
            ellipse(30, -128, 13, 15, CREAM, line=None),
            stroke([(-22, -100), (0, -92), (22, -100)], CREAM, 6),
            box(-34, -46, 68, 36, SAGE, 6),
            path(
                "M-120 -10C-124 -30 -100 -24 -80 -24L80 -24C100 -24 124 -30 120 -10L130 300L-130 300z",
                MIST,
            ),
            box(-60, 30, 120, 70, CREAM, 12),
            ellipse(-26, 64, 13, 13, CLAY, width=4),
            ellipse(22, 64, 13, 13, HONEY, width=4),
        ]
    )


def robot_tea() -> list[str]:
    drops = [(892, 706), (850, 740), (896, 776), (846, 806)]
    return [
        path("M-40 -40H1640V1040H-40z", "#f0d9c8", None),
        at(130, 90, window(300, 240, fields(300, 240), "garden")),
        box(1120, 140, 380, 20, TEA, 4),
        at(1200, 138, plant(CLAY, SAGE, 0.6)),
        *[
            box(1290 + i * 38, 138 - h, 34, h, c)
            for i, (h, c) in enumerate([(120, TEAL), (96, HONEY), (130, CLAY), (104, SAGE)])
        ],
        at(430, 480, robot(), scale=1.25),
        at(1180, 470, bust(GRANDAD, -4), scale=1.25),
        path("M-40 700H1640V1040H-40z", cloth("oilcloth"), width=8),
        at(706, 560, teapot(CLAY, CREAM), scale=0.8, turn=26, flip=True),
        limb([(520, 560), (560, 600), (590, 540), (592, 452)], "#8fb0ac", 34),
        ellipse(594, 448, 26, 24, MIST, shift=(0, 0)),
        stroke([(862, 556), (872, 640), (868, 760), (872, 880)], TEA, 13),
        path(
            "M760 900C790 866 870 868 930 876C1010 868 1030 906 990 926C920 946 780 940 760 900z",
            TEA,
            TEA,
            4,
        ),
        at(640, 880, shadow(0, 2, 64), mug(TEAL, hot=False, band=HONEY), scale=1.15),
        *[ellipse(x, y, 5, 7, TEA, line=None) for x, y in drops],
        arm(GRANDAD, [(1050, 600), (990, 740), (1080, 850), (1150, 830)], 52),
        arm(GRANDAD, [(1320, 600), (1390, 740), (1300, 850), (1210, 830)], 52),
        at(1400, 950, shadow(0, 0, 120), plate_of_biscuits()),
    ]
