"""Faces: two eyes, a nose, a mouth, and what people wear on them."""

from .pen import CLAY, INK, TEAL, WHITE, Point, ellipse, path, stroke

MOUTHS: dict[str, list[Point]] = {
    "smile": [(-18, 32), (0, 41), (18, 32)],
    "calm": [(-13, 35), (0, 38), (13, 35)],
    "listen": [(-14, 36), (0, 40), (14, 35)],
    "wonder": [(-10, 36), (2, 40), (14, 35)],
    "wry": [(-14, 38), (4, 37), (18, 29)],
    "tired": [(-13, 38), (0, 36), (13, 38)],
}


def face(mood: str, look: float, wears: tuple[str, ...], hair: str, skin: str) -> str:
    """Look runs from -1 (to our left) to 1 (to our right)."""
    x = look * 15
    dark = skin == "#6b4430"
    ink = "#1d1513" if dark else INK
    marks = [beard(x, hair) if "beard" in wears else ""]
    blush = "#8a4a38" if dark else CLAY
    for side in (-1, 1):
        cheek = ellipse(x + side * 34, 20, 13, 9, blush, line=None, shift=(0, 0))
        marks.append(cheek.replace("<path", '<path opacity=".32"'))
    marks += eyes(mood, x, ink)
    marks.append(stroke([(x + 1, -2), (x + 6 + look * 5, 12), (x - 3, 15)], ink, 4))
    hidden = "beard" in wears and hair == "#2f2a2a"
    marks.append(mouth(mood, x, "#d98c74" if hidden else ink))
    if "moustache" in wears:
        marks.append(
            path(
                f"M{x - 24} 28C{x - 16} 16 {x - 4} 18 {x} 22C{x + 4} 18 {x + 16} 16 {x + 24} 28"
                f"C{x + 12} 30 {x + 4} 30 {x} 27C{x - 4} 30 {x - 12} 30 {x - 24} 28z",
                hair,
                width=4,
                shift=(0, 0),
            )
        )
    if "lines" in wears:
        for side in (-1, 1):
            marks.append(stroke([(x + side * 38, -6), (x + side * 45, -10)], ink, 3))
            marks.append(stroke([(x + side * 38, 0), (x + side * 46, 1)], ink, 3))
    marks += glasses(wears, x)
    if "earrings" in wears:
        marks += [ellipse(side * 64, 32, 6, 8, "#e2ad54", width=3) for side in (-1, 1)]
    return "".join(marks)


def eyes(mood: str, x: float, ink: str) -> list[str]:
    marks = []
    for side in (-1, 1):
        cx = x + side * 23
        if mood in ("laugh", "listen"):
            bend = -8 if mood == "laugh" else 5
            marks.append(stroke([(cx - 9, -6), (cx, -6 + bend), (cx + 9, -6)], ink, 5))
        else:
            marks.append(ellipse(cx, -6, 5.5, 7, ink, line=None, shift=(0, 0)))
        lift = -7 if mood == "wonder" else 0
        marks.append(
            stroke([(cx - 11, -24 + lift), (cx, -28 + lift), (cx + 11, -24 + lift)], ink, 4)
        )
    return marks


def mouth(mood: str, x: float, ink: str) -> str:
    if mood == "laugh":
        return path(
            f"M{x - 20} 28C{x - 8} 31 {x + 8} 31 {x + 20} 28C{x + 18} 50 {x - 18} 50 {x - 20} 28z",
            WHITE,
            ink,
            4,
            (0, 0),
        )
    if mood == "talk":
        return ellipse(x, 36, 11, 9, CLAY, ink, 4, (0, 0))
    return stroke([(x + px, py) for px, py in MOUTHS[mood]], ink, 5)


def beard(x: float, hair: str) -> str:
    return path(
        f"M-60 2C-62 60 -34 84 0 84C34 84 62 60 60 2C50 20 {x + 30} 20 {x} 22C{x - 30} 20 -50 20 -60 2z",
        hair,
        shift=(0, 0),
    )


def glasses(wears: tuple[str, ...], x: float) -> list[str]:
    if "glasses" not in wears and "dark glasses" not in wears:
        return []
    lens = TEAL if "dark glasses" in wears else None
    marks = [ellipse(x + side * 25, -5, 20, 17, lens, width=5, shift=(0, 0)) for side in (-1, 1)]
    marks.append(stroke([(x - 6, -7), (x, -10), (x + 6, -7)]))
    marks += [stroke([(x + side * 45, -8), (side * 62, -4)]) for side in (-1, 1)]
    return marks
