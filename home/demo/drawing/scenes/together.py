"""Pictures of people together in a room: circle, sofa, notice board."""

from dataclasses import replace

from ..animals import sleeping_dog
from ..cast import DAUGHTER, NAN, QUIET, SIKH, SINGER, STUDENT, UNCLE, WHEELS, YOUNG
from ..figures import in_wheelchair, on_chair
from ..pen import (
    CLAY,
    CREAM,
    HONEY,
    INK,
    MIST,
    MOSS,
    OAT,
    PLUM,
    ROSE,
    SAGE,
    TEA,
    TEAL,
    WHITE,
    at,
    box,
    cloth,
    ellipse,
    flat,
    limb,
    path,
    stroke,
)
from ..people import arm, bust, shadow
from ..things import fields, mug, plant, plate_of_biscuits, teapot, window
from .kitchen import WALL


def small_groups() -> list[str]:
    return [
        path("M-40 -40H1640V1040H-40z", "#dbe5dc", None),
        at(160, 80, window(300, 260, fields(300, 260), "w1")),
        at(650, 80, window(300, 260, fields(300, 260), "w2")),
        at(1140, 80, window(300, 260, fields(300, 260), "w3")),
        path("M-40 620H1640V1040H-40z", "#d3a878", width=8),
        *[
            stroke([(800 + (x - 800) * 0.75, 620), (x, 1040)], "#b98c5c", 4)
            for x in range(-200, 1900, 170)
        ],
        ellipse(800, 880, 560, 130, CLAY) + ellipse(800, 880, 500, 108, ROSE),
        at(560, 800, on_chair(STUDENT, PLUM, chair=TEAL)),
        at(830, 790, on_chair(SINGER, TEAL, chair=HONEY, tilt=-3)),
        at(1100, 800, on_chair(SIKH, MOSS, chair=TEAL, tilt=4)),
        at(240, 930, in_wheelchair(WHEELS, INK, tilt=3), scale=1.12),
        at(1410, 930, on_chair(NAN, TEAL, chair=HONEY, tilt=-3), scale=1.08),
        path("M620 850C620 810 1000 810 1000 850C1000 890 620 890 620 850z", TEA),
        *[limb([(x, 872), (x + d, 990)], TEA, 18) for x, d in [(660, -16), (960, 16)]],
        at(700, 850, mug(CLAY, band=CREAM), scale=0.8),
        at(810, 862, teapot(SAGE, CREAM), scale=0.6),
        at(930, 852, mug(TEAL, band=HONEY), scale=0.8),
    ]


def mother_and_daughter() -> list[str]:
    return [
        path("M-40 -40H1640V1040H-40z", "#f0d9c8", None),
        path("M-40 780H1640V1040H-40z", "#c99a6a", width=8),
        box(160, 90, 220, 260, WHITE, 6)
        + box(186, 116, 168, 208, SAGE, 4)
        + ellipse(270, 220, 50, 60, CREAM),
        box(440, 140, 180, 180, WHITE, 6)
        + box(464, 164, 132, 132, HONEY, 4)
        + path("M464 270C500 220 560 300 596 250V296H464z", MOSS),
        limb([(1440, 780), (1440, 330)], INK, 12),
        path("M1370 190H1510L1560 350H1320z", HONEY),
        ellipse(1440, 790, 80, 16, INK),
        path("M190 800V480Q190 400 270 400H1250Q1330 400 1330 480V800z", TEAL),
        stroke([(760, 410), (760, 640)]),
        at(540, 480, bust(NAN, 5), scale=1.25),
        at(950, 470, bust(DAUGHTER, -5), scale=1.25),
        path("M270 640H1250V800H270z", "#2a6c70"),
        path("M120 560Q120 500 180 500Q240 500 240 560V860H120z", TEAL)
        + path("M1280 560Q1280 500 1340 500Q1400 500 1400 560V860H1280z", TEAL),
        path(
            "M330 700C420 640 1060 640 1180 700L1230 900C1000 950 480 950 300 900z",
            cloth("deckchair"),
        ),
        path("M330 700C420 640 1060 640 1180 700", None, width=8),
        arm(NAN, [(394, 610), (350, 720), (420, 790), (504, 770)], 50),
        arm(NAN, [(690, 610), (720, 720), (650, 790), (574, 770)], 50),
        at(540, 830, mug(CLAY, band=CREAM), scale=1.1),
        arm(DAUGHTER, [(1100, 600), (1150, 710), (1090, 790), (1010, 770)], 50),
        arm(DAUGHTER, [(800, 600), (770, 690), (820, 780), (910, 772)], 50),
        at(960, 830, mug(HONEY, band=TEAL), scale=1.1),
        at(
            760,
            990,
            shadow(0, 0, 190),
            sleeping_dog("#5c4a42").replace("#c99a4e", "#46372f"),
            scale=1.0,
        ),
    ]


def note(x: float, y: float, turn: float, paper: str, kind: str) -> str:
    """A paper on a notice board: a picture and lines, no words."""
    inside = {
        "lines": "".join(
            stroke([(-62, -50 + i * 28), (58 - (i * 37) % 50, -50 + i * 28)], SAGE, 7)
            for i in range(5)
        ),
        "mug": at(-8, 66, mug(CLAY), scale=0.9),
        "sun": ellipse(0, 0, 34, 34, HONEY)
        + "".join(
            at(0, 0, stroke([(0, -52), (0, -68)], HONEY, 8), turn=t) for t in range(0, 360, 45)
        ),
        "note": ellipse(-24, 40, 20, 15, TEAL)
        + ellipse(40, 26, 20, 15, TEAL)
        + stroke([(-6, 38), (-6, -46), (58, -58), (58, 22)], INK, 7, soft=False),
        "leaf": path("M0 70C-70 30 -60 -50 0 -80C60 -50 70 30 0 70z", MOSS)
        + stroke([(0, 64), (0, -50)]),
        "bus": box(-66, -44, 132, 80, CLAY, 14)
        + box(-52, -30, 46, 34, MIST, 6, width=4)
        + box(4, -30, 46, 34, MIST, 6, width=4)
        + ellipse(-34, 40, 16, 16, INK)
        + ellipse(34, 40, 16, 16, INK),
    }[kind]
    return at(
        x,
        y,
        box(-90, -110, 180, 220, paper, 4),
        inside,
        ellipse(0, -96, 12, 12, CLAY, width=4),
        turn=turn,
    )


def notice_board() -> list[str]:
    return [
        path("M-40 -40H1640V1040H-40z", "#dbe5dc", None),
        path("M-40 880H1640V1040H-40z", OAT, width=8),
        box(330, 70, 1000, 620, TEA, 14),
        box(362, 102, 936, 556, "#dcb98a", 6),
        note(490, 250, -5, WHITE, "mug"),
        note(710, 230, 4, "#f6d9cf", "lines"),
        note(930, 250, -3, WHITE, "sun"),
        note(1160, 230, 6, "#dfe9da", "bus"),
        note(540, 520, 5, "#dfe9da", "lines"),
        note(780, 510, -6, WHITE, "leaf"),
        note(1040, 520, 3, "#f8e3b4", "note"),
        at(250, 640, bust(QUIET, 4), scale=1.2),
        at(1370, 700, bust(YOUNG_LEFT, -4), scale=1.2),
        arm(YOUNG_LEFT, [(1246, 820), (1180, 760), (1200, 640), (1130, 610)], 54),
        path("M-40 950H1640V1040H-40z", SAGE),
        at(760, 960, plate_of_biscuits(), scale=1.2),
        at(560, 960, mug(CLAY, band=CREAM)),
        at(950, 960, mug(TEAL, band=HONEY)),
    ]


YOUNG_LEFT = replace(YOUNG, mood="smile", look=-0.8)


def listening() -> list[str]:
    """Someone hums along, with headphones on, beside a microphone."""
    return [
        path("M-40 -40H1640V1040H-40z", WALL, None),
        at(140, 90, window(360, 300, fields(360, 300), "field")),
        box(1100, 200, 380, 20, TEA, 4),
        *[
            box(1130 + i * 48, 200 - h, 42, h, c)
            for i, (h, c) in enumerate([(120, TEAL), (96, CLAY), (130, HONEY), (104, SAGE)])
        ],
        at(1400, 198, plant(CLAY, MOSS, 0.55)),
        at(800, 480, bust(UNCLE, -4), scale=1.35),
        path("M700 344C690 200 900 190 884 340", None, INK, 30),
        path("M700 344C690 200 900 190 884 340", None, CLAY, 18),
        box(672, 320, 44, 90, CLAY, 20) + box(872, 312, 44, 90, CLAY, 20),
        path("M-40 700H1640V1040H-40z", cloth("oilcloth"), width=8),
        arm(UNCLE, [(650, 620), (590, 750), (640, 850), (730, 830)], 56),
        at(780, 900, mug(TEAL, band=CREAM), scale=1.2),
        arm(UNCLE, [(950, 620), (1010, 750), (940, 850), (832, 830)], 56),
        limb([(1220, 930), (1220, 700)], INK, 10),
        ellipse(1220, 936, 110, 26, INK),
        path(
            "M1140 560C1140 440 1300 440 1300 560L1296 650C1290 730 1150 730 1144 650z", "#59706e"
        ),
        path("M1140 600H1300", None, CREAM, 8),
        *[stroke([(1160, y), (1280, y)], INK, 3) for y in (500, 524, 548, 572)],
        *[
            path(
                f"M{1080 - d} {500 - d * 0.3}q{-30 - d * 0.3} {70 + d * 0.3} 0 {140 + d * 0.6}",
                None,
                CLAY,
                8,
            )
            for d in (0, 42, 84)
        ],
        at(
            350,
            950,
            flat([(-150, -80), (140, -96), (160, 70), (-136, 84)], WHITE),
            *[
                stroke([(-100, -46 + i * 30), (90 - (i * 43) % 60, -54 + i * 30)], TEAL, 5)
                for i in range(4)
            ],
            turn=-5,
        ),
    ]
