"""Views of the contribution form."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hub.rate_limit import is_rate_limited
from stories.contributions import submit
from stories.forms import ShareForm, new_form_key

# High, as a writing group may share an IP address; a script is stopped, and nobody else.
MAX_PER_CLIENT = 30  # an hour
TOO_MANY = (
    "Many messages have come from your internet address in a short time. "
    "Your words are still here. Try again in an hour"
)
CONTEXT = {
    "social_title": "Share your story",
    "social_description": "Send us a story, a poem or a few lines, in your own words.",
    "crumbs": [("Home", "/"), ("Stories", "/stories/")],
    "crumb_here": "Share your story",
}


@never_cache
def share(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _render_form(request, ShareForm(initial={"key": new_form_key()}))
    form = ShareForm(request.POST)
    if not form.is_valid():
        return _render_form(request, form.with_valid_key(), status=422)
    now = timezone.now()
    if is_rate_limited(request, what="share", most=MAX_PER_CLIENT, now=now):
        form.add_error(None, TOO_MANY)
        return _render_form(request, form, status=429)
    submit(now=now, **form.answers)
    return redirect("share_thank_you")


def _render_form(request: HttpRequest, form: ShareForm, status: int = 200) -> HttpResponse:
    return render(request, "stories/share.html", {**CONTEXT, "form": form}, status=status)


@require_safe
def thank_you(request: HttpRequest) -> HttpResponse:
    return render(request, "stories/share_thank_you.html", {**CONTEXT, "crumb_here": "Thank you"})
