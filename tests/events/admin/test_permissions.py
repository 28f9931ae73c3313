"""Who may open which screen, and what they see there."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from events.models import Booking
from hub.models import User
from tests.events.admin.helpers import NAME, login, screen_urls
from tests.factories import make_booking, make_session

pytestmark = pytest.mark.django_db


def test_an_editor_gets_into_no_screen_with_bookings(session, booking, editor):
    for name, url in screen_urls(session, booking).items():
        for answer in (editor.get(url), editor.post(url)):
            assert answer.status_code in (302, 403, 405), name
            assert NAME not in answer.text, name
    booking.refresh_from_db()
    assert booking.state == Booking.State.BOOKED


def test_an_editor_is_not_told_whether_a_booking_is_there(site, editor):
    shown = editor.post(reverse("sessions_admin:cancel_booking", args=[9999]), follow=True).text

    assert "Sorry, you do not have permission to access this area." in shown
    assert "This is not here any more" not in shown


def test_the_way_back_leads_organisers_to_the_session_and_editors_to_the_page(session, client):
    own = reverse("sessions_admin:session", args=[session.pk])
    page = reverse("wagtailadmin_pages:edit", args=[session.page_id])
    for group, here, elsewhere in (("Organisers", own, page), ("Editors", page, own)):
        login(client, group)
        response = client.get(reverse("sessions_admin:move", args=[session.pk]))
        crumbs = [each["url"] for each in response.context["breadcrumbs_items"]]
        assert here in crumbs, group
        assert elsewhere not in crumbs, group
        assert f'href="{here}">Go back, change nothing' in response.text, group


def test_a_visitor_is_asked_to_log_in(session, booking, client):
    for name, url in screen_urls(session, booking).items():
        response = client.get(url)
        assert response.status_code == 302, name
        assert "/admin/login/" in response.url, name


def test_an_organiser_gets_into_every_screen(session, booking, organiser):
    elsewhere = {"place", "phoned", "again", "find", "open"}
    for name, url in screen_urls(session, booking).items():
        assert organiser.get(url).status_code == (302 if name in elsewhere else 200), name


def test_the_menu_and_the_first_page_show_sessions_to_organisers_only(session, booking, client):
    home = reverse("wagtailadmin_home")
    login(client, "Editors")
    assert reverse("sessions_admin:coming") not in client.get(home).text

    login(client, "Organisers")
    shown = client.get(home).text
    assert reverse("sessions_admin:coming") in shown
    assert "1 person needs something" in shown


def test_organisers_write_no_pages_and_add_no_dates(site, session, organiser):
    for url in (
        reverse("wagtailadmin_pages:edit", args=[session.page_id]),
        reverse("sessions_admin:add_dates", args=[session.series_id]),
        reverse("sessions_admin:plan", args=[session.series_id]),
    ):
        assert organiser.get(url).status_code == 302


def test_an_editor_may_cancel_a_date_but_sees_only_how_many_are_told(session, booking, editor):
    make_booking(session=session, name="Joan Webb", email="", phone="01632 960 001")
    url = reverse("sessions_admin:cancel", args=[session.pk])

    shown = editor.get(url).text
    assert "2 people: 1 by email, 1 has only a phone number." in shown
    assert "Joan" not in shown
    assert "960 001" not in shown

    editor.post(url, {"reason": "The host is ill."})
    session.refresh_from_db()
    assert session.is_cancelled


def test_someone_who_may_not_publish_changes_no_dates(site, session, client):
    user = User.objects.create_user("helper", "helper@example.org", "brew")
    group = Group.objects.create(name="Helpers")
    group.permissions.add(
        Group.objects.get(name="Editors").permissions.get(codename="access_admin")
    )
    user.groups.add(group)
    client.force_login(user)

    for name in ("cancel", "restore", "move", "note", "details"):
        response = client.post(
            reverse(f"sessions_admin:{name}", args=[session.pk]), {"reason": "x"}
        )
        assert response.status_code == 302
    session.refresh_from_db()
    assert not session.is_cancelled


def test_whoever_had_to_log_in_again_is_told_to_press_once_more(client, site, now):
    session = make_session(places=1)
    make_booking(session=session)
    waiting = make_booking(session=session, name="Jo", email="jo@example.org")
    url = reverse("sessions_admin:give_place", args=[waiting.pk])
    sent_to = client.post(url).url
    assert sent_to.endswith(f"?next={url}")

    response = login(client, "Organisers").get(url, follow=True)

    assert response.status_code == 200
    assert "Nothing has changed yet. Go back and press the button once more." in response.text
    waiting.refresh_from_db()
    assert waiting.state == Booking.State.WAITING


def test_no_screen_asks_in_words_that_we_do_not_use(session, booking, organiser):
    for name, url in screen_urls(session, booking).items():
        if name in ("csv", "xlsx", "options", "new option"):
            continue
        text = organiser.get(url).text.lower()
        for word in ("oops", "invalid", "this field is required"):
            assert word not in text, (name, word)
