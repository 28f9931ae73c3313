"""The day of a session, on the phone of whoever runs it: who comes, what helps, what has changed."""

import uuid
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.log_actions import log

from events import schedule
from events.admin.day_list import guests_of, people_of_day
from events.admin.forms import AdminForm
from events.admin.needs_access import log_needs_access
from events.admin.paging import section
from events.admin.permissions import DayMixin, RunDayMixin
from events.admin.session import moment_of
from events.admin.session_changes import notified_text
from events.admin.views import ServiceFormView, SessionMixin
from events.bookings.check_in import check_in, is_check_in_open
from events.bookings.tasks import add_task
from events.models import NeedsAccess, OrganiserTask, Session
from events.models.permissions import may_change_bookings, may_see_bookings
from hub.dates import london_date
from hub.forms.fields import LongAnswerField
from hub.models import SiteDetails
from hub.working_days import working_days_after

PAGE, PAGE_SIZE = "people", 40

MAX_NOTE = 1500  # a name stands before it

NOT_NOW = (
    "Nothing is saved. You can tick people on the day of the session and on the day after. They may "
    "also have cancelled. Look at the list."
)


class LateForm(AdminForm):
    minutes = forms.TypedChoiceField(label="When do we start?", coerce=int)
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: object, session: Session, now: datetime, **kwargs: object) -> None:
        kwargs["initial"] = {"seen": session.starts_at.isoformat()}
        super().__init__(*args, **kwargs)
        self.fields["minutes"].choices = [
            ("", "Choose the new time"),
            *(
                (minutes, f"{minutes} minutes late: {when}")
                for minutes, when in schedule.delayed_times(session, now)
            ),
        ]
        self.fields["minutes"].error_messages |= {
            "required": "Choose when you start.",
            "invalid_choice": "That time has passed. Choose a later one.",
        }


class JoiningForm(AdminForm):
    """What the page showed comes back beside each field: only what somebody changed is changed."""

    meeting_url = forms.URLField(
        label="Meeting link",
        required=False,
        max_length=500,
        assume_scheme="https",
        show_hidden_initial=True,
        error_messages={"invalid": "Write the whole link, like https://meet.example.org/brew."},
    )
    meeting_phone = forms.CharField(
        label="Number to dial in", required=False, max_length=100, show_hidden_initial=True
    )
    without_optional_mark = ("meeting_url", "meeting_phone")

    @property
    def changed(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.changed_data}


class DayNoteForm(AdminForm):
    words = LongAnswerField(
        label="What should the organisers know?",
        help_text="They find it in their list of things to see to. Write no names.",
        rows=3,
        max_length=MAX_NOTE,
        missing="Write what they should know.",
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class DayView(DayMixin, SessionMixin, TemplateView):
    template_name = "events/admin/day.html"
    page_title = "The day"
    header_icon = "group"

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        session, now, user = self.session, self.now, self.request.user
        people = people_of_day(session)
        shown = section(self.request, PAGE, people, size=PAGE_SIZE)
        guests = guests_of(session, people, list(shown), with_needs=self.sees_shared_needs, now=now)
        if any(guest.helps for guest in guests):
            log_needs_access(user, [session.pk], NeedsAccess.Kind.DAY)
        runs_it = may_change_bookings(user) or self.facilitates
        context = {
            "session": session,
            "people": shown,
            "guests": guests,
            "expected": len(people),
            "came": sum(person.came is True for person in people),
            "by_phone": sum(person.booking.attendance_mode == "phone" for person in people),
            "new_words": next((guest.is_new for guest in guests if guest.is_new), ""),
            "sees_shared_needs": self.sees_shared_needs,
            "sees_bookings": may_see_bookings(user),
            "exports_names": self.exports_names,
            "is_open": runs_it and is_check_in_open(session, now),
            "is_over": session.is_over(now),
            "note_form": DayNoteForm(prefix="note") if runs_it else None,
        }
        if runs_it and not (session.is_cancelled or session.is_over(now)):
            context["late_form"] = LateForm(session=session, now=now, prefix="late")
            context["joining_form"] = JoiningForm(initial=_joining(session), prefix="joining")
        return super().get_context_data(**context | kwargs)


class CheckInView(RunDayMixin, SessionMixin, View):
    """Tick one person, or take the tick back. Each press says one thing, so two people can tick."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return redirect("sessions_admin:day", pk)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        came = request.POST.get("came", "")
        person = came or request.POST.get("undo", "")
        is_done = person.isdecimal() and check_in(
            session=self.session, person=int(person), came=bool(came), now=self.now
        )
        if not is_done:
            messages.warning(request, NOT_NOW)
            return redirect("sessions_admin:day", pk)
        page = request.POST.get(PAGE, "")
        query = f"?{PAGE}={page}" if page.isdecimal() else ""
        return redirect(f"{day_url(pk)}{query}#person-{person}")


class DayFormView(RunDayMixin, ServiceFormView, DayView):
    """A form of the day. With errors the whole day comes again. `apply` returns what is done."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return redirect("sessions_admin:day", self.session.pk)

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        form = kwargs.get("form") or self.get_form()
        return super().get_context_data(**kwargs | {f"{self.prefix}_form": form})

    def save(self, form: AdminForm) -> HttpResponse:
        messages.success(self.request, self.apply(form))
        return redirect("sessions_admin:day", self.session.pk)


class LateView(DayFormView):
    form_class = LateForm
    prefix = "late"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "session": self.session, "now": self.now}

    def apply(self, form: LateForm) -> str:
        schedule.delay(
            session=self.session,
            minutes=form.cleaned_data["minutes"],
            seen=moment_of(form.cleaned_data["seen"]),
            now=self.now,
        )
        log(instance=self.session.page, action="events.move_date", user=self.request.user)
        start = f"The session now starts at {self.session.start_words}."
        return start + notified_text(self.session, self.now)


class JoiningView(DayFormView):
    form_class = JoiningForm
    prefix = "joining"

    def get_initial(self) -> dict[str, Any]:
        return _joining(self.session)

    def apply(self, form: JoiningForm) -> str:
        if not form.changed:
            return "Nothing was changed."
        schedule.set_details(session=self.session, now=self.now, **form.changed)
        log(instance=self.session.page, action="events.change_date", user=self.request.user)
        return "The changes are saved." + notified_text(self.session, self.now)


class DayNoteView(DayFormView):
    form_class = DayNoteForm
    prefix = "note"

    def apply(self, form: DayNoteForm) -> str:
        add_task(
            kind=OrganiserTask.Kind.DAY_NOTE,
            session=self.session,
            words=f"{self.request.user.display_name}: {form.cleaned_data['words']}",
            due_on=working_days_after(london_date(self.now), SiteDetails.load().reply_days),
            dedupe_key=f"day-note {form.cleaned_data['form_key']}",
            now=self.now,
        )
        return "Thank you. The organisers find your note in their list."


def day_url(session: int) -> str:
    return reverse("sessions_admin:day", args=[session])


def _joining(session: Session) -> dict[str, str]:
    return {"meeting_url": session.meeting_url, "meeting_phone": session.meeting_phone}
