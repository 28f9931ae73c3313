"""Options that ask "which?": the answer belongs to that need, wherever it is asked and changed."""

import re

import pytest
import time_machine
from django.urls import reverse

from events import bookings
from events.models import AccessNeed, AccessOption, Booking, OrganiserTask
from events.public.views.rebook import prefilled_answers
from tests.events.test_booking_views import FORM, answer_all, book_now, send, text_of
from tests.factories import make_booking, make_session

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(now):
    with time_machine.travel(now, tick=False) as traveller:
        yield traveller


@pytest.fixture
def session(site):
    return make_session(places=5)


@pytest.fixture
def language():
    return AccessOption.objects.get(label="Information in another language")


@pytest.fixture
def booking(session, language):
    """Asks for Polish."""
    ask = bookings.AccessRequest(option=language, words="Polish")
    person = bookings.Attendee(name="Ama Mensah", email="ama@example.org", asks=(ask,))
    return make_booking(session=session, people=(person,))


def asked():
    return [need.asked_words for need in AccessNeed.objects.order_by("pk")]


def change(client, booking, **answers):
    return client.post(
        reverse("manage_change", args=[bookings.manage_token(booking), "needs"]), answers
    )


def test_the_question_stands_below_its_tick_with_a_label_of_its_own(client, session, language):
    answer_all(client)
    page = client.get(f"{FORM}needs/").text

    tick = page.index(f'value="{language.pk}"')
    label = re.search(r'<label class="label" for="([^"]+)">Which language\?', page)
    assert tick < label.start() < page.index("Tell us what would help")
    assert re.search(rf'<input type="text" name="which_{language.pk}"[^>]*id="{label[1]}"', page)
    assert page.count("Which language?") == 1


def test_the_answer_belongs_to_its_need_and_is_shown_before_booking(client, session, language):
    answer_all(client)
    send(client, "needs", options=[language.pk], **{f"which_{language.pk}": " Polish "})
    send(client, "last", share_needs="yes", remember_needs="no")
    assert f"{language.label}: Polish" in text_of(client.get(f"{FORM}check/"))
    book_now(client)

    need = AccessNeed.objects.get()
    assert (need.option, need.words) == (language, "Polish")


def test_to_say_which_is_to_ask(client, session, language):
    answer_all(client)
    nothing = {"options": ["nothing"], f"which_{language.pk}": "Polish"}
    assert send(client, "needs", **nothing).url == f"{FORM}last/"
    send(client, "last", share_needs="yes", remember_needs="no")
    book_now(client)

    assert asked() == [f"{language.label}: Polish"]


def test_each_of_two_people_says_which(client, session, language):
    answer_all(
        client,
        who={"for_whom": "me-and-supporter"},
        together={"supporter_name": "Jo"},
        needs={f"which_{language.pk}": "Polish"},
        **{"their-needs": {f"second-which_{language.pk}": "Welsh"}},
        sharing={"share_needs": "yes", "remember_needs": "no"},
    )
    book_now(client)

    people = Booking.objects.get().people.all()
    assert [[need.words for need in person.needs.all()] for person in people] == [
        ["Polish"],
        ["Welsh"],
    ]


def test_back_keeps_what_was_written(client, session, language):
    answer_all(client)
    send(client, "needs", back="1", **{f"which_{language.pk}": "Polish"})
    assert 'value="Polish"' in client.get(f"{FORM}needs/").text


def test_a_long_answer_is_a_mistake_that_the_page_names(client, session, language):
    answer_all(client)
    page = send(client, "needs", options=[language.pk], **{f"which_{language.pk}": "x" * 201})
    assert page.status_code == 200
    assert "Keep this under 200 letters" in text_of(page)
    assert f'href="#id_which_{language.pk}"' in page.text


def test_a_change_shows_it_and_saving_the_same_changes_nothing(client, booking, language):
    need = AccessNeed.objects.get()
    url = reverse("manage_change", args=[bookings.manage_token(booking), "needs"])
    assert 'value="Polish"' in client.get(url).text

    change(client, booking, options=[language.pk], **{f"which_{language.pk}": "Polish"})
    assert AccessNeed.objects.get() == need


def test_another_language_is_another_need(client, booking, language):
    AccessNeed.objects.update(state="in-place", answer="Anna comes.")
    change(client, booking, options=[language.pk], **{f"which_{language.pk}": "Urdu"})

    need = AccessNeed.objects.get()
    assert (need.words, need.state, need.answer) == ("Urdu", "asked", "")
    task = OrganiserTask.objects.get()
    assert task.words.startswith("Someone does not ask for this any more.")


def test_a_tick_that_is_taken_away_takes_its_words_along(client, booking, language):
    change(client, booking, **{f"which_{language.pk}": "Polish"})
    assert asked() == []


def test_other_words_without_a_tick_are_asked_for(client, booking, language):
    change(client, booking, **{f"which_{language.pk}": "Urdu"})
    assert asked() == [f"{language.label}: Urdu"]


def test_words_stay_when_the_option_asks_no_more(client, booking, language):
    language.which_question = ""
    language.save()
    need = AccessNeed.objects.get()
    url = reverse("manage_change", args=[bookings.manage_token(booking), "needs"])
    page = client.get(url).text
    assert "In your own words" in page and 'value="Polish"' in page

    change(client, booking, options=[language.pk], **{f"which_{language.pk}": "Polish"})
    assert AccessNeed.objects.get() == need


def test_the_next_booking_starts_with_the_same_answer(booking, language, now):
    stored = prefilled_answers(booking, now=now)["needs"]
    assert stored[f"which_{language.pk}"] == ["Polish"]

    language.in_use = False
    language.save()
    words = prefilled_answers(booking, now=now)["needs"]["words"]
    assert words == [f"{language.label}: Polish"]
