"""What we know about people: shown, erased, forgotten on time, and nothing left anywhere."""

import json
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
import textstat
from axes.models import AccessAttempt, AccessLog
from django.apps import apps
from django.contrib.sessions.models import Session as WebSession
from django.db import connection, models
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page

from events import bookings as booking_service
from events import retention
from events.bookings import manage_token
from events.bookings.tasks import add_task
from events.emails.delivery import send_due
from events.models import (
    AccessNeed,
    Booking,
    FormAttempt,
    Invitation,
    Notice,
    OrganiserTask,
    Person,
    PersonalFeed,
    Quote,
    Regular,
    Session,
)
from events.privacy.register import PROCESSING_REGISTER
from events.privacy.retention import erase, export, needs_are_retained, purge_expired
from events.recurrence import NthWeekday, Repeat
from events.regulars.enrolment import enrol, stop
from events.regulars.invitations import enqueue_invitations
from events.regulars.responses import decline
from events.retention import Periods
from hub.encryption import EncryptedTextField
from hub.jobs import run_due_jobs
from stories.models import Contribution
from tests import factories

pytestmark = pytest.mark.django_db

MARKER = "Zqmark"
ENDS = factories.STARTS_AT + timedelta(minutes=90)


def day(number, hour=1):
    """So many days after the day of the session, at this hour in London."""
    return datetime(2027, 1, 27, hour, 0, tzinfo=UTC) + timedelta(days=number)


def make_full_booking(**fields):
    fields.setdefault("needs", ("A lift to the door", factories.make_option("More breaks")))
    fields.setdefault(
        "wishes",
        booking_service.Preferences(
            anything_else="I tire", contact_first="phone", contact_when="Mornings"
        ),
    )
    return factories.make_booking(phone="07700 900123", supporter="Jo", **fields)


def remembered(**fields):
    return make_full_booking(
        wishes=booking_service.Preferences(anything_else="I tire", remember_needs=True), **fields
    )


def make_regular(**fields):
    """Asked about the session four weeks later, by email."""
    series = factories.make_series(rule=Repeat(on=NthWeekday(4, 2)).to_rule())
    booking = make_full_booking(session=factories.make_session(series=series), **fields)
    factories.make_session(series=series, starts_at=factories.STARTS_AT + timedelta(days=28))
    regular = enrol(booking=booking, now=factories.NOW)
    enqueue_invitations(now=day(8, hour=11))
    assert regular.invitations.count() == 1
    return regular


# The table ----------------------------------------------------------------------------------------

# What looks personal by its name, but is about the site, a session, a page or a list, not a visitor.
NOT_PERSONAL = {
    "events.AccessOption.label": "the list that everyone is offered",
    "events.AccessOption.hint": "the list that everyone is offered",
    "events.AccessNeed.option": "only a key: what people read of it is in option_label and option_hint",
    "events.Session.meeting_phone": "the number of the meeting",
    "events.Session.note": "a public note",
    "events.UnresolvedReply.reason": "why a mail could not be read; holds no personal data",
}
LOOKS_PERSONAL = re.compile(
    r"name|mail|phone|contact|address|words|answer|need|talk|about_author|anything|consent|code|who"
)
ABOUT_PEOPLE = {
    *("FormAttempt", "Booking", "Person", "AccessNeed", "Notice", "PersonalFeed", "Contribution"),
    *("RemovedPerson", "ErasedInvite", "LinkRequest", "Quote"),
    *("Regular", "Invitation", "Subscriber", "SessionAlert", "Broadcast", "Feedback"),
}


def holds_words(field):
    points_at_a_user = field.is_relation and field.related_model._meta.object_name == "User"
    return points_at_a_user or isinstance(
        field, models.CharField | models.TextField | models.JSONField
    )


def own_fields(model):
    """Its own columns, without keys to itself and to the row above it."""
    for field in model._meta.local_concrete_fields:
        points_up = field.is_relation and (
            field.related_model._meta.object_name in ABOUT_PEOPLE or field.name.endswith("_ptr")
        )
        if not field.primary_key and not points_up:
            yield field


def test_every_field_that_holds_something_personal_is_in_the_table():
    missing = []
    registered = {name for category in PROCESSING_REGISTER for name in category.fields}
    for model in [
        *apps.get_app_config("events").get_models(),
        *apps.get_app_config("stories").get_models(),
    ]:
        for field in own_fields(model):
            name = f"{model._meta.app_label}.{model._meta.object_name}.{field.name}"
            is_about_a_person = model._meta.object_name in ABOUT_PEOPLE
            looks = holds_words(field) and LOOKS_PERSONAL.search(field.name)
            if (is_about_a_person or looks) and name not in registered | set(NOT_PERSONAL):
                missing.append(name)
    assert missing == []


def test_the_table_names_only_fields_that_exist_and_each_once():
    names = [name for kept in PROCESSING_REGISTER for name in kept.fields]
    assert len(names) == len(set(names))
    for name in names:
        app, model, field = name.split(".")
        assert apps.get_model(app, model)._meta.get_field(field)
    for name in NOT_PERSONAL:
        app, model, field = name.split(".")
        assert apps.get_model(app, model)._meta.get_field(field)


def test_the_words_of_the_privacy_page_are_plain_and_complete():
    for kept in PROCESSING_REGISTER:
        last_day = kept.last_day_by(Periods())
        row = (kept.what, kept.owner, kept.reader, kept.reason, last_day)
        assert all(row)
        said = " ".join(text if text.endswith(".") else f"{text}." for text in row)
        assert textstat.flesch_kincaid_grade(said) <= 6, said
        for sentence in re.split(r"(?<=[.?!])\s+", said):
            assert len(sentence.split()) <= 25, sentence


# Erasing ------------------------------------------------------------------------------------------


def found_in_database(marker):
    """Every table and column that holds the marker, and every decoded visitor's session."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            columns = [
                column.name
                for column in connection.introspection.get_table_description(cursor, table)
            ]
            for column in columns:
                name = f"{connection.ops.quote_name(table)}.{connection.ops.quote_name(column)}"
                cursor.execute(
                    f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}"
                    f" WHERE LOWER(CAST({name} AS TEXT)) LIKE %s",
                    [f"%{marker.lower()}%"],
                )
                if cursor.fetchone()[0]:
                    found.append(f"{table}.{column}")
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, EncryptedTextField):
                values = model._base_manager.values_list(field.attname, flat=True)
                if any(marker.lower() in str(value).lower() for value in values):
                    found.append(f"{model._meta.db_table}.{field.column}")
    for session in WebSession.objects.all():
        if marker.lower() in str(session.get_decoded()).lower():
            found.append("django_session (decoded)")
    return sorted(found)


def mark_everything(booking):
    """Put the marker into every field of the booking that can hold free text."""
    marked = []
    people = booking.people.all()
    rows = {
        Booking: Booking.objects.filter(pk=booking.pk),
        Person: people,
        AccessNeed: AccessNeed.objects.filter(person__in=people),
        Notice: Notice.objects.filter(booking=booking),
    }
    for model, queryset in rows.items():
        for field in own_fields(model):
            if field.choices or field.name in ("recipient", "dedupe_key"):
                continue
            if isinstance(field, models.EmailField):
                queryset.update(**{field.name: f"{MARKER}@example.org"})
            elif isinstance(field, models.CharField | models.TextField):
                value = f"{MARKER} {field.name}"[: field.max_length or None]
                queryset.update(**{field.name: value})
            else:
                continue
            marked.append(f"{model._meta.db_table}.{field.column}")
    booking.refresh_from_db()
    return sorted(marked)


@pytest.mark.slow("searches every column of every table")
def test_after_erasing_the_whole_database_holds_nothing_of_the_booking(
    client, admin_user, now, time_machine, mailoutbox
):
    time_machine.move_to(now)
    booking = make_full_booking(now=now)
    other = make_full_booking(session=booking.session, name="Kim", email="kim@example.org", now=now)
    marked = mark_everything(booking)
    assert found_in_database(MARKER) == marked, "the search finds what is there"

    # A life: mails, every page of the booking, a change by an editor, a look by an organiser.
    send_due(now=now)
    assert any(MARKER in mail.body for mail in mailoutbox)
    token = manage_token(booking)
    for name in ("my_data", "my_data_file", "erase_booking", "manage", "booked", "join"):
        client.get(reverse(name, args=[token]))
    booking.session.page.save_revision(user=admin_user, log_action=True).publish()
    client.force_login(admin_user)
    for page in Page.objects.live():
        client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    booking_service.change(booking=booking, mode="phone", now=now)

    client.post(reverse("erase_booking", args=[token]))

    assert found_in_database(MARKER) == []
    assert Booking.objects.get() == other
    assert other.people.count() == 2


def test_after_erasing_no_half_done_form_of_this_browser_holds_the_answers(
    client, now, time_machine
):
    time_machine.move_to(now)
    booking = make_full_booking(name=f"{MARKER} Person", now=now)
    factories.make_session(starts_at=booking.session.starts_at + timedelta(days=28))
    token = manage_token(booking)
    client.post(reverse("book_again", args=[token]))
    client.post(
        reverse("manage_change", args=[token, "who"]), {"for_whom": "other"}
    )  # and leaves it there
    assert "events_formattempt.answers" in found_in_database(MARKER)
    assert FormAttempt.objects.count() == 2

    client.post(reverse("erase_booking", args=[token]))

    assert found_in_database(MARKER) == []
    assert not FormAttempt.objects.exists()


def test_the_page_says_that_others_cannot_be_told_only_when_there_are_others(client, now):
    alone = make_full_booking(now=now)
    pair = make_full_booking(
        now=now,
        people=(
            booking_service.Attendee(name="Ama", email="ama@example.org"),
            booking_service.Attendee(name="Kim", email="kim@example.org"),
        ),
    )
    words = "We cannot tell the others that it is gone."

    assert words not in client.get(reverse("erase_booking", args=[manage_token(alone)])).text
    assert words in client.get(reverse("erase_booking", args=[manage_token(pair)])).text


def test_the_search_would_find_a_name_left_in_a_log_a_session_or_a_revision(
    admin_user, client, now
):
    booking = make_full_booking(now=now)
    booking.session.page.summary = f"{MARKER} comes too"
    booking.session.page.save_revision()
    client.force_login(admin_user)
    session = client.session
    session["half done"] = f"{MARKER} in the middle"
    session.save()

    assert found_in_database(MARKER) == ["django_session (decoded)", "wagtailcore_revision.content"]


def read_by_another_process(path):
    """Closing a file drops every lock that this process has on it, SQLite's own too (POSIX fcntl).

    The next process to leave the database would then take its write-ahead log away from under us.
    """
    code = "import pathlib, sys; sys.stdout.buffer.write(pathlib.Path(sys.argv[1]).read_bytes())"
    return subprocess.run(
        [sys.executable, "-c", code, path], check=True, capture_output=True
    ).stdout


@pytest.mark.django_db(transaction=True)
def test_what_is_erased_is_gone_from_the_database_file_too(now):
    """On SQLite, where a deleted row could otherwise be read back from the file."""
    booking = make_full_booking(name="Qzbyte Person", needs=("Qzbyte need",), now=now)

    def is_there():
        if connection.vendor != "sqlite":
            return bool(found_in_database("Qzbyte"))
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return b"Qzbyte" in read_by_another_process(connection.settings_dict["NAME"])

    assert is_there()
    erase(booking=booking, now=now)
    assert not is_there()


def test_erasing_the_newest_booking_erases_the_regular_too(client, now, mailoutbox):
    regular = make_regular(now=now)
    booking = regular.booking
    marked = mark_everything(booking)
    Regular.objects.update(booking=booking)
    send_due(now=day(8, hour=11))
    (question,) = [each for each in mailoutbox if each.subject.startswith("Coming this time?")]
    assert MARKER in question.to[0]
    assert found_in_database(MARKER) == marked
    page = client.get(reverse("erase_booking", args=[manage_token(booking)]))
    assert "stop asking you" in page.content.decode()

    client.post(reverse("erase_booking", args=[manage_token(booking)]))

    assert found_in_database(MARKER) == []
    assert not Regular.objects.exists()
    assert not Invitation.objects.exists()
    assert not Notice.objects.exists()


def test_erasing_a_booking_gives_its_place_to_the_next(now):
    session = factories.make_session(places=1)
    first = make_full_booking(session=session, now=now)
    second = factories.make_booking(session=session, email="b@example.org", now=now)
    erase(booking=first, now=now)

    second.refresh_from_db()
    assert second.state == Booking.State.OFFERED


@pytest.mark.parametrize("state", Booking.State)
def test_a_booking_in_any_state_can_be_erased(state, now):
    booking = make_full_booking(state=state, now=now)
    erase(booking=booking, now=now)

    assert not Booking.objects.exists()
    assert not Person.objects.exists()
    assert not AccessNeed.objects.exists()
    assert not Notice.objects.exists()


def test_the_personal_feed_of_an_address_goes_with_its_last_booking(now):
    first = make_full_booking(now=now)
    session = factories.make_session(starts_at=factories.STARTS_AT + timedelta(days=28))
    second = factories.make_booking(session=session, email="AMA@example.org", now=now)
    PersonalFeed.objects.create(email="ama@example.org")
    erase(booking=first, now=now)
    assert PersonalFeed.objects.exists()

    erase(booking=second, now=now)
    assert not PersonalFeed.objects.exists()


def test_a_booking_of_a_session_that_has_begun_or_is_off_can_be_erased(now):
    begun = make_full_booking(now=now)
    erase(booking=begun, now=factories.STARTS_AT + timedelta(minutes=5))
    off = make_full_booking(now=now)
    Session.objects.update(status="cancelled")
    erase(booking=off, now=now)

    assert not Booking.objects.exists()


# Forgetting ---------------------------------------------------------------------------------------


def words_left():
    return Booking.objects.exclude(anything_else="").exists()


def needs_left():
    return AccessNeed.objects.exists() or words_left()


def test_needs_are_forgotten_7_days_after_the_session_and_words_beside_them_the_day_after(now):
    booking = make_full_booking(now=now)
    purge_expired(now=ENDS + timedelta(hours=11, minutes=59))
    assert words_left()

    purge_expired(now=day(1, hour=0))
    booking.refresh_from_db()
    assert not words_left()
    assert (booking.contact_first, booking.contact_when) == ("no", "")
    purge_expired(now=day(7, hour=23))
    assert AccessNeed.objects.count() == 2

    assert purge_expired(now=day(8, hour=0))["needs forgotten"] == 2
    assert not needs_left()
    assert booking.contact_name == "Ama Mensah"


def test_the_day_ends_by_the_clock_of_london(now):
    starts = datetime(2027, 6, 23, 9, 30, tzinfo=UTC)
    make_full_booking(session=factories.make_session(starts_at=starts), now=now)
    purge_expired(now=datetime(2027, 6, 23, 22, 59, tzinfo=UTC))  # 11:59pm in London
    assert words_left()
    purge_expired(now=datetime(2027, 6, 23, 23, 1, tzinfo=UTC))  # one minute past midnight there
    assert not words_left()
    purge_expired(now=datetime(2027, 6, 30, 22, 59, tzinfo=UTC))
    assert needs_left()
    purge_expired(now=datetime(2027, 6, 30, 23, 1, tzinfo=UTC))
    assert not needs_left()


def test_a_cancelled_booking_keeps_its_needs_for_a_day_only(now):
    booking = make_full_booking(now=now)
    booking_service.cancel(booking=booking, now=now)
    purge_expired(now=now + timedelta(hours=23))
    assert needs_left()

    purge_expired(now=now + timedelta(hours=25))
    assert not needs_left()


def test_a_booking_is_forgotten_30_days_after_the_session(now):
    make_full_booking(now=now)
    purge_expired(now=day(30, hour=23))
    assert Booking.objects.exists()

    assert purge_expired(now=day(31))["bookings forgotten"] == 1
    assert not Booking.objects.exists()
    assert not Person.objects.exists()
    assert not Notice.objects.exists()


def test_who_asked_us_to_remember_keeps_contact_and_needs_for_12_months_and_nothing_else(now):
    booking = remembered(now=now)
    purge_expired(now=day(9))
    assert needs_left()

    purge_expired(now=day(31))
    booking.refresh_from_db()
    assert booking.email == "ama@example.org"
    assert [person.name for person in booking.people.all()] == ["Ama Mensah"]
    assert AccessNeed.objects.count() == 2
    assert (booking.spoken_code, booking.form_key, booking.contact_when) == (None, None, "")
    assert not Notice.objects.exists()

    purge_expired(now=day(365, hour=23))
    assert needs_left()
    purge_expired(now=day(366))
    assert not Booking.objects.exists()
    assert not AccessNeed.objects.exists()


def test_a_remembered_booking_without_needs_is_nothing_to_remember(now):
    factories.make_booking(wishes=booking_service.Preferences(remember_needs=True), now=now)
    purge_expired(now=day(31))

    assert not Booking.objects.exists()


def test_the_newest_booking_of_a_regular_is_kept_whole_for_12_months_and_then_all_goes(now):
    booking = make_regular(now=now).booking
    purge_expired(now=day(31))
    booking.refresh_from_db()
    assert booking.email == "ama@example.org"
    assert (booking.anything_else, booking.contact_when) == ("I tire", "Mornings")
    assert [person.name for person in booking.people.all()] == ["Ama Mensah", "Jo"]
    assert AccessNeed.objects.count() == 2
    assert (booking.spoken_code, booking.form_key) == (None, None)
    assert not booking.notices.exists()

    purge_expired(now=day(365, hour=23))
    assert AccessNeed.objects.count() == 2
    purge_expired(now=day(366))
    assert not Booking.objects.exists()
    assert not Regular.objects.exists()


def test_a_cancelled_booking_of_a_regular_keeps_its_needs(now):
    booking = make_regular(now=now).booking
    booking_service.cancel(booking=booking, now=now)
    purge_expired(now=now + timedelta(days=2))

    assert needs_left()


def test_when_a_regular_stops_their_booking_has_the_ordinary_days_again(now):
    regular = make_regular(now=now)
    purge_expired(now=day(2))
    assert needs_left()
    stop(regular=regular)
    purge_expired(now=day(2))
    assert not words_left()
    purge_expired(now=day(8))
    assert not needs_left()

    purge_expired(now=day(31))
    assert not Booking.objects.exists()


def test_what_a_regular_answered_is_forgotten_30_days_after_that_session(now):
    regular = make_regular(now=now)
    decline(invitation=regular.invitations.get(), now=day(9))
    purge_expired(now=day(28 + 30, hour=23))
    assert Invitation.objects.exists()

    purge_expired(now=day(28 + 31))
    assert not Invitation.objects.exists()
    assert not Notice.objects.filter(kind="invitation").exists()
    assert Regular.objects.exists()


def test_forgetting_twice_changes_nothing_more(now):
    make_full_booking(now=now)
    remembered(session=factories.make_session(starts_at=factories.STARTS_AT + timedelta(hours=3)))
    for moment in (day(1), day(31), day(366)):
        purge_expired(now=moment)
        assert purge_expired(now=moment) == {}


def test_a_booking_to_come_is_left_alone(now):
    make_full_booking(now=now)
    assert purge_expired(now=now) == {}
    assert needs_left()


def test_what_was_sent_in_a_year_ago_is_forgotten(now):
    facts = {"kind": "story", "words": "Mine", "consent": "publish"}
    for number, age in enumerate((364, 366)):
        Contribution.objects.create(
            form_key=f"00000000-0000-0000-0000-00000000000{number}",
            sent_at=now - timedelta(days=age),
            **facts,
        )
    assert run_due_jobs(now=now)["contributions forgotten"] == 1
    assert Contribution.objects.count() == 1


def test_old_web_sessions_are_cleared(client, now):
    session = client.session
    session["half done"] = "answers"
    session.save()
    WebSession.objects.update(expire_date=now)
    purge_expired(now=now + timedelta(seconds=1))

    assert not WebSession.objects.exists()


def test_answers_that_were_not_sent_are_deleted_after_a_day(now):
    FormAttempt.objects.create(key="old", answers={"needs": "A lift"}, started_at=now)
    new = FormAttempt.objects.create(key="new", started_at=now + timedelta(hours=2))
    purge_expired(now=now + timedelta(hours=25))

    assert FormAttempt.objects.get() == new


@pytest.mark.parametrize(
    ("model", "facts"), [(AccessAttempt, {"failures_since_start": 1}), (AccessLog, {})]
)
def test_login_tries_are_forgotten_after_30_days(model, facts, now):
    made = model.objects.create(username="sam", ip_address="192.0.2.1", **facts)
    model.objects.update(attempt_time=now)
    purge_expired(now=now + timedelta(days=30))
    assert model.objects.filter(pk=made.pk).exists()
    purge_expired(now=now + timedelta(days=30, seconds=1))

    assert not model.objects.exists()


def test_a_background_task_that_was_cut_short_is_forgotten_after_30_days_too(now):
    """Its process was ended in the middle, so it is neither finished nor ever tried again."""
    DBTaskResult.objects.create(
        task_path="hub.staff_mail.send_mail",
        args_kwargs={"args": [{"to": ["sam@example.org"]}], "kwargs": {}},
        backend_name="default",
        status="RUNNING",
        started_at=now,
    )
    DBTaskResult.objects.update(enqueued_at=now)
    purge_expired(now=now + timedelta(days=30))
    assert DBTaskResult.objects.exists()
    purge_expired(now=now + timedelta(days=30, seconds=1))

    assert not DBTaskResult.objects.exists()


# Showing ------------------------------------------------------------------------------------------


def test_the_download_holds_every_field_of_the_table_that_is_for_people(now):
    booking = make_regular(now=now).booking
    add_task(kind=OrganiserTask.Kind.REPLY_WORDS, session=booking.session, booking=booking, now=now)
    need = AccessNeed.objects.filter(person__booking=booking).first()
    need.steps.create(state="arranging", words="We ask Mo.")
    Quote.objects.create(session=booking.session, words="Warm", **Quote.link_of(booking))
    data = json.dumps(export(booking))
    for kept in PROCESSING_REGISTER:
        for name, label in kept.fields.items():
            model = name.rsplit(".", 1)[0]
            if model.startswith("events.") and kept.in_download:
                assert json.dumps(label) in data, name
    for told in ("Ama Mensah", "ama@example.org", "07700 900123", "A lift to the door", "I tire"):
        assert told in data


def test_the_download_holds_no_secret_number_and_nobody_else(now):
    booking = make_full_booking(now=now)
    make_full_booking(
        session=booking.session, name="Kim Canary", email="canary@example.org", now=now
    )
    data = json.dumps(export(booking))

    assert "anary" not in data
    assert str(booking.uid) not in data
    assert str(booking.form_key) not in data


def test_the_page_and_the_file_show_the_same(client, now):
    booking = make_full_booking(now=now)
    token = manage_token(booking)
    page = client.get(reverse("my_data", args=[token])).content.decode()
    file = client.get(reverse("my_data_file", args=[token]))

    assert file["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert json.loads(file.content) == export(booking)
    told = ("Ama Mensah", "ama@example.org", "A lift to the door", "More breaks", "Jo", "I tire")
    for words in told:
        assert words in page
    assert "Someone has asked for something" not in page, "that mail is not theirs"
    assert "{" not in page


def test_the_download_of_the_newest_booking_tells_that_they_are_asked_each_time(client, now):
    regular = make_regular(now=now)
    other = make_full_booking(
        session=regular.booking.session, name="Kim", email="kim@example.org", now=now
    )
    (told,) = export(regular.booking)["We ask you each time if you are coming"]
    assert told["Which sessions"] == "Over a Brew"
    (asked,) = told["What we asked"]
    assert "24 February 2027" in asked["Session"]
    mails = [mail["Email"] for mail in export(regular.booking)["Emails"]]
    assert "Coming this time?" in mails

    words = "We ask you each time if you are coming"
    page = client.get(reverse("my_data", args=[manage_token(regular.booking)])).content.decode()
    assert words in page and "24 February 2027" in page
    assert str(regular.uid) not in json.dumps(export(regular.booking))
    page = client.get(reverse("my_data", args=[manage_token(other)])).content.decode()
    assert words not in page and "Coming this time?" not in page


@pytest.mark.parametrize("name", ["my_data", "my_data_file", "erase_booking"])
def test_private_pages_stay_out_of_caches_search_and_referers(name, client, now):
    response = client.get(reverse(name, args=[manage_token(make_full_booking(now=now))]))

    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("name", ["my_data", "my_data_file", "erase_booking"])
def test_a_link_that_is_wrong_by_one_letter_opens_nothing(name, client, now):
    token = manage_token(make_full_booking(now=now))
    wrong = token[:-1] + ("A" if token[-1] != "A" else "B")

    assert client.get(reverse(name, args=[wrong])).status_code == 404


def test_looking_at_the_page_deletes_nothing_and_pressing_the_button_deletes_all(client, now):
    booking = make_full_booking(now=now)
    address = reverse("erase_booking", args=[manage_token(booking)])
    page = client.get(address)
    client.head(address)
    assert Booking.objects.exists()
    assert "Delete everything" in page.content.decode()

    response = client.post(address, follow=True)
    assert response.redirect_chain == [("/bookings/erased/", 302)]
    assert "It is deleted" in response.content.decode()
    assert not Booking.objects.exists()
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404


def test_the_button_cannot_be_pressed_from_another_site(now):
    booking = make_full_booking(now=now)
    answer = Client().post(
        reverse("erase_booking", args=[manage_token(booking)]),
        headers={"Sec-Fetch-Site": "cross-site"},
    )

    assert answer.status_code == 403
    assert Booking.objects.exists()


def test_the_page_says_that_the_place_is_given_up_only_when_there_is_one(client, now, time_machine):
    time_machine.move_to(now)
    booking = make_full_booking(now=now)
    address = reverse("erase_booking", args=[manage_token(booking)])
    assert "You also give up your place" in client.get(address).content.decode()

    booking_service.cancel(booking=booking, now=timezone.now())
    assert "You also give up your place" not in client.get(address).content.decode()


def test_what_we_keep_goes_on_the_day_that_the_page_promises():
    """In numbers of their own, so that a slip of the pen in the table is seen."""
    days = {
        "needs": retention.NEEDS_KEPT,
        "unmet needs": retention.UNMET_KEPT,
        "links": retention.LINKS_KEPT,
        "taken off": retention.TAKEN_OFF_KEPT,
        "machines": retention.MACHINES_KEPT,
    }
    assert {name: kept.total_seconds() / 86400 for name, kept in days.items()} == {
        "needs": 7,
        "unmet needs": 30,
        "links": 3,
        "taken off": 1,
        "machines": 30,
    }


@pytest.mark.parametrize(
    "wish", [{"anything_else": "I tire"}, {"contact_first": "phone"}, {"contact_when": "Mornings"}]
)
def test_each_thing_that_someone_told_us_is_forgotten_also_alone(wish, now):
    booking = factories.make_booking(wishes=booking_service.Preferences(**wish), now=now)
    purge_expired(now=ENDS + timedelta(days=2))

    booking.refresh_from_db()
    assert (booking.anything_else, booking.contact_first, booking.contact_when) == ("", "no", "")


def test_bookings_that_are_forgotten_are_counted_whoever_asked_us_to_remember(now):
    make_full_booking(now=now)
    make_full_booking(now=now, email="kim@example.org", remember_needs=True)
    make_regular(now=now)
    assert purge_expired(now=ENDS + timedelta(days=400))["bookings forgotten"] == 3
    assert not Booking.objects.exists()


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("LINK_REQUEST_KEPT", 1),
        ("UNCONFIRMED_KEPT", 7),
        ("ALERT_NOTICES_KEPT", 30),
        ("LINKS_KEPT", 3),
        ("TAKEN_OFF_KEPT", 1),
        ("MACHINES_KEPT", 30),
    ],
)
def test_what_we_promise_to_forget_is_forgotten_after_as_many_days(name, days):
    assert getattr(retention, name) == timedelta(days=days)


def test_needs_count_as_kept_up_to_the_moment_when_they_are_deleted(now):
    midnight = datetime(2027, 7, 1, 23, 0, tzinfo=UTC)  # in London, in summer
    late = factories.make_session(starts_at=midnight - timedelta(hours=1), ends_at=midnight)
    booking = factories.make_booking(session=late)
    assert needs_are_retained(booking, now=midnight)

    booking.session.ends_at = midnight - timedelta(seconds=1)
    assert not needs_are_retained(booking, now=midnight)
    assert needs_are_retained(booking, now=midnight - timedelta(seconds=1))


def test_needs_of_a_cancelled_booking_count_as_kept_for_a_whole_day(now):
    booking = booking_service.cancel(booking=factories.make_booking(), now=now)

    assert needs_are_retained(booking, now=now + timedelta(days=1))
    assert not needs_are_retained(booking, now=now + timedelta(days=1, seconds=1))
