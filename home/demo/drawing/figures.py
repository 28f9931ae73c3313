"""Whole people: standing, sitting on a chair, sitting in a wheelchair. The ground is y = 0."""

from .pen import INK, MIST, TEA, Point, at, box, ellipse, limb, path, stroke
from .people import Person, arm, bust, shadow

STEEL = "#59706e"


def shoe(x: float, y: float, colour: str = INK, to_right: bool = True) -> str:
    way = 1 if to_right else -1
    return path(
        f"M{x - way * 20} {y}C{x - way * 22} {y - 30} {x} {y - 30} {x + way * 8}"
        f" {y - 22}C{x + way * 44} {y - 22} {x + way * 48} {y} {x + way * 40} {y}z",
        colour,
        shift=(0, 0),
    )


def standing(
    who: Person,
    legs: str,
    left: list[Point] | None = None,
    right: list[Point] | None = None,
    tilt: float = 0,
    skirt: bool = False,
) -> str:
    """About 560 tall. Arms are given as points from shoulder to hand; the collar is at y = -440."""
    marks = [shadow(0, 0, 120, 14)]
    if skirt:
        marks += [limb([(side * 40, -110), (side * 40, -16)], who.skin, 30) for side in (-1, 1)]
        marks.append(shoe(-40, 0, to_right=False) + shoe(40, 0))
        marks.append(path("M-116 -220L-140 -90C-60 -74 60 -74 140 -90L116 -220z", legs))
    else:
        marks += [
            limb([(side * 54, -210), (side * 50, -20)], legs, 62, soft=False) for side in (-1, 1)
        ]
        marks.append(shoe(-50, 0, to_right=False) + shoe(50, 0))
    marks.append(at(0, -440, bust(who, tilt, 244), scale=0.95))
    for points in (left, right):
        if points:
            marks.append(arm(who, points, 42))
    return "".join(marks)


def wheel(x: float, y: float, r: float, spokes: int = 6) -> str:
    marks = [ellipse(x, y, r, r, None, INK, 16), ellipse(x, y, r - 16, r - 16, None, MIST, 4)]
    marks.append(
        at(
            x,
            y,
            *[
                at(0, 0, stroke([(0, -r + 14), (0, r - 14)], STEEL, 3), turn=i * 180 / spokes)
                for i in range(spokes)
            ],
        )
    )
    marks.append(ellipse(x, y, 12, 12, MIST, shift=(0, 0)))
    return "".join(marks)


def in_wheelchair(
    who: Person, legs: str, hands: list[list[Point]] | None = None, tilt: float = 0, seat: str = TEA
) -> str:
    """Seen from the side, facing right; the collar is at about (-30, -350)."""
    marks = [
        shadow(20, 0, 190, 14),
        limb([(-112, -396), (-78, -384), (-70, -150)], STEEL, 12),
        box(-84, -330, 22, 190, seat, 8),
        at(-20, -356, bust(who, tilt, 210), scale=0.92),
        limb([(0, -176), (104, -184), (126, -60)], legs, 60, soft=False),
        shoe(128, -20),
        limb([(84, -140), (104, -16), (176, -12)], STEEL, 10, soft=False),
        box(-86, -152, 180, 24, seat, 10),
        ellipse(104, -26, 22, 22, STEEL, INK, 10),
        wheel(-10, -100, 96),
    ]
    for points in hands or [[(84, -276), (112, -214), (70, -186)]]:
        marks.append(arm(who, points, 42))
    return "".join(marks)


def on_chair(
    who: Person,
    legs: str,
    hands: list[list[Point]] | None = None,
    chair: str = TEA,
    tilt: float = 0,
) -> str:
    """Seen from the front; the collar is at (0, -370)."""
    marks = [
        shadow(0, 0, 150, 14),
        *[limb([(side * 104, -170), (side * 112, 0)], chair, 14, soft=False) for side in (-1, 1)],
        box(-112, -350, 224, 180, chair, 24),
        at(0, -370, bust(who, tilt, 210), scale=0.92),
        path("M-126 -196C-130 -140 -110 -128 -60 -128L60 -128C110 -128 130 -140 126 -196z", legs),
        *[limb([(side * 58, -150), (side * 56, -24)], legs, 58, soft=False) for side in (-1, 1)],
        shoe(-56, 0, to_right=False),
        shoe(56, 0),
    ]
    for points in hands or [
        [(-106, -268), (-124, -200), (-30, -176)],
        [(106, -268), (124, -200), (30, -176)],
    ]:
        marks.append(arm(who, points, 42))
    return "".join(marks)


def walking_frame() -> str:
    return "".join(
        limb([(x, 0), (x + lean, -200), (x + lean + 40, -216)], STEEL, 10, soft=False)
        for x, lean in [(-60, 20), (60, -20)]
    ) + limb([(-52, -80), (52, -80)], STEEL, 8, soft=False)
