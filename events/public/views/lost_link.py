"""Views that send people their links again. No answer reveals whether an address is known.

The page stores what was typed, and the worker looks it up: status, headers, words and time are the
same for everyone.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods
from django.views.generic import TemplateView

from events.bookings.link_requests import request_links
from events.public.forms.questions import LostLinkForm
from events.public.views.decorators import private
from hub.email_addresses import normalise_email
from hub.rate_limit import count, is_rate_limited, too_many_requests

MAX_PER_CLIENT = 30  # an hour from one place, such as a library
MAX_PER_ADDRESS = 5  # an hour; the page says nothing of it, as another person may have asked

SAME_ANSWERS = "Same as last time"
LOST_LINK = "I lost my link"


@require_http_methods(["GET", "HEAD", "POST"])
@private
def lost_link(request: HttpRequest) -> HttpResponse:
    return _ask(request, "events/manage/lost_link.html", LOST_LINK)


@require_http_methods(["GET", "HEAD", "POST"])
@private
def same_answers(request: HttpRequest) -> HttpResponse:
    """Send the links to people who want to book again with the same answers."""
    return _ask(request, "events/manage/same_answers.html", SAME_ANSWERS)


def _ask(request: HttpRequest, template: str, title: str) -> HttpResponse:
    form = LostLinkForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        email, text_number, now = form.cleaned_data["email"], form.text_number, timezone.now()
        if is_rate_limited(request, what="lost link", most=MAX_PER_CLIENT, now=now):
            return too_many_requests(request)
        who = text_number or normalise_email(email)
        if count("lost link to", who, now=now) <= MAX_PER_ADDRESS:
            request_links(email=email, text_number=text_number, now=now)
        return redirect("lost_link_texted" if text_number else "lost_link_sent")
    context = {"form": form, "crumbs": [("Home", "/")], "crumb_here": title, "title": title}
    return render(request, template, context)


@method_decorator(private, name="dispatch")
class LinkSentView(TemplateView):
    """A page after a link was sent by email or text."""

    extra_context = {"crumbs": [("Home", "/")], "crumb_here": "Look at your email"}
