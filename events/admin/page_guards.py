"""What Wagtail may not do on its own: change session pages, or publish a series with new dates."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages
from wagtail.models import Page

from events import schedule
from events.models import Booking, SeriesPage, Session, SessionPage
from events.schedule.sessions import remember_removed

HAS_BOOKINGS = "People have booked {what}. Cancel the date instead: then we can tell them."
CANNOT_CANCEL = "People booked this date, so its page stays until their bookings are deleted."
CANNOT_SCHEDULE = (
    "Not published. New days or times cannot wait for a set time. "
    "Take the time out under “Set schedule”, or come back on that day."
)


def redirect_to_add_dates(
    request: HttpRequest, parent_page: Page, page_class: type[Page]
) -> HttpResponse | None:
    """Session pages are created only together with their session."""
    if page_class is SessionPage:
        return redirect("sessions_admin:add_dates", parent_page.pk)
    return None


def refuse_copy(request: HttpRequest, page: Page) -> HttpResponse | None:
    if SessionPage.objects.descendant_of(page, inclusive=True).exists():
        messages.warning(request, "Dates cannot be copied. Add new dates to a series instead.")
        return redirect("wagtailadmin_explore", page.pk)
    return None


def guard_delete(request: HttpRequest, page: Page) -> HttpResponse | None:
    return guard_bulk_action(request, "delete", [page])


def guard_unpublish(request: HttpRequest, page: Page) -> HttpResponse | None:
    return guard_bulk_action(request, "unpublish", [page])


def guard_bulk_action(
    request: HttpRequest, action_type: str, objects: Sequence[object], action: object = None
) -> HttpResponse | None:
    """Stop at the first page with bookings, or at the first series whose dates no longer fit.

    A date with bookings is to be cancelled. Deleted sessions are not made again.
    """
    pages = [page for page in objects if isinstance(page, Page)]
    keys = [page.pk for page in pages]
    if action_type == "publish":
        series = SeriesPage.objects.filter(pk__in=keys)
        return next(filter(None, (ask_before_publish(request, each) for each in series)), None)
    if action_type not in ("delete", "unpublish"):
        return None
    for page in pages:
        if _is_booked(page, coming_only=action_type == "unpublish"):
            return _refuse(request, page)
    if action_type == "delete" and request.method == "POST":
        for session in Session.objects.filter(page__in=keys):
            remember_removed(session=session, now=timezone.now())
    return None


def ask_before_publish(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Return a redirect if dates no longer fit the latest draft of a series, else None.

    Such dates never change without review. Choices apply at once, so the draft cannot have a
    go-live time: until then the old rule would go on generating dates.
    """
    if not isinstance(page, SeriesPage):
        return None
    now = timezone.now()
    draft = page.get_latest_revision_as_object()
    if not schedule.plan_rule_change(draft, now).leaving:
        return None
    if draft.go_live_at and draft.go_live_at > now:
        messages.error(request, CANNOT_SCHEDULE)
        return redirect("wagtailadmin_pages:edit", page.pk)
    messages.warning(request, "Not published yet. First choose what happens to these dates.")
    return redirect("sessions_admin:plan", page.pk)


def count_dates(request: HttpRequest, page: Page) -> None:
    """Say how many dates are to come, and what to do next."""
    if not isinstance(page, SeriesPage):
        return
    count = Session.objects.filter(series=page, starts_at__gt=timezone.now()).count()
    if not count:
        words = "This series has no dates to come yet, so nobody can book."
        add = messages.button(reverse("sessions_admin:add_dates", args=[page.pk]), "Add dates")
        messages.warning(request, words, buttons=[add])
        return
    words = f"This series has {count} date{pluralize(count)} to come. Open one to say its topic."
    messages.success(request, words)


def _is_booked(page: Page, *, coming_only: bool) -> bool:
    bookings = Booking.objects.filter(session__page__path__startswith=page.path)
    if coming_only:
        bookings = bookings.exclude(state=Booking.State.CANCELLED).filter(
            session__ends_at__gt=timezone.now()
        )
    return bookings.exists()


def _refuse(request: HttpRequest, page: Page) -> HttpResponse:
    session = Session.objects.filter(page_id=page.pk).first()
    if session is None:
        messages.error(request, HAS_BOOKINGS.format(what="dates below this page"))
        return redirect("wagtailadmin_explore", page.pk)
    can_cancel = not session.is_cancelled and not session.is_over(timezone.now())
    messages.error(request, HAS_BOOKINGS.format(what="this date") if can_cancel else CANNOT_CANCEL)
    return redirect("wagtailadmin_pages:edit", page.pk)
