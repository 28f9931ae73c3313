"""What people can ask for, as organisers change it."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.html import strip_tags

from events.models import AccessNeed, AccessOption
from hub.models import User
from tests.events.emails.mails import single_spaced
from tests.factories import make_booking, make_option

pytestmark = pytest.mark.django_db

DATA = {
    "label": "A soft chair",
    "label_for_other": "",
    "hint": "",
    "which_question": "",
    "subject": "room",
    "in_person": "on",
    "in_use": "on",
    "sort_order": "100",
    "notice_days": "0",
    "arranger": "",
    "arranger_group": "",
}


def shown(organiser, option):
    page = organiser.get(reverse("access_options:edit", args=[option.pk])).text
    return single_spaced(strip_tags(page))


def save(organiser, option, **changes):
    ways = {"by_video": "on", "by_phone": "on"}
    data = DATA | ways | {"label": option.label, "notice_days": option.notice_days} | changes
    return organiser.post(reverse("access_options:edit", args=[option.pk]), data)


def test_an_organiser_changes_what_people_can_ask_for(organiser):
    organiser.post(reverse("access_options:add"), DATA | {"notice_days": "3"})

    option = AccessOption.objects.get(label="A soft chair")
    assert option.attendance_modes == ["in-person"]
    assert option.notice_days == 3


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"in_person": ""}, "Choose at least one way to join."),
        ({"label": "More breaks"}, "These words are in the list already."),
        ({"notice_days": "61"}, "Write 60 days or less."),
    ],
)
def test_what_cannot_be_is_said(organiser, changes, words):
    page = organiser.post(reverse("access_options:add"), DATA | changes)
    assert words in page.text
    assert not AccessOption.objects.filter(label="A soft chair").exists()


def test_what_someone_has_asked_for_is_taken_out_of_use_and_not_deleted(session, organiser):
    option = make_option("A soft chair")
    make_booking(session=session, needs=(option,))
    url = reverse("access_options:delete", args=[option.pk])

    for answer in (organiser.get(url, follow=True), organiser.post(url, follow=True)):
        assert "take the tick away from “In use”" in answer.text
        assert answer.redirect_chain == [(reverse("access_options:edit", args=[option.pk]), 302)]
    assert AccessOption.objects.filter(pk=option.pk).exists()

    unused = make_option("A loud bell")
    organiser.post(reverse("access_options:delete", args=[unused.pk]))
    assert not AccessOption.objects.filter(pk=unused.pk).exists()


def test_the_screen_shows_how_it_reads_for_you_and_for_jean(session, organiser):
    option = make_option(
        "Notes for me",
        label_for_other="Notes for NAME",
        hint="On paper",
        which_question="Which size?",
        notice_days=10,
    )
    page = shown(organiser, option)

    assert "For the person who books Notes for me. On paper" in page
    assert "Notes for Jean" in page
    assert "Which size?" in page
    assert "Wednesday 13 January 2027, for Wednesday 27 January 2027" in page


def test_a_change_of_words_or_lead_time_is_a_new_version(session, organiser):
    option = make_option("Notes", hint="On paper", notice_days=10)
    booking = make_booking(session=session, needs=(option,))
    save(organiser, option, hint="On yellow paper", notice_days="15")
    save(
        organiser, option, hint="On yellow paper", notice_days="15", sort_order="7"
    )  # reads the same

    version = option.versions.get()
    assert (version.label, version.hint, version.notice_days) == ("Notes", "On paper", 10)
    page = shown(organiser, option)
    assert "How it read before" in page
    assert "Notes. On paper. 10 working days" in page
    need = AccessNeed.objects.get(person__booking=booking)
    assert (need.option_hint, need.option_notice_days) == ("On paper", 10)


@pytest.mark.parametrize("kind", ["person", "group"])
def test_who_arranges_it_stands_beside_each_request(session, organiser, kind):
    option = make_option("Notes")
    samira = User.objects.create_user("samira", first_name="Samira", last_name="Begum")
    group = Group.objects.create(name="Note takers")
    field, key = ("arranger", samira.pk) if kind == "person" else ("arranger_group", group.pk)
    save(organiser, option, **{field: key})
    make_booking(session=session, needs=(option,))

    page = organiser.get(reverse("sessions_admin:session", args=[session.pk])).text
    name = "Samira Begum" if kind == "person" else "Note takers"
    assert f"{name} arranges this" in page


def test_a_person_or_a_group_arranges_it_and_not_both(organiser):
    samira = User.objects.create_user("samira")
    group = Group.objects.create(name="Note takers")
    both = {"arranger": samira.pk, "arranger_group": group.pk}
    page = organiser.post(reverse("access_options:add"), DATA | both)

    assert "Choose a person or a group, not both." in page.text
    assert not AccessOption.objects.filter(label="A soft chair").exists()


def test_what_somebody_waits_for_cannot_be_taken_from_their_way_to_join(organiser, booking):
    """It would rest, and nobody would see it any more."""
    option = make_option("A soft chair")
    make_booking(session=booking.session, mode="video", needs=(option,))
    page = save(organiser, option, by_video="")
    assert "Answer first who asked for it and joins like this: 1 person." in page.text
    assert AccessOption.objects.get(pk=option.pk).by_video

    AccessNeed.objects.filter(option=option).update(state="in-place")
    save(organiser, option, by_video="")
    assert not AccessOption.objects.get(pk=option.pk).by_video
