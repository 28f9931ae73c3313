"""Run inside Django: `inside.py fill 1000` creates sessions, `inside.py pages` measures pages."""

import io
import json
import sys
import time

import django

django.setup()

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench_app import KNOWN  # noqa: E402
from bench_app.fill import fill  # noqa: E402
from events.models import SessionPage  # noqa: E402
from stories.models import StoryPage  # noqa: E402

FEED = "/sessions/calendar.ics"
TIMES = 12
application = WSGIHandler()


def addresses() -> dict[str, str]:
    session = SessionPage.objects.open_to_all().bookable(timezone.now()).first()
    return {
        "the same behind our middleware": "/bare/",
        "home page": "/",
        "sessions list": "/sessions/",
        "session page": session.url,
        "story page": StoryPage.objects.open_to_all().first().url,
        "calendar feed": FEED,
    }


def ask(path: str, headers: dict[str, str]) -> dict[str, str]:
    """Handle one request as the server would, and return the response headers."""
    environment = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "443",
        "HTTP_HOST": "127.0.0.1",
        "HTTP_X_FORWARDED_PROTO": "https",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "https",
        **headers,
    }
    answer: dict[str, str] = {}

    def start_response(status: str, pairs: list[tuple[str, str]], *_: object) -> None:
        assert status[:3] in ("200", "304"), f"{path} answers {status}"
        answer.update(pairs)

    response = application(environment, start_response)
    b"".join(response)
    response.close()
    return answer


def cost(path: str, **headers: str) -> list[float]:
    """Return the number of queries, and the least CPU milliseconds of TIMES requests."""
    ask(path, headers)  # the first request makes renditions
    ask(path, headers), ask(path, headers)  # and fills the page cache with its deadline
    with CaptureQueriesContext(connection) as asked:
        ask(path, headers)
    queries = len(asked)  # before the next request clears the log
    least = float("inf")
    for _ in range(TIMES):
        start = time.process_time()
        ask(path, headers)
        least = min(least, time.process_time() - start)
    return [queries, least * 1000]


if __name__ == "__main__":
    if sys.argv[1] == "fill":
        fill(int(sys.argv[2]))
        costs = {
            "path": FEED,
            "plain": cost(FEED),
            "packed": cost(FEED, HTTP_ACCEPT_ENCODING="gzip"),
            "again": cost(FEED, HTTP_IF_NONE_MATCH=ask(FEED, {})["ETag"]),
        }
    else:
        costs = {}
        for name, path in addresses().items():
            made = cost(path, HTTP_COOKIE=KNOWN)
            costs[name] = [path, made, cost(path) if "page" in name or "list" in name else None]
    print(json.dumps(costs))
