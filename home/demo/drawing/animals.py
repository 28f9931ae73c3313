"""Animals who come too."""

from .pen import CLAY, HONEY, INK, TEAL, WHITE, ellipse, limb, path, stroke

COAT = "#e3bd72"


def guide_dog(coat: str = COAT, harness: bool = True) -> str:
    """A Labrador sitting at (0, 0), looking at us."""
    marks = [
        path("M92 -20C150 -6 176 -40 168 -66C158 -44 130 -40 96 -52z", coat),
        path(
            "M-74 0C-110 -30 -96 -110 -66 -160C-56 -200 56 -200 66 -160C96 -110 110 -30 74 0z", coat
        ),
        path("M-44 0C-52 -60 -44 -110 -40 -140M44 0C52 -60 44 -110 40 -140", None),
        path("M-58 2C-70 -14 -20 -18 -18 2z", coat),
        path("M58 2C70 -14 20 -18 18 2z", coat),
    ]
    if harness:
        marks.append(
            path("M-72 -146C-40 -110 40 -110 72 -146L78 -122C40 -84 -40 -84 -78 -122z", WHITE)
        )
        marks.append(stroke([(66, -140), (120, -210), (150, -230)], WHITE, 14, soft=False))
        marks.append(stroke([(66, -140), (120, -210), (150, -230)], INK, 4, soft=False))
    marks += [
        path("M-56 -258C-96 -262 -104 -210 -86 -178C-66 -180 -56 -210 -50 -236z", "#c99a4e"),
        path("M56 -258C96 -262 104 -210 86 -178C66 -180 56 -210 50 -236z", "#c99a4e"),
        path(
            "M-60 -226C-60 -280 60 -280 60 -226C60 -170 40 -146 0 -146C-40 -146 -60 -170 -60 -226z",
            coat,
        ),
        ellipse(0, -178, 30, 24, "#f0d9a6", width=4),
        ellipse(0, -192, 13, 10, INK, line=None, shift=(0, 0)),
        stroke([(-16, -172), (-6, -166), (0, -174), (6, -166), (16, -172)], INK, 4),
        ellipse(-24, -222, 6, 7, INK, line=None, shift=(0, 0)),
        ellipse(24, -222, 6, 7, INK, line=None, shift=(0, 0)),
    ]
    return "".join(marks)


def sleeping_dog(coat: str = COAT) -> str:
    """Curled up on the floor, chin on paws."""
    return "".join(
        [
            path("M-150 0C-170 -70 -90 -120 0 -112C90 -112 170 -70 160 0z", coat),
            path("M150 -10C190 -20 200 -60 176 -80C176 -50 160 -40 130 -34z", coat),
            path(
                "M-190 2C-214 -50 -180 -92 -130 -92C-90 -92 -70 -60 -80 -26C-90 -2 -130 4 -190 2z",
                coat,
            ),
            path("M-110 -86C-70 -92 -56 -50 -76 -20C-104 -24 -118 -56 -110 -86z", "#c99a4e"),
            stroke([(-160, -52), (-150, -46), (-140, -52)], INK, 4),
            ellipse(-196, -22, 12, 10, INK, line=None, shift=(0, 0)),
            limb([(-150, -2), (-70, -4)], coat, 20),
        ]
    )


def cat(coat: str = "#9aa09c") -> str:
    """Sitting with its back to us, at (0, 0)."""
    return "".join(
        [
            limb([(50, -14), (110, -10), (120, -54)], coat, 18),
            path("M-66 0C-84 -60 -56 -130 0 -140C56 -130 84 -60 66 0z", coat),
            path(
                "M-46 -150L-50 -206L-16 -182C-6 -186 6 -186 16 -182L50 -206L46 -150C44 -120 -44 -120 -46 -150z",
                coat,
            ),
        ]
    )


def robin() -> str:
    return "".join(
        [
            stroke([(-6, -20), (-10, 0)], INK, 4),
            stroke([(8, -20), (6, 0)], INK, 4),
            path("M-40 -50C-40 -90 30 -96 40 -60L70 -44L34 -30C10 -8 -36 -16 -40 -50z", "#a57a4f"),
            path("M-40 -52C-36 -30 -16 -14 4 -18C10 -40 -16 -66 -38 -66z", CLAY),
            path("M-42 -62L-58 -56L-40 -52z", HONEY, width=4),
            ellipse(-24, -70, 4, 4, INK, line=None, shift=(0, 0)),
        ]
    )


def heron(colour: str = "#9fb4b3") -> str:
    return "".join(
        [
            stroke([(-8, -70), (-10, 0)], INK, 5),
            stroke([(12, -70), (14, 0)], INK, 5),
            limb([(-30, -110), (-50, -180), (-34, -230)], colour, 18),
            path("M-50 -110C-30 -150 60 -120 90 -70C40 -56 -30 -60 -50 -110z", colour),
            path("M-54 -240C-40 -262 -14 -254 -12 -232C-20 -220 -44 -222 -54 -240z", colour),
            path("M-52 -246L-112 -232L-50 -232z", HONEY, width=4),
            path("M-20 -248C0 -256 14 -250 24 -240", None, TEAL),
            ellipse(-34, -241, 3, 3, INK, line=None, shift=(0, 0)),
        ]
    )
