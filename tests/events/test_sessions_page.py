"""The lists of sessions: what is coming, what has been, by month, narrowed by ordinary links."""

import io
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from html5lib import parse as parse_html
from PIL import Image
from wagtail.models import PageViewRestriction

from events.models import SessionPageTopic, SessionsPage
from events.public.filters import Filters
from events.recurrence import NthWeekday, Repeat
from hub.dates import LONDON
from hub.models import Area, Picture, Topic
from stories.models import SummaryPage
from tests import factories

pytestmark = pytest.mark.django_db

# A Wednesday afternoon.
NOW = datetime(2027, 1, 27, 14, 0, tzinfo=UTC)
DAYS = {
    "yesterday": NOW - timedelta(days=1),
    "earlier today": NOW - timedelta(hours=4),
    "going on now": NOW - timedelta(minutes=30),
    "later today": NOW + timedelta(hours=2),
    "tomorrow": NOW + timedelta(days=1),
}


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def tree_of(response):
    assert response.status_code == 200
    return parse_html(response.content, namespaceHTMLElements=False)


def text_of(element):
    return " ".join("".join(element.itertext()).split())


def links(response):
    return {link.get("href"): text_of(link) for link in tree_of(response).iter("a")}


def titles(client, path):
    """The titles of the listed sessions, in order."""
    main = tree_of(client.get(path)).find(".//main")
    headings = [each for each in main.iter() if each.tag in {"h3", "h4"}]
    return [text_of(link) for heading in headings for link in heading.iter("a")]


def words_of_links(response):
    return [text_of(link) for link in tree_of(response).iter("a")]


def label(kind, name):
    return kind.objects.create(name=name, slug=name.lower().replace(" ", "-"))


# What is coming and what has been -----------------------------------------------------------------


@pytest.fixture
def five_days():
    return {name: factories.make_session(title=name, starts_at=at) for name, at in DAYS.items()}


def test_a_session_is_coming_until_it_is_over_and_then_it_has_been(client, five_days):
    assert titles(client, "/sessions/") == ["going on now", "later today", "tomorrow"]
    assert titles(client, "/sessions/?past=1") == ["earlier today", "yesterday"]
    assert titles(client, "/sessions/over-a-brew/") == [
        *["going on now", "later today", "tomorrow"],
        *["earlier today", "yesterday"],
    ]


def test_a_session_leaves_the_coming_list_when_it_ends_and_not_when_it_starts(client, frozen):
    factories.make_session(title="here", starts_at=NOW, ends_at=NOW + timedelta(hours=1))
    assert titles(client, "/sessions/") == ["here"]
    frozen.shift(3599)
    assert titles(client, "/sessions/") == ["here"]
    frozen.shift(1)
    assert titles(client, "/sessions/") == []
    assert titles(client, "/sessions/?past=1") == ["here"]


def test_drafts_and_private_sessions_are_on_no_list(client):
    factories.make_session(title="shown", starts_at=DAYS["tomorrow"])
    factories.make_session(title="draft", starts_at=DAYS["tomorrow"], live=False)
    private = factories.make_session(title="private", starts_at=DAYS["tomorrow"])
    PageViewRestriction.objects.create(page=private.page, restriction_type="login")
    secret = factories.make_series("Secret series", slug="secret")
    factories.make_session(title="in secret", starts_at=DAYS["tomorrow"], series=secret)
    PageViewRestriction.objects.create(page=secret, restriction_type="login")

    for path in ("/sessions/", "/sessions/over-a-brew/"):
        assert titles(client, path) == ["shown"]
    for path in ("/sessions/month/2027-01/", "/sitemap.xml", "/sessions/subscribe/"):
        body = client.get(path).content.decode()
        assert not [word for word in ("draft", "private", "ecret") if word in body], path


def test_sessions_stand_under_their_local_month(client):
    # Half past midnight on 1 July in London is still June in UTC.
    factories.make_session(title="a", starts_at=datetime(2027, 6, 30, 23, 30, tzinfo=UTC))
    factories.make_session(title="b", starts_at=datetime(2027, 6, 30, 22, 30, tzinfo=UTC))
    tree = tree_of(client.get("/sessions/"))

    months = [text_of(each) for each in tree.iter("h2") if each.get("id", "").startswith("month-")]
    assert months == ["June 2027", "July 2027"]
    assert titles(client, "/sessions/") == ["b", "a"]


def test_a_cancelled_and_a_full_session_say_so_in_words(client):
    factories.make_session(title="off", starts_at=DAYS["tomorrow"], status="cancelled")
    full = factories.make_session(title="full", starts_at=DAYS["tomorrow"], places=1)
    factories.make_booking(session=full)
    few = factories.make_session(title="few", starts_at=DAYS["tomorrow"], places=4)
    factories.make_booking(session=few, supporter="Jo")  # a supporter takes no place
    main = text_of(tree_of(client.get("/sessions/")).find(".//main"))

    assert "Cancelled" in main
    assert "Full. You can wait for a place" in main
    assert "3 places left" in main


def test_a_past_session_leads_to_what_was_said_but_not_to_a_draft_of_it(client, site):
    session = factories.make_session(title="money", starts_at=DAYS["yesterday"])
    for title, live in (("What 29 people said", True), ("Not ready", False)):
        site.stories.add_child(instance=SummaryPage(title=title, session=session.page, live=live))

    for path in ("/sessions/?past=1", "/sessions/over-a-brew/", session.page.url):
        found = links(client.get(path))
        assert found["/stories/what-29-people-said/"] == "Read what we heard: What 29 people said"
        assert "/stories/not-ready/" not in found


@pytest.mark.slow("makes more sessions than fit one page")
def test_a_long_list_goes_on_on_another_page(client):
    for number in range(35):
        factories.make_session(title=f"n{number}", starts_at=NOW + timedelta(days=1 + number))

    assert titles(client, "/sessions/") == [f"n{number}" for number in range(30)]
    assert titles(client, "/sessions/?page=2") == [f"n{number}" for number in range(30, 35)]
    assert titles(client, "/sessions/?page=owl")[0] == "n0"
    assert titles(client, "/sessions/?page=99")[0] == "n30"


# Filters ------------------------------------------------------------------------------------------


@pytest.fixture
def choices():
    """One session for each thing that can be chosen."""
    carers, norfolk = label(Topic, "Unpaid carers"), label(Area, "Norfolk")
    day = NOW + timedelta(days=30)
    programme = factories.make_series(
        "Missing",
        area=norfolk,
        by_phone=False,
        standing_arrangements="A quiet room.\nwe take a break",
    )
    monthly = factories.make_series()
    made = {
        "carers": factories.make_session(title="carers", series=monthly, starts_at=day),
        "norwich": factories.make_session(
            title="norwich",
            series=programme,
            starts_at=day.replace(hour=9),
            in_person=True,
            venue="N",
        ),
        "evening": factories.make_session(
            title="evening", series=monthly, starts_at=(day + timedelta(days=1)).replace(hour=17)
        ),
    }
    SessionPageTopic.objects.create(page=made["carers"].page, topic=carers)
    return made


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("day=weekday", ["norwich", "carers"]),
        ("day=weekend", ["evening"]),
        ("day=weekend&day=weekday", ["norwich", "carers", "evening"]),
        ("time=morning&time=evening", ["norwich", "evening"]),
        ("with=we-take-a-break", ["norwich", "carers", "evening"]),
        ("with=a-quiet-room", ["norwich"]),
        ("with=a-quiet-room&with=we-take-a-break&way=phone", []),
        ("topic=unpaid-carers", ["carers"]),
        ("area=norfolk", ["norwich"]),
        ("time=morning", ["norwich"]),
        ("time=afternoon", ["carers"]),
        ("time=evening", ["evening"]),
        ("way=in-person", ["norwich"]),
        ("way=phone", ["carers", "evening"]),
        ("series=missing", ["norwich"]),
        ("time=evening&way=phone", ["evening"]),
        ("topic=unpaid-carers&time=evening", []),
        # What nobody knows counts as not asked.
        (
            "topic=gone&area=nowhere&day=owl&time=noon&way=owl&with=x&series=x",
            ["norwich", "carers", "evening"],
        ),
        ("topic=%00&area=" + "x" * 300, ["norwich", "carers", "evening"]),
    ],
)
def test_a_filter_leaves_what_fits(client, choices, query, wanted):
    assert titles(client, f"/sessions/?{query}") == wanted


def test_time_of_day_is_the_time_in_london(client):
    # 11:30 in UTC is half past twelve in July.
    factories.make_session(title="summer", starts_at=datetime(2027, 7, 14, 11, 30, tzinfo=UTC))
    factories.make_session(title="winter", starts_at=datetime(2027, 2, 10, 11, 30, tzinfo=UTC))
    factories.make_session(title="late", starts_at=datetime(2027, 7, 15, 16, 0, tzinfo=UTC))

    assert titles(client, "/sessions/?time=morning") == ["winter"]
    assert titles(client, "/sessions/?time=afternoon") == ["summer"]
    assert titles(client, "/sessions/?time=evening") == ["late"]


def test_a_filter_link_keeps_the_other_choices_and_starts_at_the_first_page(client, choices):
    found = links(client.get("/sessions/?topic=unpaid-carers&way=video&page=1"))

    goes_to = {
        "?topic=unpaid-carers&time=afternoon&way=video": "In the afternoon (1)",
        "?topic=unpaid-carers&way=phone&way=video": "or by phone (1)",
        "?topic=unpaid-carers": "Take off “by video” (1)",
        "?way=video": "Take off “Unpaid carers” (3)",
        "": "Show all coming sessions (3)",
    }
    for query, words in goes_to.items():
        # Whoever chose lands on the list, not above the choices again.
        assert found[f"/sessions/{query}{'#list-title' if query else ''}"] == words
    assert found["/sessions/?topic=unpaid-carers&way=video&past=1"].startswith("See past sessions")


def test_a_choice_that_leads_nowhere_is_named_without_a_link(client, choices):
    tree = tree_of(client.get("/sessions/?topic=unpaid-carers"))

    empty = [text_of(each) for each in tree.iter("span") if "filter-empty" in each.get("class", "")]
    assert empty == [
        "At the weekend: none",
        "In the morning: none",
        "In the evening: none",
        "In person: none",
    ]
    assert not [words for words in links(client.get("/sessions/")).values() if "(0)" in words]


def test_all_sessions_are_one_press_away_from_some(client, choices):
    for query in ("?way=video", "?way=video&time=evening", "?way=video&past=1"):
        found = links(client.get(f"/sessions/{query}"))
        assert "/sessions/" + ("?past=1" if "past" in query else "") in {
            href.partition("#")[0]
            for href, words in found.items()
            if words.startswith(("Take off", "Show all"))
        }


def test_each_list_has_one_address_of_its_own(client, choices):
    addresses = {
        "?topic=unpaid-carers&utm=x": "",
        "?past=1&way=video": "?past=1",
        "?past=1&page=2": "?past=1&page=2",
    }
    for query, own in addresses.items():
        tree = tree_of(client.get(f"/sessions/{query}"))
        assert tree.find(".//link[@rel='canonical']").get("href") == (
            f"https://brew.test/sessions/{own}"
        )


def test_what_is_chosen_is_said_in_title_heading_and_filters(client, choices):
    query = "topic=unpaid-carers&area=norfolk&time=morning&time=evening&way=phone"
    tree = tree_of(client.get(f"/sessions/?{query}"))
    words = "Coming sessions about Unpaid carers, in Norfolk, in the morning or in the evening, by phone"
    chosen = [text_of(a) for a in tree.iter("a") if a.get("aria-current") == "true"]

    assert text_of(tree.find(".//h1")) == words
    assert text_of(tree.find(".//title")).startswith(f"{words} –")
    assert {
        f"Take off: {each}" for each in ("Unpaid carers", "Norfolk", "In the morning", "By phone")
    } < set(chosen)
    assert tree.find(".//meta[@name='robots']").get("content") == "noindex"
    assert tree_of(client.get("/sessions/")).find(".//meta[@name='robots']") is None


def test_when_nothing_fits_there_are_words_and_a_way_on(client, choices):
    found = links(client.get("/sessions/?topic=unpaid-carers&time=evening"))

    assert found["/sessions/"] in {"Show all the sessions", "Show all coming sessions"}
    assert (
        b"No session fits all of that"
        in client.get("/sessions/?way=in-person&time=evening").content
    )


def test_with_no_sessions_at_all_there_are_words_and_a_way_on(client, site):
    assert b"There is no new date yet" in client.get("/sessions/").content
    assert "/sessions/subscribe/" in links(client.get("/sessions/"))
    assert b"There are no past sessions yet" in client.get("/sessions/?past=1").content


def test_when_few_fit_people_can_ask_to_hear_of_new_ones(client, choices):
    few = links(client.get("/sessions/?topic=unpaid-carers&way=phone"))
    none = links(client.get("/sessions/?topic=unpaid-carers&area=norfolk"))

    assert (
        few["/tell-me/?topic=unpaid-carers"]
        == "Tell me when there is a new session about Unpaid carers"
    )
    # Whoever ticks both hears of either.
    assert (
        none["/tell-me/?topic=unpaid-carers&area=norfolk"]
        == "Tell me when there is a new session about Unpaid carers, or in Norfolk"
    )


def test_only_labels_that_some_listed_session_has_are_offered(client, choices):
    label(Topic, "Nobody's topic")

    assert "Nobody's topic" not in client.get("/sessions/").content.decode()
    assert "Unpaid carers" not in client.get("/sessions/?past=1").content.decode()
    # An old link still says what it asks for.
    assert "Unpaid carers" in client.get("/sessions/?past=1&topic=unpaid-carers").content.decode()


def test_choices_in_words_and_in_an_address_keep_one_order():
    chosen = Filters.read(QueryDict("way=video&time=morning&day=weekend&time=evening"))

    assert chosen.link() == "?day=weekend&time=evening&time=morning&way=video"
    assert chosen.words == "at the weekend, in the morning or in the evening, by video"
    assert not Filters()


# A series -----------------------------------------------------------------------------------------


def test_a_series_says_when_it_meets_and_what_is_always_there(client):
    rule = Repeat(on=NthWeekday(4, 2)).to_rule()
    factories.make_series(rule=rule, first_day=date(2027, 1, 27), host="Norfolk carers")
    main = text_of(tree_of(client.get("/sessions/over-a-brew/")).find(".//main"))

    assert "Every month on the fourth Wednesday, 10:30am to 12 noon" in main
    assert "Live captions are on." in main
    assert "Run by Norfolk carers." in main
    assert "There is no new date yet" in main


def test_a_programme_has_no_rhythm_and_still_shows_its_dates(client):
    series = factories.make_series("What's missing?", slug="missing")
    factories.make_session(series=series, title="Ipswich", starts_at=DAYS["tomorrow"])

    assert titles(client, "/sessions/missing/") == ["Ipswich"]


@pytest.mark.parametrize("slug", ["feed", "month", "subscribe"])
def test_a_series_cannot_take_an_address_of_the_site(site, slug):
    series = factories.make_series(slug=slug)
    with pytest.raises(ValidationError, match="uses this address already"):
        series.full_clean()


def test_a_series_has_an_address_that_booking_and_calendars_can_use(site):
    series = factories.make_series("Café", slug="café")
    with pytest.raises(ValidationError, match="Use plain letters without accents"):
        series.full_clean()


def test_the_page_of_all_sessions_keeps_the_address_that_links_and_calendars_need(site):
    page = SessionsPage.objects.get()
    page.slug = "events"
    with pytest.raises(ValidationError, match="Links and calendars need it"):
        page.full_clean()


def test_a_draft_of_a_series_is_not_found(client):
    series = factories.make_series()
    series.unpublish()

    assert client.get("/sessions/over-a-brew/").status_code == 404


# A month ------------------------------------------------------------------------------------------


def test_a_month_is_a_table_with_each_session_on_its_local_day(client):
    factories.make_session(title="late", starts_at=datetime(2027, 6, 30, 23, 30, tzinfo=UTC))
    factories.make_session(
        title="off", starts_at=datetime(2027, 7, 14, 9, 30, tzinfo=UTC), status="cancelled"
    )
    tree = tree_of(client.get("/sessions/month/2027-07/"))

    table = tree.find(".//table")
    assert text_of(table.find("caption")) == "July 2027"
    assert len(table.findall(".//th[@scope='col']")) == 7
    assert len(table.findall("tbody/tr")) == 5
    cells = {
        cell.find("time").get("datetime"): text_of(cell)
        for cell in table.iter("td")
        if cell.find("a") is not None
    }
    assert cells == {
        "2027-07-01": "Thursday 1 July 12:30am late",
        "2027-07-14": "Wednesday 14 July 10:30am Cancelled: off",
    }


def test_months_lead_only_to_where_there_are_sessions(client):
    factories.make_session(starts_at=datetime(2027, 1, 5, 10, 0, tzinfo=UTC))
    factories.make_session(starts_at=datetime(2027, 3, 10, 10, 0, tzinfo=UTC))

    january, march = (links(client.get(f"/sessions/month/2027-0{n}/")) for n in (1, 3))
    assert "/sessions/month/2026-12/" not in january
    assert january["/sessions/month/2027-02/"] == "Go on to February 2027"
    assert march["/sessions/month/2027-02/"] == "Go back to February 2027"
    assert "/sessions/month/2027-04/" not in march
    empty = client.get("/sessions/month/2027-02/")
    assert b"No session in this month" in empty.content


def months_led_to(client, path="/sessions/"):
    """The months that a page links to, below the menus."""
    return [href for href in links(client.get(path)) if href.startswith("/sessions/month/")]


def test_the_months_open_on_that_of_the_next_session_that_is_on(client, frozen):
    factories.make_session(starts_at=NOW - timedelta(days=1))
    factories.make_session(starts_at=DAYS["tomorrow"], status="cancelled")
    # Half past midnight on 1 July in London is still June in UTC.
    factories.make_session(starts_at=datetime(2027, 6, 30, 23, 30, tzinfo=UTC))
    factories.make_session(starts_at=datetime(2027, 8, 30, 10, 0, tzinfo=UTC))

    for path in ("/sessions/", "/sessions/?past=1", "/sessions/?time=evening"):
        assert months_led_to(client, path) == ["/sessions/month/2027-07/"]
    assert b"/sessions/month/2027-07/</loc>" in client.get("/sitemap.xml").content


def test_without_a_next_session_the_months_open_on_this_one(client, site):
    factories.make_session(starts_at=NOW - timedelta(days=60))

    assert months_led_to(client) == ["/sessions/month/2027-01/"]


def test_an_empty_month_says_where_the_next_session_is_or_else_the_last(client, site):
    def told(month):
        response = client.get(f"/sessions/month/{month}/")
        main = text_of(tree_of(response).find(".//main"))
        return main, {words for words in links(response).values() if words.startswith("Go to")}

    assert "We have no date in any month yet." in told("2027-02")[0]
    factories.make_session(starts_at=datetime(2027, 1, 5, 10, 0, tzinfo=UTC))
    factories.make_session(starts_at=datetime(2027, 3, 10, 10, 0, tzinfo=UTC), status="cancelled")
    factories.make_session(starts_at=datetime(2027, 5, 10, 10, 0, tzinfo=UTC))

    assert "The next one is in May 2027." in told("2027-02")[0]
    assert told("2027-02")[1] == {"Go to May 2027"}
    assert "The last one was in May 2027." in told("2027-09")[0]
    assert told("2027-05")[1] == set()


@pytest.mark.parametrize("month", ["2027-13", "2027-00", "1999-12", "9999-12", "27-1", "owl"])
def test_a_month_that_does_not_exist_is_not_found(client, site, month):
    assert client.get(f"/sessions/month/{month}/").status_code == 404


# Subscribing --------------------------------------------------------------------------------------


def test_the_calendar_page_gives_one_address_for_what_was_chosen(client, choices):
    response = client.get("/sessions/subscribe/?topic=unpaid-carers&way=phone")
    found, tree = links(response), tree_of(response)

    path = "brew.test/sessions/calendar.ics?topic=unpaid-carers&way=phone"
    assert f"webcal://{path}" in found
    assert tree.find(".//input").get("value") == f"https://{path}"
    quoted = "brew.test%2Fsessions%2Fcalendar.ics%3Ftopic%3Dunpaid-carers%26way%3Dphone"
    google, outlook, office = (
        next(href for href in found if host in href)
        for host in ("calendar.google.com", "outlook.live.com", "outlook.office.com")
    )
    assert f"cid=webcal%3A%2F%2F{quoted}" in google
    assert f"url=https%3A%2F%2F{quoted}" in outlook
    assert f"url=https%3A%2F%2F{quoted}" in office
    assert "/sessions/subscribe/?series=missing&topic=unpaid-carers&way=phone#chosen" in found


def test_every_address_on_the_calendar_page_is_a_feed_that_answers(client, choices):
    paths = [href for href in links(client.get("/sessions/subscribe/")) if "subscribe/?" in href]

    assert len(paths) >= 6
    for path in paths:
        address = tree_of(client.get(path)).find(".//input").get("value")
        assert client.get(address.removeprefix("https://brew.test")).status_code == 200


def test_the_calendar_page_says_that_changes_come_by_mail(client, site):
    main = text_of(tree_of(client.get("/sessions/subscribe/")).find(".//main"))

    assert "Changes may take a day to show" in main
    assert "If you book a place, we email you when something changes." in main
    assert "twice" in main


# The cost -----------------------------------------------------------------------------------------


def make_picture():
    file = io.BytesIO()
    Image.new("RGB", (900, 600), (200, 120, 80)).save(file, "PNG")
    file.seek(0)
    return Picture.objects.create(title="A mug", file=ImageFile(file, name="mug.png"))


MOST_QUERIES = {
    "/sessions/": 19,
    "/sessions/?topic=carers&area=norfolk&way=video&time=afternoon": 19,
    "/sessions/?past=1": 19,
    "/sessions/over-a-brew/": 17,
    "/sessions/month/2027-02/": 8,
    "/sessions/month/2028-02/": 8,
    "/sessions/subscribe/": 10,
    "/sessions/feed/": 2,
    "/sitemap.xml": 20,
}


@pytest.mark.slow("makes twelve of everything to count queries")
def test_lists_cost_the_same_few_queries_at_three_and_at_twelve_sessions(
    client, site, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    topic, area, picture = label(Topic, "Carers"), label(Area, "Norfolk"), make_picture()
    series = factories.make_series(area=area)

    def more(until):
        """So many coming sessions and as many past ones, with all that a card can show."""
        while (number := series.sessions.count()) < 2 * until:
            days = number // 2 + 1
            session = factories.make_session(
                series=series,
                starts_at=NOW + timedelta(days=days if number % 2 else -days),
                places=5,
                page={"picture": picture, "picture_is_decorative": True},
            )
            SessionPageTopic.objects.create(page=session.page, topic=topic)
            factories.make_booking(session=session)
            site.stories.add_child(
                instance=SummaryPage(title=f"Said {number}", session=session.page)
            )

    def queries(path):
        client.get(path)  # pictures are cut to size on the first visit
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    more(3)
    few = {path: queries(path) for path in MOST_QUERIES}
    more(12)
    assert {path: queries(path) for path in MOST_QUERIES} == few
    assert {path: few[path] for path, most in MOST_QUERIES.items() if few[path] > most} == {}


def test_search_engines_find_every_session_with_its_last_change(client, site, now):
    changed = datetime(2027, 1, 20, 9, 0, tzinfo=UTC)
    session = factories.make_session(starts_at=DAYS["tomorrow"], changed_at=changed)
    gone = factories.make_session(starts_at=DAYS["yesterday"])
    body = client.get("/sitemap.xml").content.decode()

    for path in (
        session.page.url,
        gone.page.url,
        "/sessions/subscribe/",
        "/sessions/month/2027-01/",
    ):
        assert body.count(f"{path}</loc>") == 1
    assert f"{session.page.url}</loc><lastmod>2027-01-20</lastmod>" in body


def test_local_times_stand_in_the_page_with_their_offset(client):
    factories.make_session(starts_at=datetime(2027, 7, 14, 10, 30, tzinfo=LONDON).astimezone(UTC))
    times = [each.get("datetime") for each in tree_of(client.get("/sessions/")).iter("time")]

    assert "2027-07-14T10:30:00+01:00" in times
