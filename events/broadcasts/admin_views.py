"""The view that writes, previews and sends a broadcast to the people of one session."""

import uuid
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.log_actions import log

from events.admin.permissions import ChangeBookingsMixin
from events.admin.views import ServiceFormView, SessionMixin, session_url
from events.broadcasts.admin_forms import BroadcastForm
from events.broadcasts.audience import count_copies
from events.broadcasts.create import check, copies_to_send, create_broadcast, may_write
from events.broadcasts.emails import preview_broadcast
from events.broadcasts.errors import BroadcastError
from events.models import Broadcast, Notice, current_periods
from events.models.permissions import may_see_needs

SEND, CHANGE = "send", "change"


class WriteView(ChangeBookingsMixin, SessionMixin, ServiceFormView):
    """Write a broadcast. Nothing is sent before the preview is confirmed."""

    template_name = "events/admin/write_broadcast.html"
    page_title = "Write to people"
    header_icon = "mail"
    form_class = BroadcastForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Leave the form unbound to change a letter, or when it is too late to write one."""
        sees_needs = may_see_needs(self.request.user)
        kwargs = {"session": self.session, "now": self.now, "sees_needs": sees_needs}
        data = self.request.POST
        if data.get("step") == CHANGE:
            kwargs["initial"] = {name: data.get(name, "") for name in BroadcastForm.base_fields}
        elif self.request.method == "POST" and may_write(self.session, self.now):
            kwargs["data"] = data
        return kwargs

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        return super().get_context_data(
            may_write=may_write(self.session, self.now), kept=current_periods().booking, **kwargs
        )

    def save(self, form: BroadcastForm) -> HttpResponse:
        try:
            return self.send(form) if self.request.POST.get("step") == SEND else self.preview(form)
        except BroadcastError as error:
            if error.code == "sent_before":
                form.data = form.data.copy()
                form.data["form_key"] = str(uuid.uuid4())
            form.add_error(error.field or None, str(error))
        return self.form_invalid(form)

    def preview(self, form: BroadcastForm) -> HttpResponse:
        broadcast = Broadcast(session=self.session, written_at=self.now, **form.answers())
        check(broadcast, now=self.now)
        copies = copies_to_send(broadcast)
        sample = next((copy for copy in copies if not copy.by_phone), None)
        mail = sample and preview_broadcast(
            broadcast=broadcast, booking=sample.booking, to=sample.recipient, now=self.now
        )
        self.template_name = "events/admin/preview_broadcast.html"
        self.page_title = "Look at your letter"
        context = self.get_context_data(
            form=form,
            broadcast=broadcast,
            reach=count_copies(copies),
            mail=mail,
            html=mail.alternatives[0][0] if mail else "",
        )
        return self.render_to_response(context)

    def send(self, form: BroadcastForm) -> HttpResponse:
        broadcast = create_broadcast(
            session=self.session, written_by=self.request.user, now=self.now, **form.answers()
        )
        if broadcast.written_at == self.now:  # a repeated submission is logged once
            log(instance=self.session.page, action="events.letter", user=self.request.user)
        by_phone = Q(recipient=Notice.CONTACT, booking__email="")
        message = "We have kept your letter."
        if broadcast.notices.exclude(by_phone).exists():
            message = "Your letter is on its way. Emails go out in the next minutes."
        if broadcast.notices.filter(by_phone).exists():
            message += " Those with only a phone number are on the list of people to phone."
        report = session_url(self.session.pk, "letters")
        messages.success(
            self.request, message, buttons=[messages.button(report, "See what became of it")]
        )
        return redirect(session_url(self.session.pk))
