"""All that waits for an organiser, by its last day: one list, one press, no names in addresses."""

import re
from datetime import date, timedelta
from itertools import chain

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.urls import reverse

from events import bookings
from events.bookings import access_needs
from events.bookings.tasks import add_task
from events.models import AccessNeed, Booking, NeedsAccess, Notice, OrganiserTask
from events.worklist import Period, groups_of, waiting_items
from hub.models import User
from tests.events.admin.helpers import NAME, logged_in_at
from tests.events.emails.mails import single_spaced
from tests.factories import make_booking, make_option, make_session

pytestmark = pytest.mark.django_db
URL = "sessions_admin:arrange"
ANSWER = "sessions_admin:answer_many"


@pytest.fixture
def interpreter():
    return make_option("A BSL interpreter", notice_days=10)


def ask(session, *needs, name="Ama", **fields):
    booking = make_booking(
        session=session, name=name, email=f"{name}@example.org".lower(), **fields
    )
    person = booking.people.get()
    return [
        AccessNeed.objects.create(
            person=person,
            option=None if isinstance(need, str) else need,
            option_label="" if isinstance(need, str) else need.label,
            option_notice_days=0 if isinstance(need, str) else need.notice_days,
            words=need if isinstance(need, str) else "",
        )
        for need in needs
    ]


def soup_of(response):
    return BeautifulSoup(response.text, "html.parser")


def listed(client, **query):
    """Return the words of each card, by the period below whose heading it stands."""
    soup = soup_of(client.get(reverse(URL), query))
    return {
        period.value: [
            single_spaced(card.text) for card in soup.select(f"section#{period} .desk-card")
        ]
        for period in Period
    }


def press(client, what, which, *, page=None, **data):
    """Press a button of the list as its page is now, with what the form holds."""
    soup = soup_of(page or client.get(reverse(URL)))
    fields = {
        each["name"]: each.get("value", "")
        for each in soup.select("form[action$='arrange/answer/'] input[type=hidden]")
    }
    return client.post(reverse(ANSWER), {**fields, "press": f"{what} {which}", **data}, follow=True)


def test_all_sessions_are_listed_by_last_day_in_words_and_shapes(
    session, interpreter, organiser, now
):
    later = make_session(starts_at=session.starts_at + timedelta(days=7))
    ask(session, interpreter, name="Ama")  # until 13 January
    ask(later, interpreter, name="Ben")  # until 20 January
    ask(later, "Tea", name="Cat")  # on the day, 3 February
    with logged_in_at(organiser, now + timedelta(days=3)):  # 14 January
        shown = listed(organiser)
        text = single_spaced(soup_of(organiser.get(reverse(URL))).text)

    assert [len(cards) for cards in shown.values()] == [1, 1, 1]
    assert "Ama" in shown["overdue"][0]
    assert "Late: the last day was Wednesday 13 January 2027" in shown["overdue"][0]
    assert "Ben" in shown["week"][0]
    assert "Last day: Wednesday 20 January 2027" in shown["week"][0]
    assert "Tea" in shown["later"][0]
    for heading in ("▲ Overdue: 1", "● This week, until 21 January 2027: 1", "○ Later: 1"):
        assert heading in text


def test_a_period_is_bounded_by_its_days():
    today = date(2027, 1, 11)
    days = {-1: "overdue", 0: "week", 7: "week", 8: "later"}
    for ahead, period in days.items():
        assert Period.of(today + timedelta(days=ahead), today) == period


def test_what_is_called_alike_stands_together_with_its_number(session, interpreter, organiser):
    for name in ("Ama", "Ben", "Cat"):
        ask(session, interpreter, "Tea", name=name)
    headings = [each.text for each in soup_of(organiser.get(reverse(URL))).select("h3")]
    assert headings == ["A BSL interpreter: 3", "In their own words: 3"]


def test_everything_that_waits_for_a_person_is_there(session, organiser, now):
    make_booking(
        session=session,
        name="Zebedee",
        email="",
        phone="01632 960 001",
        needs=("A ramp",),
        wishes=bookings.Preferences(
            anything_else="My dog comes too", contact_first="phone", contact_when="At noon"
        ),
        now=now,
    )
    failed = make_booking(session=session, email="gone@example.org")
    Notice.objects.filter(booking=failed).update(failed_at=now)
    for kind in OrganiserTask.Kind:
        add_task(kind=kind, session=session, words=f"Marker {kind}", now=now)

    text = single_spaced(soup_of(organiser.get(reverse(URL))).text)
    text += single_spaced(soup_of(organiser.get(reverse(URL), {"p": 2})).text)

    for words in (
        "A ramp",
        "My dog comes too",
        "Yes, phone me",
        "At noon",
        "Phone 1 person who has no email address",
        "See to 1 email that did not arrive",
        *(f"Marker {kind}" for kind in OrganiserTask.Kind),
    ):
        assert words in text, words


def test_what_is_answered_cancelled_over_or_of_no_use_in_the_room_is_not_listed(
    session, organiser, now
):
    answered, refused, ended = ask(session, "Answered", "Refused", "Ended")
    access_needs.answer(need=answered, state="in-place", words="", now=now)
    access_needs.answer(need=refused, state="not-possible", words="Sorry.", now=now)
    AccessNeed.objects.filter(pk=ended.pk).update(state="checked")
    (gone,) = ask(session, "Gone", name="Ben")
    bookings.cancel(booking=gone.person.booking, now=now)
    off = make_session(starts_at=session.starts_at + timedelta(days=1), status="cancelled")
    AccessNeed.objects.create(
        person=make_booking(session=session, email="c@example.org").people.get(), words="Off"
    )
    Booking.objects.filter(email="c@example.org").update(session=off)
    ramp = make_option("A ramp", by_video=False, by_phone=False)
    ask(session, ramp, name="Dan")
    assert not any(listed(organiser).values())


def test_one_press_answers_one(session, organiser, now):
    need, other = ask(session, "Tea", "Cake")
    Notice.objects.update(sent_at=now)

    shown = press(organiser, "in-place", need.pk)

    need.refresh_from_db()
    other.refresh_from_db()
    assert (need.state, other.state) == ("in-place", "asked")
    assert need.steps.get().by.username == "organisers"
    assert "1 thing: marked as “In place”." in shown.text
    assert Notice.objects.open().get().kind == Notice.Kind.ANSWER


def test_several_that_are_ticked_are_answered_with_the_same_words(session, organiser):
    tea, cake, pie = ask(session, "Tea", "Cake", "Pie")
    press(organiser, "not-possible", "ticked", need=[tea.pk, pie.pk], words="Bring your own.")

    states = dict(AccessNeed.objects.values_list("pk", "state"))
    assert states == {tea.pk: "not-possible", cake.pk: "asked", pie.pk: "not-possible"}
    assert AccessNeed.objects.get(pk=tea.pk).answer == "Bring your own."


@pytest.mark.parametrize(
    ("which", "data", "why"),
    [
        ("ticked", {}, "Tick what you mean first."),
        ("9" * 30, {}, "Tick what you mean first."),
        ("ticked", {"need": ["x", "9" * 30]}, "Tick what you mean first."),
        ("nonsense", {}, "Tick what you mean first."),
        ("later.words", {"shown_at": "yesterday"}, "Tick what you mean first."),
    ],
)
def test_a_press_that_means_nothing_says_so(which, data, why, session, organiser):
    ask(session, "Tea")
    assert why in press(organiser, "in-place", which, **data).text
    assert AccessNeed.objects.get().state == "asked"


def test_not_possible_without_words_is_refused_for_all(session, organiser):
    needs = ask(session, "Tea", "Cake")
    shown = press(organiser, "not-possible", "ticked", need=[each.pk for each in needs])
    assert "what you can do instead" in shown.text
    assert set(AccessNeed.objects.values_list("state", flat=True)) == {"asked"}


def test_words_for_those_that_are_ticked_do_not_go_to_another(session, organiser):
    tea, cake = ask(session, "Tea", "Cake")
    shown = press(organiser, "in-place", cake.pk, need=[tea.pk], words="Green tea.")
    assert "Nothing is saved" in shown.text
    assert "You wrote: “Green tea.”" in shown.text
    assert set(AccessNeed.objects.values_list("state", flat=True)) == {"asked"}


def test_what_has_changed_since_the_page_was_read_is_left_alone(session, organiser, now):
    tea, cake = ask(session, "Tea", "Cake")
    page = organiser.get(reverse(URL))
    access_needs.answer(need=tea, state="talk", words="Which?", now=now + timedelta(seconds=5))
    shown = press(organiser, "in-place", "ticked", page=page, need=[tea.pk, cake.pk])
    tea.refresh_from_db()
    assert (tea.state, tea.answer) == ("talk", "Which?")
    assert AccessNeed.objects.get(pk=cake.pk).state == "in-place"
    assert "someone else has answered meanwhile" in shown.text


def test_one_press_answers_all_of_a_kind_that_the_page_counted(session, organiser, now):
    breaks = make_option("More breaks")
    for number in range(30):
        ask(session, breaks, name=f"Ama{number}")
    page = organiser.get(reverse(URL))
    assert "All 30 are in place" in page.text
    ask(session, breaks, name="New")
    AccessNeed.objects.filter(person__name="New").update(changed_at=now + timedelta(seconds=1))

    press(organiser, "in-place", "later.need-more-breaks", page=page)

    open_needs = AccessNeed.objects.filter(state="asked")
    assert [need.person.name for need in open_needs] == ["New"]


def test_i_do_this_puts_a_name_there_and_takes_nothing_from_another(session, organiser):
    tea, cake = ask(session, "Tea", "Cake")
    olu = User.objects.create_user("olu", "olu@example.org", "x", first_name="Olu")
    access_needs.take(needs=[cake.pk], user=olu)

    shown = press(organiser, "take", "ticked", need=[tea.pk, cake.pk])

    assert "You do 1 thing." in shown.text
    assert "1 thing had somebody already" in shown.text
    assert AccessNeed.objects.get(pk=tea.pk).owner.username == "organisers"
    assert AccessNeed.objects.get(pk=cake.pk).owner == olu
    assert "Olu does this" in shown.text


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"owner": "mine"}, {"Tea"}),
        ({"owner": "nobody"}, {"Cake", "A BSL interpreter"}),
        ({"state": "talk"}, {"Cake"}),
        ({"kind": "words"}, {"Tea", "Cake"}),
        ({"kind": "words", "state": "asked"}, {"Tea"}),
        ({"session": "other"}, {"A BSL interpreter"}),
        ({"session": "99999"}, set()),
        ({"state": "nonsense"}, set()),
    ],
)
def test_the_list_can_be_narrowed(filters, found, session, interpreter, organiser, now):
    other = make_session(starts_at=session.starts_at + timedelta(days=7))
    tea, cake = ask(session, "Tea", "Cake")
    ask(other, interpreter, name="Ben")
    access_needs.take(needs=[tea.pk], user=User.objects.get(username="organisers"))
    access_needs.answer(need=cake, state="talk", words="Which?", now=now)
    if filters.get("session") == "other":
        filters = {"session": other.pk}
    cards = " ".join(chain.from_iterable(listed(organiser, **filters).values()))
    assert {words for words in ("Tea", "Cake", "A BSL interpreter") if words in cards} == found


@pytest.mark.parametrize(
    ("query", "is_found"),
    [("zebedee", True), ("960 001", True), ("TEA sugar", True), ("mo", True), ("Kim", False)],
)
def test_search_finds_names_numbers_words_and_notes_and_leaves_no_trace(
    query, is_found, session, organiser
):
    (need,) = ask(session, "Tea without sugar", name="Zebedee", phone="01632 960 001")
    ask(session, "Cake", name="Ben")
    access_needs.set_note(need=need, note="I asked Mo.", before="")
    response = organiser.post(reverse("sessions_admin:find_in_arrange"), {"q": query})
    shown = " ".join(each.text for each in soup_of(response).select(".desk-card"))
    assert ("Tea without sugar" in shown) == is_found
    assert "Cake" not in shown
    assert query not in response.request["QUERY_STRING"]
    assert query not in str(response.context["here"])


def test_pages_of_the_list_together_hold_everything_once(session, organiser):
    for number in range(25):
        ask(session, f"Thing {number}.", f"Other {number}.", name=f"Ama{number}")
    found = []
    for number in (1, 2, 3):
        found += chain.from_iterable(listed(organiser, p=number).values())
    words = re.findall(r"(?:Thing|Other) \d+\.", " ".join(found))
    assert len(words) == len(set(words)) == 50


def test_a_look_at_the_list_is_logged_for_each_session(session, organiser):
    ask(session, "Tea")
    organiser.get(reverse(URL))
    entry = NeedsAccess.objects.get()
    assert (entry.username, entry.session, entry.kind) == ("organisers", session, "screen")


def test_talks_and_tasks_are_ended_from_the_list_and_lead_back_to_it(session, organiser, now):
    make_booking(session=session, wishes=bookings.Preferences(contact_first="phone"))
    task = add_task(kind="reply-words", session=session, words="Hello", now=now)
    talk = Booking.objects.get()
    here = reverse(URL)
    for name, pk in (("talked", talk.pk), ("complete_task", task.pk)):
        url = reverse(f"sessions_admin:{name}", args=[pk])
        assert f'formaction="{url}"' in organiser.get(here).text
        assert organiser.post(url, {"next": here}).url == here
    assert not any(listed(organiser).values())


def test_a_talk_is_due_when_we_promised_to_answer(session, now):
    make_booking(session=session, wishes=bookings.Preferences(contact_first="phone"), now=now)
    (item,) = waiting_items(now)
    assert f"{item.due_on:%A %d}" == "Wednesday 13"  # two working days after Monday
    (group,) = groups_of([item])
    assert (group.kind, group.period) == ("Would like to talk first", "week")


def test_something_more_is_read_once_and_again_when_it_changes(session, organiser, now):
    def wish(words):
        return bookings.Preferences(anything_else=words)

    booking = make_booking(session=session, wishes=wish("A dog"), now=now)
    bookings.change(booking=booking, wishes=wish("A cat"), now=now)
    task = OrganiserTask.objects.get()
    assert task.words == "A cat"
    organiser.post(reverse("sessions_admin:complete_task", args=[task.pk]))
    bookings.change(booking=booking, wishes=wish("A cat"), mode="phone", now=now)
    assert not OrganiserTask.objects.open().exists()
    bookings.change(booking=booking, wishes=wish("A cow"), now=now)
    assert OrganiserTask.objects.open().get().words == "A cow"
    bookings.change(booking=booking, wishes=wish(""), now=now)
    assert not OrganiserTask.objects.open().exists()


# The screen of one need ----------------------------------------------------------------


def test_the_screen_of_a_need_shows_its_steps_and_whether_the_person_knows(booking, organiser, now):
    need = AccessNeed.objects.get()
    url = reverse("sessions_admin:answer_need", args=[need.pk])
    organiser.post(url, {"state": "arranging", "words": "We ask Mo.", "next": url})
    Notice.objects.filter(kind="answer").update(due_at=now)

    shown = single_spaced(soup_of(organiser.get(url)).text)

    for words in (NAME, "asked for.", "Being arranged, by organisers.", "We ask Mo."):
        assert words in shown
    assert "Nobody has told them yet." in shown
    Notice.objects.filter(kind="answer").update(sent_at=now + timedelta(minutes=1))
    assert "We told them on Monday 11 January 2027" in organiser.get(url).text


def test_the_note_and_who_does_it_are_kept_and_never_sent(booking, organiser, now, mailoutbox):
    need = AccessNeed.objects.get()
    here = reverse("sessions_admin:answer_need", args=[need.pk])
    olu = User.objects.create_user("olu", "olu@example.org", "x")
    olu.groups.add(Group.objects.get(name="Organisers"))
    nobody = User.objects.create_user("nobody", "n@example.org", "x")

    note = reverse("sessions_admin:need_note", args=[need.pk])
    organiser.post(note, {"note": "Markernote\r\ntwo", "before": "", "next": here})
    owner = reverse("sessions_admin:need_owner", args=[need.pk])
    assert (
        "Choose somebody from the list"
        in organiser.post(owner, {"owner": nobody.pk}, follow=True).text
    )
    organiser.post(owner, {"owner": olu.pk})

    need.refresh_from_db()
    assert (need.note, need.owner) == ("Markernote\ntwo", olu)
    assert (
        "someone else has changed the note"
        in organiser.post(note, {"note": "Mine", "before": ""}, follow=True).text
    )
    page = organiser.get(reverse("manage", args=[bookings.manage_token(booking)])).text
    assert "Markernote" not in page
