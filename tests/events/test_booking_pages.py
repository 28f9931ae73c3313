"""Every pattern of answers: which pages it leads through, what they say, and what is booked."""

from itertools import product

import pytest
import time_machine

from events.models import AccessOption, Booking
from tests.events.test_booking_views import FORM, book_now, send, text_of
from tests.factories import make_session

pytestmark = pytest.mark.django_db

MAIL, PHONE, BOTH = (
    {"email": "ama@example.org"},
    {"phone": "01632 960 111"},
    {"email": "ama@example.org", "phone": "01632 960 111"},
)
# Who it is for: what the page about others asks, who takes part, and who needs what.
WHO = {
    "me": ({}, ["Ama"]),
    "me-and-supporter": ({"supporter_name": "Jo"}, ["Ama", "Jo"]),
    "other": ({"their_name": "Jean", "person_knows": "no"}, ["Jean"]),
    "other-and-me": (
        {
            "their_name": "Jean",
            "person_knows": "yes",
            "my_part": "comes",
            "their_phone": "01632 960 112",
        },
        ["Jean", "Ama"],
    ),
}


@pytest.fixture(autouse=True)
def clock(now):
    with time_machine.travel(now, tick=False) as traveller:
        yield traveller


@pytest.fixture
def session():
    return make_session(places=5)


def walk(client, answers):
    """Fill in page after page, as each leads to the next. Return the pages."""
    pages = ["start"]
    while pages[-1] != "check":
        page = pages[-1]
        assert client.get(f"{FORM}{page}/").status_code == 200
        sent = send(client, page, **answers.get(page, {}))
        assert sent.status_code == 302, (page, text_of(sent))
        pages.append(sent.url.removeprefix(FORM).rstrip("/"))
        assert len(set(pages)) == len(pages), "nobody is asked twice"
    return pages


@pytest.mark.slow("fills in 48 forms")
@pytest.mark.parametrize(
    ("who", "reach", "asks"),
    list(product(WHO, (MAIL, PHONE, BOTH), ("no", "nothing", "talk", "needs"))),
)
def test_each_pattern_leads_through_its_pages_and_books_what_they_showed(
    client, session, who, reach, asks
):
    others, names = WHO[who]
    any_needs = "no" if asks == "no" else "yes"
    answers = {
        "start": {"for_whom": who, "your_name": "Ama", "way": "phone", "any_needs": any_needs}
        | reach,
        "others": others,
        "needs": {"words": "A need of the first"} if asks == "needs" else {"options": "nothing"},
        "their-needs": {"second-words": "A need of the second"} if asks == "needs" else {},
        "last": {
            "nothing": {},
            "talk": {"contact_first": "phone", "talk_phone": "01632 960 113"},
            "needs": {"contact_first": "no"},
        }.get(asks, {})
        | ({"share_needs": "yes", "remember_needs": "no"} if asks in ("talk", "needs") else {}),
    }
    pages = ["start"]
    pages += ["others"] if others else []
    pages += ["needs"] if any_needs == "yes" else []
    pages += ["their-needs"] if any_needs == "yes" and len(names) == 2 else []
    pages += ["last"] if any_needs == "yes" else []
    assert walk(client, answers) == [*pages, "check"]

    check = text_of(client.get(f"{FORM}check/"))
    assert ("A person will phone you on" in check) == ("email" not in reach)
    assert ("Who may see what you told us" in check) == (asks in ("talk", "needs"))
    assert book_now(client).status_code == 302
    booking = Booking.objects.get()
    people = list(booking.people.all())
    assert [person.name for person in people] == names
    needs = [[need.words for need in person.needs.all()] for person in people]
    expected = [["A need of the first"], ["A need of the second"]][: len(people)]
    assert needs == (expected if asks == "needs" else [[] for _ in people])
    assert (booking.email, bool(booking.phone)) == (
        reach.get("email", ""),
        "phone" in reach or asks == "talk",
    )
    assert booking.contact_first == ("phone" if asks == "talk" else "no")
    assert booking.share_needs == (asks in ("talk", "needs"))


def test_who_asks_to_talk_first_is_asked_who_may_see_it(client, session):
    start = {"for_whom": "me", "your_name": "Ama", "way": "phone", "any_needs": "yes"} | PHONE
    send(client, "start", **start)
    send(client, "needs")
    page = send(client, "last", contact_first="phone")

    assert page.status_code == 200
    assert "Choose who may see what you told us" in text_of(page)


@pytest.mark.parametrize("names", ["Jean", "The King's <b>", "李小龙"])
def test_options_are_worded_for_the_person_they_are_for(client, session, names):
    notes = AccessOption.objects.get(label="A person to type or take notes for me")
    start = {"for_whom": "other-and-me", "your_name": "Ama", "way": "phone", "any_needs": "yes"}
    send(client, "start", **start, **MAIL)
    send(client, "others", their_name=names, person_knows="yes", my_part="supports")
    theirs = client.get(f"{FORM}needs/")
    send(client, "needs", options=[notes.pk])
    mine = client.get(f"{FORM}their-needs/")
    assert f"take notes for {names}" in labels_of(theirs)
    assert f"Food that {names} can eat" not in labels_of(theirs), "not on the phone"
    assert "take notes for me" in labels_of(mine) and names not in labels_of(mine)

    send(client, "their-needs", **{"second-options": [notes.pk]})
    send(client, "last", share_needs="yes", remember_needs="no")
    rows = client.get(f"{FORM}check/").context["rows"]
    assert [row.answers for row in rows if row.answers] == [
        [f"A person to type or take notes for {names}"],
        ["A person to type or take notes for me"],
    ]
    book_now(client)
    needs = [need for person in Booking.objects.get().people.all() for need in person.needs.all()]
    assert [need.option_label for need in needs] == [notes.label] * 2, "no name on nameless sheets"


def labels_of(page):
    return " | ".join(
        str(label)
        for field in page.context["form"]
        for _, group in groups(field)
        for label in group
    )


def groups(field):
    for value, labels in getattr(field.field, "choices", ()):
        yield value, [label for _, label in labels] if isinstance(labels, list) else [labels]


def test_a_renamed_option_is_not_given_the_words_of_another_time(client, session):
    notes = AccessOption.objects.get(label="A person to type or take notes for me")
    notes.label_for_other = ""
    notes.save()
    send(client, "start", for_whom="other", your_name="Ama", way="phone", any_needs="yes", **MAIL)
    send(client, "others", their_name="Jean", person_knows="no")

    assert "take notes for me" in labels_of(client.get(f"{FORM}needs/"))
