"""What to do next, on the admin's first page."""

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from events.models import Notice
from tests.events.admin.helpers import NAME
from tests.events.emails.mails import single_spaced
from tests.factories import make_booking

pytestmark = pytest.mark.django_db


def test_the_first_page_says_what_to_do_next(session, booking, organiser, now):
    make_booking(session=session, name="Joan Webb", email="", phone="01632 960 001")
    Notice.objects.filter(booking=booking).update(failed_at=now)

    shown = organiser.get(reverse("wagtailadmin_home")).text

    assert "What to do next" in shown
    assert "Later: 1" in single_spaced(strip_tags(shown))
    assert "See to 2 emails that did not arrive" in shown
    assert "Phone 1 person who has no email address" in shown
    assert NAME not in shown


def test_the_first_page_asks_editors_for_topics_only(session, booking, editor):
    shown = editor.get(reverse("wagtailadmin_home")).text

    assert "Say what we will talk about on Wednesday 27 January 2027" in shown
    assert "asked for" not in shown
