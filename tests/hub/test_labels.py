"""Topics and areas: their short names stand in calendars and links that people have."""

import pytest
from django.urls import reverse

from hub.models import Topic

pytestmark = pytest.mark.django_db

SYNC = "w-sync#apply"  # Wagtail's script that writes the short name while you type the name


def test_a_new_name_leaves_the_short_name_of_a_topic_as_people_have_it(admin_client):
    topic = Topic.objects.create(name="Carers", slug="carers")

    form = admin_client.get(reverse("wagtailsnippets_hub_topic:edit", args=[topic.pk])).text

    assert SYNC not in form
    assert "calendars and links would stop working" in form


def test_the_short_name_of_a_new_topic_follows_its_name(admin_client):
    assert SYNC in admin_client.get(reverse("wagtailsnippets_hub_topic:add")).text
