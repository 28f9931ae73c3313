"""What is always there: of the series or of one date, by the way to join, wherever it is said."""

import pytest
import time_machine
from django.urls import reverse

from events.emails.delivery import send_due
from events.models import SessionPage
from tests.events.emails.mails import html_words, single_spaced
from tests.events.test_booking_views import FORM, answer_all, text_of
from tests.factories import STARTS_AT, make_booking, make_series, make_session

pytestmark = pytest.mark.django_db

SERIES = "By video: Live captions are on.\nBy phone: You need no internet.\nWe take a break."
DATE = "By video: A BSL interpreter signs all of it.\nWe take two breaks."


@pytest.fixture(autouse=True)
def clock(now):
    with time_machine.travel(now, tick=False) as traveller:
        yield traveller


@pytest.fixture
def series(site):
    return make_series(standing_arrangements=SERIES)


@pytest.fixture
def session(series):
    return make_session(series=series, page={"standing_arrangements": DATE})


@pytest.fixture
def plain(series):
    return make_session(series=series, starts_at=STARTS_AT.replace(month=2), title="A plain date")


@pytest.mark.parametrize(
    ("modes", "lines"),
    [
        (["video"], ["A BSL interpreter signs all of it.", "We take two breaks."]),
        (["phone"], ["We take two breaks."]),
        (["video", "phone"], DATE.splitlines()),
    ],
)
def test_a_date_says_its_own_in_place_of_the_series(session, modes, lines):
    assert session.standing_arrangements_for(modes) == lines


def test_an_empty_date_is_as_the_series_says(plain):
    assert plain.standing_arrangements_lines == SERIES.splitlines()
    plain.page.standing_arrangements = " \n "
    assert plain.standing_arrangements_lines == SERIES.splitlines()


def test_the_page_of_the_date_and_the_list_say_it(client, session, plain):
    assert "We take two breaks." in text_of(client.get(session.page.url))
    assert "Live captions" not in text_of(client.get(session.page.url))
    listed = text_of(client.get(reverse("sessions")))
    own, usual = listed.index("We take two breaks."), listed.index("Live captions are on.")
    assert own < usual, "each below its own date"
    assert "We take two breaks." in text_of(client.get(session.series.url))


def test_lists_ask_no_more_of_the_database_for_more_dates(
    client, series, django_assert_max_num_queries
):
    def queries():
        with django_assert_max_num_queries(40) as captured:
            client.get(reverse("sessions"), {"past": "", "x": str(SessionPage.objects.count())})
        return len(captured)

    for day in (1, 2, 3):
        make_session(series=series, starts_at=STARTS_AT.replace(month=2, day=day))
    queries()  # fills the caches
    few = queries()
    for day in range(4, 13):
        own = {"standing_arrangements": DATE} if day % 2 else {}
        make_session(series=series, starts_at=STARTS_AT.replace(month=2, day=day), page=own)
    assert queries() == few


@pytest.mark.parametrize(
    ("option", "titles"),
    [
        ("a-bsl-interpreter-signs-all-of-it", ["Over a Brew"]),
        ("live-captions-are-on", ["A plain date"]),
        ("we-take-a-break", ["A plain date"]),
    ],
)
def test_people_find_the_dates_that_have_it(client, session, plain, option, titles):
    page = client.get(reverse("sessions"), {"with": option})
    found = [each.title for month in page.context["months"] for each in month.pages]
    assert found == titles


def test_the_form_says_it_before_it_asks(client, session):
    first = text_of(client.get(f"{FORM}start/"))
    assert first.index("A BSL interpreter signs") < first.index("Would anything make it easier")
    assert "By video: A BSL interpreter signs all of it." in first
    answer_all(client, way={"way": "phone"})
    later = text_of(client.get(f"{FORM}needs/?change=1"))
    assert later.index("We take two breaks.") < later.index("Tick all that would help")
    assert "signs" not in later, "they join by phone"


@pytest.mark.parametrize(
    ("mode", "said", "not_said"),
    [
        ("video", "A BSL interpreter signs all of it.", "By video:"),
        ("phone", "two breaks", "signs"),
    ],
)
def test_the_mails_say_it_for_their_way_to_join(session, mode, said, not_said, mailoutbox, now):
    make_booking(session=session, mode=mode)
    send_due(now=now)
    (mail,) = [mail for mail in mailoutbox if mail.to == ["ama@example.org"]]
    for text in (single_spaced(mail.body), html_words(mail)):
        assert "What is always there" in text
        assert said in text
        assert not_said not in text


def test_editors_write_it_on_the_page_of_the_date(admin_client, session):
    page = admin_client.get(reverse("wagtailadmin_pages:edit", args=[session.page.pk])).text
    assert 'name="standing_arrangements"' in page
    assert "Leave it empty if this date has the same as the series." in page
