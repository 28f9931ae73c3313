"""What we learned: tables for people, all made from published numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Case, Sum, TextChoices, When
from django.db.models.functions import ExtractYear

from events.insights.availability import availability_counts
from events.insights.publication import Key, Period, Published
from events.insights.time_slots import PARTS, WEEK, TimeSlot
from events.models import Feedback, SessionCount
from events.models.attendance import AttendanceMode
from hub.dates import WEEKDAYS, london_date

Topic, Outcome, Missed = SessionCount.Topic, SessionCount.Outcome, SessionCount.Missed
FREE = "free"  # could come: a topic that belongs to no session
GOT_IT = (Feedback.GotIt.YES, Feedback.GotIt.PARTLY, Feedback.GotIt.NO)

MAX_PERIODS = 6  # side by side
LEVELS = 4  # shades of the heat map


@dataclass(frozen=True)
class Cell:
    """A number, or None for one that is hidden. `level` is its shade, 0 for none."""

    number: int | None
    column: str
    level: int = 0


@dataclass(frozen=True)
class Row:
    label: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Table:
    caption: str
    label: str
    columns: Sequence[str]
    rows: Sequence[Row] = field(default_factory=tuple)


def published_numbers(now: datetime) -> Published:
    """Return all that may be published, in the same two queries for any number."""
    half = Case(When(held_on__month__lte=6, then=1), default=2)
    sums = (
        SessionCount.objects.exclude(topic=Topic.SESSION)
        .order_by()
        .annotate(year=ExtractYear("held_on"), half=half)
        .values_list("year", "half", "topic", "label", "answer")
        .annotate(Sum("number"))
    )
    counts = [(Key(Period(year, half), *what), number) for year, half, *what, number in sums]
    free = [
        (Key(Period.of(month), FREE, slot.key, ""), number)
        for month, slot, number in availability_counts()
    ]
    return Published([*counts, *free], today=london_date(now))


def closed_periods(now: datetime) -> list[Period]:
    """Return the published periods in which a session was counted, newest first."""
    last = Period.last_closed(london_date(now))
    days = SessionCount.objects.filter(topic=Topic.SESSION, held_on__lt=last.next.first_day)
    return sorted({Period.of(day) for day in days.values_list("held_on", flat=True)}, reverse=True)


def sessions_in(period: Period) -> dict[TimeSlot, int]:
    """Return how many sessions were held at which times. Anyone may know that."""
    held = SessionCount.objects.filter(
        topic=Topic.SESSION,
        held_on__gte=period.first_day,
        held_on__lt=period.next.first_day,
    )
    sums = held.order_by().values_list("label").annotate(Sum("number"))
    return {TimeSlot.from_key(label): number for label, number in sorted(sums)}


def needs_over_time(numbers: Published, periods: Sequence[Period]) -> Table:
    shown = list(reversed(periods[:MAX_PERIODS]))
    return Table(
        caption="What people asked for, over time",
        label="What",
        columns=[str(period) for period in shown],
        rows=[
            Row(
                label,
                [Cell(numbers.total(each, Topic.NEED, label), str(each)) for each in shown],
            )
            for label in numbers.labels(Topic.NEED, shown)
        ],
    )


def needs_met(numbers: Published, period: Period) -> Table:
    return _by_answer(
        numbers, period, Topic.NEED, Outcome, "How far we got with it", numbers_label="What"
    )


def needs_felt(numbers: Published, period: Period) -> Table:
    caption = "What people told us afterwards: did they get it?"
    return _by_answer(numbers, period, Topic.GOT_IT, GOT_IT, caption, numbers_label="What")


def people_by_time(numbers: Published, period: Period) -> Table:
    table = _by_answer(
        numbers, period, Topic.PEOPLE, AttendanceMode, "Who had a place", numbers_label="When"
    )
    rows = [Row(str(TimeSlot.from_key(row.label)), row.cells) for row in table.rows]
    return Table(table.caption, table.label, table.columns, rows)


def missed(numbers: Published, period: Period) -> Table:
    return Table(
        caption="Who was not there",
        label="How",
        columns=["People"],
        rows=[
            Row(str(each.label), [Cell(numbers.number(period, Topic.MISSED, "", each), "People")])
            for each in Missed
        ],
    )


def free_times(numbers: Published, period: Period) -> Table:
    """Return the heat map: always the whole week, whatever is known."""
    known = {slot: numbers.number(period, FREE, slot.key, "") for slot in WEEK}
    most = max((number for number in known.values() if number), default=0)
    columns = [part.capitalize() for part in PARTS]
    return Table(
        caption="When people could come",
        label="Day",
        columns=columns,
        rows=[
            Row(
                day,
                [
                    Cell(number, column, _level(number, most))
                    for part, column in enumerate(columns)
                    for number in [known[TimeSlot(weekday, part)]]
                ],
            )
            for weekday, day in enumerate(WEEKDAYS)
        ],
    )


def unused_times(
    numbers: Published, period: Period, held: dict[TimeSlot, int]
) -> list[tuple[TimeSlot, int]]:
    """Return when people could come and no session was, most people first."""
    free = [
        (slot, number)
        for slot in WEEK
        if slot not in held and (number := numbers.number(period, FREE, slot.key, ""))
    ]
    return sorted(free, key=lambda pair: (-pair[1], pair[0]))


def export_rows(numbers: Published) -> Iterable[tuple[str, ...]]:
    """Yield all published numbers as rows of words, with a heading."""
    yield "Period", "What is counted", "Of what", "How it went", "People"
    for key, number in numbers.numbers.items():
        is_slot = key.topic in (Topic.PEOPLE, FREE)
        label = str(TimeSlot.from_key(key.label)) if is_slot else key.label
        topic = "Could come" if key.topic == FREE else str(Topic(key.topic).label)
        yield str(key.period), topic, label, _answer_label(key), str(number)


def _by_answer(
    numbers: Published,
    period: Period,
    topic: str,
    answers: Iterable[TextChoices],
    caption: str,
    *,
    numbers_label: str,
) -> Table:
    choices = [(each.value, str(each.label)) for each in answers]
    return Table(
        caption=caption,
        label=numbers_label,
        columns=[label for _, label in choices],
        rows=[
            Row(
                label,
                [
                    Cell(numbers.number(period, topic, label, value), name)
                    for value, name in choices
                ],
            )
            for label in numbers.labels(topic, [period])
        ],
    )


def _answer_label(key: Key) -> str:
    kinds: dict[str, type[TextChoices]] = {
        Topic.NEED: Outcome,
        Topic.GOT_IT: Feedback.GotIt,
        Topic.PEOPLE: AttendanceMode,
        Topic.MISSED: Missed,
    }
    kind = kinds.get(key.topic)
    return str(kind(key.answer).label) if kind else ""


def _level(number: int | None, most: int) -> int:
    return 1 + (LEVELS - 1) * number // most if number else 0
