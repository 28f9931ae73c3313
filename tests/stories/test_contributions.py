import uuid
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import ModelLogEntry

from hub.jobs import Pass
from hub.models import User
from stories.contributions import (
    RETENTION,
    make_draft,
    purge_contributions,
    submit,
)
from stories.models import Contribution, PoemPage, StoryPage
from tests.factories import NOW


def make_contribution(*, now: datetime = NOW, **fields) -> Contribution:
    usual = {
        "kind": "story",
        "title": "My day",
        "words": "I get up.\nI care.\n\nI sleep.",
        "name": "Ann",
        "email": "ann@example.org",
        "consent": "publish",
    }
    answers = {**usual, **fields}
    return Contribution.objects.create(
        form_key=answers.pop("form_key", uuid.uuid4()), sent_at=now, **answers
    )


@pytest.fixture
def editor(site) -> User:
    user = User.objects.create_user("ed", "ed@example.org", "pass")
    user.groups.add(Group.objects.get(name="Editors"))
    return user


def test_what_cannot_be_right_is_not_kept(db):
    with pytest.raises(ValidationError):
        submit(form_key=uuid.uuid4(), now=NOW, kind="song", words="La", consent="publish")
    assert not Contribution.objects.exists()


def test_the_same_form_is_kept_once(db):
    answers = {"kind": "story", "words": "Hello", "consent": "publish"}
    key = uuid.uuid4()
    first = submit(form_key=key, now=NOW, **answers)
    assert submit(form_key=key, now=NOW, **answers) == first
    assert submit(form_key=uuid.uuid4(), now=NOW, **answers) != first


def test_an_editor_makes_a_draft_story_with_the_line_breaks(site, editor):
    contribution = make_contribution(words="I get up.\nI care.\n\n<script>x</script> <b>sleep</b>")
    page = make_draft(contribution=contribution, user=editor, now=NOW)
    assert isinstance(page, StoryPage)
    assert not page.live
    assert (page.title, page.author_name, page.owner) == ("My day", "Ann", editor)
    html = page.body[0].value.source
    assert (
        html == "<p>I get up.<br/>I care.</p>\n\n"
        "<p>&lt;script&gt;x&lt;/script&gt; &lt;b&gt;sleep&lt;/b&gt;</p>"
    )


def test_the_draft_and_its_preview_hold_every_word_that_was_sent(site, editor, client):
    words = "I said <I cannot cope> and nobody heard."
    client.force_login(editor)
    page = make_draft(contribution=make_contribution(words=words), user=editor, now=NOW)
    assert "I said &lt;I cannot cope&gt; and nobody heard." in page.body[0].value.source
    page.get_latest_revision().publish()
    assert "I said &lt;I cannot cope&gt; and nobody heard." in client.get(page.get_url()).text


def test_a_poem_becomes_a_poem_with_its_spaces(site, editor):
    words = "  Steam\n\nrises"
    page = make_draft(
        contribution=make_contribution(kind="poem", words=words, title="", wants_no_name=True),
        user=editor,
        now=NOW,
    )
    assert isinstance(page, PoemPage)
    assert page.poem == words
    assert page.author_name == ""
    assert page.title == "A poem from someone"


def test_only_one_draft_is_made_of_it(site, editor):
    contribution = make_contribution()
    first = make_draft(contribution=contribution, user=editor, now=NOW)
    assert make_draft(contribution=contribution, user=editor, now=NOW).pk == first.pk
    make_draft(contribution=make_contribution(), user=editor, now=NOW)
    assert StoryPage.objects.count() == 2


def test_after_a_year_it_is_forgotten_and_the_page_stays(site, editor):
    old = make_contribution(now=NOW - RETENTION)
    make_draft(contribution=old, user=editor, now=NOW)
    newer = make_contribution(now=NOW - RETENTION + timedelta(seconds=1))
    assert purge_contributions(Pass(NOW)) == {"contributions forgotten": 1}
    assert list(Contribution.objects.all()) == [newer]
    assert StoryPage.objects.count() == 1
    assert not purge_contributions(Pass(NOW))


def test_editors_read_it_and_make_a_page_from_it_with_one_press(client, editor):
    client.force_login(editor)
    contribution = make_contribution(words="<i>One</i>\nTwo")
    assert b"My day" in client.get("/admin/contributions/").content
    page = client.get(f"/admin/contributions/inspect/{contribution.pk}/")
    assert b"&lt;i&gt;One&lt;/i&gt;<br/>Two" in page.content
    assert b"ann@example.org" in page.content
    assert b"Make a draft page from this" in page.content
    draft = f"/admin/contributions/draft/{contribution.pk}/"
    assert client.get(draft).status_code == 405
    response = client.post(draft)
    page = StoryPage.objects.get()
    assert response.url == f"/admin/pages/{page.pk}/edit/"
    assert client.get(response.url).status_code == 200
    assert client.get(page.get_url() or "/x/").status_code == 404
    again = client.get(f"/admin/contributions/inspect/{contribution.pk}/").content
    assert b"Make a draft page from this" not in again


def test_nobody_changes_what_a_person_wrote(client, editor, admin_user):
    contribution = make_contribution()
    for user in (editor, admin_user):
        client.force_login(user)
        for address in (f"edit/{contribution.pk}/", "new/"):
            assert client.get(f"/admin/contributions/{address}").status_code == 302


def test_words_that_are_only_for_us_never_become_a_page(client, editor):
    client.force_login(editor)
    contribution = make_contribution(consent="private")
    page = client.get(f"/admin/contributions/inspect/{contribution.pk}/")
    assert b"Make a draft page" not in page.content
    client.post(f"/admin/contributions/draft/{contribution.pk}/")
    assert not StoryPage.objects.exists()


def test_editors_delete_what_they_do_not_use(client, editor):
    client.force_login(editor)
    contribution = make_contribution()
    client.post(f"/admin/contributions/delete/{contribution.pk}/")
    assert not Contribution.objects.exists()


def test_people_without_the_right_see_none_of_it(client, site):
    user = User.objects.create_user("plain", "p@example.org", "pass")
    client.force_login(user)
    contribution = make_contribution()
    for address in ("", f"inspect/{contribution.pk}/"):
        assert client.get(f"/admin/contributions/{address}").status_code in (302, 403)
    client.post(f"/admin/contributions/draft/{contribution.pk}/")
    assert not StoryPage.objects.exists()


def test_the_history_keeps_no_name_of_what_was_deleted(client, editor):
    client.force_login(editor)
    sent = make_contribution(title="", name="Zebedee Quill")
    assert "A story from Zebedee Quill" in client.get(reverse("contributions:index")).text
    assert (
        "A story from Zebedee Quill"
        in client.get(reverse("contributions:inspect", args=[sent.pk])).text
    )

    client.post(reverse("contributions:delete", args=[sent.pk]))

    assert ModelLogEntry.objects.filter(action="wagtail.delete").exists()
    assert "Zebedee" not in str(list(ModelLogEntry.objects.values()))
    assert "Zebedee" not in client.get(reverse("wagtailadmin_reports:site_history")).text
