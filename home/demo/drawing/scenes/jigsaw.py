"""A jigsaw on a table, with the last piece on its way."""

from ..cast import SAGE_HAND
from ..pen import (
    CLAY,
    CREAM,
    HONEY,
    INK,
    MIST,
    MOSS,
    ROSE,
    SAGE,
    TEA,
    TEAL,
    WHITE,
    at,
    clip,
    ellipse,
    path,
    stroke,
)
from ..people import arm

SIZE = 200


def piece(x: float, y: float, knobs: tuple[int, int, int, int]) -> str:
    """A closed outline: knobs on top, right, bottom, left, out (1), in (-1) or flat (0)."""
    points: list[str] = [f"M{x:g} {y:g}"]
    ways = [(1, 0), (0, 1), (-1, 0), (0, -1)]
    for (dx, dy), knob in zip(ways, knobs, strict=True):
        nx, ny = dy * knob, -dx * knob  # outwards
        if knob:
            a, b = SIZE * 0.38, SIZE * 0.24
            points.append(f"l{dx * a:g} {dy * a:g}")
            points.append(
                f"c{-dx * 20 + nx * 14:g} {-dy * 20 + ny * 14:g} {-dx * 16 + nx * 46:g} {-dy * 16 + ny * 46:g} "
                f"{dx * b / 2 + nx * 48:g} {dy * b / 2 + ny * 48:g}"
            )
            points.append(
                f"c{dx * (b / 2 + 16):g} {dy * (b / 2 + 16):g}"
                f" {dx * (b / 2 + 20) - nx * 34:g} {dy * (b / 2 + 20) - ny * 34:g} "
                f"{dx * b / 2 - nx * 48:g} {dy * b / 2 - ny * 48:g}"
            )
            points.append(f"l{dx * a:g} {dy * a:g}")
        else:
            points.append(f"l{dx * SIZE:g} {dy * SIZE:g}")
    return "".join(points) + "z"


def knobs_of(column: int, row: int) -> tuple[int, int, int, int]:
    def across(c: int, r: int) -> int:
        return 1 if (c + r) % 2 else -1

    def down(c: int, r: int) -> int:
        return -1 if (c + r) % 2 else 1

    return (
        0 if row == 0 else -down(column, row - 1),
        0 if column == 4 else across(column, row),
        0 if row == 3 else down(column, row),
        0 if column == 0 else -across(column - 1, row),
    )


def scene_in_pieces() -> str:
    """What the jigsaw shows: sky, sun, a row of houses, fields."""
    houses = [(40, TEAL), (240, CLAY), (430, CREAM), (640, HONEY), (830, ROSE)]
    return "".join(
        [
            path("M-20 -20H1020V820H-20z", MIST, None),
            ellipse(830, 130, 76, 76, HONEY),
            path(
                "M140 150C130 110 190 90 220 110C250 70 330 80 330 130"
                "C360 140 350 170 320 170H170C140 170 130 160 140 150z",
                WHITE,
                None,
            ),
            path("M-20 560C300 500 700 600 1020 540V820H-20z", SAGE),
            *[
                path(f"M{x} 640V420L{x + 70} 340L{x + 140} 420V640z", c)
                + path(f"M{x + 48} 640V540H{x + 92}V640z", INK)
                + ellipse(x + 70, 430, 22, 22, WHITE)
                for x, c in houses
            ],
            path("M-20 640H1020V820H-20z", MOSS),
            *[stroke([(x, 660), (x - 80, 820)], SAGE, 6) for x in range(60, 1200, 120)],
        ]
    )


GAP = (3, 2)
LEFT, TOP = 180, 110


def laid(name: str, cells: list[tuple[int, int]]) -> str:
    """Pieces that lie on the table, with their shadow and their edges."""
    d = "".join(piece(c * SIZE, r * SIZE, knobs_of(c, r)) for c, r in cells)
    return (
        path(d, "#8d5a2a", None, shift=(-10, 12)) + clip(name, d, scene_in_pieces()) + path(d, None)
    )


def jigsaw(rows: int = 4, hand: bool = True, finished: bool = False) -> list[str]:
    """The first rows of a jigsaw, all but one piece; a hand may be bringing that one."""
    cells = [(c, r) for r in range(rows) for c in range(5) if finished or (c, r) != GAP]
    bringing = [
        at(1395, 640, at(-GAP[0] * SIZE - 100, -GAP[1] * SIZE - 100, laid("lost", [GAP])), turn=16),
        arm(SAGE_HAND, [(1640, 1010), (1560, 860), (1476, 722)], 100),
    ]
    return [
        path("M-40 -40H1640V1040H-40z", TEA, None),
        *[
            stroke([(0, y), (800, y + 8), (1600, y)], "#a5692f", 4)
            for y in (60, 240, 420, 600, 780, 940)
        ],
        at(LEFT, TOP, laid("whole", cells)) if cells else "",
        at(1300, 300, top_of_mug(CLAY)),
        *(bringing if hand else []),
    ]


def top_of_mug(colour: str) -> str:
    """Seen from above: a rim, tea, a handle."""
    return (
        path("M80 -30C160 -60 160 60 80 30", None, INK, 30)
        + path("M80 -30C160 -60 160 60 80 30", None, colour, 18)
        + ellipse(0, 0, 96, 96, colour)
        + ellipse(0, 0, 74, 74, "#a86a33")
        + path("M-40 -30C-20 -50 10 -54 30 -44", None, "#c98d52", 7)
    )
