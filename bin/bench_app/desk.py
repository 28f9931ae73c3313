"""Run inside Django: the organisers' screens of a session with as many bookings and needs as asked.

Prints JSON: a row for each screen and each action, with queries (login and menu among them), the
least milliseconds of a few tries, and bytes.
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import timedelta

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from events import schedule  # noqa: E402
from events.bookings import access_needs  # noqa: E402
from events.models import AccessNeed, Session  # noqa: E402
from hub.models import User  # noqa: E402
from tests.factories import make_many_bookings, make_series, make_session  # noqa: E402

REPEATS = 3
HEADERS = {"HTTP_HOST": "127.0.0.1", "HTTP_X_FORWARDED_PROTO": "https"}
Row = tuple[int, float, int]


def addresses(session: Session) -> dict[str, str]:
    names = ("session", "sheet", "export", "move", "cancel")
    urls = {name: reverse(f"sessions_admin:{name}", args=[session.pk]) for name in names}
    urls |= {name: reverse(f"sessions_admin:{name}") for name in ("arrange", "messages", "coming")}
    need = AccessNeed.objects.filter(person__booking__session=session).last()
    urls["need"] = reverse("sessions_admin:answer_need", args=[need.pk])
    urls["home"] = reverse("wagtailadmin_home")
    for kind in ("csv", "xlsx"):
        urls[kind] = reverse("sessions_admin:download", args=[session.pk, "with-needs", kind])
    return urls


def measured(act: Callable[[], int]) -> Row:
    """Return queries, the least milliseconds, and the bytes that `act` returns."""
    act()
    with CaptureQueriesContext(connection) as captured:
        size = act()
    queries, least = len(captured), float("inf")
    for _ in range(REPEATS):
        start = time.perf_counter()
        act()
        least = min(least, time.perf_counter() - start)
    return queries, least * 1000, size


def rolled_back(act: Callable[[], object]) -> Callable[[], int]:
    def run() -> int:
        with transaction.atomic():
            act()
            transaction.set_rollback(True)
        return 0

    return run


def main(number: int) -> dict[str, Row]:
    now = timezone.now()
    session = make_session(
        series=make_series(title="Many people"), starts_at=now + timedelta(days=20), places=None
    )
    make_many_bookings(session, number, now=now)
    client = Client(**HEADERS)
    client.force_login(User.objects.filter(is_superuser=True).first() or _owner())

    def get(url: str) -> int:
        response = client.get(url)
        assert response.status_code == 200, f"{url} answers {response.status_code}"
        content = response.streaming_content if response.streaming else [response.content]
        return sum(map(len, content))

    rows = {name: measured(lambda url=url: get(url)) for name, url in addresses(session).items()}
    needs = list(
        AccessNeed.objects.filter(person__booking__session=session).values_list("pk", flat=True)
    )
    day = timedelta(days=1)
    actions = {
        "move the date": lambda: schedule.move(
            session=Session.objects.get(pk=session.pk),
            starts_at=session.starts_at + day,
            ends_at=session.ends_at + day,
            now=now,
        ),
        "answer all needs": lambda: access_needs.answer_all(
            needs=needs, state="in-place", words="Yes.", now=now
        ),
    }
    return rows | {name: measured(rolled_back(act)) for name, act in actions.items()}


def _owner() -> User:
    return User.objects.create_superuser("owner", "owner@example.org", "brew")


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
