"""Two friends look out to sea. A gull looks at their chips."""

from ..figures import STEEL
from ..pen import (
    CLAY,
    CREAM,
    HONEY,
    INK,
    PLUM,
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
from ..people import shadow
from ..things import mug
from .outside import sky


def back_of(who_top: str, hair: str, style: str) -> str:
    """Someone looking away from us, out to sea."""
    shape = "M-62 -80C-70 -170 70 -170 62 -80C70 -40 50 -22 40 -18L-40 -18C-50 -22 -70 -40 -62 -80z"
    body = path("M-34 -10C-88 6 -126 36 -130 110L-134 280H134L130 110C126 36 88 6 34 -10z", who_top)
    bun = ellipse(0, -170, 34, 30, hair) if style == "bun" else ""
    return body + path(shape, hair) + bun


def seaside() -> list[str]:
    huts = []
    for i, colour in enumerate([cloth("deckchair"), TEAL, HONEY, cloth("breton")]):
        x = -30 + i * 150
        huts.append(
            path(f"M{x} 600V420L{x + 66} 340L{x + 132} 420V600z", colour)
            + box(x + 40, 480, 52, 120, CREAM, 4)
        )
    gulls = [
        path(f"M{x} {y}q34 -34 56 0q26 -34 60 -4", None, INK, 6)
        for x, y in [(620, 170), (780, 250), (1180, 130)]
    ]
    pier = [limb([(x, 432), (x, 520)], TEA, 9) for x in range(930, 1480, 70)]
    return [
        *sky(1040, 200),
        path("M-40 440H1640V640H-40z", "#8fb5b3"),
        *[
            stroke([(x, y), (x + 60, y - 7), (x + 120, y)], WHITE, 5)
            for x, y in [(620, 490), (820, 540), (1120, 570), (1320, 500), (700, 580), (1460, 560)]
        ],
        *pier,
        limb([(900, 424), (1540, 424)], TEA, 16),
        box(1330, 330, 190, 90, CREAM, 4) + path("M1310 336L1425 270L1540 336z", CLAY),
        path("M-40 600C400 580 1000 640 1640 600V1040H-40z", "#ecd9ae"),
        *huts,
        path("M-40 850H1640V1040H-40z", "#c9bfa5"),
        *[stroke([(x, 850), (x - 60, 1040)], "#a89d84", 4) for x in range(120, 1700, 190)],
        limb([(484, 700), (484, 600), (446, 590)], STEEL, 14, soft=False),
        limb([(716, 700), (716, 600), (754, 590)], STEEL, 14, soft=False),
        at(600, 600, back_of(PLUM, "#dcdcd2", "bun"), scale=0.95),
        box(496, 664, 208, 190, TEAL, 14),
        box(440, 740, 30, 200, INK, 15),
        box(730, 740, 30, 200, INK, 15),
        box(488, 840, 224, 24, TEA, 8),
        at(1000, 590, back_of(cloth("plaid"), "#9aa09c", "short"), scale=0.95),
        path("M860 680L1140 680L1160 900L840 900z", cloth("deckchair")),
        limb([(852, 670), (824, 950)], TEA, 16) + limb([(1148, 670), (1176, 950)], TEA, 16),
        limb([(836, 664), (1164, 664)], TEA, 18),
        at(800, 960, shadow(0, 0, 60), mug(TEAL, band=CREAM)),
        *gulls,
        at(1390, 930, gull()),
    ]


def gull() -> str:
    """Waiting, on foot, for a chip."""
    return "".join(
        [
            stroke([(-10, -30), (-12, 0)], HONEY, 6) + stroke([(16, -30), (18, 0)], HONEY, 6),
            path("M-64 -80C-40 -120 40 -110 110 -60C70 -24 -30 -14 -64 -80z", WHITE),
            path("M-20 -84C30 -104 90 -80 124 -54C80 -44 10 -46 -20 -84z", "#9fb4b3"),
            path("M-72 -110C-84 -150 -20 -160 -22 -116C-24 -90 -60 -84 -72 -110z", WHITE),
            path("M-76 -124L-112 -112L-74 -106z", HONEY, width=4),
            ellipse(-52, -124, 5, 5, INK, line=None, shift=(0, 0)),
        ]
    )
