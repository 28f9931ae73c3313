"""The map of the region as a patchwork quilt."""

from ..pen import (
    CLAY,
    CREAM,
    HONEY,
    INK,
    MIST,
    OAT,
    PLUM,
    TEA,
    TEAL,
    WHITE,
    Point,
    at,
    cloth,
    corners,
    ellipse,
    path,
    stroke,
)
from ..things import mug

# Longitude and latitude, roughly: this is a quilt, not a survey.
AREAS: list[tuple[str, list[Point]]] = [
    (
        "plaid",
        [
            (0.17, 52.74),
            (0.33, 52.80),
            (0.45, 52.86),
            (0.48, 52.94),
            (0.70, 52.98),
            (1.0, 52.97),
            (1.3, 52.93),
            (1.55, 52.80),
            (1.74, 52.62),
            (1.74, 52.50),
            (1.45, 52.44),
            (1.2, 52.37),
            (0.95, 52.37),
            (0.70, 52.40),
            (0.52, 52.44),
            (0.33, 52.52),
            (0.20, 52.62),
        ],
    ),
    (
        "deckchair",
        [
            (1.74, 52.50),
            (1.77, 52.46),
            (1.68, 52.32),
            (1.62, 52.12),
            (1.40, 51.98),
            (1.05, 51.95),
            (0.72, 51.97),
            (0.45, 52.07),
            (0.40, 52.26),
            (0.52, 52.44),
            (0.70, 52.40),
            (0.95, 52.37),
            (1.2, 52.37),
            (1.45, 52.44),
        ],
    ),
    (
        "berries",
        [
            (0.17, 52.74),
            (0.20, 52.62),
            (0.33, 52.52),
            (0.52, 52.44),
            (0.40, 52.26),
            (0.45, 52.07),
            (0.25, 52.06),
            (0.05, 52.02),
            (-0.16, 52.08),
            (-0.25, 52.20),
            (-0.45, 52.29),
            (-0.50, 52.42),
            (-0.38, 52.52),
            (-0.12, 52.57),
            (-0.02, 52.67),
        ],
    ),
    ("spots", [(-0.38, 52.52), (-0.50, 52.62), (-0.32, 52.69), (-0.02, 52.67), (-0.12, 52.57)]),
    (
        "gingham",
        [
            (-0.25, 52.20),
            (-0.45, 52.29),
            (-0.60, 52.24),
            (-0.58, 52.10),
            (-0.64, 52.0),
            (-0.60, 51.90),
            (-0.49, 51.93),
            (-0.36, 51.94),
            (-0.28, 52.0),
            (-0.16, 52.08),
        ],
    ),
    (
        "breton",
        [
            (-0.60, 52.24),
            (-0.86, 52.17),
            (-0.90, 52.03),
            (-0.72, 51.97),
            (-0.64, 52.0),
            (-0.58, 52.10),
        ],
    ),
    ("corduroy", [(-0.49, 51.93), (-0.36, 51.94), (-0.34, 51.85), (-0.50, 51.85)]),
    (
        "polka",
        [
            (-0.16, 52.08),
            (0.05, 52.02),
            (0.16, 51.93),
            (0.20, 51.82),
            (0.02, 51.75),
            (0.0, 51.68),
            (-0.2, 51.66),
            (-0.40, 51.61),
            (-0.52, 51.63),
            (-0.52, 51.72),
            (-0.70, 51.80),
            (-0.60, 51.90),
            (-0.50, 51.85),
            (-0.34, 51.85),
            (-0.36, 51.94),
            (-0.28, 52.0),
        ],
    ),
    (
        "oilcloth",
        [
            (0.05, 52.02),
            (0.25, 52.06),
            (0.45, 52.07),
            (0.72, 51.97),
            (1.05, 51.95),
            (1.28, 51.94),
            (1.28, 51.84),
            (1.13, 51.78),
            (0.94, 51.77),
            (0.96, 51.62),
            (0.84, 51.59),
            (0.58, 51.58),
            (0.40, 51.58),
            (0.24, 51.57),
            (0.10, 51.61),
            (0.0, 51.68),
            (0.02, 51.75),
            (0.20, 51.82),
            (0.16, 51.93),
        ],
    ),
    ("plum", [(0.58, 51.58), (0.84, 51.59), (0.84, 51.52), (0.58, 51.52)]),
    (
        "tea",
        [(0.24, 51.57), (0.40, 51.58), (0.58, 51.58), (0.55, 51.50), (0.44, 51.45), (0.24, 51.46)],
    ),
]
# The rest of England lies under the quilt: the Wash, the Thames, the edge of Kent.
MAINLAND: list[Point] = [
    (0.30, 53.20),
    (0.28, 53.04),
    (0.06, 52.92),
    (0.10, 52.80),
    (0.30, 52.70),
    (0.30, 51.60),
    (0.26, 51.47),
    (0.45, 51.44),
    (0.74, 51.46),
    (1.02, 51.36),
    (1.44, 51.39),
    (1.40, 51.20),
]
PLAIN = {"plum": PLUM, "tea": TEA}


def on_sheet(place: Point) -> Point:
    longitude, latitude = place
    return (430 + (longitude + 0.9) * 355, 50 + (53.0 - latitude) * 580)


def patchwork_map() -> list[str]:
    patches = []
    for name, places in AREAS:
        d = corners([on_sheet(place) for place in places])
        patches.append(path(d, PLAIN.get(name) or cloth(name), INK, 6, (0, 0)))
        patches.append(
            f'<path d="{d}" fill="none" stroke="{WHITE}" stroke-width="3.5" stroke-dasharray="14 10"/>'
        )
    waves = [
        stroke([(x, y), (x + 30, y - 12), (x + 60, y), (x + 90, y - 12), (x + 120, y)], WHITE, 6)
        for x, y in [
            (1420, 130),
            (1460, 330),
            (1390, 520),
            (1440, 700),
            (1240, 830),
            (1420, 900),
            (1060, 940),
            (760, 20),
        ]
    ]
    return [
        path("M-40 -40H1640V1040H-40z", MIST, None),
        path(corners([(-40, -40), *[on_sheet(place) for place in MAINLAND], (-40, 1060)]), OAT),
        *waves,
        *patches,
        at(*on_sheet((1.05, 52.66)), windmill()),
        at(*on_sheet((0.14, 52.30)), mug(TEAL, band=CREAM), scale=0.9),
        at(*on_sheet((1.14, 52.12)), sheep(), scale=0.9),
        at(*on_sheet((0.62, 51.72)), mug(CLAY, band=CREAM), scale=0.7),
        at(1440, 620, boat()),
        at(200, 800, cotton_reel()),
        stroke([(244, 740), (330, 700), (380, 780), (470, 700), (500, 560)], CLAY, 5),
    ]


def windmill() -> str:
    sails = [
        at(0, -110, path("M-8 0L-8 -96L24 -96L24 -40L8 0z", CREAM, width=4), turn=t)
        for t in (30, 120, 210, 300)
    ]
    return (
        path("M-40 0L-22 -110H22L40 0z", WHITE)
        + path("M-26 -106C-24 -140 24 -140 26 -106z", CLAY)
        + box_door()
        + "".join(sails)
    )


def box_door() -> str:
    return path("M-10 0V-34H10V0z", TEAL, width=4)


def sheep() -> str:
    legs = "".join(stroke([(x, -20), (x, 8)], INK, 8) for x in (-34, -14, 18, 36))
    wool = path(
        "M-60 -40A24 24 0 0 1 -40 -74A28 28 0 0 1 4 -84A28 28 0 0 1 46 -70A24 24"
        " 0 0 1 58 -34A24 24 0 0 1 24 -16A28 28 0 0 1 -24 -16A24 24 0 0 1 -60 -40z",
        WHITE,
    )
    return legs + wool + ellipse(-62, -56, 20, 24, INK) + ellipse(-68, -60, 3, 3, WHITE, line=None)


def boat() -> str:
    return (
        path("M-90 -20H90L60 30H-60z", CLAY)
        + stroke([(0, -20), (0, -170)], INK, 7)
        + path("M8 -166L84 -40H8z", WHITE)
        + path("M-8 -140L-66 -40H-8z", HONEY)
    )


def cotton_reel() -> str:
    return (
        path("M-56 -100H56V-80H-56z", TEA)
        + path("M-42 -80H42V-14H-42z", CLAY)
        + "".join(stroke([(-42, y), (42, y - 6)], "#a34f37", 4) for y in (-64, -48, -32))
        + path("M-56 -14H56V6H-56z", TEA)
    )
