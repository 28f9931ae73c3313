"""The organisers' screens for writing to people: written, looked at, sent, and followed."""

import re
import uuid
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.urls import reverse
from wagtail.models import PageLogEntry

from events.bookings import manage_token
from events.emails.delivery import send_due
from events.models import Booking, Broadcast, Notice
from tests.events.admin.helpers import login
from tests.factories import make_booking, make_option, make_session

pytestmark = pytest.mark.django_db

NAME = "Zebedee Quill"
NEED = "A purple interpreter"
Kind = Notice.Kind


@pytest.fixture(autouse=True)
def frozen(now):
    with time_machine.travel(now, tick=False):
        yield now


@pytest.fixture
def organiser(site, client):
    return login(client, "Organisers")


@pytest.fixture
def session(site):
    return make_session()


@pytest.fixture
def booking(session):
    return make_booking(
        session=session, name=NAME, email="zebedee@example.org", needs=(make_option(NEED),)
    )


@pytest.fixture
def joan(session):
    return make_booking(session=session, name="Joan Webb", email="", phone="01632 960 001")


def address(session):
    return reverse("broadcasts:write", args=[session.pk])


def answers(**changes):
    return {
        "audience": "coming",
        "option": "",
        "subject": "What to bring",
        "body": "Bring a pen.\r\n\r\n  And “paper” <b>too</b>.",
        "form_key": str(uuid.uuid4()),
        **changes,
    }


def hidden(response):
    """What the buttons of the second screen send."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', response.text)
    return {name: unescape(value) for name, value in found if name in answers()}


def broadcast_notices():
    return Notice.objects.filter(kind=Kind.BROADCAST)


# Who gets in --------------------------------------------------------------------------------------


def test_an_editor_and_a_visitor_do_not_get_in(session, booking, client):
    for number, who in enumerate((lambda: None, lambda: login(client, "Editors"))):
        who()
        for answer in (
            client.get(address(session)),
            client.post(address(session), answers(step="send")),
        ):
            assert answer.status_code == 302, number
            assert NAME not in answer.text
    assert not Broadcast.objects.exists()


# The form -----------------------------------------------------------------------------------------


def test_the_form_says_how_many_are_in_each_group(session, booking, joan, organiser):
    make_booking(session=session, email="w@example.org", state=Booking.State.WAITING)
    shown = organiser.get(address(session)).text

    assert "Everyone who has a place (2 people)" in shown
    assert "Everyone on the waiting list (1 person)" in shown
    assert "Everyone who asked for one thing" in shown
    assert f"{NEED} (1 person)" in shown
    assert "Write no names" in shown
    assert "checked" not in shown.split('name="audience"')[1].split("</fieldset>")[0]


def test_needs_are_offered_only_where_someone_asked(session, joan, organiser):
    assert 'name="option"' not in organiser.get(address(session)).text

    make_booking(session=session, needs=(make_option(NEED),))
    assert NEED in organiser.get(address(session)).text


def test_needs_are_not_offered_once_the_session_is_over(organiser, site, now):
    over = make_session(starts_at=now - timedelta(hours=3))
    make_booking(session=over, needs=(make_option(NEED),))
    shown = organiser.get(address(over)).text

    assert NEED not in shown
    assert "Everyone who had a place (1 person)" in shown


def test_that_there_is_nobody_to_write_to_is_said(session, organiser):
    shown = organiser.get(address(session)).text
    assert "There is nobody to write to." in shown
    assert "<textarea" not in shown
    assert (
        address(session)
        not in organiser.get(reverse("sessions_admin:session", args=[session.pk])).text
    )


def test_after_30_days_nobody_can_be_written_to(organiser, site, now):
    old = make_session(starts_at=now - timedelta(days=31))
    make_booking(session=old)
    shown = organiser.get(address(old)).text

    assert "We delete bookings 30 days after a session." in shown
    assert organiser.post(address(old), answers(step="send")).status_code == 200
    assert not Broadcast.objects.exists()
    assert address(old) not in organiser.get(reverse("sessions_admin:session", args=[old.pk])).text


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"audience": ""}, "Choose to whom you write."),
        ({"audience": "waiting"}, "There is nobody like that any more."),
        ({"audience": "need"}, "Choose what they asked for."),
        ({"audience": "need", "option": "99999"}, "There is nobody like that any more."),
        ({"subject": ""}, "Write what it is about, in a few words."),
        ({"subject": "x" * 101}, "Use 100 letters or fewer."),
        ({"body": " "}, "Write what you want to tell them."),
        ({"body": "x" * 3001}, "Use 3000 letters or fewer."),
        ({"form_key": "no key"}, ""),
    ],
)
@pytest.mark.parametrize("step", ["", "send"])
def test_what_is_missing_is_said_and_nothing_is_lost(
    step, changes, message, session, booking, organiser
):
    sent = answers(step=step, **changes)
    response = organiser.post(address(session), sent)

    assert message in unescape(response.text)
    assert "<title>Error:" in re.sub(r"\s+", " ", response.text).replace("<title> ", "<title>")
    for name in ("subject", "body"):
        assert sent[name].strip().replace("\r\n", "\n") in unescape(response.text).replace(
            "\r\n", "\n"
        )
    assert not Broadcast.objects.exists()


@pytest.mark.parametrize("step", ["", "send"])
def test_a_pasted_manage_link_is_refused_with_what_to_do(step, session, booking, organiser):
    body = f"Change it: brew.test/bookings/{manage_token(booking)}/"
    shown = organiser.post(address(session), answers(body=body, step=step)).text

    assert "There is a link that opens one person" in shown
    assert "Take it out." in shown
    assert body in shown
    assert not Broadcast.objects.exists()


# The look before ----------------------------------------------------------------------------------


def test_the_second_screen_shows_the_mail_and_who_is_reached_how_and_sends_nothing(
    session, booking, joan, organiser
):
    response = organiser.post(address(session), answers())
    shown = unescape(response.text)

    assert "2 people: 1 by email, 1 has only a phone number." in shown
    assert "Joan Webb, 01632 960 001" in shown
    assert "What to bring: Over a Brew, Wednesday 27 January 2027" in shown
    assert f"Hello {NAME}," in shown
    assert "And “paper” &lt;b&gt;too&lt;/b&gt;." in shown, "in the mail's own HTML"
    assert manage_token(booking) not in shown
    assert not Broadcast.objects.exists()
    assert not broadcast_notices().exists()


def test_the_mail_is_shown_where_nothing_in_it_can_act(session, booking, organiser):
    shown = organiser.post(address(session), answers(body="<script>alert(1)</script>")).text
    (frame,) = re.findall(r"<iframe[^>]*>", shown)

    assert re.search(r'\ssandbox(=""|\s|>)', frame)
    assert "<script>alert" not in shown


def test_change_it_loses_nothing(session, booking, organiser):
    key = str(booking.people.get().needs.get().option_id)
    sent = answers(audience="need", option=key)
    looked = organiser.post(address(session), sent)
    assert hidden(looked) == sent

    shown = organiser.post(address(session), hidden(looked) | {"step": "change"}).text
    as_shown = unescape(shown)
    assert 'value="What to bring"' in shown
    assert sent["body"] in as_shown
    assert re.search(r'value="need"[^>]*checked', shown)
    assert f'<option value="{key}" selected>' in shown
    assert sent["form_key"] in shown
    assert "Error" not in shown


def test_with_phones_only_the_words_to_read_out_are_shown(session, joan, organiser):
    shown = organiser.post(address(session), answers()).text

    assert "1 person: 1 has only a phone number." in shown
    assert "What you read to them on the phone" in shown
    assert "<iframe" not in shown


def test_a_need_is_in_no_address_cookie_or_message(session, booking, organiser):
    key = str(booking.people.get().needs.get().option_id)
    sent = answers(audience="need", option=key, step="send")
    response = organiser.post(address(session), sent, follow=True)

    for url, _ in response.redirect_chain:
        assert url == reverse("sessions_admin:session", args=[session.pk])
    (message,) = response.context["messages"]
    assert "purple" not in str(message)
    assert all("purple" not in str(cookie) for cookie in organiser.cookies.values())


# Sending ------------------------------------------------------------------------------------------


def send(client, session, **changes):
    looked = client.post(address(session), answers(**changes))
    return client.post(address(session), hidden(looked) | {"step": "send"}, follow=True)


def test_a_broadcast_is_sent_listed_and_kept_in_the_history(
    session, booking, joan, organiser, now, mailoutbox
):
    Notice.objects.update(sent_at=now)
    shown = send(organiser, session).text
    assert "Your letter is on its way." in shown
    assert "Those with only a phone number are on the list" in shown
    assert f'href="{reverse("sessions_admin:session", args=[session.pk])}#letters"' in shown
    assert "1 waiting to be sent. 1 to phone." in shown

    send_due(now=now)
    (mail,) = mailoutbox
    assert mail.to == ["zebedee@example.org"]
    assert "Bring a pen.\n\n  And “paper” <b>too</b>." in mail.body
    assert manage_token(booking) in mail.body
    broadcast = Broadcast.objects.get()
    assert broadcast.written_by.username == "organisers"
    shown = organiser.get(reverse("sessions_admin:session", args=[session.pk])).text
    assert "1 sent. 1 to phone." in shown
    assert "What to bring" in shown
    entry = PageLogEntry.objects.get(action="events.letter")
    assert (entry.user, entry.data) == (broadcast.written_by, {})


def test_pressing_send_twice_sends_once(session, booking, organiser):
    sent = answers(step="send")
    for _ in range(2):
        response = organiser.post(address(session), sent, follow=True)
        assert "Your letter is on its way." in response.text

    assert Broadcast.objects.count() == 1
    assert broadcast_notices().count() == 1


def test_going_back_and_writing_another_broadcast_does_not_lose_it(session, booking, organiser):
    sent = answers(step="send")
    organiser.post(address(session), sent)
    response = organiser.post(address(session), sent | {"body": "Bring two pens."})

    assert "You sent a letter from this page already" in response.text
    assert "Bring two pens." in response.text
    assert sent["form_key"] not in response.text
    again = hidden(response)["form_key"]
    organiser.post(address(session), sent | {"body": "Bring two pens.", "form_key": again})
    assert Broadcast.objects.count() == 2


def test_looking_acts_on_nothing(session, booking, organiser):
    for method in (organiser.get, organiser.head):
        method(address(session), answers(step="send"))

    assert not Broadcast.objects.exists()


def test_who_leaves_between_the_two_screens_gets_nothing(session, booking, organiser):
    looked = organiser.post(address(session), answers())
    Booking.objects.update(state=Booking.State.CANCELLED)
    response = organiser.post(address(session), hidden(looked) | {"step": "send"})

    assert "There is nobody like that any more." in response.text
    assert not Broadcast.objects.exists()


# What did not arrive ------------------------------------------------------------------------------


def test_a_broadcast_that_did_not_arrive_is_listed_with_its_recipient_and_sent_again(
    session, booking, organiser, now
):
    send(organiser, session)
    broadcast_notices().update(failed_at=now, problem="SMTPRecipientsRefused")
    shown = organiser.get(reverse("sessions_admin:messages")).text
    assert "A message from the organisers: What to bring" in shown
    assert f"{NAME}, zebedee@example.org" in shown
    session_shown = organiser.get(reverse("sessions_admin:session", args=[session.pk])).text
    assert "1 did not arrive." in session_shown
    assert "See to them" in session_shown

    organiser.post(reverse("sessions_admin:send_again", args=[broadcast_notices().get().pk]))
    assert broadcast_notices().open().count() == 1


def test_the_words_to_read_out_are_on_the_list_of_people_to_phone(session, joan, organiser, now):
    Notice.objects.update(sent_at=now)
    send(organiser, session)
    shown = organiser.get(reverse("sessions_admin:messages")).text
    assert "Joan Webb, 01632 960 001" in shown
    assert "Read this to them:" in shown
    assert "&lt;b&gt;too&lt;/b&gt;" in shown

    organiser.post(reverse("sessions_admin:phoned", args=[joan.pk]))
    assert (
        "There is nobody for you to phone."
        in organiser.get(reverse("sessions_admin:messages")).text
    )


def test_the_screens_take_as_many_queries_for_twelve_people_as_for_three(
    session, organiser, django_assert_max_num_queries
):
    def make(numbers):
        for number in numbers:
            make_booking(session=session, email=f"{number}@example.org", needs=(make_option(NEED),))

    counts = []
    for numbers in (range(3), range(3, 12)):
        make(numbers)
        organiser.post(address(session), answers())  # the site and the permissions are then known
        with django_assert_max_num_queries(60) as captured:
            organiser.get(address(session))
            organiser.post(address(session), answers())
        counts.append(len(captured))
    assert counts[0] == counts[1]
