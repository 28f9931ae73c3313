"""Who gets texts hears by text that a session starts late, and nobody has to phone them."""

from datetime import timedelta

import pytest

from events import schedule
from events.phone_calls import calls_to_make
from events.texts.delivery import send_due_texts
from tests.events.texts.people import NUMBER, make_texted_booking
from tests.factories import STARTS_AT, make_session

pytestmark = pytest.mark.django_db


def test_a_late_start_goes_out_as_a_text_at_once(notify, now):
    session = make_session()
    make_texted_booking(session=session)
    send_due_texts(now=now)
    moment = STARTS_AT - timedelta(minutes=10)

    schedule.delay(session=session, minutes=15, seen=STARTS_AT, now=moment)
    assert send_due_texts(now=moment) == {"sent": 1}

    number, text = notify.texts[-1]
    assert number == NUMBER
    assert "10:45am" in text
    assert calls_to_make(now=moment) == []
