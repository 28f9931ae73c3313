"""Run inside Django: `inside.py fill 1000` makes sessions, `inside.py pages` prints what to measure."""

import json
import sys

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench_app.fill import fill  # noqa: E402
from events.models import SessionPage  # noqa: E402
from stories.models import StoryPage  # noqa: E402


def addresses() -> dict[str, str]:
    session = SessionPage.objects.open_to_all().bookable(timezone.now()).first()
    return {
        "home page": "/",
        "sessions list": "/sessions/",
        "session page": session.url,
        "story page": StoryPage.objects.open_to_all().first().url,
        "calendar feed": "/sessions/calendar.ics",
    }


def queries(path: str) -> int:
    client = Client(headers={"host": "127.0.0.1", "x-forwarded-proto": "https"})
    client.get(path)  # the first visit cuts pictures to size
    with CaptureQueriesContext(connection) as asked:
        response = client.get(path)
    assert response.status_code == 200, f"{path} answers {response.status_code}"
    return len(asked)


if __name__ == "__main__":
    if sys.argv[1] == "fill":
        path = f"/sessions/calendar.ics?series={fill(int(sys.argv[2])).slug}"
        print(json.dumps({"path": path, "queries": queries(path)}))
    else:
        found = addresses()
        print(json.dumps({name: [path, queries(path)] for name, path in found.items()}))
