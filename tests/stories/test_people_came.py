"""A summary offers how many were ticked on the day: only the number."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from events.bookings.check_in import check_in
from stories.models import StoriesPage, SummaryPage
from tests.factories import STARTS_AT, make_booking, make_session
from tests.stories.test_editing import add_url, editor, summary  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(site):
    session = make_session()
    for name in ("Ama", "Bo"):
        booking = make_booking(session=session, name=name, email=f"{name}@example.org")
        check_in(session=session, person=booking.people.get().pk, came=True, now=STARTS_AT)
    return session


@pytest.fixture(autouse=True)
def clock(site):
    with time_machine.travel(STARTS_AT + timedelta(hours=3), tick=False):
        yield


def page_of():
    return SummaryPage.objects.get().get_latest_revision_as_object()


def save(client, session, **changes):
    data = {**summary(), "session": session.page_id, **changes}
    if SummaryPage.objects.exists():
        url = reverse("wagtailadmin_pages:edit", args=[SummaryPage.objects.get().pk])
    else:
        url = add_url(StoriesPage, SummaryPage)
    client.post(url, data)


def test_the_first_draft_takes_the_number_over_and_says_where_it_is_from(
    client,
    editor,  # noqa: F811
    session,
):
    client.force_login(editor)
    save(client, session, people_came="")
    assert page_of().people_came == 2
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[page_of().pk])).text
    assert "On the day 2 people were ticked." in edit
    assert "Ama" not in edit

    save(client, session, people_came="")  # the editor does not want to say it
    assert page_of().people_came is None


def test_an_editors_own_number_stays_and_nothing_unseen_is_published(
    client,
    editor,  # noqa: F811
    session,
):
    client.force_login(editor)
    save(client, session, people_came="", **{"action-publish": "1"})
    assert SummaryPage.objects.get().people_came is None
    SummaryPage.objects.all().delete()
    save(client, session, people_came="5")
    assert page_of().people_came == 5
