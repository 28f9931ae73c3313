"""Views of the contribution form."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hub.rate_limit import RateLimited
from stories.contributions import submit
from stories.forms import ShareForm, new_form_key

TOO_MANY = "Many people are writing to us just now. Your words are still here. Try again in an hour"
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
    try:
        submit(now=timezone.now(), **form.answers)
    except RateLimited:
        form.add_error(None, TOO_MANY)
        return _render_form(request, form, status=429)
    return redirect("share_thank_you")


def _render_form(request: HttpRequest, form: ShareForm, status: int = 200) -> HttpResponse:
    return render(request, "stories/share.html", {**CONTEXT, "form": form}, status=status)


@require_safe
def thank_you(request: HttpRequest) -> HttpResponse:
    return render(request, "stories/share_thank_you.html", {**CONTEXT, "crumb_here": "Thank you"})
