"""The day of a session, for whoever runs it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events import bookings, phone_calls
from events.admin.day_list import short_names
from events.bookings.check_in import count_came
from events.emails.delivery import send_due
from events.models import (
    AccessNeed,
    Booking,
    NeedsAccess,
    OrganiserTask,
    Person,
    SeriesPage,
    Session,
)
from events.privacy.retention import erase, export, purge_expired
from events.worklist import waiting_items
from hub.models import User
from tests.events.admin.test_many_bookings import WAGTAILS_OWN
from tests.events.emails.mails import send_invite
from tests.factories import (
    STARTS_AT,
    make_booking,
    make_many_bookings,
    make_option,
    make_series,
    make_session,
)

pytestmark = pytest.mark.django_db
SHARES = bookings.Preferences(share_needs=True)
MORNING = STARTS_AT - timedelta(minutes=10)
DAY = timedelta(days=1)


@pytest.fixture
def facilitator(session):
    user = User.objects.create_user("fay", "fay@example.org", "brew", first_name="Fay")
    user.groups.add(Group.objects.get(name="Facilitators"))
    session.facilitators.add(user)
    return user


@pytest.fixture
def at_the_door(client, facilitator):
    """The browser of the facilitator, ten minutes before the session."""
    with time_machine.travel(MORNING, tick=False):
        client.force_login(facilitator)
        yield client


def url(session, name="day"):
    return reverse(f"sessions_admin:{name}", args=[session.pk])


def person_of(booking, **fields):
    return booking.people.get(**fields)


def tick(client, session, person, name="came"):
    return client.post(url(session, "check_in"), {name: person.pk, "people": "1"}, follow=True)


# What is shown ------------------------------------------------------------------------------------


def test_it_shows_first_names_ways_to_join_and_companions_but_no_way_to_reach_anyone(
    session, at_the_door
):
    make_booking(session=session, name="Ama Mensah", supporter="Jo Brand", phone="01632 960 777")
    make_booking(session=session, name="Gordon Webb", email="gordon@example.org", mode="phone")
    shown = at_the_door.get(url(session)).text

    for words in (">Ama<", ">Gordon<", "Comes with Jo.", "Supports Ama.", "By phone"):
        assert words in shown
    assert "1 joins by phone." in shown
    for secret in ("Mensah", "Webb", "@example.org", "960 777"):
        assert secret not in shown.replace("fay@example.org", "")


def test_it_shows_what_helps_of_those_who_agreed_only(session, at_the_door):
    make_booking(session=session, name="Ama", needs=("A quiet corner",), wishes=SHARES)
    make_booking(session=session, name="Bo", email="bo@example.org", needs=("A private matter",))
    shown = at_the_door.get(url(session)).text

    assert "A quiet corner" in shown
    assert "A private matter" not in shown
    assert list(NeedsAccess.objects.values_list("username", "session", "kind")) == [
        ("fay", session.pk, "day")
    ]


def test_what_belongs_to_another_way_of_joining_is_left_out(session, at_the_door):
    ramp = make_option("A ramp", by_video=False, by_phone=False, in_person=True)
    booking = make_booking(session=session, needs=("Time",), wishes=SHARES)
    need = AccessNeed.objects.create(
        person=person_of(booking), option=ramp, option_label=ramp.label
    )
    shown = at_the_door.get(url(session)).text

    assert "Time" in shown
    assert need.option_label not in shown


def test_who_waits_or_has_cancelled_is_not_there(session, at_the_door):
    make_booking(session=session, name="Waits", state="waiting")
    make_booking(session=session, name="Gone", email="g@example.org", state="cancelled")
    make_booking(session=session, name="Asked", email="a@example.org", state="offered")
    shown = at_the_door.get(url(session)).text

    assert not any(f">{name}<" in shown for name in ("Waits", "Gone", "Asked"))
    assert "Nobody has a place yet." in shown


@pytest.mark.parametrize(
    ("names", "short"),
    [
        (["Ama Mensah", "Bo"], ["Ama", "Bo"]),
        (["Ama Mensah", "ama Kofi"], ["Ama M.", "ama K."]),
        (["Ama Mensah", "Ama Morris"], ["Ama Mensah", "Ama Morris"]),
        (["Ama", "Ama Kofi"], ["Ama", "Ama K."]),
        (["Mrs Webb", "Mrs. Quill", "Dr Ada Poe"], ["Mrs Webb", "Mrs. Quill", "Dr Ada"]),
        (["  Kim   Lee ", "Kim Lee"], ["Kim Lee", "Kim Lee"]),
    ],
)
def test_a_first_name_has_an_initial_where_two_are_the_same(names, short):
    people = [Person(pk=pk, name=name) for pk, name in enumerate(names)]
    assert list(short_names(people).values()) == short


def test_new_is_said_only_of_whom_we_know_that(session, at_the_door):
    make_booking(session=session, name="Ama", email="ama@example.org")
    assert ">New<" in at_the_door.get(url(session)).text  # there was no session before

    last = make_session(starts_at=STARTS_AT - 7 * DAY)
    make_booking(session=last, name="AMA", email="Ama@Example.org")
    make_booking(session=session, name="Bo", email="bo@example.org")
    shown = at_the_door.get(url(session)).text
    assert shown.count(">New<") == 1  # Bo

    make_session(starts_at=STARTS_AT - 90 * DAY)  # nobody knows any more who came there
    shown = at_the_door.get(url(session)).text
    assert ">New<" not in shown
    assert shown.count(">Maybe new<") == 1

    Booking.objects.filter(session=last).delete()
    Session.objects.filter(pk=last.pk).update(status="cancelled")
    assert ">New" not in at_the_door.get(url(session)).text  # everybody would be


# Who came -----------------------------------------------------------------------------------------


def test_a_press_ticks_one_person_and_another_takes_it_back(session, at_the_door):
    ama = person_of(make_booking(session=session, name="Ama"))
    bo = person_of(make_booking(session=session, name="Bo", email="bo@example.org"))

    response = tick(at_the_door, session, ama)
    assert response.redirect_chain[-1][0] == f"{url(session)}?people=1#person-{ama.pk}"
    assert "1 of 2 people came." in response.text
    assert "✓ Came" in response.text
    tick(at_the_door, session, bo)
    tick(at_the_door, session, bo)  # pressed twice
    assert count_came(session.pk) == 2
    tick(at_the_door, session, ama, "undo")
    assert list(Person.objects.order_by("pk").values_list("came", flat=True)) == [None, True]


def test_two_facilitators_do_not_undo_each_other(session, at_the_door):
    people = [
        person_of(make_booking(session=session, name=name, email=f"{name}@example.org"))
        for name in ("Ama", "Bo")
    ]
    at_the_door.get(url(session))  # both have the same page open, and each ticks one
    for person in people:
        tick(at_the_door, session, person)
    assert count_came(session.pk) == 2


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (STARTS_AT - DAY, False),
        (STARTS_AT - timedelta(hours=9), True),
        (STARTS_AT + timedelta(hours=9), True),
        (STARTS_AT + DAY, True),
        (STARTS_AT + 2 * DAY, False),
    ],
)
def test_people_are_ticked_on_the_day_and_the_day_after(
    session, client, facilitator, moment, is_open
):
    person = person_of(make_booking(session=session))
    with time_machine.travel(moment, tick=False):
        client.force_login(facilitator)
        assert ('name="came"' in client.get(url(session)).text) == is_open
        shown = tick(client, session, person).text
    assert count_came(session.pk) == is_open
    assert ("Nothing is saved." in shown) != is_open


def test_nobody_of_another_session_or_without_a_place_is_ticked(session, at_the_door):
    other = make_session(starts_at=STARTS_AT + timedelta(hours=1))
    elsewhere = person_of(make_booking(session=other))
    waiting = person_of(make_booking(session=session, state="waiting"))
    for key in (elsewhere.pk, waiting.pk, 9999, "x", ""):
        shown = at_the_door.post(url(session, "check_in"), {"came": key}, follow=True).text
        assert "Nothing is saved." in shown
    assert not Person.objects.filter(came=True).exists()


def test_who_came_is_theirs_to_read_and_goes_with_the_booking(session, at_the_door):
    booking = make_booking(session=session)
    assert export(booking)["People"][0]["Came"] == ""
    tick(at_the_door, session, person_of(booking))
    assert export(booking)["People"][0]["Came"] == "Yes"
    erase(booking=booking, now=MORNING)
    assert count_came(session.pk) == 0


def test_of_a_remembered_booking_it_goes_as_early_as_the_rest(session, at_the_door):
    booking = make_booking(
        session=session, needs=("A loop",), wishes=bookings.Preferences(remember_needs=True)
    )
    tick(at_the_door, session, person_of(booking))
    purge_expired(now=STARTS_AT + 20 * DAY)
    assert Person.objects.get().came
    purge_expired(now=STARTS_AT + 40 * DAY)
    assert Person.objects.get().came is None


# What has changed ---------------------------------------------------------------------------------


def late(client, session, minutes, seen=None):
    data = {"late-minutes": minutes, "late-seen": seen or session.starts_at.isoformat()}
    return client.post(url(session, "late"), data, follow=True)


@pytest.fixture
def told(session, now):
    """Three people who know the time: by email, on the phone, and one who waits."""
    return [
        send_invite(make_booking(session=session, name="Ama", needs=("A loop",)), now),
        make_booking(session=session, name="Gordon", email="", phone="01632 960 001", mode="phone"),
    ]


def test_running_late_is_told_to_everybody_by_their_own_way(session, told, at_the_door, now):
    for booking in told:
        phone_calls.mark_called(booking=booking, now=now) if not booking.email else None
    AccessNeed.objects.update(state="in-place")
    mail.outbox.clear()

    shown = late(at_the_door, session, 15).text
    send_due(now=MORNING)

    assert "The session now starts at 10:45am. Emails go out now" in shown
    session.refresh_from_db()
    assert session.starts_at == STARTS_AT + timedelta(minutes=15)
    assert session.ends_at == STARTS_AT + timedelta(minutes=105)
    (letter,) = mail.outbox
    assert letter.to == ["ama@example.org"]
    assert "10:45am" in letter.body
    (call,) = phone_calls.calls_to_make(now=MORNING)
    assert call.booking == told[1]
    # What is arranged is for this session, and stays.
    assert AccessNeed.objects.get().state == "in-place"
    assert not OrganiserTask.objects.exists()


def test_two_who_press_at_once_make_one_delay(session, at_the_door):
    shown_start = session.starts_at.isoformat()
    late(at_the_door, session, 15, shown_start)
    session.refresh_from_db()
    response = late(at_the_door, session, 15, shown_start)

    assert "somebody has changed the time meanwhile" in response.text
    assert Session.objects.get().starts_at == STARTS_AT + timedelta(minutes=15)


def test_only_times_to_come_are_offered(session, client, facilitator):
    with time_machine.travel(STARTS_AT + timedelta(minutes=17), tick=False):
        client.force_login(facilitator)
        shown = client.get(url(session)).text
        assert "20 minutes late: 10:50am" in shown
        assert "15 minutes late" not in shown
        response = late(client, session, 15)
        assert "That time has passed. Choose a later one." in response.text
        assert "Error: " in response.text
    assert Session.objects.get().starts_at == STARTS_AT


def test_a_cancelled_session_does_not_run_late(session, at_the_door):
    Session.objects.update(status="cancelled")
    assert 'name="late-minutes"' not in at_the_door.get(url(session)).text
    assert "This date is cancelled." in late(at_the_door, session, 15).text
    assert Session.objects.get().starts_at == STARTS_AT


def joining(client, session, **data):
    keys = ("meeting_url", "meeting_phone")
    before = {f"initial-joining-{key}": getattr(session, key) for key in keys}
    now_in_it = {f"joining-{key}": data.get(key, getattr(session, key)) for key in keys}
    return client.post(url(session, "joining"), before | now_in_it, follow=True)


def test_a_new_link_and_number_are_told_to_those_who_had_the_old_ones(
    session, told, at_the_door, now
):
    Session.objects.update(meeting_url="https://meet.example/x", meeting_phone="01632 960555")
    session.refresh_from_db()
    phone_calls.mark_called(booking=Booking.objects.get(pk=told[1].pk), now=now)
    mail.outbox.clear()

    shown = joining(
        at_the_door, session, meeting_url="https://meet.example/y", meeting_phone="01632 960666"
    ).text
    send_due(now=MORNING)

    assert "The changes are saved. Emails go out now" in shown
    assert [letter.to for letter in mail.outbox] == [["ama@example.org"]]
    assert [call.booking for call in phone_calls.calls_to_make(now=MORNING)] == [told[1]]


def test_only_what_somebody_changed_on_their_page_is_changed(session, at_the_door):
    stale = Session.objects.get()
    joining(at_the_door, stale, meeting_url="https://meet.example/new")
    joining(at_the_door, stale, meeting_phone="01632 960666")

    session.refresh_from_db()
    assert session.meeting_url == "https://meet.example/new"
    assert session.meeting_phone == "01632 960666"
    assert "Nothing was changed." in joining(at_the_door, session).text
    wrong = joining(at_the_door, session, meeting_url="not a link").text
    assert "Write the whole link" in wrong


def test_a_note_is_kept_for_the_organisers_and_encrypted(session, at_the_door, now):
    key = "7b0c1b0e-5f0b-4c5e-9d0e-000000000001"
    data = {"note-words": "The lift was broken.", "note-form_key": key}
    for _ in range(2):  # pressed twice
        at_the_door.post(url(session, "day_note"), data)
    (item,) = waiting_items(MORNING)

    assert item.kind == "A note from the day"
    assert item.words == "Fay: The lift was broken."
    assert "lift" not in str(OrganiserTask.objects.extra(select={"raw": "words"}).values("raw")[0])
    purge_expired(now=STARTS_AT + 20 * DAY)
    assert OrganiserTask.objects.exists()
    purge_expired(now=STARTS_AT + 31 * DAY)
    assert not OrganiserTask.objects.exists()


# Who sees it --------------------------------------------------------------------------------------


def test_who_runs_the_series_runs_the_dates_that_name_nobody(session, at_the_door, facilitator):
    series = session.series
    session.facilitators.clear()
    assert at_the_door.get(url(session)).status_code == 302
    series.facilitators.add(facilitator)
    assert at_the_door.get(url(session)).status_code == 200
    session.facilitators.add(User.objects.create_user("other"))
    assert at_the_door.get(url(session)).status_code == 302


def test_running_it_without_the_permission_opens_nothing(session, client):
    user = User.objects.create_user("ed")
    user.groups.add(Group.objects.get(name="Editors"))
    session.facilitators.add(user)
    client.force_login(user)
    assert client.get(url(session)).status_code == 302


def test_the_first_page_leads_facilitators_to_their_day_and_to_nothing_else(session, at_the_door):
    make_session(starts_at=STARTS_AT + DAY)
    shown = at_the_door.get(reverse("wagtailadmin_home")).text
    assert "Sessions that you run" in shown
    assert url(session) in shown
    assert shown.count("/day/") == 1
    day = at_the_door.get(url(session)).text
    for page in (shown, day):
        assert f'href="{reverse("sessions_admin:coming")}"' not in page
        assert f'href="{url(session, "session")}"' not in page
    assert url(session, "sheet_with_names") not in day


def test_old_drafts_of_a_series_let_nobody_in(site, facilitator):
    series = make_series("Evenings", slug="evenings")
    series.facilitators.add(facilitator)
    draft = series.save_revision()
    series.facilitators.clear()
    draft.publish()
    assert not SeriesPage.objects.get(pk=series.pk).facilitators.exists()


def test_an_organiser_chooses_who_runs_a_date_or_the_series(session, organiser, facilitator):
    session.facilitators.clear()
    other = make_session(starts_at=STARTS_AT + DAY)
    page = url(session, "facilitators")
    assert "Fay" in organiser.get(page).text

    organiser.post(page, {"users": [facilitator.pk]})
    assert list(session.facilitators.all()) == [facilitator]
    assert not other.series.facilitators.exists()
    assert re.search(r'<input[^>]* name="users"[^>]* checked', organiser.get(page).text)

    organiser.post(page, {"users": [facilitator.pk], "for_series": "on"})
    assert not session.facilitators.exists()
    assert list(session.series.facilitators.all()) == [facilitator]
    assert "The usual ones of this series: Fay." in organiser.get(page).text
    nobody = User.objects.create_user("nobody")
    organiser.post(page, {"users": [nobody.pk]})
    assert not session.facilitators.exists()


# Paper --------------------------------------------------------------------------------------------


def test_the_sheet_with_names_is_for_those_who_may_take_lists_out(
    session, at_the_door, facilitator
):
    make_booking(session=session, name="Ama Mensah", needs=("A loop",), wishes=SHARES)
    plain = at_the_door.get(url(session, "sheet")).text
    assert "A loop" in plain
    assert "Ama" not in plain
    assert at_the_door.get(url(session, "sheet_with_names")).status_code == 302

    facilitator.user_permissions.add(Permission.objects.get(codename="export_booking"))
    shown = at_the_door.get(url(session, "sheet_with_names")).text
    assert ">Ama<" in shown
    assert "A loop" in shown
    assert "Mensah" not in shown
    kinds = NeedsAccess.objects.values_list("kind", flat=True)
    assert set(kinds) == {NeedsAccess.Kind.SHEET, NeedsAccess.Kind.SHEET_WITH_NAMES}


def test_an_organiser_reaches_the_day_and_both_sheets_from_the_session(session, organiser):
    shown = organiser.get(url(session, "session")).text
    for name in ("day", "sheet", "export", "facilitators"):
        assert f'href="{url(session, name)}"' in shown
    assert url(session, "sheet_with_names") in organiser.get(url(session, "sheet")).text
    for name in ("check_in", "late", "joining", "day_note"):
        assert organiser.get(url(session, name)).url == url(session)


def test_the_day_of_500_people_is_short_and_takes_no_more_queries_than_that_of_50(
    session, at_the_door, facilitator, now
):
    session.places = None
    session.save()
    make_booking(session=make_session(starts_at=STARTS_AT - 7 * DAY))
    counts = []
    for number in (50, 500):
        Booking.objects.filter(session=session).delete()
        make_many_bookings(session, number, now=now)
        Booking.objects.update(share_needs=True)
        at_the_door.get(url(session))
        with CaptureQueriesContext(connection) as queries:
            response = at_the_door.get(url(session))
        assert f"0 of {number} people came." in response.text
        assert "A quiet corner" in response.text
        assert len(response.content) < 100_000
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[1] <= 12 + WAGTAILS_OWN, counts
    facilitator.user_permissions.add(Permission.objects.get(codename="export_booking"))
    for page, names in (("1", 100), ("5", 100)):
        sheet = at_the_door.get(url(session, "sheet_with_names"), {"people": page})
        assert sheet.text.count("☐") == names
        assert len(sheet.content) < 100_000
    last = at_the_door.get(url(session), {"people": "13"})
    assert last.text.count('class="desk-card"') == 20
    with CaptureQueriesContext(connection) as queries:
        person = Person.objects.first()
        assert at_the_door.post(url(session, "check_in"), {"came": person.pk}).status_code == 302
    assert len(queries) <= 10 + WAGTAILS_OWN
