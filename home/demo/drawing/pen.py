"""Marks on paper: every shape is a flat colour with an ink line laid slightly off it.

Units are pixels on a sheet of 1600 by 1000. The whole sheet goes through one gentle
displacement filter, so that straight lines look as if a hand had drawn them.
"""

from collections.abc import Iterable, Sequence

WIDTH, HEIGHT = 1600, 1000

INK = "#2b3b3b"
CREAM = "#fbf2e1"
OAT = "#eeddbd"
TEA = "#b9783c"
HONEY = "#e2ad54"
CLAY = "#c4664a"
ROSE = "#e6ac97"
SAGE = "#a3b899"
MOSS = "#6c8a6a"
TEAL = "#1f5a5e"
MIST = "#b5d0cc"
WHITE = "#fffaf0"
PLUM = "#7a4a5a"

Point = tuple[float, float]
SHIFT: Point = (-5, 4)


def path(
    d: str,
    fill: str | None = None,
    line: str | None = INK,
    width: float = 5,
    shift: Point = SHIFT,
) -> str:
    """One outline: the colour first, a little off its line, then the line."""
    parts = []
    if fill:
        parts.append(f'<path d="{d}" fill="{fill}" transform="translate({shift[0]} {shift[1]})"/>')
    if line:
        parts.append(f'<path d="{d}" fill="none" stroke="{line}" stroke-width="{width}"/>')
    return "".join(parts)


def ellipse(
    cx: float,
    cy: float,
    rx: float,
    ry: float,
    fill: str | None = None,
    line: str | None = INK,
    width: float = 5,
    shift: Point = SHIFT,
) -> str:
    d = f"M{cx - rx:g} {cy:g}a{rx:g} {ry:g} 0 1 0 {2 * rx:g} 0a{rx:g} {ry:g} 0 1 0 {-2 * rx:g} 0z"
    return path(d, fill, line, width, shift)


def box(
    x: float,
    y: float,
    w: float,
    h: float,
    fill: str | None = None,
    r: float = 0,
    line: str | None = INK,
    width: float = 5,
    shift: Point = SHIFT,
) -> str:
    r = min(r, w / 2, h / 2)
    d = (
        f"M{x + r:g} {y:g}h{w - 2 * r:g}q{r:g} 0 {r:g} {r:g}v{h - 2 * r:g}q0 {r:g} {-r:g} {r:g}"
        f"h{-(w - 2 * r):g}q{-r:g} 0 {-r:g} {-r:g}v{-(h - 2 * r):g}q0 {-r:g} {r:g} {-r:g}z"
    )
    return path(d, fill, line, width, shift)


def curve(points: Sequence[Point], closed: bool = True) -> str:
    """A soft line through all points (Catmull-Rom turned into Bezier pieces)."""
    n = len(points)
    pieces = [f"M{points[0][0]:g} {points[0][1]:g}"]
    for i in range(n if closed else n - 1):
        p0 = points[i - 1] if closed or i else points[0]
        p1, p2 = points[i], points[(i + 1) % n]
        p3 = points[(i + 2) % n] if closed or i + 2 < n else p2
        c1 = (p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6)
        c2 = (p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6)
        pieces.append(f"C{c1[0]:.1f} {c1[1]:.1f} {c2[0]:.1f} {c2[1]:.1f} {p2[0]:g} {p2[1]:g}")
    return "".join(pieces) + ("z" if closed else "")


def corners(points: Sequence[Point], closed: bool = True) -> str:
    """A straight line from corner to corner."""
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) + ("z" if closed else "")


def blob(points: Sequence[Point], fill: str | None = None, **line: object) -> str:
    return path(curve(points), fill, **line)  # type: ignore[arg-type]


def flat(points: Sequence[Point], fill: str | None = None, **line: object) -> str:
    return path(corners(points), fill, **line)  # type: ignore[arg-type]


def stroke(points: Sequence[Point], colour: str = INK, width: float = 5, soft: bool = True) -> str:
    d = curve(points, closed=False) if soft else corners(points, closed=False)
    return f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width:g}"/>'


def limb(points: Sequence[Point], colour: str, width: float, soft: bool = True) -> str:
    """A thick line with an ink edge: an arm, a leg, a pipe, a handle.

    It keeps its thickness in step with the group it is drawn in, unlike the ink lines.
    """
    d = curve(points, closed=False) if soft else corners(points, closed=False)
    return (
        f'<path class="thick" d="{d}" fill="none" stroke="{INK}" stroke-width="{width + 10:g}"/>'
        f'<path class="thick" d="{d}" fill="none" stroke="{colour}" stroke-width="{width:g}"/>'
    )


def at(
    x: float, y: float, *marks: str, scale: float = 1, turn: float = 0, flip: bool = False
) -> str:
    """Marks drawn around (0, 0), put down at (x, y)."""
    mirror = " scale(-1 1)" if flip else ""
    move = f"translate({x:g} {y:g}) rotate({turn:g}) scale({scale:g}){mirror}"
    return f'<g transform="{move}">{"".join(marks)}</g>'


def clip(name: str, d: str, *marks: str) -> str:
    """Marks seen only inside an outline."""
    return (
        f'<clipPath id="{name}"><path d="{d}"/></clipPath>'
        f'<g clip-path="url(#{name})">{"".join(marks)}</g>'
    )


def stripes(name: str, ground: str, line: str, gap: float = 22, turn: float = 0) -> str:
    return (
        f'<pattern id="{name}" width="{gap:g}" height="{gap:g}" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate({turn:g})"><rect width="{gap:g}" height="{gap:g}" '
        f'fill="{ground}"/><rect width="{gap:g}" height="{gap * 0.4:g}" fill="{line}"/></pattern>'
    )


def dots(name: str, ground: str, dot: str, gap: float = 34, size: float = 6) -> str:
    return (
        f'<pattern id="{name}" width="{gap:g}" height="{gap:g}" patternUnits="userSpaceOnUse">'
        f'<rect width="{gap:g}" height="{gap:g}" fill="{ground}"/>'
        f'<circle cx="{gap / 4:g}" cy="{gap / 4:g}" r="{size:g}" fill="{dot}"/>'
        f'<circle cx="{gap * 3 / 4:g}" cy="{gap * 3 / 4:g}" r="{size:g}" fill="{dot}"/></pattern>'
    )


def check(name: str, ground: str, line: str, gap: float = 60) -> str:
    return (
        f'<pattern id="{name}" width="{gap:g}" height="{gap:g}" patternUnits="userSpaceOnUse">'
        f'<rect width="{gap:g}" height="{gap:g}" fill="{ground}"/>'
        f'<rect width="{gap:g}" height="{gap / 2:g}" fill="{line}" opacity=".5"/>'
        f'<rect width="{gap / 2:g}" height="{gap:g}" fill="{line}" opacity=".5"/></pattern>'
    )


CLOTHS = "".join(
    [
        stripes("breton", WHITE, TEAL),
        stripes("deckchair", ROSE, CLAY, 30),
        stripes("corduroy", TEA, "#a56a33", 14, 90),
        dots("spots", TEAL, MIST),
        dots("berries", HONEY, CLAY),
        dots("polka", CLAY, CREAM, 30, 5),
        check("gingham", WHITE, ROSE),
        check("plaid", MOSS, TEAL, 44),
        check("oilcloth", CREAM, HONEY, 70),
    ]
)


def cloth(name: str) -> str:
    return f"url(#{name})"


def sheet(marks: Iterable[str], paper: str = CREAM) -> str:
    """A whole picture as an SVG document."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" stroke-linecap="round" stroke-linejoin="round">'
        "<style>path{vector-effect:non-scaling-stroke}.thick{vector-effect:none}</style>"
        '<defs><filter id="hand" x="-2%" y="-2%" width="104%" height="104%">'
        '<feTurbulence type="fractalNoise" baseFrequency=".011" numOctaves="2" seed="7"/>'
        '<feDisplacementMap in="SourceGraphic" scale="9" xChannelSelector="R" '
        f'yChannelSelector="G"/></filter>{CLOTHS}</defs>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{paper}"/>'
        f'<g filter="url(#hand)">{"".join(marks)}</g></svg>\n'
    )
