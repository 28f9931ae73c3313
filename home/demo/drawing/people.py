"""People, simply and kindly drawn: no two alike, everyone with a face.

A person is drawn around the middle of their collar at (0, 0); the head is above it.
"""

from dataclasses import dataclass, field

from .faces import face
from .hair import hair_behind, hair_in_front
from .pen import CREAM, HONEY, INK, SHIFT, TEA, TEAL, Point, at, ellipse, limb, path, stroke

FAIR, PEACH, SAND, BROWN, DEEP = "#f4d3b8", "#ecb995", "#d49a6a", "#9c6440", "#6b4430"
GREY, SILVER, BLACK, CHESTNUT, STRAW, GINGER = (
    "#9aa09c",
    "#dcdcd2",
    "#2f2a2a",
    "#6d4630",
    "#e3bd72",
    "#bf6536",
)


@dataclass(frozen=True)
class Person:
    skin: str
    hair: str
    hair_colour: str
    top: str
    mood: str = "smile"
    look: float = 0
    wears: tuple[str, ...] = field(default_factory=tuple)
    collar: str = "round"
    beard: str = ""


def head(who: Person, tilt: float = 0) -> str:
    """Neck, head, face and hair. Tilt is in degrees, to the right."""
    marks = [
        path("M-27 -60L-30 4C-14 28 14 28 30 4L27 -60z", who.skin),
        at(
            0,
            -95,
            hair_behind(who.hair, who.hair_colour),
            *ears(who),
            ellipse(0, 0, 60, 70, who.skin),
            face(who.mood, who.look, who.wears, who.beard or who.hair_colour, who.skin),
            hair_in_front(who.hair, who.hair_colour),
            hearing_aid(who),
            turn=tilt,
        ),
    ]
    return "".join(marks)


def ears(who: Person) -> list[str]:
    if who.hair in ("hijab", "bob", "long", "locs"):
        return []
    return [ellipse(side * 60, 8, 12, 17, who.skin) for side in (-1, 1)]


def hearing_aid(who: Person) -> str:
    if "hearing aid" not in who.wears:
        return ""
    return path(
        "M58 -14C72 -30 88 -12 80 8C77 17 70 20 66 14C74 2 74 -10 62 -6z", TEAL, shift=(0, 0)
    ) + stroke([(66, 14), (60, 20), (56, 16)], TEAL, 5)


def shoulders(who: Person, length: float = 300) -> str:
    """The upper body, down to the edge of a table, a seat or a screen."""
    n = f"{length:g}"
    marks = path(
        f"M-32 -2C-84 8 -122 32 -128 106L-134 {n}L134 {n}L128 106C122 32 84 8 32 -2"
        "C18 26 -18 26 -32 -2z",
        who.top,
    )
    if who.collar == "shirt":
        marks += path("M-34 -4L-56 22L-20 52L0 26L20 52L56 22L34 -4C18 24 -18 24 -34 -4z", CREAM)
        marks += stroke([(0, 28), (0, length)])
    elif who.collar == "cardigan":
        marks += path(f"M-32 -2L-44 12L-6 {n}L6 {n}L44 12L32 -2C18 26 -18 26 -32 -2z", CREAM)
    elif who.collar == "roll":
        marks += path("M-36 -24C-20 -12 20 -12 36 -24L40 10C20 26 -20 26 -40 10z", who.top)
    elif who.collar == "scarf":
        marks += path("M-44 -14C-20 4 20 4 44 -14L52 20C20 42 -20 42 -52 20z", HONEY)
        marks += path("M14 22L44 16L52 130L18 134z", HONEY)
    elif who.collar == "lanyard":
        marks += stroke([(-30, 0), (-10, 110)], TEAL, 8, soft=False)
        marks += stroke([(30, 0), (10, 110)], TEAL, 8, soft=False)
        marks += path("M-26 110h52v64h-52z", CREAM)
    return marks


def bust(who: Person, tilt: float = 0, length: float = 300) -> str:
    """Head and shoulders, facing us."""
    body, top = shoulders(who, length), head(who, tilt)
    if who.collar in ("roll", "scarf", "shirt", "cardigan"):
        return top + body  # The neck goes under what is worn round it.
    return body + top


def arm(who: Person, points: list[Point], width: float = 46, bare: bool = False) -> str:
    """A sleeve from the shoulder through the elbow to a hand at the last point."""
    hand = ellipse(points[-1][0], points[-1][1], width * 0.52, width * 0.48, who.skin, shift=(0, 0))
    colour = who.skin if bare else plain(who.top)
    return hand + limb([*points[:-1], short_of(points[-2], points[-1], width * 0.5)], colour, width)


def short_of(start: Point, end: Point, gap: float) -> Point:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = max((dx * dx + dy * dy) ** 0.5, 1)
    return (end[0] - dx / length * gap, end[1] - dy / length * gap)


# A stroke cannot carry a pattern nicely, so sleeves take the cloth's main colour.
SLEEVES = {
    "url(#breton)": "#e7ebe2",
    "url(#deckchair)": "#d98c74",
    "url(#corduroy)": TEA,
    "url(#spots)": TEAL,
    "url(#berries)": HONEY,
    "url(#polka)": "#c4664a",
    "url(#gingham)": "#f0c9ba",
    "url(#plaid)": "#4f756b",
}


def plain(top: str) -> str:
    return SLEEVES.get(top, top)


def shadow(cx: float, cy: float, rx: float, ry: float = 16) -> str:
    return ellipse(cx, cy, rx, ry, INK, line=None, shift=SHIFT).replace(
        "<path", '<path opacity=".13"'
    )
