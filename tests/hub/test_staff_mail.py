"""Mail to people who work here goes out behind their backs: no page waits for a mail server."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core import mail
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Comment, PageSubscription
from wagtail.test.utils.form_data import inline_formset

from hub.models import User
from hub.task_queue import run_tasks
from stories.models import StoryPage
from tests.stories.factories import make_piece
from tests.stories.test_editing import story

LOCMEM = "django.core.mail.backends.locmem.EmailBackend"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def queue(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.EMAIL_BACKEND = "hub.staff_mail.QueuedBackend"
    settings.MAIL_SERVER_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody is there


@pytest.fixture
def server_is_back(settings):
    """A function after which the mail server accepts mail again."""

    def back():
        settings.MAIL_SERVER_BACKEND = LOCMEM

    return back


def make_editor(name):
    group, _ = Group.objects.get_or_create(name="Editors")
    user = User.objects.create_user(name, f"{name}@example.org", "pass")
    user.groups.add(group)
    return user


def run_worker(after=timedelta(0)):
    """Run the worker's tasks at a later time."""
    with time_machine.travel(timezone.now() + after):
        run_tasks()


def waiting():
    return DBTaskResult.objects.filter(task_path="hub.staff_mail.send_mail", finished_at=None)


def test_a_new_password_is_asked_for_while_the_mail_server_is_down(client, server_is_back):
    make_editor("joy")
    response = client.post(
        reverse("wagtailadmin_password_reset"), {"email": "joy@example.org"}, follow=True
    )
    assert response.status_code == 200
    run_worker()
    assert waiting().count() == 1
    server_is_back()
    run_worker(after=timedelta(minutes=2))
    (sent,) = mail.outbox
    assert sent.to == ["joy@example.org"]
    assert "/admin/password_reset/confirm/" in sent.body
    assert sent.alternatives == [], "plain text has no looks to check"
    assert not waiting().exists()


def test_a_comment_on_a_page_is_kept_while_the_mail_server_is_down(client, site, server_is_back):
    page = make_piece(StoryPage)
    PageSubscription.objects.create(user=make_editor("sam"), page=page, comment_notifications=True)
    client.force_login(User.objects.create_superuser("joy", "joy@example.org", "pass"))
    said = {"text": "Is this name right?", "contentpath": "title", "position": "", "id": ""}
    data = {**story(), "comments-TOTAL_FORMS": "1"}
    data |= {f"comments-0-{name}": value for name, value in said.items()}
    data |= {"comments-0-resolved": "", "comments-0-DELETE": ""}
    data |= {f"comments-0-replies-{name}": value for name, value in inline_formset([]).items()}
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert response.status_code == 302
    assert Comment.objects.get().text == "Is this name right?"
    server_is_back()
    run_worker()
    (sent,) = mail.outbox
    assert sent.to == ["sam@example.org"]
    assert "Is this name right?" in sent.body
    assert sent.alternatives == []


def test_it_gives_up_after_two_days_and_says_so_without_an_address(caplog):
    EmailMessage("Hello", "Words", to=["joy@example.org"]).send()
    for hour in range(60):
        run_worker(after=timedelta(hours=hour))
    assert not waiting().exists()
    said = [each.getMessage() for each in caplog.records if each.name == "hub.staff_mail"]
    assert len(said) > 5
    assert not any("joy" in each for each in said)


def test_every_part_of_a_mail_arrives(server_is_back):
    server_is_back()
    written = mail.EmailMultiAlternatives(
        *("Hello", "Words", "us@example.org", ["joy@example.org"]),
        **{"bcc": ["b@example.org"], "cc": ["c@example.org"], "reply_to": ["r@example.org"]},
        headers={"Auto-Submitted": "auto-generated"},
    )
    written.attach_alternative("<p>Words</p>", "text/html")
    written.send()
    run_worker()
    (sent,) = mail.outbox
    assert sent.message()["Auto-Submitted"] == "auto-generated"
    assert sent.recipients() == written.recipients()
    for name in ("subject", "body", "from_email", "reply_to", "alternatives"):
        assert getattr(sent, name) == getattr(written, name), name


def test_a_mail_says_that_it_is_automatic_and_keeps_its_message_id_at_each_try(server_is_back):
    headers = {"auto-submitted": "no"}
    EmailMessage("One", "Words", "us@example.org", ["joy@example.org"]).send()
    EmailMessage("Two", "Words", "us@example.org", ["joy@example.org"], headers=headers).send()
    run_worker()
    kept = [each.args_kwargs["args"][0] for each in waiting()]
    server_is_back()
    run_worker(after=timedelta(minutes=2))
    one, two = (sent.message() for sent in sorted(mail.outbox, key=lambda sent: sent.subject))

    assert {one["Message-ID"], two["Message-ID"]} == {
        each["headers"]["Message-ID"] for each in kept
    }
    assert one["Message-ID"].endswith("@example.org>")
    assert one["X-Auto-Response-Suppress"] == two["X-Auto-Response-Suppress"] != None  # noqa: E711
    assert (one["Auto-Submitted"], two.get_all("Auto-Submitted")) == ("auto-generated", ["no"])


def test_a_mail_with_a_file_is_refused():
    written = EmailMessage("Hello", "Words", to=["joy@example.org"])
    written.attach("tea.txt", "tea", "text/plain")
    with pytest.raises(ValueError, match="with files"):
        get_connection().send_messages([written])
