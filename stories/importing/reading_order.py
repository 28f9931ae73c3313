"""The order in which a person reads the boxes of a slide, and which of them is its title."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

MAX_TITLE_WORDS = 16
SAME_LINE = (
    0.02  # of the slide's height: two boxes may differ by so much and still stand side by side
)


@dataclass(frozen=True)
class Box:
    """A box in any unit of length, and what it holds."""

    left: float
    top: float
    width: float
    height: float
    content: Any = None
    text: str = ""
    size: float = 0
    is_bold: bool = False
    is_list: bool = False

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height


def in_reading_order(boxes: Sequence[Box]) -> list[Box]:
    """Return boxes column by column, and within a column from top to bottom (a recursive XY-cut)."""
    if len(boxes) < 2:
        return list(boxes)
    groups = _split(boxes, "left", "right")
    if len(groups) == 1:
        groups = _with_columns(_split(boxes, "top", "bottom"))
    if len(groups) == 1:
        return sorted(boxes, key=lambda box: (box.top, box.left))  # they overlap both ways
    return [box for group in groups for box in in_reading_order(group)]


def _with_columns(rows: list[list[Box]]) -> list[list[Box]]:
    """Join rows that make columns together: those are read down, not across."""
    groups: list[list[Box]] = []
    for row in rows:
        joined = [*groups[-1], *row] if groups else row
        if groups and len(_split(joined, "left", "right")) > 1:
            groups[-1] = joined
        else:
            groups.append(row)
    return groups


def _split(boxes: Sequence[Box], start: str, end: str) -> list[list[Box]]:
    """Split boxes wherever a straight line runs between them without cutting one."""
    extent = max(getattr(box, end) for box in boxes) - min(getattr(box, start) for box in boxes)
    tolerance = extent * SAME_LINE
    groups: list[list[Box]] = []
    reached = float("-inf")
    for box in sorted(boxes, key=lambda box: getattr(box, start)):
        if not groups or getattr(box, start) >= reached - tolerance:
            groups.append([])
        groups[-1].append(box)
        reached = max(reached, getattr(box, end))
    return groups


def guess_title(boxes: Sequence[Box]) -> Box | None:
    """Return the box that stands where a title stands: near the top, short, larger than the rest."""
    with_text = [box for box in boxes if box.text.strip()]
    short = [box for box in with_text if _could_be_title(box.text)]
    if not short:
        return None
    if len(boxes) == 1:
        is_one_line = "\n" not in short[0].text.strip() and not short[0].is_list
        return short[0] if is_one_line else None
    if len(with_text) == 1:
        is_on_top = short[0].top == min(box.top for box in boxes)
        return short[0] if is_on_top else None
    largest = max(box.size for box in with_text)
    top = min(box.top for box in with_text)
    large = [box for box in short if box.size == largest]
    if largest > 0 and large and len(large) < len(with_text):
        return min(large, key=lambda box: box.top)
    first = min(short, key=lambda box: box.top)
    stands_apart = sum(abs(box.top - first.top) < box.height / 2 for box in with_text) == 1
    return first if first.top == top and stands_apart else None


def _could_be_title(text: str) -> bool:
    text = text.strip()
    return (
        len(text.split()) <= MAX_TITLE_WORDS
        and text.count("\n") < 2
        and not text.endswith((".", ",", ";"))
        and text[0] not in '“"‘•–-*'
        and "://" not in text
    )
