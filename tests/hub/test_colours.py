"""Every colour that carries words is readable on every background it stands on, in both schemes."""

import re
from itertools import product
from pathlib import Path

import pytest

from hub.models.site_details import Accent

CSS = Path("static/css/site.css").read_text()
BACKGROUNDS = ["paper", "card", "sunk", "accent-wash", "good-wash", "care-wash", "stop-wash"]
# On washes stand their own colour, ink, and links in the accent.
TEXTS = ["ink", "ink-soft", "accent"]
OWN = [("good", "good-wash"), ("care", "care-wash"), ("stop", "stop-wash"), ("stop", "paper")]
OWN += [("stop", "card"), ("table-ink", "table"), ("on-accent", "accent")]
# Edges of things people use (WCAG 1.4.11).
EDGES = [("edge", "paper"), ("edge", "card"), ("edge", "sunk"), ("stop", "paper")]
SCHEMES = ["light", "dark"]


def tokens(scheme: str, accent: str) -> dict[str, str]:
    layer = CSS.split("@layer tokens {")[1].split("\n}\n")[0]
    light, dark = layer.split("@media (prefers-color-scheme: dark) {")
    found: dict[str, str] = {}
    for part in [light, dark] if scheme == "dark" else [light]:
        for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", part):
            names = re.findall(r'data-accent="(\w+)"', selector)
            if not names or accent in names or ":root" in selector:
                found.update(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", body))
    return found


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, "contrast ratio"."""
    high, low = sorted([luminance(one), luminance(other)], reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_measure_itself_is_right():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("accent", Accent.values)
def test_words_have_seven_to_one_on_every_background(scheme, accent):
    colours = tokens(scheme, accent)
    too_weak = [
        (text, behind, round(contrast(colours[text], colours[behind]), 2))
        for text, behind in [*product(TEXTS, BACKGROUNDS), *OWN]
        if contrast(colours[text], colours[behind]) < 7
    ]
    assert too_weak == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_edges_of_fields_have_three_to_one(scheme):
    colours = tokens(scheme, Accent.CLAY)
    too_weak = [pair for pair in EDGES if contrast(colours[pair[0]], colours[pair[1]]) < 3]
    assert too_weak == []


@pytest.mark.parametrize("accent", Accent.values)
def test_each_accent_has_its_own_colours_in_both_schemes(accent):
    assert CSS.count(f'[data-accent="{accent}"]') == 2
    assert tokens("light", accent)["accent"] != tokens("dark", accent)["accent"]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("behind", [*BACKGROUNDS, "table", "accent"])
def test_one_of_the_two_focus_colours_shows_on_every_background(scheme, behind):
    colours = tokens(scheme, Accent.CLAY)
    assert (
        max(contrast(colours[f"focus-{ring}"], colours[behind]) for ring in ("dark", "light")) >= 3
    )
