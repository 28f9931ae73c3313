"""Hair and head coverings, drawn around the middle of the head."""

from itertools import pairwise
from math import cos, hypot, pi, sin

from .pen import CLAY, HONEY, curve, ellipse, limb, path, stroke


def bumps(rx: float, ry: float, count: int, start: float, end: float) -> str:
    """A curly edge: little arcs along an ellipse, in turns, clockwise from the right."""
    points = []
    for i in range(count + 1):
        turn = 2 * pi * (start + (end - start) * i / count)
        points.append((rx * cos(turn), ry * sin(turn)))
    d = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for (x1, y1), (x2, y2) in pairwise(points):
        radius = hypot(x2 - x1, y2 - y1) * 0.56
        d += f"A{radius:.1f} {radius:.1f} 0 0 1 {x2:.1f} {y2:.1f}"
    return d


BEHIND = {
    "bob": "M0 -88C-84 -90 -92 -20 -86 56C-82 78 -52 82 -40 74L40 74C52 82 82 78 86 56C92 -20 84 -90 0 -88z",
    "long": "M0 -88C-88 -90 -92 0 -96 80C-98 140 -80 170 -56 170L56 170C80 170 98 140 96 80C92 0 88 -90 0 -88z",
    "ponytail": "M40 -60C96 -70 112 0 96 60C90 84 74 80 72 60C70 20 60 -20 40 -60z",
    "hijab": "M0 -92C-80 -92 -86 -10 -80 40C-78 84 -96 110 -104 134L104 134C96 110 78 84 80 40C86 -10 80 -92 0 -92z",
}
CAP = (
    "M-63 0C-74 -62 -40 -88 0 -88C44 -88 76 -58 63 0C58 -22 50 -36 40 -44"
    "C12 -30 -20 -34 -44 -46C-52 -32 -60 -18 -63 0z"
)
FRINGE = "M-64 0C-72 -58 -34 -90 2 -88C52 -86 72 -50 64 0C54 -14 42 -32 30 -44C0 -20 -40 -20 -64 0z"
PARTING = (
    "M-64 6C-74 -58 -36 -90 4 -88C50 -86 74 -54 64 6C58 -14 52 -32 44 -40"
    "C20 -42 -4 -50 -18 -62C-30 -40 -56 -30 -64 6z"
)
IN_FRONT = {
    "short": CAP,
    "crop": "M-60 -16C-64 -60 -36 -78 0 -78C36 -78 64 -60 60 -16C54 -40 30 -52 0 -52C-30 -52 -54 -40 -60 -16z",
    "bob": FRINGE,
    "long": PARTING,
    "ponytail": PARTING,
    "bun": PARTING,
    "quiff": (
        "M-62 -6C-72 -50 -50 -72 -20 -76C10 -110 62 -92 66 -50C68 -30 66 -14 62"
        " -4C58 -24 50 -40 38 -48C6 -56 -24 -46 -44 -40C-54 -30 -60 -18 -62 -6z"
    ),
}


def hair_behind(style: str, colour: str) -> str:
    if style in BEHIND:
        return path(BEHIND[style], colour)
    if style == "bun":
        return ellipse(6, -94, 34, 28, colour)
    if style == "afro":
        return path(bumps(92, 88, 15, 0, 1) + "z", colour)
    if style == "locs":
        ends = [(-78, 66), (78, 66), (-60, 92), (60, 92), (-42, 70), (42, 70)]
        return "".join(limb([(x * 0.55, -50), (x, 0), (x * 1.04, y)], colour, 17) for x, y in ends)
    return ""


def hair_in_front(style: str, colour: str) -> str:
    if style in IN_FRONT:
        return path(IN_FRONT[style], colour)
    if style in ("curly", "afro"):
        inner = curve([(66, -6), (48, -36), (16, -50), (-16, -50), (-48, -36), (-66, -6)], False)
        return path(bumps(68, 76, 9, 0.49, 1.01) + inner.replace("M", "L", 1) + "z", colour)
    if style == "perm":
        inner = curve([(64, 26), (48, -26), (16, -42), (-16, -42), (-48, -26), (-64, 26)], False)
        return path(bumps(76, 82, 11, 0.44, 1.06) + inner.replace("M", "L", 1) + "z", colour)
    if style == "locs":
        lines = [
            stroke([(x, -84 + abs(x) * 0.3), (x * 1.2, -50)], "#5b4a42", 4) for x in (-30, 0, 30)
        ]
        return path(CAP, colour) + "".join(lines)
    if style == "bald":
        return "".join(
            path(
                f"M{s * 60} 10C{s * 76} -4 {s * 74} -36 {s * 56} -38C{s * 58} -20 {s * 58} -4 {s * 60} 10z",
                colour,
            )
            for s in (-1, 1)
        )
    if style == "hijab":
        return path(
            "M0 -92C-82 -92 -84 -6 -74 40C-66 74 -40 92 0 96C40 92 66 74 74 40C84 -6 82 -92 0 -92z"
            "M0 -58C34 -58 50 -34 50 4C50 40 28 66 0 68C-28 66 -50 40 -50 4C-50 -34 -34 -58 0 -58z",
            colour,
            shift=(0, 0),
        ).replace('fill="' + colour, 'fill-rule="evenodd" fill="' + colour)
    if style == "turban":
        return (
            path(
                "M-70 -18C-84 -80 -40 -112 2 -112C46 -112 84 -78 70 -18C46 -44 20 -52 0 -66C-20 -52 -46 -44 -70 -18z",
                colour,
            )
            + stroke([(-66, -44), (-20, -78), (14, -108)])
            + stroke([(66, -44), (26, -72), (-8, -92)])
        )
    if style == "cap":
        return path("M-66 -14C-70 -66 -40 -92 0 -92C40 -92 70 -66 66 -20z", colour) + path(
            "M-70 -12C-50 -34 40 -40 96 -18C100 -10 92 -6 82 -8C40 -22 -30 -18 -70 -12z", colour
        )
    if style == "beanie":
        return (
            path("M-64 -30C-68 -84 -34 -106 0 -106C34 -106 68 -84 64 -30z", colour)
            + path("M-68 -20Q0 -60 68 -20L66 -44Q0 -84 -66 -44z", HONEY)
            + ellipse(0, -112, 16, 15, CLAY)
        )
    return ""
