"""Pictures with a table in them and nobody at it, or only a hand."""

from ..animals import cat
from ..cast import QUIET
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
    cloth,
    ellipse,
    flat,
    limb,
    path,
    stroke,
)
from ..people import BROWN, Person, arm, bust, shadow
from ..things import mug, plant, plate_of_biscuits, steam, window
from .kitchen import WALL


def rain_on_window() -> list[str]:
    drops = [((i * 197) % 1000, (i * 131) % 560) for i in range(46)]
    town = [
        path("M-20 420H1040V640H-20z", "#7d9795", None),
        *[
            path(f"M{x} 640V{640 - h}L{x + w / 2} {640 - h - 60}L{x + w} {640 - h}V640z", c)
            for x, w, h, c in [
                (40, 190, 200, "#6d8482"),
                (260, 150, 150, "#8a6d5c"),
                (420, 210, 230, "#5d7573"),
                (660, 160, 170, "#8a6d5c"),
                (840, 190, 210, "#6d8482"),
            ]
        ],
        *[
            box(x, y, 40, 50, HONEY)
            for x, y in [(90, 480), (300, 530), (480, 450), (560, 520), (890, 470)]
        ],
        *[stroke([(x, y), (x - 12, y + 54)], CREAM, 5) for x, y in drops],
    ]
    return [
        path("M-40 -40H1640V1040H-40z", WALL, None),
        at(300, 70, window(1000, 620, town, "rain")),
        path("M-40 -40H230C250 200 240 460 150 700C120 780 60 800 -40 800z", cloth("polka")),
        path(
            "M1640 -40H1370C1350 200 1360 460 1450 700C1480 780 1540 800 1640 800z", cloth("polka")
        ),
        box(120, 700, 1360, 70, WHITE, 6),
        at(1060, 704, cat("#8d8781"), scale=1.7),
        at(620, 704, mug(CLAY, band=CREAM), scale=1.7),
        at(380, 704, plant(TEAL, MOSS, 0.9)),
        path("M-40 800H1640", None),
        *[box(200 + i * 110, 840, 84, 220, "#e9d6b0", 20) for i in range(11)],
    ]


def kettle(colour: str = SAGE) -> str:
    return "".join(
        [
            path("M-120 -190C-120 -330 120 -330 120 -190", None, INK, 34),
            path("M-120 -190C-120 -330 120 -330 120 -190", None, TEA, 22),
            path(
                "M130 -110C180 -120 190 -180 228 -196L206 -222C160 -200 140 -170 120 -160z", colour
            ),
            path("M-150 0C-170 -110 -110 -190 0 -190C110 -190 170 -110 150 0z", colour),
            path("M-70 -180C-50 -210 50 -210 70 -180z", colour),
            ellipse(0, -212, 20, 16, CLAY),
            path("M-120 -60C-124 -100 -100 -140 -60 -150", None, CREAM, 8),
        ]
    )


def kettle_and_calendar(ringed: bool = True) -> list[str]:
    days = []
    for week in range(5):
        for day in range(7):
            x, y = 190 + day * 74, 330 + week * 66
            days.append(box(x, y, 60, 50, CREAM if day < 5 else OAT, 6, width=3, shift=(-2, 2)))
    ring = at(
        -12,
        34,
        path(
            "M336 510C330 560 430 566 428 520C426 476 344 470 334 522C330 556 400 572 424 548",
            None,
            CLAY,
            9,
        ),
    )
    tiles = [stroke([(x, 760), (x, 1040)], "#c3b48f", 3) for x in range(60, 1600, 150)]
    return [
        path("M-40 -40H1640V1040H-40z", "#dbe5dc", None),
        box(150, 110, 570, 570, WHITE, 8),
        path("M150 118H720V290H150z", TEAL),
        ellipse(560, 196, 44, 44, HONEY),
        path("M150 250C300 200 480 280 720 230V290H150z", MOSS),
        *[limb([(x, 90), (x, 130)], "#59706e", 8) for x in (220, 330, 440, 550, 650)],
        *days,
        ring if ringed else "",
        box(860, 150, 600, 22, TEA, 4),
        *[
            at(930 + i * 110, 148, mug(c, hot=False), scale=0.9)
            for i, c in enumerate([CLAY, HONEY, TEAL, ROSE])
        ],
        at(1390, 148, plant(MIST, SAGE, 0.55)),
        path("M-40 740H1640V1040H-40z", OAT, width=8),
        *tiles,
        box(820, 700, 520, 44, INK, 8),
        at(1060, 704, kettle(), scale=1.15),
        at(1345, 464, steam(130, SAGE)),
        at(440, 900, shadow(0, 2, 70), mug(CLAY, hot=False, band=CREAM), scale=1.5),
        at(620, 930, shadow(0, 2, 70), mug(TEAL, hot=False, band=HONEY), scale=1.5),
        at(250, 940, shadow(0, 0, 120), plate_of_biscuits(), scale=1.1),
    ]


WRITER = Person(BROWN, "short", INK, MOSS)


def writing() -> list[str]:
    lines = []
    for i in range(7):
        y = 500 + i * 42
        lines.append(
            stroke(
                [(380, y + 10), (470 + (i * 53) % 60, y), (660 - (i * 71) % 150, y + 4)], TEAL, 5
            )
        )
    for i in range(3):
        y = 504 + i * 42
        lines.append(stroke([(860, y), (960, y + 4), (1130 - (i * 71) % 120, y + 8)], TEAL, 5))
    return [
        path("M-40 -40H1640V1040H-40z", "#e9d2b4", None),
        path("M-40 300H1640V1040H-40z", TEA, width=8),
        *[stroke([(0, y), (800, y + 10), (1600, y)], "#a5692f", 4) for y in (380, 560, 740, 900)],
        path("M180 330L110 40", None, INK, 14),
        path("M110 40L300 20", None, INK, 14),
        ellipse(180, 340, 110, 34, TEAL),
        path("M260 -20L380 -10L430 120C380 160 300 150 240 110z", TEAL),
        path("M240 112L60 1040H900L430 122C380 160 300 150 240 112z", HONEY, None).replace(
            "<path", '<path opacity=".3"'
        ),
        path("M760 430C640 400 440 400 300 440L250 870C420 830 640 830 760 860z", WHITE),
        path("M760 430C880 400 1080 400 1220 440L1270 870C1100 830 880 830 760 860z", WHITE),
        *lines,
        arm(WRITER, [(1640, 1000), (1420, 850), (1180, 700)], 110),
        path(
            "M1150 690C1100 660 1060 640 1040 648C1026 660 1060 690 1090 712C1120 740 1170 730 1150 690z",
            BROWN,
        ),
        path("M952 594L1168 730L1154 752L944 616L930 588z", CLAY),
        path("M952 594L930 588L944 616z", INK),
        at(1330, 470, shadow(0, 2, 70), mug(CLAY, band=CREAM), scale=1.5),
        ellipse(560, 940, 66, 46, None, INK, 9) + ellipse(720, 944, 66, 46, None, INK, 9),
        stroke([(626, 940), (640, 930), (654, 942)], INK, 9),
        stroke([(496, 930), (400, 900)], INK, 9) + stroke([(784, 936), (890, 900)], INK, 9),
    ]


def paperwork_cat() -> list[str]:
    return [
        path("M-40 -40H1640V1040H-40z", "#f0d9c8", None),
        box(1080, 90, 420, 20, TEA, 4),
        *[box(1110 + i * 62, 90 - h * 0 - 0 - h, 56, h, c) for i, (h, c) in enumerate([(0, TEAL)])][
            :0
        ],
        at(1180, 88, plant(CLAY, SAGE, 0.4)),
        at(1330, 88, mug(TEAL, hot=False), scale=0.7),
        at(700, 450, bust(QUIET, 4), scale=1.3),
        path("M-40 680H1640V1040H-40z", OAT, width=8),
        *[
            at(
                x,
                y,
                flat([(-120, -70), (110, -84), (130, 64), (-104, 80)], WHITE),
                *[
                    stroke([(-80, -40 + i * 28), (60 - i * 12, -48 + i * 28)], SAGE, 5)
                    for i in range(4)
                ],
                turn=t,
            )
            for x, y, t in [(330, 900, -9), (1010, 930, 7), (1290, 880, -5), (1140, 830, 14)]
        ],
        at(
            350,
            770,
            flat([(-130, -60), (130, -60), (130, 70), (-130, 70)], ROSE),
            stroke([(-130, -60), (0, 24), (130, -60)], INK, 5, soft=False),
            turn=6,
        ),
        arm(QUIET, [(560, 590), (500, 740), (560, 850), (650, 840)], 54),
        arm(QUIET, [(850, 590), (900, 740), (860, 850), (770, 840)], 54),
        at(708, 900, mug(CLAY, band=CREAM), scale=1.2),
        box(440, 850, 120, 160, INK, 12),
        box(456, 866, 88, 36, MIST, 4),
        *[
            box(456 + (i % 3) * 31, 914 + (i // 3) * 30, 24, 22, CREAM, 4, width=3, shift=(0, 0))
            for i in range(9)
        ],
        at(1160, 900, shadow(0, 4, 150), ginger_cat(), scale=1.25),
    ]


def ginger_cat() -> str:
    """Sitting squarely on the form that is needed."""
    coat, dark = "#d98b4a", "#b96a30"
    return "".join(
        [
            limb([(110, -20), (190, -14), (200, -90), (160, -110)], coat, 26),
            path("M-120 0C-140 -90 -100 -160 0 -170C100 -160 140 -90 120 0z", coat),
            *[
                stroke([(s * 96, -90 + d), (s * 62, -80 + d)], dark, 8)
                for s in (-1, 1)
                for d in (0, 28, 56)
            ],
            path("M-70 4C-80 -30 -20 -36 -14 4z", CREAM) + path("M70 4C80 -30 20 -36 14 4z", CREAM),
            path(
                "M-80 -190L-84 -280L-34 -244C-14 -252 14 -252 34 -244L84 -280L80 -190C80 -130 -80 -130 -80 -190z",
                coat,
            ),
            *[stroke([(x, -246), (x * 0.8, -222)], dark, 7) for x in (-20, 0, 20)],
            stroke([(-44, -196), (-32, -202), (-20, -196)])
            + stroke([(20, -196), (32, -202), (44, -196)]),
            path("M-8 -178L8 -178L0 -168z", CLAY, width=4),
            stroke([(-16, -160), (-8, -156), (0, -164), (8, -156), (16, -160)], INK, 4),
            *[
                stroke([(s * 40, -170 + d), (s * 100, -176 + d * 2.4)], INK, 3)
                for s in (-1, 1)
                for d in (0, 10)
            ],
        ]
    )
