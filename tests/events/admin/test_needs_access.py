"""Every look at somebody's needs is logged, without what they need."""

from datetime import timedelta

import pytest
from django.urls import reverse

from events.admin.needs_access import log_needs_access
from events.models import NeedsAccess
from events.privacy.retention import purge_expired
from hub.models import User
from tests.events.admin.test_who_sees_needs import (
    MARKERS,
    addresses,
    content_of,
    log_in,
    rows,  # noqa: F401 - a fixture
)
from tests.events.emails.mails import rolled_back
from tests.factories import make_booking, make_session

pytestmark = pytest.mark.django_db
Kind = NeedsAccess.Kind
# Words of a need, or beside it. The name of an option and a letter are nobody's.
OF_SOMEBODY = set(MARKERS.values()) - {MARKERS["label"], MARKERS["letter"]}


def logged():
    return list(NeedsAccess.objects.values_list("username", "session", "kind"))


@pytest.mark.slow("opens every address of the sessions admin")
def test_whoever_sees_words_about_a_need_is_in_the_log(rows, client):  # noqa: F811
    log_in(client, "Organisers")
    looked_at = []
    for url in addresses(rows):
        for method in (client.get, client.post):
            with rolled_back():
                content = content_of(method(url, {"code": "Zebedee", "state": "talk"}, follow=True))
                seen = OF_SOMEBODY & {marker for marker in OF_SOMEBODY if marker in content}
                entries = {(entry[0], entry[1]) for entry in logged()}
            if seen:
                assert entries == {("someone", rows["session"].pk)}, (method.__name__, url)
                looked_at.append(url)
    assert len(looked_at) > 6


@pytest.mark.slow("opens every address of the sessions admin")
def test_who_may_not_see_needs_is_not_in_the_log(rows, client):  # noqa: F811
    log_in(client, "bookings only")
    for url in addresses(rows):
        with rolled_back():
            content_of(client.get(url, follow=True))
            assert {kind for *_, kind in logged()} <= {Kind.EXPORT, Kind.SHEET_WITH_NAMES}


def test_an_export_is_logged_with_what_is_in_it(rows, client):  # noqa: F811
    log_in(client, "Organisers")
    session = rows["session"]
    for needs in ("plain", "with-needs"):
        content_of(client.get(reverse("sessions_admin:download", args=[session.pk, needs, "csv"])))
    assert logged() == [
        ("someone", session.pk, Kind.EXPORT_WITH_NEEDS),
        ("someone", session.pk, Kind.EXPORT),
    ]


def test_the_owner_of_the_site_reads_the_log_and_organisers_do_not(rows, client, admin_user):  # noqa: F811
    log_in(client, "Organisers")
    client.get(reverse("sessions_admin:session", args=[rows["session"].pk]))
    assert "Who looked at needs" not in client.get(reverse("wagtailadmin_home")).text
    assert "Who looked at needs" not in client.get(reverse("needs_access"), follow=True).text

    client.force_login(admin_user)
    page = client.get(reverse("needs_access")).text
    assert "someone" in page
    assert "Looked at what people asked for" in page
    assert str(rows["session"]) in page
    assert not any(marker in page for marker in MARKERS.values())
    file = content_of(client.get(reverse("needs_access"), {"export": "csv"}))
    assert "someone" in file
    assert str(rows["session"]) in file


def test_the_report_finds_one_person_and_takes_the_same_queries(
    client, admin_user, django_assert_max_num_queries
):
    session = make_session()
    for name in ("ada", "bea"):
        user = User.objects.create_user(name)
        for _ in range(30):
            log_needs_access(user, [session.pk], Kind.SCREEN)
    client.force_login(admin_user)
    with django_assert_max_num_queries(12):
        page = client.get(reverse("needs_access"), {"username": "ada"}).text
    assert "ada" in page
    assert "bea" not in page


def test_it_is_kept_for_12_months_also_when_the_login_goes(now):
    session = make_session()
    booking = make_booking(session=session, needs=("A loop",))
    user = User.objects.create_user("ada")
    log_needs_access(user, [session.pk, session.pk], Kind.SCREEN)
    NeedsAccess.objects.update(at=now)
    user.delete()
    booking.delete()

    purge_expired(now=now + timedelta(days=364))
    assert logged() == [("ada", session.pk, Kind.SCREEN)]
    purge_expired(now=now + timedelta(days=366))
    assert logged() == []
