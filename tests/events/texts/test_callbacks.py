"""What the provider tells us: receipts, and what people text back."""

import uuid
from datetime import timedelta

import pytest

from events.models import Booking, Notice, OrganiserTask
from events.phone_calls import calls_to_make
from events.texts.delivery import send_due_texts
from tests.events.texts.conftest import CALLBACK_TOKEN
from tests.events.texts.people import MOBILE, NUMBER, make_texted_booking
from tests.factories import make_booking, make_session
from tests.notify_server import received_text

pytestmark = pytest.mark.django_db
RECEIPT, REPLY = "/texts/receipt/", "/texts/reply/"
Kind = OrganiserTask.Kind


def call_back(client, path, body, token=CALLBACK_TOKEN):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return client.post(path, body, content_type="application/json", headers=headers)


def text_back(client, words, number=NUMBER):
    assert call_back(client, REPLY, received_text(number, words)).status_code == 204


@pytest.fixture
def sent(notify, now):
    """A booking whose confirmation was texted."""
    booking = make_texted_booking(session=make_session(places=9))
    send_due_texts(now=now)
    return booking


# Who may call -------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [RECEIPT, REPLY])
@pytest.mark.parametrize("token", ["", "wrong", CALLBACK_TOKEN[:-1]])
def test_without_the_token_nothing_is_taken(client, sent, notify, path, token):
    body = {**received_text(NUMBER, "STOP"), **notify.receipt("permanent-failure")}

    assert call_back(client, path, body, token).status_code == 403
    sent.refresh_from_db()
    assert sent.text_number == NUMBER
    assert not Notice.objects.exclude(failed_at=None).exists()


@pytest.mark.parametrize("path", [RECEIPT, REPLY])
@pytest.mark.parametrize("name", ["TEXT_CALLBACK_TOKEN", "TEXT_BACKEND"])
def test_without_the_settings_there_is_no_such_address(client, sent, settings, path, name):
    setattr(settings, name, "")

    assert call_back(client, path, {}, "").status_code == 404


@pytest.mark.parametrize("path", [RECEIPT, REPLY])
@pytest.mark.parametrize("body", ["", "[]", "{}", "no json", '{"id": 7}', "null", '"x"'])
def test_what_cannot_be_read_is_refused_and_repeated_nowhere(client, sent, caplog, path, body):
    assert call_back(client, path, body).status_code == 400
    assert body not in caplog.text or len(body) < 3


def test_a_browser_cannot_read_them(client, sent):
    assert client.get(RECEIPT).status_code == 405


# Receipts -----------------------------------------------------------------------------------------


def test_a_receipt_says_when_it_arrived(client, sent, notify, now):
    assert call_back(client, RECEIPT, notify.receipt("delivered")).status_code == 204

    assert sent.notices.get().delivered_at == now


@pytest.mark.parametrize("status", ["permanent-failure", "temporary-failure", "technical-failure"])
def test_who_is_not_reached_is_phoned(client, sent, notify, now, status):
    assert calls_to_make(now=now) == []
    assert call_back(client, RECEIPT, notify.receipt(status)).status_code == 204

    [call] = calls_to_make(now=now)
    assert call.booking == sent
    assert call.text_failed
    notice = sent.notices.get()
    assert (notice.problem, notice.snapshot) == (status, {}), "they were told nothing"
    assert send_due_texts(now=now + timedelta(days=1)) == {}


@pytest.mark.parametrize("status", ["created", "sending", "pending", "sent", "something-new"])
def test_what_is_still_on_its_way_changes_nothing(client, sent, notify, status):
    assert call_back(client, RECEIPT, notify.receipt(status)).status_code == 204

    notice = sent.notices.get()
    assert (notice.failed_at, notice.delivered_at) == (None, None)
    assert notice.sent_at


def test_a_receipt_before_we_have_stored_the_id_is_asked_for_again(client, sent, notify):
    sent.notices.update(sent_at=None, provider_id="")

    assert call_back(client, RECEIPT, notify.receipt("delivered")).status_code == 503


def test_a_receipt_of_an_erased_booking_is_taken(client, sent, notify):
    sent.delete()

    assert call_back(client, RECEIPT, notify.receipt("permanent-failure")).status_code == 204


def test_a_late_failure_takes_back_no_delivery(client, sent, notify):
    call_back(client, RECEIPT, notify.receipt("delivered"))
    call_back(client, RECEIPT, notify.receipt("permanent-failure"))

    assert sent.notices.get().failed_at is None


# Replies ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["STOP", "stop", " Stop. ", "STOP ALL", "Unsubscribe", "END\n"])
def test_stop_ends_the_texts_to_that_number_and_tells_the_desk(client, sent, now, words):
    others = make_texted_booking(session=sent.session, phone="07700 900 456")
    text_back(client, words)

    sent.refresh_from_db()
    others.refresh_from_db()
    assert (sent.text_number, sent.phone) == ("", MOBILE)
    assert others.text_number == "+447700900456"
    task = OrganiserTask.objects.get()
    assert (task.kind, task.booking) == (Kind.TEXTS_STOPPED, sent)
    assert "we text them no more" in task.words


def test_after_stop_what_is_new_is_told_on_the_phone(client, notify, now):
    booking = make_texted_booking()
    text_back(client, "STOP")

    assert send_due_texts(now=now) == {}
    assert [call.booking for call in calls_to_make(now=now)] == [booking]


def test_stop_counts_for_all_bookings_of_the_number(client, sent, now):
    other = make_texted_booking(
        session=make_session(starts_at=sent.session.starts_at + timedelta(days=28)),
        phone="+447700900123",
    )
    text_back(client, "STOP")

    assert not Booking.objects.exclude(text_number="").exists()
    assert set(OrganiserTask.objects.values_list("booking", flat=True)) == {sent.pk, other.pk}


def test_any_other_words_are_left_to_the_desk_at_the_booking(client, sent):
    text_back(client, "Please stop the session at 12, I need a loop 👂")

    task = OrganiserTask.objects.get()
    assert (task.kind, task.booking) == (Kind.TEXT_WORDS, sent)
    assert task.words == "Please stop the session at 12, I need a loop 👂"
    sent.refresh_from_db()
    assert sent.text_number == NUMBER


def test_words_after_stop_still_find_their_booking(client, sent):
    text_back(client, "STOP")
    text_back(client, "Sorry, can you phone me?")

    assert OrganiserTask.objects.filter(kind=Kind.TEXT_WORDS, booking=sent).exists()


def test_the_same_callback_twice_makes_one_task(client, sent):
    body = {**received_text(NUMBER, "Hello"), "id": str(uuid.uuid4())}
    for _ in range(2):
        call_back(client, REPLY, body)

    assert OrganiserTask.objects.count() == 1


def test_words_go_to_the_nearest_coming_booking_that_stands(client, sent):
    session = make_session(starts_at=sent.session.starts_at - timedelta(days=7))
    make_texted_booking(session=session, state="cancelled")
    text_back(client, "Hello")

    assert OrganiserTask.objects.get().booking == sent


def test_a_text_from_a_stranger_changes_nothing_and_the_log_has_no_number(client, sent, caplog):
    text_back(client, "STOP", number="+447700900999")

    assert not OrganiserTask.objects.exists()
    assert "no booking has" in caplog.text
    assert "900999" not in caplog.text


def test_who_never_asked_for_texts_is_found_by_their_phone_number(client, sent):
    booking = make_booking(
        session=make_session(starts_at=sent.session.starts_at - timedelta(days=7)),
        email="",
        phone="07700 900 777 after 5pm",
    )
    text_back(client, "I cannot come", number="+447700900777")

    assert OrganiserTask.objects.get().booking == booking
