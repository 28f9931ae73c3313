"""Views to subscribe, confirm, change interests and unsubscribe. GET shows, POST acts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from events.models import Subscriber
from events.public.views.decorators import capability_url, private
from events.subscriptions import links, subscribers
from events.subscriptions.emails import interests_text
from events.subscriptions.forms import InterestsForm, SubscribeForm
from hub.rate_limit import is_rate_limited

TITLE = "Tell me about new sessions"
MAX_PER_CLIENT = 20  # an hour
TOO_MANY = (
    "Many messages have come from your internet address in a short time. "
    "Your answers are still here. Try again in an hour"
)

# Messages after a redirect, by code. The URL contains only the code.
DONE = {
    "yes": "Thank you. We will write to you when we plan something new.",
    "changed": "We have kept your choices.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def subscribe(request: HttpRequest) -> HttpResponse:
    """Subscribe. The response does not reveal whether the address is known."""
    if request.method != "POST":
        initial = {"topics": request.GET.getlist("topic"), "areas": request.GET.getlist("area")}
        return _show_form(request, SubscribeForm(initial=initial))
    form = SubscribeForm(request.POST)
    if not form.is_valid():
        return _show_form(request, form, status=422)
    now = timezone.now()
    if is_rate_limited(request, what="tell me", most=MAX_PER_CLIENT, now=now):
        form.add_error(None, TOO_MANY)
        return _show_form(request, form, status=429)
    subscribers.subscribe(email=form.cleaned_data["email"], **form.choices, now=now)
    return redirect("tell_me_sent")


def _show_form(request: HttpRequest, form: SubscribeForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "social_title": TITLE,
        "social_description": "Choose what matters to you. We email you when we plan it.",
        "crumbs": [("Home", "/"), ("Sessions", "/sessions/")],
        "crumb_here": TITLE,
    }
    return render(request, "events/subscriptions/subscribe.html", context, status=status)


@require_safe
@private
def sent(request: HttpRequest) -> HttpResponse:
    context = {"crumbs": [("Home", "/")], "crumb_here": "Look at your email"}
    return render(request, "events/subscriptions/sent.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@capability_url
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm, or change interests. The page shows all data of the subscriber."""
    subscriber = links.subscriber_for_token(token)
    if subscriber is None:
        return _unsubscribed(request)
    if request.method != "POST":
        return _show(request, token, subscriber)
    if request.POST.get("do") == "yes":
        interests = interests_text(subscriber)
        if request.POST.get("interests", interests) != interests:  # chosen anew in another window
            return _show(request, token, subscriber, status=409)
        subscribers.confirm(subscriber=subscriber, now=timezone.now())
        return _back(token, "yes")
    if subscriber.confirmed_at is None:
        return redirect("tell_me_page", token)
    form = InterestsForm(request.POST)
    if not form.is_valid():
        return _show(request, token, subscriber, form=form, status=422)
    subscribers.set_interests(subscriber=subscriber, **form.choices, now=timezone.now())
    return _back(token, "changed")


def _back(token: str, done: str) -> HttpResponse:
    return redirect(f"{reverse('tell_me_page', args=[token])}?done={done}")


def _show(
    request: HttpRequest,
    token: str,
    subscriber: Subscriber,
    form: InterestsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"subscriber": subscriber, "token": token, "crumbs": []}
    if subscriber.confirmed_at is None:
        before = subscribers.confirmed_before(subscriber)
        context |= {
            "interests": interests_text(subscriber),
            "previous_interests": interests_text(before) if before else "",
            "has_changed": status == 409,
        }
        return render(request, "events/subscriptions/confirm.html", context, status=status)
    context |= {
        "form": form or InterestsForm(initial=InterestsForm.chosen_by(subscriber)),
        "done": "" if form else DONE.get(request.GET.get("done", ""), ""),
    }
    return render(request, "events/subscriptions/page.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@capability_url
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Unsubscribe, also for a mail program (RFC 8058), which sends no cookie.

    The token authorises it. The response is no redirect, as mail programs do not follow one.
    """
    subscriber = links.subscriber_for_token(token)
    if subscriber and request.method != "POST":
        return render(request, "events/subscriptions/stop.html", {"token": token, "crumbs": []})
    if subscriber:
        subscribers.unsubscribe(subscriber=subscriber)
    return _unsubscribed(request)


def _unsubscribed(request: HttpRequest) -> HttpResponse:
    """Render that a valid link has no subscriber: unsubscribed, or purged after a week."""
    return render(request, "events/subscriptions/unsubscribed.html", {"crumbs": []})
