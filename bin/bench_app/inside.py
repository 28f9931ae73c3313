"""Run inside Django: `inside.py fill 1000` creates sessions, `inside.py pages` measures pages."""

import json
import sys
import time
from wsgiref.util import setup_testing_defaults

import django

django.setup()

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench_app import SESSION_COOKIE  # noqa: E402
from bench_app.fill import fill  # noqa: E402
from events.models import SessionPage  # noqa: E402
from stories.models import StoryPage  # noqa: E402

FEED = "/sessions/calendar.ics"
REPEATS = 12
application = WSGIHandler()


def urls() -> dict[str, str]:
    return {
        "the same behind our middleware": "/bare/",
        "home page": "/",
        "sessions list": "/sessions/",
        "session page": SessionPage.objects.open_to_all().bookable(timezone.now()).first().url,
        "story page": StoryPage.objects.open_to_all().first().url,
        "calendar feed": FEED,
    }


def get(path: str, headers: dict[str, str]) -> dict[str, str]:
    """Handle one request as the server would, and return the response headers."""
    environment = {"PATH_INFO": path, "HTTP_X_FORWARDED_PROTO": "https", **headers}
    setup_testing_defaults(environment)
    response_headers: dict[str, str] = {}

    def start_response(status: str, pairs: list[tuple[str, str]], *_: object) -> None:
        assert status[:3] in ("200", "304"), f"{path} answers {status}"
        response_headers.update(pairs)

    response = application(environment, start_response)
    b"".join(response)
    response.close()
    return response_headers


def cost(path: str, **headers: str) -> list[float]:
    """Return the number of queries, and the least CPU milliseconds of REPEATS requests."""
    get(path, headers)  # the first request makes renditions
    get(path, headers), get(path, headers)  # and fills the page cache with its deadline
    with CaptureQueriesContext(connection) as captured:
        get(path, headers)
    queries = len(captured)  # before the next request clears the log
    least = float("inf")
    for _ in range(REPEATS):
        start = time.process_time()
        get(path, headers)
        least = min(least, time.process_time() - start)
    return [queries, least * 1000]


if __name__ == "__main__":
    if sys.argv[1] == "fill":
        fill(int(sys.argv[2]))
        costs = {
            "path": FEED,
            "plain": cost(FEED),
            "compressed": cost(FEED, HTTP_ACCEPT_ENCODING="gzip"),
            "unchanged": cost(FEED, HTTP_IF_NONE_MATCH=get(FEED, {})["ETag"]),
        }
    else:
        costs = {}
        for name, path in urls().items():
            rendered = cost(path, HTTP_COOKIE=SESSION_COOKIE)
            costs[name] = [path, rendered, cost(path) if "page" in name or "list" in name else None]
    print(json.dumps(costs))
