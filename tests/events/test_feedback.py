"""Feedback on a session: optional, stored without a name, read by organisers."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser, Group
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import registry
from wagtail.models import PageLogEntry

from events.admin import overview
from events.bookings import BookingError, manage_token
from events.bookings.errors import MESSAGES
from events.emails import compose
from events.emails.delivery import send_due
from events.emails.reminders import enqueue_reminders
from events.feedback import submissions, views
from events.feedback.wagtail_hooks import feedback_tasks
from events.models import Booking, Feedback, Notice
from events.privacy.retention import purge_expired
from hub.models import User
from tests.events.emails.mails import compose_mail, make_carer_booking
from tests.factories import STARTS_AT, make_booking, make_session

pytestmark = pytest.mark.django_db

ENDS = STARTS_AT + timedelta(minutes=90)
AFTER = ENDS + timedelta(hours=22)
WORDS = "The captions were quick. <b>Thank you</b>"


@pytest.fixture
def clock():
    with time_machine.travel(AFTER, tick=False) as traveller:
        yield traveller


@pytest.fixture
def session(db):
    return make_session()


@pytest.fixture
def booking(session):
    return make_booking(session=session)


def submit(session, *, at=AFTER, **said):
    answers = {"needs_met": "yes", "how_it_was": WORDS, "do_better": "", "form_key": uuid.uuid4()}
    return submissions.submit(session=session, now=at, **answers | said)


def url_of(booking, rest=""):
    return reverse("feedback", args=[manage_token(booking)]) + rest


def key_in(page):
    return page.context["form"]["form_key"].value()


# Keeping it ---------------------------------------------------------------------------------------


def test_it_is_kept_with_the_session_and_with_nobody(session, booking):
    kept = submit(session, how_it_was="  Warm. ", do_better="More breaks")

    day = AFTER.replace(hour=0, minute=0)  # not the minute, which would tell what else came with it
    assert (kept.session, kept.needs_met, kept.sent_at) == (session, "yes", day)
    assert (kept.how_it_was, kept.do_better) == ("Warm.", "More breaks")
    related = {field.related_model for field in Feedback._meta.get_fields() if field.is_relation}
    assert related == {type(session)}


def test_the_same_form_sent_twice_is_kept_once(session):
    key = uuid.uuid4()
    first = submit(session, form_key=key)

    assert submit(session, form_key=key, how_it_was="again") == first
    assert Feedback.objects.get().how_it_was == WORDS


@pytest.mark.parametrize("nothing", ["", "  \n "])
def test_nothing_at_all_is_refused_kindly(session, nothing):
    with pytest.raises(BookingError, match="One word is enough"):
        submit(session, needs_met="", how_it_was=nothing, do_better=nothing)
    assert not Feedback.objects.exists()


@pytest.mark.parametrize("name", ["needs_met", "how_it_was", "do_better"])
def test_one_answer_is_enough(session, name):
    said = {"needs_met": "", "how_it_was": "", "do_better": ""} | {name: "no"}

    assert getattr(submit(session, **said), name) == "no"


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        (STARTS_AT - timedelta(minutes=1), "not_begun"),
        (STARTS_AT, ""),
        (ENDS + timedelta(days=60), ""),
        (ENDS + timedelta(days=60, seconds=1), "feedback_closed"),
    ],
)
def test_it_is_open_from_the_start_until_60_days_after_the_end(session, moment, code):
    assert submissions.closed_because(session, moment) == code
    if code:
        with pytest.raises(BookingError, match=MESSAGES[code][:20]):
            submit(session, at=moment)
    else:
        assert submit(session, at=moment)


def test_a_cancelled_session_has_nothing_to_tell_about(session):
    session.status = "cancelled"
    with pytest.raises(BookingError, match="was cancelled"):
        submit(session)


def test_as_many_as_were_there_can_answer_within_the_hour(session):
    for _ in range(110):
        submit(session)
    assert session.feedback.count() == 110


# The page -----------------------------------------------------------------------------------------


def test_the_page_asks_three_things_and_says_that_no_name_is_kept(client, booking, clock):
    page = client.get(url_of(booking))
    words = page.text

    assert page.status_code == 200
    for question in (
        "Did you get what you asked for?",
        "How was it for you?",
        "What should we do better?",
    ):
        assert question in words
    assert "We keep no name with what you say." in words
    assert "cannot find it again" in words
    assert "Ama" not in words
    assert "ama@example.org" not in words
    assert " checked" not in words


def test_what_was_sent_is_kept_and_thanked_for_and_the_address_says_nothing(client, booking, clock):
    page = client.get(url_of(booking))
    answers = {
        "needs_met": "partly",
        "how_it_was": WORDS,
        "do_better": "",
        "form_key": key_in(page),
    }
    response = client.post(url_of(booking), answers, follow=True)
    client.post(url_of(booking), answers)  # the button pressed twice

    assert response.redirect_chain == [(url_of(booking, "thank-you/"), 302)]
    assert "Thank you for telling us" in response.text
    assert WORDS not in response.text
    feedback = Feedback.objects.get()
    assert (feedback.needs_met, feedback.how_it_was, feedback.session) == (
        "partly",
        WORDS,
        booking.session,
    )


def test_nothing_in_the_database_ties_the_answer_to_the_booking(client, booking, clock):
    before = Booking.objects.values().get()
    notices = list(Notice.objects.values())
    client.post(url_of(booking), {"how_it_was": WORDS})

    assert Booking.objects.values().get() == before
    assert list(Notice.objects.values()) == notices
    assert "sessionid" not in client.cookies
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM events_feedback")
        row = " ".join(str(value) for value in cursor.fetchone())
    for secret in (
        booking.uid.hex,
        str(booking.uid),
        str(booking.form_key),
        booking.form_key.hex,
        "Ama",
    ):
        assert secret not in row


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_keeps_nothing(client, booking, clock, method):
    answer = getattr(client, method)(url_of(booking), {"needs_met": "yes", "how_it_was": "x"})

    assert answer.status_code == 200
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({}, "Answer at least one of the questions. One word is enough."),
        ({"how_it_was": "  "}, "Answer at least one of the questions. One word is enough."),
        ({"needs_met": "nonsense"}, "Choose one of the answers in the list"),
        ({"how_it_was": "x" * 2001}, "Use 2000 letters or fewer"),
        ({"do_better": "a\0b", "needs_met": "no"}, "Take out the sign that we cannot read"),
    ],
)
def test_a_mistake_is_explained_and_nothing_is_lost(client, booking, clock, answers, sentence):
    page = client.post(url_of(booking), answers)

    assert page.status_code == 422
    assert "<title>Error: " in page.text
    assert sentence in page.text
    assert "required" not in page.text.replace("is-required", "")
    if "how_it_was" in answers:
        assert f"{answers['how_it_was']}</textarea>" in page.text.replace("\n", "")
    assert not Feedback.objects.exists()


def test_a_form_with_a_broken_key_is_kept_all_the_same(client, booking, clock):
    client.post(url_of(booking), {"needs_met": "yes", "form_key": "'; DROP"})

    assert Feedback.objects.count() == 1


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (STARTS_AT - timedelta(days=1), "has not begun yet"),
        (ENDS + timedelta(days=61), "You can still phone or write to us."),
    ],
)
def test_too_early_or_too_late_the_page_says_so(client, booking, clock, moment, words):
    clock.move_to(moment)
    assert words in client.get(url_of(booking)).text
    response = client.post(url_of(booking), {"needs_met": "yes"})

    assert response.status_code == 409
    assert words in response.text
    assert not Feedback.objects.exists()


def test_one_link_that_sends_on_and_on_is_slowed_and_other_links_go_on(
    client, session, booking, clock, monkeypatch
):
    monkeypatch.setattr(views, "MAX_PER_BOOKING", 2)
    other = make_booking(session=session, email="other@example.org")

    def send(of):
        return client.post(url_of(of), {"how_it_was": "Stay with me", "form_key": uuid.uuid4()})

    assert [send(booking).status_code for _ in range(3)] == [302, 302, 429]
    assert "Stay with me" in send(booking).text
    assert "Try again in an hour" in send(booking).text
    assert send(other).status_code == 302
    clock.shift(timedelta(hours=1))
    assert send(booking).status_code == 302


@pytest.mark.parametrize("rest", ["", "thank-you/"])
def test_the_pages_are_private_and_a_wrong_link_opens_nothing(client, booking, clock, rest):
    page = client.get(url_of(booking, rest))

    assert "no-store" in page["Cache-Control"]
    assert "noindex" in page["X-Robots-Tag"]
    assert page["Referrer-Policy"] == "same-origin"
    wrong = url_of(booking, rest).replace(manage_token(booking), "A" * 44)
    assert client.get(wrong).status_code == 404
    assert client.post(wrong).status_code in (404, 405)


def test_the_form_cannot_be_sent_from_another_site(booking, clock):
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    answer = Client().post(url_of(booking), {"needs_met": "yes"}, headers=elsewhere)

    assert answer.status_code == 403
    assert not Feedback.objects.exists()


def test_the_page_of_a_past_booking_leads_there_and_that_of_a_coming_one_does_not(
    client, booking, clock
):
    manage = reverse("manage", args=[manage_token(booking)])
    assert url_of(booking) in client.get(manage).text
    clock.move_to(ENDS + timedelta(days=61))
    assert url_of(booking) not in client.get(manage).text
    clock.move_to(STARTS_AT - timedelta(days=1))
    assert url_of(booking) not in client.get(manage).text


# The mail -----------------------------------------------------------------------------------------


def test_the_thanks_mail_asks_for_one_thing_and_still_names_the_page_of_the_session(booking, now):
    mail = compose_mail(Notice.Kind.THANKS, booking, now)

    assert "Tell us how it was:\nhttps://brew.test/bookings/" in mail.body
    assert f"{manage_token(booking)}/feedback/" in mail.body
    assert "on our website:\nhttps://brew.test/sessions/over-a-brew/2027-01-27/" in mail.body
    assert "You can answer this email too, or phone us." in mail.body


def test_a_supporter_without_a_link_can_answer_the_mail(now, mailoutbox):
    booking = make_carer_booking(now)
    jo = booking.people.get(name="Jo")
    mail = compose_mail(Notice.Kind.THANKS, booking, now, to=f"person-{jo.pk}")

    assert "/bookings/" not in mail.body
    assert "You can answer this email too, or phone us. We read every word." in mail.body
    assert mail.reply_to


# The sessions admin ------------------------------------------------------------------------------


def login(client, group):
    user = User.objects.create_user(group.lower(), f"{group}@example.org", "brew")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return client


@pytest.fixture
def organiser(site, client, clock):
    return login(client, "Organisers")


def session_url(session):
    return reverse("sessions_admin:session", args=[session.pk])


def test_organisers_read_the_counts_in_words_and_what_was_said_newest_first(
    organiser, session, clock
):
    submit(session, how_it_was="Older words")
    submit(session, needs_met="partly", how_it_was="Newer words", at=AFTER + timedelta(minutes=1))
    submit(session, needs_met="partly", how_it_was="")
    submit(make_session(), how_it_was="canary")
    shown = organiser.get(session_url(session)).text

    assert "1 person said: Yes" in shown
    assert "2 people said: Some of it" in shown
    assert "said: No" not in shown
    assert shown.index("Newer words") < shown.index("Older words")
    assert "canary" not in shown
    assert "You can quote only someone who has said yes." in shown


def test_words_of_a_visitor_are_shown_as_text(organiser, session, clock):
    submit(session, how_it_was="<script>alert(1)</script>")

    assert "<script>alert(1)</script>" not in organiser.get(session_url(session)).text


def test_before_the_session_nothing_is_asked(organiser, session, clock):
    clock.move_to(STARTS_AT - timedelta(days=1))

    assert "What people said" not in organiser.get(session_url(session)).text


@pytest.mark.parametrize("name", ["add", "delete"])
def test_only_organisers_get_in(client, site, session, name):
    said = submit(session)
    pk = session.pk if name == "add" else said.pk
    assert client.get(reverse(f"feedback:{name}", args=[pk])).status_code == 302
    login(client, "Editors")
    for method in (client.get, client.post):
        answer = method(reverse(f"feedback:{name}", args=[pk]), {"how_it_was": "x"})
        assert answer.status_code == 302
    assert Feedback.objects.get() == said


def test_an_organiser_writes_down_what_someone_said_on_the_phone(organiser, session, clock):
    url = reverse("feedback:add", args=[session.pk])
    assert url in organiser.get(session_url(session)).text
    page = organiser.get(url)
    answers = {"needs_met": "no", "how_it_was": "The lift was off", "form_key": key_in(page)}
    response = organiser.post(url, answers, follow=True)
    organiser.post(url, answers)

    assert "The lift was off" in response.text
    assert Feedback.objects.count() == 1


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [({}, MESSAGES["nothing_said"]), ({"needs_met": "nonsense"}, "Choose one of the answers")],
)
def test_a_mistake_in_the_admin_is_explained(organiser, session, clock, answers, sentence):
    page = organiser.post(reverse("feedback:add", args=[session.pk]), answers)

    assert sentence in page.text
    assert not Feedback.objects.exists()


def test_nothing_is_written_down_before_a_session(organiser, session, clock):
    clock.move_to(STARTS_AT - timedelta(days=1))
    page = organiser.post(reverse("feedback:add", args=[session.pk]), {"needs_met": "yes"})

    assert MESSAGES["not_begun"] in page.text
    assert not Feedback.objects.exists()


def test_what_names_someone_is_deleted_after_one_question_and_the_history_says_so(
    organiser, session, clock
):
    said, other = submit(session, how_it_was="Bob snores"), submit(session)
    url = reverse("feedback:delete", args=[said.pk])
    assert "Bob snores" in organiser.get(url).text
    assert Feedback.objects.count() == 2

    organiser.post(url)
    assert Feedback.objects.get() == other
    entry = PageLogEntry.objects.get(action="events.take_out_feedback")
    assert "Bob" not in str(entry.data)
    assert "Deleted what somebody said of it" in str(
        registry.get_formatter(entry).format_message(entry)
    )


def test_the_list_of_past_sessions_says_how_many_did_not_get_what_they_asked_for(
    organiser, session, clock
):
    for needs_met in ("no", "partly", "yes", "not-asked"):
        submit(session, needs_met=needs_met)
    shown = organiser.get(reverse("sessions_admin:past")).text

    assert "2 people did not get all that they asked for" in shown


def test_the_list_of_past_sessions_says_who_had_booked_and_nothing_once_that_is_deleted(
    organiser, session, clock
):
    make_booking(session=session)
    assert "1 person had booked" in organiser.get(reverse("sessions_admin:past")).text
    session.bookings.all().delete()
    shown = organiser.get(reverse("sessions_admin:past")).text
    assert session.page.title in shown
    assert "booked" not in shown


def test_the_list_takes_one_query_however_many_sessions(session, clock, django_assert_num_queries):
    def past(number):
        for _ in range(number):
            submit(make_session(), needs_met="no")

    past(2)
    with django_assert_num_queries(1):
        assert len(overview.past(AFTER)) == 3
    past(9)
    with django_assert_num_queries(1):
        assert len(overview.past(AFTER)) == 12


def test_for_two_weeks_the_first_page_says_that_there_is_something_to_read(session):
    submit(session)
    submit(session)
    organiser = User(is_superuser=True)
    tasks = feedback_tasks(organiser, AFTER)

    assert [words for words, _ in tasks] == [f"Read what 2 people said about {session}"]
    assert tasks[0][1].endswith("#said")
    assert feedback_tasks(organiser, ENDS + timedelta(days=13))
    assert not feedback_tasks(organiser, ENDS + timedelta(days=15))
    assert not feedback_tasks(AnonymousUser(), AFTER)


# Forgetting ---------------------------------------------------------------------------------------


def test_it_is_forgotten_12_months_after_the_session(session):
    submit(session)
    purge_expired(now=ENDS + timedelta(days=365))
    assert Feedback.objects.exists()

    assert purge_expired(now=ENDS + timedelta(days=366))["feedback forgotten"] == 1
    assert not Feedback.objects.exists()


def test_erasing_a_booking_leaves_what_was_said_as_nobody_knows_whose_it_is(client, booking, clock):
    submit(booking.session)
    client.post(reverse("erase_booking", args=[manage_token(booking)]))

    assert Feedback.objects.count() == 1
    assert not Booking.objects.exists()


def test_the_thanks_mail_goes_out_and_its_link_works(client, booking, clock, mailoutbox):
    send_due(now=AFTER)
    enqueue_reminders(now=AFTER)
    mail = compose(Notice.objects.get(kind="thanks"), AFTER)
    path = mail.body.split("https://brew.test", 1)[1].split()[0]

    assert client.get(path).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_one_moment_are_kept_once(session):
    """The unique form key decides, whichever request is first."""
    key = uuid.uuid4()
    real = Feedback.objects.filter

    class Blind:
        """The lookup before the other request has saved."""

        def first(self):
            return None

    submit(session, form_key=key)
    try:
        submissions.Feedback.objects.filter = lambda **kwargs: Blind()
        with transaction.atomic():
            submit(session, form_key=key)
    finally:
        del submissions.Feedback.objects.filter
    assert real(form_key=key).count() == 1
