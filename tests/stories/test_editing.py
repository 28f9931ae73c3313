"""Each kind of page, made, shown before it is saved, changed and shown again by an editor."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils.timezone import localtime
from wagtail.images.tests.utils import get_test_image_file
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from home.models import CommitmentsPage, GlossaryPage, HomePage, InformationPage
from hub.models import Picture, Topic, User
from stories.models import PoemPage, StoriesPage, StoryPage, SummaryPage, VideoPage
from tests import factories


@pytest.fixture
def editor(client, site) -> User:
    user = User.objects.create_user("ed", "ed@example.org", "pass")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return user


def answers(**fields) -> dict:
    """What the editing form of any page sends."""
    usual = {
        "title": "A title",
        "slug": "a-title",
        "summary": "One short sentence.",
        "picture": "",
        "picture_description": "",
        "comments": inline_formset([]),
    }
    return nested_form_data({**usual, **fields})


def piece(**fields) -> dict:
    return answers(published_on="2027-01-11", author_name="Joy", **fields)


def text(html: str) -> dict:
    return streamfield([("paragraph", rich_text(html))])


EMPTY = streamfield([])
WORDS = rich_text("<p>Some words.</p>")


def story() -> dict:
    topic = Topic.objects.get_or_create(name="Unpaid carers", slug="unpaid-carers")[0]
    body = text("<p>I look after my mum.</p>")
    return piece(in_short="I care.", body=body, about_author="", topics=[topic.pk])


def poem() -> dict:
    words = "The kettle\n  hums\n\nand we sit"
    return piece(poem=words, language="", translation="", shape="", introduction="", body=EMPTY)


def video() -> dict:
    return piece(
        link="https://youtu.be/dQw4w9WgXcQ",
        file="",
        captions="",
        captions_checked="on",
        length="4 minutes",
        transcript=WORDS,
        body=EMPTY,
    )


def summary() -> dict:
    session = factories.make_session(starts_at=factories.STARTS_AT.replace(year=2024))
    themes = [("theme", {"heading": "Time", "points": streamfield([("item", "Take it.")])})]
    themes[0][1]["points"] = {"count": "1", "0-deleted": "", "0-order": "0", "0-value": "Take it."}
    return piece(
        session=session.page_id,
        where="Norfolk",
        people_came="29",
        numbers=streamfield([("number", {"number": "6", "words": "places"})]),
        introduction=WORDS,
        in_short="People need time.",
        questions="What helps?\nWhat is in the way?",
        themes=streamfield(themes),
        quotes=streamfield([("quote", {"words": "Hello", "who": "Joy", "language": ""})]),
        poem=EMPTY,
        video=EMPTY,
        reflections=WORDS,
        feedback=WORDS,
        what_next=WORDS,
        more=EMPTY,
    )


def information() -> dict:
    heading = ("heading", {"text": "What we do", "level": "h2"})
    return answers(body=streamfield([heading, ("paragraph", rich_text("<p>We talk.</p>"))]))


NEW_PAGES = [
    (StoriesPage, StoryPage, story, "I look after my mum."),
    (StoriesPage, PoemPage, poem, "The kettle"),
    (StoriesPage, VideoPage, video, "dQw4w9WgXcQ"),
    (StoriesPage, SummaryPage, summary, "people came"),
    (HomePage, InformationPage, information, "We talk."),
]


def add_url(parent, kind, name="add") -> str:
    parent = parent.objects.get()
    return reverse(
        f"wagtailadmin_pages:{name}", args=[kind._meta.app_label, kind._meta.model_name, parent.pk]
    )


@pytest.mark.parametrize(("parent", "kind", "form", "words"), NEW_PAGES)
def test_an_editor_previews_publishes_and_changes(client, editor, parent, kind, form, words):
    data = form()
    preview = add_url(parent, kind, "preview_on_add")
    assert client.post(preview, data).json()["is_valid"]
    response = client.get(preview, {"mode": ""})
    assert response.status_code == 200
    assert words in response.content.decode()

    assert client.get(add_url(parent, kind)).status_code == 200
    saved = client.post(add_url(parent, kind), {**data, "action-publish": "1"})
    assert saved.status_code == 302, saved.context["form"].errors
    page = kind.objects.get(title="A title")
    assert page.live
    assert words in client.get(page.url).content.decode()

    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert client.get(edit).status_code == 200
    data["title"] = "Another title"
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert client.post(preview, data).json()["is_valid"]
    assert "Another title" in client.get(preview, {"mode": ""}).content.decode()
    assert "Another title" not in client.get(page.url).content.decode()
    client.post(edit, {**data, "action-publish": "1"})
    assert "Another title" in client.get(page.url).content.decode()


def test_a_poem_keeps_the_spaces_of_its_first_line_when_an_editor_saves_it(client, editor):
    words = "\u2003\u2003Steam\n  rises"
    block = ("poem", {"title": "", "words": words, "author": "Joy", "language": "", "note": ""})
    block[1]["translation"] = ""
    data = {**poem(), **nested_form_data({"poem": words, "body": streamfield([block])})}
    client.post(add_url(StoriesPage, PoemPage), {**data, "action-publish": "1"})
    page = PoemPage.objects.get()
    assert (page.poem, page.body[0].value["words"]) == (words, words)
    assert client.get(page.url).text.count("\u2003\u2003Steam") == 2


def schedule_fields(**times) -> dict:
    """Return the times as the form shows them, to the minute."""
    return {name: localtime(moment).strftime("%Y-%m-%d %H:%M") for name, moment in times.items()}


@pytest.mark.parametrize("button", [{}, {"action-publish": "1"}])
def test_a_page_whose_time_to_go_has_passed_is_saved_and_published_again(
    client, editor, now, button
):
    with time_machine.travel(now, tick=False) as clock:
        client.force_login(editor)
        times = {
            "go_live_at": now - timedelta(hours=2),
            "expire_at": now + timedelta(hours=1, seconds=7),
        }
        client.post(
            add_url(StoriesPage, StoryPage),
            {**story(), **schedule_fields(**times), "action-publish": "1"},
        )
        StoryPage.objects.update(expire_at=times["expire_at"])
        clock.shift(timedelta(hours=2))
        call_command("publish_scheduled")
        page = StoryPage.objects.get()
        assert page.expired
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])

        data = {**story(), **schedule_fields(**times), "title": "Back again", **button}
        response = client.post(edit, data, follow=True)

        assert "so we took that time out" in response.text
        page.refresh_from_db()
        latest = page.get_latest_revision_as_object()
        assert (latest.title, latest.expire_at) == ("Back again", None)
        assert page.live == bool(button)
        clock.shift(timedelta(days=1))
        call_command("publish_scheduled")
        assert StoryPage.objects.get().live == bool(button)


def test_a_time_to_go_in_the_past_is_refused_when_an_editor_writes_it(client, editor, now):
    with time_machine.travel(now, tick=False):
        client.force_login(editor)
        times = schedule_fields(expire_at=now - timedelta(hours=1))
        response = client.post(add_url(StoriesPage, StoryPage), {**story(), **times})
        assert "expire_at" in response.context["form"].errors


SINGLE_PAGES = [
    (HomePage, {"welcome": text("<p>Sit down with us.</p>")}, "Sit down with us."),
    (StoriesPage, {}, "A title"),
    (
        CommitmentsPage,
        {
            "introduction": WORDS,
            "commitments": inline_formset(
                [
                    {
                        "title": "Listen",
                        "promise": "We listen.",
                        "what_happened": "",
                        "status": "done",
                    }
                ]
            ),
        },
        "We listen.",
    ),
    (
        GlossaryPage,
        {"words": inline_formset([{"word": "Carer", "meaning": "You look after.", "example": ""}])},
        "You look after.",
    ),
]


@pytest.mark.parametrize(("kind", "fields", "words"), SINGLE_PAGES)
def test_an_editor_previews_and_changes_the_single_pages(client, editor, kind, fields, words):
    page = kind.objects.get()
    data = answers(**fields, slug=page.slug)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert client.get(edit).status_code == 200
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert client.post(preview, data).json()["is_valid"]
    assert words in client.get(preview, {"mode": ""}).content.decode()
    assert client.post(edit, {**data, "action-publish": "1"}).status_code == 302
    assert words in client.get(page.url).content.decode()


def test_a_half_finished_page_can_be_kept_as_a_draft(client, editor):
    data = piece(link="", file="", captions="", length="", transcript=rich_text(""), body=EMPTY)
    assert client.post(add_url(StoriesPage, VideoPage), data).status_code == 302
    page = VideoPage.objects.get()
    assert not page.live
    assert client.get(f"/stories/{page.slug}/").status_code == 404


def test_a_video_without_words_and_checked_captions_is_not_published(client, editor):
    data = piece(link="https://youtu.be/dQw4w9WgXcQ", transcript=rich_text(""), body=EMPTY)
    response = client.post(add_url(StoriesPage, VideoPage), {**data, "action-publish": "1"})
    assert response.status_code == 200
    assert {"transcript", "captions_checked"} <= set(response.context["form"].errors)
    assert not VideoPage.objects.filter(live=True).exists()


def test_a_summary_of_a_session_that_is_still_to_come_is_not_published(
    client, editor, time_machine
):
    session = factories.make_session()
    data = {**summary(), "session": session.page_id, "action-publish": "1"}
    time_machine.move_to(factories.STARTS_AT - timedelta(minutes=1))
    client.force_login(editor)
    response = client.post(add_url(StoriesPage, SummaryPage), data)
    assert response.context["form"].errors["session"] == [
        "This session is still to come: Wednesday 27 January 2027, 10:30am to 12 noon. "
        "Choose another."
    ]
    time_machine.move_to(factories.STARTS_AT)
    assert client.post(add_url(StoriesPage, SummaryPage), data).status_code == 302


def test_a_picture_without_words_is_not_published(client, editor, site):

    picture = Picture.objects.create(title="IMG_0042", file=get_test_image_file())
    data = {**story(), "picture": picture.pk, "action-publish": "1"}
    response = client.post(add_url(StoriesPage, StoryPage), data)
    assert "picture_description" in response.context["form"].errors
    data["picture_is_decorative"] = "on"
    assert client.post(add_url(StoriesPage, StoryPage), data).status_code == 302


def test_the_words_on_the_second_tab_are_plain_and_the_address_follows_the_title(client, editor):
    form = client.get(add_url(StoriesPage, StoryPage)).content.decode()
    for words in ("Address", "The last part of its web address.", "Show it in the menu"):
        assert words in form
    for jargon in ("my-slug", "Title tag", "clickable headline", "automatically generated"):
        assert jargon not in form
    assert "w-slug" in form
    assert "w-sync" in form


def test_promises_are_called_promises_in_their_form_too(client, editor):
    page = CommitmentsPage.objects.get()
    form = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Add promise" in form
    assert "Add commitment" not in form


def test_the_sessions_to_choose_begin_with_those_of_the_last_weeks(client, editor, site, now):
    series = factories.make_series()
    days = (-400, -100, -30, -5, 14, 42)
    for day in (14, -30, -400, 42, -5, -100):
        factories.make_session(
            series=series, starts_at=now + timedelta(days=day), title=f"Brew {day}"
        )
    url = reverse("wagtailadmin_choose_page_child", args=[series.pk])

    with time_machine.travel(now, tick=False):
        client.force_login(editor)
        response = client.get(url, {"page_type": "events.sessionpage"}).json()["html"]

    found = [int(day) for day in re.findall(r"Brew (-?\d+)", response)]
    assert list(dict.fromkeys(found)) == [*(day for day in days if day > -60), -100, -400]


def test_a_word_that_is_there_already_is_not_taken_twice(client, editor):
    page = GlossaryPage.objects.get()
    words = [
        {"word": word, "meaning": "You look after.", "example": ""}
        for word in ("Unpaid carer", "unpaid-carer")
    ]
    data = answers(words=inline_formset(words), slug=page.slug)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])

    response = client.post(edit, {**data, "action-publish": "1"})
    assert response.content.decode().count("This word is here twice.") == 1
    assert not page.words.exists()

    data["words-1-DELETE"] = "1"
    client.post(edit, {**data, "action-publish": "1"})
    assert [each.word for each in page.words.all()] == ["Unpaid carer"]


@pytest.mark.parametrize("above", [False, True])
def test_a_draft_with_a_mistake_is_not_published_from_the_list_and_says_so(
    client, editor, site, above
):
    data = piece(link="https://youtu.be/dQw4w9WgXcQ", transcript=rich_text(""), body=EMPTY)
    client.post(add_url(StoriesPage, VideoPage), data)
    page = VideoPage.objects.get()
    chosen = page.get_parent() if above else page
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    response = client.post(f"{bulk}?id={chosen.pk}", {"include_descendants": "on"}, follow=True)

    assert response.redirect_chain == [(reverse("wagtailadmin_pages:edit", args=[page.pk]), 302)]
    assert "is not finished" in response.text
    page.refresh_from_db()
    assert not page.live
