"""The manage link: see, change, cancel, undo, answer an offer. GET shows, POST acts."""

import re
from datetime import timedelta

import pytest
import time_machine

from events import bookings, schedule
from events.bookings import AccessRequest, Attendee
from events.bookings.link_requests import answer_link_requests
from events.emails.delivery import send_due
from events.models import AccessNeed, Booking, Notice, Person
from tests.factories import make_booking, make_option, make_series, make_session

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(now):
    with time_machine.travel(now, tick=False) as traveller:
        yield traveller


@pytest.fixture
def session():
    return make_session(
        places=2, meeting_url="https://meet.example/secret-room", meeting_phone="01632 960 500"
    )


@pytest.fixture
def booking(session):
    return make_booking(session=session, needs=("A lift",))


def url_of(booking, rest=""):
    return f"/bookings/{bookings.manage_token(booking)}/{rest}"


def without_key(url):
    """The address of a step of a change without the key of its attempt."""
    return re.sub(r"(?<=/change/)[0-9a-f-]{36}/", "", url)


def text_of(response):
    body = re.sub(r"<(script|style|head).*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def make_offer(session, now):
    """A booking with an open offer for the only place left."""
    holders = [make_booking(session=session, now=now) for _ in range(2 - _taken(session))]
    waits = make_booking(session=session, name="Wes", now=now)
    bookings.cancel(booking=holders[0], now=now)
    waits.refresh_from_db()
    assert waits.state == "offered"
    return waits


def _taken(session):
    return Person.objects.filter(booking__session=session, booking__state="booked").count()


# Seeing -------------------------------------------------------------------------------------------


def test_the_page_shows_everything_about_the_booking(client, booking):
    page = text_of(client.get(url_of(booking)))

    for words in ("You have a place", "Ama Mensah", "ama@example.org", "By video", "A lift"):
        assert words in page
    assert "Wednesday 27 January 2027, 10:30am to 12 noon" in page
    assert booking.spoken_code in page


@pytest.mark.slow("makes sixty bookings to count queries")
@pytest.mark.parametrize("rest", ["", "booked/", "cancel/"])
def test_sixty_other_bookings_cost_the_page_nothing(
    client, session, booking, rest, django_assert_max_num_queries, django_assert_num_queries
):
    client.get(url_of(booking, rest))
    with django_assert_max_num_queries(13) as alone:
        client.get(url_of(booking, rest))
    for _ in range(60):
        make_booking(session=session, needs=("A lift",))
    with django_assert_num_queries(len(alone)):
        client.get(url_of(booking, rest))


def test_what_became_of_a_need_is_shown(client, booking):
    AccessNeed.objects.update(state="in-place", answer="There is a lift by the side door.")
    page = text_of(client.get(url_of(booking)))

    assert "It is in place. There is a lift by the side door." in page


def test_each_answer_has_a_link_to_change_it(client, booking):
    page = client.get(url_of(booking)).content.decode()

    for step in ("who", "names", "contact", "way", "needs", "talk", "sharing"):
        assert f'href="{url_of(booking, f"change/{step}/")}"' in page


REST = ("", "booked/", "cancel/", "join/", "change/way/", "change/needs/")
ACTS = ("cancel/", "undo/", "answer/", "reminders/", "calendar-title/", "change/way/")


@pytest.mark.parametrize("rest", REST)
def test_pages_behind_the_link_stay_private(client, booking, rest):
    response = client.get(url_of(booking, rest))

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "same-origin"
    assert "sessionid" not in response.cookies


@pytest.mark.parametrize("rest", [*REST, "undo/", "answer/", "reminders/"])
@pytest.mark.parametrize("token", ["x", "A" * 44, "ŉ" * 44])
def test_a_wrong_link_is_a_404_everywhere(client, booking, rest, token):
    assert client.get(f"/bookings/{token}/{rest}").status_code == 404
    assert client.post(f"/bookings/{token}/{rest}").status_code in (404, 405)


@pytest.mark.parametrize("rest", sorted({*REST, *ACTS, "my-data/", "erase/"}))
@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("state", ["booked", "offered", "cancelled"])
def test_looking_never_acts(client, session, now, rest, method, state):
    subject = make_offer(session, now) if state == "offered" else make_booking(session=session)
    if state == "cancelled":
        bookings.cancel(booking=subject, now=now)
    before = list(Booking.objects.order_by("pk").values()), Notice.objects.count()
    query = {"answer": "take", "way": "phone", "reminders": "off"}
    response = getattr(client, method)(url_of(subject, rest), query)

    assert response.status_code in (200, 302)
    assert (list(Booking.objects.order_by("pk").values()), Notice.objects.count()) == before


# Changing -----------------------------------------------------------------------------------------


def test_the_way_of_joining_can_be_changed(client, booking):
    form = client.get(url_of(booking, "change/way/")).content.decode()
    assert re.search(r'value="video"[^>]*checked', form)
    assert "Save my change" in form
    response = client.post(url_of(booking, "change/way/"), {"way": "phone"})

    assert response.url == url_of(booking) + "?done=changed"
    assert "We have kept your change." in text_of(client.get(response.url))
    booking.refresh_from_db()
    assert booking.attendance_mode == "phone"
    assert booking.people.get().needs.get().words == "A lift"
    assert booking.notices.filter(kind="change").count() == 1


def test_needs_can_be_changed_and_what_is_arranged_stays(client, session):
    bsl, breaks = make_option("A BSL interpreter"), make_option("More breaks")
    booking = make_booking(session=session, needs=(bsl,))
    AccessNeed.objects.update(state="in-place")
    client.post(
        url_of(booking, "change/needs/"), {"options": [bsl.pk, breaks.pk], "words": "A lift"}
    )

    needs = {need.asked_words: need.state for need in booking.people.get().needs.all()}
    assert needs == {bsl.label: "in-place", "More breaks": "asked", "A lift": "asked"}


def test_a_need_that_is_no_longer_offered_stays_until_the_person_takes_it_away(client, session):
    old = make_option("A thing of the past")
    booking = make_booking(session=session, needs=(old,))
    old.in_use = False
    old.save()
    page = client.get(url_of(booking, "change/needs/")).content.decode()
    assert re.search(rf'value="{old.pk}"[^>]*checked', page)
    client.post(url_of(booking, "change/way/"), {"way": "phone"})
    assert booking.people.get().needs.get().option == old
    client.post(url_of(booking, "change/needs/"), {})
    assert not booking.people.get().needs.exists()


def test_asking_for_something_for_the_first_time_asks_who_may_know(client, session):
    booking = make_booking(session=session)
    on = client.post(url_of(booking, "change/needs/"), {"words": "A lift"})
    assert without_key(on.url) == url_of(booking, "change/sharing/?change=1")
    assert not AccessNeed.objects.exists()
    response = client.post(on.url, {"share_needs": "yes", "remember_needs": "no"})

    assert response.url.endswith("?done=changed")
    booking.refresh_from_db()
    assert booking.share_needs
    assert AccessNeed.objects.get().words == "A lift"


def test_a_supporter_can_be_brought_along_later(client, booking):
    on = client.post(url_of(booking, "change/who/"), {"for_whom": "me-and-supporter"})
    assert without_key(on.url) == url_of(booking, "change/together/?change=1")
    on = client.post(on.url, {"supporter_name": ""})
    assert without_key(on.url) == url_of(booking, "change/their-needs/?change=1")
    client.post(on.url, {})

    booking.refresh_from_db()
    assert booking.for_whom == "me-and-supporter"
    assert [person.role for person in booking.people.all()] == ["comes", "supports"]
    assert bookings.capacity_of(booking.session).all_left == 1


def test_people_beyond_the_two_of_the_form_stay(client, session):
    session.places = 9
    session.save()
    people = tuple(
        Attendee(name=name, asks=(AccessRequest(words=f"{name}s need"),)) for name in "ABC"
    )
    booking = make_booking(session=session, name="A", people=people)
    client.post(url_of(booking, "change/way/"), {"way": "phone"})

    assert [(p.name, p.needs.get().words) for p in booking.people.all()] == [
        *[("A", "As need"), ("B", "Bs need"), ("C", "Cs need")]
    ]


def test_a_change_without_room_for_it_is_refused_and_said(client):
    session = make_session(
        series=make_series(in_person=True, venue="The Hall"), places=9, places_in_person=1
    )
    make_booking(session=session, mode="in-person")
    booking = make_booking(session=session)
    response = client.post(url_of(booking, "change/way/"), {"way": "in-person"})

    assert response.status_code == 409
    assert "There is no place left for joining in that way." in text_of(response)
    booking.refresh_from_db()
    assert booking.attendance_mode == "video"


def test_a_wrong_answer_is_said_and_changes_nothing(client, booking):
    response = client.post(url_of(booking, "change/contact/"), {"email": "", "phone": ""})

    assert "Enter an email address or a phone number" in text_of(response)
    booking.refresh_from_db()
    assert booking.email == "ama@example.org"


@pytest.mark.parametrize("state", ["cancelled booking", "cancelled session", "begun"])
def test_what_can_no_longer_be_changed_leads_back_to_the_booking(client, booking, now, state):
    if state == "cancelled booking":
        bookings.cancel(booking=booking, now=now)
    elif state == "cancelled session":
        booking.session.status = "cancelled"
        booking.session.save()
    else:
        booking.session.starts_at = now
        booking.session.save()
    assert client.get(url_of(booking, "change/way/")).url == url_of(booking)
    assert client.post(url_of(booking, "change/way/"), {"way": "phone"}).url == url_of(booking)
    page = client.get(url_of(booking))
    assert page.status_code == 200
    assert "/change/" not in page.content.decode()


def test_half_a_change_is_not_mixed_into_the_next(client, booking):
    client.post(url_of(booking, "change/needs/"), {"words": "A lift and a chair"})
    client.post(url_of(booking, "change/who/"), {"for_whom": "me-and-supporter"})
    client.cookies.clear()
    client.post(url_of(booking, "change/way/"), {"way": "phone"})

    booking.refresh_from_db()
    assert (booking.for_whom, booking.attendance_mode) == ("me", "phone")


# Cancelling ---------------------------------------------------------------------------------------


def test_who_cannot_come_finds_the_way_to_say_so_before_all_answers(client, session, booking):
    text = text_of(client.get(url_of(booking)))
    assert text.count("Cancel this booking") == 1
    assert text.index("Cancel this booking") < text.index("What you told us")
    make_booking(session=session)
    waits = make_booking(session=session)
    text = text_of(client.get(url_of(waits)))
    assert text.count("Leave the waiting list") == 1
    assert text.index("Leave the waiting list") < text.index("What you told us")
    assert "Cancel this booking" not in text


def test_who_has_an_offer_has_one_way_to_say_no(client, session, now):
    text = text_of(client.get(url_of(make_offer(session, now))))
    assert "No, thank you" in text
    assert "Leave the waiting list" not in text


def test_cancelling_asks_first_and_can_be_undone(client, booking):
    assert "Cancel your booking?" in text_of(client.get(url_of(booking, "cancel/")))
    gone = client.post(url_of(booking, "cancel/"))
    page = client.get(gone.url)
    assert "This booking is cancelled" in text_of(page)
    assert "Have my booking back" in text_of(page)
    back = client.post(url_of(booking, "undo/"))

    assert "Your booking is back." in text_of(client.get(back.url))
    booking.refresh_from_db()
    assert booking.state == "booked"


def test_after_an_hour_there_is_no_undo(client, booking, clock):
    client.post(url_of(booking, "cancel/"))
    clock.shift(timedelta(minutes=61))
    assert "Have my booking back" not in text_of(client.get(url_of(booking)))
    response = client.post(url_of(booking, "undo/"))

    assert response.status_code == 409
    assert "You cancelled more than an hour ago." in text_of(response)


def test_undoing_when_the_place_has_gone_says_so(client, session, now):
    booking, _ = make_booking(session=session), make_booking(session=session)
    bookings.cancel(booking=booking, now=now)
    make_booking(session=session)
    response = client.post(url_of(booking, "undo/"))

    assert response.status_code == 409
    assert "Someone else has taken the place." in text_of(response)


# Offers -------------------------------------------------------------------------------------------


def test_an_offer_is_taken_with_one_press(client, session, now):
    waits = make_offer(session, now)
    page = text_of(client.get(url_of(waits)))
    assert "A place is free for you" in page
    assert "until Wednesday 13 January 2027, 9am" in page
    response = client.post(url_of(waits, "answer/"), {"answer": "take"})

    assert "The place is yours." in text_of(client.get(response.url))
    waits.refresh_from_db()
    assert waits.state == "booked"


def test_an_offer_can_be_declined_or_kept_longer(client, session, now):
    waits = make_offer(session, now)
    more = client.post(url_of(waits, "answer/"), {"answer": "more-time"})
    page = text_of(client.get(more.url))
    assert "You have more time to answer." in page
    assert "I need more time" not in page
    client.post(url_of(waits, "answer/"), {"answer": "decline"})

    waits.refresh_from_db()
    assert waits.state == "cancelled"


def test_an_answer_that_comes_too_late_is_told_kindly(client, session, now):
    waits = make_offer(session, now)
    make_booking(session=session, now=now)
    bookings.lapse_offers(now=now + timedelta(hours=48))
    page = text_of(client.get(url_of(waits)))
    assert "The place went to the next person" in page
    assert client.post(url_of(waits, "answer/"), {"answer": "take"}).status_code == 409
    client.post(url_of(waits, "answer/"), {"answer": "wait"})

    waits.refresh_from_db()
    assert waits.state == "waiting"


def test_a_strange_answer_does_nothing(client, session, now):
    waits = make_offer(session, now)

    assert client.post(url_of(waits, "answer/"), {"answer": "nonsense"}).url == url_of(waits)
    waits.refresh_from_db()
    assert waits.state == "offered"


def test_who_waits_sees_that_they_wait_and_can_leave(client, session):
    for _ in range(2):
        make_booking(session=session)
    waits = make_booking(session=session)
    assert "You are on the waiting list" in text_of(client.get(url_of(waits)))
    assert "Leave the waiting list?" in text_of(client.get(url_of(waits, "cancel/")))


def test_in_the_last_hour_a_free_place_can_be_taken_from_the_page(client, session, clock):
    holder, _ = make_booking(session=session), make_booking(session=session)
    waits = make_booking(session=session)
    clock.move_to(session.starts_at - timedelta(minutes=30))
    bookings.cancel(booking=holder, now=session.starts_at - timedelta(minutes=40))
    assert "A place is free now" in text_of(client.get(url_of(waits)))
    client.post(url_of(waits, "answer/"), {"answer": "take"})

    waits.refresh_from_db()
    assert waits.state == "booked"


# Wishes -------------------------------------------------------------------------------------------


def test_reminders_are_stopped_with_one_press_and_come_back_with_another(client, booking):
    client.post(url_of(booking, "reminders/"), {"reminders": "off"})
    booking.refresh_from_db()
    assert not booking.reminders
    assert "We do not remind you." in text_of(client.get(url_of(booking)))
    client.post(url_of(booking, "reminders/"), {"reminders": "on"})
    booking.refresh_from_db()
    assert booking.reminders


def test_the_calendar_can_show_a_plain_title(client, booking):
    client.post(url_of(booking, "calendar-title/"), {"title": "plain"})
    booking.refresh_from_db()
    assert booking.discreet_title
    client.post(url_of(booking, "calendar-title/"), {"title": "full"})
    booking.refresh_from_db()
    assert not booking.discreet_title


def test_a_message_in_the_address_is_one_of_ours_or_none(client, booking):
    page = client.get(url_of(booking) + "?done=<b>Pay+here</b>").content.decode()

    assert "Pay" not in page


# The day ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("minutes", "is_open"), [(-16, False), (-15, True), (0, True), (89, True), (90, False)]
)
def test_the_join_page_opens_fifteen_minutes_before(client, booking, clock, minutes, is_open):
    clock.move_to(booking.session.starts_at + timedelta(minutes=minutes))
    page = client.get(url_of(booking, "join/")).content.decode()

    assert ("https://meet.example/secret-room" in page) is is_open
    if minutes == -16:
        assert "Wednesday 27 January 2027, 10:15am" in page
    if is_open:
        assert "01632 960 500" in page and "Captions" in page and "noreferrer" in page


@pytest.mark.parametrize("why", ["waiting", "cancelled booking", "cancelled session"])
def test_only_who_has_a_place_sees_the_way_in(client, session, clock, now, why):
    for _ in range(2 if why == "waiting" else 0):
        make_booking(session=session)
    booking = make_booking(session=session)
    if why == "cancelled booking":
        bookings.cancel(booking=booking, now=now)
    if why == "cancelled session":
        session.status = "cancelled"
        session.save()
    clock.move_to(session.starts_at)

    assert "secret-room" not in client.get(url_of(booking, "join/")).content.decode()


def test_before_the_day_the_meeting_address_is_nowhere_behind_the_link(client, booking):
    for rest in REST:
        assert "secret-room" not in client.get(url_of(booking, rest)).content.decode()


def test_a_session_without_a_meeting_link_says_whom_to_ring(client, clock):
    booking = make_booking()
    clock.move_to(booking.session.starts_at)

    assert "Phone us and we will help you to join." in text_of(client.get(url_of(booking, "join/")))


def test_someone_who_comes_in_person_sees_where(client):
    session = make_session(
        series=make_series(in_person=True, venue="The Hall", venue_access="A ramp")
    )
    booking = make_booking(session=session, mode="in-person")
    page = text_of(client.get(url_of(booking, "join/")))

    assert "The Hall" in page and "A ramp" in page


# The lost link ------------------------------------------------------------------------------------


def test_a_lost_link_gets_the_same_answer_whether_we_know_the_address_or_not(client, booking, now):
    Notice.objects.all().delete()
    pages = []
    for address in ("ama@example.org", "nobody@example.org"):
        response = client.post("/bookings/lost-link/", {"email": address})
        assert response.url == "/bookings/lost-link/sent/"
        pages.append(client.get(response.url).content)

    assert pages[0] == pages[1]
    assert not Notice.objects.exists(), "the worker looks, out of sight"
    answer_link_requests(now=now)
    assert [notice.kind for notice in Notice.objects.all()] == ["link"]


def test_one_who_asks_for_links_on_and_on_is_slowed_and_others_go_on(client, monkeypatch):
    monkeypatch.setattr("events.public.views.lost_link.MAX_PER_CLIENT", 2)

    def ask(ip):
        form = {"email": "ama@example.org"}
        return client.post("/bookings/lost-link/", form, REMOTE_ADDR=ip)

    make_session()
    assert [ask("192.0.2.1").status_code for _ in range(3)] == [302, 302, 429]
    assert "Wait an hour" in text_of(ask("192.0.2.1"))
    assert ask("192.0.2.2").status_code == 302


def test_the_page_for_a_lost_link_begins_with_its_name(client):
    text = client.get("/bookings/lost-link/").text
    main = text[text.index("<main") :]

    assert ">I lost my link</h1>" in main
    assert main.index("</h1>") < main.index("We can send the link") < main.index("<form")


def test_a_lost_link_needs_an_address(client):
    make_session()
    response = client.post("/bookings/lost-link/", {"email": "ama"})

    assert "like name@example.org" in text_of(response)
    assert "Enter your email address" in text_of(client.post("/bookings/lost-link/"))


def test_the_way_to_a_lost_link_is_where_people_look_for_it(client, session):
    for url in (f"{session.page.url}book/", "/bookings/an-old-link/"):
        assert 'href="/bookings/lost-link/"' in client.get(url, follow=True).content.decode()


# A new link ---------------------------------------------------------------------------------------


def test_a_new_link_goes_by_mail_and_the_old_one_opens_nothing(client, booking, now, mailoutbox):
    old = url_of(booking)
    send_due(now=now)
    mailoutbox.clear()
    assert "Give me a new link" in text_of(client.get(old))
    assert client.get(f"{old}new-link/").url == old, "a visit changes nothing"
    assert client.get(old).status_code == 200

    response = client.post(f"{old}new-link/", follow=True)
    assert "We send it by email in a few minutes." in text_of(response)
    assert client.get(old).status_code == 404
    booking.refresh_from_db()
    new = url_of(booking)
    assert new not in response.content.decode(), "whoever else has the old link is out"

    send_due(now=now)
    (mail,) = mailoutbox
    assert new in mail.body
    assert "The old one does not open the booking any more." in mail.body


def test_someone_without_email_gets_the_new_link_at_once(client, session):
    booking = make_booking(session=session, email="", phone="01632 960 001")
    old = url_of(booking)
    response = client.post(f"{old}new-link/", follow=True)

    assert "This page has a new address." in text_of(response)
    booking.refresh_from_db()
    assert response.request["PATH_INFO"] == url_of(booking) != old
    assert client.get(old).status_code == 404


# A way that is closed -----------------------------------------------------------------------------


def make_closed_room_booking(now, **ways):
    session = make_session(
        by_phone=False, in_person=True, venue="The Hall", meeting_url="https://meet.example/x"
    )
    booking = make_booking(session=session, mode="in-person", needs=("A lift",))
    schedule.set_details(session=session, in_person=False, now=now, **ways)
    return booking


@pytest.mark.parametrize("ways", [{"by_phone": True}, {}], ids=["two ways left", "one way left"])
def test_who_chose_a_way_that_is_closed_is_asked_for_another(ways, client, now):
    booking = make_closed_room_booking(now, **ways)
    shown = text_of(client.get(url_of(booking)))
    assert "You cannot join in the way you chose any more" in shown
    assert "How to join In person" in shown, "it is not changed behind their back"
    assert url_of(booking, "change/way/") in client.get(url_of(booking)).content.decode()

    client.post(url_of(booking, "change/talk/"), {"contact_first": "no", "anything_else": "Hello"})
    booking.refresh_from_db()
    assert (booking.attendance_mode, booking.anything_else) == ("in-person", "Hello")

    question = text_of(client.get(url_of(booking, "change/way/")))
    assert "By video" in question and "In person" not in question
    client.post(url_of(booking, "change/way/"), {"way": "video"})
    booking.refresh_from_db()
    assert booking.attendance_mode == "video"
    assert "the way you chose" not in text_of(client.get(url_of(booking)))


def test_the_way_to_a_room_that_is_closed_leads_online(client, now, clock):
    booking = make_closed_room_booking(now)
    before = text_of(client.get(url_of(booking, "join/")))
    assert "You cannot join in the way you chose any more" in before
    assert "The Hall" not in before

    clock.move_to(booking.session.starts_at)
    assert "https://meet.example/x" in client.get(url_of(booking, "join/")).content.decode()


def test_who_waits_for_a_way_that_is_closed_is_not_told_to_do_nothing(client, now):
    booking = make_closed_room_booking(now)
    Booking.objects.filter(pk=booking.pk).update(state="waiting")
    shown = text_of(client.get(url_of(booking)))

    assert "when you have chosen another way to join" in shown
    assert "You do not need to do anything" not in shown
    assert "A place is free now" not in shown


@pytest.mark.parametrize("name", ["cancel/", "erase/"])
def test_a_carer_reads_whose_booking_it_is_before_it_goes(name, client, session):
    own = make_booking(session=session)
    other = make_booking(
        session=session, name="Sam Carer", for_whom="other", people=(Attendee(name="Ama Mensah"),)
    )

    assert "This booking is for Ama Mensah." in text_of(client.get(url_of(other, name)))
    assert "This booking is for" not in text_of(client.get(url_of(own, name)))


# Afterwards ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["waiting", "offered", "lapsed"])
def test_who_had_no_place_is_not_thanked_for_being_there(state, client, session, clock):
    booking = make_booking(session=session, state=state)
    for moment, words in (
        (session.starts_at + timedelta(minutes=5), "This session has begun"),
        (session.ends_at + timedelta(minutes=5), "This session has been"),
    ):
        clock.move_to(moment)
        shown = text_of(client.get(url_of(booking)))
        assert words in shown
        assert "We had no place for you this time." in shown
        for untrue in ("Thank you for being with us", "as soon as one is free", "Yes, I take"):
            assert untrue not in shown


def test_a_cancelled_booking_leads_to_no_booking_once_the_session_has_begun(
    client, booking, session, now, clock
):
    bookings.cancel(booking=booking, now=now)
    clock.move_to(now + timedelta(hours=2))
    assert "Book this session again" in text_of(client.get(url_of(booking)))
    clock.move_to(session.starts_at)
    assert "Book this session again" not in text_of(client.get(url_of(booking)))


def test_you_have_booked_is_not_said_of_a_session_that_is_off_or_over(
    client, booking, session, clock
):
    address = url_of(booking, "booked/")
    assert "You have booked a place" in text_of(client.get(address))

    session.status = "cancelled"
    session.save()
    assert "This session is cancelled" in text_of(client.get(address, follow=True))

    session.status = "on"
    session.save()
    clock.move_to(session.ends_at)
    assert "This session has been" in text_of(client.get(address, follow=True))
