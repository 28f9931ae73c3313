"""Pages that an editor set to appear or go away at a certain time do so with the next pass."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from wagtail.models import Page

from events.due import run_due
from events.models import SessionPage
from home.models import InformationPage
from tests import factories

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def a_page(**fields):
    home = factories.make_site().home
    return home.add_child(instance=InformationPage(title="Getting here", slug="here", **fields))


def run(moment):
    with time_machine.travel(moment, tick=False):
        counts = run_due(now=moment)
    assert "problems" not in counts
    return counts["pages published or taken down"]


def test_a_page_appears_when_its_time_has_come_and_not_before(now, client):
    with time_machine.travel(now, tick=False):
        page = a_page(live=False, go_live_at=now + HOUR)
        page.save_revision(approved_go_live_at=now + HOUR)

    assert run(now) == 0
    assert client.get("/here/").status_code == 404
    assert run(now + 2 * HOUR) == 1
    assert client.get("/here/").status_code == 200
    assert run(now + 2 * HOUR) == 0


def test_a_page_goes_away_when_its_time_has_come(now, client):
    page = a_page(expire_at=now + HOUR)
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
