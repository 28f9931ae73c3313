"""What waits for an organiser: access needs, talks and things to read, by their last day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.utils.text import slugify

from events.bookings.access_needs import WANT_TALK, is_at_rest
from events.models import AccessNeed, Booking, OrganiserTask, Session
from hub.dates import london_date
from hub.models import SiteDetails, User
from hub.working_days import working_days_after

THIS_WEEK = timedelta(days=7)

OWN_WORDS = "In their own words"
TALK = "Would like to talk first"


class Period(StrEnum):
    OVERDUE = "overdue"
    WEEK = "week"
    LATER = "later"

    @classmethod
    def of(cls, due_on: date, today: date) -> "Period":
        if due_on < today:
            return cls.OVERDUE
        return cls.WEEK if due_on <= today + THIS_WEEK else cls.LATER


@dataclass(frozen=True)
class WorkItem:
    """One thing that waits. `row` is a need, a booking whose contact wants to talk, or a task.

    `kind_key` is the same for what is called alike. `who` is empty for a task that names nobody.
    """

    row: AccessNeed | Booking | OrganiserTask
    kind: str
    kind_key: str
    due_on: date
    period: Period
    session: Session
    booking: Booking | None
    who: str
    state: str = ""
    owner: User | None = None

    @property
    def need(self) -> AccessNeed | None:
        return self.row if isinstance(self.row, AccessNeed) else None

    @property
    def task(self) -> OrganiserTask | None:
        return self.row if isinstance(self.row, OrganiserTask) else None

    @property
    def talk(self) -> Booking | None:
        return self.row if isinstance(self.row, Booking) else None

    @property
    def words(self) -> str:
        """Return all that was written of it, by its person and by us."""
        if need := self.need:
            return "\n".join(filter(None, (need.words, need.answer, need.note)))
        return self.task.words if self.task else ""


@dataclass(frozen=True)
class WorkGroup:
    """What is called alike and has its last day in one period."""

    period: Period
    kind: str
    kind_key: str
    items: tuple[WorkItem, ...]

    @property
    def key(self) -> str:
        return f"{self.period}.{self.kind_key}"

    @property
    def due_on(self) -> date:
        return self.items[0].due_on

    @property
    def needs(self) -> list[AccessNeed]:
        return [item.need for item in self.items if item.need]


def waiting_items(now: datetime) -> list[WorkItem]:
    """Return all that waits, nearest last day first. Five queries for any number."""
    today, reply_days = london_date(now), SiteDetails.load().reply_days
    sessions = {
        session.pk: session
        for session in Session.objects.filter(ends_at__gt=now).select_related("page", "series")
    }
    items = [
        *_needs(sessions, today),
        *_talks(sessions, today, reply_days),
        *_tasks(today, reply_days),
    ]
    return sorted(items, key=lambda item: (item.due_on, item.session.starts_at, item.row.pk))


def groups_of(items: Iterable[WorkItem]) -> list[WorkGroup]:
    """Return items, which are in order, as groups: by period, then by the first last day."""
    together: dict[tuple[Period, str], list[WorkItem]] = defaultdict(list)
    for item in items:
        together[item.period, item.kind_key].append(item)
    order = list(Period)
    groups = [
        WorkGroup(period, same[0].kind, key, tuple(same))
        for (period, key), same in together.items()
    ]
    return sorted(groups, key=lambda each: (order.index(each.period), each.due_on, each.kind))


def kind_key_of(need: AccessNeed) -> str:
    """Return what is the same for all needs that are called alike."""
    return f"need-{slugify(need.option_label)}" if need.option_label else "words"


def _needs(sessions: dict[int, Session], today: date) -> Iterable[WorkItem]:
    needs = (
        AccessNeed.objects.filter(
            state__in=AccessNeed.OPEN_STATES,
            person__booking__session__in=_on(sessions),
            person__booking__state__in=Booking.LISTENING,
        )
        .select_related("person__booking", "option", "owner")
        .order_by("pk")
    )
    for need in needs:
        booking = need.person.booking
        booking.session = sessions[booking.session_id]
        if is_at_rest(need):
            continue
        due_on = need.due_on
        yield WorkItem(
            row=need,
            kind=need.option_label or OWN_WORDS,
            kind_key=kind_key_of(need),
            due_on=due_on,
            period=Period.of(due_on, today),
            session=booking.session,
            booking=booking,
            who=need.person.name,
            state=need.state,
            owner=need.owner,
        )


def _talks(sessions: dict[int, Session], today: date, reply_days: int) -> Iterable[WorkItem]:
    wanted = Booking.objects.filter(
        session__in=_on(sessions), state__in=Booking.LISTENING, contact_first__in=WANT_TALK
    )
    for booking in wanted.order_by("pk"):
        booking.session = sessions[booking.session_id]
        due_on = min(
            _reply_day(london_date(booking.changed_at), reply_days),
            london_date(booking.session.starts_at),
        )
        yield WorkItem(
            row=booking,
            kind=TALK,
            kind_key="talk",
            due_on=due_on,
            period=Period.of(due_on, today),
            session=booking.session,
            booking=booking,
            who=booking.contact_name,
        )


def _tasks(today: date, reply_days: int) -> Iterable[WorkItem]:
    for task in OrganiserTask.objects.open().select_related("session__page", "booking"):
        due_on = task.due_on or min(
            _reply_day(london_date(task.created_at), reply_days),
            london_date(task.session.starts_at),
        )
        yield WorkItem(
            row=task,
            kind=str(task.get_kind_display()),
            kind_key=task.kind,
            due_on=due_on,
            period=Period.of(due_on, today),
            session=task.session,
            booking=task.booking,
            who=task.booking.contact_name if task.booking else "",
        )


def _on(sessions: dict[int, Session]) -> Sequence[int]:
    return [pk for pk, session in sessions.items() if not session.is_cancelled]


def _reply_day(asked_on: date, days: int) -> date:
    """Return the last day of our promise to answer within so many working days."""
    return working_days_after(asked_on, days)
