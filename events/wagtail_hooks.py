"""Wagtail hooks of the sessions admin and series form."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Case, F, Q, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import Page, PageQuerySet

from events.admin.access_options import AccessOptionViewSet
from events.admin.home_panel import NextSessionPanel
from events.admin.series import ask_first
from events.models import Booking, SeriesPage, Session, SessionPage
from events.models.permissions import may_see_bookings
from events.schedule.sessions import remember_removed

BOOKED = "People have booked {what}. Cancel the date instead: then we can tell them."
RECENT = timedelta(days=60)  # editors mostly write about sessions no older than this
STAYS = "People booked this date, so its page stays until their bookings are deleted."


class OrganisersItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_bookings(request.user)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern | URLResolver]:
    return [path("sessions/", include("events.admin.urls"))]


@hooks.register("register_admin_viewset")
def access_options() -> AccessOptionViewSet:
    return AccessOptionViewSet()


@hooks.register("register_admin_menu_item")
def sessions_menu() -> MenuItem:
    items = [
        OrganisersItem(
            "Coming sessions", reverse("sessions_admin:coming"), icon_name="calendar-alt", order=1
        ),
        OrganisersItem(
            "Past sessions", reverse("sessions_admin:past"), icon_name="history", order=2
        ),
        OrganisersItem(
            "Messages to see to", reverse("sessions_admin:messages"), icon_name="mail", order=3
        ),
        OrganisersItem(
            "What people can ask for",
            reverse("access_options:index"),
            icon_name="list-ul",
            order=4,
        ),
    ]
    return SubmenuMenuItem("Sessions", Menu(items=items), icon_name="calendar-alt", order=110)


@hooks.register("construct_homepage_panels")
def what_to_do_next(request: HttpRequest, panels: list[Component]) -> None:
    panels.insert(0, NextSessionPanel())


# Session pages are created only together with their session -------------------------------------


@hooks.register("before_create_page")
def add_a_date(
    request: HttpRequest, parent_page: Page, page_class: type[Page]
) -> HttpResponse | None:
    if page_class is SessionPage:
        return redirect("sessions_admin:add_dates", parent_page.pk)
    return None


@hooks.register("before_copy_page")
def copy_no_dates(request: HttpRequest, page: Page) -> HttpResponse | None:
    if _sessions_below(page):
        messages.warning(request, "Dates cannot be copied. Add new dates to a series instead.")
        return redirect("wagtailadmin_explore", page.pk)
    return None


@hooks.register("before_publish_page")
def show_what_a_new_rule_does(request: HttpRequest, page: Page) -> HttpResponse | None:
    return ask_first(request, page) if isinstance(page, SeriesPage) else None


@hooks.register("before_bulk_action")
def show_what_new_rules_do(
    request: HttpRequest, action_type: str, objects: Iterable[object], action: object
) -> HttpResponse | None:
    """Stop a bulk publish at the first series whose dates no longer fit."""
    pages = [page.pk for page in objects if isinstance(page, Page)]
    series = SeriesPage.objects.filter(pk__in=pages) if action_type == "publish" else []
    answers = (ask_first(request, each) for each in series)
    return next((answer for answer in answers if answer), None)


@hooks.register("after_publish_page")
def say_how_many_dates(request: HttpRequest, page: Page) -> None:
    if isinstance(page, SeriesPage):
        count = Session.objects.filter(series=page, starts_at__gt=timezone.now()).count()
        if not count:
            words = "This series has no dates to come yet, so nobody can book."
            add = messages.button(reverse("sessions_admin:add_dates", args=[page.pk]), "Add dates")
            messages.warning(request, words, buttons=[add])
            return
        dates = "1 date" if count == 1 else f"{count} dates"
        messages.success(request, f"This series has {dates} to come. Open one to say its topic.")


# Sessions with bookings are cancelled, never deleted or unpublished ------------------------------


@hooks.register("before_delete_page")
def delete_no_bookings(request: HttpRequest, page: Page) -> HttpResponse | None:
    if _is_booked(page):
        return _refuse(request, page)
    if request.method == "POST":
        _remember([page])
    return None


@hooks.register("before_unpublish_page")
def hide_no_bookings(request: HttpRequest, page: Page) -> HttpResponse | None:
    return _refuse(request, page) if _is_booked(page, coming_only=True) else None


@hooks.register("before_bulk_action")
def bulk_no_bookings(
    request: HttpRequest, action_type: str, objects: Iterable[object], action: object
) -> HttpResponse | None:
    pages = [page for page in objects if isinstance(page, Page)]
    if action_type not in ("delete", "unpublish") or not pages:
        return None
    booked = [page for page in pages if _is_booked(page, coming_only=action_type == "unpublish")]
    if booked:
        return _refuse(request, booked[0])
    if action_type == "delete":
        _remember(pages)
    return None


@hooks.register("construct_explorer_page_queryset")
def dates_in_their_order(
    parent_page: Page, pages: PageQuerySet, request: HttpRequest
) -> PageQuerySet:
    if parent_page.specific_class is SeriesPage and "ordering" not in request.GET:
        return pages.order_by("sessionpage__session__starts_at", "pk")
    return pages


@hooks.register("construct_page_chooser_queryset")
def dates_to_choose(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Order a series' sessions: from RECENT on by start, then older ones, newest first."""
    parent = SeriesPage.objects.filter(pk=request.resolver_match.kwargs.get("parent_page_id"))
    if not parent.exists():
        return pages
    starts = "sessionpage__session__starts_at"
    recent = Q(**{f"{starts}__gt": timezone.now() - RECENT})
    return pages.order_by(
        Case(When(recent, then=0), default=1),
        Case(When(recent, then=starts)).asc(),
        F(starts).desc(),
        "pk",
    )


@hooks.register("register_log_actions")
def what_the_history_says(actions: object) -> None:
    for action, label, words in (
        ("events.cancel_date", "Cancel date", "Cancelled this date"),
        ("events.restore_date", "Restore date", "Put this date on again"),
        ("events.move_date", "Move date", "Moved this date"),
        ("events.note_date", "Note on date", "Changed the note"),
        ("events.change_date", "Change date", "Changed places or joining"),
        ("events.letter", "Letter", "Wrote to the people of this session"),
        ("events.take_out_feedback", "Delete feedback", "Deleted what somebody said of it"),
        ("events.export", "Export", "Took out the list of who is coming"),
        (
            "events.export_with_needs",
            "Export with needs",
            "Took out the list of who is coming, with what they asked for",
        ),
    ):
        actions.register_action(action, label, words)


def _sessions_below(page: Page) -> bool:
    return SessionPage.objects.descendant_of(page, inclusive=True).exists()


def _is_booked(page: Page, *, coming_only: bool = False) -> bool:
    bookings = Booking.objects.filter(session__page__path__startswith=page.path)
    if coming_only:
        bookings = bookings.exclude(state=Booking.State.CANCELLED).filter(
            session__ends_at__gt=timezone.now()
        )
    return bookings.exists()


def _refuse(request: HttpRequest, page: Page) -> HttpResponse:
    session = Session.objects.filter(page_id=page.pk).first()
    if session is None:
        messages.error(request, BOOKED.format(what="dates below this page"))
        return redirect("wagtailadmin_explore", page.pk)
    can_cancel = not session.is_cancelled and not session.is_over(timezone.now())
    messages.error(request, BOOKED.format(what="this date") if can_cancel else STAYS)
    return redirect("wagtailadmin_pages:edit", page.pk)


def _remember(pages: Iterable[Page]) -> None:
    """Keep the rule from generating deleted sessions again."""
    now = timezone.now()
    for page in pages:
        session = Session.objects.filter(page_id=page.pk).first()
        if session:
            remember_removed(session=session, now=now)
