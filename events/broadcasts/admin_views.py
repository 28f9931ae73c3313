"""The view that writes, previews and sends a broadcast to the people of one session."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.log_actions import log

from events.admin.permissions import ChangeBookingsMixin
from events.admin.views import SessionMixin, session_url
from events.broadcasts import services as broadcasts
from events.broadcasts.admin_forms import BroadcastForm
from events.broadcasts.audience import bookings_of, count_copies
from events.broadcasts.preview import preview_broadcast
from events.models import Broadcast, Notice

SEND, CHANGE = "send", "change"


class WriteView(ChangeBookingsMixin, SessionMixin, FormView):
    """Write a broadcast. Nothing is sent before the preview is confirmed."""

    template_name = "events/admin/write_broadcast.html"
    page_title = "Write to people"
    header_icon = "mail"
    form_class = BroadcastForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Leave the form unbound to change a letter, or when it is too late to write one."""
        kwargs = {"session": self.session, "now": self.now}
        sent = self.request.POST
        if sent.get("step") == CHANGE:
            kwargs["initial"] = {name: sent.get(name, "") for name in BroadcastForm.base_fields}
        elif self.request.method == "POST" and broadcasts.may_write(self.session, self.now):
            kwargs["data"] = sent
        return kwargs

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        may_write = broadcasts.may_write(self.session, self.now)
        return super().get_context_data(
            may_write=may_write, days=broadcasts.writing_days(), **kwargs
        )

    def form_valid(self, form: BroadcastForm) -> HttpResponse:
        try:
            return self.send(form) if self.request.POST.get("step") == SEND else self.preview(form)
        except broadcasts.BroadcastError as refused:
            if refused.code == "sent_before":
                data = self.request.POST.copy()
                data["form_key"] = str(uuid.uuid4())
                form = BroadcastForm(data, session=self.session, now=self.now)
            form.add_error(refused.field or None, str(refused))
        except ValidationError as error:
            form.add_error(None, error)
        return self.form_invalid(form)

    def preview(self, form: BroadcastForm) -> HttpResponse:
        broadcast = Broadcast(session=self.session, written_at=self.now, **form.answers())
        broadcast.subject = broadcasts.normalise_line(broadcast.subject)
        broadcast.body = broadcasts.normalise_text(broadcast.body)
        broadcasts.check(broadcast, now=self.now)
        copies = broadcasts.copies_of(
            bookings_of(self.session), audience=broadcast.audience, option=broadcast.option
        )
        if not copies:
            raise broadcasts.BroadcastError("to_nobody")
        mailed = next((copy for copy in copies if not copy.is_read_out), None)
        mail = mailed and preview_broadcast(
            broadcast=broadcast, booking=mailed.booking, to=mailed.recipient, now=self.now
        )
        self.template_name = "events/admin/preview_broadcast.html"
        self.page_title = "Look at your letter"
        return self.render_to_response(
            self.get_context_data(
                form=form,
                broadcast=broadcast,
                reach=count_copies(copies),
                mail=mail,
                html=mail.alternatives[0][0] if mail else "",
            )
        )

    def send(self, form: BroadcastForm) -> HttpResponse:
        made = broadcasts.create_broadcast(
            session=self.session, written_by=self.request.user, now=self.now, **form.answers()
        )
        if made.written_at == self.now:  # a repeated submission is logged once
            log(instance=self.session.page, action="events.letter", user=self.request.user)
        words = "Your letter is on its way. Emails go out in the next minutes."
        if made.notices.filter(recipient=Notice.CONTACT, booking__email="").exists():
            words += " Those with only a phone number are on the list of people to phone."
        report = session_url(self.session.pk, "letters")
        messages.success(
            self.request, words, buttons=[messages.button(report, "See what became of it")]
        )
        return redirect(session_url(self.session.pk))
