"""Views of one session for organisers: attendees, access needs and the printed sheet."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.log_actions import log

from events import extension_points, schedule
from events.admin.attendees import AttendeeList, attendees_of
from events.admin.day_list import guests_of, people_of_day
from events.admin.needs_access import log_needs_access
from events.admin.paging import section
from events.admin.permissions import (
    ChangeNeedsMixin,
    DayMixin,
    ExportNamesMixin,
    SeeBookingsMixin,
)
from events.admin.places import places_words, supporters_words
from events.admin.sheet import sheet_of
from events.admin.views import ActionView, Crumb, SessionMixin, session_url
from events.bookings import access_needs, capacity_of
from events.models import AccessNeed, Booking, NeedsAccess
from events.models.permissions import (
    may_change_bookings,
    may_change_needs,
    may_choose_facilitators,
    may_erase_bookings,
    may_export_bookings,
    may_open_bookings,
    may_see_needs,
)
from hub.dates import london_date

NAMES_ON_A_SHEET = 100


class SessionView(SeeBookingsMixin, SessionMixin, TemplateView):
    template_name = "events/admin/session.html"

    def get_page_title(self) -> str:
        return self.session.page.title

    def get_parent_items(self) -> list[Crumb]:
        return self.parent_items

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        session, now, user = self.session, self.now, self.request.user
        attendees, sees_needs = attendees_of(session), may_see_needs(user)
        sections = {
            name: section(self.request, name, rows, size=size, target=target)
            for name, rows, size, target in _sections(attendees, sees_needs=sees_needs)
        }
        if sees_needs:
            shown = [*sections["coming"], *sections["waiting"], *sections["cancelled"]]
            if shown:
                log_needs_access(user, [session.pk], NeedsAccess.Kind.SCREEN)
            prefetch_related_objects(shown, "tasks")
        places = capacity_of(session)
        still_waiting, messages_in_all = schedule.sending_progress(session, now)
        return super().get_context_data(
            attendees=attendees,
            sees_needs=sees_needs,
            answers_needs=may_change_needs(user),
            changes_bookings=may_change_bookings(user),
            opens_bookings=may_open_bookings(user),
            erases_bookings=may_erase_bookings(user),
            exports_bookings=may_export_bookings(user),
            chooses_facilitators=may_choose_facilitators(user),
            sections=sections,
            places=places,
            places_words=places_words(places),
            supporters_words=supporters_words(attendees),
            is_over=session.is_over(now),
            has_started=session.has_started(now),
            today=london_date(now),
            messages_waiting=still_waiting,
            messages_sent=messages_in_all - still_waiting,
            messages_in_all=messages_in_all,
            **extension_points.session_screen.context(session, user, now),
            **kwargs,
        )


def _sections(
    attendees: AttendeeList, *, sees_needs: bool
) -> list[tuple[str, list[AccessNeed] | list[Booking], int, str]]:
    """Return each list with its name, the length of a page, and the parameter that finds a row."""
    lists: list[tuple[str, list[AccessNeed] | list[Booking], int, str]] = [
        ("coming", attendees.coming, 10, "booking"),
        ("waiting", attendees.waiting, 4, "booking"),
        ("cancelled", attendees.cancelled, 4, "booking"),
    ]
    if sees_needs:
        lists += [
            ("needs", attendees.open_needs, 10, "need"),
            ("met", attendees.met_needs, 4, "need"),
            ("talk_needs", attendees.needs_to_talk_about, 5, ""),
            ("talks", attendees.talks, 5, ""),
        ]
    return lists


class SheetView(DayMixin, SessionMixin, TemplateView):
    """A printable sheet for the session's hosts, without names."""

    template_name = "events/admin/sheet.html"
    page_title = "Sheet to print"
    header_icon = "clipboard-list"

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        attendees = attendees_of(self.session)
        lines, private = sheet_of(attendees) if self.sees_shared_needs else ([], 0)
        if lines:
            log_needs_access(self.request.user, [self.session.pk], NeedsAccess.Kind.SHEET)
        total = sum(people for _, people in attendees.by_attendance_mode)
        return super().get_context_data(
            attendees=attendees,
            sees_needs=self.sees_shared_needs,
            exports_names=self.exports_names,
            lines=lines,
            private=private,
            total=total,
            **kwargs,
        )


class SheetWithNamesView(ExportNamesMixin, SessionMixin, TemplateView):
    """The people of the day on paper, with first names, and boxes to tick."""

    template_name = "events/admin/sheet_with_names.html"
    page_title = "Sheet with names"
    header_icon = "clipboard-list"

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        people = people_of_day(self.session)
        shown = section(self.request, "people", people, size=NAMES_ON_A_SHEET)
        guests = guests_of(
            self.session, people, list(shown), with_needs=self.sees_shared_needs, now=self.now
        )
        log_needs_access(self.request.user, [self.session.pk], NeedsAccess.Kind.SHEET_WITH_NAMES)
        log(instance=self.session.page, action="events.export", user=self.request.user)
        return super().get_context_data(
            guests=guests, people=shown, sees_shared_needs=self.sees_shared_needs, **kwargs
        )


class MarkTalkedView(ChangeNeedsMixin, ActionView):
    """Mark the talk requested before the session as held."""

    model = Booking

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        access_needs.mark_talked(booking=self.object)
        messages.success(request, "Thank you. We took that talk off the list.")
        return redirect(
            get_valid_next_url_from_request(request) or session_url(self.object.session_id)
        )


def seen_at(request: HttpRequest) -> datetime | None:
    """Return the time of the data that the submitted form shows, or None if missing or invalid."""
    return moment_of(request.POST.get("seen", ""))


def moment_of(text: str) -> datetime | None:
    """Return the moment that a form says, or None if it says none."""
    with suppress(ValueError):
        moment = parse_datetime(text)
        return moment if moment and timezone.is_aware(moment) else None
    return None
