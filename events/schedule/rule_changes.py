"""What a changed rule would do to the dates that are there already. Seen before it is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from django.db import transaction
from django.db.models import Count, Q

from events.models import Booking, SeriesPage, Session
from events.schedule.generate import existing_days, year_after
from events.schedule.pattern import Pattern, Proposal
from events.schedule.session_changes import cancel, move
from events.schedule.sessions import DEFAULTS, ScheduleError, refuse_if_booked, remember_removed
from hub.dates import london_date

NEAR = timedelta(days=31)  # a new day further off than this takes no old date's place


class Choice(StrEnum):
    KEEP = "keep"
    MOVE = "move"
    CANCEL = "cancel"
    REMOVE = "remove"


@dataclass(frozen=True)
class UnmatchedSession:
    """A date that the rule no longer proposes, and what could become of it."""

    session: Session
    bookings: int
    has_old_bookings: bool
    is_edited: bool
    target: Proposal | None  # the nearest new date, free for this one

    @property
    def choices(self) -> list[Choice]:
        found = [Choice.KEEP]
        if self.target:
            found.append(Choice.MOVE)
        if self.bookings or self.is_edited or self.has_old_bookings:
            found.append(Choice.CANCEL)
        if not self.bookings and not self.has_old_bookings:
            found.append(Choice.REMOVE)
        return found

    @property
    def usual(self) -> Choice:
        """What we suggest. A date that people booked or an editor wrote about stays as it is."""
        if self.bookings or self.is_edited or self.has_old_bookings:
            return Choice.KEEP
        same_day = self.target and self.target.day == london_date(self.session.starts_at)
        return Choice.MOVE if same_day else Choice.REMOVE


@dataclass(frozen=True)
class KeptSession:
    """A date that stays as it is, with what hangs on it."""

    session: Session
    bookings: int
    is_edited: bool


@dataclass(frozen=True)
class RuleChangePlan:
    added: tuple[Proposal, ...]
    kept: tuple[KeptSession, ...]
    leaving: tuple[UnmatchedSession, ...]


def plan_rule_change(series: SeriesPage, now: datetime) -> RuleChangePlan:
    """What publishing `series` would do to its coming year. `series` may be a draft.

    Cancelled dates, dates made by hand and dates moved by hand always stay. Changes nothing.
    """
    sessions = list(
        Session.objects.filter(series_id=series.pk, ends_at__gt=now)
        .select_related("page")
        .prefetch_related("page__topic_links")
        .annotate(
            coming=Count("bookings", filter=~Q(bookings__state=Booking.State.CANCELLED)),
            all_bookings=Count("bookings"),
        )
        .order_by("starts_at", "pk")
    )
    today = london_date(now)
    last = max([year_after(today), *(london_date(session.starts_at) for session in sessions)])
    pattern = Pattern.of(series)
    # Further than the year that is made, so that its last dates too find a day to move to.
    proposals = pattern.proposals(today, last + NEAR) if pattern else []
    by_day: dict[date | None, Proposal] = {proposal.day: proposal for proposal in proposals}
    leaving = [session for session in sessions if not _matches(session, by_day)]
    known = existing_days(series)
    new = [each for each in proposals if each.day not in known and each.starts_at > now]
    live = SeriesPage.objects.get(pk=series.pk)
    targets = _targets(leaving, by_day, new, now)
    return RuleChangePlan(
        added=tuple(each for each in new if each.day <= year_after(today)),
        kept=tuple(
            KeptSession(session, session.coming, is_edited(session, live))
            for session in sessions
            if session not in leaving
        ),
        leaving=tuple(
            UnmatchedSession(
                session=session,
                bookings=session.coming,
                has_old_bookings=session.all_bookings > session.coming,
                is_edited=is_edited(session, live),
                target=targets.get(session.pk),
            )
            for session in leaving
        ),
    )


@transaction.atomic
def apply_rule_change(
    *,
    series: SeriesPage,
    choices: Mapping[int, Choice],
    reason: str,
    now: datetime,
) -> None:
    """Do what was chosen for each date that no longer fits; `choices` go by the session's key.

    A date without a choice is kept. `reason` is what people read about dates that are cancelled. Publish
    the series afterwards: that adds the new dates. Raises ScheduleError when something has changed since
    the plan was shown, for example when someone has booked a date that was to go.
    """
    for item in plan_rule_change(series, now).leaving:
        choice = choices.get(item.session.pk, Choice.KEEP)
        if choice not in item.choices:
            raise ScheduleError("Something has changed since. Look at the dates again.")
        _apply_one(item, choice, reason, now)


def is_edited(session: Session, series: SeriesPage) -> bool:
    """Whether an editor has given this date something of its own."""
    page = session.page
    words = (page.introduction, page.questions, page.summary, session.note)
    return (
        page.title != series.title
        or page.has_unpublished_changes
        or any(words)
        or page.picture_id is not None
        or page.host != series.host
        or page.area_id != series.area_id
        or len(page.topic_links.all()) > 0
        or any(getattr(session, name) != getattr(series, name) for name in DEFAULTS)
        or bool(session.meeting_url or session.meeting_phone)
    )


def _matches(session: Session, by_day: Mapping[date | None, Proposal]) -> bool:
    if session.is_manual or session.is_cancelled or session.occurrence_date is None:
        return True
    proposal = by_day.get(session.occurrence_date)
    # In UTC: in the hour that the clocks repeat or skip, Python calls times of two zones unequal.
    return proposal is not None and (session.starts_at, session.ends_at) == (
        proposal.starts_at.astimezone(UTC),
        proposal.ends_at.astimezone(UTC),
    )


def _targets(
    leaving: Sequence[Session],
    by_day: Mapping[date | None, Proposal],
    new: list[Proposal],
    now: datetime,
) -> dict[int, Proposal]:
    """For each date that no longer fits the nearest new one, each new one for one old date."""
    found: dict[int, Proposal] = {}
    free = list(new)
    for session in leaving:
        proposal = by_day.get(session.occurrence_date)
        if proposal is None and free:
            nearest = min(free, key=lambda each: abs(each.starts_at - session.starts_at))
            if abs(nearest.starts_at - session.starts_at) <= NEAR:
                proposal = nearest
                free.remove(nearest)
        if proposal and proposal.starts_at > now:
            found[session.pk] = proposal
    return found


def _apply_one(item: UnmatchedSession, choice: Choice, reason: str, now: datetime) -> None:
    session = item.session
    match choice:
        case Choice.KEEP:
            Session.objects.filter(pk=session.pk).update(is_manual=True)
        case Choice.MOVE if item.target:
            move(
                session=session,
                starts_at=item.target.starts_at,
                ends_at=item.target.ends_at,
                now=now,
                occurrence_date=item.target.day,
            )
        case Choice.CANCEL:
            cancel(session=session, reason=reason, now=now)
        case Choice.REMOVE:
            refuse_if_booked(session)
            if item.target and item.target.day == session.occurrence_date:
                remember_removed(session=session, now=now)
            session.page.delete()
