"""Things on and around a table. Each is drawn around the middle of its foot at (0, 0)."""

from .pen import (
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
    WHITE,
    at,
    box,
    clip,
    curve,
    ellipse,
    limb,
    path,
    stroke,
)


def steam(height: float = 90, colour: str = SAGE) -> str:
    """Two threads of steam going up from (0, 0)."""
    h = height
    return "".join(
        f'<path d="M{x} {y}c{-h * 0.3:g} {-h * 0.3:g} {h * 0.3:g} {-h * 0.5:g} 0 {-h * k:g}" '
        f'fill="none" stroke="{colour}" stroke-width="6"/>'
        for x, y, k in [(-14, 0, 0.95), (16, -8, 0.8)]
    )


def mug(colour: str = CLAY, hot: bool = True, band: str | None = None) -> str:
    body = "M-40 -84L-36 -12Q-34 0 -22 0L22 0Q34 0 36 -12L40 -84z"
    marks = [
        path("M36 -70C78 -76 80 -14 34 -20", None, INK, 20),
        path("M36 -70C78 -76 80 -14 34 -20", None, colour, 10),
        path(body, colour),
        ellipse(0, -84, 40, 11, TEA),
    ]
    if band:
        marks.append(path("M-38 -56L38 -56L37 -34L-37 -34z", band, shift=(-3, 2)))
    if hot:
        marks.append(at(0, -104, steam()))
    return "".join(marks)


def teapot(colour: str = TEAL, band: str = HONEY) -> str:
    return "".join(
        [
            path("M100 -100C170 -120 176 -30 96 -34", None, INK, 26),
            path("M100 -100C170 -120 176 -30 96 -34", None, colour, 15),
            path(
                "M-96 -56C-140 -60 -138 -118 -172 -136L-146 -150C-112 -130 -112 -96 -88 -98z",
                colour,
            ),
            path(
                "M-110 -70C-110 -134 -60 -160 0 -160C60 -160 110 -134"
                " 110 -70C110 -26 80 0 50 0L-50 0C-80 0 -110 -26 -110 -70z",
                colour,
            ),
            path(
                "M-109 -84C-60 -66 60 -66 109 -84L110 -62C60 -44 -60 -44 -110 -62z",
                band,
                shift=(-3, 2),
            ),
            path("M-62 -150C-40 -170 40 -170 62 -150C40 -138 -40 -138 -62 -150z", colour),
            ellipse(0, -174, 15, 13, band),
        ]
    )


def plate_of_biscuits() -> str:
    return "".join(
        [
            path("M-100 -16C-60 6 60 6 100 -16C60 -34 -60 -34 -100 -16z", WHITE),
            ellipse(-34, -26, 36, 13, HONEY),
            ellipse(30, -24, 36, 13, HONEY),
            ellipse(-4, -40, 36, 13, HONEY),
            *[
                ellipse(x, y, 3, 2, TEA, line=None)
                for x, y in [(-16, -42), (4, -38), (14, -44), (40, -26), (-44, -28)]
            ],
        ]
    )


def cake() -> str:
    """A sponge with jam, one slice gone, seen from the front."""
    return "".join(
        [
            path("M-150 -6C-90 18 90 18 150 -6C90 -26 -90 -26 -150 -6z", WHITE),
            path("M-110 -80L-110 -14C-70 2 0 4 40 0L20 -58z", HONEY),
            path("M40 0L20 -58L96 -82L110 -18C96 -8 70 -2 40 0z", OAT),
            path("M-110 -48C-70 -34 -10 -32 30 -34L98 -54", None, CLAY, 9),
            path(
                "M-110 -82C-100 -108 70 -112 98 -86C100 -78 60 -74 20 -60C-40 -54 -104 -62 -110 -82z",
                CREAM,
            ),
            *[
                ellipse(x, y, 10, 9, CLAY, width=4, shift=(-2, 2))
                for x, y in [(-60, -92), (-10, -98), (40, -94)]
            ],
        ]
    )


def plant(pot: str = CLAY, leaf: str = MOSS, size: float = 1) -> str:
    leaves = []
    for turn, length in [(-62, 120), (-34, 160), (-8, 180), (18, 170), (44, 140), (68, 110)]:
        d = (
            f"M0 0C{-length * 0.22} {-length * 0.4} {-length * 0.16} {-length * 0.8} 0"
            f" {-length}C{length * 0.16} {-length * 0.8} {length * 0.22} {-length * 0.4} 0 0z"
        )
        leaves.append(
            at(0, -70, path(d, leaf), stroke([(0, -10), (0, -length * 0.75)], INK, 3), turn=turn)
        )
    return at(
        0,
        0,
        *leaves,
        path("M-52 -84L-40 0L40 0L52 -84z", pot),
        box(-58, -100, 116, 26, pot, 6),
        scale=size,
    )


def window(w: float, h: float, view: list[str], name: str, frame: str = WHITE) -> str:
    """A window with its upper left corner at (0, 0): a frame, a cross, a sill, a view."""
    pane = f"M0 0h{w}v{h}h{-w}z"
    return "".join(
        [
            box(-18, -18, w + 36, h + 36, frame),
            f'<path d="{pane}" fill="{MIST}"/>',
            clip(name, pane, *view),
            path(pane, None),
            limb([(w / 2, 4), (w / 2, h - 4)], frame, 12, soft=False),
            limb([(4, h * 0.42), (w - 4, h * 0.42)], frame, 12, soft=False),
            box(-44, h + 12, w + 88, 30, frame, 4),
        ]
    )


def fields(w: float, h: float) -> list[str]:
    """The flat land of the east under a big sky."""
    return [
        ellipse(w * 0.74, h * 0.24, 44, 44, HONEY),
        path(
            curve(
                [
                    (w * 0.08, h * 0.24),
                    (w * 0.16, h * 0.16),
                    (w * 0.26, h * 0.18),
                    (w * 0.36, h * 0.24),
                    (w * 0.24, h * 0.28),
                ]
            ),
            CREAM,
            None,
        ),
        path(
            f"M-20 {h * 0.62}C{w * 0.3} {h * 0.54} {w * 0.7} {h * 0.66} {w + 20} {h * 0.58}V{h + 20}H-20z",
            SAGE,
        ),
        path(
            f"M-20 {h * 0.78}C{w * 0.3} {h * 0.86} {w * 0.6} {h * 0.7} {w + 20} {h * 0.8}V{h + 20}H-20z",
            MOSS,
        ),
        *[
            stroke([(w * x, h * 0.76), (w * (x * 1.3 - 0.15), h)], SAGE, 5)
            for x in (0.15, 0.35, 0.55, 0.75, 0.95)
        ],
        limb([(w * 0.13, h * 0.6), (w * 0.13, h * 0.5)], TEA, 8),
        ellipse(w * 0.13, h * 0.42, w * 0.07, h * 0.12, MOSS),
    ]


def pendant_lamp(colour: str = HONEY, drop: float = 120) -> str:
    return (
        stroke([(0, -drop), (0, 0)], INK, 6)
        + path("M-20 0L20 0L78 70L-78 70z", colour)
        + path("M-30 70C-20 92 20 92 30 70z", CREAM)
    )


def laptop(w: float = 420, h: float = 280) -> str:
    """Open, seen from the front, its foot at (0, 0)."""
    return "".join(
        [
            box(-w / 2, -h, w, h - 14, OAT, 16),
            path(
                f"M{-w / 2 - 40} -14L{w / 2 + 40} -14L{w / 2 + 64} 12Q{w / 2 + 60} 22"
                f" {w / 2 + 40} 22L{-w / 2 - 40} 22Q{-w / 2 - 60} 22 {-w / 2 - 64} 12z",
                OAT,
            ),
        ]
    )


def notebook(open_wide: bool = True) -> str:
    lines = [
        stroke([(x, -y * 0.6 - 14), (x + 96, -y * 0.6 - 14)], SAGE, 4)
        for x in (-128, 22)
        for y in (0, 30, 60, 90)
    ]
    return "".join(
        [
            path("M-150 0L-140 -90L0 -82L0 8z", WHITE),
            path("M150 0L140 -90L0 -82L0 8z", WHITE),
            *lines,
        ]
    )
