"""Planning what a changed rule does to existing sessions, and applying the plan."""

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
from events.schedule.sessions import DEFAULTS, ScheduleError, remove_session
from hub.dates import london_date

MAX_MOVE = timedelta(days=31)  # a session moves to no new day further off than this


class Choice(StrEnum):
    KEEP = "keep"
    MOVE = "move"
    CANCEL = "cancel"
    REMOVE = "remove"


@dataclass(frozen=True)
class KeptSession:
    """A session that stays as it is, with its bookings and edits."""

    session: Session
    bookings: int
    is_edited: bool


@dataclass(frozen=True)
class UnmatchedSession(KeptSession):
    """A session that the rule no longer proposes, and the choices for it."""

    has_old_bookings: bool
    target: Proposal | None  # the nearest free proposal

    @property
    def is_in_use(self) -> bool:
        return bool(self.bookings or self.is_edited or self.has_old_bookings)

    @property
    def choices(self) -> list[Choice]:
        choices = [Choice.KEEP]
        if self.target:
            choices.append(Choice.MOVE)
        if self.is_in_use:
            choices.append(Choice.CANCEL)
        if not self.bookings and not self.has_old_bookings:
            choices.append(Choice.REMOVE)
        return choices

    @property
    def usual(self) -> Choice:
        """Return the suggested choice. A session with bookings or edits is kept."""
        if self.is_in_use:
            return Choice.KEEP
        same_day = self.target and self.target.day == london_date(self.session.starts_at)
        return Choice.MOVE if same_day else Choice.REMOVE


@dataclass(frozen=True)
class RuleChangePlan:
    added: tuple[Proposal, ...]
    kept: tuple[KeptSession, ...]
    leaving: tuple[UnmatchedSession, ...]


def plan_rule_change(series: SeriesPage, now: datetime) -> RuleChangePlan:
    """Return what publishing `series`, possibly a draft, would do to its coming year.

    Cancelled sessions, and sessions created or moved by hand, always stay. Changes nothing.
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
    # Beyond the generated year, so that its last sessions also find a day to move to.
    proposals = pattern.proposals(today, last + MAX_MOVE) if pattern else []
    by_day: dict[date | None, Proposal] = {proposal.day: proposal for proposal in proposals}
    leaving = [session for session in sessions if not _matches(session, by_day)]
    existing = existing_days(series)
    new = [
        proposal
        for proposal in proposals
        if proposal.day not in existing and proposal.starts_at > now
    ]
    live = SeriesPage.objects.get(pk=series.pk)
    targets = _targets(leaving, by_day, new, now)
    return RuleChangePlan(
        added=tuple(proposal for proposal in new if proposal.day <= year_after(today)),
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
    """Apply the choice for each unmatched session; `choices` are keyed by the session's pk.

    A session without a choice is kept. `reason` is published with cancelled sessions. Publish the
    series afterwards: that adds the new sessions. Raise ScheduleError when the plan no longer
    holds, for example when a session to be removed has been booked.
    """
    for item in plan_rule_change(series, now).leaving:
        choice = choices.get(item.session.pk, Choice.KEEP)
        if choice not in item.choices:
            raise ScheduleError("Something has changed since. Look at the dates again.")
        _apply_one(item, choice, reason, now)


def is_edited(session: Session, series: SeriesPage) -> bool:
    """Return whether an editor has given the session anything of its own."""
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
    # In UTC: across zones, Python calls times unequal in a repeated or skipped hour.
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
    """Map sessions to the proposal of their day, else to the nearest new one, each used once."""
    targets: dict[int, Proposal] = {}
    available = list(new)
    for session in leaving:
        proposal = by_day.get(session.occurrence_date)
        if proposal is None and available:
            nearest = min(
                available, key=lambda proposal: abs(proposal.starts_at - session.starts_at)
            )
            if abs(nearest.starts_at - session.starts_at) <= MAX_MOVE:
                proposal = nearest
                available.remove(nearest)
        if proposal and proposal.starts_at > now:
            targets[session.pk] = proposal
    return targets


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
            is_same_day = item.target and item.target.day == session.occurrence_date
            remove_session(session=session, now=now, may_return=not is_same_day)
