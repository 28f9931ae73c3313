"""Words that people let us use: with the name that they choose, and taken back by the same link."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import RequestFactory
from django.urls import reverse
from wagtail.models import PageLogEntry

from events.bookings import manage_token, renew_link
from events.models import Booking, Feedback, Quote
from events.privacy.retention import QUOTES, erase, export, purge_expired
from stories.blocks.body import BodyBlock
from tests.events.admin.helpers import login
from tests.factories import STARTS_AT, make_booking, make_session

pytestmark = pytest.mark.django_db

NEXT_DAY = datetime(2027, 1, 28, 9, 0, tzinfo=UTC)
NAME = "A carer from Norfolk"
WORDS = "The man who drives the bus. I hope he comes back."


@pytest.fixture
def clock():
    with time_machine.travel(NEXT_DAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def booking(db):
    return make_booking(session=make_session())


def url_of(booking, token=""):
    return reverse("feedback", args=[token or manage_token(booking)])


def send(client, booking, **answers):
    said = {"how_it_was": WORDS, "may_quote": "name", "quote_name": NAME, "form_key": uuid.uuid4()}
    return client.post(url_of(booking), said | answers)


def drawn_block():
    block = BodyBlock().child_blocks["you_asked"]
    return block.render(block.get_preview_value(), context={"request": RequestFactory().get("/")})


def take_back(client, booking, quote, token=""):
    return client.post(reverse("take_quote_back", args=[token or manage_token(booking), quote.pk]))


@pytest.mark.parametrize(
    ("consent", "name", "kept"),
    [("name", "Jo", ["Jo"]), ("no-name", "Jo", [""]), ("no", "Jo", []), ("", "Jo", [])],
)
def test_words_are_kept_to_use_only_after_a_yes(client, booking, clock, consent, name, kept):
    send(client, booking, may_quote=consent, quote_name=name)

    assert [quote.name for quote in Quote.objects.all()] == kept
    assert Feedback.objects.count() == 1
    assert not Quote.objects.shown().exists()


def test_the_database_alone_shows_neither_the_words_nor_whose_they_are(client, booking, clock):
    send(client, booking)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM events_quote")
        row = " ".join(str(value) for value in cursor.fetchone())

    for secret in (WORDS, NAME, booking.uid.hex, str(booking.uid), booking.email):
        assert secret not in row


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"quote_name": " "}, "Write the name to put with your words"),
        ({"how_it_was": "", "do_better": "More tea"}, "Write the words that we may use"),
    ],
)
def test_a_yes_without_words_or_name_is_asked_about(client, booking, clock, answers, sentence):
    page = send(client, booking, **answers)

    assert page.status_code == 422
    assert sentence in page.text
    assert not Feedback.objects.exists()


def test_an_organiser_puts_them_on_the_site_and_off_again(site, client, booking, clock):
    send(client, booking)
    quote = Quote.objects.get()
    assert WORDS not in drawn_block()
    login(client, "Organisers")
    screen = client.get(reverse("sessions_admin:session", args=[booking.session_id])).text
    assert "Put on the site" in screen
    url = reverse("feedback:show_quote", args=[quote.pk])
    client.get(url)
    assert not Quote.objects.shown().exists(), "only a press does it"

    client.post(url, {"shown": "yes"})
    assert WORDS in drawn_block()
    assert NAME in drawn_block()
    client.post(url, {"shown": "no"})
    assert WORDS not in drawn_block()
    actions = ["events.show_quote", "events.hide_quote"]
    assert PageLogEntry.objects.filter(action__in=actions).count() == 2
    assert "bus" not in str(list(PageLogEntry.objects.values_list("data", flat=True)))


def test_they_are_taken_back_by_the_same_link_and_leave_every_page_at_once(client, booking, clock):
    send(client, booking)
    Quote.objects.update(is_shown=True)
    quote = Quote.objects.get()
    page = client.get(url_of(booking)).text
    assert WORDS in page and "They are on our site." in page
    address = reverse("take_quote_back", args=[manage_token(booking), quote.pk])
    assert client.get(address).status_code == 302
    assert Quote.objects.exists(), "only a press does it"

    for _ in range(2):
        assert "You have taken them back" in take_back(client, booking, quote).text
    assert not Quote.objects.exists()
    assert WORDS not in drawn_block()
    assert Feedback.objects.get().how_it_was == WORDS


def test_the_link_still_takes_them_back_when_the_booking_is_long_deleted(client, booking, clock):
    send(client, booking)
    Quote.objects.update(is_shown=True)
    token, quote = manage_token(booking), Quote.objects.get()
    purge_expired(now=STARTS_AT + timedelta(days=800))
    assert not Booking.objects.exists()
    assert WORDS in client.get(url_of(booking, token)).text
    assert client.get(reverse("manage", args=[token])).status_code == 404

    take_back(client, booking, quote, token)
    assert not Quote.objects.exists()
    assert client.get(url_of(booking, token)).status_code == 404


def test_no_other_link_shows_them_or_takes_them_back(client, booking, clock):
    send(client, booking)
    quote = Quote.objects.get()
    other = make_booking(session=booking.session, email="other@example.org")
    wrong = manage_token(booking)[:-1] + "_"

    assert WORDS not in client.get(url_of(other)).text
    take_back(client, other, quote)
    take_back(client, booking, quote, wrong)
    assert Quote.objects.get() == quote


@pytest.mark.parametrize("is_deleted", [False, True])
def test_a_new_link_takes_over_and_the_old_one_opens_nothing(client, booking, clock, is_deleted):
    send(client, booking)
    old = manage_token(booking)
    renew_link(booking=booking, now=NEXT_DAY)
    new = manage_token(booking)
    if is_deleted:
        Booking.objects.all().delete()

    assert client.get(url_of(booking, old)).status_code == 404
    assert WORDS in client.get(url_of(booking, new)).text


def test_a_new_secret_key_does_not_lose_them(client, booking, clock, settings):
    send(client, booking)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-of-this-site-that-is-long-enough-for-a-check"

    assert WORDS in client.get(url_of(booking)).text


def test_the_download_has_them_and_erasing_the_booking_takes_them_back(client, booking, clock):
    send(client, booking)
    (told,) = export(booking)[QUOTES]
    assert (told["Words"], told["Name to put with them"]) == (WORDS, NAME)
    erase(booking=booking, now=NEXT_DAY)

    assert not Quote.objects.exists()


def test_what_was_never_shown_goes_with_the_feedback_and_what_is_shown_stays(
    client, booking, clock
):
    send(client, booking)
    send(client, booking, how_it_was="Warm")
    shown = Quote.objects.first()
    Quote.objects.filter(pk=shown.pk).update(is_shown=True)
    purge_expired(now=STARTS_AT + timedelta(days=367))

    assert Quote.objects.get() == shown


def test_words_said_on_the_phone_are_deleted_by_an_organiser(site, client, booking, clock):
    login(client, "Organisers")
    url = reverse("feedback:add", args=[booking.session_id])
    client.post(url, {"how_it_was": WORDS, "may_quote": "no-name", "form_key": uuid.uuid4()})
    quote = Quote.objects.get()
    assert quote.link_key == ""
    delete = reverse("feedback:delete_quote", args=[quote.pk])
    assert WORDS in client.get(delete).text
    client.post(delete)

    assert not Quote.objects.exists()


@pytest.mark.parametrize("name", ["show_quote", "delete_quote"])
def test_editors_and_visitors_change_no_quotes(site, client, booking, clock, name):
    send(client, booking)
    url = reverse(f"feedback:{name}", args=[Quote.objects.get().pk])
    assert client.post(url, {"shown": "yes"}).status_code == 302
    login(client, "Editors")
    assert client.post(url, {"shown": "yes"}).status_code == 302

    assert [quote.is_shown for quote in Quote.objects.all()] == [False]
