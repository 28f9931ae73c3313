"""What Wagtail may not do to session pages: create, copy, delete or unpublish them on its own."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from wagtail.admin import messages
from wagtail.models import Page

from events.models import Booking, Session, SessionPage
from events.schedule.sessions import remember_removed

HAS_BOOKINGS = "People have booked {what}. Cancel the date instead: then we can tell them."
CANNOT_CANCEL = "People booked this date, so its page stays until their bookings are deleted."


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
    """Refuse if one has bookings: it is to be cancelled. Deleted sessions are not made again."""
    pages = [page for page in objects if isinstance(page, Page)]
    if action_type not in ("delete", "unpublish"):
        return None
    for page in pages:
        if _is_booked(page, coming_only=action_type == "unpublish"):
            return _refuse(request, page)
    if action_type == "delete" and request.method == "POST":
        for session in Session.objects.filter(page__in=[page.pk for page in pages]):
            remember_removed(session=session, now=timezone.now())
    return None


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
