"""The lists of coming and past sessions, with their numbers in one query."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import Case, Count, F, Max, Q, QuerySet, When
from django.utils import timezone
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.views.generic import BaseListingView

from events import extension_points
from events.admin.attendees import COMING
from events.admin.permissions import SeeBookingsMixin
from events.admin.views import ScreenMixin
from events.bookings.access_needs import WANT_TALK
from events.models import AccessNeed, Booking, Session
from events.models.permissions import may_see_needs
from hub.dates import london_date
from hub.words import people_count

State = Booking.State
TO_SEE_TO = "to_see_to"


class TemplateColumn(BaseColumn):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.cell_template_name = f"events/admin/columns/{name}.html"

    def get_cell_context_data(self, instance: Session, parent_context: Any) -> dict[str, Any]:  # noqa: ANN401 - as Wagtail's
        now = timezone.now()
        extra = {
            "today": london_date(now),
            "is_over": instance.is_over(now),
            "last_day": instance.last_day(instance.longest_to_book or 0),
        }
        return super().get_cell_context_data(instance, parent_context) | extra


class SessionListView(SeeBookingsMixin, ScreenMixin, BaseListingView):
    """A list of sessions. Numbers of needs are for those who may see needs."""

    table_classname = "desk-table"
    parent_items = []
    column_names: tuple[str, ...] = ()

    @property
    def columns(self) -> list[TemplateColumn]:
        sees_needs = may_see_needs(self.request.user)
        return [
            TemplateColumn(name) for name in self.column_names if sees_needs or name != TO_SEE_TO
        ]


class ComingView(SessionListView):
    template_name = "events/admin/coming_sessions.html"
    page_title = "Sessions"
    column_names = ("session", TO_SEE_TO, "places")

    def get_queryset(self) -> QuerySet[Session]:
        return coming(self.now)


class PastView(SessionListView):
    template_name = "events/admin/past_sessions.html"
    page_title = "Past sessions"
    column_names = ("session", TO_SEE_TO, "bookings")

    def get_queryset(self) -> QuerySet[Session]:
        return past(self.now)


def coming(now: datetime) -> QuerySet[Session]:
    """Return sessions not yet over, soonest first. Drafts too: they may have contacts to tell."""
    return with_numbers(Session.objects.filter(ends_at__gt=now)).order_by("starts_at", "pk")


def past(now: datetime) -> QuerySet[Session]:
    """Return the last 50 sessions that are over, newest first."""
    sessions = with_numbers(Session.objects.filter(ends_at__lte=now))
    for annotations in extension_points.past_session_annotations():
        sessions = sessions.annotate(**annotations)
    return sessions.order_by("-starts_at", "-pk")[:50]


def with_numbers(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Annotate numbers of people, needs and talks. `limit` is None for no limit on places.

    A cancelled session has no needs to answer and no talks to hold. Each open need counts once: to
    book ahead, else to answer or to finish; or to talk about. `longest_...` is how many working days
    the one with the nearest last day needs.
    """
    to_do = Q(status=Session.Status.ON, bookings__state__in=Booking.LISTENING)
    is_open = to_do & Q(bookings__people__needs__state__in=AccessNeed.OPEN_STATES)
    is_new = Q(bookings__people__needs__state=AccessNeed.State.ASKED)
    is_talk = Q(bookings__people__needs__state=AccessNeed.State.TALK)
    is_early = Q(bookings__people__needs__option_notice_days__gt=0)
    notice = "bookings__people__needs__option_notice_days"
    needs_place = Q(bookings__people__needs_place=True, bookings__state__in=COMING)
    # Only places of ways to join that are open, as in `Capacity`.
    is_remote = Q(by_video=True) | Q(by_phone=True)
    remote = Case(When(is_remote, then=F("places")), default=0)
    in_room = Case(When(in_person=True, then=F("places_in_person")), default=0)
    count = partial(Count, distinct=True)
    return sessions.select_related("page", "series").annotate(
        limit=Case(When(places_in_person=None, then=F("places")), default=remote + in_room),
        taken=count("bookings__people", filter=needs_place),
        waiting=count("bookings", filter=Q(bookings__state=State.WAITING)),
        offered=count("bookings", filter=Q(bookings__state=State.OFFERED)),
        talks_wanted=count("bookings", filter=to_do & Q(bookings__contact_first__in=WANT_TALK)),
        people_with_needs=count("bookings__people", filter=is_open),
        needs_to_book=count("bookings__people__needs", filter=is_open & ~is_talk & is_early),
        longest_to_book=Max(notice, filter=is_open & ~is_talk),
        longest_to_talk=Max(notice, filter=is_open & is_talk),
        needs_to_answer=count("bookings__people__needs", filter=is_open & is_new & ~is_early),
        needs_to_finish=count(
            "bookings__people__needs", filter=is_open & ~is_new & ~is_talk & ~is_early
        ),
        needs_to_talk=count("bookings__people__needs", filter=is_open & is_talk),
    )


def taken_words(session: Session) -> str:
    """Return "12 of 30 places taken" or "12 people coming" for a session `with_numbers`."""
    if session.limit is not None:
        return f"{session.taken} of {session.limit} places taken"
    return f"{people_count(session.taken)} coming" if session.taken else "Nobody has booked yet"
