"""Views that record feedback given by phone or email, and delete feedback."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.log_actions import log

from events.admin.forms import AdminForm
from events.admin.permissions import ChangeBookingsMixin
from events.admin.views import ServiceFormView, SessionMixin, session_url
from events.feedback import submissions
from events.feedback.forms import FeedbackForm
from events.models import Feedback


class AdminFeedbackForm(AdminForm, FeedbackForm):
    """The feedback form, worded for an organiser on the phone."""

    LABELS = {
        "needs_met": "Did they get what they asked for?",
        "how_it_was": "How was it for them?",
        "do_better": "What should we do better?",
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, label in self.LABELS.items():
            self.fields[name].label = label
        self.fields["needs_met"].help_text = ""
        self.fields["how_it_was"].help_text = "Write no names. Use their own words if you can."


class AddFeedbackView(ChangeBookingsMixin, SessionMixin, ServiceFormView):
    """Save feedback given by phone or email as if submitted on the site."""

    template_name = "events/admin/add_feedback.html"
    page_title = "Write down what somebody said"
    header_icon = "edit"
    form_class = AdminFeedbackForm

    def save(self, form: AdminFeedbackForm) -> HttpResponse:
        submissions.submit(session=self.session, now=self.now, **form.cleaned_data)
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
