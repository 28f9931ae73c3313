"""The sample content loads twice from nothing. Its pages are opened in tests/browser/test_every_page.py."""

from collections import Counter
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from events.bookings import capacity_of
from events.broadcasts.delivery_report import reports_of
from events.models import (
    AccessNeed,
    Booking,
    Broadcast,
    Feedback,
    Notice,
    Person,
    Regular,
    Session,
    SessionPage,
    Subscriber,
    Supplier,
)
from events.subscriptions.matching import enqueue_alerts
from home.demo.content import (
    BOOKINGS,
    BROADCASTS,
    CONTRIBUTIONS,
    FEEDBACK,
    SUBSCRIBERS,
    SUPPLIERS,
)
from home.demo.loader.contributions import make_subscribers
from hub.dates import LONDON
from hub.models import User
from stories.models import Contribution, Piece

pytestmark = [
    pytest.mark.slow("loads the whole sample site"),
    pytest.mark.xdist_group("load_demo"),  # one process loads, and the others do not
]


def load() -> None:
    call_command("load_demo", verbosity=0)


def counted() -> dict[str, int]:
    models = (
        *(Page, Session, Booking, Person, AccessNeed, Regular, User),
        *(Broadcast, Feedback, Contribution, Subscriber, Notice),
    )
    return {model.__name__: model.objects.count() for model in models}


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """Load once for this module, and leave no trace."""

    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def site_with_demo(demo, db):
    return demo


def test_loading_again_changes_nothing(site_with_demo):
    before = counted()
    newest = Page.objects.order_by("-latest_revision_created_at").values("pk", "latest_revision_id")
    revisions = list(newest)
    load()
    assert counted() == before
    assert list(newest.all()) == revisions


def test_every_live_page_is_in_the_sitemap_by_which_the_browser_tests_find_it(
    site_with_demo, client
):
    listed = client.get("/sitemap.xml").content.decode()
    missing = [page.url for page in live_pages() if f"{page.full_url}</loc>" not in listed]
    assert missing == []
    assert live_pages().count() > 60


def live_pages():
    return Page.objects.live().filter(depth__gt=1)


def test_the_edit_page_of_each_kind_of_page_opens_for_an_editor(
    site_with_demo, client, pytestconfig
):
    client.force_login(User.objects.get(username="editor"))
    pages = list(Page.objects.filter(depth__gt=1).order_by("-pk"))
    if not pytestconfig.getoption("--all-pages"):
        pages = {(page.content_type_id, page.live): page for page in pages}.values()
    closed = []
    for page in pages:
        response = client.get(f"/admin/pages/{page.pk}/edit/")
        if response.status_code != 200:
            closed.append((page.title, response.status_code))
    assert closed == []


def test_bookings_are_in_the_states_that_their_words_say(site_with_demo):
    assert Counter(Booking.objects.values_list("state", flat=True)) == Counter(
        each.state for each in BOOKINGS
    )
    asked = Counter(need.state for each in BOOKINGS for p in each.people for need in p.needs)
    assert Counter(AccessNeed.objects.values_list("state", flat=True)) == asked


def test_someone_comes_every_time_and_nobody_made_up_is_written_to(site_with_demo):
    regular = Regular.objects.get()
    assert (regular.series.slug, regular.booking.email) == ("over-a-brew", "")
    assert {each.contact_name for each in Booking.objects.filter(regular__isnull=False)} == {
        each.people[0].name for each in BOOKINGS if each.every_time and not each.email
    }


def test_organisers_have_written_and_people_have_answered(site_with_demo):
    organiser = User.objects.get(username="organiser")
    assert Broadcast.objects.count() == len(BROADCASTS)
    assert {each.written_by for each in Broadcast.objects.all()} == {organiser}
    assert all(each.written_at <= timezone.now() for each in Broadcast.objects.all())
    for session in {letter.session for letter in Broadcast.objects.all()}:
        for written in reports_of(session):
            assert (written.sent > 0, written.waiting, written.dismissed) == (True, 0, 0)
    said = Feedback.objects.values_list("session", flat=True)
    assert (len(said), len(set(said))) == (len(FEEDBACK), 1)


def test_people_have_sent_something_in_and_one_of_it_is_read(site_with_demo):
    assert Contribution.objects.count() == len(CONTRIBUTIONS)
    assert Contribution.objects.exclude(read_at=None).count() == 1


def test_nobody_made_up_follows_the_sessions_of_a_site_that_sends_mail(site_with_demo):
    assert not Subscriber.objects.exists()


def test_where_mail_stays_on_this_machine_some_follow_and_what_is_there_is_no_news_to_them(
    site_with_demo, settings
):
    settings.MAIL_SERVER_BACKEND = "hub.eml_backend.EmlFileBackend"
    now = timezone.now()
    make_subscribers(now=now)
    assert Subscriber.objects.exclude(confirmed_at=None).count() == len(SUBSCRIBERS)
    assert enqueue_alerts(now=(now + timedelta(days=1)).replace(hour=12)) == 0


def test_the_year_of_the_brief_is_there(site_with_demo):
    came = dict(
        SessionPage.objects.filter(summaries__isnull=False).values_list(
            "session__starts_at__date", "summaries__people_came"
        )
    )
    days = {day.isoformat(): people for day, people in came.items()}
    assert days["2024-05-22"] == 29
    assert days["2024-06-26"] == 24
    assert "2024-07-24" in days
    assert {"2024-07-01", "2024-07-02", "2024-07-03", "2024-07-05", "2024-07-08"} <= days.keys()


def test_coming_dates_count_from_today_and_are_fourth_wednesdays(site_with_demo):
    now = timezone.now()
    coming = SessionPage.objects.filter(session__series__slug="over-a-brew").upcoming(now)
    starts = [page.session.starts_at.astimezone(LONDON) for page in coming.with_facts()]
    assert len(starts) >= 11
    assert all(start.weekday() == 2 for start in starts)
    # All but one that was moved away from Christmas.
    assert sum(22 <= start.day <= 28 for start in starts) >= len(starts) - 1


def test_there_is_a_nearly_full_and_a_full_session(site_with_demo):

    coming = SessionPage.objects.bookable(timezone.now()).with_facts()
    left = [capacity_of(page.session).all_left for page in coming]
    assert 0 in left
    assert any(places and places <= 5 for places in left)


def test_every_kind_of_piece_is_there_with_pictures_that_are_described(site_with_demo):
    kinds = Counter(piece.kind_words for piece in Piece.objects.live())
    assert len(kinds) == 4
    with_picture = Piece.objects.exclude(picture=None)
    assert with_picture.count() > 15
    assert not with_picture.filter(picture_description="", picture_is_decorative=False).exists()


def test_the_logins_have_their_groups_and_no_more(site_with_demo):
    for username, group in (
        ("editor", "Editors"),
        ("organiser", "Organisers"),
        ("facilitator", "Facilitators"),
    ):
        user = User.objects.get(username=username)
        assert list(user.groups.all()) == [Group.objects.get(name=group)]
        assert not user.is_superuser


def test_passwords_on_a_real_site_are_not_known_to_anyone(site_with_demo):
    assert not User.objects.get(username="editor").check_password("editor-brew")


def test_organisers_see_numbers_and_whom_they_can_ask(site_with_demo, client):
    client.force_login(User.objects.get(username="organiser"))
    learned = client.get(reverse("insights:learned")).text
    assert "Tuesday evening: 14 people" in learned
    assert "More breaks" in learned
    assert {each.name for each in Supplier.objects.all()} == {each.name for each in SUPPLIERS}
    assert all(each.options.count() == 1 for each in Supplier.objects.all())
