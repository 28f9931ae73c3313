"""What we learned: the screen, the file, the headcount, and the block for everyone."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageLogEntry

from events.insights import report
from events.insights.availability import availability_counts
from events.insights.time_slots import TimeSlot
from events.insights.wagtail_hooks import headcount_tasks
from events.models import AvailabilityCount, SessionCount
from hub.models import User
from stories.blocks.body import BodyBlock
from tests.events.admin.helpers import login
from tests.events.emails.mails import single_spaced
from tests.factories import STARTS_AT, make_booking, make_series, make_session

pytestmark = pytest.mark.django_db

OPEN, PUBLISHED = datetime(2027, 8, 30, 9, 0, tzinfo=UTC), datetime(2027, 8, 31, 9, 0, tzinfo=UTC)
URLS = ("insights:learned", "insights:export")


@pytest.fixture
def clock():
    with time_machine.travel(PUBLISHED, tick=False) as traveller:
        yield traveller


def count(topic, label="", answer="", number=1, day=date(2027, 3, 24)):
    SessionCount.objects.create(topic=topic, label=label, answer=answer, number=number, held_on=day)


@pytest.fixture
def numbers(site):
    count("session", "2 morning", number=3)
    count("need", "More breaks", "in-time", 18)
    count("need", "More breaks", "late", 4)
    count("need", "A lamp", "open", 3)
    count("got-it", "More breaks", "yes", 11)
    count("people", "2 morning", "video", 70)
    count("people", "2 morning", "phone", 2)
    count("missed", "", "waiting", 6)
    count("missed", "", "stayed-away", 1)


@pytest.fixture
def organiser(site, client, clock):
    return login(client, "Organisers")


def drawn_block(**value):
    block = BodyBlock().child_blocks["you_asked"]
    value = block.to_python({"heading": "You asked, we did", "numbers": True, **value})
    return block.render(value, context={"request": RequestFactory().get("/")})


def test_the_screen_shows_numbers_from_5_up_and_says_what_is_hidden(organiser, numbers):
    shown = organiser.get(reverse("insights:learned")).text

    assert "January to June 2027" in shown
    assert "3 sessions." in shown
    assert "More breaks" in shown and ">18<" in shown
    assert "Wednesday morning" in shown and ">70<" in shown
    assert "A lamp" not in shown
    assert "fewer than 5" in shown
    assert "July to December 2027 comes on 2 March 2028" in shown


def test_before_a_half_year_is_over_nothing_of_it_is_shown(organiser, numbers, clock):
    clock.move_to(OPEN)
    shown = organiser.get(reverse("insights:learned")).text

    assert "There is nothing to show yet." in shown
    assert "January to June 2027 comes on 31 August 2027" in shown
    assert "More breaks" not in shown
    assert "More breaks" not in organiser.get(reverse("insights:export")).text
    assert "More breaks" not in drawn_block()


def test_screen_file_and_block_are_the_same_whatever_a_hidden_number_is(organiser, numbers):
    def all_of_it():
        pages = [organiser.get(reverse(name)).content for name in URLS]
        return [page.split(b"<body")[-1].split(b"desk-lead")[-1] for page in pages], drawn_block()

    hidden = SessionCount.objects.filter(number__lt=5).exclude(topic="session")
    assert hidden.count() == 4
    before = all_of_it()
    for number in range(5):
        hidden.update(number=number)
        assert all_of_it() == before
    hidden.delete()
    assert all_of_it() == before


def test_the_file_has_the_same_numbers_in_words_and_is_logged(organiser, numbers):
    count("need", "=1+1", "in-time", 9)
    response = organiser.get(reverse("insights:export"))
    lines = response.text.lstrip("\ufeff").splitlines()

    assert lines[0] == "Period,What is counted,Of what,How it went,People"
    assert "January to June 2027,Asked for,More breaks,Ready in time,18" in lines
    assert "January to June 2027,Had a place,Wednesday morning,By video,70" in lines
    assert "January to June 2027,Asked for,'=1+1,Ready in time,9" in lines
    assert len(lines) == 6
    assert response["Content-Disposition"] == 'attachment; filename="what-we-learned.csv"'
    entry = PageLogEntry.objects.get(action="events.export_learned")
    assert entry.user.username == "organisers"


@pytest.mark.parametrize("name", URLS)
def test_only_organisers_get_in(site, client, numbers, clock, name):
    assert "/admin/login/" in client.get(reverse(name)).url
    login(client, "Editors")

    for method in (client.get, client.post):
        answer = method(reverse(name))
        assert answer.status_code == 302
        assert "More breaks" not in answer.text
    assert not PageLogEntry.objects.filter(action="events.export_learned").exists()


def test_the_menu_and_the_past_sessions_lead_there(organiser):
    for name in ("wagtailadmin_home", "sessions_admin:past"):
        assert reverse("insights:learned") in organiser.get(reverse(name)).text


def test_an_earlier_half_year_can_be_chosen_and_an_unknown_one_is_the_newest(organiser, numbers):
    count("session", "1 evening", day=date(2026, 9, 2))
    count("need", "A quiet corner", "in-time", 7, day=date(2026, 9, 2))
    learned = reverse("insights:learned")

    assert "<h2>January to June 2027</h2>" in organiser.get(learned).text
    assert "<h2>July to December 2026</h2>" in organiser.get(f"{learned}?period=2026-2").text
    assert "<h2>January to June 2027</h2>" in organiser.get(f"{learned}?period=2027-2").text
    assert "A quiet corner" in organiser.get(learned).text, "over time"


def test_the_queries_do_not_grow_with_what_is_counted(organiser, numbers):
    def queries():
        with CaptureQueriesContext(connection) as context:
            organiser.get(reverse("insights:learned"))
            drawn_block()
        return len(context)

    queries()  # permissions and content types are cached from now on
    few = queries()
    for number in range(40):
        count("need", f"Thing {number}", "in-time", 9)
        count("session", "3 evening", day=date(2027, 4, 1) + timedelta(days=number))
    assert queries() == few


def test_the_heat_map_has_text_for_each_shade_and_names_unused_times(
    organiser, numbers, monkeypatch
):
    evening = TimeSlot(1, 2)
    said = [(date(2027, 2, 1), evening, 8), (date(2027, 3, 1), evening, 4)]
    said += [(date(2027, 2, 1), TimeSlot(2, 0), 5), (date(2027, 2, 1), TimeSlot(4, 1), 4)]
    monkeypatch.setattr(report, "availability_counts", lambda: said)
    shown = single_spaced(organiser.get(reverse("insights:learned")).text)

    assert '<td data-label="Evening" class="desk-heat-4">12</td>' in shown
    assert '<td data-label="Morning" class="desk-heat-2">5</td>' in shown
    assert "Tuesday evening: 12 people" in shown
    assert "Wednesday morning: 5 people" not in shown, "there was a session then"
    assert "Friday afternoon" not in shown


def test_the_counts_of_the_form_are_by_month_and_time_slot(db):
    series = make_series()
    AvailabilityCount.objects.create(series=series, month=date(2027, 1, 1), number=9)
    AvailabilityCount.objects.create(
        series=series, month=date(2027, 1, 1), weekday=2, time_of_day="morning", number=7
    )

    assert list(availability_counts()) == [(date(2027, 1, 1), TimeSlot(1, 0), 7)]


# The block ----------------------------------------------------------------------------------------


def test_the_block_tells_everyone_what_was_asked_for_and_what_came_of_it(numbers, clock):
    shown = drawn_block(pairs=[{"asked": "Keep to the break.", "did": "We ring a <b>bell</b>."}])

    assert "You asked: Keep to the break." in shown
    assert "We did: We ring a &lt;b&gt;bell&lt;/b&gt;." in shown
    assert "What you asked for, January to June 2027" in shown
    assert "Ready in time: 18 people" in shown
    assert "Ready late" not in shown
    assert "A lamp" not in shown


def test_the_block_leaves_out_what_the_editor_does_not_want_and_what_is_not_there(db, clock):
    assert "<h3>" not in drawn_block()
    count("need", "More breaks", "in-time", 18)
    assert "More breaks" in drawn_block()
    assert "More breaks" not in drawn_block(numbers=False)


# The headcount ------------------------------------------------------------------------------------


@pytest.fixture
def session(site):
    session = make_session()
    for number in range(3):
        make_booking(session=session, name=f"N {number}", email=f"n{number}@example.org")
    return session


def test_an_organiser_writes_down_how_many_came(site, client, session, clock):
    clock.move_to(STARTS_AT + timedelta(hours=2))
    login(client, "Organisers")
    url = reverse("insights:headcount", args=[session.pk])
    assert url in client.get(reverse("wagtailadmin_home")).text
    assert "3 people had a place" in client.get(url).text
    assert "Enter a number" in client.post(url, {"came": "many"}).text
    client.post(url, {"came": "2"})

    assert SessionCount.objects.get(answer="stayed-away").number == 1
    assert url not in client.get(reverse("wagtailadmin_home")).text


@pytest.mark.parametrize("moment", [STARTS_AT - timedelta(days=1), PUBLISHED])
def test_too_early_or_too_late_nothing_is_written_down(site, client, session, clock, moment):
    clock.move_to(moment)
    login(client, "Organisers")
    url = reverse("insights:headcount", args=[session.pk])
    for answer in (client.get(url), client.post(url, {"came": "2"})):
        assert "from the start of a session" in answer.text

    assert not SessionCount.objects.exists()


def test_editors_write_down_no_headcount(site, client, session, clock):
    login(client, "Editors")
    url = reverse("insights:headcount", args=[session.pk])
    assert client.post(url, {"came": "2"}).status_code == 302

    assert not SessionCount.objects.exists()
    assert headcount_tasks(User.objects.get(username="editors"), STARTS_AT) == []
