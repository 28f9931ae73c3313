"""Any provider will do: a class with the methods of `TextBackend`, named in the settings."""

import pytest

from events.models import OrganiserTask
from events.phone_calls import calls_to_make
from events.texts.delivery import send_due_letters, send_due_texts
from hub.jobs import run_due_jobs
from tests.events.texts.people import NUMBER, make_texted_booking
from tests.text_backend import RecordingBackend

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
TOKEN = {"Authorization": "Bearer its-token"}


@pytest.fixture(autouse=True)
def provider(settings, monkeypatch):
    settings.TEXT_BACKEND = settings.LETTER_BACKEND = "tests.text_backend.RecordingBackend"
    settings.TEXT_CALLBACK_TOKEN = "its-token"
    monkeypatch.setattr(RecordingBackend, "sent", [])
    return RecordingBackend


def call_back(client, path, **body):
    return client.post(path, body, content_type="application/json", headers=TOKEN).status_code


def test_texts_and_letters_go_out_in_a_pass_of_the_worker(provider, now):
    booking = make_texted_booking(postal_address="12 Mill Lane\nNorwich\nNR1 3QG")
    counts = run_due_jobs(now=now)

    assert (counts["texts sent"], counts["letters sent"]) == (1, 1)
    text, letter = provider.sent
    assert (text["to"], text["reference"]) == (
        NUMBER,
        f"notice-{booking.notices.get(channel='text').pk}",
    )
    assert letter["address"] == ("Ama Mensah", "12 Mill Lane", "Norwich", "NR1 3QG")


def test_its_receipts_and_replies_are_read(client, now):
    booking = make_texted_booking()
    send_due_texts(now=now)
    receipt = {"key": "key-1", "our": "notice-1", "state": "failed"}

    assert call_back(client, "/texts/receipt/", **receipt) == 204
    assert [call.booking for call in calls_to_make(now=now)] == [booking]
    reply = {"key": "7", "from": NUMBER, "text": "Thank you"}
    assert call_back(client, "/texts/reply/", **reply) == 204
    assert OrganiserTask.objects.get().words == "Thank you"
    assert call_back(client, "/texts/receipt/", **receipt | {"state": "odd"}) == 400


def test_an_error_that_nobody_foresaw_holds_up_no_other_text(provider, now, monkeypatch):
    first, _ = make_texted_booking(), make_texted_booking()
    send = provider.send

    def faulty(self, **message):
        if message["reference"] == f"notice-{first.notices.get().pk}":
            raise ZeroDivisionError
        return send(self, **message)

    monkeypatch.setattr(provider, "send", faulty)

    assert send_due_texts(now=now) == {"put off": 1, "sent": 1}
    assert first.notices.get().problem == "ZeroDivisionError"
    assert send_due_letters(now=now) == {}
