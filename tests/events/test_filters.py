"""The filters of the lists of sessions, against a model that knows nothing of the database."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from events.models import SessionPage, SessionPageTopic
from events.public.filter_links import Facets
from events.public.filters import MAX_VALUES, Filters, all_options
from hub.dates import LONDON
from hub.models import Area, Topic
from tests import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
# Both sides of each border between times of day, on each day of a week, on both sides of the clock change.
STARTS = [
    datetime.combine(day, at, LONDON)
    for first in (date(2027, 3, 22), date(2027, 3, 29))
    for day, at in zip(
        (first + timedelta(days=number) for number in range(7)),
        (time(0), time(9, 30), time(11, 59), time(12), time(16, 59), time(17), time(23, 30)),
        strict=True,
    )
]
TOPICS, AREAS = ("carers", "money", "travel"), ("essex", "norfolk")
LINES = {
    "monthly": "Captions are on.\nWe take a break.",
    "programme": "We take a break\nA quiet room.",
    "walks": "",
}
SERIES_AREAS = {"monthly": "", "programme": "norfolk", "walks": "essex"}
WAYS = {"video": "by_video", "phone": "by_phone", "in-person": "in_person"}
VALUES = {
    "series": ("monthly", "programme", "walks"),
    "topic": TOPICS,
    "area": AREAS,
    "day": ("weekday", "weekend"),
    "time": ("morning", "afternoon", "evening"),
    "way": tuple(WAYS),
    "with": ("captions-are-on", "we-take-a-break", "a-quiet-room"),
}


@dataclass(frozen=True)
class Model:
    """What was made, in plain words."""

    title: str
    starts: datetime
    series: str
    topics: frozenset[str]
    area: str
    ways: frozenset[str]

    def has(self, name: str, value: str) -> bool:
        hour = self.starts.hour
        match name:
            case "series":
                return self.series == value
            case "topic":
                return value in self.topics
            case "area":
                return (self.area or SERIES_AREAS[self.series]) == value
            case "day":
                return (value == "weekend") == (self.starts.strftime("%a") in ("Sat", "Sun"))
            case "time":
                return value == (
                    "morning" if hour < 12 else "afternoon" if hour < 17 else "evening"
                )
            case "way":
                return value in self.ways
        lines = LINES[self.series].splitlines()
        return value in {line.strip(".").lower().replace(" ", "-") for line in lines}

    def fits(self, asked: dict[str, list[str]]) -> bool:
        return all(
            (all if name == "with" else any)(self.has(name, value) for value in values)
            for name, values in asked.items()
            if values
        )


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def made(site):
    """Sessions with every kind of value, and three that nobody may see."""
    draw = Random(1)
    topics = {slug: Topic.objects.create(name=slug.title(), slug=slug) for slug in TOPICS}
    areas = {slug: Area.objects.create(name=slug.title(), slug=slug) for slug in AREAS}
    series = {
        slug: factories.make_series(
            slug.title(), area=areas.get(SERIES_AREAS[slug]), standing_arrangements=lines
        )
        for slug, lines in LINES.items()
    }
    models = [
        Model(
            title=f"Session {number}",
            starts=starts,
            series=draw.choice(list(LINES)),
            topics=frozenset(draw.sample(TOPICS, draw.randint(0, 2))),
            area=draw.choice(("", "", *AREAS)),
            ways=frozenset(draw.sample(list(WAYS), draw.randint(1, 3))),
        )
        for number, starts in enumerate(STARTS)
    ]
    for model in models:
        session = factories.make_session(
            title=model.title,
            starts_at=model.starts.astimezone(UTC),
            series=series[model.series],
            page={"area": areas.get(model.area)},
            venue="A hall",
            **{name: way in model.ways for way, name in WAYS.items()},
        )
        for slug in model.topics:
            SessionPageTopic.objects.create(page=session.page, topic=topics[slug])
    factories.make_session(title="Draft", starts_at=STARTS[1], live=False, series=series["monthly"])
    factories.make_session(title="Past", starts_at=NOW - timedelta(days=2), series=series["walks"])
    private = factories.make_session(title="Private", starts_at=STARTS[2], series=series["walks"])
    PageViewRestriction.objects.create(page=private.page, restriction_type="login")
    return models


def address(asked: dict[str, list[str]]) -> str:
    query = QueryDict(mutable=True)
    for name, values in asked.items():
        query.setlist(name, values)
    return query.urlencode()


ASKED = st.fixed_dictionaries(
    {},
    optional={
        name: st.lists(st.sampled_from(values), max_size=3) for name, values in VALUES.items()
    },
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(asked=ASKED)
def test_what_fits_is_what_the_model_says_in_list_and_number(made, asked):
    pages = SessionPage.objects.open_to_all().upcoming(NOW)
    chosen = Filters.read(QueryDict(address(asked)), options=all_options())
    wanted = [model.title for model in made if model.fits(asked)]

    assert not chosen.has_unknown
    assert [page.title for page in chosen.narrow(pages)] == wanted
    assert Facets(pages).number(chosen) == len(wanted)
    # The address that the page gives is another way to say the same.
    again = Filters.read(QueryDict(chosen.link().removeprefix("?")), options=all_options())
    assert again.link() == chosen.link()
    assert [page.title for page in again.narrow(pages)] == wanted


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20
)
@given(asked=ASKED)
def test_a_feed_holds_what_the_model_says_without_what_it_cannot_follow(made, asked):
    query = QueryDict(address(asked))
    chosen = Filters.read(query)
    asked = {name: values for name, values in asked.items() if name != "with"}
    pages = SessionPage.objects.open_to_all().upcoming(NOW)

    assert {page.title for page in chosen.narrow(pages)} == {
        model.title for model in made if model.fits(asked)
    }


def listed(client, path):
    """The number of sessions on a page of a list, and its links with a number."""
    main = BeautifulSoup(client.get(path).content, "html.parser").main
    numbered = [
        (link["href"].partition("#")[0], int(found[1]))
        for link in main.select("a.filter")
        if (found := re.search(r"\((\d+)\)$", link.get_text(strip=True)))
    ]
    return len(main.select(".session-card")), numbered


@pytest.mark.slow("opens each link of four lists")
@pytest.mark.parametrize(
    "query", ["", "?time=morning", "?topic=money&with=we-take-a-break", "?day=weekend&way=phone"]
)
def test_each_link_leads_to_as_many_sessions_as_it_says(client, made, query):
    _, numbered = listed(client, f"/sessions/{query}")

    assert len(numbered) >= 8
    wrong = {
        path: (said, number)
        for path, said in numbered
        if said != (number := listed(client, path)[0])
    }
    assert wrong == {}
    # Only taking a choice off may lead to an empty list, and says so.
    taken_off = {path for path, said in numbered if said == 0}
    assert all(path.count("=") < query.count("=") for path in taken_off)


@pytest.mark.parametrize(
    ("query", "may_be_kept"),
    [
        *(("", True), ("past=1", True), ("time=morning", True), ("day=weekend&way=phone", True)),
        *(("page=2", False), ("page=owl", False), ("time=owl", False), ("utm_source=x", False)),
        # Another order, another spelling, twice the same, more than the site keeps.
        *(("way=phone&day=weekend", False), ("time=%6dorning", False)),
        *(("time=morning&time=morning", False), ("past=0", False)),
        ("day=weekend&time=morning&way=phone", False),
    ],
)
def test_only_addresses_that_the_site_gives_are_kept_in_caches(client, made, query, may_be_kept):
    response = client.get(f"/sessions/?{query}" if query else "/sessions/")

    assert response.status_code == 200
    assert ("public" in response["Cache-Control"]) is may_be_kept


def test_a_thousand_values_are_no_work(site):
    query = QueryDict("&".join(f"series=x{number}" for number in range(900)))
    with CaptureQueriesContext(connection) as asked:
        assert Filters.read(query).has_unknown
    assert len(asked) <= MAX_VALUES + 1


def test_a_renamed_series_is_found_by_its_old_address(
    client, made, django_capture_on_commit_callbacks
):
    series = SessionPage.objects.get(title="Session 0").get_parent().specific
    factories.make_session(title="Of the renamed", starts_at=STARTS[0], series=series)
    old, series.slug = series.slug, "a-new-name"
    with django_capture_on_commit_callbacks(execute=True):
        series.save_revision().publish()
    new = listed(client, "/sessions/?series=a-new-name")

    assert new[0] > 1
    assert listed(client, f"/sessions/?series={old}")[0] == new[0]
    assert not Filters.read(QueryDict(f"series={old}&series=a-new-name")).has_unknown


@pytest.mark.slow("makes three hundred sessions to count queries")
def test_a_list_with_filters_costs_the_same_with_5_and_with_300_sessions(client, site):
    topic = Topic.objects.create(name="Money", slug="money")
    series = factories.make_series(area=Area.objects.create(name="Essex", slug="essex"))

    def more(numbers):
        for number in numbers:
            session = factories.make_session(
                series=series, starts_at=NOW + timedelta(days=1 + number), places=9
            )
            SessionPageTopic.objects.create(page=session.page, topic=topic)

    def cost(path):
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            response = client.get(path)
        return len(asked), len(response.content)

    paths = ("/sessions/", "/sessions/?topic=money&day=weekday&time=morning&way=video")
    more(range(5))
    few = [cost(path)[0] for path in paths]
    more(range(5, 300))
    many = [cost(path) for path in paths]
    assert [queries for queries, _ in many] == few
    assert max(size for _, size in many) < 100_000
