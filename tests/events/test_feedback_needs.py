"""After a session: one question for each need, counted for the session and kept apart from the words."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.urls import reverse

from events.bookings import Attendee, manage_token
from events.bookings.arrangements import OWN_WORDS
from events.bookings.details import AccessRequest
from events.feedback import submissions
from events.feedback.asked import AskedNeed, sign
from events.models import AccessNeed, AccessOption, Feedback, OrganiserTask, SessionCount
from events.privacy.register import labels
from events.privacy.retention import erase, export, purge_expired
from tests.events.admin.helpers import login
from tests.factories import STARTS_AT, make_booking, make_option, make_session

pytestmark = pytest.mark.django_db

ENDS = STARTS_AT + timedelta(minutes=90)
NEXT_DAY = datetime(2027, 1, 28, 9, 0, tzinfo=UTC)
OWN = "A chair by the door. My back hurts."


@pytest.fixture
def clock():
    with time_machine.travel(NEXT_DAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def session(db):
    return make_session()


@pytest.fixture
def booking(session):
    return make_booking(
        session=session,
        phone="01632 960 001",
        needs=(make_option("A person to take notes"), make_option("More breaks"), OWN),
    )


def url_of(booking):
    return reverse("feedback", args=[manage_token(booking)])


def send(client, booking, **answers):
    page = client.get(url_of(booking))
    hidden = {name: page.context["form"][name].value() for name in ("form_key", "asked")}
    return client.post(url_of(booking), hidden | answers)


def counted():
    rows = SessionCount.objects.filter(topic="got-it").order_by("label", "answer")
    return {(row.label, row.answer): row.number for row in rows}


# The page -----------------------------------------------------------------------------------------


def test_the_page_asks_about_each_need_in_the_words_that_were_read(client, booking, clock):
    AccessOption.objects.filter(label="More breaks").update(label="No breaks at all")
    page = client.get(url_of(booking)).text

    for question in (
        "A person to take notes. Did you get it?",
        "More breaks. Did you get it?",
        "A chair by the door. My back hurts. Did you get it?",
    ):
        assert question in page
    assert "Did you get what you asked for?" not in page
    assert "our organisers may guess that it was you" in page
    assert " checked" not in page


def test_the_answers_are_one_press_and_need_nothing_else(client, booking, clock):
    answer = send(client, booking, **{"need-0": "yes", "need-1": "partly", "need-2": "no"})

    assert answer.status_code == 302
    assert counted() == {
        ("A person to take notes", "yes"): 1,
        ("More breaks", "partly"): 1,
        (OWN_WORDS, "no"): 1,
    }
    assert Feedback.objects.get().needs_met == "partly"


@pytest.mark.parametrize(
    ("answers", "overall"),
    [
        (["yes", "yes"], "yes"),
        (["no", "no"], "no"),
        (["yes", "no"], "partly"),
        (["partly"], "partly"),
    ],
)
def test_words_have_one_answer_for_all_needs_beside_them(session, answers, overall):
    needs = [(f"Thing {number}", answer) for number, answer in enumerate(answers)]
    kept = submit(session, needs=needs, how_it_was="Warm")

    assert kept.needs_met == overall


def submit(session, *, at=NEXT_DAY, **said):
    answers = {"needs_met": "", "how_it_was": "", "do_better": "", "form_key": uuid.uuid4()}
    return submissions.submit(session=session, now=at, **answers | said)


def test_a_supporters_needs_and_those_of_someone_else_are_asked_about_by_name(
    client, session, clock
):
    def asks(words):
        return (AccessRequest(words=words),)

    pair = make_booking(
        session=session,
        people=(Attendee(name="Ama", asks=asks("A lamp")), Attendee(name="Kim", asks=asks("Tea"))),
    )
    other = make_booking(session=session, name="Jean", for_whom="other", needs=("A lift",))

    assert "Ama: A lamp. Did they get it?" in client.get(url_of(pair)).text
    assert "Kim: Tea. Did they get it?" in client.get(url_of(pair)).text
    assert "A lift. Did they get it?" in client.get(url_of(other)).text


def test_nothing_at_all_is_refused_kindly_at_the_first_need(client, booking, clock):
    page = send(client, booking)

    assert page.status_code == 422
    assert "One word is enough" in page.text
    assert 'href="#id_need-0_0"' in page.text
    assert not Feedback.objects.exists()


def test_the_same_form_sent_twice_is_counted_once(client, booking, clock):
    page = client.get(url_of(booking))
    answers = {name: page.context["form"][name].value() for name in ("form_key", "asked")}
    for _ in range(2):
        client.post(url_of(booking), answers | {"need-0": "no"})

    assert counted() == {("A person to take notes", "no"): 1}
    assert OrganiserTask.objects.count() == 1


def test_a_page_that_was_open_when_the_needs_were_deleted_loses_nothing(client, booking, clock):
    page = client.get(url_of(booking))
    answers = {name: page.context["form"][name].value() for name in ("form_key", "asked")}
    AccessNeed.objects.all().delete()
    client.post(url_of(booking), answers | {"need-1": "no"})

    assert counted() == {("More breaks", "no"): 1}
    assert "Did you get what you asked for?" in client.get(url_of(booking)).text


@pytest.mark.parametrize("about", ["booking 0", "session 1"])
def test_a_form_counts_only_what_we_signed_for_this_booking(client, booking, clock, about):
    other = sign([AskedNeed("What nobody asked for", "x")], about)
    for asked in (other, other[:-1], "", "nonsense"):
        client.post(url_of(booking), {"asked": asked, "need-0": "no", "form_key": uuid.uuid4()})

    assert counted() == {("A person to take notes", "no"): 4}


# No name ------------------------------------------------------------------------------------------


def test_nothing_ties_the_counts_the_words_and_the_task_of_one_form_together(
    client, booking, clock
):
    send(client, booking, **{"need-0": "no", "how_it_was": "Long words"})
    said, task = Feedback.objects.get(), OrganiserTask.objects.get()
    row = SessionCount.objects.values().get(topic="got-it")

    assert (task.booking, task.done_by) == (None, None)
    assert said.form_key.hex not in task.dedupe_key.replace("-", "")
    assert "Long words" not in task.words
    assert said.sent_at != task.created_at  # the day only
    assert (said.sent_at.hour, said.sent_at.minute) == (0, 0)
    assert not [value for value in row.values() if isinstance(value, datetime)]
    for secret in (booking.uid.hex, str(booking.uid), "Ama", booking.email, OWN):
        assert secret not in f"{task.words} {task.dedupe_key} {row}"


def test_erasing_the_booking_leaves_the_counts(client, booking, clock):
    send(client, booking, **{"need-0": "no"})
    erase(booking=booking, now=NEXT_DAY)

    assert counted() == {("A person to take notes", "no"): 1}
    assert OrganiserTask.objects.count() == 1


# The task -----------------------------------------------------------------------------------------


def test_no_and_partly_open_one_task_for_the_session_and_yes_opens_none(client, session, clock):
    note = make_option("A person to take notes")
    people = [
        make_booking(session=session, name=name, email=f"{name}@example.org", needs=(note,))
        for name in ("ama", "bo", "cy")
    ]
    send(client, people[0], **{"need-0": "yes"})
    assert not OrganiserTask.objects.exists()
    send(client, people[1], **{"need-0": "no"})
    send(client, people[2], **{"need-0": "partly"})

    task = OrganiserTask.objects.get()
    assert task.get_kind_display() == "Someone did not get what they asked for"
    assert task.words == (
        "We do not know who said it.\n"
        "A person to take notes: 1 person said Some of it, 1 person said No"
    )
    assert task.due_on == NEXT_DAY.date() + timedelta(days=7)


def test_a_task_that_is_done_opens_again_when_somebody_else_says_no(client, booking, clock):
    send(client, booking, **{"need-0": "no"})
    OrganiserTask.objects.update(done_at=NEXT_DAY)
    send(client, booking, **{"need-1": "no"})

    assert OrganiserTask.objects.open().count() == 1
    assert "More breaks: 1 person said No" in OrganiserTask.objects.get().words


def test_who_lets_us_ring_has_a_task_with_a_name_and_nobody_else(client, booking, clock):
    send(client, booking, **{"need-0": "no", "ring_me": "on", "how_it_was": "Long words"})
    tasks = OrganiserTask.objects.order_by("pk")

    assert [task.booking for task in tasks] == [None, booking]
    assert tasks[1].words == "They would like to talk about it.\nA person to take notes: No"
    assert labels("events.OrganiserTask")["words"] in str(export(booking))
    erase(booking=booking, now=NEXT_DAY)
    assert [task.booking for task in OrganiserTask.objects.all()] == [None]


def test_a_tick_to_be_rung_without_anything_unmet_opens_nothing(client, booking, clock):
    send(client, booking, **{"need-0": "yes", "ring_me": "on"})

    assert not OrganiserTask.objects.exists()


def test_the_task_is_on_the_list_and_can_be_done(site, client, booking, clock):
    send(client, booking, **{"need-0": "no", "ring_me": "on"})
    login(client, "Organisers")
    shown = client.get(reverse("sessions_admin:arrange")).text

    assert "Someone did not get what they asked for" in shown
    assert "<strong>Ama Mensah</strong>" in shown
    assert "We do not know who said it." in shown
    for task in OrganiserTask.objects.all():
        client.post(reverse("sessions_admin:complete_task", args=[task.pk]))
    assert not OrganiserTask.objects.open().exists()


def test_the_task_stays_for_30_days_though_the_session_is_over(client, booking, clock):
    send(client, booking, **{"need-0": "no"})
    purge_expired(now=NEXT_DAY + timedelta(days=30))
    assert OrganiserTask.objects.exists()

    purge_expired(now=NEXT_DAY + timedelta(days=30, minutes=1))
    assert not OrganiserTask.objects.exists()


# On the phone -------------------------------------------------------------------------------------


def test_an_organiser_asks_the_same_on_the_phone_without_a_name(site, client, booking, clock):
    login(client, "Organisers")
    url = reverse("feedback:add", args=[booking.session_id])
    page = client.get(url)
    assert "A person to take notes. Did they get it?" in page.text
    assert f"{OWN_WORDS}. Did they get it?" in page.text
    assert OWN not in page.text
    assert "You can ring or write to me" not in page.text
    hidden = {name: page.context["form"][name].value() for name in ("form_key", "asked")}
    client.post(url, hidden | {"need-0": "no"})

    assert counted() == {("A person to take notes", "no"): 1}
    assert OrganiserTask.objects.get().booking is None
    screen = client.get(reverse("sessions_admin:session", args=[booking.session_id])).text
    assert "A person to take notes: 1 person said No" in screen


def test_who_may_not_see_needs_reads_none_of_them(site, client, booking, clock):
    send(client, booking, **{"need-0": "no"})
    login(client, "Organisers")
    group = Group.objects.get(name="Organisers")
    group.permissions.remove(*group.permissions.filter(codename__endswith="accessneed"))
    for url in (
        reverse("feedback:add", args=[booking.session_id]),
        reverse("sessions_admin:session", args=[booking.session_id]),
    ):
        assert "A person to take notes" not in client.get(url).text


# Forgetting ---------------------------------------------------------------------------------------


def test_needs_are_kept_for_7_days_so_that_we_can_ask(client, booking, clock):
    purge_expired(now=NEXT_DAY + timedelta(days=6))
    assert "More breaks. Did you get it?" in client.get(url_of(booking)).text

    purge_expired(now=NEXT_DAY + timedelta(days=7))
    assert not AccessNeed.objects.exists()
    assert "Did you get what you asked for?" in client.get(url_of(booking)).text
