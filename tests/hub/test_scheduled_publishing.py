"""Pages that an editor set to appear or go away at a certain time do so with the next pass."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageLogEntry
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html

from events.models import SessionPage
from home.models import InformationPage
from hub.jobs import run_due_jobs
from stories.models import VideoPage
from tests import factories
from tests.stories.factories import make_document, make_piece

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def make_scheduled_page(**fields):
    home = factories.make_site().home
    return home.add_child(instance=InformationPage(title="Getting here", slug="here", **fields))


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


def run(moment):
    with time_machine.travel(moment, tick=False):
        counts = run_due_jobs(now=moment)
    assert "problems" not in counts
    return counts["pages published or taken down"]


def test_a_page_appears_when_its_time_has_come_and_not_before(now, client):
    with time_machine.travel(now, tick=False):
        page = make_scheduled_page(live=False, go_live_at=now + HOUR)
        page.save_revision(approved_go_live_at=now + HOUR)

    assert run(now) == 0
    assert client.get("/here/").status_code == 404
    assert run(now + 2 * HOUR) == 1
    assert client.get("/here/").status_code == 200
    assert run(now + 2 * HOUR) == 0


def test_a_page_goes_away_when_its_time_has_come(now, client):
    page = make_scheduled_page(expire_at=now + HOUR)
    assert run(now) == 0
    assert run(now + 2 * HOUR) == 1
    assert client.get("/here/").status_code == 404
    assert Page.objects.get(pk=page.pk).expired


def test_a_date_that_people_may_have_booked_never_goes_away_by_itself(now):
    page = SessionPage.objects.get(pk=factories.make_session().page_id)
    page.expire_at = now + HOUR
    with pytest.raises(ValidationError) as wrong:
        page.full_clean()
    assert wrong.value.message_dict == {
        "expire_at": ["People may have booked here. Cancel the date instead."]
    }


def test_a_date_stays_on_the_site_until_its_new_words_appear(now, client, admin_user):
    page = factories.make_session().page
    factories.make_booking(session=page.session)
    address = page.get_url()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    with time_machine.travel(now, tick=False):
        admin_client = logged_in(admin_user)
        form = querydict_from_html(admin_client.get(edit).text, form_id="page-edit-form")
        admin_client.post(
            edit,
            form.dict()
            | nested_form_data({"title": "New words", "go_live_at": "2027-01-12 10:00"})
            | {"action-publish": "1"},
        )
        assert "New words" not in client.get(address).text
        assert client.get(address).status_code == 200

    assert run(now + 24 * HOUR) == 0
    assert run(now + 26 * HOUR) == 1
    assert "New words" in client.get(address).text


def test_a_page_stays_on_the_site_when_its_draft_is_set_to_appear_from_the_list(
    now, client, admin_user
):
    page = make_scheduled_page()
    with time_machine.travel(now, tick=False):
        draft = InformationPage.objects.get(pk=page.pk)
        draft.title, draft.go_live_at = "New words", now + HOUR
        draft.save_revision()
        logged_in(admin_user).post(
            f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}&next=/admin/"
        )
        assert client.get("/here/").status_code == 200

    assert run(now + 2 * HOUR) == 1
    assert "New words" in client.get("/here/").text
    assert not Page.objects.get(pk=page.pk).has_unpublished_changes


def test_a_draft_with_a_mistake_does_not_keep_the_others_from_appearing(now, client):
    with time_machine.travel(now, tick=False):
        file = make_document("brew.webm")
        video = make_piece(VideoPage, live=False, file=file, link="https://vimeo.com/76979871")
        video.link = ""
        video.save_revision(approved_go_live_at=now + HOUR, clean=False)
        page = make_scheduled_page(live=False, go_live_at=now + 2 * HOUR)
        page.save_revision(approved_go_live_at=now + 2 * HOUR)
        file.delete()

    assert run(now + 3 * HOUR) == 1
    assert client.get("/here/").status_code == 200
    video.refresh_from_db()
    assert not video.live
    assert PageLogEntry.objects.filter(page=video.pk, action="hub.not_shown").count() == 1
    assert run(now + 4 * HOUR) == 0
