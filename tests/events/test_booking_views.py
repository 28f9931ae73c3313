"""The booking journey without JavaScript, and everything that can go wrong on the way."""

import re
import uuid
from collections import ChainMap
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.contrib.sessions.models import Session as WebSession
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from events import bookings
from events.models import AccessOption, Booking, FormAttempt, Notice
from events.public.forms.wizard import PAGES
from hub.models import SiteDetails
from tests.factories import NOW, STARTS_AT, make_booking, make_series, make_session

pytestmark = pytest.mark.django_db
START = "/sessions/over-a-brew/2027-01-27/book/"
ATTEMPT, ANOTHER = uuid.uuid4(), uuid.uuid4()
FORM = f"{START}{ATTEMPT}/"
OTHER_FORM = f"{START}{ANOTHER}/"  # the same session in another window


@pytest.fixture(autouse=True)
def clock(now):
    with time_machine.travel(now, tick=False) as traveller:
        yield traveller


@pytest.fixture
def session():
    return make_session(places=5, meeting_url="https://meet.example/secret-room")


def text_of(response):
    body = re.sub(r"<(script|style|head).*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def title_of(response):
    return " ".join(re.search(r"<title>(.*?)</title>", response.content.decode(), re.S)[1].split())


def send(client, step, query="", form=FORM, **answers):
    return client.post(f"{form}{step}/{query}", answers)


def answer_all(client, form=FORM, **own):
    """Send every page up to "check your answers" and return that page. `own` answers are by step."""
    answers = {
        "who": {"for_whom": "me"},
        "names": {"your_name": "Ama Mensah"},
        "contact": {"email": "ama@example.org"},
        "way": {"way": "video"},
        "any-needs": {"any_needs": "yes"},
        "needs": {},
        "talk": {},
        "sharing": {"share_needs": "no", "remember_needs": "no"},
    } | own
    for page, steps in PAGES.items():
        given = [answers[step] for step in steps if step in answers]
        if given:
            response = send(client, page, form=form, **dict(ChainMap(*given)))
            assert response.status_code == 302, (page, text_of(response))
    return client.get(f"{form}check/")


def hidden_in(page):
    """What the form of "check your answers" sends back of what it showed."""
    return {
        name: re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())[1]
        for name in ("shown", "would_wait")
        if f'name="{name}" value="' in page.content.decode()
    }


def book_now(client, check=None, form=FORM, **more):
    page = check or client.get(f"{form}check/")
    return client.post(f"{form}check/", hidden_in(page) | {"agree": "on"} | more)


# The way through ----------------------------------------------------------------------------------


def test_a_person_books_from_the_start_page_to_the_confirmation(client, session):
    page = client.get(START, follow=True)
    assert "We ask who comes, how to reach you" in text_of(page)
    assert session.when_words in text_of(page)
    check = answer_all(client)
    assert "Check your answers" in text_of(check)
    done = book_now(client, check)

    booking = Booking.objects.get()
    assert done.url == f"/bookings/{bookings.manage_token(booking)}/booked/"
    assert (booking.contact_name, booking.email, booking.attendance_mode, booking.state) == (
        *("Ama Mensah", "ama@example.org", "video", "booked"),
    )
    confirmation = client.get(done.url)
    assert "You have booked a place" in text_of(confirmation)
    assert booking.spoken_code in text_of(confirmation)
    assert [each.kind for each in booking.notices.all()] == ["confirmation"]


def test_every_page_has_its_own_address_and_title(client, session):
    answer_all(
        client,
        who={"for_whom": "other-and-me"},
        together={"their_name": "Ben", "person_knows": "yes", "my_part": "supports"},
        **{"their-needs": {}},
    )
    titles = {title_of(client.get(f"{FORM}{page}/")) for page in PAGES}

    assert len(titles) == len(PAGES) == 6


def test_each_page_leads_to_the_next_one_that_is_asked(client, session):
    alone = {"for_whom": "me", "your_name": "Ama", "email": "ama@example.org", "way": "phone"}
    pages = [
        ("start", alone | {"for_whom": "other-and-me", "any_needs": "yes"}, "others"),
        ("others", {"their_name": "Ben", "person_knows": "yes", "my_part": "supports"}, "needs"),
        ("needs", {"words": "A lift"}, "their-needs"),
        ("their-needs", {}, "last"),
        ("last", {"share_needs": "no", "remember_needs": "yes"}, "check"),
    ]
    for page, data, following in pages:
        assert send(client, page, **data).url == f"{FORM}{following}/"


def test_someone_alone_who_needs_nothing_fills_in_one_page(client, session):
    answers = {"for_whom": "me", "your_name": "Ama", "email": "ama@example.org", "way": "phone"}
    check = send(client, "start", **answers, any_needs="no").url
    assert check == f"{FORM}check/"
    assert "What would make it easier for you Nothing" in text_of(client.get(check))
    book_now(client)

    booking = Booking.objects.get()
    assert (booking.attendance_mode, booking.contact_first) == ("phone", "no")
    assert not booking.people.get().needs.exists()


def test_a_page_of_needs_with_nothing_to_say_is_one_press(client, session):
    answers = {"for_whom": "me", "your_name": "Ama", "email": "ama@example.org", "way": "phone"}
    send(client, "start", **answers, any_needs="yes")

    assert send(client, "needs").url == f"{FORM}last/"
    assert send(client, "last").url == f"{FORM}check/"


def test_saying_that_nothing_is_needed_forgets_what_was_ticked_before(client, session):
    start = {"for_whom": "me", "your_name": "Ama", "email": "ama@example.org", "way": "phone"}
    answer_all(client, needs={"words": "A lift"})
    send(client, "start", **start, any_needs="no")
    assert "A lift" not in str(FormAttempt.objects.get().answers)
    send(client, "start", **start, any_needs="yes")

    assert client.get(f"{FORM}check/").url == f"{FORM}needs/"


def test_a_need_can_be_added_while_looking_the_answers_over(client, session):
    """Only what that raises is asked, and going back does not take it away."""
    start = {"for_whom": "me", "your_name": "Ama", "email": "ama@example.org", "way": "phone"}
    send(client, "start", **start, any_needs="no")
    assert f'href="{FORM}needs/?change=1"' in client.get(f"{FORM}check/").text
    sharing = send(client, "needs", "?change=1", words="A lift").url
    assert sharing == f"{FORM}sharing/?change=1"
    assert client.post(sharing, {"share_needs": "yes", "remember_needs": "no"}).url.endswith(
        "check/"
    )
    assert re.search(r'value="yes"[^>]*checked', client.get(f"{FORM}any-needs/").text)
    assert send(client, "start", **start, any_needs="yes").url == f"{FORM}needs/"
    book_now(client)

    assert Booking.objects.get().people.get().needs.get().words == "A lift"


def test_someone_who_does_not_know_gets_no_address_and_nothing_typed_is_dropped(client, session):
    answer_all(client)
    send(client, "who", for_whom="other")
    others = {"their_name": "Ben", "person_knows": "no", "their_email": "ben@example.org"}
    page = send(client, "others", **others)

    assert "Ben does not know yet, so we only reach you" in text_of(page)
    assert "ben@example.org" in page.text
    assert send(client, "others", **others | {"their_email": ""}).status_code == 302


def test_a_carer_books_for_someone_else_and_supports_them(client, session):
    notes = AccessOption.objects.get(label__contains="take notes")
    check = answer_all(
        client,
        who={"for_whom": "other-and-me"},
        names={"your_name": "Ama"},
        together={"their_name": "Ben", "person_knows": "yes", "my_part": "supports"},
        contact={"email": "ama@example.org", "phone": "01632 960 111"},
        **{
            "their-contact": {"their_email": "ben@example.org"},
            "way": {"way": "phone"},
            "needs": {"options": [notes.pk], "words": "Time to think"},
            "their-needs": {"second-words": "A quiet corner"},
            "talk": {"contact_first": "phone", "contact_when": "After 2pm"},
            "sharing": {"share_needs": "yes", "remember_needs": "no"},
        },
    )
    book_now(client, check)

    booking = Booking.objects.get()
    ben, ama = booking.people.all()
    assert (ben.name, ben.email, ben.role, ben.needs_place) == (
        *("Ben", "ben@example.org", "comes", True),
    )
    assert (ama.name, ama.role, ama.needs_place) == ("Ama", "supports", False)
    assert [need.asked_words for need in ben.needs.all()] == [notes.label, "Time to think"]
    assert [need.asked_words for need in ama.needs.all()] == ["A quiet corner"]
    assert (booking.person_knows, booking.share_needs, booking.remember_needs) == (
        True,
        True,
        False,
    )
    assert (booking.contact_first, booking.contact_when) == ("phone", "After 2pm")
    assert {each.kind for each in booking.notices.all()} == {"confirmation", "organiser-needs"}
    assert (
        booking.notices.filter(kind="confirmation").count() == 2
    )  # one for each who can be reached


def test_a_person_and_their_supporter_take_one_place(client, session):
    check = answer_all(
        client,
        who={"for_whom": "me-and-supporter"},
        names={"your_name": "Ama"},
        together={"supporter_name": ""},
        **{"their-needs": {}},
    )
    book_now(client, check)

    assert [p.name for p in Booking.objects.get().people.all()] == ["Ama", "A supporter"]
    assert bookings.capacity_of(session).all_left == 4


def test_someone_who_does_not_know_yet_is_not_written_to(client, session):
    answer_all(
        client,
        who={"for_whom": "other"},
        names={"your_name": "Ama"},
        together={"their_name": "Ben", "person_knows": "no"},
    )
    assert "Their email address" not in text_of(client.get(f"{FORM}check/"))
    book_now(client)

    booking = Booking.objects.get()
    assert booking.person_knows is False
    assert booking.people.get().email == ""


def test_a_phone_is_enough_and_the_form_says_who_will_ring(client, session):
    check = answer_all(client, contact={"phone": "01632 960 111"})
    assert "A person will phone you" in text_of(check)
    confirmation = client.get(book_now(client, check).url)

    assert "A person will phone you" in text_of(confirmation)
    assert Booking.objects.get().email == ""


def test_a_session_with_one_way_does_not_ask_but_says_it(client):
    make_session(series=make_series(by_phone=False))
    assert "How would you" not in text_of(client.get(f"{FORM}start/"))
    check = answer_all(client, way={})
    assert "By video" in text_of(check)
    assert f"{FORM}way/" not in check.content.decode()
    book_now(client, check)
    assert Booking.objects.get().attendance_mode == "video"


@pytest.mark.parametrize(
    ("page", "question"),
    [("start/", "Would anything make it"), ("needs/?change=1", "Tick all")],
)
def test_what_is_always_there_is_said_before_anyone_has_to_ask(client, session, page, question):
    answer_all(client)
    words = text_of(client.get(f"{FORM}{page}"))

    assert words.index("Live captions are on.") < words.index(question)


def test_room_needs_are_offered_to_those_who_come_to_the_room(client):
    make_session(series=make_series(in_person=True, venue="The Hall, Norwich"))
    answer_all(client, way={"way": "in-person"})
    assert "A hearing loop" in text_of(client.get(f"{FORM}needs/"))
    send(client, "way", way="video")
    assert "A hearing loop" not in text_of(client.get(f"{FORM}needs/"))


def test_real_needs_count_more_than_the_box_that_says_nothing(client, session):
    breaks = AccessOption.objects.get(label="More breaks")
    check = answer_all(
        client,
        needs={"options": [breaks.pk, "nothing"]},
        sharing={"share_needs": "no", "remember_needs": "no"},
    )
    book_now(client, check)

    assert Booking.objects.get().people.get().needs.get().option == breaks


def test_an_option_that_organisers_took_away_meanwhile_is_nobodys_mistake(client, session):
    breaks = AccessOption.objects.get(label="More breaks")
    answer_all(client, needs={"options": [breaks.pk]})
    breaks.in_use = False
    breaks.save()

    assert book_now(client).status_code == 302
    assert not Booking.objects.get().people.get().needs.exists()


# Going back and changing --------------------------------------------------------------------------


def test_back_shows_what_was_written(client, session):
    breaks = AccessOption.objects.get(label="More breaks")
    answer_all(client, needs={"options": [breaks.pk], "words": "A lift"}, talk={})

    assert 'value="Ama Mensah"' in client.get(f"{FORM}names/").content.decode()
    assert re.search(r'value="me"[^>]*checked', client.get(f"{FORM}who/").content.decode())
    needs = client.get(f"{FORM}needs/").content.decode()
    assert re.search(rf'value="{breaks.pk}"[^>]*checked', needs)
    assert "A lift" in needs


def test_each_page_has_a_way_back_to_the_one_before(client, session):
    answer_all(client)
    backs = {"start": session.page.url, "needs": f"{FORM}start/", "last": f"{FORM}needs/"}
    for page, url in backs.items():
        assert 'name="back" value="1"' in client.get(f"{FORM}{page}/").text
        assert send(client, page, back="1").url == url
        answer_all(client)
    assert f'class="back-link" href="{FORM}last/"' in client.get(f"{FORM}check/").text


def test_back_keeps_what_is_not_finished_and_asks_for_it_again(client, session):
    breaks = AccessOption.objects.get(label="More breaks")
    answer_all(client)
    send(client, "needs", options=[breaks.pk], words="A li", back="1")
    assert client.get(f"{FORM}check/").url == f"{FORM}needs/", "it is not booked unseen"
    page = client.get(f"{FORM}needs/").text

    assert "A li" in page and re.search(rf'value="{breaks.pk}"[^>]*checked', page)
    assert "There is a problem" not in page
    send(client, "needs", options=[breaks.pk], words="A lift")
    assert client.get(f"{FORM}check/").url == f"{FORM}last/", "who may see it is asked"


def test_back_keeps_what_is_wrong_too_without_a_word_about_it(client, session):
    sent = send(client, "start", for_whom="me", email="ama at", back="1")
    assert sent.url == session.page.url
    page = client.get(f"{FORM}start/").text

    assert 'value="ama at"' in page and "There is a problem" not in page


def test_back_from_an_empty_page_keeps_nothing(client, session):
    send(client, "start", back="1")

    assert not FormAttempt.objects.exists()


def test_while_one_answer_is_changed_the_way_back_says_that_it_changes_nothing(client, session):
    answer_all(client)
    page = client.get(f"{FORM}names/?change=1")

    assert 'name="back"' not in page.text
    assert "Back without a change" in text_of(page)
    assert f'href="{FORM}check/"' in page.text


def test_a_change_goes_back_to_check_your_answers(client, session):
    check = answer_all(client)
    assert f'href="{FORM}names/?change=1"' in check.content.decode()
    changed = send(client, "names", "?change=1", your_name="Amma")

    assert changed.url == f"{FORM}check/"
    assert "Amma" in text_of(client.get(changed.url))


def test_a_change_that_raises_a_question_asks_only_that(client, session):
    answer_all(client)
    on = send(client, "who", "?change=1", for_whom="me-and-supporter")
    assert on.url == f"{FORM}together/?change=1"
    on = client.post(on.url, {"supporter_name": "Jo"})
    assert on.url == f"{FORM}their-needs/?change=1"
    assert client.get(on.url).status_code == 200
    response = client.post(on.url, {"second-words": "A chair"})
    assert response.url == f"{FORM}sharing/?change=1"
    response = client.post(response.url, {"share_needs": "yes", "remember_needs": "no"})
    assert response.url == f"{FORM}check/"


def test_when_someone_else_takes_part_the_needs_are_looked_at_again(client, session):
    answer_all(client, needs={"words": "A lift"}, talk={})
    where = send(client, "who", "?change=1", for_whom="other").url
    assert where == f"{FORM}together/?change=1"
    assert "Their email address" in text_of(client.get(where)), "what is new comes on one page"
    where = client.post(where, {"their_name": "Ben", "person_knows": "no"}).url
    assert where == f"{FORM}needs/?change=1"
    assert "A lift" in client.get(where).content.decode()
    assert client.post(where, {"words": "A lift"}).url == f"{FORM}check/"


def test_a_question_cannot_be_asked_before_those_it_rests_on(client, session):
    send(client, "who", for_whom="me")

    for page in ("check", "needs", "nonsense"):
        assert client.get(f"{FORM}{page}/").url == f"{FORM}start/"
        assert send(client, page, agree="on").url == f"{FORM}start/"


def test_pages_that_are_not_asked_lead_back_to_those_that_are(client, session):
    answer_all(client)

    assert client.get(f"{FORM}together/").status_code == 302
    assert send(client, "together", person_knows="yes").status_code == 302


# Bad input ----------------------------------------------------------------------------------------

LONG = "x" * 3000


@pytest.mark.parametrize(
    ("step", "answers", "sentence", "target"),
    [
        ("who", {}, "Choose who this booking is for", "id_for_whom_0"),
        ("who", {"for_whom": "nobody"}, "Choose one of the answers in the list", "id_for_whom_0"),
        ("names", {}, "Enter your name", "id_your_name"),
        ("names", {"your_name": "   "}, "Enter your name", "id_your_name"),
        (
            "names",
            {"your_name": LONG},
            "Use 120 letters or fewer. You have used 3000",
            "id_your_name",
        ),
        ("contact", {}, "Enter an email address or a phone number", "id_email"),
        ("contact", {"email": "ama"}, "like name@example.org", "id_email"),
        ("contact", {"email": f"{LONG}@example.org"}, "", "id_email"),
        ("contact", {"email": "a" * 250 + "@example.org"}, "", "id_email"),
        ("contact", {"phone": "ring me"}, "Enter a phone number, like 01632 960 001", "id_phone"),
        ("contact", {"phone": "0" * 41}, "Use 40 letters or fewer", "id_phone"),
        ("way", {}, "Choose how to join", "id_way_0"),
        ("way", {"way": "in-person"}, "Choose one of the answers in the list", "id_way_0"),
        ("needs", {"words": LONG}, "Use 2000 letters or fewer", "id_words"),
        (
            "talk",
            {"contact_first": "phone"},
            "Enter your phone number, so that we can phone",
            "id_talk_phone",
        ),
        ("talk", {"contact_when": LONG}, "Use 150 letters or fewer", "id_contact_when"),
        ("sharing", {}, "Choose who may see what you told us", "id_share_needs_0"),
        (
            "sharing",
            {"share_needs": "yes"},
            "Choose if we may remember this",
            "id_remember_needs_0",
        ),
        ("check", {}, "Tick the box to say that we may use your answers", "id_agree"),
    ],
)
def test_a_wrong_answer_gets_a_plain_sentence_and_loses_nothing(
    client, session, step, answers, sentence, target
):
    answer_all(client, needs={"words": "A lift"}, talk={})
    if step in ("sharing", "check"):
        send(client, "sharing", share_needs="yes", remember_needs="yes")
    if step == "check":
        answers = hidden_in(client.get(f"{FORM}check/"))
    response = send(client, step, **answers)
    page = response.content.decode()

    assert response.status_code == 200
    assert title_of(response).startswith("Error: ")
    assert "There is a problem" in page
    assert sentence in text_of(response)
    assert f'href="#{target}"' in page and f'id="{target}"' in page
    assert "novalidate" in page
    for words in ("This field is required", "nvalid value", "Please"):
        assert words not in text_of(response)
    assert not Booking.objects.exists()


def test_what_was_wrong_is_shown_again_to_be_put_right(client, session):
    send(client, "who", for_whom="me")
    send(client, "names", your_name="Ama")
    page = send(client, "contact", email="ama at example", phone="01632 960 111").content.decode()

    assert 'value="ama at example"' in page and 'value="01632 960 111"' in page


def test_markup_is_shown_as_text(client, session):
    check = answer_all(
        client, names={"your_name": "<b>Ama</b>"}, needs={"words": "<script>alert(1)</script>"}
    )
    send(client, "sharing", share_needs="yes", remember_needs="no")
    check = client.get(f"{FORM}check/")
    confirmation = client.get(book_now(client, check).url)
    for page in (check, confirmation):
        assert "<script>alert" not in page.content.decode()
    assert "&lt;b&gt;Ama" in check.content.decode()


def test_a_name_is_one_line_without_hidden_signs(client, session):
    check = answer_all(client, names={"your_name": "Ama\r\nBcc: x@example.org\x08"})
    book_now(client, check)

    assert Booking.objects.get().contact_name == "Ama Bcc: x@example.org"


@pytest.mark.parametrize("name", ["Zoë O’Brien-Nguyễn", "علی‌رضا", "李小龙", "👩‍🦽 Sam", "X"])
def test_a_name_in_any_language_stays_as_it_is(client, session, name):
    book_now(client, answer_all(client, names={"your_name": name}))

    assert Booking.objects.get().contact_name == name


@pytest.mark.parametrize(
    "bad", ["\x00", "\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace")]
)
def test_strange_signs_are_no_error(client, session, bad):
    send(client, "who", for_whom="me")

    assert send(client, "names", your_name=f"Ama{bad}").status_code in (200, 302)


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"status": "cancelled", "cancel_reason": "The hall has no heating."}, 409, "is cancelled"),
        ({"starts_at": NOW - timedelta(hours=1)}, 410, "has already begun"),
        (
            {"by_video": False, "by_phone": False},
            409,
            "You cannot book this session on the site yet",
        ),
    ],
)
def test_a_session_that_cannot_be_booked_says_so_on_every_page(
    client, session, change, status, words
):
    check = answer_all(client)
    for name, value in change.items():
        setattr(session, name, value)
    session.save()

    for response in (
        client.get(START),
        client.get(f"{FORM}who/"),
        client.get(f"{FORM}check/"),
        send(client, "names", your_name="Ama"),
        book_now(client, check),
    ):
        assert response.status_code == status
        assert words in text_of(response)
        assert "/sessions/" in response.content.decode()
    assert not Booking.objects.exists()


def test_drafts_private_and_unknown_sessions_are_404(client, session):

    assert client.get("/sessions/over-a-brew/2027-02-27/book/").status_code == 404
    page = session.page
    page.live = False
    page.save()
    assert client.get(START).status_code == 404
    page.live = True
    page.save()
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert client.get(START).status_code == 404
    assert client.get(f"{FORM}who/").status_code == 404
    assert client.post(f"{FORM}forget/").status_code == 404


def test_a_session_that_moved_takes_the_answers_along(client, session):

    answer_all(client)
    page = session.page
    page.slug = "2027-01-28"
    page.save()
    Redirect.objects.create(
        old_path=Redirect.normalise_path("/sessions/over-a-brew/2027-01-27/"), redirect_page=page
    )
    new = "/sessions/over-a-brew/2027-01-28/book/"

    assert client.get(START).url == new
    assert client.get(f"{START}forgotten/").url == f"{new}forgotten/"
    new += f"{ATTEMPT}/"
    moved = send(client, "names", your_name="Amma")
    assert (moved.status_code, moved.url) == (307, f"{new}names/")
    assert client.get(f"{new}check/").status_code == 200


# Places -------------------------------------------------------------------------------------------


def test_a_full_session_offers_the_waiting_list_with_the_same_form(client):
    make_booking(session=make_session(places=1))
    start = client.get(START, follow=True)
    assert title_of(start).startswith("Join the waiting list: Over a Brew")
    assert "All places are taken." in text_of(start)
    check = answer_all(client)
    assert "Join the waiting list" in text_of(check)
    confirmation = client.get(book_now(client, check).url)

    assert "You are on the waiting list" in text_of(confirmation)
    assert Booking.objects.last().state == "waiting"


def test_when_the_last_place_goes_meanwhile_nothing_is_lost_and_we_ask(client):
    session = make_session(places=1)
    check = answer_all(client)
    assert "Book my place" in text_of(check)
    make_booking(session=session)
    refused = book_now(client, check)

    assert refused.status_code == 409
    assert "The last place has gone." in text_of(refused)
    assert "Ama Mensah" in text_of(refused)
    assert Booking.objects.count() == 1
    assert book_now(client, refused).status_code == 302
    assert Booking.objects.last().state == "waiting"


def test_a_script_that_books_on_and_on_is_stopped_and_a_person_there_loses_nothing(
    client, session, monkeypatch, clock
):
    monkeypatch.setattr("events.public.views.booking.MAX_PER_CLIENT", 1)
    answer_all(client)
    assert book_now(client).status_code == 302
    answer_all(client, form=OTHER_FORM, names={"your_name": "Kim Lee"})
    refused = book_now(client, form=OTHER_FORM)

    assert refused.status_code == 429
    assert "Many bookings have come from where you are." in text_of(refused)
    assert "Kim Lee" in text_of(refused)
    assert Booking.objects.count() == 1
    clock.shift(timedelta(hours=1))
    assert book_now(client, refused, form=OTHER_FORM).status_code == 302
    assert Booking.objects.last().contact_name == "Kim Lee"


def test_two_people_for_one_place_read_that_it_is_not_enough(client):
    make_booking(session=make_session(places=2))
    check = answer_all(
        client,
        who={"for_whom": "other-and-me"},
        together={"their_name": "Kim", "person_knows": "yes", "my_part": "comes"},
        **{"their-contact": {}, "their-needs": {}},
    )
    assert "There are not enough places for all of you" in text_of(check)
    assert "This is full now" not in text_of(check)
    book_now(client, check)
    assert Booking.objects.last().state == "waiting"


def test_a_full_room_is_said_beside_the_choice(client):
    series = make_series(in_person=True, venue="The Hall")
    make_booking(
        session=make_session(series=series, places=9, places_in_person=1), mode="in-person"
    )
    answer_all(client, way={"way": "in-person"})

    assert "This is full now." in text_of(client.get(f"{FORM}way/"))
    assert "Join the waiting list" in text_of(client.get(f"{FORM}check/"))


# Twice, late, and forgotten -----------------------------------------------------------------------


def test_the_same_form_sent_twice_makes_one_booking_and_the_same_answer(client, session, clock):
    check = answer_all(client)
    first = book_now(client, check)
    again = book_now(client, check)
    clock.shift(timedelta(hours=2))
    later = book_now(client, check)

    assert first.url == again.url == later.url
    assert Booking.objects.count() == 1
    assert Notice.objects.count() == 1


def test_answers_are_erased_when_the_booking_is_made(client, session):
    answer_all(client, needs={"words": "A lift"}, talk={})
    send(client, "sharing", share_needs="yes", remember_needs="no")
    assert "A lift" in str(FormAttempt.objects.get().answers)
    book_now(client)

    assert FormAttempt.objects.get().answers == {}
    assert not WebSession.objects.exists()


def test_forget_what_i_wrote_erases_it_at_once(client, session):
    page = answer_all(client)
    assert "Forget what I wrote" in text_of(page)
    assert client.get(f"{FORM}forget/").url == START, "a visit forgets nothing and is no dead end"
    assert FormAttempt.objects.exists()
    response = client.post(f"{FORM}forget/")

    assert "We have forgotten what you wrote" in text_of(client.get(response.url))
    assert not FormAttempt.objects.exists()
    assert client.get(f"{FORM}names/").url == f"{FORM}start/?again=1"


def test_forgetting_one_booking_keeps_an_organiser_logged_in(admin_client, session):
    answer_all(admin_client)
    admin_client.post(f"{FORM}forget/")

    assert admin_client.session["_auth_user_id"]


def test_after_a_day_answers_are_gone_and_the_page_says_so(client, session, clock):
    answer_all(client)
    clock.shift(timedelta(hours=25))
    response = client.get(f"{FORM}check/")

    assert response.url == f"{FORM}start/?again=1"
    page = client.get(response.url)
    assert (
        "We keep your answers for one day, in the browser where you last had the form open."
        in text_of(page)
    )
    assert "What you have just sent" not in text_of(page)


def test_what_is_sent_after_a_day_is_kept(client, session, clock):
    answer_all(client)
    clock.shift(timedelta(hours=25))
    response = send(client, "way", way="phone")
    assert response.url == f"{FORM}start/?again=1"
    send(client, "who", for_whom="me")
    send(client, "names", your_name="Ama")
    send(client, "contact", email="ama@example.org")

    assert re.search(r'value="phone"[^>]*checked', client.get(f"{FORM}way/").content.decode())


def in_the_web_session(client, session, *, is_formtools=False, again=("needs",)):
    """Store the answers where forms kept them before attempts had keys, or before that."""
    attempt = FormAttempt.objects.get()
    answers, since = attempt.answers, attempt.started_at.isoformat()
    attempt.delete()
    web_session = client.session
    web_session[f"wizard_booking_{session.pk}"] = (
        {"step_data": answers, "extra_data": {"form_key": "x", "again": [*again]}, "since": since}
        if is_formtools
        else {"answers": answers, "again": [*again], "form_key": "x", "since": since}
    )
    web_session.save()
    client.cookies["sessionid"] = web_session.session_key


@pytest.mark.parametrize("is_formtools", [True, False])
def test_a_page_opened_before_an_upgrade_keeps_its_answers_and_what_it_sends(
    client, session, is_formtools
):
    answer_all(client)
    in_the_web_session(client, session, is_formtools=is_formtools)
    sent = client.post(f"{START}names/?change=1", {"your_name": "Amma"})
    assert sent.status_code == 307, "the browser sends the same again"
    assert sent.url.startswith(START) and sent.url.endswith("/names/?change=1")
    form = sent.url.removesuffix("names/?change=1")
    assert client.post(sent.url, {"your_name": "Amma"}).url == f"{form}needs/?change=1"
    send(client, "needs", form=form)
    check = client.get(f"{form}check/")

    assert "Amma" in text_of(check) and "ama@example.org" in text_of(check)
    assert book_now(client, check, form=form).status_code == 302
    assert not WebSession.objects.exists()


def test_the_last_page_opened_before_an_upgrade_is_shown_again_before_it_books(client, session):
    answer_all(client)
    in_the_web_session(client, session, again=())
    sent = client.post(f"{START}check/", {"agree": "on", "form_key": str(uuid.uuid4())})
    assert sent.status_code == 307
    again = client.post(sent.url, {"agree": "on", "form_key": str(uuid.uuid4())})

    assert not Booking.objects.exists()
    assert again.status_code == 409
    assert "You have not booked yet." in text_of(again) and "Ama Mensah" in text_of(again)
    assert client.post(sent.url, hidden_in(again) | {"agree": "on"}).status_code == 302
    assert Booking.objects.get().contact_name == "Ama Mensah"


def test_answers_given_before_an_upgrade_go_after_a_day_too(client, session, clock):
    answer_all(client)
    in_the_web_session(client, session)
    web_session = client.session
    web_session.set_expiry(timedelta(days=9))
    web_session.save()
    clock.shift(timedelta(hours=25))
    names = client.get(client.get(f"{START}names/").url)

    assert names.url.endswith("/start/?again=1")
    assert not FormAttempt.objects.exists()


def test_old_addresses_of_the_form_begin_a_new_attempt(client, session):
    first, second = (client.get(f"{START}who/") for _ in range(2))
    assert first.status_code == 307 and first.url != second.url
    assert client.get(first.url).status_code == 200
    assert not FormAttempt.objects.exists()


def test_a_form_with_an_old_token_is_taken_as_it_is(session):
    client = Client(enforce_csrf_checks=True)
    client.get(f"{FORM}who/")
    sent = client.post(f"{FORM}who/", {"for_whom": "me", "csrfmiddlewaretoken": "x" * 64})

    assert sent.url == f"{FORM}start/"


def test_two_bookings_in_two_windows_do_not_mix(client, session):
    make_session(starts_at=STARTS_AT + timedelta(days=28))
    other = f"/sessions/over-a-brew/2027-02-24/book/{ATTEMPT}/"
    answer_all(client)
    client.post(f"{other}who/", {"for_whom": "other"})

    assert re.search(r'value="me"[^>]*checked', client.get(f"{FORM}who/").content.decode())
    book_now(client)
    assert re.search(r'value="other"[^>]*checked', client.get(f"{other}who/").content.decode())


# Privacy ------------------------------------------------------------------------------------------


def test_looking_sets_no_cookie(client, session):
    for url in (START, "/sessions/", session.page.url):
        assert not client.get(url).cookies

    client.get(f"{FORM}who/")
    assert "sessionid" not in client.cookies
    assert not WebSession.objects.exists()
    assert not FormAttempt.objects.exists()


def test_answers_travel_in_no_cookie_and_no_address(client, session):
    seen = []
    answers = {
        "who": {"for_whom": "me"},
        "names": {"your_name": "Amaryllis"},
        "contact": {"email": "canary@example.org", "phone": "01632 960 111"},
        "way": {"way": "video"},
        "needs": {"words": "canary-need"},
        "talk": {"anything_else": "canary-else"},
        "sharing": {"share_needs": "yes", "remember_needs": "yes"},
    }
    for step, data in answers.items():
        response = send(client, step, **data)
        seen += [response.url, *[morsel.OutputString() for morsel in response.cookies.values()]]
    done = book_now(client)
    seen += [done.url, *[morsel.OutputString() for morsel in done.cookies.values()]]

    for secret in ("Amaryllis", "canary", "01632"):
        assert not any(secret in each for each in seen)


def test_steps_are_kept_out_of_caches_and_search(client, session):
    for url in (f"{FORM}who/", f"{START}forgotten/"):
        response = client.get(url)
        assert "no-store" in response["Cache-Control"]
        assert "noindex" in response["X-Robots-Tag"]


def test_the_raw_meeting_address_is_on_no_page_of_the_journey(client, session):
    pages = [client.get(START), answer_all(client)]
    pages += [client.get(f"{FORM}{step}/") for step in ("who", "way", "needs")]
    confirmation = client.get(book_now(client).url)

    assert not any("secret-room" in page.content.decode() for page in [*pages, confirmation])


def test_a_phone_number_of_a_person_is_on_every_page(client, session):
    number = SiteDetails.load().contact_phone
    pages = [answer_all(client)]
    pages += [client.get(f"{FORM}{page}/") for page in ("start", "needs", "last")]
    pages.append(client.get(book_now(client).url))

    assert all(number in page.content.decode() for page in pages)


def test_the_confirmation_is_for_one_person_only(client, session):
    response = client.get(book_now(client, answer_all(client)).url)

    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin"
    assert urlsplit(response.request["PATH_INFO"]).path.endswith("/booked/")


def test_pressing_book_asks_the_database_little(client, session, django_assert_max_num_queries):
    answer_all(client, needs={"words": "A lift"}, talk={})
    send(client, "sharing", share_needs="yes", remember_needs="no")
    check = client.get(f"{FORM}check/")

    with django_assert_max_num_queries(22):  # with savepoints of the test itself
        assert book_now(client, check).status_code == 302
