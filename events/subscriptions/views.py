"""Views to subscribe, confirm, change interests and unsubscribe. GET shows, POST acts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from events.models import Subscriber
from events.public.views.decorators import capability_url, private
from events.subscriptions import services as subscriptions
from events.subscriptions.emails import chosen_words
from events.subscriptions.forms import InterestsForm, SubscribeForm
from hub.rate_limit import RateLimited, is_rate_limited

TITLE = "Tell me about new sessions"
MAX_PER_CLIENT = 20  # an hour
TOO_MANY = "Many people are asking just now. Your answers are still here. Try again in an hour"

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
        ticked = {
            "topics": request.GET.getlist("topic"),
            "areas": request.GET.getlist("area"),
        }
        return _ask(request, SubscribeForm(initial=ticked))
    form = SubscribeForm(request.POST)
    if not form.is_valid():
        return _ask(request, form, status=422)
    now = timezone.now()
    if is_rate_limited(request, what="tell me", most=MAX_PER_CLIENT, now=now):
        context = {"wait": "an hour", "crumbs": []}
        return render(request, "too_many_requests.html", context, status=429)
    try:
        subscriptions.subscribe(email=form.cleaned_data["email"], **form.choices, now=now)
    except RateLimited:
        form.add_error(None, TOO_MANY)
        return _ask(request, form, status=429)
    return redirect("tell_me_sent")


def _ask(request: HttpRequest, form: SubscribeForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "social_title": TITLE,
        "social_description": "Choose what matters to you. We email you when we plan it.",
        "crumbs": [("Home", "/"), ("Sessions", "/sessions/")],
        "crumb_here": TITLE,
    }
    return render(request, "events/news/ask.html", context, status=status)


@require_safe
@private
def sent(request: HttpRequest) -> HttpResponse:
    context = {"crumbs": [("Home", "/")], "crumb_here": "Look at your email"}
    return render(request, "events/news/sent.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@capability_url
def page(request: HttpRequest, secret: str) -> HttpResponse:
    """Confirm, or change interests. The page shows all data of the subscriber."""
    subscriber = subscriptions.subscriber_for_token(secret)
    if subscriber is None:
        return _gone(request)
    if request.method != "POST":
        return _show(request, secret, subscriber)
    if subscriber.confirmed_at is None or request.POST.get("do") == "yes":
        return _confirm(request, secret, subscriber)
    form = InterestsForm(request.POST)
    if not form.is_valid():
        return _show(request, secret, subscriber, form=form, status=422)
    subscriptions.set_interests(subscriber=subscriber, **form.choices, now=timezone.now())
    return _back(secret, "changed")


def _confirm(request: HttpRequest, secret: str, subscriber: Subscriber) -> HttpResponse:
    if request.POST.get("do") != "yes":
        return redirect("tell_me_page", secret)
    subscriptions.confirm(subscriber=subscriber, now=timezone.now())
    return _back(secret, "yes")


def _back(secret: str, done: str) -> HttpResponse:
    response = redirect("tell_me_page", secret)
    response["Location"] += f"?done={done}"
    return response


def _show(
    request: HttpRequest,
    secret: str,
    subscriber: Subscriber,
    form: InterestsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"subscriber": subscriber, "secret": secret, "crumbs": []}
    if subscriber.confirmed_at is None:
        before = subscriptions.confirmed_before(subscriber)
        context |= {
            "chosen": chosen_words(subscriber),
            "before": chosen_words(before) if before else "",
        }
        return render(request, "events/news/say_yes.html", context)
    context |= {
        "form": form or InterestsForm(initial=InterestsForm.chosen_by(subscriber)),
        "done": "" if form else DONE.get(request.GET.get("done", ""), ""),
    }
    return render(request, "events/news/page.html", context, status=status)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@capability_url
def stop(request: HttpRequest, secret: str) -> HttpResponse:
    """Unsubscribe, also for a mail program (RFC 8058), which sends no cookie and no CSRF token.

    The secret authorises it. The response is no redirect, as mail programs do not follow one.
    """
    subscriber = subscriptions.subscriber_for_token(secret)
    if subscriber is None:
        return _gone(request)
    if request.method == "POST":
        subscriptions.unsubscribe(subscriber=subscriber)
        return _gone(request)
    return render(request, "events/news/stop.html", {"secret": secret, "crumbs": []})


def _gone(request: HttpRequest) -> HttpResponse:
    """Render that a valid link has no subscriber: unsubscribed, or purged after a week."""
    return render(request, "events/news/gone.html", {"crumbs": []})
