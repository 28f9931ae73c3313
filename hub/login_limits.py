"""Limits for guessing passwords: logins, password resets and pages with a shared password."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessLog
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from hub.client_ip import client_ip
from hub.rate_limit import count, counted, is_rate_limited, too_many_requests

View = Callable[..., HttpResponse]

# Failed logins within AXES_COOLOFF_TIME, beside AXES_FAILURE_LIMIT for one account from one place.
MAX_FAILURES_PER_CLIENT = 50  # a whole office may share an address
MAX_FAILURES_PER_ACCOUNT = 50  # from anywhere

MAX_RESETS_PER_CLIENT = 20  # an hour
MAX_RESETS_PER_ACCOUNT = 5  # an hour
MAX_WRONG_PER_CLIENT = 20  # shared passwords an hour
MAX_WRONG_PER_PASSWORD = 500  # an hour, from anywhere: more is a flood


class LoginLimitHandler(AxesDatabaseHandler):
    """Login limits by account and client, by client and by account.

    An account that is guessed at from many places is closed to all but the places where it has
    logged in before, so that nobody can lock its owner out.
    """

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Return the failures, scaled so that AXES_FAILURE_LIMIT means the limit of their kind."""
        pair, client, account = self.get_user_attempts(request, credentials)
        limit = settings.AXES_FAILURE_LIMIT
        failures = max(_failures(pair), _failures(client) * limit // MAX_FAILURES_PER_CLIENT)
        if failures >= limit or _is_known_place(request, credentials):
            return failures
        return max(failures, _failures(account) * limit // MAX_FAILURES_PER_ACCOUNT)


def _failures(attempts: Any) -> int:  # noqa: ANN401 - a queryset of axes
    return attempts.aggregate(total=Sum("failures_since_start"))["total"] or 0


def _is_known_place(request: HttpRequest, credentials: dict[str, Any] | None) -> bool:
    return AccessLog.objects.filter(
        username=get_client_username(request, credentials),
        ip_address=request.axes_ip_address,  # type: ignore[attr-defined]
    ).exists()


def limit_password_resets(view: View) -> View:
    """Limit requests for a reset mail by client and by the address typed, known or not."""

    @wraps(view)
    @never_cache
    def limited(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method == "POST":
            now, account = timezone.now(), request.POST.get("email", "").strip().lower()
            if is_rate_limited(request, what="reset", most=MAX_RESETS_PER_CLIENT, now=now):
                return too_many_requests(request)
            if account and count("reset of", account, now=now) > MAX_RESETS_PER_ACCOUNT:
                return too_many_requests(request)
        return view(request, *args, **kwargs)

    return limited


def limit_wrong_passwords(view: View) -> View:
    """Limit wrong guesses at a shared password, by client and by password.

    Right ones are not counted: a whole group may share an address and know the password.
    """

    @wraps(view)
    @sensitive_post_parameters("password")
    @never_cache
    def limited(request: HttpRequest, **ids: int) -> HttpResponse:
        if request.method != "POST":
            return view(request, *ids.values())
        now, what = timezone.now(), f"password {view.__module__}"
        limits = {
            (what, client_ip(request)): MAX_WRONG_PER_CLIENT,
            (f"{what} of", str(ids["restriction"])): MAX_WRONG_PER_PASSWORD,
        }
        if any(counted(*key, now=now) >= most for key, most in limits.items()):
            return too_many_requests(request)
        response = view(request, *ids.values())
        if not isinstance(response, HttpResponseRedirect):
            for key in limits:
                count(*key, now=now)
        return response

    return limited
