"""Views that change one session, stating effects and recipients before the change."""

from datetime import datetime
from typing import Any

from django.contrib.auth.mixins import UserPassesTestMixin
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.log_actions import log

from events import schedule
from events.admin.forms import AdminForm, CancelForm, MoveForm, NoteForm, SessionDetailsForm
from events.admin.views import Crumb, ServiceFormView, SessionMixin, page_item, session_url
from events.models import Session
from events.models.permissions import may_change_sessions, may_see_bookings


class ChangeView(UserPassesTestMixin, SessionMixin, ServiceFormView):
    """A form, its effects, and who is notified. `apply` returns the success message."""

    template_name = "events/admin/change_date.html"
    effects: tuple[str, ...] = ()
    button = ""
    log_action = ""
    notifies = True
    notifies_if_cancelled = False  # a cancelled session sends no further notices until restored
    audience_title = "Who will be told"
    is_serious = False

    def test_func(self) -> bool:
        return may_change_sessions(self.request.user, self.session.page)

    @property
    def sees_bookings(self) -> bool:
        return may_see_bookings(self.request.user)

    @property
    def back_url(self) -> str:
        """Return the valid `next` URL, else the user's own view of the session."""
        edit_url = reverse("wagtailadmin_pages:edit", args=[self.session.page_id])
        own_url = session_url(self.session.pk) if self.sees_bookings else edit_url
        return get_valid_next_url_from_request(self.request) or own_url

    def get_parent_items(self) -> list[Crumb]:
        if self.sees_bookings:
            return super().get_parent_items()
        return [
            page_item(self.session.series, "wagtailadmin_explore"),
            page_item(self.session.page, "wagtailadmin_pages:edit"),
        ]

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        session = self.session
        notifies = self.notifies and (self.notifies_if_cancelled or not session.is_cancelled)
        return super().get_context_data(
            audience=schedule.audience_of(session) if notifies else None,
            at_once=schedule.send_time(session.starts_at, now=self.now) == self.now,
            **kwargs,
        )

    def save(self, form: AdminForm) -> HttpResponse:
        message = self.apply(form)
        log(instance=self.session.page, action=self.log_action, user=self.request.user)
        if self.has_notified(form):
            message += notified_text(self.session, self.now)
        messages.success(self.request, capfirst(message))
        return redirect(self.back_url)

    def has_notified(self, form: AdminForm) -> bool:
        return self.notifies


class CancelView(ChangeView):
    page_title = button = "Cancel this date"
    header_icon = "cross"
    effects = (
        "The page stays. It says that the session is cancelled, and why.",
        "Calendars show it as cancelled.",
        "Nobody can book it. You can put it on again later.",
    )
    is_serious = True
    form_class = CancelForm
    log_action = "events.cancel_date"

    def get_initial(self) -> dict[str, Any]:
        return {"reason": self.session.cancel_reason}

    def apply(self, form: CancelForm) -> str:
        schedule.cancel(session=self.session, reason=form.cleaned_data["reason"], now=self.now)
        return "The date is cancelled."


class RestoreView(ChangeView):
    page_title = "Put this date on again"
    header_icon = "rotate"
    effects = (
        "The page and the calendars show that the session is on.",
        "People can book it again. Those who had a place still have it.",
        "If nobody has heard yet that it was cancelled, nobody gets an email.",
    )
    button = "Put it on again"
    notifies_if_cancelled = True
    form_class = AdminForm
    log_action = "events.restore_date"

    def apply(self, form: AdminForm) -> str:
        schedule.restore(session=self.session, now=self.now)
        return "The date is on again."


class MoveView(ChangeView):
    page_title = button = "Move this date"
    effects = (
        "The page, the calendars and the bookings move along. Nobody has to book again.",
        "The web address tells the new day. The old address leads there.",
    )
    form_class = MoveForm
    log_action = "events.move_date"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "session": self.session, "now": self.now}

    def apply(self, form: MoveForm) -> str:
        schedule.move(
            session=self.session, starts_at=form.starts_at, ends_at=form.ends_at, now=self.now
        )
        return f"The date is moved to {self.session.when_words}."


class NoteView(ChangeView):
    page_title = "Add a note"
    header_icon = "info-circle"
    effects = (
        "People see the note on the page, and in calendars that follow our sessions.",
        "We send no email. Calendar entries from our emails stay as they are.",
    )
    button = "Save the note"
    notifies = False
    form_class = NoteForm
    log_action = "events.note_date"

    def get_initial(self) -> dict[str, Any]:
        return {"text": self.session.note}

    def apply(self, form: NoteForm) -> str:
        text = form.cleaned_data["text"]
        schedule.set_note(session=self.session, text=text, now=self.now)
        return "The note is on the page." if text else "The note is taken away."


class DetailsView(ChangeView):
    page_title = "Change places and joining"
    header_icon = "group"
    effects = (
        "Nobody loses a place, even if you take places away.",
        "If you add places, people who wait are offered one.",
        "If you do the same for all coming dates, the people who booked those are told too.",
    )
    audience_title = "Who will be told, if it changes how they join"
    button = "Save the changes"
    form_class = SessionDetailsForm
    log_action = "events.change_date"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.session}

    def has_notified(self, form: SessionDetailsForm) -> bool:
        return any(name in form.changed for name in schedule.session_changes.ANNOUNCED)

    def apply(self, form: SessionDetailsForm) -> str:
        if not form.changed:
            return "Nothing was changed."
        if not form.cleaned_data["all_coming"]:
            schedule.set_details(session=self.session, now=self.now, **form.changed)
            return "The changes are saved."
        count = schedule.set_details_of_all(
            series=self.session.series, now=self.now, **form.changed
        )
        return f"The changes are saved for {count} coming dates."


def notified_text(session: Session, changed_at: datetime) -> str:
    """Return who is notified, and when."""
    if not session.bookings.listening().exists():
        return ""
    audience = schedule.audience_of(session, changed_at=changed_at)
    send_at = schedule.pending_send_time(session=session, changed_at=changed_at)
    if send_at is None:
        return " Nothing is new for the people who booked. They get no message."
    words = ""
    if audience.by_email and send_at <= changed_at:
        words = " Emails go out now, as it begins so soon."
    elif audience.by_email:
        words = " Emails go out in ten minutes. If you change more before then, it is one email."
    if audience.by_text:
        words += " Texts go out with them, but only between 8am and 8pm."
    if audience.phone_only:
        words += " Those with only a phone number are then on the list of people to phone."
    return words
