"""What people can ask for, as organisers change it."""

import pytest
from django.urls import reverse

from events.models import AccessOption
from tests.factories import make_booking, make_option

pytestmark = pytest.mark.django_db


def test_an_organiser_changes_what_people_can_ask_for(organiser):
    organiser.post(
        reverse("access_options:add"),
        {
            "label": "A soft chair",
            "hint": "",
            "subject": "room",
            "in_use": "on",
            "sort_order": "100",
        },
    )

    assert AccessOption.objects.filter(label="A soft chair").exists()


def test_what_someone_has_asked_for_is_taken_out_of_use_and_not_deleted(session, organiser):
    option = make_option("A soft chair")
    make_booking(session=session, needs=(option,))
    url = reverse("access_options:delete", args=[option.pk])

    for answer in (organiser.get(url, follow=True), organiser.post(url, follow=True)):
        assert "take the tick away from “In use”" in answer.text
        assert answer.redirect_chain == [(reverse("access_options:edit", args=[option.pk]), 302)]
    assert AccessOption.objects.filter(pk=option.pk).exists()

    unused = make_option("A loud bell")
    organiser.post(reverse("access_options:delete", args=[unused.pk]))
    assert not AccessOption.objects.filter(pk=unused.pk).exists()
