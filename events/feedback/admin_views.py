"""Views that record feedback given by phone or email, delete feedback, and put quotes on the site."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.log_actions import log

from events.admin.forms import AdminForm
from events.admin.permissions import ChangeBookingsMixin
from events.admin.views import ActionView, ServiceFormView, SessionMixin, session_url
from events.feedback import submissions
from events.feedback.asked import needs_at, signed_needs
from events.feedback.forms import FeedbackForm
from events.models import Feedback, Quote
from events.models.permissions import may_see_needs


class AdminFeedbackForm(AdminForm, FeedbackForm):
    """The feedback form, worded for an organiser on the phone."""

    LABELS = {
        "needs_met": "Did they get what they asked for?",
        "how_it_was": "How was it for them?",
        "do_better": "What should we do better?",
        "may_quote": "Can we put their words on our site?",
    }
    HINTS = {
        "needs_met": "",
        "how_it_was": "Write no names. Use their own words if you can.",
        "may_quote": "Ask them. It is only for how it was. They can ring us to take it back.",
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("ring_me", None)
        for name in self.LABELS.keys() & self.fields.keys():
            self.fields[name].label = self.LABELS[name]
        for name in self.HINTS.keys() & self.fields.keys():
            self.fields[name].help_text = self.HINTS[name]


class AddFeedbackView(ChangeBookingsMixin, SessionMixin, ServiceFormView):
    """Save feedback given by phone or email as if submitted on the site."""

    template_name = "events/admin/add_feedback.html"
    page_title = "Write down what somebody said"
    header_icon = "edit"
    form_class = AdminFeedbackForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask about each thing that somebody asked for, if the user may see that."""
        about = f"session {self.session.pk}"
        needs = None
        if may_see_needs(self.request.user):
            needs = signed_needs(self.request.POST.get("asked", ""), about)
            needs = needs_at(self.session) if needs is None else needs
        return super().get_form_kwargs() | {"needs": needs or [], "about": about}

    def save(self, form: AdminFeedbackForm) -> HttpResponse:
        submissions.submit(session=self.session, now=self.now, **form.answers)
        messages.success(self.request, "We have kept what they said.")
        return redirect(session_url(self.session.pk, "said"))


class DeleteFeedbackView(ChangeBookingsMixin, SessionMixin, TemplateView):
    """Delete feedback once confirmed. The history logs the deletion, not the text."""

    template_name = "events/admin/delete_feedback.html"
    page_title = "Delete what somebody said"
    header_icon = "bin"
    queryset = Feedback.objects.select_related("session__page")
    context_object_name = "said"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.object.delete()
        log(instance=self.session.page, action="events.take_out_feedback", user=request.user)
        messages.success(request, "It is deleted.")
        return redirect(session_url(self.session.pk, "said"))


class ShowQuoteView(ActionView):
    """Put words on the site, or take them off. The button says which."""

    queryset = Quote.objects.select_related("session__page")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        quote = self.object
        quote.is_shown = request.POST.get("shown") == "yes"
        quote.save(update_fields=["is_shown"])
        action = "events.show_quote" if quote.is_shown else "events.hide_quote"
        log(instance=quote.session.page, action=action, user=request.user)
        words = "They are on the site now." if quote.is_shown else "They are off the site now."
        messages.success(request, words)
        return redirect(session_url(quote.session_id, "said"))


class DeleteQuoteView(ChangeBookingsMixin, SessionMixin, TemplateView):
    """Delete words that we might use once confirmed, such as for someone who rings."""

    template_name = "events/admin/delete_quote.html"
    page_title = "Delete these words"
    header_icon = "bin"
    queryset = Quote.objects.select_related("session__page")
    context_object_name = "quote"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.object.delete()
        log(instance=self.session.page, action="events.delete_quote", user=request.user)
        messages.success(request, "They are deleted, and no page shows them any more.")
        return redirect(session_url(self.session.pk, "said"))
